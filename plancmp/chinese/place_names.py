"""The endings of Chinese place names: what kind of place it is, which people leave out."""

from plancmp.vocabulary import Level

ENDINGS = {
    "特别行政区": Level.REGION,
    "维吾尔自治区": Level.REGION,
    "壮族自治区": Level.REGION,
    "回族自治区": Level.REGION,
    "自治区": Level.REGION,
    "自治州": Level.MUNICIPALITY,
    "自治县": Level.COUNTY,
    "自治旗": Level.COUNTY,
    "地区": Level.MUNICIPALITY,
    "省": Level.REGION,
    "市": Level.MUNICIPALITY,
    "州": Level.MUNICIPALITY,
    "盟": Level.MUNICIPALITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
}
"""The longest first, with the level that a place of the name usually has."""
_REGION_CITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


def strip_ending(name: str) -> str:
    """A place's name without 市, 县 …; as it is where it has none, or where less than two characters would be left."""
    endings = (ending for ending in ENDINGS if name.endswith(ending) and len(name) > len(ending) + 1)
    return name.removesuffix(next(endings, ""))


def guess_level(name: str) -> Level:
    """The level that a place's name tells; that of a municipality where it tells none."""
    if name in _REGION_CITIES:
        return Level.REGION
    return next((level for ending, level in ENDINGS.items() if name.endswith(ending)), Level.MUNICIPALITY)
