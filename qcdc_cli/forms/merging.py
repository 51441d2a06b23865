"""What a form says, put into a sheet that others have written in too: their marks, comments and lines stay."""

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from qcdc_cli.campaign.sheet import Agreement, MarkEntry, Notes, Sheet
from qcdc_cli.encoding import decode
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.yamltext.document import Document, Tree
from qcdc_cli.yamltext.editing.lines import spliced

_LINE = re.compile("[^\r\n]*(?:\r\n|\n|\r)?")
_BREAK_AT_END = re.compile("(?:\r\n|\n|\r)\\Z")
# The keys of an entry behind the stages; the longest come last.
_LONG = ("evidence", "appeals")
_BEHIND_THE_STAGES = (*(key for key in MarkEntry.model_fields if key not in _LONG), *_LONG)


class Change(NamedTuple):
    """One thing that is to stand in a sheet.

    Attributes:
        path: `("marks", "I.1", "self")` the mark of a stage; `("marks", "I.1", "evidence")`; `("notes", "limits")`;
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
            identity, key = inner
            _set(new, room, identity, _entry_with(_room(new, room).get(identity), key, value, first_stage))
        else:
            _set(new, room, inner[0], value)
    for room in ("agreed", "disqualifiers"):  # left blank they would be refused
        if new.get(room) == "" != tree.get(room):
            del new[room]
    return new


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
    tree = _tree(text, path)
    target = apply_changes(tree, changes, first_stage=stages[0])
    if target == tree:
        return text
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

    ended, line_end = text.endswith(("\n", "\r")), re.search("\r\n|\n|\r", text)
    whole = text if ended else text + (line_end[0] if line_end else "\n")
    # A block of text at the very end, without a break behind it, would get one that it did not have: if something
    # else stands behind it now, it is written anew.
    for goal in (apply_changes(_tree(whole, path), changes, first_stage=stages[0]), target):
        result = spliced(whole, goal, precedence, _is_tall)
        result = result if ended else _BREAK_AT_END.sub("", result)
        if _tree(result, path) == target:
            return result
    raise AssertionError(f"merging {changes!r} does not give what it should")


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
    text = decode(data, path)
    if isinstance(text, Problem):
        raise QcdcError(text)
    encoding, mark = _encoding(data)
    raw = data[len(mark) :].decode(encoding)
    result = merge(text, changes, stages=stages, order=order, path=path)
    return mark + (result if raw == text else _as_typed(raw, text, result)).encode(encoding)


def _as_typed(raw: str, text: str, result: str) -> str:
    """Return the result with the lines that did not change as they were before they were brought to normal form."""
    reader, old, new = (_LINE.findall(each) for each in (raw, text, result))
    parts: list[str] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        parts += reader[start:end] if tag == "equal" else new[new_start:new_end]
    return "".join(parts)


def _encoding(data: bytes) -> tuple[str, bytes]:
    """Return the encoding of a file that could be decoded, and the mark that it begins with."""
    for encoding, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        if data.startswith(mark):
            return encoding, mark
    return "utf-8", codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""


def _tree(text: str, path: str) -> dict[str, Tree]:
    document = Document(path, text.encode())
    if not isinstance(document.tree, dict):
        raise QcdcError(*document.problems)
    return document.tree


def _is_tall(path: tuple[str, ...], value: Any) -> bool:
    """Return whether a value is written line by line, however short: people add to it by hand."""
    if isinstance(value, dict):
        return len(path) <= 2 or (path[0] == "agreed" and len(path) == 3)
    return path[0] == "notes" or path[2:] in (("evidence",), ("appeals",))
