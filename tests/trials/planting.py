"""How a fault is planted in one entry of plans.yaml: the file as lines, and the usual ways of damaging them."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """The lines, from 0, of one entry of the file: first, and one past the last."""

    kind: str
    first: int
    end: int


@dataclass(frozen=True)
class Fault:
    """The damaged lines and where the report may stand: lines from 0, first and one past the last."""

    lines: list[str]
    first: int
    end: int


class Book:
    """The shipped file as lines, with the places where things stand."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.entries = list(self._entries())
        self.targets = [e for e in self.entries if e.kind in {"targets", "observed"}]
        self.tasks = [e for e in self.entries if e.kind == "tasks"]
        start = self.lines.index("indicators:")
        self.indicators = self._blocks(start, self.lines.index("plans:"))
        self.places = self._blocks(self.lines.index("places:"), start)
        self.plans = [
            Entry(
                "plan", block.first, next(n for n in range(block.first, block.end) if self.lines[n] == "    targets:")
            )
            for block in self._blocks(self.lines.index("plans:"), len(self.lines))
        ]

    def _entries(self) -> Iterator[Entry]:
        kind = ""
        opened: int | None = None
        for number, line in enumerate([*self.lines, "end:"]):
            heading = re.fullmatch(r"    (\w+):", line)
            if opened is not None and line.strip() and not line.startswith("       "):
                yield Entry(kind, opened, number)
                opened = None
            if heading:
                kind = heading[1]
            if line.startswith("      - ") and kind in {"targets", "observed", "tasks", "aside"}:
                opened = number

    def _blocks(self, start: int, end: int) -> list[Entry]:
        firsts = [n for n in range(start, end) if re.fullmatch(r"  [a-z0-9-]+:", self.lines[n])]
        return [Entry("block", a, b) for a, b in zip(firsts, [*firsts[1:], end], strict=True)]

    def within(self, entry: Entry, pattern: str) -> list[int]:
        return [n for n in range(entry.first, entry.end) if re.search(pattern, self.lines[n])]

    def with_line(self, number: int, line: str) -> list[str]:
        return [*self.lines[:number], line, *self.lines[number + 1 :]]


Plant = Callable[[Book, Entry, random.Random], Fault | None]


def changed(
    entries: str, pattern: str, change: Callable[[re.Match[str], random.Random], str | None]
) -> tuple[str, Plant]:
    """A fault that rewrites what `pattern` matches in one line of one entry."""

    def plant(book: Book, entry: Entry, rng: random.Random) -> Fault | None:
        found = book.within(entry, pattern)
        if not found:
            return None
        number = rng.choice(found)
        line = book.lines[number]
        match = re.search(pattern, line)
        new = change(match, rng)
        if new is None or new == match[0]:
            return None
        return Fault(book.with_line(number, line[: match.start()] + new + line[match.end() :]), entry.first, entry.end)

    return entries, plant


def removed(entries: str, pattern: str, wanted: str = "") -> tuple[str, Plant]:
    """A fault that takes out one line of an entry that also holds `wanted`."""

    def plant(book: Book, entry: Entry, _rng: random.Random) -> Fault | None:
        found = book.within(entry, pattern)
        if not found or (wanted and not book.within(entry, wanted)):
            return None
        number = found[0]
        lines = book.lines[:number] + book.lines[number + 1 :]
        return Fault(lines, entry.first, entry.end - 1)

    return entries, plant


def added(entries: str, line: Callable[[random.Random], str], unless: str = "", wanted: str = "") -> tuple[str, Plant]:
    """A fault that puts a line in behind an entry's first."""

    def plant(book: Book, entry: Entry, rng: random.Random) -> Fault | None:
        if (unless and book.within(entry, unless)) or (wanted and not book.within(entry, wanted)):
            return None
        lines = [*book.lines[: entry.first + 1], line(rng), *book.lines[entry.first + 1 :]]
        return Fault(lines, entry.first, entry.end + 1)

    return entries, plant


def swapped_letters(word: str, rng: random.Random) -> str | None:
    at = [i for i in range(1, len(word) - 1) if word[i].isalpha() and word[i + 1].isalpha() and word[i] != word[i + 1]]
    if not at:
        return None
    i = rng.choice(at)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def ends_swapped() -> tuple[str, Plant]:
    """The two ends of a range change places."""

    def plant(book: Book, entry: Entry, _rng: random.Random) -> Fault | None:
        low, high = book.within(entry, r"^        low: "), book.within(entry, r"^        high: ")
        if not low or not high:
            return None
        lines = book.with_line(low[0], book.lines[high[0]].replace("high", "low"))
        lines[high[0]] = book.lines[low[0]].replace("low", "high")
        return Fault(lines, entry.first, entry.end)

    return "targets", plant


def without_bound() -> tuple[str, Plant]:
    """以上 or 左右 is dropped from the end of the quote, and the comparator with it."""

    def plant(book: Book, entry: Entry, _rng: random.Random) -> Fault | None:
        quotes = book.within(entry, r"^        quote: .*\d[家个项件种名人]?(?:以上|左右)$")
        comparators = book.within(entry, r"^        comparator:")
        if not quotes or not comparators:
            return None
        lines = book.with_line(quotes[0], re.sub(r"(?:以上|左右)$", "", book.lines[quotes[0]]))
        del lines[comparators[0]]
        return Fault(lines, entry.first, entry.end - 1)

    return "targets", plant


def line_twice(pattern: str) -> tuple[str, Plant]:
    def plant(book: Book, entry: Entry, rng: random.Random) -> Fault | None:
        found = book.within(entry, pattern)
        if not found:
            return None
        number = rng.choice(found)
        lines = [*book.lines[: number + 1], book.lines[number], *book.lines[number + 1 :]]
        return Fault(lines, entry.first, entry.end + 1)

    return "targets", plant


def entry_twice(entries: str, change: Callable[[list[str]], list[str] | None]) -> tuple[str, Plant]:
    """An entry stands again behind itself, changed."""

    def plant(book: Book, entry: Entry, _rng: random.Random) -> Fault | None:
        again = change(book.lines[entry.first : entry.end])
        if again is None or (len(again) > entry.end - entry.first and book.within(entry, r"^        key:")):
            return None
        lines = [*book.lines[: entry.end], *again, *book.lines[entry.end :]]
        return Fault(lines, entry.first, entry.end + len(again))

    return entries, plant


def another_indicator() -> tuple[str, Plant]:
    def plant(book: Book, entry: Entry, rng: random.Random) -> Fault | None:
        other = rng.choice(book.targets)
        if book.lines[entry.first] == book.lines[other.first]:
            return None
        return Fault(book.with_line(entry.first, book.lines[other.first]), entry.first, entry.end)

    return "targets", plant


def entry_left_out() -> tuple[str, Plant]:
    def plant(book: Book, entry: Entry, _rng: random.Random) -> Fault | None:
        return Fault([*book.lines[: entry.first], *book.lines[entry.end :]], entry.first, entry.first + 1)

    return "targets", plant


def swapped(digits: str, rng: random.Random) -> str | None:
    """Two neighbouring digits that differ change places."""
    at = [i for i in range(len(digits) - 1) if digits[i : i + 2].isdigit() and digits[i] != digits[i + 1]]
    if not at:
        return None
    i = rng.choice(at)
    return digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def times_ten(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{whole}{rest[0]}{'.' + rest[1:] if rest[1:] else ''}" if point else f"{digits}0"
