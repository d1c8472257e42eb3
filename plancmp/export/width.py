"""How wide a text is in a document with Chinese type."""

from unicodedata import east_asian_width


def measure_text(text: str) -> int:
    """Cells that a text takes in a Chinese font, where “ ” … and their like are as wide as a character."""
    return sum(2 if east_asian_width(c) in {"W", "F", "A"} else 1 for c in text)
