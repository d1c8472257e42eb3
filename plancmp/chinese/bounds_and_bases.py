"""What the words around a figure say of it: how it bounds the value, and what it measures in time."""

import re

from plancmp.vocabulary import Basis, Comparator

_WINDOW = 14
_WHOLE_WINDOW = 18
_CLAUSE = 48

_NOT = "(?:不(?:允许|能够|可以|应[该当]|[得能应可宜准许会要再曾])?|未[能曾]?|没有?)"
_LESS = "(?:低于|少于|小于)"
_MORE = "(?:超过|超出|高于|大于|多于)"
_BEFORE = re.compile(
    rf"(?=[不未没至最大≥上≧≤<低小少超突高多逾>过破接将约近≈])(?:(?P<floor>{_NOT}{_LESS}|不下(?:于)?|至少|最少|最低|大于等于|≥|>=|≧|(?<![以之])上(?=$))"
    rf"|(?P<cap>{_NOT}(?:{_MORE}|突破|超|逾)|至多|最多|最高|小于等于|≤|<=|≦)"
    r"|(?P<under>低于|小于|少于|不足|不到|不满|<)"
    r"|(?P<over>超过|突破|超出|(?<![赶反])超|高于|大于|多于|逾|>|(?<=[值入额量模业数])过|(?<![突打])破)"
    r"|(?P<near>大约|大概|接近|将近|(?<![节合契制集条预公简大])约|(?<![最附邻临靠贴亲远接将])近|≈))"
    r"(?:了|为|占|达到|达|到|至|在)? ?$",
)
_LEAST_BEFORE_VERB = re.compile(rf"(?=[至最不未没])(?:至少|最少|{_NOT}少于)[一-鿿]{{1,6}}$")
_OF_WHOLE = re.compile(  # 不得低于财政支出的2%
    rf"(?P<word>{_NOT}?(?:{_LESS}|{_MORE}))(?:(?!{_LESS}|{_MORE})[一-鿿A-Z]){{2,12}}的$"
)
_AFTER = re.compile(
    r" {0,3}(?:\(含\) ?)?(?:(?P<floor>[及或和]?以上|之上)(?!述)|(?P<cap>以内|之内|[及或和]?以下|之下)|(?P<near>左右(?!江)|上下(?!游|级|联|贯|两))"
    r"|(?P<over>(?:有余|余|多)(?![一-鿿])|(?<=[0-9十百千万亿])余(?![热额量温压粮款数地下力姚杭十百千万亿])))"
)
_WORDS = {
    "floor": Comparator.AT_LEAST,
    "cap": Comparator.AT_MOST,
    "under": Comparator.BELOW,
    "over": Comparator.ABOVE,
    "near": Comparator.ABOUT,
}
_NO_SUBJECT = frozenset("年共计力争将内可要再并和及月末累底")


def find_bound_before(folded: str, start: int, floor: int) -> tuple[Comparator | None, int]:
    """The comparator that stands right before offset `start`, not before `floor`, and where it begins."""
    low = max(floor, start - _WINDOW)
    window = folded[low:start]
    match = _BEFORE.search(window)
    if match:
        if match["floor"] == "上" and folded[start : start + 1] not in tuple("百千万亿十"):
            return None, start
        return _WORDS[str(match.lastgroup)], low + match.start()
    match = _OF_WHOLE.search(folded, max(floor, start - _WHOLE_WINDOW), start) if window.endswith("的") else None
    if match:
        return find_governing_bound(match["word"]), match.start()
    match = _LEAST_BEFORE_VERB.search(window) if "少" in window else None
    return (Comparator.AT_LEAST, low + match.start()) if match else (None, start)


def find_bound_after(folded: str, end: int) -> tuple[Comparator | None, int]:
    """The comparator that stands right after offset `end`, and where it ends."""
    match = _AFTER.match(folded, end)
    return (_WORDS[str(match.lastgroup)], match.end()) if match else (None, end)


