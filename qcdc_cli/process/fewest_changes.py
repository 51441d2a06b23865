"""The fewest marks of one or two sides that close a gap, from the best and the worst that each side can come to."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from qcdc_cli.scoring.reachable import Reachable, ReachedTotal

_MORE = 4  # times as many other marks are looked at, as long as fewer are not enough; mostly one is

Closes = Callable[[Sequence[ReachedTotal]], bool]  # of what each side comes to: whether the gap is closed then


class Side:
    """The best, or the worst, that any of some units comes to, by the number of its other marks.

    The units share a rank, or there is one.
    """

    def __init__(self, units: Sequence[tuple[str, Reachable]]) -> None:
        self._each = units
        self._better = max if units[0][1].best else min
        self._upto: dict[int, list[tuple[str, ReachedTotal]]] = {}
        self.units = [unit for unit, _ in units]
        self.marks = max(own.marks for _, own in units)

    def upto(self, most: int) -> list[tuple[str, ReachedTotal]]:
        """Return what is reached with at most 0, 1, 2 … `most` other marks, with the unit that reaches it."""
        if most not in self._upto:
            each = [(unit, own.upto(most)) for unit, own in self._each]
            longest = max(len(reached) for _, reached in each)
            self._upto[most] = [
                self._first([(unit, reached[min(number, len(reached) - 1)]) for unit, reached in each])
                for number in range(longest)
            ]
        return self._upto[most]

    @cached_property
    def utmost(self) -> ReachedTotal:
        """What is reached with as many other marks as one likes."""
        return self._first([(unit, own.utmost) for unit, own in self._each])[1]

    @cached_property
    def unknown(self) -> bool:
        """True where it cannot be said of one of the units."""
        return any(own.unknown for _, own in self._each)

    def _first(self, found: Sequence[tuple[str, ReachedTotal]]) -> tuple[str, ReachedTotal]:
        return self._better(found, key=lambda pair: pair[1].order)


def fewest(sides: Sequence[Side], closes: Closes) -> list[tuple[str, ReachedTotal]] | None:
    """Return what each side comes to with the fewest other marks, all sides together, with which a gap is closed."""
    most, marks = 1, sum(side.marks for side in sides)
    while True:
        each = [side.upto(most) for side in sides]
        for number in range(min(most, marks) + 1):
            for split in _splits(number, [len(own) - 1 for own in each]):
                found = [own[part] for own, part in zip(each, split, strict=True)]
                if closes([reached for _, reached in found]):
                    return found
        if most == 1 and not closes([side.utmost for side in sides]):
            return None
        assert most < marks  # noqa: S101 - with all of them the gap is closed
        most *= _MORE


def _splits(number: int, rooms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to share a number out over one or two sides, that have so much room."""
    if len(rooms) == 1:
        if number <= rooms[0]:
            yield (number,)
        return
    for first in range(max(0, number - rooms[1]), min(number, rooms[0]) + 1):
        yield first, number - first
