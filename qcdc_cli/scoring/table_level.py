"""Which level of a rubric tables have columns for, so that they show where the units differ.

That is the top groups, as a rule. One group around all others says no more than the total, so that tables look through
it. The level is decided here for terminal, workbook and all other outputs alike.
"""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import GroupResult, NodeResult, UnitResult

MOST_COLUMNS = 8  # of points that fit on A4 beside names, classes and remarks, bonus and penalties among them
Place = tuple[int, ...]


class TableLevel(NamedTuple):
    """The groups and criteria of one level, then bonus and penalties.

    Attributes:
        nodes: the groups and criteria.
        places: the place of each in the rubric: its number in each group down to it.
        above: the groups that they stand in, which have no column.
    """

    nodes: tuple[Group | CriterionBase, ...]
    places: tuple[Place, ...]
    above: tuple[Group, ...] = ()

    @property
    def inner(self) -> int:
        """How many of them make the total."""
        return sum(not is_extra(node) for node in self.nodes)

    @property
    def mostly_groups(self) -> bool:
        """True where at least half of those that make the total are groups."""
        groups = sum(isinstance(node, Group) and not is_extra(node) for node in self.nodes)
        return 2 * groups >= self.inner

    def tells_apart(self, results: Sequence[UnitResult]) -> bool:
        """Return whether any two units have different points on one of them that makes the total."""
        return any(
            len({part_at(result, place).points for result in results}) > 1
            for node, place in zip(self.nodes, self.places, strict=True)
            if not is_extra(node)
        )


def table_level(rubric: Rubric, results: Sequence[UnitResult], most: int | None = MOST_COLUMNS) -> TableLevel:
    """Return the first level that has several parts and on which the units differ, if not too many for a table.

    Where they differ on none, it is the first level that has several parts, and where that has too many the one
    above it.

    Args:
        rubric: the rubric.
        results: what the units get.
        most: the most columns, unless the top groups are more already; None for any number.
    """
    top = TableLevel(rubric.parts, tuple((number,) for number in range(len(rubric.parts))))
    several: TableLevel | None = None
    level: TableLevel | None = top
    while level is not None and (level is top or most is None or len(level.nodes) <= most):
        if level.inner > 1:
            several = several or level
            if level.tells_apart(results):
                return level
        level = next_level(level)
    return several or top


def next_level(level: TableLevel) -> TableLevel | None:
    """Return the level with the parts of each group in its place; None where there are no more groups."""
    nodes: list[Group | CriterionBase] = []
    places: list[Place] = []
    above = list(level.above)
    for node, place in zip(level.nodes, level.places, strict=True):
        if isinstance(node, Group) and not is_extra(node):
            nodes += node.criteria
            places += [(*place, number) for number in range(len(node.criteria))]
            above.append(node)
        else:
            nodes.append(node)
            places.append(place)
    return TableLevel(tuple(nodes), tuple(places), tuple(above)) if len(above) > len(level.above) else None


def part_at(result: UnitResult, place: Place) -> NodeResult:
    """Return what a unit gets at a place in the rubric."""
    part: NodeResult = result.parts[place[0]]
    for number in place[1:]:
        assert isinstance(part, GroupResult)  # noqa: S101 - only groups have places below them
        part = part.parts[number]
    return part
