"""Names: in the right language, and of one thing each."""

from collections.abc import Iterator

from plancmp.check.rules.rule import Rule, rule
from plancmp.check.rules.subject import Path, Subject
from plancmp.model import Collection
from plancmp.problems import Problem
from plancmp.reading.loaded import Loaded
from plancmp.words import Text


def _chinese(name: str) -> bool:
    return any("㐀" <= character <= "鿿" for character in name)


@rule("name-shared", "error")
def name_shared(this: Rule, subject: Subject) -> Iterator[Problem]:
    """Two indicators, or two places, go by the same name or `aka`, so the name leads to neither.

    两个指标（或两个地区）同名，或 aka 相同，凭名称找不到其中任何一个。
    """
    loaded = subject.loaded
    for kind in ("places", "indicators"):
        seen: dict[str, tuple[str, Path]] = {}
        for ident, path, name in _names(loaded.collection, kind):
            first, there = seen.setdefault(name.casefold(), (ident, path))
            if first != ident:
                line = loaded.mark(kind, first, *there).line
                message = Text(f"“{name}”也是 {first} 的名称", f"{name} is a name of {first} too")
                hint = Text(
                    f"这里或第 {line} 行删去一处，或写得更具体",
                    f"remove it here or in line {line}, or say it more exactly",
                )
                yield this.problem(loaded.mark(kind, ident, *path), message, hint)


def _names(collection: Collection, kind: str) -> Iterator[tuple[str, Path, str]]:
    for ident, entry in getattr(collection, kind).items():
        for lang in ("zh", "en"):
            yield ident, ("name", lang), entry.name.in_language(lang)
        for number, name in enumerate(entry.aka):
            yield ident, ("aka", number), name


@rule("name-language", "warning")
def name_language(this: Rule, subject: Subject) -> Iterator[Problem]:
    """The Chinese name holds no Chinese character, or the English one does: are the two swapped?

    zh 里没有汉字，或 en 里有汉字：是不是写反了？
    """
    loaded = subject.loaded
    for kind in ("places", "indicators", "plans"):
        for ident, entry in getattr(loaded.collection, kind).items():
            field = "title" if kind == "plans" else "name"
            name = getattr(entry, field)
            for lang, wrong in (("zh", not _chinese(name.zh)), ("en", _chinese(name.en))):
                if wrong and (kind, ident) not in loaded.left_out and _has_both(loaded, kind, ident, field):
                    message = Text(f"{lang} 写的是 {name.in_language(lang)}", f"{lang} is {name.in_language(lang)}")
                    hint = Text("zh 写中文名称，en 写英文名称", "zh is the Chinese name, en the English one")
                    yield this.problem(loaded.mark(kind, ident, field, lang), message, hint)


def _has_both(loaded: Loaded, kind: str, ident: str, field: str) -> bool:
    """Whether both names are written; else one stands in for the other, and is not judged."""
    return all(loaded.has(kind, ident, field, lang) for lang in ("zh", "en"))


RULES = (name_shared, name_language)
