"""The text of each plan in a folder of texts: found by the hash of its characters, else by its file's name."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText, normalize_text, read_plan_text
from plancmp.files.reading import read_text
from plancmp.model import Plan
from plancmp.problems import Mark, PlancmpError, Problem
from plancmp.words import SEMICOLON, Text, say

SUFFIXES = frozenset({".txt", ".md"})


class SourceText(NamedTuple):
    """A plan's text and the file that it stands in; `exact` where the file's hash is the one in the plan's `source`."""

    path: str
    text: PlanText
    exact: bool


class Sources(NamedTuple):
    """The texts that were found, by plan id, and what is wrong with a text or the lack of one."""

    texts: Mapping[str, SourceText]
    problems: tuple[Problem, ...]


def read_sources(folder: str | Path, plans: Mapping[str, Plan]) -> Sources:
    """The text of each of `plans` in `folder`: the file whose hash is `source.sha256`, else, with a warning, the one
    whose name begins with the plan's id.

    A plan without a text is a problem `source-missing`, another text than the one encoded from is `source-differs`;
    both are warnings with the mark of the file or folder. Raises PlancmpError (exit code 3) where there is no folder.
    """
    candidates = _Candidates(Path(folder), plans)
    texts: dict[str, SourceText] = {}
    problems = []
    for ident, plan in plans.items():
        if ident in candidates.exact:
            texts[ident] = candidates.exact[ident]
        elif ident in candidates.named:
            path, raw = candidates.named[ident]
            texts[ident] = SourceText(path, read_plan_text(raw), exact=False)
            problems.append(_warn_of_difference(ident, plan, path))
        else:
            broken = [why for name, why in candidates.unreadable.items() if name.startswith(ident)]
            problems.append(_warn_of_lack(ident, Path(folder), broken))
    return Sources(texts, tuple(problems))


class _Candidates:
    """The files of a folder that may hold the texts of plans: by hash, by name, and those that cannot be read."""

    def __init__(self, folder: Path, plans: Mapping[str, Plan]) -> None:
        self.exact: dict[str, SourceText] = {}
        self.named: dict[str, tuple[str, str]] = {}
        self.unreadable: dict[str, Text] = {}
        hashes = {plan.source.sha256: ident for ident, plan in plans.items() if plan.source.sha256}
        for path in _list_texts(folder, plans):
            if len(self.exact) == len(plans):
                break
            try:
                raw = read_text(path)
            except PlancmpError as error:
                self.unreadable[path.name] = error.message
                continue
            ident = hashes.get(sha256(normalize_text(raw)[0].encode()).hexdigest())
            if ident and ident not in self.exact:
                self.exact[ident] = SourceText(str(path), read_plan_text(raw), exact=True)
            for named in (i for i in plans if path.name.startswith(i)):
                self.named.setdefault(named, (str(path), raw))


def _list_texts(folder: Path, plans: Mapping[str, Plan]) -> list[Path]:
    """The text files of a folder, those that bear a plan's id first."""
    if not folder.is_dir():
        message = say("{folder}：没有这个文件夹", "{folder}: there is no such folder of texts", folder=folder)
        raise PlancmpError(message, exit_code=3)
    try:
        inside = list(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        message = say("{folder}：无法读取：{reason}", "{folder} cannot be read: {reason}", folder=folder, reason=reason)
        raise PlancmpError(message, exit_code=3) from error
    files = [path for path in inside if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")]
    return sorted(files, key=lambda path: (not path.name.startswith(tuple(plans)), path))


def _warn_of_difference(ident: str, plan: Plan, path: str) -> Problem:
    if plan.source.sha256 is None:
        message = say(
            "{ident} 没有写 source.sha256，按文件名取用此文本",
            "{ident} has no source.sha256; this text is taken by its name",
            ident=ident,
        )
    else:
        message = say(
            "与收录 {ident} 时所用的文本不同，按文件名取用",
            "is not the text that {ident} was encoded from; taken by its name",
            ident=ident,
        )
    hint = Text(
        "核对版本；若以此为准，更新 source.sha256",
        "compare the editions; if this is the right one, update source.sha256",
    )
    return Problem(Mark(path), "source-differs", "warning", message, hint)


def _warn_of_lack(ident: str, folder: Path, broken: list[Text]) -> Problem:
    message = say("没有 {ident} 的文本", "no text of {ident} is here", ident=ident)
    if broken:
        why = SEMICOLON.join(broken)
        message = say("{message}（{why}）", "{message} ({why})", message=message, why=why)
    hint = say("把文本存为 {ident}.txt（UTF-8）", "save it as {ident}.txt (UTF-8)", ident=ident)
    return Problem(Mark(str(folder)), "source-missing", "warning", message, hint)
