"""The rules of indicators, names and places, with the near case that must stay silent."""

import pytest
from rule_reports import PLACES, book, lines, plan, told

# Indicators and their mappings


def things(*listed):
    """Indicators of these ids with this further text each, one plan that uses the first."""
    entries = "".join(
        f"{ident}: {{name: {{zh: 指标{ident}, en: {ident}}}, unit: 家{more}}}\n" for ident, more in listed
    )
    used = f'- {{indicator: {listed[0][0]}, value: 5, at: "2.1", quote: 指标5家}}'
    return book(plan(targets=used), indicators=entries)


def mapping(**to):
    """The mappings of one indicator: b="broader"."""
    listed = ", ".join(f"{{to: {name}, is: {kind}, because: so it is}}" for name, kind in to.items())
    return f", mappings: [{listed}]"


def test_an_indicator_that_nothing_uses():
    content = things(("a", ""), ("b", ""), ("c", ""))
    assert [message for _, message, _ in told("indicator-unused", content)] == [
        "no target or result uses b",
        "no target or result uses c",
    ]


def test_indicators_without_any_plan_are_not_unused():
    """A file of definitions is one of several."""
    assert lines("indicator-unused", book()) == []


def test_nothing_is_called_unused_while_a_file_is_broken():
    """A rule that calls something missing is silent then; the others still speak."""
    content = things(("a", ""), ("b", ", sums: true"), ("c", ", surely: so"))
    assert lines("indicator-unused", content, broken=True) == []
    assert lines("indicator-unused", content.replace(", surely: so", "")) != []
    percent = content.replace("unit: 家, sums", "unit: percent, sums")
    assert len(lines("sums-odd", percent, broken=True)) == 1


def test_a_pair_of_indicators_mapped_in_two_ways():
    """Told at each mapping that contradicts one before it; the other direction follows by itself."""
    content = things(
        ("a", mapping(b="broader", c="exact")),
        ("b", mapping(a="narrower")),
        ("c", mapping(a="close", b="related")),
        ("d", mapping(a="broader")),
    )
    assert [(line[:2], *words) for line, *words in told("mapping-contradicts", content)] == [
        ("c:", "c and a are mapped in two ways", "keep one")
    ]


def test_a_contradiction_does_not_hide_the_next():
    content = things(("a", mapping(c="broader")), ("b", mapping(c="broader")), ("c", mapping(a="broader", b="broader")))
    found = [message for _, message, _ in told("mapping-contradicts", content)]
    assert found == ["c and a are mapped in two ways", "c and b are mapped in two ways"]


def test_a_chain_that_makes_an_indicator_broader_than_itself():
    """Through others, told in either direction, and after mappings of another kind."""
    content = things(
        ("a", mapping(b="broader")),
        ("b", mapping(c="broader")),
        ("c", mapping(d="broader", e="close")),
        ("d", mapping(e="exact", a="broader")),
        ("e", ""),
    )
    message, hint = ("together with others this makes d broader than itself", "check the chain of broader and narrower")
    assert [(line[:2], *words) for line, *words in told("mapping-contradicts", content)] == [("d:", message, hint)]
    assert told("mapping-contradicts", content, "zh")[0][1:] == ("推出 d 比自己更宽", "核对这一串 broader、narrower")
    narrower = things(("a", mapping(b="narrower")), ("b", mapping(c="narrower")), ("c", mapping(a="narrower")))
    assert [message for _, message, _ in told("mapping-contradicts", narrower)] == [
        "together with others this makes a broader than itself"
    ]


def test_a_chain_does_not_hide_the_next():
    content = things(("a", mapping(b="broader")), ("b", mapping(c="broader")), ("c", mapping(a="broader", b="broader")))
    found = [message for _, message, _ in told("mapping-contradicts", content)]
    assert found == ["together with others this makes c broader than itself", "c and b are mapped in two ways"]


def test_two_ways_down_to_one_indicator_are_no_loop():
    content = things(
        ("a", mapping(b="broader", c="broader", d="broader")), ("b", mapping(d="broader")), ("c", mapping(d="broader")),
        ("d", mapping(e="broader")), ("e", ""),
    )  # fmt: skip
    assert lines("mapping-contradicts", content) == []


