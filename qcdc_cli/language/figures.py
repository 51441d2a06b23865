"""How figures and dates are shown: `8,5` and `30/6/2020` in Vietnamese, `8.5` and `2020-06-30` in English."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from qcdc_cli.language import say, terms

PERCENT_DECIMALS = 2
FRACTION_DECIMALS = 6  # a fraction that no decimal equals is shown to so many
Exact = Decimal | Fraction
MINUS = "−"  # as people see it; files and keys have a hyphen
_WIDE = Context(prec=200)  # wider than any figure, so that nothing is rounded but what is meant to be


def figure(number: Decimal | Fraction, *, decimals: int | None = None) -> str:
    """Show an exact number with the decimal mark of the language in use, below 0 with the sign of subtraction.

    Args:
        number: the number; a fraction that no decimal equals is shown to six decimals.
        decimals: pad to exactly so many decimals; the number must not have more (nothing is rounded
            here, except such fractions). Without it, trailing zeros are left out.
    """
    text = digits(number if isinstance(number, Decimal) else fraction_as_decimal(number, FRACTION_DECIMALS))
    if decimals:
        whole, _, part = text.partition(".")
        text = f"{whole}.{part.ljust(decimals, '0')}"
    return text.replace(".", say(*terms.DECIMAL_MARK)).replace("-", MINUS)


def large_figure(number: int) -> str:
    """Show a whole number with its thousands apart: `18.000` in Vietnamese, `18,000` in English."""
    return f"{number:,}".replace(",", say(".", ","))


def typed_figure(number: Decimal) -> str:
    """Show a number as people type it, with the hyphen below 0: what a problem has found in a file."""
    return figure(number).replace(MINUS, "-")


def with_points(shown: str) -> str:
    """Return a figure as it is shown with the word behind it: `2,5 điểm`; `1 point`, `2.5 points`."""
    return say(f"{shown} điểm", f"{shown} point{'' if shown == '1' else 's'}")


@lru_cache(maxsize=4096)  # the same points come again in unit after unit
def digits(number: Decimal) -> str:
    """Return a number as files and keys hold it in any language: `4.50` is 4.5, `3.0` is 3, `-0` is 0."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def about(number: Decimal | Fraction) -> str:
    """Return `= 2,5`, or `≈ 0,333333` for a fraction that no decimal equals."""
    shown = number if isinstance(number, Decimal) else fraction_as_decimal(number, FRACTION_DECIMALS)
    return f"{'=' if shown == number else '≈'} {figure(shown)}"


@lru_cache(maxsize=4096)
def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number needs to be shown exactly."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def round_half_away(number: Decimal | Fraction, decimals: int) -> Decimal:
    """Round half away from zero to so many decimals, exactly, from a decimal or a fraction.

    This is the rounding of school, of office and of a spreadsheet's ROUND: 0.075 to two decimals is 0.08, and
    −2.5 to none is −3.
    """
    if isinstance(number, Decimal):
        return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    whole, rest = divmod(abs(number.numerator) * 10**decimals, number.denominator)
    if 2 * rest >= number.denominator:
        whole += 1
    return Decimal(whole if number.numerator >= 0 else -whole).scaleb(-decimals, _WIDE)


def fraction_as_decimal(number: Fraction, decimals: int) -> Decimal:
    """Return the fraction as an exact decimal where one exists, else rounded to `decimals`."""
    rest = number.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return round_half_away(number, max(twos, fives) if rest == 1 else decimals)


def percent(share: Fraction) -> Decimal:
    """Return a share (0 to 1) as percent, rounded for showing; comparisons use the share itself."""
    return round_half_away(share * 100, PERCENT_DECIMALS)


def percents_apart(shares: Sequence[Fraction | None], bounds: Iterable[Fraction] = ()) -> tuple[Decimal | None, ...]:
    """Return shares in percent, rounded to as many decimals as it takes to tell different ones apart.

    Args:
        shares: shares, 1 for 100 %; None where there is none.
        bounds: shares that must not seem to be reached by what does not reach them (the classes' bounds).
    """
    numbers = [share * 100 for share in shares if share is not None]
    decimals = decimals_apart([*numbers, Fraction(100), *(bound * 100 for bound in bounds)])
    return tuple(None if share is None else round_half_away(share * 100, decimals) for share in shares)


def decimals_apart(numbers: Iterable[Fraction]) -> int:
    """Return how many decimals, at least two, it takes so that no two different numbers look the same."""
    different = set(numbers)
    decimals = PERCENT_DECIMALS
    while len({round_half_away(number, decimals) for number in different}) < len(different):
        decimals += 1
    return decimals


def day(moment: date) -> str:
    """Show a date as `30/6/2020` or `2020-06-30`.

    In Vietnamese, days under 10 and the months 1 and 2 take a 0, other months none: `05/12/2024`, `10/02/2020`,
    `05/3/2020` (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """
    month = f"{moment.month:02}" if moment.month <= 2 else str(moment.month)
    return say(f"{moment.day:02}/{month}/{moment.year}", moment.isoformat())


def clock(moment: time) -> str:
    """Show a time of day as `08 giờ 30` or `08:30`; full hours as `08 giờ 00`."""
    return say(f"{moment.hour:02} giờ {moment.minute:02}", f"{moment.hour:02}:{moment.minute:02}")
