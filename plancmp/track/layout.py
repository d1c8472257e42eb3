"""What became of some targets, for people: the answer, then a block a target; and flat tables."""

from collections.abc import Iterator
from decimal import Decimal

from plancmp.claim import Claim
from plancmp.compare.formatting import format_rounded, name_unit
from plancmp.compare.phrases import name_indicator, phrase_claim
from plancmp.track.judge import Outcome
from plancmp.track.path import percent
from plancmp.track.result import FINAL, OPEN, SEEN, Pace, Track, join_reasons, measure_pace
from plancmp.vocabulary import State
from plancmp.words import COMMA, Line, Table, Text, View, say

NAMES = {
    "zh": ("指标", "地区", "文件", "基期", "目标", "最新值", "进度", "时间", "已有年速", "还需年速", "状态", "说明"),
    "en": (
        *("Indicator", "Place", "Document", "Start", "Target", "Latest", "Way gone", "Time gone"),
        *("Made a year", "Needed a year", "State", "Why"),
    ),
}


def lay_out_blocks(track: Track, lang: str, view: View) -> Iterator[Line]:
    """The answer in sentences, then the targets with results, document by document, then how many have none."""
    explain = view.explain or view.everything
    for sentence in answer(track):
        yield Line(0, sentence.in_language(lang), "answer")
    several = len({row.target.plan for row in track.rows}) > 1
    last = ""
    for row in track.rows:
        if row.state is State.NO_RESULT and not explain and len(track.rows) == len(track.counted):
            continue
        if several and row.target.plan != last:
            last = row.target.plan
            yield Line(0, "")
            yield Line(0, f"{track.collection.plans[last].title.in_language(lang)}  {last}", "frame")
        yield from _make_block(track, row, lang, explain=explain)


def answer(track: Track) -> list[Text]:
    """What a head of office can repeat: how many targets, how many have results, their states."""
    counts = track.count_states()
    total = len(track.counted)
    seen = [row for row in track.counted if row.state not in OPEN]
    sentences = [
        say(
            "{name}：目标 {n} 项，其中 {seen} 项可据后来的结果判断。",
            "{name}: {n} {n:target|targets}, of which {seen} can be judged by later results.",
            name=_name(track),
            n=total,
            seen=len(seen),
        )
    ]
    final = [_count(counts[state], state) for state in FINAL if state in counts]
    if final:
        sentences.append(say("到期：{counts}。", "Final: {counts}.", counts=COMMA.join(final)))
    path = [_count(counts[state], state) for state in SEEN if state in counts]
    if path:
        years = sorted({row.judged_at for row in seen if row.state in SEEN and row.judged_at is not None})
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        sentences.append(
            say(
                "最近所见（{years} 年）：{counts}。",
                "As last seen ({years}): {counts}.",
                years=span,
                counts=COMMA.join(path),
            )
        )
    if State.NOT_JUDGED in counts:
        sentences.append(
            say("不作判断 {n} 项，理由见各项。", "{n} not judged; each says why.", n=str(counts[State.NOT_JUDGED]))
        )
    if State.NO_RESULT in counts:
        sentences.append(
            say(
                "{n} 项在本库同地区的另 {documents} 份文件中没有可用结果。",
                "{n} have no usable result in the {documents} other documents of the same places in the collection.",
                n=str(counts[State.NO_RESULT]),
                documents=str(len(track.documents)),
            )
        )
    return sentences


def _name(track: Track) -> Text:
    held = track.collection
    if track.of in held.plans:
        return held.plans[track.of].title
    if track.of in held.places:
        return held.places[track.of].name
    return held.indicators[track.of].name


def _count(number: int, state: State) -> Text:
    return say("{state} {n}", "{n} {state}", state=state, n=str(number))


