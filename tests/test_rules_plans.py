"""The rules of plans, their tasks, what the curator noted and what stands twice, with the near case that must stay silent."""

import pytest
from rule_reports import OUTLINE, book, lines, plan, told

# Plans


@pytest.mark.parametrize(
    ("ident", "place", "reported"),
    [
        ("lake-2021", "lake", False),
        ("lake-2021-annex", "lake", False),
        ("lake-20211", "lake", True),
        ("lake-2020", "lake", True),
        ("hill-2021", "lake", True),
        ("lake", "lake", True),
        ("lake", "nowhere", False),
    ],
)
def test_the_id_of_a_plan(ident, place, reported):
    content = book(plan(ident, place=place))
    words = (
        f"the id {ident} does not tell place, kind and period",
        "write lake-2021; if the id is right, check place, kind and period",
    )
    assert told("plan-id", content, broken=place == "nowhere") == [(f"{ident}:", *words)] * reported


@pytest.mark.parametrize(
    ("ident", "reported"), [("lake-report-2021", False), ("lake-2021", True), ("lake-report", True)]
)
def test_the_id_of_a_report_tells_its_kind(ident, reported):
    """So that two documents of one place and year are told apart by their ids."""
    found = told("plan-id", book(plan(ident, more="    kind: report\n    issued: 2021\n")))
    assert [hint.split(";")[0] for *_, hint in found] == ["write lake-report-2021"] * reported


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("湖滨市“十四五”规划", None),
        ("湖滨市“十三五”规划", "2016-2020"),
        ("湖滨市规划（2021—2025年）", None),
        ("湖滨市规划（2021—25年）", None),
        ("湖滨市规划（2021—2035年）", "2021-2035"),
        ("湖滨市规划（2020—2025年）", "2020-2025"),
        ("湖滨市2016年规划", None),
        ("湖滨市规划", None),
    ],
)
def test_the_period_that_a_title_prints(title, span):
    """One year alone is no period."""
    content = book(plan()).replace("湖滨市规划", title)
    words = (f"the period is 2021-2025, the title says {span}", f"write {span}, or correct the title")
    assert told("period-differs", content) == ([("period: 2021-2025", *words)] if span else [])


@pytest.mark.parametrize(
    ("number", "issued", "year"),
    [
        ("湖政发〔2021〕39号", "2021-05-06", None),
        ("湖政发〔2020〕39号", "2021-05-06", "2020"),
        ("湖政发[2020]39号", "2021", "2020"),
        ("湖政发（2020）39号", "2021-05", "2020"),
        ("湖政发39号", "2021-05-06", None),
        ("湖政发〔2020〕39号", None, None),
        (None, "2021-05-06", None),
    ],
)
def test_the_year_of_a_document_s_number(number, issued, year):
    more = (f"number: {number}\n" if number else "") + (f"issued: {issued}\n" if issued else "")
    words = (f"the number is of {year}, issued is {issued}", "check number and date")
    assert told("number-differs", book(plan(more=more))) == ([(f"issued: {issued}", *words)] if year else [])


@pytest.mark.parametrize(
    ("parent", "message"),
    [
        ("lake-2021", "lake-2021 follows itself"),
        ("hill-2021", "hill-2021 is no plan of the place or of one above it"),
        ("lake-2026", "lake-2026 begins after lake-2021 has ended"),
        ("lake-2021-too", "lake-2021-too follows lake-2021 in turn"),
        ("lake-2025", None),
        ("river-2021", None),
        ("nowhere-2021", None),
        ("abroad-2021", None),
    ],
)
def test_what_a_plan_may_follow(parent, message):
    """One of its place or of a place above, begun before it ends; one that is not encoded is no fault."""
    others = [
        plan("hill-2021", place="hill"),
        plan("river-2021", place="river"),
        plan("lake-2025", period="2025-2030"),
        plan("lake-2026", period="2026-2030"),
        plan("lake-2021-too", follows="- {title: 甲, plan: river-2021}\n- {title: 乙, plan: lake-2021}"),
    ]
    mine = f"- {{title: 丙}}\n- {{title: 丁, plan: river-2021}}\n- {{title: 戊, plan: {parent}}}"
    content = book(plan(follows=mine), *others)
    words = (message, "correct the id; it may be of a plan not encoded")
    back = ("{title: 乙, plan: lake-2021}", "lake-2021 follows lake-2021-too in turn", words[1])
    assert told("parent-odd", content) == [
        *([(f"{{title: 戊, plan: {parent}}}", *words)] if message else []),
        *([back] if parent == "lake-2021-too" else []),
    ]