def test_mappings_that_are_no_order_make_no_chain():
    content = things(("a", mapping(b="exact")), ("b", mapping(c="close")), ("c", mapping(a="related")))
    assert lines("mapping-contradicts", content) == []


def test_a_pair_that_is_mapped_twice():
    content = things(("a", mapping(b="broader", c="exact")), ("b", mapping(a="narrower")), ("c", mapping(b="close")))
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if text.startswith("  a:"))
    assert [(text[:2], *words) for text, *words in told("mapping-repeated", content)] == [
        ("b:", f"this pair is mapped in line {line} already", "keep one")
    ]


def test_grades_of_one_thing_need_no_mapping():
    """Whichever side has it; of different things, or of none, a mapping is the only truth."""
    content = things(
        ("a", ", thing: lab, grade: national" + mapping(b="narrower", c="related", d="related")),
        ("b", ", thing: lab, grade: any"),
        ("c", ", thing: park, grade: any"),
        ("d", mapping(e="exact")),
        ("e", ""),
    )
    assert [(line[:2], *words) for line, *words in told("mapping-derived", content)] == [
        ("a:", "a and b are grades of lab", "remove this mapping")
    ]
    lost = things(("a", ", thing: lab, grade: national" + mapping(z="related")))
    assert lines("mapping-derived", lost, broken=True) == []


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_two_indicators_of_one_grade(first, second):
    """The second is told; others of the thing, or of the grade, are none of it."""
    content = things(
        (first, ", thing: lab, grade: national"),
        ("x", ""),
        ("y", ", thing: lab, grade: any"),
        ("z", ", thing: park, grade: national"),
        (second, ", thing: lab, grade: national"),
    )
    assert [(line[:2], *words) for line, *words in told("grade-repeated", content)] == [
        (f"{second}:", f"thing and grade are those of {first}", "correct the grade, or make one indicator of the two")
    ]


@pytest.mark.parametrize(
    ("unit", "odd"),
    [
        ("percent", True), ("permille", True), ("points", True), ("件/万人", True), ("亿元/年", False), ("家", False),
    ],
)  # fmt: skip
def test_what_does_not_add_up(unit, odd):
    """Shares and densities; a flow of a year does."""
    indicator = f"a: {{name: {{zh: 指标, en: A}}, unit: {unit}, sums: true}}\n"
    words = (f"its unit is {unit}: figures of several places do not add up", "remove sums")
    assert [found[1:] for found in told("sums-odd", book(indicators=indicator))] == ([words] if odd else [])
    assert lines("sums-odd", book(indicators=indicator.replace(", sums: true", ""))) == []


@pytest.mark.parametrize(
    ("name", "unit", "odd"),
    [
        ("增长率", "家", True), ("增长率", "percent", False), ("增长率", "permille/年", False), ("占比", "件/万人", True),
        ("师生比例", "比例", False), ("利率", "points", False), ("率先企业数", "家", False),
        ("全员劳动生产率", "万元/人", False), ("亩均产出率", "万元/亩", False),
    ],
)  # fmt: skip
def test_a_rate_in_a_unit_of_another_kind(name, unit, odd):
    indicator = f"a: {{name: {{zh: {name}, en: A}}, unit: {unit}}}\n"
    words = (f"the unit of {name} is {unit}", "a percentage is written percent")
    assert [found[1:] for found in told("unit-name", book(indicators=indicator))] == ([words] if odd else [])


@pytest.mark.parametrize(
    ("entry", "doubtful"),
    [
        ("quote: 专利5件", False),
        ("quote: 论文5篇", True),
        ("quote: 论文5篇, lead: [专利]", False),
        ('quote: 论文5篇, also: [{at: "1", quote: 专利5件}]', False),
        ('quote: 论文5篇, also: [{at: "1", quote: 论文5篇, lead: [专利]}]', False),
        ("quote: 发明5件", False),
    ],
)
def test_an_indicator_of_which_the_text_says_nothing(entry, doubtful):
    """One pair of characters of the four in its name, or of the two in another of its names, is enough."""
    indicators = "grants: {name: {zh: 专利授权量, en: Patents}, unit: 件, aka: [发明数]}\n"
    entries = f'- {{indicator: grants, value: 5, at: "1", {entry}}}'
    words = (
        "nothing of 专利授权量 stands in the quote (论文5篇)",
        "check the indicator; put the printed noun into lead, or into the indicator's aka",
    )
    assert [found[1:] for found in told("indicator-doubtful", book(plan(targets=entries), indicators=indicators))] == (
        [words] if doubtful else []
    )


