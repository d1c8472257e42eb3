"""The check rules, one file a family. A new rule is a function in its family."""

from plancmp.check.rules import (
    definitions,
    documents,
    figures,
    indicators,
    plans,
    quotes,
    references,
    repeats,
    texts,
    wording,
    writing,
    years,
)
from plancmp.check.rules.rule import Rule

FAMILIES = (
    figures,
    wording,
    years,
    quotes,
    repeats,
    indicators,
    definitions,
    plans,
    documents,
    references,
    writing,
    texts,
)
RULES = {rule.name: rule for family in FAMILIES for rule in vars(family).values() if isinstance(rule, Rule)}
"""The rules by name, in the order in which they are listed."""

__all__ = ["RULES", "Rule"]
