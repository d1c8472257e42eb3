"""The only room that opens files. What a warm answer needs of it stands here; reading and writing whole files beside it,
since pathlib and tempfile are slow to load.
"""

import os

from plancmp.problems import PlancmpError
from plancmp.words import say

AnyPath = str | os.PathLike[str]


def read_first_key(path: AnyPath) -> str:
    """The text of the first line that is neither blank nor a comment, up to its colon; "" where there is none.

    Raises PlancmpError (exit code 3) where the file cannot be read.
    """
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - pathlib is slow to load
            for line in file:
                text = line.removeprefix("\ufeff")  # utf-8-sig is slow to load
                if text.strip() and not text.lstrip().startswith("#"):
                    return text.partition(":")[0]
    except OSError as error:
        raise explain_unreadable(path, error) from error
    return ""


def explain_unreadable(path: AnyPath, error: OSError) -> PlancmpError:
    """The error (exit code 3) for a file that the system does not let read."""
    return PlancmpError(
        say("{path}：无法读取：{reason}", "{path} cannot be read: {reason}", path=path, reason=error.strerror or error),
        exit_code=3,
    )


def discard_output() -> None:
    """Lead standard output to nowhere, for a program that can no longer write there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
