"""What a file says of a criterion that no sheet has a place for: told, so that it is not taken for imported."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from qcdc_cli.campaign.sheet import MarkEntry, Sheet, StageMark
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.importing.fixes import fixes_for
from qcdc_cli.forms.preset_by_campaign import Settled
from qcdc_cli.forms.returning.unread_cells import not_read
from qcdc_cli.forms.submission import Given
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.problems import Place, Problem

_NO_MARK = Text("cùng dòng chưa có điểm", "its row has no mark")
_TARGET_OF_THEN = Text(
    "đợt thi đua đã đổi chỉ tiêu từ khi tạo biểu mẫu", "the campaign has changed the target since the form was made"
)
_STATE_OF_THEN = Text(
    "đợt thi đua đã bỏ quy định này từ khi tạo biểu mẫu", "the campaign no longer says so since the form was made"
)


def left_over(given: Given, sheet: Sheet | None, settled: Mapping[str, Settled]) -> Iterator[Problem]:
    """Tell what a file says that goes nowhere.

    Marks of what the campaign does not assign, reasons and targets without a mark, and what a form said in the
    campaign's name that it says no more.

    Args:
        given: what the file says.
        sheet: what the sheet says; None where there is none yet.
        settled: what the campaign has settled for the unit, by criterion.
    """
    for criterion, entered in given.entered.items():
        own = settled[criterion]
        yield from _of_then(given, criterion, own)
        if own.state:
            if entered.mark or entered.parts:
                values = {"state": State(own.state).title, "other": Text("điểm", "a mark")}
                yield Problem("Q613", values, fix=fixes_for(given)["Q613"]).at(_place(given, criterion))
            continue
        if entered.blank and entered.reason:
            yield not_read(_place(given, criterion, "reason"), entered.reason, _NO_MARK)
        if entered.target and not entered.mark and entered.target not in {own.target, *_targets(sheet, criterion)}:
            yield not_read(_place(given, criterion, "target"), figure(Decimal(entered.target)), _NO_MARK)


def _of_then(given: Given, criterion: str, now: Settled) -> Iterator[Problem]:
    """Yield what the campaign said in a form and has changed since: a mark is reckoned by what it says today."""
    then = given.settled.get(criterion, Settled())
    if then.state and then.state != now.state:
        yield not_read(_place(given, criterion, then.state), str(State(then.state).title), _STATE_OF_THEN)
    elif then.target and then.target != now.target:
        yield not_read(_place(given, criterion, "target"), figure(Decimal(then.target)), _TARGET_OF_THEN)


def _place(given: Given, criterion: str, *key: str) -> Place:
    path = ("marks", criterion, given.stage, *key)
    return given.places.get(path) or given.places.get(path[:3]) or Place(given.source)


def _targets(sheet: Sheet | None, criterion: str) -> Iterator[str]:
    """Yield the targets that stages wrote, which a later one's form shows beside its empty cell."""
    entry = sheet.marks.get(criterion) if sheet is not None else None
    for said in entry.stages.values() if isinstance(entry, MarkEntry) else ():
        if isinstance(said, StageMark) and isinstance(said.target, Decimal):
            yield digits(said.target)
