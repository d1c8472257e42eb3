"""The table that an officer pastes into an opinion on the coordination of plans (衔接意见)."""

from plancmp.align.opinion import Opinion, OpinionLine
from plancmp.align.result import Alignment
from plancmp.compare.phrases import list_reasons, name_indicator, phrase_claim, phrase_measure
from plancmp.model import Plan
from plancmp.vocabulary import Relation, Verdict
from plancmp.words import SEMICOLON, Table, Text, TextTable, say

COLUMNS = (
    Text("指标", "Indicator"),
    Text("上级", "Upper"),
    Text("本级", "Own"),
    Text("口径", "Basis"),
    Text("差异", "Difference"),
    Text("说明", "Why"),
)
_SILENT = {
    Verdict.NO_COUNTERPART: Text("未提出", "none stated"),
    Verdict.NOT_ENCODED: Text("尚未收录", "not encoded"),
}


def lay_out_opinion(opinion: Opinion, lang: str, *, explain: bool) -> list[Table]:
    """What the opinion rests on, then one table a kind of line, all with the same six columns."""
    parts = (
        (Text("上下级均提出的目标", "Targets of both plans"), opinion.both),
        (Text("仅上级提出的目标", "Targets of the upper plan only"), opinion.upper_only),
        (Text("仅本级提出的目标", "Targets of the own plan only"), opinion.own_only),
        (Text("以往规划的目标（供参考）", "Targets of earlier plans, for reference"), opinion.history),
    )
    return [
        _lay_out_grounds(opinion.alignment).in_language(lang),
        *(
            TextTable(
                title, COLUMNS, [_make_cells(line, opinion.alignment, explain=explain) for line in lines]
            ).in_language(lang)
            for title, lines in parts
            if lines
        ),
    ]


def _lay_out_grounds(alignment: Alignment) -> TextTable:
    """Which plans are set against each other, how they stand to one another, and what is judged."""
    plans, own = alignment.collection.plans, Text("本级规划", "Own plan")
    standings = {s.plan: s.text for s in alignment.standings}
    rows = [(Text("上级规划", "Upper plan"), _cite(plans[ident], ident)) for ident in alignment.upper_plans]
    for ident in alignment.own_plans:
        cited = _cite(plans[ident], ident)
        rows.append((own, SEMICOLON.join([cited, standings[ident]]) if ident in standings else cited))
    if not alignment.own_plans:
        names = [alignment.collection.places[p].name for p in alignment.places]
        rows.append((own, say("尚未收录{names}的规划", "no plan of {names} is in the collection", names=names)))
    rows.append((Text("判断范围", "What is judged"), alignment.conformity))
    heads = Text("依据", "Rests on"), Text("内容", "Content")
    return TextTable(Text("规划衔接对照表", "Coordination of the plans' targets"), heads, rows)


def _cite(plan: Plan, ident: str) -> Text:
    parts = [ident, *([plan.number] if plan.number else []), str(plan.period)]
    return Text(f"{plan.title.zh}（{'，'.join(parts)}）", f"{plan.title.en} ({', '.join(parts)})")


def _make_cells(line: OpinionLine, alignment: Alignment, *, explain: bool) -> tuple[Text, ...]:
    claims = [*line.upper[:1], *([line.own] if line.own else [])]
    return (
        Text.same(" / ").join(list(dict.fromkeys(name_indicator(c.definition) for c in claims))),
        _phrase_upper(line, alignment),
        _phrase_own(line, alignment),
        _phrase_basis(line),
        _phrase_difference(line, alignment),
        SEMICOLON.join(_list_reasons(line, explain=explain)),
    )


def _phrase_upper(line: OpinionLine, alignment: Alignment) -> Text:
    """The whole's target, and what is set for the place behind the place's name."""
    if not line.upper:
        return _phrase_silence(line, alignment)
    found = []
    for claim in line.upper:
        words = phrase_claim(claim)
        if claim.place != claim.plan_place:
            words = say("对{place} {claim}", "for {place} {claim}", place=_name(claim.place, alignment), claim=words)
        found.append(words)
    return SEMICOLON.join(found)


def _phrase_own(line: OpinionLine, alignment: Alignment) -> Text:
    if line.own is None:
        return _phrase_silence(line, alignment)
    words, own = phrase_claim(line.own), line.own
    if alignment.places != (own.place,):
        words = Text.same(" ").join([_name(own.place, alignment), words])
    if len(alignment.own_plans) > 1:
        words = say("{claim}〔{plan}〕", "{claim} [{plan}]", claim=words, plan=own.plan)
    return words


def _name(place: str, alignment: Alignment) -> Text:
    return alignment.collection.places[place].name


def _phrase_silence(line: OpinionLine, alignment: Alignment) -> Text:
    """In the place of a figure the word for why there is none, by place where several were asked."""
    if len(line.silent) == 1:
        return _SILENT[line.silent[0].verdict]
    return SEMICOLON.join(
        [
            say("{place}{word}", "{place}: {word}", place=_name(s.place, alignment), word=_SILENT[s.verdict])
            for s in line.silent
        ]
    )


def _phrase_difference(line: OpinionLine, alignment: Alignment) -> Text:
    """The verdict, and what could be reckoned."""
    if line.comparison is None:
        return Text("无对应目标", "nothing to compare")
    measure = phrase_measure(line.comparison, alignment.collection)
    if not measure.en:
        return line.comparison.verdict.label
    return say("{verdict}：{measure}", "{verdict}: {measure}", verdict=line.comparison.verdict, measure=measure)


def _phrase_basis(line: OpinionLine) -> Text:
    """What the figures measure; where the two differ, both; and how the indicators stand to each other."""
    first = line.comparison.first if line.comparison else next(iter(line.upper), None)
    bases = list(dict.fromkeys(c.basis for c in (first, line.own) if c is not None))
    words = bases[0].label
    if len(bases) > 1:
        words = say("上级{upper}，本级{own}", "upper {upper}, own {own}", upper=bases[0], own=bases[1])
    related = line.comparison.related if line.comparison else None
    if related is None or related.relation is Relation.EXACT:
        return words
    sided = related.relation in {Relation.BROADER, Relation.NARROWER}
    differs = related.differences
    relation = say(
        "{side}指标{relation}",
        "{side} indicator {relation} own",
        side=Text("上级" if sided else "两级", "upper"),
        relation=related.relation,
    )
    if differs.en:
        relation = say(
            "{relation}（{differs}不同）", "{relation} (differs: {differs})", relation=relation, differs=differs
        )
    return SEMICOLON.join([words, relation])


def _list_reasons(line: OpinionLine, *, explain: bool) -> list[Text]:
    if line.comparison is None:
        return list(dict.fromkeys(s.reason.text for s in line.silent))
    a, b = (c.comparator for c in (line.comparison.first, line.comparison.second))
    bare = say("{a} / {b}", "{a} / {b}", a=a, b=b)
    sided = say("上级为“{a}”，本级为“{b}”", "upper “{a}”, own “{b}”", a=a, b=b)
    return [sided if told == bare else told for told in list_reasons(line.comparison, explain=explain)]
