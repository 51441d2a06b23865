"""Where each file of an evidence file lies in the package for the leader: in folders by criterion, by safe names."""

from typing import NamedTuple

from qcdc_cli.campaign.evidence_listing import EvidenceFile
from qcdc_cli.packages.safe_names import distinct_paths, safe_path
from qcdc_cli.process.evidence import UnitEvidence

UNNAMED = "khac"  # the folder of files that no criterion names


class PackedPath(NamedTuple):
    """Where a file of an evidence file lies in its package.

    Attributes:
        file: the file.
        path: its path in the package, below the folder of all files.
        original: its path in the evidence folder, as every system can hold it: where it lies again when it is taken.
        criteria: the ids of the criteria that name it; it lies in the folder of the first.
    """

    file: EvidenceFile
    path: str
    original: str
    criteria: tuple[str, ...]


def packed_paths(evidence: UnitEvidence) -> tuple[PackedPath, ...]:
    """Return where each file lies, in the order of their names; a file that several criteria name lies there once."""
    named: dict[EvidenceFile, list[str]] = {}
    for one in evidence.criteria:
        for document in one.documents:
            if document.document.file is not None:
                named.setdefault(document.document.file, []).append(one.criterion.id)
    originals = distinct_paths({file.name: safe_path(file.name) for file in evidence.files})
    criteria = {file.name: tuple(dict.fromkeys(named.get(file, ()))) for file in evidence.files}
    wanted = {name: _in_folder(next(iter(criteria[name]), UNNAMED), path) for name, path in originals.items()}
    paths = distinct_paths(wanted)
    return tuple(
        PackedPath(file, paths[file.name], originals[file.name], criteria[file.name]) for file in evidence.files
    )


def _in_folder(folder: str, path: str) -> str:
    """Return a path in a folder, which the path may name itself; older readers of packages do not know `%` in names."""
    return safe_path(f"{folder}/{path.removeprefix(f'{folder}/')}".replace("%", "_"))


class PackedFile(NamedTuple):
    """A file of a package, with what its bytes come to.

    Attributes:
        at: which file it is, and where it lies.
        size: how many bytes it has.
        digest: their SHA-256 digest.
    """

    at: PackedPath
    size: int
    digest: str
