"""What became of some targets, in a few sentences: how many can be judged, and how they stand."""

from plancmp.track.result import FINAL, OPEN, SEEN, Track
from plancmp.vocabulary import State
from plancmp.words import COMMA, Opening, Text, say


def sum_up(track: Track) -> Opening:
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
    told = {str(state): counts.get(state, 0) for state in (*FINAL, *SEEN, *OPEN)}
    return Opening(tuple(sentences), {"targets": total, "states": told, "documents": len(track.documents)})


def _name(track: Track) -> Text:
    held = track.collection
    if track.of in held.plans:
        return held.plans[track.of].title
    if track.of in held.places:
        return held.places[track.of].name
    return held.indicators[track.of].name


def _count(number: int, state: State) -> Text:
    return say("{state} {n}", "{n} {state}", state=state, n=str(number))
