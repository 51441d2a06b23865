"""Files are replaced or removed, all at once or not at all, whatever happens between."""

import errno
import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.storage import JOURNAL, LOCK, OWN
from qcdc_cli.storage.disk import (
    cannot_write,
    create,
    digest,
    file_digest,
    force,
    force_folders,
    keep,
    make_folder,
    remove_folders,
    shown,
)
from qcdc_cli.storage.journal import FileChange, Journal
from qcdc_cli.storage.lock import Tell, host, is_running, locked
from qcdc_cli.storage.recovery import clear, names_of, recover, undo_changes, unfinished

ANYTHING = "anything"
_OUTSIDE = Text("nằm ngoài thư mục của đợt thi đua", "it lies outside of the campaign's folder")

_IS_FILE = Text("đó là một tệp, không phải thư mục", "it is a file, not a folder")
_OTHER_FOLDER = Text("Ghi vào một thư mục: chọn tên khác.", "Write into a folder: choose another name.")
_TWICE = Text("lệnh này ghi hai nội dung vào cùng một tệp", "this command would write two contents into one file")


class NewFile(NamedTuple):
    """A file as it is to be.

    Attributes:
        file: the file; a link stays a link, and what it points to is replaced.
        data: its bytes, at once or part by part; None when it is to be removed.
        replaces: the digest of the bytes that were read before; None where there was no such file; ANYTHING where it
            does not matter.
    """

    file: Path
    data: bytes | Iterable[bytes] | None
    replaces: str | None = ANYTHING


