"""Who checks whom: the list that is fixed before lots are drawn, and the assignment that a number drawn gives.

An assignment is a b-matching of units and checkers: each unit has k different checkers, nobody their own unit or one
that they exclude, and no checker has over one unit more than another. Where there is none, Hall's theorem (1935) names
who stands in the way. Of all that there are, one is taken with as few pairs of units that check each other as can be
(a pair is one of the checkers' units), then with few checkers of one unit at one place, then with wishes met.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.checking_checks import why_not
from qcdc_cli.process.assignment_search import Places, Search

_DIGEST = 16  # signs: enough that no two lists differ by chance


@dataclass(frozen=True)
class DrawList:
    """Who is to check whom, before lots are drawn: once it is fixed, its digest is written down.

    Attributes:
        campaign: the campaign.
        period: the period's id.
        stage: the stage's id.
        blocs: the ids of the blocs.
    """

    campaign: Campaign
    period: str
    stage: str
    blocs: tuple[str, ...]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The ids of the units, bloc by bloc."""
        return tuple(unit for bloc in self.blocs for unit in self.campaign.blocs[bloc].units)

    @cached_property
    def checkers(self) -> tuple[str, ...]:
        """The ids of the checkers who mark at the stage and belong to one of the blocs, or to no unit."""
        campaign = self.campaign
        near = sorted(one for bloc in (None, *self.blocs) for one in campaign.checkers_by_bloc.get(bloc, ()))
        return tuple(identity for _, identity in near if campaign.gives(identity, self.stage))

    @cached_property
    def digest(self) -> str:
        """The digest of all that the assignment hangs on beside the number drawn, whatever its order in the file."""
        campaign = self.campaign
        units = sorted((unit, campaign.unit_name(unit), campaign.bloc_of(unit)) for unit in self.units)
        checkers = sorted(
            (one, own.name, own.unit or "", sorted(own.prefers), sorted(own.excludes))
            for one, own in ((one, campaign.checkers[one]) for one in self.checkers)
        )
        fixed = [self.period, self.stage, campaign.checking.per_unit, units, checkers]
        return hashlib.sha256(json.dumps(fixed, ensure_ascii=False).encode()).hexdigest()[:_DIGEST]

    def candidates(self, unit: str) -> Iterator[str]:
        """Yield the checkers who may get a unit: of its bloc or of no unit, and nothing speaks against them."""
        campaign, bloc = self.campaign, self.campaign.bloc_of(unit)
        for checker in self._near.get(bloc, self._near[None]):
            if campaign.checkers[checker].unit != unit and why_not(campaign, checker, unit) is None:
                yield checker

    @cached_property
    def idle(self) -> frozenset[str]:
        """The checkers of no unit who exclude every unit of every bloc."""
        free = (one for one in self.checkers if self.campaign.checkers[one].unit is None)
        units = set(self.campaign.bloc_by_unit)
        return frozenset(one for one in free if not units - set(self.campaign.checkers[one].excludes))

    @cached_property
    def parts(self) -> "tuple[DrawList, ...]":
        """The blocs that share no checker with others, each as a list of its own, and those together that do."""
        blocs_of: dict[str, dict[str, None]] = {}
        checkers_of: dict[str, dict[str, None]] = {}
        for bloc in self.blocs:
            own = self.campaign.blocs[bloc].units
            checkers_of[bloc] = dict.fromkeys(checker for unit in own for checker in self.candidates(unit))
            for checker in checkers_of[bloc]:
                blocs_of.setdefault(checker, {})[bloc] = None
        left, parts = dict.fromkeys(self.blocs), []
        while left:
            together, looked_at = [next(iter(left))], set[str]()
            for bloc in together:  # which grows meanwhile
                for checker in checkers_of[bloc]:
                    if checker not in looked_at:
                        looked_at.add(checker)
                        together += [other for other in blocs_of[checker] if other not in together]
            for bloc in together:
                del left[bloc]
            parts.append(replace(self, blocs=tuple(bloc for bloc in self.blocs if bloc in together)))
        return tuple(parts)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of each bloc's list: its own, or that of the blocs that share checkers with it."""
        return {bloc: part.digest for part in self.parts for bloc in part.blocs}

    @cached_property
    def _near(self) -> dict[str | None, list[str]]:
        """The checkers of each bloc with those of no unit; under None only these."""
        free = [one for one in self.checkers if self.campaign.checkers[one].unit is None]
        found: dict[str | None, list[str]] = {None: free}
        for one in self.checkers:
            own = self.campaign.checkers[one].unit
            if own is not None:
                found.setdefault(self.campaign.bloc_of(own), list(free)).append(one)
        return found


