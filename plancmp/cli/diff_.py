"""plancmp diff."""

import click

from plancmp.cli.options import data_options, emit, output_options, say
from plancmp.session import Session


@click.command(
    "diff",
    help=say(
        "两地或两项规划逐项比较。A、B 可写标识、中文名、英文名或区划代码；地名代表它的全部规划。",
        "Compare two places or plans. A and B are ids, Chinese or English names, or division codes; a place stands for all its plans.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp diff guilin nanning --theme investment",
)
@click.argument("a")
@click.argument("b")
@click.option("--theme", multiple=True, help=say("只看这些领域", "Only these themes."))
@click.option("--verdict", multiple=True, help=say("只看这些结论", "Only these verdicts."))
@click.option("--results", is_flag=True, help=say("已有成绩也列出", "Set past results beside each other too."))
@click.option("--explain", is_flag=True, help=say("写出公式", "Print the formulas with their numbers."))
@data_options
@output_options
def command(
    a: str,
    b: str,
    theme: tuple[str, ...],
    verdict: tuple[str, ...],
    results: bool,
    explain: bool,
    plans: str | None,
    with_: tuple[str, ...],
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Compare two sides."""
    found = Session(plans, with_).diff(a, b, theme=theme, verdict=verdict, results=results)
    emit(found, format_, lang, output, explain=explain)
