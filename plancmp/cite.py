"""Plans as references: GB/T 7714 and BibTeX. What the collection does not hold is left out, never guessed."""

from typing import Any, NamedTuple

from plancmp.model import Plan
from plancmp.words import COMMA, Table, Text


class Citations(NamedTuple):
    """How to cite the government documents behind the encodings of `plans`, pairs of id and plan."""

    plans: tuple[tuple[str, Plan], ...]

    def text(self) -> str:
        """Both styles as they are pasted, a paragraph each."""
        return "\n\n".join(part for ident, plan in self.plans for part in (gbt7714(plan), bibtex(ident, plan))) + "\n"

    def record(self, _lang: str) -> list[dict[str, Any]]:
        """The machine-readable output."""
        return [
            {
                "id": ident, "gbt7714": gbt7714(plan), "bibtex": bibtex(ident, plan), "title_zh": plan.title.zh,
                "title_en": plan.title.en, "issuer": plan.issuer, "number": plan.number, "issued": plan.issued,
            }
            for ident, plan in self.plans
        ]  # fmt: skip

    def tables(self, lang: str, *, explain: bool = False) -> list[Table]:
        """A table a plan, a row a style."""
        del explain
        heads = Text("格式", "Style").in_language(lang), Text("著录", "Reference").in_language(lang)
        return [
            Table(plan.title.in_language(lang), heads, (("GB/T 7714", gbt7714(plan)), ("BibTeX", bibtex(ident, plan))))
            for ident, plan in self.plans
        ]

    def missing(self) -> Text | None:
        """What full references would need and the collection does not hold, or None."""
        told = []
        for ident, plan in self.plans:
            fields = {
                "issuer": (plan.issuer, Text("印发机关", "the issuer")),
                "number": (plan.number, Text("文号", "the number")),
                "issued": (plan.issued, Text("印发日期", "the date of issue")),
            }
            lacking = COMMA.join([words for value, words in fields.values() if value is None])
            if lacking.en:
                told.append(Text(f"{ident} 未载{lacking.zh}", f"{ident} lacks {lacking.en}"))
        if not told:
            return None
        return Text(f"著录不全：{'；'.join(t.zh for t in told)}", f"incomplete: {'; '.join(t.en for t in told)}")


def gbt7714(plan: Plan) -> str:
    """The reference after GB/T 7714-2015, numbered style: issuer, title with document number, type, date.

    The standard has no type for documents of government: Z, other. One without a stated issuer begins with its title.
    """
    title = f"{plan.title.zh}：{plan.number}" if plan.number else plan.title.zh
    parts = (plan.issuer, f"{title}[Z]", plan.issued)
    return f"{'. '.join(part for part in parts if part)}."


def bibtex(ident: str, plan: Plan) -> str:
    """An entry that BibTeX and biber both read; inner braces keep names and titles as they are."""
    year, _, rest = (plan.issued or "").partition("-")
    fields = {
        "author": f"{{{_tex(plan.issuer)}}}" if plan.issuer else "",
        "title": f"{{{_tex(plan.title.zh)}}}",
        "howpublished": _tex(plan.number or ""),
        "year": year,
        "month": str(int(rest[:2])) if rest else "",
        "note": _tex(plan.title.en),
        "langid": "chinese",
    }
    lines = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{ident},\n{lines}}}"


_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_{}"}
    | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\n": " "}
)


def _tex(text: str) -> str:
    """Text with TeX's own characters made harmless."""
    return text.translate(_TEX)
