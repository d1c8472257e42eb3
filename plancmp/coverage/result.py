"""Is every figure of the plans' texts accounted for?"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.coverage.engine import PlanCoverage, plan_coverage
from plancmp.model import Collection
from plancmp.problems import Problem
from plancmp.reading.sources import SourceText
from plancmp.words import Text


class Coverage(NamedTuple):
    """The coverage of several plans. `shown` says which list follows the summary: open, rules or asides."""

    plans: tuple[PlanCoverage, ...]
    problems: tuple[Problem, ...] = ()
    shown: str = "open"

    def record(self, lang: str) -> dict[str, Any]:
        """The machine-readable output."""
        return {
            "plans": [plan.record(lang) for plan in self.plans],
            "problems": [
                {"path": p.mark.path, "rule": p.rule, "message": p.message.in_language(lang)} for p in self.problems
            ],
        }

    def suggestions(self, lang: str) -> str:
        """The suggested entry of every open figure, each under its place in the text; "" where nothing is open."""
        parts = []
        for plan in self.plans:
            for each in plan.open:
                where = f"{plan.ident} {plan.path}:{each.piece.line}:{each.piece.column}"
                parts.append(f"# {where}\n{plan.suggestion(each.piece)}\n")
        if not parts:
            return ""
        heading = Text(
            "建议写法（INDICATOR、REASON 等大写词须改成实际内容；不是目标或成绩的，写进 aside）",
            "Suggested entries (replace words in capitals such as INDICATOR; what is no claim goes to `aside:` with a reason)",
        )
        return "\n".join([heading.in_language(lang), *parts])


def coverage(
    chosen: Sequence[str],
    collection: Collection,
    texts: Mapping[str, SourceText],
    problems: tuple[Problem, ...] = (),
    shown: str = "open",
) -> Coverage:
    """The coverage of the plans `chosen` that have a text."""
    return Coverage(
        tuple(plan_coverage(ident, collection, texts[ident]) for ident in chosen if ident in texts), problems, shown
    )
