"""Files that are no workbooks, or that are made to harm: how each is made, and the code of its refusal."""

import zipfile
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.workbook.reading.builder import (
    MAIN,
    ODS,
    container,
    links,
    ods,
    ods_text,
    owner_file,
    row,
    spelled,
    with_flag,
    with_size,
    worksheet,
    xlsx,
    xlsx_parts,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
MEGABYTE = 1024 * 1024
ONE = row('<c r="A1"><v>8.5</v></c>')

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_type(part: str, kind: str) -> str:
    """Return a part with a document type before it and an entity in it."""
    declaration, mark, rest = part.partition("?>") if part.startswith("<?xml") else ("", "", part)
    return f"{declaration}{mark}{kind}" + rest.replace("</", "&a;</", 1)


def as_text(part: bytes | str) -> str:
    return part if isinstance(part, str) else part.decode()


def many_cells(count: int, cell: str) -> str:
    return "".join(
        f'<row r="{number}">' + "".join(cell.format(spot=spelled(column, number)) for column in range(20)) + "</row>"
        for number in range(1, count // 20 + 1)
    )


def with_document_type(kind: str, part: str) -> Callable[[], bytes]:
    return lambda: zipped({**xlsx_parts(ONE), part: with_type(as_text(xlsx_parts(ONE)[part]), kind)})


def repeated(rows: int, columns: int, text: str = "x") -> bytes:
    cell = ods_text(text).replace("<table:table-cell", f'<table:table-cell table:number-columns-repeated="{columns}"')
    return ods(f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>')


class Case(NamedTuple):
    """A file that is refused.

    Attributes:
        name: what it is.
        file: its name.
        make: returns its bytes.
        code: the code that it is refused with.
    """

    name: str
    file: str
    make: Callable[[], bytes]
    code: str


HTML = "<html><head><meta charset='utf-8'></head><body><table><tr><td>I.1</td><td>8,5</td></tr></table></body></html>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/></Worksheet></Workbook>'
)
FLAT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc" '
    'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
)

OTHER_FILES = (
    Case("nothing", "a.xlsx", lambda: b"", "Q701"),
    Case("a password of Excel", "a.xlsx", lambda: container("EncryptionInfo", "EncryptedPackage"), "Q702"),
    Case(
        "a password of LibreOffice",
        "a.ods",
        lambda: ods(others={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "Q702",
    ),
    Case(
        "a password of newer LibreOffice",
        "a.ods",
        lambda: zipped({"mimetype": ODS, "encrypted-package": b"\1\2"}),
        "Q702",
    ),
    Case("a part with a password", "a.xlsx", lambda: with_flag(xlsx(ONE), SHEET), "Q702"),
    Case("an old workbook", "a.xls", lambda: container("Workbook", "SummaryInformation"), "Q703"),
    Case("an old workbook with a new name", "a.xlsx", lambda: container("Workbook"), "Q703"),
    Case("a workbook of Excel 95", "a.xls", lambda: container("Book"), "Q703"),
    Case("a workbook of Excel 5 without a container", "a.xls", lambda: b"\x09\x08\x08\x00\x00\x05" * 20, "Q703"),
    Case("a binary workbook", "a.xlsb", lambda: zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"\0"}), "Q703"),
    Case("a web page", "a.xlsx", lambda: HTML.encode(), "Q704"),
    Case("a web page in UTF-16", "a.xls", lambda: HTML.encode("utf-16"), "Q704"),
    Case("a web page named .csv", "a.csv", lambda: b"\xef\xbb\xbf\r\n  <TABLE border=1>" + HTML.encode(), "Q704"),
    Case("a web page that is XML", "a.xls", lambda: b'<?xml version="1.0"?><!DOCTYPE html>' + HTML.encode(), "Q704"),
    Case("a web page in one file", "a.xls", lambda: b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "Q704"),
    Case("XML of Excel 2003", "a.xlsx", lambda: XML_2003.encode(), "Q705"),
    Case("flat XML of LibreOffice", "a.fods", lambda: FLAT.encode(), "Q794"),
    Case("a lock file by its name", "~$a.xlsx", lambda: b"\1\2\3", "Q706"),
    Case("a lock file by its content", "a.xlsx", lambda: owner_file("Nguyen Van A"), "Q706"),
    Case("a lock file of LibreOffice", ".~lock.a.xlsx#", lambda: b",an,may,;", "Q706"),
    Case("a Word document", "a.xlsx", lambda: zipped({"word/document.xml": "<w/>"}), "Q708"),
    Case(
        "a Word document with links",
        "a.docx",
        lambda: zipped({"_rels/.rels": links(officeDocument="word/document.xml"), "word/document.xml": "<w/>"}),
        "Q708",
    ),
    Case("an old Word document", "a.xlsx", lambda: container("WordDocument"), "Q708"),
    Case("a presentation", "a.xlsx", lambda: zipped({"ppt/presentation.xml": "<p/>"}), "Q708"),
    Case(
        "a LibreOffice document", "a.ods", lambda: ods(others={"mimetype": ODS.replace("spreadsheet", "text")}), "Q708"
    ),
    Case("Numbers", "a.numbers", lambda: zipped({"Index/Document.iwa": b"\0"}), "Q708"),
    Case("an archive", "a.xlsx", lambda: zipped({"phieu.xlsx": xlsx(ONE)}), "Q708"),
    Case("an empty archive", "a.xlsx", lambda: zipped({}), "Q708"),
    Case("a picture", "a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0\1" * 500, "Q712"),
    Case("a PDF", "a.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "Q712"),
    Case("a text", "a.xlsx", lambda: b"unit: nga-sau\nperiod: 2020-h1\n", "Q712"),
    Case("a table named .xlsx", "a.xlsx", lambda: b"I.1;8,5\n", "Q712"),
    Case("a message", "a.xlsx", lambda: container("__properties_version1.0"), "Q712"),
)


def cut(part: float) -> bytes:
    data = xlsx(many_cells(2000, '<c r="{spot}"><v>1</v></c>'))
    return data[: int(len(data) * part)]


def flipped() -> bytes:
    """Return a workbook with one changed byte in a part that is stored as it is: only its checksum tells."""
    return zipped(xlsx_parts(ONE), zipfile.ZIP_STORED).replace(b"<v>8.5</v>", b"<v>9.5</v>")


def cell_of(reference: str) -> Callable[[], bytes]:
    return lambda: xlsx(row(f'<c r="{reference}"><v>1</v></c>'))


def replaced(part: str, content: bytes | str) -> Callable[[], bytes]:
    return lambda: xlsx(ONE, others={part: content})


def twice_the_part() -> bytes:
    changed = SHEET.replace("sheet1", "SHEET1")
    return xlsx(ONE, others={changed: worksheet(row('<c r="A1"><v>9.5</v></c>'))})


def without(part: str) -> Callable[[], bytes]:
    return lambda: zipped({name: content for name, content in xlsx_parts(ONE).items() if name != part})


DAMAGED = (
    *(Case(f"cut off after {part:.0%}", "a.xlsx", partial(cut, part), "Q707") for part in (0.2, 0.7, 0.99)),
    Case("zeros", "a.xlsx", lambda: b"\0" * 5000, "Q707"),
    Case("the first bytes of a zip file", "a.xlsx", lambda: b"PK\x03\x04", "Q707"),
    Case("a wrong checksum", "a.xlsx", flipped, "Q707"),
    Case("a worksheet that is missing", "a.xlsx", without(SHEET), "Q707"),
    Case("links that are missing", "a.xlsx", without("xl/_rels/workbook.xml.rels"), "Q707"),
    Case("a worksheet that is no XML", "a.xlsx", replaced(SHEET, "<worksheet><sheetData>"), "Q707"),
    Case("a worksheet that is empty", "a.xlsx", replaced(SHEET, ""), "Q707"),
    Case("a part twice", "a.xlsx", twice_the_part, "Q707"),
    Case("a part packed as no workbook is", "a.xlsx", lambda: zipped(xlsx_parts(ONE), zipfile.ZIP_BZIP2), "Q707"),
    Case("a cell twice", "a.xlsx", lambda: xlsx(row('<c r="A1"><v>1</v></c><c r="A1"><v>9</v></c>')), "Q707"),
    *(Case(f"the cell {it}", "a.xlsx", cell_of(it), "Q707") for it in ("A0", "XFE1", "A1048577", "1A", "AAAA1", "a1")),
    Case("a text that there is not", "a.xlsx", lambda: xlsx(row('<c r="A1" t="s"><v>7</v></c>')), "Q707"),
    Case("a text's number that is none", "a.xlsx", lambda: xlsx(row('<c r="A1" t="s"><v>x</v></c>')), "Q707"),
    Case("a style that is no number", "a.xlsx", lambda: xlsx(row('<c r="A1" s="x"><v>1</v></c>')), "Q707"),
    Case("a number of 5,000 digits for a row", "a.xlsx", lambda: xlsx(f'<row r="{"1" * 5000}"/>'), "Q707"),
    Case("a merged area without corners", "a.xlsx", lambda: xlsx(after='<mergeCell ref="A:B"/>'), "Q707"),
    Case("an encoding that there is not", "a.xlsx", replaced(SHEET, '<?xml version="1.0" encoding="x"?><a/>'), "Q707"),
    Case("a LibreOffice workbook without content", "a.ods", lambda: zipped({"mimetype": ODS}), "Q707"),
    Case("rows repeated by a word", "a.ods", lambda: ods('<table:table-row table:number-rows-repeated="x"/>'), "Q707"),
)


def wide() -> bytes:
    return xlsx(ONE, others={f"xl/media/image{number}.emf": b"\0" * (40 * MEGABYTE) for number in range(4)})


def many_parts(count: int) -> bytes:
    return zipped({**xlsx_parts(ONE), **{f"x/{number}": b"" for number in range(count)}}, zipfile.ZIP_STORED)


def lying(size: int) -> bytes:
    return with_size(xlsx(many_cells(200_000, '<c r="{spot}"><v>1</v></c>')), SHEET, size)


def all_in_one_part(worksheets: int, part: str) -> bytes:
    """Return a workbook that has the same part read for each of its worksheets."""
    listed = "".join(f'<sheet name="{number}" r:id="worksheet1"/>' for number in range(worksheets))
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>{listed}</sheets></workbook>'
    return xlsx(others={"xl/workbook.xml": workbook, SHEET: part})


def properties(inside: str) -> Callable[[], bytes]:
    names = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    return lambda: xlsx(ONE, others={"docProps/custom.xml": f'<Properties xmlns="{names}">{inside}</Properties>'})


def many_names() -> list[str]:
    """Return cells with a million names of attributes in all."""
    attributes = "".join(f" a%d{each:02}=''" for each in range(20))
    return [f"<c{attributes}/>".replace("%d", str(number)) for number in range(50_000)]


def one_text_everywhere() -> bytes:
    cells = many_cells(190_000, '<c r="{spot}" t="s"><v>0</v></c>')
    return xlsx(cells, texts=f"<si><t>{'é ' * 1_000_000}</t></si>")


def one_formula_everywhere() -> bytes:
    shared = '<f t="shared" si="0"/>'
    cells = many_cells(190_000, f'<c r="{{spot}}">{shared}<v>0</v></c>')
    return xlsx(cells.replace(shared, f'<f t="shared" si="0">{"A1+" * 3_000_000}1</f>', 1))


BOMBS = (
    Case("a worksheet of 286 MB", "a.xlsx", replaced(SHEET, b" " * (286 * MEGABYTE)), "Q709"),
    Case("a worksheet of 100 MB", "a.xlsx", replaced(SHEET, b" " * (100 * MEGABYTE)), "Q709"),
    Case("texts of 60 MB", "a.xlsx", replaced(TEXTS, b" " * (60 * MEGABYTE)), "Q709"),
    Case(
        "LibreOffice content of 100 MB", "a.ods", lambda: ods(others={"content.xml": b" " * (100 * MEGABYTE)}), "Q709"
    ),
    Case("pictures of 160 MB", "a.xlsx", wide, "Q709"),
    Case("50,000 parts", "a.xlsx", lambda: many_parts(50_000), "Q709"),
    Case("more inside than it says", "a.xlsx", lambda: lying(1000), "Q707"),
    Case("less inside than it says", "a.xlsx", lambda: lying(30 * MEGABYTE), "Q707"),
    Case("tags without end", "a.xlsx", replaced(SHEET, worksheet("<a/>" * 8_000_000)), "Q709"),
    Case("tags in tags", "a.xlsx", replaced(SHEET, "<a>" * 5_000_000), "Q707"),
    Case("a tag of 31 MB", "a.xlsx", replaced(SHEET, f'<worksheet a="{"x" * (31 * MEGABYTE)}"/>'), "Q709"),
    Case("a comment of 31 MB", "a.xlsx", replaced(SHEET, f"<!--{'x' * (31 * MEGABYTE)}--><worksheet/>"), "Q709"),
    Case("a million names", "a.xlsx", lambda: xlsx("".join(f"<a{number}/>" for number in range(1_000_000))), "Q709"),
    Case("a million names of attributes", "a.xlsx", lambda: xlsx("".join(map(row, many_names()))), "Q709"),
    Case("a million names of attributes in one row", "a.xlsx", lambda: xlsx(row(*many_names())), "Q709"),
    Case("names of attributes in LibreOffice", "a.ods", lambda: ods("".join(many_names())), "Q709"),
    Case(
        "an instruction of 30 MB", "a.xlsx", replaced(SHEET, f"<?a {('x' * 999 + '<') * 30_000} ?><worksheet/>"), "Q709"
    ),
    Case(
        "a part of 31 MB read over and over",
        "a.xlsx",
        lambda: all_in_one_part(60, worksheet(" " * (31 * MEGABYTE))),
        "Q707",
    ),
    Case("parts of 31 MB", "a.xlsx", lambda: xlsx(**dict.fromkeys(("rows", "texts"), " " * (31 * MEGABYTE))), "Q709"),
    Case("100,000 worksheets in one part", "a.xlsx", lambda: all_in_one_part(100_000, worksheet()), "Q707"),
    Case("a million worksheets", "a.ods", lambda: ods(after="<table:table/>" * 990_000), "Q710"),
    Case("900,000 joined areas", "a.xlsx", lambda: xlsx(after='<mergeCell ref="A1:B2"/>' * 900_000), "Q710"),
    Case("a text of 2 MB in each of 190,000 cells", "a.xlsx", one_text_everywhere, "Q709"),
    Case("a formula of 9 MB in each of 190,000 cells", "a.xlsx", one_formula_everywhere, "Q709"),
    Case(
        "a text of 2 MB in a row repeated 190,000 times",
        "a.ods",
        lambda: repeated(190_000, 1, "é " * 1_000_000),
        "Q709",
    ),
    Case("900,000 tags in one row", "a.xlsx", lambda: xlsx(row("<a/>" * 900_000)), "Q709"),
    Case(
        "900,000 tags in one row, behind a comment", "a.xlsx", lambda: xlsx("<!---->" + row("<a/>" * 900_000)), "Q709"
    ),
    Case("millions of texts", "a.xlsx", lambda: xlsx(ONE, texts="<si><t>x</t></si>" * 1_500_000), "Q710"),
    Case("millions of pieces of texts", "a.xlsx", lambda: xlsx(ONE, texts="<si>" + "<t>x</t>" * 3_000_000), "Q709"),
    Case("500,000 cells", "a.xlsx", lambda: xlsx(many_cells(500_000, '<c r="{spot}"><v>1</v></c>')), "Q710"),
    Case("600,000 cells with borders", "a.xlsx", lambda: xlsx(many_cells(600_000, '<c r="{spot}" s="1"/>')), "Q710"),
    Case("a million rows", "a.xlsx", lambda: xlsx("<row/>" * 1_048_576), "Q710"),
    Case(
        "a million cells of LibreOffice",
        "a.ods",
        lambda: ods(("<table:table-row>" + "<table:table-cell/>" * 10 + "</table:table-row>") * 100_000),
        "Q710",
    ),
    Case("a row repeated a million times", "a.ods", lambda: repeated(1_048_576, 1), "Q710"),
    Case("cells repeated 17,179,869,184 times", "a.ods", lambda: repeated(1_048_576, 16_384), "Q710"),
    Case("a row repeated more often than numbers go", "a.ods", lambda: repeated(10**30, 10**30), "Q710"),
    Case(
        "formulas for more cells than there are",
        "a.xlsx",
        lambda: xlsx(many_cells(60_000, '<c r="{spot}"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>')),
        "Q710",
    ),
    Case("2,000,000 blank lines of a table", "a.csv", lambda: b"\n" * 1_900_000 + b"a", "Q710"),
    Case("300,000 fields of a table", "a.csv", lambda: b"a;" * 300_000, "Q710"),
    Case("a table of 20 MB", "a.csv", lambda: b"a;b\n" * 5_000_000, "Q115"),
    Case("a file of 60 MB", "a.xlsx", lambda: b"PK\x03\x04" + b"\0" * (60 * MEGABYTE), "Q115"),
    *(
        Case(f"{name} in {part}", "a.xlsx", with_document_type(kind, part), "Q711")
        for name, kind in (("laughs", LAUGHS), ("another file", OUTSIDE))
        for part in ("xl/workbook.xml", "_rels/.rels", SHEET, TEXTS, "xl/styles.xml")
    ),
    Case(
        "laughs in UTF-16",
        "a.xlsx",
        replaced(SHEET, f"{LAUGHS}<worksheet>&g;</worksheet>".encode("utf-16")),
        "Q711",
    ),
    Case("laughs in LibreOffice content", "a.ods", lambda: ods(others={"content.xml": f"{LAUGHS}<a>&g;</a>"}), "Q711"),
)

REFUSED = (*OTHER_FILES, *DAMAGED, *BOMBS)


def stray_cell() -> bytes:
    far = row('<c r="XFD1048576" s="1"/>', number=1_048_576)
    return xlsx(ONE + far, after='<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')


def garbage_beside() -> bytes:
    """Return a workbook with macros, links, drawings, comments and objects that nobody could parse."""
    parts: dict[str, bytes | str] = {
        "xl/vbaProject.bin": b"\xff" * 1000,
        "xl/drawings/drawing1.xml": f"{LAUGHS}<a>&g;</a>",
        "xl/externalLinks/externalLink1.xml": f"{OUTSIDE}<a>&a;</a>",
        "xl/comments1.xml": "<comments><",
        "xl/charts/chart1.xml": b"\0",
        "xl/embeddings/oleObject1.bin": container("Workbook"),
        "xl/pivotCache/pivotCacheRecords1.xml": b" " * (100 * MEGABYTE),
        "xl/worksheets/_rels/sheet1.xml.rels": "<<<",
        "docProps/core.xml": "<<<",
        "docProps/app.xml": "<<<",
    }
    return xlsx(ONE, after='<legacyDrawing r:id="x" xmlns:r="y"/><drawing/><extLst><ext/></extLst>', others=parts)


def shared_formulas() -> bytes:
    first = '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A60000">' + "+B1" * 39 + "</f><v>1</v></c></row>"
    rest = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(2, 60_000))
    return xlsx(first + rest)


def open_brackets() -> bytes:
    """Return a workbook with 300 number formats of 100,000 brackets that are never closed."""
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{n}{"[" * 100_000}"/>' for n in range(200, 500))
    used = "".join(f'<xf numFmtId="{number}"/>' for number in range(200, 500))
    return xlsx(ONE, styles=f"<numFmts>{formats}</numFmts><cellXfs>{used}</cellXfs>")


BILLION = 'x<text:s text:c="1000000000"/>y'


def text_cell(text: str) -> str:
    return f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'


# Files that look bad and are read, within the same bounds.
HARMLESS = (
    Case("a format at the far corner", "a.xlsx", stray_cell, ""),
    Case("garbage beside what is read", "a.xlsm", garbage_beside, ""),
    Case("a million accents", "a.xlsx", lambda: xlsx(row(text_cell("a" + "\u0301\u0323" * 1_000_000))), ""),
    Case("a million accents in a table", "a.csv", lambda: (("a" + "\u0301\u0323" * 25_000 + ";") * 20).encode(), ""),
    Case("brackets without end", "a.xlsx", open_brackets, ""),
    Case(
        "a property in 900,000 pieces",
        "a.xlsx",
        properties(f'<property name="a">{"<v>xxxxxxxx</v>" * 900_000}</property>'),
        "",
    ),
    Case(
        "a property 300,000 times", "a.xlsx", properties('<property name="a"><v>xxxxxxxx</v></property>' * 300_000), ""
    ),
    Case(
        "900,000 tags in tags beside the rows", "a.xlsx", lambda: xlsx(ONE, after="<b>" + "<a/>" * 900_000 + "</b>"), ""
    ),
    Case("60,000 shared formulas", "a.xlsx", shared_formulas, ""),
    Case("an escape after the other", "a.xlsx", lambda: xlsx(row(text_cell("_x0041_" * 1_000_000))), ""),
    Case(
        "a sheet of LibreOffice to its far corner",
        "a.ods",
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048575" table:visibility="collapse">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            f"<table:table-row>{ods_text('x')}</table:table-row>"
        ),
        "",
    ),
    Case(
        "a billion spaces",
        "a.ods",
        lambda: ods("<table:table-row>" + ods_text(BILLION * 50_000) + "</table:table-row>"),
        "",
    ),
)
