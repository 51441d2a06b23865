"""What was entered for a criterion, as people read it."""

from decimal import Decimal, InvalidOperation

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.entered import NOTHING_DONE, Entered
from qcdc_cli.forms.form_marks import state_options
from qcdc_cli.kinds import Ask
from qcdc_cli.language.figures import figure


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
