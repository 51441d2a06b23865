"""Forms of one unit that several checkers have: the one that they filled in counts, the others were left alone."""

from collections.abc import Iterator, Sequence

from qcdc_cli.forms.importing.differences import Comparison, prefilled
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.forms.submission import Submission, presets_for


def unfilled_copies(forms: Sequence[Submission], sheets: CampaignSheets) -> Iterator[int]:
    """Yield the numbers of forms that nobody has filled in, where another checker has a form of the same stage.

    Of forms that nobody has filled in at all the first one is kept. A form with marks put in is none of these: it
    says something as it is.

    Args:
        forms: the forms of one unit and period that were read without errors.
        sheets: the campaign.
    """
    by_stage: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        if form.is_form and form.checker:
            by_stage.setdefault(form.stage, []).append(number)
    for numbers in by_stage.values():
        if len({forms[number].checker for number in numbers}) < 2:
            continue
        unfilled = [number for number in numbers if _is_unfilled(forms[number], sheets)]
        yield from unfilled if len(unfilled) < len(numbers) else unfilled[1:]


def _is_unfilled(form: Submission, sheets: CampaignSheets) -> bool:
    rubric = sheets.rubric_of(form.unit)
    if rubric is None or any(name.startswith(prefilled("")) for name in form.before or ()):
        return False
    return Comparison(form, None, rubric, presets_for(sheets.campaign, rubric, form.unit)).is_untouched()
