"""Opens what people send, whatever it turns out to be: a workbook, a table in a text file, or a refusal with advice."""

import csv
import re
import zlib
from collections.abc import Callable
from functools import partial
from io import StringIO
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile

from qcdc_cli.encoding import LIMIT_MEGABYTES, decode
from qcdc_cli.file_bytes import read_file
from qcdc_cli.old_fonts import first_in_old_font
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading.book import Book, Found, Spot, Tab
from qcdc_cli.workbook.reading.cells import text_found
from qcdc_cli.workbook.reading.documents import document_part, for_documents, refuse_other_document
from qcdc_cli.workbook.reading.ods import read_ods
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import CellCount, unreadable
from qcdc_cli.workbook.reading.sniffing import refuse_other_file, refuse_other_package
from qcdc_cli.workbook.reading.xlsx import main_part, read_xlsx
from qcdc_cli.workbook.reading.xlsx_sheet import MOST_ROWS
from qcdc_cli.workbook.signatures import is_package

MOST_MEGABYTES = 50  # a form has 0.1; photographs that were pasted into it make it larger
_SIGNATURE = 8  # bytes that identify a file's type
_LOCK_FILES = ("~$", ".~lock.")  # of Excel, of LibreOffice
_SHOWN = 40  # characters of a text in a message

# What the parts of a damaged workbook raise on their way to being numbers, texts and cells. The list is long because
# a damaged file can break at every step; it stands here alone, so that no reader has to guess what the others raise.
_DAMAGED = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OverflowError,
    StopIteration,
    ValueError,
    ElementTree.ParseError,
    expat.ExpatError,
    zlib.error,
)
_DELIMITERS = ";\t,"
_HEAD = 65_536  # characters in which a line with several fields is looked for
_QUOTED = re.compile(r'(?:^|(?<=[;\t,\r]))"[^"]*(?:""[^"]*)*"', re.MULTILINE)
_SAID = re.compile(r"sep=([;,\t|])\r?\n")  # Excel's own way to say it


def read_table(data: bytes, path: str) -> Book:
    """Read a table of texts.

    Its fields are separated by `;`, a tab or `,`, whichever most lines have one after the other. A record that
    goes on over several lines, because a field in quotes holds line ends, counts as the line that it begins on, and
    the lines that it goes on over are rows without cells; so every place is a line of the file.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: when it is not readable as text, has too many cells, or its quotes do not match (Q714).
    """
    text = decode(data, path)
    if isinstance(text, Problem):
        raise QcdcError(text)
    sep = _SAID.match(text)
    first = 1 if sep is None else 2
    rest = text if sep is None else text[sep.end() :]
    records = csv.reader(StringIO(rest, newline=""), delimiter=sep[1] if sep else _delimiter(rest), strict=True)
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
    """Return what parts the fields: what stands in most lines without a break, else in the first that has any.

    A title above the table may have a comma, as figures may; what is in quotes does not count.
    """
    lines = _QUOTED.sub("", text[:_HEAD]).replace("\r", "\n").split("\n")
    first = next((line for line in lines if any(sign in line for sign in _DELIMITERS)), "")

    def together(sign: str) -> int:
        return max(sum(1 for _ in run) if has else 0 for has, run in groupby(lines, lambda line: sign in line))

    return max(_DELIMITERS, key=lambda sign: (together(sign), first.count(sign)))


def is_table(file: Path) -> bool:
    """Return whether a file's name says that it is a table of text."""
    return file.suffix.lower() in (".csv", ".tsv", ".txt")


