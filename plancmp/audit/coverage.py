"""Coverage: every place of a level needs one thing each, so full coverage sets a least number of things."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.audit.claim_index import Book, figure_text, number_of, told
from plancmp.audit.finding import Finding
from plancmp.audit.rounding import printed
from plancmp.claim import Claim
from plancmp.compare.formatting import format_number
from plancmp.outcomes import FindingKind, Severity
from plancmp.vocabulary import LEVELS_DOWN, Basis, Completeness, Differs, Level, Relation
from plancmp.words import Text

_HUNDRED = Decimal(100)
_LEVELS = {"设区市": Level.MUNICIPALITY, "地级市": Level.MUNICIPALITY, "县": Level.COUNTY}


def short_coverage(plan: str, book: Book) -> Iterator[Finding]:
    """Full coverage of the places of a level needs as many things as there are places."""
    collection = book.context.collection
    for share in book.by_plan.get(plan, ()):
        level, here = _covered(share), collection.places[share.place]
        if level is None or share.std.value is None or share.of is not None:
            continue
        if here.parts is not Completeness.COMPLETE or level is not _below(here.level):
            continue
        places = [p for p, x in collection.places.items() if x.level is level and share.place in collection.chain(p)]
        needed = share.std.value * len(places) / _HUNDRED
        for count in _counts(share, book):
            floor = printed(count).low
            if floor is None or floor >= needed:
                continue
            name, x = book.name(count), told(count)
            yield Finding(
                plan,
                FindingKind.COVERAGE_NEEDS_MORE,
                Severity.INFORMATION if printed(count).high is None else Severity.TENSION,
                (share, count),
                Text(
                    f"{book.name(share).zh}目标为 {told(share).zh}，共 {len(places)} 个{level.label.zh}单位，"
                    f"一地一个须有 {format_number(needed)} 个；{name.zh}的目标为 {x.zh}。",
                    f"{book.name(share).en}: {told(share).en} of {len(places)} places takes {format_number(needed)}, "
                    f"one in each; the target for {name.en} is {x.en}.",
                ),
                {"needed": number_of(needed), "places": len(places), "target": number_of(count.std.value)},
                (
                    Text.same(
                        f"{format_number(share.std.value)} % × {len(places)} = {format_number(needed)} > {figure_text(count)}"
                    ),
                ),
            )


def _covered(share: Claim) -> Level | None:
    """The level whose places an indicator of coverage counts, as its name says."""
    name = share.definition.name.zh
    if share.std.unit != "percent" or "覆盖" not in name:
        return None
    return next((level for word, level in _LEVELS.items() if word in name), None)


def _below(level: Level) -> Level | None:
    """The next level of government down."""
    later = LEVELS_DOWN[LEVELS_DOWN.index(level) + 1 :] if level in LEVELS_DOWN else ()
    return later[0] if later else None


def _counts(share: Claim, book: Book) -> Iterator[Claim]:
    """The targets that count the things of which each place should have one."""
    relations = book.context.relations
    for claim in book.by_plan[share.plan]:
        related = relations.relate(share.indicator, claim.indicator)
        counted = claim.definition.sums and claim.basis is Basis.LEVEL and claim.type is share.type
        if not counted or related is None or (claim.place, claim.of) != (share.place, share.of):
            continue
        if related.relation is Relation.RELATED and related.differs == (Differs.NUMERATOR,):
            yield claim
