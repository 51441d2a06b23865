"""The columns of a form: what they are called, how wide they are, and where each one stands."""

from collections.abc import Iterator
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import CriterionBase
from qcdc_cli.forms.form_layout import ID, INPUT_COLUMNS, KEYS, NOT_READ, label_of
from qcdc_cli.forms.issuing.content import FormContent
from qcdc_cli.language import say, terms
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS

_WIDEST_ID = 16.0
LEFT = KEYS  # hidden columns at the left


class FormColumn(NamedTuple):
    """A column.

    Attributes:
        key: how it is known when the form comes back.
        title: what it is called.
        width: its least width, in width units.
        weight: its part in what is left of the page's width.
    """

    key: str
    title: str
    width: float
    weight: float = 0.0


class FormColumns:
    """The columns of one form, from left to right.

    Attributes:
        all: the columns.
        widths: their widths, which together fill a page.
    """

    def __init__(self, content: FormContent) -> None:
        """Choose the columns that a form needs."""
        self.all = tuple(_columns(content))
        given = [column.width for column in self.all]
        self.widths = stretched(given, [column.weight for column in self.all], LANDSCAPE_UNITS)
        self._numbers = {column.key: LEFT + number for number, column in enumerate(self.all, start=1)}

    def number(self, key: str) -> int:
        """Return the number of a column, from 1; 0 where the form does not have it."""
        return self._numbers.get(key, 0)

    def title(self, number: int) -> str:
        """Return what the column of this number is called, on one line."""
        return " ".join(self.all[number - LEFT - 1].title.split())

    @property
    def exact(self) -> int:
        """The first hidden column behind all others: the points before rounding."""
        return LEFT + len(self.all) + 1

    @property
    def attainable(self) -> int:
        """The second hidden column behind all others: what each row counts on the other side."""
        return self.exact + 1


class RowKeys:
    """The hidden column in which each row of a form has its key."""

    def __init__(self, sheet: Worksheet) -> None:
        """Begin with no row keyed."""
        self._sheet = sheet
        self._keyed: set[int] = set()

    def put(self, row: int, key: str) -> None:
        """Give a row its key."""
        self._sheet.write_string(row - 1, KEYS - 1, key)
        self._keyed.add(row)

    def rest(self, last: int) -> None:
        """Give all other rows the key of the form's own, so that a row without any is known to be somebody's."""
        for row in range(KEYS + 1, last + 1):
            if row not in self._keyed:
                self.put(row, NOT_READ)


def earlier_mark_key(stage: str) -> str:
    """Return the key of the column with what an earlier stage said."""
    return f"said {stage}"


def points_key(stage: str) -> str:
    """Return the key of the column with what an earlier stage's marks give."""
    return f"points {stage}"


def _columns(content: FormContent) -> Iterator[FormColumn]:
    longest = max((word_units(label_of(row), 11) for row in content.rows), default=0.0)
    yield FormColumn(ID, say(*terms.ID), min(max(7.0, longest), _WIDEST_ID))
    yield FormColumn("name", say(*terms.GROUP_OR_CRITERION), 26.0, 1)
    yield FormColumn("max", say(*terms.MAX), 6.5)
    guide = 34.0 if content.first else 30.0  # a later stage's form has the earlier marks beside
    yield FormColumn("guide", say("Cách chấm; minh chứng cần có", "How it is scored; evidence wanted"), guide, 3)
    for number, name in content.earlier.items():
        stage = content.campaign.stages[number].id
        yield FormColumn(earlier_mark_key(stage), name, 11.0)
        yield FormColumn(points_key(stage), say(*terms.POINTS), 6.5)
    titles = {key: str(title) for key, title in INPUT_COLUMNS.items()}
    yield FormColumn("mark", f"{titles['mark']}\n({content.stage_name})", 12.5)
    if any(isinstance(row.node, CriterionBase) and row.node.kind.takes_target for row in content.rows):
        yield FormColumn("target", titles["target"], 7.5)
    yield FormColumn("state", titles["state"], 10.5)
    yield FormColumn("points", say(*terms.POINTS), 7.0)
    yield FormColumn("reason", titles["reason"], 12.0 if content.first else 16.0, 0.5)
    yield FormColumn("evidence", titles["evidence"], 24.0, 2)