def is_deed(folded: str, begin: int, end: int, unit: str | None) -> bool:
    """Whether the 突破 at `begin` is something done (突破100项技术) and not a bound (企业突破350家).

    Breakthroughs are counted in 项, 个, 种; they have their noun behind the figure, or no noun in front.
    """
    if not folded.startswith("突破", begin) or unit not in {"项", "个", "种", "类", "件", "批", "点"}:
        return False
    at = end + folded.startswith(" ", end)
    before, behind = folded[max(0, begin - 2) : begin].removesuffix("\n")[-1:], folded[at : at + 1]
    has_subject = (_is_of_word(before) or before in {")", "”", "》"}) and before not in _NO_SUBJECT
    return _is_of_word(behind) or not has_subject


def _is_of_word(character: str) -> bool:
    """Whether it is Chinese, or a Latin letter."""
    return "一" <= character <= "鿿" or (character.isascii() and character.isalpha())


def find_governing_bound(piece: str) -> Comparator | None:
    """The comparator that a piece of text leaves for a figure behind it (…分别不低于) or before it (以上…)."""
    before, _ = find_bound_before(piece, len(piece), 0)
    return before or find_bound_after(piece, 0)[0]


_CUES = re.compile(
    r"(?=[年增每逐新净争累保拥存总占比贡覆普入推])(?:(?P<growth>年均(?:增|递增|提高)|(?<![0-9])年(?:增长|递增|增(?!值))|增速|每年增长|逐年增长)"
    r"|(?P<added>新增|净增|(?<![创高更刷革翻])新(?:认定|建(?!设|成)|建设|培育|引进|获批|获得|获|创建|设立|组建|注册|孵化|引育)|(?<!力)争创)"
    r"|(?P<total>累计|累积)"
    r"|(?P<stock>保有量|拥有量|存量|总数)"
    r"|(?P<share>占比|比重|比例|每(?:百|千|万|十万|百万)(?:人|名|家|户|元|亩)|贡献率|覆盖率|普及率|入住率|推广率)"
    r"|(?P<yearly>每年|(?<![0-9一二三四五六七八九十〇零])年(?:处理|产(?!业)|销售|(?![均度末])[^,年]{0,8}(?:额|产值|收入|产量|销量))))"
)
_CHANGE = re.compile(
    r"(?=[提增上下降减缩回收扩])(?:提高|增加|上升|下降|降低|减少|提升|增长|缩减|回落|收窄|扩大)(?:了|约|近|超过|不低于|不少于|至少|达){0,2} ?$"
)
_STOP = re.compile(r"[,;:。\n]")
_RATES = frozenset({"percent", "permille"})
_OF_COUNTS = {"stock": Basis.LEVEL, "added": Basis.ADDED, "total": Basis.TOTAL, "yearly": Basis.PER_YEAR}
_SUMMED = re.compile("累[计积]")


def infer_basis(folded: str, begin: int, unit: str | None) -> Basis | None:
    """What the words of the same clause before `begin` (figure with its comparator) say that it measures in time."""
    clause = _STOP.split(folded[max(0, begin - _CLAUSE) : begin])[-1]
    is_change = bool(_CHANGE.search(clause))
    if unit == "倍":
        return None if is_change else Basis.MULTIPLE
    cue = ""
    for match in _CUES.finditer(clause):  # the last one, nearest to the figure, is meant
        cue = str(match.lastgroup)
    if cue == "growth":
        return Basis.GROWTH if unit == "percent" else None
    if unit == "points":
        return Basis.CHANGE if is_change else None
    if unit in _RATES:
        return Basis.LEVEL if cue in {"stock", "share"} else None
    return Basis.CHANGE if is_change else _infer_of_counts(cue, clause)


def _infer_of_counts(cue: str, clause: str) -> Basis | None:
    """The basis of a number of things behind that cue."""
    if cue == "share":
        return Basis.LEVEL if "每" in clause else None
    if cue == "added" and _SUMMED.search(clause):
        return None
    return _OF_COUNTS.get(cue)
