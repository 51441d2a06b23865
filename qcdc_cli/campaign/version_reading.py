"""Versions of a unit's sheet, of the campaign's own file and of the rubric, read from a git repository."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, MOST_MEGABYTES
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.shipped import is_shipped, rubric_file
from qcdc_cli.campaign.version_facts import VersionReader
from qcdc_cli.campaign.versions import Versions
from qcdc_cli.encoding import LIMIT_MEGABYTES
from qcdc_cli.file_bytes import read_file
from qcdc_cli.git import HEAD, MOST_COMMITS, GitFailed, NoHistory, Repository
from qcdc_cli.yamltext.document import SUFFIXES

_MOST_NAMES = 32  # that a file had one after the other
_AT_ONCE = 200  # removed files that are looked into for what a file was called before


def sheet_file(loaded: Loaded, unit: str, period: str) -> Path | None:
    """Return the file of a unit's sheet in a period; None where none can be read."""
    own = (path for path, owner in loaded.owners.items() if (owner.unit, owner.period) == (unit, period))
    found = next(own, None)
    return None if found is None else Path(found)


def read_versions(loaded: Loaded, unit: str, period: str) -> Versions:
    """Return what git remembers of a unit's marks; why it tells nothing, where that is so.

    Args:
        loaded: the campaign; the rubric of the unit's bloc can be used.
        unit: the unit's id, which is in a bloc.
        period: the period's id.
    """
    folder = loaded.folder
    assert folder is not None  # noqa: S101 - loose sheets have no history
    try:
        repository = Repository.around(folder)
        return _read(loaded, repository, unit, period)
    except GitFailed as failure:
        return Versions(failure.why, failure.said)


def _read(loaded: Loaded, repository: Repository, unit: str, period: str) -> Versions:
    folder, campaign = loaded.folder or Path(), loaded.campaign
    bloc = campaign.bloc_by_unit[unit]
    reader = VersionReader(campaign, loaded.rubrics[bloc], unit, period)
    rubric = rubric_file(campaign.blocs[bloc].rubric, folder)
    sheet = _File(sheet_file(loaded, unit, period), LIMIT_MEGABYTES, reader.is_sheet)
    of_campaign = _File(folder / CAMPAIGN_FILE, MOST_MEGABYTES, reader.is_campaign)
    of_rubric = _File(rubric, LIMIT_MEGABYTES, reader.is_rubric)
    files = (sheet, of_campaign, of_rubric)
    for file in files[:2] if is_shipped(rubric) else files:
        file.find_names(repository)
    if not of_campaign.names:
        raise GitFailed(NoHistory.NO_REPOSITORY)
    commits = repository.commits(dict.fromkeys(name for file in files for name in file.names))
    at = [*(commit.id for commit in commits), HEAD]
    held = zip(*(file.versions(repository, at) for file in files), strict=True)
    versions = [reader.version(commit, *own) for commit, own in zip([*commits, None], held, strict=True)]
    now = reader.version(None, sheet.now(), of_campaign.now(), of_rubric.now())
    cut = MOST_COMMITS if len(commits) == MOST_COMMITS else 0
    return Versions(None, "", tuple(versions[:-1]), versions[-1], now, repository.ends, cut, tuple(sheet.names))


class _File:
    """A file of the campaign, and what it was called before; one that is not there any more may be found by that.

    Attributes:
        names: its names in the repository, the latest one first; none where it is, and was, not in it.
    """

    def __init__(self, file: Path | None, megabytes: int, is_same: Callable[[bytes], bool]) -> None:
        self._file, self._megabytes, self._is_same = file, megabytes, is_same
        self.names: list[str] = []

    def find_names(self, repository: Repository) -> None:
        """Follow the file through its names: it was moved where a commit that added it removed another one like it."""
        path = None if self._file is None else repository.path_of(self._file)
        if path is not None:
            self.names.append(path)
        if path is None or next(repository.files([(HEAD, path)], self._megabytes)) is None:
            gone = (one for one in repository.paths_at_head() if not os.path.lexists(repository.root / one))
            found = self._add_first(repository, ((HEAD, one) for one in gone))
            if not found and self._file is None:
                self._add_first(repository, ((f"{commit}^", one) for commit, one in repository.removed()))
        while self.names and len(self.names) < _MOST_NAMES and self._add_earlier(repository):
            pass

    def _add_earlier(self, repository: Repository) -> bool:
        for first in repository.commits(self.names[-1:]):
            if not first.parents and first.id not in repository.ends:
                removed = repository.removed_by(first.id)
                if self._add_first(repository, ((f"{first.id}^", one) for one in removed)):
                    return True
        return False

    def _add_first(self, repository: Repository, lost: Iterable[tuple[str, str]]) -> bool:
        """Add the first of some files, each with a commit in which it was, that held this one; of its name first."""
        fitting = [one for one in lost if one[1].lower().endswith(SUFFIXES) and one[1] not in self.names]
        if self.names:
            own = PurePosixPath(self.names[0]).name
            fitting.sort(key=lambda one: PurePosixPath(one[1]).name != own)
        for first in range(0, len(fitting), _AT_ONCE):
            some = fitting[first : first + _AT_ONCE]
            for (_, path), data in zip(some, repository.files(some, self._megabytes), strict=True):
                if data is not None and self._is_same(data):
                    self.names.append(path)
                    return True
        return False

    def versions(self, repository: Repository, commits: Sequence[str]) -> Iterator[list[bytes]]:
        """Yield what stood under each of its names at each of some commits."""
        wanted = [(commit, name) for commit in commits for name in self.names]
        held = repository.files(wanted, self._megabytes)
        for _ in commits:
            yield [data for _ in self.names if (data := next(held)) is not None]

    def now(self) -> list[bytes]:
        """Return what it holds today."""
        data = None if self._file is None else read_file(self._file, "", self._megabytes)
        return [data] if isinstance(data, bytes) else []
