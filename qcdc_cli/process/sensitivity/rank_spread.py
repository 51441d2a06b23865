"""How often a rank is kept in many draws, how far it strays, and how sure the share is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

DRAWS = 10_000  # where totals are added up
DRAWS_SCORED = 200  # where every draw is scored anew, which takes as long as ranking the bloc
_Z_SQUARED = Fraction("3.841458820694124")  # of the normal distribution's 97.5 %, squared: an interval of 95 %
_DIGITS = 12  # of the interval's ends
_TAIL = Fraction(1, 20)


class RankSpread(NamedTuple):
    """The ranks of one unit in many draws.

    Attributes:
        rank: its rank as it is.
        kept: in how many draws it has that rank.
        draws: how many draws there were.
        best: the best of its ranks.
        worst: the worst.
        usual_best: in one of 20 draws, at most, it is better than this.
        usual_worst: in one of 20 draws, at most, it is worse.
    """

    rank: int
    kept: int
    draws: int
    best: int
    worst: int
    usual_best: int
    usual_worst: int

    @property
    def share(self) -> Fraction:
        """In which part of the draws it keeps its rank."""
        return Fraction(self.kept, self.draws)

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Where that part would lie, had there been any number of draws: an interval of 95 %."""
        return wilson(self.kept, self.draws)


def spread_of(rank: int, ranks: Mapping[int, int]) -> RankSpread:
    """Return how far a rank strays.

    Args:
        rank: the rank as it is.
        ranks: how many draws gave which rank; one at least.
    """
    draws, order = sum(ranks.values()), sorted(ranks)
    return RankSpread(
        rank,
        ranks.get(rank, 0),
        draws,
        order[0],
        order[-1],
        _until(order, ranks, draws),
        _until(order[::-1], ranks, draws),
    )


def wilson(kept: int, draws: int) -> tuple[Fraction, Fraction]:
    """Return the score interval of 95 % for a share.

    With p = kept ÷ draws and z = 1.96: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n). It stays within 0 and 1
    and holds at both ends, where the usual p ± z √(p (1 − p)/n) says that something never happens (E. B. Wilson,
    "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
    Association 22, 1927; L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation for a binomial proportion",
    Statistical Science 16, 2001).

    Args:
        kept: how many of the draws.
        draws: how many draws there were; 1 or more.
    """
    # Twice the numerator and the denominator, times n: whole numbers but for the root, whose square is a fraction.
    middle = 2 * kept + _Z_SQUARED
    square = _Z_SQUARED * (_Z_SQUARED + Fraction(4 * kept * (draws - kept), draws))
    scaled = square * 10 ** (2 * _DIGITS)
    root = Fraction(isqrt(scaled.numerator // scaled.denominator), 10**_DIGITS)
    low, high = ((middle + sign * root) / (2 * (draws + _Z_SQUARED)) for sign in (-1, 1))
    return (Fraction(0) if not kept else low), (Fraction(1) if kept == draws else high)


def counted(drawn: Iterable[Mapping[str, int]]) -> dict[str, Counter[int]]:
    """Count by unit how many draws gave which rank, draw by draw."""
    found: dict[str, Counter[int]] = {}
    for ranks in drawn:
        for unit, rank in ranks.items():
            found.setdefault(unit, Counter())[rank] += 1
    return found


def _until(order: Iterable[int], ranks: Mapping[int, int], draws: int) -> int:
    """Return the first rank up to which there is more than a twentieth of the draws."""
    together = 0
    for rank in order:
        together += ranks[rank]
        if together > draws * _TAIL:
            return rank
    raise AssertionError(order)
