"""An agreement as text and as tables: the answer, the fields, then the disputes and what only one side has."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.agree.result import Agreement, FieldAgreement
from plancmp.compare.blocks import BLANK
from plancmp.compare.formatting import format_rounded
from plancmp.words import Line, Table, Text, TextLine, TextTable, View, say

_NONE = Text("—", "—")


def lay_out_tables(found: Agreement, lang: str) -> list[Table]:
    """The fields, the disputes, and the entries of one side."""
    return [table.in_language(lang) for table in _list_tables(found)]


def lay_out_blocks(found: Agreement, lang: str, view: View) -> Iterator[Line | Table]:
    """The same behind the answer."""
    del view
    title = say("{a}（甲）与{b}（乙）", "{a} (A) and {b} (B)", a=found.names[0], b=found.names[1])
    yield TextLine(0, title, "head").in_language(lang)
    for sentence in found.answer.sentences:
        yield Line(0, sentence.in_language(lang))
    for table in _list_tables(found):
        yield BLANK.in_language(lang)
        yield table.in_language(lang)


def _list_tables(found: Agreement) -> Iterator[TextTable]:
    heads = (
        Text("字段", "Field"),
        Text("条数", "Entries"),
        Text("一致", "Same"),
        Text("一致率", "Share"),
        Text("α", "Alpha"),
    )
    yield TextTable(
        Text("各字段的一致程度", "Agreement by field"), heads, [_make_row(f) for f in found.fields], (1, 2, 3, 4)
    )
    if found.disputes:
        columns = (
            Text("章节", "Section"),
            Text("引文", "Quote"),
            Text("字段", "Field"),
            Text("甲", "A"),
            Text("乙", "B"),
        )
        rows = [(d.section, d.quote, d.label, d.values[0] or _NONE, d.values[1] or _NONE) for d in found.disputes]
        yield TextTable(Text("分歧", "Disputes"), columns, rows)
    if found.lone:
        sides = {"a": Text("甲", "A"), "b": Text("乙", "B")}
        heads_of_lone = Text("只在", "Only in"), Text("章节", "Section"), Text("引文", "Quote"), Text("标识", "Id")
        lone = [(sides[e.side], e.section, e.quote, e.ident) for e in found.lone]
        yield TextTable(Text("只有一方收录", "In one only"), heads_of_lone, lone)


def _make_row(field: FieldAgreement) -> tuple[Text | str, ...]:
    share = f"{format_rounded(Decimal(100 * field.same) / field.entries, 1)} %" if field.entries else _NONE
    alpha = _NONE if field.alpha is None else format_rounded(field.alpha, 3)
    return field.label, str(field.entries), str(field.same), share, alpha
