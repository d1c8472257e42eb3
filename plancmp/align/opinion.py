"""The table that an officer pastes into an opinion on the coordination of plans (衔接意见)."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from plancmp.align.result import Alignment, AlignRow, Node, conformity, standing_words
from plancmp.claim import Claim
from plancmp.compare import Comparison, Reason, absence, measure_record, reason_records
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_measure
from plancmp.compare.relations import differs_text
from plancmp.lookup import by_code
from plancmp.model import Plan
from plancmp.vocabulary import Relation, Verdict
from plancmp.words import COMMA, SEMICOLON, Table, Text

COLUMNS = {
    "zh": ("指标", "上级", "本级", "口径", "差异", "说明"),
    "en": ("Indicator", "Upper", "Own", "Basis", "Difference", "Why"),
}


_SILENT = {
    Verdict.NO_COUNTERPART: Text("未提出", "none stated"),
    Verdict.NOT_ENCODED: Text("尚未收录", "not encoded"),
}


class Silence(NamedTuple):
    """A place whose plans have nothing beside a target, and why."""

    place: str
    verdict: Verdict
    reason: Reason


class Entry(NamedTuple):
    """One line: what the upper plan says of an indicator, and what the own plan says."""

    upper: tuple[Claim, ...]
    """The target of the whole, its other years in the same plan, then what that plan sets for the place."""
    own: Claim | None
    comparison: Comparison | None
    silent: tuple[Silence, ...] = ()


class Opinion(NamedTuple):
    """An alignment told line by line: what both plans say, what only one says, and older plans for reference."""

    alignment: Alignment
    both: tuple[Entry, ...]
    upper_only: tuple[Entry, ...]
    own_only: tuple[Entry, ...]
    history: tuple[Entry, ...]

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "upper_plans": list(_upper_plans(self.alignment)),
            "own_plans": list(_own_plans(self.alignment)),
            "judged": conformity(self.alignment).in_language(lang),
            **{
                name: [_entry_record(entry, lang) for entry in entries]
                for name, entries in (
                    ("both", self.both),
                    ("upper_only", self.upper_only),
                    ("own_only", self.own_only),
                    ("history", self.history),
                )
            },
        }

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """What the opinion rests on, then one table a kind of line, all with the same six columns."""
        parts = (
            (Text("上下级均提出的目标", "Targets of both plans"), self.both),
            (Text("仅上级提出的目标", "Targets of the upper plan only"), self.upper_only),
            (Text("仅本级提出的目标", "Targets of the own plan only"), self.own_only),
            (Text("以往规划的目标（供参考）", "Targets of earlier plans, for reference"), self.history),
        )
        tables = [
            Table(title.in_language(lang), COLUMNS[lang], tuple(self._cells(e, lang, explain=explain) for e in entries))
            for title, entries in parts
            if entries
        ]
        return [self._rests_on(lang), *tables]

    def _rests_on(self, lang: str) -> Table:
        plans = self.alignment.collection.plans
        upper, own = _upper_plans(self.alignment), _own_plans(self.alignment)
        rows = [(Text("上级规划", "Upper plan"), _cited(plans[ident], ident)) for ident in upper]
        said = {s.plan: standing_words(s) for s in self.alignment.standings}
        for ident in own:
            words = _cited(plans[ident], ident)
            rows.append(
                (Text("本级规划", "Own plan"), SEMICOLON.join([words, said[ident]]) if ident in said else words)
            )
        if not own:
            names = COMMA.join([self.alignment.collection.places[p].name for p in self.alignment.places])
            rows.append(
                (
                    Text("本级规划", "Own plan"),
                    Text(f"尚未收录{names.zh}的规划", f"no plan of {names.en} is in the collection"),
                )
            )
        rows.append((Text("判断范围", "What is judged"), conformity(self.alignment)))
        heads = Text("依据", "Rests on").in_language(lang), Text("内容", "Content").in_language(lang)
        title = Text("规划衔接对照表", "Coordination of the plans' targets").in_language(lang)
        return Table(title, heads, tuple((a.in_language(lang), b.in_language(lang)) for a, b in rows))

    def _cells(self, entry: Entry, lang: str, *, explain: bool) -> tuple[str, ...]:
        return (
            _names(entry, lang),
            self._upper(entry).in_language(lang),
            self._own(entry).in_language(lang),
            _basis(entry).in_language(lang),
            self._difference(entry).in_language(lang),
            SEMICOLON.join(_whys(entry, explain=explain)).in_language(lang),
        )

    def _upper(self, entry: Entry) -> Text:
        """The whole's target, and what is set for the place behind the place's name."""
        if not entry.upper:
            return self._silence(entry)
        places = self.alignment.collection.places
        found = []
        for claim in entry.upper:
            words = _claim(claim)
            if claim.place != claim.plan_place:
                name = places[claim.place].name
                words = Text(f"对{name.zh} {words.zh}", f"for {name.en} {words.en}")
            found.append(words)
        return SEMICOLON.join(found)

    def _own(self, entry: Entry) -> Text:
        places = self.alignment.collection.places
        if entry.own is None:
            return self._silence(entry)
        words, own = _claim(entry.own), entry.own
        if self.alignment.places != (own.place,):
            name = places[own.place].name
            words = Text(f"{name.zh} {words.zh}", f"{name.en} {words.en}")
        if len(_own_plans(self.alignment)) > 1:
            words = Text(f"{words.zh}〔{own.plan}〕", f"{words.en} [{own.plan}]")
        return words

    def _silence(self, entry: Entry) -> Text:
        """In the place of a figure the word for why there is none, by place where several were asked."""
        if len(entry.silent) == 1:
            return _SILENT[entry.silent[0].verdict]
        names = [(self.alignment.collection.places[s.place].name, _SILENT[s.verdict]) for s in entry.silent]
        return SEMICOLON.join([Text(f"{name.zh}{word.zh}", f"{name.en}: {word.en}") for name, word in names])

    def _difference(self, entry: Entry) -> Text:
        """The verdict, and what could be reckoned."""
        if entry.comparison is None:
            return Text("无对应目标", "nothing to compare")
        label, measure = entry.comparison.verdict.label, phrase_measure(entry.comparison, self.alignment.collection)
        return Text(f"{label.zh}：{measure.zh}", f"{label.en}: {measure.en}") if measure.en else label


def opinion(alignment: Alignment) -> Opinion:
    """The alignment as lines for an opinion. Where a plan of the own side lies under the frame by its word or its
    period, the targets of its other plans stand apart, as history.
    """
    collection = alignment.collection
    own_plans = _own_plans(alignment)
    under = {s.plan for s in alignment.standings if s.declared or s.overlaps}
    current = set(own_plans) if alignment.upward or not under else under
    places = alignment.places or by_code({collection.plans[p].place for p in own_plans}, collection)
    both: list[Entry] = []
    history: list[Entry] = []
    upper_only: list[Entry] = []
    for row in alignment.rows:
        found = list(_pairs(row, alignment))
        answered = [e for e in found if e.own is not None and e.own.plan in current]
        both.extend(answered)
        history.extend(e for e in found if e.own is not None and e.own.plan not in current)
        if not answered and not alignment.upward:
            upper = (*_whole(row), *_assigned(row, alignment))
            upper_only.append(_unanswered(upper, places, alignment))
    lone_upper = alignment.lower_only if alignment.upward else alignment.frame_only
    lone_own = alignment.frame_only if alignment.upward else alignment.lower_only
    upper_only.extend(_unanswered((c,), places, alignment) for c in lone_upper)
    return Opinion(
        alignment,
        tuple(both),
        tuple(upper_only),
        tuple(_unfounded(c, alignment) for c in lone_own if c.plan in current),
        (*history, *(_unfounded(c, alignment) for c in lone_own if c.plan not in current)),
    )


def _pairs(row: AlignRow, alignment: Alignment) -> Iterator[Entry]:
    """Every own target of a row beside what it is set against, in the row's order."""
    for node, above in _flat(row.under):
        comparison = node.comparison
        if alignment.upward:
            if comparison is not None:
                yield Entry((node.claim,), comparison.second, comparison)
        elif node.claim.plan not in alignment.frame:
            yield Entry((*_whole(row), *(c for c in above if c.plan in alignment.frame)), node.claim, comparison)


