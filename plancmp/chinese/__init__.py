"""Chinese text to figures, and whether a printed figure agrees with what was encoded of it."""

from plancmp.chinese.agreement import Disagreement, differs
from plancmp.chinese.numerals import read_numeral
from plancmp.chinese.quantities import Quantity, figures, quantities

__all__ = ["Disagreement", "Quantity", "differs", "figures", "quantities", "read_numeral"]
