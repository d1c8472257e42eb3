"""One thing in full: a plan, a place, an indicator with its history over all plans, a target, a task."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from plancmp.align.result import Node
from plancmp.align.upward import align_up
from plancmp.claim import Claim
from plancmp.claim_id import parse_id
from plancmp.compare import Context, compute_pace, get_interval
from plancmp.compare.blocks import put_before
from plancmp.compare.formatting import format_time, format_with_unit, name_prices, name_unit
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_figure
from plancmp.document_parts import Task
from plancmp.listing import describe_encoding, describe_kind
from plancmp.lookup import explain_unknown, find_place, sort_by_code
from plancmp.model import Collection, Indicator
from plancmp.openings import sum_up_indicator, sum_up_place, sum_up_plan
from plancmp.problems import PlancmpError
from plancmp.search import Hits, search_names
from plancmp.track.engine import find_latest_year, track
from plancmp.vocabulary import PLANNING, ClaimType
from plancmp.words import SEMICOLON, Line, Table, Text, TextTable, View, Word, say

Cell = Text | str
Columns = Sequence[tuple[Text, Callable[[Claim], Cell]]]
"""The columns of a list of claims: heading, and what of a claim stands below it."""


class Description(NamedTuple):
    """Facts about one thing, each with its label, and the lists that go with it."""

    ident: str
    kind: str
    facts: tuple[tuple[Text, Cell], ...]
    lists: tuple[TextTable, ...]
    data: dict[str, Any]
    answer: tuple[Text, ...] = ()
    """What a reader would want to know first, in a sentence or two."""

    def record(self, _lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {"id": self.ident, "kind": self.kind, **self.data}


def _list_facts(*facts: tuple[str, str, Cell | Word | None]) -> tuple[tuple[Text, Cell], ...]:
    """Facts that are told, each with its heading; a word of the vocabulary by its label."""
    told = ((Text(zh, en), value.label if isinstance(value, Word) else value) for zh, en, value in facts)
    return tuple((head, value) for head, value in told if value)


def lay_out_blocks(found: Description, lang: str, _view: View) -> Iterator[Line | Table]:
    """The answer, then the tables."""
    for sentence in found.answer:
        yield Line(0, sentence.in_language(lang))
    yield from lay_out_tables(found, lang)


def lay_out_tables(found: Description, lang: str) -> list[Table]:
    """The facts as a table of two columns, what is not stated left out; then the lists."""
    heads = Text("项目", "Field"), Text("内容", "Content")
    facts = TextTable(Text.same(found.ident), heads, found.facts).in_language(lang)
    stated = facts._replace(rows=tuple(row for row in facts.rows if row[1]))
    return [stated, *(each.in_language(lang) for each in found.lists if each.rows)]


def show(query: str, claims: tuple[Claim, ...], context: Context) -> Description | Hits:
    """The thing called `query`: an id of any kind, a name, or a part of the name of one thing; of a part of several names
    what they are. Raises PlancmpError (exit code 2) with near names.
    """
    found = _find(query, claims, context)
    if found is not None:
        return found
    hits = search_names(query, context.collection)
    if not hits.entries:
        raise _name_nearest(query, claims, context.collection)
    if len(hits.entries) == 1:
        return _find(hits.entries[0].ident, claims, context) or hits
    return hits


def _find(query: str, claims: Sequence[Claim], context: Context) -> Description | None:
    finders = (_find_by_id, _find_task, _find_by_name)
    return next((found for find in finders if (found := find(query, claims, context)) is not None), None)


def _find_by_id(query: str, claims: Sequence[Claim], context: Context) -> Description | None:
    if query in context.collection.plans:
        return _describe_plan(query, claims, context)
    if query in context.collection.indicators:
        return _describe_indicator(query, claims, context)
    return next((_describe_claim(claim, claims, context) for claim in claims if claim.id == query), None)


def _find_task(query: str, _claims: Sequence[Claim], context: Context) -> Description | None:
    plan, _, rest = query.rpartition("/")
    plans = context.collection.plans
    found = [
        (ident, task)
        for ident in ([plan] if plan else plans)
        for task in (plans[ident].tasks if ident in plans else ())
        if rest == f"task.{task.key}"
    ]
    return _describe_task(f"{found[0][0]}/{rest}", found[0][1]) if len(found) == 1 else None


def _find_by_name(query: str, claims: Sequence[Claim], context: Context) -> Description | None:
    collection = context.collection
    place = find_place(query, collection)
    if place is not None:
        return _describe_place(place, claims, context)
    named = [i for i, d in collection.indicators.items() if query in {d.name.zh, d.name.en, *d.aka}]
    if len(named) == 1:
        return _describe_indicator(named[0], claims, context)
    titled = [i for i, p in collection.plans.items() if query.strip("《》") in {p.title.zh, p.title.en}]
    return _describe_plan(titled[0], claims, context) if titled else None


def _name_nearest(query: str, claims: Iterable[Claim], collection: Collection) -> PlancmpError:
    known = [*collection.plans, *collection.places, *collection.indicators]
    known.extend(p.name.zh for p in collection.places.values())
    known.extend(name for d in collection.indicators.values() for name in (d.name.zh, d.name.en, *d.aka))
    if parse_id(query) is not None or "/" in query:
        known = [c.id for c in claims] + [f"{i}/task.{t.key}" for i, p in collection.plans.items() for t in p.tasks]
    return explain_unknown(query, known)


_INDICATOR = Text("指标", "Indicator"), lambda c: name_indicator(c.definition)
_FIGURE = Text("数值", "Figure"), phrase_claim
_TYPE = Text("类型", "Type"), lambda c: c.type.label
_PLAN = Text("规划", "Plan"), lambda c: c.plan
_SECTION = Text("章节", "Section"), lambda c: c.section
_QUOTE = Text("原文", "Quote"), lambda c: c.quote


def _list_claims(title: Text, columns: Columns, claims: Iterable[Claim]) -> TextTable:
    rows = [tuple(get_cell(claim) for _, get_cell in columns) for claim in claims]
    return TextTable(title, tuple(head for head, _ in columns), rows)


def _describe_plan(ident: str, claims: Sequence[Claim], context: Context) -> Description:
    plan = context.collection.plans[ident]
    own = sorted((c for c in claims if c.plan == ident), key=lambda c: c.type is not ClaimType.TARGET)
    facts = _list_facts(
        ("规划", "Plan", plan.title),
        ("文种", "Kind", describe_kind(plan)),
        ("地区", "Place", context.collection.places[plan.place].name),
        ("规划期", "Period", str(plan.period)),
        ("文号", "Number", plan.number),
        ("印发", "Issued", plan.issued),
        ("印发单位", "Issuer", plan.issuer),
        ("见于", "Known through", plan.told_by),
        ("原文网址", "Address", plan.source.url),
        ("发布单位", "Publisher", plan.source.publisher),
        ("取得日期", "Retrieved", plan.source.retrieved),
        ("自述依据", "Follows", "、".join(p.title for p in plan.follows)),
        ("收录", "Encoding", describe_encoding(plan)),
    )
    listed = _list_claims(
        Text("目标与成绩", "Targets and results"), (_SECTION, _TYPE, _INDICATOR, _FIGURE, _QUOTE), own
    )
    data = {
        "title_zh": plan.title.zh, "title_en": plan.title.en, "place": plan.place, "period": str(plan.period),
        "kind": str(plan.kind), "standing": str(plan.standing), "copy": str(plan.copy) if plan.copy else None,
        "number": plan.number, "issued": plan.issued, "issuer": plan.issuer, "told_by": plan.told_by,
        "source": plan.source._asdict() | {"also": [part._asdict() for part in plan.source.also]},
        "encoding": str(plan.encoding),
        "follows": [{"title": p.title, "plan": p.plan} for p in plan.follows],
        "outline": dict(plan.outline), "claims": [c.record() for c in own],
        "tasks": [f"{ident}/task.{t.key}" for t in plan.tasks],
    }  # fmt: skip
    return Description(ident, "plan", facts, (listed,), data, (sum_up_plan(plan, own, context.collection),))


def _describe_place(ident: str, claims: Sequence[Claim], context: Context) -> Description:
    place, collection = context.collection.places[ident], context.collection
    plans = collection.list_plans_of(ident)
    inside = sort_by_code((i for i, p in collection.places.items() if p.within == ident), collection)
    own = [c for c in claims if c.place == ident]
    facts = _list_facts(
        ("名称", "Name", Text(place.name.zh, f"{place.name.en} {place.name.zh}")),
        ("层级", "Level", place.level),
        ("区划代码", "Division code", place.code),
        ("上级", "Within", place.within),
        ("下辖", "Contains", ", ".join(inside)),
        ("规划", "Plans", ", ".join(plans)),
    )
    targets = (c for c in own if c.type is ClaimType.TARGET)
    listed = _list_claims(Text("目标", "Targets"), (_INDICATOR, _FIGURE, _PLAN, _SECTION), targets)
    data = {
        "name_zh": place.name.zh, "name_en": place.name.en, "level": str(place.level), "code": place.code,
        "within": place.within, "contains": list(inside), "plans": list(plans), "claims": [c.record() for c in own],
    }  # fmt: skip
    return Description(ident, "place", facts, (listed,), data, (sum_up_place(ident, plans, own, collection),))


def _describe_indicator(ident: str, claims: Sequence[Claim], context: Context) -> Description:
    indicator, places = context.collection.indicators[ident], context.collection.places
    related = [
        (other, found)
        for other in context.relations.list_near(ident)
        if (found := context.relations.relate(ident, other)) is not None
    ]
    own = _sort_history([c for c in claims if c.indicator == ident], context.collection)
    known = find_latest_year(context.collection)
    outcomes = {row.target.id: row for row in track(ident, claims, context, today=known).rows}
    scale = max((_measure_bar(c) or 0 for c in own), default=0)
    history: Columns = (
        (Text("地区", "Place"), lambda c: places[c.place].name),
        (Text("年份", "Year"), format_time),
        _TYPE,
        (Text("数值", "Figure"), _phrase_in_history),
        (Text("图", "Chart"), lambda c: _draw_bar(c, scale)),
        (Text("状态", "State"), lambda c: outcomes[c.id].phrase() if c.id in outcomes else ""),
        (Text("规划与章节", "Plan, section"), lambda c: f"{c.plan} {c.section}"),
    )
    relations = TextTable(
        Text("与其他指标的关系", "Relations"),
        (Text("指标", "Indicator"), Text("关系", "Relation"), Text("理由", "Because")),
        [(other, found.relation.label, found.because) for other, found in related],
    )
    lists = _list_claims(Text("历年", "History"), history, own), relations
    data = {
        **_record_indicator(indicator),
        "mappings": [
            {"to": o, "is": str(r.relation), "differs": [str(d) for d in r.differs], "because": r.because.en}
            for o, r in related
        ],
        "claims": [c.record() for c in own],
        "states": [
            {"target": c.id, "state": str(outcomes[c.id].state), "judged_at": outcomes[c.id].judged_at}
            for c in own
            if c.id in outcomes
        ],
    }
    opening = sum_up_indicator(own, context.collection)
    return Description(ident, "indicator", _list_indicator_facts(indicator), lists, data, opening)


def _list_indicator_facts(indicator: Indicator) -> tuple[tuple[Text, Cell], ...]:
    """What an indicator is, field by field."""
    return _list_facts(
        ("指标", "Indicator", Text(indicator.name.zh, f"{indicator.name.en} {indicator.name.zh}")),
        ("又称", "Also printed as", "、".join(indicator.aka)),
        ("单位", "Unit", name_unit(indicator.unit)),
        ("口径", "Basis", indicator.basis),
        ("可加总", "Adds up", Text("是", "yes") if indicator.sums else Text("否", "no")),
        ("价格", "Prices", name_prices(indicator.prices) if indicator.prices else None),
        ("增速的价格", "Prices of growth", name_prices(indicator.growth_prices) if indicator.growth_prices else None),
        ("代码", "Code", indicator.code),
        ("定义", "Definition", indicator.definition),
    )


def _record_indicator(indicator: Indicator) -> dict[str, Any]:
    """An indicator's own fields as in the machine-readable output."""
    return {
        "name_zh": indicator.name.zh, "name_en": indicator.name.en, "aka": list(indicator.aka), "unit": indicator.unit,
        "basis": str(indicator.basis), "sums": indicator.sums, "prices": indicator.prices,
        "growth_prices": indicator.growth_prices, "code": indicator.code,
        "definition": indicator.definition._asdict() if indicator.definition else None,
        "themes": [str(theme) for theme in indicator.themes],
    }  # fmt: skip


