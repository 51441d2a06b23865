"""What the live tables of a report are made of: units that share a rubric, its lines, and where their cells stand.

In a usual report lines go down and units across; in a large one it is the other way round. Formulas are
written once, over a grid, and hold for both.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, Self, TypeVarTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group, Leaf
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import Exact, decimals_of
from qcdc_cli.render.words.points_cells import RubricLine, percents_of, rubric_lines
from qcdc_cli.scoring.result import Ranking, Standing, UnitResult
from qcdc_cli.scoring.table_level import TableLevel, table_level
from qcdc_cli.workbook.references import area, ref

Key = int | str  # the number of a line of the rubric, or the name of a measure
Given = TypeVarTuple("Given")
# Rows in place of a unit's own while a formula is made for all units; no worksheet has so many, no figure is so long.
_MARKS_ROW, _MEASURES_ROW = "70000000000000000000000000000001", "70000000000000000000000000000002"
# Signs that stand for them afterwards: no formula has such, and they are soon found.
_MARKS_SIGN, _MEASURES_SIGN = "\x01", "\x02"


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of one worksheet's cells.

    Attributes:
        sheet: the worksheet's name.
        lines: the row (or column) of each line, from 1.
        units: the column (or row) of each unit, from 1, in order.
        units_down: units go down and lines across.
    """

    sheet: str
    lines: Mapping[Key, int]
    units: Sequence[int]
    units_down: bool = False

    def at(self, line: Key, unit: int, *, here: str = "", fixed: bool = False) -> str:
        """Return the reference of a cell.

        Args:
            line: its line.
            unit: its unit's number, from 0.
            here: the worksheet of the formula that refers to it.
            fixed: keep it where the formula is copied or sorted elsewhere.
        """
        place = self.lines[line], self.units[unit]
        row, column = reversed(place) if self.units_down else place
        return ref(row, column, "" if here == self.sheet else self.sheet, fixed=fixed)

    def down(self, lines: range, unit: int, *, here: str = "") -> str:
        """Return the range of neighbouring lines of one unit."""
        first, last = (self.at(line, unit, here=here) for line in (lines[0], lines[-1]))
        return area(first, last)

    def along(self, line: Key, units: range, *, here: str = "") -> str:
        """Return the range of one line over neighbouring units."""
        first, last = (self.at(line, unit, here=here, fixed=True) for unit in (units[0], units[-1]))
        return area(first, last)


class LiveUnit(NamedTuple):
    """A unit in the live tables.

    Attributes:
        number: its number in them, from 0.
        ranking: its bloc's ranking.
        standing: its line in the ranking.
        percent: its share in percent, as the ranking shows it.
        decimals: how many decimals shares are shown with.
        bloc: the numbers of the bloc's units.
        keys: what each step of the ladder measures of it.
        first_points: its criteria's points as of the first stage, None for what only a later one marks, where the
            ladder asks for them; else none.
        has_later: it has criteria that only a later stage marks.
    """

    number: int
    ranking: Ranking
    standing: Standing
    percent: str | Exact
    decimals: int
    bloc: range
    keys: Sequence[Fraction]
    first_points: Sequence[Exact | None]
    has_later: bool

    @property
    def result(self) -> UnitResult:
        """What the unit gets."""
        return self.standing.result

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.ranking.campaign.unit_name(self.result.unit)


