"""Evidence folders on the disk: listed, no file being read for it; and the files read whose bytes matter.

No link is ever followed: what it leads to may lie anywhere. So a folder that is a link has no files here, and is told.
"""

import errno
import hashlib
import os
import stat
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import PERIOD, UNIT, evidence_parts, file_key
from qcdc_cli.campaign.evidence_kinds import begins_as_named
from qcdc_cli.campaign.evidence_listing import MOST_FILES, Content, EvidenceFile, EvidenceListing, Sort, Unexpected
from qcdc_cli.campaign.file_patterns import is_passed_over
from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.file_bytes import MEGABYTE
from qcdc_cli.problems import QcdcError
from qcdc_cli.storage import KEPT
from qcdc_cli.storage.kept import kept_lines, read_kept
from qcdc_cli.storage.replacing import NewFile, replace_all

MOST_DEEP = 16  # folders in one another in it
_FILE = f"{KEPT}/evidence.jsonl"
_KIND = "evidence"
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_SETTLED = 2_000_000_000  # nanoseconds: the clock of a disk may be so coarse that a later change has the same time
_MANY, _MUCH = 100, 8 * MEGABYTE  # files read, or bytes of them, from which it is worth to keep what was found
_HEAD = 1024  # bytes in which a file says what it is
_JUNCTION = 0xA0000003  # stat.IO_REPARSE_TAG_MOUNT_POINT, which only Windows has
_NO_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def list_evidence(
    campaign: Campaign, folder: Path, units: Collection[str] | None = None, periods: Collection[str] | None = None
) -> EvidenceListing:
    """List what lies in the evidence folders of a campaign, which names one.

    Args:
        campaign: the campaign; its `evidence` has no fault.
        folder: its folder.
        units: the units to look at, whatever lies beside their folders; None for all.
        periods: the periods to look at, likewise; None for all.
    """
    walk = _Walk(campaign, folder, units, periods)
    walk.down("", 0)
    files = {name: tuple(own) for name, own in sorted(walk.files.items())}
    return EvidenceListing(campaign, files, tuple(walk.unexpected), tuple(walk.cut), walk.unreadable)


class _Walk:
    """One way through the evidence folders."""

    def __init__(
        self, campaign: Campaign, folder: Path, units: Collection[str] | None, periods: Collection[str] | None
    ) -> None:
        self.parts, self.folder = evidence_parts(campaign), folder
        self.known: dict[str, Collection[str]] = {UNIT: campaign.units, PERIOD: campaign.periods}
        self.wanted = {UNIT: units, PERIOD: periods}
        self.files: dict[str, list[EvidenceFile]] = {}
        self.unexpected: list[Unexpected] = []
        self.cut: list[str] = []
        self.unreadable: dict[str, OSError] = {}

    def down(self, path: str, level: int) -> None:
        """Look into a folder above those of the evidence; the parts of the path say what is expected in it."""
        part = self.parts[level]
        wanted = self.wanted.get(part)
        if wanted is not None:
            for name in wanted:
                inner = f"{path}/{name}"
                if _is_folder(self.folder / inner):
                    self._inside(inner, level)
            return
        known: Collection[str] = self.known.get(part, (part,))
        entries = self._entries(path)
        if part not in self.known:  # the campaign's own folders; of one that is missing, the same in another case
            own = [entry for entry in entries if entry.name == part]
            entries = own or [entry for entry in entries if file_key(entry.name).lower() == part.lower()]
        for entry in entries:
            inner = f"{path}/{entry.name}" if path else entry.name
            if is_left_out(entry.name):
                continue
            if _is_link(entry):
                self.unexpected.append(Unexpected(inner, known, Sort.LINK))
            elif entry.name not in known or not entry.is_dir(follow_symlinks=False):
                self.unexpected.append(Unexpected(inner, known, Sort.FILE))
            else:
                self._inside(inner, level)

    def _inside(self, path: str, level: int) -> None:
        if level + 1 < len(self.parts):
            self.down(path, level + 1)
        else:
            self._files(path)

    def _files(self, folder: str) -> None:
        """List the files of an evidence folder and of all folders in it."""
        waiting = [("", 0)]
        own: list[EvidenceFile] = []
        while waiting:
            inside, depth = waiting.pop()
            for entry in self._entries(f"{folder}/{inside}" if inside else folder):
                if is_left_out(entry.name):
                    continue
                name = f"{inside}/{entry.name}" if inside else entry.name
                if len(own) == MOST_FILES:
                    self.cut.append(folder)
                    waiting.clear()
                    break
                if _is_link(entry):
                    own.append(EvidenceFile(folder, name, 0, 0, Sort.LINK))
                elif not entry.is_dir(follow_symlinks=False):
                    own.append(_file(folder, name, entry))
                elif depth == MOST_DEEP:
                    own.append(EvidenceFile(folder, name, 0, 0, Sort.TOO_DEEP))
                else:
                    waiting.append((name, depth + 1))
        if own:
            self.files[folder] = sorted(own)

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.folder / path) as found:
                return sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            return []
        except OSError as failure:
            self.unreadable[path] = failure
            return []