def _phrase_in_history(claim: Claim) -> Text:
    """A figure beside which place, year and type stand already."""
    figure = phrase_figure(claim)
    return put_before(figure, Text.same(f"[{claim.of}]")) if claim.of else figure


def _sort_history(claims: Sequence[Claim], collection: Collection) -> list[Claim]:
    """Places by code, the whole before its parts, then by year."""
    code = {place: n for n, place in enumerate(sort_by_code({c.place for c in claims}, collection))}
    return sorted(claims, key=lambda c: (code[c.place], c.is_part, c.year or 9999, c.type.value, c.id))


_CHART = 12
"""Cells of the longest bar."""


def _measure_bar(claim: Claim) -> float | None:
    """The figure that a bar shows; only in the indicator's natural basis: bars of other bases would mislead."""
    interval = get_interval(claim)
    edge = interval.low if interval.low is not None else interval.high
    if claim.basis is not claim.definition.basis or claim.is_part or edge is None or edge < 0:
        return None
    return float(edge)


def _draw_bar(claim: Claim, scale: float) -> str:
    """A bar of ASCII characters, so that every console prints it: # reached, = planned, > an open bound."""
    size = _measure_bar(claim)
    if size is None or scale <= 0:
        return ""
    length = max(1, round(size / scale * _CHART))
    mark = "=" if claim.type is ClaimType.TARGET else "#"
    return mark * length + (">" if get_interval(claim).high is None else "")


