"""What units sent, package by package and file by file: whose it is, and what is in it."""

import os
import stat
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_files import is_left_out
from qcdc_cli.campaign.file_lookup import display_path, expand
from qcdc_cli.campaign.file_patterns import entries_below
from qcdc_cli.file_bytes import MEGABYTE, not_a_file
from qcdc_cli.language import Text
from qcdc_cli.language.names import first_words, letters_and_digits, without_sort
from qcdc_cli.packages.archive import MOST_MEGABYTES, Archive, cannot_read, is_archive_name, open_archive, rounded_size
from qcdc_cli.packages.bag import measured
from qcdc_cli.packages.contents import ContentFile, Contents, read_contents
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.receiving import Incoming, IncomingFile

CAMPAIGN, UNIT, PERIOD = "Qcdc-Campaign", "Qcdc-Unit", "Qcdc-Period"  # labels of what a package says about itself
_READ_AS = Text("đã đọc theo {page}", "they were read as {page}")
_AS_THEY_ARE = Text("không đoán được", "none fits")
_EMPTY = Text("trong gói không có tệp nào", "there is no file in it")
_PERIOD = Text("kỳ", "the period")
_CAMPAIGN = Text("đợt thi đua", "the campaign")
_UNIT = Text("đơn vị", "the unit")

_FORMS = (".xlsx", ".xlsm", ".ods", ".csv")  # what forms come back as
_MOST_OF_FORM = 8 * MEGABYTE  # a form of hundreds of criteria takes a tenth

Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came, as it was read.

    Attributes:
        source: how it is named to people.
        is_package: whether it is a package; else a file by itself.
        incoming: whose it is and what is in it; None where that could not be found out.
        pieces: gives the bytes of each of its files, in their order.
        problems: everything that is to be told of it; with an error it is refused.
    """

    source: str
    is_package: bool
    incoming: Incoming | None = None
    pieces: tuple[Pieces, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was named, or lies in a folder that was.

    Attributes:
        file: the file.
        parts: the path by which it was reached, as it was typed and then found.
    """

    file: Path
    parts: tuple[str, ...]


def files_named(named: Sequence[str], folder: Path) -> list[SentFile]:
    """Return the files that were named, by themselves, by patterns or by folders, each once.

    Args:
        named: what was typed.
        folder: the campaign's folder, from which names are looked up where they lead nowhere from the current one.

    Raises:
        QcdcError: Q101, Q104 or Q818 for what leads to no file.
    """
    found: dict[str, SentFile] = {}
    problems: list[Problem] = []
    for name in named:
        base = next((base for base in (Path(), folder) if (base / name).is_dir()), None)
        try:
            files = expand([name], folder) if base is None else sorted(entries_below(base / name))
        except QcdcError as refusal:
            problems += refusal.problems
            continue
        if not files:
            problems.append(Problem("Q818", {"path": name}))
        for file in files:
            found.setdefault(os.path.normpath(file.absolute()), SentFile(file, file.parts))
    if problems:
        raise QcdcError(*problems, could_not_run=True)
    return list(found.values())


