"""The search for an assignment: units and checkers as numbers, lots as their order, and exact counts of what is wrong.

Loads are made even by augmenting paths: each unit in turn gets a checker with the least load that it can reach by
handing on the checkers of other units, which keeps the sum of the squared loads least of all assignments of the same
size (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs and load balancing, 2006). Then pairs of units
that check each other are taken apart by swaps, which leave the loads as they are.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

_MOST_TURNS = 60  # of swaps that make nothing better at once
_KEPT = 7  # turns for which a swap is not undone
_MOST_CHOICES = 40_000  # that are looked at to prove that nothing is better
_SMALL = 12  # units of a bloc in which wishes, too, are met as far as any assignment meets them


class Places(NamedTuple):
    """Units and checkers in the order of the lots, on a circle; all by number.

    Attributes:
        candidates: for each unit the checkers that it may have, the nearest one before it on the circle first.
        home: for each checker the unit that the checker belongs to; None for one of no unit.
        wishes: pairs of a unit and a checker that wishes for it.
        per_unit: how many checkers each unit gets.
    """

    candidates: Sequence[Sequence[int]]
    home: Sequence[int | None]
    wishes: frozenset[tuple[int, int]]
    per_unit: int


Cost = tuple[int, int, int]  # pairs of units that check each other; checkers of one unit at one; wishes not met


class Search:
    """One search: who has which unit so far.

    Attributes:
        checkers_of: the checkers of each unit.
        units_of: the units of each checker.
    """

    def __init__(self, places: Places) -> None:
        """Begin with nothing assigned."""
        self.places = places
        self.allowed = [frozenset(own) for own in places.candidates]
        self.checkers_of: list[list[int]] = [[] for _ in places.candidates]
        self.units_of: list[list[int]] = [[] for _ in places.home]
        self._arcs: Counter[tuple[int, int]] = Counter()  # from the checkers' unit to the unit that they check
        self._mutual = self._together = self._met = 0
        self._with_load = [len(places.home)]  # how many checkers have 0, 1, 2 … units
        self._least = 0

    def loads(self) -> list[int]:
        """Return how many units each checker has."""
        return [len(own) for own in self.units_of]

    @property
    def cost(self) -> Cost:
        """What is wrong with the assignment, the worst first."""
        return self._mutual, self._together, len(self.places.wishes) - self._met

    def mutual_pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of units that check each other."""
        for one, other in self._arcs:
            if one < other and self._arcs[one, other] and self._arcs[other, one]:
                yield one, other

    def add(self, unit: int, checker: int) -> None:
        """Give a unit a checker."""
        self.checkers_of[unit].append(checker)
        self.units_of[checker].append(unit)
        self._count(unit, checker, 1)

    def drop(self, unit: int, checker: int) -> None:
        """Take a checker from a unit."""
        self.checkers_of[unit].remove(checker)
        self.units_of[checker].remove(unit)
        self._count(unit, checker, -1)

    def _count(self, unit: int, checker: int, step: int) -> None:
        home = self.places.home[checker]
        if (unit, checker) in self.places.wishes:
            self._met += step
        if home is None:
            return
        arc = (home, unit)
        before = self._arcs[arc]
        self._arcs[arc] = now = before + step
        self._together += max(now - 1, 0) - max(before - 1, 0)
        if not (before and now) and self._arcs[unit, home]:
            self._mutual += step

    def fill(self) -> None:
        """Give each unit its checkers, one in each round, with loads as even as they can be."""
        for _ in range(self.places.per_unit):
            for unit in range(len(self.checkers_of)):
                self._give(unit)

    def _give(self, unit: int) -> None:
        direct = self._nearest(unit)
        load = None if direct is None else len(self.units_of[direct])
        if direct is not None and load == self._least:
            self.add(unit, direct)
            self._note_load(self._least)
            return
        path = self._path(unit, len(self.units_of) if load is None else load)
        if path is None:
            assert direct is not None  # noqa: S101 - whoever has too few candidates was refused before
            path = [(unit, direct)]
        for at, (own, checker) in enumerate(path):
            if at + 1 < len(path):
                self.drop(path[at + 1][0], checker)
            self.add(own, checker)
        self._note_load(len(self.units_of[path[-1][1]]) - 1)

    def _note_load(self, before: int) -> None:
        """Note that one checker has a unit more than `before`."""
        self._with_load[before] -= 1
        if before + 1 == len(self._with_load):
            self._with_load.append(0)
        self._with_load[before + 1] += 1
        while not self._with_load[self._least]:
            self._least += 1

    def _nearest(self, unit: int) -> int | None:
        """Return the checker that a unit gets at once: the least load, then the fewest faults, then the circle."""
        best, chosen = None, None
        wishes = self.places.wishes
        wanted = bool(wishes) and any((unit, checker) in wishes for checker in self._free(unit))
        for checker in self._free(unit):
            home = self.places.home[checker]
            faults = (
                len(self.units_of[checker]),
                int(home is not None and self._arcs[unit, home] > 0),
                int(home is not None and self._arcs[home, unit] > 0),
                int(wanted and (unit, checker) not in wishes),
            )
            if best is None or faults < best:
                best, chosen = faults, checker
                if faults == (self._least, 0, 0, 0):
                    break
        return chosen

    def _free(self, unit: int) -> Iterator[int]:
        own = self.checkers_of[unit]
        return (checker for checker in self.places.candidates[unit] if checker not in own)

    def _path(self, unit: int, load: int) -> list[tuple[int, int]] | None:
        """Return how a unit gets a checker whose chain of units ends at the least load, if that is below `load`.

        Each step gives a unit a checker; the next one gives the unit that loses this checker another.
        """
        came: dict[int, tuple[int, int | None]] = {}  # checker -> the unit that takes it, and from whose loss
        queue: deque[tuple[int, int | None]] = deque([(unit, None)])
        seen_units, best = {unit}, None
        while queue:
            own, lost = queue.popleft()
            for checker in self._free(own):
                if checker in came:
                    continue
                came[checker] = (own, lost)
                if len(self.units_of[checker]) < load:
                    best, load = checker, len(self.units_of[checker])
                    if load == self._least:
                        queue.clear()
                        break
                for other in self.units_of[checker]:
                    if other not in seen_units:
                        seen_units.add(other)
                        queue.append((other, checker))
        if best is None:
            return None
        path: list[tuple[int, int]] = []
        at: int | None = best
        while at is not None:
            own, lost = came[at]
            path.append((own, at))
            at = lost
        return path[::-1]

    def overloaded(self) -> tuple[list[int], list[int]]:
        """Return those with most units, and to whom they could hand one on, as far as that goes; all their units."""
        loads = self.loads()
        most = max(loads)
        checkers = [one for one, load in enumerate(loads) if load == most]
        seen, units = set(checkers), set[int]()
        for checker in checkers:  # which grows meanwhile
            for unit in self.units_of[checker]:
                if unit not in units:
                    units.add(unit)
                    new = [one for one in self._free(unit) if one not in seen]
                    seen.update(new)
                    checkers.extend(new)
        return sorted(checkers), sorted(units)

    def improve(self) -> bool:
        """Take apart what checks each other, then what sits together, then meet wishes; loads stay as even as they are.

        Returns:
            whether it is certain that no assignment with loads as even has fewer pairs that check each other.
        """
        self._descend()
        least = least_mutual(self.places) if self._mutual else 0
        certain = self._mutual <= least
        if not certain:
            self._wander(least)
            certain = self._mutual <= least
            if not certain:
                certain = self._try_all(1, (least,))
            self._descend()
        if len(self.checkers_of) <= _SMALL:
            self._try_all(len(self.cost), (least, 0, 0))
        return certain

    def _try_all(self, width: int, least: tuple[int, ...]) -> bool:
        """Take the best of all assignments as even, by the first parts of the cost; tell if that is certain."""
        if self.cost[:width] <= least:
            return True
        exact = _Exact(self, width, least)
        try:
            exact.go_on(0)
        except _TooManyError:
            return False
        finally:
            if exact.best is not None:
                self.take(exact.best)
        return True

    def _descend(self) -> None:
        while any(map(self._better, self._ways_to_better())):
            pass

    def _better(self, swap: "_Swap") -> bool:
        """Make a swap if it makes the whole better."""
        before = self.cost
        self._do(swap)
        if self.cost < before:
            return True
        self._undo(swap)
        return False

    def _ways_to_better(self) -> Iterator["_Swap"]:
        for unit, checker in self._faults():
            yield from self._swaps(unit, checker, list(self._free(unit)))
        for unit, checker in sorted(self.places.wishes):
            if checker not in self.checkers_of[unit]:
                for own in list(self.checkers_of[unit]):
                    yield from self._swaps(unit, own, [checker])

    def _wander(self, least_mutual: int) -> None:
        """Make the best swaps there are, even those that make nothing better, not back at once; keep the best state."""
        best, kept = self.cost, [list(own) for own in self.checkers_of]
        barred: dict[tuple[int, int], int] = {}
        for turn in range(_MOST_TURNS):
            options: list[tuple[Cost, int, _Swap]] = []
            for unit, checker in self._faults(mutual_only=True):
                for swap in self._swaps(unit, checker, list(self._free(unit))):
                    self._do(swap)
                    if self.cost < best or all(barred.get(pair, 0) <= turn for pair in swap.new):
                        options.append((self.cost, len(options), swap))
                    self._undo(swap)
            if not options:
                break
            swap = min(options)[2]
            self._do(swap)
            barred.update(dict.fromkeys(swap.old, turn + _KEPT))
            if self.cost < best:
                best, kept = self.cost, [list(own) for own in self.checkers_of]
                if self._mutual <= least_mutual:
                    break
        self.take(kept)

    def take(self, checkers_of: Iterable[Iterable[int]]) -> None:
        """Take another assignment of the same units instead of the own one."""
        for unit, wanted in enumerate([list(own) for own in checkers_of]):
            for checker in list(self.checkers_of[unit]):
                self.drop(unit, checker)
            for checker in wanted:
                self.add(unit, checker)

    def _faults(self, *, mutual_only: bool = False) -> list[tuple[int, int]]:
        """Return the assigned pairs that check each other with another one, or sit together at a unit with another."""
        found = []
        for unit, own in enumerate(self.checkers_of):
            for checker in own:
                home = self.places.home[checker]
                if home is None:
                    continue
                if self._arcs[unit, home] or (not mutual_only and self._arcs[home, unit] > 1):
                    found.append((unit, checker))
        return found

    def _swaps(self, unit: int, checker: int, others: Iterable[int]) -> Iterator["_Swap"]:
        """Yield how a unit can lose a checker to one of others: who has one unit less, or gives one in exchange."""
        load = len(self.units_of[checker])
        for other in others:
            if len(self.units_of[other]) + 1 == load:
                yield _Swap(((unit, checker),), ((unit, other),))
            for theirs in list(self.units_of[other]):
                if checker in self.allowed[theirs] and checker not in self.checkers_of[theirs]:
                    yield _Swap(((unit, checker), (theirs, other)), ((unit, other), (theirs, checker)))

    def _do(self, swap: "_Swap") -> None:
        for pair in swap.old:
            self.drop(*pair)
        for pair in swap.new:
            self.add(*pair)

    def _undo(self, swap: "_Swap") -> None:
        self._do(_Swap(swap.new, swap.old))


