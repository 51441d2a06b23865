"""Elements of WordprocessingML (ECMA-376 part 1), and lengths as it measures them."""

from typing import TypeAlias, cast

from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from qcdc_cli.render.documents.text_width import MM_PER_POINT

Element: TypeAlias = BaseOxmlElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIXES = {"w": W, "r": RELATIONSHIPS}
_TWIPS_PER_POINT = 20


def node(tag: str, *children: Element | None, **attributes: str | float) -> Element:
    """Return an element.

    Args:
        tag: its name, without the prefix.
        children: what stands in it; what is None is left out.
        attributes: its attributes, without the prefix.
    """
    made = cast("Element", oxml_parser.makeelement(f"{{{W}}}{tag}", nsmap=_PREFIXES))
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend([child for child in children if child is not None])
    return made


def twips(mm: float) -> int:
    """Return a length in twips, the unit of most lengths, from mm."""
    return points(mm / MM_PER_POINT)


def points(length: float) -> int:
    """Return a length in twips, from points."""
    return round(length * _TWIPS_PER_POINT)


def half_points(size: float) -> int:
    """Return the size of letters in its unit, from points."""
    return round(size * 2)
