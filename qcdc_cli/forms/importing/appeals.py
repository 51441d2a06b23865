"""Appeals that came on a form, beside those in the sheet: new ones, corrected ones, and those taken back."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.sheet import Appeal, MarkEntry, Sheet
from qcdc_cli.forms.form_mark import BLANK, evidence_in_sheet, evidence_lines, form_mark, one_line, sheet_value
from qcdc_cli.forms.submission import FormAppeal
from qcdc_cli.problems import QcdcError


class OpenAppeal(NamedTuple):
    """The appeal in a sheet that a line of a form stands for: the last open one against the mark of its stage.

    Attributes:
        number: its place in the list of the criterion's appeals, from 0; how many there are, where none is open.
        appeal: the appeal; None where none is open.
    """

    number: int
    appeal: Appeal | None

    def content(self, criterion: CriterionBase) -> tuple[Any, ...] | None:
        """Return what digests are made of; None for nothing."""
        if self.appeal is None:
            return None
        try:
            wants = form_mark(self.appeal.wants, criterion)
        except QcdcError:  # no mark of this criterion, which is told of the sheet itself
            wants = BLANK
        return one_line(self.appeal.text), wants.content, evidence_lines(self.appeal.evidence or ())


def open_appeal(sheet: Sheet | None, criterion: str, stage: str) -> OpenAppeal:
    """Return the open appeal against a stage's mark of a criterion.

    Args:
        sheet: what the sheet says; None where there is none.
        criterion: the criterion's id.
        stage: the stage's id.
    """
    entry = sheet.marks.get(criterion) if sheet is not None else None
    appeals = (entry.appeals or ()) if isinstance(entry, MarkEntry) else ()
    for number, one in reversed(list(enumerate(appeals))):
        if one.decided is None and (one.stage or stage) == stage:
            return OpenAppeal(number, one)
    return OpenAppeal(len(appeals), None)


def content_on_form(appeal: FormAppeal | None) -> tuple[Any, ...] | None:
    """Return what digests are made of, of an appeal on a form; None for nothing."""
    return None if appeal is None else (appeal.text, appeal.wants.content, appeal.evidence)


def appeals_in_sheet(
    listed: Any, there: OpenAppeal, found: FormAppeal | None, criterion: CriterionBase
) -> list[Any] | None:
    """Return a criterion's list of appeals as it is to stand in the sheet; None where it is empty.

    Args:
        listed: the list as it stands there, as a tree of texts; what is blank is none.
        there: the appeal in it that the form's stands for.
        found: the appeal on the form; None where it is taken back.
        criterion: the criterion.
    """
    appeals = list(listed or ())
    new = [] if found is None else [dict(_keys(found, there, criterion))]
    return [*appeals[: there.number], *new, *appeals[there.number + 1 :]] or None


def _keys(found: FormAppeal, there: OpenAppeal, criterion: CriterionBase) -> Iterator[tuple[str, Any]]:
    known = (there.appeal.evidence or ()) if there.appeal is not None else ()
    yield "text", found.text
    yield "date", found.day.isoformat()
    yield "by", found.by
    yield "stage", found.stage
    wants = sheet_value(found.wants, criterion)
    if wants is not None:
        yield "wants", wants
    if found.evidence:
        yield "evidence", evidence_in_sheet(found.evidence, known)


def entry_appeals(tree: Mapping[str, Any], criterion: str) -> Any:
    """Return a criterion's list of appeals in the tree of a sheet; None or "" where there is none."""
    entry = (tree.get("marks") or {}).get(criterion)
    return entry.get("appeals") if isinstance(entry, dict) else None
