"""What a template asks for, cell by cell, and everything that is wrong with that."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.placeholders import (
    PlaceholderCall,
    argument_problems,
    call_in_braces,
    call_in_name,
    nothing_to_fill,
    unknown_placeholder,
)
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.template.cells import Run, cells_in, text_in, text_of
from qcdc_cli.render.template.references import row_range, sheet_key, top_cells
from qcdc_cli.workbook.markup_tree import child, children, descendants, local
from qcdc_cli.workbook.office_file import OfficeFile

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_NAME_PREFIX = re.compile(r"qcdc[._](?P<word>.+)", re.IGNORECASE)
_ONE_SHEET = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$?(?P<first>[A-Z]+\$?\d+)(?::\$?(?P<last>[A-Z]+\$?\d+))?")


class Slot(NamedTuple):
    """A cell to be filled.

    Attributes:
        runs: the text that stands there.
        calls: the placeholders in it, each with the places of its first letter and behind its last one.
    """

    runs: tuple[Run, ...]
    calls: tuple[tuple[int, int, PlaceholderCall], ...]

    @property
    def whole(self) -> PlaceholderCall | None:
        """The placeholder that the cell consists of; None where it holds more."""
        (start, end, call), *others = self.calls
        text = text_of(self.runs)
        return call if not others and not text[:start].strip() and not text[end:].strip() else None

    @property
    def of_unit(self) -> bool:
        """True when it is about one unit, so that its row is repeated."""
        return any(call.placeholder.of_unit for _, _, call in self.calls)


def placeholders(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """Return the placeholders of a text, and what is left of braces that are not two and two."""
    found = list(_PLACEHOLDER.finditer(text))
    rest = _PLACEHOLDER.sub("\0", text)
    return found, re.findall(r"\{\{[^\0]{0,20}|[^\0]{0,20}\}\}", rest)


@dataclass(frozen=True)
class TemplateSheet:
    """A worksheet of a template, and what it asks for.

    Attributes:
        path: how the template is named to people.
        name: the worksheet's name for people.
        part: the part that holds it.
        data: the element that holds its rows.
        slots: the cells to fill, by their references.
        named: those of them that are asked for by a name, whether the file has them or not.
    """

    path: str
    name: str
    part: str
    data: Element
    slots: dict[str, Slot] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def place(self, cell: str = "") -> Place:
        """Return a place in the worksheet for people."""
        return Place(self.path, sheet=self.name, cell=cell)

    def rows_about_units(self) -> list[int]:
        """Return the rows that are to be repeated for each unit."""
        return sorted({row_range(cell)[0] for cell, slot in self.slots.items() if slot.of_unit})


class PlaceholderScan:
    """Looks through a template, and collects what is wrong with it."""

    def __init__(self, package: OfficeFile, path: str, data: TemplateData) -> None:
        """Take a template.

        Args:
            package: its file.
            path: how the file is named to people.
            data: what it is to be filled from.
        """
        self.problems: list[Problem] = []
        self._package, self._path, self._data = package, path, data
        strings = package.first("sharedStrings")
        self._shared: Sequence[Element] = children(package.tree(strings), "si") if strings else ()

    def sheets(self) -> list[TemplateSheet]:
        """Return the worksheets with what they ask for; what is wrong is in `problems`."""
        sheets = []
        for name, part in self._package.sheets():
            sheet_data = child(self._package.tree(part), "sheetData")
            if sheet_data is not None:
                sheets.append(TemplateSheet(self._path, name, part, sheet_data))
                self._look_through(sheets[-1])
        self._names(sheets)
        for sheet in sheets:
            rows = sheet.rows_about_units()
            if len(rows) > 1:
                listed = ", ".join(map(str, rows))
                self.problems.append(Problem("Q767", {"rows": listed}).at(sheet.place()))
        if not self.problems and not any(sheet.slots for sheet in sheets):
            self.problems.append(nothing_to_fill().at(Place(self._path)))
        return sheets

    def _look_through(self, sheet: TemplateSheet) -> None:
        root = self._package.tree(sheet.part)
        headings = set(self._headings(sheet))
        for _, cell in cells_in(sheet.data):
            where = cell.get("r", "")
            place = sheet.place(where)
            formula = child(cell, "f")
            if formula is not None:
                self._no_place_for(place, formula.text or "", Text("trong công thức", "in a formula"))
                continue
            runs = text_in(cell, self._shared)
            calls = self._calls(place, text_of(runs)) if runs else ()
            if calls and where in headings:
                self._no_place_for(place, text_of(runs), Text("ở tiêu đề của Table", "in a table's heading"))
            elif calls:
                sheet.slots[where] = Slot(runs, calls)
        self._no_place_for(sheet.place(), sheet.name, Text("ở tên trang tính", "in a worksheet's name"))
        for part in descendants(root, "headerFooter"):
            where_else = Text("ở đầu trang, chân trang", "in the header or footer of pages")
            self._no_place_for(sheet.place(), "".join(part.itertext()), where_else)
        self._drawings(sheet)

    def _headings(self, sheet: TemplateSheet) -> Iterator[str]:
        """Yield the cells that are headings of Excel tables: a table must call its columns the same."""
        for relation in self._package.related(sheet.part):
            if relation.kind == "table":
                table = self._package.tree(relation.part)
                if table.get("headerRowCount", "1") != "0":
                    yield from top_cells(table.get("ref", "A1"))

    def _drawings(self, sheet: TemplateSheet) -> None:
        drawings = [each.part for each in self._package.related(sheet.part) if each.kind == "drawing"]
        charts = [each.part for drawing in drawings for each in self._package.related(drawing)]
        for part in (*drawings, *charts):
            if part.endswith(".xml") and part in self._package.parts:
                for paragraph in descendants(self._package.tree(part), "p"):
                    text = "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
                    self._no_place_for(sheet.place(), text, Text("trong hình vẽ, biểu đồ", "in a drawing or chart"))

    def _no_place_for(self, place: Place, text: str, where: Text) -> None:
        for match in placeholders(text)[0]:
            self.problems.append(Problem("Q769", {"found": match[0], "where": where}, match[0]).at(place))

    def _calls(self, place: Place, text: str) -> tuple[tuple[int, int, PlaceholderCall], ...]:
        found, torn = placeholders(text)
        calls = []
        for match in found:
            call = call_in_braces(match[1])
            if call is None:
                self._unknown(place, match[0])
            elif self._has(place, match[0], call):
                calls.append((match.start(), match.end(), call))
        for braces in torn:
            self._unknown(place, braces)
        return tuple(calls)

    def _unknown(self, place: Place, found: str) -> None:
        self.problems.append(unknown_placeholder(found).at(place))

    def _has(self, place: Place, found: str, call: PlaceholderCall) -> bool:
        """Return whether what a placeholder's arguments name is there; report what is not."""
        unknown = [problem.at(place) for problem in argument_problems(found, call, self._data)]
        self.problems += unknown
        return not unknown

    def _names(self, sheets: Iterable[TemplateSheet]) -> None:
        """Add the cells that have names which begin with `qcdc_` or `qcdc.`."""
        by_name = {sheet_key(sheet.name): sheet for sheet in sheets}
        defined = child(self._package.tree(self._package.main), "definedNames")
        for each in children(defined, "definedName"):
            match = _NAME_PREFIX.fullmatch(each.get("name", ""))
            if match is not None:
                self._named(each.get("name", ""), match["word"], (each.text or "").strip(), by_name)

    def _named(self, name: str, inside: str, target: str, sheets: Mapping[str, TemplateSheet]) -> None:
        match = _ONE_SHEET.fullmatch(target)
        sheet_name = "" if match is None else match["sheet"].strip("'").replace("''", "'")
        sheet = sheets.get(sheet_key(sheet_name))
        cell = "" if match is None else match["first"].replace("$", "")
        if sheet is None or match is None or not self._is_one_cell(sheet, cell, match["last"]):
            where = Text(f"ở tên ô trỏ tới `{target}`", f"in the name of a cell, which points to `{target}`")
            self.problems.append(Problem("Q769", {"found": name, "where": where}, name).at(Place(self._path)))
            return
        place = sheet.place(cell)
        call = call_in_name(inside, self._data)
        if call is None:
            self._unknown(place, name)
        elif self._has(place, name, call):
            sheet.slots[cell] = Slot((Run(None, name),), ((0, len(name), call),))
            sheet.named.append(cell)

    def _is_one_cell(self, sheet: TemplateSheet, first: str, last: str | None) -> bool:
        area = f"{first}:{(last or first).replace('$', '')}"
        merged = child(self._package.tree(sheet.part), "mergeCells")
        joined = {each.get("ref", "") for each in children(merged, "mergeCell")}
        return area == f"{first}:{first}" or area in joined
