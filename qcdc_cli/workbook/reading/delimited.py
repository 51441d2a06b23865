"""Tables in text files (.csv, .tsv, .txt): a row's number is the line that it begins on."""

import csv
import re
from io import StringIO
from pathlib import Path

from qcdc_cli.encoding import decode
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab
from qcdc_cli.workbook.reading.cells import text_found
from qcdc_cli.workbook.reading.counting import CellCount

_DELIMITERS = ";\t,"
_HEAD = 65_536  # characters in which a line with several fields is looked for
_QUOTED = re.compile(r'(?:^|(?<=[;\t,\r]))"[^"]*(?:""[^"]*)*"', re.MULTILINE)
_SAID = re.compile(r"sep=([;,\t|])\r?\n")  # Excel's own way to say it


def read_table(data: bytes, path: str) -> Book:
    """Read a table of texts.

    Its fields are parted by what the first line has most of that may part fields: `;`, a tab or `,`. A record that
    goes on over several lines, because a field in quotes holds line ends, counts as the line that it begins on, and
    the lines that it goes on over are rows without cells; so every place is a line of the file.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: when it is not readable as text, has too many cells, or its quotes do not match (Q714).
    """
    text = decode(data)
    if isinstance(text, Problem):
        raise QcdcError(text)
    said = _SAID.match(text)
    first = 1 if said is None else 2
    rest = text if said is None else text[said.end() :]
    records = csv.reader(StringIO(rest, newline=""), delimiter=said[1] if said else _delimiter(rest), strict=True)
    cells: dict[Spot, Found] = {}
    count = CellCount()
    row = first
    try:
        for record in records:
            count.take(len(record) or 1)  # blank lines cost time too
            found = ((column, text_found(field)) for column, field in enumerate(record, start=1))
            cells.update({(row, column): each for column, each in found if each is not None})
            row = first + records.line_num
    except csv.Error:
        raise QcdcError(Problem("Q714").at(Place(path, row, 1))) from None
    return Book(path, (Tab(path, "", cells),))


def _delimiter(text: str) -> str:
    """Return what parts the fields of the first line that has any of it; what is in quotes does not count."""
    lines = _QUOTED.sub("", text[:_HEAD]).replace("\r", "\n").split("\n")
    first = next((line for line in lines if any(sign in line for sign in _DELIMITERS)), "")
    return max(_DELIMITERS, key=first.count)


def is_table(file: Path) -> bool:
    """Return whether a file's name says that it is a table of text."""
    return file.suffix.lower() in (".csv", ".tsv", ".txt")
