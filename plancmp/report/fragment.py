"""One result as a piece of HTML in the reader's language, with its style, to be set into any page or notebook."""

from collections import Counter
from typing import Any

from plancmp.align.layout import list_plan_lines
from plancmp.align.place_table import make_place_table
from plancmp.align.result import Alignment
from plancmp.claim import Claim
from plancmp.compare.formatting import name_unit
from plancmp.compare.phrases import phrase_measure
from plancmp.diff.layout import lay_out_tables, list_row_reasons
from plancmp.diff.result import Diff, DiffRow
from plancmp.render.html import fill_template
from plancmp.report.report_rows import ClaimRow, RowMaker, make_alignment_rows
from plancmp.vocabulary import Verdict


def make_alignment_fragment(alignment: Alignment, lang: str, *, explain: bool) -> str:
    """An alignment as a tree that folds."""
    counts = Counter(node.verdict for row in alignment.rows for node in row.walk())
    return fill_template(
        "align.html.j2",
        (lang,),
        lang=lang,
        fresh=lambda _anchor: False,
        plans=[line.text for line in list_plan_lines(alignment)],
        alignment=alignment,
        places=make_place_table(alignment).in_language(lang),
        shown=make_alignment_rows(alignment, explain=explain),
        verdicts=[(verdict, counts[verdict]) for verdict in Verdict if counts[verdict]],
    )


def make_diff_fragment(diff: Diff, lang: str, *, explain: bool) -> str:
    """A comparison, a row an indicator."""
    maker = RowMaker(diff.collection)
    alone = [
        (name, [maker.make_row(lone.claim, verdict=lone.verdict, reasons=lone.all_reasons) for lone in found])
        for name, found in ((diff.a.name, diff.only_a), (diff.b.name, diff.only_b))
        if found
    ]
    return fill_template(
        "diff.html.j2",
        (lang,),
        lang=lang,
        diff=diff,
        rows=[_show_pair(row, diff, maker, explain=explain) for row in diff.rows],
        alone=alone,
        tables=lay_out_tables(diff, lang, explain=explain)[1 + len(alone) :],
    )


def _show_pair(row: DiffRow, diff: Diff, maker: RowMaker, *, explain: bool) -> dict[str, Any]:
    def show_side(claims: tuple[Claim, ...], chosen: Claim) -> list[ClaimRow]:
        return [maker.make_row(claim) for claim in (chosen, *(c for c in claims if c is not chosen))]

    return {
        "names": [row.first.name] if row.first is row.second else [row.first.name, row.second.name],
        "unit": name_unit(row.first.unit),
        "a": show_side(row.a, row.pair.first),
        "b": show_side(row.b, row.pair.second),
        "verdict": row.pair.verdict,
        "measure": phrase_measure(row.pair, diff.collection),
        "reasons": list_row_reasons(diff, row, explain=explain),
    }
