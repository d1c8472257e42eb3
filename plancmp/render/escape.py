"""Text made harmless for the place where it goes: a terminal, a page, Markdown, a spreadsheet, XML, GitHub's log."""

import re
from functools import cache

_MARKDOWN = str.maketrans({**{sign: f"\\{sign}" for sign in "\\|`*_[]~"}, "<": "&lt;", ">": "&gt;"})
_ENTITY = re.compile(r"&(?=#?\w+;)")

_FORMULA = frozenset("=@+-＝＠＋－")
"""What a formula begins with; Excel takes the wide signs for the narrow ones."""

_COMMAND_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_COMMAND_PROPERTY = {**_COMMAND_DATA, ":": "%3A", ",": "%2C"}


@cache
def _blank_steering(spared: str = "") -> dict[int, str]:
    """Control characters, line breaks, what turns the direction of writing round, and halves of characters: to spaces."""
    codes = (range(0x20), range(0x7F, 0xA0), range(0x2028, 0x202F), range(0x2066, 0x206A), range(0xD800, 0xE000))
    return {code: " " for run in codes for code in run if chr(code) not in spared}


def clean(text: str) -> str:
    """Text without the characters that could steer a terminal or make it show another text; line breaks become spaces."""
    return text if text.isprintable() else text.translate(_blank_steering())


def clean_page(page: str) -> str:
    """A page without the characters that `clean` takes away; its lines and tabs stay."""
    return page.translate(_blank_steering("\t\n\r"))


def clean_xml(text: str) -> str:
    """Lines without the characters that `clean` takes away, or that XML does not allow."""
    return text.translate(_blank_steering("\n")).replace("\ufffe", " ").replace("\uffff", " ")


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _ENTITY.sub("&amp;", clean(text)).translate(_MARKDOWN)


def escape_comment(text: str) -> str:
    """Text that a comment on GitHub shows as it is: no markup, and no @ that would call somebody."""
    return escape_markdown(text).replace("@", "@<!-- -->")


def escape_code(text: str) -> str:
    """Text to be set between backticks in a cell of a Markdown table."""
    return clean(text).replace("`", "'").replace("|", "\\|")


def escape_command(text: str, *, is_property: bool = False) -> str:
    """Text of a workflow command of GitHub's: its words, or the value of one of its properties."""
    signs = _COMMAND_PROPERTY if is_property else _COMMAND_DATA
    return "".join(signs[char] if char in signs else clean(char) for char in text)


def guard_formula(cell: str) -> str:
    """A cell that Excel reads as text, though it begins like a formula; figures stay figures."""
    return "'" + cell if cell[:1] in _FORMULA and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
