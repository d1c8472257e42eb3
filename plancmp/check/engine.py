"""Every problem of every file: syntax, structure, references, then the rules."""

from collections.abc import Collection as Names
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from plancmp.check.check_input import CheckInput
from plancmp.check.result import CheckResult
from plancmp.check.rules import RULES, Rule
from plancmp.model import Plan
from plancmp.problems import Level, Problem, limit_problems, sort_problems
from plancmp.reading.loaded import Loaded
from plancmp.words import Text

if TYPE_CHECKING:
    from plancmp.reading.sources import Sources  # only where texts are at hand

BEFORE_RULES = {
    "unreadable": Text(
        "文件读不到，或不是 UTF-8 文字（多半是 GBK）。另存为 UTF-8",
        "A file that cannot be read, or is no UTF-8 text (often GBK). Save it as UTF-8.",
    ),
    "yaml-syntax": Text(
        "YAML 语法错误。报在出错处，并说明常见的原因：全角冒号、制表符、未加引号的 % 或 >=、没有成对的引号、合并冲突的标记",
        "The file is no YAML. Told where the slip is, with the usual cause: a full-width colon, a tab, an unquoted % or >=, "
        "a quotation mark without its partner, marks of a merge conflict.",
    ),
    "yaml-trap": Text(
        "合乎 YAML 语法，却不是作者的意思：锚点、引用、标签、多个文档、跨行的值。本格式不用它们",
        "YAML that does not say what was meant: anchors, aliases, tags, several documents, a value that runs on over the "
        "next line. None of them is used here.",
    ),
    "yaml-too-deep": Text("嵌套深到不可能是规划数据", "Nested deeper than any collection is."),
    "repeated-key": Text(
        "同一处的键重复；别的读取程序会悄悄只留后一个",
        "A key that stands twice in one place; other readers silently keep the last.",
    ),
    "repeated-id": Text(
        "同一标识在两处（两个文件里）定义", "An id that is defined in two places of the files read together."
    ),
    "contradicts": Text(
        "加入的文件（--with）对库里已有的标识写了另一个值；只能补库里没有的字段",
        "A file that is added with --with gives another value to what is in the collection; it may only fill what is lacking.",
    ),
    "repeated-claim": Text(
        "两条的标识相同：指标、地区、年份、口径、key 都一样",
        "Two entries with one id: indicator, place, year, basis and key are all the same.",
    ),
    "blank-key": Text(
        "键没有值，或列表里有空项。空着的键不写", "A key or an item of a list without a value. Blank keys are left out."
    ),
    "unknown-format": Text(
        "不是本格式的文件，或格式版本更新", "A file of another kind, or of a format that is newer than the program."
    ),
    "unknown-key": Text("不认识的键，多半是拼写错误", "A key that is not known here, mostly a misspelling."),
    "missing-key": Text("缺少必需的键", "A key that must be there is missing."),
    "bad-value": Text(
        "值的写法不对，或不在可用的词之列", "A value that is badly written, or none of the words that may stand here."
    ),
    "unknown-place": Text("没有定义的地区", "A place that is not defined."),
    "unknown-indicator": Text("没有定义的指标", "An indicator that is not defined."),
    "unknown-unit": Text("不认识的单位", "A unit that is not known."),
    "unknown-section": Text("outline 中没有的章节", "A section that is not in the outline."),
    "place-loop": Text("地区的上级成环", "Places above that lead back."),
    "mapping-loop": Text("指标对应它自己", "An indicator mapped to itself."),
    "years-reversed": Text("规划期起止颠倒", "A plan's period that is reversed."),
    "figure-missing": Text("条目没有数值", "An entry without a figure."),
    "figure-doubled": Text("单一数值与区间并存", "A value and a range at once."),
    "range-reversed": Text("区间上下限颠倒", "A range that is reversed."),
}
"""What loading itself reports. It cannot be switched off, since nothing can be read without it."""

