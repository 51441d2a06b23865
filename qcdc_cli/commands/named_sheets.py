"""Sheets that were named on the command line: whose they are, of which period, and what is said where none fits."""

from collections import Counter
from collections.abc import Sequence

from qcdc_cli.campaign.loaded import Loaded, Owner
from qcdc_cli.commands.output import tell
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Problem, QcdcError

_OTHER_BLOC = Text("Các phiếu đã chọn thuộc khối: {blocs}.", "The given sheets are of the bloc: {blocs}.")


def owners_of_named(loaded: Loaded, blocs: Sequence[str]) -> list[Owner]:
    """Return whose sheets were named, as far as they belong to these blocs."""
    return [owner for owner in loaded.owners.values() if owner.asked and owner.bloc in blocs]


def period_of_named(loaded: Loaded, blocs: Sequence[str]) -> str:
    """Return the period that the named sheets are of: the current one, unless all are of one other period.

    Sheets of other periods than the one that is used are named, never dropped in silence.
    """
    periods = loaded.campaign.periods
    numbers = Counter(owner.period for owner in owners_of_named(loaded, blocs) if owner.period in periods)
    if len(numbers) == 1:
        return next(iter(numbers))
    current = loaded.campaign.period
    if numbers and (loaded.folder is None or current not in numbers):  # no campaign says which of them is meant
        raise QcdcError(Problem("Q913", {"periods": ", ".join(sorted(numbers))}), could_not_run=True)
    for period in sorted(numbers.keys() - {current}):
        number = numbers[period]
        tell(
            say(
                f"Có {number} phiếu của kỳ {period} không được dùng; muốn xem thì thêm --period {period}.",
                f"Not used: {number} sheet{'' if number == 1 else 's'} of {period}; see --period {period}.",
            )
        )
    return current


def nothing_named(loaded: Loaded, period: str, bloc: str | None) -> Problem:
    """Return the problem (Q910) of sheets of which none is of the period, and the bloc, that was asked for."""
    named = [owner for owner in loaded.owners.values() if owner.asked]
    periods = dict.fromkeys(owner.period for owner in named)
    blocs = dict.fromkeys(owner.bloc for owner in named)
    where: Text | str = "" if bloc is None else Text(f" trong khối `{bloc}`", f" in the bloc `{bloc}`")
    values = {"period": period, "bloc": where, "periods": ", ".join(periods) or "–", "blocs": ", ".join(blocs)}
    if period in periods:
        return Problem("Q910", values, period, fix=_OTHER_BLOC)
    return Problem("Q910", values, period)
