"""plancmp agree."""

import click

from plancmp.cli.options import define_command, open_output, open_session
from plancmp.cli.output import Output
from plancmp.session import Session


@define_command(
    "agree",
    "同一原文的两份编码有多一致：条目按引文配对，逐字段给出一致率与 Krippendorff α，并列出每处分歧和只有一方收录的条目。"
    "文件里没有定义的指标和地区取自所用数据。",
    "How far two encodings of one text agree: entries matched by their quotes, the share of agreement and Krippendorff's alpha "
    "field by field, every dispute, and what only one has. Indicators and places that the files do not define are those of the "
    "collection in use.",
    example="plancmp agree plans.yaml plans.yaml",
)
@click.argument("a", type=click.Path())
@click.argument("b", type=click.Path())
@open_session
@open_output("answer")
def command(a: str, b: str, *, session: Session, output: Output) -> None:
    """Compare two encodings."""
    output.write(session.agree(a, b))
