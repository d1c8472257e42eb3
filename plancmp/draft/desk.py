"""The desk at which a person looks at the entries of a draft one by one: what waits, and what each step makes of the file."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from plancmp.chinese.folding import normalize_piece
from plancmp.chinese.plan_text import PlanText
from plancmp.model import Collection, Observed, Plan, Target
from plancmp.problems import Problem
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import read_file
from plancmp.reading.references import reference_problems
from plancmp.reading.yaml_editing import EditedFile, find_item_place, find_list_place, join_lines
from plancmp.reading.yaml_writing import write_items
from plancmp.vocabulary import ClaimType
from plancmp.words import Text, say

LISTINGS = ("targets", "observed")
_AROUND = 300
"""Characters of the text shown before and behind a quote."""
_MARK = re.compile(r" *draft: true *(?:# ?(?P<remark>.*))?")


class Place(NamedTuple):
    """Where an entry stands: its plan, its list, and its number in it."""

    plan: str
    listing: str
    number: int


class Passage(NamedTuple):
    """Some of the text, and whether it is the quote, a lead, or neither ("")."""

    words: str
    kind: str


class Waiting(NamedTuple):
    """An entry that nobody has looked at: its fields as they are written, without the mark, and what that says."""

    place: Place
    fields: str
    remark: str
    about: Text
    """Target or result, and its indicator with unit and basis."""
    section: str
    passages: tuple[Passage, ...]
    """Where it stands in the text; none where its quote is not found."""


def read_desk(content: str, name: str, known: Collection) -> Loaded:
    """The file of a draft beside the collection that its places and indicators may be of. What stands in it never raises."""
    shaped, marks = read_file(content, name)
    document = shaped.document or Collection({}, {}, {})
    held = Collection(
        {**known.places, **document.places}, {**known.indicators, **document.indicators}, {**document.plans}
    )
    homes = {("plans", ident): name for ident in held.plans}
    loaded = Loaded(held, (name,), shaped.problems, {name: marks}, {name: tuple(content.split("\n"))}, homes)
    loaded = loaded._replace(left_out=frozenset(shaped.left_out), whole=False)
    return loaded._replace(problems=(*loaded.problems, *reference_problems(loaded, definitions=False)))


def list_waiting(content: str, loaded: Loaded, text: PlanText) -> tuple[Waiting, ...]:
    """The entries that nobody has looked at, in the order of the text."""
    file = EditedFile(content)
    found = []
    for ident, plan in loaded.collection.plans.items():
        titles = plan.outline
        for listing in LISTINGS:
            for number, item in enumerate(_list_items(plan, listing)):
                if item.draft:
                    place = Place(ident, listing, number)
                    fields, remark = _read_entry(file, loaded, place)
                    section = f"{item.at} {titles.get(item.at, '')}".strip()
                    about = _describe(item, loaded.collection)
                    waiting = Waiting(place, fields, remark, about, section, tuple(_cut_passages(text, item)))
                    found.append((_find_quote(text, item), waiting))
    return tuple(waiting for _, waiting in sorted(found, key=lambda each: each[0]))


def count_entries(loaded: Loaded) -> int:
    """How many entries the draft has, looked at or not."""
    return sum(len(plan.targets) + len(plan.observed) for plan in loaded.collection.plans.values())


def accept(content: str, loaded: Loaded, place: Place) -> str:
    """The file without the mark of an entry: somebody has looked at it."""
    file = EditedFile(content)
    start, end = _find_entry(file, loaded, place)
    for number in range(start, end):
        if _MARK.fullmatch(file.lines[number]):
            file.replace(number, number + 1, [])
    return join_lines(file.edit(), content)


def change(content: str, loaded: Loaded, place: Place, fields: str) -> str:
    """The file with other fields, as they are to be written, for an entry that somebody has looked at."""
    file = EditedFile(content)
    start, end = _find_entry(file, loaded, place)
    indent = len(file.lines[start]) - len(file.lines[start].lstrip())
    written = [line.rstrip() for line in fields.strip("\n").split("\n") if not _MARK.fullmatch(line)]
    shifted = [
        " " * (indent + 2 if number else indent) + ("" if number else "- ") + line
        for number, line in enumerate(written)
    ]
    file.replace(start, end, shifted)
    return join_lines(file.edit(), content)


def reject(content: str, loaded: Loaded, place: Place, reason: str) -> str:
    """The file with an entry set aside: its quote is accounted for, with the reason, so that it is not proposed again."""
    file = EditedFile(content)
    plan = loaded.collection.plans[place.plan]
    items = _list_items(plan, place.listing)
    item = items[place.number]
    start, end = _find_entry(file, loaded, place)
    if len(items) == 1:
        start = loaded.key_mark("plans", place.plan, place.listing).line - 1
    file.replace(start, end, [])
    if plan.aside:
        at, indent = find_item_place(file, loaded, place.plan, "aside", len(plan.aside))
    else:
        at, indent = find_list_place(file, loaded, place.plan, "aside"), 6
        file.put(at, ["    aside:"])
    because = " ".join(reason.split())
    file.put(at, write_items([{"at": item.at, "quote": item.quote, "because": because}], indent))
    return join_lines(file.edit(), content)


def find_new_problems(before: Loaded, after: Loaded) -> tuple[Problem, ...]:
    """What a step has made wrong with the file that was not so before."""
    told = {(problem.rule, problem.message.en) for problem in before.problems}
    return tuple(problem for problem in after.problems if (problem.rule, problem.message.en) not in told)


def _describe(item: Target | Observed, held: Collection) -> Text:
    kind = ClaimType.TARGET if isinstance(item, Target) else ClaimType.OBSERVED
    indicator = held.indicators.get(item.indicator)
    if indicator is None:
        return kind.label
    basis = (item.basis or indicator.basis).label
    return say("{kind}：{name}（{unit}，{basis}）", "{kind}: {name} ({unit}, {basis})", kind=kind.label, name=indicator.name, unit=item.unit or indicator.unit, basis=basis)  # fmt: skip


def _list_items(plan: Plan, listing: str) -> Sequence[Target | Observed]:
    return plan.targets if listing == "targets" else plan.observed


def _find_entry(file: EditedFile, loaded: Loaded, place: Place) -> tuple[int, int]:
    """The lines of an entry, counted from 0: its first, and the one behind its last."""
    mark = loaded.mark("plans", *place)
    return mark.line - 1, file.find_end(mark.line - 1, mark.column - 3)


def _read_entry(file: EditedFile, loaded: Loaded, place: Place) -> tuple[str, str]:
    """The fields of an entry without their indent and without its mark, and the remark behind that."""
    start, end = _find_entry(file, loaded, place)
    width = loaded.mark("plans", *place).column - 1
    fields, remark = [], ""
    for line in file.lines[start:end]:
        mark = _MARK.fullmatch(line)
        if mark:
            remark = mark["remark"] or ""
        else:
            fields.append(line[width:])
    return "\n".join(fields), remark


def _find_quote(text: PlanText, item: Target | Observed) -> int:
    return next(iter(text.find(item.quote, item.at) or text.find(item.quote)), -1)


def _cut_passages(text: PlanText, item: Target | Observed) -> Iterator[Passage]:
    """The text around a quote, cut where the quote and its leads begin and end."""
    core = _find_quote(text, item)
    if core < 0:
        return
    spans = [(*_find_raw(text, core, item.quote), "quote")]
    for lead in item.lead:
        at = min(text.find(lead, item.at), key=lambda offset: abs(offset - core), default=None)
        if at is not None:
            spans.append((*_find_raw(text, at, lead), "lead"))
    begin, close = max(0, spans[0][0] - _AROUND), min(len(text.raw), spans[0][1] + _AROUND)
    here = begin
    for start, end, kind in sorted(spans):
        if start >= here and end <= close:
            yield Passage(text.raw[here:start], "")
            yield Passage(text.raw[start:end], kind)
            here = end
    yield Passage(text.raw[here:close], "")


def _find_raw(text: PlanText, offset: int, words: str) -> tuple[int, int]:
    last = offset + len(normalize_piece(words)) - 1
    return text.offsets[offset], text.offsets[last] + 1


def list_reasons(loaded: Loaded) -> tuple[str, ...]:
    """The reasons that were given before, each once, the last first."""
    asides = chain.from_iterable(plan.aside for plan in loaded.collection.plans.values())
    return tuple(dict.fromkeys(aside.because for aside in reversed(list(asides))))
