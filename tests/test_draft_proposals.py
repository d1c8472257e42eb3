"""draft --proposals: what other programs propose is drafted only where the text proves it."""

import json
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from conftest import run_plancmp

from plancmp.chinese.plan_text import read_plan_text
from plancmp.draft import Draft, draft
from plancmp.draft.result import Statement
from plancmp.model import Collection

TEXT = """青山市产业发展“十四五”规划
一、发展基础
2020年，全市高新技术企业达到58家，规模以上工业企业实现利润12.5亿元，全社会研发投入占GDP比重为1.21%。
二、发展目标
到2025年，高新技术企业突破120家，研发投入占GDP比重达到2%以上，力争全市实现地区生产总值1500亿元左右，单位能耗累计下降13.5%以上。
三、重点任务
（一）产业集聚
到2025年，建成产业园3个、标准厂房50万平方米，培育科技型中小企业200家，新增省级创新平台15个。
（二）人才引进
五年内引进高层次人才300名，每年培训技能人才1.2万人次。对新认定企业给予20万元奖励。
"""
NOTHING = Collection({}, {}, {})


def propose(*proposals: object, text: str = TEXT) -> Draft:
    """The draft of the text with proposals, each an object or a line as written."""
    lines = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in proposals]
    return draft(read_plan_text(text), NOTHING, proposals="\n".join(lines))


def why(made: Draft) -> list[str]:
    return [refusal.why.en for refusal in made.refused]


def test_a_proposal_that_the_text_proves_is_a_note_at_its_entry():
    """The rules' own reading stands; what the other program calls it is for a person to see."""
    made = propose({"quote": "高新技术企业突破120家", "value": 120, "unit": "家", "by": 2025, "indicator": "高企数"})
    entry = next(e for e in made.targets if e.head.figure.value == Decimal(120))
    assert [note.en for note in entry.notes] == ["proposed by a program too (line 1) as indicator: 高企数"]
    assert (made.proved, made.refused) == (1, ())
    assert len(made.entries) == len(propose().entries)


def test_a_figure_that_the_rules_pass_over_is_drafted_where_it_is_proposed():
    """A gift is no claim by the rules; a program may know better, and the figure is there."""
    assert all(e.head.figure.value != Decimal(20) for e in propose().entries)
    made = propose({"quote": "给予20万元奖励", "value": "20万元", "type": "target"})
    assert [e.head.quote for e in made.targets if e.head.figure.value == Decimal(20)] == ["对新认定企业给予20万元"]
    assert len(made.entries) == len(propose().entries) + 1


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        ("{not json", "no JSON object"),
        ("[1]", "no JSON object"),
        ({"value": 5}, "has no quote"),
        ({"quote": "高新技术企业突破120家"}, "has no value (or low and high), or one that is no number"),
        ({"quote": "高新技术企业突破120家", "value": True}, "has no value (or low and high), or one that is no number"),
        ({"quote": "高新技术企业突破130家", "value": 130}, "the quote is not in the text; the nearest is 高新技术企业突破120家"),
        ({"quote": "人均可支配收入", "value": 130}, "the quote is not in the text"),
        ({"quote": "高新技术企业突破120家", "value": 12}, "the text prints 突破120家"),
        ({"quote": "高新技术企业突破12", "value": 12}, "the quote holds no figure, or cuts one"),
        ({"quote": "高新技术企业突破120家", "value": 120, "unit": "亿元"}, "the text prints 突破120家"),
        ({"quote": "高新技术企业突破120家", "value": 120, "comparator": "at-least"}, "comparator is at-least, the text says above"),
        ({"quote": "高新技术企业突破120家", "value": 120, "by": 2030}, "by is 2030, the text says 2025"),
        ({"quote": "给予20万元奖励", "value": 20, "by": 2025}, "by is 2025, the text prints none"),
        ({"quote": "研发投入占GDP比重达到2%", "value": -2}, "is negative, and the text tells of no fall"),
        ({"quote": "高新技术企业突破120家", "value": 120, "at": "3"}, "the quote stands at 96, in section 2, not where it is said to"),
        ({"quote": "高新技术企业突破120家", "value": 120, "offset": 40}, "the quote stands at 96, in section 2, not where it is said to"),
    ],
)  # fmt: skip
def test_what_is_not_proved_is_told_with_the_reason(proposal, reason):
    """Each is refused for what the text says against it, and adds nothing to the draft."""
    made = propose(proposal)
    assert why(made) == [reason]
    assert made.entries == propose().entries


