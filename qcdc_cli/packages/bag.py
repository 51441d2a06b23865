"""BagIt (RFC 8493): how a package says which files it holds, so that whoever gets it can see whether one is damaged.

A bag is a folder with `bagit.txt`, what is told about it in `bag-info.txt`, the files themselves below `data/`, and
lists of digests: of these files in `manifest-sha256.txt`, of everything else in `tagmanifest-sha256.txt`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

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


class ListedFile(NamedTuple):
    """A file as a manifest lists it.

    Attributes:
        path: where it is in the bag.
        digest: the digest of its bytes, in small letters.
        size: how many bytes it has.
    """

    path: str
    digest: str
    size: int


def tag_files(info: Mapping[str, str], payload: Iterable[ListedFile], others: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all files of a bag that are no payload, by their paths.

    Args:
        info: what is told about it; no value is said that would differ from one day to the next.
        payload: the files below `data/`.
        others: further files beside it, by their paths.
    """
    listed = sorted(payload)
    amount = {"Payload-Oxum": f"{sum(one.size for one in listed)}.{len(listed)}"}
    lines = "".join(f"{key}: {_one_line(value)}\n" for key, value in {**info, **amount}.items())
    files = {
        DECLARATION: _DECLARED.encode(),
        INFO: lines.encode(),
        MANIFEST: _manifest((one.path, one.digest) for one in listed),
        **others,
    }
    own = _manifest((path, hashlib.sha256(data).hexdigest()) for path, data in sorted(files.items()))
    return {**files, TAG_MANIFEST: own}


def _manifest(digests: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {escaped(path)}\n" for path, digest in digests).encode()


def _one_line(value: str) -> str:
    return " ".join(value.split())


def escaped(path: str) -> str:
    """Return a path as a manifest writes it."""
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
