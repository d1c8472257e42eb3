"""One result as a piece of HTML in the reader's language, with its style, to be set into any page or notebook."""

from typing import Any

from plancmp.align.layout import list_plan_lines
from plancmp.align.result import Alignment
from plancmp.claim import Claim
from plancmp.compare import LoneClaim
from plancmp.compare.formatting import name_unit
from plancmp.compare.phrases import phrase_measure
from plancmp.diff.layout import lay_out_tables, list_row_reasons
from plancmp.diff.result import Diff, DiffRow
from plancmp.render.html import fill_template
from plancmp.report.items import Item, item_of
from plancmp.report.tree import frame_only_of, lower_only_of, rows_of
from plancmp.vocabulary import Verdict


def alignment_fragment(alignment: Alignment, lang: str, *, explain: bool) -> str:
    """An alignment as a tree that folds."""
    rows = rows_of(alignment, explain=explain)
    return fill_template(
        "align.html.j2",
        (lang,),
        lang=lang,
        fresh=lambda _anchor: False,
        plans=[line.text for line in list_plan_lines(alignment)],
        alignment=alignment,
        rows=rows,
        frame_only=frame_only_of(alignment),
        lower_only=lower_only_of(alignment),
        verdicts=_verdicts(alignment),
    )


def _verdicts(alignment: Alignment) -> list[tuple[Verdict, int]]:
    """How often each verdict was given."""
    found: dict[Verdict, int] = {}
    pending = [node for row in alignment.rows for node in row.under]
    while pending:
        node = pending.pop()
        found[node.verdict] = found.get(node.verdict, 0) + 1
        pending.extend(node.under)
    return [(v, found[v]) for v in Verdict if v in found]


def diff_fragment(diff: Diff, lang: str, *, explain: bool) -> str:
    """A comparison, a card an indicator."""
    alone = [
        (name, [_single(one, diff) for one in found])
        for name, found in ((diff.a.name, diff.only_a), (diff.b.name, diff.only_b))
        if found
    ]
    return fill_template(
        "diff.html.j2",
        (lang,),
        lang=lang,
        diff=diff,
        rows=[_pair(row, diff, explain=explain) for row in diff.rows],
        alone=alone,
        tables=lay_out_tables(diff, lang, explain=explain)[1 + len(alone) :],
    )


def _pair(row: DiffRow, diff: Diff, *, explain: bool) -> dict[str, Any]:
    pair, collection = row.pair, diff.collection

    def side(claims: tuple[Claim, ...], chosen: Claim) -> list[Item]:
        return [item_of(c, collection) for c in (chosen, *(c for c in claims if c is not chosen))]

    return {
        "names": [row.first.name] if row.first is row.second else [row.first.name, row.second.name],
        "unit": name_unit(row.first.unit),
        "a": side(row.a, pair.first),
        "b": side(row.b, pair.second),
        "verdict": pair.verdict,
        "measure": phrase_measure(pair, collection),
        "reasons": list_row_reasons(diff, row, explain=explain),
    }


def _single(alone: LoneClaim, diff: Diff) -> Item:
    return item_of(alone.claim, diff.collection, verdict=alone.verdict, reasons=alone.all_reasons)
