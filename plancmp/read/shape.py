"""Plain data to the model, every structural problem at its mark. The only room that imports pydantic."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from plancmp.model import Document
from plancmp.problems import Mark, Problem
from plancmp.read.events import Marks
from plancmp.words import Text

FORMAT = "1"


@cache
def adapter() -> TypeAdapter[Document]:
    """The validator built from the model's dataclasses; building it costs more than a small file."""
    return TypeAdapter(Document)


def read_document(data: Any, marks: Marks) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document in `data`, and every structural problem.

    What has a problem is left out entry by entry, so that one slip does not hide the rest of the file; None
    where the file as a whole is none of ours.
    """
    if not isinstance(data, dict):
        return None, (_file_problem(marks, "文件不是键值结构", "the file is no mapping of keys"),)
    if "format" not in data:
        return None, (_file_problem(marks, "缺少第一个键 format", "the first key, format, is missing"),)
    if data["format"] != FORMAT:
        mark = marks.at(("format",))
        return None, (
            Problem(
                mark,
                "unknown-format",
                "error",
                Text(f"不认识的格式 {data['format']}", f"unknown format {data['format']}"),
                Text("写 format: 1，或升级 plancmp", "write format: 1, or upgrade plancmp"),
            ),
        )
    try:
        return adapter().validate_python(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
    problems = tuple(sorted(problem for detail in details for problem in _problems(detail, data, marks)))
    pruned = _prune(data, [tuple(d["loc"]) for d in details])
    try:
        return adapter().validate_python(pruned), problems
    except ValidationError:
        return None, problems


_ENTRY_DEPTH = {"places": 2, "indicators": 2, "plans": 2}
_LISTS = ("targets", "observed", "tasks", "aside", "known")


def _prune(data: Any, locations: list[tuple[Any, ...]]) -> Any:
    """`data` without the smallest entries that hold the faults."""
    doomed: set[tuple[Any, ...]] = set()
    for raw in locations:
        path = tuple(step for step in raw if isinstance(step, int) or step in _walkable(data, raw))
        if len(path) >= len(("plans", "id", "targets", 0)) and path[0] == "plans" and path[2] in _LISTS:
            doomed.add(path[:4])
        elif path and path[0] in _ENTRY_DEPTH:
            doomed.add(path[:2])
        else:
            doomed.add(path[:1])
    return _without(data, doomed, ())


def _walkable(data: Any, raw: tuple[Any, ...]) -> set[Any]:
    """The steps of an error's path that are keys of the data; pydantic adds names of its own."""
    here, found = data, set()
    for step in raw:
        if isinstance(here, dict) and step in here:
            here = here[step]
            found.add(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
    if raw and raw[-1] not in found:
        found.add(raw[-1])
    return found


def _without(data: Any, doomed: set[tuple[Any, ...]], path: tuple[Any, ...]) -> Any:
    if isinstance(data, dict):
        return {k: _without(v, doomed, (*path, k)) for k, v in data.items() if (*path, k) not in doomed}
    if isinstance(data, list):
        return [_without(v, doomed, (*path, i)) for i, v in enumerate(data) if (*path, i) not in doomed]
    return data


def _file_problem(marks: Marks, zh: str, en: str) -> Problem:
    return Problem(
        marks.mark,
        "unknown-format",
        "error",
        Text(zh, en),
        Text("文件以 format: 1 开头", "a file begins with format: 1"),
    )


_KINDS: dict[str, Text] = {
    "figure": Text(
        "数字：只写数字与小数点，如 12500 或 7.70（不写千位逗号、单位）",
        "a figure: digits and a point only, as 12500 or 7.70 (no thousands comma, no unit)",
    ),
    "year": Text("四位年份，如 2025", "a year of four digits, as 2025"),
    "period": Text("年份或起止年，如 2021-2025", "a year or first and last year, as 2021-2025"),
    "truth": Text("true 或 false", "true or false"),
    "whole": Text("整数", "a whole number"),
    "id": Text(
        "标识：小写字母、数字与连字符，如 rd-share-of-gdp",
        "an id: lower-case letters, digits and hyphens, as rd-share-of-gdp",
    ),
    "code": Text('加引号的六位区划代码，如 "450100"', 'a division code of six digits in quotes, as "450100"'),
    "day": Text("日期，如 2021-10-29", "a date, as 2021-10-29"),
    "at": Text('章.节，如 "4.1"，或 box1、a1、"0"', 'chapter.section as "4.1", or box1, a1, "0"'),
    "of": Text("简短文字，不含 / @ : . + ! ~ ^", "a short text without / @ : . + ! ~ ^"),
    "text": Text("文字，不为空", "a text, not empty"),
    "sha256": Text("64 位十六进制", "64 hexadecimal digits"),
    "format": Text("1", "1"),
}
"""What is wanted where a scalar has the wrong form, by the kind that the model names."""


def _problems(detail: Any, data: Any, marks: Marks) -> Iterator[Problem]:
    path = tuple(detail["loc"])
    maker: Callable[..., Iterator[Problem]] = _BY_TYPE.get(detail["type"], _other)
    yield from maker(detail, path, data, marks)


def _unknown_key(_detail: Any, path: tuple[Any, ...], data: Any, marks: Marks) -> Iterator[Problem]:
    key = str(path[-1])
    known = _fields(path[:-1], data)
    close = get_close_matches(key, known, 1, 0.6)
    hint = (
        Text(f"是不是 {close[0]}？", f"did you mean {close[0]}?")
        if close
        else Text("可用的键：" + "、".join(known), "keys that may stand here: " + ", ".join(known))
    )
    yield Problem(marks.key(path), "unknown-key", "error", Text(f"不认识的键 {key}", f"unknown key {key}"), hint)


def _missing_key(_detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    key = str(path[-1])
    mark = marks.at(path[:-1])
    if key in _here(marks, path[:-1]):  # a blank key is told once, by the reader of events
        return
    yield Problem(
        mark,
        "missing-key",
        "error",
        Text(f"缺少键 {key}", f"the key {key} is missing"),
        Text(f"补上 {key}:", f"add {key}:"),
    )


def _here(marks: Marks, path: tuple[Any, ...]) -> dict[str, Mark]:
    for step in path:
        found = marks.parts.get(step)
        if found is None:
            return {}
        marks = found
    return marks.keys


def _bad_word(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    words = [w.strip().strip("'") for w in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
    given = str(detail["input"])
    close = get_close_matches(given, words, 1, 0.6)
    hint = (
        Text(f"是不是 {close[0]}？", f"did you mean {close[0]}?")
        if close
        else Text("可用的词：" + "、".join(words), "words that may stand here: " + ", ".join(words))
    )
    yield Problem(
        marks.at(path), "bad-value", "error", Text(f"{path[-1]} 不能是 {given}", f"{path[-1]} cannot be {given}"), hint
    )


def _badly_written(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    wanted = _KINDS[detail["msg"]]
    given = detail["input"]
    shown = given if isinstance(given, str) else "…"
    name = path[-1] if not isinstance(path[-1], int) else path[-2]
    if name == "[key]" and len(path) > 1:
        yield Problem(
            marks.key(path[:-1]),
            "bad-value",
            "error",
            Text(f"键 {shown} 写法不对", f"the key {shown} is badly written"),
            Text(f"要写{wanted.zh}", f"write {wanted.en}"),
        )
        return
    yield Problem(
        marks.at(path),
        "bad-value",
        "error",
        Text(f"{name} 的值 {shown} 写法不对", f"{name}: {shown} is badly written"),
        Text(f"要写{wanted.zh}", f"write {wanted.en}"),
    )


_SHAPES: dict[str, Text] = {
    "list": Text(
        "列表：每项一行，以 - 开头；或写在方括号里",
        "a list: an item a line, each after a hyphen, or in square brackets",
    ),
    "mapping": Text("缩进的键值", "indented keys and values"),
    "text": Text("文字", "a text"),
}


def _other(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    kind = str(detail["type"])
    shape = "list" if "tuple" in kind or "list" in kind else "text" if "string" in kind else "mapping"
    wanted = _SHAPES[shape]
    name = path[-1] if path else "…"
    yield Problem(
        marks.at(path),
        "bad-value",
        "error",
        Text(f"{name} 的形式不对", f"{name} has the wrong form"),
        Text(f"要写{wanted.zh}", f"write {wanted.en}"),
    )


_BY_TYPE: dict[str, Callable[..., Iterator[Problem]]] = {
    "unexpected_keyword_argument": _unknown_key,
    "missing": _missing_key,
    "enum": _bad_word,
    "written": _badly_written,
}


def _fields(path: tuple[Any, ...], data: Any) -> list[str]:
    """The keys that may stand at `path`, read from the JSON Schema of the model."""
    schema = adapter().json_schema()
    definitions = schema.get("$defs", {})

    def resolve(node: dict[str, Any]) -> dict[str, Any]:
        while True:
            if "$ref" in node:
                node = definitions[node["$ref"].rsplit("/", 1)[-1]]
            elif "anyOf" in node:
                node = next((n for n in node["anyOf"] if n.get("type") != "null"), {})
            else:
                return node

    node = resolve(schema)
    here = data
    for step in path:
        node = resolve(node)
        if isinstance(step, int):
            node = node.get("items", {})
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        elif isinstance(here, dict):
            node = node.get("additionalProperties", {}) or next(iter(node.get("patternProperties", {}).values()), {})
        here = here[step] if isinstance(here, (dict, list)) and _has(here, step) else None
    return list(resolve(node).get("properties", {}))


def _has(here: Any, step: Any) -> bool:
    return step in here if isinstance(here, dict) else isinstance(step, int) and step < len(here)
