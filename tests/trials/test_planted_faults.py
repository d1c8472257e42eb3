"""Faults planted in the shipped file, with a fixed seed: each is reported at its line or within its entry.

    python -m pytest tests/trials/test_planted_faults.py -s

prints a table of the classes of faults, found and missed, without and with the plans' texts (PLANCMP_SOURCES, or
../shared/sources beside the checkout). What stands in UNSEEN no machine can see; everything else must be found.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from plancmp.read import Loaded
from plancmp.read.merging import of_texts
from plancmp.read.sources import Sources, read_sources
from plancmp.rules import RULES
from plancmp.views.check import check

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("PLANCMP_SOURCES") or ROOT.parent / "shared" / "sources")
SEED = 20251121
EACH = 6
"""Faults of a class."""
BOOK = (ROOT / "plans.yaml").read_text(encoding="utf-8").split("\n")


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
CLASSES: dict[str, tuple[str, Plant]] = {}
"""What a fault is planted in, and how."""
NEEDS_TEXTS: set[str] = set()
"""Classes that only the plans' texts give away."""


def fault(name: str, *, texts: bool = False) -> Callable[[tuple[str, Plant]], None]:
    def keep(planted_in: tuple[str, Plant]) -> None:
        CLASSES[name] = planted_in
        if texts:
            NEEDS_TEXTS.add(name)

    return keep


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

    def plant(book: Book, entry: Entry, rng: random.Random) -> Fault | None:
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


VALUE = r"(?<=^        value: )-?[\d.]+$"
OWN_VALUE = r"(?<=value: )-?[\d.]+"

# Figures
fault("value: digits swapped")(changed("targets", VALUE, lambda m, r: swapped(m[0], r)))
fault("value: ten times too large")(changed("targets", VALUE, lambda m, _: times_ten(m[0])))
fault("value: a tenth")(
    changed("targets", VALUE, lambda m, _: f"{int(m[0]) // 10}" if m[0].isdigit() and len(m[0]) > 2 else None)
)
fault("value: one digit wrong")(
    changed("targets", VALUE, lambda m, r: m[0][:-1] + str((int(m[0][-1]) + r.randint(1, 9)) % 10))
)
fault("value: figure of the next entry")(
    changed("targets", VALUE, lambda m, r: str(r.choice([17, 230, 4100, 0.9, 66.5])))
)
fault("baseline: digits swapped")(
    changed("targets", r"(?<=baseline: \{year: \d{4}, value: )[\d.]+", lambda m, r: swapped(m[0], r))
)
fault("also: value wrong")(changed("targets", r"(?<=^            value: )[\d.]+$", lambda m, _: times_ten(m[0])))
fault("range: ends swapped")(ends_swapped())
fault("range: one end left out")(removed("targets", r"^        high: "))

# Comparator, commitment, unit, basis
fault("comparator dropped")(removed("targets", r"^        comparator: "))
fault("comparator turned round")(
    changed(
        "targets",
        r"(?<=^        comparator: )\S+$",
        lambda m, _: {"at-least": "at-most", "above": "below", "about": "at-least", "at-most": "at-least"}.get(m[0]),
    )
)
fault("comparator invented")(
    added("targets", lambda r: f"        comparator: {r.choice(['at-least', 'above', 'about'])}", r"^ +comparator:")
)
fault("以上 dropped from field and quote", texts=True)(without_bound())
fault("commitment dropped")(removed("targets", r"^        commitment: aspirational", r"quote: .*(力争|争取|争创)"))
fault("commitment wrong")(
    changed("targets", r"(?<=^        commitment: )\S+$", lambda m, _: "firm" if m[0] != "firm" else "supportive")
)
fault("unit: another multiple (亿元 for 万元)")(
    added("targets", lambda _: "        unit: 亿元", r"^        unit:", r"quote: .*\d万元")
)
fault("unit: another kind")(
    added("targets", lambda _: "        unit: 万元", r"^        unit:", r"quote: .*\d[家个项件人]")
)
fault("unit: misspelt")(added("targets", lambda _: "        unit: 亿圆", r"^        unit:"))
fault("unit of an indicator")(
    changed("indicators", r"(?<=^    unit: )\S+$", lambda m, _: "percent" if m[0] != "percent" else "家")
)
fault("basis: growth for a count")(
    added("targets", lambda _: "        basis: growth", r"^        basis:", r"quote: .*\d[家个项件人]")
)
fault("basis: level for 新增")(changed("targets", r"(?<=^        basis: )added$", lambda _m, _r: "level"))
fault("every dropped")(removed("targets", r"^        every: year"))

