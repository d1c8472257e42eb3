"""What mutation testing found untested in the reader of figures: each example fails for a program that is wrong by one operator."""

import time
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.chinese.agreement import find_disagreements
from plancmp.chinese.folding import fold
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.quantities import find_quantities
from plancmp.vocabulary import Basis, Comparator


def disagreements(quote, value, unit, basis=None):
    """The fields in which the quote prints something else than `value` `unit`."""
    found = find_disagreements(
        quote, value=Decimal(value), low=None, high=None, unit=unit, comparator=Comparator.REACH, basis=basis
    )
    return [each.field for each in found]


@pytest.mark.parametrize("numeral", ["十百", "一千百", "一百二百", "零十", "一百千", "一百零", "一千零百"])
def test_what_only_looks_like_a_numeral_has_no_value(numeral):
    """Sizes fall from left to right, and a zero counts nothing."""
    assert read_numeral(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "value"), [("一百十五", 115), ("一千零五", 1005), ("九千", 9000), ("七千九百", 7900)]
)
def test_numerals_as_they_are_said(numeral, value):
    """With 一百十五 for 一百一十五."""
    assert read_numeral(numeral) == value


def test_a_figure_of_a_list_keeps_its_own_unit():
    """Only one without takes that of the last."""
    assert [q.unit for q in find_quantities("5人、8项")] == ["人", "项"]
    assert [q.unit for q in find_quantities("5、8项")] == ["项", "项"]


def test_a_latin_unit_ends_where_its_word_ends():
    """mm is millimetres, mmol is not."""
    assert [q.unit for q in find_quantities("厚度5mm")] == ["毫米"]
    assert "毫米" not in [q.unit for q in find_quantities("浓度5mmol")]


def test_a_range_with_an_end_that_cannot_be_read_is_none():
    """A serial number of thirty digits is no figure."""
    assert all(q.low is None for q in find_quantities("2—" + "9" * 30 + "家"))
    assert [(q.value, q.low) for q in find_quantities("9" * 30 + "—40家")] == [(None, None), (40, None)]


def test_a_year_in_the_quote_is_no_figure_for_another_unit():
    """It is one only where years are counted."""
    assert disagreements("到2020年高新技术企业", "5600", "家") == []


def test_doubling_is_told_in_each_of_its_units_and_in_no_other():
    """倍增 is 2 times, 1 番 or 100 percent more; 翻一番 is not 1 times."""
    for value, unit in (("2", "倍"), ("1", "番"), ("100", "percent")):
        assert disagreements("营业收入倍增", value, unit, Basis.MULTIPLE) == []
    for value, unit in (("0", "番"), ("101", "percent")):
        assert "value" in disagreements("营业收入倍增", value, unit, Basis.MULTIPLE)
    assert "value" in disagreements("营业收入翻一番", "1", "倍", Basis.MULTIPLE)


@pytest.mark.parametrize(("value", "digit"), list(enumerate("壹贰叁肆伍陆柒捌玖", 1)))
def test_numerals_of_accounts(value, digit):
    """壹 to 玖, as in contracts."""
    assert read_numeral(f"{digit}佰") == value * 100
    assert read_numeral(f"{digit}拾{digit}") == value * 11


@pytest.mark.parametrize("low", range(1, 9))
def test_two_digits_in_a_row_are_a_range(low):
    """两三家 is two or three."""
    digits = "一二三四五六七八九"
    (found,) = find_quantities(f"{digits[low - 1 : low + 1]}家企业")
    assert (found.low, found.high) == (low, low + 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("编码123456的", "figure"),
        ("编码1234567的", "name"),
        ("企业1234567家", "figure"),
        ("邮编:530022", "name"),
        ("代号007的", "name"),
        ("举办三场", "name"),
        ("举办三场以上", "figure"),
        ("12345678号-3个", "name"),
        ("约20余，", "figure"),
    ],
)
def test_serial_numbers_are_no_figures(text, kind):
    """Seven digits without a unit, a leading zero, a postcode, what is counted loosely."""
    assert [q.kind for q in find_quantities(text)] == [kind]


