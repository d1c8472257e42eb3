"""The text of each plan in a folder of texts: found by the hash of its characters, else by its file's name."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText, normalize_text, read_plan_text
from plancmp.files import read_text
from plancmp.model import Plan
from plancmp.problems import Mark, PlancmpError, Problem
from plancmp.words import Text

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
    folder = Path(folder)
    if not folder.is_dir():
        raise PlancmpError(
            Text(f"{folder}：没有这个文件夹", f"{folder}: there is no such folder of texts"), exit_code=3
        )
    wanted = {plan.source.sha256: ident for ident, plan in plans.items() if plan.source.sha256}
    exact: dict[str, SourceText] = {}
    named: dict[str, tuple[str, str]] = {}
    unreadable: dict[str, Text] = {}
    for path in _likely_first(folder, plans):
        if len(exact) == len(plans):
            break
        try:
            raw = read_text(path)
        except PlancmpError as error:
            unreadable[path.name] = error.message
            continue
        ident = wanted.get(sha256(normalize_text(raw)[0].encode()).hexdigest())
        if ident and ident not in exact:
            exact[ident] = SourceText(str(path), read_plan_text(raw), exact=True)
        for named_for in (i for i in plans if path.name.startswith(i)):
            named.setdefault(named_for, (str(path), raw))
    texts = dict(exact)
    problems = []
    for ident, plan in plans.items():
        if ident in texts:
            continue
        if ident in named:
            path_found, raw = named[ident]
            texts[ident] = SourceText(path_found, read_plan_text(raw), exact=False)
            problems.append(_differs(ident, plan, path_found))
        else:
            broken = [message for name, message in unreadable.items() if name.startswith(ident)]
            problems.append(_missing(ident, folder, broken))
    return Sources({ident: texts[ident] for ident in plans if ident in texts}, tuple(problems))


def _likely_first(folder: Path, plans: Mapping[str, Plan]) -> Iterator[Path]:
    """The text files of a folder, those that bear a plan's id first."""
    try:
        inside = list(folder.iterdir())
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlancmpError(
            Text(f"{folder}：无法读取：{reason}", f"{folder} cannot be read: {reason}"), exit_code=3
        ) from error
    files = sorted(p for p in inside if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    yield from sorted(files, key=lambda p: not p.name.startswith(tuple(plans)))


def _differs(ident: str, plan: Plan, path: str) -> Problem:
    if plan.source.sha256 is None:
        message = Text(
            f"{ident} 没有写 source.sha256，按文件名取用此文本",
            f"{ident} has no source.sha256; this text is taken by its name",
        )
    else:
        message = Text(
            f"与收录 {ident} 时所用的文本不同，按文件名取用",
            f"is not the text that {ident} was encoded from; taken by its name",
        )
    hint = Text(
        "核对版本；若以此为准，更新 source.sha256",
        "compare the editions; if this is the right one, update source.sha256",
    )
    return Problem(Mark(path), "source-differs", "warning", message, hint)


def _missing(ident: str, folder: Path, broken: list[Text]) -> Problem:
    why = Text("；".join(t.zh for t in broken), "; ".join(t.en for t in broken))
    message = Text(
        f"没有 {ident} 的文本" + (f"（{why.zh}）" if broken else ""),
        f"no text of {ident} is here" + (f" ({why.en})" if broken else ""),
    )
    hint = Text(f"把文本存为 {ident}.txt（UTF-8）", f"save it as {ident}.txt (UTF-8)")
    return Problem(Mark(str(folder)), "source-missing", "warning", message, hint)
