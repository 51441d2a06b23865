"""What the live tables of a report are made of: units that share a rubric, its lines, and what is measured of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from qcdc_cli.campaign.rubric import Leaf, Rubric
from qcdc_cli.language.figures import Exact, decimals_of
from qcdc_cli.render.live.grid import Grid, Key
from qcdc_cli.render.words.points_cells import Line, percents_of, rubric_lines
from qcdc_cli.scoring.result import Ranking, Standing, UnitResult


class Seat(NamedTuple):
    """A unit in the live tables.

    Attributes:
        number: its number in them, from 0.
        ranking: its bloc's ranking.
        standing: its line in the ranking.
        percent: its share in percent, as the ranking shows it.
        decimals: how many decimals shares are shown with.
        bloc: the numbers of the bloc's units.
        keys: what each step of the ladder measures of it.
    """

    number: int
    ranking: Ranking
    standing: Standing
    percent: str | Exact
    decimals: int
    bloc: range
    keys: Sequence[Fraction]

    @property
    def result(self) -> UnitResult:
        """What the unit gets."""
        return self.standing.result

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.ranking.campaign.unit_name(self.result.unit)


@dataclass(frozen=True)
class Ledger:
    """The live tables of some blocs that share a rubric.

    Attributes:
        rubric: the rubric.
        seats: the units, bloc by bloc, in the order of the rankings.
        marks: where the marks, the groups' points and the totals stand.
        measures: where what was attainable stands, and all that ranks and classes rest on.
        classes: where the classes' numbers and names stand, on the worksheet of the measures; "" where there are none.
    """

    rubric: Rubric
    seats: tuple[Seat, ...]
    marks: Grid
    measures: Grid
    classes: str

    @classmethod
    def empty(cls, seats: tuple[Seat, ...], rubric: Rubric) -> "Ledger":
        """Return live tables that have no place yet."""
        nowhere = Grid("", {}, ())
        return cls(rubric, seats, nowhere, nowhere, "")

    @cached_property
    def lines(self) -> list[Line]:
        """The groups and criteria in the rubric's order."""
        return rubric_lines(self.rubric)

    @cached_property
    def leaves(self) -> dict[int, Leaf]:
        """The criteria by the numbers of their lines."""
        leaves = iter(self.rubric.leaves)
        return {number: next(leaves) for number, line in enumerate(self.lines) if not line.is_group}

    @cached_property
    def leaf_numbers(self) -> dict[int, int]:
        """The criteria's numbers in the order of the result tree, by the numbers of their lines."""
        return {line: number for number, line in enumerate(self.leaves)}

    @cached_property
    def held(self) -> frozenset[int]:
        """The lines of the criteria that hold in the report's period."""
        if not self.seats:
            return frozenset()
        ranking = self.seats[0].ranking
        names = ranking.campaign.period_names(ranking.period)
        return frozenset(line for line, leaf in self.leaves.items() if leaf.held_in(names))

    @cached_property
    def wanted(self) -> tuple[int, ...]:
        """The lines of the criteria that want a mark: all that are held but bonus and penalties."""
        return tuple(line for line, leaf in self.leaves.items() if line in self.held and not leaf.extra)

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The numbers of the lines of the rubric's top parts."""
        inner = {part for line in self.lines for part in line.parts}
        return tuple(number for number in range(len(self.lines)) if number not in inner)

    def line_of(self, identity: str) -> int | None:
        """Return the number of the line of a group or criterion; None where the rubric has none of that id."""
        return next((number for number, line in enumerate(self.lines) if line.node.id == identity), None)

    def mark(self, line: Key, seat: Seat, *, here: str = "") -> str:
        """Return the reference of a cell with points."""
        return self.marks.at(line, seat.number, here=here or self.marks.sheet)

    def measure(self, key: Key, seat: Seat, *, here: str = "") -> str:
        """Return the reference of a cell with a measure, or with what was attainable on a line."""
        return self.measures.at(key, seat.number, here=here or self.measures.sheet)

    def bloc(self, key: Key, seat: Seat) -> str:
        """Return the range of a measure over all units of the unit's bloc."""
        return self.measures.along(key, seat.bloc, here=self.measures.sheet)

    def marks_of(self, seat: Seat, lines: Sequence[int], *, here: str = "") -> list[str]:
        """Return the references of the cells with points of some lines."""
        return [self.mark(line, seat, here=here) for line in lines]

    def attainable_of(self, seat: Seat, lines: Sequence[int], *, here: str = "") -> list[str]:
        """Return the references of the cells with what was attainable on some lines."""
        return [self.measure(line, seat, here=here) for line in lines]


def seats_of(rankings: Sequence[Ranking]) -> tuple[Seat, ...]:
    """Return the units of some rankings, in order."""
    seats: list[Seat] = []
    for ranking in rankings:
        first = len(seats)
        bloc = range(first, first + len(ranking.standings))
        percents = percents_of(ranking)
        decimals = max((decimals_of(percent) for percent in percents if isinstance(percent, Decimal)), default=0)
        measured = ranking.ladder_measures()
        for standing, percent in zip(ranking.standings, percents, strict=True):
            keys = measured[standing.result.unit]
            seats.append(Seat(len(seats), ranking, standing, percent, decimals, bloc, keys))
    return tuple(seats)
