"""Edits made in the text of a file at their marks: comments, order and all other characters stay."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancmp.model import Observed, Target, key_of
from plancmp.problems import Mark, PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.yaml_writing import Raw, write_scalar
from plancmp.words import say
from plancmp.workbook.edits import Edit
from plancmp.workbook.rows import NUMBERS, EntryRow

_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?:(?! +#| *$).)+')
"""A scalar on its line: in quotes, or to a comment."""


class _Step(NamedTuple):
    """One change of lines: what stands there anew, put behind a line or in the place of it."""

    line: int
    is_behind: bool
    order: int
    text: str | None


def apply_edits(loaded: Loaded, edits: Sequence[Edit]) -> dict[str, str]:
    """The new text of every file that is touched. Raises PlancmpError (exit code 2) where a file is written in a way that
    leaves no line to change.
    """
    by_file: dict[str, list[_Step]] = {}
    for order, edit in enumerate(edits):
        mark = loaded.mark("plans", edit.row.plan, *edit.row.path)
        by_file.setdefault(mark.path, []).append(_make_step(loaded, edit, order))
    return {path: _take_steps(loaded.lines[path], steps) for path, steps in by_file.items()}


def _make_step(loaded: Loaded, edit: Edit, order: int) -> _Step:
    row, key = edit.row, key_of(edit.field)
    words = Raw(edit.new) if edit.field in NUMBERS else edit.new
    if not loaded.has("plans", row.plan, *row.path, key):
        anchor = _find_anchor(loaded, row, edit.field)
        indent = " " * (loaded.key_mark("plans", row.plan, *row.path, anchor).column - 1)
        return _Step(
            loaded.mark("plans", row.plan, *row.path, anchor).line, True, order, f"{indent}{key}: {write_scalar(words)}"
        )
    mark = loaded.mark("plans", row.plan, *row.path, key)
    line = loaded.lines[mark.path][mark.line - 1]
    before, found = line[: mark.column - 1], _VALUE.match(line[mark.column - 1 :])
    at_key = loaded.key_mark("plans", row.plan, *row.path, key)
    if found is None or at_key.line != mark.line or not re.fullmatch(r"[ -]*[a-z-]+: +", before):
        raise _refuse(row, mark)
    if not edit.new:
        return _Step(mark.line, False, order, None)
    return _Step(mark.line, False, order, before + write_scalar(words) + line[mark.column - 1 + found.end() :])


def _find_anchor(loaded: Loaded, row: EntryRow, field: str) -> str:
    """Of the fields that come before this one the last that is there and stands on a line of its own."""
    names = (Target if row.section == "targets" else Observed)._fields
    order = ("indicator", "key", "for_", *(n for n in names if n not in {"indicator", "key", "for_", "at", "quote"}))
    order = (*order[: order.index("lead")], "at", *order[order.index("lead") :])
    known = [*order[: order.index(field) if field in order else len(order)]]
    held = [key_of(name) for name in known if loaded.has("plans", row.plan, *row.path, key_of(name))]
    for key in reversed(held):
        mark, at_key = (f("plans", row.plan, *row.path, key) for f in (loaded.mark, loaded.key_mark))
        if mark.line == at_key.line and "{" not in loaded.lines[mark.path][mark.line - 1][: at_key.column]:
            return key
    raise _refuse(row, loaded.mark("plans", row.plan, *row.path))


def _refuse(row: EntryRow, mark: Mark) -> PlancmpError:
    return PlancmpError(
        say(
            "{mark}：{id} 不是一行一个字段，请在 YAML 里改",
            "{mark}: {id} is not written a line a field; edit it in the YAML",
            mark=f"{mark.path}:{mark.line}",
            id=row.ident,
        )
    )


def _take_steps(lines: Sequence[str], steps: Sequence[_Step]) -> str:
    """The text after all steps, made from the last line up, what is put behind a line before what happens to it."""
    made = list(lines)
    for step in sorted(steps, key=lambda s: (s.line, s.is_behind, s.order), reverse=True):
        if step.is_behind:
            made.insert(step.line, step.text or "")
        elif step.text is None:
            del made[step.line - 1]
        else:
            made[step.line - 1] = step.text
    return "\n".join(made)