@dataclass(frozen=True, slots=True)
class TooFew:
    """A unit that fewer checkers may get than it needs.

    Attributes:
        unit: the unit's id.
        candidates: the ids of those who may get it.
    """

    unit: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uneven:
    """Units that only some checkers may get, who have more units each than others can have.

    Attributes:
        units: the units' ids.
        over: the ids of these checkers.
        most: the most units that one of them has.
        under: the ids of the checkers who cannot have as many.
        least: the fewest units that one of these has.
    """

    units: tuple[str, ...]
    over: tuple[str, ...]
    most: int
    under: tuple[str, ...]
    least: int


Obstacle = TooFew | Uneven


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a number drawn gives.

    Attributes:
        checkers: the ids of the checkers of each unit.
        mutual: the pairs of units that check each other.
        certain: whether it is certain that no assignment as even has fewer such pairs.
        together: the ids of the units that several checkers of one unit check.
        wishes: how many wishes are met.
        all_wishes: how many wishes there are.
        obstacles: what keeps the loads from being even to one, where that was allowed.
    """

    checkers: Mapping[str, tuple[str, ...]]
    mutual: tuple[tuple[str, str], ...]
    certain: bool
    together: tuple[str, ...]
    wishes: int
    all_wishes: int
    obstacles: tuple[Uneven, ...] = ()


def drawn(fixed: DrawList, seed: int, *, uneven: bool = False) -> Assignment | tuple[Obstacle, ...]:
    """Return the assignment that a number gives, or what stands in the way of any.

    Blocs that share no checker are assigned by themselves. The same list and number give the same on every machine:
    all order comes from SHA-256 digests of the number and the ids.

    Args:
        fixed: the list.
        seed: the number drawn.
        uneven: take an assignment that is as even as can be where none is even to one.
    """
    found, obstacles = _begun(fixed, seed)
    if any(isinstance(one, TooFew) for one in obstacles) or (obstacles and not uneven):
        return obstacles
    return _joined(fixed, found, tuple(one for one in obstacles if isinstance(one, Uneven)))


def obstacles_of(fixed: DrawList) -> tuple[Obstacle, ...]:
    """Return what stands in the way of an even assignment whatever number is drawn, to be seen before the draw."""
    return _begun(fixed, 0)[1]


def _begun(fixed: DrawList, seed: int) -> tuple[list["_Part"], tuple[Obstacle, ...]]:
    """Give units their checkers, as even as can be, and return what stands in the way; of too few, nothing else."""
    candidates = {unit: tuple(fixed.candidates(unit)) for unit in fixed.units}
    needed = fixed.campaign.checking.per_unit
    short = tuple(TooFew(unit, own) for unit, own in candidates.items() if len(own) < needed)
    if short:
        return [], short
    found = [_Part(part, seed, candidates) for part in fixed.parts]
    return found, tuple(obstacle for part in found if (obstacle := part.obstacle()) is not None)


def _joined(fixed: DrawList, parts: Sequence["_Part"], obstacles: tuple[Uneven, ...]) -> Assignment:
    proofs = [part.search.improve() for part in parts]
    checkers = {unit: own for part in parts for unit, own in part.result().items()}
    costs = [part.search.cost for part in parts]
    wishes = sum(len(part.search.places.wishes) for part in parts)
    place = {unit: number for number, unit in enumerate(fixed.units)}
    mutual = [sorted(pair, key=place.__getitem__) for part in parts for pair in part.mutual()]
    homes = {unit: [fixed.campaign.checkers[one].unit for one in own] for unit, own in checkers.items()}
    return Assignment(
        {unit: checkers[unit] for unit in fixed.units},
        tuple((one, other) for one, other in sorted(mutual, key=lambda pair: [place[unit] for unit in pair])),
        all(proofs),
        tuple(unit for unit in fixed.units if _has_twice(home for home in homes[unit] if home is not None)),
        wishes - sum(unmet for _, _, unmet in costs),
        wishes,
        obstacles,
    )


def _has_twice(words: Iterable[str]) -> bool:
    listed = list(words)
    return len(set(listed)) < len(listed)


class _Part:
    """Units that share checkers, in the order of the lots, with the search for their assignment."""

    def __init__(self, fixed: DrawList, seed: int, candidates: Mapping[str, Sequence[str]]) -> None:
        """Put units and checkers on a circle by lot, and give each unit its checkers, as even as can be."""
        every = fixed.campaign.checkers
        self._units = sorted(fixed.units, key=lambda unit: _lot(seed, "unit", unit))
        places = {unit: number for number, unit in enumerate(self._units)}
        named = {checker for unit in fixed.units for checker in candidates[unit]}
        # Who belongs to one of these units, or to none, and may get no unit at all, has none: that is for all to see.
        named |= {one for one in fixed.checkers if every[one].unit in places}
        named |= fixed.idle
        self._checkers = sorted(named, key=lambda checker: _lot(seed, "checker", checker))
        numbers = {checker: number for number, checker in enumerate(self._checkers)}
        # On the circle each checker stands at the own unit's place; those of no unit at a place by lot.
        size = len(self._units)
        home = [places.get(every[one].unit or "") for one in self._checkers]
        at = [
            place if place is not None else int(_lot(seed, "place", one), 16) % size
            for one, place in zip(self._checkers, home, strict=True)
        ]
        rows = []
        for unit in self._units:
            own = places[unit]
            rows.append(
                sorted((numbers[one] for one in candidates[unit]), key=lambda one: ((own - at[one] - 1) % size, one))
            )
        wishes = frozenset(
            (places[unit], numbers[one])
            for one in self._checkers
            for unit in every[one].prefers
            if unit in places and one in candidates[unit]
        )
        self.search = Search(Places(rows, home, wishes, fixed.campaign.checking.per_unit))
        self.search.fill()

    def obstacle(self) -> Uneven | None:
        """Return what keeps the loads from being even to one; None where nothing does."""
        loads = self.search.loads()
        most, least = max(loads), min(loads)
        if most - least <= 1:
            return None
        over, units = self.search.overloaded()
        under = [number for number, load in enumerate(loads) if load < most - 1]
        return Uneven(
            tuple(sorted(self._units[unit] for unit in units)),
            tuple(sorted(self._checkers[one] for one in over)),
            most,
            tuple(sorted(self._checkers[one] for one in under)),
            least,
        )

    def result(self) -> dict[str, tuple[str, ...]]:
        """Return the checkers of each unit, by their lots."""
        rows = zip(self._units, self.search.checkers_of, strict=True)
        return {unit: tuple(self._checkers[one] for one in sorted(own)) for unit, own in rows}

    def mutual(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of units that check each other."""
        return ((self._units[one], self._units[other]) for one, other in self.search.mutual_pairs())


def _lot(seed: int, what: str, identity: str) -> str:
    """Return the lot of a unit or a checker: what comes first in the order of digits comes first."""
    return hashlib.sha256(f"{seed}\n{what}\n{identity}".encode()).hexdigest()
