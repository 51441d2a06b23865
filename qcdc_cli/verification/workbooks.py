"""A workbook read back with openpyxl: every cell's formula and stored value, and whether a reader can see it.

Whoever saves a workbook again, LibreOffice or Excel, writes formulas and number formats in its own way and computes in
binary; what is compared is what they mean.
"""

import math
import re
import warnings
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.verification.contents import FileContent, Piece, PieceKind
from qcdc_cli.verification.letters import CellLetters
from qcdc_cli.verification.packages import foreign_parts, open_package
from qcdc_cli.verification.refusals import not_readable
from qcdc_cli.workbook.reading.opening import read_workbook_data

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# Programs compute in binary, so that 95.36 may come back as 95.35999999999999. What is allowed is far below the last
# decimal of any rounding that a rubric can declare, and any digit that a cell can show.
_NEAR = 1e-9
_LEAST_HEIGHT, _LEAST_WIDTH = 4.0, 0.9  # points, width units: below them nothing can be read
_SPACES = re.compile(r"\s+")
_NO_MEANING = re.compile(r'\[\$[^\]]*\]|["\\]|_.')  # of number formats: the language, quotes, gaps
_COLORED = re.compile(r"\[[A-Za-z][^\]]*\]")  # `[White]`, `[Color 2]`, also `[h]`
_CONDITIONAL = Text("Định dạng có điều kiện", "Conditional format")
_YES = "yes"
Spot = tuple[int, int]


class Number(float):
    """A number as a workbook stores it."""


class Formula(str):
    """A formula, without the equals sign."""

    __slots__ = ()


@dataclass(frozen=True)
class WorkbookContent(FileContent):
    """What a workbook says.

    Attributes:
        sheets: by the worksheet's name, its texts by row and column, from which its cells are told in words.
    """

    keyed: bool = True
    sheets: Mapping[str, Mapping[Spot, str]] = field(default_factory=dict)

    def equal(self, one: Piece, other: Piece) -> bool:
        """Return whether two cells say the same, whichever program saved them."""
        if isinstance(one.value, Number) and isinstance(other.value, Number):
            return math.isclose(one.value, other.value, rel_tol=_NEAR, abs_tol=_NEAR)
        if isinstance(one.value, Formula) and isinstance(other.value, Formula):
            return one.value == other.value or _tokens(one.value) == _tokens(other.value)
        return type(one.value) is type(other.value) and one.value == other.value

    def differences(self, found: FileContent) -> Iterator[Problem]:
        """Yield where a workbook differs: its worksheets first, then cell by cell on those that both have."""
        if not isinstance(found, WorkbookContent):
            return
        own, other = found.without_values, self.sheets.keys() & found.sheets.keys()
        if own:
            what = say("Kết quả của các công thức", "The results of formulas")
            yield Problem("Q073", {"what": what}).at(Place(next(iter(found.pieces)).place.path))
        for problem in super().differences(found):
            place = problem.place
            if place is None or not place.cell or (place.sheet in other and not (problem.code == "Q064" and own)):
                yield problem

    @cached_property
    def without_values(self) -> bool:
        """Whether formulas have no results, as in what a program saved that computes none."""
        keys = {piece.key for piece in self.pieces}
        cells = [piece.key.removeprefix("formula ") for piece in self.pieces if piece.key.startswith("formula ")]
        return bool(cells) and not any(f"value {cell}" in keys for cell in cells)

    def what(self, piece: Piece) -> str:
        """Return a cell in words: the first text of its row, and the nearest above it in its column."""
        texts = self.sheets.get(piece.place.sheet)
        if piece.what or texts is None or not piece.place.cell:
            return piece.what
        from openpyxl.utils.cell import coordinate_to_tuple

        row, column = coordinate_to_tuple(piece.place.cell)
        beside = next((texts[row, at] for at in range(1, column) if _is_words(texts.get((row, at)))), "")
        above = next((texts[at, column] for at in range(row - 1, 0, -1) if _is_words(texts.get((at, column)))), "")
        return ", ".join(dict.fromkeys(filter(None, (beside, above))))