SOURCE_RULES = {
    "source-missing": Text("--sources 里没有某项规划的文本", "No text of a plan is in --sources."),
    "source-differs": Text(
        "--sources 里的文本与收录时所用的不同，按文件名取用",
        "The text in --sources is not the one that the plan was encoded from; it is taken by its name.",
    ),
}
"""What finding the plans' texts reports, as warnings."""


def check(
    loaded: Loaded,
    select: Names[str] = (),
    ignore: Names[str] = (),
    sources: "Sources | None" = None,
    only: Container[str] | None = None,
) -> CheckResult:
    """Judge the encoding. `select` and `ignore` are names of rules; what loading reports is always told.

    With `sources` the quotes are looked up in the plans' texts. Of `only` these files problems are told; the others are what
    they stand beside.
    """
    texts = {ident: source.text for ident, source in sources.texts.items()} if sources else {}
    found = [*loaded.problems, *run_rules(CheckInput(loaded, texts), choose_rules(select, ignore))]
    if sources:
        found += [p for p in _find_source_problems(loaded, sources) if is_chosen(p.rule, select, ignore)]

    def is_asked(path: str) -> bool:
        return only is None or path in only

    own = {i: p for i, p in loaded.collection.plans.items() if is_asked(loaded.homes["plans", i])}
    return CheckResult(
        drop_repeated(problem for problem in found if is_asked(problem.mark.path)),
        tuple(filter(is_asked, loaded.paths)),
        len(own),
        sum(len(p.targets) for p in own.values()),
        sum(len(p.observed) for p in own.values()),
        loaded.lines,
        len(own.keys() & set(sources.without)) if sources else 0,
        sum(map(_count_drafts, own.values())),
    )


def _count_drafts(plan: Plan) -> int:
    """How many of its entries nobody has looked at yet."""
    return sum(target.draft for target in plan.targets) + sum(result.draft for result in plan.observed)


def is_chosen(name: str, select: Names[str], ignore: Names[str]) -> bool:
    """Whether a rule is among the selected ones (all by default) and not ignored."""
    return (not select or name in select) and name not in ignore


def choose_rules(select: Names[str], ignore: Names[str]) -> list[Rule]:
    """The rules that are selected and not ignored."""
    return [rule for rule in RULES.values() if is_chosen(rule.name, select, ignore)]


def run_rules(given: CheckInput, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Every problem that these rules find, in no order."""
    for rule in rules:
        if (given.loaded.whole or not rule.whole) and (given.texts or not rule.texts):
            yield from limit_problems(rule.check(given), len(given.loaded.paths))


def drop_repeated(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems in order of place, none told twice."""
    return sort_problems({(p.mark, p.rule, p.message.en): p for p in problems}.values())


def _find_source_problems(loaded: Loaded, sources: "Sources") -> Iterator[Problem]:
    """What is wrong with the texts, each at the plan's `source`: there it is mended."""
    inexact = [
        i
        for i in loaded.collection.plans
        if i not in sources.without and (i not in sources.texts or not sources.texts[i].exact)
    ]
    for ident, problem in (*zip(inexact, sources.problems, strict=True), *sources.parts):
        mark = loaded.key_mark("plans", ident, *(("source",) if loaded.has("plans", ident, "source") else ()))
        if loaded.has("plans", ident, "source", "sha256"):
            mark = loaded.mark("plans", ident, "source", "sha256")
        yield problem._replace(mark=mark)


def list_rule_names() -> list[str]:
    """Every name that a problem can carry."""
    return [*BEFORE_RULES, *SOURCE_RULES, *RULES]


def get_manual(name: str) -> tuple[Level, Text]:
    """The level of a rule, and what it says about itself."""
    if name in RULES:
        return RULES[name].level, RULES[name].manual
    if name in SOURCE_RULES:
        return "warning", SOURCE_RULES[name]
    return "error", BEFORE_RULES[name]
