"""Which results of `check` an edit brought, and which it took away."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from plancmp.check.engine import check
from plancmp.check.result import record_problems
from plancmp.problems import Problem, sort_problems
from plancmp.reading.loaded import Loaded


def check_changes(old: Loaded, new: Loaded) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems newly found, and problems gone; errors first, then in order of place.

    A problem is known again by its rule, message and source line, then without the line: it moves when lines
    are put in above it.
    """
    before, after = check(old).problems, check(new).problems
    for key in (_with_line, _without_line):
        was, now = [key(p, old) for p in before], [key(p, new) for p in after]
        before, after = _surplus(before, was, now), _surplus(after, now, was)
    return _worst_first(after), _worst_first(before)


def _surplus(problems: Sequence[Problem], keys: Sequence[Hashable], known: Sequence[Hashable]) -> tuple[Problem, ...]:
    """The problems whose keys are not among the known ones; of several that are alike, the later ones."""
    left = Counter(known)
    found = []
    for problem, key in zip(problems, keys, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _with_line(problem: Problem, loaded: Loaded) -> Hashable:
    lines = loaded.lines.get(problem.mark.path, ())
    number = problem.mark.line
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return (*_without_line(problem, loaded), line)


def _without_line(problem: Problem, loaded: Loaded) -> tuple[str, ...]:
    """Rule and message, without the numbers of lines and the names of files that stand in it."""
    message = problem.message.en
    for path in loaded.paths:
        message = message.replace(path, "")
    return problem.rule, re.sub(r":\d+(?::\d+)?|\bline \d+", "", message)


def _worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(sort_problems(problems), key=lambda p: p.level != "error"))


def problem_records(problems: tuple[Problem, ...], lang: str) -> list[dict[str, Any]]:
    """The problems as `check` prints them for programs."""
    return record_problems(problems, lang)