def read_workbook(data: bytes, path: str) -> FileContent:
    """Read a workbook.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q702 and others where it is none, is damaged, or holds more than any workbook needs.
    """
    package = open_package(data, path)
    _refuse_too_much(data, path)
    try:
        formulas, values = _loaded(data, data_only=False), _loaded(data, data_only=True)
        pieces = [*foreign_parts(package, path), *_of_book(formulas, path)]
        for sheet in formulas.worksheets:
            pieces += _of_sheet(sheet, values[sheet.title], path)
    except Exception:  # noqa: BLE001 - of a damaged file, any part can break openpyxl at any place
        raise not_readable(Place(path), Text("không phải tệp Excel", "it is no Excel workbook")) from None
    texts = {sheet.title: dict(_texts(sheet)) for sheet in values.worksheets}
    return WorkbookContent(tuple(pieces), sheets=texts)


def _refuse_too_much(data: bytes, path: str) -> None:
    """Refuse what the program's own bounded reader refuses: too many cells, joined areas, rows."""
    try:
        read_workbook_data(data, path)
    except QcdcError as refusal:
        raise QcdcError(*refusal.problems, could_not_run=True) from None


def _loaded(data: bytes, *, data_only: bool) -> "Workbook":
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out, which is not compared
        # Of formulas, with the letters inside of a cell that look otherwise than the rest of it.
        return load_workbook(BytesIO(data), data_only=data_only, rich_text=not data_only)


def _cells(sheet: "Worksheet") -> Collection["Cell"]:
    """Return the cells that a worksheet has; going through its rows would make all that lie between them."""
    cells: dict[Spot, Cell] = sheet._cells  # noqa: SLF001
    return cells.values()


def _texts(sheet: "Worksheet") -> Iterator[tuple[Spot, str]]:
    for cell in _cells(sheet):
        if isinstance(cell.value, str):
            yield (cell.row, cell.column), _SPACES.sub(" ", cell.value).strip()


def _is_words(text: str | None) -> bool:
    return text is not None and any(letter.isalpha() for letter in text)


# ------------------------------------------------------------------ the workbook as a whole


def _of_book(book: "Workbook", path: str) -> Iterator[Piece]:
    for order, sheet in enumerate(book._sheets):  # noqa: SLF001 - worksheets, and sheets that are a chart alone
        title = sheet.title
        what = say(f"Trang “{title}”", f"The sheet “{title}”")
        yield Piece(title, title, Place(path, sheet=title), f"sheet {title}", what)
        yield Piece(order, str(order + 1), Place(path, sheet=title), f"order {title}", what)
        if sheet.sheet_state != "visible":
            yield Piece(_YES, what, Place(path, sheet=title), f"hidden {title}", what, PieceKind.HIDDEN)
    for name, defined in book.defined_names.items():
        yield _formula(f"name {name}", str(defined.attr_text or ""), Place(path), name)
    created = book.properties.created
    if created is not None and book.properties.creator == "qcdc":
        what = say("Thời điểm xuất", "Exported")
        yield Piece(created, f"{created:%Y-%m-%d %H:%M:%S}", Place(path), "created", what)


def _formula(key: str, text: str, place: Place, what: str = "") -> Piece:
    return Piece(Formula(text.removeprefix("=")), text, place, key, what, PieceKind.FORMULA)


# ------------------------------------------------------------------ a worksheet


def _of_sheet(sheet: "Worksheet", values: "Worksheet", path: str) -> Iterator[Piece]:
    """Yield the cells of a worksheet, and what keeps readers from seeing some of them."""
    title = sheet.title
    filled: set[int] = set()
    columns: set[int] = set()
    letters = CellLetters(sheet.parent)
    for cell in _cells(sheet):
        stored = values._cells[cell.row, cell.column]  # noqa: SLF001
        if cell.value is None and cell.comment is None:
            continue
        filled.add(cell.row)
        columns.add(cell.column)
        yield from _of_cell(cell, stored, Place(path, sheet=title, cell=cell.coordinate), letters)
    yield from _hidden_lines(sheet, path, filled, columns)
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            said = f"{area.sqref} {rule.type} {rule.operator or ''} {' '.join(rule.formula)}"
            key = f"rule {title} {_SPACES.sub('', said)}"
            yield Piece(_YES, said, Place(path, sheet=title), key, say(*_CONDITIONAL), PieceKind.HIDDEN)
    for kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for side in ("left", "center", "right"):
            text = getattr(getattr(sheet, kind), side).text
            if text:
                place = Place(path, sheet=title)
                yield Piece(text, text, place, f"{kind} {side} {title}", say("Đầu trang, chân trang", "Header, footer"))


