"""The files that results rest on, with their digests, so that a reader can tell whether they are the same."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from qcdc_cli.campaign.shipped import is_shipped
from qcdc_cli.commands.session import Session
from qcdc_cli.language import say
from qcdc_cli.scoring.scoring_input import blocs_needed, periods_needed


def file_digests(session: Session, blocs: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the name and the SHA-256 digest of every file that the results of some of the chosen blocs rest on."""
    loaded = session.loaded
    files = dict.fromkeys(file.resolve() for file in (*loaded.files, *_sheets(session, blocs)))
    folder = None if loaded.folder is None else loaded.folder.resolve()
    return tuple((_name(file, folder), _digest(file)) for file in files)


def _sheets(session: Session, blocs: Collection[str]) -> Iterator[Path]:
    """Yield the sheets that the results rest on: of the period, and of others where these matter."""
    scoring_input = session.scoring_input
    rubrics, period = scoring_input.rubrics, scoring_input.period
    periods = periods_needed(session.campaign, rubrics, blocs, period)
    needed = blocs_needed(rubrics, blocs)
    for name, owner in sorted(session.loaded.owners.items()):
        if owner.bloc in needed and owner.period in periods:
            yield Path(name)


def _name(file: Path, folder: Path | None) -> str:
    """Name a file from the campaign's folder; one from elsewhere by its name alone. Both paths are without links."""
    if is_shipped(file):
        return say(f"{file.name} (có sẵn trong qcdc)", f"{file.name} (ships with qcdc)")
    if folder is not None and file.is_relative_to(folder):
        return file.relative_to(folder).as_posix()
    return file.name


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # moved away since it was read
        return say("không đọc lại được", "could not be read again")
