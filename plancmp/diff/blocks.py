"""A comparison of two sides for a terminal: a block an indicator, each plan's figure on a line of its own."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plancmp.claim import Claim
from plancmp.compare import phrase_nearest
from plancmp.compare.phrases import list_reasons, name_indicator, name_speaker, phrase_claim, phrase_measure
from plancmp.diff.tables import industries, link_text, paces, row_name
from plancmp.words import COMMA, SEMICOLON, Line, Text

if TYPE_CHECKING:
    from plancmp.diff.result import Alone, Diff, Row
    from plancmp.diff.task_pairs import SideTask
    from plancmp.lookup import Side


def diff_blocks(found: "Diff", lang: str, *, explain: bool) -> Iterator[Line]:
    """Both sides' plans, then a block an indicator, what only one side has, fields of work, tasks."""
    for side in (found.a, found.b):
        for ident in side.plans:
            plan = found.collection.plans[ident]
            yield Line(
                0,
                f"{found.collection.places[side.place].name.in_language(lang)}  {plan.title.in_language(lang)}  {ident}  {plan.period}",
                "head",
            )
    if any(len(row.a) > 1 or len(row.b) > 1 for row in found.rows):
        yield Line(0, Text("* 表示相比的一对", "* marks the pair that is compared").in_language(lang), "note")
    for row in found.rows:
        yield Line(0, "")
        yield from _row_lines(found, row, lang, explain=explain)
    for side, alone in ((found.a, found.only_a), (found.b, found.only_b)):
        if alone:
            yield Line(0, "")
            yield Line(0, Text(f"仅{side.name.zh}提出", f"Only {side.name.en}").in_language(lang), "head")
            yield from _alone_lines(found, alone, lang)
    yield from _theme_lines(found, lang)
    yield from _task_lines(found, lang)


def _row_lines(found: "Diff", row: "Row", lang: str, *, explain: bool) -> Iterator[Line]:
    yield Line(0, row_name(row, lang), "indicator")
    pair = row.pair
    marked = len(row.a) > 1 or len(row.b) > 1
    for claims, chosen in ((row.a, pair.first), (row.b, pair.second)):
        for claim in claims:
            mark = ("* " if claim is chosen else "  ") if marked else ""
            name = name_speaker(claim, found.collection).in_language(lang)
            yield Line(1, f"{mark}{name}  {phrase_claim(claim).in_language(lang)}", "frame")
    label, measure = pair.verdict.label.in_language(lang), phrase_measure(pair, found.collection).in_language(lang)
    yield Line(1, f"{label}  {measure}".rstrip(), "verdict")
    told = [*list_reasons(pair, explain=explain), *paces(found, row, explain=explain)]
    if told:
        yield Line(2, SEMICOLON.join(told).in_language(lang))


def _alone_lines(found: "Diff", alone: Sequence["Alone"], lang: str) -> Iterator[Line]:
    groups: dict[Text, list[Alone]] = {}
    for x in alone:
        label = x.verdict.label
        key = Text(f"{label.zh}：{x.reason.text.zh}", f"{label.en}: {x.reason.text.en}")
        groups.setdefault(key, []).append(x)
    for key, members in groups.items():
        yield Line(1, key.in_language(lang), "note")
        for x in members:
            yield Line(
                2,
                f"{name_indicator(x.claim.definition).in_language(lang)}  {_place(found, x.claim, lang)}{phrase_claim(x.claim).in_language(lang)}",
            )
            if x.near:
                yield Line(3, phrase_nearest(x.near).in_language(lang))


def _place(found: "Diff", claim: Claim, lang: str) -> str:
    """The place of a figure that is for less than the plan's own."""
    return "" if claim.place == claim.plan_place else f"{found.collection.places[claim.place].name.in_language(lang)} "


def _theme_lines(found: "Diff", lang: str) -> Iterator[Line]:
    if not found.themes:
        return
    a, b = found.a.name, found.b.name
    yield Line(0, "")
    yield Line(0, Text("涉及的领域", "Fields of work").in_language(lang), "head")
    words = Text(
        f"项数，{a.zh} / {b.zh}；跨领域的重复计", f"counts, {a.en} / {b.en}; what has two fields counts in both"
    )
    yield Line(1, words.in_language(lang), "note")
    for count in found.themes:
        (ta, tb), (wa, wb) = count.targets, count.tasks
        line = Text(
            f"{count.theme.label.zh}  目标 {ta} / {tb}  任务 {wa} / {wb}",
            f"{count.theme.label.en}  targets {ta} / {tb}  tasks {wa} / {wb}",
        )
        yield Line(1, line.in_language(lang))
    for side, mine in ((found.a, 0), (found.b, 1)):
        own = [c.theme.label for c in found.themes if not (c.targets[1 - mine] or c.tasks[1 - mine])]
        if own:
            names = COMMA.join(own)
            yield Line(
                1, Text(f"仅{side.name.zh}涉及：{names.zh}", f"only {side.name.en}: {names.en}").in_language(lang)
            )


def _task_lines(found: "Diff", lang: str) -> Iterator[Line]:
    tasks = found.tasks
    if not (tasks.pairs or tasks.only_a or tasks.only_b):
        return
    yield Line(0, "")
    yield Line(0, Text("任务", "Tasks").in_language(lang), "head")
    for pair in tasks.pairs:
        both = f"{pair.a.task.title} / {pair.b.task.title}"
        if pair.link is None:
            yield Line(1, f"{both}  {pair.because.in_language(lang)}", "frame")
            continue
        yield Line(1, f"{both}  {link_text(pair, found).in_language(lang)}", "frame")
        yield Line(2, pair.because.in_language(lang))
    for side, only in ((found.a, tasks.only_a), (found.b, tasks.only_b)):
        yield from _only_lines(side, only, lang)


def _only_lines(side: "Side", only: Sequence["SideTask"], lang: str) -> Iterator[Line]:
    if not only:
        return
    count, named = len(only), industries(only)
    words = Text(
        f"仅{side.name.zh}部署的任务 {count} 项，其中点名产业的 {len(named)} 项",
        f"{count} task{'' if count == 1 else 's'} of {side.name.en} only, of which {len(named)} name{'s' if len(named) == 1 else ''} an industry",
    )
    yield Line(1, words.in_language(lang) + ("：" if lang == "zh" and named else ":" if named else ""), "note")
    if named:
        yield Line(
            2, "；".join(t.task.title for t in named) if lang == "zh" else "; ".join(t.task.title for t in named)
        )
