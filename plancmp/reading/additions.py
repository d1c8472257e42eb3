"""What a file that is added to a collection says of what is in it already: it may fill what is lacking, and changes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plancmp.model import Collection
from plancmp.problems import Problem, make_error
from plancmp.reading.document import describe_fault
from plancmp.reading.marks import Marks
from plancmp.reading.structure import Fault, Misfit, list_fields, read_value
from plancmp.words import say

KINDS = ("places", "indicators", "plans")


class Addition(NamedTuple):
    """A field that an added file gives to a place, indicator or plan of the collection."""

    kind: str
    ident: str
    key: str
    name: str
    """Its name in the model."""
    value: Any


class Additions(NamedTuple):
    """The data of an added file without what it says of what is known; what it adds to that; and what is wrong with it."""

    rest: Any
    added: tuple[Addition, ...]
    problems: tuple[Problem, ...]


def split_additions(data: Any, held: Collection, marks: Marks) -> Additions:
    """What an added file says of the places, indicators and plans of a collection, apart from what it defines itself."""
    if not isinstance(data, dict):
        return Additions(data, (), ())
    rest, found, problems = dict(data), list[Addition](), list[Problem]()
    for kind in KINDS:
        known: Mapping[str, Any] = getattr(held, kind)
        given = data.get(kind)
        if not isinstance(given, dict) or known.keys().isdisjoint(given):
            continue
        rest[kind] = {ident: entry for ident, entry in given.items() if ident not in known}
        for ident in given.keys() & known.keys():
            for addition in _compare_fields(kind, ident, given[ident], known[ident], marks):
                if isinstance(addition, Problem):
                    problems.append(addition)
                else:
                    found.append(addition)
        if not rest[kind]:
            del rest[kind]
    return Additions(rest, tuple(found), tuple(problems))


def _compare_fields(kind: str, ident: str, given: Any, known: Any, marks: Marks) -> Iterator[Addition | Problem]:
    """Of each field that is given of a known entry what it adds; or that it is badly written, or says otherwise."""
    shape: Any = type(known)
    fields = {field.key: field for field in list_fields(shape)}
    if not isinstance(given, dict):
        yield from _describe([Fault((kind, ident), "shape", given, "mapping")], marks)
        return
    for key, raw in given.items():
        path = (kind, ident, key)
        if key not in fields:
            yield from _describe([Fault(path, "unknown", given, list(fields))], marks)
            continue
        field = fields[key]
        try:
            value = read_value(field.hint, raw)
        except Misfit as misfit:
            yield from _describe([fault._replace(path=(*path, *fault.path)) for fault in misfit.faults], marks)
            continue
        here = getattr(known, field.name)
        if here == value:
            continue
        if field.is_required or here != field.default:
            message = say(
                "{ident} 的 {key} 在库里是另一个值",
                "{key} of {ident} is another in the collection",
                ident=ident,
                key=key,
            )
            hint = say(
                "删去这一行：加入的文件只补库里没有的",
                "remove the line: an added file fills what is lacking, and changes nothing",
            )
            yield make_error(marks.get_mark(path), "contradicts", message, hint)
        else:
            yield Addition(kind, ident, key, field.name, value)


def _describe(faults: list[Fault], marks: Marks) -> Iterator[Problem]:
    yield from (problem for fault in faults if (problem := describe_fault(fault, marks)) is not None)
