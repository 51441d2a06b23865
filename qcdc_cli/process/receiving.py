"""What came from units for their evidence files, and where each file of it goes: never over another one."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from qcdc_cli.campaign.evidence_folders import leads_out
from qcdc_cli.packages.safe_names import distinct_paths, name_key, safe_path
from qcdc_cli.problems import Place, Problem


class Fate(Enum):
    """What becomes of a file that came: new, there already, a system's, a form to be imported, or refused."""

    NEW = "new"
    SAME = "same"
    LEFT_OUT = "left_out"
    FORM = "form"
    REFUSED = "refused"


class IncomingFile(NamedTuple):
    """A file that came.

    Attributes:
        name: what it is called where it came: in its package, or on the disk.
        path: where it belongs in the evidence folder, as whoever sent it calls it.
        size: how many bytes it has.
        digest: the SHA-256 digest of its bytes.
    """

    name: str
    path: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came for one unit in one period: a package, or a file by itself.

    Attributes:
        source: how it is named to people.
        unit: the unit's id.
        period: the period's id.
        files: the files in it.
        left_out: the names of what systems put beside them.
        forms: the names of forms with marks that came along.
    """

    source: str
    unit: str
    period: str
    files: tuple[IncomingFile, ...]
    left_out: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class TakenFile(NamedTuple):
    """What becomes of a file that came.

    Attributes:
        source: what it came in, as it is named to people.
        name: what it is called there; "" for what was refused as a whole.
        unit: the unit's id; "" where that is not known.
        period: the period's id; likewise.
        path: where it lies in the evidence folder; "" where it does not.
        size: how many bytes it has; None where that is not known.
        digest: the SHA-256 digest of its bytes; "" likewise.
        fate: what becomes of it.
    """

    source: str
    name: str = ""
    unit: str = ""
    period: str = ""
    path: str = ""
    size: int | None = None
    digest: str = ""
    fate: Fate = Fate.REFUSED


class Folder(Protocol):
    """An evidence folder, as it will be when everything that came before is in it.

    Attributes:
        there: the paths of its files and folders, by what is one name on any system once it is safe.
        unusable: the paths of what is neither, such as links, likewise.
    """

    there: dict[str, str]
    unusable: dict[str, str]

    def digest_of(self, path: str) -> str | None:
        """Return the SHA-256 digest of a file in it; None for a folder."""


def received(incoming: Incoming, folder: Folder) -> tuple[list[TakenFile], list[Problem]]:
    """Return what becomes of each file that came, and what is to be told of it; with an error, all of it is refused.

    Args:
        incoming: what came.
        folder: the unit's evidence folder of the period.
    """
    problems: list[Problem] = []
    rows: list[TakenFile] = []
    targets = distinct_paths({str(number): safe_path(file.path) for number, file in enumerate(incoming.files)})
    for file, target in zip(incoming.files, targets.values(), strict=True):
        outcome = _outcome(file, target, folder)
        fate, path = (Fate.REFUSED, "") if isinstance(outcome, Problem) else outcome
        if isinstance(outcome, Problem):
            problems.append(outcome)
        elif target != unicodedata.normalize("NFC", file.path):
            problems.append(Problem("Q823", {"name": file.path, "now": path}))
        if fate is Fate.NEW and not file.size:
            problems.append(Problem("Q858", {"name": file.path}))
        own = (incoming.source, file.name, incoming.unit, incoming.period)
        rows.append(TakenFile(*own, path, file.size, file.digest, fate))
    told = [problem.at(Place(incoming.source)) for problem in problems]
    if any(problem.is_error for problem in problems):
        return [row._replace(path="", fate=Fate.REFUSED) for row in rows], told
    return [*rows, *passed_over(incoming)], told


def passed_over(incoming: Incoming) -> list[TakenFile]:
    """Return what came along and is no evidence: forms, and what systems put beside the files."""
    own = (incoming.unit, incoming.period)
    return [
        TakenFile(incoming.source, name, *own, fate=fate)
        for names, fate in ((incoming.forms, Fate.FORM), (incoming.left_out, Fate.LEFT_OUT))
        for name in names
    ]


def _outcome(file: IncomingFile, target: str, folder: Folder) -> tuple[Fate, str] | Problem:
    """Return what becomes of a file and where it lies then, or why it is refused."""
    if leads_out(file.path):
        return Problem("Q832", {"name": file.path})
    above = _above(target)
    for path in (*above, target):
        if (link := folder.unusable.get(name_key(path))) is not None:
            return Problem("Q820", {"name": link})
    own = folder.there.get(name_key(target))
    if own is not None:
        same = folder.digest_of(own) == file.digest
        return (Fate.SAME, own) if same else Problem("Q835", {"name": own})
    for path in reversed(above):
        if (own := folder.there.get(name_key(path))) is not None:
            is_file = folder.digest_of(own) is not None
            return Problem("Q835", {"name": own}) if is_file else (Fate.NEW, own + target[len(path) :])
    return Fate.NEW, target


def _above(path: str) -> list[str]:
    """Return the folders that a path leads through, from the outermost."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]
