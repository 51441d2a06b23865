"""The files that a report was computed from, each with its digest: who has them can see that none was changed."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.shipped import is_shipped
from qcdc_cli.language import say
from qcdc_cli.scoring.scoring_input import ScoringInput


def file_digests(work: Loaded, scoring_input: ScoringInput, blocs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the name and the SHA-256 digest of every file that the results of some blocs rest on.

    Args:
        work: what was loaded.
        scoring_input: what the results were computed from.
        blocs: the blocs' ids.
    """
    files = {file.resolve(): file for file in (*work.files, *_sheets(work, scoring_input, blocs))}
    return tuple((_name(file, work.folder), _digest(file)) for file in files)


def _sheets(work: Loaded, scoring_input: ScoringInput, blocs: Sequence[str]) -> Iterator[Path]:
    """Yield the sheets of the period, and of those before it where ties are parted by earlier ranks."""
    periods = {scoring_input.period}
    if any(step.rule == "earlier" for bloc in blocs for step in scoring_input.rubrics[bloc].ties):
        known = list(scoring_input.campaign.periods)
        periods |= set(known[: known.index(scoring_input.period)]) if scoring_input.period in known else set()
    for name, owner in sorted(work.owners.items()):
        if owner.bloc in blocs and owner.period in periods:
            yield Path(name)


def _name(file: Path, folder: Path | None) -> str:
    """Name a file from the campaign's folder; one from elsewhere by its name alone."""
    whole = file.resolve()
    if is_shipped(file):
        return say(f"{file.name} (kèm theo qcdc)", f"{file.name} (ships with qcdc)")
    if folder is not None and whole.is_relative_to(folder.resolve()):
        return whole.relative_to(folder.resolve()).as_posix()
    return file.name


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # moved away since it was read
        return say("không đọc lại được", "could not be read again")
