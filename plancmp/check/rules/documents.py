"""Documents of every kind and the fields that tell one series from another: date, vintage, prices, count, scope, references."""

from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.references import list_claim_ids, report_unknown
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.folding import normalize_piece, pair_characters
from plancmp.model import Observed, Plan, Target, Than
from plancmp.problems import suggest_name
from plancmp.reading.loaded import Path
from plancmp.vocabulary import PLANNING, Basis, Vintage
from plancmp.words import Text, say

_RATES = frozenset({Basis.GROWTH, Basis.GROWTH_TOTAL, Basis.MULTIPLE})
_COUNTED = frozenset({Basis.ADDED, Basis.PER_YEAR, Basis.TOTAL})
_EARLY = frozenset({Vintage.ESTIMATE, Vintage.PRELIMINARY})


@rule("issued-missing", "error")
def find_undated_documents(given: CheckInput) -> Iterator[Report]:
    """A report, a communiqué or a release has no `issued`, at least its year: without it nobody knows how late its
    figures are.

    政府工作报告、统计公报、发布没有写 issued（至少到年）：不知道数字是何时说的。
    """
    for ident, plan in given.collection.plans.items():
        if plan.kind not in PLANNING and plan.issued is None:
            message = say("{kind}没有印发日期", "a {kind} without its date", kind=plan.kind)
            hint = Text("补上 issued:，至少写年份", "add issued:, at least the year")
            yield given.mark_key("plans", ident), message, hint


@rule("vintage-odd", "warning")
def find_odd_vintages(given: CheckInput) -> Iterator[Report]:
    """An estimate or a preliminary figure of a year that was long over when the document was issued.

    文件印发时早已过去的年份，仍写作预计数或初步核算数。
    """
    for entry in given.entries:
        if not isinstance(entry.item, Observed) or entry.item.vintage not in _EARLY or entry.year is None:
            continue
        issued = int((entry.plan.issued or str(entry.plan.period.last))[:4])
        if issued - entry.year > 1:
            message = say(
                "{issued} 年的文件不会{vintage} {year} 年",
                "a document of {issued} has no {vintage} figure of {year}",
                issued=issued,
                vintage=entry.item.vintage,
                year=entry.year,
            )
            yield (
                entry.mark("vintage"),
                message,
                Text("删去 vintage，或改正年份", "remove vintage, or correct the year"),
            )


@rule("prices-odd", "error")
def find_odd_prices(given: CheckInput) -> Iterator[Report]:
    """`prices` of what is no money; nominal or real of an amount; current prices of a rate.

    prices 写在不是金额的指标上；或金额写了 nominal、real，增长率写了 current。
    """
    for entry in given.entries:
        prices = entry.item.prices
        if prices is None:
            continue
        own = entry.definition.unit
        hint = Text(
            "金额用 current 或年份，增长率用 nominal、real 或年份",
            "an amount: current or a year; a rate: nominal, real or a year",
        )
        if "元" not in own and own != "percent":
            message = say("{unit}不是金额，没有价格", "{unit} is no money, and has no prices", unit=own)
            hint = Text("删去 prices", "remove prices")
        elif prices in ({"current"} if entry.basis in _RATES else {"nominal", "real"}):
            message = say("{basis}不能是 {prices}", "{basis}: not {prices}", basis=entry.basis, prices=prices)
        else:
            continue
        yield entry.mark("prices"), message, hint


@rule("count-odd", "error")
def find_odd_counts(given: CheckInput) -> Iterator[Report]:
    """`count: net` or `gross` of what is no count of new ones.

    count 写在并非新增数的条目上。
    """
    for entry in given.entries:
        if entry.item.count_ is not None and entry.basis not in _COUNTED:
            message = say("{basis}无所谓净增、毛增", "{basis} is neither net nor gross", basis=entry.basis)
            hint = Text(
                "删去 count，或改 basis（added、per-year）", "remove count, or correct the basis (added, per-year)"
            )
            yield entry.mark("count"), message, hint