@pytest.mark.parametrize(
    "proposal",
    [
        {"quote": "实现地区生产总值1500亿元左右", "value": 0.15, "unit": "万亿元", "comparator": "about", "year": 2025},
        {"quote": "单位能耗累计下降13.5%以上", "value": -13.5, "unit": "%", "comparator": "at-most"},
        {"quote": "单位能耗累计下降13.5％", "value": "13.5%", "comparator": "at-least"},
        {"quote": "五年内引进高层次人才 300 名", "value": 300, "from": 2021, "by": 2025, "confidence": 0.4},
    ],
)
def test_another_unit_and_another_spelling_prove_the_same_figure(proposal):
    assert (why(propose(proposal)), propose(proposal).proved) == ([], 1)


def test_one_quote_in_two_places_needs_its_place():
    """A figure printed twice and read differently is drafted only where the proposal says which one it means."""
    text = "青山市产业发展“十四五”规划\n一、发展基础\n2020年企业达到58家。\n二、发展目标\n到2025年企业达到58家。\n"
    quote = {"quote": "企业达到58家", "value": 58}
    assert why(propose(quote, text=text)) == [
        "more than one figure is like this, and they read differently: give its offset or a longer quote"
    ]
    assert propose({**quote, "at": "2"}, text=text).proved == 1
    assert propose({**quote, "offset": text.index("企业达到58家")}, text=text).proved == 1


def make_true(statement: Statement) -> dict[str, object]:
    """What a good program proposes of a figure."""
    figure, start = statement.figure, TEXT.index(statement.quote)
    proposal = {"quote": statement.quote, "value": str(abs(figure.value)), "unit": statement.unit, "offset": start}
    return {**proposal, "comparator": str(figure.comparator), "year": statement.year, "at": statement.section}


def plant(true: dict[str, object], figures: set[str], chance: random.Random) -> Iterator[dict[str, object]]:
    """The proposal with one thing wrong: value, offset, unit, bound, year, section, a digit or the end of the quote."""
    quote, value = str(true["quote"]), Decimal(str(true["value"]))
    wrong = [value + chance.choice([1, -1, 10, Decimal("0.1")]), value * chance.choice([10, 100]), value + 100]
    yield from ({**true, "value": str(v)} for v in wrong if str(v.normalize()) not in figures)
    shift = chance.choice([n for n in range(-30, 60) if n])
    yield {**true, "offset": int(str(true["offset"])) + shift}
    yield {**true, "offset": len(TEXT) + shift + 60}
    yield {**true, "unit": "吨" if true["unit"] != "吨" else "家"}
    yield {**true, "comparator": "below"}
    yield {**true, "year": int(str(true["year"])) + chance.choice([-5, -1, 1, 5])}
    yield {**true, "at": "4"}
    digit = next(i for i in reversed(range(len(quote))) if quote[i].isdigit())
    other = str((int(quote[digit]) + chance.randint(1, 9)) % 10)
    yield {**true, "quote": quote[:digit] + other + quote[digit + 1 :]}
    yield {**true, "quote": quote[::-1]}


def test_two_hundred_planted_faults_and_none_passes():
    """Every true proposal passes; of more than two hundred with one thing wrong none does, and none changes the draft."""
    chance = random.Random(20)  # noqa: S311 - chances for a test, no secrets
    plain = propose()
    heads = [e.head for e in plain.entries if e.head.year and e.head.quote in TEXT]
    true = [make_true(head) for head in heads]
    figures = {str(abs(head.figure.value).normalize()) for head in heads}
    planted = [fault for _ in range(3) for each in true for fault in plant(each, figures, chance)]
    assert len(planted) >= 200
    assert (propose(*true).proved, why(propose(*true))) == (len(true), [])
    made = propose(*planted)
    assert made.proved == 0
    assert len(made.refused) == len(planted)
    assert made.entries == plain.entries


def test_the_command_lists_what_it_does_not_draft(tmp_path):
    """On stderr at the line of the file, in a pipe too; the draft goes to stdout and says how many were proved."""
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    lines = [{"quote": "高新技术企业突破120家", "value": 120}, {"quote": "高新技术企业突破120家", "value": 210}]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    done = run_plancmp("draft", "plan.txt", "--proposals", "p.jsonl", "--lang", "en", cwd=tmp_path)
    assert done.status == 0
    assert done.err.splitlines() == [
        "p.jsonl:2: the text prints 突破120家 (高新技术企业突破120家)",
        "Proposals of other programs: 1 proved by the text, 1 not, and not drafted.",
    ]
    assert "# Proposals of other programs: 1 proved by the text, 1 not, and not drafted." in done.out
