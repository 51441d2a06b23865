"""What a template asks for, cell by cell, and everything that is wrong with that."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text, current
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.template.cells import Run, Slot, placeholders, text_in, text_of
from qcdc_cli.render.template.markup import child, children, descendants, local
from qcdc_cli.render.template.package import Package, SheetPart
from qcdc_cli.render.template.placeholders import Asked, all_forms, asked, asked_by_name, forms, unknown_arguments
from qcdc_cli.render.template.references import folded, rows_of, top_cells
from qcdc_cli.render.template.rows import cells_in
from qcdc_cli.render.template.template_data import Matter

NAME_PREFIX = re.compile(r"qcdc[._](?P<word>.+)", re.IGNORECASE)
_ONE_SHEET = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!]+)!\$?(?P<first>[A-Z]+\$?\d+)(?::\$?(?P<last>[A-Z]+\$?\d+))?")
_LISTED = 12


@dataclass(frozen=True)
class Page:
    """A worksheet of a template, and what it asks for.

    Attributes:
        sheet: the worksheet.
        data: the element that holds its rows.
        slots: the cells to fill, by their references.
        named: those of them that are asked for by a name, whether the file has them or not.
    """

    sheet: SheetPart
    data: Element
    slots: dict[str, Slot] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)

    def unit_rows(self) -> list[int]:
        """Return the rows that are to be repeated for each unit."""
        return sorted({rows_of(cell)[0] for cell, slot in self.slots.items() if slot.of_unit})


class Finder:
    """Looks through a template, and collects what is wrong with it."""

    def __init__(self, package: Package, path: str, matter: Matter) -> None:
        """Take a template.

        Args:
            package: its file.
            path: how the file is named to people.
            matter: what it is to be filled from.
        """
        self.problems: list[Problem] = []
        self._package, self._path, self._matter = package, path, matter
        strings = package.first("sharedStrings")
        self._shared: Sequence[Element] = children(package.tree(strings).root, "si") if strings else ()

    def pages(self) -> list[Page]:
        """Return the worksheets with what they ask for; what is wrong is in `problems`."""
        pages = []
        for sheet in self._package.sheets():
            data = child(self._package.tree(sheet.part).root, "sheetData")
            if data is not None:
                page = Page(sheet, data)
                self._look_through(page)
                pages.append(page)
        self._names(pages)
        for page in pages:
            rows = page.unit_rows()
            if len(rows) > 1:
                listed = ", ".join(map(str, rows))
                self.problems.append(Problem("Q767", {"rows": listed}).at(self.place(page.sheet)))
        if not self.problems and not any(page.slots for page in pages):
            self.problems.append(Problem("Q763", allowed=_all_words()).at(Place(self._path)))
        return pages

    def place(self, sheet: SheetPart, cell: str = "") -> Place:
        """Return a place in the template for people."""
        return Place(self._path, sheet=sheet.name, cell=cell)

    def _look_through(self, page: Page) -> None:
        sheet, root = page.sheet, self._package.tree(page.sheet.part).root
        headings = set(self._headings(sheet))
        for _, cell in cells_in(page.data):
            where = cell.get("r", "")
            formula = child(cell, "f")
            if formula is not None:
                self._no_place_for(
                    self.place(sheet, where), formula.text or "", Text("trong công thức", "in a formula")
                )
                continue
            runs = text_in(cell, self._shared)
            words = self._words(self.place(sheet, where), text_of(runs)) if runs else ()
            if words and where in headings:
                self._no_place_for(
                    self.place(sheet, where), text_of(runs), Text("ở tiêu đề của Table", "in a table's heading")
                )
            elif words:
                page.slots[where] = Slot(runs, words)
        self._no_place_for(self.place(sheet), sheet.name, Text("ở tên trang tính", "in a worksheet's name"))
        for part in descendants(root, "headerFooter"):
            where_else = Text("ở đầu trang, chân trang", "in the header or footer of pages")
            self._no_place_for(self.place(sheet), "".join(part.itertext()), where_else)
        self._drawings(sheet)

    def _headings(self, sheet: SheetPart) -> Iterator[str]:
        """Yield the cells that are headings of Excel tables: a table must call its columns the same."""
        for relation in self._package.related(sheet.part):
            if relation.kind == "table":
                table = self._package.tree(relation.part).root
                if table.get("headerRowCount", "1") != "0":
                    yield from top_cells(table.get("ref", "A1"))

    def _drawings(self, sheet: SheetPart) -> None:
        drawings = [each.part for each in self._package.related(sheet.part) if each.kind == "drawing"]
        charts = [each.part for drawing in drawings for each in self._package.related(drawing)]
        for part in (*drawings, *charts):
            if part.endswith(".xml") and part in self._package.parts:
                for paragraph in descendants(self._package.tree(part).root, "p"):
                    text = "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
                    self._no_place_for(self.place(sheet), text, Text("trong hình vẽ, biểu đồ", "in a drawing or chart"))

    def _no_place_for(self, place: Place, text: str, where: Text) -> None:
        for match in placeholders(text)[0]:
            self.problems.append(Problem("Q769", {"found": match[0], "where": where}, match[0]).at(place))

    def _words(self, place: Place, text: str) -> tuple[tuple[int, int, Asked], ...]:
        found, torn = placeholders(text)
        words = []
        for match in found:
            word = asked(match[1])
            if word is None:
                self._unknown(place, match[0])
            elif self._has(place, match[0], word):
                words.append((match.start(), match.end(), word))
        for braces in torn:
            self._unknown(place, braces)
        return tuple(words)

    def _unknown(self, place: Place, found: str) -> None:
        known = all_forms()
        near = nearest(found.strip("{} ").partition(":")[0], known)
        suggestion = known.get(near, "")
        allowed = "" if suggestion else _all_words()
        self.problems.append(Problem("Q764", {"found": found}, found, allowed, suggestion).at(place))

    def _has(self, place: Place, found: str, word: Asked) -> bool:
        """Return whether what a word's arguments name is there; say what is not."""
        unknown = unknown_arguments(word, self._matter)
        for argument, known in unknown:
            listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
            values = {"found": found, "id": argument}
            self.problems.append(Problem("Q765", values, argument, listed, nearest(argument, known)).at(place))
        return not unknown

    def _names(self, pages: Iterable[Page]) -> None:
        """Add the cells that have names which begin with `qcdc_` or `qcdc.`."""
        by_name = {folded(page.sheet.name): page for page in pages}
        defined = child(self._package.tree(self._package.workbook).root, "definedNames")
        for each in children(defined, "definedName"):
            match = NAME_PREFIX.fullmatch(each.get("name", ""))
            if match is not None:
                self._named(each.get("name", ""), match["word"], (each.text or "").strip(), by_name)

    def _named(self, name: str, inside: str, target: str, pages: Mapping[str, Page]) -> None:
        match = _ONE_SHEET.fullmatch(target)
        sheet = "" if match is None else match["sheet"].strip("'").replace("''", "'")
        page = pages.get(folded(sheet))
        cell = "" if match is None else match["first"].replace("$", "")
        if page is None or match is None or not self._is_one_cell(page, cell, match["last"]):
            where = Text(f"ở tên ô trỏ tới `{target}`", f"in the name of a cell, which points to `{target}`")
            self.problems.append(Problem("Q769", {"found": name, "where": where}, name).at(Place(self._path)))
            return
        place = self.place(page.sheet, cell)
        word = asked_by_name(inside, self._matter)
        if word is None:
            self._unknown(place, name)
        elif self._has(place, name, word):
            page.slots[cell] = Slot((Run(None, name),), ((0, len(name), word),))
            page.named.append(cell)

    def _is_one_cell(self, page: Page, first: str, last: str | None) -> bool:
        area = f"{first}:{(last or first).replace('$', '')}"
        merged = child(self._package.tree(page.sheet.part).root, "mergeCells")
        joined = {each.get("ref", "") for each in children(merged, "mergeCell")}
        return area == f"{first}:{first}" or area in joined


def _all_words() -> str:
    return ", ".join(forms(vietnamese=current() == "vi"))
