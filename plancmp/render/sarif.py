"""Problems as SARIF 2.1.0, which code scanning services read."""

import json
from typing import Any
from urllib.parse import quote

from plancmp.check.engine import Checked, manual
from plancmp.problems import Mark, Problem


def sarif(checked: Checked, lang: str, version: str) -> str:
    """One run with its rules and results; columns count characters."""
    names = sorted({p.rule for p in checked.problems})
    run = {
        "tool": {"driver": {"name": "plancmp", "version": version, "rules": [_rule(name, lang) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, names.index(p.rule), lang) for p in checked.problems],
    }
    record = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str, lang: str) -> dict[str, Any]:
    level, words = manual(name)
    return {
        "id": name,
        "shortDescription": {"text": words.in_language(lang)},
        "defaultConfiguration": {"level": level},
    }


def _result(problem: Problem, number: int, lang: str) -> dict[str, Any]:
    words = "\n".join(part for part in (problem.message.in_language(lang), problem.hint.in_language(lang)) if part)
    return {
        "ruleId": problem.rule,
        "ruleIndex": number,
        "level": problem.level,
        "message": {"text": words},
        "locations": [{"physicalLocation": _place(problem.mark)}],
    }


def _place(mark: Mark) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(mark.path.replace("\\", "/"))}}
    if mark.line:
        place["region"] = {"startLine": mark.line, "startColumn": max(mark.column, 1)}
    return place
