"""The evidence that stands there when a stage's marks are imported: each mark keeps the digests of its files.

They are of the moment of the import: a form does not say which files somebody looked at, and when. No points depend
on them; a file that is changed later makes the mark one to look at again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_files import list_evidence, read_evidence
from qcdc_cli.campaign.evidence_listing import Content, EvidenceFile, by_name
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_mark import STATES
from qcdc_cli.forms.importing.differences import Difference
from qcdc_cli.forms.merging import Change
from qcdc_cli.process.evidence_documents import named_documents

_STATES = frozenset(state.value for state in STATES)


class EvidenceSeen:
    """What a unit's folder of evidence holds now, for the marks that an import puts into its sheet."""

    def __init__(self, campaign: Campaign, folder: Path, marked: MarkedSheet, rubric: Rubric) -> None:
        """Prepare for a sheet.

        Args:
            campaign: the campaign, which names a folder for evidence.
            folder: the campaign's folder.
            marked: the sheet as it is to be.
            rubric: its rubric.
        """
        self._campaign, self._folder, self._marked, self._rubric = campaign, folder, marked, rubric

    def added_to(self, found: Iterable[Difference], written: Mapping[str, Any]) -> Iterator[Difference]:
        """Yield what changes in the sheet, with the evidence that the verifying stages see now.

        Args:
            found: what changes.
            written: the sheet as it was, as a tree of texts.
        """
        for one in found:
            changes = tuple(Change(change.path, self._value(change, written)) for change in one.changes)
            yield one._replace(changes=changes)

    def _value(self, change: Change, written: Mapping[str, Any]) -> Any:
        match change:
            case (("marks", criterion, stage) | ("marks", criterion, stage, "marks", _), value) if (
                value is not None and self._verifies(criterion, stage)
            ):
                seen = {} if isinstance(value, dict) and _STATES & value.keys() else self._files(criterion)
                own = value if isinstance(value, dict) else {"mark": value}
                return {**own, "seen": seen} if seen else value
            case (("agreed", stage), dict(value)):
                before = (written.get("agreed") or {}).get(stage) or {}
                return self._agreement(value, before)
        return change.value

    def _agreement(self, value: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
        """Return an agreement with the evidence of now; what was agreed to before keeps that of then."""
        same = all(value.get(key) == before.get(key) for key in ("by", "date"))
        known = before.get("claims") or {} if same else {}
        then = before.get("seen") or {} if same else {}
        seen = {
            criterion: then.get(criterion, {}) if criterion in known else self._files(criterion)
            for criterion in value["claims"]
        }
        seen = {criterion: files for criterion, files in seen.items() if files}
        return {**{key: own for key, own in value.items() if key != "seen"}, **({"seen": seen} if seen else {})}

    def _verifies(self, criterion: str, stage: str) -> bool:
        stages = [one.id for one in self._campaign.stages]
        at = self._rubric.leaf_numbers.get(criterion)
        return at is not None and stage in stages and stages.index(stage) > self._rubric.leaves[at].start(stages)

    def _files(self, criterion: str) -> dict[str, str]:
        """Return the digests of a criterion's files, read now, by the names that the sheet gives them."""
        at = self._rubric.leaf_numbers[criterion]
        known, marked = self._rubric.leaves[at].criterion, self._marked.criteria[at]
        documents = named_documents(known, marked, self._marked, self._there)
        named = {one.name: one.file for one in documents if one.file is not None}
        files: Sequence[EvidenceFile] = list(named.values())
        read = read_evidence(self._folder, files, files, trusting=False) if files else {}
        contents = {name: read.get(file) for name, file in named.items()}
        return {name: one.digest for name, one in contents.items() if isinstance(one, Content) and one.digest}

    @cached_property
    def _there(self) -> Mapping[str, EvidenceFile]:
        unit, period = self._marked.unit, self._marked.period
        listing = list_evidence(self._campaign, self._folder, {unit}, {period})
        return by_name(listing.of(unit, period))
