"""The package of a unit's evidence file for the leader: measured, then written piece by piece."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import file_key
from qcdc_cli.campaign.evidence_listing import Sort
from qcdc_cli.dossiers.incoming import CAMPAIGN, PERIOD, UNIT
from qcdc_cli.dossiers.unit_folder import pieces_of
from qcdc_cli.language import Text
from qcdc_cli.packages.bag import PayloadFile, bag_zip, measured
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.evidence import UnitEvidence
from qcdc_cli.process.packing import PackedFile, packed_paths

INDEX = "muc-luc"  # the name of the index, in each of its formats
_ERRORS_OF_FOLDER = ("Q813", "Q814")  # more files than are listed; folders that cannot be looked into


@dataclass(frozen=True, slots=True)
class EvidencePackage:
    """A package that is ready to be written.

    Attributes:
        name: what it is called, as a folder; with `.zip` as a file.
        info: what it says about itself.
        files: its files.
        payload: the same, as they are written.
    """

    name: str
    info: dict[str, str]
    files: tuple[PackedFile, ...]
    payload: tuple[PayloadFile, ...]

    def pieces(self, indexes: Mapping[str, bytes]) -> Iterator[bytes]:
        """Yield its bytes; the same evidence gives the same bytes on any day and machine.

        Args:
            indexes: the index in each of its formats, by the name of its file.

        Raises:
            QcdcError: Q821 for a file that has changed since it was measured; Q103 for one that cannot be read.
        """
        return bag_zip(self.name, self.info, self.payload, indexes)

    @property
    def size(self) -> int:
        """How many bytes its files have together."""
        return sum(one.size for one in self.files)

    @property
    def renamed(self) -> tuple[Problem, ...]:
        """Which files have other names when they are taken out of it, since not every system can hold theirs."""
        return tuple(
            Problem("Q823", {"name": one.at.file.name, "now": one.at.original}).at(Place(one.at.file.path))
            for one in self.files
            if one.at.original != file_key(one.at.file.name)
        )


def package_name(unit: str, period: str) -> str:
    """Return what the package of a unit's evidence file is called."""
    return f"minh-chung-{unit}-{period}"


def package(campaign: Campaign, folder: Path, evidence: UnitEvidence) -> EvidencePackage:
    """Measure the files of an evidence file, every one read anew.

    Args:
        campaign: the campaign.
        folder: its folder.
        evidence: the evidence file.

    Raises:
        QcdcError: for everything that keeps it from being packed as a whole: Q820 for links and what is no file, Q822
            where there is no file, Q813 and Q814 where not all files are known, Q103 for files that cannot be read.
    """
    problems = [problem.at(Place(evidence.folder)) for problem in evidence.faults if problem.code in _ERRORS_OF_FOLDER]
    problems += (
        Problem("Q820", {"name": file.name}).at(Place(file.path))
        for file in evidence.files
        if file.sort is not Sort.FILE
    )
    if not evidence.files:
        values: dict[str, str | Text] = {
            "unit": campaign.unit_name(evidence.unit),
            "period": evidence.period,
            "folder": evidence.folder,
        }
        problems.append(Problem("Q822", values).at(Place(evidence.folder)))
    files, payload = [], []
    for one in packed_paths(evidence) if not problems else ():
        pieces = partial(pieces_of, folder, one.file)
        try:
            measure = measured(pieces())
        except QcdcError as refusal:
            problems += refusal.problems
            continue
        files.append(PackedFile(one, measure.size, measure.digest))
        payload.append(PayloadFile(one.path, one.original, measure, pieces))
    if problems:
        raise QcdcError(*problems)
    name = package_name(evidence.unit, evidence.period)
    info = {
        "Source-Organization": campaign.unit_name(evidence.unit),
        "External-Identifier": name,
        CAMPAIGN: campaign.campaign,
        UNIT: evidence.unit,
        PERIOD: evidence.period,
    }
    return EvidencePackage(name, info, tuple(files), tuple(payload))
