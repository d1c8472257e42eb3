"""Edits made in the text of a file at their marks: comments, order and all other characters stay."""

import re
from collections.abc import Iterator, Mapping, Sequence

from plancmp.model import Baseline, key_of
from plancmp.problems import Mark, PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.yaml_editing import EditedFile, find_item_place, find_list_place, join_lines
from plancmp.reading.yaml_writing import Raw, write_fields, write_inline, write_items, write_scalar
from plancmp.words import say
from plancmp.workbook.edits import Edit, NewEntry
from plancmp.workbook.rows import BASELINE, LISTED, NUMBERS, SEPARATOR, EntryRow, list_fields_of

_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?:(?! +#| *$).)+')
"""A scalar on its line: in quotes, or to a comment."""
_LIST_INDENT = 6


def apply_edits(loaded: Loaded, edits: Sequence[Edit], new: Sequence[NewEntry] = ()) -> dict[str, str]:
    """The new text of every file that is touched. Raises PlancmpError (exit code 2) where a file is written in a way that
    leaves no line to change.
    """
    contents = {path: "\n".join(lines) for path, lines in loaded.lines.items()}
    files = {path: EditedFile(content) for path, content in contents.items()}
    touched: dict[str, None] = {}
    for row, group in _group_by_row(edits):
        home = loaded.mark("plans", row.plan, *row.path).path
        touched[home] = None
        for name, value in _list_values(row, group):
            _write_field(files[home], loaded, row, name, value)
    begun: set[tuple[str, str]] = set()
    for entry in new:
        home = loaded.mark("plans", entry.plan).path
        touched[home] = None
        _add_entry(files[home], loaded, entry, begun)
    return {path: join_lines(files[path].edit(), contents[path]) for path in touched}


def _group_by_row(edits: Sequence[Edit]) -> list[tuple[EntryRow, list[Edit]]]:
    groups: dict[str, tuple[EntryRow, list[Edit]]] = {}
    for edit in edits:
        groups.setdefault(edit.row.ident, (edit.row, []))[1].append(edit)
    return list(groups.values())


def _list_values(row: EntryRow, edits: Sequence[Edit]) -> list[tuple[str, object]]:
    """Each field that changes with what it is to hold, in the order of the format; a baseline is one field."""
    cells = row.cells | {edit.field: edit.new for edit in edits}
    names = {edit.field.partition(".")[0] for edit in edits}
    return [(name, _read_value(name, cells)) for name in list_fields_of(row.section) if name in names]


def _read_value(name: str, cells: Mapping[str, str]) -> object:
    """What a field of some cells holds: a text, YAML as it stands, a list, or a mapping; "" or empty where it is left out."""
    if name == "baseline":
        parts = {key_of(part): _read_scalar(BASELINE + part, cells) for part in Baseline._fields}
        return {part: value for part, value in parts.items() if value}
    if name in LISTED:
        parts_of_list = [part for part in cells[name].split(SEPARATOR) if part]
        return tuple(parts_of_list) if name == "for_" else parts_of_list
    return _read_scalar(name, cells)


def _read_scalar(name: str, cells: Mapping[str, str]) -> str:
    is_raw = name in NUMBERS or name in {"draft", "base", "prices"}
    return Raw(cells[name]) if is_raw else cells[name]


def _write_field(file: EditedFile, loaded: Loaded, row: EntryRow, name: str, value: object) -> None:
    """Put what a field is to hold in its place, or behind the fields that come before it."""
    key = key_of(name)
    if not loaded.has("plans", row.plan, *row.path, key):
        _insert_field(file, loaded, row, name, value)
        return
    mark, at_key = (find("plans", row.plan, *row.path, key) for find in (loaded.mark, loaded.key_mark))
    line = file.lines[at_key.line - 1]
    start, end = file.find_field(at_key.line - 1, at_key.column - 1)
    if not re.fullmatch(r"[ -]*", line[: at_key.column - 1]):
        raise _refuse(row, mark)
    if not value and line[: at_key.column - 1].strip():
        raise _refuse(row, mark)
    if not value:
        file.replace(start, end, [])
        return
    if end - start > 1:
        if any("#" in each for each in file.lines[start:end]):
            raise _refuse(row, mark)
        file.replace(start, end, _shape(line[: at_key.column - 1], key, value))
        return
    written = write_scalar(value) if isinstance(value, str) else _write_flow(value)
    found = _match_value(line, mark.column - 1, value)
    if at_key.line != mark.line or found is None:
        raise _refuse(row, mark)
    file.replace(start, end, [line[: mark.column - 1] + written + line[found:]])


def _match_value(line: str, start: int, value: object) -> int | None:
    """Where a value on its line ends; None where it is none that can be replaced."""
    if not isinstance(value, str):
        close = {"[": "]", "{": "}"}.get(line[start : start + 1])
        end = line.find(close, start) + 1 if close else 0
        return end if end and re.fullmatch(r" *(?: #.*)?", line[end:]) else None
    if line[start : start + 1] in {"[", "{", "|", ">", "&", "*"}:
        return None
    found = _VALUE.match(line[start:])
    return start + found.end() if found else None


def _write_flow(value: object) -> str:
    if isinstance(value, Mapping):
        return write_inline(value)
    items = value if isinstance(value, (list, tuple)) else ()
    return f"[{', '.join(map(write_scalar, items))}]"


def _shape(before: str, key: str, value: object) -> Iterator[str]:
    """The lines of a field that had several: block style stays block style."""
    block = list(value) if isinstance(value, tuple) else value
    for number, line in enumerate(write_fields({key: block})):
        yield (before if not number else " " * len(before)) + line


def _insert_field(file: EditedFile, loaded: Loaded, row: EntryRow, name: str, value: object) -> None:
    """Put a field behind the last of those before it that stands on lines of its own."""
    names = list_fields_of(row.section)
    before = (key_of(each) for each in reversed(names[: names.index(name)]))
    for key in before:
        mark = loaded.key_mark("plans", row.plan, *row.path, key)
        if loaded.has("plans", row.plan, *row.path, key) and "{" not in file.lines[mark.line - 1][: mark.column]:
            _, end = file.find_field(mark.line - 1, mark.column - 1)
            shaped = write_inline(value) if isinstance(value, Mapping) else value
            file.put(end, [" " * (mark.column - 1) + line for line in write_fields({key_of(name): shaped})])
            return
    raise _refuse(row, loaded.mark("plans", row.plan, *row.path))


def _add_entry(file: EditedFile, loaded: Loaded, entry: NewEntry, begun: set[tuple[str, str]]) -> None:
    """Put a new entry behind those of its list that come before it; a list that is not there is begun."""
    fields: dict[str, object] = {}
    for name in list_fields_of(entry.section):
        if name == "baseline" or name in entry.cells:
            value = _read_value(name, entry.cells)
            fields[key_of(name)] = write_inline(value) if isinstance(value, Mapping) and value else value
    if loaded.has("plans", entry.plan, entry.section):
        at, indent = find_item_place(file, loaded, entry.plan, entry.section, entry.before)
    else:
        at, indent = find_list_place(file, loaded, entry.plan, entry.section), _LIST_INDENT
        if (entry.plan, entry.section) not in begun:
            file.put(at, [f"    {entry.section}:"])
            begun.add((entry.plan, entry.section))
    file.put(at, write_items([fields], indent))


def _refuse(row: EntryRow, mark: Mark) -> PlancmpError:
    return PlancmpError(
        say(
            "{mark}：{id} 不是一行一个字段，或其中有注释，请在 YAML 里改",
            "{mark}: {id} is not written a line a field, or has a comment in it; edit it in the YAML",
            mark=f"{mark.path}:{mark.line}",
            id=row.ident,
        )
    )
