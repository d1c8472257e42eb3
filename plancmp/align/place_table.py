"""The summary by place as a table, for every channel."""

from plancmp.align.result import Alignment
from plancmp.words import Text, TextTable

PLACE_TITLE = Text("各地目标与上级", "The targets of each place and those above")
_COLUMNS = (
    ("targets", Text("目标", "Targets")),
    ("above", Text("上有目标", "Paired")),
    ("higher", Text("高于", "Higher")),
    ("lower", Text("低于", "Lower")),
    ("equal", Text("相等", "Equal")),
    ("open", Text("不能定", "Open")),
    ("share", Text("占总量", "Share")),
    ("incomparable", Text("不可比", "Not comparable")),
    ("beside_results", Text("上为实际数", "Result")),
    ("alone", Text("上无对应", "None")),
    ("other_years", Text("其他年份", "Other")),
)
"""The counts as they stand beside each other; a column of nothing is left out."""


def make_place_table(alignment: Alignment) -> TextTable:
    """A row a place."""
    columns = [(name, head) for name, head in _COLUMNS if any(getattr(c, name) for c in alignment.by_place)]
    names = alignment.collection.places
    rows: list[tuple[Text | str, ...]] = [
        (names[c.place].name, *(str(getattr(c, name)) for name, _ in columns)) for c in alignment.by_place
    ]
    heads = (Text("地区", "Place"), *(head for _, head in columns))
    return TextTable(PLACE_TITLE, heads, rows, tuple(range(1, len(heads))))
