"""The word lists of word_lists.toml, most of them as patterns: what words say of a figure, and how names are spelt."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from plancmp.chinese.spelling import spell_syllables
from plancmp.files.reading import read_text
from plancmp.problems import PlancmpError
from plancmp.vocabulary import Basis, Every
from plancmp.words import Text

_LISTS = tomllib.loads(read_text(Path(__file__).with_suffix(".toml")))
_VERBS, _AROUND, _NOUNS, _HEADINGS = (_LISTS[name] for name in ("verbs", "around", "nouns", "headings"))


def _join(words: Iterable[str]) -> str:
    """A pattern of one of the words."""
    return f"(?:{'|'.join(words)})"


GLOSSARY: dict[str, str] = _LISTS["glossary"]
"""Chinese words and what an id calls them."""

PROVINCES: dict[str, tuple[str, str, str]] = _LISTS["provinces"]
"""Short name → id, English name and code (GB/T 2260)."""

VERBS = re.compile(
    _join(
        sorted(
            {verb for kind in ("adding", "making", "doing", "having") for verb in _VERBS[kind]}, key=len, reverse=True
        )
    )
)
"""Verbs of adding, making, doing and having, the longest that fits."""

CHANGES = re.compile(rf"(?P<verb>{_join(_VERBS['changing'])})(?:率|幅度?)?{_join(_AROUND['behind_change'])}*$")
"""A verb of change right before the figure."""

FALLS = frozenset(_VERBS["falling"])

LINKS = re.compile(f"(?:{_join(_AROUND['before_link'])}?{_join(_AROUND['links'])})+$")
"""What stands between the noun and its figure and belongs to neither."""

LEADING = re.compile(f"^{_join(_AROUND['leading'])}+")
"""Connectives, modals, adverbs and 全市 in front of a noun phrase."""

SCOPE = re.compile(f"^{_join(_AROUND['scope'])}+")

NOUN_AFTER = {verb: re.compile(_join(rest)) for verb, rest in _LISTS["noun_after"].items()}
"""What looks like a verb → what behind it makes it the beginning of a noun."""

FLOWS = re.compile(rf"{_join(_NOUNS['flows'])}{_join(_NOUNS['behind_flow'])}?$")
"""Nouns of what flows within a year or a span."""

SHARES = re.compile(rf"{_join(_NOUNS['shares'])}$|占.{{2,24}}(?:的|之)?$")
STOCKS = re.compile(f"{_join(_NOUNS['stocks'])}$")
OWN_PARTS = rf"{_join(_NOUNS['before_part'])}*{_join(_NOUNS['parts'])}(?=[,;。:、的工)”]|$|和|及|与)"
"""The pattern of the parts of a plan itself behind their number."""

PAST_HEADING, AHEAD_HEADING = (re.compile(_join(_HEADINGS[name])) for name in ("past", "ahead"))

EVERY = {Every.read(name): re.compile(pattern) for name, pattern in _LISTS["every"].items()}
SPELLINGS = [(re.compile(pattern), replacement) for pattern, replacement in _LISTS["alike"]["spellings"]]
"""Spellings of one thing and what stands for them all, in order."""

ABBREVIATIONS: dict[str, str] = _LISTS["abbreviations"]

_BASIS_OF_VERB = (
    (re.compile(_join(_VERBS["adding"])), Basis.ADDED),
    (re.compile("累计|累积"), Basis.TOTAL),
    (re.compile(f"{_join(_VERBS['having'])}$"), Basis.LEVEL),
)


def read_verb_basis(verb: str) -> Basis:
    """What a verb of making, doing or having says of the figure behind it."""
    return next((basis for pattern, basis in _BASIS_OF_VERB if pattern.match(verb)), Basis.NOT_STATED)


def spell_sounds(text: str) -> str:
    """The sound of Chinese characters without tones, "lv" for ü; Latin letters and digits stay, in lower case, all else goes.

    Raises PlancmpError (exit code 2) where pypinyin is not installed.
    """
    try:
        return "".join(spell_syllables(text))
    except ImportError as error:
        raise PlancmpError(
            Text(
                "起草需要 pypinyin：pip install pypinyin",
                "drafting needs pypinyin: pip install pypinyin",
            )
        ) from error
