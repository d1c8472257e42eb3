"""What is wrong with data that does not fit the model: pydantic's errors as problems, and what is left without them."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from plancmp.model import Document
from plancmp.problems import Problem, sort_problems
from plancmp.reading.build import Unsound, built, fields_at
from plancmp.reading.hints import FULL_WIDTH_COLON, meant
from plancmp.reading.marks import Marks
from plancmp.reading.shape import Shaped, adapter
from plancmp.reading.wanted import SHAPES, figure_hint, wanted
from plancmp.reading.yaml_slips import MOST
from plancmp.words import Text

KINDS = ("places", "indicators", "plans")
LISTINGS = ("targets", "observed", "tasks", "aside", "known")

_HOPELESS = 20_000
"""Structural problems of one file that no collection has; to tell them one by one takes minutes and gigabytes."""


def mended(data: dict[str, Any], marks: Marks) -> Shaped:
    """The document without what is wrong in it, and every problem at its place.

    Takes out of `marks` what is left out of the lists, so that both count alike.
    """
    try:
        return Shaped(adapter().validate_python(data), ())
    except ValidationError as error:
        count = error.error_count()
        if count > _HOPELESS:
            words = Text(
                f"有 {count} 处不合格式；这不是规划数据",
                f"{count} entries are not as the format wants; this is no collection",
            )
            return Shaped(None, (Problem(marks.mark(), "bad-value", "error", words),), whole=False)
        details = error.errors(include_url=False, include_context=True, include_input=True)
    told = details[:MOST]
    problems = sort_problems(problem for detail in told for problem in _problems(detail, data, marks))
    if len(details) > MOST:
        rest = len(details) - MOST
        more = Text(f"还有 {rest} 个这样的问题未列出", f"{rest} more problems like these are not listed")
        problems = (*problems, Problem(problems[-1].mark if problems else marks.mark(), "bad-value", "error", more))
    doomed = {_smallest(tuple(detail["loc"]), str(detail["type"]), data) for detail in details}
    left_out = frozenset((path[0], path[1]) for path in doomed if len(path) == len(("plans", "id")))
    _renumber(marks, doomed)
    try:
        return Shaped(built(Document, _mended(data, doomed)), problems, left_out, whole=False)
    except Unsound:
        return Shaped(None, problems, left_out, whole=False)


_STAND_INS: dict[str, dict[str, Any]] = {
    "plans": {"title": {"zh": "-", "en": "-"}, "encoding": "partial"},
}
"""What is put for a plan's missing title or encoding, so that its hundreds of entries are still looked at."""


def _smallest(location: tuple[Any, ...], kind: str, data: Any) -> tuple[Any, ...]:
    """The path of the smallest part that can be left out to be rid of an error at `location`.

    An entry of a plan goes as a whole, since half of it would be judged as a wrong one; so does a place or an
    indicator, unless the key is one that the model does not know. Of a plan, only the key.
    """
    path = _walked(location, data)
    if len(path) > len(("plans", "id", "targets")) and path[0] == "plans" and path[2] in LISTINGS:
        return path[:4]
    if len(path) > 2 and (path[0] == "plans" or kind == "unexpected_keyword_argument"):  # noqa: PLR2004 - kind and id
        required = path[0] == "plans" and path[2] in {"place", "period"}
        return path[:2] if required else path if kind == "unexpected_keyword_argument" else path[:3]
    return path[:2] if path and path[0] in KINDS else path[:1]