def _whole(row: AlignRow) -> tuple[Claim, ...]:
    return () if row.frame_claim is None else (row.frame_claim, *row.frame_also)


def _flat(nodes: Sequence[Node], above: tuple[Claim, ...] = ()) -> Iterator[tuple[Node, tuple[Claim, ...]]]:
    """Every node of a tree with the claims that it hangs under."""
    for node in nodes:
        yield node, above
        yield from _flat(node.under, (*above, node.claim))


def _assigned(row: AlignRow, alignment: Alignment) -> list[Claim]:
    return [node.claim for node, _ in _flat(row.under) if node.claim.plan in alignment.frame]


def _unanswered(upper: tuple[Claim, ...], places: Sequence[str], alignment: Alignment) -> Entry:
    """An upper target with what each place that it is for says instead."""
    wanted = {c.place for c in upper if c.place != c.plan_place}
    asked = [p for p in places if p in wanted] or list(places)
    silent = tuple(Silence(place, *absence(upper[0], place, alignment.collection)) for place in asked)
    return Entry(upper, None, None, silent)


def _unfounded(own: Claim, alignment: Alignment) -> Entry:
    """An own target with what the plans above say instead."""
    collection = alignment.collection
    uppers = _upper_plans(alignment)
    places = dict.fromkeys(collection.plans[p].place for p in uppers) or collection.chain(own.plan_place)[:1]
    silent = (
        Silence(place, *absence(own, place, collection, [p for p in uppers if collection.plans[p].place == place]))
        for place in places
    )
    return Entry((), own, None, tuple(silent))


