"""The words in which audit, changes and coverage tell what they found, apart from those that every comparison needs."""

from plancmp.words import Word


class Severity(Word):
    """How much an oddity in a plan weighs, the heaviest first."""

    CONTRADICTION = "contradiction", "矛盾", "contradiction"
    SLIP = "slip", "差错", "slip"
    TENSION = "tension", "张力", "tension"
    INFORMATION = "information", "提示", "information"


class FindingKind(Word):
    """What is odd in a plan."""

    VALUES_DIFFER = "values-differ", "前后数值不一", "two values for one thing"
    YEARS_DIFFER = "years-differ", "前后年份不一", "two years for one target"
    GROWTH_DIFFERS = "growth-differs", "增长率与数值不符", "growth does not follow"
    MULTIPLE_DIFFERS = "multiple-differs", "倍数与数值不符", "multiple does not follow"
    DIFFERENCE_DIFFERS = "difference-differs", "增减量与数值不符", "difference does not follow"
    ADDED_DIFFERS = "added-differs", "新增数与总数不符", "increase and total do not meet"
    RATIO_DIFFERS = "ratio-differs", "比值与分子分母不符", "ratio does not follow"
    SAME_FIGURE = "same-figure", "两事同数", "one figure for two things"
    NAMES_DIFFER = "names-differ", "列名与数目不符", "names and number differ"
    PARTS_EXCEED_WHOLE = "parts-exceed-whole", "分项超过总数", "parts exceed the whole"
    PARTS_DO_NOT_ADD = "parts-do-not-add", "分项之和与总数不合", "parts do not add up"
    TARGET_BELOW_RESULT = "target-below-result", "目标低于现状", "target below what exists"
    TARGET_AT_RESULT = "target-at-result", "目标等于现状", "target equals what exists"
    TARGET_FALLS = "target-falls", "远期目标低于近期目标", "later target below an earlier one"
    BASIS_OPEN = "basis-open", "口径不明影响解读", "meaning depends on the basis"
    IMPLIED_DENOMINATOR = "implied-denominator", "隐含的分母", "implied denominator"
    COVERAGE_NEEDS_MORE = "coverage-needs-more", "全覆盖所需数目更多", "full coverage needs more"
    PLANS_DIFFER = "plans-differ", "两项规划所载结果不一", "two plans report different results"
    KNOWN_CHANGED = "known-changed", "已确认的发现有变", "acknowledged finding has changed"


class Change(Word):
    """What an edit did to an entry, worst first."""

    SUSPECT = "value-changed-quote-unchanged", "数值改而引文未改", "value changed with the quote unchanged"
    REMOVED = "removed", "删除", "removed"
    LOWERED = "lowered", "降低", "lowered"
    RAISED = "raised", "提高", "raised"
    REFIGURED = "figure-changed", "数值改动，不分高低", "figure changed, neither raised nor lowered"
    MOVED = "moved", "改年份", "moved to another year"
    REDEFINED = "redefined", "改口径、措辞或范围", "basis, wording or scope changed"
    REQUOTED = "requoted", "改引文", "requoted"
    CHANGED = "changed", "改动", "changed"
    RENAMED = "renamed", "改标识", "renamed"
    NOTED = "noted", "改章节或注记", "section or notes changed"
    RESPELLED = "respelled", "换写法，值不变", "respelled with the same value"
    ADDED = "added", "新增", "added"


class Cover(Word):
    """How a figure of a plan's text is accounted for."""

    ENCODED = "encoded", "已收录", "encoded"
    QUOTE = "quote", "引文", "quoted"
    RULE = "rule", "名称", "name"
    ASIDE = "aside", "不计", "aside"
    OPEN = "open", "未交代", "open"
