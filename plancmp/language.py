"""Which language to speak: what the command line asks for, else PLANCMP_LANG, else the locale."""

import os
from collections.abc import Sequence
from itertools import pairwise

from plancmp.words import LANGUAGES

_ASKED: dict[str, str] = {}
"""The language that this run of the command line was asked for, if any."""


def language() -> str:
    """ "zh" or "en"."""
    told = _ASKED.get("--lang") or os.environ.get("PLANCMP_LANG", "")
    if told in LANGUAGES:
        return told
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


def listen(arguments: Sequence[str]) -> None:
    """Take the language from --lang, wherever it stands, before anything is said: help and trouble are in it too."""
    _ASKED.clear()
    for argument, following in pairwise([*arguments, ""]):
        name, _, value = argument.partition("=")
        if name == "--lang":
            _ASKED[name] = value or following