@rule("scope-unprinted", "warning", texts=True)
def find_unprinted_scopes(given: CheckInput) -> Iterator[Report]:
    """Hardly a character of `scope`, the definition that the document names for the figure, stands in the section, or in
    the text, whose notes at the end often hold it. Needs --sources.

    scope（文件所说的定义或范围）的文字在本节、在全文（文末注释）里都几乎找不到。需要 --sources。
    """
    for entry in given.entries:
        scope = entry.item.scope
        body = given.texts[entry.plan_id].normal if scope is not None and entry.plan_id in given.texts else None
        pairs = pair_characters(normalize_piece(scope or ""))
        if body is not None and sum(pair in body for pair in pairs) < len(pairs) / 2:
            message = Text(f"原文里没有“{scope}”", f"the text does not speak of {scope}")
            yield entry.mark("scope"), message, Text("照原文写", "write it as printed")


def _list_referring(given: CheckInput) -> Iterator[tuple[str, Plan, Target | Observed, Path]]:
    """Every target and result with its document and its path."""
    for ident, plan in given.collection.plans.items():
        targets: list[tuple[Target | Observed, Path]] = [(t, ("targets", n)) for n, t in enumerate(plan.targets)]
        targets += [(o, ("observed", n)) for n, o in enumerate(plan.observed)]
        for item, path in targets:
            yield ident, plan, item, ("plans", ident, *path)


@rule("than-broken", "error", whole=True, across=True)
def find_broken_comparisons(given: CheckInput) -> Iterator[Report]:
    """`than` names a document that is not in the collection, or one of another place, or the very series that the target
    is of.

    than 写的文件不在库中，或不是所比地区的文件，或比照的就是目标自己。
    """
    plans = given.collection.plans
    for _, plan, item, path in _list_referring(given):
        than = item.than
        own = item.for_ or (plan.place,)
        if than is None:
            continue
        if than.plan is not None and than.plan not in plans:
            hint = suggest_name(than.plan, list(plans), Text("删去或改正 than.plan", "remove or correct than.plan"))
            message = say("没有文件 {plan}", "there is no document {plan}", plan=than.plan)
            yield given.mark(*path, "than", "plan"), message, hint
        elif than.plan is not None and plans[than.plan].place not in {than.place or plan.place, *own}:
            message = say("{plan} 不是所比地区的文件", "{plan} is of another place", plan=than.plan)
            yield given.mark(*path, "than", "plan"), message, Text("改正 than", "correct than")
        elif _is_set_against_itself(plan, item, than):
            hint = Text("写 place 或 indicator：比哪里、比什么", "write place or indicator: than where, than what")
            yield given.mark_key(*path, "than"), Text("与自己相比", "set against itself"), hint


def _is_set_against_itself(plan: Plan, item: Target | Observed, than: Than) -> bool:
    if (item.for_ or (plan.place,)) != (than.place or plan.place,) or than.indicator not in {None, item.indicator}:
        return False
    return than[2:] == (None, None)


@rule("restates-broken", "error", whole=True, across=True)
def find_broken_restatements(given: CheckInput) -> Iterator[Report]:
    """`restates` names no document, target or result of the collection, or one of the same document.

    restates 写的文件、目标或成绩不在库中，或就在同一份文件里。
    """
    told = [
        (ident, item.restates, path) for ident, _, item, path in _list_referring(given) if item.restates is not None
    ]
    known = {*given.collection.plans, *(list_claim_ids(given) if any("/" in name for _, name, _ in told) else ())}
    for ident, name, path in told:
        mark = given.mark(*path, "restates")
        if name.partition("/")[0] == ident:
            hint = Text("另一处印的写进 also", "what is printed twice goes to also")
            yield mark, say("{name} 在同一份文件里", "{name} is of the same document", name=name), hint
        elif name not in known:
            yield report_unknown(mark, name, known)


@rule("told-by-broken", "error", whole=True, across=True)
def find_broken_tellers(given: CheckInput) -> Iterator[Report]:
    """`told-by` names a document that is not in the collection, or the document itself.

    told-by 写的文件不在库中，或就是它自己。
    """
    plans = given.collection.plans
    for ident, plan in plans.items():
        name = plan.told_by
        if name is not None and (name == ident or name not in plans):
            others = [other for other in plans if other != ident]
            hint = suggest_name(
                name, others, Text("写发布该文件的 release 的标识", "write the id of the release that tells of it")
            )
            message = say("没有文件 {name}", "there is no document {name}", name=name)
            if name == ident:
                message = Text("由它自己而知", "known through itself")
            yield given.mark("plans", ident, "told-by"), message, hint
