"""The digests of what a period's results rest on: the campaign's files, the evidence, and the program itself."""

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import qcdc_cli
from qcdc_cli.campaign.evidence_files import list_evidence, open_evidence
from qcdc_cli.campaign.evidence_folders import evidence_folder_problems
from qcdc_cli.campaign.evidence_listing import MOST_FILES, EvidenceFile, EvidenceListing, Sort
from qcdc_cli.campaign.loaded import Loaded, Progress
from qcdc_cli.campaign.received_files import RECORDS
from qcdc_cli.campaign.shipped import is_shipped
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.disk import digest

SHIPPED = "qcdc:"  # how the name of a rubric begins that ships with the program


class InputFile(NamedTuple):
    """A file that results rest on.

    Attributes:
        name: its path from the campaign's folder; `qcdc:NAME` for a rubric that ships with the program.
        file: where it is.
    """

    name: str
    file: Path


def input_files(loaded: Loaded, blocs: Collection[str], periods: Collection[str]) -> tuple[InputFile, ...]:
    """Return the files that the results of some blocs in some periods rest on, by name.

    Args:
        loaded: the campaign, with all of its sheets; it has a folder.
        blocs: the blocs' ids; where a rubric spans blocs, those of all that share it.
        periods: the periods' ids; those before it, too, where a tie-break takes earlier ranks.
    """
    folder = _folder(loaded)
    sheets = (Path(name) for name, owner in loaded.owners.items() if owner.bloc in blocs and owner.period in periods)
    found = {input_name(file, folder): file for file in (*loaded.files, *sheets)}
    if loaded.received.files:
        found[RECORDS] = folder / RECORDS
    return tuple(InputFile(name, found[name]) for name in sorted(found))


def input_name(file: Path, folder: Path) -> str:
    """Return how a file is named in a seal.

    Args:
        file: the file.
        folder: the campaign's folder.
    """
    if is_shipped(file):
        return f"{SHIPPED}{file.name}"
    path = Path(os.path.relpath(os.path.realpath(file), os.path.realpath(folder))).as_posix()
    return unicodedata.normalize("NFC", path)  # as a reader of the seal has it


def sealed_file(name: str, data: bytes) -> dict[str, str]:
    """Return what a seal says of a file, as the fields of `SealedFile`.

    Args:
        name: how it is named in the seal; of the records of imports, only so many bytes are sealed as there are now.
        data: its bytes.
    """
    own, plain = digest(data), digest(line_feeds(data))
    found = {"sha256": own} if plain == own else {"sha256": own, "text": plain}
    return {**found, "bytes": str(len(data))} if name == RECORDS and data else found


def line_feeds(data: bytes) -> bytes:
    """Return the same text with a line feed alone at the end of each line, as on Linux."""
    return data.replace(b"\r\n", b"\n")


def evidence_digests(
    loaded: Loaded, units: Collection[str], period: str, progress: Progress | None = None
) -> dict[str, dict[str, str]]:
    """Return the evidence files of some units in a period, every byte of them read anew.

    Args:
        loaded: the campaign; it has a folder.
        units: the units' ids.
        period: the period's id.
        progress: is called with the number of files read so far and of all.

    Returns:
        by the unit's id, the digest of each file by its path from the campaign's folder; units without files are not
        there, nor is anything where the campaign names no folder for evidence.

    Raises:
        QcdcError: Q103 where a file cannot be read, Q018 where its name cannot be written; Q813, Q814 for folders of
            which not everything can be listed.
    """
    campaign, folder = loaded.campaign, _folder(loaded)
    if campaign.evidence is None or any(evidence_folder_problems(campaign)):
        return {}
    listing = list_evidence(campaign, folder, units, [period])
    _refuse_gaps(listing)
    own = {unit: [one for one in listing.of(unit, period) if one.sort is Sort.FILE] for unit in units}
    number = sum(map(len, own.values()))
    found: dict[str, dict[str, str]] = {}
    done = 0
    for unit, files in own.items():
        for file in files:
            found.setdefault(unit, {})[evidence_name(file.path)] = _digest_of(folder, file)
            done += 1
            if progress is not None:
                progress(done, number)
    return found


def evidence_name(path: str) -> str:
    """Return how an evidence file is named in a seal: its path from the campaign's folder, in normal form C."""
    return unicodedata.normalize("NFC", path)


def _refuse_gaps(listing: EvidenceListing) -> None:
    """Refuse what a list of evidence would leave out in silence: folders too full or closed, names that are no text."""
    problems = [Problem("Q813", {"folder": folder, "most": str(MOST_FILES)}) for folder in listing.cut]
    problems += [Problem("Q814", {"folder": path, "reason": reason(why)}) for path, why in listing.unreadable.items()]
    names = [file.path for file in listing.all() if file.sort is Sort.FILE]
    twice = {name for name, times in Counter(map(evidence_name, names)).items() if times > 1}
    odd = (name for name in names if visible(name) != name or evidence_name(name) in twice)
    problems += [Problem("Q018", {"text": visible(name)}).at(Place(visible(name))) for name in odd]
    if problems:
        raise QcdcError(*in_order(problems))


def _digest_of(folder: Path, file: EvidenceFile) -> str:
    try:
        with open_evidence(folder, file) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as failure:
        problem = Problem("Q103", {"path": file.path, "reason": reason(failure)})
        raise QcdcError(problem, could_not_run=True) from failure


def list_text(files: Mapping[str, str]) -> str:
    """Return evidence files as a list that is sealed: a line `DIGEST  PATH` each, by path, as `sha256sum` writes it."""
    return "".join(f"{files[path]}  {path}\n" for path in sorted(files))


def read_list(text: str) -> dict[str, str]:
    """Read such a list: the digests by path."""
    lines = (line.partition("  ") for line in text.split("\n"))
    return {path: found for found, between, path in lines if between}


def sealed_evidence(files: Mapping[str, str]) -> dict[str, str]:
    """Return what a seal says of a unit's evidence files, as the fields of `SealedEvidence`."""
    return {"files": str(len(files)), "sha256": digest(list_text(files).encode())}


@cache
def program() -> Mapping[str, str]:
    """Return the version of this program with the digest of the list of its own files, as fields of `SealedProgram`."""
    package = Path(qcdc_cli.__file__).parent
    files = {file.relative_to(package).as_posix(): digest(file.read_bytes()) for file in package.rglob("*.py")}
    return {"version": qcdc_cli.__version__, "sha256": digest(list_text(files).encode())}


def _folder(loaded: Loaded) -> Path:
    assert loaded.folder is not None  # noqa: S101 - nobody seals loose sheets
    return loaded.folder
