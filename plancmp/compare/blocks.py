"""Pieces of text that the answers to several questions are laid out with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, Self, TypeVar

from plancmp.claim import Claim
from plancmp.compare.counts import phrase_verdicts
from plancmp.compare.nearest import LoneClaim, phrase_nearest
from plancmp.compare.phrases import phrase_claim
from plancmp.model import Collection, Indicator
from plancmp.words import NOTHING, SEMICOLON, Opening, Text, TextLine, TextTable, say

Block = TextLine | TextTable
NO_ROWS = TextLine(
    0,
    Text("没有符合所选条件的行；上面的计数是全部的。", "No row is as asked for; the counts above are of all of them."),
    "note",
)
BLANK = TextLine(0, NOTHING)


def list_opening(title: Text, answer: Opening, verdicts: str) -> Iterator[Block]:
    """What an answer opens with: whom it is about, its sentences, the counts by verdict, which its counts call `verdicts`."""
    yield TextLine(0, title, "head")
    for sentence in answer.sentences:
        yield TextLine(0, sentence)
    counts = phrase_verdicts(answer.counts[verdicts], answer.counts["beside_results"])
    if verdicts == "pairs":
        counts = say("逐对：{counts}", "pairs: {counts}", counts=counts)
    yield TextLine(0, counts, "note")


def list_hints(hints: Iterable[tuple[bool, Text]]) -> Iterator[Block]:
    """The ways to what is not told, of those that there are."""
    parts = [hint for is_there, hint in hints if is_there]
    if parts:
        yield BLANK
        yield TextLine(0, Text.same(" · ").join(parts), "note")


def title_indicator(indicator: Indicator) -> Text:
    """The name of an indicator as a heading: in English the Chinese term stands behind it."""
    return Text(indicator.name.zh, f"{indicator.name.en}  {indicator.name.zh}")


def name_figure(claim: Claim, place: str, collection: Collection) -> Text:
    """A claim in one phrase, behind the name of its place where that is not `place`."""
    return (
        put_before(collection.places[claim.place].name, phrase_claim(claim))
        if claim.place != place
        else phrase_claim(claim)
    )


def put_before(name: Text, words: Text) -> Text:
    """Words behind a name, if there is one."""
    return Text.same(" ").join([part for part in (name, words) if part.en])


def list_lone(
    title: Text, lone: Sequence[LoneClaim], collection: Collection, name_speaker: Callable[[Claim], Text]
) -> Iterator[Block]:
    """Targets that stand alone, under their heading, by why they do; each behind the name of who speaks."""
    groups: dict[Text, list[LoneClaim]] = {}
    for each in lone:
        reasons = SEMICOLON.join([r.text for r in each.reasons])
        why = say("{verdict}：{reasons}", "{verdict}: {reasons}", verdict=each.verdict, reasons=reasons)
        groups.setdefault(why, []).append(each)
    yield BLANK
    yield TextLine(0, say("{title}：{n} 项", "{title}: {n}", title=title, n=len(lone)), "head")
    for why, members in groups.items():
        rows: list[tuple[Text | str, ...]] = [(say("{why}（{n} 项）", "{why} ({n})", why=why, n=len(members)),)]
        for each in members:
            figure = put_before(name_speaker(each.claim), phrase_claim(each.claim))
            rows.append((indent(each.claim.definition.name), figure))
            if each.near:
                names = {c.place: collection.places[c.place].name for c in each.near} if len(each.near) > 1 else None
                rows.append((indent(phrase_nearest(each.near, names), 4),))
        yield TextTable(NOTHING, (), rows)


def indent(words: Text, cells: int = 2) -> Text:
    """Words moved to the right."""
    return Text(" " * cells + words.zh, " " * cells + words.en)


class Branch(Protocol):
    """What stands in a tree: it has what is below it."""

    @property
    def under(self) -> Sequence[Self]:
        """What hangs directly below."""


B = TypeVar("B", bound=Branch)


def draw_branches(nodes: Sequence[B], trunk: str) -> Iterator[tuple[B, str, str]]:
    """Every node of a tree with the lines in front of it, and those in front of what is said below it."""
    for number, node in enumerate(nodes, 1):
        is_last = number == len(nodes)
        below = trunk + ("   " if is_last else "│  ")
        yield node, trunk + ("└─ " if is_last else "├─ "), below + ("│  " if node.under else "   ")
        yield from draw_branches(node.under, below)
