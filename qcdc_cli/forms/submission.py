"""What one file says for one unit at one stage, whatever kind of file it was."""

from collections.abc import Mapping
from typing import NamedTuple

from qcdc_cli.forms.form_mark import Entered
from qcdc_cli.forms.preset_by_campaign import Settled
from qcdc_cli.problems import Place
from qcdc_cli.problems.problem import Path


class Given(NamedTuple):
    """What one file says for one unit, in one period, at one stage.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        stage: the stage's id.
        entered: what was entered, by criterion; a criterion that the file does not speak of is not here.
        settled: what the campaign had settled when a form was made, by criterion; in a table nothing is.
        evidence: the documents, by criterion.
        notes: the remarks, by section.
        disqualifiers: the disqualifiers with the reasons, by id.
        before: digests of what the sheet said when the form was made; None for a table, which knows nothing of it.
        places: the cells, by the path in the sheet.
        source: the file, as it is named to people.
    """

    unit: str
    period: str
    stage: str
    entered: Mapping[str, Entered]
    settled: Mapping[str, Settled]
    evidence: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]
    disqualifiers: Mapping[str, str]
    before: Mapping[str, str] | None
    places: Mapping[Path, Place]
    source: str

    @property
    def is_form(self) -> bool:
        """True for a form; a table is one of the secretary's own, in which an empty cell says nothing."""
        return self.before is not None
