"""plancmp coverage."""

import sys
from collections.abc import Sequence

import click

from plancmp.cli.complete import complete_ids
from plancmp.cli.options import define_command, open_output, open_session, option, read_texts_from
from plancmp.cli.output import Output, report_problems
from plancmp.coverage.engine import coverage
from plancmp.coverage.result import Coverage
from plancmp.lookup import find_side
from plancmp.model import Collection
from plancmp.problems import PlancmpError
from plancmp.reading.sources import read_sources
from plancmp.session import Session
from plancmp.vocabulary import Completeness
from plancmp.words import say


@define_command(
    "coverage",
    "原文中的每个数字都有交代吗？已收录、在引文内、按规则是名称、在 aside 中注明，其余逐个列出并给出建议写法。"
    "用 -o FILE.html 得到整篇原文的着色网页，可离线查看和打印。",
    "Is every figure of a plan's text accounted for: encoded, in a quote, a name by rule, or set aside with a reason? "
    "The rest is listed with its place, context and a suggested entry. "
    "-o FILE.html writes the whole text as a coloured page, to be read offline or printed.",
    example="plancmp coverage guilin-2019 --sources ../shared/sources",
)
@click.argument("names", nargs=-1, metavar="[PLAN]...", shell_complete=complete_ids("sides", "plans"))
@read_texts_from(
    "存放各规划原文（UTF-8 文本）的文件夹；默认取 PLANCMP_SOURCES",
    "The folder of the plans' texts, UTF-8 (default: PLANCMP_SOURCES).",
)
@option("--by-rule", is_flag=True, zh="列出每条规则当作名称的数字", en="List what each rule took for a name.")
@option("--asides", is_flag=True, zh="列出注明不计的数字与理由", en="List what is set aside, with the reasons.")
@option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    zh="任一规划低于此数则退出码为 1",
    en="Exit status 1 where a plan is below this share.",
)
@open_session
@open_output("answer")
def command(
    names: tuple[str, ...],
    *,
    sources: str | None,
    by_rule: bool,
    asides: bool,
    fail_under: float | None,
    session: Session,
    output: Output,
) -> None:
    """Account for the figures of the plans named, or of all."""
    if not sources:
        raise PlancmpError(
            say(
                "请用 --sources DIR 指明存放原文的文件夹，或设 PLANCMP_SOURCES",
                "name the folder of the plans' texts with --sources DIR, or set PLANCMP_SOURCES",
            )
        )
    if by_rule and asides:
        raise PlancmpError(say("--by-rule 与 --asides 只能取一", "--by-rule and --asides are two lists; take one"))
    held = session.collection
    chosen = _choose_plans(names, held)
    found = read_sources(sources, {ident: held.plans[ident] for ident in chosen})
    if not found.texts:
        raise PlancmpError(say("没有找到任何原文", "no text was found"), exit_code=3, problems=found.warnings)
    report_problems(found.warnings, output.lang)
    listing = "rules" if by_rule else "asides" if asides else "open"
    result = coverage(chosen, held, found.texts, found.warnings, listing)
    output.write(result)
    if output.is_read_here and listing == "open" and (suggestions := result.list_suggestions(output.lang)):
        click.echo(f"\n{suggestions}", nl=False)
    if len(found.texts) + len(found.without) < len(chosen):
        sys.exit(3)
    if fail_under is not None and _report_below(fail_under, result, output):
        sys.exit(1)


def _choose_plans(names: Sequence[str], held: Collection) -> tuple[str, ...]:
    """The plans of what is named, in that order; where nothing is, by first year those that promise to be whole, or whole
    in parts.
    """
    listed = [ident for name in names for ident in find_side(name, held).documents]
    if listed:
        return tuple(dict.fromkeys(listed))
    promised = [i for i, p in held.plans.items() if p.encoding is Completeness.COMPLETE or p.promises_parts]
    return tuple(sorted(promised or held.plans, key=lambda ident: (held.plans[ident].period, ident)))


def _report_below(share: float, result: Coverage, output: Output) -> bool:
    """Name the plans of which less than this share is accounted for; whether there is one."""
    below = [plan for plan in result.plans if plan.share < share]
    for plan in below:
        words = say(
            "{plan}：已交代 {share} %，低于 {limit} %",
            "{plan}: {share} % accounted for, below {limit} %",
            plan=plan.ident, share=plan.share, limit=f"{share:g}",
        )  # fmt: skip
        output.tell(words)
    return bool(below)
