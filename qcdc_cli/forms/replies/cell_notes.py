"""Notes beside red cells; people's own notes stay, those of an earlier copy go.

A note is a text in one part of the file, and a shape as old as notes are in another.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from qcdc_cli.forms.replies.faults import Fault
from qcdc_cli.forms.replies.package_edits import (
    AFTER_NOTES,
    MAIN,
    RELATION,
    default_type,
    element,
    insert,
    relate,
    set_type,
)
from qcdc_cli.render.template.cells import CELL
from qcdc_cli.workbook.markup_tree import attribute, child, children, in_namespace_of, local
from qcdc_cli.workbook.office_file import OfficeFile
from qcdc_cli.workbook.plain import escaped, plain
from qcdc_cli.workbook.reading.refusals import damaged
from qcdc_cli.workbook.references import column_number

_AUTHOR = "qcdc"
_VML = (  # names of drawings as old as notes are
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_NOTES = (
    f'<xml {_VML}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_NOTE = (
    f"<v:shape {_VML} "
    'id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:240pt;height:{height}pt;'
    'visibility:hidden" fillcolor="#ffe1e1" o:insetmode="auto"><v:fill color2="#ffe1e1"/><v:path o:connecttype="none"/>'
    '<v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 12, {top}, 4, '
    "{right}, 12, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE = re.compile(r"<(\w+):shape\s.*?</\1:shape>", re.DOTALL)
_FIRST_NOTE, _MOST_NOTES = 1025, 500  # the first number of a shape on a worksheet; people's own come before ours
_NOTE_LETTERS, _NOTE_LINE = 42, 15  # how many go into a line of a note, and how high it is


def write_notes(package: OfficeFile, part: str, faults: Sequence[Fault], number: int) -> None:
    """Write a note to each red cell of a worksheet.

    Args:
        package: the workbook.
        part: the worksheet.
        faults: its faults.
        number: the worksheet's number, which names the parts of notes where it had none.
    """
    said: dict[str, str] = {}
    for fault in faults:
        if CELL.fullmatch(fault.cell):
            own = f"{fault.what}\n→ {fault.remedy}"
            said[fault.cell] = f"{said[fault.cell]}\n{own}" if fault.cell in said else own
    comments = next((each.part for each in package.related(part) if each.kind == "comments"), "")
    if not said and not comments:
        return
    root = package.change(comments or _new_comments(package, part, number))
    held = child(root, "commentList")
    if held is None:
        raise damaged()
    drawing = _drawing(package, part, number)
    shapes = package.parts[drawing].decode("utf-8", "replace")
    author = _author(root)
    for each in children(held, "comment"):
        cell = each.get("ref", "")
        if each.get("authorId") != author and cell not in said:
            continue
        if each.get("authorId") != author:
            said[cell] += "\n" + "".join(text.text or "" for text in each.iter() if local(text) == "t")
        held.remove(each)
        shapes = _without_shape(shapes, cell)
    for at, (cell, text) in enumerate(said.items(), start=_FIRST_NOTE + _MOST_NOTES * bool(len(held))):
        made = element(
            f'<comment ref="{cell}" authorId="{author}"><text><t xml:space="preserve"/></text></comment>', root
        )
        made[0][0].text = escaped(plain(text))
        held.append(made)
        shapes = shapes.replace("</xml>", f"{_shape(cell, text, at)}</xml>")
    package.replace(drawing, shapes.encode())


def _new_comments(package: OfficeFile, part: str, number: int) -> str:
    """Give a worksheet a part for the texts of its notes."""
    comments = f"xl/qcdc-notes{number}.xml"
    package.replace(comments, f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode())
    relate(package, part, "comments", comments)
    set_type(package, comments, "spreadsheetml.comments+xml")
    return comments


def _drawing(package: OfficeFile, part: str, number: int) -> str:
    """Return the part with the shapes of a worksheet's notes; one without any where it has none."""
    root = package.change(part)
    held = child(root, "legacyDrawing")
    if held is not None:
        identity = attribute(held, "id")
        found = next((each.part for each in package.related(part) if each.identity == identity), "")
        if not found:
            raise damaged()
        return found
    drawing = f"xl/drawings/qcdc-notes{number}.vml"
    package.replace(drawing, _NOTES.encode())
    identity = relate(package, part, "vmlDrawing", drawing)
    made = Element(in_namespace_of(root, "legacyDrawing"), {"xmlns:r": RELATION, "r:id": identity})
    insert(root, made, AFTER_NOTES)
    default_type(package, "vml", "vmlDrawing")
    return drawing


def _author(comments: Element) -> str:
    """Return the number of the author that our notes have."""
    authors = child(comments, "authors")
    if authors is None:
        raise damaged()
    names = [each.text or "" for each in children(authors, "author")]
    if _AUTHOR not in names:
        authors.append(element(f"<author>{_AUTHOR}</author>", comments))
    return str(names.index(_AUTHOR) if _AUTHOR in names else len(names))


def _without_shape(shapes: str, cell: str) -> str:
    """Take the shape of a cell's note out of a drawing."""
    match = CELL.fullmatch(cell)
    if match is None:
        return shapes
    row, column = int(match[2]) - 1, column_number(match[1]) - 1

    def kept(shape: re.Match[str]) -> str:
        own = re.search(rf"<\w+:Row>\s*{row}\s*</", shape[0]) and re.search(rf"<\w+:Column>\s*{column}\s*</", shape[0])
        return "" if own else shape[0]

    return _SHAPE.sub(kept, shapes)


def _shape(cell: str, text: str, number: int) -> str:
    match = CELL.fullmatch(cell)
    assert match is not None  # noqa: S101 - only cells have notes
    row, column = int(match[2]) - 1, column_number(match[1]) - 1
    lines = sum(len(line) // _NOTE_LETTERS + 1 for line in text.split("\n"))
    place = {"left": column + 1, "right": column + 4, "top": row, "bottom": row + 1 + lines // 2}
    return _NOTE.format(number=number, height=lines * _NOTE_LINE, row=row, column=column, **place)
