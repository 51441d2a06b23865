"""Forms for units, made from the campaign as it stands."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.forms.issuing.content import form_content
from qcdc_cli.forms.issuing.workbook import form_bytes
from qcdc_cli.forms.on_file import files_of, read_again
from qcdc_cli.problems import QcdcError
from qcdc_cli.scoring.scores import score_units
from qcdc_cli.scoring.scoring_input import ScoringInput


def forms_of(loaded: Loaded, scoring_input: ScoringInput, units: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the units with their forms, each the bytes of an .xlsx file.

    Args:
        loaded: the campaign with its sheets.
        scoring_input: what results are computed from; its stage is the forms'.
        units: the units' ids.

    Raises:
        QcdcError: when a unit's sheet cannot be read.
    """
    files = files_of(loaded)
    scores = (
        score_units(scoring_input._replace(stage=scoring_input.stage - 1), units)
        if scoring_input.stage
        else [None] * len(units)
    )
    for unit, before in zip(units, scores, strict=True):
        file, sheet = files.get((unit, scoring_input.period)), None
        if file is not None:
            known, problems = read_again(file)
            if known is None:
                raise QcdcError(*problems)
            sheet = known.sheet
        yield unit, form_bytes(form_content(scoring_input, unit, sheet, before))


def file_name(unit: str, period: str, stage: str) -> str:
    """Return what a unit's form is called."""
    return f"{unit}_{period}_{stage}.xlsx"
