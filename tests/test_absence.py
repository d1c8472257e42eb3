"""Why a place has nothing beside a target, in words."""

import pytest
from compared import YEARS_16
from small import (
    Comparator,
    Source,
    collection_of,
    context_of,
    plan,
    result,
    target,
)

from plancmp.compare import judge_absence, phrase_nearest
from plancmp.vocabulary import Completeness, DocumentKind, Section, Verdict
from plancmp.words import Text


class TestAbsence:
    """Why a place has nothing beside a target, in words."""

    def asked(self, claim_target, named=(), near=(), **plans):
        every, context = context_of(collection_of(a=plan("alpha", claim_target), **plans))
        claim = next(c for c in every if c.plan == "a")
        verdict, reason = judge_absence(claim, "beta", context.collection, named, [c for c in every if c.plan in near])
        return verdict, reason.field, reason.text.zh, reason.text.en

    @pytest.mark.parametrize(
        ("beta", "verdict", "field", "zh", "en"),
        [
            (
                plan("beta"), Verdict.NO_COUNTERPART, "indicator",
                "b 已完整收录，未提出", "b is encoded whole and set no such target",
            ),
            (
                plan("beta", encoding=Completeness.PARTIAL), Verdict.NOT_ENCODED, "encoding",
                "b 收录未完（全文）", "b is not encoded whole (the whole text)",
            ),
            (
                plan("beta", encoding=Completeness.PARTIAL, partial=(Section.TARGETS, Section.TASKS)),
                Verdict.NOT_ENCODED, "encoding", "b 收录未完（目标、任务）", "b is not encoded whole (targets, tasks)",
            ),
            (
                plan("beta", source=Source(missing=("附件1", "附件2"))), Verdict.NOT_ENCODED, "source",
                "b 的原文缺附件1、附件2，不能断言未提出", "the text of b lacks 附件1、附件2: silence proves nothing",
            ),
            (
                plan("beta", encoding=Completeness.PARTIAL, source=Source(missing=("附件1",))),
                Verdict.NOT_ENCODED, "encoding", "b 收录未完（全文）；b 的原文缺附件1，不能断言未提出",
                "b is not encoded whole (the whole text); the text of b lacks 附件1: silence proves nothing",
            ),
            (
                plan("beta", period="2016-2020"), Verdict.NOT_ENCODED, "period",
                "未收录乙市涵盖 2025 年的规划（已收录 2016-2020 年），已收录的也未提出",
                "no plan of Beta for 2025 is in the collection (there is 2016-2020), and what is there sets no figure for it",
            ),
            (
                plan("beta", period="2016-2020", source=Source(missing=("附件1",))), Verdict.NOT_ENCODED, "period",
                "未收录乙市涵盖 2025 年的规划（已收录 2016-2020 年）",
                "no plan of Beta for 2025 is in the collection (there is 2016-2020)",
            ),
        ],
        ids=["silent", "partial", "which parts", "annexes", "partial and annexes", "ended", "ended, an annex missing"],
    )  # fmt: skip
    def test_in_words(self, beta, verdict, field, zh, en):
        """What is not in the collection, or not encoded, or not in the text."""
        assert self.asked(target("share", "2"), b=beta) == (verdict, field, zh, en)

    def test_no_plan_at_all(self):
        """The place is named."""
        assert self.asked(target("share", "2")) == (
            Verdict.NOT_ENCODED,
            "plan",
            "尚未收录乙市的规划",
            "no plan of Beta is in the collection",
        )

    def test_several_plans(self):
        """All that hold the year are asked; those that do not are listed with their years."""
        whole = {"b": plan("beta"), "c": plan("beta", period="2023-2027")}
        assert self.asked(target("share", "2"), **whole)[3] == "b, c are encoded whole and set no such target"
        assert self.asked(target("share", "2", 2022), **whole)[3] == "b is encoded whole and set no such target"
        assert self.asked(target("share", "2", 2030), **whole)[3] == (
            "no plan of Beta for 2030 is in the collection (there is 2021-2025, 2023-2027), "
            "and what is there sets no figure for it"
        )
        assert self.asked(target("share", "2", 2030), **whole)[2] == (
            "未收录乙市涵盖 2030 年的规划（已收录 2021-2025、2023-2027 年），已收录的也未提出"
        )

    def test_one_partial_plan_among_whole_ones(self):
        """Silence of the others proves nothing."""
        found = self.asked(target("share", "2"), b=plan("beta"), c=plan("beta", encoding=Completeness.PARTIAL))
        assert (found[0], found[3]) == (Verdict.NOT_ENCODED, "c is not encoded whole (the whole text)")

    @pytest.mark.parametrize(
        ("period", "verdict"),
        [
            ("2011-2020", Verdict.NOT_ENCODED),
            ("2016-2021", Verdict.NO_COUNTERPART),
            ("2025-2030", Verdict.NO_COUNTERPART),
            ("2026-2030", Verdict.NOT_ENCODED),
        ],
    )
    def test_without_a_year_the_periods_must_meet(self, period, verdict):
        """Some year of the target's plan."""
        found = self.asked(target("share", "2", None), b=plan("beta", period=period))
        assert found[0] is verdict
        if verdict is Verdict.NOT_ENCODED:
            assert "for 2021-2025" in found[3]

    def test_what_lies_near_keeps_a_place_from_being_called_silent(self):
        """It says something of another year, which is told elsewhere."""
        near = plan("beta", target("share", "1", 2020), period=YEARS_16)
        assert self.asked(target("share", "2"), near=("b",), b=near)[3] == (
            "no plan of Beta for 2025 is in the collection (there is 2016-2020)"
        )

    def test_a_result_wants_the_results_encoded_too(self):
        """Whether the plan says nothing of it cannot be known from its targets alone."""
        partial = plan("beta", encoding=Completeness.PARTIAL, partial=(Section.OBSERVED,))
        assert self.asked(target("share", "2"), b=partial)[0] is Verdict.NO_COUNTERPART
        assert self.asked(result("share", "2", 2022), b=partial)[0] is Verdict.NOT_ENCODED

    def test_only_named_plans_are_asked(self):
        """The other plan of the place is left out of the answer."""
        whole = {"b": plan("beta"), "c": plan("beta", encoding=Completeness.PARTIAL)}
        assert self.asked(target("share", "2"), named=["b"], **whole)[0] is Verdict.NO_COUNTERPART
        assert self.asked(target("share", "2"), named=["c"], **whole)[0] is Verdict.NOT_ENCODED

    def test_the_nearest(self):
        """Name, figure, year and plan; whether it was reached; behind its place where that is asked for."""
        every, _ = context_of(
            collection_of(
                b=plan(
                    "beta",
                    target("firms", "8", 2020, comparator=Comparator.AT_LEAST),
                    result("share", "3", 2015),
                    period=YEARS_16,
                )
            )
        )
        assert phrase_nearest(every) == Text(
            "最接近的：企业数 ≥ 8 家（2020 年，b）；占比 3 %（2015 年，实际数，b）",
            "nearest: Firms ≥ 8 (2020, b); Share 3 % (2015, reached, b)",
        )
        assert phrase_nearest(every[:1], {"beta": Text("乙市", "Beta")}) == Text(
            "最接近的：乙市企业数 ≥ 8 家（2020 年，b）", "nearest: Beta Firms ≥ 8 (2020, b)"
        )


def test_a_plan_for_a_field_of_work_is_no_answer_to_an_outline():
    """An outline is for all fields: that a science plan sets no such target does not say that the place sets none."""
    outline = plan("north", target("share", "10"), kind=DocumentKind.OUTLINE)
    for kind, verdict, field in (
        (DocumentKind.PLAN, "not-encoded", "kind"),
        (DocumentKind.OUTLINE, "no-counterpart", "indicator"),
    ):
        own = plan("alpha", target("firms", "5"), kind=kind)
        every, context = context_of(collection_of(north=outline, alpha_2021=own))
        (claim,) = (c for c in every if c.plan == "north")
        found, reason = judge_absence(claim, "alpha", context.collection)
        assert (str(found), reason.field) == (verdict, field)
    own = plan("alpha", target("firms", "5"))
    every, context = context_of(collection_of(north=plan("north", target("share", "10")), alpha_2021=own))
    (claim,) = (c for c in every if c.plan == "north")
    assert judge_absence(claim, "alpha", context.collection)[0] == "no-counterpart"
