"""plancmp report."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancmp.cli.options import data_options, say, write_out
from plancmp.language import language
from plancmp.problems import PlancmpError
from plancmp.session import Session
from plancmp.vocabulary import Level
from plancmp.words import Text

if TYPE_CHECKING:
    from plancmp.chinese.plan_text import PlanText
    from plancmp.model import Collection


@click.command(
    "report",
    help=say(
        "一个网页，说明下级目标在上级规划之下的情况：结论在前，其后是各指标的图、逐项对照、指定与余额、没有对应的目标、"
        "领域、核查和收录。中英文可切换，可筛选、排序、打印；不联网，可拷到 U 盘上看。",
        "One page that tells how the targets of the lower plans stand under the upper plan: the answer first, then a chart "
        "for each indicator, target by target with quotes, what is assigned and what remains, what has no counterpart, "
        "themes, audit and coverage. Chinese and English at a switch, with filters; printable; needs no network.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp report -o report.html",
)
@click.option(
    "--level",
    "level_",
    type=click.Choice([Level.NATION.value, Level.REGION.value]),
    help=say("框架的层级（默认省级）", "Level of the frame (default: region where there is a plan of one)."),
)
@click.option("--frame", help=say("用作框架的规划（默认最新一项）", "The plan used as frame (default: the latest)."))
@click.option(
    "--sources",
    type=click.Path(),
    metavar="DIR",
    help=say(
        "存放各规划原文的文件夹（默认取 PLANCMP_SOURCES）；有原文才算收录比例",
        "The folder of the plans' texts (default: PLANCMP_SOURCES); the share of figures encoded is told only with it.",
    ),
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help=say("打开时的语言（默认随系统）；两种语言都在页中", "The language that it opens in; both are in the page."),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help=say("写入文件", "Write to a file, whole or not at all."),
)
@data_options
def command(
    level_: str | None,
    frame: str | None,
    sources: str | None,
    lang: str | None,
    output: str | None,
    plans: str | None,
    with_: tuple[str, ...],
) -> None:
    """Write the page."""
    from plancmp.audit.engine import audit  # noqa: PLC0415 - the same
    from plancmp.report.page import Material, page  # noqa: PLC0415 - only what is asked for is loaded

    if output is None and sys.stdout.isatty():
        raise PlancmpError(
            Text("请用 -o report.html 写入文件", "the page goes to a file, as with -o report.html, or into a pipe")
        )
    lang = lang or language()
    session = Session(plans, with_)
    held = session.collection
    level = level_ or _level(held)
    aligned = session.align(level=level or Level.REGION.value, frame=frame) if level or frame else None
    texts, shares = _sources(sources or os.environ.get("PLANCMP_SOURCES"), held, lang)
    material = Material(
        session.claims,
        held,
        aligned,
        audit(list(held.plans), session.claims, session.context, texts=texts),
        shares,
        tuple(dict.fromkeys(Path(path).name for path in session.loaded.paths)),
    )
    write_out(page(material, lang), "html", output)


def _level(collection: "Collection") -> str | None:
    """The level whose latest plan is the frame; None where only lower levels have plans."""
    return next((level.value for level in (Level.REGION, Level.NATION) if collection.list_plans_at(level)), None)


def _sources(
    folder: str | None, collection: "Collection", lang: str
) -> tuple["Mapping[str, PlanText] | None", Mapping[str, Text]]:
    """The plans' texts, and what share of each one's figures is accounted for; what is wrong with them on stderr."""
    if not folder:
        return None, {}
    from plancmp.coverage.result import coverage  # noqa: PLC0415 - the same
    from plancmp.coverage.tables import percent  # noqa: PLC0415 - the same
    from plancmp.reading.sources import read_sources  # noqa: PLC0415 - only where texts are read
    from plancmp.render.problems import problem_text  # noqa: PLC0415 - the same

    found = read_sources(folder, collection.plans)
    for problem in found.problems:
        click.echo(problem_text(problem, (), lang), err=True)
    shares = {}
    for plan in coverage(list(collection.plans), collection, found.texts).plans:
        share, left = percent(plan), len(plan.open)
        shares[plan.ident] = Text(f"{share}，{left} 个未交代", f"{share}, {left} open") if left else Text.same(share)
    return {ident: source.text for ident, source in found.texts.items()}, shares
