"""Puts what units sent into their evidence folders: a package whole or not at all, and each by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.dossiers.incoming import Pieces, ReadFile
from qcdc_cli.dossiers.unit_folder import UnitFolder
from qcdc_cli.packages.bag import unchanged
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.receiving import Fate, Incoming, TakenFile, passed_over, received
from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile

Write = Callable[[Sequence[NewFile]], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of everything that units sent.

    Attributes:
        files: what became of each file; of a package that was refused before it was unpacked, one line.
        problems: all that is to be told.
    """

    files: tuple[TakenFile, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether anything was refused."""
        return any(one.fate is Fate.REFUSED for one in self.files)


def take(came: Iterable[ReadFile], campaign: Campaign, folder: Path, write: Write | None) -> Taken:
    """Put what came into its place.

    Args:
        came: what came, in order: what comes later is never put over what came before.
        campaign: the campaign, which names a folder for evidence.
        folder: its folder.
        write: writes files, all of them or none; None to write nothing.
    """
    taking = _Taking(campaign, folder, write)
    for one in came:
        taking.take(one)
    taking.write_single_files()
    return Taken(tuple(taking.files), tuple(taking.problems))


class _New(NamedTuple):
    """A file that is to be written.

    Attributes:
        number: its line in what became of everything.
        row: what becomes of it.
        file: where it is written.
        pieces: gives its bytes.
    """

    number: int
    row: TakenFile
    file: Path
    pieces: Pieces

    def new_file(self) -> NewFile:
        """Return it as it is written: over no other file, and with the bytes that were looked at only."""
        return NewFile(self.file, unchanged(self.row.name, self.row.size or 0, self.row.digest, self.pieces()), None)


class _Taking:
    """One run of `take`."""

    def __init__(self, campaign: Campaign, folder: Path, write: Write | None) -> None:
        self.campaign, self.folder, self.write = campaign, folder, write
        self.folders: dict[tuple[str, str], UnitFolder] = {}
        self.files: list[TakenFile] = []
        self.problems: list[Problem] = []
        self.single: list[_New] = []  # written together: each by itself, the disk takes forty times as long

    def take(self, one: ReadFile) -> None:
        """Put one package into its place, or make a single file ready for that."""
        self.problems += one.problems
        if one.incoming is None:
            self.files.append(TakenFile(one.source))
            return
        if one.is_package:
            self.write_single_files()
        if not one.incoming.files:
            self.files += passed_over(one.incoming)
            return
        try:
            rows, told = received(one.incoming, self._folder_of(one.incoming))
        except QcdcError as refusal:
            rows, told = [], [_placed(problem, one.source) for problem in refusal.problems]
        self.problems += told
        first = len(self.files)
        self.files += rows or [TakenFile(one.source, "", one.incoming.unit, one.incoming.period)]
        new = self._new(one, rows, first)
        if not one.is_package:
            self.single += new
        elif new:
            self._write(new, range(first, len(self.files)))

    def write_single_files(self) -> None:
        """Write the files that came by themselves, together; where that fails, one by one."""
        waiting, self.single = self.single, []
        if not waiting or self.write is None:
            return
        try:
            self.write([one.new_file() for one in waiting])
        except (QcdcError, ChangedMeanwhileError):
            for one in waiting:
                self._write([one], range(one.number, one.number + 1))

    def _folder_of(self, incoming: Incoming) -> UnitFolder:
        key = (incoming.unit, incoming.period)
        if key not in self.folders:
            self.folders[key] = UnitFolder(self.campaign, self.folder, *key)
        return self.folders[key]

    def _new(self, one: ReadFile, rows: Sequence[TakenFile], first: int) -> list[_New]:
        """Return the files of a package that are to be written, and note them in their folder."""
        new = []
        for number, (row, pieces) in enumerate(zip(rows, one.pieces, strict=False), start=first):
            if row.fate is Fate.NEW:
                folder = self.folders[row.unit, row.period]
                folder.add(row.path, row.digest)
                new.append(_New(number, row, folder.path / row.path, pieces))
        return new

    def _write(self, new: Sequence[_New], lines: Iterable[int]) -> None:
        """Write files, all of them or none; then the lines say that they are refused."""
        if self.write is None:
            return
        source, unit, period = new[0].row.source, new[0].row.unit, new[0].row.period
        try:
            self.write([one.new_file() for one in new])
            return
        except ChangedMeanwhileError as failure:
            names = {one.file: one.row.path for one in new}
            self.problems += (_placed(Problem("Q835", {"name": names[file]}), source) for file in failure.files)
        except QcdcError as refusal:
            self.problems += (_placed(problem, source) for problem in refusal.problems)
        for number in lines:
            self.files[number] = self.files[number]._replace(path="", fate=Fate.REFUSED)
        self.folders.pop((unit, period), None)  # what was noted of it is not there


def _placed(problem: Problem, source: str) -> Problem:
    return problem if problem.place is not None else problem.at(Place(source))
