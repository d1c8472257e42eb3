"""The language of the command line is that of the notebooks."""

from plancmp.language import language

__all__ = ["language"]
