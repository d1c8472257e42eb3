"""plancmp search."""

import click

from plancmp.cli.options import choose_view, define_command, open_output, open_session
from plancmp.cli.output import Output
from plancmp.search import search
from plancmp.session import Session
from plancmp.words import View


@define_command(
    "search",
    "按名称或原文的一部分查找地区、文件、指标、目标和任务，可用中文、英文或拼音；几个词须同时出现。",
    "Find places, documents, indicators, targets and tasks by a part of their names or quotes, in Chinese, English or pinyin; of "
    "several words each must be there.",
    example="plancmp search 高新技术企业 南宁",
)
@click.argument("words", nargs=-1, required=True)
@choose_view("everything")
@open_session
@open_output("answer")
def command(words: tuple[str, ...], *, view: View, session: Session, output: Output) -> None:
    """Search the collection."""
    output.write(search(" ".join(words), session.claims, session.context), view)
