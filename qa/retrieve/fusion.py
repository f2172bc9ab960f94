"""Two rankings into one: reciprocal rank fusion.

Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods", SIGIR 2009. Needs no common scale of cosine and bm25.
"""

from collections.abc import Sequence

# The constant of the paper: how slowly the weight of a rank falls.
RANK_CONSTANT = 60


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Return (id, score) of every id ranked anywhere, best first, ties by smaller id.

    Each ranking holds ids, best first and each once. An id scores the sum of 1 / (60 + rank) over
    the rankings it is in, ranks counted from 1.

    >>> [number for number, score in fuse([[7, 8], [8, 9]])]
    [8, 7, 9]
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + 1.0 / (RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
