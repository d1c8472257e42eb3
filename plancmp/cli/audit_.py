"""plancmp audit."""

import sys

import click

from plancmp.audit.engine import audit
from plancmp.cli.complete import complete_ids
from plancmp.cli.options import (
    choose_view,
    choose_words,
    define_command,
    open_output,
    open_session,
    option,
    read_texts_from,
)
from plancmp.cli.output import Output, report_problems
from plancmp.lookup import find_side, find_words
from plancmp.outcomes import Severity
from plancmp.reading.sources import read_sources
from plancmp.session import Session
from plancmp.words import View


@define_command(
    "audit",
    "规划自身有什么蹊跷：前后矛盾、算术差错、分项与总数不合、目标低于现状、关联指标的隐含结果。每处发现附原文、核算和可能的解释；"
    "可能的解释只是猜测，不属于发现。PLAN 可写标识或地名，不写则查全部。",
    "What is odd in the plans themselves: contradictions, arithmetic slips, parts that do not add up, targets below what "
    "exists, implications of coupled targets. Each finding stands with its quotations and its computation; what may explain "
    "it is a guess and no part of it. PLAN is an id or a place; without one every plan is looked at.",
    example="plancmp audit baise --severity contradiction",
)
@click.argument("names", nargs=-1, metavar="[PLAN]...", shell_complete=complete_ids("sides", "plans"))
@choose_words("--severity", Severity, "只看这些程度", "Only these severities")
@read_texts_from(
    "规划原文所在文件夹；有原文才数名单", "Folder of the plans' texts; lists of names are counted only with it."
)
@option(
    "--acknowledged",
    is_flag=True,
    zh="也列出已确认的发现及理由",
    en="Show the acknowledged findings too, with the reason.",
)
@option(
    "--exit-code",
    is_flag=True,
    zh="有发现时退出码为 1（提示不算）",
    en="Exit with 1 where there is a finding; information is none.",
)
@choose_view("everything")
@open_session
@open_output("answer")
def command(
    names: tuple[str, ...],
    *,
    severity: tuple[str, ...],
    sources: str | None,
    acknowledged: bool,
    exit_code: bool,
    view: View,
    session: Session,
    output: Output,
) -> None:
    """Audit the plans."""
    severities = find_words(Severity, severity)
    plans = session.collection.plans
    chosen = [ident for name in names for ident in find_side(name, session.collection).documents] or list(plans)
    texts = None
    if sources is not None:
        found = read_sources(sources, {ident: plans[ident] for ident in chosen})
        report_problems(found.problems, output.lang)
        texts = {ident: source.text for ident, source in found.texts.items()}
    result = audit(
        chosen, session.claims, session.context, texts=texts, severities=severities, show_acknowledged=acknowledged
    )
    output.write(result, view._replace(everything=view.everything or bool(severities)))
    if exit_code and result.beyond_information:
        sys.exit(1)
