"""A plan's sentences to statements: every figure that may be a claim, with what the words around it say; what is none by
general rules; and how 各 and 分别 share figures and nouns out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from plancmp.chinese.amounts import CLAIMED
from plancmp.chinese.folding import fold
from plancmp.draft.clauses import Clause, PrintedFigure, ends_in_verb, find_figures, read_clause, split_front
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
from plancmp.draft.word_lists import OWN_PARTS
from plancmp.vocabulary import ClaimType, Commitment, Comparator, Every
from plancmp.words import Text

Part = tuple[str, str | None]
"""Noun and group (`of`) of one of the statements that a figure makes."""

Parts = tuple[Part, ...]

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
    if figure.quantity.kind not in CLAIMED or figure.core < context.body:
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
    wanted = clause.figure.core in clause.context.draft.wanted
    if not wanted and is_aside(clause, every=every is not None):
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


_RANKED = re.compile(r"(?:进入|跻身|位居|保持|排名|列|稳居|进位|冲进|争进|迈入)[^,;。]{0,14}$")
_CLASS_BEHIND = re.compile(r"(?:级|规模)?[一-鿿]{2,12}?(?=[,;。、])")
_CLASS_BEFORE = re.compile(r"(?:争创|打造|建设|建成|培育|形成|力争|冲刺|迈向|发展成为?)[^,;。、批个家]{0,6}$")
_IN_NOUN = re.compile("的[^,;。:、]{2,}")


def choose_figures(context: SentenceContext, printed: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    """The figures that stand for themselves: no ranks of others, no sizes in names, none that belong to the noun of the next."""
    counted = [figure for figure in printed if figure.quantity.kind != "name"]
    following = [next((f for f in counted if f.start >= figure.end), None) for figure in printed]
    wanted = context.draft.wanted
    pairs = zip(printed, following, strict=True)
    return [figure for figure, then in pairs if figure.core in wanted or _stands_alone(context, figure, then)]


def _stands_alone(context: SentenceContext, figure: PrintedFigure, following: PrintedFigure | None) -> bool:
    before = context.normal[context.sentence.start : figure.start]
    stop = min(following.start, context.sentence.end) if following else context.sentence.end
    if figure.quantity.kind == "name" and not _is_aimed_at(figure, before, context.normal[figure.end : stop + 1]):
        return False
    if figure.quantity.kind == "ordinal" and not _RANKED.search(before):
        return False
    return following is None or not _is_in_noun(figure, context.normal[figure.end : following.start])


def _is_aimed_at(figure: PrintedFigure, before: str, after: str) -> bool:
    """争创千亿元园区, 打造500亿级产业: a size that is aimed at, where no number of such things is."""
    is_sum = figure.quantity.value is not None and _is_money(figure)
    return bool(is_sum and _CLASS_BEHIND.match(after) and _CLASS_BEFORE.search(before))


def _is_in_noun(figure: PrintedFigure, between: str) -> bool:
    """Whether a figure belongs to the noun that the next one counts: 收入10万元以上的村达到138个, 其中10亿元以上30个."""
    return bool(_IN_NOUN.fullmatch(between)) if between else _is_money(figure)


def _is_money(figure: PrintedFigure) -> bool:
    return (figure.quantity.unit or "").endswith("元")


_NAMES_BEFORE = re.compile(r"[一-鿿]{2,6}、[一-鿿]{2,6}(?<!等)$")
_PLACES_BEHIND = re.compile(r"[^,;。、自社园]{0,3}(?:县|区|市|乡镇|镇|州)(?:\([^()]*\))?(?:$|的|、|和|,|为)")
_INDEX = re.compile(r"(?:指数|系数|得分|评分|分数|排名|位次|比)$|值$")
_GIVEN = re.compile(r"(?:奖励|补助|补贴|奖补|减免|扣除|资助|贴息)")
_FEW = 20
"""A plan has no more parts of its own."""
_SPELT = "[一二三四五六七八九十两]"
_SHAPES = tuple(
    (signs.split(), re.compile(shape))
    for signs, shape in (
        ("word all uncovered", ""),  # 所有 is 100 percent only of a coverage
        ("word", "⟧(?:专项|计划|工程|行动|工作|战略|基金|政策)"),
        ("word", "^(?!.*(?:实现|推动|达到).*⟦).*⟧式?的(?![一-鿿]{0,8}(?:目标|要求))"),
        ("figure unitless no_index", ""),
        ("figure plain few", f"⟧{OWN_PARTS}"),
        ("figure plain alone", "⟦一(?![百千万亿半成])"),
        ("figure", "(?:成熟|发展|启动|推广|验收)⟦一"),
        ("figure plain low", f"⟦{_SPELT}.*⟧(?:大|个到|类|化|高|新)"),
        ("figure plain unmade", "⟦(?:百|千|万|百万|千万|亿|数十|数百|上百|上千)(?![0-9一二三四五六七八九]).*⟧[一-鿿]"),
        ("figure session", f"⟦{_SPELT}.*⟧(?:会议|大会|全会|全体会|常委会|产业|分配|党代会|人代会)"),
        # Taxes, fines, terms; gifts only where they are said to be some.
        ("figure", "⟧的?(?:税率|比例(?:给予|减免|扣除|补助|奖励|征收)|标准给予|额度给予|罚款)"),
        ("figure", "(?:税率|罚款?|处以|减按|缴纳|征收|扣除|抵扣|贴息|离岗|保留|为期|任期|试用期?|聘期)[^,;。]{0,10}⟦"),
        ("figure gift", "(?:给予|最高|一次性|按照?|对每|每[家项人户个名])[^,;。]{0,16}⟦"),
        # Comparisons with other places.
        ("figure relative", "(?:为|是|占|相当于)(?:全国|全省|全区|全市|全州|西部|东部|中部)平均[^,;。、0-9]{0,6}⟦"),
        (
            "figure relative",
            "(?:高于|低于|快于|慢于|领先|高出)(?:全国|全省|全区|全市|全州|同期|西部|东部|中部|上年|预期)[^,;。、0-9]{0,10}⟦",
        ),
        ("plain named", ""),
        ("opened closed", ""),
    )
)
"""Signs of a figure, and the shape of the words around it, its number in ⟦ ⟧, that make it no claim. Never tuned to one plan."""


def is_aside(clause: Clause, *, every: bool) -> bool:
    """Whether a figure is no claim. `every`: a word like 每年 shares it out, so that one may be a count."""
    quantity, figure, normal = clause.quantity, clause.figure, clause.normal
    if quantity.kind not in {"figure", "word"}:
        return False
    number = fold(normal[figure.core : figure.end])[0]
    before, after = normal[max(0, figure.core - 24) : figure.core], normal[figure.end : figure.end + 16]
    value = _FEW if quantity.value is None else quantity.value
    signs = {
        quantity.kind: True,
        "all": "所" in quantity.text,
        "uncovered": "覆盖" not in clause.ahead,
        "unitless": quantity.unit is None,
        "no_index": clause.behind or not _INDEX.search(clause.noun),
        "plain": quantity.comparator is Comparator.REACH,
        "few": re.match(_SPELT, number) or value <= _FEW,
        "low": value < _FEW,
        "alone": not every,
        "unmade": not ends_in_verb(before),
        "session": quantity.unit in {"次", "届"},
        "gift": _GIVEN.search(before + after),
        "relative": quantity.unit in {"points", "percent", "倍"},
        "named": _is_number_of_names(clause, after),
        "opened": re.search("“[^”]*$", clause.before),
        "closed": "”" in clause.after,
    }
    line = f"{before}⟦{number}⟧{after}"
    return any(shape.search(line) for needs, shape in _SHAPES if all(signs.get(need) for need in needs))


def _is_number_of_names(clause: Clause, after: str) -> bool:
    """Whether the figure counts the places just named: 马山、上林、隆安4个贫困县, 平果、德保两县."""
    start, core = clause.context.sentence.start, clause.figure.core
    if clause.quantity.unit in {"个", "村"} and not _PLACES_BEHIND.match(after[:12]):
        return False
    before = clause.normal[max(start, core - 20) : core]
    return clause.quantity.unit in {"个", "村", "县", "镇"} and bool(_NAMES_BEFORE.search(before))


_BETWEEN = re.compile(r"[、和与及,]|以及")
_BETWEEN_RATES = re.compile(r"[、和与及]|以及")
_FEWEST_HEAD = 4


def share_out(clauses: Sequence[Clause]) -> Mapping[int, Parts]:
    """Number of a figure → the nouns or groups that it is shared out to; figures that stand for themselves are left out."""
    found: dict[int, Parts] = {}
    for number, count in _find_runs(clauses):
        clause = clauses[number]
        items = _split_items(clause.noun, count)
        if count == 1:
            if clause.each.startswith("各") and len(items) > 1 and not clause.behind:
                found[number] = tuple((item, None) for item in items)
        elif clause.each or "分别" in clause.ahead:
            shared = _group(items) if len(items) == count else _take_earlier(clauses[:number], found, clause, count)
            found |= {number + n: (part,) for n, part in enumerate(shared)}
    return found


def _find_runs(clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Where figures begin that are joined, and how many."""
    number = 0
    while number < len(clauses):
        end = number + 1
        while end < len(clauses) and _is_joined(clauses, end, _BETWEEN):
            end += 1
        yield number, end - number
        number = end