def test_a_heading_names_the_indicator_too():
    indicators = "grants: {name: {zh: 专利授权量, en: Patents}, unit: 件}\n"
    entries = """
    - {indicator: grants, value: 5, at: "1", quote: 达到5件}
    - {indicator: grants, key: b, value: 6, at: "2", quote: 达到6件}
    """
    content = book(plan(targets=entries, outline='"1": 专利\n"2": 论文\n'), indicators=indicators)
    assert ["value: 6" in line for line in lines("indicator-doubtful", content)] == [True]


def test_a_name_of_eight_pairs_needs_two():
    """A quarter of them."""
    indicators = "firms: {name: {zh: 高新技术企业认定数, en: Firms}, unit: 家}\n"
    entries = """
    - {indicator: firms, value: 5, at: "1", quote: 认定5家}
    - {indicator: firms, key: b, value: 6, at: "1", quote: 认定企业6家}
    """
    content = book(plan(targets=entries), indicators=indicators)
    assert ["value: 5" in line for line in lines("indicator-doubtful", content)] == [True]


# Names


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_name_of_two_indicators(first, second):
    """Their `aka` and their English names too, whatever the case of the letters; each is told at the second."""
    indicators = (
        f"{first}: {{name: {{zh: 企业数, en: Firms}}, unit: 家, aka: [企业数, 公司数]}}\n"
        "c: {name: {zh: 专利数, en: Patents}, unit: 件}\n"
        f"{second}:\n  name:\n    zh: 公司数\n    en: FIRMS\n  unit: 家\n  aka:\n    - 商号数\n    - 企业数\n"
    )
    content = book(indicators=indicators)
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if text.startswith(f"  {first}:"))
    hint = f"remove it here or in line {line}, or say it more exactly"
    assert told("name-shared", content) == [
        ("zh: 公司数", f"公司数 is a name of {first} too", hint),
        ("en: FIRMS", f"FIRMS is a name of {first} too", hint),
        ("企业数", f"企业数 is a name of {first} too", hint),
    ]
    assert told("name-shared", content, "zh")[0][1:] == (
        f"“公司数”也是 {first} 的名称",
        f"这里或第 {line} 行删去一处，或写得更具体",
    )


def test_a_place_and_an_indicator_may_have_one_name():
    places = "a: {name: {zh: 甲, en: A}, level: region}\nb: {name: {zh: 甲, en: B}, level: region}\n"
    indicators = "c: {name: {zh: 甲, en: C}, unit: 家}\n"
    assert [line[:2] for line in lines("name-shared", book(places=places, indicators=indicators))] == ["b:"]


@pytest.mark.parametrize(
    ("zh", "en", "told_words"),
    [
        ("企业数", "Firms", []),
        ("㐀", "Firms", []),
        ("鿿", "Firms", []),
        ("R&D", "Firms", ["zh is R&D"]),
        ("가나", "Firms", ["zh is 가나"]),
        ("ひと", "Firms", ["zh is ひと"]),
        ("企业数", "Firms 数", ["en is Firms 数"]),
        ("企业数", "Ａ", []),
        ("Firms", "企业数", ["zh is Firms", "en is 企业数"]),
    ],
)
def test_names_in_the_wrong_language(zh, en, told_words):
    content = book(indicators=f'a: {{name: {{zh: "{zh}", en: "{en}"}}, unit: 家}}\n')
    hint = "zh is the Chinese name, en the English one"
    assert [found[1:] for found in told("name-language", content)] == [(words, hint) for words in told_words]


