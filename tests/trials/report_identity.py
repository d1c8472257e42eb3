"""Place, year and kind of work reports as they lie: python tests/trials/report_identity.py FOLDER [--number 100] [--seed 1]

FOLDER holds a copy of the public repository lawtext/gov. Reports are drawn at random, or all are taken (--number 0); each is
read as it lies, under no name. What is right is told by the repository's own folders and file names, but for Sichuan, whose
files bore the year that is reviewed until 2019. Each that differs is printed with what was read and every doubt that was told.
"""

import argparse
import random
import re
from pathlib import Path

from plancmp.chinese.plan_text import read_plan_text
from plancmp.draft.document import read_head
from plancmp.model import Collection
from plancmp.vocabulary import DocumentKind

_BY_ITS_OWN_YEAR = 2020
"""From when the files of Sichuan bear the year of the report as all others do."""
EMPTY = Collection({}, {}, {})


def list_reports(folder):
    """Every work report of the repository, with its place and year by its path."""
    for path in sorted(folder.glob("政府工作报告-*/**/*.md")):
        place = path.parent.name if path.parent.parent != folder else "中国"
        year = int(re.search(r"\d{4}", path.stem)[0])
        year += place == "四川省" and year < _BY_ITS_OWN_YEAR
        yield path, place, year


def is_same_place(read, place):
    """海北州 and 海北藏族自治州 are one."""
    return read == place or read[:2] == place[:2] or place.endswith(read)


def judge(path, place, year):
    """Whether place, year and kind are right, and what was read."""
    head = read_head(read_plan_text(path.read_text(encoding="utf-8", errors="replace")), EMPTY)
    guess = head.place
    name = "" if guess is None else guess.place.name.zh if guess.place else guess.ident
    right = {
        "place": is_same_place(name, place) if name else False,
        "year": head.period is not None and head.period.first == year,
        "kind": head.kind is DocumentKind.REPORT,
    }
    return right, (name, head.period and str(head.period), [doubt.zh for doubt in head.doubts])


def main():
    """Print what differs and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = list(list_reports(asked.folder))
    if asked.number:
        found = random.Random(asked.seed).sample(found, asked.number)
    counts = dict.fromkeys(("place", "year", "kind", "all", "wrong and silent"), 0)
    for path, place, year in found:
        right, told = judge(path, place, year)
        for name, is_right in right.items():
            counts[name] += is_right
        counts["all"] += all(right.values())
        if not all(right.values()):
            counts["wrong and silent"] += not told[2] and bool(told[0] and told[1])
            print(path.relative_to(asked.folder), *told)
    print(f"{len(found)} reports: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
