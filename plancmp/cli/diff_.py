"""plancmp diff."""

from typing import Any

import click

from plancmp.cli.complete import complete_ids
from plancmp.cli.options import choose_view, define_command, narrow_rows, open_output, open_session, option
from plancmp.cli.output import Output
from plancmp.session import Session
from plancmp.words import View


@define_command(
    "diff",
    "两地或两项规划逐项比较。A、B 可写标识、中文名、英文名或区划代码；地名代表它的规划、纲要和行动计划。",
    "Compare two places or plans. A and B are ids, Chinese or English names, or division codes; a place stands for its plans, outlines and action plans.",
    example="plancmp diff guilin nanning --theme investment",
)
@click.argument("a", shell_complete=complete_ids("sides", "plans"))
@click.argument("b", shell_complete=complete_ids("sides", "plans"))
@narrow_rows
@option("--reports", is_flag=True, zh="也列政府工作报告等的目标", en="Add the targets of a place's reports.")
@option("--results", is_flag=True, zh="已有成绩也列出", en="Set past results beside each other too.")
@choose_view()
@open_session
@open_output("answer")
def command(a: str, b: str, *, view: View, session: Session, output: Output, **narrowed: Any) -> None:
    """Compare two sides."""
    output.write(session.diff(a, b, **narrowed), view)
