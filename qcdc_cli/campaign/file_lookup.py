"""Finding files: the campaign by walking up, sheets by pattern, rubrics by name or path."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, SEALS
from qcdc_cli.campaign.file_patterns import entries_below, is_passed_over, is_pattern, matching
from qcdc_cli.campaign.shipped import is_shipped
from qcdc_cli.file_bytes import is_there
from qcdc_cli.problems import Problem, QcdcError

SHEETS = (".yaml", ".yml")  # the files of a folder that are read as sheets, whatever the case of their suffix


def find_campaign(folder: Path) -> Path:
    """Return the campaign's folder: the nearest one with a qcdc.yaml, from `folder` upwards.

    Raises:
        QcdcError: Q101 when the folder does not exist, Q102 when no campaign is found.
    """
    start = Path(os.path.realpath(folder))  # resolve() would raise on a link that leads to itself
    if start.is_file() and start.name == CAMPAIGN_FILE:
        return start.parent
    if not start.is_dir():
        raise QcdcError(Problem("Q101", {"path": str(folder)}), could_not_run=True)
    for candidate in (start, *start.parents):
        if is_there(candidate / CAMPAIGN_FILE):
            return candidate
    raise QcdcError(Problem("Q102", {"path": str(folder)}), could_not_run=True)


def expand(
    patterns: Sequence[str], folder: Path | None = None, suffixes: tuple[str, ...] = SHEETS, *, empty: str = "Q105"
) -> list[Path]:
    """Turn files, folders and patterns into files, each once, in a stable order.

    The program expands patterns itself because Windows' shells do not. Names are looked up from the
    working folder, as a shell does, and then from the campaign's folder.

    Args:
        patterns: what was typed.
        folder: the campaign's folder, if there is one.
        suffixes: which files of a folder are meant.
        empty: the code of the problem of a folder that holds none of them.

    Raises:
        QcdcError: Q101, Q104 or `empty`, all of them at once, for what leads to no file.
    """
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for pattern in patterns:
        files = list(_files(pattern, folder, suffixes))
        if not files:
            code = "Q104" if is_pattern(pattern) else "Q101"
            if code == "Q101" and any((base / pattern).is_dir() for base in _bases(folder)):
                code = empty
            problems.append(Problem(code, {"path": pattern}))
        for file in files:  # named twice, `units/a.yaml` and by its folder, it is still one file
            found.setdefault(file.resolve(), file)
    if problems:
        raise QcdcError(*problems, could_not_run=True)
    return list(found.values())


def _bases(folder: Path | None) -> Iterator[Path]:
    yield Path()
    if folder is not None:
        yield folder


def _files(pattern: str, folder: Path | None, suffixes: tuple[str, ...]) -> list[Path]:
    return next(filter(None, (_files_in(base, pattern, suffixes) for base in _bases(folder))), [])


def _files_in(base: Path, pattern: str, suffixes: tuple[str, ...] = SHEETS) -> list[Path]:
    """Return the files that a name, a folder or a pattern stands for, looked up from `base`."""
    named = base / pattern
    if is_there(named):
        return [named]
    if named.is_dir():
        inside = (file for file in entries_below(named) if file.suffix.lower() in suffixes)
        return sorted(file for file in inside if not is_passed_over(file.name) and file.name != CAMPAIGN_FILE)
    if not is_pattern(pattern):
        return []
    return [file for file in matching(base, pattern) if file.name != CAMPAIGN_FILE]


def campaign_sheets(folder: Path, pattern: str) -> list[Path]:
    """Return the campaign's own sheets; none at all is a state of a young campaign, not a fault."""
    seals = folder / SEALS  # which a pattern such as `**/*.yaml` does not mean
    return [file for file in _files_in(folder, pattern) if file.parent != seals]


def display_path(file: Path) -> str:
    """Name a file to people: from the working folder where it lies inside, a shipped one by its name, else in full."""
    folder, name = os.path.split(file)
    before = _inside(folder, os.getcwd())  # noqa: PTH109 - a country's sheets would make a path each, to compare it
    if before is None:
        return name if is_shipped(file) else str(file)
    return f"{before}{name}"


@lru_cache(maxsize=64)  # a country's sheets lie in a few folders
def _inside(folder: str, outer: str) -> str | None:
    """Return what stands before the names of a folder's files, seen from an outer one; None where it lies elsewhere."""
    real = Path(folder).resolve()
    if not real.is_relative_to(outer):
        return None
    return "".join(f"{part}/" for part in real.relative_to(outer).parts)
