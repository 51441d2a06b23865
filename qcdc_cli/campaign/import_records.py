"""Who sent which file when: records/imports.jsonl, to which each import adds a line for each file of a unit.

Nothing in it is ever taken away: undoing an import adds a line, too. Each line ends with the digest of what stands
before it, and names the digest of the line before: so a line that was edited, removed or moved since can be told. How
late a mark is follows from the day on which its file came in and the day on which its stage is due; it is kept nowhere.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.received_files import LAST, RECORDS, ReceivedFile, ReceivedFiles
from qcdc_cli.file_bytes import read_file
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.storage.disk import digest, timestamp
from qcdc_cli.storage.kept import kept_lines, read_kept

if TYPE_CHECKING:
    from qcdc_cli.storage.replacing import NewFile

_KIND = "records"
_MOST_MEGABYTES = 256  # a country's imports of a year take 20
_MOST_SHOWN = 100  # letters of a line that is told of
_WORDS = ("import", "file", "sha256", "unit", "period", "stage")
_CLOSED = re.compile(rb'(.*), "digest": "([0-9a-f]{64})"\}', re.DOTALL)


def read_received(folder: Path) -> ReceivedFiles:
    """Read the records of a campaign's imports, and see whether they are as they were written.

    Args:
        folder: the campaign's folder.

    Returns:
        what they say; nothing where nothing was imported.
    """
    file, last = folder / RECORDS, _known_last(folder)
    path = display_path(file)
    data = read_file(file, path, _MOST_MEGABYTES) if os.path.lexists(file) else b""
    if isinstance(data, Problem):
        return ReceivedFiles(problems=(data,))
    return _checked(path, data.splitlines(), last)


class _Undoing(NamedTuple):
    """A line that says that an import was undone."""

    run: str
    moment: datetime


def _checked(path: str, lines: Sequence[bytes], last: tuple[int, str] | None) -> ReceivedFiles:
    """Read the records line by line, each beside the one before it; the last import has noted how they ended."""
    problems: list[Problem] = []
    files: list[ReceivedFile] = []
    undone: dict[str, datetime] = {}
    before, digests = "", set[str]()
    for number, line in enumerate(lines, start=1):
        place = Place(path, number, 1)
        said = _said(line)
        if said is None or not _is_whole(line):
            problems.append(Problem("Q862", {"line": str(number)}).at(place, _shown(line)))
        if said is not None and said[0] != before:
            problems.append(Problem("Q863", {"line": str(number)}).at(place, _shown(line)))
        before = _digest_of(line)
        digests.add(before)
        what = None if said is None else said[1]
        if isinstance(what, _Undoing):
            undone[what.run] = what.moment
        elif what is not None:
            files.append(what)
    if last is not None and last[1] not in digests:
        values = {"number": str(last[0]), "there": str(len(lines))}
        end = Place(path, len(lines), 1) if lines else Place(path)
        problems.append(Problem("Q864", values).at(end, _shown(lines[-1]) if lines else ""))
    if undone:
        files = [one._replace(undone=undone.get(one.run)) for one in files]
    return ReceivedFiles(tuple(files), tuple(problems))


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "replace")[:_MOST_SHOWN]


def _said(line: bytes) -> tuple[str, ReceivedFile | _Undoing] | None:
    """Return the digest that a line names of the one before, and what it says; None where no import wrote it."""
    try:
        content = json.loads(line)
        before, moment = content["before"], datetime.fromisoformat(content["time"])
        if not isinstance(before, str) or moment.tzinfo is None:
            return None
        if "undoes" in content:
            return before, _Undoing(intern(content["undoes"]), moment)
        run, file, sha256, unit, period, stage = (intern(content[key]) for key in _WORDS)
        lines = tuple(map(intern, content["lines"]))  # a country's lines name the same few criteria
        return before, ReceivedFile(moment, run, file, sha256, unit, period, stage, lines, int(content["changes"]))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _is_whole(line: bytes) -> bool:
    """Return whether a line is what its digest was made of."""
    closed = _CLOSED.fullmatch(line)
    return closed is not None and digest(closed[1]).encode() == closed[2]


def _digest_of(line: bytes) -> str:
    """Return the digest that a line ends with; of one that ends otherwise, the digest of all of it."""
    closed = _CLOSED.fullmatch(line)
    return closed[2].decode() if closed is not None else digest(line)


def _known_last(folder: Path) -> tuple[int, str] | None:
    """Return how many lines the last import left, and the digest of the last of them, as it noted beside."""
    with suppress(QcdcError, TypeError, ValueError):  # it is a second witness only
        if (kept := read_kept(folder / LAST, _KIND, str)) is not None:
            number, last = kept[0]
            return int(number), str(last)
    return None


def added_records(folder: Path, files: Iterable[ReceivedFile] = (), *, undoes: str = "") -> "Iterator[NewFile]":
    """Yield the records with what an import adds to them, or the undoing of one; nothing where that is nothing.

    They are read when their turn comes: under the lock, so that no other import's lines are lost.

    Args:
        folder: the campaign's folder.
        files: what came in.
        undoes: the import that is undone.
    """
    from qcdc_cli.storage.replacing import NewFile  # which commands that write nothing do without

    new = list(map(_written, files))
    if undoes:
        new.append({"time": timestamp(), "undoes": undoes})
    if not new:
        return
    file = folder / RECORDS
    data = file.read_bytes() if file.exists() else b""
    lines = data.splitlines()
    before = _digest_of(lines[-1]) if lines else ""
    parts = [data if data.endswith(b"\n") or not data else data + b"\n"]
    for one in new:
        line = json.dumps({**one, "before": before}, ensure_ascii=False).removesuffix("}")
        text = line.encode(errors="backslashreplace")  # which JSON reads: a name may be no text, but bytes
        before = digest(text)
        parts.append(text + f', "digest": "{before}"}}\n'.encode())
    yield NewFile(file, b"".join(parts), digest(data) if data else None)
    yield NewFile(folder / LAST, b"".join(kept_lines(_KIND, [len(lines) + len(new), before], ())))


def _written(one: ReceivedFile) -> dict[str, Any]:
    """Return what the records say of a file."""
    return {
        "time": one.moment.isoformat(timespec="seconds"),
        "import": one.run,
        "file": one.file,
        "sha256": one.digest,
        "unit": one.unit,
        "period": one.period,
        "stage": one.stage,
        "lines": one.lines,
        "changes": one.changes,
    }
