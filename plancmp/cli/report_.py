"""plancmp report."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from plancmp.audit.engine import audit
from plancmp.chinese.plan_text import PlanText
from plancmp.cli.options import define_command, open_output, open_session, option, read_texts_from
from plancmp.cli.output import Output, report_problems
from plancmp.coverage.engine import coverage
from plancmp.model import Collection
from plancmp.problems import PlancmpError
from plancmp.reading.sources import read_sources
from plancmp.report.page import ReportInput, make_page
from plancmp.session import Session
from plancmp.vocabulary import Level
from plancmp.words import Text, say


@define_command(
    "report",
    "一个网页，说明下级目标在上级规划之下的情况：结论在前，其后是各指标的图、逐项对照、指定与余额、没有对应的目标、"
    "领域、核查和收录。中英文可切换，可筛选、排序、打印；不联网，可拷到 U 盘上看。",
    "One page that tells how the targets of the lower plans stand under the upper plan: the answer first, then a chart "
    "for each indicator, target by target with quotes, what is assigned and what remains, what has no counterpart, "
    "themes, audit and coverage. Chinese and English at a switch, with filters; printable; needs no network.",
    example="plancmp report -o report.html",
)
@option(
    "--level",
    type=click.Choice([Level.NATION.value, Level.REGION.value]),
    zh="框架的层级（默认省级）",
    en="Level of the frame (default: region where there is a plan of one).",
)
@option("--frame", zh="用作框架的规划（默认最新一项）", en="The plan used as frame (default: the latest).")
@read_texts_from(
    "存放各规划原文的文件夹（默认取 PLANCMP_SOURCES）；有原文才算收录比例",
    "The folder of the plans' texts (default: PLANCMP_SOURCES); the share of figures encoded is told only with it.",
)
@open_output(
    "page",
    lang=Text("打开时的语言（默认随系统）；两种语言都在页中", "The language that it opens in; both are in the page."),
)
@open_session
def command(*, level: str | None, frame: str | None, sources: str | None, session: Session, output: Output) -> None:
    """Write the page."""
    if output.file is None and sys.stdout.isatty():
        raise PlancmpError(
            say("请用 -o report.html 写入文件", "the page goes to a file, as with -o report.html, or into a pipe")
        )
    held = session.collection
    level = level or _find_level(held)
    aligned = session.align(level=level or Level.REGION.value, frame=frame) if level or frame else None
    texts, shares = _read_texts(sources, held, output.lang)
    material = ReportInput(
        session.claims,
        held,
        aligned,
        audit(list(held.plans), session.claims, session.context, texts=texts),
        shares,
        tuple(dict.fromkeys(Path(path).name for path in session.loaded.paths)),
    )
    output.deliver(make_page(material, output.lang))


def _find_level(held: Collection) -> str | None:
    """The level whose latest plan is the frame; None where only lower levels have plans."""
    return next((level.value for level in (Level.REGION, Level.NATION) if held.list_plans_at(level)), None)


def _read_texts(
    folder: str | None, held: Collection, lang: str
) -> tuple[Mapping[str, PlanText] | None, Mapping[str, Text]]:
    """The plans' texts, and what share of each one's figures is accounted for; what is wrong with them on stderr."""
    if not folder:
        return None, {}
    found = read_sources(folder, held.plans)
    report_problems(found.warnings, lang)
    shares = {}
    for plan in coverage(list(held.plans), held, found.texts).plans:
        share, left = plan.format_share(), len(plan.open)
        words = say("{share}，{n} 个未交代", "{share}, {n} open", share=share, n=left)
        shares[plan.ident] = words if left else Text.same(share)
    return {ident: source.text for ident, source in found.texts.items()}, shares
