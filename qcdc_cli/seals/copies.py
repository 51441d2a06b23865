"""The copy beside a seal, `seals/PERIOD.NUMBER.zip`: the files as they were sealed, the results, the lists of evidence.

What differs can be told down to the entry only beside what was there. Nobody has to trust the copy: the seal has the
digest of everything in it.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.packages.archive import Archive, open_archive
from qcdc_cli.problems import QcdcError
from qcdc_cli.process.sealing import SEALS
from qcdc_cli.process.sealing.results_text import digest_of_results
from qcdc_cli.process.sealing.seal import Seal
from qcdc_cli.storage.disk import digest
from qcdc_cli.storage.replacing import NewFile

_INPUTS, _RESULTS, _EVIDENCE = "inputs/", "results/", "evidence/"
_MOST_ENTRIES = 100_000  # of a country ten times as large
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first one that zip archives know: the same content gives the same bytes


def copy_file(folder: Path, period: str, number: int) -> Path:
    """Return where the copy of a seal lies.

    Args:
        folder: the campaign's folder.
        period: the period's id.
        number: the seal's number.
    """
    return folder / SEALS / f"{period}.{number}.zip"


def new_copy(
    file: Path, inputs: Mapping[str, bytes], results: Mapping[str, str], evidence: Mapping[str, str]
) -> NewFile:
    """Return the copy of what a seal is made of, to be written with it.

    Args:
        file: where it goes.
        inputs: the files' bytes, by the names that the seal has for them.
        results: what is sealed of each bloc's results, by the bloc's id.
        evidence: the lists of the units' evidence files, by the unit's id.
    """
    contents: dict[str, str | bytes] = {_INPUTS + _entry_name(name): data for name, data in sorted(inputs.items())}
    contents |= {_text_name(_RESULTS, bloc): text for bloc, text in sorted(results.items())}
    contents |= {_text_name(_EVIDENCE, unit): text for unit, text in sorted(evidence.items())}
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return NewFile(file, written.getvalue(), None)


def _text_name(folder: str, identity: str) -> str:
    return f"{folder}{identity}.txt"


def _entry_name(name: str) -> str:
    """Return the name of a file as an entry of an archive, which leads nowhere outside of it."""
    return name.replace("../", "__/").replace("qcdc:", "qcdc/")


class SealedCopy:
    """The copy of a seal: only what has the digest that the seal has for it is given."""

    def __init__(self, folder: Path, seal: Seal) -> None:
        self._seal = seal
        self._archive = _opened(copy_file(folder, seal.period, seal.seal))
        self._entries = {} if self._archive is None else {one.name: one for one in self._archive.entries}

    @property
    def is_there(self) -> bool:
        """Whether there is a copy that can be read at all."""
        return self._archive is not None

    def input(self, name: str) -> bytes | None:
        """Return a file's bytes as they were sealed; None where the copy has them not."""
        return self._checked(_INPUTS + _entry_name(name), self._seal.inputs[name].sha256)

    def results(self, bloc: str) -> str | None:
        """Return what was sealed of a bloc's results; None where the copy has it not."""
        data = self._data(_text_name(_RESULTS, bloc))
        text = None if data is None else data.decode(errors="replace")
        return text if text is not None and digest_of_results(text) == self._seal.results[bloc] else None

    def evidence(self, unit: str) -> str | None:
        """Return the list of a unit's evidence files as it was sealed; None where the copy has it not."""
        data = self._checked(_text_name(_EVIDENCE, unit), self._seal.evidence[unit].sha256)
        return None if data is None else data.decode()

    def _checked(self, name: str, sealed: str) -> bytes | None:
        data = self._data(name)
        return data if data is not None and digest(data) == sealed else None

    def _data(self, name: str) -> bytes | None:
        entry = self._entries.get(name)
        if self._archive is None or entry is None:
            return None
        try:
            return b"".join(self._archive.pieces(entry))
        except QcdcError:
            return None


def _opened(file: Path) -> Archive | None:
    try:
        return open_archive(file, display_path(file), _MOST_ENTRIES)
    except QcdcError:
        return None
