"""The check rules, one file a family. A new rule is a function in its family and a name in its RULES."""

from collections.abc import Collection as Names
from collections.abc import Iterator

from plancmp.check.rules import (
    figures,
    indicators,
    names,
    notes,
    places,
    plans,
    quotes,
    repeats,
    tasks,
    texts,
    wording,
    writing,
    years,
)
from plancmp.check.rules.rule import Rule
from plancmp.check.rules.subject import Subject
from plancmp.problems import Problem, limit_problems

FAMILIES = (figures, wording, years, quotes, repeats, indicators, names, places, plans, tasks, notes, writing, texts)
RULES: dict[str, Rule] = {r.name: r for family in FAMILIES for r in family.RULES}


ACROSS = frozenset(
    {
        "grade-repeated", "indicator-unused", "known-broken", "link-broken", "mapping-contradicts", "mapping-derived",
        "mapping-repeated", "name-language", "name-shared", "parent-odd", "place-code", "place-level", "sums-odd", "unit-name",
    }
)  # fmt: skip
"""Rules that look at places and indicators themselves, or from one plan to another; the rest take each plan alone, and
can be run file by file (see plancmp.check.many_files)."""


def run(subject: Subject, select: Names[str] = (), ignore: Names[str] = ()) -> Iterator[Problem]:
    """Every problem of the selected rules (all by default), in no order."""
    for name, rule in RULES.items():
        chosen = (not select or name in select) and name not in ignore
        if chosen and (subject.loaded.whole or not rule.whole) and (subject.texts or not rule.texts):
            yield from limit_problems(rule.check(subject), len(subject.loaded.paths))


__all__ = ["ACROSS", "RULES", "Rule", "Subject", "run"]
