"""Reading line by line: the parser's own answer, or none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.reading.data import read_data
from plancmp.reading.marks import Marks
from plancmp.reading.yaml_events import read_events
from plancmp.reading.yaml_lines import read_lines

ROOT = Path(__file__).parents[1]


def told(marks):
    """Everything that marks say, in order."""
    parts = [(key, told(part) if isinstance(part, Marks) else part) for key, part in marks.parts.items()]
    return marks.path, marks.spot, list(marks.keys.items()), parts, marks.plain


def is_the_parsers(text):
    """Whether the text is read line by line; if it is, what is read is what the parser reads."""
    found = read_lines(text, "f.yaml")
    if found is None:
        return False
    data, marks, problems = read_events(text, "f.yaml")
    assert (found[0], told(found[1]), ()) == (data, told(marks), problems)
    return True


PLAIN = {
    "keys and values": "a: 1\nb: 二〇二五年\n",
    "the last line without an end": "a: 1",
    "a mapping in a mapping": "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
    "a list of mappings": "a:\n  - b: 1\n    c: 2\n  - b: 3\nd: 4\n",
    "a list at the column of its key": "a:\n- b: 1\n- b: 2\nc: 3\n",
    "a list of texts": "a:\n  - 甲\n  - 乙\n",
    "brackets": "a: [甲, 乙]\nb: {year: 2020, value: 3.5}\nc:\n  - {to: x, because: Long'an County}\n",
    "quotation marks": '"1.1": \'no\'\na: "4.10"\nb: ["1", \'2\']\n',
    "comments": "# 甲\na: 1  # 乙\n\n  # 丙\nb: C#  # 丁\n",
    "colons and hashes inside text": "a: 1:2\nb: x#y\nc: http://e.org/#z\n",
    "blanks at the end": "a: 1  \nb:  \n  c: 甲   \n",
    "numbers below zero": "a: -5\nb: [-1, 2]\n",
    "deep lists": "a:\n  - b:\n      - c: 1\n      - c: 2\n    d: 1\n",
}

LEFT = {
    "a blank value": "a:\nb: 1\n",
    "null": "a: null\n",
    "a key that stands twice": "a: 1\na: 2\n",
    "text over lines": "a: 甲\n  乙\n",
    "a block of text": "a: |\n  甲\n",
    "an anchor": "a: &x 1\n",
    "an alias": "a: *x\n",
    "a tag": "a: !!str 1\n",
    "an escape": 'a: "\\u4e00"\n',
    "brackets over lines": "a: [1,\n  2]\n",
    "brackets in brackets": "a: [[1], 2]\n",
    "a tab": "a:\t1\n",
    "a byte order mark": "\ufeffa: 1\n",
    "an invisible line break": "a: 1\u2028b: 2\n",
    "a carriage return": "a: 1\r\nb: 2\r\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "no mapping": "- a\n- b\n",
    "a colon and a blank in text": "a: 甲: 乙\n",
    "no key": "a: 1\nb\n",
    "indented too far": "a: 1\n  b: 2\n",
    "between two columns": "a:\n    b: 1\n  c: 2\n",
    "very long lines": "a: " + "x" * 100_000 + "\n",
    "too deep": "".join("  " * n + "a:\n" for n in range(19)) + "  " * 19 + "b: 1\n",
    "nothing": "# 甲\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_the_plain_form_is_read(text):
    assert is_the_parsers(text)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_anything_else_is_left_to_the_parser(text):
    assert not is_the_parsers(text)
    data, _, problems = read_events(text, "f.yaml")
    assert read_data(text, "f.yaml")[::2] == (data, problems)


@pytest.mark.parametrize(
    "path", [ROOT / "plans.yaml", ROOT / "plancmp" / "starter" / "plans.yaml"], ids=["shipped", "init"]
)
def test_what_is_shipped_is_in_the_plain_form(path):
    assert is_the_parsers(path.read_text(encoding="utf-8"))


SHIPPED = (ROOT / "plans.yaml").read_text(encoding="utf-8").split("\n")
signs = st.sampled_from(
    [
        *(" ", "  ", "- ", ": ", ":", "#", " #", '"', "'", "[", "]", "{", "}", ", ", ",", "?", "-", "~", "null"),
        *("\n", "\n  ", "\n- ", "\n    x: y", "a: b", "1", "%", "&", "*", "!", "|", ">", "@", "`", "\t", "　", "\\", "---", "=", "甲"),
    ]
)  # fmt: skip


@st.composite
def changed(draw):
    """Some lines of the shipped file at the margin, with signs put in."""
    first = draw(st.integers(0, len(SHIPPED) - 12))
    lines = SHIPPED[first : first + draw(st.integers(1, 12))]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    text = "\n".join(line[margin:] for line in lines)
    for sign in draw(st.lists(signs, max_size=3)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at + draw(st.integers(0, 2)) :]
    return text


@given(changed())
def test_whatever_is_read_is_what_the_parser_reads(text):
    is_the_parsers(text)


@given(
    st.lists(signs, max_size=9).map("".join),
    st.sampled_from(["a: ", "a:\n  - ", "x: [", "x: {a: ", "k:\n  b: 1\n  c: "]),
)
def test_whatever_is_read_of_signs_is_what_the_parser_reads(text, before):
    is_the_parsers(before + text)
