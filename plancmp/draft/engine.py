"""A plan's text to the draft of its encoding: text, statements, entries."""

from collections.abc import Mapping
from itertools import chain, islice
from typing import TypeVar

from plancmp.chinese.plan_text import PlanText
from plancmp.draft.document import read_head
from plancmp.draft.entries import make_entries
from plancmp.draft.indicators import IndicatorRegister
from plancmp.draft.places import Gazetteer
from plancmp.draft.result import Draft
from plancmp.draft.sentences import DraftContext
from plancmp.draft.statements import find_statements
from plancmp.draft.table_statements import read_tables
from plancmp.draft.times import Clock
from plancmp.model import Collection, Period, Source
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Level
from plancmp.words import Text, say

_MOST = 3_000
"""Headings, and figures of indicators, in one document, ten times what a plan states; nobody looks through more."""
_NO_PLACE = Text(
    "看不出是哪个地区的规划：请用 --place 写出",
    "the text does not tell whose plan it is: name the place with --place",
)
_NO_PERIOD = Text(
    "看不出规划期：请用 --period 写出，如 2021-2025",
    "the text does not tell the period: give it with --period, as 2021-2025",
)
Found = TypeVar("Found")


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
    _refuse_more(len(text.outline))
    document = read_head(text, collection, place)
    guess, span = _require(document.place, _NO_PLACE), _require(period or document.period, _NO_PERIOD)
    own, places = guess.ident, dict(guess.above or {})
    if guess.place is not None:
        own = _find_free(own, collection.places)
        places[own] = guess.place
    known = Collection({**collection.places, **places}, collection.indicators, collection.plans)
    tables = read_tables(text, span, document.body)
    clock = Clock(span, span.last if document.is_report else None)
    context = DraftContext(text, clock, Gazetteer(own, known), document.body, tables.spans)
    statements = tuple(islice(chain(tables.statements, find_statements(context)), _MOST + 1))
    _refuse_more(len(statements))
    plan = ident or _make_plan_id(own, span, collection)
    register = IndicatorRegister(collection.indicators)
    entries = make_entries(statements, register, plan, own)
    used = {entry.match.ident for entry in entries}
    return Draft(
        plan,
        text,
        document,
        own,
        span,
        places,
        {i: definition for i, definition in register.new.items() if i in used},
        entries,
        Source(sha256=text.compute_hash(), characters=len(text)),
        (guess.doubt,) if guess.doubt else (),
        {i: p.name.zh for i, p in known.places.items() if p.level is not Level.NATION},
    )


def _require(found: Found | None, message: Text) -> Found:
    """What must be found. Raises PlancmpError with the message where it is not."""
    if found is None:
        raise PlancmpError(message)
    return found


def _refuse_more(number: int) -> None:
    """Raise PlancmpError for more headings or figures than a plan has."""
    if number > _MOST:
        raise PlancmpError(
            say(
                "原文里的标题或指标数字超过 {most} 个，不像一份规划；请分成几个文件",
                "the text has more than {most} headings or figures of indicators, which is no single plan: split it",
                most=_MOST,
            ),
            exit_code=3,
        )


def _make_plan_id(place: str, period: Period, collection: Collection) -> str:
    """An id as the collection's are, not one of theirs."""
    base = f"{place}-{period.first}"
    return _find_free(f"{base}-draft" if base in collection.plans else base, collection.plans)


def _find_free(ident: str, taken: Mapping[str, object]) -> str:
    number, found = 2, ident
    while found in taken:
        found, number = f"{ident}-{number}", number + 1
    return found
