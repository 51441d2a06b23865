"""How a form says what a sheet says otherwise: states, nothing done; and what was entered, as people read it."""

from decimal import Decimal, InvalidOperation

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.form_mark import NOTHING_DONE, STATES, Entered
from qcdc_cli.kinds import Ask
from qcdc_cli.language.figures import figure


def state_options() -> dict[str, str]:
    """Return what the column “not marked” offers, by the states' names in a sheet."""
    return {state.value: str(state.title)[:1].upper() + str(state.title)[1:] for state in STATES}


def state_ways() -> dict[str, str]:
    """Return other ways to write the states: their signs, and their names in the other language."""
    ways = {way: state.value for state in STATES for way in (*state.symbol, *state.title)}
    return ways | {"không áp dụng": State.NOT_APPLICABLE.value, "không có": State.NOT_APPLICABLE.value}


def in_words(what: Entered, criterion: CriterionBase) -> str:
    """Say what was entered, as people read it; "" for nothing."""
    kind, words = criterion.kind, ""
    if what.state:
        words = state_options()[what.state]
    elif kind.asks is Ask.CHOICE:
        words = kind.options().get(what.mark, what.mark)
    elif kind.asks is Ask.TICKS:
        words = ", ".join(what.parts) or ("[]" if what.mark == NOTHING_DONE else what.mark)
    elif what.parts:
        words = ", ".join(figure(Decimal(part)) for part in what.parts)
    elif what.mark:
        words = _figure(what.mark) + (f"/{_figure(what.target)}" if what.target else "")
    return f"{words} ({what.reason})" if words and what.reason else words


def _figure(said: str) -> str:
    """Show digits as a figure; what a sheet says in their place as it stands there."""
    try:
        return figure(Decimal(said))
    except InvalidOperation:
        return said
