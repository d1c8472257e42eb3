"""What is in the collection: plans, places, indicators, with counts and how complete each encoding is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare.formatting import name_unit
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Plan
from plancmp.vocabulary import ClaimType, Completeness, DocumentKind, Section, Standing
from plancmp.words import COMMA, SEMICOLON, Line, Table, Text, TextTable, View, say

Record = dict[str, Any]


class Listing(NamedTuple):
    """The parts of a collection that were asked for."""

    paths: tuple[str, ...]
    collection: Collection
    claims: tuple[Claim, ...]
    what: str
    """ "plans", "places", "indicators" or "all". """
    added: Mapping[tuple[str, str, str], str] = MappingProxyType({})
    """The fields that an added file gave to what is in the collection, as kind, id and key, and which file that was."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(name for name in PARTS if self.what in {name, "all"})

    def record(self, _lang: str) -> Record:
        """The machine-readable output."""
        added = [{"file": file, "kind": k, "id": i, "field": f} for (k, i, f), file in self.added.items()]
        return {
            "files": list(self.paths),
            "added": added,
            **{name: PARTS[name].list_records(self) for name in self.parts},
        }


class ListingPart(NamedTuple):
    """A part of the listing: what it is called, its records, and its table."""

    title: Text
    list_records: Callable[[Listing], list[Record]]
    columns: tuple[Text, ...]
    make_cells: Callable[[Record, Collection], tuple[Text | str, ...]]
    numeric: tuple[int, ...] = ()
    read: tuple[int, ...] = ()
    """The columns that are told as text for people; () is all of them."""


def lay_out_blocks(listing: Listing, lang: str, _view: View) -> Iterator[Line | Table]:
    """What there is in a sentence, then the tables, each as far as it is read."""
    yield Line(0, _sum_up(listing).in_language(lang))
    tables = lay_out_tables(listing, lang)
    for part, table in zip_longest((PARTS[name] for name in listing.parts), tables):
        yield table if part is None or not part.read else _keep_columns(table, part.read)
    if "indicators" not in listing.parts:
        return
    yield Line(0, "")
    more = Text(
        "口径、各年数字和所在文件：plancmp show 标识",
        "basis, figures of every year and their documents: plancmp show ID",
    )
    yield Line(0, more.in_language(lang), "note")


def _keep_columns(table: Table, columns: tuple[int, ...]) -> Table:
    """Some columns of a table."""
    rows = tuple(tuple(row[n] for n in columns) for row in table.rows)
    heads = tuple(table.columns[n] for n in columns)
    return table._replace(
        columns=heads, rows=rows, numeric=frozenset(place for place, n in enumerate(columns) if n in table.numeric)
    )


def _sum_up(listing: Listing) -> Text:
    """How many documents of how many places there are, of which years, and what they hold."""
    plans = listing.collection.plans.values()
    counts = Counter(claim.type for claim in listing.claims)
    kinds = Counter(plan.kind for plan in plans)
    whole = sum(plan.encoding is Completeness.COMPLETE for plan in plans)
    return say(
        "{places} 个地区的 {n} 份文件（{kinds}；{years} 年）：目标 {targets} 条、成绩 {results} 条、任务 {tasks} 项；收录完整的 {whole} 份。",
        "{n} {n:document|documents} of {places} {places:place|places} ({kinds}; {years}): {targets} targets, {results} results, "
        "{tasks} tasks. {whole} {whole:is|are} encoded whole.",
        n=len(plans),
        places=len({plan.place for plan in plans}),
        kinds=[say("{kind} {n}", "{kind} {n}", kind=kind, n=kinds[kind]) for kind in DocumentKind if kinds[kind]],
        years=f"{min(p.period.first for p in plans)}–{max(p.period.last for p in plans)}" if plans else "–",
        targets=counts[ClaimType.TARGET],
        results=counts[ClaimType.OBSERVED] + counts[ClaimType.BASELINE],
        tasks=sum(len(plan.tasks) for plan in plans),
        whole=whole,
    )


def lay_out_tables(listing: Listing, lang: str) -> list[Table]:
    """A table a part, and what added files say of what is in the collection."""
    tables = [
        TextTable(
            part.title,
            part.columns,
            [part.make_cells(record, listing.collection) for record in part.list_records(listing)],
            part.numeric,
        ).in_language(lang)
        for part in (PARTS[name] for name in listing.parts)
    ]
    if listing.added:
        columns = Text("标识", "Id"), Text("字段", "Field"), Text("文件", "File")
        cells = [(ident, key, file) for (_, ident, key), file in listing.added.items()]
        tables.append(TextTable(Text("由加入的文件补上", "Filled by added files"), columns, cells).in_language(lang))
    return tables