# Years
fault("year moved (by)")(
    changed("targets", r"(?<=^        by: )\d{4}$", lambda m, r: str(int(m[0]) + r.choice([-10, -1, 1, 5])))
)
fault("year moved (year)")(
    changed("targets", r"(?<=^        year: )\d{4}$", lambda m, r: str(int(m[0]) + r.choice([-2, -1, 1])))
)
fault("year moved (from)")(
    changed("targets", r"(?<=^        from: )\d{4}$", lambda m, r: str(int(m[0]) + r.choice([-1, 1, 2])))
)
fault("year left out")(removed("targets", r"^        by: ", r"到20\d\d年"))
fault("year of the baseline")(changed("targets", r"(?<=baseline: \{year: )\d{4}", lambda m, _: str(int(m[0]) + 20)))
fault("period: last year")(changed("plans", r"(?<=^    period: \d{4}-)\d{4}$", lambda m, _: str(int(m[0]) + 5)))
fault("period: first year")(changed("plans", r"(?<=^    period: )\d{4}", lambda m, _: str(int(m[0]) - 5)))
fault("issued: year")(changed("plans", r"(?<=^    issued: )\d{4}", lambda m, _: str(int(m[0]) + 7)))
fault("issued: no such day")(changed("plans", r"(?<=^    issued: \d{4}-)\d\d", lambda _m, _r: "13"))

# Keys and structure
fault("key misspelt")(
    changed(
        "targets",
        r"(?<=^        )(value|quote|comparator|basis|commitment)(?=:)",
        lambda m, r: swapped_letters(m[0], r),
    )
)
fault("key in Chinese")(changed("targets", r"(?<=^        )value(?=:)", lambda _m, _r: "数值"))
fault("key left out")(removed("targets", r"^        (at|quote|value): "))
fault("key twice")(line_twice(r"^        (value|at|quote|by): "))
fault("key without a value")(changed("targets", r"(?<=^        )(value|quote|at): .+$", lambda m, _: f"{m[1]}:"))
fault("word misspelt")(
    changed(
        "targets",
        r"(?<=^        (?:basis|every): )[a-z-]+$|(?<=comparator: )[a-z-]+$",
        lambda m, r: swapped_letters(m[0], r),
    )
)
fault("figure with a thousands comma")(
    changed("targets", r"(?<=^        value: )\d{4,}$", lambda m, _: f"{int(m[0]):,}")
)
fault("figure with its unit")(changed("targets", VALUE, lambda m, _: f"{m[0]}家"))
fault("figure in full width")(
    changed("targets", VALUE, lambda m, _: m[0].translate(str.maketrans("0123456789", "０１２３４５６７８９")))
)
fault("list where a text belongs")(
    changed(
        "targets",
        r"(?<=^        quote: )\S.*$",
        lambda m, _: (
            f"[{m[0]}]" if "[" not in m[0] and "：" not in m[0] and '"' not in m[0] and "," not in m[0] else None
        ),
    )
)

# Repeats
fault("entry twice")(entry_twice("targets", lambda lines: lines))
fault("entry twice, with a key")(entry_twice("targets", lambda lines: [lines[0], "        key: second", *lines[1:]]))
fault("entry twice, with a key and another quote")(
    entry_twice(
        "targets",
        lambda lines: [
            lines[0],
            "        key: second",
            *(re.sub(r"(?<=^        quote: )(.)", r"其中\1", line) for line in lines[1:]),
        ],
    )
)
fault("task twice")(entry_twice("tasks", lambda lines: lines))
fault("task twice, with another key")(
    entry_twice("tasks", lambda lines: [f"{lines[0]}-2", *lines[1:]] if any("  quote:" in x for x in lines) else None)
)
fault("block of a place twice")(entry_twice("places", lambda lines: lines))

