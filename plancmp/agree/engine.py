"""The engine of agree: the entries of two encodings matched by their quotes, and compared field by field."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from plancmp.agree.alpha import compute_alpha
from plancmp.agree.result import Agreement, Dispute, FieldAgreement, LoneEntry
from plancmp.changes.matching import EditedEntry, find_new_ids, list_entries, pair_entries
from plancmp.changes.result import LABELS
from plancmp.claim import Claim
from plancmp.compare.formatting import format_number
from plancmp.model import Collection
from plancmp.words import COMMA, Opening, Text, say

Pair = tuple[EditedEntry, EditedEntry]
FIELDS: dict[str, Callable[[EditedEntry], str]] = {
    "type": lambda e: str(e.type),
    "indicator": lambda e: e.item.indicator,
    "for": lambda e: ", ".join(e.item.for_),
    "of": lambda e: e.item.of or "",
    "basis": lambda e: str(e.claim.basis),
    "base": lambda e: str(e.claim.base or ""),
    "from": lambda e: str(e.claim.from_year or ""),
    "year": lambda e: str(e.claim.year or ""),
    "every": lambda e: str(e.claim.every or ""),
    "value": lambda e: _tell_figures(e.claim),
    "unit": lambda e: e.claim.unit,
    "comparator": lambda e: str(e.claim.comparator),
    "commitment": lambda e: str(e.claim.commitment),
    "binding": lambda e: str(e.claim.binding or ""),
    "section": lambda e: e.claim.section,
    "baseline": lambda e: _tell_figures(e.baseline) if e.baseline else "",
}
"""What is compared of an entry, each as it counts when defaults are filled in; "" is not stated, which is a value."""
_LABELS = LABELS | {"from": Text("起始年", "first year"), "section": LABELS["at"], "unit": Text("单位", "unit")}
_SOUND = Decimal("0.8")
"""From this alpha on Krippendorff calls data reliable."""


def compare_encodings(names: tuple[str, str], a: Collection, b: Collection) -> Agreement:
    """How far two encodings agree. Their references must be sound."""
    ids = find_new_ids(a, b)
    if len(a.plans) == len(b.plans) == 1:
        ids = ids._replace(plans=dict(zip(a.plans, b.plans, strict=True)))
    matched = list(pair_entries(list_entries(a, ids), list_entries(b)))
    pairs = [(x, y) for x, y in matched if x is not None and y is not None]
    lone = [
        LoneEntry("a" if y is None else "b", e.claim.id, e.item.quote, e.item.at)
        for x, y in matched
        if (e := _get_lone(x, y))
    ]
    fields = tuple(_compare_field(name, tell, pairs) for name, tell in FIELDS.items())
    disputes = tuple(dispute for pair in pairs for dispute in _list_disputes(*pair))
    return Agreement(names, len(pairs), fields, disputes, tuple(lone), _sum_up(pairs, lone, fields, disputes))


def _get_lone(a: EditedEntry | None, b: EditedEntry | None) -> EditedEntry | None:
    return (a or b) if a is None or b is None else None


def _compare_field(name: str, tell: Callable[[EditedEntry], str], pairs: Sequence[Pair]) -> FieldAgreement:
    values = [(tell(a), tell(b)) for a, b in pairs]
    return FieldAgreement(name, _LABELS[name], len(values), sum(x == y for x, y in values), compute_alpha(values))


def _list_disputes(a: EditedEntry, b: EditedEntry) -> list[Dispute]:
    told = ((name, tell(a), tell(b)) for name, tell in FIELDS.items())
    return [
        Dispute(a.claim.id, b.claim.id, b.item.quote, b.item.at, name, _LABELS[name], (x, y))
        for name, x, y in told
        if x != y
    ]


def _sum_up(
    pairs: Sequence[Pair], lone: Sequence[LoneEntry], fields: Sequence[FieldAgreement], disputes: Sequence[Dispute]
) -> Opening:
    whole = len(pairs) - len({dispute.b for dispute in disputes})
    only = {side: sum(entry.side == side for entry in lone) for side in ("a", "b")}
    weak = [field for field in fields if field.alpha is not None and field.alpha < _SOUND]
    sentences = [
        say(
            "两份编码都有的 {n} 条，其中 {whole} 条各字段完全一致；只在甲 {a} 条，只在乙 {b} 条。",
            "{n} {n:entry|entries} in both, {whole} of them alike in every field; {a} only in A, {b} only in B.",
            n=len(pairs),
            whole=whole,
            a=only["a"],
            b=only["b"],
        )
    ]
    if weak:
        names = COMMA.join([field.label for field in weak])
        sentences.append(say("α 低于 0.8 的字段：{names}。", "Alpha is below 0.8 for: {names}.", names=names))
    return Opening(
        tuple(sentences),
        {"both": len(pairs), "alike": whole, "only_a": only["a"], "only_b": only["b"], "disputes": len(disputes)},
    )


def _tell(figure: Decimal) -> str:
    return format_number(figure.normalize() if figure != figure.to_integral_value() else figure.quantize(Decimal(1)))


def _tell_figures(claim: Claim) -> str:
    """The figures of a claim with its year, where it is a starting value."""
    figures = "–".join(_tell(f) for f in (claim.value, claim.low, claim.high) if f is not None)
    return f"{figures} ({claim.year or ''})" if claim.beside else figures
