"""What a shell may offer behind Tab: ids of the collection in use, and closed words."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from plancmp.language import language
from plancmp.problems import PlancmpError
from plancmp.session import Session
from plancmp.words import Text, Word

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def complete_ids(*kinds: str) -> Complete:
    """Ids of "places", "sides" (those with plans), "plans" and "indicators" that begin with what was typed, each with its name; by its Chinese name too."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:
        del param
        found = []
        with suppress(PlancmpError):  # a collection that is not sound offers nothing
            names = Session(ctx.params.get("plans"), ctx.params.get("with_") or ()).list_names()
            for ident, name in ((ident, name) for kind in kinds for ident, name in names[kind].items()):
                shown = ident if ident.startswith(incomplete) else name.zh
                if shown.startswith(incomplete):
                    found.append(_offer(shown, name))
        return found

    return complete


def complete_words(words: type[Word]) -> Complete:
    """The words of a vocabulary, behind those that stand there already."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:
        del ctx, param
        before, comma, begun = incomplete.rpartition(",")
        return [_offer(f"{before}{comma}{word.value}", word.label) for word in words if word.value.startswith(begun)]

    return complete


def _offer(shown: str, name: Text) -> "CompletionItem":
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell asks for it

    return CompletionItem(shown, help=name.in_language(language()))