def _describe_claim(claim: Claim, claims: Sequence[Claim], context: Context) -> Description:
    plan, target = context.collection.plans[claim.plan], claim.type is ClaimType.TARGET
    pace = compute_pace(claim, context.facts) if target else None
    told = (
        say("{pace}：{formula}", "{pace}: {formula}", pace=pace.describe(claim), formula=pace.formula) if pace else ""
    )
    unclear = [say("{field}：{why}", "{field}: {why}", field=name, why=why) for name, why in claim.unclear.items()]
    facts = _list_facts(
        ("指标", "Indicator", name_indicator(claim.definition)),
        ("类型", "Type", claim.type),
        ("地区", "Place", context.collection.places[claim.place].name),
        ("数值", "Figure", format_with_unit(claim)),
        ("年份", "Year", format_time(claim)),
        ("口径", "Basis", claim.basis),
        ("措辞", "Commitment", claim.commitment if target else None),
        ("所指", "Of", claim.of),
        ("版本", "Vintage", claim.vintage),
        ("定义范围", "Scope", claim.scope),
        ("价格", "Prices", name_prices(claim.prices) if claim.prices else None),
        ("计法", "Count", claim.count_),
        ("文件自评", "Judged there", claim.told),
        ("转述", "Restates", claim.restates),
        (
            "文件",
            "Document",
            say("{title}（{kind}）", "{title} ({kind})", title=plan.title, kind=describe_kind(plan)),
        ),
        ("核对", "Checked", Text("草稿，尚未核对", "draft, not checked yet") if claim.draft else None),
        ("原文", "Quote", claim.quote),
        ("前文", "Lead", "; ".join(claim.lead)),
        ("章节", "Section", f"{claim.section} {plan.outline.get(claim.section, '')}".strip()),
        ("另见", "Printed again", "; ".join(f"{p.at}: {p.quote}" for p in claim.also)),
        ("原文未明", "Unclear", SEMICOLON.join(unclear)),
        ("隐含速度", "Implied pace", told),
    )
    columns = Text("目标", "Target"), Text("数值", "Figure"), Text("结论", "Verdict"), Text("说明", "Why")
    lists = (
        TextTable(Text("上级规划", "Above"), columns, list(_list_above(claim, claims, context)) if target else []),
        TextTable(Text("下级规划", "Below"), columns, list(_list_below(claim, claims, context)) if target else []),
    )
    answer = say(
        "{place}：{indicator} {figure}，见{title}第 {section} 节。",
        "{place}: {indicator} {figure}; {title}, section {section}.",
        place=context.collection.places[claim.place].name,
        indicator=claim.definition.name,
        figure=phrase_claim(claim),
        title=plan.title,
        section=claim.section,
    )
    return Description(claim.id, str(claim.type), facts, lists, claim.record(), (answer,))


