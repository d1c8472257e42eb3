"""Plain data to the model: the document, and every structural problem at its place.

What is sound is built straight from the model's dataclasses. Only where something is wrong is pydantic imported: it
finds all the errors in one run, from the same dataclasses, and writes the JSON Schema.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from plancmp.model import Document
from plancmp.problems import Problem
from plancmp.reading.build import Unsound, built
from plancmp.reading.marks import Marks
from plancmp.words import Text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "1"


class Shaped(NamedTuple):
    """The document of one file, its structural problems, and what was left out because of them.

    `left_out` names entries of places, indicators and plans, as (kind, id): they are in the file, but cannot be read.
    `whole` is False where anything at all was left out.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    left_out: frozenset[tuple[str, str]] = frozenset()
    whole: bool = True


@cache
def adapter() -> "TypeAdapter[Document]":
    """The validator built from the model's dataclasses; building it takes longer than reading a small file."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, and only unsound files and the schema need it

    return TypeAdapter(Document)


def read_document(data: Any, marks: Marks) -> Shaped:
    """The document in `data`, and every structural problem.

    What has a problem is left out entry by entry, so that one slip does not hide the rest of the file; None
    where the file as a whole is none of ours.
    """
    problem = _file_problem(data, marks)
    if problem is not None:
        return Shaped(None, (problem,), whole=False)
    try:
        return Shaped(built(Document, data), ())
    except Unsound:
        from plancmp.reading.unsound import mended  # noqa: PLC0415 - heavy, and only for files with a fault

        return mended(data, marks)


def _file_problem(data: Any, marks: Marks) -> Problem | None:
    """What shows that the file as a whole is no collection."""
    mark, hint = marks.mark(), Text("文件以 format: 1 开头", "a file begins with format: 1")
    if not isinstance(data, dict):
        message = Text("文件不是键值结构", "the file is no mapping of keys")
        if isinstance(data, str) and "：" in data:
            hint = Text("键后面用半角冒号加空格", "after a key write an ASCII colon and a space")
    elif "format" not in data:
        message = Text("缺少第一个键 format", "the first key, format, is missing")
    elif data["format"] != FORMAT:
        mark = marks.at(("format",))
        message = Text(f"不认识的格式 {data['format']}", f"unknown format {data['format']}")
        hint = Text("写 format: 1，或升级 plancmp", "write format: 1, or upgrade plancmp")
    else:
        return None
    return Problem(mark, "unknown-format", "error", message, hint)
