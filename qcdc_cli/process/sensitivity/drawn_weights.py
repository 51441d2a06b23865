"""What weights are multiplied by in every draw: whole numbers out of `grain`, from the seed alone.

Two ways, since each leaves out what the other looks at. Uniform: each criterion's weight by itself, anywhere between
−x % and +x %. Dirichlet: the criteria share out one whole, so that what one gains others lose (T. S. Ferguson, "A
Bayesian analysis of some nonparametric problems", The Annals of Statistics 1, 1973); in the mean each has what it has
today, and its concentration is such that a criterion with an average part of the whole strays as far as in the uniform
way: a standard deviation of x ÷ √3 of its weight. Large weights stray less, small ones more.
"""

from array import array
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from random import Random

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text

GRAIN = 10_000  # factors are multiples of 1 ÷ this
COARSE_GRAIN = 100  # where each draw is scored: geometric means take weights as exponents, which must stay small
_BITS = 32


class Variation(Enum):
    """How weights vary."""

    UNIFORM = "uniform"
    DIRICHLET = "dirichlet"

    @property
    def title(self) -> Text:
        """What it is called."""
        return _TITLES[self]


_TITLES = {
    Variation.UNIFORM: Text("từng hệ số riêng", "each by itself"),
    Variation.DIRICHLET: Text("tổng giữ nguyên", "their sum unchanged"),
}


def drawn_factors(
    rubric: Rubric, how: Variation, percent: Decimal, number: int, grain: int, seed: int
) -> tuple[Sequence[int], ...]:
    """Return by criterion, in the order of the rubric's leaves, what its weight is multiplied by in every draw.

    Args:
        rubric: the rubric.
        how: how weights vary.
        percent: by how many percent; above 0 and under 100.
        number: how many draws there are.
        grain: what stands for 1.
        seed: what the draws come from.
    """
    draw = _uniform if how is Variation.UNIFORM else _dirichlet
    # A text, so that the two ways share no numbers; Python hashes it by SHA-512, the same everywhere.
    return draw(rubric, Fraction(percent) / 100, number, grain, Random(f"{how.value} {seed}"))  # noqa: S311 - nothing is secret


def _uniform(rubric: Rubric, part: Fraction, number: int, grain: int, random: Random) -> tuple[Sequence[int], ...]:
    least, most = -int(-(1 - part) * grain // 1), int((1 + part) * grain)
    span, bits = most - least + 1, random.getrandbits
    return tuple(
        # Of 2³² numbers no more than `span` are one too many for some factor: far less than any draw could tell.
        array("Q", [least + (bits(_BITS) * span >> _BITS) for _ in range(number)])
        for _ in rubric.leaves
    )


def _dirichlet(rubric: Rubric, part: Fraction, number: int, grain: int, random: Random) -> tuple[Sequence[int], ...]:
    shares = list(map(float, _shares(rubric)))
    weighed = [share for share in shares if share]
    # The variance of a part s is s (1 − s) ÷ (κ + 1): of an average one, 1 ÷ n, it is (x s)² ÷ 3.
    concentration = max(float(3 * (len(weighed) - 1) / (part * part) - 1), 1.0)
    drawn = [_gammas(concentration * share, number, random.gammavariate) for share in weighed]
    wholes = [grain / sum(one) for one in zip(*drawn, strict=True)]
    left = iter(
        array("Q", [max(1, round(gamma * whole / share)) for gamma, whole in zip(own, wholes, strict=True)])
        for own, share in zip(drawn, weighed, strict=True)
    )
    return tuple(next(left) if share else array("Q", [grain]) * number for share in shares)


def _gammas(shape: float, number: int, gamma: Callable[[float, float], float]) -> list[float]:
    return [gamma(shape, 1.0) for _ in range(number)]


def _shares(rubric: Rubric) -> list[Fraction]:
    """Return what part of the whole each criterion has: its points, times its weight and those of its groups."""
    points = []
    for leaf in rubric.leaves:
        own = Fraction(leaf.criterion.points) * Fraction(leaf.criterion.times)
        for group in leaf.groups:
            own *= Fraction(group.times)
        points.append(own)
    whole = sum(points, Fraction(0))
    return [own / whole if whole else own for own in points]
