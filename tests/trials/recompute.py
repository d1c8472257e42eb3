"""Every reckoned figure of `diff` and `align`, again from the exported claims alone: python tests/trials/recompute.py [--changed 10000]

Nothing of plancmp is imported. Differences, ratios, shares, known sums, remainders, gaps and yearly paces of all pairs of places and
of every frame are reckoned with decimals and intervals from the claims that the answer itself names; whatever differs is printed.
--changed takes so many answers with one figure changed and counts those that are not noticed. Exit status 1 for either.
"""

import argparse
import copy
import json
import random
import subprocess
import sys
from decimal import Decimal
from itertools import combinations

SIZES = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
    "十": 1,
}
BASES = {"permille": ("percent", Decimal("0.1")), "公顷": ("亩", Decimal(15)), "斤": ("吨", Decimal("0.0005"))}
HUNDRED, ONE = Decimal(100), Decimal(1)
MEASURES = ("difference", "ratio", "share")


def ask(*arguments):
    """A JSON answer, its figures as decimals; None where there is no plan to answer of."""
    done = subprocess.run(
        [sys.executable, "-m", "plancmp", *arguments, "-f", "json"], capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal) if done.returncode == 0 else None


def split_unit(printed):
    """A unit's base with its denominator, and how many of it one of the printed is."""
    upper, _, lower = printed.partition("/")
    size = next((s for s in SIZES if upper.startswith(s) and upper != s), "")
    base, factor = BASES.get(upper.removeprefix(size), (upper.removeprefix(size), ONE))
    return f"{base}/{lower}", factor * Decimal(10) ** SIZES.get(size, 0)


def span(claim):
    """Least and most of a claim in its standard unit."""
    s, word = claim["std"], claim["comparator"]
    if s["value"] is None:
        return s["low"], s["high"]
    return None if word in ("at-most", "below") else s["value"], None if word in ("at-least", "above") else s["value"]


def scale(found, factor):
    return tuple(None if end is None else end * factor for end in found)


def subtract(a, b):
    return tuple(None if x is None or y is None else x - y for x, y in zip(a, (b[1], b[0]), strict=True))


def divide(a, b):
    """Of figures above zero; nothing where the divisor can be zero or less."""
    if (b[0] is None and b[1] is None) or (b[0] is not None and b[0] <= 0) or (b[0] is None and b[1] <= 0):
        return None
    low = None if a[0] is None or b[1] is None else a[0] / b[1]
    return low, None if a[1] is None or b[0] is None else a[1] / b[0]


class Book:
    """The exported claims, and what can be reckoned of them."""

    def __init__(self):
        self.claims = {c["id"]: c for c in ask("export", "claims")}
        self.indicators = {i["id"]: i for i in ask("export", "indicators")}
        self.results = {}
        for c in self.claims.values():
            if c["type"] != "target":
                self.results.setdefault((c["place"], c["indicator"], c["year"]), []).append(c)

    def figures(self, claim, inputs=()):
        """What a claim may stand for: its own figure, or what it leads to from a printed base, in its indicator's unit."""
        own = span(claim)
        found = [own]
        last = claim["base_year"] or ((claim["from_year"] or claim["plan_from"]) - 1)
        bases = [c for year in (last, None) for c in self.results.get((claim["place"], claim["indicator"], year), ())]
        bases += [self.claims[i] for i in inputs if i in self.claims and i != claim["id"]]
        for start in (s for base in bases for s in (span(base), *self.undo(base)) if s is not None):
            years = (claim["year"] or claim["plan_by"]) - last
            if claim["basis"] in ("added", "change"):
                reached = tuple(None if x is None or y is None else x + y for x, y in zip(start, own, strict=True))
                found += [reached, (None, reached[1])]  # fewer than that where what is gone is not counted
            factor = {
                "multiple": lambda v: v,
                "growth-total": lambda v: ONE + v / HUNDRED,
                "growth": lambda v, n=years: (ONE + v / HUNDRED) ** n,
            }.get(claim["basis"])
            if factor:
                ends = [None if x is None or v is None else x * factor(v) for x, v in zip(start, own, strict=True)]
                found.append(tuple(ends))
        return [*found, *self.undo(claim)]

    def undo(self, claim):
        """The past figure that a printed step leads back to: what was reached less the change, over the growth."""
        value = claim["std"]["value"]
        ends = self.results.get((claim["place"], claim["indicator"], claim["year"]), ()) if claim["year"] else ()
        for end in (span(e) for e in ends if value is not None and None not in span(e)):
            if claim["basis"] in ("added", "change"):
                yield scale(subtract(end, (value, value)), ONE)
            elif claim["basis"] in ("growth", "growth-total", "multiple"):
                factor = value if claim["basis"] == "multiple" else ONE + value / HUNDRED
                yield divide(end, (factor, factor))

    def convert(self, found, claim, like):
        (a, x), (b, y) = (split_unit(c["std"]["unit"]) for c in (claim, like))
        return scale(found, x / y) if a == b and x != y else found

    def measures(self, first, second, inputs=()):
        """Every (difference, ratio, share) that the two may lead to."""
        for a in self.figures(first, inputs):
            for raw in self.figures(second, inputs):
                b = self.convert(raw, second, first)
                yield {"difference": subtract(b, a), "ratio": divide(b, a), "share": divide(b, a)}
                yield {"difference": subtract(b, a), "ratio": divide(b, a), "share": divide(a, b)}


