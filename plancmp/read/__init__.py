"""Files to a collection: events, structure, and the merging of files and folders."""

from plancmp.read.collection import collection, default_path, shipped
from plancmp.read.loaded import Loaded

__all__ = ["Loaded", "collection", "default_path", "shipped"]
