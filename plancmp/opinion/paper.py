"""The opinion as a paper: title, what it rests on, the seven headings, and a line to sign."""

from collections.abc import Iterator, Sequence
from datetime import date

from plancmp.compare.phrases import name_section
from plancmp.model import Plan
from plancmp.opinion.phrases import (
    cite_own,
    cite_upper,
    is_beside,
    mark_frame,
    phrase_advice,
    phrase_conclusion,
    phrase_reasons,
)
from plancmp.opinion.result import Opinion, OpinionRow, TaskRow
from plancmp.vocabulary import Conclusion, Dimension
from plancmp.words import SEMICOLON, Paper, PaperPart, Text, TextTable, say

LAW_IN_FORCE = date(2026, 3, 12)
"""From when 国家发展规划法 holds."""
TARGET_HEADS = (
    Text("序号", "No."),
    Text("指标", "Indicator"),
    Text("上级", "Above"),
    Text("本规划", "This plan"),
    Text("结论", "Conclusion"),
    Text("理由", "Why"),
    Text("建议", "Advice"),
    Text("采纳情况", "Taken up"),
)
_TARGET_WIDTHS = (5, 11, 25, 25, 9, 25, 16, 9)
_BESIDE = (0, 1, 2, 3, 4, 5)
"""Columns of a table that nobody has to answer: without advice and what became of it."""
_TASK_HEADS = (
    Text("序号", "No."),
    Text("上级任务", "Task above"),
    Text("本规划的任务", "Tasks of this plan"),
    Text("结论", "Conclusion"),
    Text("采纳情况", "Taken up"),
)
_TASK_WIDTHS = (5, 42, 42, 12, 12)
_NUMBERS = "一二三四五六七"
_LAW = Text(
    "《中华人民共和国国家发展规划法》第二十四条、第三十六条（2026年3月12日起施行）",
    "国家发展规划法 (law on national development planning), articles 24 and 36, in force since 12 March 2026",
)
_BEFORE = Text(
    "本规划在《中华人民共和国国家发展规划法》施行（2026年3月12日）之前，依此前规划衔接的做法；七个方面借用该法第二十四条的列法",
    "this plan is older than 国家发展规划法 (12 March 2026) and stands under the practice before it; the seven headings are "
    "those of its article 24",
)
_UNJUDGED = Text(
    "文字表述，本程序不作判断，请人工审核。", "Told in words: not judged here, to be looked at by a person."
)
_NO_TASKS = Text("所收录的上级规划没有这方面的任务。", "The plans above, as encoded, have no task of this kind.")
_BY_TITLE = Text("上级任务按名称用词归入本方面。", "Tasks stand here by the words of their titles.")


def lay_out_paper(opinion: Opinion, lang: str) -> Paper:
    """The whole paper in one language."""
    lead = [(label.in_language(lang), text.in_language(lang)) for label, text in list_lead(opinion)]
    heads = list(enumerate(Dimension))
    parts = [_lay_out_part(number, head, opinion, lang) for number, head in heads]
    parts.extend(_lay_out_annexes(opinion, lang))
    title = Text("规划衔接审核意见", "Opinion on the coordination of plans")
    foot = Text(
        "审核单位（盖章）：　　　　　　　经办人：　　　　　　　日期：　　　　年　　月　　日",
        "Office (seal):                    Officer:                    Date:",
    )
    return Paper(title.in_language(lang), tuple(lead), tuple(parts), foot.in_language(lang))


def _lay_out_annexes(opinion: Opinion, lang: str) -> Iterator[PaperPart]:
    """What is for reference alone: targets of years outside the other side's, and those of the place's other plans."""
    beside = [row for row in opinion.rows if is_beside(row, opinion)]
    title = Text(
        "附：不在对方规划期内的目标（供参考）", "Annex: targets of years outside the other side's, for reference"
    )
    other = Text("附：本地其他规划的目标（供参考）", "Annex: targets of the place's other plans, for reference")
    for heading, rows in ((title, beside), (other, opinion.history)):
        if rows:
            whole = make_target_table(rows, opinion)
            heads = tuple(whole.columns[i] for i in _BESIDE)
            table = whole._replace(columns=heads, rows=[[row[i] for i in _BESIDE] for row in whole.rows])
            widths = tuple(_TARGET_WIDTHS[i] for i in _BESIDE)
            yield PaperPart(heading.in_language(lang), (), table.in_language(lang), widths)


def list_lead(opinion: Opinion) -> Iterator[tuple[Text, Text]]:
    """What the opinion is about and rests on, and what it comes to, each behind its label."""
    plans = opinion.collection.plans
    drafts = [cite_plan(plans[ident], ident) for ident in opinion.drafts]
    name = opinion.collection.places[opinion.place].name
    none = say("{name}（该时期的规划尚未收录）", "{name} (no plan of that time is in the collection)", name=name)
    yield Text("送审规划", "Plan"), SEMICOLON.join(drafts) if drafts else none
    above = [
        mark_frame(ident, opinion).join([Text.same(""), cite_plan(plans[ident], ident)]) for ident in opinion.frames
    ]
    yield Text("上级规划", "Plans above"), SEMICOLON.join(above)
    yield Text("依据", "Rests on"), _LAW if _is_under_law(opinion) else _BEFORE
    yield Text("审核结果", "Outcome"), Text("", " ").join(opinion.answer.sentences)
    unchecked = sum(row.own is not None and row.own.draft for row in opinion.rows)
    if unchecked:
        yield Text("注意", "Mind"), say("{n} 项标“草稿”的目标出自尚未核对的条目。", "{n} {n:target|targets} marked “draft” {n:comes from an entry|come from entries} nobody has checked.", n=unchecked)  # fmt: skip


