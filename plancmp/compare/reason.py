"""Why a verdict is what it is: the field that decided, one sentence, and to whom the sentence is told."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from plancmp.words import Text


class ReasonKind(Enum):
    """When a reader is told a reason; programs get every one."""

    OBSTACLE = "always"
    NOTE = "once a figure is reckoned from the pair, or when formulas are asked for"
    FINE_PRINT = "when formulas are asked for"
    ECHO = "never: the reason before it says so already"


class Reason(NamedTuple):
    """The deciding field, and one sentence."""

    field: str
    text: Text
    kind: ReasonKind = ReasonKind.OBSTACLE
    short: Text | None = None
    """The sentence in a few words, where it is a long one."""

    @property
    def brief(self) -> Text:
        """What is said of it where there is room for a few words only."""
        return self.short or self.text

    def is_told(self, *, explain: bool, reckoned: bool) -> bool:
        """Whether a reader is told it, with or without formulas, beside a figure that was reckoned or none."""
        match self.kind:
            case ReasonKind.OBSTACLE:
                return True
            case ReasonKind.NOTE:
                return explain or reckoned
            case ReasonKind.FINE_PRINT:
                return explain
            case ReasonKind.ECHO:
                return False


def reason_records(reasons: Iterable[Reason], lang: str) -> list[dict[str, str]]:
    """Reasons as in the machine-readable output."""
    return [{"field": r.field, "text": r.text.in_language(lang)} for r in reasons]
