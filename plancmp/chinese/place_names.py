"""The endings of Chinese place names: what kind of place it is, which people leave out."""

ENDINGS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
)
"""The longest first."""


def strip_ending(name: str) -> str:
    """A place's name without 市, 县 …; as it is where it has none, or where less than two characters would be left."""
    for ending in ENDINGS:
        if name.endswith(ending):
            short = name.removesuffix(ending)
            if len(short) > 1:
                return short
    return name
