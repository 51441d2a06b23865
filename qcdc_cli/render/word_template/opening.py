"""A Word template's file: opened within bounds, after looking at what it is and what it may not hold."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.markup_tree import children, local
from qcdc_cli.workbook.office_file import OfficeFile
from qcdc_cli.workbook.reading.documents import for_documents, refuse_other_document
from qcdc_cli.workbook.reading.opening import MOST_MEGABYTES
from qcdc_cli.workbook.reading.sniffing import refuse_other_file
from qcdc_cli.workbook.signatures import is_package

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MACROS = Text("macro", "macros")
# Beginnings of parts' names, or parts of their types, and what they are to people.
_REFUSED = (
    ("vbaproject", _MACROS),
    ("macroenabled", _MACROS),
    ("activex/", Text("điều khiển ActiveX", "ActiveX controls")),
    ("oleobject", Text("đối tượng nhúng (OLE)", "embedded objects")),
    ("_xmlsignatures/", Text("chữ ký số", "a digital signature")),
)
# What parts may be to others that people do not see, and that other programs run or take in.
_REFUSED_RELATIONS = {
    "aFChunk": Text("tệp khác ghép vào (altChunk)", "another file taken in (altChunk)"),
    "subDocument": Text("văn bản con", "subdocuments"),
}
# Fields that take in other files, or start programs, when they are updated (ECMA-376, 17.16.5).
_FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "INCLUDE", "LINK", "DATABASE", "RD")
_FIELD = re.compile(r"\s*\\?\s*([A-Za-z]+)")
_HARMLESS = ("hyperlink",)  # relations to what is outside that wait for a reader's click


def open_template(template: Path, path: str) -> OfficeFile:
    """Open a Word template.

    Args:
        template: where it is.
        path: how it is named to people.

    Raises:
        QcdcError: Q947 for a file of another kind, Q948 for what no template may hold, and what reading workbooks and
            documents raises for a file that is missing, damaged, locked or too large.
    """
    content = read_file(template, path, MOST_MEGABYTES)
    if isinstance(content, Problem):
        raise QcdcError(content)
    try:
        if not is_package(content):
            refuse_other_document(content)
            refuse_other_file(content)
            raise QcdcError(Problem("Q947"))
        package = OfficeFile.from_bytes(content)
        _refuse_other_kinds(package)
    except QcdcError as refusal:
        raise QcdcError(*(for_documents(problem, Path("mau.docx")) for problem in refusal.problems)) from None
    refused = once_each(problem.at(Place(path)) for problem in _unsupported(package))
    if refused:
        raise QcdcError(*refused)
    return package


def _refuse_other_kinds(package: OfficeFile) -> None:
    """Refuse (Q947) what is no Word document, or is one in a form that docxtpl cannot fill."""
    if not package.main:
        raise QcdcError(Problem("Q947"))
    root = package.tree(package.main)
    if root.tag != "w:document" or root.get("xmlns:w") != _NAMESPACE:
        raise QcdcError(Problem("Q947"))


def _unsupported(package: OfficeFile) -> Iterator[Problem]:
    """Yield a problem (Q948) for each thing in the file that may run or load something when a copy is opened."""
    for part, kind in package.content_types():
        sign = f"{part} {kind}".lower()
        yield from (Problem("Q948", {"what": what}) for each, what in _REFUSED if each in sign)
    for part in package.parts:
        if part.lower().endswith(".rels"):
            yield from _relations(package, part)
    for part in package.parts:
        if part.startswith("word/") and part.endswith(".xml"):
            yield from _fields(package, part)


def _relations(package: OfficeFile, part: str) -> Iterator[Problem]:
    for each in children(package.tree(part), "Relationship"):
        kind, target = each.get("Type", "").rpartition("/")[2], each.get("Target", "")
        what = _REFUSED_RELATIONS.get(kind)
        if what is not None:
            yield Problem("Q948", {"what": what}, target)
        elif each.get("TargetMode", "").lower() == "external" and kind not in _HARMLESS:
            yield Problem("Q948", {"what": _outside(kind)}, target, fix=_outside_fix(kind))


def _outside(kind: str) -> Text:
    if kind == "attachedTemplate":
        return Text("mẫu (template) gắn từ nơi khác", "a template attached from elsewhere")
    return Text(f"liên kết tới tệp bên ngoài ({kind})", f"a link to a file outside ({kind})")


def _outside_fix(kind: str) -> Text:
    if kind == "attachedTemplate":
        return Text(
            "Trong Word: Tệp › Tùy chọn › Phần bổ trợ › Mẫu (Templates) › Đi, xóa đường dẫn mẫu rồi lưu lại.",
            "In Word: File › Options › Add-ins › Templates › Go, clear the template's path and save.",
        )
    return Text(
        "Trong Word: Tệp › Thông tin › Sửa liên kết tới tệp, ngắt liên kết (ảnh thì chèn hẳn vào) rồi lưu lại.",
        "In Word: File › Info › Edit Links to Files, break the link (embed pictures) and save.",
    )


def _fields(package: OfficeFile, part: str) -> Iterator[Problem]:
    root = package.tree(part)
    pieces = []
    for each in root.iter():
        if local(each) == "fldChar":
            pieces.append("\n")
        elif local(each) == "instrText":  # a code may be broken over several
            pieces.append((each.text or "").replace("\n", " "))
        elif local(each) == "fldSimple":
            pieces.append(f"\n{each.get('w:instr', '')}\n")
    for code in "".join(pieces).split("\n"):
        match = _FIELD.match(code)
        if match is not None and match[1].upper() in _FIELDS:
            name = match[1].upper()
            what = Text(f"trường tự lấy tệp khác ({name})", f"a field that loads other files ({name})")
            yield Problem("Q948", {"what": what}, code.strip())


def once_each(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in their order, each once."""
    return list({(each.place, each.code, each.sentence(), each.found): each for each in problems}.values())