def test_titles_and_places_are_names_too():
    content = book(plan()).replace("zh: 湖滨市规划, en: Lake Plan", "zh: Lake Plan, en: Lake Plan")
    content = content.replace("zh: 江河省, en: River", "zh: 江河省, en: 江河省")
    assert [message for _, message, _ in told("name-language", content)] == ["en is 江河省", "zh is Lake Plan"]


def test_a_plan_without_a_title_has_none_in_the_wrong_language():
    """That it lacks one is told, and nothing else."""
    title = "{zh: 湖滨市规划, en: Lake Plan}"
    assert lines("name-language", book(plan()).replace(f"title: {title}\n", ""), broken=True) == []
    assert lines("name-language", book(plan()).replace(title, "{en: Lake Plan}"), broken=True) == []


def test_a_plan_without_an_english_title_has_a_chinese_one():
    content = book(plan()).replace("{zh: 湖滨市规划, en: Lake Plan}", "{zh: 湖滨市规划}")
    assert lines("name-language", content, broken=True) == []


# Places


@pytest.mark.parametrize(
    ("level", "code", "right"),
    [
        ("nation", "000000", True), ("nation", "100000", True), ("nation", "200000", False), ("region", "450000", True),
        ("region", "450100", False), ("region", "950000", False), ("municipality", "450100", True),
        ("municipality", "450000", False), ("municipality", "450122", False), ("county", "450122", True),
        ("county", "450100", False), ("county", "450022", False), ("zone", "450171", True), ("zone", "450171001", True),
        ("county", "450122001", False),
    ],
)  # fmt: skip
def test_the_code_of_a_level(level, code, right):
    """GB/T 2260; a zone may have the nine digits of a township."""
    above = "" if level in {"nation", "region"} else ", within: z"
    place = (
        "z: {name: {zh: 国, en: Z}, level: nation}\n"
        f'a: {{name: {{zh: 甲, en: A}}, level: {level}{above}, code: "{code}"}}\n'
    )
    hints = {
        "region": "a region's code ends in 0000",
        "municipality": "a municipality's code ends in 00, not in 0000",
        "county": "a county's code does not end in 00",
        "nation": "check GB/T 2260",
    }
    found = [found[1:] for found in told("place-code", book(places=place))]
    assert found == ([] if right else [(f"{code} is no code of a {level}", hints[level])])


def inside(*listed):
    """Places as (id, level, the place above or None, code or None)."""
    return "".join(
        f"{ident}: {{name: {{zh: 地{ident}, en: {ident}}}, level: {level}"
        + (f", within: {above}" if above else "")
        + (f', code: "{code}"' if code else "")
        + "}\n"
        for ident, level, above, code in listed
    )


def test_a_code_lies_within_that_of_the_place_above():
    """Zeros at the end of that are filled up to a pair: 500000 is 50, not 5; a nation's is in no code."""
    places = inside(
        ("land", "nation", None, "100000"),
        ("red", "region", "land", "500000"),
        ("blue", "region", "land", None),
        ("city", "municipality", "red", "510100"),
        ("town", "municipality", "red", "501000"),
        ("other", "municipality", "blue", "520100"),
        ("lone", "municipality", "land", "530100"),
        ("near", "county", "town", "501022"),
        ("far", "county", "town", "501122"),
    )
    assert [(line[:4], *words) for line, *words in told("place-code", book(places=places))] == [
        ("city", "510100 does not lie within red", "check GB/T 2260"),
        ("far:", "501122 does not lie within town", "check GB/T 2260"),
    ]
    assert [message for _, message, _ in told("place-code", book(places=places), "zh")] == [
        "代码 510100 不在上级 red 之内",
        "代码 501122 不在上级 town 之内",
    ]


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_a_code_of_two_places(first, second):
    """Places without a code in between do not matter."""
    places = inside(
        ("c", "region", None, None),
        (first, "region", None, "450000"),
        ("d", "region", None, "460000"),
        (second, "region", None, "450000"),
    )
    assert [(line[:2], *words) for line, *words in told("place-code", book(places=places))] == [
        (f"{second}:", f"450000 is the code of {first} too", "check GB/T 2260")
    ]


