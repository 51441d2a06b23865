"""What lies in the evidence folders, as it was found: their files, what lies beside them, what is known of their bytes.

Knows no disk: `campaign/evidence_files.py` finds all of it, and whatever is made of it rests on what stands here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import evidence_path, file_key

MOST_FILES = 5_000  # in the folder of one unit and period


class Sort(Enum):
    """What an entry of a folder is."""

    FILE = "file"
    LINK = "link"
    OTHER = "other"  # a pipe, a device
    TOO_DEEP = "too_deep"


class EvidenceFile(NamedTuple):
    """One file in an evidence folder.

    Attributes:
        folder: the folder, from the campaign's, with `/` between parts.
        name: its path from there, likewise, as the disk has it.
        size: its bytes.
        changed: when it was last changed, in nanoseconds (`st_mtime_ns`).
        sort: whether it is a file that can be read at all.
    """

    folder: str
    name: str
    size: int
    changed: int
    sort: Sort = Sort.FILE

    @property
    def path(self) -> str:
        """Its path from the campaign's folder."""
        return f"{self.folder}/{self.name}"


class Unexpected(NamedTuple):
    """What lies beside the evidence folders, where only folders named after units and periods belong.

    Attributes:
        path: its path from the campaign's folder.
        expected: the names that are expected in its place: the ids of units or periods, or a folder's name.
        sort: LINK for a link, whatever it is called.
    """

    path: str
    expected: Collection[str]
    sort: Sort


@dataclass(frozen=True, slots=True)
class EvidenceListing:
    """What lies in the evidence folders of a campaign.

    Attributes:
        campaign: the campaign.
        files: by the folder's path from the campaign's folder, its files in order; a folder without files is not here.
        unexpected: what lies beside the folders.
        cut: the folders with more files than are listed.
        unreadable: folders that could not be listed, with the reason (`OSError`).
    """

    campaign: Campaign
    files: Mapping[str, tuple[EvidenceFile, ...]]
    unexpected: tuple[Unexpected, ...] = ()
    cut: tuple[str, ...] = ()
    unreadable: Mapping[str, OSError] = field(default_factory=dict)

    def of(self, unit: str, period: str) -> tuple[EvidenceFile, ...]:
        """Return the files of a unit and period."""
        return self.files.get(evidence_path(self.campaign, unit, period), ())

    def all(self) -> Iterator[EvidenceFile]:
        """Yield all files."""
        for files in self.files.values():
            yield from files


def by_name(files: Iterable[EvidenceFile]) -> dict[str, EvidenceFile]:
    """Return files by their names as sheets may write them (`file_key`); of two that are written alike the first."""
    found: dict[str, EvidenceFile] = {}
    for file in files:
        found.setdefault(file_key(file.name), file)
    return found


class Content(NamedTuple):
    """What is known of a file's bytes.

    Attributes:
        begins: its first bytes (1,024 of them at most) are those of the kind that its name's suffix says; True where
            nothing is known of the kind.
        digest: the SHA-256 digest of all of them; None where it was not asked for.
    """

    begins: bool
    digest: str | None = None
