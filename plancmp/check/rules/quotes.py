"""Quotes and leads: short, contiguous, and told apart."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.words import Text

LONGEST = {"quote": 40, "aside": 40, "task": 40, "lead": 24}
_SPACE = re.compile(r"\s+")
_ELLIPSIS = re.compile(r"…|\.{3,}|。{2,}|⋯|\[\s*…?\s*\]")


def _find_long(given: CheckInput, kinds: set[str]) -> Iterator[Report]:
    """The pieces of these kinds that are too long, white space not counted."""
    for piece in given.quoted:
        most = LONGEST[piece.kind]
        if piece.kind in kinds and len(piece.text) > most and (count := len(_SPACE.sub("", piece.text))) > most:
            message = Text(f"{count} 字，最多 {most} 字", f"{count} characters, at most {most}")
            yield piece.mark, message, Text(f"缩短到 {most} 字以内", f"shorten it to {most}")


@rule("quote-long", "error")
def find_long_quotes(given: CheckInput) -> Iterator[Report]:
    """A quote is the shortest piece that holds the figure, 40 characters at most, white space not counted.

    引文取含有数字的最短一段，不超过 40 字（空白不计）。
    """
    yield from _find_long(given, {"quote", "aside", "task"})


@rule("lead-long", "error")
def find_long_leads(given: CheckInput) -> Iterator[Report]:
    """A lead is a piece of the text that governs the figure, 24 characters at most; split a longer one.

    lead 是支配数字的一小段原文，不超过 24 字，更长的分成几段。
    """
    yield from _find_long(given, {"lead"})


@rule("quote-elided", "error")
def find_elided_quotes(given: CheckInput) -> Iterator[Report]:
    """A quote or lead is one contiguous piece of the text; what is left out of its middle cannot be found again.

    引文和 lead 是一段连续的原文；中间有省略就无法在原文中找到。
    """
    for piece in given.quoted:
        if piece.kind != "aside" and _ELLIPSIS.search(piece.text):
            message = Text("引文中有省略号", "something is left out of the quote")
            hint = Text(
                "只取含数字的一段；支配它的词写在 lead", "take the piece with the figure; what governs it goes to lead"
            )
            yield piece.mark, message, hint
