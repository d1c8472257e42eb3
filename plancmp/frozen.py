"""Frozen dataclasses with slots that cost next to nothing to define.

`dataclasses` writes and compiles six methods a class at import, which for the classes of this program takes longer than
a comparison does. Here only `__init__` is compiled, when the first instance is made; the others are shared. To everything
else (`fields`, `replace`, the structure check) these are the dataclasses that they are.
"""

import dataclasses
from collections.abc import Callable
from inspect import get_annotations
from operator import attrgetter, ge, gt, le, lt
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

T = TypeVar("T")
Method = Callable[..., Any]


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, order: bool = ..., eq: bool = ...) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(
    cls: type[T] | None = None, /, *, order: bool = False, eq: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """The class as `dataclass(frozen=True, slots=True)` makes it. `order` and `eq` as there."""
    if cls is None:
        return lambda plain: _made(plain, order=order, eq=eq)
    return _made(cls, order=order, eq=eq)


def _made(plain: type[T], *, order: bool, eq: bool) -> type[T]:
    own = set(vars(plain))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    methods: dict[str, Method] = {"__repr__": _repr, "__init__": _later(made)}
    if eq:
        methods.update(_comparing(made, order=order))
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    for name, method in (
        ("__setattr__", _set),
        ("__delattr__", _delete),
        ("__getstate__", _state),
        ("__setstate__", _restore),
    ):
        setattr(made, name, method)
    result: type[T] = made
    return result


def _later(made: Any) -> Method:
    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it stands in for that method
        made.__init__ = _init(made)
        made.__init__(self, *given, **named)

    __init__.__annotations__ = {**get_annotations(made), "return": None}
    return __init__


def _init(made: Any) -> Method:
    """The `__init__` of a class, as `dataclasses` would write it."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_none_given": object()}
    given, lines = [], []
    for f in dataclasses.fields(made):
        value = f.name
        if f.default is not dataclasses.MISSING:
            names[f"_default_{f.name}"] = f.default
            given.append(f"{f.name}=_default_{f.name}")
        elif f.default_factory is not dataclasses.MISSING:
            names[f"_make_{f.name}"] = f.default_factory
            given.append(f"{f.name}=_none_given")
            value = f"_make_{f.name}() if {f.name} is _none_given else {f.name}"
        else:
            given.append(f.name)
        lines.append(f"    _set(self, {f.name!r}, {value})\n")
    written = f"def __init__(self, {', '.join(given)}):\n{''.join(lines) or '    pass'}"
    exec(written, names)  # noqa: S102 - of the names of fields in this program, as dataclasses does
    method: Method = names["__init__"]
    method.__qualname__ = f"{made.__qualname__}.__init__"
    return method


def _comparing(made: Any, *, order: bool) -> dict[str, Method]:
    names = [f.name for f in dataclasses.fields(made) if f.compare]
    told: Method = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return told(self) == told(other)

    def hashed(self: Any) -> int:
        return hash(told(self))

    def ordered(compare: Callable[[Any, Any], Any]) -> Method:
        def method(self: Any, other: Any) -> Any:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return compare(told(self), told(other))

        return method

    found: dict[str, Method] = {"__eq__": equal, "__hash__": hashed}
    if order:
        found.update({f"__{compare.__name__}__": ordered(compare) for compare in (lt, le, gt, ge)})
    return found


def _repr(self: Any) -> str:
    told = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({told})"


def _set(self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")


def _delete(self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r} of {type(self).__name__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)