def _is_joined(clauses: Sequence[Clause], number: int, between: re.Pattern[str]) -> bool:
    """Whether nothing but a joining word stands between a figure and the one before it."""
    before, figure = clauses[number - 1].figure, clauses[number].figure
    return bool(between.fullmatch(clauses[number].normal[before.end : figure.start]))


def _take_earlier(before: Sequence[Clause], found: Mapping[int, Parts], clause: Clause, count: int) -> list[Part]:
    """The last nouns of the sentence, one for each figure, where the figures have none of their own."""
    nouns = [
        noun
        for number, earlier in enumerate(before)
        if not earlier.tied
        for noun, _ in found.get(number, ((earlier.noun, None),))
        if noun
    ]
    has_own = clause.noun not in {"", "分别"}
    return [] if has_own or len(nouns) < count else [(noun, None) for noun in nouns[-count:]]


def take_run_change(number: int, clauses: Sequence[Clause]) -> Clause:
    """分别增长8%、9%: the verb of change before the first figure goes for all that are joined to it."""
    first, clause = number, clauses[number]
    while first and _is_joined(clauses, first, _BETWEEN_RATES):
        first -= 1
    head = clauses[first]
    if first == number or "分别" not in head.ahead:
        return clause
    return clause._replace(start=head.start, change=clause.change or head.change, verb=clause.verb or head.verb)


