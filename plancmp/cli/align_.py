"""plancmp align."""

import click

from plancmp.align.result import PARTS
from plancmp.cli.options import data_options, emit, output_options, say
from plancmp.session import Session


@click.command(
    "align",
    help=say(
        "上级规划每个目标之下，下级怎样提出。--level municipality 反过来：每市的目标之上有什么。",
        "Under each target of the upper plan, what the lower plans say. --level municipality turns the view round: each city's targets, and what stands above them.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp align --level region --place nanning",
)
@click.option("--level", "level_", default="region", show_default=True, help=say("框架的层级", "Level of the frame."))
@click.option(
    "--frame", help=say("用作框架的规划（默认最新一项）", "The plan used as frame (default: the latest of the level).")
)
@click.option(
    "--place", multiple=True, help=say("只看这些地区", "Only these places below (or, turned round, whose targets).")
)
@click.option("--theme", multiple=True, help=say("只看这些领域", "Only these themes."))
@click.option("--verdict", multiple=True, help=say("只看这些结论", "Only these verdicts."))
@click.option("--only", type=click.Choice(list(PARTS)), help=say("只看一部分", "Only one part."))
@click.option(
    "--opinion",
    "as_opinion",
    is_flag=True,
    help=say(
        "衔接意见表：指标、上级、本级、口径、差异、说明（可写 -o 意见.xlsx）",
        "The table for an opinion on coordination: indicator, upper, own, basis, difference, why (try -o opinion.xlsx).",
    ),
)
@click.option("--explain", is_flag=True, help=say("写出公式", "Print the formulas with their numbers."))
@data_options
@output_options
def command(
    level_: str,
    frame: str | None,
    place: tuple[str, ...],
    theme: tuple[str, ...],
    verdict: tuple[str, ...],
    only: str | None,
    as_opinion: bool,
    explain: bool,
    plans: str | None,
    with_: tuple[str, ...],
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Lay the lower plans under the frame, or show what stands above each."""
    session = Session(plans, with_)
    found = session.align(level=level_, frame=frame, place=place, theme=theme, verdict=verdict, only=only)
    if as_opinion:
        from plancmp.align.opinion import build_opinion  # noqa: PLC0415 - only where asked

        emit(build_opinion(found), format_, lang, output, explain=explain)
        return
    emit(found, format_, lang, output, explain=explain)