def test_a_plan_of_the_years_before_may_be_followed():
    parents = "- {title: 甲, plan: river-2016}\n- {title: 乙, plan: lake-2016}"
    others = (plan("river-2016", place="river", period="2016-2020"), plan("lake-2016", period="2016-2020"))
    assert lines("parent-odd", book(plan(follows=parents), *others)) == []


COMPLETE = "encoding: complete\nsource: {sha256: " + "0" * 64 + ", characters: 9}\n"


@pytest.mark.parametrize(
    ("more", "outline", "lists", "lacking"),
    [
        (COMPLETE, OUTLINE, {"targets": '- {indicator: firms, value: 5, at: "1", quote: 5家}'}, None),
        (COMPLETE, OUTLINE, {"observed": '- {indicator: firms, value: 5, at: "1", quote: 5家}'}, None),
        (COMPLETE, OUTLINE, {"tasks": '- {key: a, kind: work, at: "1", title: 建设}'}, None),
        (COMPLETE, OUTLINE, {}, "targets"),
        (COMPLETE, "", {"tasks": '- {key: a, kind: work, at: "1", title: 建设}'}, "outline"),
        ("encoding: complete\n", "", {}, "outline, source.sha256, source.characters, targets"),
        (COMPLETE.replace(", characters: 9", ""), OUTLINE, {}, "source.characters, targets"),
        ("encoding: partial\n", "", {}, None),
    ],
)
def test_what_a_complete_plan_rests_on(more, outline, lists, lacking):
    content = book(plan(more=more, outline=outline, **lists))
    words = (f"complete, but without {lacking}", "add it, or write encoding: partial")
    assert told("complete-unfounded", content, broken=not outline) == (
        [("encoding: complete", *words)] if lacking else []
    )


def test_a_partial_plan_does_not_hide_the_next():
    content = book(plan(), plan("river-2021", place="river", more="encoding: complete\n"))
    assert lines("complete-unfounded", content) == ["encoding: complete"]


@pytest.mark.parametrize(
    ("keys", "gaps"),
    [
        (("1", "2", "2.1", "2.2", "box1", "box2", "a1"), []),
        (("1", "3"), [("3", "2")]),
        (("2",), [("2", "1")]),
        (("1", "1.2"), [("1.2", "1.1")]),
        (("1.1",), [("1.1", "1")]),
        (("1", "1.1", "1.1.1", "1.1.3"), [("1.1.3", "1.1.2")]),
        (("box2", "a2"), [("box2", "box1"), ("a2", "a1")]),
        (tuple(str(n) for n in range(1, 12)), []),
    ],
)
def test_an_outline_has_every_number_before_and_every_chapter_above(keys, gaps):
    outline = "".join(f'"{key}": 标题\n' for key in keys)
    assert told("outline-gap", book(plan(outline=outline))) == [
        (f'"{key}": 标题', f"{key} is there, {before} is not", f"add {before}, or correct {key}")
        for key, before in gaps
    ]


# Tasks