def _of_cell(cell: "Cell", stored: "Cell", place: Place, letters: CellLetters) -> Iterator[Piece]:
    """Yield a cell's formula, its value, how its digits are shown, and whether its letters can be seen."""
    key = f"{place.sheet}!{place.cell}"
    if cell.data_type == "f":
        yield _formula(f"formula {key}", _formula_text(cell.value), place)
    if cell.comment is not None:
        yield Piece(
            cell.comment.text, cell.comment.text, place, f"comment {key}", say("Ghi chú của ô", "The note of the cell")
        )
    value = stored.value
    if value is None:
        return
    yield Piece(_value(stored), _shown(value), place, f"value {key}")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    yield Piece(
        _format(cell.number_format, number=is_number), cell.number_format, place, f"format {key}", kind=PieceKind.HIDDEN
    )
    if letters.are_unseen(cell):
        yield Piece(_YES, _shown(value), place, f"unseen {key}", kind=PieceKind.HIDDEN)


def _formula_text(value: Any) -> str:
    return value if isinstance(value, str) else f"{{{value.ref} {getattr(value, 'text', '')}}}"


def _value(cell: "Cell") -> Hashable:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return (type(value).__name__, value)
    if isinstance(value, str):
        return ("error", value) if cell.data_type == "e" else value.replace("\r\n", "\n").rstrip(" ")
    return Number(value)


def _shown(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return figure(Decimal(repr(value))) if math.isfinite(value) else str(value)
    return str(value)


@lru_cache(maxsize=1024)
def _format(text: str, *, number: bool) -> str:
    """Return what a number format means for a number, or for a text: whether it is shown, in what colour."""
    sections = _NO_MEANING.sub("", text).split(";")
    if number:
        return ";".join(sections)
    if len(sections) < 4 and "@" not in sections[-1]:
        return "".join(_COLORED.findall(text))
    return "" if sections[-1] == "@" else sections[-1] or "hidden"  # the last is for texts


def _hidden_lines(sheet: "Worksheet", path: str, filled: set[int], columns: set[int]) -> Iterator[Piece]:
    title, place = sheet.title, Place(path, sheet=sheet.title)
    rows, usual = sheet.row_dimensions, sheet.sheet_format.zeroHeight
    for number in sorted(filled):
        own = rows.get(number)
        low = own is not None and own.ht is not None and own.ht < _LEAST_HEIGHT
        if low or (own is not None and own.hidden) or (usual and own is None):
            what = say(f"Dòng {number}", f"Row {number}")
            yield Piece(_YES, what, place, f"row {title} {number}", what, PieceKind.HIDDEN)
    for letters, own in sheet.column_dimensions.items():
        narrow = own.width is not None and own.customWidth and own.width < _LEAST_WIDTH
        for number in sorted(columns) if own.hidden or narrow else ():
            if (own.min or 0) <= number <= (own.max or 0):
                what = say(f"Cột {letters}", f"Column {letters}")
                yield Piece(_YES, what, place, f"column {title} {number}", what, PieceKind.HIDDEN)


# ------------------------------------------------------------------ formulas


@lru_cache(maxsize=65_536)
def _tokens(formula: str) -> tuple[str, ...]:
    """Return the words of a formula as all programs mean them, whatever spaces and quotes they write."""
    from openpyxl.formula import Tokenizer

    words: list[str] = []
    for token in Tokenizer(f"={formula}").items:
        text = token.value
        if token.type == "WHITE-SPACE":
            continue
        if token.type == "FUNC":
            text = text.upper().removeprefix("_XLFN.")
        elif token.type == "OPERAND" and token.subtype == "RANGE":
            text = text.replace("'", "").upper()
        elif token.type == "OPERAND" and token.subtype == "NUMBER":
            text = str(float(text))
        words.append(text)
    # LibreOffice writes TRUE() and FALSE() for the words.
    joined = "\x1f".join(words)
    return tuple(joined.replace("TRUE(\x1f)", "TRUE").replace("FALSE(\x1f)", "FALSE").split("\x1f"))
