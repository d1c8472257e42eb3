"""A claim as the page shows it: figure, year and verdict in one line, and what unfolds below it."""

from collections.abc import Iterable
from dataclasses import dataclass

from plancmp.claim import Claim
from plancmp.compare import Comparison, Reason, get_interval
from plancmp.compare.formatting import format_time, format_with_unit, name_unit
from plancmp.compare.phrases import list_reasons, phrase_measure
from plancmp.model import Collection
from plancmp.vocabulary import ClaimType, Commitment, Verdict
from plancmp.words import Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a plan, and where they stand."""

    section: str
    heading: str
    words: str
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One claim with its verdict and evidence, ready to be written."""

    claim: Claim
    anchor: str
    places: tuple[str, ...]
    """The place and those around it, up to the frame's: what the filter goes by."""
    place: Text
    name: Text
    unit: Text
    plan: Text
    figure: Text
    when: Text
    verdict: Verdict | None
    measure: Text
    reasons: tuple[Text, ...]
    facts: tuple[tuple[Text, Text], ...]
    quotes: tuple[Quote, ...]
    under: tuple["Item", ...] = ()
    other_indicator: bool = False
    """Whether it measures something else than the row that it stands in."""
    near: Text | None = None
    """What comes nearest to it, where it has no counterpart."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its indicator."""
        return tuple(str(t) for t in self.claim.definition.themes)

    @property
    def size(self) -> str:
        """The figure as a number to sort by."""
        interval = get_interval(self.claim)
        edge = interval.low if interval.low is not None else interval.high
        return "" if edge is None else f"{edge:f}"

    @property
    def period(self) -> str:
        """The years of its plan."""
        return str(self.claim.plan_period).replace("-", "–")

    @property
    def reached(self) -> bool:
        """Whether the figure is a result, not a target."""
        return self.claim.type is not ClaimType.TARGET


def anchor_of(claim: Claim) -> str:
    """The id of the claim's element: the claim's id, which may hold spaces where an element's may not."""
    return "_".join(claim.id.split())


def item_of(
    claim: Claim,
    collection: Collection,
    *,
    top: str | None = None,
    comparison: Comparison | None = None,
    verdict: Verdict | None = None,
    reasons: Iterable[Reason | Text] = (),
    under: tuple[Item, ...] = (),
    home: str | None = None,
    near: Text | None = None,
    explain: bool = True,
) -> Item:
    """`claim` as an item: beside the other claim of `comparison`, else with the verdict and reasons given.

    `top` is the place of the frame, `home` the indicator of the row that it stands in.
    """
    plan = collection.plans[claim.plan]
    told = (
        list_reasons(comparison, explain=explain)
        if comparison
        else [r if isinstance(r, Text) else r.text for r in reasons]
    )
    measure = _measure(comparison, collection)
    return Item(
        claim,
        anchor_of(claim),
        places_of(claim.place, top, collection),
        collection.places[claim.place].name,
        claim.definition.name,
        name_unit(claim.definition.unit),
        plan.title,
        format_with_unit(claim),
        format_time(claim),
        comparison.verdict if comparison else verdict,
        measure,
        tuple(t for t in told if t.en and t != measure),
        _facts(claim),
        _quotes(claim, plan.outline),
        under,
        home is not None and claim.indicator != home,
        near,
    )


def _measure(comparison: Comparison | None, collection: Collection) -> Text:
    """Difference or share; where the years forbid both, what stands beside the figure in its own year."""
    if comparison is None:
        return Text("", "")
    told = phrase_measure(comparison, collection)
    return comparison.at_year[0].text if not told.en and comparison.at_year else told


def places_of(place: str, top: str | None, collection: Collection) -> tuple[str, ...]:
    """`place` and the places around it, as far as below `top`."""
    if place == top:
        return (place,)
    around = [place]
    for above in collection.chain(place):
        if above == top:
            break
        around.append(above)
    return tuple(around)


def heading_of(section: str, outline: object) -> str:
    """The heading of a section, the chapter's before it where there is one."""
    assert hasattr(outline, "get")
    chapter = section.partition(".")[0]
    parts = [outline.get(chapter, "")] if chapter != section else []
    return " · ".join(part for part in (*parts, outline.get(section, "")) if part)


def _quotes(claim: Claim, outline: object) -> tuple[Quote, ...]:
    first = Quote(claim.section, heading_of(claim.section, outline), claim.quote, claim.lead)
    return (first, *(Quote(p.at, heading_of(p.at, outline), p.quote, p.lead) for p in claim.also))


def _facts(claim: Claim) -> tuple[tuple[Text, Text], ...]:
    """What the line leaves out: the basis, the wording, the part that is counted, what the text leaves open."""
    facts = [(Text("口径", "Basis"), claim.basis.label)]
    if claim.type is ClaimType.TARGET and claim.commitment is not Commitment.PLAIN:
        facts.append((Text("措辞", "Wording"), claim.commitment.label))
    if claim.binding is not None:
        facts.append((Text("约束", "Binding"), claim.binding.label))
    if claim.of is not None:
        facts.append((Text("所指", "Counts"), Text.same(claim.of)))
    facts.extend(
        (Text(f"原文未明（{field}）", f"Unclear in the text ({field})"), words)
        for field, words in claim.unclear.items()
    )
    return tuple(facts)