def _upper_plans(alignment: Alignment) -> tuple[str, ...]:
    if not alignment.upward:
        return alignment.frame
    found = [n.claim.plan for row in alignment.rows for n in row.under] + [c.plan for c in alignment.lower_only]
    return tuple(sorted(set(found)))


def _own_plans(alignment: Alignment) -> tuple[str, ...]:
    return alignment.frame if alignment.upward else tuple(s.plan for s in alignment.standings)


def _cited(plan: Plan, ident: str) -> Text:
    parts = [ident, *([plan.number] if plan.number else []), str(plan.period)]
    return Text(f"{plan.title.zh}（{'，'.join(parts)}）", f"{plan.title.en} ({', '.join(parts)})")


def _claim(claim: Claim) -> Text:
    return phrase_claim(claim)


def _names(entry: Entry, lang: str) -> str:
    claims = [*entry.upper[:1], *([entry.own] if entry.own else [])]
    return " / ".join(dict.fromkeys(name_indicator(c.definition).in_language(lang) for c in claims))


def _basis(entry: Entry) -> Text:
    """What the figures measure; where the two differ, both; and how the indicators stand to each other."""
    first = entry.comparison.first if entry.comparison else next(iter(entry.upper), None)
    bases = list(dict.fromkeys(c.basis for c in (first, entry.own) if c is not None))
    words = bases[0].label
    if len(bases) > 1:
        a, b = (basis.label for basis in bases)
        words = Text(f"上级{a.zh}，本级{b.zh}", f"upper {a.en}, own {b.en}")
    related = entry.comparison.related if entry.comparison else None
    if related is None or related.relation is Relation.EXACT:
        return words
    label, differs = related.relation.label, differs_text(related)
    sided = related.relation in {Relation.BROADER, Relation.NARROWER}
    zh = f"{'上级' if sided else '两级'}指标{label.zh}" + (f"（{differs.zh}不同）" if differs.zh else "")
    en = f"upper indicator {label.en} own" + (f" (differs: {differs.en})" if differs.en else "")
    return SEMICOLON.join([words, Text(zh, en)])


def _whys(entry: Entry, *, explain: bool) -> list[Text]:
    if entry.comparison is not None:
        a, b = (c.comparator.label for c in (entry.comparison.first, entry.comparison.second))
        bare = Text(f"{a.zh} / {b.zh}", f"{a.en} / {b.en}")
        sided = Text(f"上级为“{a.zh}”，本级为“{b.zh}”", f"upper “{a.en}”, own “{b.en}”")
        return [sided if told == bare else told for told in list_reasons(entry.comparison, explain=explain)]
    return list(dict.fromkeys(s.reason.text for s in entry.silent))


def _entry_record(entry: Entry, lang: str) -> dict[str, Any]:
    comparison = entry.comparison
    record: dict[str, Any] = {
        "upper": [c.id for c in entry.upper],
        "own": entry.own.id if entry.own else None,
        "verdict": str(comparison.verdict) if comparison else None,
    }
    if comparison is not None:
        record |= {
            "against": comparison.first.id,
            "mapping": str(comparison.related.relation),
            "reasons": reason_records(comparison.reasons, lang),
            **measure_record(comparison.measure),
        }
    if entry.silent:
        record["silent"] = [
            {"place": s.place, "verdict": str(s.verdict), "reason": s.reason.text.in_language(lang)}
            for s in entry.silent
        ]
    return record
