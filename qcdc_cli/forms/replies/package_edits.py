"""Small changes to the parts of a workbook: elements at their places, styles, links between parts, types of parts."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from qcdc_cli.workbook.markup_tree import child, children, in_namespace_of, local, read_markup
from qcdc_cli.workbook.office_file import TYPES, OfficeFile
from qcdc_cli.workbook.reading.markup import Allowance

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"
# What comes behind some elements of a worksheet, of the styles (ECMA-376, CT_Worksheet, CT_Stylesheet).
AFTER_RULES = (
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
    *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
AFTER_NOTES = AFTER_RULES[AFTER_RULES.index("legacyDrawingHF") :]
AFTER_DXFS = ("tableStyles", "colors", "extLst")


def element(xml: str, beside: Element) -> Element:
    """Return an element that is written as XML without prefixes, with the prefix of one that it will stand beside."""
    made = read_markup(xml.encode(), Allowance())
    for each in made.iter():
        each.tag = in_namespace_of(beside, each.tag)
    return made


def insert(parent: Element, made: Element, after: Sequence[str]) -> None:
    """Put an element before the first one that must come behind it."""
    parent.insert(next((at for at, each in enumerate(parent) if local(each) in after), len(parent)), made)


def add_style(package: OfficeFile, holder: str, xml: str, after: Sequence[str] = ()) -> int:
    """Add something to one of the lists of styles; return its number."""
    root = package.change(package.first("styles"))
    held = child(root, holder)
    if held is None:
        held = Element(in_namespace_of(root, holder))
        insert(root, held, after)
    held.append(element(xml, root))
    held.set("count", str(len(held)))
    return len(held) - 1


def relate(package: OfficeFile, part: str, kind: str, target: str) -> str:
    """Have a part use another one; return what it calls it."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    package.parts.setdefault(links, f'<Relationships xmlns="{_LINKS}"/>'.encode())
    root = package.change(links)
    used = {each.get("Id") for each in children(root, "Relationship")}
    identity = next(name for number in range(1, len(used) + 2) if (name := f"rIdQ{number}") not in used)
    made = f'<Relationship Id="{identity}" Type="{RELATION}/{kind}" Target="/{target}"/>'
    root.append(element(made, root))
    return identity


def set_type(package: OfficeFile, part: str, kind: str) -> None:
    """Say what a part is."""
    types = package.change(TYPES)
    types.append(element(f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}"/>', types))


def default_type(package: OfficeFile, suffix: str, kind: str) -> None:
    """Say what parts with a suffix are, where the file does not say it yet."""
    types = package.change(TYPES)
    if all(each.get("Extension", "").lower() != suffix for each in children(types, "Default")):
        types.insert(0, element(f'<Default Extension="{suffix}" ContentType="{_TYPE}.{kind}"/>', types))
