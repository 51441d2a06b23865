"""An assignment as it stands in a campaign: who checks which unit, and whether that is what the lots gave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.checking import Draw
from qcdc_cli.process.assigning import Assignment, DrawList, drawn


class DrawState(Enum):
    """Whether an assignment is what its number gives."""

    AS_DRAWN = "as_drawn"
    EDITED = "edited"
    OTHER_LIST = "other_list"


@dataclass(frozen=True, slots=True)
class DrawnBlocs:
    """Blocs that were assigned together by one number.

    Attributes:
        blocs: their ids.
        draw: the number, and the digest of the list that it was drawn for.
        state: whether the list is still that one, and the assignment what the number gives.
        edited: the ids of the units that have other checkers than the number gives.
    """

    blocs: tuple[str, ...]
    draw: Draw
    state: DrawState
    edited: tuple[str, ...] = ()


@dataclass(frozen=True)
class AssignedStage:
    """Who checks whom at one stage of one period, in some blocs.

    Attributes:
        fixed: the units and checkers.
        checkers_of: the ids of the checkers of each unit; none for a unit that nobody is assigned to.
    """

    fixed: DrawList
    checkers_of: Mapping[str, tuple[str, ...]]

    @property
    def campaign(self) -> Campaign:
        """The campaign."""
        return self.fixed.campaign

    @cached_property
    def units_of(self) -> dict[str, tuple[str, ...]]:
        """The ids of the units of each checker, of those on the list and of whoever else is assigned."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.fixed.checkers, ())
        for unit, checkers in self.checkers_of.items():
            for checker in checkers:
                found[checker] = (*found.get(checker, ()), unit)
        return {one: found[one] for one in self.campaign.checkers if one in found}

    @cached_property
    def mutual(self) -> tuple[tuple[str, str], ...]:
        """The pairs of units that check each other: each has a checker of the other."""
        place = {unit: number for number, unit in enumerate(self.checkers_of)}
        arcs = {
            (home, unit)
            for unit, checkers in self.checkers_of.items()
            for checker in checkers
            if (home := self.campaign.checkers[checker].unit) in place
        }
        both = ((one, other) for one, other in arcs if (other, one) in arcs and place[str(one)] < place[other])
        return tuple(
            sorted(((str(one), other) for one, other in both), key=lambda pair: [place[unit] for unit in pair])
        )

    @property
    def without(self) -> tuple[str, ...]:
        """The ids of the units that have fewer checkers than the campaign asks for."""
        needed = self.campaign.checking.per_unit
        return tuple(unit for unit, checkers in self.checkers_of.items() if len(checkers) < needed)


def assigned_stage(fixed: DrawList) -> AssignedStage:
    """Return what the campaign's file says of the units and the stage of a list, without checkers that it lacks."""
    campaign = fixed.campaign
    there = campaign.assigned(fixed.period, fixed.stage)
    known = {unit: tuple(one for one in there.get(unit, ()) if one in campaign.checkers) for unit in fixed.units}
    return AssignedStage(fixed, known)


def draws_of(fixed: DrawList) -> tuple[DrawnBlocs, ...]:
    """Return the numbers that the blocs of a list were drawn with, each drawn once more to see what it gives."""
    campaign = fixed.campaign
    recorded = campaign.draws.get(fixed.period, {}).get(fixed.stage, {})
    together: dict[tuple[int, str], list[str]] = {}
    for bloc in campaign.blocs:
        if bloc in recorded:
            together.setdefault((recorded[bloc].seed, recorded[bloc].digest), []).append(bloc)
    return tuple(
        _again(fixed, tuple(own), recorded[own[0]]) for own in together.values() if set(own) & set(fixed.blocs)
    )


def _again(fixed: DrawList, blocs: tuple[str, ...], draw: Draw) -> DrawnBlocs:
    own = DrawList(fixed.campaign, fixed.period, fixed.stage, blocs)
    shown = tuple(bloc for bloc in blocs if bloc in fixed.blocs)
    if own.digest != draw.digest:
        return DrawnBlocs(shown, draw, DrawState.OTHER_LIST)
    result = drawn(own, draw.seed, uneven=True)
    assigned = assigned_stage(own).checkers_of
    given: Mapping[str, Collection[str]] = result.checkers if isinstance(result, Assignment) else {}
    units = [unit for bloc in shown for unit in fixed.campaign.blocs[bloc].units]
    edited = tuple(unit for unit in units if set(given.get(unit, ())) != set(assigned[unit]))
    return DrawnBlocs(shown, draw, DrawState.EDITED if edited else DrawState.AS_DRAWN, edited)
