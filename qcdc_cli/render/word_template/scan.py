"""What a Word template asks for, part by part, and everything that is wrong with that."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.word_template.blocks import Asked, block_problems, repeat_rows
from qcdc_cli.render.word_template.expressions import Code, Fields, TagReader
from qcdc_cli.render.word_template.texts import ASKED, MARK, FoundTag, PartTexts
from qcdc_cli.render.word_template.vocabulary import CLOSE, OPEN
from qcdc_cli.workbook.markup_tree import local
from qcdc_cli.workbook.office_file import OfficeFile
from qcdc_cli.workbook.reading.refusals import too_large

MOST_ASKED = 3_000  # a row with three stages of a rubric of 200 criteria has 600
_MANY = Text("hơn 3.000 trường, lệnh", "over 3,000 placeholders and statements"), Text("3.000", "3,000")
_NAMES = (
    ("header", Text("đầu trang", "header")),
    ("footer", Text("chân trang", "footer")),
    ("footnotes", Text("chú thích cuối trang", "footnotes")),
    ("endnotes", Text("chú thích cuối bài", "endnotes")),
)
_BODY = Text("thân văn bản", "body")
_PROPERTIES = Text("thuộc tính của tệp", "properties of the file")
_PROPERTY_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
# Word makes the other properties of these parts itself, from the text.
_FILLED_PROPERTIES = {"docProps/app.xml": ("Company", "Manager")}
_PROPERTY_NAMES = {
    "title": Text("tiêu đề", "title"),
    "subject": Text("chủ đề", "subject"),
    "creator": Text("tác giả", "author"),
    "keywords": Text("từ khóa", "tags"),
    "description": Text("chú thích", "comments"),
    "category": Text("thể loại", "categories"),
    "Company": Text("cơ quan", "company"),
    "Manager": Text("người quản lý", "manager"),
}
_ELSEWHERE = (
    ("word/charts/", Text("trong biểu đồ", "in a chart")),
    ("word/diagrams/", Text("trong SmartArt", "in SmartArt")),
    ("word/comments", Text("trong nhận xét (comment)", "in a comment")),
    ("customXml/", Text("trong dữ liệu XML gắn kèm", "in attached XML data")),
)
_OTHER = Text("trong phần khác của tệp", "in another part of the file")


class TemplateScan:
    """What a template asks for, and what is wrong with that.

    Attributes:
        parts: the parts to fill; in their trees marks stand for what is asked for.
        codes: what Jinja is given for each mark.
        fields: the values that are asked for.
        problems: everything that is wrong, in the order of the text.
    """

    def __init__(self, package: OfficeFile, path: str, data: TemplateData) -> None:
        """Look through a template.

        Args:
            package: its file; the trees of its parts are changed.
            path: how the file is named to people.
            data: what it is to be filled from.
        """
        self.parts: list[str] = []
        self.codes: dict[str, Code | None] = {}
        self.fields = Fields()
        self.problems: list[Problem] = []
        self._package, self._path = package, path
        self._reader = TagReader(data, self.fields)
        self._numbers = count()
        text_parts = list(self._text_parts())
        for part, name in text_parts:
            texts = PartTexts(package.tree(part), self._placing(name), self._mark)
            self._look_through(part, texts)
        for part in _PROPERTY_PARTS:
            if part in package.parts:
                self._properties(part)
        looked_through = {*_PROPERTY_PARTS, *(part for part, _ in text_parts)}
        for part in package.parts:
            if part.endswith(".xml") and part not in looked_through:
                self._unfilled_part(part)

    def _text_parts(self) -> Iterator[tuple[str, Text]]:
        """Yield the parts that hold text, with their names for people: the body first, as in print."""
        yield self._package.main, _BODY
        related = self._package.related(self._package.main)
        for kind, name in _NAMES:
            own = list(dict.fromkeys(each.part for each in related if each.kind == kind))
            for number, part in enumerate(own, start=1):
                yield part, name if len(own) == 1 else Text(f"{name.vi} {number}", f"{name.en} {number}")

    def _placing(self, name: Text) -> Callable[[str], Place]:
        return lambda where: Place(self._path, sheet=str(name), cell=where)

    def _mark(self) -> str:
        number = next(self._numbers)
        if number == MOST_ASKED:
            raise too_large(*_MANY)
        return str(number)

    def _look_through(self, part: str, texts: PartTexts) -> None:
        for unfilled in texts.unfilled:
            if unfilled.where is None:
                self.problems.append(Problem("Q949", {"found": unfilled.text}, unfilled.text).at(unfilled.place))
            else:
                values: Mapping[str, str | Text] = {"found": unfilled.text, "where": unfilled.where}
                self.problems.append(Problem("Q952", values, unfilled.text).at(unfilled.place))
        asked = self._read(texts)
        if not texts.found:
            return
        self.parts.append(part)
        self._package.change(part)
        rows, problems = repeat_rows(asked, self._mark, self.codes)
        self.problems += problems
        self.problems += block_problems(asked, rows)

    def _read(self, texts: PartTexts) -> list[Asked]:
        """Read all that is asked for in a part, in its order; what cannot be read is left out, and told."""
        asked: list[Asked] = []
        variables: list[str] = []
        told: set[tuple[str, str]] = set()
        for mark, found in sorted(texts.found.items(), key=lambda each: each[1].order):
            code = self._code(found, variables)
            if isinstance(code, list):
                # The copy of a text box for old programs holds the same again.
                fresh = [each for each in code if not found.copy or (each.code, each.sentence()) not in told]
                told.update((each.code, each.sentence()) for each in code)
                self.problems += [each.at(found.place) for each in fresh]
                code = self._reader.unreadable(found.text)  # so that its end is not told as one without a beginning
            self.codes[mark] = code
            if isinstance(code, Code):
                asked.append(Asked(mark, found, code, bool(variables)))
                if code.kind == "for":
                    variables.append(self._reader.variable_of(found.text) or "")
                elif code.kind == "endfor" and variables:
                    variables.pop()
        return asked

    def _code(self, found: FoundTag, variables: list[str]) -> Code | list[Problem] | None:
        variable = variables[-1] if variables else None
        if found.text.startswith("{{"):
            return self._reader.output(found.text, variable)
        if found.text.startswith("{%"):
            return self._reader.statement(found.text, variable)
        return None

    def _properties(self, part: str) -> None:
        """Look through the properties of the file, each a text of its own."""
        root = self._package.tree(part)
        only = _FILLED_PROPERTIES.get(part)
        texts = PartTexts(Element("none"), self._placing(_PROPERTIES), self._mark)
        for element, path in _leaves(root, ()):
            if element.text and (only is None or local(element) in only):
                name = next((each.get("name", "") for each in reversed(path) if each.get("name")), local(element))
                place = Place(self._path, sheet=str(_PROPERTIES), cell=str(_PROPERTY_NAMES.get(name, name)))
                spaces = element.get("xml:space")
                texts.join([(element, path)], place)
                if spaces is None:
                    element.attrib.pop("xml:space", None)
        self._look_through(part, texts)

    def _unfilled_part(self, part: str) -> None:
        """Tell (Q952) what is asked for in a part that is not filled, such as a chart."""
        text = "".join(self._package.tree(part).itertext())
        where = next((text for beginning, text in _ELSEWHERE if part.startswith(beginning)), _OTHER)
        place = Place(self._path, sheet=posixpath.basename(part))
        for match in ASKED.finditer(text):
            if match[0].startswith("{{"):
                self.problems.append(Problem("Q952", {"found": match[0], "where": where}, match[0]).at(place))

    def source(self, markup: str) -> str:
        """Return a part as it is given to docxtpl: braces of its own hidden, and what is asked for in Jinja's words."""
        hidden = markup.replace("{", OPEN).replace("}", CLOSE)
        return re.sub(f"{MARK}(\\d+){MARK}", lambda match: _braced(self.codes.get(match[1])), hidden)


def _braced(code: Code | None) -> str:
    if code is None:
        return ""
    text = code.text.replace("<", "&lt;").replace(">", "&gt;")  # which docxtpl turns back
    return f"{{{{ {text} }}}}" if code.kind == "output" else f"{{%{code.around} {text} %}}"


def _leaves(element: Element, path: tuple[Element, ...]) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    inside = (*path, element)
    if not len(element):
        yield element, inside
    for each in element:
        yield from _leaves(each, inside)
