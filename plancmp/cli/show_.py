"""plancmp show."""

from pathlib import Path

import click

from plancmp.cite import Citations
from plancmp.cli.options import data_options, emit, output_options, say, write_out
from plancmp.language import language
from plancmp.lookup import find_side
from plancmp.session import Session
from plancmp.show import show


@click.command(
    "show",
    help=say(
        "一项规划、地区、指标、目标或任务的全部内容，带原文与位置。",
        "One plan, place, indicator, target or task in full, with quotes and place in the text.",
    )
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp show rd-share-of-gdp",
)
@click.argument("ident", metavar="ID")
@click.option(
    "--cite",
    is_flag=True,
    help=say(
        "规划文件的参考文献著录：GB/T 7714 与 BibTeX", "The plan's document as a reference: GB/T 7714 and BibTeX."
    ),
)
@data_options
@output_options
def command(
    ident: str,
    cite: bool,
    plans: str | None,
    with_: tuple[str, ...],
    format_: str | None,
    lang: str | None,
    output: str | None,
) -> None:
    """Show one thing, by id or name; or cite a plan, or each plan of a place."""
    session = Session(plans, with_)
    if cite:
        collection = session.collection
        citations = Citations(tuple((p, collection.plans[p]) for p in find_side(ident, collection).plans))
        missing = citations.explain_missing()
        if missing is not None:
            click.echo(f"plancmp: {missing.in_language(lang or language())}", err=True)
        if format_ in {None, "plain", "table"} and Path(output or "").suffix in {"", ".txt", ".bib"}:
            write_out(citations.format_text(), "plain", output)
        else:
            emit(citations, format_, lang, output)
        return
    emit(show(ident, session.claims, session.context), format_, lang, output)