def _make_block(track: Track, row: Outcome, lang: str, *, explain: bool) -> Iterator[Line]:
    """The name of a target's indicator, then start, target, latest and state."""
    target = row.target
    place = track.collection.places[target.place].name.in_language(lang)
    state = row.state.label.in_language(lang)
    yield Line(0, "")
    yield Line(0, f"{name_indicator(target.definition).in_language(lang)}  {place}", "indicator")
    start = f"{phrase_claim(row.start).in_language(lang)} → " if row.start is not None else ""
    yield Line(2, f"{start}{phrase_claim(target).in_language(lang)}")
    latest = row.latest
    if latest is not None:
        told = "；".join if lang == "zh" else "; ".join
        parts = [tell_latest(row, lang)]
        if latest.way is not None:
            gone, time = percent(latest.way.progress), percent(latest.way.expected)
            way = say("进度 {gone}，时间 {time}", "{gone} of the way, {time} of the time", gone=gone, time=time)
            parts.append(way.in_language(lang))
        needed = tell_pace(row, lang)
        if needed:
            parts.append(needed)
        yield Line(2, told(parts))
    why = join_reasons(row).in_language(lang)
    colon = "：" if lang == "zh" else ": "
    yield Line(2, f"{state}{colon}{why}" if why else state, "verdict")
    if explain and latest is not None:
        if latest.step.formula is not None:
            yield Line(4, latest.step.formula.in_language(lang))
        if latest.way is not None:
            yield Line(4, latest.way.formula.in_language(lang))
        for item in row.progress:
            yield Line(4, f"{item.step.year}  {item.step.claim.id}")


def tell_latest(row: Outcome, lang: str) -> str:
    """The latest result with its year, document, standing and vintage."""
    latest = row.latest
    assert latest is not None
    lead = "最新" if lang == "zh" else "latest"
    return f"{lead} {_tell_step(row, lang)} [{latest.step.claim.plan}]"


def _tell_step(row: Outcome, lang: str) -> str:
    latest = row.latest
    assert latest is not None
    step = latest.step
    if step.formula is None:
        return phrase_claim(step.claim).in_language(lang)
    figure = rounded_text(row.target, step.interval.low, step.interval.high)
    return f"{figure} ({step.year}{'，由各年推算' if lang == 'zh' else ', reckoned'})"


def rounded_text(target: Claim, low: Decimal | None, high: Decimal | None) -> str:
    """A reckoned figure with the target's unit."""
    ends = [format_rounded(end, 2) for end in (low, high) if end is not None]
    unit = name_unit(target.std.unit).zh
    sign = "≥ " if high is None else "≤ " if low is None else ""
    return f"{sign}{'–'.join(dict.fromkeys(ends))} {unit}"


def tell_pace(row: Outcome, lang: str) -> str:
    """The pace made and needed a year, where both are known and time is left."""
    pace = measure_pace(row)
    if pace is None or pace.needed is None or row.state is State.MET_EARLY:
        return ""
    unit = _pace_unit(row, pace)
    needed = f"{pace.needed:+.2f}".rstrip("0").rstrip(".")
    if pace.made is None:
        return say("还需每年 {n} {unit}", "{n} {unit} a year needed", n=needed, unit=unit).in_language(lang)
    made = f"{pace.made:+.2f}".rstrip("0").rstrip(".")
    words = say("还需每年 {n} {unit}，至今每年 {m}", "{n} {unit} a year needed, {m} made", n=needed, unit=unit, m=made)
    return words.in_language(lang)


def _pace_unit(row: Outcome, pace: Pace) -> Text:
    if pace.in_percent:
        return Text.same("%")
    return name_unit("points" if row.target.std.unit == "percent" else row.target.std.unit)


def lay_out_tables(track: Track, lang: str, *, explain: bool = False) -> list[Table]:
    """One row a target, an evaluator's sheet."""
    del explain
    rows = []
    for row in track.rows:
        latest = row.latest
        way = latest.way if latest is not None else None
        pace = measure_pace(row)
        rows.append(
            (
                name_indicator(row.target.definition).in_language(lang),
                track.collection.places[row.target.place].name.in_language(lang),
                row.target.plan,
                phrase_claim(row.start).in_language(lang) if row.start is not None else "",
                phrase_claim(row.target).in_language(lang),
                tell_latest(row, lang) if latest is not None else "",
                percent(way.progress) if way is not None else "",
                percent(way.expected) if way is not None else "",
                f"{pace.made:+.2f}" if pace is not None and pace.made is not None else "",
                f"{pace.needed:+.2f}" if pace is not None and pace.needed is not None else "",
                row.state.label.in_language(lang),
                join_reasons(row).in_language(lang),
            )
        )
    title = " ".join(sentence.in_language(lang) for sentence in answer(track))
    return [Table(title, NAMES[lang], tuple(rows))]
