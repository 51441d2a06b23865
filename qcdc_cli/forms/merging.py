"""What a form says, put into a sheet that others have written in too: their marks, comments and lines stay."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from qcdc_cli.campaign.sheet import Agreement, MarkEntry, Notes, Sheet
from qcdc_cli.yamltext.document import Tree
from qcdc_cli.yamltext.editing.whole import edited, edited_file

# The keys of an entry behind the stages; the longest come last.
_LONG = ("evidence", "appeals")
_BEHIND_THE_STAGES = (*(key for key in MarkEntry.model_fields if key not in _LONG), *_LONG)


class Change(NamedTuple):
    """One thing that is to stand in a sheet.

    Attributes:
        path: `("marks", "I.1", "self")` the mark of a stage; `("marks", "I.1", "bloc", "marks", "lan")` what one of
            its checkers gave alone; `("marks", "I.1", "evidence")`; `("notes", "limits")`;
            `("disqualifiers", "ky-luat")`; `("agreed", "bloc")` a stage's agreement.
        value: what is to stand there, as a text tree; None takes it away.
    """

    path: tuple[str, ...]
    value: Tree | None


def apply_changes(tree: Mapping[str, Any], changes: Iterable[Change], *, first_stage: str) -> dict[str, Any]:
    """Return a sheet's text tree with the changes made: what the merged text must read as.

    Args:
        tree: the tree of a sheet; it is not changed.
        changes: what is to stand in it; of two for one path the later one counts.
        first_stage: the stage whose mark an entry in short form is.
    """
    new = dict(tree)
    for path, value in dict(changes).items():
        room, *inner = path
        if room == "marks":
            identity, key, *below = inner
            entry = _room(new, room).get(identity)
            own = _with_mark_of(entry, key, below[-1], value) if below else value
            _set(new, room, identity, _entry_with(entry, key, own, first_stage))
        else:
            _set(new, room, inner[0], value)
    for room in ("agreed", "disqualifiers"):  # left blank they would be refused
        if new.get(room) == "" != tree.get(room):
            del new[room]
    return new


def _with_mark_of(entry: Any, stage: str, checker: str, value: Tree | None) -> dict[str, Any] | None:
    """Return what stands under a stage with the mark of one of its checkers set or taken away; None for nothing."""
    there = entry.get(stage) if isinstance(entry, dict) else None
    own = dict(there) if isinstance(there, dict) else {}
    marks = _changed(dict(own.get("marks") or {}), checker, value)
    return _changed(own, "marks", marks or None) or None


def _room(tree: Mapping[str, Any], room: str) -> dict[str, Any]:
    return dict(tree.get(room) or {})


def _set(tree: dict[str, Any], room: str, key: str, value: Any) -> None:
    """Put a value into one of a sheet's mappings, or take it away; a mapping that becomes empty is left blank."""
    entries = _room(tree, room)
    if value is not None or key in entries:
        tree[room] = _changed(entries, key, value) or ""


def _changed(entries: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    if value is not None:
        return {**entries, key: value}
    return {name: own for name, own in entries.items() if name != key}


def _entry_with(entry: Any, key: str, value: Any, first_stage: str) -> Any:
    """Return a criterion's entry with one key set or taken away; None where nothing stands or comes there."""
    short = isinstance(entry, list) or (isinstance(entry, str) and entry != "")
    keys = {first_stage: entry} if short else dict(entry or {})
    if value is None and key not in keys:
        return entry
    keys = _changed(keys, key, value)
    if short and keys.keys() == {first_stage} and not isinstance(keys[first_stage], dict):
        return keys[first_stage]
    return keys or ""


def merge(
    text: str,
    changes: Sequence[Change],
    *,
    stages: Sequence[str],
    order: Sequence[str],
    path: str = "",
) -> str:
    """Return a sheet's text with the changes made and everything else as it was.

    Args:
        text: the text of a sheet in normal form C, as `decode` gives it, with the line ends that it has.
        changes: what is to stand in it; texts in normal form C.
        stages: all stages in order; an entry in short form is the first one's mark.
        order: the ids of all criteria in the rubric's order: a new entry stands behind the nearest one before it.
        path: how the file is named to people.

    Raises:
        QcdcError: the text is no mapping that can be read, or with the changes it could not be read any more, as
            with hidden characters in a value (Q209).
    """
    entry_keys = (*stages, *_BEHIND_THE_STAGES)
    orders = {
        (): tuple(Sheet.model_fields),
        ("marks",): order,
        ("agreed",): stages,
        ("notes",): tuple(Notes.model_fields),
    }

    def precedence(where: tuple[str, ...]) -> Sequence[str]:
        if where[:1] == ("marks",) and len(where) == 2:
            return entry_keys
        if where[:1] == ("agreed",) and len(where) > 1:
            return order if len(where) > 2 else tuple(Agreement.model_fields)
        return orders.get(where, ())

    def change(tree: dict[str, Any]) -> dict[str, Any]:
        return apply_changes(tree, changes, first_stage=stages[0])

    return edited(text, change, precedence, _is_tall, path)


def merge_file(
    data: bytes,
    changes: Sequence[Change],
    *,
    stages: Sequence[str],
    order: Sequence[str],
    path: str = "",
) -> bytes:
    """Return a sheet's file with the changes made, in the encoding that it has, with its mark if it has one.

    Lines that are not in normal form C and do not change keep their bytes too. For the arguments see `merge`.

    Raises:
        QcdcError: as `merge`, and when the file cannot be decoded.
    """
    return edited_file(data, lambda text: merge(text, changes, stages=stages, order=order, path=path), path)


def _is_tall(path: tuple[str, ...], value: Any) -> bool:
    """Return whether a value is written line by line, however short: people add to it by hand."""
    if isinstance(value, dict):
        entry = len(path) <= 1 or (len(path) == 2 and path[0] != "notes")
        an_appeal = path[2:] in (("appeals",), ("appeals", ""))  # in a list that is new, or behind those in it
        return entry or an_appeal or (path[0] == "agreed" and len(path) == 3)
    return path[0] == "notes" or path[2:] in (("evidence",), ("appeals",))
