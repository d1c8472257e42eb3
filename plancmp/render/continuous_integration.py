"""Problems for services that run `check`: annotations and the step's summary on GitHub, SARIF 2.1.0, JUnit XML."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plancmp.check.engine import get_manual
from plancmp.check.result import CheckResult
from plancmp.problems import LEVELS, Mark, Problem
from plancmp.render import Style
from plancmp.render.escape import clean_xml, escape_code, escape_command, escape_markdown
from plancmp.render.problems import format_problem, write_problems
from plancmp.words import say

LARGEST = 1_000_000
"""Bytes of a summary; GitHub refuses one of more than a mebibyte as a whole."""


def write_annotations(checked: CheckResult, style: Style) -> str:
    """A workflow command for each problem; then all of them as text, for the log.

    GitHub shows ten errors and ten warnings of a step and drops the rest silently: the worst come first, and the step's
    summary holds them all.
    """
    commands = "".join(_annotate(p, style.lang) for p in checked.sort_by_level())
    return commands + write_problems(checked, style)


def _annotate(problem: Problem, lang: str) -> str:
    where = {"file": problem.mark.path, "title": problem.rule}
    if problem.mark.line:
        where |= {"line": str(problem.mark.line), "col": str(problem.mark.column)}
    properties = ",".join(f"{key}={escape_command(value, is_property=True)}" for key, value in where.items())
    return f"::{problem.level} {properties}::{escape_command(_join_words(problem, lang))}\n"


def _join_words(problem: Problem, lang: str) -> str:
    """The message, and the repair on a line of its own."""
    return "\n".join(filter(None, (problem.message.in_language(lang), problem.hint.in_language(lang))))


def write_summary(checked: CheckResult, lang: str, address: str | None = None) -> str:
    """All problems as Markdown, worst first; `address` is where the repository's files can be looked at.

    Ends, with a word about it, before it grows larger than GitHub takes.
    """
    title = say("## plancmp 检查", "## plancmp check").in_language(lang)
    parts = [f"{title}\n\n{checked.summarize().in_language(lang)}\n"]
    if checked.problems:
        heads = say("| 位置 | 级别 | 规则 | 问题 | 改法 |", "| place | level | rule | problem | repair |")
        parts.append(f"\n{heads.in_language(lang)}\n|---|---|---|---|---|\n")
        parts.extend(_take_rows([_format_row(p, lang, address) for p in checked.sort_by_level()], lang))
    return "".join(parts)


def _take_rows(rows: list[str], lang: str) -> Iterable[str]:
    size = 0
    for number, row in enumerate(rows):
        size += len(row.encode())
        if size > LARGEST:
            words = say("还有 {left} 个，见日志", "{left} more: see the log", left=len(rows) - number)
            yield f"\n{words.in_language(lang)}\n"
            return
        yield row


def _format_row(problem: Problem, lang: str, address: str | None) -> str:
    place = f"`{escape_code(str(problem.mark))}`"
    if address and problem.mark.line:
        place = f"[{place}]({address}/{quote(problem.mark.path)}#L{problem.mark.line})"
    told = (LEVELS[problem.level], problem.message, problem.hint)
    level, message, hint = (escape_markdown(words.in_language(lang)) for words in told)
    return f"| {place} | {level} | {escape_markdown(problem.rule)} | {message} | {hint} |\n"


def write_sarif(checked: CheckResult, style: Style) -> str:
    """One run with its rules and results; columns count characters."""
    names = sorted({p.rule for p in checked.problems})
    rules = [_describe_rule(name, style.lang) for name in names]
    run = {
        "tool": {"driver": {"name": "plancmp", "version": style.version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_problem(p, names.index(p.rule), style.lang) for p in checked.problems],
    }
    record = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _describe_rule(name: str, lang: str) -> dict[str, Any]:
    level, words = get_manual(name)
    return {
        "id": name,
        "shortDescription": {"text": words.in_language(lang)},
        "defaultConfiguration": {"level": level},
    }


def _describe_problem(problem: Problem, number: int, lang: str) -> dict[str, Any]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": number,
        "level": problem.level,
        "message": {"text": _join_words(problem, lang)},
        "locations": [{"physicalLocation": _locate(problem.mark)}],
    }


def _locate(mark: Mark) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(mark.path.replace("\\", "/"))}}
    if mark.line:
        place["region"] = {"startLine": mark.line, "startColumn": max(mark.column, 1)}
    return place


def write_junit(checked: CheckResult, style: Style) -> str:
    """A suite a file, a case a problem: a failed one for an error, one with a text for a warning; one that passed for a
    file without problems.
    """
    by_path: dict[str, list[Problem]] = {path: [] for path in checked.paths}
    for problem in checked.problems:
        by_path.setdefault(problem.mark.path, []).append(problem)
    cases = sum(max(1, len(problems)) for problems in by_path.values())
    root = Element("testsuites", name="plancmp check", tests=str(cases), failures=str(checked.errors))
    for path, problems in by_path.items():
        name, count = clean_xml(path), str(max(1, len(problems)))
        failures = str(sum(p.level == "error" for p in problems))
        suite = SubElement(root, "testsuite", name=name, tests=count, failures=failures, errors="0")
        if not problems:
            SubElement(suite, "testcase", classname=name, name="plancmp check")
        for problem in problems:
            _add_case(suite, problem, checked, style.lang)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_case(suite: Element, problem: Problem, checked: CheckResult, lang: str) -> None:
    path = clean_xml(problem.mark.path)
    name = f"{problem.rule} {problem.mark.line}:{problem.mark.column}"
    case = SubElement(suite, "testcase", classname=path, name=name, file=path)
    if problem.mark.line:
        case.set("line", str(problem.mark.line))
    text = clean_xml(format_problem(problem, checked.lines.get(problem.mark.path, ()), lang))
    if problem.level == "error":
        message = clean_xml(problem.message.in_language(lang))
        SubElement(case, "failure", type=problem.rule, message=message).text = text
    else:
        SubElement(case, "system-out").text = text