def test_a_multiple_behind_a_space_belongs_to_the_figure():
    """5 亿 is 500,000,000."""
    assert [q.value for q in find_quantities("投入5 亿")] == [500_000_000]


def test_what_breaks_through_a_number_of_things_is_bounded_by_it_where_a_noun_stands_before():
    """关键技术突破10项 bounds the figure, 突破10项关键技术 is a deed."""
    assert [q.comparator for q in find_quantities("关键技术突破10项")] == [Comparator.ABOVE]
    assert [q.comparator for q in find_quantities("着力突破10项关键技术")] == [Comparator.REACH]


def test_an_accent_is_folded_into_the_character_before_it_with_its_place():
    """The offset is that of the letter, not of the accent."""
    folded, offsets = fold("ae\u0301c")
    assert (folded, list(offsets)) == ("aéc", [0, 1, 3, 4])


def test_thousands_of_accents_are_folded_in_linear_time():
    """Putting them in order takes the square of their number, so they are taken in pieces."""
    began = time.process_time()
    fold("a" + "\u0300\u0316" * 50_000)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("value", "near"), [("56", "factor-of-ten"), ("6500", "transposed"), ("-5600", None), ("5700", None)]
)
def test_the_likely_slip_is_named(value, near):
    """A wrong sign is neither a transposition nor a factor."""
    (found,) = find_disagreements(
        "达到5600家", value=Decimal(value), low=None, high=None, unit="家", comparator=Comparator.REACH, basis=None
    )
    assert found.near == near


@pytest.mark.parametrize(
    "printed",
    [
        "0776-5680888",
        "007A-3",
        "2000000B-3",
        "3号",
        "5G",
        "500㎡",
        "万分之五",
        "不低于百分之五",
        "百分之五以上",
        "不低于财政支出的2%",
        "至少建成3家",
        "50万元/项目",
        "-3.2%",
        "约5%以内",
        "不得低于财政支出的2%",
        "５００㎡",
        "20余",
        "两千瓦时",
        "3千亿元",
        "“零”的突破",
        "123¼",
        "一亿五千万元",
        "20余家",
        "⼆⼗⼈以上",
    ],
)
def test_the_whole_of_what_is_printed_is_told(printed):
    """Serial numbers to their last character, and characters that a PDF has twice (⼈ for 人) as the text has them."""
    (found,) = find_quantities(f"本表为{printed}，见说明")
    assert found.text == printed


def test_a_quotation_mark_that_closes_behind_the_words_is_not_of_the_figure():
    """“零”的突破 has both marks inside, “零的突破” around."""
    assert [q.text for q in find_quantities("实现“零的突破”")] == ["零的突破"]


@pytest.mark.parametrize("before", ["共", "５家，cafe\u0301有", "５家，cafe\u0301 和 cafe\u0301有"])
def test_a_figure_behind_an_accent_has_its_own_place(before):
    """The accent is a character of its own in the text as given."""
    assert find_quantities(before + "5000个")[-1].text == "5000个"


def test_two_figures_of_one_character_are_one():
    """¼ is folded to the digits of a fraction, and these may be read apart."""
    spans = [(q.start, q.end) for q in find_quantities("企业5家，面积123¼，共6项")]
    assert spans == [(2, 4), (7, 11), (13, 15)]


@given(st.text(alphabet="ae9一家ｶﾞ５（　㎡½⼈\u0301\u0327", max_size=12))
def test_folded_text_is_the_normal_form_and_every_character_of_it_has_a_place(text):
    """Accents in the order of Unicode, and offsets that never go back."""
    folded, offsets = fold(text)
    assert folded == normalize("NFKC", text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)


@pytest.mark.parametrize("multiple", ["百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"])
def test_a_multiple_is_worth_the_same_behind_either_digit(multiple):
    """3百万 is 三百万."""
    assert read_numeral(f"3{multiple}") == read_numeral(f"三{multiple}")


def test_thousands_of_accounts():
    """叁仟 is 3000."""
    assert read_numeral("叁仟伍佰") == 3500


@pytest.mark.parametrize(("digits", "kind"), [(20, "figure"), (21, "name")])
def test_no_figure_has_more_than_twenty_digits(digits, kind):
    """A longer one is a serial number, whatever stands behind."""
    assert [q.kind for q in find_quantities(f"企业{'1' * digits}家")] == [kind]
    assert [q.kind for q in find_quantities(f"编号{'1' * digits}亿")] == ["name"]


