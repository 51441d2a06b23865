"""A Word file around a text: its parts, its properties, its bytes. The same text gives the same bytes, on any day."""

import io
from collections.abc import Iterable
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import parse_xml
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import nsdecls
from docx.package import Package
from docx.parts.hdrftr import HeaderPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart

from qcdc_cli.language import current
from qcdc_cli.render.documents.layout import PAGE, Layout
from qcdc_cli.render.word.elements import paragraph, words
from qcdc_cli.render.word.markup import RELATIONSHIPS, Element, document, node, twips
from qcdc_cli.render.word.styles import PAGE_NUMBER, styles_of
from qcdc_cli.render.words.visible import visible

_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - as in workbooks: the day that it was made would change the file
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive knows
_HEADER_ID = "rId1"
_HEADER_FROM_EDGE = 10.0  # mm from the paper's edge to the page number, which stands in the top margin
# Word 2013 and later; without it the title bar says "Compatibility Mode", and lines break by the rules of 2007.
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val=";"/></w:settings>'
)


def section(layout: Layout, *, landscape: bool) -> Element:
    """Return how the pages of a section are: they begin with page 1, whose number is not shown.

    Args:
        layout: the measures.
        landscape: whether the pages lie.
    """
    short, long = map(twips, PAGE)
    size = {"w": long, "h": short, "orient": "landscape"} if landscape else {"w": short, "h": long}
    header = node("headerReference", type="default")
    header.set(f"{{{RELATIONSHIPS}}}id", _HEADER_ID)
    margins = {side: twips(getattr(layout, side)) for side in ("top", "right", "bottom", "left")}
    return node(
        "sectPr",
        header,
        node("type", val="nextPage"),
        node("pgSz", **size),
        node("pgMar", **margins, header=twips(_HEADER_FROM_EDGE), footer=twips(_HEADER_FROM_EDGE), gutter=0),
        node("pgNumType", start=1),
        node("titlePg"),
    )


def file_of(text: Iterable[bytes], layout: Layout, title: str) -> bytes:
    """Return the bytes of a Word file.

    Args:
        text: the markup of its body, piece by piece; it ends with the last section.
        layout: the measures of its styles.
        title: what its properties call it.
    """
    package = Package()
    main = Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, document(text), package)
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    header = HeaderPart(PackURI("/word/header1.xml"), CONTENT_TYPE.WML_HEADER, _page_number(), package)
    main.rels.add_relationship(RELATIONSHIP_TYPE.HEADER, header, _HEADER_ID)
    styles = StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, styles_of(layout), package)
    main.relate_to(styles, RELATIONSHIP_TYPE.STYLES)
    settings = parse_xml(_SETTINGS.format(decimal="," if current() == "vi" else "."))
    part = SettingsPart(PackURI("/word/settings.xml"), CONTENT_TYPE.WML_SETTINGS, settings, package)
    main.relate_to(part, RELATIONSHIP_TYPE.SETTINGS)
    _write_properties(package, title)
    return _packed(package)


def _page_number() -> Element:
    field = node("fldSimple", words("2"), instr="PAGE")
    return node("hdr", paragraph(PAGE_NUMBER, field))


def _write_properties(package: Package, title: str) -> None:
    part = CorePropertiesPart(
        PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, CT_CoreProperties.new(), package
    )
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    properties = part.core_properties
    properties.title = visible(title)[:255]  # as long as the format allows
    properties.author, properties.language = "", current()
    properties.created = properties.modified = _MOMENT
    properties.revision = 1


def _packed(package: Package) -> bytes:
    """Return a package's bytes; python-docx gives every entry the moment at which it is written."""
    written, packed = io.BytesIO(), io.BytesIO()
    package.save(written)
    with ZipFile(written) as read, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in read.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, read.read(name))
    return packed.getvalue()