# References
fault("indicator id misspelt")(
    changed("targets", r"(?<=^      - indicator: )\S+$", lambda m, r: swapped_letters(m[0], r))
)
fault("indicator: another one")(another_indicator())
fault("place id misspelt")(changed("targets", r"(?<=^        for: \[)[a-z-]+", lambda m, r: swapped_letters(m[0], r)))
fault("place: another city")(
    changed(
        "targets",
        r"(?<=^        for: \[)(nanning|liuzhou|guilin|beihai|yulin|qinzhou)(?=\])",
        lambda m, _: "hezhou" if m[0] != "hezhou" else "hechi",
    )
)
fault("section that is not there")(changed("targets", r"(?<=^        at: \")[\d.]+", lambda m, _: f"{m[0]}.9"))
fault("section: another one", texts=True)(
    changed("targets", r"(?<=^        at: \")\d+(?=[\d.]*\")", lambda m, _: str(int(m[0]) % 2 + 1))
)
fault("mapping to an unknown indicator")(
    changed("indicators", r"(?<=^      - to: )\S+$", lambda m, r: swapped_letters(m[0], r))
)
fault("grade misspelt")(changed("indicators", r"(?<=^    grade: )\S+$", lambda m, r: swapped_letters(m[0], r)))
fault("place code: digits swapped")(
    changed("places", r'(?<=^    code: ")\d{6}', lambda m, _: m[0][1] + m[0][0] + m[0][2:])
)
fault("place above misspelt")(changed("places", r"(?<=^    within: )\S+$", lambda m, r: swapped_letters(m[0], r)))
fault("name of two indicators")(
    changed(
        "indicators",
        r"(?<=^    name: \{zh: )[^,]+|(?<=^      zh: ).+$",
        lambda m, _: "高新技术企业数" if m[0] != "高新技术企业数" else None,
    )
)
fault("names swapped")(
    changed("places", r"(?<=^    name: \{zh: )([^,]+), en: ([^}]+)", lambda m, _: f"{m[2]}, en: {m[1]}")
)
fault("link to an unknown task")(changed("tasks", r"(?<=- to: )\S+/task\.\S+$", lambda m, _: m[0] + "x"))
fault("unclear: no such field")(
    changed("targets", r"(?<=^          )(basis|indicator|year|by)(?=: [a-z0-9])", lambda _m, _r: "yaer")
)

# Quotes
fault("quote: figure cut out")(
    changed("targets", r"(?<=^        quote: )[^\d\n]{4,}\d+[^\d\n]*$", lambda m, _: re.sub(r"\d.*$", "", m[0]))
)
fault("quote: a digit wrong")(
    changed(
        "targets",
        r"(?<=^        quote: )[^\d\n]+\d{2,}(?=[家个项件亿万])",
        lambda m, r: m[0][:-1] + str((int(m[0][-1]) + r.randint(1, 9)) % 10),
    )
)
fault("quote: a character wrong", texts=True)(
    changed("targets", r"(?<=^        quote: )(\S)(\S)", lambda m, _: m[1] + "错")
)
fault("quote: a character left out", texts=True)(
    changed("targets", r"(?<=^        quote: )[一-鿿]{3}", lambda m, _: m[0][0] + m[0][2])
)
fault("quote: too long")(
    changed(
        "targets",
        r"(?<=^        quote: )[一-鿿]",
        lambda m, _: "在全面建设社会主义现代化国家新征程中加快科技创新步伐推动高质量发展进程" + m[0],
    )
)
fault("quote: something left out with …")(
    changed("targets", r"(?<=^        quote: [一-鿿])[一-鿿]{2}", lambda _m, _r: "…")
)
fault("lead: a character wrong", texts=True)(
    changed("targets", r"(?<=^          - )[一-鿿]{2}(?=[一-鿿])", lambda m, _: m[0][0] + "错")
)
fault("quote of a task wrong", texts=True)(
    changed("tasks", r"(?<=^        quote: [一-鿿])[一-鿿]", lambda _m, _r: "错")
)
fault("title of a section wrong", texts=True)(
    changed("plans", r"(?<=^      \"\d\.\d\": [一-鿿])[一-鿿]", lambda _m, _r: "错")
)
fault("section of the outline left out")(removed("plans", r"^      \"\d\.2\": "))
fault("hash of the text wrong", texts=True)(
    changed("plans", r"(?<=^      sha256: )\w", lambda m, _: "0" if m[0] != "0" else "1")
)
fault("length of the text wrong", texts=True)(
    changed("plans", r"(?<=^      characters: )\d+", lambda m, _: m[0][1:] + m[0][0])
)


