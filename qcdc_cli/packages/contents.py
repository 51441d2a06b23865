"""What a package holds: every file unpacked once and compared with what the package says of it, before any is taken."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_cli.language import Text
from qcdc_cli.packages.archive import Archive, ArchiveEntry, rounded_size
from qcdc_cli.packages.bag import ALGORITHMS, DECLARATION, INFO, ORIGINALS, PAYLOAD, read_info, read_manifest
from qcdc_cli.problems import Place, Problem, QcdcError

_MOST_OF_TAG_FILE = 8 * 1024 * 1024  # bytes of one that is read; a list of 10,000 files with long names has 3
_READ = re.compile(r"(?:tag)?manifest-\w+\.txt|" + "|".join(map(re.escape, (INFO, ORIGINALS))))
_NO_ALGORITHM = Text("bản kê mã kiểm tra không dùng SHA-256", "its lists of digests do not use SHA-256")
_UNREADABLE = Text("không đọc được `{name}`", "`{name}` is not readable")
_NOT_HERE = Text("gói liệt kê tệp phải tải từ nơi khác (fetch.txt)", "it names files that lie elsewhere (fetch.txt)")


class ContentFile(NamedTuple):
    """A file in a package.

    Attributes:
        name: its path in the package, parts separated by slashes.
        path: the same below the package's own folders, as it was called before it was packed.
        entry: where it is in the archive.
        digest: the SHA-256 digest of its bytes.
    """

    name: str
    path: str
    entry: ArchiveEntry
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package holds.

    Attributes:
        archive: the archive.
        info: what it says about itself, by label; None for a plain archive.
        files: the files in it.
        left_out: names of what systems put there by themselves.
        problems: all that is wrong with it.
    """

    archive: Archive
    info: Mapping[str, str] | None = None
    files: tuple[ContentFile, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_contents(archive: Archive, is_left_out: Callable[[str], bool]) -> Contents:
    """Unpack everything once, without keeping it, and compare it with what the package says.

    Args:
        archive: the archive.
        is_left_out: whether a path is of something that systems put beside people's files.
    """
    if archive.problems:
        return Contents(archive, problems=archive.problems)
    root = _bag_root(archive.entries)
    return _plain(archive, is_left_out) if root is None else _Bag(archive, root, is_left_out).contents()


def _bag_root(entries: Iterable[ArchiveEntry]) -> str | None:
    """Return the folder in which a bag lies, with a slash behind it, "" for none; None where there is no bag."""
    found = [entry.name for entry in entries if entry.name.split("/")[-1] == DECLARATION and entry.name.count("/") <= 1]
    return found[0].removesuffix(DECLARATION) if len(found) == 1 else None


def _plain(archive: Archive, is_left_out: Callable[[str], bool]) -> Contents:
    """Return what an archive holds that says nothing about it."""
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for entry in archive.entries:
        if not is_left_out(entry.name):
            try:
                files.append(
                    ContentFile(entry.name, entry.name, entry, _digests(archive, entry, ("sha256",))["sha256"])
                )
            except QcdcError as refusal:
                problems += refusal.problems
    left_out = tuple(entry.name for entry in archive.entries if is_left_out(entry.name))
    return Contents(archive, files=tuple(files), left_out=left_out, problems=tuple(problems))


def _digests(archive: Archive, entry: ArchiveEntry, algorithms: Iterable[str]) -> dict[str, str]:
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    for piece in archive.pieces(entry):
        for one in hashes.values():
            one.update(piece)
    return {name: one.hexdigest() for name, one in hashes.items()}


class _Bag:
    """A bag that is read, compared with its manifests."""

    def __init__(self, archive: Archive, root: str, is_left_out: Callable[[str], bool]) -> None:
        self.archive = archive
        own = [entry for entry in archive.entries if entry.name.startswith(root)]
        self.entries = {entry.name.removeprefix(root): entry for entry in own}
        beside = [entry.name for entry in archive.entries if not entry.name.startswith(root)]
        self.left_out = tuple(name for name in beside if is_left_out(name))
        self.strangers = [name for name in beside if not is_left_out(name)]
        self.problems: list[Problem] = []

    def contents(self) -> Contents:
        """Return what the bag holds; nothing beyond its own word where that is damaged."""
        tags = self._tags()
        manifests = {} if self.problems else self._manifests(tags, "manifest")
        files = [] if self.problems else self._files(manifests, _original_names(tags))
        if "fetch.txt" in self.entries:
            self._tell("Q839", reason=_NOT_HERE)
        for name in self.strangers:
            self._tell("Q830", name=name)
        info = read_info(tags[INFO].decode("utf-8", "replace")) if INFO in tags else {}
        return Contents(self.archive, info, tuple(files), self.left_out, tuple(self.problems))

    def _tags(self) -> dict[str, bytes]:
        """Return what the bag tells about itself; compare all files that are no payload with their manifests."""
        beside = {path: entry for path, entry in self.entries.items() if not path.startswith(PAYLOAD)}
        tags: dict[str, bytes] = {}
        for path, entry in beside.items():
            if _READ.fullmatch(path) is None:
                continue
            if entry.size > _MOST_OF_TAG_FILE:
                self._tell("Q834", found=f"{path} {rounded_size(entry.size)}", limit=rounded_size(_MOST_OF_TAG_FILE))
                continue
            try:
                tags[path] = b"".join(self.archive.pieces(entry))
            except QcdcError as refusal:
                self.problems += refusal.problems
        manifests = {} if self.problems else self._manifests(tags, "tagmanifest", optional=True)
        for path in sorted({path for listed in manifests.values() for path in listed} - beside.keys()):
            self._tell("Q829", name=path)
        for path, entry in beside.items():
            if _READ.fullmatch(path) is not None and path not in tags:
                continue  # told above
            try:  # piece by piece: an index is of any size
                digests = _digests(self.archive, entry, manifests)
            except QcdcError as refusal:
                self.problems += refusal.problems
                continue
            if any(listed.get(path, digests[name]) != digests[name] for name, listed in manifests.items()):
                self._tell("Q828", name=path)
        return tags

    def _files(
        self, manifests: Mapping[str, Mapping[str, str]], originals: Mapping[str, str] | None
    ) -> list[ContentFile]:
        """Return the payload, every file of it compared with all digests that are listed of it."""
        payload = {path: entry for path, entry in self.entries.items() if path.startswith(PAYLOAD)}
        listed = {path for own in manifests.values() for path in own}
        for path in sorted(listed - payload.keys()):
            self._tell("Q829", name=path)
        if originals is None:
            self._tell("Q839", reason=Text(*(text.format(name=ORIGINALS) for text in _UNREADABLE)))
        files = []
        for path, entry in payload.items():
            if path not in listed:
                self._tell("Q830", name=path)
            try:
                digests = _digests(self.archive, entry, {"sha256", *manifests})
            except QcdcError as refusal:
                self.problems += refusal.problems
                continue
            if any(own.get(path, digests[name]) != digests[name] for name, own in manifests.items()):
                self._tell("Q828", name=path)
            original = (originals or {}).get(path, path.removeprefix(PAYLOAD))
            files.append(ContentFile(path, original, entry, digests["sha256"]))
        return files

    def _manifests(self, tags: Mapping[str, bytes], kind: str, *, optional: bool = False) -> dict[str, dict[str, str]]:
        """Return the digests that a bag's manifests of a kind list, by algorithm and path."""
        listed = {}
        for algorithm in ALGORITHMS:
            name = f"{kind}-{algorithm}.txt"
            if name in tags:
                read = read_manifest(tags[name].decode("utf-8", "replace"))
                if read is None:
                    self._tell("Q839", reason=Text(*(text.format(name=name) for text in _UNREADABLE)))
                else:
                    listed[algorithm] = read
        if not listed and not optional and not self.problems:
            self._tell("Q839", reason=_NO_ALGORITHM)
        return listed

    def _tell(self, code: str, **values: str | Text) -> None:
        self.problems.append(Problem(code, values).at(Place(self.archive.path)))


def _original_names(tags: Mapping[str, bytes]) -> dict[str, str] | None:
    """Return what the files were called before they were packed, where that differs; None where it cannot be read."""
    try:
        names = json.loads(tags.get(ORIGINALS, b"{}"))
    except (ValueError, RecursionError):
        return None
    right = isinstance(names, dict) and all(isinstance(name, str) for name in names.values())
    return names if right else None