def is_workbook(file: Path) -> bool:
    """Return whether a file is a zip file, as workbooks are, whatever its name says."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as source:
            return is_package(source.read(_SIGNATURE))
    except OSError:
        return False  # reading it will say why


def read_book(file: Path, path: str = "", *, rows: int = MOST_ROWS) -> Book:
    """Read a workbook (.xlsx, .xlsm, .ods) or a table (.csv, .tsv, .txt): what it is says its content, not its name.

    Macros, links, drawings, charts and comments are not looked at; a formula is a formula, whatever result the file
    has for it.

    Args:
        file: where it is.
        path: how it is named to people; as it is written, where that is not said.
        rows: how many rows of each worksheet are read, where Excel wrote them; what follows may be damaged.

    Raises:
        QcdcError: Q101, Q103 or Q120 when there is no such file or it cannot be read (could not run); else what it is
            instead of a workbook, what is wrong with it, or which limit it goes beyond, at its place.
    """
    return _read(file, path or str(file), partial(_read_any, rows=rows))


def read_tables(file: Path, path: str = "") -> Book:
    """Read a workbook or a table as `read_book` does, or the tables of a Word document (.docx).

    Args:
        file: where it is.
        path: how it is named to people; as it is written, where that is not said.

    Raises:
        QcdcError: as `read_book`; Q778 for documents of other kinds.
    """
    try:
        return _read(file, path or str(file), partial(_read_any, documents=True))
    except QcdcError as refusal:
        told = (for_documents(problem, file) for problem in refusal.problems)
        raise QcdcError(*told, could_not_run=refusal.could_not_run) from None


def read_delimited(file: Path, path: str = "") -> Book:
    """Read a table of texts (.csv, .tsv, .txt) as a workbook of one worksheet without a name; see `read_table`.

    Args:
        file: where it is.
        path: how it is named to people; as it is written, where that is not said.

    Raises:
        QcdcError: as `read_book`; Q108 to Q112 and Q115 for its encoding and size.
    """
    return _read(file, path or str(file), lambda data, path, _: read_table(data, path))


def read_workbook_data(data: bytes, path: str) -> Book:
    """Read the bytes of a workbook as `read_book` reads its file.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: as `read_book`.
    """
    return _read_data(data, Path(path), path, _read_any)


def _read(file: Path, path: str, read: Callable[[bytes, str, Path], Book]) -> Book:
    return _read_data(_bytes(file, path), file, path, read)


def _read_data(data: bytes, file: Path, path: str, read: Callable[[bytes, str, Path], Book]) -> Book:
    try:
        return read(data, path, file)
    except QcdcError as refusal:
        problem = refusal.problem
    except _DAMAGED:
        problem = Problem("Q707")
    raise QcdcError(problem if problem.place is not None else problem.at(Place(path)))


def _bytes(file: Path, path: str) -> bytes:
    if file.name.startswith(_LOCK_FILES) and file.exists():  # before Windows refuses to read it
        raise QcdcError(Problem("Q706").at(Place(path)))
    is_text = is_table(file) and not is_workbook(file)
    data = read_file(file, path, LIMIT_MEGABYTES if is_text else MOST_MEGABYTES)
    if isinstance(data, Problem):
        raise QcdcError(data, could_not_run=data.code != "Q115")
    return data


def _read_any(data: bytes, path: str, file: Path, *, documents: bool = False, rows: int = MOST_ROWS) -> Book:
    if is_package(data):
        book = _read_package(Package(data), path, documents=documents, rows=rows)
        _refuse_old_fonts(book)
        return book
    if documents:
        refuse_other_document(data)
    refuse_other_file(data)
    if is_table(file):
        return read_table(data, path)
    raise unreadable("Q712")


def _read_package(package: Package, path: str, *, documents: bool, rows: int) -> Book:
    if (main := main_part(package)) is not None:
        return read_xlsx(package, main, path, rows)
    if documents and (main := document_part(package)) is not None:
        from qcdc_cli.workbook.reading.word import read_word_tables

        return read_word_tables(package, main, path)
    refuse_other_package(package)
    return read_ods(package, path)


def _refuse_old_fonts(book: Book) -> None:
    """Refuse texts for fonts older than Unicode, which are wrong letters in any other font."""
    cells = [
        (tab, spot, found)
        for tab in book.tabs
        for spot, found in tab.cells.items()
        if found.what == "text" and not found.text.isascii()
    ]
    old = first_in_old_font([found.text for _, _, found in cells])
    if old is not None:
        tab, spot, found = cells[old.number]
        raise QcdcError(Problem("Q713", old.values, found=found.text[:_SHOWN]).at(tab.place(*spot)))