class ChangedMeanwhileError(Exception):
    """Raised when files are not as they were when they were read; nothing was written then.

    Attributes:
        files: the files.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__(files)
        self.files = files


def replace_all(files: Iterable[NewFile], folder: Path | None, tell: Tell) -> None:
    """Replace or remove files, all of them or none.

    Each is written beside its target first, as it comes, so that they need not all be in memory. Then a journal says
    what is replaced, and only then the first file is touched.

    Args:
        files: the files; folders that they lie in are made.
        folder: the campaign's folder, in which all of them lie; no other run writes there meanwhile, and the next one
            finishes or undoes what this one could not. None for files outside of any campaign.
        tell: is called with what people are to know about interrupted runs that were found.

    Raises:
        QcdcError: Q106 when a file cannot be written (Excel locks what it has open), with Q116 for the others, which
            are as before; what `locked` and `recover` raise.
        ChangedMeanwhileError: when a file is not what it was to replace.
    """
    if folder is None:
        _Replacement(None).run(files)
        return
    folder = Path(os.path.realpath(folder))
    made: list[Path] = []
    try:
        made += make_folder(folder)
        with locked(folder, tell):
            recover(folder, tell)
            _Replacement(folder).run(files)
    except BaseException as failure:
        remove_folders(made)
        if isinstance(failure, OSError):
            raise QcdcError(cannot_write(folder / LOCK, failure), could_not_run=True) from failure
        raise


def write(file: Path, data: bytes | Iterable[bytes], folder: Path | None, tell: Tell) -> None:
    """Replace one file at once, as `replace_all` does; what is no file but a device or a pipe is written into.

    Raises:
        QcdcError: Q919 where its folder is missing: none is made for a file that somebody named; Q106 where it cannot
            be written, and what `replace_all` raises.
    """
    try:
        mode = file.stat().st_mode
    except OSError:
        mode = stat.S_IFREG
    try:
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            refuse_missing_folder(file)
            replace_all([NewFile(file, data)], folder, tell)
            return
        with file.open("wb") as stream:
            stream.writelines([data] if isinstance(data, bytes) else data)
    except OSError as failure:
        raise QcdcError(cannot_write(file, failure), could_not_run=True) from failure


def refuse_missing_folder(file: Path) -> None:
    """Refuse (Q919) to write a file that somebody named into a folder that is not there."""
    if not file.parent.is_dir():
        problem = Problem("Q919", {"path": shown(file), "folder": shown(file.parent)})
        raise QcdcError(problem, could_not_run=True)


def refuse_file_as_folder(folder: Path) -> None:
    """Refuse (Q106) to write files into what is a file itself."""
    if folder.exists() and not folder.is_dir():
        problem = Problem("Q106", {"path": shown(folder), "reason": _IS_FILE}, fix=_OTHER_FOLDER)
        raise QcdcError(problem, could_not_run=True)


class _Replacement:
    """One run of `replace_all`."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.journal = Journal(folder, f"{_host()}-{os.getpid()}-{os.urandom(4).hex()}")
        self.files: list[NewFile] = []
        self.made: list[Path] = []
        self.targets: set[Path] = set()
        self.swept: set[Path] = set()
        self.at = folder / JOURNAL if folder is not None else Path()  # the file that is being worked on

    def run(self, files: Iterable[NewFile]) -> None:
        """Replace the files, or leave all as they were."""
        changes = self.journal.changes
        try:
            self.journal.save()
            for file in files:
                self._prepare(file)
            force(change.new_file for change in changes)
            self._compare()
            if self.folder is not None:
                self.at = self.folder / JOURNAL
            self.journal.ready = True
            self.journal.save()
            for file, change in zip(self.files, changes, strict=True):
                self.at = file.file
                self._replace(change)
            force_folders([change.target.parent for change in changes] + [folder.parent for folder in self.made])
        except BaseException as failure:
            problems = self._undo()
            if isinstance(failure, OSError):
                raise QcdcError(cannot_write(self.at, failure), *problems, could_not_run=True) from failure
            raise
        with suppress(OSError):  # all is written; the next command removes what is left
            clear(self.journal)

    def _prepare(self, file: NewFile) -> None:
        """Write a file's new bytes beside it."""
        self.at = file.file
        target = Path(os.path.realpath(file.file))
        if target.is_dir() or not file.file.name:
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if self.folder is not None and not target.is_relative_to(self.folder):
            raise _cannot_go_there(file.file, _OUTSIDE)
        if target in self.targets:
            raise _cannot_go_there(file.file, _TWICE)
        self.targets.add(target)
        change = self.journal.change(target, len(self.files))
        if self.folder is None and target.parent not in self.swept:
            self.swept.add(target.parent)
            _remove_left_files(target.parent)
        self.made += make_folder(target.parent)
        self.files.append(file)
        self.journal.changes.append(change)
        digest_of_new = create(change.new_file, b"" if file.data is None else file.data, like=target)
        change.new = None if file.data is None else digest_of_new

    def _compare(self) -> None:
        """Look at what is replaced, and refuse when it is not what was read."""
        changed = []
        for file, change in zip(self.files, self.journal.changes, strict=True):
            self.at = file.file
            change.old = file_digest(change.target)
            if file.replaces not in (ANYTHING, change.old):
                changed.append(file.file)
        if changed:
            raise ChangedMeanwhileError(changed)

    def _replace(self, change: FileChange) -> None:
        """Replace or remove one file, after its old bytes got a second name, from which they can be put back."""
        if change.old is not None:
            keep(change.target, change.old_file)
        if file_digest(change.target if change.old is None else change.old_file) != change.old:
            raise ChangedMeanwhileError([self.at])
        if change.new is None:
            change.target.unlink(missing_ok=True)
            change.new_file.unlink()
        else:
            change.new_file.replace(change.target)

    def _undo(self) -> tuple[Problem, ...]:
        """Put all files back; return what is to be told of them beside the one that could not be written."""
        try:
            if self.journal.ready:
                undo_changes(self.journal)
        except OSError as failure:
            return unfinished(self.folder or self.at.parent, failure).problems
        with suppress(OSError):
            clear(self.journal)
        remove_folders(self.made)
        names = names_of(file.file for file in self.files)
        return (Problem("Q116", {"files": names}),) if len(self.files) > 1 else ()


def _cannot_go_there(file: Path, why: Text) -> QcdcError:
    return QcdcError(Problem("Q106", {"path": str(file), "reason": why, "other": file.name}), could_not_run=True)


def _host() -> str:
    """Return a short word for this computer, for the names of temporary files."""
    return digest(host().encode())[:8]


def _remove_left_files(folder: Path) -> None:
    """Remove temporary files in a folder of no campaign whose process was killed."""
    with suppress(OSError):
        for file in folder.glob(f"{OWN}[no]*-{_host()}-*"):
            process = file.name.split("-")[3]
            if process.isdecimal() and not is_running(int(process)):
                file.unlink(missing_ok=True)
