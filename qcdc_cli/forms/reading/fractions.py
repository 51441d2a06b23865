"""Percentages as people type them: `95%`, and what to do about `79/91` where one is asked for, and about `0/0`."""

import re
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.forms.form_layout import INPUT_COLUMNS
from qcdc_cli.forms.form_mark import sheet_number
from qcdc_cli.language import Text
from qcdc_cli.language.figures import PERCENT_DECIMALS, digits, figure, fraction_as_decimal, round_half_away
from qcdc_cli.workbook.reading.book import Found

_PERCENT = "%"
_PERCENTAGE = re.compile(r"[0-9]+(?:[.,][0-9]+)?\s*%")
_MOST_DECIMALS = 6  # that anybody types
_NOT_MARKED = INPUT_COLUMNS["state"]
_TYPE_PERCENTAGE = Text("Gõ tỷ lệ phần trăm đã tính, ví dụ 86,5.", "Type the percentage itself, such as 86.5.")
_NOTHING_AROSE = Text(
    f"Không phát sinh việc nào thì xóa ô này, chọn “Không phát sinh” ở cột “{_NOT_MARKED.vi}” và ghi lý do.",
    f"Where nothing arose, clear this cell, choose “Not applicable” under “{_NOT_MARKED.en}”, and give the reason.",
)
_NOTHING_AROSE_IN_TABLE = Text(
    f"Không phát sinh việc nào thì ghi `{State.NOT_APPLICABLE.symbol.vi} | lý do`.",
    f"Where nothing arose, write `{State.NOT_APPLICABLE.symbol.en} | the reason`.",
)


def asks_percentage(criterion: CriterionBase) -> bool:
    """Return whether a criterion's number is a percentage."""
    return criterion.kind.typed_number.behind == _PERCENT


def without_percent_sign(found: Found) -> Found:
    """Return a cell of a percentage as the number before its sign, whether Excel knows it as one or it is a text."""
    if found.what == "percent":
        return found._replace(what="number")
    if found.what == "text" and _PERCENTAGE.fullmatch(found.text.strip()):
        return found._replace(text=found.text.strip().rstrip(_PERCENT).rstrip())
    return found


def instead_of_date(criterion: CriterionBase) -> Text | None:
    """Return what to type where `7/9` has become a day; None where it is no percentage that was meant."""
    if not asks_percentage(criterion):
        return None
    return Text(f"{_TYPE_PERCENTAGE.vi} Không gõ dạng 7/9.", f"{_TYPE_PERCENTAGE.en} Not as 7/9.")


def instead_of_fraction(numbers: tuple[str, str], criterion: CriterionBase, *, in_form: bool) -> Text | None:
    """Return what to type instead of two numbers: the percentage that they are; or that nothing arose.

    Args:
        numbers: the digits of both.
        criterion: the criterion that they were typed for.
        in_form: they stand in a form, which has a column for what is not marked; else in a table.

    Returns:
        None for a criterion of which no percentage is asked, unless both are 0.
    """
    part, whole = (Fraction(Decimal(number)) for number in numbers)
    if not part and not whole:
        return _NOTHING_AROSE if in_form else _NOTHING_AROSE_IN_TABLE
    if not asks_percentage(criterion):
        return None
    if not whole:
        return _TYPE_PERCENTAGE
    exact = part * 100 / whole
    rounded = _to_type(exact)
    equals, shown = "" if rounded == exact else "≈ ", f"{figure(Decimal(numbers[0]))}/{figure(Decimal(numbers[1]))}"
    typed = sheet_number(digits(rounded))
    return Text(
        f"Ô này ghi tỷ lệ phần trăm: {shown} là {equals}{figure(rounded)}%, nên gõ {typed}.",
        f"This cell is for a percentage: {shown} is {equals}{figure(rounded)}%, so type {typed}.",
    )


def _to_type(percentage: Fraction) -> Decimal:
    """Return a percentage as it is to be typed: exactly where that is short, else rounded to two decimals.

    It gets more decimals where it would seem to be a bound that it only comes near, such as 90 or 87.5.
    """
    exact = fraction_as_decimal(percentage, 0)
    if exact == percentage and exact == round_half_away(exact, _MOST_DECIMALS):
        return exact
    near = round_half_away(percentage, 1)
    decimals = range(PERCENT_DECIMALS, _MOST_DECIMALS)
    return next(
        (found for count in decimals if (found := round_half_away(percentage, count)) != near),
        round_half_away(percentage, _MOST_DECIMALS),
    )