@dataclass(frozen=True)
class LiveTables:
    """The live tables of some blocs that share a rubric.

    Attributes:
        rubric: the rubric.
        units: the units, bloc by bloc, in the order of the rankings.
        marks: where the marks, the groups' points and the totals stand.
        measures: where what was attainable stands, and all that ranks and classes rest on.
        classes: where the classes' numbers and names stand, on the worksheet of the measures; "" where there are none.
        patterns: the formulas that were made for all units, with a sign in place of the row of each unit's own cells.
    """

    rubric: Rubric
    units: tuple[LiveUnit, ...]
    marks: Grid
    measures: Grid
    classes: str
    patterns: dict[Hashable, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def in_no_row(self) -> Self:
        """The same tables with all units' cells in a row that no worksheet has."""
        marks, measures = (
            replace(grid, units=[int(row)]) for grid, row in ((self.marks, _MARKS_ROW), (self.measures, _MEASURES_ROW))
        )
        return replace(self, marks=marks, measures=measures)

    @cached_property
    def lines(self) -> list[RubricLine]:
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
        if not self.units:
            return frozenset()
        ranking = self.units[0].ranking
        names = ranking.campaign.period_names(ranking.period)
        return frozenset(line for line, leaf in self.leaves.items() if leaf.held_in(names))

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """The numbers of the lines of the rubric's top parts."""
        inner = {part for line in self.lines for part in line.parts}
        return tuple(number for number in range(len(self.lines)) if number not in inner)

    @cached_property
    def level(self) -> TableLevel:
        """The groups and criteria that have a column in tables with a row for each unit."""
        return table_level(self.rubric, [unit.result for unit in self.units])

    def line_of(self, node: Group | CriterionBase) -> int:
        """Return the number of a group's or criterion's line."""
        return self._line_numbers[id(node)]

    @cached_property
    def _line_numbers(self) -> dict[int, int]:
        return {id(line.node): number for number, line in enumerate(self.lines)}


@dataclass(frozen=True, slots=True)
class LiveCells:
    """The cells of one unit in the live tables, as formulas on one worksheet refer to them; nothing else of the unit.

    Attributes:
        tables: the live tables.
        number: the unit's number in them.
        here: the name of the worksheet that the formulas stand on.
    """

    tables: LiveTables
    number: int
    here: str

    @property
    def rubric(self) -> Rubric:
        """The unit's rubric."""
        return self.tables.rubric

    def mark(self, line: Key) -> str:
        """Return the reference of a cell with points."""
        return self.tables.marks.at(line, self.number, here=self.here)

    def marks(self, lines: Iterable[int]) -> list[str]:
        """Return the references of the cells with points of some lines."""
        return [self.mark(line) for line in lines]

    def measure(self, key: Key) -> str:
        """Return the reference of a cell with a measure, or with what was attainable on a line."""
        return self.tables.measures.at(key, self.number, here=self.here)

    def attainable(self, lines: Iterable[int]) -> list[str]:
        """Return the references of the cells with what was attainable on some lines."""
        return [self.measure(line) for line in lines]


@dataclass(frozen=True, slots=True)
class UnitCells(LiveCells):
    """The cells of one unit, and the unit: what it is may decide which formula stands in a cell."""

    @property
    def unit(self) -> LiveUnit:
        """The unit."""
        return self.tables.units[self.number]

    def bloc(self, key: Key) -> str:
        """Return the range of a measure over all units of the unit's bloc."""
        return self.tables.measures.along(key, self.unit.bloc, here=self.here)

    def alike(self, formula: Callable[[LiveCells, *Given], str], *given: *Given) -> str:
        """Return a formula that differs between units by where their cells stand, and by nothing that is not given.

        Where units go down, it is made once, and only the numbers of the rows are filled in for each unit.

        Args:
            formula: makes the formula; it is given cells only, so that it can look at nothing else of a unit.
            given: what it is given besides.
        """
        if not self.tables.marks.units_down:
            return formula(self, *given)
        key = (formula, given, self.here)
        found = self.tables.patterns.get(key)
        if found is None:
            made = formula(LiveCells(self.tables.in_no_row, 0, self.here), *given)
            found = made.replace(_MARKS_ROW, _MARKS_SIGN).replace(_MEASURES_ROW, _MEASURES_SIGN)
            self.tables.patterns[key] = found
        marks, measures = self.tables.marks.units[self.number], self.tables.measures.units[self.number]
        return found.replace(_MARKS_SIGN, str(marks)).replace(_MEASURES_SIGN, str(measures))


def live_units(rankings: Sequence[Ranking]) -> tuple[LiveUnit, ...]:
    """Return the units of some rankings, in order."""
    units: list[LiveUnit] = []
    for ranking in rankings:
        first = len(units)
        bloc = range(first, first + len(ranking.standings))
        percents = percents_of(ranking)
        decimals = max((decimals_of(percent) for percent in percents if isinstance(percent, Decimal)), default=0)
        measured = ranking.ladder_measures()
        asked = any(step.rule == "correction" for step in ranking.rubric.ties)
        first_points = ranking.first_points() if asked else {}
        for standing, percent in zip(ranking.standings, percents, strict=True):
            name = standing.result.unit
            own = (measured[name], first_points.get(name, ()), bool(standing.result.later))
            units.append(LiveUnit(len(units), ranking, standing, percent, decimals, bloc, *own))
    return tuple(units)
