"""The texts of a Word file in which something may be asked for: each paragraph with its place, put together.

Word breaks a text into runs wherever somebody has edited it, or where it checks spelling. What is asked for is found
in the whole text of a paragraph, and then stands in the run in which it began.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place
from qcdc_cli.workbook.markup_tree import local

# Without braces inside, so that looking for them takes no longer than reading, whatever a file holds.
ASKED = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
TORN = re.compile(r"\{[{%#][^\uffff]{0,20}|[^\uffff]{0,20}[}%#]\}")
MARK = "\uffff"  # around the number of what is asked for; no XML can hold it
_SHOWN = 30  # letters of a paragraph that tell which one it is
_IN_CODE = Text("trong mã trường (field)", "in the code of a field")
_DELETED = Text("trong chữ đã xóa (theo dõi thay đổi)", "in deleted text (tracked changes)")
_ATTRIBUTE = Text("trong thuộc tính hoặc chữ thay thế của hình", "in a property, or the alternative text of a picture")
_EQUATION = Text("trong công thức toán", "in an equation")


class FoundTag(NamedTuple):
    """Something that is asked for.

    Attributes:
        text: the whole of it, with its braces.
        place: where it stands, for people.
        path: the elements around it, from the part's root to the text that it begins in.
        order: its place among all texts of the part.
        copy: whether it stands in what only old programs show of a text box, beside the same for all others.
    """

    text: str
    place: Place
    path: tuple[Element, ...]
    order: tuple[int, int]
    copy: bool


class Unfilled(NamedTuple):
    """Something that is asked for where nothing is filled.

    Attributes:
        text: the whole of it; what is left of braces that are not two and two, where `where` is None.
        place: where it stands.
        where: what kind of place that is; None for an ordinary one.
    """

    text: str
    place: Place
    where: Text | None


class _Spot(NamedTuple):
    """Where an element stands, for people.

    Attributes:
        label: the place in words.
        counted: whether paragraphs and tables in it are counted; those in tables and text boxes are not.
        row: the number of the row at hand.
    """

    label: str = ""
    counted: bool = True
    copy: bool = False


class PartTexts:
    """The texts of one part, such as the body or a header."""

    def __init__(self, root: Element, place: Callable[[str], Place], mark: Callable[[], str]) -> None:
        """Look through a part; what is asked for is replaced by marks, each between two `MARK`.

        Args:
            root: the part, which is changed.
            place: makes the place of some words that tell where in the part it is.
            mark: gives the next mark.
        """
        self.found: dict[str, FoundTag] = {}
        self.unfilled: list[Unfilled] = []
        self._place, self._mark = place, mark
        self._paragraphs = self._tables = self._texts = 0
        self._walk(root, (), _Spot())

    def _walk(self, element: Element, path: tuple[Element, ...], spot: _Spot) -> None:
        inside = (*path, element)
        tag = element.tag
        if tag == "w:p":
            if spot.counted:
                self._paragraphs += 1
                spot = spot._replace(label=say(f"đoạn {self._paragraphs}", f"paragraph {self._paragraphs}"))
            self._paragraph(element, inside, spot)
        elif tag == "w:tbl" and spot.counted:
            self._table(element, inside, spot)
            return
        elif tag in ("w:footnote", "w:endnote"):
            spot = _Spot(say(f"chú thích {element.get('w:id')}", f"note {element.get('w:id')}"), counted=False)
        elif tag == "w:txbxContent":
            spot = spot._replace(label=say(f"hộp văn bản, {spot.label}", f"text box, {spot.label}"), counted=False)
        elif tag == "mc:Fallback":
            spot = spot._replace(copy=True)
        self._elsewhere(element, spot)
        for each in element:
            self._walk(each, inside, spot)

    def _table(self, table: Element, inside: tuple[Element, ...], spot: _Spot) -> None:
        """Look through a table; rows and cells may stand in content controls and other elements around them."""
        self._tables += 1
        rows = 0

        def below(element: Element, path: tuple[Element, ...], row: int, cell: int) -> int:
            nonlocal rows
            for each in element:
                if each.tag == "w:tr":
                    rows += 1
                    below(each, (*path, each), rows, 0)
                elif each.tag == "w:tc":
                    cell += 1
                    label = say(
                        f"bảng {self._tables}, dòng {row}, ô {cell}", f"table {self._tables}, row {row}, cell {cell}"
                    )
                    self._walk(each, path, spot._replace(label=label, counted=False))
                elif each.tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml"):
                    cell = below(each, (*path, each), row, cell)
                else:
                    self._walk(each, path, spot)
            return cell

        below(table, inside, 0, 0)

    def _paragraph(self, paragraph: Element, path: tuple[Element, ...], spot: _Spot) -> None:
        texts = list(_own_texts(paragraph, path))
        if not texts:
            return
        whole = "".join(element.text or "" for element, _ in texts)
        words = ASKED.sub("…", whole).strip() if len(ASKED.sub("", whole).strip()) > 2 else whole.strip()
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        place = self._place(f"{spot.label} “{shown}”" if shown else spot.label)
        self.join(texts, place, copy=spot.copy)

    def join(self, texts: list[tuple[Element, tuple[Element, ...]]], place: Place, *, copy: bool = False) -> None:
        """Put a mark for all that is asked for in a text into the element in which it begins.

        Args:
            texts: the elements that hold the text, with what is around them.
            place: where it stands, for people.
            copy: as in `FoundTag`.
        """
        whole = "".join(element.text or "" for element, _ in texts)
        asked = list(ASKED.finditer(whole))
        first = 0  # of what is asked for in this text or behind it
        self.unfilled += [Unfilled(each[0], place, None) for each in TORN.finditer(ASKED.sub(MARK, whole))]
        begin = 0
        for element, path in texts:
            self._texts += 1
            end, at, written = begin + len(element.text or ""), begin, ""
            while first < len(asked) and asked[first].end() <= begin:
                first += 1
            for match in islice(asked, first, None):
                if match.start() >= end:
                    break
                written += whole[at : min(max(match.start(), at), end)]
                if begin <= match.start() < end:
                    mark = self._mark()
                    self.found[mark] = FoundTag(match[0], place, path, (self._texts, match.start()), copy)
                    written += f"{MARK}{mark}{MARK}"
                at = min(max(match.end(), at), end)
            if asked:
                element.text = written + whole[at:end]
                element.set("xml:space", "preserve")
            begin = end

    def _elsewhere(self, element: Element, spot: _Spot) -> None:
        """Note what is asked for where nothing is filled: in attributes, codes of fields, deleted texts."""
        place = self._place(spot.label)
        for value in element.attrib.values():
            self.unfilled += [Unfilled(each[0], place, _ATTRIBUTE) for each in ASKED.finditer(value)]
        if element.tag == "w:p":
            for tag, where in (("w:instrText", _IN_CODE), ("w:delText", _DELETED), ("m:t", _EQUATION)):
                text = "".join(each.text or "" for each in _own(element, tag))
                self.unfilled += [Unfilled(each[0], place, where) for each in ASKED.finditer(text)]


def _own_texts(paragraph: Element, path: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """Yield the texts of a paragraph, without those of text boxes in it, each with what is around it."""
    for each in paragraph:
        if each.tag == "w:t":
            yield each, (*path, each)
        elif local(each) != "txbxContent":
            yield from _own_texts(each, (*path, each))


def _own(paragraph: Element, tag: str) -> Iterator[Element]:
    for each in paragraph:
        if each.tag == tag:
            yield each
        elif local(each) != "txbxContent":
            yield from _own(each, tag)
