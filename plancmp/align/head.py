"""The first lines of an alignment: which plans lie under the frame, which beside it, and what is judged at all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from plancmp.align.parts import Standing
from plancmp.words import Line, Text

if TYPE_CHECKING:
    from plancmp.align.result import Alignment

_DIMENSION = Text(
    "规划衔接的六个方面（主要目标、发展方向、总体布局、重大政策、重大工程、风险防控）中只看主要目标。",
    "Main targets only, one of the six dimensions of 规划衔接 (main targets, direction, layout, policies, projects, risks).",
)


def head_lines(alignment: "Alignment", lang: str) -> Iterator[Line]:
    """The frame, how each other plan stands to it, and what is judged."""
    plans = alignment.collection.plans
    if alignment.upward:
        for ident in alignment.frame:
            says = dict.fromkeys(standing_words(s) for s in alignment.standings if s.plan == ident)
            words = [_cited(Text("本级", "Own"), ident, alignment), *says]
            yield Line(0, "  ".join(w.in_language(lang) for w in words), "head")
        upper = {n.claim.plan for row in alignment.rows for n in row.under} | {c.plan for c in alignment.lower_only}
        for ident in sorted(upper, key=lambda i: (plans[i].period, i)):
            yield Line(0, _cited(Text("上级", "Above"), ident, alignment).in_language(lang))
    else:
        for ident in alignment.frame:
            yield Line(0, _cited(Text("框架", "Frame"), ident, alignment).in_language(lang), "head")
        for standing in alignment.standings:
            under = standing.declared and standing.overlaps
            word = Text("其下", "Under") if under else Text("参照", "Beside")
            cited, says_so = _cited(word, standing.plan, alignment), standing_words(standing)
            yield Line(0, f"{cited.in_language(lang)}  {says_so.in_language(lang)}")
    yield Line(0, conformity(alignment).in_language(lang), "note")


def _cited(word: Text, ident: str, alignment: "Alignment") -> Text:
    plan = alignment.collection.plans[ident]
    return Text(
        f"{word.zh}  {plan.title.zh}  {ident}  {plan.period}", f"{word.en}  {plan.title.en}  {ident}  {plan.period}"
    )


def standing_words(standing: Standing) -> Text:
    """How a plan stands to the frame, by its own word and by its period."""
    if standing.declared:
        own = Text("自述以框架规划为依据", "follows the frame by its own word")
        return own if standing.overlaps else Text(f"{own.zh}，但规划期不同", f"{own.en}, but for another period")
    zh, en = "、".join(standing.parents), ", ".join(standing.parents)
    follows = Text(
        f"；自述依据{zh}（未收录）" if zh else "",
        f"; by its own word follows {en} (not in the collection)" if en else "",
    )
    if standing.same_period:
        return Text(f"规划期相同{follows.zh}", f"the same period{follows.en}")
    if standing.overlaps:
        return Text(f"规划期部分重叠{follows.zh}", f"periods overlap in part{follows.en}")
    return Text(f"规划期不同，作为历史{follows.zh}", f"another period: history{follows.en}")


def conformity(alignment: "Alignment") -> Text:
    """Whether any lower plan can be judged at all, and that only one of the six dimensions is looked at."""
    if alignment.upward:
        return _DIMENSION
    collection = alignment.collection
    frame = collection.plans[alignment.frame[0]]
    years = sorted({row.frame_claim.year for row in alignment.rows if row.frame_claim and row.frame_claim.year})
    year = next((y for y in reversed(years) if y in frame.period), None) or frame.period.last
    if any(year in collection.plans[s.plan].period for s in alignment.standings):
        return _DIMENSION
    return Text(
        f"未收录涵盖 {year} 年的下级规划，不判断是否衔接。{_DIMENSION.zh}",
        f"No lower plan for {year} is in the collection: conformity is not judged. {_DIMENSION.en}",
    )
