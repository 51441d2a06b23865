"""Files in which a campaign keeps what it needs to know of its imports: lines of JSON, the first with a version."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.storage.disk import shown

_Item = TypeVar("_Item")
_VERSION = 1
_MOST_MEGABYTES = 1024  # the sheets of a country are 26
_DAMAGED = Text("nội dung bị hỏng", "its content is damaged")
_OTHER_VERSION = Text("do phiên bản qcdc khác ghi", "another version of qcdc wrote it")


def kept_lines(kind: str, head: Any, lines: Iterable[Any]) -> Iterator[bytes]:
    """Yield such a file line by line: what it is, something about all of it, and its lines."""
    for line in chain([{"qcdc": kind, "version": _VERSION, "about": head}], lines):
        yield json.dumps(line).encode() + b"\n"


def read_kept(file: Path, kind: str, item: Callable[[Any], _Item]) -> tuple[Any, list[_Item], bytes] | None:
    """Read such a file.

    Args:
        file: the file.
        kind: what it is to be.
        item: makes something of a line; what is wrong with it raises an error of Python's own.

    Returns:
        what it says about all of it, what its lines are, and its bytes; None where there is no such file.

    Raises:
        QcdcError: Q790 when it is damaged, or was written by a later version.
    """
    if not os.path.lexists(file):
        return None
    data = read_file(file, shown(file), _MOST_MEGABYTES)
    if isinstance(data, Problem):
        raise QcdcError(data, could_not_run=True)
    try:
        head, *rest = (json.loads(line) for line in data.splitlines())
        if head["qcdc"] == kind and head["version"] != _VERSION:
            raise _unusable(file, _OTHER_VERSION)
        if head["qcdc"] != kind:
            raise _unusable(file, _DAMAGED)
        return head["about"], [item(line) for line in rest], data
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as failure:
        raise _unusable(file, _DAMAGED) from failure


def _unusable(file: Path, why: Text) -> QcdcError:
    return QcdcError(Problem("Q790", {"path": shown(file), "reason": why}), could_not_run=True)