class Reader:
    """Reads what units sent to a campaign."""

    def __init__(
        self,
        campaign: Campaign,
        criteria: Collection[str],
        unit: str | None,
        period: str | None,
        is_form: Callable[[Path], bool],
    ) -> None:
        """Get ready.

        Args:
            campaign: the campaign.
            criteria: the ids of its rubrics' criteria and groups, after which folders may be named.
            unit: the unit that was asked for; None to find out.
            period: the period that was asked for; None for the current one, or the one that a package says.
            is_form: whether a file is a form with marks, which units send along and which is no evidence.
        """
        self._campaign, self._criteria = campaign, criteria
        self._unit, self._period = unit, period
        self._is_form = is_form
        self._by_words = {words: set(units) for words, units in campaign.units_by_words.items()}
        for one, name in campaign.unit_names.items():
            self._by_words.setdefault(letters_and_digits(without_sort(name)), set()).add(one)

    def read(self, found: SentFile) -> ReadFile:
        """Read a package or a file as far as its digests, and find out whose it is."""
        source = display_path(found.file)
        try:
            if is_archive_name(found.file.name):
                return self._package(found, source)
            return self._loose(found, source)
        except QcdcError as refusal:
            told = (problem.at(problem.place or Place(source)) for problem in refusal.problems)
            return ReadFile(source, is_package=is_archive_name(found.file.name), problems=tuple(told))

    def _package(self, found: SentFile, source: str) -> ReadFile:
        archive = open_archive(found.file, source)
        contents = read_contents(archive, _is_left_out)
        problems = [*contents.problems, *_about_names(archive)]
        info = contents.info or {}
        problems += [problem.at(Place(source)) for problem in self._contradictions(info)]
        unit = info.get(UNIT) or self._unit or self._owner(found, also_own_name=True)
        if not (contents.files or problems or contents.left_out):
            problems.append(Problem("Q839", {"reason": _EMPTY}).at(Place(source)))
        if unit is None and not contents.problems:
            problems.append(Problem("Q836").at(Place(source)))
        if any(problem.is_error for problem in problems) or unit is None:
            return ReadFile(source, is_package=True, problems=tuple(problems))
        outer = "" if contents.info is not None else self._outer_folder(contents, unit, found.file)
        # What `qcdc evidence pack` packed lay in the evidence folder already, whoever put it there.
        forms = (
            [] if contents.info is not None else [one for one in contents.files if self._is_packed_form(archive, one)]
        )
        problems += (Problem("Q819", {"name": one.name}).at(Place(source)) for one in forms)
        evidence = [one for one in contents.files if one not in forms]
        files = [IncomingFile(one.name, one.path.removeprefix(outer), one.entry.size, one.digest) for one in evidence]
        period = info.get(PERIOD) or self._period or self._campaign.period
        form_names = tuple(one.name for one in forms)
        incoming = Incoming(source, unit, period, tuple(files), contents.left_out, form_names)
        pieces = tuple(_unpacked(archive, one) for one in evidence)
        return ReadFile(source, is_package=True, incoming=incoming, pieces=pieces, problems=tuple(problems))

    def _is_packed_form(self, archive: Archive, one: ContentFile) -> bool:
        """Return whether a file in an archive is a form; only what is called and as large as one is unpacked for it."""
        suffix = Path(one.name).suffix.lower()
        if suffix not in _FORMS or one.entry.size > _MOST_OF_FORM:
            return False
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, f"form{suffix}")
            file.write_bytes(b"".join(archive.pieces(one.entry)))
            return self._is_form(file)

    def _contradictions(self, said: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what a package says that is not of this campaign, or not what was asked for."""
        campaign = said.get(CAMPAIGN)
        if campaign is not None and campaign != " ".join(self._campaign.campaign.split()):
            yield Problem("Q837", {"what": _CAMPAIGN, "found": campaign, "asked": self._campaign.campaign})
            return
        for label, what, ids, asked in (
            (UNIT, _UNIT, self._campaign.units, self._unit),
            (PERIOD, _PERIOD, self._campaign.periods, self._period),
        ):
            own = said.get(label)
            if own is not None and (own not in ids or own != (asked or own)):
                yield Problem("Q837", {"what": what, "found": own, "asked": asked or first_words(list(ids))})

    def _loose(self, found: SentFile, source: str) -> ReadFile:
        file, name = found.file, found.file.name
        unit = self._unit or self._owner(found, also_own_name=False)
        if _is_left_out(name):
            return ReadFile(source, is_package=False, incoming=Incoming(source, unit or "", "", (), (name,)))
        _refuse_no_file(file, source)
        pieces = partial(_pieces, file, source)
        measure = measured(pieces())
        if self._is_form(file):
            incoming = Incoming(source, unit or "", "", (), forms=(name,))
            told = (Problem("Q819", {"name": name}).at(Place(source)),)
            return ReadFile(source, is_package=False, incoming=incoming, problems=told)
        if unit is None:
            raise QcdcError(Problem("Q836"))
        folders = self._inner_folders(found, unit)
        period = self._period or self._campaign.period
        if folders and folders[0] in self._campaign.periods:
            period = folders.pop(0)
            if period != (self._period or period):
                raise QcdcError(Problem("Q837", {"what": _PERIOD, "found": period, "asked": self._period or ""}))
        taken = IncomingFile(name, "/".join([*folders, name]), measure.size, measure.digest)
        return ReadFile(source, is_package=False, incoming=Incoming(source, unit, period, (taken,)), pieces=(pieces,))

    def _owner(self, found: SentFile, *, also_own_name: bool) -> str | None:
        """Return the unit that a file's nearest folder is named after, or else the file; None for none or several.

        Args:
            found: the file.
            also_own_name: whether its own name must not say another unit than its folder does.
        """
        folders = (self._units_in(part) for part in reversed(found.parts[:-1]))
        by_folder = next((units for units in folders if units), set())
        by_name = self._units_in(Path(found.parts[-1]).stem)
        either = by_folder or by_name
        if also_own_name and by_folder and by_name:
            either = by_folder & by_name
        return next(iter(either)) if len(either) == 1 else None

    def _units_in(self, name: str) -> set[str]:
        """Return the units whose ids or names are in a name, the longest: of `dong-phuoc-a` not `dong-phuoc`."""
        words = letters_and_digits(name).split()
        for length in range(len(words), 0, -1):
            spans = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
            found = {unit for span in spans for unit in self._by_words.get(span, ())}
            if found:
                return found
        return set()

    def _inner_folders(self, found: SentFile, unit: str) -> list[str]:
        """Return the folders in which a file lies below that of its unit, or from that of a criterion on."""
        folders = found.parts[:-1]
        named = [number for number, part in enumerate(folders) if self._units_in(part) == {unit}]
        if named:
            return list(folders[named[-1] + 1 :])
        of_criteria = [number for number, part in enumerate(folders) if part in self._criteria]
        return list(folders[of_criteria[0] :]) if of_criteria else []

    def _outer_folder(self, contents: Contents, unit: str, file: Path) -> str:
        """Return the folder around everything in an archive, if it is only named after the unit or the archive."""
        outer = {one.path.partition("/")[0] for one in contents.files if "/" in one.path}
        if len(outer) != 1 or any("/" not in one.path for one in contents.files):
            return ""
        name = next(iter(outer))
        same = letters_and_digits(name) == letters_and_digits(file.stem)
        own = self._units_in(name) == {unit} or same
        return f"{name}/" if own and name not in self._criteria else ""


def _refuse_no_file(file: Path, source: str) -> None:
    """Refuse what is no file, or larger than any package.

    Raises:
        QcdcError: Q820 for a link, Q120 for a pipe or a device, Q834 for what is too large, Q103 for what is not there.
    """
    try:
        found = file.lstat()
    except OSError as failure:
        raise QcdcError(cannot_read(source, failure)) from failure
    if stat.S_ISLNK(found.st_mode):
        raise QcdcError(Problem("Q820", {"name": source}))
    if not stat.S_ISREG(found.st_mode):
        raise QcdcError(not_a_file(source, found.st_mode))
    if found.st_size > MOST_MEGABYTES * MEGABYTE:
        values = {"found": rounded_size(found.st_size), "limit": rounded_size(MOST_MEGABYTES * MEGABYTE)}
        raise QcdcError(Problem("Q834", values))


def _is_left_out(path: str) -> bool:
    return any(map(is_left_out, path.split("/")))


def _about_names(archive: Archive) -> Iterator[Problem]:
    """Yield that names had to be read by a code page that the archive does not say, or could not be."""
    read = [entry.name for entry in archive.entries if archive.repaired and not entry.name.isascii()]
    for names, how in ((read, _READ_AS), (archive.doubtful, _AS_THEY_ARE)):
        if names:
            values: dict[str, str | Text] = {"number": str(len(names)), "names": first_words(names, what="tệp")}
            values["how"] = Text(*(text.format(page=archive.repaired) for text in how))
            yield Problem("Q838", values).at(Place(archive.path))


def _unpacked(archive: Archive, file: ContentFile) -> Pieces:
    return partial(archive.pieces, file.entry)


def _pieces(file: Path, source: str) -> Iterator[bytes]:
    try:
        with file.open("rb") as stream:
            while piece := stream.read(MEGABYTE):
                yield piece
    except OSError as failure:
        raise QcdcError(cannot_read(source, failure)) from failure
