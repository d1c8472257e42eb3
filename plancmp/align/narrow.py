"""Parts of an alignment: by theme, by verdict, or one kind of row."""

from plancmp.align.result import Alignment, Node
from plancmp.vocabulary import Theme, Verdict

PARTS = ("targets", "missing", "tasks")
"""`--only`: the rows; what has no counterpart either way; the tasks."""


def narrow(found: Alignment, themes: frozenset[Theme], verdicts: frozenset[Verdict], only: str | None) -> Alignment:
    """The alignment with only the rows of some theme, the pairs of some verdict, or one part."""
    rows, frame_only, lower_only, tasks = found.rows, found.frame_only, found.lower_only, found.tasks
    if themes:
        rows = tuple(r for r in rows if themes & set(r.first.definition.themes))
        frame_only, lower_only = (
            tuple(c for c in cs if themes & set(c.definition.themes)) for cs in (frame_only, lower_only)
        )
        tasks = tuple(t for t in tasks if themes & set(t.themes))
    if verdicts:
        rows = tuple(r._replace(under=kept) for r in rows if (kept := _with_verdict(r.under, verdicts)))
        tasks = ()
        frame_only, lower_only = (
            tuple(c for c in cs if (why := found.alone.get(c.id)) is not None and why.verdict in verdicts)
            for cs in (frame_only, lower_only)
        )
    if only == "targets":
        frame_only, lower_only, tasks = (), (), ()
    elif only == "missing":
        rows, tasks = (), ()
    elif only == "tasks":
        rows, frame_only, lower_only = (), (), ()
    others = 0 if themes or not tasks else found.other_tasks
    return found._replace(rows=rows, frame_only=frame_only, lower_only=lower_only, tasks=tasks, other_tasks=others)


def _with_verdict(nodes: tuple[Node, ...], verdicts: frozenset[Verdict]) -> tuple[Node, ...]:
    """The nodes of a verdict; one that is not stays where something below it is."""
    kept = []
    for node in nodes:
        under = _with_verdict(node.under, verdicts)
        if node.verdict in verdicts or under:
            kept.append(node._replace(under=under))
    return tuple(kept)