def test_no_chinese_numeral_has_more_than_forty_characters():
    """A longer one counts nothing."""
    assert [q.value for q in find_quantities("二〇" * 20 + "家")] == [int("20" * 20)]
    assert not find_quantities("二〇" * 21 + "家")


@pytest.mark.parametrize(("piece", "kind"), [("“12家企业和平台建设”", "name"), ("“12家企业和平台建设等”", "figure")])
def test_a_longer_piece_in_quotation_marks_is_a_sentence_not_a_name(piece, kind):
    """Ten characters may be the name of a programme."""
    assert [q.kind for q in find_quantities(f"落实{piece}")] == [kind]


def kinds(text):
    """Each figure with whether it numbers a line."""
    return [(str(q.value), q.kind == "list-number") for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.建设平台\n2.完善机制\n3.引进人才", [("1", True), ("2", True), ("3", True)]),
        ("  1.建设平台", [("1", True)]),
        ("99.建设平台", [("99", True)]),
        ("100.建设平台", [("100", False)]),
        ("5.\n建设", [("5", False)]),
        ("            5.建设", [("5", True)]),
        ("甲\n            5.建设", [("5", True)]),
        ("甲            5.建设", [("5", False)]),
        ("说明            20按照规定", [("20", False)]),
        ("说明\n            20按照规定", [("20", True)]),
        ("合计1\n投入", [("1", False)]),
        ("1\t5", [("1", False), ("5", False)]),
        ("说明\n20按照规定", [("20", True)]),
        ("说明\n21按照规定", [("21", False)]),
        ("注:3按照规定", [("3", True)]),
        ("说明:3按照规定", [("3", False)]),
    ],
)
def test_what_numbers_a_line(text, expected):
    """Up to 99 with a point behind, up to 20 for a note, and never in the middle of a line."""
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("123", [True, True, True]),
        ("1231", [True, True, True, True]),
        ("2", [False]),
        ("0", [False]),
        ("13", [True, False]),
        ("124", [True, True, False]),
    ],
)
def test_numbers_of_rows_follow_each_other(numbers, expected):
    """From 1, which may begin another table; another figure in a cell of its own is a value."""
    table = "指标\n" + "\n".join(f"{number}\n甲乙" for number in numbers)
    assert [numbered for _, numbered in kinds(table)] == expected


def test_a_unit_in_brackets_may_open_the_text():
    """As in a cell."""
    assert [q.unit for q in find_quantities("(亿元) 12")] == ["亿元"]


@pytest.mark.parametrize("quote", ["企业5家", "企业50家以上", "年均增长10%"])
def test_where_no_number_is_encoded_nothing_can_differ(quote):
    """Whatever else is."""
    comparator, basis = Comparator.AT_MOST, Basis.ADDED
    assert not find_disagreements(quote, value=None, low=None, high=None, unit="项", comparator=comparator, basis=basis)


def bounds(quote, low, high, comparator=Comparator.REACH):
    """The fields in which the quote prints something else than a range with one end open."""
    low, high = (None if end is None else Decimal(end) for end in (low, high))
    found = find_disagreements(quote, value=None, low=low, high=high, unit=None, comparator=comparator, basis=None)
    return [f"{each.field} {each.encoded} {each.printed}".replace("  ", " - ") for each in found]


def test_a_range_with_an_open_end():
    """Its one end is printed; a printed range has two. A fall to be told from 10 percent is at most -10."""
    assert bounds("企业30家", None, "30") == bounds("企业30家", "30", None) == []
    assert bounds("企业30家", None, "20") == ["high 20 30"]
    assert bounds("企业30家", "20", None) == ["low 20 30"]
    assert bounds("企业20—30家", None, "30") == ["low - 20"]
    assert bounds("企业20—30家", "20", None) == ["high - 30"]
    assert bounds("能耗下降10%", None, "-10") == bounds("能耗下降10%", "-10", None) == []
    assert bounds("企业40家", "30", "50") == ["low 30 40", "high 50 40"]
