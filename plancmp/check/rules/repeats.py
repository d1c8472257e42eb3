"""What stands twice."""

from collections.abc import Hashable, Iterator

from plancmp.check.rules.printed import matched
from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Entry, Subject
from plancmp.claim import standard
from plancmp.problems import Mark, Problem
from plancmp.words import Text


@rule("entry-repeated", "error")
def entry_repeated(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two entries of a plan say the same of the same: indicator, place, year, basis and value. The figure is one, and
    its further printings stand under `also`.

    同一规划的两条说的是同一件事：指标、地区、年份、口径、数值都相同。只留一条，另一处写进 also。
    """
    seen: dict[Hashable, Entry] = {}
    of_one: dict[Hashable, list[Entry]] = {}
    for entry in subject.entries:
        of_one.setdefault((entry.plan_id, entry.listing, entry.item.indicator), []).append(entry)
    for entry in (entry for several in of_one.values() if len(several) > 1 for entry in several):
        for place in entry.places:
            first = seen.setdefault((place, *_meaning(entry)), entry)
            if first is entry or _same_id(first, entry):
                continue
            line = first.mark().line
            message = Text(f"与第 {line} 行是同一个目标或成绩", f"says the same as the entry in line {line}")
            hint = Text(
                f"把这处引文写进第 {line} 行的 also，删去这一条",
                f"put this quote under `also` of the entry in line {line}, and remove this entry",
            )
            yield this.problem(entry.mark(), message, hint)
            break


def _meaning(entry: Entry) -> tuple[Hashable, ...]:
    item = entry.item
    figures = standard(item.value, item.low, item.high, entry.unit, entry.definition.unit)
    base = str(item.base) if item.base else None
    return (
        entry.plan_id,
        entry.listing,
        item.indicator,
        item.of,
        entry.basis,
        base,
        item.from_,
        entry.year,
        item.every,
        figures.value,
        figures.low,
        figures.high,
        figures.unit,
    )


def _same_id(a: Entry, b: Entry) -> bool:
    """Whether the two are told as `repeated-claim` already."""
    return a.item.key == b.item.key


@rule("quote-shared", "warning")
def quote_shared(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two entries with one figure have the same quote and the same leads: nothing tells which printing belongs to
    which. Put the noun that each counts into its `lead` (各, 分别).

    两条数值相同，引文与 lead 也相同，分不清各指哪一处。把各自的名词写进 lead（各、分别）。
    """
    seen: dict[Hashable, Entry] = {}
    for entry in subject.entries:
        item = entry.item
        pieces = tuple(matched(piece) for piece in (item.quote, *item.lead))
        first = seen.setdefault((entry.plan_id, item.at, item.value, item.low, item.high, pieces), entry)
        if first is not entry and (first.listing, first.item.indicator) != (entry.listing, item.indicator):
            line = first.mark().line
            message = Text(f"引文、lead、数值都与第 {line} 行相同", f"quote, leads and figure are those of line {line}")
            hint = Text("在 lead 里写出各自的名词", "put the noun of each into its lead")
            yield this.problem(entry.mark("quote"), message, hint)


@rule("printing-repeated", "error")
def printing_repeated(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Under `also` stands the quote of the entry itself, or one quote twice.

    also 里写了这一条自己的引文，或同一引文写了两次。
    """
    for entry in subject.entries:
        seen = {(entry.item.at, matched(entry.item.quote))}
        for number, printing in enumerate(entry.item.also):
            place = (printing.at, matched(printing.quote))
            if place in seen and printing.year is None and printing.by is None:
                message = Text("这处引文已经写过", "this printing stands here already")
                yield this.problem(entry.mark("also", number), message, Text("删去", "remove it"))
            seen.add(place)


@rule("task-repeated", "warning")
def task_repeated(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two tasks of a plan, or two asides, have the same quote in the same section.

    同一节里两项任务（或两条 aside）的引文相同。
    """
    for ident, plan in subject.loaded.collection.plans.items():
        for listing in ("tasks", "aside"):
            seen: dict[Hashable, Mark] = {}
            for number, item in enumerate(getattr(plan, listing)):
                if item.quote is None:
                    continue
                mark = subject.loaded.mark("plans", ident, listing, number, "quote")
                first = seen.setdefault((item.at, matched(item.quote)), mark)
                if first is not mark:
                    message = Text(f"引文与第 {first.line} 行相同", f"the quote is that of line {first.line}")
                    yield this.problem(mark, message, Text("删去一条，或改引文", "remove one, or correct the quote"))


@rule("aside-claimed", "warning")
def aside_claimed(this: Rule, subject: Subject) -> Iterator[Problem]:
    """`aside` calls a figure no claim that an entry claims: same section, same quote.

    aside 说不是目标的数字，另有一条把它收录了：同一节、同一引文。
    """
    claimed = {(entry.plan_id, entry.item.at, matched(entry.item.quote)): entry for entry in subject.entries}
    for ident, plan in subject.loaded.collection.plans.items():
        for number, aside in enumerate(plan.aside):
            entry = claimed.get((ident, aside.at, matched(aside.quote)))
            if entry is not None:
                line = entry.mark().line
                message = Text(f"第 {line} 行收录了这个数字", f"the entry in line {line} claims this figure")
                mark = subject.loaded.mark("plans", ident, "aside", number, "quote")
                yield this.problem(mark, message, Text("两处只留一处", "keep one of the two"))


RULES = (entry_repeated, quote_shared, printing_repeated, task_repeated, aside_claimed)
