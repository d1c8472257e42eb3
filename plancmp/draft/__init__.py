"""A plan's text to the draft of its encoding."""

from collections.abc import Mapping
from itertools import chain, islice
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText
from plancmp.draft.context import Ground
from plancmp.draft.document import Document, read_document
from plancmp.draft.entries import Entry, entries_of
from plancmp.draft.indicators import Register
from plancmp.draft.statements import statements_of
from plancmp.draft.table import tables
from plancmp.draft.where import Gazetteer
from plancmp.model import Collection, Indicator, Period, Place, Source
from plancmp.problems import PlancmpError
from plancmp.vocabulary import ClaimType, Level
from plancmp.words import Text

__all__ = ["Draft", "draft"]

_MOST = 3_000
"""Headings, and figures of indicators, in one document, ten times what a plan states; nobody looks through more."""


class Draft(NamedTuple):
    """The proposed encoding of one document: its particulars, the new places and indicators, and its entries in order."""

    ident: str
    text: PlanText
    document: Document
    place: str
    period: Period
    places: Mapping[str, Place]
    indicators: Mapping[str, Indicator]
    entries: tuple[Entry, ...]
    source: Source
    doubts: tuple[Text, ...]
    names: Mapping[str, str]
    """Names of the places that `for` may name, for comments."""

    @property
    def targets(self) -> tuple[Entry, ...]:
        """The entries that are targets."""
        return tuple(e for e in self.entries if e.kind is ClaimType.TARGET)

    @property
    def observed(self) -> tuple[Entry, ...]:
        """The entries that are results."""
        return tuple(e for e in self.entries if e.kind is ClaimType.OBSERVED)


def draft(
    text: PlanText,
    collection: Collection,
    *,
    place: str | None = None,
    period: Period | None = None,
    ident: str | None = None,
) -> Draft:
    """The draft of a plan whose indicators and places are looked for in `collection`.

    `place`, `period` and `ident` are what the user says; what is None is read from the text. Raises PlancmpError: exit
    code 2 where place or period can be found in neither, 3 for more than any plan states.
    """
    if len(text.outline) > _MOST:
        raise _too_much()
    document = read_document(text, collection, place)
    if document.place is None:
        raise PlancmpError(
            Text(
                "看不出是哪个地区的规划：请用 --place 写出",
                "the text does not tell whose plan it is: name the place with --place",
            )
        )
    span = period or document.period
    if span is None:
        raise PlancmpError(
            Text(
                "看不出规划期：请用 --period 写出，如 2021-2025",
                "the text does not tell the period: give it with --period, as 2021-2025",
            )
        )
    own = document.place.ident
    new_places = dict(document.place.above or {})
    if document.place.place is not None:
        own = _free(own, collection.places)
        new_places[own] = document.place.place
    known = Collection({**collection.places, **new_places}, collection.indicators, collection.plans)
    register = Register(collection.indicators)
    plan = ident or plan_id(own, span, collection)
    gazetteer = Gazetteer(own, known)
    year = span.last if document.is_report else None
    tabled = tables(text, span, document.body)
    ground = Ground(text, span, year, gazetteer, document.body, tabled.spans)
    statements = tuple(islice(chain(tabled.statements, statements_of(ground)), _MOST + 1))
    if len(statements) > _MOST:
        raise _too_much()
    found = entries_of(statements, register, plan, own)
    used = {e.match.ident for e in found}
    return Draft(
        plan,
        text,
        document,
        own,
        span,
        new_places,
        {i: d for i, d in register.new.items() if i in used},
        found,
        Source(sha256=text.sha256(), characters=len(text)),
        tuple(d for d in (document.place.doubt,) if d),
        {i: p.name.zh for i, p in known.places.items() if p.level is not Level.NATION},
    )


def _too_much() -> PlancmpError:
    return PlancmpError(
        Text(
            f"原文里的标题或指标数字超过 {_MOST} 个，不像一份规划；请分成几个文件",
            f"the text has more than {_MOST} headings or figures of indicators, which is no single plan: split it",
        ),
        exit_code=3,
    )


def plan_id(place: str, period: Period, collection: Collection) -> str:
    """An id as the collection's are, not one of theirs."""
    base = f"{place}-{period.first}"
    if base not in collection.plans:
        return base
    return _free(f"{base}-draft", collection.plans)


def _free(ident: str, taken: Mapping[str, object]) -> str:
    number, found = 2, ident
    while found in taken:
        found, number = f"{ident}-{number}", number + 1
    return found
