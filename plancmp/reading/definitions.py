"""The files of a large folder that define places and indicators, apart from those that hold only plans."""

import re
from collections.abc import Sequence

from plancmp.files import read_text
from plancmp.problems import PlancmpError
from plancmp.reading.loaded import Loaded
from plancmp.reading.merging import of_texts

_DEFINES = re.compile(r"\n(?:---\s*)?(?:[\"']?(?:places|indicators)\b|[{?])")
"""What a file looks like, with a line end before it, that may hold places or indicators. It begins with one character, which
is quick to look for.
"""


def definitions(files: Sequence[str]) -> Loaded | None:
    """The places and indicators of all files; None where they are not sound, or stand together with plans.

    A file that hides its definitions from a glance is found out later: it then holds more than plans.
    """
    try:
        core = of_texts([(file, text) for file in files if _DEFINES.search("\n" + (text := read_text(file)))])
    except PlancmpError:
        return None
    return None if core.problems or not core.whole or core.collection.plans else core