def test_the_place_above_is_of_a_higher_level():
    """Levels may be left out in between; one of the same level is none above."""
    places = inside(
        ("a", "region", None, None),
        ("b", "municipality", "a", None),
        ("c", "county", "a", None),
        ("d", "zone", "b", None),
        ("e", "county", "c", None),
        ("f", "region", "b", None),
        ("g", "municipality", "f", None),
    )
    hint = "correct level or within"
    assert [(line[:2], *words) for line, *words in told("place-level", book(places=places))] == [
        ("e:", "a county cannot lie within a county (c)", hint),
        ("f:", "a region cannot lie within a municipality (b)", hint),
    ]
    assert told("place-level", book(places=places), "zh")[0][1:] == (
        "县级不能在县级之内（c）",
        "改正 level 或 within",
    )


def test_the_members_of_a_joint_place_lie_in_the_place_above_it():
    """However deep; a member that is not defined is told as such."""
    places = inside(
        ("a", "region", None, None), ("b", "municipality", "a", None), ("c", "county", "b", None),
        ("d", "county", "a", None), ("z", "region", None, None),
    )  # fmt: skip
    joint = """\
zones:
  name: {zh: 两区, en: Zones}
  level: zone
  within: b
  members:
    - c
    - z
    - nowhere
    - d
more:
  name: {zh: 多区, en: More}
  level: zone
  within: a
  members: [b, c, d]
"""
    content = book(places=places + joint)
    assert told("place-level", content, broken=True) == [
        ("z", "z does not lie within b", "correct members or within"),
        ("d", "d does not lie within b", "correct members or within"),
    ]


PARKS = (
    PLACES
    + """\
new: {name: {zh: 白渡新区, en: New Area}, level: county, within: lake}
park: {name: {zh: 高新区, en: High-tech Zone}, level: zone, within: lake}
mount: {name: {zh: 雾岭瑶族自治县, en: Misty Range}, level: county, within: lake, aka: [岭上]}
sea: {name: {zh: 海滨市, en: Sea City}, level: municipality, within: river}
"""
)


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ("for: [hill], quote: 青山县企业5家", None),
        ("for: [hill], quote: 青山企业5家", None),
        ("for: [hill], quote: 青 山 县企业5家", None),
        ("for: [hill], quote: 企业5家, lead: [青山县]", None),
        ('for: [hill], quote: 企业5家, also: [{at: "1", quote: 青山县企业5家}]', None),
        ('for: [hill], quote: 企业5家, also: [{at: "1", quote: 企业5家, lead: [青山]}]', None),
        ("for: [hill], quote: 企业5家", "check the place; put its name into lead"),
        ("for: [hill], quote: 白渡县企业5家", "did you mean ford?"),
        ("for: [hill], quote: 白渡县和雾岭瑶族自治县企业5家", "did you mean ford, mount?"),
        ("for: [hill], quote: 岭上企业5家", "did you mean mount?"),
        ("for: [hill], quote: 白渡新区企业5家", "did you mean new?"),
        ("for: [hill], quote: 湖滨市企业5家", "check the place; put its name into lead"),
        ("for: [hill], quote: 海滨市企业5家", "check the place; put its name into lead"),
        ("for: [hill], quote: 高新技术企业5家", "check the place; put its name into lead"),
        ("for: [hill], quote: 高新区企业5家", "did you mean park?"),
        ("for: [mount], quote: 雾岭瑶族企业5家", None),
        ("for: [mount], quote: 雾岭企业5家", None),
        ("for: [lake], quote: 企业5家", None),
        ("quote: 企业5家", None),
    ],
)
def test_a_place_that_the_text_does_not_name(fields, hint):
    """Its name with or without 县, in the quote, the leads or a further printing; a place of another city, or the plan's
    own, is none that was meant.
    """
    content = book(plan(targets=f'- {{indicator: firms, value: 5, at: "2.1", {fields}}}'), places=PARKS)
    assert [found_hint for *_, found_hint in told("place-unnamed", content)] == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("quote", "named"),
    [
        ("两县企业5家", True),
        ("白渡县企业5家", True),
        ("白渡企业5家", True),
        ("山中企业5家", True),
        ("新区企业5家", False),
    ],
)
def test_a_joint_place_is_named_by_its_members(quote, named):
    """Whole or without 县, or by another name of theirs."""
    two = "two: {name: {zh: 两县, en: Two Counties}, level: county, within: lake, members: [hill, ford]}\n"
    places = PARKS.replace('code: "450122"', 'code: "450122", aka: [山中]') + two
    content = book(
        plan(targets=f'- {{indicator: firms, for: [two], value: 5, at: "2.1", quote: {quote}}}'), places=places
    )
    assert len(lines("place-unnamed", content)) == (not named)


