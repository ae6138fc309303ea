"""Which segments a commit rewrites. Whoosh's own policy never merges segments of this size.

Below 2,000 documents a segment is rewritten with new documents that are as many as it has, so that each is rewritten a few
times on its way there, and there are never more than six such segments. Four of 2,000 become one of 8,000, four of those one of
32,000, two of those one of 64,000, which is never touched again. So a commit adds few files, and a search reads few segments.
"""

from __future__ import annotations

from collections.abc import Sequence

TIERS = ((2_000, 4), (8_000, 4), (32_000, 2))
"""(smallest size of the tier, how many of them make one of the next), ascending."""
TINY = 50
"""Documents of a segment that are rewritten with any that come: single corrections must not pile up as segments."""
CAP = 64_000
"""Most documents of one segment."""


def choose_merges(sizes: Sequence[int], dead: Sequence[int], added: int) -> set[int]:
    """Numbers of the segments to be rewritten together with ``added`` new documents.

    ``sizes`` and ``dead`` count all and deleted documents of each segment, oldest first. Segments that lost half of their
    documents are rewritten too, so that tombstones never outnumber articles.
    """
    live = [size - gone for size, gone in zip(sizes, dead, strict=True)]
    chosen = {n for n, size in enumerate(sizes) if size and dead[n] * 2 > size}
    total = added + sum(live[n] for n in chosen)
    first = TIERS[0][0]
    for size, n in sorted((size, n) for n, size in enumerate(live) if n not in chosen and size < first):
        if size <= max(total, TINY) and 0 < total < first:
            chosen.add(n)
            total += size
    for floor, count in TIERS:
        peers = [n for n, size in enumerate(live) if n not in chosen and floor <= size < floor * count]
        if len(peers) + (floor <= total < floor * count) >= count and total + sum(live[n] for n in peers) <= CAP:
            chosen.update(peers)
            total += sum(live[n] for n in peers)
    return chosen