def _list_above(claim: Claim, claims: Sequence[Claim], context: Context) -> Iterator[tuple[Cell, ...]]:
    """What stands above a target."""
    for row in align_up([claim.plan], claims, context).rows:
        for node in row.under if row.first.id == claim.id else ():
            yield node.claim.id, phrase_claim(node.claim), node.verdict.label, _phrase_reasons(node)


def _list_below(claim: Claim, claims: Sequence[Claim], context: Context) -> Iterator[tuple[Cell, ...]]:
    """The targets of places inside that a target stands above."""
    lower = sorted(
        {c.plan for c in claims if c.kind in PLANNING and claim.plan_place in context.collection.chain(c.plan_place)}
    )
    for row in align_up(lower, claims, context).rows if lower else ():
        for node in row.under:
            if node.claim.id == claim.id:
                yield row.first.id, phrase_claim(row.first), node.verdict.label, _phrase_reasons(node)


def _phrase_reasons(node: Node) -> Text:
    return SEMICOLON.join(list_reasons(node.comparison, explain=False)) if node.comparison else Text("", "")


def _describe_task(ident: str, task: Task) -> Description:
    facts = _list_facts(
        ("任务", "Task", task.title),
        ("类型", "Kind", task.kind),
        ("章节", "Section", task.at),
        ("地区", "For", ", ".join(task.for_)),
        ("牵头", "Lead", "、".join(task.lead)),
        ("配合", "Support", "、".join(task.support)),
        ("原文", "Quote", task.quote),
    )
    links = TextTable(
        Text("对应关系", "Links"),
        (Text("对应", "Linked to"), Text("关系", "Link"), Text("理由", "Because")),
        [(link.to, link.is_.label, Text(link.because_zh or link.because, link.because)) for link in task.links],
    )
    data = {
        "title": task.title, "task_kind": str(task.kind), "section": task.at, "for": list(task.for_),
        "lead": list(task.lead), "support": list(task.support), "themes": [str(t) for t in task.themes],
        "quote": task.quote,
        "links": [{"to": link.to, "is": str(link.is_), "because": link.because} for link in task.links],
    }  # fmt: skip
    return Description(ident, "task", facts, (links,), data)
