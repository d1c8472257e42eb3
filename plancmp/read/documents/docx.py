"""A Word document to text: paragraphs and tables in the order in which they stand, numbering as Word would print it."""

from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from plancmp.problems import PlancmpError
from plancmp.read.documents import ReadText, missing_library
from plancmp.read.documents.numbering import Numbering
from plancmp.read.documents.rows import row
from plancmp.words import Text


def docx_text(data: bytes, name: str) -> ReadText:
    """The text of a .docx file. Raises PlancmpError: exit code 3 where it is none, 2 where python-docx is missing."""
    try:
        from docx import Document  # noqa: PLC0415 - heavy, and only here
        from docx.table import Table  # noqa: PLC0415 - heavy, and only here
    except ImportError as error:
        raise missing_library(name, error) from error
    try:
        document = Document(BytesIO(data))
        numbering = Numbering(document)
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines.extend(_rows(block))
            else:
                lines.append(numbering.printed(block) + block.text)
    except (BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise PlancmpError(
            Text(f"{name}：不是 Word 文档，或已损坏", f"{name} is no Word document, or a damaged one"), exit_code=3
        ) from error
    return ReadText("\n".join(lines) + "\n")


def _rows(table: Any) -> list[str]:
    """A line a row. A merged cell is told once across, and in each row down, so that columns keep their place.

    A table of one column is a frame around paragraphs (a box, 专栏), and is told as such.
    """
    lines = []
    for each in table.rows:
        cells: list[str] = []
        last = None
        for cell in each.cells:
            cells.append("" if cell._tc is last else cell.text)  # noqa: SLF001 - python-docx names a merged cell no other way
            last = cell._tc  # noqa: SLF001 - python-docx names a merged cell no other way
        if len(table.columns) == 1:
            lines.extend(cells[0].split("\n"))
        else:
            lines.append(row(cells))
    return lines
