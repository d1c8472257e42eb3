"""Sentences in two languages: both templates of a sentence have the same slots."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from plancmp.audit.claim_index import CLAIM_SLOTS
from plancmp.vocabulary import Basis, Verdict
from plancmp.words import Text, say

PACKAGE = Path(__file__).parents[1] / "plancmp"


def calls_of_say() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `say` in the package, and of what reports a finding of an audit, with where it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imports = [
            node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "plancmp.words"
        ]
        names = {"index.report"} | {"say" for node in imports for alias in node.names if alias.name == "say"}
        for node in ast.walk(tree):
            hands_on = isinstance(node, ast.Call) and [ast.unparse(part) for part in node.args] == ["zh", "en"]
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names and not hands_on:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def slots_of(template: str) -> dict[str, str]:
    """The slots that a template names, each with how it is formatted."""
    fields: dict[str, str] = {}
    for _, name, spec, _ in Formatter().parse(template):
        if name is not None:
            fields[name] = fields.get(name) or spec or ""
    return fields


def test_both_templates_of_every_sentence_name_the_slots_that_are_given():
    """Templates are written out where they are used, so that both languages are seen side by side, and both render."""
    for place, call in calls_of_say():
        of_finding = ast.unparse(call.func) == "index.report"  # kind, severity, claims, the templates …
        templates = call.args[3:5] if of_finding else call.args
        zh, en = (part.value if isinstance(part, ast.Constant) else None for part in templates)
        assert isinstance(zh, str), f"{place}: two templates, written out"
        assert isinstance(en, str), f"{place}: two templates, written out"
        chinese, english = slots_of(zh), slots_of(en)
        given = {str(keyword.arg) for keyword in call.keywords}
        if of_finding:
            given |= {name for name in chinese if re.fullmatch(rf"(?:{'|'.join(CLAIM_SLOTS)})[0-9]?", name)}
        assert set(chinese) == given, f"{place}: the Chinese names {sorted(chinese)}"
        assert set(english) == given, f"{place}: the English names {sorted(english)}"
        specs = {**chinese, **{name: spec for name, spec in english.items() if spec}}
        rendered = say(zh, en, **{name: 2 if spec else Text(f"<{name}>", f"<{name}>") for name, spec in specs.items()})
        for name, spec in specs.items():
            if not spec:
                assert f"<{name}>" in rendered.zh, place
                assert f"<{name}>" in rendered.en, place


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (Text("南宁市", "Nanning"), Text("〔南宁市〕", "[Nanning]")),
        (Verdict.COMPARABLE, Text("〔可直接比〕", "[comparable]")),
        (Decimal("7.70"), Text("〔7.70〕", "[7.70]")),
        ("guilin-2011", Text("〔guilin-2011〕", "[guilin-2011]")),
        ("{not a slot}", Text("〔{not a slot}〕", "[{not a slot}]")),
        ([Basis.LEVEL, "x", 3], Text(f"〔{Basis.LEVEL.label.zh}、x、3〕", f"[{Basis.LEVEL.label.en}, x, 3]")),
    ],
)
def test_what_a_slot_takes(slot: object, told: Text):
    """A text and a word speak the language of the sentence; all else is the same in both."""
    assert say("〔{slot}〕", "[{slot}]", slot=slot) == told


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 plans are here"), (1, "1 plan is here"), (1200, "1,200 plans are here")]
)
def test_the_plural_goes_with_the_number(count: int, told: str):
    """`{n:one|many}` chooses the English form."""
    assert say("有 {n:,} 项规划", "{n:,} {n:plan|plans} {n:is|are} here", n=count).en == told
