"""A unit's evidence folder on the disk, into which files are put: never through a link, never over another file."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_files import list_evidence, open_evidence
from qcdc_cli.campaign.evidence_folders import evidence_path
from qcdc_cli.campaign.evidence_listing import EvidenceFile, Sort
from qcdc_cli.file_bytes import MEGABYTE
from qcdc_cli.language.system import reason
from qcdc_cli.packages.safe_names import name_key, safe_path
from qcdc_cli.problems import Place, Problem, QcdcError


def pieces_of(folder: Path, file: EvidenceFile) -> Iterator[bytes]:
    """Yield the bytes of a file of the evidence, a megabyte at a time.

    Raises:
        QcdcError: Q103 when it cannot be read.
    """
    try:
        with open_evidence(folder, file) as source:
            while piece := source.read(MEGABYTE):
                yield piece
    except OSError as failure:
        problem = Problem("Q103", {"path": file.path, "reason": reason(failure)})
        raise QcdcError(problem.at(Place(file.path))) from failure


class UnitFolder:
    """An evidence folder, as it will be when all files that were added are written.

    Attributes:
        path: the folder.
        there: the paths of its files and folders, by what is one name on any system once it is safe.
        unusable: the paths of links and devices in it, likewise.
    """

    def __init__(self, campaign: Campaign, folder: Path, unit: str, period: str) -> None:
        """List what is there.

        Args:
            campaign: the campaign, which names a folder for evidence.
            folder: the campaign's folder.
            unit: the unit's id.
            period: the period's id.

        Raises:
            QcdcError: Q820 where the folder itself is a link, or lies behind one.
        """
        where = evidence_path(campaign, unit, period)
        self.path = folder / where
        real = Path(os.path.realpath(folder), *where.split("/"))
        if os.path.normcase(os.path.realpath(self.path)) != os.path.normcase(real):  # Windows says case as it is there
            raise QcdcError(Problem("Q820", {"name": where}))
        self._folder = folder
        listed = list_evidence(campaign, folder, [unit], [period]).of(unit, period)
        self._files: dict[str, EvidenceFile] = {file.name: file for file in listed if file.sort is Sort.FILE}
        self._digests: dict[str, str] = {}
        self.there: dict[str, str] = {}
        self.unusable = {
            name_key(safe_path(file.name)): file.name for file in listed if file.sort in (Sort.LINK, Sort.OTHER)
        }
        for name in self._files:
            self._note(name)

    def _note(self, name: str) -> None:
        parts = name.split("/")
        for number in range(1, len(parts) + 1):
            path = "/".join(parts[:number])
            self.there.setdefault(name_key(safe_path(path)), path)

    def digest_of(self, path: str) -> str | None:
        """Return the SHA-256 digest of a file in it, read anew; None for a folder.

        Raises:
            QcdcError: Q103 when it cannot be read.
        """
        if path not in self._digests and path in self._files:
            digest = hashlib.sha256()
            for piece in pieces_of(self._folder, self._files[path]):
                digest.update(piece)
            self._digests[path] = digest.hexdigest()
        return self._digests.get(path)

    def add(self, path: str, digest: str) -> None:
        """Note a file that is written there, or would be."""
        self._note(path)
        self._digests[path] = digest
