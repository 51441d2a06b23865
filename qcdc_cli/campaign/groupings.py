"""What units can be summed up by: their bloc, their type, and the groupings that a campaign declares.

A unit says itself which group it is in, or its bloc says so for all of its units; a group may therefore hold units of
several blocs. `district` and `province` of a bloc are older than declared groupings and stay valid.
"""

from collections.abc import Iterator

from qcdc_cli.campaign.campaign import Bloc, Campaign, Unit
from qcdc_cli.language import Text, terms
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Problem

BLOC, TYPE, DISTRICT, PROVINCE = "bloc", "type", "district", "province"
UNIT_TYPES = {
    "xa": Text("Xã", "Commune"),
    "phuong": Text("Phường", "Ward"),
    "dac-khu": Text("Đặc khu", "Special zone"),
    "thi-tran": Text("Thị trấn", "Township"),
    "so": Text("Sở", "Department"),
    "ban": Text("Ban", "Board"),
    "nganh": Text("Ngành", "Branch"),
    "doan-the": Text("Đoàn thể", "Mass organisation"),
}
OLD = (DISTRICT, PROVINCE)
_TITLES = {BLOC: terms.BLOC, TYPE: terms.UNIT_TYPE, DISTRICT: terms.DISTRICT, PROVINCE: terms.PROVINCE}
_TYPE_KEY = Text("Ghi `type` ngay cạnh `name` của đơn vị.", "Write `type` beside the unit's `name`.")


def groupings_here(campaign: Campaign) -> list[str]:
    """Return what the units of a campaign can be summed up by: that which it declares or that some unit or bloc has."""
    found = [BLOC]
    if any(isinstance(unit, Unit) and unit.type for unit in campaign.units.values()):
        found.append(TYPE)
    found += [key for key in OLD if any(_old_value(bloc, key) for bloc in campaign.blocs.values())]
    return list(dict.fromkeys([*found, *campaign.groupings]))


def is_grouping(campaign: Campaign, word: str) -> bool:
    """Return whether units can be summed up by this; by those of old files even where nothing says so."""
    return word in _TITLES or word in campaign.groupings


def grouping_title(campaign: Campaign, by: str) -> str:
    """Return what a grouping is called: by the campaign, or in general."""
    declared = campaign.groupings.get(by)
    return declared.name if declared is not None else str(_TITLES[by])


class GroupsOfUnits:
    """The groups of one grouping: which there can be, and which one each unit is in.

    Attributes:
        known: the ids of the groups; none where any text names one.
        order: the names of these groups, by which they are listed.
    """

    def __init__(self, campaign: Campaign, by: str) -> None:
        """Prepare a grouping of a campaign, other than its blocs."""
        declared = campaign.groupings.get(by)
        names: dict[str, str | Text] = {
            **(UNIT_TYPES if by == TYPE else {}),
            **({} if declared is None else declared.values),
        }
        self._campaign, self._by = campaign, by
        self._names = {identity: str(name) for identity, name in names.items()}
        self._ids = {fold(text): identity for identity, name in names.items() for text in _spellings(name)}
        self._ids |= {fold(identity): identity for identity in names}
        self._near = Known({**dict.fromkeys(names), **dict.fromkeys(self._ids)})
        self.known = Known(self._names)
        self.order = {name: number for number, name in enumerate(self._names.values())}

    def group_of(self, unit: str, bloc: Bloc) -> str:
        """Return the name of the group that a unit is in, itself or with its bloc; "" where neither says."""
        written = _of_unit(self._campaign.units.get(unit, ""), self._by)
        return self.name(written or _of_bloc(bloc, self._by))

    def is_known(self, text: str) -> bool:
        """Return whether a text names a group, by its id or its name; any text does where none are declared."""
        return not self._names or fold(text) in self._ids

    def name(self, text: str) -> str:
        """Return the name of the group that a text names; the text itself where none are declared."""
        return self._names.get(self._ids.get(fold(text), ""), text)

    def nearest(self, text: str) -> str:
        """Return the id of the group that a text most likely meant, or ""."""
        near = self._near.nearest(text)
        return near if near in self._names else self._ids.get(near, "")


def grouping_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield groupings that contradict the campaign or each other, with paths in the campaign's file."""
    if BLOC in campaign.groupings:
        yield Problem("Q423", {"found": BLOC}, BLOC, path=("groupings", BLOC))
    groups = {by: GroupsOfUnits(campaign, by) for by in (*campaign.groupings, TYPE, *OLD)}
    declared = Known(campaign.groupings)
    spellings: dict[tuple[str, str], str] = {}
    for path, by, text in _all_written(campaign):
        if by not in groups or (by == TYPE and len(path) > len(("units", "UNIT", TYPE))):
            values = {"found": by, "where": ".".join(map(str, path[:-1]))}
            fix = _TYPE_KEY if by == TYPE else ""
            yield Problem("Q420", values, by, declared.listed, declared.nearest(by), fix=fix, path=path)
        elif not groups[by].is_known(text):
            known, near = groups[by].known.listed, groups[by].nearest(text)
            yield Problem("Q421", {"found": text, "grouping": by}, text, known, near, path=path)
        else:
            name = groups[by].name(text)
            first = spellings.setdefault((by, fold(name)), name)
            if first != name:
                yield Problem("Q424", {"found": text, "first": first, "grouping": by}, text, first, path=path)
    yield from _contradictions(campaign, groups)


def _contradictions(campaign: Campaign, groups: dict[str, GroupsOfUnits]) -> Iterator[Problem]:
    """Yield units that say another group than their bloc says, and blocs that say two."""
    said: list[tuple[Path, str, str, str, str]] = []
    for identity, bloc in campaign.blocs.items():
        for by, text in bloc.groupings.items():
            said.append((("blocs", identity, "groupings", by), by, text, _old_value(bloc, by) or "", identity))
        for name in bloc.units:
            unit = campaign.units.get(name)
            for by, text in unit.groupings.items() if isinstance(unit, Unit) else ():
                said.append((("units", name, "groupings", by), by, text, _of_bloc(bloc, by), identity))
    for path, by, text, other, bloc_id in said:
        if other and by in groups and fold(groups[by].name(text)) != fold(groups[by].name(other)):
            values = {"grouping": by, "found": text, "other": other, "bloc": bloc_id}
            yield Problem("Q422", values, text, other, path=path)


def _all_written(campaign: Campaign) -> Iterator[tuple[Path, str, str]]:
    """Yield every group that is written in a campaign: where, of which grouping, and what."""
    for identity, bloc in campaign.blocs.items():
        for by in OLD:
            if (old := _old_value(bloc, by)) is not None:
                yield ("blocs", identity, by), by, old
        for by, text in bloc.groupings.items():
            yield ("blocs", identity, "groupings", by), by, text
    for name, unit in campaign.units.items():
        if isinstance(unit, Unit):
            if unit.type is not None:
                yield ("units", name, TYPE), TYPE, unit.type
            for by, text in unit.groupings.items():
                yield ("units", name, "groupings", by), by, text


def _spellings(name: str | Text) -> tuple[str, ...]:
    return tuple(name) if isinstance(name, Text) else (name,)


def _of_unit(unit: str | Unit, by: str) -> str:
    if isinstance(unit, str):
        return ""
    return (unit.type or "") if by == TYPE else unit.groupings.get(by, "")


def _of_bloc(bloc: Bloc, by: str) -> str:
    return bloc.groupings.get(by) or _old_value(bloc, by) or ""


def _old_value(bloc: Bloc, by: str) -> str | None:
    return {DISTRICT: bloc.district, PROVINCE: bloc.province}.get(by)
