"""plancmp track."""

import click

from plancmp.cli.complete import complete_ids
from plancmp.cli.options import choose_view, choose_words, define_command, open_output, open_session, option
from plancmp.cli.output import Output
from plancmp.session import Session
from plancmp.vocabulary import State
from plancmp.words import View


@define_command(
    "track",
    "目标后来如何：起点、目标、后来文件所载的结果、进度与状态。NAME 是规划、地区或指标。-o 评估表.docx 或 .xlsx 可直接打印。",
    "What became of each target: where it started, what later documents report, at what pace, and its state. NAME is a plan, a "
    "place or an indicator. -o sheet.docx or .xlsx is an evaluation sheet that prints on A4.",
    example="plancmp track nanning-2016",
)
@click.argument("name", shell_complete=complete_ids("indicators", "sides", "plans"))
@option(
    "--as-of",
    type=click.IntRange(1949, 2100),
    metavar="YEAR",
    zh="只用到该年为止的结果，且文件至迟次年印发",
    en="Take results of years to that one, in documents issued by the end of the year after.",
)
@choose_words("--state", State, "只看这些状态", "Only these states")
@choose_view("explain", "everything")
@open_session
@open_output("paper")
def command(
    name: str, *, as_of: int | None, state: tuple[str, ...], view: View, session: Session, output: Output
) -> None:
    """Track the targets of a plan, place or indicator."""
    output.write(session.track(name, as_of=as_of, state=state), view)
