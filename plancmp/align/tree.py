"""An alignment as a tree that can be read aloud: the frame's target, who stands under it, what is left, the tasks,
and what nothing stands beside.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plancmp.align.head import head_lines
from plancmp.align.parts import AlignRow, FrameTask, Node
from plancmp.claim import Claim
from plancmp.compare import interval_of, phrase_nearest
from plancmp.compare.amplification import ONE_PLACE
from plancmp.compare.implied import percent
from plancmp.compare.phrases import list_reasons, name_indicator, name_speaker, phrase_claim, phrase_measure
from plancmp.compare.say import interval_text, unit_text
from plancmp.vocabulary import Better, Verdict
from plancmp.words import COMMA, SEMICOLON, Line, Text

if TYPE_CHECKING:
    from plancmp.align.result import Alignment


def alignment_lines(alignment: "Alignment", lang: str, *, explain: bool) -> Iterator[Line]:
    """The tree, line by line."""
    yield from head_lines(alignment, lang)
    for row in alignment.rows:
        yield Line(0, "")
        yield from _row_lines(alignment, row, lang, explain=explain)
    yield from _task_lines(alignment, lang)
    for words, claims in (
        (frame_only_words(alignment), alignment.frame_only),
        (lower_only_words(alignment), alignment.lower_only),
    ):
        if claims:
            yield Line(0, "")
            yield from _lone_lines(alignment, words, claims, lang)


def frame_only_words(alignment: "Alignment") -> Text:
    """The heading of what only the frame states."""
    if alignment.upward:
        return Text("上级规划没有对应目标", "Nothing above")
    return Text("仅框架规划提出", "Only in the frame")


def lower_only_words(alignment: "Alignment") -> Text:
    """The heading of what only the others state."""
    if alignment.upward:
        return Text("仅上级规划提出", "Only above")
    return Text("仅下级规划提出", "Only below")


def _row_lines(alignment: "Alignment", row: AlignRow, lang: str, *, explain: bool) -> Iterator[Line]:
    yield Line(0, name_indicator(row.first.definition).in_language(lang), "indicator")
    chosen = row.frame_claim
    places = alignment.collection.places
    if chosen is None:
        name = places[alignment.collection.plans[alignment.frame[0]].place].name
        words = Text(f"{name.zh}未定总目标，只对地方指定", f"{name.en} states it for places only")
        yield Line(1, words.in_language(lang), "frame")
    else:
        name = _who(alignment, chosen) if alignment.upward else places[chosen.place].name
        own = phrase_claim(chosen).in_language(lang)
        if row.pace is not None:
            start = row.pace.start
            year = Text(f"（{start.year} 年）", f" ({start.year})").in_language(lang)
            own = f"{interval_text(start.interval, 4)}{year} → {own}  {row.pace.text(chosen).in_language(lang)}"
        yield Line(1, f"{name.in_language(lang)}  {own}", "frame")
        if explain and row.pace is not None:
            yield Line(2, row.pace.formula.in_language(lang))
        for claim in row.frame_also:
            yield Line(1, f"{Text('另有', 'also').in_language(lang)}  {phrase_claim(claim).in_language(lang)}")
    for node in row.under:
        yield from _node_lines(alignment, row, node, 2, lang, explain=explain)
    yield from _sum_lines(alignment, row, lang)


def _node_lines(
    alignment: "Alignment", row: AlignRow, node: Node, depth: int, lang: str, *, explain: bool
) -> Iterator[Line]:
    claim, comparison = node.claim, node.comparison
    home = row.frame_claim.indicator if row.frame_claim else row.indicator
    own = phrase_claim(claim).in_language(lang)
    if claim.indicator != home:
        own = f"{name_indicator(claim.definition).in_language(lang)} {own}"
    parts = [_who(alignment, claim).in_language(lang), own, _verdict(alignment, row, node).in_language(lang)]
    if comparison is not None:
        parts.append(phrase_measure(comparison, alignment.collection).in_language(lang))
    yield Line(depth, "  ".join(part for part in parts if part), "node")
    if comparison is not None:
        reasons = list_reasons(comparison, explain=explain)
        if comparison.verdict is Verdict.ASSIGNED:
            reasons = [t for t in reasons if t != comparison.reasons[0].text]
        if reasons:
            yield Line(depth + 1, SEMICOLON.join(reasons).in_language(lang), "why")
    for below in node.under:
        yield from _node_lines(alignment, row, below, depth + 1, lang, explain=explain)


def _who(alignment: "Alignment", claim: Claim) -> Text:
    """The place, and where another plan than the frame speaks the years of that plan."""
    if alignment.upward:
        return name_speaker(claim, alignment.collection)
    name = alignment.collection.places[claim.place].name
    if claim.plan in alignment.frame:
        return name
    period = str(claim.plan_period).replace("-", "–")
    return Text(f"{name.zh}（{period} 年规划）", f"{name.en} (plan {period})")


def _verdict(alignment: "Alignment", row: AlignRow, node: Node) -> Text:
    """The verdict, and against which figure where that is not the row's own."""
    label = node.verdict.label
    comparison = node.comparison
    if comparison is None or row.frame_claim is None or alignment.upward:
        return label
    first = comparison.first
    if first.id != row.frame_claim.id and first.id in {c.id for c in row.frame_also}:
        when = str(first.year) if first.year is not None else ""
        return Text(f"{label.zh}（对 {when} 年目标）", f"{label.en} (against {when})")
    return label


