"""A claim that nothing stands beside, and what comes nearest to it: the same indicator, else a mapped one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.claim import Claim
from plancmp.compare.formatting import format_with_unit, phrase_time
from plancmp.compare.measures import Context
from plancmp.compare.reason import Reason, reason_records
from plancmp.compare.relations import rank_relation
from plancmp.compare.spans import count_years_between
from plancmp.vocabulary import ClaimType, Relation, Verdict
from plancmp.words import SEMICOLON, Text


class LoneClaim(NamedTuple):
    """A claim that nothing stands beside, why, and what comes nearest."""

    claim: Claim
    verdict: Verdict
    reasons: tuple[Reason, ...]
    near: tuple[Claim, ...] = ()
    by_place: tuple[tuple[str, Verdict, Reason], ...] = ()
    """Of each place that was asked, its verdict and why."""

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Why, then what comes nearest."""
        return (*self.reasons, *([Reason("indicator", phrase_nearest(self.near))] if self.near else []))

    def record(self, lang: str) -> dict[str, Any]:
        """The claim as in the machine-readable output, with verdict and reasons."""
        return {
            **self.claim.record(),
            "verdict": str(self.verdict),
            "reasons": reason_records(self.all_reasons, lang),
        }


def near_claims(claim: Claim, others: Iterable[Claim], context: Context) -> tuple[Claim, ...]:
    """Of `others` the targets of the same or a mapped indicator and the results of the same, the nearest first."""
    found: list[tuple[tuple[int, int, bool, int, str], Claim]] = []
    known = context.relations.find_related(claim.indicator)
    for other in [other for other in others if other.indicator in known and other.type is not ClaimType.BASELINE]:
        related = context.relations.relate(claim.indicator, other.indicator)
        assert related is not None
        target = other.type is ClaimType.TARGET
        if not target and related.relation is not Relation.EXACT:
            continue
        far = context.relations.count_grades(claim.indicator, other.indicator)
        rank = rank_relation(related.relation), far, not target, count_years_between(claim, other), other.id
        found.append((rank, other))
    return tuple(other for _, other in sorted(found, key=lambda pair: pair[0]))


def phrase_nearest(claims: Sequence[Claim], names: Mapping[str, Text] | None = None) -> Text:
    """ "nearest: invention patents ≥ 8 (2020, nanning-2016)"; with `names` each behind the name of its place."""
    told = []
    for claim in claims:
        figure, time, name = format_with_unit(claim), phrase_time(claim), claim.definition.name
        reached = Text("，实际数", ", reached") if claim.type is not ClaimType.TARGET else Text("", "")
        place = names[claim.place] if names is not None else Text("", "")
        told.append(
            Text(
                f"{place.zh}{name.zh} {figure.zh}（{time.zh}{reached.zh}，{claim.plan}）",
                f"{place.en} {name.en} {figure.en} ({time.en}{reached.en}, {claim.plan})".strip(),
            )
        )
    joined = SEMICOLON.join(told)
    return Text(f"最接近的：{joined.zh}", f"nearest: {joined.en}")
