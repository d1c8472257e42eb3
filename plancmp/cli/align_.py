"""plancmp align."""

from typing import Any

import click

from plancmp.cli.complete import complete_ids
from plancmp.cli.options import choose_view, define_command, narrow_rows, open_output, open_session, option
from plancmp.cli.output import Output
from plancmp.problems import PlancmpError
from plancmp.session import Session
from plancmp.vocabulary import ScenarioRule
from plancmp.words import View, say


@define_command(
    "align",
    "上级规划每个目标之下，下级怎样提出。--level municipality 反过来：每市的目标之上有什么。",
    "Under each target of the upper plan, what the lower plans say. --level municipality turns the view round: each city's targets, and what stands above them.",
    example="plancmp align --level region --place nanning",
)
@option(
    "--level",
    default="region",
    metavar="WORD",
    zh="框架的层级（默认 region）：nation、region、municipality、county、zone",
    en="Level of the frame (default: region): nation, region, municipality, county, zone.",
)
@option(
    "--frame",
    multiple=True,
    metavar="PLAN",
    shell_complete=complete_ids("plans"),
    zh="用作框架的规划，可写多项（默认：下级也有规划的最近一个时期的各项）",
    en="The plan used as frame, or several (default: those of the latest period in which the places below have plans too).",
)
@option("--period", metavar="YEARS", zh="框架的时期，如 2021-2025", en="The period of the frame, as 2021-2025.")
@option(
    "--place",
    multiple=True,
    metavar="PLACE",
    shell_complete=complete_ids("places"),
    zh="只看这些地区",
    en="Only these places below (or, turned round, whose targets).",
)
@option(
    "--indicator",
    multiple=True,
    metavar="INDICATOR",
    shell_complete=complete_ids("indicators"),
    zh="只看这些指标所在的行",
    en="Only the rows in which these indicators stand.",
)
@option(
    "--chain",
    metavar="INDICATOR",
    shell_complete=complete_ids("indicators"),
    zh="改看一个指标：逐级、逐期，结果并列（可加 --place、--period）",
    en="Instead: one indicator down all levels and along its periods, results beside (with --place and --period).",
)
@option(
    "--scenario",
    type=click.Choice([rule.value for rule in ScenarioRule]),
    zh="其余部分按此分摊给尚无目标的地区（推算，不是规划）",
    en="What the remainder would ask of each place without a figure, shared by this rule: computed, not planned.",
)
@narrow_rows
@choose_view()
@open_session
@open_output("answer")
def command(*, chain: str | None, view: View, session: Session, output: Output, **narrowed: Any) -> None:
    """Lay the lower plans under the frame, show what stands above each, or one indicator down all levels."""
    if chain is None:
        output.write(session.align(**narrowed), view)
        return
    if any(narrowed[name] for name in ("frame", "indicator", "theme", "verdict", "scenario")):
        raise PlancmpError(say("--chain 只与 --place、--period 同用", "--chain goes with --place and --period only"))
    output.write(session.chain(chain, place=narrowed["place"], period=narrowed["period"]), view)
