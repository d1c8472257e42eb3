"""What a check hands back: the problems, and what was looked at."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from plancmp.problems import Problem
from plancmp.words import Text, say


class CheckResult(NamedTuple):
    """The problems of a collection, in order of place, and what was looked at."""

    problems: tuple[Problem, ...]
    paths: tuple[str, ...] = ()
    plans: int = 0
    targets: int = 0
    results: int = 0
    lines: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The lines of the files that have problems, at least."""
    without_text: int = 0
    """How many documents name no text, so that their quotes were not sought."""
    drafts: int = 0
    """How many entries nobody has looked at yet."""

    def rename_paths(self, rename: Callable[[str], str]) -> "CheckResult":
        """The same with its files by other names, as a service knows them."""
        problems = (p._replace(mark=p.mark._replace(path=rename(p.mark.path))) for p in self.problems)
        lines = {rename(path): found for path, found in self.lines.items()}
        return self._replace(problems=tuple(problems), paths=tuple(map(rename, self.paths)), lines=lines)

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(p.level == "error" for p in self.problems)

    def get_status(self, *, strict: bool = False) -> int:
        """The exit status: 3 where a file could not be read, 1 with errors (`strict`: or warnings), else 0."""
        if any(p.rule == "unreadable" for p in self.problems):
            return 3
        return 1 if self.errors or (strict and self.problems) else 0

    def sort_by_level(self) -> tuple[Problem, ...]:
        """Errors before warnings, each in order of place."""
        return tuple(sorted(self.problems, key=lambda p: p.level != "error"))

    def record(self, lang: str) -> list[dict[str, Any]]:
        """The machine-readable output."""
        return record_problems(self.problems, lang)

    def summarize(self) -> Text:
        """ "1 problem in 1 file (5 plans, 193 targets, 159 results)" """
        n, files = len(self.problems), len(self.paths)
        told = say(
            "{files} 个文件 {problems}（{plans} 项规划，{targets} 个目标，{results} 项成绩）",
            "{problems} in {files} {files:file|files} "
            "({plans} {plans:plan|plans}, {targets} {targets:target|targets}, {results} {results:result|results})",
            files=files,
            problems=say("{n} 个问题", "{n} {n:problem|problems}", n=n) if n else Text("0 个问题", "no problems"),
            plans=self.plans,
            targets=self.targets,
            results=self.results,
        )
        if self.drafts:
            told = say(
                "{told}；{n} 条尚未核对（draft: true）",
                "{told}; {n} {n:entry|entries} nobody has looked at yet (draft: true)",
                told=told,
                n=self.drafts,
            )
        if self.without_text:
            told = say(
                "{told}；{count} 份文件没有原文，引文未核对",
                "{told}; {count} {count:document has|documents have} no text at hand, their quotes were not sought",
                told=told,
                count=self.without_text,
            )
        return told


def record_problems(problems: Iterable[Problem], lang: str) -> list[dict[str, Any]]:
    """Problems as in the machine-readable output."""
    return [
        {
            **p.mark._asdict(),
            "rule": p.rule,
            "level": p.level,
            "message": p.message.in_language(lang),
            "hint": p.hint.in_language(lang),
        }
        for p in problems
    ]