def test_a_joint_place_with_a_member_that_is_not_defined():
    two = "two: {name: {zh: 两县, en: Two Counties}, level: county, within: lake, members: [nowhere, ford]}\n"
    entry = '- {indicator: firms, for: [two], value: 5, at: "2.1", quote: 白渡县企业5家}'
    assert lines("place-unnamed", book(plan(targets=entry), places=PLACES + two), broken=True) == []


def test_what_is_told_of_a_place_that_is_not_named():
    entry = """
    - indicator: firms
      for:
        - lake
        - hill
        - mount
        - ford
        - new
      value: 5
      at: "2.1"
      quote: 白渡县企业5家
    """
    content = book(plan(targets=entry), places=PARKS)
    assert told("place-unnamed", content) == [
        ("hill", "the text does not name Green Hill (青山县)", "did you mean ford?"),
        ("mount", "the text does not name Misty Range (雾岭瑶族自治县)", "did you mean ford?"),
        ("new", "the text does not name New Area (白渡新区)", "did you mean ford?"),
    ]
    assert told("place-unnamed", content, "zh")[0][1:] == ("原文没有提到青山县", "是不是 ford？")
    assert told("place-unnamed", content.replace("quote: 白渡县", "quote: "), "zh")[0][1:] == (
        "原文没有提到青山县",
        "核对地区；把地名写进 lead",
    )


def test_an_unknown_place_does_not_hide_the_next():
    entries = '- {indicator: firms, for: [nowhere, hill], value: 5, at: "2.1", quote: 企业5家}'
    content = book(plan(targets=entries))
    assert [message for _, message, _ in told("place-unnamed", content, broken=True)] == [
        "the text does not name Green Hill (青山县)"
    ]


def test_places_named_by_a_heading_do_not_hide_the_next_entry():
    """A heading above names the place, if the quote names no other."""
    entries = """
    - {indicator: firms, for: [hill, ford], value: 1, at: "1.2", quote: 企业1家}
    - {indicator: firms, for: [hill], key: b, value: 2, at: "1.2", quote: 白渡县企业2家}
    - {indicator: firms, for: [hill], key: c, value: 3, at: "2", quote: 企业3家}
    - {indicator: firms, for: [hill], key: d, value: 4, at: "1", quote: 企业4家}
    """
    content = book(plan(targets=entries, outline='"1": 青山县的任务\n"1.2": 企业\n"2": 其他\n'))
    assert [(message, hint) for _, message, hint in told("place-unnamed", content)] == [
        ("the text does not name White Ford (白渡县)", "check the place; put its name into lead"),
        ("the text does not name Green Hill (青山县)", "did you mean ford?"),
        ("the text does not name Green Hill (青山县)", "check the place; put its name into lead"),
    ]


def test_the_section_s_text_may_name_the_place():
    """Where it is at hand; another section does not."""
    entries = """
    - {indicator: firms, for: [hill], value: 5, at: "1", quote: 企业5家}
    - {indicator: firms, for: [hill], key: b, value: 6, at: "2", quote: 企业6家}
    - {indicator: firms, for: [hill], key: c, value: 7, at: "3", quote: 企业7家}
    """
    content = book(plan(targets=entries, outline='"1": 成就\n"2": 目标\n"3": 保障\n'))
    text = "第一章 成就\n青山县的企业5家。\n第二章 目标\n企业6家。\n"
    assert len(lines("place-unnamed", content)) == 3
    assert len(lines("place-unnamed", content, lake_2021=text)) == 2
