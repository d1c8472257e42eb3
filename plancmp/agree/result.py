"""What two encodings of one text agree in, and where they do not."""

from decimal import Decimal
from typing import Any, NamedTuple

from plancmp.claim import number
from plancmp.words import Opening, Text


class FieldAgreement(NamedTuple):
    """One field over the entries that both encodings have."""

    name: str
    label: Text
    entries: int
    same: int
    alpha: Decimal | None
    """None where every entry has one and the same value in both, so that chance explains it all."""

    def record(self) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "field": self.name,
            "entries": self.entries,
            "same": self.same,
            "alpha": None if self.alpha is None else number(round(self.alpha, 4)),
        }


class Dispute(NamedTuple):
    """A field in which two encodings of one statement differ."""

    a: str
    b: str
    """The ids of the claim in each."""
    quote: str
    section: str
    name: str
    label: Text
    values: tuple[str, str]

    def record(self) -> dict[str, Any]:
        """The machine-readable output."""
        first, second = self.values
        ids = {"id_a": self.a, "id_b": self.b, "section": self.section, "quote": self.quote}
        return {**ids, "field": self.name, "a": first or None, "b": second or None}


class LoneEntry(NamedTuple):
    """A statement that only one encoding has."""

    side: str
    """"a" or "b"."""
    ident: str
    quote: str
    section: str

    def record(self) -> dict[str, Any]:
        """The machine-readable output."""
        return {"side": self.side, "id": self.ident, "section": self.section, "quote": self.quote}


class Agreement(NamedTuple):
    """Two encodings beside each other."""

    names: tuple[str, str]
    both: int
    fields: tuple[FieldAgreement, ...]
    disputes: tuple[Dispute, ...]
    lone: tuple[LoneEntry, ...]
    answer: Opening

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        del lang
        return {
            "a": self.names[0],
            "b": self.names[1],
            "answer": self.answer.record(),
            "fields": [field.record() for field in self.fields],
            "disputes": [dispute.record() for dispute in self.disputes],
            "lone": [entry.record() for entry in self.lone],
        }
