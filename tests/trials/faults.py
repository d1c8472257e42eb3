"""The classes of faults, from swapped digits to damaged YAML. A class is named, planted in one kind of entry, and seeded."""

import random
import re
from collections.abc import Callable

from planting import (
    Plant,
    added,
    another_indicator,
    changed,
    ends_swapped,
    entry_left_out,
    entry_twice,
    line_twice,
    removed,
    swapped,
    swapped_letters,
    times_ten,
    without_bound,
)

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
    changed("targets", VALUE, lambda _m, r: str(r.choice([17, 230, 4100, 0.9, 66.5])))
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
fault("year left out")(removed("targets", r"^        by: ", r"^ +(?:- |quote: ).*到20\d\d年"))
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

# What a machine cannot see: the file stays whole and says something else
fault("an entry left out")(entry_left_out())
fault("mapping turned round")(
    changed(
        "indicators",
        r"(?<=^        is: )(broader|narrower)$",
        lambda m, _: "narrower" if m[0] == "broader" else "broader",
    )
)
fault("sums left out")(removed("indicators", r"^    sums: true"))
fault("better turned round")(
    changed("indicators", r"(?<=^    better: )\w+$", lambda m, _: "lower" if m[0] == "higher" else "higher")
)
fault("task of another kind")(changed("tasks", r"(?<=^        kind: )work$", lambda _m, _r: "duty"))
fault("another theme")(
    changed("tasks", r"(?<=^        themes: \[)\w+", lambda m, _: "literacy" if m[0] != "literacy" else "talent")
)

UNSEEN = {
    "indicator: another one": "found unless the names of the two are alike",
    "basis: level for 新增": "found where the quote has 新增 or a span; other verbs may mean either",
    "an entry left out": "`plancmp coverage` shows the figure that is no longer accounted for",
    "mapping turned round": "found only where other mappings contradict it",
    "sums left out": "a judgement",
    "better turned round": "a judgement",
    "task of another kind": "a judgement",
    "another theme": "a judgement",
}
"""Classes of which not every fault can be found in the file and the texts, and why."""
