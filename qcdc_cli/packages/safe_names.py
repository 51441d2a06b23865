"""Names of files that every system can hold: no Windows device, no steering sign, no two that differ by case only."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from qcdc_cli.storage.disk import is_own

_MOST_LETTERS = 100  # of a name; Windows takes 255 with its folders' names, of which whoever unpacks needs some
_MOST_BYTES = 200  # of a name; Linux takes 255, and other programs lengthen it while they write
_MOST_OF_PATH = 180  # letters
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
_REFUSED = frozenset('<>:"/\\|?*')
# What is no sign of its own: control characters, those that turn the direction of writing, halves of characters.
_NOTHING_SHOWN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def name_key(path: str) -> str:
    """Return what two names have in common that Windows or macOS hold for one: their case and Unicode form aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def safe_path(path: str) -> str:
    """Return a path, its parts separated by slashes, as every system can hold it; one that is safe stays as it is.

    Its letters are brought to one Unicode form (NFC), which nobody sees.
    """
    parts = [_safe_part(part) for part in path.split("/") if part not in ("", ".")] or ["_"]
    whole = "/".join(parts)
    if len(whole) <= _MOST_OF_PATH:
        return whole
    middle = hashlib.sha256(whole.encode()).hexdigest()[:8]
    first = [parts[0][: _MOST_LETTERS // 2].rstrip(". ")] if len(parts) > 1 else []
    return "/".join([*first, middle, parts[-1]])


def distinct_paths(paths: Mapping[str, str]) -> dict[str, str]:
    """Return paths of which no system holds two for one: later ones get a number, as `bien-ban (2).pdf`.

    A folder is spelled everywhere as where it comes first.

    Args:
        paths: safe paths, by what they are of; the order decides which of two keeps its name.

    Returns:
        the paths, by the same.
    """
    taken: set[str] = set()
    folders: dict[str, str] = {}
    numbers: Counter[str] = Counter()

    def free(wanted: str, suffix: str = "") -> str:
        key = name_key(wanted + suffix)
        while True:
            numbers[key] += 1
            path = (f"{wanted} ({numbers[key]})" if numbers[key] > 1 else wanted) + suffix
            if name_key(path) not in taken:
                taken.add(name_key(path))
                return path

    result = {}
    for own, path in paths.items():
        *parents, name = path.split("/")
        folder = ""
        for part in parents:
            key = name_key(f"{folder}{part}")
            if key not in folders:
                folders[key] = free(f"{folder}{part}")
            folder = f"{folders[key]}/"
        suffix = PurePosixPath(name).suffix
        result[own] = free(folder + name.removesuffix(suffix), suffix)
    return result


def _safe_part(part: str) -> str:
    """Return one name of a path as every system can hold it."""
    composed = unicodedata.normalize("NFC", part)
    shown = ("_" if sign in _REFUSED or unicodedata.category(sign) in _NOTHING_SHOWN else sign for sign in composed)
    name = "".join(shown).strip(" ").rstrip(". ")
    return _shortened(f"_{name}" if not name or _DEVICE.match(name) or is_own(name) else name)


def _shortened(name: str) -> str:
    """Return a name that is not too long, with the suffix that it had."""
    if _fits(name):
        return name
    suffix = PurePosixPath(name).suffix
    suffix = suffix if _fits(suffix, 4) else ""
    stem = name.removesuffix(suffix)
    while not _fits(stem + suffix):
        stem = stem[:-1]
    return stem.rstrip(". ") + suffix


def _fits(name: str, share: int = 1) -> bool:
    return len(name) <= _MOST_LETTERS // share and len(name.encode()) <= _MOST_BYTES // share