def _split_items(noun: str, count: int) -> list[str]:
    """What 、 and 和 join, brackets left whole; 城乡 stands for two."""
    if count == len("城乡") and noun.startswith("城乡"):
        rest = noun.removeprefix("城乡")
        return [f"城镇{rest}", f"农村{rest}"]
    pieces, depth = [""], 0
    for c in noun:
        depth += (c in "(“") - (c in ")”")
        if not depth and c in "、和与":
            pieces.append("")
        else:
            pieces[-1] += c
    return pieces if all(pieces) else [noun]


def _group(items: list[str]) -> list[Part]:
    """规模以上企业、中小企业、高新技术企业每年用于… are groups of one noun; 国家、行业、地方技术标准 have one head."""
    *others, last = items
    common = _find_common_end(others)
    end = last.find(common) + len(common) if common in last else 0
    if common and end and len(last) - end >= _FEWEST_HEAD:
        return [*((last[end:], item) for item in others), (last[end:], last[:end])]
    longest = max(map(len, others))
    is_headed = len(last) > longest + 1 and not (common and last.endswith(common))
    return [*((item + last[longest:] if is_headed else item, None) for item in others), (last, None)]


def _find_common_end(items: list[str]) -> str:
    """What several items end in."""
    end = items[0] if len(items) > 1 else ""
    while not all(item.endswith(end) for item in items):
        end = end[1:]
    return end
