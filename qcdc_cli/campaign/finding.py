"""Finding files: the campaign by walking up, sheets by pattern, rubrics by name or path."""

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
from qcdc_cli.problems import Problem, QcdcError

_WILD = frozenset("*?[")
_SUFFIXES = (".yaml", ".yml")


def find_campaign(folder: Path) -> Path:
    """Return the campaign's folder: the nearest one with a qcdc.yaml, from `folder` upwards.

    Raises:
        QcdcError: Q101 when the folder does not exist, Q102 when no campaign is found.
    """
    if not folder.is_dir():
        raise QcdcError(Problem("Q101", {"path": str(folder)}), could_not_run=True)
    start = folder.resolve()
    for candidate in (start, *start.parents):
        if (candidate / CAMPAIGN_FILE).is_file():
            return candidate
    raise QcdcError(Problem("Q102", {"path": str(folder)}), could_not_run=True)


def expand(patterns: Sequence[str], folder: Path | None = None) -> list[Path]:
    """Turn files, folders and patterns into files, each once, in a stable order.

    The program expands patterns itself because Windows' shells do not. Names are looked up from the
    working folder, as a shell does, and then from the campaign's folder.

    Args:
        patterns: what was typed.
        folder: the campaign's folder, if there is one.

    Raises:
        QcdcError: Q101, Q104 or Q105, all of them at once, for what leads to no file.
    """
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    for pattern in patterns:
        files = list(_files(pattern, folder))
        if not files:
            code = "Q104" if _WILD & set(pattern) else "Q101"
            if code == "Q101" and any(base.is_dir() for base in _bases(pattern, folder)):
                code = "Q105"
            problems.append(Problem(code, {"path": pattern}))
        found.update(dict.fromkeys(files))
    if problems:
        raise QcdcError(*problems, could_not_run=True)
    return list(found)


def _bases(name: str, folder: Path | None) -> Iterator[Path]:
    yield Path(name)
    if folder is not None:
        yield folder / name


def _files(pattern: str, folder: Path | None) -> Iterator[Path]:
    for base in _bases(pattern, folder):
        if base.is_file():
            yield base
        elif base.is_dir():
            yield from sorted(_sheets_in(base))
        elif _WILD & set(pattern):
            yield from sorted(_usable(Path(match) for match in glob.glob(str(base), recursive=True)))
        else:
            continue
        return


def _sheets_in(folder: Path) -> Iterator[Path]:
    for suffix in _SUFFIXES:
        yield from _usable(folder.rglob(f"*{suffix}"))


def _usable(files: Iterator[Path]) -> Iterator[Path]:
    """Leave out what no one means by a pattern: folders, hidden files, lock files, the campaign itself."""
    for file in files:
        if file.is_file() and not file.name.startswith((".", "~$")) and file.name != CAMPAIGN_FILE:
            yield file


def campaign_sheets(folder: Path, pattern: str) -> list[Path]:
    """Return the campaign's own sheets; none at all is a state of a young campaign, not a fault."""
    return sorted(_usable(Path(match) for match in glob.glob(str(folder / pattern), recursive=True)))


def shown(file: Path) -> str:
    """Name a file to people: from the working folder where it lies inside, else in full."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)
