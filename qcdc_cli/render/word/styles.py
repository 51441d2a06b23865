"""The styles of our Word documents: every look once, by a layout's measures, under names that an officer can read."""

from typing import Literal, NamedTuple

from qcdc_cli.language import Text, current
from qcdc_cli.render.documents.column_widths import PADDING
from qcdc_cli.render.documents.layout import FONT, Layout
from qcdc_cli.render.word.markup import Element, half_points, node, points, twips

BODY, BASIS, ITEM, CENTRED = "Body", "Basis", "Item", "Centred"
HEADINGS = ("Heading1", "Heading2", "Heading3")
TITLE, SUBJECT, RULE = "Title", "Subject", "Rule"
NATION, MOTTO, SUPERIOR, ISSUER, NUMBER, DATELINE = "Nation", "Motto", "Superior", "Issuer", "Number", "Dateline"
ADDRESSEE = "Addressee"
TABLE_HEADER, TABLE_TEXT = "TableHeader", "TableText"
OFFICE, SIGN_HERE, SIGNER = "Office", "SignHere", "Signer"
RECIPIENTS_TITLE, RECIPIENTS = "RecipientsTitle", "Recipients"
ANNEX, ANNEX_TITLE = "Annex", "AnnexTitle"
PAGE_NUMBER, SPACER = "PageNumber", "Spacer"
TO_ADD = "ToAdd"
TABLE, LAYOUT_TABLE = "Table", "LayoutTable"

RULE_POINTS = 0.75  # how thick a drawn line is
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_ALIGNED = {"left": "left", "center": "center", "justify": "both"}
_ON_LIST = (BODY, BASIS, ITEM, CENTRED, *HEADINGS)  # of the styles that are offered to whoever goes on writing
_SINGLE = 240  # what single spacing of lines is in the file
_LOW = {RULE: 2.0, SPACER: 0.1}  # points: how high the lines are that hold no words
_TABLE_LINE_POINTS = 0.5


class _Style(NamedTuple):
    """A style of paragraphs.

    Attributes:
        key: its id.
        name: its name, as Word lists it; the names of Word's own styles are fixed.
        size: of the letters, in points.
        bold: whether they are bold.
        italic: whether they are italic.
        align: where the lines stand.
        before: the room above, in points.
        after: the room below, in points.
        spacing: of the lines, as a multiple of single.
        first_line: how far the first line is set in, in mm.
        keep_next: whether the paragraph stays on one page with what follows.
        outline: of a heading, its level from 0; None for no heading.
    """

    key: str
    name: str | Text
    size: float
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "justify"] = "left"
    before: float = 0
    after: float = 0
    spacing: float = 1
    first_line: float = 0
    keep_next: bool = False
    outline: int | None = None


def _paragraph_styles(layout: Layout) -> tuple[_Style, ...]:
    body = _Style(
        BODY,
        Text("Nội dung văn bản", "Paper text"),
        layout.body,
        align="justify",
        after=layout.after_paragraph,
        spacing=layout.line,
        first_line=layout.first_line,
    )
    heading = body._replace(bold=True, align="left", before=layout.after_paragraph, keep_next=True)
    middle = _Style(CENTRED, Text("Giữa dòng", "Centred line"), layout.body, align="center")
    title = middle._replace(size=layout.title, bold=True, keep_next=True)
    table = _Style(TABLE_TEXT, Text("Chữ trong bảng", "Table text"), layout.table, before=1.5, after=1.5)
    signature = middle._replace(size=layout.signature, bold=True)
    recipients = _Style(RECIPIENTS, Text("Nơi nhận", "Recipients"), layout.recipients)
    return (
        body,
        body._replace(key=BASIS, name=Text("Căn cứ", "Legal basis"), italic=True),
        body._replace(key=ITEM, name=Text("Gạch đầu dòng", "Listed item")),
        middle._replace(after=layout.after_paragraph, spacing=layout.line),
        heading._replace(key=HEADINGS[0], name="heading 1", outline=0),
        heading._replace(key=HEADINGS[1], name="heading 2", outline=1),
        heading._replace(key=HEADINGS[2], name="heading 3", outline=2, italic=True),
        title._replace(key=TITLE, name="Title", before=14),
        title._replace(key=SUBJECT, name=Text("Trích yếu", "Subject of paper")),
        middle._replace(key=RULE, name=Text("Đường kẻ dưới chữ", "Line below"), size=2, before=2),
        middle._replace(key=NATION, name=Text("Quốc hiệu, tên Đảng", "Nation, Party"), size=layout.nation, bold=True),
        middle._replace(key=MOTTO, name=Text("Tiêu ngữ", "Motto"), size=layout.motto, bold=True),
        middle._replace(key=SUPERIOR, name=Text("Cơ quan chủ quản", "Superior body"), size=layout.nation),
        middle._replace(key=ISSUER, name=Text("Cơ quan ban hành", "Issuing body"), size=layout.nation, bold=True),
        middle._replace(key=NUMBER, name=Text("Số, ký hiệu", "Number of paper"), size=layout.number, before=4),
        middle._replace(
            key=DATELINE,
            name=Text("Địa danh, ngày tháng", "Placement and day"),
            size=layout.dateline,
            italic=True,
            before=4,
        ),
        middle._replace(key=ADDRESSEE, name=Text("Kính gửi", "Addressee"), after=layout.after_paragraph),
        table,
        table._replace(
            key=TABLE_HEADER, name=Text("Đầu bảng", "Table heading"), bold=True, align="center", keep_next=True
        ),
        signature._replace(key=OFFICE, name=Text("Chức danh người ký", "Office that signs"), keep_next=True),
        signature._replace(
            key=SIGN_HERE,
            name=Text("Ký, ghi rõ họ tên", "Sign here"),
            size=layout.recipients_title,
            bold=False,
            italic=True,
            keep_next=True,
        ),
        signature._replace(key=SIGNER, name=Text("Họ tên người ký", "Name of signer"), keep_next=True),
        recipients._replace(
            key=RECIPIENTS_TITLE,
            name=Text("Nơi nhận (tiêu đề)", "Recipients heading"),
            size=layout.recipients_title,
            bold=True,
            italic=True,
            keep_next=True,
        ),
        recipients._replace(keep_next=True),
        title._replace(key=ANNEX, name=Text("Số phụ lục", "Annex number"), size=layout.annex),
        title._replace(key=ANNEX_TITLE, name=Text("Tên phụ lục", "Annex title"), after=layout.after_paragraph),
        middle._replace(key=PAGE_NUMBER, name="header", size=layout.page_number),
        _Style(SPACER, Text("Khoảng trống", "Spacer"), 1),
    )