def told(record, name):
    """A measure of an answer as an interval; None where it has none."""
    exact = record.get(name)
    found = (exact, exact) if exact is not None else (record.get(f"{name}_low"), record.get(f"{name}_high"))
    return None if found == (None, None) else found


def is_near(a, b):
    """Whether two ends are one, to the ten places that an answer is rounded to."""
    return a == b if a is None or b is None else abs(a - b) <= Decimal("1e-9") * max(ONE, abs(a))


def agrees(record, options):
    """Whether all measures of a record follow from one reading of its claims."""
    wanted = {name: told(record, name) for name in MEASURES if told(record, name) is not None}
    return any(
        all(o[name] is not None and all(map(is_near, wanted[name], o[name])) for name in wanted) for o in options
    )


def check_pair(book, record, first, second):
    """One pair: its measures and formulas, from the claims that they name."""
    inputs = {i for f in record.get("formulas", ()) for i in f["inputs"]}
    good = agrees(record, book.measures(first, second, inputs)) and all(
        told(f, "result") == told(record, f["measure"]) for f in record.get("formulas", ())
    )
    return good and all({first["id"], second["id"]} <= set(f["inputs"]) for f in record.get("formulas", ()))


def check_at_year(book, record, pair):
    """A figure beside what was printed for its very year: of either side, in either direction."""
    fact = record["claim"]
    told = [r for r in book.claims.values() if (r["indicator"], r["year"]) == (fact["indicator"], fact["year"])]
    beside = [*pair, *(r for r in told if r["type"] != "target")]
    options = [(a, b) for c in beside for a, b in ((fact, c), (c, fact))]
    return any(agrees(record, book.measures(a, b)) for a, b in options)


def check_pace(book, record, target):
    """The pace from the figure that it names to the target."""
    start = book.claims[record["from_claim"]]
    years = target["year"] - record["from_year"]
    a, b = span(start), span(target)
    for first in (a, *book.figures(start)):
        if record["unit"] == "percent a year":
            ratio = divide(b, first)
            found = ratio and tuple(None if e is None else (e ** (ONE / years) - 1) * HUNDRED for e in ratio)
        else:
            found = scale(subtract(b, first), ONE / years)
        if found and all(is_near(x, y) for x, y in zip(told(record, "yearly"), found, strict=True) if x is not None):
            return True
    return False


