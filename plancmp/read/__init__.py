"""Files to a collection: events, structure, the merging of files and folders; and the cache that spares all of it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancmp.read.loaded import Loaded
    from plancmp.read.merging import collection
    from plancmp.read.paths import default_path, shipped
    from plancmp.read.selecting import selection

_HOMES = {
    "Loaded": "loaded",
    "collection": "merging",
    "default_path": "paths",
    "selection": "selecting",
    "shipped": "paths",
}

__all__ = ["Loaded", "collection", "default_path", "selection", "shipped"]


def __getattr__(name: str) -> Any:
    """The names of the room, from their modules when first asked for: a warm answer needs no reader of YAML."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plancmp.read' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - the point of this function

    found = getattr(import_module(f"plancmp.read.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
