"""States of a mark that are different things, and show as themselves everywhere."""

from enum import Enum

from qcdc_cli.language import Text, terms


class State(Enum):
    """What stands for a criterion: a mark (0 is one), nothing yet, not applicable, unassigned.

    NOT_HELD says that the rubric does not hold this criterion in the period at all, for anybody.
    """

    GIVEN = "given"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNASSIGNED = "unassigned"
    NOT_HELD = "not_held"

    @property
    def title(self) -> Text:
        """The state's name."""
        return _TITLES[self]

    @property
    def symbol(self) -> Text:
        """The state in a narrow column; a given mark has no symbol, it shows its points."""
        return _SYMBOLS[self]


_TITLES = {
    State.GIVEN: Text("đã chấm", "given"),
    State.BLANK: Text("chưa chấm", "blank"),
    State.NOT_APPLICABLE: Text("không phát sinh", "not applicable"),
    State.UNASSIGNED: Text("không giao", "unassigned"),
    State.NOT_HELD: Text("không áp dụng trong kỳ", "not applied in this period"),
}
_SYMBOLS = {
    State.GIVEN: Text("", ""),
    State.BLANK: terms.BLANK,
    State.NOT_APPLICABLE: Text("KPS", "n/a"),
    State.UNASSIGNED: Text("KG", "unass."),
    State.NOT_HELD: Text("–", "–"),
}
