"""The lists that a form's cells choose from, on a hidden worksheet: a list written into a rule ends at 255 letters."""

from collections.abc import Sequence

from xlsxwriter import Workbook

from qcdc_cli.language import say
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.references import area, ref


class FormLists:
    """The lists of one form, each once, each in a column."""

    def __init__(self, book: Workbook) -> None:
        """Begin with no list; the worksheet is made with the first one."""
        self._name = say("Danh mục", "Lists")
        self._sheet = book.add_worksheet(self._name)
        self._sheet.very_hidden()
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, entries: Sequence[str]) -> str:
        """Return the range that lists these entries, as a formula refers to it."""
        key = tuple(entries)
        if key not in self._ranges:
            column = len(self._ranges) + 1
            for row, entry in enumerate(key):
                self._sheet.write_string(row, column - 1, plain(entry))
            first, last = (ref(row, column, self._name, fixed=True) for row in (1, len(key)))
            self._ranges[key] = area(first, last)
        return self._ranges[key]
