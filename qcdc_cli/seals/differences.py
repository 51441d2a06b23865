"""How a YAML file differs from what was sealed of it: entry by entry; and which entries concern the sealed results."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

from qcdc_cli.problems import Path
from qcdc_cli.yamltext.document import Tree
from qcdc_cli.yamltext.editing.text import Writing

_PERIOD, _BLOC, _UNIT, _CHECKER, _ANY, _NEVER = "period", "bloc", "unit", "checker", "any", "never"
# The sections of qcdc.yaml that may go on after sealing, by what their keys are, level by level: sealed results rest
# on what is of their own periods, blocs, units and checkers. Who signs which paper follows the results.
_SECTIONS = {
    "period": (_NEVER,),
    "documents": (_NEVER,),
    "signatures": (_NEVER,),
    "periods": (_PERIOD,),
    "lots": (_PERIOD, _BLOC),
    "decisions": (_PERIOD, _BLOC),
    "ballots": (_PERIOD, _BLOC),
    "meetings": (_PERIOD, _BLOC),
    "assignments": (_PERIOD, _ANY, _UNIT),
    "draws": (_PERIOD, _ANY, _BLOC),
    "blocs": (_BLOC,),
    "units": (_UNIT,),
    "targets": (_ANY, _UNIT),
    "unassigned": (_ANY, _UNIT),
    "checkers": (_CHECKER,),
}
_WRITING = Writing(2, 0, lambda _path, _value: False)


class EntryDifference(NamedTuple):
    """An entry in which two trees differ.

    Attributes:
        path: the keys that lead to it; the items of a list are counted from 0.
        before: what the first has there; None for nothing.
        after: what the second has there, likewise.
    """

    path: Path
    before: Tree | None
    after: Tree | None

    @property
    def entry(self) -> str:
        """The keys as people read them, parted by slashes, the items of lists counted from 1."""
        return "/".join(str(key + 1) if isinstance(key, int) else key for key in self.path)


def entry_differences(before: Tree, after: Tree, path: Path = ()) -> Iterator[EntryDifference]:
    """Yield the entries in which two trees of texts differ, each as far down as both have it.

    Args:
        before: the first.
        after: the second.
        path: the keys that lead to both.
    """
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            if key in before and key in after:
                yield from entry_differences(before[key], after[key], (*path, key))
            else:
                yield EntryDifference((*path, key), before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _items(before, after, path)
    else:
        yield EntryDifference(path, before, after)


def _items(before: list[Any], after: list[Any], path: Path) -> Iterator[EntryDifference]:
    """Yield the items in which two lists differ, without those that both begin and end with."""
    begin = _alike(before, after)
    end = _alike(before[begin:][::-1], after[begin:][::-1])
    first, second = before[begin : len(before) - end], after[begin : len(after) - end]
    for at in range(max(len(first), len(second))):
        where = (*path, begin + at)
        if at < len(first) and at < len(second):
            yield from entry_differences(first[at], second[at], where)
        else:
            yield EntryDifference(where, *(own[at] if at < len(own) else None for own in (first, second)))


def _alike(first: list[Any], second: list[Any]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def written(tree: Tree | None) -> str | None:
    """Return an entry as people see it, on one line; a text as it is."""
    return tree if tree is None or isinstance(tree, str) else _WRITING.inline(tree, in_brackets=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """What sealed results rest on, of a campaign's own file that goes on after they were sealed.

    Attributes:
        periods: the periods' ids.
        blocs: the blocs' ids.
        units: the units' ids.
        checkers: the ids of the checkers that there were then.
    """

    periods: Collection[str]
    blocs: Collection[str]
    units: Collection[str]
    checkers: Collection[str]

    def parted(self, tree: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what of a campaign's own file concerns the results, and what else there is in it."""
        known = {_PERIOD: self.periods, _BLOC: self.blocs, _UNIT: self.units, _CHECKER: self.checkers, _NEVER: ()}
        own: dict[str, Any] = {}
        other: dict[str, Any] = {}
        for section, value in tree.items():
            levels = _SECTIONS.get(section, ())
            if levels == (_NEVER,):
                other[section] = value
                continue
            for found, part in zip((own, other), _parted(value, levels, known), strict=True):
                if part is not None:
                    found[section] = part
        return own, other


def _parted(value: Any, levels: tuple[str, ...], known: Mapping[str, Collection[str]]) -> tuple[Any, Any]:
    """Return the part of a value whose keys are known, level by level, and the rest; None for an empty one."""
    if not levels or not isinstance(value, dict):
        return value, None
    own: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for key, inner in value.items():
        if levels[0] != _ANY and key not in known[levels[0]]:
            other[key] = inner
            continue
        for found, part in zip((own, other), _parted(inner, levels[1:], known), strict=True):
            if part is not None:
                found[key] = part
    return own or None, other or None
