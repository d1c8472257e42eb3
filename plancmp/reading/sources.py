"""The text of each plan in a folder of texts: found by the hash of its characters, else by its file's name."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plancmp.chinese.plan_text import PlanText, normalize_text, read_plan_text
from plancmp.document_parts import SourcePart
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
    without: Mapping[str, Problem] = MappingProxyType({})
    """Documents that name no text, and of which none is here, with a warning that says so: a check only counts them."""
    parts: tuple[tuple[str, Problem], ...] = ()
    """Plan by plan, the further files of a text (`source.also`) that are not here."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Everything that is lacking or differs, for whoever wants the texts themselves."""
        return (*self.problems, *self.without.values(), *(problem for _, problem in self.parts))


def read_sources(folder: str | Path, plans: Mapping[str, Plan]) -> Sources:
    """The text of each of `plans` in `folder`: the file whose hash is `source.sha256`, else, with a warning, the one
    whose name begins with the plan's id.

    A plan without a text is a problem `source-missing`, another text than the one encoded from is `source-differs`;
    both are warnings with the mark of the file or folder. A document without `source.sha256` has no text at hand unless
    one bears its name. What `source.also` names, such as what was typed from a picture, is read behind the text. Raises
    PlancmpError (exit code 3) where there is no folder.
    """
    candidates = _find_candidates(Path(folder), plans)
    texts: dict[str, SourceText] = {}
    problems = []
    without: dict[str, Problem] = {}
    parts: list[tuple[str, Problem]] = []
    for ident, plan in plans.items():
        text = candidates.find_text(ident)
        if text is not None:
            texts[ident], missing = candidates.add_parts(text, plan)
            parts += [(ident, _warn_of_lacking_part(ident, part, Path(folder))) for part in missing]
            if not text.exact:
                problems.append(_warn_of_difference(ident, plan, text.path))
        elif plan.source.sha256 is None:
            without[ident] = _warn_of_lack(ident, Path(folder), candidates.list_reasons(ident))
        else:
            problems.append(_warn_of_lack(ident, Path(folder), candidates.list_reasons(ident)))
    return Sources(texts, tuple(problems), without, tuple(parts))


class _Candidates(NamedTuple):
    """The files of a folder that may hold the texts of plans: by hash, by name, and those that cannot be read."""

    exact: dict[str, SourceText]
    named: dict[str, tuple[str, str]]
    parts: dict[str, str]
    unreadable: dict[str, Text]

    def find_text(self, ident: str) -> SourceText | None:
        """The text of a plan: the one with its hash, else one that bears its name."""
        if ident in self.exact or ident not in self.named:
            return self.exact.get(ident)
        path, raw = self.named[ident]
        return SourceText(path, read_plan_text(raw), exact=False)

    def list_reasons(self, ident: str) -> list[Text]:
        """Why the files that bear a plan's name could not be read."""
        return [why for name, why in self.unreadable.items() if name.startswith(ident)]

    def add_parts(self, text: SourceText, plan: Plan) -> tuple[SourceText, list[SourcePart]]:
        """A plan's text with its further files behind it, and those of them that are not here."""
        if not plan.source.also:
            return text, []
        found = [self.find_part(part) for part in plan.source.also]
        raw = "\n\n".join([text.text.raw, *(part for part in found if part is not None)])
        missing = [part for part, given in zip(plan.source.also, found, strict=True) if given is None and part.sha256]
        return text._replace(text=read_plan_text(raw)), missing

    def add_text(self, path: Path, raw: str, ident: str | None) -> None:
        """Keep a file as the text of the plan whose hash it has, if there is one."""
        if ident and ident not in self.exact:
            self.exact[ident] = SourceText(str(path), read_plan_text(raw), exact=True)

    def find_part(self, part: SourcePart) -> str | None:
        """The text of a further file: of the one with its hash, where it names none of the one of its name."""
        return self.parts.get(part.sha256 or part.file)


def _find_candidates(folder: Path, plans: Mapping[str, Plan]) -> _Candidates:
    """The files of a folder that may hold a text of `plans`; no further is read than they need."""
    found = _Candidates({}, {}, {}, {})
    wanted = {name for plan in plans.values() for part in plan.source.also for name in (part.file, part.sha256)}
    hashes = {plan.source.sha256: ident for ident, plan in plans.items() if plan.source.sha256}
    for path in _list_texts(folder, plans):
        if len(found.exact) == len(plans) and not wanted:
            break
        try:
            raw = read_text(path)
        except PlancmpError as error:
            found.unreadable[path.name] = error.message
            continue
        content = sha256(normalize_text(raw)[0].encode()).hexdigest()
        found.parts.update((name, raw) for name in (content, path.name) if name in wanted)
        found.add_text(path, raw, hashes.get(content))
        for ident in filter(path.name.startswith, plans):
            found.named.setdefault(ident, (str(path), raw))
    return found


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


def _warn_of_lacking_part(ident: str, part: SourcePart, folder: Path) -> Problem:
    message = say("没有 {ident} 的 {file}", "{file}, a part of {ident}, is not here", ident=ident, file=part.file)
    hint = say("把它存为 {file}（UTF-8）", "save it as {file} (UTF-8)", file=part.file)
    return Problem(Mark(str(folder)), "source-missing", "warning", message, hint)


def _warn_of_lack(ident: str, folder: Path, broken: list[Text]) -> Problem:
    message = say("没有 {ident} 的文本", "no text of {ident} is here", ident=ident)
    if broken:
        why = SEMICOLON.join(broken)
        message = say("{message}（{why}）", "{message} ({why})", message=message, why=why)
    hint = say("把文本存为 {ident}.txt（UTF-8）", "save it as {ident}.txt (UTF-8)", ident=ident)
    return Problem(Mark(str(folder)), "source-missing", "warning", message, hint)
