"""Problems as text: one line a problem, with the source line and a caret where there is one."""

import re
from collections.abc import Sequence

from plancmp.check.result import CheckResult
from plancmp.problems import LEVELS, Problem
from plancmp.render import Style
from plancmp.render.escape import clean
from plancmp.render.width import cell_len

LONGEST = 100
"""Characters of a source line that are shown around the caret."""

_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KEY = re.compile(r"[^\s:：#]+(?=:(?:\s|$))")
_VALUE = re.compile(r"\S.*?(?=\s+#|\s*$)")
_IN_BRACKETS = re.compile(r"[^\s\[\]{},:#][^\[\]{},:#]*(?<! )|.")


def write_problems(checked: CheckResult, style: Style) -> str:
    """Every problem with its source line, then how many there are in what."""
    texts = [format_problem(p, checked.lines.get(p.mark.path, ()), style.lang) for p in checked.problems]
    return "\n".join([*texts, checked.summarize().in_language(style.lang)]) + "\n"


def format_problem(problem: Problem, lines: Sequence[str], lang: str) -> str:
    """`file:line:column: level: rule: message`, then the line and a caret with the repair."""
    level = LEVELS[problem.level].in_language(lang)
    head = f"{clean(str(problem.mark))}: {level}: {problem.rule}: {clean(problem.message.in_language(lang))}"
    hint = clean(problem.hint.in_language(lang))
    number = problem.mark.line
    if not 0 < number <= len(lines):
        return f"{head}\n    {hint}" if hint else head
    line, column = lines[number - 1], max(problem.mark.column, 1)
    start = max(0, column - LONGEST // 2) if len(line) > LONGEST else 0
    shown = clean(line[start : start + LONGEST])
    before = cell_len(clean(line[start : column - 1]))
    under = max(1, cell_len(clean(line[column - 1 : _find_token_end(line, column - 1, start + LONGEST)])))
    margin = f"{number:>7} | "
    blank = " " * (len(margin) - 2) + "| "
    caret = f"{blank}{' ' * before}{'^' * under}"
    room = 78 - cell_len(caret)
    if not hint or cell_len(hint) + 1 <= max(room, 0):
        return f"{head}\n{margin}{shown}\n{caret} {hint}".rstrip()
    return f"{head}\n{margin}{shown}\n{caret}\n{blank}{hint}"


def _find_token_end(line: str, at: int, end: int) -> int:
    """Where the key or value that begins at offset `at` of a line ends, `end` at the latest."""
    inside = line.count("[", 0, at) + line.count("{", 0, at) > line.count("]", 0, at) + line.count("}", 0, at)
    patterns = (_QUOTED, _IN_BRACKETS) if inside or line[at : at + 1] in {"[", "{"} else (_QUOTED, _KEY, _VALUE)
    return next((match.end() for pattern in patterns if (match := pattern.match(line, at, end))), at)