def test_a_link_leads_to_a_task_or_target():
    """One to a plan that is not in the collection may be right."""
    targets = '- {indicator: firms, by: 2025, value: 5, at: "1", quote: 5家}'
    tasks = """
    - key: lab
      kind: work
      at: "1"
      title: 建设
      links:
        - {to: river-2021/task.park, is: part-of, because: so}
        - {to: river-2021/task.parks, is: part-of, because: so}
        - {to: lake-2021/firms/2025, is: supports, because: so}
        - {to: lake-2021/firms/2035, is: supports, because: so}
        - {to: elsewhere-2021/task.park, is: part-of, because: so}
        - {to: river-2021, is: part-of, because: so}
    """
    other = '- {key: park, kind: work, at: "1", title: 建设}'
    content = book(plan(targets=targets, tasks=tasks), plan("river-2021", place="river", tasks=other))
    found = told("link-broken", content)
    assert [message for _, message, _ in found] == [
        "there is no river-2021/task.parks",
        "there is no lake-2021/firms/2035",
        "there is no river-2021",
    ]
    assert [hint for *_, hint in found] == [
        "did you mean river-2021/task.park?",
        "did you mean lake-2021/firms/2025?",
        "correct the id",
    ]


def test_nothing_is_called_missing_while_a_file_is_broken():
    """The task or the claim may stand in the part that cannot be read."""
    links = "links: [{to: river-2021/task.park, is: part-of, because: so}]"
    tasks = f'- {{key: lab, kind: work, at: "1", title: 建设, {links}}}'
    known = "- {finding: jump, because: so printed, claims: [river-2021/task.park]}"
    content = book(plan(tasks=tasks, known=known), plan("river-2021", place="river"))
    for rule in ("link-broken", "known-broken"):
        assert len(lines(rule, content)) == 1
        assert lines(rule, content + "surely: so\n", broken=True) == []


def test_a_task_is_not_linked_to_itself_or_twice():
    tasks = """
    - key: lab
      kind: work
      at: "1"
      title: 建设
      links:
        - {to: lake-2021/task.lab, is: part-of, because: so}
        - {to: lake-2021/task.park, is: part-of, because: so}
        - {to: lake-2021/task.park, is: supports, because: so}
    - key: park
      kind: work
      at: "1"
      title: 建设
      links:
        - {to: lake-2021/task.lab, is: part-of, because: so}
    """
    content = book(plan(tasks=tasks))
    assert told("link-itself", content) == [
        (
            "{to: lake-2021/task.lab, is: part-of, because: so}",
            "repeated, or the task itself: lake-2021/task.lab",
            "remove or correct it",
        ),
        (
            "{to: lake-2021/task.park, is: supports, because: so}",
            "repeated, or the task itself: lake-2021/task.park",
            "remove or correct it",
        ),
    ]


# What the curator noted


def test_unclear_names_fields_of_an_entry():
    """A result has none of a target's own; the Chinese words are for fields that have English ones."""
    targets = """
    - indicator: firms
      value: 5
      at: "1"
      quote: 5家
      unclear:
        value: blurred
        valeu: blurred
        place: blurred
        binding: blurred
      unclear-zh:
        value: 模糊
        by: 没有年份
        valu: 模糊
    """
    observed = '- {indicator: firms, value: 5, at: "1", quote: 5家, unclear: {for: a, binding: b}}'
    content = book(plan(targets=targets, observed=observed))
    found = told("unclear-field", content)
    assert [(line.partition(":")[0], message) for line, message, _ in found] == [
        ("valeu", "unclear: there is no field valeu"),
        ("place", "unclear: there is no field place"),
        ("by", "unclear-zh: there is no field by"),
        ("valu", "unclear-zh: there is no field valu"),
        ("{indicator", "unclear: there is no field binding"),
    ]
    assert [hint for *_, hint in found[:1]] == ["did you mean value?"]
    assert found[1][2].startswith("fields: indicator, at, quote, key, for, ")
    assert found[2][2] == "fields: value, valeu, place, binding"


def test_known_names_claims_and_tasks_of_the_collection():
    targets = '- {indicator: firms, by: 2025, value: 5, at: "1", quote: 5家}'
    tasks = '- {key: lab, kind: work, at: "1", title: 建设}'
    known = """
    - finding: jump
      because: so printed
      claims:
        - lake-2021/firms/2025
        - lake-2021/firms/2035
        - lake-2021/task.lab
        - lake-2021/task.park
        - nothing of the kind
    """
    content = book(plan(targets=targets, tasks=tasks, known=known), plan("river-2021", place="river"))
    assert told("known-broken", content) == [
        ("lake-2021/firms/2035", "there is no lake-2021/firms/2035", "did you mean lake-2021/firms/2025?"),
        ("lake-2021/task.park", "there is no lake-2021/task.park", "did you mean lake-2021/task.lab?"),
        ("nothing of the kind", "there is no nothing of the kind", "correct the id"),
    ]


