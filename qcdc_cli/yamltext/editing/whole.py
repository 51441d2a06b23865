"""A whole YAML file changed so that it reads as another tree: what does not change keeps its bytes."""

import codecs
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from qcdc_cli.encoding import decode
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.yamltext.document import Tree, YamlDocument
from qcdc_cli.yamltext.editing.lines import spliced
from qcdc_cli.yamltext.editing.nodes import Precedence, TreePath

_LINE = re.compile("[^\r\n]*(?:\r\n|\n|\r)?")
_BREAK_AT_END = re.compile("(?:\r\n|\n|\r)\\Z")


def edited(
    text: str,
    change: Callable[[dict[str, Any]], dict[str, Any]],
    precedence: Precedence,
    tall: Callable[[TreePath, Any], bool],
    path: str = "",
) -> str:
    """Return a text with a change made, and everything else as it was.

    Args:
        text: a text in normal form C, as `decode` gives it, with the line ends that it has.
        change: gives for the text's tree the one that it is to read as; it leaves the tree itself as it is.
        precedence: the order of keys in the mapping at a path; a new key is put behind the nearest that precedes it.
        tall: decides by path and value what is written line by line, however short it is.
        path: how the file is named to people.

    Raises:
        QcdcError: the text is no mapping that can be read, or with the change it could not be read any more, as
            with hidden characters in a value (Q209).
    """
    tree = _tree(text, path)
    target = change(tree)
    if target == tree:
        return text
    ended, line_end = text.endswith(("\n", "\r")), re.search("\r\n|\n|\r", text)
    whole = text if ended else text + (line_end[0] if line_end else "\n")
    # A block of text at the very end, without a break behind it, would get one that it did not have: if something
    # else stands behind it now, it is written anew.
    for goal in (change(_tree(whole, path)), target):
        result = spliced(whole, goal, precedence, tall)
        result = result if ended else _BREAK_AT_END.sub("", result)
        if _tree(result, path) == target:
            return result
    raise AssertionError(f"{path} does not read as it should")


def edited_file(data: bytes, edit: Callable[[str], str], path: str = "") -> bytes:
    """Return a file's bytes with its text edited, in the encoding that it has, with its mark if it has one.

    Lines that are not in normal form C and do not change keep their bytes too.

    Args:
        data: the file's bytes.
        edit: gives the new text for the old one, as `edited` does.
        path: how the file is named to people.

    Raises:
        QcdcError: as `edit` does, and when the file cannot be decoded.
    """
    text = decode(data, path)
    if isinstance(text, Problem):
        raise QcdcError(text)
    encoding, mark = _encoding(data)
    raw = data[len(mark) :].decode(encoding)
    result = edit(text)
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
    document = YamlDocument(path, text.encode())
    if not isinstance(document.tree, dict):
        raise QcdcError(*document.problems)
    return document.tree
