"""plancmp opinion."""

import click

from plancmp.cli.complete import complete_ids
from plancmp.cli.options import choose_view, define_command, open_output, open_session, option
from plancmp.cli.output import Output
from plancmp.session import Session
from plancmp.words import View


@define_command(
    "opinion",
    "一份规划（草案）在上级规划之下的衔接审核意见：七个方面，逐项目标给出上级、本规划、结论、理由、建议。"
    "DRAFT 是文件、规划或地区。-o 意见.docx 或 .xlsx 可直接打印。",
    "The opinion on one plan's coordination (衔接审核意见) under the plans above: seven headings, and for every target both "
    "figures, conclusion, reasons and advice. DRAFT is a file, a plan or a place. -o opinion.docx or .xlsx prints on A4.",
    example="plancmp opinion nanning-2016 --under guangxi-2021",
)
@click.argument("draft", shell_complete=complete_ids("plans", "sides"))
@option(
    "--under",
    multiple=True,
    metavar="FRAME",
    shell_complete=complete_ids("plans"),
    zh="上级规划，可写几项（默认：草案自述依据而已收录的）",
    en="A plan above, or several (default: those that the draft says it follows).",
)
@option(
    "--annex",
    is_flag=True,
    zh="附本地其他规划的目标",
    en="Add the targets of the place's other plans.",
)
@choose_view("explain", "tasks", "everything")
@open_session
@open_output("paper")
def command(draft: str, *, under: tuple[str, ...], annex: bool, view: View, session: Session, output: Output) -> None:
    """Write the opinion on a draft."""
    output.write(session.opinion(draft, under=under, annex=annex), view)