def styles_of(layout: Layout) -> Element:
    """Return the styles of a file, by the measures of its papers."""
    return node(
        "styles",
        _defaults(layout),
        node("style", node("name", val="Normal"), type="paragraph", default=1, styleId="Normal"),
        *map(_paragraph_style, _paragraph_styles(layout)),
        _gap_style(),
        *_table_styles(),
    )


def _defaults(layout: Layout) -> Element:
    language = _LANGUAGES[current()]
    return node(
        "docDefaults",
        node(
            "rPrDefault",
            node(
                "rPr",
                node("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
                *_size(layout.body),
                node("lang", val=language, eastAsia=language, bidi="ar-SA"),
            ),
        ),
        node("pPrDefault"),
    )


def _size(size: float) -> tuple[Element, Element]:
    return node("sz", val=half_points(size)), node("szCs", val=half_points(size))


def _paragraph_style(look: _Style) -> Element:
    lines: dict[str, str | float] = {"line": round(look.spacing * _SINGLE), "lineRule": "auto"}
    if look.key in _LOW:
        lines = {"line": points(_LOW[look.key]), "lineRule": "exact"}
    return _style(
        "paragraph",
        look.key,
        look.name,
        node("qFormat") if look.key in _ON_LIST else None,
        node(
            "pPr",
            node("keepNext") if look.keep_next else None,
            node("keepLines") if look.outline is not None else None,
            node("widowControl"),
            node("pBdr", _border("top", RULE_POINTS)) if look.key == RULE else None,
            node("spacing", before=points(look.before), after=points(look.after), **lines),
            node("ind", firstLine=twips(look.first_line)) if look.first_line else None,
            node("jc", val=_ALIGNED[look.align]),
            node("outlineLvl", val=look.outline) if look.outline is not None else None,
        ),
        node("rPr", node("b") if look.bold else None, node("i") if look.italic else None, *_size(look.size)),
    )


def _gap_style() -> Element:
    shade = node("shd", val="clear", color="auto", fill="FFF2A8")
    return _style("character", TO_ADD, Text("Chỗ cần điền", "To be filled"), node("qFormat"), node("rPr", shade))


def _table_styles() -> tuple[Element, ...]:
    """Return the styles of tables: the one that all rest on, that without lines, and that of figures."""
    none = node("tblCellMar", *(node(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    around = node("tblCellMar", *(node(side, w=twips(PADDING), type="dxa") for side in ("left", "right")))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = node("tblBorders", *(_border(side, _TABLE_LINE_POINTS) for side in sides))
    margins = node("tblPr", node("tblInd", w=0, type="dxa"), none)
    normal = node("style", node("name", val="Normal Table"), margins, type="table", default=1, styleId="TableNormal")
    return (
        normal,
        _style("table", LAYOUT_TABLE, Text("Không kẻ khung", "No lines"), node("basedOn", val="TableNormal")),
        _style(
            "table",
            TABLE,
            Text("Bảng số liệu", "Table of figures"),
            node("basedOn", val="TableNormal"),
            node("tblPr", lines, around),
        ),
    )


def _border(side: str, thickness: float) -> Element:
    return node(side, val="single", sz=round(thickness * 8), space=0, color="000000")


def _style(kind: str, key: str, name: str | Text, *contents: Element | None) -> Element:
    """Return a style; one of ours is called by its name in the language in use, Word's own by theirs."""
    own = {"customStyle": "1"} if isinstance(name, Text) else {}
    return node("style", node("name", val=str(name)), *contents, type=kind, styleId=key, **own)