# What stands twice


ALIKE = {
    "indicator": "spending", "key": "first", "basis": "added", "from": "2021", "by": "2025", "value": "5",
    "at": '"2.2"', "quote": "新增5亿元",
}  # fmt: skip


def entry(**fields):
    """One entry of a list; a field that is None is left out, and _ stands behind a Python keyword."""
    given = {**ALIKE, **{key.rstrip("_"): value for key, value in fields.items()}}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in given.items() if value is not None) + "}\n"


def test_two_entries_that_say_the_same():
    content = book(plan(targets=entry() + entry(key="second", at='"1"', quote="新增五亿元")))
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if "key: first" in text)
    ((text, *words),) = told("entry-repeated", content)
    assert "key: second" in text
    assert words == [
        f"says the same as the entry in line {line}",
        f"put this quote under `also` of the entry in line {line}, and remove this entry",
    ]
    assert told("entry-repeated", content, "zh")[0][1:] == (
        f"与第 {line} 行是同一个目标或成绩",
        f"把这处引文写进第 {line} 行的 also，删去这一条",
    )


@pytest.mark.parametrize(
    "more",
    [
        {"value": "50000", "unit": "万元"},
        {"for_": "[lake]"},
        {"comparator": "at-least"},
        {"commitment": "firm"},
    ],
)
def test_entries_that_say_the_same_in_other_words(more):
    """An amount in another unit is the same amount."""
    assert len(lines("entry-repeated", book(plan(targets=entry() + entry(key="second", **more))))) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"key": "first"},
        {"indicator": "firms"},
        {"of": "国有"},
        {"than": "{place: lake}"},
        {"basis": "total"},
        {"base": "2020"},
        {"from_": "2022"},
        {"by": "2024"},
        {"every": "year"},
        {"value": "6"},
        {"value": None, "low": "5", "high": "6"},
        {"unit": "人"},
        {"for_": "[hill]"},
    ],
)
def test_entries_that_differ_in_one_thing(more):
    """With one and the same key they have one id, which is told as that."""
    content = book(plan(targets=entry() + entry(**{"key": "second", **more})))
    assert lines("entry-repeated", content, broken="first" in more.values()) == []


def test_ranges_that_differ_at_one_end():
    ranges = [("1", "5"), ("1", "6"), ("2", "6")]
    listed = "".join(entry(key=f"k{n}", value=None, low=low, high=high) for n, (low, high) in enumerate(ranges))
    assert lines("entry-repeated", book(plan(targets=listed))) == []


def test_plans_and_lists_are_apart():
    targets, observed = entry(), entry(key="second", by=None, year="2025")
    assert lines("entry-repeated", book(plan(targets=targets, observed=observed))) == []
    assert (
        lines("entry-repeated", book(plan(targets=targets), plan("river-2021", place="river", targets=entry(key="b"))))
        == []
    )


def test_an_entry_for_two_places_repeats_one():
    targets = entry(for_="[ford]") + entry(key="second", for_="[hill, ford]")
    assert len(lines("entry-repeated", book(plan(targets=targets)))) == 1


@pytest.mark.parametrize(("first", "second"), [("firms", "intensity"), ("intensity", "firms")])
def test_entries_of_two_indicators_that_quote_the_same(first, second):
    """With one figure and the same leads; white space does not tell them apart."""
    targets = f"""
    - indicator: {first}
      value: 5
      at: "2.1"
      lead: [分别]
      quote: 分别达到5和5
    - indicator: {second}
      value: 5
      at: "2.1"
      lead: [分 别]
      quote: 分别达到 5和5
    """
    content = book(plan(targets=targets))
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if f"- indicator: {first}" in text)
    assert told("quote-shared", content) == [
        (
            "quote: 分别达到 5和5",
            f"quote, leads and figure are those of line {line}",
            "put the noun of each into its lead",
        )
    ]
    for near in ("value: 6", "lead: [后者]", 'at: "2.2"', "quote: 另达到5"):
        key = near.partition(":")[0]
        before, mark, after = content.rpartition(f"      {key}: ")
        there = before + mark + near.partition(": ")[2] + "\n" + after.partition("\n")[2]
        assert lines("quote-shared", there) == [], near


