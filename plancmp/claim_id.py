"""The id of a claim: what tells it from all others, in one line of text that never moves."""

import re
from typing import NamedTuple

from plancmp.vocabulary import Basis, ClaimType, Vintage


class Identity(NamedTuple):
    """What tells one claim from another; whatever equals the default is None."""

    plan: str
    indicator: str
    type: ClaimType = ClaimType.TARGET
    place: str | None = None
    of: str | None = None
    span: str = "undated"
    basis: Basis | None = None
    base: str | None = None
    scope: str | None = None
    vintage: Vintage | None = None
    key: str | None = None
    printing: int | None = None


_ID = (
    r"(?P<plan>[a-z0-9-]+)/(?P<indicator>[a-z0-9-]+)(?:@(?P<place>[a-z0-9-]+))?(?:~(?P<of>[^/@:.+!~^]+))?"
    r"/(?P<span>undated|\d{4}(?:-\d{4})?)(?::(?P<basis>[a-z-]+))?(?:\^(?P<base>\d{4}(?:-\d{4})?))?"
    r"(?:~(?P<scope>[^/@:.+!~^]+))?(?:\^(?P<vintage>[a-z]+))?"
    r"(?:\.(?P<key>[a-z0-9-]+))?(?:\+(?P<printing>\d+))?(?:!(?P<type>observed|baseline))?"
)


def build_id(identity: Identity) -> str:
    """`plan/indicator@place~of/2016-2020:basis^base~scope^vintage.key+2!observed`, what equals the default left out."""
    i = identity
    parts = (
        f"{i.plan}/{i.indicator}",
        f"@{i.place}" if i.place else "",
        f"~{i.of}" if i.of else "",
        f"/{i.span}",
        f":{i.basis}" if i.basis else "",
        f"^{i.base}" if i.base else "",
        f"~{i.scope}" if i.scope else "",
        f"^{i.vintage}" if i.vintage else "",
        f".{i.key}" if i.key else "",
        f"+{i.printing}" if i.printing else "",
        "" if i.type is ClaimType.TARGET else f"!{i.type}",
    )
    return "".join(parts)


def parse_id(text: str) -> Identity | None:
    """The identity that `build_id` made `text` of, or None where it is no claim's id."""
    match = re.fullmatch(_ID, text)
    if match is None:
        return None
    basis, vintage = match["basis"], match["vintage"]
    if (basis is not None and basis not in set(Basis)) or (vintage is not None and vintage not in set(Vintage)):
        return None
    return Identity(
        match["plan"],
        match["indicator"],
        ClaimType.read(match["type"] or "target"),
        match["place"],
        match["of"],
        match["span"],
        Basis.read(basis) if basis else None,
        match["base"],
        match["scope"],
        Vintage.read(vintage) if vintage else None,
        match["key"],
        int(match["printing"]) if match["printing"] else None,
    )
