"""A plan's text to the draft of its encoding: engine, result, layouts (YAML, a patch)."""

from plancmp.draft.engine import draft
from plancmp.draft.result import Draft, DraftEntry

__all__ = ["Draft", "DraftEntry", "draft"]
