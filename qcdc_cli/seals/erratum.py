"""What an erratum corrects: the figures, files and evidence that differ from what was sealed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing.results_text import ResultDifference, result_differences
from qcdc_cli.process.sealing.seal import Chain, Seal
from qcdc_cli.seals.copies import SealedCopy, copy_file
from qcdc_cli.seals.file_digests import read_list
from qcdc_cli.seals.sealing import SealedContent
from qcdc_cli.storage.disk import digest

ADDED, CHANGED, GONE = "added", "changed", "gone"
_NO_COPY = Text("không còn, hoặc không còn như lúc niêm phong", "is gone, or is not as it was made")
_NOT_RECORDED = Text(
    "đã niêm phong, nay không còn và chưa ghi ai quyết định hủy", "was sealed, is gone, and nobody recorded why"
)
_RECORD_IT = Text(
    'Trả tệp về chỗ cũ, hoặc ghi nhận đã hủy: `qcdc seal --period {period} --removed TỆP --by NGƯỜI --reason "lý do"`.',
    "Put the file back, or record that it was removed: `qcdc seal --period {period} --removed FILE --by NAME --reason "
    '"reason"`.',
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What differs from what was sealed.

    Attributes:
        figures: by the bloc's id, the fields of its results that differ.
        files: the input and evidence files that differ, by their names in the seal: ADDED, CHANGED or GONE.
    """

    figures: Mapping[str, tuple[ResultDifference, ...]]
    files: Mapping[str, str]

    def changed(self) -> dict[str, list[str]]:
        """Return the figures as an entry of the chain has them: old and new, by `BLOC/LINE FIELD`."""
        return {
            f"{bloc}/{one.line} {one.field}".rstrip(): [one.before or "", one.after or ""]
            for bloc, own in self.figures.items()
            for one in own
        }


def correction(folder: Path, chain: Chain, sealed: Seal, now: SealedContent) -> Correction:
    """Compare what is there now with what was sealed.

    Args:
        folder: the campaign's folder.
        chain: the campaign's seals.
        sealed: the entry that is corrected.
        now: what would be sealed now, of the same blocs.

    Raises:
        QcdcError: Q015 where nothing differs; Q016 where the copy that is compared with is not there; Q017 for evidence
            that is gone without anybody having recorded why.
    """
    copy = SealedCopy(folder, sealed)
    figures: dict[str, tuple[ResultDifference, ...]] = {}
    for bloc in now.results:
        before = copy.results(bloc)
        if before is None:
            raise _no_copy(folder, sealed)
        figures[bloc] = tuple(result_differences(before, now.results[bloc]))
    files = {**dict(_inputs(sealed, now)), **_evidence(folder, chain, sealed, copy, now)}
    if not files and not any(figures.values()):
        raise QcdcError(Problem("Q015", {"number": str(sealed.seal)}))
    return Correction(figures, files)


def sealed_lists(folder: Path, sealed: Seal) -> dict[str, dict[str, str]]:
    """Return the evidence files of each unit as they were sealed: their digests by path, by the unit's id.

    Args:
        folder: the campaign's folder.
        sealed: the entry of the chain.

    Raises:
        QcdcError: Q016 where the copy of the seal is not there.
    """
    copy = SealedCopy(folder, sealed)
    return {unit: _list_of(folder, sealed, copy, unit) for unit in sealed.evidence}


def removed_since(chain: Chain, sealed: Seal) -> dict[str, Seal]:
    """Return what was removed lawfully of a seal's evidence since it was made: by path, the entry that says so."""
    own = set(sealed.blocs)
    return {
        path: one
        for one in chain.removals()
        if one.seal > sealed.seal and one.period == sealed.period and own.intersection(one.blocs)
        for path in one.removed
    }


def _no_copy(folder: Path, sealed: Seal) -> QcdcError:
    file = copy_file(folder, sealed.period, sealed.seal)
    return QcdcError(Problem("Q016", {"reason": _NO_COPY}).at(Place(display_path(file))))


def _list_of(folder: Path, sealed: Seal, copy: SealedCopy, unit: str) -> dict[str, str]:
    text = copy.evidence(unit)
    if text is None:
        raise _no_copy(folder, sealed)
    return read_list(text)


def _inputs(sealed: Seal, now: SealedContent) -> Iterator[tuple[str, str]]:
    for name in sorted({*sealed.inputs, *now.inputs}):
        before, data = sealed.inputs.get(name), now.inputs.get(name)
        if before is None or data is None:
            yield name, ADDED if before is None else GONE
        elif digest(data if before.bytes is None else data[: int(before.bytes)]) != before.sha256:
            yield name, CHANGED


def _evidence(folder: Path, chain: Chain, sealed: Seal, copy: SealedCopy, now: SealedContent) -> dict[str, str]:
    """Return the evidence files that differ, and refuse those that are gone without a word."""
    removed = removed_since(chain, sealed)
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for unit in sorted({*sealed.evidence, *now.evidence}):
        before = _list_of(folder, sealed, copy, unit) if unit in sealed.evidence else {}
        own = now.evidence.get(unit, {})
        for path in sorted({*before, *own}):
            if path in before and path not in own:
                found[path] = GONE
                moved = before[path] in own.values()  # the same file, under another name
                if not moved and path not in removed:
                    values: dict[str, str | Text] = {"path": path, "reason": _NOT_RECORDED, "period": sealed.period}
                    problem = Problem("Q017", values, fix=_RECORD_IT)
                    problems.append(problem.at(Place(path)))
            elif before.get(path) != own.get(path):
                found[path] = CHANGED if path in before else ADDED
    if problems:
        raise QcdcError(*problems)
    return found