def is_left_out(name: str) -> bool:
    """Return whether a file or folder is none of the evidence: hidden, a lock file, or left there by a system."""
    return is_passed_over(name) or name.lower() in _LEFT_BY_SYSTEMS


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a link, or what Windows has in its place (a junction)."""
    try:
        return entry.is_symlink() or _is_junction(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _is_junction(found: os.stat_result) -> bool:
    return getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder, and no link to one."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and not _is_junction(found)


def _file(folder: str, name: str, entry: os.DirEntry[str]) -> EvidenceFile:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:  # gone meanwhile, or nobody may look at it
        return EvidenceFile(folder, name, 0, 0, Sort.OTHER)
    sort = Sort.FILE if stat.S_ISREG(found.st_mode) else Sort.OTHER
    return EvidenceFile(folder, name, found.st_size, found.st_mtime_ns, sort)


def read_evidence(
    folder: Path,
    files: Iterable[EvidenceFile],
    digests_of: Collection[EvidenceFile] = (),
    *,
    trusting: bool = True,
    progress: Progress | None = None,
) -> dict[EvidenceFile, Content | OSError]:
    """Read files of the evidence: how each begins, and the digests of those of which they are asked for.

    What is known of a file is kept beside the campaign and used again as long as its size and the time of its last
    change are the same. What closes a period, or verifies or sends anything, must not rely on that.

    Args:
        folder: the campaign's folder.
        files: the files, of a listing; what is no file (`Sort`) is passed over.
        digests_of: those of which the digest is needed, and so the whole file.
        trusting: whether what is kept may be used; else every file is read.
        progress: is called with the number of files read so far and of all.

    Returns:
        for each file what is known of it, or why it could not be read.
    """
    kept = _read_kept(folder) if trusting else {}
    known: dict[EvidenceFile, Content | OSError] = {}
    wanted = frozenset(digests_of)
    chosen = [file for file in files if file.sort is Sort.FILE]
    waiting = []
    for file in chosen:
        content = kept.get(file.folder, {}).get(file)
        if content is None or (file in wanted and content.digest is None):
            waiting.append(file)
        else:
            known[file] = content
    for number, file in enumerate(waiting):
        if progress is not None:
            progress(number, len(waiting))
        known[file] = _read(folder, file, whole=file in wanted)
    if trusting and (len(waiting) >= _MANY or sum(file.size for file in waiting) >= _MUCH):
        _keep(folder, kept, known)
    return known


def open_evidence(folder: Path, file: EvidenceFile) -> BufferedReader:
    """Open a file of the evidence to read it; no link that has taken its place meanwhile is followed.

    Args:
        folder: the campaign's folder.
        file: the file, of a listing.

    Raises:
        OSError: when it cannot be opened, or is no file any more.
    """
    handle = os.open(folder / file.path, os.O_RDONLY | _NO_WAITING)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return os.fdopen(handle, "rb")


def _read(folder: Path, file: EvidenceFile, *, whole: bool) -> Content | OSError:
    try:
        with open_evidence(folder, file) as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            digest = hashlib.file_digest(stream, "sha256").hexdigest() if whole else None
    except OSError as failure:
        return failure
    return Content(begins_as_named(file.name, head), digest)


_Kept = dict[str, dict[EvidenceFile, Content]]  # by folder; a file that was changed is another one


def _read_kept(folder: Path) -> _Kept:
    """Return what is kept; nothing where that cannot be read: it is only there to save time."""
    try:
        found = read_kept(folder / _FILE, _KIND, _kept_file)
    except QcdcError:
        return {}
    kept: _Kept = {}
    for file, content in found[1] if found is not None else ():
        kept.setdefault(file.folder, {})[file] = content
    return kept


def _kept_file(line: Any) -> tuple[EvidenceFile, Content]:
    where, name, size, changed, begins, digest = line
    return EvidenceFile(str(where), str(name), int(size), int(changed)), Content(bool(begins), digest and str(digest))


def _keep(folder: Path, kept: _Kept, known: Mapping[EvidenceFile, Content | OSError]) -> None:
    """Keep what is known of files; where nobody may write there, or another run does, that is left for the next time.

    A file that was changed just now may be changed again without its time telling, so it is read anew next time.
    """
    settled = time.time_ns() - _SETTLED
    now: _Kept = {}
    for file, content in known.items():
        own = now.setdefault(file.folder, {})
        if isinstance(content, Content) and file.changed < settled:
            own[file] = content
    lines = (
        (*file[:-1], content.begins, content.digest)
        for files in (kept | now).values()
        for file, content in files.items()
    )
    with suppress(QcdcError, OSError):
        replace_all([NewFile(folder / _FILE, kept_lines(_KIND, None, lines))], folder, lambda *_lines: None)
