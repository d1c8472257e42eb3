"""The opinion at a terminal, in a pipe, and as flat tables."""

from collections.abc import Iterator

from plancmp.compare.blocks import BLANK, list_hints
from plancmp.compare.phrases import name_indicator, phrase_claim
from plancmp.opinion.paper import lay_out_paper, list_lead
from plancmp.opinion.phrases import mark_frame, phrase_advice, phrase_conclusion, phrase_reasons
from plancmp.opinion.result import Opinion, OpinionRow
from plancmp.words import NOTHING, Line, Table, Text, TextTable, View, say


def lay_out_tables(opinion: Opinion, lang: str) -> list[Table]:
    """What the paper says above its parts, then the tables of its parts; a part without one is a table of its paragraphs."""
    paper = lay_out_paper(opinion, lang)
    heads = Text("方面", "Part").in_language(lang), Text("内容", "Content").in_language(lang)
    told = [(part.heading, paragraph) for part in paper.parts for paragraph in part.paragraphs]
    tables = [Table(paper.title, heads, (*paper.lead, *told))]
    tables.extend(part.table._replace(title=part.heading) for part in paper.parts if part.table)
    return tables


def lay_out_blocks(opinion: Opinion, lang: str, view: View) -> Iterator[Line | Table]:
    """The answer, then a row a target with both figures and the conclusion; with `explain` why and what to do; the tasks
    as sentences, with `tasks` each of them.
    """
    yield Line(0, Text("规划衔接审核意见", "Opinion on the coordination of plans").in_language(lang), "head")
    for label, text in list_lead(opinion):
        yield Line(0, f"{label.in_language(lang)}{'：' if lang == 'zh' else ': '}{text.in_language(lang)}")
    if view.has_rows and opinion.rows:
        yield BLANK.in_language(lang)
        yield _make_rows(opinion, opinion.rows, view).in_language(lang)
    if view.has_rows and opinion.history:
        yield BLANK.in_language(lang)
        yield Line(
            0,
            Text("本地其他规划的目标（供参考）", "Targets of the place's other plans, for reference").in_language(lang),
            "head",
        )
        yield _make_rows(opinion, opinion.history, view).in_language(lang)
    yield from _list_parts(opinion, lang, view)
    hints = (
        (not view.explain, Text("理由与建议：--explain", "reasons and advice: --explain")),
        (not view.has_tasks, Text("任务：--tasks", "tasks: --tasks")),
        (True, Text("成文：-o 意见.docx 或 .xlsx、.md", "as a paper: -o opinion.docx, .xlsx or .md")),
    )
    for line in list_hints(hints):
        yield line.in_language(lang)


def _make_rows(opinion: Opinion, rows: tuple[OpinionRow, ...], view: View) -> TextTable:
    cells: list[tuple[Text | str, ...]] = []
    for row in rows:
        conclusion = phrase_conclusion(row, opinion)
        if row.conflict is not None:
            conclusion = say("{word}，上级数不一", "{word}; figures above differ", word=conclusion)
        cells.append((name_indicator(row.first.definition), _phrase_upper(row, opinion), _phrase_own(row), conclusion))
        if view.explain or view.everything:
            for words in (phrase_reasons(row, opinion), phrase_advice(row, opinion)):
                cells.extend(
                    (Text("  " + zh, "  " + en),)
                    for zh, en in zip(words.zh.split("\n"), words.en.split("\n"), strict=True)
                    if en
                )
    heads = Text("指标", "Indicator"), Text("上级", "Above"), Text("本规划", "This plan"), Text("结论", "Conclusion")
    return TextTable(NOTHING, heads, cells)


def _phrase_upper(row: OpinionRow, opinion: Opinion) -> Text:
    """What the draft is set against, of each upper document one figure."""
    first = {claim.plan: claim for claim in reversed(row.upper)}
    told = []
    for claim in first.values():
        words = phrase_claim(claim)
        if claim.place != claim.plan_place:
            words = say(
                "对{name} {words}", "for {name} {words}", name=opinion.collection.places[claim.place].name, words=words
            )
        told.append(Text.same("").join([mark_frame(claim.plan, opinion), words]))
    return Text.same("; ").join(list(reversed(told))) if told else Text("—", "—")


def _phrase_own(row: OpinionRow) -> Text:
    return phrase_claim(row.own) if row.own else Text("—", "—")


def _list_parts(opinion: Opinion, lang: str, view: View) -> Iterator[Line | Table]:
    """The headings behind the first: of tasks how many have a counterpart, of the others that they are not judged."""
    yield BLANK.in_language(lang)
    for part in lay_out_paper(opinion, lang).parts[1:7]:
        paragraphs = part.paragraphs if view.has_tasks else part.paragraphs[:1]
        for number, paragraph in enumerate(paragraphs):
            yield Line(0, f"{part.heading}  {paragraph}" if not number else f"  {paragraph}")
        if view.has_tasks and part.table is not None:
            yield part.table._replace(title="")
