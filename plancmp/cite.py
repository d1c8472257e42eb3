"""Plans as references: GB/T 7714 and BibTeX. What the collection does not hold is left out, never guessed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from plancmp.model import Plan
from plancmp.words import SEMICOLON, Line, Table, Text, TextTable, View, say


class Citations(NamedTuple):
    """How to cite the government documents behind the encodings of `plans`, pairs of id and plan."""

    plans: tuple[tuple[str, Plan], ...]

    def record(self, _lang: str) -> list[dict[str, Any]]:
        """The machine-readable output."""
        return [
            {
                "id": ident, "gbt7714": format_gbt7714(plan), "bibtex": format_bibtex(ident, plan),
                "title_zh": plan.title.zh, "title_en": plan.title.en, "issuer": plan.issuer, "number": plan.number,
                "issued": plan.issued,
            }
            for ident, plan in self.plans
        ]  # fmt: skip

    def explain_missing(self) -> Text | None:
        """What full references would need and the collection does not hold, or None."""
        lacking = {
            ident: [words for field, words in _FIELDS if getattr(plan, field) is None] for ident, plan in self.plans
        }
        told = [
            say("{plan} 未载{fields}", "{plan} lacks {fields}", plan=ident, fields=fields)
            for ident, fields in lacking.items()
            if fields
        ]
        return say("著录不全：{told}", "incomplete: {told}", told=SEMICOLON.join(told)) if told else None


_FIELDS = (
    ("issuer", Text("印发机关", "the issuer")),
    ("number", Text("文号", "the number")),
    ("issued", Text("印发日期", "the date of issue")),
)
"""What a full reference needs."""


def lay_out_blocks(citations: Citations, _lang: str, _view: View) -> Iterator[Line]:
    """Both styles as they are pasted, a paragraph each."""
    styles = [style for ident, plan in citations.plans for style in (format_gbt7714(plan), format_bibtex(ident, plan))]
    return (Line(0, line) for line in "\n\n".join(styles).split("\n"))


def lay_out_tables(citations: Citations, lang: str) -> list[Table]:
    """A table a plan, a row a style."""
    heads = Text("格式", "Style"), Text("著录", "Reference")
    return [
        TextTable(
            plan.title, heads, (("GB/T 7714", format_gbt7714(plan)), ("BibTeX", format_bibtex(ident, plan)))
        ).in_language(lang)
        for ident, plan in citations.plans
    ]


def format_gbt7714(plan: Plan) -> str:
    """The reference after GB/T 7714-2015, numbered style: issuer, title with document number, type, date.

    The standard has no type for documents of government: Z, other. One without a stated issuer begins with its title.
    """
    title = f"{plan.title.zh}：{plan.number}" if plan.number else plan.title.zh
    parts = (plan.issuer, f"{title}[Z]", plan.issued)
    return f"{'. '.join(part for part in parts if part)}."


def format_bibtex(ident: str, plan: Plan) -> str:
    """An entry that BibTeX and biber both read; inner braces keep names and titles as they are."""
    year, _, rest = (plan.issued or "").partition("-")
    fields = {
        "author": f"{{{escape_tex(plan.issuer)}}}" if plan.issuer else "",
        "title": f"{{{escape_tex(plan.title.zh)}}}",
        "howpublished": escape_tex(plan.number or ""),
        "year": year,
        "month": str(int(rest[:2])) if rest else "",
        "note": escape_tex(plan.title.en),
        "langid": "chinese",
    }
    lines = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{ident},\n{lines}}}"


_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\n": " "}
)


def escape_tex(text: str) -> str:
    """Text with TeX's own characters made harmless."""
    return text.translate(_TEX)
