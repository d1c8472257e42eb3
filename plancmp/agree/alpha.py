"""Krippendorff's alpha for two coders and words without an order."""

from collections import Counter
from collections.abc import Hashable, Sequence
from decimal import Decimal


def compute_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> Decimal | None:
    """1 − Do / De of the values that two coders gave to the same units: 1 where they always agree, 0 where they agree as
    often as by chance. None where all values are one and the same, so that nothing could be told apart.

    De is the chance that two values drawn from all 2n without putting back differ (Krippendorff 2011, nominal metric).
    """
    counts = Counter(value for pair in pairs for value in pair)
    total = 2 * len(pairs)
    alike = sum(n * (n - 1) for n in counts.values())
    possible = total * (total - 1)
    if not pairs or alike == possible:
        return None
    observed = Decimal(sum(a != b for a, b in pairs)) / len(pairs)
    return 1 - observed * possible / (possible - alike)
