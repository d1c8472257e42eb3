"""Every state of `track`, recomputed from the exported claims alone: python tests/trials/recompute_tracks.py [plans.yaml]

Nothing of plancmp is imported: the command line is asked for its tables, and the rules of docs/track.md are written down here
a second time, with decimals and intervals. Each target whose state or year of judgement differs is printed; exit status 1.
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal

STANDING, VINTAGE = ("statistics", "issuer", "press"), ("final", "revised", "preliminary", "estimate")
ONE, HUNDRED = Decimal(1), Decimal(100)


def ask(table, plans):
    """An exported table; its figures as decimals."""
    more = ["--plans", plans] if plans else []
    command = [sys.executable, "-m", "plancmp", "export", table, "-f", "json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)


def span(c):
    """Least and most of a claim, and whether each end is open."""
    s, word = c["std"], c["comparator"]
    if s["value"] is None:
        return s["low"], s["high"], False, False
    low = None if word in ("at-most", "below") else s["value"]
    high = None if word in ("at-least", "above") else s["value"]
    return low, high, word == "above", word == "below"


def map_ends(work, *spans):
    """Each end of a result from the same ends of what is reckoned with; `work` must rise in all of them."""
    low = None if any(s[0] is None for s in spans) else work(*(s[0] for s in spans))
    high = None if any(s[1] is None for s in spans) else work(*(s[1] for s in spans))
    return low, high, any(s[2] for s in spans), any(s[3] for s in spans)


def subtract(a, b):
    return map_ends(lambda x, y: x + y, a, (*tuple(None if e is None else -e for e in (b[1], b[0])), b[3], b[2]))


def divide(a, b):
    return map_ends(lambda x, y: x * y, a, (*tuple(None if not e else ONE / e for e in (b[1], b[0])), b[3], b[2]))


def grow(rates):
    """The product of 1 + each rate."""
    result = (ONE, ONE, False, False)
    for rate in rates:
        result = map_ends(lambda x, y: x * (ONE + y / HUNDRED), result, span(rate))
    return result


def rank(c):
    """The better result first: standing, vintage, the later document."""
    return STANDING.index(c["standing"]), VINTAGE.index(c["vintage"] or "final"), -c["plan_by"], c["id"]


class Judge:
    """The results of a collection, and what follows of them for a target."""

    def __init__(self, claims, indicators, mappings, today):
        self.definitions, self.today = {i["id"]: i for i in indicators}, today
        self.same = {i: i for i in self.definitions}
        for m in (m for m in mappings if m["is"] == "exact"):
            old, new = self.same[m["indicator"]], self.same[m["to"]]
            self.same = {i: new if s == old else s for i, s in self.same.items()}
        self.results = defaultdict(list)
        for c in claims:
            if c["type"] != "target" and c["variant_of"] is None:
                self.results[c["place"], self.same[c["indicator"]]].append(c)

    def judge(self, t):
        """The state of a target and the year of the result that decides it."""
        if t["basis"] == "not-stated":
            (stock, at, some), (added, _, more) = (self._judge(t | {"basis": b}) for b in ("level", "added"))
            none = "no-result" in (stock, added) and not some and not more
            return (stock, at) if stock == added else (("no-result" if none else "not-judged"), None)
        return self._judge(t)[:2]

    def _judge(self, t):
        by = t["year"] or (t["plan_by"] if t["plan_by"] < self.today else None)
        if by is None:
            return "not-judged", None, False
        if t["than"]:
            return (*self._against(t, by), False)
        start, first, steps = self.list_steps(t, by)
        before = sorted((s for s in steps if first < s[0] <= by), key=lambda s: s[0])
        later = sorted((s for s in steps if s[0] > by), key=lambda s: s[0])
        aim = self.make_aim(t, start)
        if t["basis"] not in ("level", "change", "multiple", "growth-total"):
            later = []
        if aim is None:
            return ("not-judged" if before else "no-result"), None, bool(before)
        return (*self.choose(t, aim, start, first, by, before, later), bool(before or later))

    def choose(self, t, aim, start, first, by, before, later):
        reached = [(y, self.reaches(aim, s), s, floor) for y, s, floor, _ in before]
        if t["every"] == "year":
            for year, ok, *_ in reached:
                if ok is False:
                    return "missed", year
            return (
                ("no-result", None)
                if not reached
                else (("met" if len(before) == by - first else "on-path"), reached[-1][0])
            )
        if reached and reached[-1][0] == by:
            ok = reached[-1][1]
            return ("not-judged" if ok is None else "met" if ok else "missed"), by
        if later:
            return ("missed" if self.reaches(aim, later[0][1]) is False else "not-judged"), later[0][0]
        if not reached:
            return "no-result", None
        year, ok, value, floor = reached[-1]
        level = t["basis"] in ("level", "per-year")
        if level and start and (self.point(span(start)) == aim[0] or self.reaches(aim, span(start))):
            return ("behind" if ok is False else "on-path"), year
        if floor and not ok:
            return "not-judged", year
        ceiling = not level and not aim[1] and aim[0] >= (1 if t["basis"] == "multiple" else 0)
        if ceiling and t["basis"] in ("growth", "mean"):
            return ("behind" if ok is False else "on-path"), year
        if ceiling:
            derived = before[-1][3]
            state = self.class_path(t["basis"], aim[0], start, first, by, year, self.point(value), derived, "least")
            return (
                state if state == "not-judged" else "behind" if state == "ahead" or ok is False else "on-path"
            ), year
        lasting = t["basis"] not in ("per-year", "growth", "mean")
        if ok and lasting and not (t["basis"] == "level" and t["comparator"] in ("at-most", "below")):
            return "met-early", year
        derived = before[-1][3]
        return self.class_path(t["basis"], aim[0], start, first, by, year, self.point(value), derived), year

    def class_path(self, basis, aim, start, first, by, year, value, derived, digits="mildest"):
        """Share of the way against share of the time; of what the printed digits allow the mildest."""
        half = Decimal(0) if derived else self.half(value)
        if basis in ("level", "per-year"):
            if not start or self.point(span(start)) is None or first >= by:
                return "not-judged"
            s = self.point(span(start))
            starts = [s + a for a in (-self.half(s), Decimal(0), self.half(s))]
            ends = [(value + b - f) / (aim - f) for f in starts for b in (-half, Decimal(0), half)]
        elif basis in ("growth", "mean"):
            ends = [(value + b) / aim for b in (-half, Decimal(0), half)] if aim else []
        elif basis in ("multiple", "growth-total"):
            turn = (lambda v: v) if basis == "multiple" else (lambda v: ONE + v / HUNDRED)
            if min(turn(value), turn(aim)) <= 0 or turn(aim) == 1:
                return "not-judged"
            ends = [turn(value + b).ln() / turn(aim).ln() for b in (-half, Decimal(0), half)]
        else:
            ends = [(value + b) / aim for b in (-half, Decimal(0), half)] if aim else []
        if not ends:
            return "not-judged"
        share = ONE if basis in ("growth", "mean") else Decimal(year - first) / Decimal(by - first)
        best = max(ends) if digits == "mildest" else ends[len(ends) // 2]
        return (
            "ahead" if best >= Decimal("1.05") * share else "on-path" if best >= Decimal("0.95") * share else "behind"
        )

    def list_steps(self, t, by):
        """Start, the year from which time counts, and (year, span, whether a floor, whether reckoned) of each result."""
        natural, basis = self.definitions[t["indicator"]]["basis"], t["basis"]
        best, others, spans = {}, [], []
        usable = [c for c in self.results[t["place"], self.same[t["indicator"]]] if self.serves(c, t)]
        for c in sorted(usable, key=rank):
            single = c["from_year"] in (None, c["year"])
            if c["basis"] in ("change", "multiple", "growth-total", "not-stated", "total") or not single:
                spans.append(c)
            elif (c["basis"], c["year"]) in best:
                others.append(c)
            else:
                best[c["basis"], c["year"]] = c
        of = {
            k: {y: c for (b, y), c in best.items() if b == k} for k in ("level", "per-year", "growth", "added", "mean")
        }
        levels, flows, rates = of["level"], of["per-year"], of["growth"]
        known = t["base_year"] or (t["from_year"] - 1 if t["from_year"] else None)
        begin = t["from_year"] or (t["year"] if t["year"] and t["year"] < t["plan_from"] else t["plan_from"])
        start, stock = None, levels if basis == "level" else flows
        if basis in ("level", "per-year") and t["every"] != "year":
            beside = [
                c
                for c in [*stock.values(), *others]
                if c["basis"] == basis and c["type"] == "baseline" and c["quote"] == t["quote"]
            ]
            earlier = [y for y in stock if y < begin]
            inside = [y for y in stock if t["year"] is None or y < t["year"]]
            year = max(earlier) if earlier else min(inside) if len(inside) > 1 else None
            start = beside[0] if beside else stock.get(year)
        elif basis in ("change", "multiple", "growth-total"):
            start = (flows if natural == "per-year" else levels).get(known)
        if basis in ("level", "per-year") and start:
            first = min(start["year"], by - 1)
        elif basis in ("change", "multiple", "growth-total") and t["base_year"]:
            first = t["base_year"]
        elif basis in ("growth", "added", "total") and t["from_year"] is None and t["plan_from"] == t["plan_by"]:
            first = by - 1
        else:
            first = min(begin, by) - 1
        steps = {}

        def put(year, found, floor=False, derived=False):
            steps.setdefault(year, (year, found, floor, derived))

        def chain(kind):
            return [kind[y] for y in self.run(kind, first + 1, by)]

        printed = [c for c in spans if c["from_year"] == first + 1]
        if basis in ("level", "per-year"):
            for y, c in stock.items():
                put(y, span(c))
            if start and basis == "per-year" and str(t["prices"] or "").isdigit():
                for n, y in enumerate(self.run(rates, start["year"] + 1, 9999), 1):
                    whole = grow([rates[y - k] for k in range(n)])
                    put(y, map_ends(lambda a, b: a * b, span(start), whole), False, True)
        elif basis == "growth":
            for c in [c for c in printed if c["basis"] == "growth"]:
                put(c["year"], span(c))
            got = chain(rates) if by > first + 1 else [rates[by]] if by in rates else []
            for n, c in enumerate(got, 1):
                whole = grow(got[:n])
                ends = [None if e is None or e <= 0 else (e ** (ONE / n) - 1) * HUNDRED for e in whole[:2]]
                put(c["year"], span(c) if n == 1 else (*ends, *whole[2:]), False, n > 1)
            amounts = flows if natural == "per-year" else levels
            for y, c in amounts.items() if first in amounts else ():
                times = divide(span(c), span(amounts[first])) if y > first else (None, None, False, False)
                if times[0] is not None or times[1] is not None:
                    put(y, map_ends(lambda v, n=y - first: (v ** (ONE / n) - 1) * HUNDRED, times), False, True)
        elif basis in ("total", "added"):
            for c in [c for c in printed if c["basis"] in ("total", basis)]:
                put(c["year"], span(c))
            got = chain(of["added"] if basis == "added" else flows)
            for n, c in enumerate(got, 1):
                put(c["year"], map_ends(lambda *v: sum(v), *map(span, got[:n])), False, n > 1)
            if basis == "added" and first in levels:
                for y, c in levels.items():
                    if y > first + len(got):
                        low, high, *ends = subtract(span(c), span(levels[first]))
                        put(
                            y,
                            (low, high, *ends) if t["count"] == "net" else (low, None, ends[0], False),
                            t["count"] != "net",
                            True,
                        )
        elif basis == "mean":
            for c in [c for c in printed if c["basis"] == "mean"]:
                put(c["year"], span(c))
            got = chain(of["mean"] or levels)
            for n, c in enumerate(got, 1):
                put(c["year"], map_ends(lambda *v: sum(v) / len(v), *map(span, got[:n])), False, n > 1)
        else:
            for c in spans:
                base = c["base_year"] or (c["from_year"] - 1 if c["from_year"] else None)
                if c["basis"] == basis and base is not None and base == known:
                    put(c["year"], span(c))
            if start:
                for y, c in (levels if start["basis"] == "level" else flows).items():
                    a, b = span(c), span(start)
                    times = divide(a, b)
                    more = map_ends(lambda v: (v - 1) * HUNDRED, times)
                    put(y, subtract(a, b) if basis == "change" else times if basis == "multiple" else more, False, True)
            if basis != "change":
                for n, y in enumerate(self.run(rates, first + 1, 9999), 1):
                    whole = grow([rates[y - k] for k in range(n)])
                    put(y, whole if basis == "multiple" else map_ends(lambda v: (v - 1) * HUNDRED, whole), False, True)
        return start, first, [s for s in steps.values() if s[0] > first]

    @staticmethod
    def run(kind, first, last):
        """The years from `first` on as long as none is missing."""
        year = first
        while year in kind and year <= last:
            yield year
            year += 1

    @staticmethod
    def serves(c, t):
        if c["year"] is None or "year" in c["unclear"] or c["of"] != t["of"] or c["scope"] != t["scope"]:
            return False
        if (c["every"] or "year") != (t["every"] or "year"):
            return False
        constant = t["basis"] not in ("growth", "growth-total") and str(t["prices"] or "").isdigit()
        return c["prices"] == t["prices"] or (constant and c["prices"] == "real")

    def make_aim(self, t, start):
        """The value to reach, whether from below, and whether strictly; None where no direction is known."""
        s = t["std"]
        value = next((s[k] for k in ("value", "low", "high") if s[k] is not None), None)
        nothing = {"change": 0, "growth": 0, "growth-total": 0, "multiple": 1}.get(t["basis"])
        better = self.definitions[t["indicator"]]["better"]
        if t["comparator"] in ("at-most", "below", "at-least", "above"):
            up = t["comparator"] in ("at-least", "above")
        elif nothing is not None and value != nothing:
            up = value > nothing
        elif t["basis"] in ("added", "total"):
            up = better != "lower"
        elif better:
            up = better == "higher"
        elif start and t["basis"] in ("level", "per-year") and span(start)[0] not in (None, value):
            up = span(start)[0] < value
        else:
            return None
        if value is None:
            return None
        slack = max(abs(value) * Decimal("0.05"), self.half(value)) if t["comparator"] == "about" else 0
        return (value - slack if up else value + slack), up, t["comparator"] in ("above", "below")

    @staticmethod
    def reaches(aim, found):
        value, up, strict = aim

        def holds(v):
            return not strict if v == value else v > value if up else v < value

        near, far, is_open = (found[0], found[1], found[2]) if up else (found[1], found[0], found[3])
        if near is not None and (holds(near) or (strict and near == value and is_open)):
            return True
        return False if far is not None and not holds(far) else None

    @staticmethod
    def point(found):
        return found[0] if found[0] is not None else found[1]

    @staticmethod
    def half(value):
        return Decimal(1).scaleb(min(value.as_tuple().exponent, 0)) / 2

    def _against(self, t, by):
        """Own figure beside the other's in the last year that both have."""
        other = t["than"]
        growth = (
            self.definitions[other["indicator"]]["growth_prices"] if t["basis"] in ("growth", "growth-total") else None
        )
        prices = growth or self.definitions[other["indicator"]]["prices"]
        there = t | {"indicator": other["indicator"], "place": other["place"], "prices": prices}
        own, beside = ({s[0]: s[1] for s in self.list_steps(x, by)[2] if s[0] <= by} for x in (t, there))
        if not own:
            return "no-result", None
        common = [y for y in own if y in beside]
        if not common:
            return "not-judged", None
        year = max(common)
        margin = t["std"]["value"] or Decimal(0)
        low, high = beside[year][:2]
        aimed = t | {"std": {"value": margin + low, "low": None, "high": None}}
        ok = self.reaches(self.make_aim(aimed, None), own[year]) if low == high else None
        return (
            "not-judged" if ok is None else ("met" if ok else "missed") if year == by else "on-path" if ok else "behind"
        ), year


def main(plans=None):
    """Print each difference and the counts; how many there were."""
    claims, tracks, documents = (ask(name, plans) for name in ("claims", "tracks", "plans"))
    today = max(int(d["issued"][:4]) if d["issued"] else d["plan_from"] for d in documents)
    judge = Judge(claims, ask("indicators", plans), ask("mappings", plans), today)
    targets = {c["id"]: c for c in claims if c["type"] == "target" and c["variant_of"] is None}
    differing, counts = 0, Counter()
    for row in tracks:
        state, year = judge.judge(targets[row["target"]])
        counts[state] += 1
        if (state, year) != (row["state"], row["judged_at"]):
            differing += 1
            print(f"{row['target']}: track says {row['state']} {row['judged_at']}, here {state} {year}")
    print(f"{len(tracks)} targets: {dict(counts)}; {differing} differ")
    return differing


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:2])))
