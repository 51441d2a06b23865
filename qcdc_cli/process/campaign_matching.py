"""The blocs and units of two campaigns, matched by their ids: a new year with a new rubric is a folder of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language.names import fold


class Unmatched(Enum):
    """What is to be known about a bloc or a unit that is not the same in both campaigns."""

    ONLY_EARLIER = "only_earlier"
    ONLY_LATER = "only_later"
    FROM_OTHER_BLOC = "from_other_bloc"
    TO_OTHER_BLOC = "to_other_bloc"
    BY_UNITS = "matched_by_units"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class UnmatchedEntry:
    """A bloc or a unit that is not the same in both campaigns.

    Attributes:
        kind: whether it is a bloc or a unit.
        identity: its id.
        name: its name in the later campaign, where that has it.
        why: what is to be known about it.
        other: the bloc that the unit is in, or the name that it has, in the other campaign; "" for nothing.
    """

    kind: Literal["bloc", "unit"]
    identity: str
    name: str
    why: Unmatched
    other: str = ""


@dataclass(frozen=True, slots=True)
class MatchedCampaigns:
    """Two campaigns beside each other.

    Attributes:
        pairs: the blocs to compare: the id in the earlier campaign and the one in the later, in the later one's order.
        unmatched: what is not the same in both: blocs, then units.
    """

    pairs: tuple[tuple[str, str], ...]
    unmatched: tuple[UnmatchedEntry, ...]


def match_campaigns(earlier: Campaign, later: Campaign, blocs: Sequence[str]) -> MatchedCampaigns:
    """Match the blocs of two campaigns: by their ids, and those of other ids by the units that they share.

    Of the blocs that have no partner by id, the two that share most units are taken first, then those of the rest that
    do; as the files have them where several share as many.

    Args:
        earlier: the earlier campaign.
        later: the later one.
        blocs: the later campaign's blocs that are compared, by id; what concerns none of them is left out.
    """
    partners = {one: one for one in later.blocs if one in earlier.blocs}
    by_units = dict(_by_units(earlier, later))
    partners |= by_units
    pairs = tuple((partners[one], one) for one in blocs if one in partners)
    found = [*_blocs(earlier, later, blocs, partners), *_paired_by_units(earlier, later, blocs, by_units)]
    return MatchedCampaigns(pairs, (*found, *_units(earlier, later, pairs)))


def _by_units(earlier: Campaign, later: Campaign) -> Iterator[tuple[str, str]]:
    """Yield the later and the earlier id of each two blocs of different ids that share units."""
    rest = [one for one in earlier.blocs if one not in later.blocs]
    shared = [
        (len({*later.blocs[own].units}.intersection(earlier.blocs[other].units)), own, other)
        for own in later.blocs
        if own not in earlier.blocs
        for other in rest
    ]
    taken: set[str] = set()
    for number, own, other in sorted(shared, key=lambda one: -one[0]):
        if number and own not in taken and other not in taken:
            taken |= {own, other}  # an id of the one kind is none of the other
            yield own, other


def _blocs(
    earlier: Campaign, later: Campaign, blocs: Sequence[str], partners: dict[str, str]
) -> Iterator[UnmatchedEntry]:
    for own in blocs:
        if own not in partners:
            yield UnmatchedEntry("bloc", own, later.blocs[own].name, Unmatched.ONLY_LATER)
    if len(blocs) < len(later.blocs):
        return  # then nothing is asked about the others
    matched = set(partners.values())
    for other, bloc in earlier.blocs.items():
        if other not in matched:
            yield UnmatchedEntry("bloc", other, bloc.name, Unmatched.ONLY_EARLIER)


def _paired_by_units(
    earlier: Campaign, later: Campaign, blocs: Sequence[str], by_units: dict[str, str]
) -> Iterator[UnmatchedEntry]:
    for own in blocs:
        if own in by_units:
            other = earlier.blocs[by_units[own]].name
            yield UnmatchedEntry("bloc", own, later.blocs[own].name, Unmatched.BY_UNITS, other)


def _units(earlier: Campaign, later: Campaign, pairs: Sequence[tuple[str, str]]) -> Iterator[UnmatchedEntry]:
    """Yield the units of the paired blocs that the partner does not have, or has under another name."""
    compared = {own for _, own in pairs}
    for other, own in pairs:
        for unit in later.blocs[own].units:
            name, before = later.unit_name(unit), earlier.bloc_of(unit)
            if before is None:
                yield UnmatchedEntry("unit", unit, name, Unmatched.ONLY_LATER)
            elif before != other:
                why = Unmatched.FROM_OTHER_BLOC
                yield UnmatchedEntry("unit", unit, name, why, earlier.blocs[before].name)
            elif fold(earlier.unit_name(unit)) != fold(name):
                why = Unmatched.RENAMED
                yield UnmatchedEntry("unit", unit, name, why, earlier.unit_name(unit))
        for unit in earlier.blocs[other].units:
            now = later.bloc_of(unit)
            if now is None:
                name, why = earlier.unit_name(unit), Unmatched.ONLY_EARLIER
                yield UnmatchedEntry("unit", unit, name, why)
            elif now not in compared:  # else it is told with the bloc that it is in now
                name, why = later.unit_name(unit), Unmatched.TO_OTHER_BLOC
                yield UnmatchedEntry("unit", unit, name, why, later.blocs[now].name)
