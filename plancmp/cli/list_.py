"""plancmp list."""

import click

from plancmp.cli.options import data_options, emit, output_options, say
from plancmp.listing import Listing
from plancmp.session import Session


@click.command(
    "list",
    help=say("库里有什么，收录到什么程度。", "What is in the collection, and how complete each encoding is.")
    + "\n\n\b\n"
    + say("例：", "Example:")
    + " plancmp list plans",
)
@click.argument("what", type=click.Choice(["plans", "places", "indicators", "all"]), default="plans")
@data_options
@output_options
def command(
    what: str, plans: str | None, with_: tuple[str, ...], format_: str | None, lang: str | None, output: str | None
) -> None:
    """List plans, places or indicators; the first line names the file."""
    session = Session(plans, with_)
    paths = session.loaded.paths
    listing = Listing(paths, session.collection, session.claims, what)
    if format_ in {None, "plain", "table"} and output is None:
        click.echo(", ".join(paths))
    emit(listing, format_, lang, output)
