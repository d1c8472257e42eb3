"""How two indicators stand to each other: the mappings of the curator, and those that grades of one thing imply."""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import NamedTuple

from plancmp.model import Indicator
from plancmp.vocabulary import GRADES_COVERED, INVERSE, Differs, Grade, Relation
from plancmp.words import COMMA, Text, say


class Related(NamedTuple):
    """*First* is `relation` … *second*, in what they differ, and why."""

    relation: Relation
    differs: tuple[Differs, ...]
    because: Text
    derived: bool = False

    @property
    def differences(self) -> Text:
        """In what the two differ, as words."""
        return COMMA.join([aspect.label for aspect in self.differs])

    @property
    def inverse(self) -> "Related":
        """The same, read from the second."""
        return Related(INVERSE[self.relation], self.differs, self.because, self.derived)


SAME = Related(Relation.EXACT, (), Text("同一指标", "the same indicator"))


_CLOSENESS = {Relation.EXACT: 0, Relation.CLOSE: 1, Relation.BROADER: 2, Relation.NARROWER: 2, Relation.RELATED: 3}


def rank_relation(relation: Relation) -> int:
    """Rank of a relation, the closest first; broader and narrower rank alike, so that a view mirrors."""
    return _CLOSENESS[relation]


class Relations:
    """All relations between the given indicators. Exact mappings alone are transitive (SKOS)."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._direct: dict[tuple[str, str], Related] = {}
        self._group: dict[str, str] = {ident: ident for ident in indicators}
        self._members: dict[str, set[str]] = {ident: {ident} for ident in indicators}
        self._grade = {ident: d.grade for ident, d in indicators.items() if d.grade is not None}
        for ident, to, related in sorted(_list_stated(indicators), key=_rank_stated):
            self._direct.setdefault((ident, to), related)
            self._direct.setdefault((to, ident), related.inverse)
            if related.relation is Relation.EXACT:
                self._join(ident, to)
        self._derive(indicators)
        self._near: dict[str, set[str]] = {}
        for a, b in self._direct:
            self._near.setdefault(a, set()).add(b)
        self._known: dict[str, frozenset[str]] = {}

    def _join(self, a: str, b: str) -> None:
        few, many = sorted((self._group[a], self._group[b]), key=lambda group: len(self._members[group]))
        if few != many:
            for ident in self._members[few]:
                self._group[ident] = many
            self._members[many] |= self._members.pop(few)

    def _derive(self, indicators: Mapping[str, Indicator]) -> None:
        """Relate the grades of each thing. Of two indicators with one grade, which is an error, the first stands for it."""
        things: dict[str, dict[Grade, str]] = {}
        for ident, indicator in indicators.items():
            if indicator.thing is not None and indicator.grade is not None:
                things.setdefault(indicator.thing, {}).setdefault(indicator.grade, ident)
        for grades in things.values():
            for a, b in permutations(grades.values(), 2):
                if (a, b) not in self._direct:
                    self._direct[a, b] = _relate_grades(indicators[a], indicators[b])

    def relate(self, a: str, b: str) -> Related | None:
        """How `a` stands to `b`, or None where nothing is said."""
        if a == b:
            return SAME
        direct = self._direct.get((a, b))
        if direct is not None and direct.relation is Relation.EXACT:
            return direct
        if self._group[a] == self._group[b]:
            return Related(
                Relation.EXACT, (), Text("经相同指标相连", "the same through another indicator"), derived=True
            )
        return direct

    def find_same(self, ident: str) -> frozenset[str]:
        """The indicators that are one with `ident`, itself among them."""
        return frozenset(self._members[self._group[ident]])

    def count_grades(self, a: str, b: str) -> int:
        """How many grades lie between two indicators of one thing; 0 where that is not what separates them."""
        related = self._direct.get((a, b))
        if related is None or not related.derived:
            return 0
        order = list(Grade)
        return abs(order.index(self._grade[a]) - order.index(self._grade[b]))

    def list_near(self, ident: str) -> tuple[str, ...]:
        """The indicators that stand in some relation to `ident`, in order of their ids."""
        return tuple(sorted(self.find_related(ident) - {ident}))

    def find_related(self, ident: str) -> frozenset[str]:
        """The same with `ident` itself, in no order: of all others `relate` tells nothing."""
        if ident not in self._known:
            self._known[ident] = frozenset(self._members[self._group[ident]] | self._near.get(ident, set()))
        return self._known[ident]


def _rank_stated(stated: tuple[str, str, Related]) -> tuple[int, str, str, str]:
    first, to, related = stated
    return rank_relation(related.relation), first, to, related.relation


def _list_stated(indicators: Mapping[str, Indicator]) -> Iterator[tuple[str, str, Related]]:
    """Every mapping of a curator. Where two say different things of one pair, the closest holds, then the first id."""
    for ident, indicator in indicators.items():
        for mapping in indicator.mappings:
            if mapping.to in indicators and mapping.to != ident:
                because = Text(mapping.because_zh or mapping.because, mapping.because)
                yield ident, mapping.to, Related(mapping.is_, mapping.differs, because)


def _relate_grades(a: Indicator, b: Indicator) -> Related:
    assert a.grade is not None
    assert b.grade is not None
    first, second = GRADES_COVERED[a.grade], GRADES_COVERED[b.grade]
    relation = Relation.BROADER if first > second else Relation.NARROWER if first < second else Relation.RELATED
    because = say("级别不同：{a} / {b}", "two grades of one thing: {a} / {b}", a=a.grade, b=b.grade)
    return Related(relation, (Differs.GRADE,), because, derived=True)
