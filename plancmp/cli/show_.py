"""plancmp show."""

from typing import Any

import click

from plancmp.cite import Citations
from plancmp.cli.complete import complete_ids
from plancmp.cli.options import choose_output, define_command, open_session, option
from plancmp.cli.output import make_output
from plancmp.lookup import find_side
from plancmp.session import Session
from plancmp.show import show
from plancmp.words import say


@define_command(
    "show",
    "一项规划、地区、指标、目标或任务的全部内容，带原文与位置。",
    "One plan, place, indicator, target or task in full, with quotes and place in the text.",
    example="plancmp show rd-share-of-gdp",
)
@click.argument("ident", metavar="ID", shell_complete=complete_ids("indicators", "places", "plans"))
@option(
    "--cite",
    is_flag=True,
    zh="规划文件的参考文献著录：GB/T 7714 与 BibTeX",
    en="The plan's document as a reference: GB/T 7714 and BibTeX.",
)
@open_session
@choose_output("answer")
def command(
    ident: str,
    *,
    cite: bool,
    session: Session,
    format_: str | None,
    lang: str | None,
    output: str | None,
    **terminal: Any,
) -> None:
    """Show one thing, by id or name; or cite a plan, or each plan of a place."""
    chosen = make_output("references" if cite else "answer", format_, lang, output, **terminal)
    if not cite:
        chosen.write(show(ident, session.claims, session.context))
        return
    plans = session.collection.plans
    citations = Citations(tuple((plan, plans[plan]) for plan in find_side(ident, session.collection).documents))
    missing = citations.explain_missing()
    if missing is not None:
        chosen.tell(say("plancmp: {missing}", "plancmp: {missing}", missing=missing))
    chosen.write(citations)
