"""The journal of a run that replaces files: written before the first is touched, removed when all of them are new."""

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.storage import JOURNAL, OWN
from qcdc_cli.storage.disk import create, force, force_folders, is_own, shown, timestamp

DRAFT = f"{JOURNAL}.new"  # the journal while it is being written
_VERSION = 1
_TOKEN = re.compile(r"[0-9a-z]+(-[0-9a-z]+){2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST = 1 << 28  # bytes; a journal has about 250 for each file
_DAMAGED = Text("nội dung bị hỏng", "its content is damaged")
_OTHER_VERSION = Text("do phiên bản qcdc khác ghi", "another version of qcdc wrote it")
_OUTSIDE = Text("có tệp nằm ngoài thư mục này", "it names a file outside of this folder")


@dataclass(slots=True)
class FileChange:
    """One file that is replaced, or removed.

    Attributes:
        target: the file, no link on the way to it.
        new_file: its new bytes, in a file beside it; an empty one, as long as one that is to be removed is there.
        old_file: where its old bytes are kept meanwhile.
        new: the digest of its new bytes; None when it is removed.
        old: the digest of what is replaced; None where there was no such file.
    """

    target: Path
    new_file: Path
    old_file: Path
    new: str | None
    old: str | None = None


@dataclass(slots=True)
class Journal:
    """What a run replaces.

    Attributes:
        folder: where the journal lies; None for files outside of any campaign, of which none is kept.
        token: what this run's temporary files are named with.
        time: when the run began to write.
        ready: whether all temporary files are complete, so that files may have been replaced.
        changes: the files.
    """

    folder: Path | None
    token: str
    time: str = field(default_factory=timestamp)
    ready: bool = False
    changes: list[FileChange] = field(default_factory=list)

    def change(self, target: Path, number: int, new: str | None = "", old: str | None = None) -> FileChange:
        """Return the change of a file, with the names of its temporary files."""
        name = f"{self.token}-{number}"
        return FileChange(target, target.with_name(f"{OWN}new-{name}"), target.with_name(f"{OWN}old-{name}"), new, old)

    def is_temporary(self, name: str) -> bool:
        """Return whether a file of this name is a temporary one of this run."""
        return name.startswith((f"{OWN}new-{self.token}-", f"{OWN}old-{self.token}-"))

    def save(self) -> None:
        """Write the journal, at once. Before files are replaced it must be on the disk for sure."""
        if self.folder is None:
            return
        content = {
            "qcdc-journal": _VERSION,
            "token": self.token,
            "time": self.time,
            "ready": self.ready,
            "files": [
                {"path": one.target.relative_to(self.folder).as_posix(), "old": one.old, "new": one.new}
                for one in self.changes
            ],
        }
        written = self.folder / DRAFT
        written.unlink(missing_ok=True)
        create(written, json.dumps(content, indent=1).encode())
        if self.ready:
            force([written])
        written.replace(self.folder / JOURNAL)
        if self.ready:
            force_folders([self.folder])

    def remove(self) -> None:
        """Remove the journal: there is nothing to finish or undo."""
        if self.folder is not None:
            (self.folder / DRAFT).unlink(missing_ok=True)
            (self.folder / JOURNAL).unlink(missing_ok=True)


def read_journal(folder: Path) -> Journal | None:
    """Read the journal that lies in a folder; None where there is none, or none any more.

    Raises:
        OSError: when it cannot be read.
        QcdcError: Q118 when it is none of ours, or names files outside of the folder.
    """
    file = folder / JOURNAL
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
            raise _refused(file, _DAMAGED)
        content = json.loads(file.read_bytes())
    except FileNotFoundError:  # also when the run that wrote it came to its end while it was looked at
        return None
    except (ValueError, RecursionError) as failure:
        raise _refused(file, _DAMAGED) from failure
    if not isinstance(content, dict):
        raise _refused(file, _DAMAGED)
    version = content.get("qcdc-journal")
    if version != _VERSION:
        raise _refused(file, _OTHER_VERSION if isinstance(version, int) else _DAMAGED)
    token, time, ready, files = (content.get(key) for key in ("token", "time", "ready", "files"))
    if not (isinstance(token, str) and _TOKEN.fullmatch(token) and isinstance(time, str) and isinstance(ready, bool)):
        raise _refused(file, _DAMAGED)
    journal = Journal(folder, token, time, ready)
    journal.changes += _changes(journal, files, file)
    return journal


def _changes(journal: Journal, files: Any, file: Path) -> Iterator[FileChange]:
    if not isinstance(files, list):
        raise _refused(file, _DAMAGED)
    folder = file.parent
    for number, one in enumerate(files):
        if not isinstance(one, dict):
            raise _refused(file, _DAMAGED)
        path, old, new = (one.get(key) for key in ("path", "old", "new"))
        if not (isinstance(path, str) and _is_digest_or_none(new) and _is_digest_or_none(old)):
            raise _refused(file, _DAMAGED)
        target = folder / path
        if "\0" in path or ".." in target.parts or is_own(target.name):
            raise _refused(file, _DAMAGED)
        if folder not in target.parents or os.path.realpath(target) != str(target):
            raise _refused(file, _OUTSIDE)
        yield journal.change(target, number, new, old)


def _is_digest_or_none(value: Any) -> TypeGuard[str | None]:
    return value is None or (isinstance(value, str) and _DIGEST.fullmatch(value) is not None)


def _refused(file: Path, why: Text) -> QcdcError:
    return QcdcError(Problem("Q118", {"path": shown(file), "reason": why}), could_not_run=True)
