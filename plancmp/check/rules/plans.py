"""Plans: their ids and parents, and whether one that is called complete is."""

import re
from collections.abc import Iterator

from plancmp.check.check_input import CheckInput
from plancmp.check.rules.rule import Report, rule
from plancmp.chinese.dates import find_years
from plancmp.lookup import find_titled
from plancmp.model import Plan
from plancmp.scalars import YEAR
from plancmp.vocabulary import Completeness, DocumentKind
from plancmp.words import Text

_NUMBERED = re.compile(rf"[〔\[（(]({YEAR})[〕\]）)]")


@rule("plan-id", "warning")
def find_odd_ids(given: CheckInput) -> Iterator[Report]:
    """A document's id is the id of its place, its kind unless it is a plan, and the first year of its period, joined by
    hyphens; a second one of the kind has a word behind it.

    文件的标识是地区标识、文种（规划不写）和首年，用连字符连接；同类的第二份在后面加一个词。
    """
    for ident, plan in given.collection.plans.items():
        kind = "" if plan.kind is DocumentKind.PLAN else f"{plan.kind}-"
        right = f"{plan.place}-{kind}{plan.period.first}"
        if plan.place in given.collection.places and ident != right and not ident.startswith(f"{right}-"):
            message = Text(
                f"标识 {ident} 与地区、文种、规划期不合", f"the id {ident} does not tell place, kind and period"
            )
            hint = Text(
                f"写 {right}；若标识无误，核对 place、kind 与 period",
                f"write {right}; if the id is right, check place, kind and period",
            )
            yield given.mark_key("plans", ident), message, hint


@rule("period-differs", "error")
def find_differing_periods(given: CheckInput) -> Iterator[Report]:
    """The plan's title prints years or a five-year period (“十三五”规划), and `period` is another.

    规划标题印有年份或时期（“十三五”规划），period 写的却是另一个。
    """
    for ident, plan in given.collection.plans.items():
        printed = find_years(plan.title.zh, plan.period)
        if len(printed) > 1 and set(plan.period) != {min(printed), max(printed)}:
            span = f"{min(printed)}-{max(printed)}"
            message = Text(
                f"规划期 {plan.period}，标题是 {span}", f"the period is {plan.period}, the title says {span}"
            )
            hint = Text(f"改为 {span}，或改正标题", f"write {span}, or correct the title")
            yield given.mark("plans", ident, "period"), message, hint


@rule("number-differs", "warning")
def find_differing_numbers(given: CheckInput) -> Iterator[Report]:
    """The year in the document's number (〔2021〕39号) is not the year in which it was issued.

    文号中的年份（〔2021〕39号）与印发年份不同。
    """
    for ident, plan in given.collection.plans.items():
        printed = _NUMBERED.search(plan.number or "")
        if printed and plan.issued and printed[1] != plan.issued[:4]:
            message = Text(
                f"文号是 {printed[1]} 年，印发是 {plan.issued}",
                f"the number is of {printed[1]}, issued is {plan.issued}",
            )
            yield given.mark("plans", ident, "issued"), message, Text("核对文号与日期", "check number and date")


@rule("parent-odd", "error", across=True)
def find_odd_parents(given: CheckInput) -> Iterator[Report]:
    """`follows` names the plan itself, one that follows it in turn, a plan of a place that is neither its own nor
    above, or one that begins after it ends.

    follows 写的是规划自己、反过来遵循本规划的规划、既非本地也非上级的规划，或在本规划结束之后才开始的规划。
    """
    plans = given.collection.plans
    for ident, plan in plans.items():
        for number, parent in enumerate(plan.follows):
            other = plans.get(parent.plan or "")
            message = None
            if parent.plan == ident:
                message = Text(f"{ident} 遵循它自己", f"{ident} follows itself")
            elif parent.plan is not None and other is not None:
                message = _explain_oddity(ident, plan, parent.plan, other, given.collection.chain(plan.place))
            if message is not None:
                hint = Text("改正标识；未收录的规划也可以写", "correct the id; it may be of a plan not encoded")
                yield given.mark("plans", ident, "follows", number, "plan"), message, hint


