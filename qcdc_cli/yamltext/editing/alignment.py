"""What stands in a mapping or a list, next to what is to stand there: which parts stay, go and come, and where."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from qcdc_cli.yamltext.editing.nodes import Part, SourceNode

TreePath = tuple[str, ...]
Precedence = Callable[[TreePath], Sequence[str]]  # the order of the keys of the mapping at a path


class Step(NamedTuple):
    """What becomes of one part.

    Attributes:
        part: what stands there; None for a new one.
        key: the key of an entry; "" for an item.
        value: what it is to read as; None when it is taken away.
    """

    part: Part | None
    key: str
    value: Any


def steps(node: SourceNode, target: Any, path: TreePath, precedence: Precedence) -> list[Step]:
    """Return what becomes of the parts of a collection, in the order in which they will stand.

    Args:
        node: a mapping or a list.
        target: the mapping or the list that it is to read as.
        path: its path.
        precedence: see `in_order`.
    """
    if isinstance(target, dict):
        return _steps_of_mapping(node.parts, target, precedence(path))
    return list(_steps_of_list(node, target))


def aligned_in_order(node: SourceNode | None, value: Any, path: TreePath, precedence: Precedence) -> Any:
    """Return a value with its keys in the order in which they are to stand.

    Args:
        node: what stands there now: its keys keep their order.
        value: the value.
        path: its path.
        precedence: the order of keys: a new one is put behind the nearest that precedes it.
    """
    if not isinstance(value, dict):
        return value
    parts = node.parts if node is not None and isinstance(node.tree, dict) else ()
    return {
        key: aligned_in_order(part.value if part else None, each, (*path, key), precedence)
        for part, key, each in _steps_of_mapping(parts, value, precedence(path))
        if each is not None
    }


def _steps_of_mapping(parts: Sequence[Part], target: Mapping[str, Any], order: Sequence[str]) -> list[Step]:
    found = [Step(part, part.key, target.get(part.key)) for part in parts]
    places = {key: number for number, key in enumerate(order)}
    last = len(places)
    standing = {part.key for part in parts}
    new = (key for key in target if key not in standing)
    for key in sorted(new, key=lambda key: places.get(key, last)):
        own = places.get(key, last)
        before = [(places.get(step.key, last), number) for number, step in enumerate(found)]
        nearest = max((each for each in before if each[0] < own), default=(0, -1))[1]
        found.insert(nearest + 1 if key in places else len(found), Step(None, key, target[key]))
    return found


def _steps_of_list(node: SourceNode, target: Sequence[Any]) -> Iterator[Step]:
    """Yield the steps of a list: equal items stay, and what is another item stands in its place."""
    old, new = ([json.dumps(each, sort_keys=True) for each in items] for items in (node.tree, target))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        parts, values = node.parts[start:end], target[new_start:new_end]
        yield from (Step(part, "", value) for part, value in zip(parts, values, strict=False))
        if kind != "equal":
            yield from (Step(part, "", None) for part in parts[len(values) :])
            yield from (Step(None, "", value) for value in values[len(parts) :])