def _sum_lines(alignment: "Alignment", row: AlignRow, lang: str) -> Iterator[Line]:
    chosen = row.frame_claim
    if chosen is None or alignment.upward:
        return
    places, unit = alignment.collection.places, unit_text(chosen.std.unit)
    if row.known_sum is not None:
        share = row.known_sum.over(interval_of(chosen))
        shown = percent(share) if share is not None and share.determined else ""
        made_of = COMMA.join(
            [
                Text(f"{places[p].name.zh} {interval_text(f)}", f"{places[p].name.en} {interval_text(f)}")
                for p, f in row.counted
            ]
        )
        total = interval_text(row.known_sum)
        known = Text(f"已知合计  {total} {unit.zh}（{made_of.zh}）", f"known sum  {total} ({made_of.en})")
        yield Line(1, f"{known.in_language(lang)}  {shown}".rstrip(), "sum")
    if row.remainder is not None and row.missing:
        names = COMMA.join([places[m.place].name for m in row.missing])
        rest, count = interval_text(row.remainder), len(row.missing)
        words = Text(
            f"其余 {rest} {unit.zh}须由 {count} 个地区共同实现：{names.zh}"
            if count > 1
            else f"其余 {rest} {unit.zh}须由{names.zh}实现",
            f"remainder  {rest} for {count} places together: {names.en}"
            if count > 1
            else f"remainder  {rest} for {names.en}",
        )
        yield Line(1, words.in_language(lang), "sum")
    if row.amplification is not None:
        points = Text("个百分点", "points") if chosen.std.unit == "percent" else unit
        yield Line(1, row.amplification.text(points).in_language(lang), "sum")
    elif _one_place_above(row):
        yield Line(1, ONE_PLACE.in_language(lang), "note")


def _one_place_above(row: AlignRow) -> bool:
    """Whether a share is set for a place above the frame's: no amplification, and a reader must be told."""
    chosen = row.frame_claim
    if chosen is None or chosen.definition.sums or chosen.definition.better is Better.LOWER:
        return False
    gaps = [n.comparison.measure.difference for n in row.under if n.comparison and n.verdict is Verdict.ASSIGNED]
    return any(gap is not None and gap.low is not None and gap.low > 0 for gap in gaps)


def _lone_lines(alignment: "Alignment", words: Text, claims: Sequence[Claim], lang: str) -> Iterator[Line]:
    """Claims that nothing stands beside, by why that is."""
    yield Line(0, words.in_language(lang), "head")
    one_plan = len({c.plan for c in claims}) == 1
    groups: dict[Text, list[Claim]] = {}
    for claim in claims:
        found = alignment.alone.get(claim.id)
        label = Text("", "")
        if found is not None:
            said = SEMICOLON.join([r.text for r in found.reasons])
            label = Text(f"{found.verdict.label.zh}：{said.zh}", f"{found.verdict.label.en}: {said.en}")
        groups.setdefault(label, []).append(claim)
    for label, members in groups.items():
        if label.en:
            yield Line(1, label.in_language(lang), "note")
        for claim in members:
            who = _who(alignment, claim).in_language(lang)
            if one_plan:
                inner = alignment.collection.places[claim.place].name.in_language(lang)
                who = inner if claim.place != claim.plan_place else ""
            parts = [who, name_indicator(claim.definition).in_language(lang), phrase_claim(claim).in_language(lang)]
            yield Line(2, "  ".join(p for p in parts if p))
            near = alignment.alone[claim.id].near if claim.id in alignment.alone else ()
            if near:
                yield Line(3, phrase_nearest(near, _names_of(near, alignment)).in_language(lang))


def _names_of(near: Sequence[Claim], alignment: "Alignment") -> dict[str, Text] | None:
    """The names of the places where several are told."""
    places = alignment.collection.places
    return {c.place: places[c.place].name for c in near} if len(near) > 1 else None


def _task_lines(alignment: "Alignment", lang: str) -> Iterator[Line]:
    if not alignment.tasks:
        return
    yield Line(0, "")
    yield Line(0, Text("任务与定位", "Tasks and roles").in_language(lang), "head")
    for task in alignment.tasks:
        yield from _one_task(task, lang)
    if alignment.other_tasks:
        words = Text(
            f"框架规划另有 {alignment.other_tasks} 项任务未点名这些地区，也没有与之相连的任务",
            f"further tasks of the frame that name no place here and have no task linked to them: {alignment.other_tasks}",
        )
        yield Line(1, words.in_language(lang), "note")


def _one_task(task: FrameTask, lang: str) -> Iterator[Line]:
    names = COMMA.join(task.names).in_language(lang)
    yield Line(1, "  ".join(p for p in (task.title, names, task.ident.partition("/")[2]) if p), "frame")
    for under in task.under:
        place, link, because = (
            under.place.in_language(lang),
            under.link.label.in_language(lang),
            under.because.in_language(lang),
        )
        yield Line(2, f"{place}  {under.title}  {link}  {under.task}", "node")
        yield Line(3, because, "why")
