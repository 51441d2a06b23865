"""BagIt (RFC 8493): how a package says which files it holds, so that whoever gets it can see whether one is damaged.

A bag is a folder with `bagit.txt`, what is told about it in `bag-info.txt`, the files themselves below `data/`, and
lists of digests: of these files in `manifest-sha256.txt`, of everything else in `tagmanifest-sha256.txt`.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from qcdc_cli.packages.stored_zip import StoredFile, stored_bytes, stored_zip
from qcdc_cli.problems import Problem, QcdcError

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data/"
ALGORITHMS = ("sha512", "sha256", "sha1", "md5")  # from the strongest, of those that bags are made with
MANIFEST = "manifest-sha256.txt"
ORIGINALS = "file-names.json"  # what files were called before, by path, where that differs
TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_ESCAPED = {"%": "%25", "\n": "%0A", "\r": "%0D"}
_LINE_END = re.compile(r"\r\n|\r|\n")


class FileMeasure(NamedTuple):
    """What a file's bytes come to.

    Attributes:
        size: how many they are.
        crc: their CRC-32.
        digest: their SHA-256 digest.
    """

    size: int
    crc: int
    digest: str


class PayloadFile(NamedTuple):
    """A file to put into a bag.

    Attributes:
        path: where it is to be below `data/`.
        original: its path in the folder that it comes from, as every system can hold it.
        measure: what its bytes come to.
        pieces: gives its bytes, piece by piece, when its turn comes.
    """

    path: str
    original: str
    measure: FileMeasure
    pieces: Callable[[], Iterable[bytes]]


def measured(pieces: Iterable[bytes]) -> FileMeasure:
    """Return what bytes come to."""
    size, crc, digest = 0, 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        digest.update(piece)
    return FileMeasure(size, crc, digest.hexdigest())


def bag_zip(
    root: str, info: Mapping[str, str], payload: Sequence[PayloadFile], others: Mapping[str, bytes]
) -> Iterator[bytes]:
    """Yield the bytes of a bag as a zip archive: what is told about the files first, then the files by their paths.

    Args:
        root: the folder that the bag is.
        info: what is told about it; no value is said that would differ from one day to the next.
        payload: its files.
        others: further files beside them, by path.

    Raises:
        QcdcError: Q821 for a file whose bytes are not any more those that were measured.
    """
    files = sorted(payload, key=lambda file: file.path)
    stored = [stored_bytes(f"{root}/{path}", data) for path, data in _tag_files(info, files, others).items()]
    for file in files:
        pieces = partial(_unchanged, file)
        stored.append(StoredFile(f"{root}/{PAYLOAD}{file.path}", file.measure.size, file.measure.crc, pieces))
    return stored_zip(stored)


def _unchanged(file: PayloadFile) -> Iterator[bytes]:
    return unchanged(file.original, file.measure.size, file.measure.digest, file.pieces())


def unchanged(name: str, size: int, digest: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a file's bytes as long as they are those that were measured.

    Args:
        name: how the file is named to people.
        size: how many they were.
        digest: their SHA-256 digest.
        pieces: the bytes, as they are now.

    Raises:
        QcdcError: Q821 when they are others.
    """
    found, now = 0, hashlib.sha256()
    for piece in pieces:
        found += len(piece)
        now.update(piece)
        if found > size:
            break
        yield piece
    if (found, now.hexdigest()) != (size, digest):
        raise QcdcError(Problem("Q821", {"name": name}))


def _tag_files(
    info: Mapping[str, str], payload: Sequence[PayloadFile], others: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return all files of a bag that are no payload, by their paths."""
    amount = {"Payload-Oxum": f"{sum(one.measure.size for one in payload)}.{len(payload)}"}
    told = "".join(f"{label}: {' '.join(value.split())}\n" for label, value in {**info, **amount}.items())
    renamed = {f"{PAYLOAD}{one.path}": one.original for one in payload if one.path != one.original}
    originals = {ORIGINALS: json.dumps(renamed, ensure_ascii=False, indent=1).encode()} if renamed else {}
    files = {
        DECLARATION: _DECLARED.encode(),
        INFO: told.encode(),
        MANIFEST: _manifest((f"{PAYLOAD}{one.path}", one.measure.digest) for one in payload),
        **originals,
        **others,
    }
    return {**files, TAG_MANIFEST: _manifest((path, measured([data]).digest) for path, data in sorted(files.items()))}


def _manifest(digests: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in digests).encode()


def _escaped(path: str) -> str:
    return re.sub("[%\r\n]", lambda sign: _ESCAPED[sign[0]], path)


def read_manifest(text: str) -> dict[str, str] | None:
    """Return the digests that a manifest lists, by path; None for what is no manifest, or lists a file twice."""
    digests: dict[str, str] = {}
    for line in _LINE_END.split(text):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        path = "" if match is None else re.sub("%(25|0[AaDd])", lambda sign: chr(int(sign[1], 16)), match[2])
        path = path.removeprefix("./")
        if match is None or path in digests:
            return None
        digests[path] = match[1].lower()
    return digests


def read_info(text: str) -> dict[str, str]:
    """Return what a bag says about itself, by label; lines that go on begin with a space."""
    info: dict[str, str] = {}
    label = ""
    for line in _LINE_END.split(text):
        if line[:1].isspace() and label:
            info[label] = f"{info[label]} {line.strip()}"
        elif ":" in line:
            label, _, value = line.partition(":")
            label = label.strip()
            info[label] = value.strip()
    return info
