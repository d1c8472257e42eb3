"""What stands twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from plancmp.check.check_input import CheckedEntry, CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.folding import normalize_piece
from plancmp.plan_claims import standard
from plancmp.problems import Mark
from plancmp.words import Text


@rule("entry-repeated", "error")
def find_repeated_entries(given: CheckInput) -> Iterator[Report]:
    """Two entries of a plan say the same of the same: indicator, place, year, basis and value (or series set against). The figure is one, and
    its further printings stand under `also`.

    同一规划的两条说的是同一件事：指标、地区、年份、口径、数值（或所比照的序列）都相同。只留一条，另一处写进 also。
    """
    seen: dict[Hashable, CheckedEntry] = {}
    of_one: defaultdict[Hashable, list[CheckedEntry]] = defaultdict(list)
    for entry in given.entries:
        of_one[entry.plan_id, entry.listing, entry.item.indicator].append(entry)
    for entry in (entry for several in of_one.values() if len(several) > 1 for entry in several):
        firsts = (seen.setdefault((place, *_identify(entry)), entry) for place in entry.places)
        first = next((f for f in firsts if f is not entry and f.item.key != entry.item.key), None)
        if first is not None:  # one with the same key is told as `repeated-claim` already
            line = first.mark().line
            message = Text(f"与第 {line} 行是同一个目标或成绩", f"says the same as the entry in line {line}")
            hint = Text(
                f"把这处引文写进第 {line} 行的 also，删去这一条",
                f"put this quote under `also` of the entry in line {line}, and remove this entry",
            )
            yield entry.mark(), message, hint


def _identify(entry: CheckedEntry) -> tuple[Hashable, ...]:
    """What two entries have in common that say the same."""
    item = entry.item
    figures = standard(item.value, item.low, item.high, entry.unit, entry.definition.unit)
    fields = (item.indicator, item.of, entry.basis, item.base, item.from_, entry.year, item.every, item.than)
    return (entry.plan_id, entry.listing, *fields, *figures)


@rule("quote-shared", "warning")
def find_shared_quotes(given: CheckInput) -> Iterator[Report]:
    """Two entries with one figure have the same quote and the same leads: nothing tells which printing belongs to
    which. Put the noun that each counts into its `lead` (各, 分别).

    两条数值相同，引文与 lead 也相同，分不清各指哪一处。把各自的名词写进 lead（各、分别）。
    """
    seen: dict[Hashable, CheckedEntry] = {}
    for entry in given.entries:
        item, pieces = entry.item, tuple(map(normalize_piece, entry.pieces))
        first = seen.setdefault((entry.plan_id, item.at, item.value, item.low, item.high, pieces), entry)
        if first is not entry and (first.listing, first.item.indicator) != (entry.listing, item.indicator):
            line = first.mark().line
            message = Text(f"引文、lead、数值都与第 {line} 行相同", f"quote, leads and figure are those of line {line}")
            yield entry.mark("quote"), message, Text("在 lead 里写出各自的名词", "put the noun of each into its lead")


@rule("printing-repeated", "error")
def find_repeated_printings(given: CheckInput) -> Iterator[Report]:
    """Under `also` stands the quote of the entry itself, or one quote twice.

    also 里写了这一条自己的引文，或同一引文写了两次。
    """
    for entry in given.entries:
        seen = {(entry.item.at, normalize_piece(entry.item.quote))}
        for number, printing in enumerate(entry.item.also):
            place = (printing.at, normalize_piece(printing.quote))
            if place in seen and printing.year is None and printing.by is None:
                message = Text("这处引文已经写过", "this printing stands here already")
                yield entry.mark("also", number), message, Text("删去", "remove it")
            seen.add(place)


@rule("task-repeated", "warning")
def find_repeated_tasks(given: CheckInput) -> Iterator[Report]:
    """Two tasks of a plan, or two asides, have the same quote in the same section.

    同一节里两项任务（或两条 aside）的引文相同。
    """
    seen: dict[Hashable, Mark] = {}
    for ident, plan in given.collection.plans.items():
        quoted = [("tasks", n, task.at, task.quote) for n, task in enumerate(plan.tasks) if task.quote is not None]
        quoted += [("aside", n, aside.at, aside.quote) for n, aside in enumerate(plan.aside)]
        for listing, number, at, quote in quoted:
            mark = given.mark("plans", ident, listing, number, "quote")
            first = seen.setdefault((ident, listing, at, normalize_piece(quote or "")), mark)
            if first is not mark:
                message = Text(f"引文与第 {first.line} 行相同", f"the quote is that of line {first.line}")
                yield mark, message, Text("删去一条，或改引文", "remove one, or correct the quote")


@rule("aside-claimed", "warning")
def find_claimed_asides(given: CheckInput) -> Iterator[Report]:
    """`aside` calls a figure no claim that an entry claims: same section, same quote.

    aside 说不是目标的数字，另有一条把它收录了：同一节、同一引文。
    """
    claimed = {(entry.plan_id, entry.item.at, normalize_piece(entry.item.quote)): entry for entry in given.entries}
    for piece in given.quoted:
        entry = claimed.get((piece.plan_id, piece.at, normalize_piece(piece.text))) if piece.kind == "aside" else None
        if entry is not None:
            line = entry.mark().line
            message = Text(f"第 {line} 行收录了这个数字", f"the entry in line {line} claims this figure")
            yield piece.mark, message, Text("两处只留一处", "keep one of the two")
