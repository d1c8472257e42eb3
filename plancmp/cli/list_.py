"""plancmp list."""

import click

from plancmp.cli.options import data_options, emit, ground_of, open_collection, output_options, say
from plancmp.listing import Listing


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
    loaded = open_collection(plans, with_)
    every, ground = ground_of(loaded)
    listing = Listing(loaded.paths, ground.collection, every, what)
    if format_ in {None, "plain", "table"} and output is None:
        click.echo(", ".join(loaded.paths))
    emit(listing, format_, lang, output)
