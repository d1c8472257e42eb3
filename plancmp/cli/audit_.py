"""plancmp audit."""

import sys

import click

from plancmp.cli.options import data_options, emit, output_options, say
from plancmp.language import language
from plancmp.lookup import find_side
from plancmp.outcomes import Severity
from plancmp.problems import Problem
from plancmp.session import Session, find_words


@click.command(
    "audit",
    help=say(
        "规划自身有什么蹊跷：前后矛盾、算术差错、分项与总数不合、目标低于现状、关联指标的隐含结果。每处发现附原文、核算和可能的解释；"
        "可能的解释只是猜测，不属于发现。PLAN 可写标识或地名，不写则查全部。",
        "What is odd in the plans themselves: contradictions, arithmetic slips, parts that do not add up, targets below what "
        "exists, implications of coupled targets. Each finding stands with its quotations and its computation; what may explain "
        "it is a guess and no part of it. PLAN is an id or a place; without one every plan is looked at.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp audit baise --severity contradiction",
)
@click.argument("plan", nargs=-1)
@click.option(
    "--severity",
    multiple=True,
    metavar="WORD",
    help=say(
        "只看这些程度：contradiction、slip、tension、information",
        "Only these severities: contradiction, slip, tension, information.",
    ),
)
@click.option(
    "--sources",
    envvar="PLANCMP_SOURCES",
    type=click.Path(),
    metavar="DIR",
    help=say(
        "规划原文所在文件夹；有原文才数名单", "Folder of the plans' texts; lists of names are counted only with it."
    ),
)
@click.option(
    "--acknowledged",
    is_flag=True,
    help=say("也列出已确认的发现及理由", "Show the acknowledged findings too, with the reason."),
)
@click.option(
    "--exit-code",
    is_flag=True,
    help=say("有发现时退出码为 1（提示不算）", "Exit with 1 where there is a finding; information is none."),
)
@data_options
@output_options
def command(
    plan: tuple[str, ...],
    severity: tuple[str, ...],
    sources: str | None,
    acknowledged: bool,
    exit_code: bool,
    plans: str | None,
    with_: tuple[str, ...],
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Audit the plans."""
    from plancmp.audit.engine import audit  # noqa: PLC0415 - only what is asked for is loaded

    severities = find_words(Severity, severity)
    session = Session(plans, with_)
    held = session.collection
    chosen = [ident for name in plan for ident in find_side(name, held).plans] or list(held.plans)
    texts = None
    if sources is not None:
        from plancmp.reading.sources import read_sources  # noqa: PLC0415 - only where texts are read

        found = read_sources(sources, {ident: held.plans[ident] for ident in chosen})
        _warn(found.problems, lang or language())
        texts = {ident: source.text for ident, source in found.texts.items()}
    result = audit(
        chosen, session.claims, session.context, texts=texts, severities=severities, show_acknowledged=acknowledged
    )
    emit(result, format_, lang, output)
    if exit_code and result.beyond_information:
        sys.exit(1)


def _warn(problems: tuple[Problem, ...], lang: str) -> None:
    """What is wrong with the texts, on stderr; the audit goes on without them."""
    from plancmp.render.problems import problem_text  # noqa: PLC0415 - only in trouble

    for problem in problems:
        click.echo(problem_text(problem, (), lang), err=True)
