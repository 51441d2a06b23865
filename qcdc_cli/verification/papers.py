"""Papers read back: the paragraphs and tables of a Word document; of a PDF, whether it is the same file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place
from qcdc_cli.storage.disk import digest
from qcdc_cli.verification.contents import FileContent, Piece, PieceKind
from qcdc_cli.verification.letters import unseen_runs
from qcdc_cli.verification.packages import foreign_parts, open_package
from qcdc_cli.verification.refusals import not_readable

if TYPE_CHECKING:
    from docx.document import Document

_SPACES = re.compile(r"\s+")
_PAGE_FIELD = re.compile(r"\s*PAGE\s*(\\\*\s*MERGEFORMAT\s*)?", re.IGNORECASE)  # the instruction that counts pages
_PAGE_NUMBER = "\x01"  # for what a field counts: each program keeps another number; no XML holds this character
_SHOWN = ("{*}t", "{*}br", "{*}tab")
_UNLOCKED = (None, "0", "false", "off")
# Of the metadata that Typst writes into a PDF, as a text.
_PDF_TITLE = re.compile(rb"<dc:title><rdf:Alt><rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_PDF_LANGUAGE = re.compile(rb"<dc:language><rdf:Bag><rdf:li>(\w+)")
_TO_FILL = re.compile(r"\[…: [^\]]*\]")  # what the writers of papers leave for a person to fill


class PaperContent(FileContent):
    """A paper: what a person was left to fill may be filled."""

    def equal(self, one: Piece, other: Piece) -> bool:
        """Return whether a paragraph says the same, but for the places to fill."""
        if one.value == other.value:
            return True
        if one.kind is not other.kind or not _TO_FILL.search(one.shown):
            return False
        pattern = ".*".join(map(re.escape, _TO_FILL.split(one.shown)))
        return re.fullmatch(pattern, other.shown) is not None


def read_document(data: bytes, path: str) -> FileContent:
    """Read a paper in a Word document.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q707 and others where it is damaged or holds too much; Q068 where it is no Word document.
    """
    from io import BytesIO

    import docx

    package = open_package(data, path)
    try:
        document = docx.Document(BytesIO(data))
        pieces = [*_body(document, path), *_around(document, path), *foreign_parts(package, path)]
    except Exception:  # noqa: BLE001 - of a damaged file, any part can break python-docx at any place
        raise not_readable(Place(path), Text("không phải văn bản Word", "it is no Word document")) from None
    return PaperContent(tuple(pieces))


@dataclass(frozen=True)
class PdfContent(FileContent):
    """A PDF, of which only what it is called can be read.

    Attributes:
        title: its title; None where it says none.
        language: the language that it is in; "" where it does not say that.
    """

    title: str | None = None
    language: str = ""


def read_pdf(data: bytes, path: str) -> PdfContent:
    """Read a PDF as a whole: the same paper gives the same bytes.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q068 where it is no PDF.
    """
    if not data.startswith(b"%PDF-"):
        raise not_readable(Place(path), Text("không phải tệp PDF", "it is no PDF"))
    title, language = _PDF_TITLE.search(data), _PDF_LANGUAGE.search(data)
    return PdfContent(
        (Piece(digest(data), "PDF", Place(path)),),
        title=None if title is None else unescape(title[1].decode("utf-8", "replace")),
        language="" if language is None else language[1].decode(),
    )


def _body(document: "Document", path: str) -> Iterator[Piece]:
    """Yield the paragraphs and tables of a document in order."""
    from docx.table import Table

    heading, line = "", 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                line += 1
                cells = tuple(_text(cell._tc) for cell in row.cells)  # noqa: SLF001 - python-docx leaves out what is hidden
                name = next((text for text in cells if any(letter.isalpha() for letter in text)), "")
                what = ", ".join(filter(None, (heading, name)))
                shown = tuple(map(_shown, cells))
                own = tuple((what, text) for text in shown)
                yield Piece(cells, " | ".join(shown), Place(path), what=what, cells=own)
            continue
        text = _text(block._p)  # noqa: SLF001
        if text:
            if block.style is not None and (block.style.name or "").startswith("Heading"):
                heading = text
            yield Piece(text, _shown(text), Place(path), what=heading)


def _around(document: "Document", path: str) -> Iterator[Piece]:
    """Yield what stands above and below the pages, and what nobody sees."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            for paragraph in part.paragraphs:
                if text := _text(paragraph._p):  # noqa: SLF001
                    yield Piece(text, _shown(text), Place(path))
    unseen: dict[Any, list[Any]] = {}
    for run in unseen_runs(document):
        unseen.setdefault(next(run.iterancestors("{*}p"), run), []).append(run)
    for runs in unseen.values():
        if text := " ".join(filter(None, map(_text, runs))):
            yield Piece(("unseen", text), text, Place(path), kind=PieceKind.HIDDEN)
    for tag in ("hidden", "drawing", "pict", "object", "txbxContent", "altChunk", "ins", "del", "commentReference"):
        for element in document.element.iter(f"{{*}}{tag}"):
            yield Piece(tag, f"{tag}: {_text(element.getparent())}", Place(path), kind=PieceKind.HIDDEN)


def _text(element: Any) -> str:
    """Return the words of an element, line ends as spaces, and a mark in the place of each number of a page."""
    numbers: dict[Any, str] = {}
    for first, *others in (*_simple_page_numbers(element), *_page_numbers(element)):
        numbers |= {first: _PAGE_NUMBER, **dict.fromkeys(others, "")}
    parts = (numbers.get(each, each.text or "") if each.tag.endswith("}t") else " " for each in element.iter(*_SHOWN))
    return _SPACES.sub(" ", "".join(parts)).strip()


def _shown(text: str) -> str:
    return text.replace(_PAGE_NUMBER, say("[số trang]", "[page number]"))


def _simple_page_numbers(element: Any) -> Iterator[list[Any]]:
    """Yield the texts of each field in one element that counts pages."""
    for field in element.iter("{*}fldSimple"):
        texts = list(field.iter(*_SHOWN))
        if _counts_pages(_attribute(field, "instr") or "", texts) and _attribute(field, "fldLock") in _UNLOCKED:
            yield texts


def _page_numbers(element: Any) -> Iterator[list[Any]]:
    """Yield the texts of each field that counts pages, where marks among the runs say where it begins and ends."""
    instruction, texts = "", list[Any]()
    is_plain, is_result = False, False
    for each in element.iter("{*}fldChar", "{*}instrText", *_SHOWN):
        tag, mark = each.tag.rpartition("}")[2], _attribute(each, "fldCharType")
        if mark == "begin":  # of a field in another one, the outer one is none that counts pages
            is_plain, is_result = _attribute(each, "fldLock") in _UNLOCKED, False
            instruction, texts = "", []
        elif mark == "separate":
            is_result = True
        elif mark == "end":
            if is_plain and is_result and _counts_pages(instruction, texts):
                yield texts
            is_plain, is_result, texts = False, False, []
        elif tag == "instrText":
            instruction += each.text or ""
        elif tag != "fldChar":
            texts.append(each)


def _counts_pages(instruction: str, texts: Sequence[Any]) -> bool:
    """Return whether a field counts pages, and nothing but a number stands in it."""
    number = "".join(each.text or " " for each in texts)  # a tab, the end of a line, or nothing is no digit
    return _PAGE_FIELD.fullmatch(instruction) is not None and re.fullmatch("[0-9]+", number) is not None


def _attribute(element: Any, name: str) -> str | None:
    """Return an attribute of Word's."""
    value: str | None = element.get(f"{{{element.nsmap[element.prefix]}}}{name}")
    return value
