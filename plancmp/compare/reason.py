"""Why a verdict is what it is: the field that decided, and one sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from plancmp.words import SEMICOLON, Text


class Reason(NamedTuple):
    """The deciding field, and one sentence."""

    field: str
    text: Text
    echo: bool = False
    """Told already by the reason before it: named for programs, left out for people."""
    note: bool = False
    """No obstacle: worth knowing once a figure is reckoned from the pair."""


def reason_records(reasons: Iterable[Reason], lang: str) -> list[dict[str, str]]:
    """Reasons as in the machine-readable output."""
    return [{"field": r.field, "text": r.text.in_language(lang)} for r in reasons]


def said(reasons: Iterable[Reason]) -> Text:
    """All reasons as one line, nothing twice."""
    return SEMICOLON.join([r.text for r in reasons if not r.echo])
