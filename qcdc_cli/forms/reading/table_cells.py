"""The cells of a secretary's table into what was entered; one cell says all of a mark: `3,75 | why it was changed`."""

import re
from decimal import Decimal

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.form_mark import NOTHING_DONE, FormMark, form_mark, state_options, state_ways
from qcdc_cli.forms.reading.cells import CONVERTED, CellReader, cell_problem
from qcdc_cli.kinds import Ask
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import read_number

_BESIDE = "|"
_LIST = re.compile(r"\s*[;,\n]\s*")
_OF_TARGET = re.compile(r"([^/]+)/([^/]+)")
_REASON_BESIDE = Text(
    "Ghi lý do sau dấu |, ví dụ `KPS | không có công trình`.", "Write the reason behind a bar: `n/a | no such works`."
)
_NONE = ("[]", "0", "không")  # besides the kind's own words, of a list of which nothing is done


def mark_in_cell(
    reader: CellReader, row: int, column: int, criterion: CriterionBase, reason: str | None = None
) -> FormMark:
    """Read one cell of a table; whatever is wrong with it is collected in `reader`.

    Args:
        reader: the worksheet's cells.
        row: the cell's row.
        column: the cell's column.
        criterion: what it is about.
        reason: what the row's own column of reasons says; None where the table has none.
    """
    beside = reason or ""
    found = reader.tab.cells.get((row, column))
    if found is None:
        return FormMark(reason=beside)
    if found.what == "number" and criterion.kind.asks in (Ask.NUMBER, Ask.ACTUAL, Ask.PLACES):
        number = digits(Decimal(found.text))
        own = FormMark(parts=(number,)) if criterion.kind.asks is Ask.PLACES else FormMark(number)
        return own._replace(reason=beside)
    if found.what in CONVERTED:
        reader.refuse_found(row, column, found)
        return FormMark()
    said, _, why = (part.strip() for part in found.text.partition(_BESIDE))
    beside = beside or " ".join(why.split())
    state = "" if _is_option(said, criterion) else _state_words().get(fold(said), "")
    if state and not beside:
        values = {"id": criterion.id, "state": state_options()[state]}
        reader.refuse(row, column, Problem("Q741", values, fix=_REASON_BESIDE if reason is None else ""))
    if state or not said:
        return FormMark(state=state, reason=beside)
    try:
        return _marked(said, criterion)._replace(reason=beside)
    except QcdcError as refusal:
        reader.refuse(row, column, cell_problem(refusal.problem))
        return FormMark()


def _state_words() -> dict[str, str]:
    """Return the states' names in a sheet, by all that people write for them."""
    shown = {word: state for state, word in state_options().items()}
    return {fold(word): state for word, state in (shown | state_ways()).items()}


def _is_option(said: str, criterion: CriterionBase) -> bool:
    """Return whether a text is one of the options of a criterion, whatever else it could mean."""
    if criterion.kind.asks not in (Ask.CHOICE, Ask.TICKS):
        return False
    try:
        return not _marked(said, criterion).blank
    except QcdcError:
        return False


def _marked(said: str, criterion: CriterionBase) -> FormMark:
    """Read a mark as a table's cell says it.

    Raises:
        QcdcError: with the problem.
    """
    kind = criterion.kind
    if kind.asks in (Ask.TICKS, Ask.PLACES):
        try:
            return form_mark(_listed(said, criterion), criterion)
        except QcdcError:
            if kind.asks is Ask.TICKS and fold(said) in map(fold, (*kind.none_of_them, *_NONE)):
                return FormMark(NOTHING_DONE)
            raise
    if kind.asks is Ask.ACTUAL and (parts := _OF_TARGET.fullmatch(said)):
        return FormMark(digits(read_number(parts[1])), digits(read_number(parts[2])))
    if kind.asks is Ask.CHOICE:
        shown = {fold(text): option for option, text in kind.options().items()}
        return FormMark(shown[fold(said)]) if fold(said) in shown else form_mark(said, criterion)
    return FormMark(digits(read_number(said)))


def _listed(said: str, criterion: CriterionBase) -> tuple[str, ...]:
    items = tuple(item for item in _LIST.split(said.strip("[] ")) if item)
    if not items:
        raise criterion.kind.wrong_form(criterion.id, said)
    return items