# Damaged YAML
def damaged(name: str, pattern: str, change: Callable[[re.Match[str], random.Random], str | None]) -> None:
    fault(f"YAML: {name}")(changed("targets", pattern, change))


damaged("full-width colon", r"(?<=^        )(value|at|by|comparator|quote): ", lambda m, _: f"{m[1]}：")
damaged("full-width colon, no blank before the figure", r"(?<=^        )(value|by): (?=\d)", lambda m, _: f"{m[1]}：")
damaged("full-width colon inside braces", r"(?<=\{)year: ", lambda _m, _r: "year：")
damaged("no blank after the colon", r"(?<=^        )(value|by|comparator): ", lambda m, _: f"{m[1]}:")
damaged("colon left out", r"(?<=^        )(value|by|comparator): ", lambda m, _: f"{m[1]} ")
damaged("tab for indentation", r"^        (?=\w)", lambda _m, _r: "\t")
damaged("tab among the blanks", r"^        (?=\w)", lambda _m, _r: "      \t")
damaged("one blank too few", r"^        (?=(value|at|quote|by):)", lambda _m, _r: "       ")
damaged("one blank too many", r"^        (?=(value|at|quote|by):)", lambda _m, _r: "         ")
damaged("hyphen left out", r"^      - (?=indicator)", lambda _m, _r: "        ")
damaged("% at the beginning of a value", r"(?<=^        value: ).*$", lambda m, _: f"%{m[0]}")
damaged("unit: %", r"^        value: .*$", lambda m, _: f"{m[0]}\n        unit: %")
damaged(">= at the beginning of a value", r"(?<=^        value: ).*$", lambda m, _: f">={m[0]}")
damaged("≥ at the beginning of a value", r"(?<=^        value: ).*$", lambda m, _: f"≥{m[0]}")
damaged("opening quotation mark alone", r"(?<=^        at: )\"[\d.]+\"$", lambda m, _: m[0][:-1])
damaged("closing quotation mark alone", r"(?<=^        at: )\"[\d.]+\"$", lambda m, _: m[0][1:])
damaged(
    "quotation marks inside quotation marks", r"(?<=^        quote: )[一-鿿]{3}(?=[^\"\n]*$)", lambda m, _: f'"{m[0]}"'
)
damaged("colon and blank in a value", r"(?<=^        quote: [一-鿿]{2})(?=[^\"\n]*$)", lambda _m, _r: ": ")
damaged(
    "comma ends a value in braces", r"(?<=^        baseline: \{year: \d{4}, value: )(\d+)", lambda m, _: f"{m[1]},000"
)
damaged("full-width comma in braces", r"(?<=^        baseline: \{year: \d{4}), ", lambda _m, _r: "，")
damaged("brace not closed", r"(?<=^        baseline: \{)(.*)\}$", lambda m, _: m[1])
damaged("bracket not closed", r"(?<=^        for: \[)(.*)\]$", lambda m, _: m[1])
damaged(" # cuts a value", r"(?<=^        quote: [一-鿿]{3})(?=[^\"\n]*$)", lambda _m, _r: " #")
damaged("section without quotation marks", r"(?<=^        at: )\"(\d+\.\d+)\"$", lambda m, _: m[1])
damaged("anchor", r"(?<=^        value: )(?=\d)", lambda _m, _r: "&a ")
damaged("alias", r"(?<=^        quote: ).*$", lambda _m, _r: "*quote")
damaged("tag", r"(?<=^        value: )(?=\d)", lambda _m, _r: "!!str ")
damaged("second document", r"^      - indicator: ", lambda m, _: f"---\n{m[0]}")
damaged(
    "merge conflict marks",
    r"^(        value: )(\d+)$",
    lambda m, _: f"<<<<<<< HEAD\n{m[0]}\n=======\n{m[1]}1\n>>>>>>> other",
)
damaged("merge conflict mark left over", r"^        value: \d+$", lambda m, _: f"{m[0]}\n=======")
damaged("control character", r"(?<=^        quote: [一-鿿]{2})", lambda _m, _r: "\x08")
damaged("braces where a list belongs", r"(?<=^        for: )\[(.*)\]$", lambda m, _: f"{{{m[1]}}}")
fault("YAML: place code without quotation marks")(changed("places", r"(?<=^    code: )\"(\d+)\"", lambda m, _: m[1]))
fault("YAML: name that is no text to others")(changed("indicators", r"(?<=^    unit: )\S+$", lambda _m, _r: "no"))


