"""What the last import replaced, kept so that it can be restored.

The record is replaced together with the files of which it tells, so that it never speaks of an import that did not
happen; and it is removed together with them once they are restored.
"""

import base64
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qcdc_cli.storage import UNDO
from qcdc_cli.storage.disk import digest, file_digest, is_own
from qcdc_cli.storage.kept import kept_lines, read_kept
from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile

_KIND = "undo"


@dataclass(frozen=True, slots=True)
class ReplacedFile:
    """One file that was replaced.

    Attributes:
        file: the file.
        old: what it held before; None where there was no such file.
        new: the digest of what it was replaced with.
    """

    file: Path
    old: bytes | None
    new: str


@dataclass(frozen=True, slots=True)
class UndoRecord:
    """What the last import replaced.

    Attributes:
        record: the file that says so.
        digest: the digest of that file.
        sources: what was imported, as it was named to people.
        files: what was replaced.
        run: what the records of imports call that import; "" where they have nothing of it.
    """

    record: Path
    digest: str
    sources: tuple[str, ...]
    files: tuple[ReplacedFile, ...]
    run: str = ""

    @property
    def sheets(self) -> tuple[ReplacedFile, ...]:
        """The files that people know of."""
        return tuple(one for one in self.files if not is_own(one.file.parent.name))

    def refuse_changed(self) -> None:
        """Raise ChangedMeanwhileError when files are not any more as they were written."""
        changed = [one.file for one in self.files if file_digest(Path(os.path.realpath(one.file))) != one.new]
        if changed:
            raise ChangedMeanwhileError(changed)

    def restored(self) -> Iterator[NewFile]:
        """Yield all files as they were before, and the record, which is of no use then, as one to remove."""
        for one in self.files:
            yield NewFile(one.file, one.old, one.new)
        yield NewFile(self.record, None, self.digest)


def with_undo(files: Iterable[NewFile], folder: Path, sources: Sequence[str], run: str) -> Iterator[NewFile]:
    """Yield files to replace, and at the end the record of what they replace.

    What they hold now is read when the record itself is written: no file is replaced before all are written.

    Args:
        files: the files, whose bytes come at once.
        folder: the campaign's folder, in which they lie.
        sources: what is imported, as it is named to people.
        run: what the records of imports call this one.
    """
    replaced: list[tuple[Path, str]] = []
    for file in files:
        assert isinstance(file.data, bytes)  # noqa: S101 - whoever writes sheets has them whole
        replaced.append((file.file, digest(file.data)))
        yield file
    if replaced:
        yield NewFile(
            folder / UNDO, kept_lines(_KIND, {"sources": list(sources), "run": run}, _replaced_files(replaced, folder))
        )


def _replaced_files(replaced: Iterable[tuple[Path, str]], folder: Path) -> Iterator[dict[str, Any]]:
    for file, new in replaced:
        target = Path(os.path.realpath(file))
        try:
            old = base64.b64encode(target.read_bytes()).decode("ascii") if target.exists() else None
        except FileNotFoundError:
            raise ChangedMeanwhileError([file]) from None
        yield {"path": target.relative_to(os.path.realpath(folder)).as_posix(), "old": old, "new": new}


def read_undo(folder: Path) -> UndoRecord | None:
    """Read what the last import replaced; None where there is nothing to undo.

    Args:
        folder: the campaign's folder.

    Raises:
        QcdcError: Q790 when the record is damaged.
    """

    def replaced_file(line: Any) -> ReplacedFile:
        path, old, new = line["path"], line["old"], line["new"]
        if ".." in Path(path).parts or is_own(Path(path).name) or not isinstance(new, str):
            raise ValueError(path)
        return ReplacedFile(folder / path, None if old is None else base64.b64decode(old, validate=True), new)

    record = folder / UNDO
    found = read_kept(record, _KIND, replaced_file)
    if found is None:
        return None
    about, files, data = found
    sources, run = (about["sources"], about["run"]) if isinstance(about, dict) else (about, "")  # before 2027: a list
    return UndoRecord(record, digest(data), tuple(map(str, sources)), tuple(files), str(run))