def _walked(location: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    """The steps of an error's location that are keys of the data; pydantic adds names of its own."""
    here, found = data, []
    last = len(location) - 1
    for number, step in enumerate(location):
        inside = _has(here, step)
        if inside or (number == last and step != "[key]"):
            found.append(step)
        if inside:
            here = here[step]
    return tuple(found)


def _mended(data: Any, doomed: set[tuple[Any, ...]], path: tuple[Any, ...] = ()) -> Any:
    """`data` without the doomed parts, and with stand-ins."""
    if isinstance(data, dict):
        kept = {k: _mended(v, doomed, (*path, k)) for k, v in data.items() if (*path, k) not in doomed}
        return {**_STAND_INS[path[0]], **kept} if len(path) == 2 and path[0] in _STAND_INS else kept  # noqa: PLR2004
    if isinstance(data, list):
        return [_mended(v, doomed, (*path, i)) for i, v in enumerate(data) if (*path, i) not in doomed]
    return data


def _renumber(marks: Marks, doomed: set[tuple[Any, ...]]) -> None:
    """Take the doomed items of lists out of the marks, so that these count as the document does."""
    gone: dict[tuple[Any, ...], set[Any]] = {}
    for path in doomed:
        gone.setdefault(path[:-1], set()).add(path[-1])
    for path, steps in gone.items():
        there = marks.below(path)
        if there is not None and any(isinstance(step, int) for step in steps):
            kept = [part for step, part in there.parts.items() if step not in steps]
            there.parts = dict(enumerate(kept))


def _has(here: Any, step: Any) -> bool:
    return (
        step in here
        if isinstance(here, dict)
        else isinstance(here, list) and isinstance(step, int) and step < len(here)
    )


def _problems(detail: Any, data: Any, marks: Marks) -> Iterator[Problem]:
    path = tuple(detail["loc"])
    maker: Callable[..., Iterator[Problem]] = _BY_TYPE.get(detail["type"], _other)
    yield from maker(detail, path, data, marks)


def _unknown_key(_detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    key = str(path[-1])
    known = fields_at(Document, path[:-1])
    there = marks.below(path[:-1])
    free = [name for name in known if there is None or name not in there.keys]
    every = Text("可用的键：" + "、".join(known), "keys that may stand here: " + ", ".join(known))
    hint = FULL_WIDTH_COLON if "：" in key else meant(key, free, every)
    yield Problem(marks.key(path), "unknown-key", "error", Text(f"不认识的键 {key}", f"unknown key {key}"), hint)


def _missing_key(_detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    key = str(path[-1])
    there = marks.below(path[:-1])
    if there is not None and key in there.keys:  # a blank key is told once, by the reader of events
        return
    yield Problem(
        _parent(path[:-1], marks),
        "missing-key",
        "error",
        Text(f"缺少键 {key}", f"the key {key} is missing"),
        Text(f"补上 {key}:", f"add {key}:"),
    )


def _parent(path: tuple[Any, ...], marks: Marks) -> Any:
    """The line that a mapping belongs to: its key, or its own beginning in a list."""
    return marks.key(path) if path and isinstance(path[-1], str) else marks.at(path)


def _bad_word(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    words = [w.strip().strip("'") for w in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")]
    given = detail["input"]
    if not isinstance(given, str):
        yield from _other({**detail, "type": "string_type"}, path, _data, marks)
        return
    every = Text("可用的词：" + "、".join(words), "words that may stand here: " + ", ".join(words))
    hint = meant(given, words, every)
    name = _name(path)
    yield Problem(
        marks.at(path), "bad-value", "error", Text(f"{name} 不能是 {given}", f"{name} cannot be {given}"), hint
    )


def _badly_written(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    kind, given = str(detail["msg"]), detail["input"]
    if not isinstance(given, str):
        yield Problem(
            marks.at(path),
            "bad-value",
            "error",
            Text(f"{_name(path)} 的形式不对", f"{_name(path)} has the wrong form"),
            Text(f"要写{wanted(kind).zh}", f"write {wanted(kind).en}"),
        )
        return
    if path[-1] == "[key]" and len(path) > 1:
        mark, message = marks.key(path[:-1]), Text(f"键 {given} 写法不对", f"the key {given} is badly written")
    else:
        name = _name(path)
        mark, message = marks.at(path), Text(f"{name} 的值 {given} 写法不对", f"{name}: {given} is badly written")
    hint = (figure_hint(given) if kind == "figure" else None) or Text(
        f"要写{wanted(kind).zh}", f"write {wanted(kind).en}"
    )
    yield Problem(mark, "bad-value", "error", message, hint)


def _other(detail: Any, path: tuple[Any, ...], _data: Any, marks: Marks) -> Iterator[Problem]:
    kind = str(detail["type"])
    shape = SHAPES["list" if "tuple" in kind or "list" in kind else "text" if "string" in kind else "mapping"]
    name = _name(path) if path else "…"
    yield Problem(
        _parent(path, marks),
        "bad-value",
        "error",
        Text(f"{name} 的形式不对", f"{name} has the wrong form"),
        Text(f"要写{shape.zh}", f"write {shape.en}"),
    )


def _name(path: tuple[Any, ...]) -> str:
    """What people call the value at `path`: its key, or that of the list it stands in."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "…")


_BY_TYPE: dict[str, Callable[..., Iterator[Problem]]] = {
    "unexpected_keyword_argument": _unknown_key,
    "missing": _missing_key,
    "enum": _bad_word,
    "written": _badly_written,
}
