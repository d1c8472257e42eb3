"""Problems as annotations on a pull request, and as the summary of the step.

GitHub shows ten errors and ten warnings of a step and drops the rest silently; so the worst come first, and the summary
holds them all.
"""

from collections.abc import Iterable
from urllib.parse import quote

from plancmp.check.engine import Checked
from plancmp.problems import Problem
from plancmp.render.plain import clean
from plancmp.render.problems import LEVELS, problems_text
from plancmp.words import Text

LARGEST = 1_000_000
"""Bytes of a summary; GitHub refuses one of more than a mebibyte as a whole."""

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def annotations(checked: Checked, lang: str) -> str:
    """A workflow command for each problem, worst first; then all of them as text, for the log."""
    return "".join(_command(p, lang) for p in checked.worst_first()) + problems_text(checked, lang)


def _command(problem: Problem, lang: str) -> str:
    where = {"file": problem.mark.path, "title": problem.rule}
    if problem.mark.line:
        where |= {"line": str(problem.mark.line), "col": str(problem.mark.column)}
    properties = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in where.items())
    words = "\n".join(part for part in (problem.message.in_language(lang), problem.hint.in_language(lang)) if part)
    return f"::{problem.level} {properties}::{_escaped(words, _DATA)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs[c] if c in signs else clean(c) for c in text)


def step_summary(checked: Checked, lang: str, address: str | None = None) -> str:
    """All problems as Markdown, worst first; `address` is where the repository's files can be looked at.

    Ends, with a word about it, before it grows larger than GitHub takes.
    """
    title = Text("## plancmp 检查", "## plancmp check").in_language(lang)
    parts = [f"{title}\n\n{checked.summary().in_language(lang)}\n"]
    if checked.problems:
        parts.append(
            Text(
                "\n| 位置 | 级别 | 规则 | 问题 | 改法 |\n", "\n| place | level | rule | problem | repair |\n"
            ).in_language(lang)
        )
        parts.append("|---|---|---|---|---|\n")
        parts.extend(_fitting([_row(p, lang, address) for p in checked.worst_first()], lang))
    return "".join(parts)


def _fitting(rows: list[str], lang: str) -> Iterable[str]:
    size = 0
    for number, row in enumerate(rows):
        size += len(row.encode())
        if size > LARGEST:
            left = len(rows) - number
            yield Text(f"\n还有 {left} 个，见日志\n", f"\n{left} more: see the log\n").in_language(lang)
            return
        yield row


def _row(problem: Problem, lang: str, address: str | None) -> str:
    place = f"`{_cell(str(problem.mark))}`"
    if address and problem.mark.line:
        place = f"[{place}]({address}/{quote(problem.mark.path)}#L{problem.mark.line})"
    words = (
        LEVELS[problem.level].in_language(lang),
        problem.rule,
        problem.message.in_language(lang),
        problem.hint.in_language(lang),
    )
    return "| " + " | ".join((place, *map(_cell, words))) + " |\n"


def _cell(text: str) -> str:
    """Text that neither ends a cell nor is taken for HTML or Markdown."""
    return "".join(f"&#{ord(c)};" if c in "|<>&`*_[]\\" else c for c in clean(text))
