"""Whether a figure is aimed at or reached already, and how firmly it is aimed at."""

import re
from collections.abc import Sequence

from plancmp.chinese.plan_text import PlanText
from plancmp.draft.times import Time
from plancmp.model import Period
from plancmp.vocabulary import ClaimType, Commitment
from plancmp.words import Text

_PAST_HEADING = re.compile(
    r"成就|成效|成绩|回顾|总结|进展|现状|(?:发展|工作|现实)基础|^基础|基础(?:和|与|条件)|形势|背景|挑战|(?:存在|主要|突出)的?问题|机遇|差距|评估|完成情况|执行情况|落实情况|过去|以来的?(?:工作|发展)|工作情况"
)
_AHEAD_HEADING = re.compile(
    r"目标|任务|展望|安排|部署|思路|总体要求|指标|保障|措施|重点(?:工作|项目|工程)|建议|蓝图|愿景|指导思想|原则|今年工作|工作要求|主要工作|行动|工程"
)
_MODALS = re.compile(
    r"(?P<aspirational>力争|争取|争创|力求|争当|争进|努力(?:实现|达到|争取|推动|建成|突破))"
    r"|(?P<firm>确保|必须|务必|保证(?!金|体系|能力)|(?<![主重需次首必纲概摘只不紧险机冲择显简提想还但])要(?![素求点件闻道塞领闻义务员害地职约旨么])|应当|须(?!知))"
    r"|(?P<supportive>(?<![科技资])支持(?!力度|政策|体系|下)|鼓励|引导|推动|探索|支撑引导)"
)
_DONE_HERE = re.compile(r"已(?!知)|现有|现已|[一-鿿]了(?:第)?")
"""Words that look back within their own clause."""
_REACHED = re.compile(
    r"(?:目前|截至目前|至今|先后|成功|首次|连续[一二三四五六七八九十0-9]+年|蝉联|荣获|获评|被评为|位居|同比|比上年(?!度目标)|累计(?:完成|建成|实现|投入|获|发放|培训)|历史性|超额完成|圆满完成|顺利完成|实际完成|预计(?:全年|可?完成|实现|达到|增长))"
)
_BACKGROUND = re.compile(r"(?:以|在|依托|围绕|针对|利用|立足|除)[^,;。]{0,16}$")
_AS_GROUND = re.compile(
    r"[^,;。]{0,24}(?:为(?:帮扶)?(?:重点|对象|依托|载体|平台|支撑|基础|抓手)|的?基础上|(?<=个)平台|之外)"
)
_SMALL = 2


def lean(text: PlanText, offset: int, period: Period | None) -> ClaimType | None:
    """What the headings over an offset say, the innermost first: chapters of results, or of aims; None where they are silent."""
    holding = sorted((h for h in text.outline if h.start <= offset < h.end), key=lambda h: h.start, reverse=True)
    for heading in holding:
        title = heading.title
        past, ahead = _PAST_HEADING.search(title), _AHEAD_HEADING.search(title)
        years = [int(y) for y in re.findall(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)", title)]
        if period and years and max(years) < period.first:
            return ClaimType.OBSERVED
        if past and not ahead:
            return ClaimType.OBSERVED
        if ahead and not past:
            return ClaimType.TARGET
        if past and ahead:
            return None
    return None


def commitment_of(
    sentence: str, clause: int, figure: int, times: Sequence[tuple[int, int]]
) -> tuple[Commitment, int | None]:
    """How firmly a figure is aimed at, and where the word stands that says so; offsets are those of `sentence`.

    Before the year or first in the sentence it governs every figure to the full stop; in the clause, the figures of the clause.
    """
    own = [m for m in _MODALS.finditer(sentence, clause, figure) if not _in_name(sentence, m.end())]
    if own:
        strongest = next((m for m in own if m.lastgroup == "aspirational"), None) or next(
            (m for m in own if m.lastgroup == "firm"), own[-1]
        )
        return Commitment.read(str(strongest.lastgroup)), strongest.start()
    for match in _MODALS.finditer(sentence, 0, figure):
        first_word = len(sentence[: match.start()].strip("—–―·0123456789.、()（） ")) == 0
        before_year = any(0 <= start - match.end() <= _SMALL for start, _ in times) and match.lastgroup != "supportive"
        at_head = before_year and not any(end <= match.start() for _, end in times)
        if (first_word and match.lastgroup != "supportive") or at_head:
            return Commitment.read(str(match.lastgroup)), match.start()
    return Commitment.PLAIN, None


def _in_name(sentence: str, end: int) -> bool:
    """支持 in 科技支持体系 and the like names something."""
    return bool(re.match(r"(?:体系|政策|力度|资金|计划|工程|平台|中心|服务|性)", sentence[end : end + 2]))


def kind_of(
    time: Time | None,
    heading: ClaimType | None,
    commitment: Commitment,
    before: str,
    after: str,
    period: Period | None,
    *,
    own_time: bool,
) -> tuple[ClaimType, Text | None]:
    """Target or result, with the reason where the two other signs do not agree.

    `before` is what stands in the sentence before the figure, `after` the rest of its clause; `own_time`: the year stands in the
    sentence itself.
    """
    if _BACKGROUND.search(before[-20:]) and _AS_GROUND.match(after):
        return ClaimType.OBSERVED, None
    clause = re.split(r"[,;:。]", before)[-1]
    here = bool(_DONE_HERE.search(clause))
    reached = here or bool(_REACHED.search(before[-48:].rpartition(";")[2]))
    if time is not None and period is not None:
        last = time.last if time.last is not None else time.first
        if time.back and not time.ahead:
            return ClaimType.OBSERVED, None
        if last is not None and last < period.first:
            return ClaimType.OBSERVED, None
        if (
            last is not None
            and (time.ahead or last > period.last)
            and last >= period.first
            and heading is not ClaimType.OBSERVED
        ):
            return ClaimType.TARGET, None
        if own_time and heading is not ClaimType.OBSERVED and not reached:
            return ClaimType.TARGET, None
    if commitment in {Commitment.ASPIRATIONAL, Commitment.FIRM} and heading is not ClaimType.OBSERVED:
        return ClaimType.TARGET, None
    if heading is ClaimType.OBSERVED:
        if commitment is Commitment.ASPIRATIONAL or (time is not None and time.ahead and own_time):
            return ClaimType.TARGET, Text("所在章节多为成绩", "the section reports results for the most part")
        return ClaimType.OBSERVED, None
    if reached and heading is None:
        return ClaimType.OBSERVED, Text("按“已”“了”等词判为成绩", "taken for a result by words like 已 and 了")
    if (here or "目前" in clause or "同比" in clause) and not own_time and commitment is Commitment.PLAIN:
        return ClaimType.OBSERVED, Text("按“已”“了”等词判为成绩", "taken for a result by words like 已 and 了")
    return ClaimType.TARGET, None
