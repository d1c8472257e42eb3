"""What a comparison of two sides comes to, in one to three sentences."""

from collections.abc import Mapping

from plancmp.compare.counts import (
    count_verdicts,
    phrase_clauses,
    phrase_outcome,
    phrase_silence,
    record_verdicts,
)
from plancmp.compare.phrases import is_of_targets
from plancmp.compare.verdict import COMPUTABLE
from plancmp.diff.result import Diff
from plancmp.vocabulary import ClaimType, Verdict
from plancmp.words import Opening, Text, say


def sum_up(diff: Diff) -> Opening:
    """How many indicators have targets on both sides, how many of them may be compared and how that comes out, and how
    many targets stand on one side only. A target beside a result is counted apart.
    """
    pairs = [row.pair for row in diff.rows if is_of_targets(row.pair)]
    counts = count_verdicts(pair.verdict for pair in pairs)
    only_a, only_b = ([x for x in lone if x.claim.type is ClaimType.TARGET] for lone in (diff.only_a, diff.only_b))
    alone = [*only_a, *only_b]
    sentences = [
        _phrase_shared(len(pairs), counts),
        phrase_outcome(pairs, diff.b.name, diff.a.name),
        say(
            "{a_name}另有目标 {a} 项、{b_name} {b} 项：{silence}。",
            "{a} more {a:target|targets} in {a_name}, {b} in {b_name}: {silence}.",
            a=len(only_a), b=len(only_b), a_name=diff.a.name, b_name=diff.b.name, silence=phrase_silence(alone),
        ) if alone else Text("双方没有单独提出的目标。", "Neither side has a target that the other lacks."),
    ]  # fmt: skip
    of_alone = count_verdicts(each.verdict for each in alone)
    return Opening(
        tuple(sentence for sentence in sentences if sentence.en),
        {
            "indicators": len(pairs),
            "verdicts": record_verdicts({**counts, **of_alone}),
            "beside_results": len(diff.rows) - len(pairs),
            "only_a": len(only_a),
            "only_b": len(only_b),
            "linked_tasks": len(diff.tasks.pairs),
            "only_tasks_a": len(diff.tasks.only_a),
            "only_tasks_b": len(diff.tasks.only_b),
        },
    )


def _phrase_shared(shared: int, counts: Mapping[Verdict, int]) -> Text:
    if not shared:
        return Text("没有双方都提出目标的指标。", "No indicator has a target on both sides.")
    head = say("双方都提出目标的指标有 {n} 项", "{n} {n:indicator has|indicators have} targets on both sides", n=shared)
    comparable = sum(counts.get(verdict, 0) for verdict in COMPUTABLE)
    rest = {verdict: n for verdict, n in counts.items() if verdict not in COMPUTABLE}
    if not comparable:
        return say(
            "{head}，均不能相减：{rest}。",
            "{head}. None can be subtracted: {rest}.",
            head=head,
            rest=phrase_clauses(rest),
        )
    if not rest:
        return say("{head}，都可以比。", "{head}. All can be compared.", head=head)
    return say(
        "{head}，{n} 项可以比；其余 {rest}。",
        "{head}. {n} can be compared; of the others {rest}.",
        head=head, n=comparable, rest=phrase_clauses(rest),
    )  # fmt: skip
