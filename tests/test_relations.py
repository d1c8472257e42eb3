"""How two indicators stand to each other: what the curator says, what follows from it, and what grades imply."""

import pytest

from plancmp.compare.relations import Relations
from plancmp.model import Indicator, IndicatorMapping
from plancmp.vocabulary import Differs, Grade, Relation
from plancmp.words import Text


class TestRelations:
    """The mappings of the curator, what follows from them, and what grades imply."""

    @staticmethod
    def indicator(*mappings, **fields):
        """One that says these things of others."""
        return Indicator(
            Text("x", "x"), "家", mappings=tuple(IndicatorMapping(to, is_, "why") for to, is_ in mappings), **fields
        )

    def test_exact_mappings_reach_on(self):
        """a is b, b is c, d is c: all four are one; what merely lies close does not reach on."""
        relations = Relations(
            {
                "a": self.indicator(("b", Relation.EXACT)),
                "b": self.indicator(("c", Relation.EXACT), ("e", Relation.CLOSE)),
                "c": self.indicator(),
                "d": self.indicator(("c", Relation.EXACT)),
                "e": self.indicator(),
                "f": self.indicator(("g", Relation.EXACT)),
                "g": self.indicator(),
            }
        )
        for x, y in (("a", "c"), ("a", "d"), ("d", "b"), ("c", "a")):
            found = relations.relate(x, y)
            assert (found.relation, found.because.en, found.derived) == (
                Relation.EXACT,
                "the same through another indicator",
                True,
            )
        assert (relations.relate("a", "b").derived, relations.relate("b", "a").because.en) == (False, "why")
        assert relations.relate("b", "e").relation is Relation.CLOSE
        assert relations.relate("a", "e") is None
        assert relations.relate("a", "f") is None
        assert relations.list_near("a") == ("b", "c", "d")
        assert relations.list_near("b") == ("a", "c", "d", "e")
        assert relations.list_near("e") == ("b",)
        assert relations.list_near("g") == ("f",)

    def test_a_mapping_to_itself_or_to_what_is_not_here_says_nothing(self):
        """A selection may lack the other indicator."""
        relations = Relations({"a": self.indicator(("a", Relation.CLOSE), ("gone", Relation.EXACT))})
        assert relations.list_near("a") == ()
        assert relations.relate("a", "a").relation is Relation.EXACT

    @pytest.mark.parametrize(
        ("first", "second", "relation", "far"),
        [
            (Grade.ANY, Grade.NATIONAL, Relation.BROADER, 5),
            (Grade.NATIONAL, Grade.REGIONAL_UP, Relation.NARROWER, 2),
            (Grade.REGIONAL_UP, Grade.MUNICIPAL_UP, Relation.NARROWER, 2),
            (Grade.NATIONAL, Grade.REGIONAL, Relation.RELATED, 1),
            (Grade.REGIONAL_UP, Grade.MUNICIPAL, Relation.RELATED, 1),
        ],
    )
    def test_what_grades_imply(self, first, second, relation, far):
        """What a grade covers decides."""
        relations = Relations(
            {
                "a": self.indicator(thing="lab", grade=first),
                "b": self.indicator(thing="lab", grade=second),
                "other": self.indicator(thing="park", grade=first),
                "plain": self.indicator(),
                "half": self.indicator(grade=first),
                "things": self.indicator(thing="lab"),
            }
        )
        found = relations.relate("a", "b")
        assert (found.relation, found.differs, found.derived) == (relation, (Differs.GRADE,), True)
        assert relations.relate("b", "a").relation is found.inverse.relation
        assert relations.count_grades("a", "b") == relations.count_grades("b", "a") == far
        for stranger in ("other", "plain", "half", "things"):
            assert relations.relate("a", stranger) is None
            assert relations.count_grades("a", stranger) == relations.count_grades(stranger, "a") == 0

    def test_of_two_with_one_grade_nothing_follows(self):
        """That is an error of the data, and no grade separates them."""
        same = self.indicator(thing="lab", grade=Grade.REGIONAL)
        relations = Relations({"a": same, "b": same, "c": self.indicator(thing="lab", grade=Grade.NATIONAL)})
        assert relations.relate("a", "b") is None
        assert relations.relate("a", "c").relation is Relation.RELATED
        assert relations.relate("b", "c") is None

    def test_what_the_curator_says_of_two_grades_holds(self):
        """Their distance then decides nothing."""
        relations = Relations(
            {
                "a": self.indicator(("b", Relation.CLOSE), thing="lab", grade=Grade.NATIONAL),
                "b": self.indicator(thing="lab", grade=Grade.ANY),
            }
        )
        assert (relations.relate("b", "a").relation, relations.relate("b", "a").derived) == (Relation.CLOSE, False)
        assert relations.count_grades("a", "b") == 0

    def test_of_two_statements_the_closest_then_the_first_holds(self):
        """Exact before close before broader before related."""
        for closer, farther in (
            (Relation.EXACT, Relation.CLOSE),
            (Relation.CLOSE, Relation.BROADER),
            (Relation.CLOSE, Relation.NARROWER),
            (Relation.BROADER, Relation.RELATED),
            (Relation.NARROWER, Relation.RELATED),
        ):
            relations = Relations({"a": self.indicator(("b", farther)), "b": self.indicator(("a", closer))})
            found = relations.relate("b", "a")
            assert (found.relation, found.derived) == (closer, False)
        relations = Relations(
            {"b": self.indicator(("a", Relation.NARROWER)), "a": self.indicator(("b", Relation.NARROWER))}
        )
        assert relations.relate("a", "b").relation is Relation.NARROWER