def list_plans(listing: Listing) -> list[Record]:
    """The plans by first year and id, with counts."""
    counts = Counter((c.plan, c.type) for c in listing.claims)
    return [
        {
            "id": ident,
            "kind": str(plan.kind),
            "standing": str(plan.standing),
            "copy": str(plan.copy) if plan.copy else None,
            "title_zh": plan.title.zh,
            "title_en": plan.title.en,
            "place": plan.place,
            "period": str(plan.period),
            "issued": plan.issued,
            "encoding": str(plan.encoding),
            "partial": [str(p) for p in plan.partial],
            "whole": list(plan.whole),
            "read_for": [str(t) for t in plan.read_for],
            "told_by": plan.told_by,
            "source_missing": list(plan.source.missing),
            "source_cut": list(plan.source.cut),
            "targets": counts[ident, ClaimType.TARGET],
            "baselines": counts[ident, ClaimType.BASELINE],
            "observed": counts[ident, ClaimType.OBSERVED],
            "tasks": len(plan.tasks),
        }
        for ident, plan in sorted(listing.collection.plans.items(), key=lambda item: (item[1].period, item[0]))
    ]


def list_places(listing: Listing) -> list[Record]:
    """The places by code, with their plans."""
    places = listing.collection.places
    return [
        {
            "id": ident,
            "name_zh": places[ident].name.zh,
            "name_en": places[ident].name.en,
            "level": str(places[ident].level),
            "code": places[ident].code,
            "within": places[ident].within,
            "plans": list(listing.collection.list_plans_of(ident)),
        }
        for ident in sort_by_code(places, listing.collection)
    ]


def list_indicators(listing: Listing) -> list[Record]:
    """The indicators in the order of the file, with the number of targets and the plans that speak of them."""
    plans: dict[str, set[str]] = {}
    for claim in listing.claims:
        plans.setdefault(claim.indicator, set()).add(claim.plan)
    counts = Counter(c.indicator for c in listing.claims if c.type is ClaimType.TARGET)
    return [
        {
            "id": ident,
            "name_zh": indicator.name.zh,
            "name_en": indicator.name.en,
            "unit": indicator.unit,
            "basis": str(indicator.basis),
            "themes": [str(t) for t in indicator.themes],
            "targets": counts[ident],
            "plans": sorted(plans.get(ident, ())),
        }
        for ident, indicator in listing.collection.indicators.items()
    ]


def describe_encoding(plan: Plan) -> Text:
    """How complete an encoding is, with the parts that are not."""
    words = plan.encoding.label
    if plan.partial and len(plan.partial) < len(Section):
        words = say("{words}（{parts}未完）", "{words} ({parts} not whole)", words=words, parts=plan.partial)
    if plan.whole:
        words = say("{words}；{parts} 已收全", "{words}; whole in {parts}", words=words, parts=plan.whole)
    if plan.read_for:
        words = say("{words}；通读领域：{themes}", "{words}; read for {themes}", words=words, themes=plan.read_for)
    if plan.source.missing:
        missing = "、".join(plan.source.missing)
        words = say("{words}；原文缺{missing}", "{words}; text lacks {missing}", words=words, missing=missing)
    return words


def describe_kind(plan: Plan) -> Text:
    """What sort of document it is, and who vouches for it where that is not its issuer."""
    told = [plan.kind.label]
    if plan.standing is not Standing.ISSUER:
        told.append(plan.standing.label)
    if plan.copy is not None:
        told.append(plan.copy.label)
    return COMMA.join(told)


def _name(record: Record) -> Text:
    """The name of a record: in English the Chinese name stands beside it."""
    return Text(record["name_zh"], f"{record['name_en']} {record['name_zh']}")


def _plan_cells(record: Record, collection: Collection) -> tuple[Text | str, ...]:
    plan = collection.plans[record["id"]]
    results = record["baselines"] + record["observed"]
    counts = (str(n) for n in (record["targets"], results, record["tasks"]))
    vouched = [word.label for word in (plan.standing, plan.copy) if word not in {None, Standing.ISSUER}]
    return record["id"], plan.title, record["period"], *counts, SEMICOLON.join([describe_encoding(plan), *vouched])


def _place_cells(record: Record, collection: Collection) -> tuple[Text | str, ...]:
    level = collection.places[record["id"]].level.label
    plans = ", ".join(record["plans"])
    return record["id"], _name(record), level, record["code"] or "", record["within"] or "", plans


def _indicator_cells(record: Record, collection: Collection) -> tuple[Text | str, ...]:
    basis, unit = collection.indicators[record["id"]].basis.label, name_unit(record["unit"]).zh
    return record["id"], _name(record), unit, basis, str(record["targets"]), ", ".join(record["plans"])


_ID, _PLANS, _TARGETS = Text("标识", "Id"), Text("规划", "Plans"), Text("目标", "Targets")

PARTS = {
    "plans": ListingPart(
        _PLANS,
        list_plans,
        (
            _ID, Text("名称", "Title"), Text("时期", "Period"), _TARGETS, Text("成绩", "Results"), Text("任务", "Tasks"),
            Text("收录", "Encoding"),
        ),
        _plan_cells,
        (3, 4, 5),
    ),
    "places": ListingPart(
        Text("地区", "Places"),
        list_places,
        (_ID, Text("名称", "Name"), Text("层级", "Level"), Text("代码", "Code"), Text("上级", "Within"), _PLANS),
        _place_cells,
    ),
    "indicators": ListingPart(
        Text("指标", "Indicators"),
        list_indicators,
        (_ID, Text("指标", "Indicator"), Text("单位", "Unit"), Text("口径", "Basis"), _TARGETS, _PLANS),
        _indicator_cells,
        (4,),
        (0, 1, 2, 4),
    ),
}  # fmt: skip
"""In the order in which they are listed."""
