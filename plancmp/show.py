"""One thing in full: a plan, a place, an indicator with its history over all plans, a target, a task."""

from typing import Any, NamedTuple

from plancmp.align.engine import align_up
from plancmp.claim import Claim, parse_id
from plancmp.compare import Comparison, Context, compute_pace, get_interval
from plancmp.compare.formatting import format_time, format_with_unit, name_unit
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim
from plancmp.listing import encoding_text
from plancmp.lookup import explain_unknown, find_place, sort_by_code
from plancmp.model import Collection, Indicator, Place, Plan, Task
from plancmp.problems import PlancmpError
from plancmp.vocabulary import ClaimType
from plancmp.words import SEMICOLON, Table, Text


class Shown(NamedTuple):
    """Facts about one thing, and the tables that go with it."""

    ident: str
    kind: str
    facts: tuple[tuple[Text, Text], ...]
    listed: tuple[tuple[Text, tuple[Text, ...], tuple[tuple[Text, ...], ...]], ...]
    data: dict[str, Any]

    def record(self, _lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {"id": self.ident, "kind": self.kind, **self.data}

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """The facts as a table of two columns, then the lists."""
        del explain
        heads = Text("项目", "Field").in_language(lang), Text("内容", "Content").in_language(lang)
        first = Table(
            self.ident,
            heads,
            tuple((a.in_language(lang), b.in_language(lang)) for a, b in self.facts if b.in_language(lang)),
        )
        rest = [
            Table(
                title.in_language(lang),
                tuple(c.in_language(lang) for c in columns),
                tuple(tuple(c.in_language(lang) for c in row) for row in rows),
            )
            for title, columns, rows in self.listed
            if rows
        ]
        return [first, *rest]


def show(query: str, claims: tuple[Claim, ...], context: Context) -> Shown:
    """The thing called `query`: an id of any kind, or a name. Raises PlancmpError (exit code 2) with near names."""
    collection = context.collection
    if query in collection.plans:
        return _plan(query, collection.plans[query], claims, collection)
    if query in collection.indicators:
        return _indicator(query, collection.indicators[query], claims, context)
    for claim in claims:
        if claim.id == query:
            return _claim(claim, claims, context)
    plan, slash, rest = query.partition("/")
    if slash and rest.startswith("task.") and plan in collection.plans:
        for task in collection.plans[plan].tasks:
            if f"task.{task.key}" == rest:
                return _task(query, task)
    place = find_place(query, collection)
    if place is not None:
        return _place(place, collection.places[place], claims, collection)
    named = [i for i, d in collection.indicators.items() if query in {d.name.zh, d.name.en, *d.aka}]
    if len(named) == 1:
        return _indicator(named[0], collection.indicators[named[0]], claims, context)
    titled = [i for i, p in collection.plans.items() if query.strip("《》") in {p.title.zh, p.title.en}]
    if titled:
        return _plan(titled[0], collection.plans[titled[0]], claims, collection)
    raise _nothing(query, claims, collection)


def _nothing(query: str, claims: tuple[Claim, ...], collection: Collection) -> PlancmpError:
    known = [*collection.plans, *collection.places, *collection.indicators]
    known.extend(p.name.zh for p in collection.places.values())
    known.extend(name for d in collection.indicators.values() for name in (d.name.zh, d.name.en, *d.aka))
    if parse_id(query) is not None or "/" in query:
        known = [c.id for c in claims] + [f"{i}/task.{t.key}" for i, p in collection.plans.items() for t in p.tasks]
    return explain_unknown(query, known)


def _plan(ident: str, plan: Plan, claims: tuple[Claim, ...], collection: Collection) -> Shown:
    own = [c for c in claims if c.plan == ident]
    place = collection.places[plan.place].name
    facts = (
        (Text("规划", "Plan"), plan.title),
        (Text("地区", "Place"), place),
        (Text("规划期", "Period"), Text.same(str(plan.period))),
        (Text("文号", "Number"), Text.same(plan.number or "")),
        (Text("印发", "Issued"), Text.same(plan.issued or "")),
        (Text("自述依据", "Follows"), Text.same("、".join(p.title for p in plan.follows))),
        (Text("收录", "Encoding"), encoding_text(plan)),
    )
    columns = (
        Text("章节", "Section"),
        Text("类型", "Type"),
        Text("指标", "Indicator"),
        Text("数值", "Figure"),
        Text("原文", "Quote"),
    )
    rows = tuple(
        (
            Text.same(c.section),
            c.type.label,
            name_indicator(c.definition),
            phrase_claim(c),
            Text.same(c.quote),
        )
        for c in own
    )
    data = {
        "title_zh": plan.title.zh, "title_en": plan.title.en, "place": plan.place, "period": str(plan.period),
        "number": plan.number, "issued": plan.issued, "encoding": str(plan.encoding),
        "follows": [{"title": p.title, "plan": p.plan} for p in plan.follows],
        "outline": dict(plan.outline), "claims": [c.record() for c in own],
        "tasks": [f"{ident}/task.{t.key}" for t in plan.tasks],
    }  # fmt: skip
    return Shown(ident, "plan", facts, ((Text("目标与成绩", "Targets and results"), columns, rows),), data)


def _place(ident: str, place: Place, claims: tuple[Claim, ...], collection: Collection) -> Shown:
    plans = collection.list_plans_of(ident)
    inside = sort_by_code((i for i, p in collection.places.items() if p.within == ident), collection)
    facts = (
        (Text("名称", "Name"), Text(place.name.zh, f"{place.name.en} {place.name.zh}")),
        (Text("层级", "Level"), place.level.label),
        (Text("区划代码", "Division code"), Text.same(place.code or "")),
        (Text("上级", "Within"), Text.same(place.within or "")),
        (Text("下辖", "Contains"), Text.same(", ".join(inside))),
        (Text("规划", "Plans"), Text.same(", ".join(plans))),
    )
    rows = _listed([c for c in claims if c.place == ident and c.type is ClaimType.TARGET])
    columns = (Text("指标", "Indicator"), Text("数值", "Figure"), Text("规划", "Plan"), Text("章节", "Section"))
    data = {
        "name_zh": place.name.zh, "name_en": place.name.en, "level": str(place.level), "code": place.code,
        "within": place.within, "contains": list(inside), "plans": list(plans),
        "claims": [c.record() for c in claims if c.place == ident],
    }  # fmt: skip
    return Shown(ident, "place", facts, ((Text("目标", "Targets"), columns, rows),), data)


def _indicator(ident: str, indicator: Indicator, claims: tuple[Claim, ...], context: Context) -> Shown:
    own = [c for c in claims if c.indicator == ident]
    near = []
    for other in context.relations.list_near(ident):
        related = context.relations.relate(ident, other)
        if related is not None:
            near.append((other, related))
    facts = (
        (Text("指标", "Indicator"), Text(indicator.name.zh, f"{indicator.name.en} {indicator.name.zh}")),
        (Text("又称", "Also printed as"), Text.same("、".join(indicator.aka))),
        (Text("单位", "Unit"), name_unit(indicator.unit)),
        (Text("口径", "Basis"), indicator.basis.label),
        (Text("可加总", "Adds up"), Text("是" if indicator.sums else "否", "yes" if indicator.sums else "no")),
    )
    columns = (
        Text("地区", "Place"), Text("年份", "Year"), Text("类型", "Type"), Text("数值", "Figure"), Text("图", "Chart"),
        Text("规划", "Plan"), Text("章节", "Section"),
    )  # fmt: skip
    places = context.collection.places
    code = {p: n for n, p in enumerate(sort_by_code({c.place for c in own}, context.collection))}
    ordered = sorted(own, key=lambda c: (code[c.place], c.is_part, c.year or 9999, c.type.value, c.id))
    scale = _scale(ordered)
    rows = tuple(
        (
            places[c.place].name,
            format_time(c),
            c.type.label,
            phrase_claim(c),
            Text.same(_bar(c, scale)),
            Text.same(c.plan),
            Text.same(c.section),
        )
        for c in ordered
    )
    relation_columns = (Text("指标", "Indicator"), Text("关系", "Relation"), Text("理由", "Because"))
    relation_rows = tuple((Text.same(other), r.relation.label, r.because) for other, r in near)
    listed = (
        (Text("历年", "History"), columns, rows),
        (Text("与其他指标的关系", "Relations"), relation_columns, relation_rows),
    )
    data = {
        "name_zh": indicator.name.zh, "name_en": indicator.name.en, "aka": list(indicator.aka), "unit": indicator.unit,
        "basis": str(indicator.basis), "sums": indicator.sums, "themes": [str(t) for t in indicator.themes],
        "mappings": [{"to": o, "is": str(r.relation), "differs": [str(d) for d in r.differs], "because": r.because.en} for o, r in near],
        "claims": [c.record() for c in ordered],
    }  # fmt: skip
    return Shown(ident, "indicator", facts, listed, data)


_CHART = 20


def _scale(claims: list[Claim]) -> float:
    """The largest figure in the indicator's natural basis; bars of other bases would mislead."""
    return max((float(_size(c) or 0) for c in claims), default=0.0)


def _size(claim: Claim) -> float | None:
    if claim.basis is not claim.definition.basis or claim.is_part:
        return None
    interval = get_interval(claim)
    edge = interval.low if interval.low is not None else interval.high
    return None if edge is None or edge < 0 else float(edge)


def _bar(claim: Claim, scale: float) -> str:
    """A bar of ASCII characters, so that every console prints it: # reached, = planned, > an open bound."""
    size = _size(claim)
    if size is None or scale <= 0:
        return ""
    length = max(1, round(size / scale * _CHART))
    mark = "=" if claim.type is ClaimType.TARGET else "#"
    return mark * length + (">" if get_interval(claim).high is None else "")


def _listed(claims: list[Claim]) -> tuple[tuple[Text, ...], ...]:
    return tuple(
        (
            name_indicator(c.definition),
            phrase_claim(c),
            Text.same(c.plan),
            Text.same(c.section),
        )
        for c in claims
    )


def _claim(claim: Claim, claims: tuple[Claim, ...], context: Context) -> Shown:
    plan = context.collection.plans[claim.plan]
    found = compute_pace(claim, context.facts) if claim.type is ClaimType.TARGET else None
    printed = "; ".join(f"{p.at}: {p.quote}" for p in claim.also)
    facts = (
        (
            Text("指标", "Indicator"),
            name_indicator(claim.definition),
        ),
        (Text("类型", "Type"), claim.type.label),
        (Text("地区", "Place"), context.collection.places[claim.place].name),
        (Text("数值", "Figure"), format_with_unit(claim)),
        (Text("年份", "Year"), format_time(claim)),
        (Text("口径", "Basis"), claim.basis.label),
        (Text("措辞", "Commitment"), claim.commitment.label if claim.type is ClaimType.TARGET else Text("", "")),
        (Text("所指", "Of"), Text.same(claim.of or "")),
        (Text("原文", "Quote"), Text.same(claim.quote)),
        (Text("前文", "Lead"), Text.same("; ".join(claim.lead))),
        (Text("章节", "Section"), Text.same(f"{claim.section} {plan.outline.get(claim.section, '')}".strip())),
        (Text("另见", "Printed again"), Text.same(printed)),
        (
            Text("原文未明", "Unclear"),
            SEMICOLON.join([Text(f"{k}：{v.zh}", f"{k}: {v.en}") for k, v in claim.unclear.items()]),
        ),
        (
            Text("隐含速度", "Implied pace"),
            Text(f"{found.text(claim).zh}：{found.formula.zh}", f"{found.text(claim).en}: {found.formula.en}")
            if found
            else Text("", ""),
        ),
    )
    columns = (Text("目标", "Target"), Text("数值", "Figure"), Text("结论", "Verdict"), Text("说明", "Why"))
    listed = (
        (Text("上级规划", "Above"), columns, _above_rows(claim, claims, context)),
        (Text("下级规划", "Below"), columns, _below_rows(claim, claims, context)),
    )
    return Shown(claim.id, str(claim.type), facts, listed, claim.record())


def _above_rows(claim: Claim, claims: tuple[Claim, ...], context: Context) -> tuple[tuple[Text, ...], ...]:
    if claim.type is not ClaimType.TARGET:
        return ()
    upward = align_up([claim.plan], claims, context)
    rows = [row for row in upward.rows if row.frame_claim is not None and row.frame_claim.id == claim.id]
    return tuple(
        (
            Text.same(n.claim.id),
            phrase_claim(n.claim),
            n.verdict.label,
            _reasons(n.comparison),
        )
        for row in rows
        for n in row.under
    )


def _below_rows(claim: Claim, claims: tuple[Claim, ...], context: Context) -> tuple[tuple[Text, ...], ...]:
    if claim.type is not ClaimType.TARGET:
        return ()
    lower = sorted({c.plan for c in claims if claim.plan_place in context.collection.chain(c.plan_place)})
    if not lower:
        return ()
    upward = align_up(lower, claims, context)
    found = []
    for row in upward.rows:
        for node in row.under:
            if node.claim.id == claim.id and row.frame_claim is not None:
                own = row.frame_claim
                found.append(
                    (
                        Text.same(own.id),
                        phrase_claim(own),
                        node.verdict.label,
                        _reasons(node.comparison),
                    )
                )
    return tuple(found)


def _reasons(comparison: Comparison | None) -> Text:
    return SEMICOLON.join(list_reasons(comparison, explain=False)) if comparison is not None else Text("", "")


def _task(ident: str, task: Task) -> Shown:
    facts = (
        (Text("任务", "Task"), Text.same(task.title)),
        (Text("类型", "Kind"), task.kind.label),
        (Text("章节", "Section"), Text.same(task.at)),
        (Text("地区", "For"), Text.same(", ".join(task.for_))),
        (Text("牵头", "Lead"), Text.same("、".join(task.lead))),
        (Text("配合", "Support"), Text.same("、".join(task.support))),
        (Text("原文", "Quote"), Text.same(task.quote or "")),
    )
    columns = (Text("对应", "Linked to"), Text("关系", "Link"), Text("理由", "Because"))
    rows = tuple(
        (Text.same(link.to), link.is_.label, Text(link.because_zh or link.because, link.because)) for link in task.links
    )
    data = {
        "title": task.title, "task_kind": str(task.kind), "section": task.at, "for": list(task.for_), "lead": list(task.lead),
        "support": list(task.support), "themes": [str(t) for t in task.themes], "quote": task.quote,
        "links": [{"to": link.to, "is": str(link.is_), "because": link.because} for link in task.links],
    }  # fmt: skip
    return Shown(ident, "task", facts, ((Text("对应关系", "Links"), columns, rows),), data)
