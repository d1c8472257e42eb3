"""Collections of any size, like those of a whole country: python tests/benchmarks/generate.py FOLDER --governments 3200

Regions, municipalities and counties with their codes; for each government a plan every five years, a file a plan, 62
targets a plan: levels, flows and shares, floors and plain figures, some printed in a table beside their baseline, some
assigned to the places below; results of the years before. Every quote prints its figure, so that `check` is silent. The
same arguments give the same files.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INDUSTRIES = [
    *(
        "电子信息",
        "生物医药",
        "新能源",
        "新材料",
        "装备制造",
        "现代农业",
        "文化旅游",
        "现代物流",
        "金融服务",
        "数字经济",
    ),
    *(
        "节能环保",
        "食品加工",
        "纺织服装",
        "汽车制造",
        "石油化工",
        "有色冶金",
        "绿色建材",
        "造纸印刷",
        "海洋渔业",
        "航空航天",
    ),
]
MEASURES = (
    ("value", "产业增加值", "value added", "亿元", "per-year", True),
    ("firms", "企业数", "firms", "家", "level", True),
    ("staff", "从业人员数", "staff", "万人", "level", True),
    ("share", "产业增加值占地区生产总值比重", "share of GDP", "percent", "level", False),
    ("patents", "发明专利拥有量", "patents in force", "件", "level", True),
    ("platforms", "创新平台数", "innovation platforms", "个", "level", True),
)
STARTS = (2021, 2016, 2011, 2006, 2001)
TARGETS = 62
RESULTS = 12
FIRST = "安宁平和永定新兴长大东南西北中上临武清泰昌吉福德延建万千金玉石龙凤青白江河海山林"
SECOND = "阳州安城川原陵丰宜华源水口台岭溪湖浦康庆顺义化远通"
NAMES = [a + b for a in FIRST for b in SECOND]


@dataclass(frozen=True)
class Government:
    """A place with its plans."""

    ident: str
    zh: str
    level: str
    code: str
    within: str | None


@dataclass(frozen=True)
class Measure:
    """An indicator as the plans print it."""

    ident: str
    zh: str
    en: str
    unit: str
    basis: str
    sums: bool


def governments(number: int) -> list[Government]:
    """That many governments: about a region to ten municipalities to ninety counties."""
    regions = max(1, min(31, number // 60))
    found: list[Government] = []
    names = {"省": iter(NAMES), "市": iter(NAMES), "县": iter([*NAMES, *(n + c for n in NAMES for c in "东西南北")])}

    def add(level: str, suffix: str, code: str, within: str | None) -> Government | None:
        if len(found) >= number:
            return None
        ident = (
            {"省": "region", "市": "city", "县": "county"}[suffix] + "-" + code[: {"省": 2, "市": 4, "县": 6}[suffix]]
        )
        made = Government(ident, next(names[suffix]) + suffix, level, code, within)
        found.append(made)
        return made

    tops = [add("region", "省", f"{11 + n}0000", None) for n in range(regions)]
    cities = [
        add("municipality", "市", f"{top.code[:2]}{n:02}00", top.ident)
        for n in range(1, 12)
        for top in tops
        if top is not None
    ]
    for n in range(1, 90):
        for city in cities:
            if city is not None:
                add("county", "县", f"{city.code[:4]}{n:02}", city.ident)
    return found


def measures() -> list[Measure]:
    """The shared indicators."""
    return [
        Measure(f"i{n:02}-{ident}", industry + zh, f"Industry {n} {en}", unit, basis, sums)
        for n, industry in enumerate(INDUSTRIES, 1)
        for ident, zh, en, unit, basis, sums in MEASURES
    ]


def place_lines(places: list[Government]) -> Iterator[str]:
    """A file of places."""
    yield "format: 1\nplaces:\n"
    for place in places:
        yield f"  {place.ident}:\n    name:\n      zh: {place.zh}\n      en: {place.ident.replace('-', ' ').capitalize()}\n"
        yield f"    level: {place.level}\n"
        if place.within:
            yield f"    within: {place.within}\n"
        yield f'    code: "{place.code}"\n'
        if place.level != "county":
            yield "    parts: complete\n"


def indicator_lines(listed: list[Measure]) -> Iterator[str]:
    """The file of indicators."""
    yield "format: 1\nindicators:\n"
    for one in listed:
        yield f"  {one.ident}:\n    name:\n      zh: {one.zh}\n      en: {one.en}\n    unit: {one.unit}\n"
        yield f"    basis: {one.basis}\n" if one.basis != "level" else ""
        yield "    sums: true\n" if one.sums else ""
        yield "    better: higher\n    themes: [industry]\n"


def _figure(one: Measure, scale: float, dice: random.Random) -> str:
    if one.unit == "percent":
        return f"{dice.uniform(1, 9):.1f}"
    if one.unit in {"亿元", "万人"}:
        return f"{dice.uniform(2, 90) * scale:.1f}"
    return str(dice.randrange(20, 900) * max(1, int(scale)))


def _grown(value: str, dice: random.Random) -> str:
    places = len(value.partition(".")[2])
    return f"{float(value) * dice.uniform(1.2, 1.9):.{places}f}"


def plan_lines(
    place: Government, first: int, below: list[Government], listed: list[Measure], dice: random.Random
) -> Iterator[str]:
    """The file of one plan."""
    last, base = first + 4, first - 1
    spoken = f"{place.zh}国民经济和社会发展第{(first - 1951) // 5}个五年规划"
    yield f"format: 1\nplans:\n  {place.ident}-{first}:\n    title:\n      zh: {spoken}\n"
    yield f'      en: "Plan of {place.ident}, {first}-{last}"\n'
    yield f"    place: {place.ident}\n    period: {first}-{last}\n    issued: {first}-03-0{dice.randrange(1, 9)}\n"
    if place.within:
        yield f"    follows:\n      - title: 上级五年规划\n        plan: {place.within}-{first}\n"
    yield "    encoding: partial\n    partial: [tasks]\n    outline:\n"
    for chapter, title in enumerate(("发展基础", "主要目标", "产业发展", "区域布局", "保障措施"), 1):
        yield f'      "{chapter}": {title}\n'
    yield "      box1: 主要指标\n    targets:\n"
    scale = {"region": 100.0, "municipality": 10.0, "county": 1.0}[place.level]
    chosen = dice.sample(listed, TARGETS + RESULTS)
    assigned = min(len(below), 10)
    results: list[tuple[Measure, str]] = [(one, _figure(one, scale, dice)) for one in chosen[TARGETS:]]
    for number, one in enumerate(chosen[: TARGETS - assigned]):
        sign = "%" if one.unit == "percent" else one.unit
        before = _figure(one, scale, dice)
        value = _grown(before, dice)
        yield f"      - indicator: {one.ident}\n        by: {last}\n        value: {value}\n"
        match number % 4:
            case 0:
                yield f"        baseline: {{year: {base}, value: {before}}}\n        at: box1\n"
                yield f"        quote: {one.zh}（{sign}） {before} {value}\n"
            case 1:
                yield f'        comparator: at-least\n        at: "2"\n        quote: 到{last}年{one.zh}达到{value}{sign}以上\n'
            case 2:
                yield f'        commitment: aspirational\n        at: "3"\n        lead: [力争到{last}年]\n'
                yield f"        quote: {one.zh}达到{value}{sign}\n"
            case _:
                yield f'        at: "2"\n        quote: 到{last}年{one.zh}达到{value}{sign}\n'
    for number in range(assigned):
        one = next(m for m in listed[number:] if m.unit == "家")
        value = str(dice.randrange(20, 900))
        yield f"      - indicator: {one.ident}\n        key: given\n        for: [{below[number].ident}]\n"
        yield f'        by: {last}\n        value: {value}\n        at: "4"\n'
        yield f"        quote: 到{last}年{below[number].zh}{one.zh}达到{value}家\n"
    yield "    observed:\n"
    for one, value in results:
        sign = "%" if one.unit == "percent" else one.unit
        yield f"      - indicator: {one.ident}\n        year: {base}\n        value: {value}\n"
        yield f'        at: "1"\n        quote: {base}年{one.zh}达到{value}{sign}\n'


def generate(folder: Path, number: int, plans: int | None = None) -> int:
    """Write a collection of `number` governments into a new folder, with that many plans at most; the number of plans."""
    folder.mkdir(parents=True)
    places, listed = governments(number), measures()
    below: dict[str | None, list[Government]] = {}
    for place in places:
        below.setdefault(place.within, []).append(place)
    for region in below[None]:
        inside = [region, *(p for p in places if p.code[:2] == region.code[:2] and p is not region)]
        (folder / f"places-{region.code[:2]}.yaml").write_text("".join(place_lines(inside)), encoding="utf-8")
    (folder / "indicators.yaml").write_text("".join(indicator_lines(listed)), encoding="utf-8")
    written = 0
    for first in STARTS:
        for place in places:
            if plans is not None and written >= plans:
                return written
            dice = random.Random(f"{place.ident}-{first}")
            text = "".join(plan_lines(place, first, below.get(place.ident, []), listed, dice))
            (folder / f"{place.ident}-{first}.yaml").write_text(text, encoding="utf-8")
            written += 1
    return written


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--governments", type=int, default=3200)
    parser.add_argument("--plans", type=int, help="at most so many plan files")
    given = parser.parse_args()
    print(generate(given.folder, given.governments, given.plans), "plans")


if __name__ == "__main__":
    main()
