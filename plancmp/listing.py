"""What is in the collection: plans, places, indicators, with counts and how complete each encoding is."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare.formatting import name_unit
from plancmp.lookup import sort_by_code
from plancmp.model import Collection, Plan
from plancmp.vocabulary import ClaimType
from plancmp.words import COMMA, Table, Text


class Listing(NamedTuple):
    """The parts of a collection that were asked for."""

    paths: tuple[str, ...]
    collection: Collection
    claims: tuple[Claim, ...]
    what: str
    """ "plans", "places", "indicators" or "all". """

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        parts: dict[str, Any] = {"files": list(self.paths)}
        for name, make in (("plans", self._plans), ("places", self._places), ("indicators", self._indicators)):
            if self.what in {name, "all"}:
                parts[name] = make(lang)
        return parts

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """A table a part."""
        del explain
        titles = {
            "plans": Text("规划", "Plans"),
            "places": Text("地区", "Places"),
            "indicators": Text("指标", "Indicators"),
        }
        chosen = [name for name in titles if self.what in {name, "all"}]
        return [_TABLES[name](self, titles[name].in_language(lang), lang) for name in chosen]

    def _plans(self, _lang: str) -> list[dict[str, Any]]:
        found = []
        for ident, plan in sorted(self.collection.plans.items(), key=lambda item: (item[1].period, item[0])):
            counts = _counts(self.claims, ident)
            found.append(
                {
                    "id": ident,
                    "title_zh": plan.title.zh,
                    "title_en": plan.title.en,
                    "place": plan.place,
                    "period": str(plan.period),
                    "encoding": str(plan.encoding),
                    "partial": [str(p) for p in plan.partial],
                    "source_missing": list(plan.source.missing),
                    "targets": counts[ClaimType.TARGET],
                    "baselines": counts[ClaimType.BASELINE],
                    "observed": counts[ClaimType.OBSERVED],
                    "tasks": len(plan.tasks),
                }
            )
        return found

    def _places(self, _lang: str) -> list[dict[str, Any]]:
        return [
            {
                "id": ident,
                "name_zh": place.name.zh,
                "name_en": place.name.en,
                "level": str(place.level),
                "code": place.code,
                "within": place.within,
                "plans": list(self.collection.list_plans_of(ident)),
            }
            for ident, place in (
                (i, self.collection.places[i]) for i in sort_by_code(self.collection.places, self.collection)
            )
        ]

    def _indicators(self, _lang: str) -> list[dict[str, Any]]:
        plans: dict[str, set[str]] = {}
        counts = Counter(c.indicator for c in self.claims if c.type is ClaimType.TARGET)
        for claim in self.claims:
            plans.setdefault(claim.indicator, set()).add(claim.plan)
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
            for ident, indicator in self.collection.indicators.items()
        ]


def _counts(claims: Sequence[Claim], plan: str) -> Counter[ClaimType]:
    return Counter(c.type for c in claims if c.plan == plan)


def encoding_text(plan: Plan) -> Text:
    """How complete an encoding is, with the parts that are not."""
    words = plan.encoding.label
    parts = COMMA.join([p.label for p in plan.partial])
    if parts.en:
        words = Text(f"{words.zh}（{parts.zh}未完）", f"{words.en} ({parts.en} not whole)")
    if plan.source.missing:
        missing = "、".join(plan.source.missing)
        words = Text(f"{words.zh}；原文缺{missing}", f"{words.en}; text lacks {missing}")
    return words


def _plan_table(listing: Listing, title: str, lang: str) -> Table:
    columns = {
        "zh": ("标识", "规划", "规划期", "目标", "基期", "成绩", "任务", "收录"),
        "en": ("Id", "Plan", "Period", "Targets", "Baselines", "Results", "Tasks", "Encoding"),
    }[lang]
    rows = []
    for ident, plan in sorted(listing.collection.plans.items(), key=lambda item: (item[1].period, item[0])):
        counts = _counts(listing.claims, ident)
        rows.append(
            (
                ident,
                plan.title.in_language(lang),
                str(plan.period),
                *(str(counts[kind]) for kind in (ClaimType.TARGET, ClaimType.BASELINE, ClaimType.OBSERVED)),
                str(len(plan.tasks)),
                encoding_text(plan).in_language(lang),
            )
        )
    return Table(title, columns, tuple(rows), frozenset({3, 4, 5, 6}))


def _place_table(listing: Listing, title: str, lang: str) -> Table:
    columns = {
        "zh": ("标识", "名称", "层级", "代码", "上级", "规划"),
        "en": ("Id", "Name", "Level", "Code", "Within", "Plans"),
    }[lang]
    collection = listing.collection
    rows = tuple(
        (
            ident,
            collection.places[ident].name.zh
            if lang == "zh"
            else f"{collection.places[ident].name.en} {collection.places[ident].name.zh}",
            collection.places[ident].level.label.in_language(lang),
            collection.places[ident].code or "",
            collection.places[ident].within or "",
            ", ".join(collection.list_plans_of(ident)),
        )
        for ident in sort_by_code(collection.places, collection)
    )
    return Table(title, columns, rows)


def _indicator_table(listing: Listing, title: str, lang: str) -> Table:
    columns = {
        "zh": ("标识", "指标", "单位", "口径", "目标", "规划"),
        "en": ("Id", "Indicator", "Unit", "Basis", "Targets", "Plans"),
    }[lang]
    rows = tuple(
        (
            entry["id"],
            entry["name_zh"] if lang == "zh" else f"{entry['name_en']} {entry['name_zh']}",
            name_unit(entry["unit"]).zh,
            listing.collection.indicators[entry["id"]].basis.label.in_language(lang),
            str(entry["targets"]),
            ", ".join(entry["plans"]),
        )
        for entry in listing.record(lang).get("indicators", ())
    )
    return Table(title, columns, rows, frozenset({4}))


_TABLES = {"plans": _plan_table, "places": _place_table, "indicators": _indicator_table}