UNSEEN = {
    "indicator: another one": "an indicator whose names are near to the printed noun",
}
"""Classes of which some faults no machine can see, and why."""


@cache
def _shipped_sources() -> Sources | None:
    plans = of_texts([("plans.yaml", "\n".join(BOOK))]).collection.plans
    return read_sources(SOURCES, plans) if SOURCES.is_dir() else None


def _sources(loaded: Loaded) -> Sources | None:
    """The plans' texts; read anew only where a fault changes which they are."""
    known, plans = _shipped_sources(), loaded.collection.plans
    if known is None:
        return None
    if any(p.source.sha256 != known.texts[i].text.sha256() for i, p in plans.items() if i in known.texts):
        return read_sources(SOURCES, plans)
    return Sources({i: text for i, text in known.texts.items() if i in plans}, known.problems)


def _found(planted_: Fault) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules that report at the fault, or at the entry that it makes wrong, with the fault's line in the hint:
    those that need no texts, and all.
    """
    content = "\n".join(planted_.lines)
    loaded = of_texts([("plans.yaml", content)])
    more = content.count("\n") + 1 - len(planted_.lines)  # lines that a fault brought in
    place = range(planted_.first + 1, planted_.end + more + 1)
    rules = tuple(
        dict.fromkeys(
            p.rule
            for p in check(loaded, sources=_sources(loaded)).problems
            if p.mark.line in place or any(int(n) in place for n in re.findall(r"\bline (\d+)", p.hint.en))
        )
    )
    return tuple(r for r in rules if not (r.startswith("source-") or (r in RULES and RULES[r].texts))), rules


@pytest.fixture(scope="module")
def planted() -> dict[str, list[Fault]]:
    book = Book(BOOK)
    return {name: list(_planted(book, name)) for name in CLASSES}


def _planted(book: Book, name: str) -> Iterator[Fault]:
    rng = random.Random(f"{SEED} {name}")
    entries, plant = CLASSES[name]
    found = (plant(book, entry, rng) for entry in rng.sample(getattr(book, entries), len(getattr(book, entries))))
    return islice((one for one in found if one is not None), EACH)


def test_the_untouched_file_is_silent():
    """Nothing is reported, without and with the texts."""
    loaded = of_texts([("plans.yaml", (ROOT / "plans.yaml").read_text(encoding="utf-8"))])
    assert check(loaded).problems == ()
    if SOURCES.is_dir():
        assert check(loaded, sources=read_sources(SOURCES, loaded.collection.plans)).problems == ()


def test_every_class_is_planted(planted):
    """At least one fault of each class, more than a hundred in all."""
    assert [name for name, faults in planted.items() if not faults] == []
    assert sum(map(len, planted.values())) > 100


def test_planted_faults_are_found_at_their_place(planted, capsys):
    """The table of classes; a fault that is found only with the plans' texts is named so."""
    rows, missed = [], []
    texts = SOURCES.is_dir()
    with ProcessPoolExecutor() as pool:
        judged = pool.map(_found, [fault_ for faults in planted.values() for fault_ in faults], chunksize=8)
    for name, faults in planted.items():
        both = list(islice(judged, len(faults)))
        plain, full = [p for p, _ in both], [f for _, f in both]
        rules = "/".join(dict.fromkeys(rule for found in (full if texts else plain) for rule in found[:1]))
        rows.append((name, len(faults), sum(map(bool, plain)), sum(map(bool, full)) if texts else "-", rules))
        best = full if texts else plain
        needs = name in NEEDS_TEXTS and not texts
        missed += [
            (name, next(b for a, b in zip(BOOK, f.lines, strict=False) if a != b))
            for f, found in zip(faults, best, strict=True)
            if not found and not needs and name not in UNSEEN
        ]
    total = [sum(row[i] for row in rows) if isinstance(rows[0][i], int) else "-" for i in (1, 2, 3)]
    with capsys.disabled():
        print()
        for row in [("class of faults", "n", "found", "+texts", "first rule"), *rows, ("all", *total, "")]:
            print(f"{row[1]:>4} {row[2]:>6} {row[3]:>7}  {row[0]:<50} {row[4]}")
        for name, line in missed:
            print("MISSED", name, "|", line)
    assert missed == []
