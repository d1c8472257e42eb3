"""plancmp list."""

import click

from plancmp.cli.options import define_command, open_output, open_session
from plancmp.cli.output import Output
from plancmp.listing import Listing
from plancmp.session import Session


@define_command(
    "list",
    "库里有什么，收录到什么程度。",
    "What is in the collection, and how complete each encoding is.",
    example="plancmp list plans",
)
@click.argument("what", type=click.Choice(["plans", "places", "indicators", "all"]), default="plans")
@open_session
@open_output("answer")
def command(what: str, session: Session, output: Output) -> None:
    """List plans, places or indicators; the first line names the file."""
    paths = session.loaded.paths
    listing = Listing(paths, session.collection, session.claims, what, session.loaded.added)
    if output.is_read_here:
        click.echo(", ".join(paths))
    output.write(listing)