class _Swap(NamedTuple):
    """What is taken away, and what comes in its place: pairs of a unit and a checker."""

    old: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]


def least_mutual(places: Places) -> int:
    """Return a number of pairs that check each other below which no assignment can be, however uneven.

    Each unit with checkers of its own is checked from so many other units at least; where these are more than there
    are pairs of units, some pairs are there twice. With one checker from each of n units, that is where k > (n-1)/2.
    """
    with_checkers = {home for home in places.home if home is not None}
    needed, pairs = 0, set[tuple[int, int]]()
    for unit in sorted(with_checkers):
        homes = Counter(places.home[checker] for checker in places.candidates[unit])
        left = places.per_unit - homes.pop(None, 0)
        for number in sorted(homes.values(), reverse=True):
            if left <= 0:
                break
            left -= number
            needed += 1
        pairs.update((min(unit, home), max(unit, home)) for home in homes if home is not None)
    return max(0, needed - len(pairs))


class _TooManyError(Exception):
    """Raised when there are too many choices to look at all of them."""


class _Exact:
    """All assignments as even as one, unit by unit, as far as they can still be better than the best one.

    Attributes:
        best: the checkers of each unit in the best one; None while none is better than the one to begin with.
    """

    def __init__(self, found: Search, width: int, least: tuple[int, ...]) -> None:
        """Prepare.

        Args:
            found: an assignment.
            width: how many parts of the cost are compared.
            least: no assignment costs less.
        """
        self.best: list[list[int]] | None = None
        self._places, self._width, self._least = found.places, width, least
        self._order = sorted(range(len(found.allowed)), key=lambda unit: len(found.allowed[unit]))
        self._wishing = Counter(unit for unit, _ in found.places.wishes)
        loads = found.loads()
        # With the sorted loads of the fairest assignment, no more checkers have a number of units than there.
        self._room = [sum(load >= number for load in loads) for number in range(max(loads) + 2)]
        self._with_at_least = [0] * len(self._room)
        self._search = Search(found.places)
        self._choices = 0
        self._limit: tuple[int, ...] = found.cost[:width]

    def go_on(self, at: int, missed: int = 0) -> None:
        """Choose the checkers of the next unit in every way that can lead to something better.

        Args:
            at: how many units have their checkers.
            missed: how many wishes for these units are not met.
        """
        search = self._search
        if at == len(self._order):
            self._limit, self.best = search.cost[: self._width], [list(own) for own in search.checkers_of]
            return
        unit = self._order[at]
        for chosen in combinations(self._places.candidates[unit], self._places.per_unit):
            self._choices += 1
            if self._choices > _MOST_CHOICES:
                raise _TooManyError
            if not self._has_room(chosen):
                continue
            for checker in chosen:
                search.add(unit, checker)
                self._with_at_least[len(search.units_of[checker])] += 1
            met = sum((unit, checker) in self._places.wishes for checker in chosen)
            now = missed + self._wishing[unit] - met
            if (*search.cost[:2], now)[: self._width] < self._limit:
                self.go_on(at + 1, now)
            for checker in chosen:
                self._with_at_least[len(search.units_of[checker])] -= 1
                search.drop(unit, checker)
            if self._limit <= self._least:
                return

    def _has_room(self, chosen: Sequence[int]) -> bool:
        wanted = Counter(len(self._search.units_of[checker]) + 1 for checker in chosen)
        return all(self._with_at_least[load] + number <= self._room[load] for load, number in wanted.items())