def cite_plan(plan: Plan, ident: str) -> Text:
    """A document by its title, number, id and years."""
    parts = [ident, *([plan.number] if plan.number else []), str(plan.period).replace("-", "–")]
    return Text(f"《{plan.title.zh}》（{'，'.join(parts)}）", f"{plan.title.en} ({', '.join(parts)})")


def _is_under_law(opinion: Opinion) -> bool:
    """Whether the plan was issued under the law; without a date its first year tells."""
    plans = [opinion.collection.plans[ident] for ident in (opinion.drafts or opinion.frames)]
    issued = [str(plan.issued) if plan.issued else None for plan in plans]
    return any(
        day >= LAW_IN_FORCE.isoformat() if day else plan.period.first >= LAW_IN_FORCE.year
        for day, plan in zip(issued, plans, strict=True)
    )


def _lay_out_part(number: int, head: Dimension, opinion: Opinion, lang: str) -> PaperPart:
    title = Text(f"{_NUMBERS[number]}、{head.label.zh}", f"{number + 1}. {head.label.en.capitalize()}").in_language(
        lang
    )
    if head is Dimension.TARGETS:
        told = [say("未列入：仅为一年或转述他文的目标 {n} 项。", "Not listed: {n} {n:target|targets} for one year alone, or read out of another document.", n=opinion.left_out)] if opinion.left_out else []  # fmt: skip
        targets = [row for row in opinion.rows if not is_beside(row, opinion)]
        table = make_target_table(targets, opinion).in_language(lang) if targets else None
        told.extend([] if table else [Text("双方该时期均无目标。", "Neither side has a target of these years.")])
        return PaperPart(title, tuple(text.in_language(lang) for text in told), table, _TARGET_WIDTHS)
    if head not in opinion.tasks:
        return PaperPart(title, (_UNJUDGED.in_language(lang),))
    rows = opinion.tasks[head]
    if not rows:
        return PaperPart(title, (_NO_TASKS.in_language(lang),))
    told = [say("{sentence}{by_title}", "{sentence} {by_title}", sentence=phrase_tasks(rows), by_title=_BY_TITLE)]
    told.extend(_list_general(rows, opinion))
    listed = [row for row in rows if row.is_for_place or row.task.under]
    table = _make_task_table(listed, opinion).in_language(lang) if listed else None
    return PaperPart(title, tuple(text.in_language(lang) for text in told), table, _TASK_WIDTHS)


def make_target_table(rows: Sequence[OpinionRow], opinion: Opinion) -> TextTable:
    """A row a target: both figures with their words, the conclusion, why, what to do, and room for what became of it."""
    cells = [
        (
            str(number),
            row.first.definition.name,
            cite_upper(row, opinion),
            cite_own(row, opinion),
            phrase_conclusion(row, opinion),
            phrase_reasons(row, opinion),
            phrase_advice(row, opinion),
            "",
        )
        for number, row in enumerate(rows, 1)
    ]
    return TextTable(Dimension.TARGETS.label, TARGET_HEADS, cells, (0,))


def _make_task_table(rows: Sequence[TaskRow], opinion: Opinion) -> TextTable:
    cells = [
        (
            str(number),
            _cite_task(row, opinion),
            Text.same("\n").join(
                [say("{title}（{link}）", "{title} ({link})", title=u.title, link=u.label) for u in row.task.under]
            )
            if row.task.under
            else Text("—", "—"),
            row.conclusion.label if row.conclusion else Text("有对应", "has a counterpart"),
            "",
        )
        for number, row in enumerate(rows, 1)
    ]
    return TextTable(Dimension.TASKS.label, _TASK_HEADS, cells, (0,))


def _cite_task(row: TaskRow, opinion: Opinion) -> Text:
    mark, section = mark_frame(row.frame, opinion), name_section(row.task.section)
    here = Text("（指定本地）", " (for this place)") if row.is_for_place else Text("", "")
    return Text(
        f"{mark.zh}{section.zh} {row.task.title}{here.zh}",
        f"{mark.en}{section.en} {row.task.title}{here.en}",
    )


def phrase_tasks(rows: Sequence[TaskRow]) -> Text:
    """How many upper tasks there are, how many have a counterpart, and what is known of the others."""
    linked = sum(row.conclusion is None for row in rows)
    missing = sum(row.conclusion is Conclusion.NOT_HERE for row in rows)
    unknown = len(rows) - linked - missing
    parts = [say("有对应 {n}", "{n} with a counterpart", n=linked)]
    parts.extend([say("本规划未提出 {n}", "{n} not in this plan", n=missing)] if missing else [])
    if unknown:
        parts.append(
            say(
                "{n} 项不作判断（本规划属其他时期，任务未收全，或未与上级建立联系）",
                "{n} not judged (this plan is of another time, its tasks are not whole, or linked to none above)",
                n=unknown,
            )
        )
    return say("上级任务 {n} 项：{parts}。", "{n} {n:task|tasks} above: {parts}.", n=len(rows), parts=parts)


def _list_general(rows: Sequence[TaskRow], opinion: Opinion) -> Iterator[Text]:
    """The upper tasks for all places that have no counterpart, by document and section."""
    groups: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row.conclusion is Conclusion.NOT_HERE and not row.is_for_place:
            groups.setdefault(row.frame, {}).setdefault(row.task.section, []).append(row.task.title)
    for frame, sections in groups.items():
        told = [
            Text.same(" ").join([name_section(section), Text.same("、".join(titles))])
            for section, titles in sections.items()
        ]
        yield say(
            "{mark}本规划未提出的：{told}。",
            "{mark} Not in this plan: {told}.",
            mark=mark_frame(frame, opinion),
            told=SEMICOLON.join(told),
        )
