"""Chinese text to figures, and whether a printed figure agrees with what was encoded of it."""

from plancmp.quantity.agreement import Disagreement, differs
from plancmp.quantity.numerals import read_numeral
from plancmp.quantity.phrases import Quantity, figures, quantities

__all__ = ["Disagreement", "Quantity", "differs", "figures", "quantities", "read_numeral"]
