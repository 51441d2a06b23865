"""Patterns and folders into the files that they stand for; every folder is visited once, however many links lead there.

Python's own `glob` follows each link anew: of two links in a folder that lead back to it, it makes 2⁴⁰ paths.
"""

import os
from collections import deque
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

ANY_DEPTH = "**"
_WILD = frozenset("*?[")
_NOT_MEANT = (".", "~$")  # how the names of hidden files and of Excel's lock files begin


def is_pattern(name: str) -> bool:
    """Return whether a name has wildcards."""
    return bool(_WILD & set(name))


def is_passed_over(name: str) -> bool:
    """Return whether no pattern means an entry of this name: it is hidden, or the lock file of a workbook."""
    return name.startswith(_NOT_MEANT)


def matching(base: Path, pattern: str) -> list[Path]:
    """Return what a pattern stands for, looked up from `base`, without folders.

    A wildcard stands for no hidden name. The case of a suffix makes no difference, and `.yaml` stands for `.yml` too:
    a sheet that was saved as `A.YAML` must not vanish. What is a pipe or leads nowhere is found as well, so that
    whoever reads it says so.

    Args:
        base: the folder to start from.
        pattern: parts divided by `/`, with `*`, `?`, `[…]` and `**`.
    """
    whole = base / pattern
    parts = [part for part in PurePath(pattern).parts if part != PurePath(pattern).anchor]
    start = Path(whole.anchor) if PurePath(pattern).is_absolute() else base
    found: list[Path] = []
    # Links come last: a folder that is reached both ways is called by its own name.
    waiting, links = deque([(start, 0)]), deque[tuple[Path, int]]()
    seen: set[tuple[str, int]] = set()
    while waiting or links:
        folder, at = (waiting or links).popleft()
        if (key := (os.path.realpath(folder), at)) in seen:
            continue
        seen.add(key)
        part, is_last = parts[at], at == len(parts) - 1
        if part == ANY_DEPTH and not is_last:
            waiting.append((folder, at + 1))
        if part != ANY_DEPTH and not is_pattern(part):
            if is_last and os.path.lexists(folder / part):
                found.append(folder / part)
            elif not is_last:
                waiting.append((folder / part, at + 1))
            continue
        for entry in _entries(folder):
            if is_passed_over(entry.name) or not (part == ANY_DEPTH or _fits(entry.name, part)):
                continue
            if not _is_folder(entry):
                found += [folder / entry.name] if is_last else []
            elif part == ANY_DEPTH or not is_last:
                following = at if part == ANY_DEPTH else at + 1
                (links if entry.is_symlink() else waiting).append((folder / entry.name, following))
    return sorted(found)


def entries_below(folder: Path) -> Iterator[Path]:
    """Yield all entries of a folder and of those below it, hidden ones too, each folder once.

    A hidden folder is yielded itself, and what is in it is not.
    """
    waiting = deque([folder])
    seen: set[str] = set()
    while waiting:
        current = waiting.popleft()
        if (real := os.path.realpath(current)) in seen:
            continue
        seen.add(real)
        for entry in _entries(current):
            if _is_folder(entry) and not is_passed_over(entry.name):
                waiting.append(current / entry.name)
            else:
                yield current / entry.name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return the entries of a folder in order; none of what is no folder, or no longer."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _fits(name: str, part: str) -> bool:
    """Return whether a name fits one part of a pattern; of `*.yaml`, `a.YAML` and `a.yml` do too."""
    if fnmatchcase(name, part):
        return True
    suffix, wanted = PurePath(name).suffix.lower(), PurePath(part).suffix
    if not suffix or is_pattern(wanted):
        return False
    same = suffix == wanted.lower() or (wanted == ".yaml" and suffix == ".yml")
    return same and fnmatchcase(f"{PurePath(name).stem}{wanted}", part)