@rule("parent-unnamed", "warning", across=True)
def find_unnamed_parents(given: CheckInput) -> Iterator[Report]:
    """`follows` gives only the title of a plan that is in the collection: without its id nobody knows that it is that one.

    follows 只写了名称，而这项规划已收录：补上它的标识，才认得出来。
    """
    held = given.collection
    for ident, plan in held.plans.items():
        for number, parent in enumerate(plan.follows):
            found = find_titled(parent.title, held) if parent.plan is None else None
            if found is not None and found != ident:
                message = Text(f"{parent.title} 就是 {found}", f"{parent.title} is {found}")
                hint = Text(f"加一行 plan: {found}", f"add a line plan: {found}")
                yield given.mark("plans", ident, "follows", number, "title"), message, hint


def _explain_oddity(ident: str, plan: Plan, parent: str, other: Plan, above: tuple[str, ...]) -> Text | None:
    """Why another plan cannot be the parent of a plan; None where it can."""
    if any(back.plan == ident for back in other.follows):
        return Text(f"{parent} 反过来遵循 {ident}", f"{parent} follows {ident} in turn")
    if other.place != plan.place and other.place not in above:
        return Text(f"{parent} 不是本地或上级的规划", f"{parent} is no plan of the place or of one above it")
    if other.period.first > plan.period.last:
        return Text(f"{parent} 在 {ident} 结束之后才开始", f"{parent} begins after {ident} has ended")
    return None


@rule("complete-unfounded", "error")
def find_unfounded_completeness(given: CheckInput) -> Iterator[Report]:
    """A plan with `encoding: complete` has no outline, no hash or length of its text, or no target, result or task at
    all: the claim that nothing is missing rests on nothing.

    写明 encoding: complete 的规划没有 outline、没有原文的 sha256 或字数，或一条目标、成绩、任务都没有：“完整”无从核对。
    """
    for ident, plan in given.collection.plans.items():
        if plan.encoding is not Completeness.COMPLETE or ("plans", ident) in given.loaded.left_out:
            continue
        founded = {
            "outline": plan.outline,
            "source.sha256": plan.source.sha256,
            "source.characters": plan.source.characters,
            "targets": plan.targets or plan.observed or plan.tasks,
        }
        lacking = [name for name, there in founded.items() if not there]
        if lacking:
            message = Text(f"“完整”缺少依据：{'、'.join(lacking)}", f"complete, but without {', '.join(lacking)}")
            hint = Text("补上，或写 encoding: partial", "add it, or write encoding: partial")
            yield given.mark("plans", ident, "encoding"), message, hint


@rule("outline-gap", "warning")
def find_gaps_in_outlines(given: CheckInput) -> Iterator[Report]:
    """The outline skips a number (3.1, 3.3), has a section whose chapter is not in it, or a key that is no number, as 第一章.
    Of a report or outline that is encoded in part it names what is cited, and may skip the rest.

    outline 跳号（3.1 之后是 3.3），有节而没有所属的章，或键不是章节号（如“第一章”）。部分收录的报告、纲要只列所引章节，可以跳号。
    """
    for ident, plan in given.collection.plans.items():
        for key in plan.outline:
            if not key[-1:].isascii() or not key[-1:].isdigit():
                message = Text(f"{key} 不是章节号", f"{key} is no number of a section")
                hint = Text(
                    "键写数字，如 1、1.2、box1、a1；标题写在后面",
                    "write a number as key, as 1, 1.2, box1 or a1, and the heading behind it",
                )
                yield given.mark_key("plans", ident, "outline", key), message, hint
        for key in () if plan.lists_cited_sections else plan.outline:
            before = _find_key_before(key)
            if before is not None and before not in plan.outline:
                message = Text(f"有 {key} 而没有 {before}", f"{key} is there, {before} is not")
                hint = Text(f"补上 {before}，或改正 {key}", f"add {before}, or correct {key}")
                yield given.mark_key("plans", ident, "outline", key), message, hint


def _find_key_before(key: str) -> str | None:
    """What must stand in an outline that holds `key`: the number before it, or for a first section its chapter."""
    stem = key.rstrip("0123456789")
    if stem == key:
        return None  # 第一章: no number that another could stand before
    number = int(key[len(stem) :])
    if number > 1:
        return f"{stem}{number - 1}"
    return stem.rstrip(".") or None if stem.endswith(".") else None
