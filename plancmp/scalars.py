"""How a single value of plans.yaml is written: the pattern of its text, and what is made of it.

Figures are decimals made from their printed text, so that 7.70 keeps two places.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, NamedTuple


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """One kind of single value. The structure check finds it in the annotation of a field of the model."""

    kind: str
    pattern: str
    make: Callable[[str], Any]
    schema: Mapping[str, Any]
    """The same for an editor, as JSON Schema."""


class Period(NamedTuple):
    """Years from–by, both included."""

    first: int
    last: int

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year <= self.last

    def __str__(self) -> str:
        return f"{self.first}-{self.last}" if self.first != self.last else str(self.first)

    def meets(self, other: "Period") -> bool:
        """Whether the two have a year in common."""
        return self.first <= other.last and other.first <= self.last

    def lies_in(self, other: "Period") -> bool:
        """Whether every year of it is one of the other's."""
        return other.first <= self.first and self.last <= other.last

    @classmethod
    def read(cls, text: str) -> "Period":
        """The period of "2016-2020" or "2016"."""
        first, _, last = text.partition("-")
        return cls(int(first), int(last or first))


YEAR = "(?:19|20)[0-9][0-9]"
"""The pattern of a year, wherever one is read."""
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def _text(kind: str, pattern: str, schema_pattern: str) -> Scalar:
    return Scalar(kind, pattern, str, {"type": "string", "pattern": schema_pattern})


Figure = Annotated[Decimal, Scalar("figure", r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?", Decimal, {"type": "number"})]
Year = Annotated[int, Scalar("year", YEAR, int, {"type": "integer", "minimum": 1900, "maximum": 2099})]
Span = Annotated[
    Period,
    Scalar(
        "period",
        f"{YEAR}(?:-{YEAR})?",
        Period.read,
        {"type": ["string", "integer"], "pattern": f"^{YEAR}(-{YEAR})?$"},
    ),
]
Whole = Annotated[int, Scalar("whole", r"[0-9]{1,9}", int, {"type": "integer", "minimum": 0})]
Truth = Annotated[bool, Scalar("truth", "true|false", "true".__eq__, {"type": "boolean"})]
Id = Annotated[str, _text("id", _ID, f"^{_ID}$")]
Code = Annotated[str, _text("code", r"[0-9]{6}(?:[0-9]{3})?", r"^\d{6}(\d{3})?$")]
Day = Annotated[str, _text("day", YEAR + r"(?:-[0-9]{2}(?:-[0-9]{2})?)?", f"^{YEAR}(-\\d\\d(-\\d\\d)?)?$")]
At = Annotated[str, _text("at", r"(?:[0-9]+(?:\.[0-9]+)*|box[0-9]+|a[0-9]+)", r"^(\d+(\.\d+)*|box\d+|a\d+)$")]
"""A place in the plan's outline: chapter.section, box or annex."""
Of = Annotated[str, _text("of", r"[^\s/@:.+!~^][^/@:.+!~^\n]*", "^[^/@:.+!~^]+$")]
"""Part of the whole that a figure counts; it stands in ids, so their marks are not allowed in it."""
Prices = Annotated[
    str,
    Scalar(
        "prices",
        f"current|nominal|real|{YEAR}",
        str,
        {"type": ["string", "integer"], "pattern": f"^(current|nominal|real|{YEAR})$"},
    ),
]
"""Of an amount the prices it is told in: those of its own year, or of a year that stays; of a rate nominal or real."""
Wording = Annotated[str, _text("text", r"(?s).*\S.*", r"\S")]
"""A text that is not empty."""
Sha256 = Annotated[str, _text("sha256", r"[0-9a-f]{64}", "^[0-9a-f]{64}$")]
Format = Annotated[int, Scalar("format", "1", int, {"const": 1})]
