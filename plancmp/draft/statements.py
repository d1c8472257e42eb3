"""A plan's sentences to statements: every figure that may be a claim, with what the words around it say."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancmp.draft.asides import is_aside
from plancmp.draft.clauses import Clause, Printed, clause_of, front_of
from plancmp.draft.context import Context, Ground, context_of, printed_figures
from plancmp.draft.every import counties_besides, every_of
from plancmp.draft.kinds import commitment_of, kind_of
from plancmp.draft.measures import measured
from plancmp.draft.naming import Naming, naming_of
from plancmp.draft.quoting import lead, piece, quote_span
from plancmp.draft.sentences import Sentence, sentence_at, sentences
from plancmp.draft.sharing import Parts, shares
from plancmp.draft.statement import Statement
from plancmp.draft.when import Years, when_of, years_of
from plancmp.draft.where import Mention, assigned
from plancmp.vocabulary import ClaimType, Commitment, Every
from plancmp.words import Text

_READ = frozenset({"figure", "word", "ordinal", "name"})


def statements_of(ground: Ground) -> Iterator[Statement]:
    """Every statement of the running text, in order; what stands in `ground.tables` is left to them."""
    found = sentences(ground.text)
    by_sentence: dict[int, tuple[Sentence, list[Printed]]] = {}
    for figure in printed_figures(ground.text):
        sentence = sentence_at(found, figure.core)
        if sentence is None or figure.quantity.kind not in _READ or figure.core < ground.body:
            continue
        if not any(start <= figure.core < end for start, end in ground.tables):
            by_sentence.setdefault(sentence.start, (sentence, []))[1].append(figure)
    for sentence, figures in by_sentence.values():
        yield from _of_sentence(context_of(ground, sentence), figures)


def _of_sentence(context: Context, printed: Sequence[Printed]) -> list[Statement]:
    """The statements of a sentence in order; verb and noun go on from one to the next."""
    figures = _claims(context, printed)
    clauses = [clause_of(figures, n, context.normal, context.sentence, context.times) for n in range(len(figures))]
    shared = shares(figures, clauses, context.normal)
    clauses = [_as_in_run(n, clauses, figures, context.normal) for n in range(len(figures))]
    made: list[Statement] = []
    verb = ""
    for number, (figure, clause) in enumerate(zip(figures, clauses, strict=True)):
        last = next((min(s.nouns, key=len) for s in reversed(made) if s.nouns), "")
        made += _of_figure(context, figure, clause, shared.get(number), verb, last)
        verb = clause.verb or ("" if context.normal[clause.start - 1 : clause.start] == ";" else verb)
    return made


_BEGINS = Text("起点数，原文未写哪一年", "a starting value; the text does not print its year")
_RANKED = re.compile(r"(?:进入|跻身|位居|保持|排名|列|稳居|进位|冲进|争进|迈入)[^,;。]{0,14}$")
_CLASS_BEHIND = re.compile(r"(?:级|规模)?[一-鿿]{2,12}?(?=[,;。、])")
_CLASS_BEFORE = re.compile(r"(?:争创|打造|建设|建成|培育|形成|力争|冲刺|迈向|发展成为?)[^,;。、批个家]{0,6}$")


def _claims(context: Context, printed: Sequence[Printed]) -> list[Printed]:
    """The figures that stand for themselves: no ranks of others, no sizes in names, none that belong to the noun of the next."""
    counted = [f for f in printed if f.quantity.kind != "name"]
    kept = []
    for figure in printed:
        following = next((f for f in counted if f.start >= figure.end), None)
        kind = figure.quantity.kind
        if kind == "name" and not _aims_at_class(context, figure, following):
            continue
        if kind == "ordinal" and not _RANKED.search(context.until(figure.start)):
            continue
        if not _in_noun(context, figure, following):
            kept.append(figure)
    return kept


def _aims_at_class(context: Context, figure: Printed, following: Printed | None) -> bool:
    """争创千亿元园区, 打造500亿级产业: a size that is aimed at, where no number of such things is."""
    quantity = figure.quantity
    if quantity.value is None or not (quantity.unit or "").endswith("元"):
        return False
    stop = min(following.start if following else context.sentence.end, context.sentence.end) + 1
    behind = _CLASS_BEHIND.match(context.normal[figure.end : stop])
    return bool(behind and _CLASS_BEFORE.search(context.until(figure.start)))


def _in_noun(context: Context, figure: Printed, following: Printed | None) -> bool:
    """收入10万元以上的村达到138个: the first figure belongs to the noun that the second counts."""
    if following is None:
        return False
    if following.start == figure.end and (figure.quantity.unit or "").endswith("元"):
        return True  # 其中10亿元以上30个
    if context.normal[figure.end : figure.end + 1] != "的":
        return False
    between = context.normal[figure.end : following.start]
    return len(between) > len("的") + 1 and not re.search("[,;。:、]", between)


def _as_in_run(number: int, clauses: Sequence[Clause], figures: Sequence[Printed], normal: str) -> Clause:
    """分别增长8%、9%: the verb of change before the first figure goes for all that are joined to it."""
    first, clause = number, clauses[number]
    while first and re.fullmatch(r"[、和与及]|以及", normal[figures[first - 1].end : figures[first].start]):
        first -= 1
    head = clauses[first]
    if first == number or "分别" not in normal[head.start : figures[first].start]:
        return clause
    return clause._replace(start=head.start, change=clause.change or head.change, verb=clause.verb or head.verb)


def _of_figure(
    context: Context, figure: Printed, clause: Clause, parts: Parts | None, verb: str, last: str
) -> list[Statement]:
    """The statements that one figure makes: several where 各 shares it out, none where it is no claim."""
    every, word = every_of(context, clause, figure)
    if is_aside(context, figure, clause, every=every is not None):
        return []
    when = when_of(context, figure)
    commitment, modal = _commitment(context, figure, clause)
    kind, why = kind_of(
        when.time,
        context.heading,
        commitment,
        context.until(figure.start),
        context.normal[figure.end : context.sentence.end],
        context.ground.period,
        own_time=when.own,
    )
    yearly = context.ground.year is not None
    measure = measured(figure, clause, verb, when.time, context.normal, context.times, yearly=yearly)
    places, subjects = _places(context, figure)
    years = years_of(context, when, kind, is_state=measure.is_state)
    doubts = dict(measure.doubts)
    if measure.begins:
        years = Years(None, None, years.span)
        doubts["year" if kind is ClaimType.OBSERVED else "by"] = _BEGINS
    clause = _without_place(clause, subjects, context.normal)
    naming = naming_of(context, clause, figure, last, compared=measure.compared)
    words = _Words(years, modal, subjects, word, None if parts else naming)
    quote, leads = _quoted(context, figure, clause, words)
    statement = Statement(
        kind,
        figure.core,
        figure.end,
        context.sentence.section,
        naming.nouns,
        measure.figure,
        measure.unit,
        measure.basis,
        quote,
        leads,
        commitment if kind is ClaimType.TARGET else Commitment.PLAIN,
        measure.base,
        years.first,
        years.year,
        every,
        naming.of,
        places,
        doubts=doubts,
        notes=tuple(n for n in (when.note if years.year or years.first else None, why, *measure.notes) if n),
    )
    made = [_part(context, statement, clause, *part) for part in parts] if parts else [statement]
    if statement.places and counties_besides(context, clause, figure):
        made.append(statement._replace(places=(), every=Every.COUNTY))
    return made


def _commitment(context: Context, figure: Printed, clause: Clause) -> tuple[Commitment, int | None]:
    """How firmly the figure is aimed at, and where the word stands that says so."""
    base = context.sentence.start
    years = [
        (t.start - base - (context.normal[t.start - 1] in "到至"), t.end - base)
        for t in context.times
        if t.role == "governs"
    ]
    start = context.comma_clause(clause.start)
    whole = context.normal[base : context.sentence.end]
    commitment, at = commitment_of(whole, start - base, figure.start - base, years)
    return commitment, None if at is None else base + at


def _places(context: Context, figure: Printed) -> tuple[tuple[str, ...], tuple[Mention, ...]]:
    """The places that a figure is for: its subject, else the place that the heading of its box or section is about."""
    head = context.until(figure.start)
    found = assigned(head, context.sentence.start, context.ground.places)
    if found[0] or re.search(r"全(?:市|区|省|县|州)", head):
        return found
    holding = [h for h in context.ground.text.outline if h.start <= figure.core < h.end]
    inner = max(holding, key=lambda h: h.start, default=None)
    place = context.ground.places.of_heading("".join(inner.title.split())) if inner else None
    return ((place,), ()) if place else ((), ())


def _without_place(clause: Clause, subjects: Sequence[Mention], normal: str) -> Clause:
    """The clause whose noun does not begin with the place that it is told of: 东城区内企业 is 企业."""
    end = subjects[-1].end if subjects else 0
    if clause.behind or not clause.noun_at < end < clause.noun_end:
        return clause
    while normal[end] in "内的":
        end += 1
    verb, noun, at = front_of(clause.noun[end - clause.noun_at :], end)
    return clause._replace(noun=noun, noun_at=at, verb=verb or clause.verb) if noun else clause


class _Words(NamedTuple):
    """What governs a figure and must stand in its quote or in a lead; `naming` is None where the noun is told apart."""

    years: Years
    modal: int | None
    subjects: tuple[Mention, ...]
    each: str
    naming: Naming | None


def _quoted(context: Context, figure: Printed, clause: Clause, words: _Words) -> tuple[str, tuple[str, ...]]:
    """The quotation of a figure, and the leads for what governs it from outside."""
    text, normal = context.ground.text, context.normal
    behind = clause.noun_end if clause.behind else figure.end
    start, stop = quote_span(text, max(clause.start, context.sentence.start), figure.core, figure.end, behind)
    leads: list[str | None] = []
    span = words.years.span
    if span and not (start <= span[0] and span[1] <= stop):
        leads.append(lead(text, *span))
    modal = words.modal
    if modal is not None and not start <= modal < stop and not (span and span[0] <= modal < span[1]):
        leads.append(piece(text, modal, modal + 2))
    if words.subjects and not start <= words.subjects[0].start < stop:
        leads.append(lead(text, words.subjects[0].start, words.subjects[-1].end))
    noun = (words.naming.inherited or ("" if clause.behind else clause.noun)) if words.naming else ""
    if noun and ((words.naming and words.naming.inherited) or noun not in normal[start:stop]):
        leads.append(_lead_of(context, noun, start))
    if words.each and words.each not in normal[start:stop] and not any(words.each in (each or "") for each in leads):
        leads.append(words.each)
    return piece(text, start, stop), tuple(dict.fromkeys(each for each in leads if each))


def _lead_of(context: Context, words: str, before: int) -> str | None:
    """The last printing of `words` in the sentence before an offset, as a lead."""
    at = context.normal.rfind(words, context.sentence.start, before)
    return lead(context.ground.text, at, at + len(words)) if at >= 0 else None


def _part(context: Context, statement: Statement, clause: Clause, noun: str, of: str | None) -> Statement:
    """One of the statements that share a figure, with the lead that tells it from the others."""
    nouns = (noun, *([clause.verb + noun] if clause.verb else []))
    own = _lead_of(context, noun if of is None else of, statement.core)
    leads = (*statement.lead, own) if own else statement.lead
    return statement._replace(nouns=nouns, of=of or statement.of, lead=tuple(dict.fromkeys(leads)))
