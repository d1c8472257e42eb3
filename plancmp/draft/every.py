"""Whom a distributive figure is for: 每年, 各县, 每个项目."""

import re

from plancmp.draft.clauses import Clause, Printed
from plancmp.draft.context import Context
from plancmp.vocabulary import Every

_WORDS = (
    (Every.PROJECT, re.compile(r"(?:每个?|各)项目")),
    (Every.HOUSEHOLD, re.compile(r"每(?:个|一)?(?:[一-鿿]{0,4}农)?户|户均")),
    (Every.COUNTY, re.compile(r"(?:每个?|各)(?:县|设区市|市县|县\(市、区\)|县区)")),
    (Every.TOWNSHIP, re.compile(r"(?:每个?|各)(?:乡镇|乡|镇|街道)")),
    (Every.VILLAGE, re.compile(r"(?:每个?|各)(?:行政村|建制村|村|社区)")),
    (Every.ZONE, re.compile(r"(?:每个?|各)(?:园区|开发区|高新区)")),
    (Every.ENTERPRISE, re.compile(r"(?:每[家个]|各)(?:[一-鿿]{0,6})企业")),
    (Every.YEAR, re.compile(r"每年|逐年")),
)
_FAR = (Every.PROJECT, Every.HOUSEHOLD)
"""What goes on to the full stop."""
_YEARLY_SHARE = re.compile(r"每年[^,;。]{0,30}(?:比重|比例|率)")
_COUNTIES_AND_OTHERS = re.compile(r"各县(?:\(市、区\)|市区|区)?、")


def every_of(context: Context, clause: Clause, figure: Printed) -> tuple[Every | None, str]:
    """Whom the figure is for, and the word that says so."""
    ahead = context.normal[context.comma_clause(clause.start) : figure.start]
    for every, pattern in _WORDS:
        match = pattern.search(ahead)
        if match and not (every is Every.YEAR and _is_no_flow(ahead, clause)):
            return every, match[0]
    earlier = context.until(clause.start)
    for every, pattern in _WORDS:
        match = pattern.search(earlier) if every in _FAR else None
        if match:
            return every, match[0]
    yearly = re.search(r"每年(?=[^。;]*$)", earlier)
    return (Every.YEAR, yearly[0]) if yearly and not clause.change else (None, "")


def _is_no_flow(ahead: str, clause: Clause) -> bool:
    """每年 before a rate of growth, or a share that merely recurs, makes no figure of each year."""
    share = _YEARLY_SHARE.search(ahead) and not re.search("分别|不低于", ahead)
    return bool(share or clause.change)


def counties_besides(context: Context, clause: Clause, figure: Printed) -> bool:
    """各县(市、区)、高新区…: whether every county has the duty besides the zones that are named."""
    ahead = context.normal[context.comma_clause(clause.start) : figure.start]
    return bool(_COUNTIES_AND_OTHERS.search(ahead))
