"""The worksheet in front of a copy: each fault with its cell, what stands there, and what to do."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.forms.form_key import REPLY_MARK
from qcdc_cli.forms.replies.faults import Fault, FaultList
from qcdc_cli.forms.replies.package_edits import MAIN, RELATION, add_style, element, relate, set_type
from qcdc_cli.render.template.cells import CELL, text_in, text_of
from qcdc_cli.workbook.fitting import wrapped
from qcdc_cli.workbook.markup_tree import child, children, in_namespace_of, read_markup, whole_number, written_markup
from qcdc_cli.workbook.office_file import OfficeFile
from qcdc_cli.workbook.plain import escaped, plain
from qcdc_cli.workbook.reading.markup import Allowance
from qcdc_cli.workbook.reading.refusals import damaged

UNSEALED = f"qcdc seal {'0' * 64}"  # in the hidden column, below the mark of the list
_PART = "xl/worksheets/qcdc-reply.xml"
_WIDTHS = (9, 5, 12, 50, 24, 50)  # of the columns; the first is hidden
_ROWS = 3  # where its rows stand among the elements of the worksheet
_SIZE, _LINE = 12, 15.75  # of the letters, and how high a line of them is


def put_in_front(package: OfficeFile, listed: FaultList) -> None:
    """Write the worksheet in front; that of an earlier copy is written anew.

    Args:
        package: the workbook, which has styles.
        listed: what it says.
    """
    part = next((part for _, part in package.sheets() if is_list(package, part)), "")
    if not part:
        part = _PART
        package.parts[part] = b""
        set_type(package, part, "spreadsheetml.worksheet+xml")
        _list_sheet(package, part, listed.name)
    for view in children(child(package.change(package.main), "bookViews"), "workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", None)
    package.replace(part, _list_xml(package, listed))


def is_list(package: OfficeFile, part: str) -> bool:
    """Return whether a worksheet is the list of a copy that was sent back."""
    strings = package.first("sharedStrings")
    shared = children(package.tree(strings), "si") if strings else ()
    rows = children(child(package.tree(part), "sheetData"), "row")
    first = children(rows[0], "c") if rows else []
    return bool(first) and text_of(text_in(first[0], shared)) == REPLY_MARK


def _list_sheet(package: OfficeFile, part: str, name: str) -> None:
    """List a worksheet before all others; names that belong to one of these move with it."""
    root = package.change(package.main)
    sheets = child(root, "sheets")
    if sheets is None or not len(sheets):
        raise damaged()
    names, numbers = {each.get("name", "") for each in sheets}, [whole_number(each.get("sheetId")) for each in sheets]
    free = next(one for number in range(1, len(names) + 2) if (one := name + f" {number}" * (number > 1)) not in names)
    identity = relate(package, package.main, "worksheet", part)
    made = Element(in_namespace_of(sheets, "sheet"), {"name": free, "sheetId": str(max(numbers) + 1)})
    made.attrib |= {"xmlns:r": RELATION, "r:id": identity}
    sheets.insert(0, made)
    for each in children(child(root, "definedNames"), "definedName"):
        if each.get("localSheetId"):
            each.set("localSheetId", str(whole_number(each.get("localSheetId")) + 1))


class _Looks(NamedTuple):
    """The numbers of the styles of the list's cells."""

    title: int
    line: int
    heading: int
    body: int
    link: int


def _looks(package: OfficeFile) -> _Looks:
    """Add the styles of the list to a workbook."""
    sides = "".join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ("left", "right", "top", "bottom"))
    frame = add_style(package, "borders", f"<border>{sides}<diagonal/></border>")

    def look(more: str = "", size: int = _SIZE, color: str = "", border: int = frame) -> int:
        font = add_style(package, "fonts", f'<font>{more}<sz val="{size}"/>{color}<name val="Times New Roman"/></font>')
        return add_style(
            package,
            "cellXfs",
            f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyFont="1" applyBorder="1" '
            f'applyAlignment="1"><alignment vertical="top" wrapText="{int(border == frame)}"/></xf>',
        )

    blue = '<color rgb="FF0563C1"/>'
    return _Looks(look("<b/>", _SIZE + 2, border=0), look(border=0), look("<b/>"), look(), look("<u/>", color=blue))


def _list_xml(package: OfficeFile, listed: FaultList) -> bytes:
    """Return the worksheet in front as a file."""
    looks = _looks(package)
    rows = [[("A", REPLY_MARK, looks.line), ("B", listed.title, looks.title)]]
    rows += [[("B", text, looks.line)] for text in listed.lines]
    rows[1].insert(0, ("A", UNSEALED, looks.line))
    rows += [[], [(letter, text, looks.heading) for letter, text in zip("BCDEF", listed.headings, strict=True)]]
    root = _empty_list()
    links = Element("hyperlinks")
    for number, fault in enumerate(listed.faults, start=1):
        target = _target(fault)
        place = ("C", fault.cell or fault.sheet, looks.link if target else looks.body)
        others = (("D", fault.what), ("E", fault.found), ("F", fault.remedy))
        rows.append([("B", str(number), looks.body), place, *((letter, text, looks.body) for letter, text in others)])
        if target:
            links.append(Element("hyperlink", {"ref": f"C{len(rows)}", "location": target}))
    for number, cells in enumerate(rows, start=1):
        row = Element("row", {"r": str(number)})
        if number > len(listed.lines) + 2:
            lines = (len(wrapped(plain(text), _WIDTHS["ABCDEF".index(at)] - 1, _SIZE)) for at, text, _ in cells)
            row.attrib |= {"ht": str(max(lines) * _LINE), "customHeight": "1"}
        for letter, text, look in cells:
            cell = element(f'<c s="{look}" t="inlineStr"><is><t xml:space="preserve"/></is></c>', root)
            cell.set("r", f"{letter}{number}")
            cell[0][0].text = escaped(plain(text))
            row.append(cell)
        root[_ROWS].append(row)
    if len(links):
        root.insert(_ROWS + 1, links)
    return written_markup(root)


def _empty_list() -> Element:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" hidden="{int(number == 1)}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    text = (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView '
        f'showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews><cols>{columns}</cols><sheetData/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return read_markup(text.encode(), Allowance())


def _target(fault: Fault) -> str:
    """Return where a line of the list leads; "" for the file as a whole."""
    if not fault.sheet:
        return ""
    first = fault.cell.partition(":")[0]
    cell = f"A{first}" if first.isdecimal() else first if CELL.fullmatch(first) else f"{first}1" if first else "A1"
    quoted = fault.sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
