"""What a file says of a criterion that no sheet has a place for: told, so that it is not taken for imported."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from qcdc_cli.campaign.sheet import MarkEntry, Sheet, StageMark
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.entered import digits
from qcdc_cli.forms.given import Given
from qcdc_cli.forms.importing.checking import FIXES
from qcdc_cli.forms.returning.stray import not_read
from qcdc_cli.forms.settled import Settled
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem

_NO_MARK = Text("cùng dòng chưa có điểm", "its row has no mark")


def left_over(given: Given, sheet: Sheet | None, settled: Mapping[str, Settled]) -> Iterator[Problem]:
    """Tell what a file says that goes nowhere: marks of what the campaign does not assign, reasons without a mark.

    Args:
        given: what the file says.
        sheet: what the sheet says; None where there is none yet.
        settled: what the campaign has settled for the unit, by criterion.
    """
    for criterion, entered in given.entered.items():
        own = settled[criterion]
        if own.state:
            if entered.mark or entered.parts:
                values = {"state": State(own.state).title, "other": Text("điểm", "a mark")}
                yield Problem("Q613", values, fix=FIXES["Q613"]).at(_place(given, criterion))
            continue
        if entered.blank and entered.reason:
            yield not_read(_place(given, criterion, "reason"), entered.reason, _NO_MARK)
        if entered.target and not entered.mark and entered.target not in {own.target, *_targets(sheet, criterion)}:
            yield not_read(_place(given, criterion, "target"), entered.target, _NO_MARK)


def _place(given: Given, criterion: str, *key: str) -> Place:
    path = ("marks", criterion, given.stage, *key)
    return given.places.get(path) or given.places.get(path[:3]) or Place(given.source)


def _targets(sheet: Sheet | None, criterion: str) -> Iterator[str]:
    """Yield the targets that stages wrote, which a later one's form shows beside its empty cell."""
    entry = sheet.marks.get(criterion) if sheet is not None else None
    for said in entry.stages.values() if isinstance(entry, MarkEntry) else ():
        if isinstance(said, StageMark) and isinstance(said.target, Decimal):
            yield digits(said.target)
