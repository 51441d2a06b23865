"""Forms for units, made from the campaign as it stands."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.forms.issuing.content import form_content
from qcdc_cli.forms.issuing.workbook import form_bytes
from qcdc_cli.forms.on_file import files_of, read_again
from qcdc_cli.problems import QcdcError
from qcdc_cli.scoring.bench import Bench
from qcdc_cli.scoring.scores import score_units


def forms_of(loaded: Loaded, bench: Bench, units: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the units with their forms, each the bytes of an .xlsx file.

    Args:
        loaded: the campaign with its sheets.
        bench: what results are computed from; its stage is the forms'.
        units: the units' ids.

    Raises:
        QcdcError: when a unit's sheet cannot be read.
    """
    files = files_of(loaded)
    scores = score_units(bench._replace(stage=bench.stage - 1), units) if bench.stage else [None] * len(units)
    for unit, before in zip(units, scores, strict=True):
        file, sheet = files.get((unit, bench.period)), None
        if file is not None:
            known, problems = read_again(file)
            if known is None:
                raise QcdcError(*problems)
            sheet = known.sheet
        yield unit, form_bytes(form_content(bench, unit, sheet, before))


def file_name(unit: str, period: str, stage: str) -> str:
    """Return what a unit's form is called."""
    return f"{unit}_{period}_{stage}.xlsx"
