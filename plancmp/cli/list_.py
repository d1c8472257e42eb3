"""plancmp list."""

import click

from plancmp.cli.options import define_command, open_output, open_session
from plancmp.cli.output import Output
from plancmp.glossary import TOPICS, UNITS, list_words
from plancmp.listing import PARTS, Listing
from plancmp.session import Session


@define_command(
    "list",
    "库里有什么，收录到什么程度；或一类固定用词及其含义。",
    "What is in the collection, and how complete each encoding is; or the closed words of a topic and what they mean.",
    example="plancmp list plans",
)
@click.argument("what", type=click.Choice([*PARTS, "all", *TOPICS, UNITS]), default="plans", metavar="[WHAT]")
@open_session
@open_output("answer")
def command(what: str, session: Session, output: Output) -> None:
    """List plans, places or indicators, the first line naming the file; or words."""
    if what not in {*PARTS, "all"}:
        output.write(list_words(what))
        return
    paths = session.loaded.paths
    listing = Listing(paths, session.collection, session.claims, what, session.loaded.added)
    if output.is_read_here:
        click.echo(", ".join(paths))
    output.write(listing)