def list_checks(book, kind, answer):
    """Each reckoned part of an answer with what checks it."""
    for row in answer["rows"]:
        if kind == "diff":
            pair = [book.claims[i] for i in row["pair"]]
            yield row, lambda r, p=pair: check_pair(book, r, *p)
            yield from ((t, lambda r, p=pair: check_at_year(book, r, p)) for t in row["at_year"])
            ends = [(row[f"growth_{s}"], c) for s, c in zip("ab", pair, strict=True)]
            yield from ((g, lambda r, c=c: check_pace(book, r, c)) for g, c in ends if g)
        else:
            yield from list_row_checks(book, row, answer["view"])


def list_row_checks(book, row, view):
    frame = row["frame_claim"]
    nodes = list(row["under"])
    while nodes:
        node = nodes.pop()
        nodes += node["under"]
        against = book.claims.get(node["against"] or "")
        if against and (frame or view == "below"):
            pair = (against, node["claim"]) if view == "below" else (node["claim"], frame)
            yield node, lambda r, p=pair: check_pair(book, r, *p)
            yield from ((t, lambda r, p=pair: check_at_year(book, r, p)) for t in node["at_year"])
    if not frame:
        return
    if row["counted"]:
        yield row, check_sum
    if row["growth"]:
        yield row["growth"], lambda r, c=frame: check_pace(book, r, c)
    for gap in (row.get("gaps") or {}).get("places", ()):
        own = book.claims[gap["claim"]]
        yield gap, lambda r, c=own: is_near(r["gap"], bound(book.convert(span(c), c, frame)) - bound(span(frame)))


def bound(found):
    return found[0] if found[0] is not None else found[1]


def check_sum(row):
    """The known sum of what was counted, and what the target leaves."""
    parts = [told(c, "value") for c in row["counted"]]
    total = tuple(None if any(p[n] is None for p in parts) else sum(p[n] for p in parts) for n in (0, 1))
    good = all(map(is_near, told(row, "known_sum") or (None, None), total))
    left = told(row, "remainder")
    return good and (left is None or all(map(is_near, left, subtract(span(row["frame_claim"]), total))))


def gather_answers():
    """diff of every pair of places, align of every level and frame."""
    plans = ask("export", "plans")
    places = sorted({p["place"] for p in plans})
    for a, b in combinations(places, 2):
        yield "diff", f"diff {a} {b}", ask("diff", a, b, "--reports")
    for level in ("nation", "region", "municipality"):
        yield "align", f"align {level}", ask("align", "--level", level)
    for plan in plans:
        yield "align", f"align --frame {plan['id']}", ask("align", "--frame", plan["id"])


FIELDS = {
    f"{name}{end}" for name in (*MEASURES, "known_sum", "remainder", "yearly", "gap") for end in ("", "_low", "_high")
}


def change(rng, record):
    """A copy with one reckoned figure changed, by a little or by a lot."""
    changed = copy.deepcopy({k: v for k, v in record.items() if k not in ("a", "b", "under", "reasons")})
    field = rng.choice([k for k in changed if k in FIELDS and changed[k] is not None])
    changed[field] += (
        rng.choice([-1, 1]) * max(abs(changed[field]), ONE) * Decimal(rng.choice(["0.0001", "0.01", "0.1", "9"]))
    )
    return changed


def main():
    """Print what differs, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changed", type=int, default=0)
    changed = parser.parse_args().changed
    book, checks, differing = Book(), [], 0
    for kind, name, answer in gather_answers():
        for record, is_right in list_checks(book, kind, answer) if answer else ():
            if any(record.get(field) is not None for field in FIELDS):
                checks.append((record, is_right))
                if not is_right(record):
                    differing += 1
                    print(name, {k: v for k, v in record.items() if k in {*FIELDS, "pair", "against", "verdict"}})
    print(f"{len(checks)} reckoned figures or groups of figures: {differing} differ")
    rng = random.Random(1)
    missed = sum(is_right(change(rng, record)) for record, is_right in rng.choices(checks, k=changed))
    print(f"{changed} answers with one figure changed: {missed} not noticed")
    return differing or missed


if __name__ == "__main__":
    sys.exit(bool(main()))
