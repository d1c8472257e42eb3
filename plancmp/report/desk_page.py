"""The page of the desk at which a draft is looked at, and what it shows at each step."""

from collections.abc import Sequence
from typing import Any

from plancmp.draft.desk import Waiting
from plancmp.render.escape import clean
from plancmp.render.html import fill_template


def make_desk_page(title: str, lang: str, nonce: str) -> str:
    """The page, complete in one file; its script asks for the rest. `nonce` lets the script of this page alone run."""
    return fill_template("desk.html.j2", (lang,), lang=lang, title=title, nonce=nonce)


def record_waiting(waiting: Sequence[Waiting], lang: str) -> list[dict[str, Any]]:
    """The entries that wait, as the script reads them."""
    return [
        {
            "place": list(each.place),
            "fields": each.fields,
            "remark": clean(each.remark),
            "about": each.about.in_language(lang),
            "section": clean(each.section),
            "passages": [("\n".join(map(clean, words.split("\n"))), kind) for words, kind in each.passages],
        }
        for each in waiting
    ]
