"""A file of a collection edited at its lines: what is put between them or in their place, all else as it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from plancmp.reading.loaded import Loaded
from plancmp.reading.yaml_writing import write_fields

_LISTS = ("targets", "observed", "tasks", "aside", "known")


class EditedFile:
    """The lines of a file, what is put in front of some of them, and what stands in the place of others."""

    def __init__(self, content: str) -> None:
        self.lines = content.removesuffix("\n").split("\n") if content else []
        self._put: defaultdict[int, list[str]] = defaultdict(list)
        self._instead: dict[int, list[str]] = {}

    def edit(self) -> list[str]:
        """The lines with all that was done to them."""
        edited = []
        for number, line in enumerate(self.lines):
            edited += [*self._put.get(number, ()), *self._instead.get(number, [line])]
        return edited + self._put.get(len(self.lines), [])

    def put(self, at: int, lines: Iterable[str]) -> None:
        """Put lines in front of line `at`, counted from 0."""
        self._put[at] += lines

    def replace(self, start: int, end: int, lines: Iterable[str]) -> None:
        """Put lines in the place of those from `start` to before `end`, counted from 0."""
        self._instead |= {number: [] for number in range(start, end)}
        self._instead[start] = list(lines)

    def add_block(self, key: str, fields: Mapping[str, object]) -> None:
        """Put fields at the end of a block of the file, which is begun where it is not there."""
        added = list(write_fields(fields, 2))
        if not added:
            return
        if f"{key}:" in self.lines:
            self.put(self.find_end(self.lines.index(f"{key}:"), 0), added)
        elif "plans:" in self.lines:
            self.put(self.lines.index("plans:"), [f"{key}:", *added, ""])
        else:
            self.put(len(self.lines), ["", f"{key}:", *added])

    def find_end(self, start: int, indent: int) -> int:
        """The line behind the last one that is indented deeper than `indent` after `start`; blank lines behind it stay behind."""
        last = start
        for number in range(start + 1, len(self.lines)):
            words = self.lines[number].lstrip()
            depth = len(self.lines[number]) - len(words)
            if words and depth > indent:
                last = number
            elif words and not (depth == indent and words.startswith("#")):
                break
        return last + 1

    def find_above(self, row: int) -> int:
        """The first of the comment lines right above a row."""
        while row > 0 and self.lines[row - 1].lstrip().startswith("#"):
            row -= 1
        return row

    def find_field(self, row: int, column: int) -> tuple[int, int]:
        """Of a field whose key stands in a row at a column, counted from 0, its first line and the one behind its last."""
        end = row + 1
        for number in range(row + 1, len(self.lines)):
            words = self.lines[number].lstrip()
            depth = len(self.lines[number]) - len(words)
            if words and not (depth > column or (depth == column and words.startswith("- "))):
                break
            end = number + 1 if words and not words.startswith("#") else end
        return row, end


def find_list_place(file: EditedFile, loaded: Loaded, plan: str, listing: str) -> int:
    """Where a list that a plan does not have belongs: before the first of those that come after it, else at the plan's end."""
    for later in _LISTS[_LISTS.index(listing) + 1 :]:
        if loaded.has("plans", plan, later):
            return file.find_above(loaded.key_mark("plans", plan, later).line - 1)
    return file.find_end(loaded.key_mark("plans", plan).line - 1, 2)


def find_item_place(file: EditedFile, loaded: Loaded, plan: str, listing: str, before: int) -> tuple[int, int]:
    """Where an item belongs behind the first `before` of a list that has some, and how far the list is indented."""
    number = max(before - 1, 0)
    mark = loaded.mark("plans", plan, listing, number)
    indent = max(0, mark.column - 3)
    return (file.find_end(mark.line - 1, indent) if before else file.find_above(mark.line - 1)), indent


def join_lines(lines: Sequence[str], content: str) -> str:
    """The text of lines, with a line end behind the last one where the content that they come from had it."""
    return "\n".join(lines) + ("\n" if content.endswith("\n") else "")