def test_entries_of_one_indicator_may_quote_the_same():
    """As for two places; a target and a result may not."""
    listed = '- {indicator: firms, key: a, value: 5, at: "1", quote: 5家}\n- {indicator: firms, key: b, value: 5, at: "1", quote: 5家}'
    assert lines("quote-shared", book(plan(targets=listed))) == []
    one = listed.split("\n", maxsplit=1)[0]
    assert len(lines("quote-shared", book(plan(targets=one, observed=one)))) == 1


def test_a_range_is_a_figure_too():
    ranges = [("firms", "1", "5"), ("spending", "1", "6"), ("intensity", "2", "6")]
    listed = "".join(
        f'- {{indicator: {i}, low: {low}, high: {high}, at: "1", quote: 其中}}\n' for i, low, high in ranges
    )
    assert lines("quote-shared", book(plan(targets=listed))) == []


def test_a_printing_that_stands_there_already():
    """The entry's own, or one of those before; the same words of another year, or elsewhere, are another."""
    targets = """
    - indicator: firms
      by: 2025
      value: 5
      at: "2.1"
      quote: 企业5家
      also:
        - at: "2.1"
          quote: 企业 5家
        - {at: "1", quote: 企业5家}
        - {at: "2", quote: 企业5家}
        - {at: "1", quote: 企业5 家}
        - {at: "1", quote: 企业5家, by: 2030}
        - {at: "1", quote: 企业5家, year: 2020}
    """
    assert told("printing-repeated", book(plan(targets=targets))) == [
        ('at: "2.1"', "this printing stands here already", "remove it"),
        ('{at: "1", quote: 企业5 家}', "this printing stands here already", "remove it"),
    ]


def test_tasks_and_asides_that_quote_the_same():
    """In one section; tasks without a quote do not matter, nor does a task for an aside."""
    tasks = """
    - {key: a, kind: work, at: "1", title: 建设, quote: 建设实验室}
    - {key: b, kind: work, at: "1", title: 建设}
    - {key: c, kind: work, at: "2", title: 建设, quote: 建设实验室}
    - {key: d, kind: work, at: "1", title: 建设, quote: 建设 实验室}
    - {key: e, kind: work, at: "1", title: 建设}
    """
    aside = """
    - {at: "1", quote: 建设实验室, because: none}
    - {at: "1", quote: 建设实验室, because: none}
    """
    content = book(plan(tasks=tasks, aside=aside))
    first = {n: text.strip() for n, text in enumerate(content.split("\n"), 1)}
    task, one = (next(n for n, text in first.items() if start in text) for start in ("key: a", "because"))
    assert [words for _, *words in told("task-repeated", content)] == [
        [f"the quote is that of line {task}", "remove one, or correct the quote"],
        [f"the quote is that of line {one}", "remove one, or correct the quote"],
    ]
    assert ["key: d" in line for line in lines("task-repeated", content)] == [True, False]


def test_an_aside_that_is_a_claim():
    targets = '- {indicator: firms, value: 5, at: "1", quote: 企业5家}'
    aside = """
    - at: "1"
      quote: 企业 5家
      because: no goal
    - at: "2"
      quote: 企业5家
      because: no goal
    - at: "1"
      quote: 企业6家
      because: no goal
    """
    content = book(plan(targets=targets, aside=aside))
    line = 1 + next(n for n, text in enumerate(content.split("\n")) if "indicator: firms" in text)
    assert told("aside-claimed", content) == [
        ("quote: 企业 5家", f"the entry in line {line} claims this figure", "keep one of the two")
    ]
