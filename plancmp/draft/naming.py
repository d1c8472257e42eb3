"""The names that a statement's indicator may go by."""

import re
from typing import NamedTuple

from plancmp.draft.clauses import Clause, Printed
from plancmp.draft.context import Context

_GENERIC = re.compile(
    r"(?:企业|项目|人才|人员|产品|技术|平台|基地|学校|课题|活动|机构|资金|投资|面积|人数|群众|村|县|乡镇|农户|岗位|设备|主体)"
)
"""Nouns that say too little without their verb: 孵化企业, 引进项目."""
_PRONOUN = re.compile(
    r"(?:其中|同比|分别|累计|合计|总计|总|实现|达到?|比重|占比|增长|增速|增幅|数量|总数|总量|规模|[一二三四五六七八九十]等奖)?"
)
_BOUND = re.compile(r"(?:投资|产值)?[0-9.]+[万亿]*元(?:以上|以下)?")
_KIND = re.compile(r"(?:项目|企业|村|园区|平台)$")
_TIER = re.compile(r"市本级|县级|区级|省级|乡镇级?|城镇|农村|城市|市级|自治区本级|县本级|县\(市、区\)级?")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST = 20


class Naming(NamedTuple):
    """Names, the likeliest first; `inherited` is the noun that the figure shares with the one before it, `of` the tier it is for."""

    nouns: tuple[str, ...]
    inherited: str = ""
    of: str | None = None


def naming_of(context: Context, clause: Clause, figure: Printed, last: str, *, compared: bool) -> Naming:
    """The names for a figure; `last` is the noun of the statement before it in the sentence, "" where there is none.

    `compared`: the figure only compares the one before it.
    """
    tier = clause.noun if last and _TIER.fullmatch(clause.noun) else None
    if last and (compared or tier or _PRONOUN.fullmatch(clause.noun)):
        return Naming((last,), last, tier)
    nouns = [clause.noun]
    thing = _KIND.search(last)
    if thing and _BOUND.fullmatch(clause.noun):
        return Naming((clause.noun + thing[0],))
    if last and clause.noun.startswith(("占", "所占")):
        nouns = [last + clause.noun]
    if clause.verb and clause.noun:
        whole = clause.verb + clause.noun
        nouns = [whole, *nouns] if _GENERIC.fullmatch(clause.noun) else [*nouns, whole]
    said = tuple(dict.fromkeys(noun for noun in nouns if len(noun) > 1))
    return Naming(said or _around(context, clause, figure))


def _around(context: Context, clause: Clause, figure: Printed) -> tuple[str, ...]:
    """What is told of a figure without a noun: the rest of its clause, else what stands before it."""
    rest = re.split("[,;。:]", _BRACKETS.sub("", context.normal[figure.end : context.sentence.end]))[0]
    for words in (rest[:_LONGEST], context.normal[clause.start : figure.start][-_LONGEST:]):
        if re.search("[一-鿿]{2}", words):
            return (words,)
    return ()
