"""A plan's sentences to statements: every figure that may be a claim, with what the words around it say."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plancmp.draft.asides import choose_figures, is_aside
from plancmp.draft.clauses import Clause, PrintedFigure, find_figures, read_clause, split_front
from plancmp.draft.governing import (
    Years,
    decide_kind,
    decide_years,
    find_commitment,
    find_every,
    find_when,
    is_duty_of_counties,
)
from plancmp.draft.measures import measure, name_indicator
from plancmp.draft.places import Mention, find_assigned
from plancmp.draft.quoting import Governors, find_lead, quote_figure
from plancmp.draft.result import Statement
from plancmp.draft.sentences import (
    DraftContext,
    SentenceContext,
    find_sentence,
    read_context,
    split_sentences,
)
from plancmp.draft.sharing import Part, Parts, share_out, take_run_change
from plancmp.vocabulary import ClaimType, Commitment, Every
from plancmp.words import Text

_READ = frozenset({"figure", "word", "ordinal", "name"})
_BEGINS = Text("起点数，原文未写哪一年", "a starting value; the text does not print its year")
_WHOLE_PLACE = re.compile(r"全(?:市|区|省|县|州)")


def find_statements(context: DraftContext) -> Iterator[Statement]:
    """Every statement of the running text, in order; what stands in `context.tables` is left to them."""
    sentences = split_sentences(context.text)
    read = (figure for figure in find_figures(context.text) if _is_read(figure, context))
    for sentence, figures in groupby(read, lambda figure: find_sentence(sentences, figure.core)):
        if sentence:
            yield from _read_sentence(read_context(context, sentence), tuple(figures))


def _is_read(figure: PrintedFigure, context: DraftContext) -> bool:
    """Whether a figure of the text may be a claim of its sentences."""
    if figure.quantity.kind not in _READ or figure.core < context.body:
        return False
    return not any(start <= figure.core < end for start, end in context.tables)


def _read_sentence(context: SentenceContext, printed: Sequence[PrintedFigure]) -> Iterator[Statement]:
    """The statements of a sentence in order; verb and noun go on from one to the next."""
    figures = choose_figures(context, printed)
    clauses = [read_clause(context, figures, number) for number in range(len(figures))]
    shared = share_out(clauses)
    verb = last = ""
    for number in range(len(clauses)):
        clause = take_run_change(number, clauses)
        for statement in _read_figure(clause, shared.get(number, ()), verb, last):
            last = min(statement.nouns, key=len, default=last)
            yield statement
        verb = clause.verb or ("" if context.normal[clause.start - 1 : clause.start] == ";" else verb)


def _read_figure(clause: Clause, parts: Parts, verb: str, last: str) -> Iterator[Statement]:
    """The statements that one figure makes: several where 各 shares it out, none where it is no claim.

    `verb` and `last` are the verb and the noun of the statements before it in the sentence.
    """
    every, each = find_every(clause)
    if is_aside(clause, every=every is not None):
        return
    when = find_when(clause)
    commitment, modal = find_commitment(clause)
    kind, why = decide_kind(clause, when, commitment)
    measured = measure(clause, verb, when.time)
    subjects, places = _find_places(clause)
    years = decide_years(clause, when, kind, is_state=measured.is_state)
    doubts = dict(measured.doubts)
    if measured.begins:
        years = Years(span=years.span)
        doubts["year" if kind is ClaimType.OBSERVED else "by"] = _BEGINS
    clause = _drop_place(clause, subjects)
    names = name_indicator(clause, last, compared=measured.compared)
    quote, leads = quote_figure(clause, Governors(years.span, modal, subjects, each, None if parts else names))
    statement = Statement(
        kind,
        clause.figure.core,
        clause.figure.end,
        clause.context.sentence.section,
        names.nouns,
        measured.figure,
        clause.quantity.unit,
        measured.basis,
        quote,
        leads,
        commitment if kind is ClaimType.TARGET else Commitment.PLAIN,
        measured.base,
        years.first,
        years.year,
        every,
        names.of,
        places,
        doubts=doubts,
        notes=tuple(note for note in (years.note, why, *measured.notes) if note),
    )
    yield from (_share(statement, clause, part) for part in parts)
    if not parts:
        yield statement
    if places and is_duty_of_counties(clause):
        yield statement._replace(places=(), every=Every.COUNTY)


def _find_places(clause: Clause) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The places that a figure is for: its subject, else the place that the heading of its box or section is about."""
    context = clause.context
    subjects = find_assigned(clause.before, context.sentence.start, context.draft.places)
    if subjects:
        return subjects, tuple(dict.fromkeys(subject.ident for subject in subjects))
    headings = () if _WHOLE_PLACE.search(clause.before) else context.sentence.headings[:1]
    about = (context.draft.places.find_subject("".join(heading.title.split())) for heading in headings)
    return (), tuple(filter(None, about))


def _drop_place(clause: Clause, subjects: Sequence[Mention]) -> Clause:
    """The clause whose noun does not begin with the place that it is told of: 东城区内企业 is 企业."""
    end = subjects[-1].end if subjects else 0
    if clause.behind or not clause.noun_at < end < clause.noun_end:
        return clause
    while clause.normal[end] in "内的":
        end += 1
    rest = clause.noun[end - clause.noun_at :]
    verb, noun, at = split_front(rest, end + len(rest))
    return clause._replace(noun=noun, noun_at=at, verb=verb or clause.verb) if noun else clause


def _share(statement: Statement, clause: Clause, part: Part) -> Statement:
    """One of the statements that share a figure, with the lead that tells it from the others."""
    noun, of = part
    nouns = (noun, clause.verb + noun) if clause.verb else (noun,)
    own = find_lead(clause, of or noun, statement.core)
    leads = dict.fromkeys((*statement.lead, *([own] if own else [])))
    return statement._replace(nouns=nouns, of=of or statement.of, lead=tuple(leads))
