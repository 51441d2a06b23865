"""What people are told about documents, where a table may stand in one: what to save as .docx, what Word can mend."""

from pathlib import Path

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem
from qcdc_cli.workbook.reading.package import Package
from qcdc_cli.workbook.reading.refusals import unreadable
from qcdc_cli.workbook.reading.sniffing import OLD_DOCUMENT, OPEN_DOCUMENT

_USUAL_MAIN = "word/document.xml"
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # saved as Strict Open XML
)
_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".pdf")
_BY_BEGINNING = {
    b"%PDF-": Text("tệp PDF", "a PDF file"),
    b"{\\rtf": Text("văn bản RTF", "an RTF document"),
}
# What a file that is called a document turns out to be, by the code that a workbook would be refused with.
_OTHERS = {
    "Q704": Text("trang web (HTML)", "a web page (HTML)"),
    "Q705": Text("XML (như Word 2003 XML)", "XML (such as Word 2003 XML)"),
    "Q712": Text("một loại tệp khác (không phải Word)", "of another kind (no Word document)"),
}
_FIXES = {
    "Q702": Text(
        "Mở bằng Word, vào Tệp › Thông tin › Bảo vệ tài liệu › Mã hóa bằng mật khẩu, xóa mật khẩu rồi lưu.",
        "Open it in Word, clear the password in File › Info › Protect Document › Encrypt with Password, and save.",
    ),
    "Q706": Text(
        "Đóng Word (hoặc LibreOffice), rồi dùng tệp thật: cùng tên, không có `~$` ở đầu.",
        "Close Word (or LibreOffice), then use the real file: the same name without `~$` in front.",
    ),
    "Q707": Text(
        "Mở thử bằng Word; nếu Word mở hoặc sửa được thì lưu lại thành .docx, nếu không thì xin lại tệp gốc.",
        "Try to open it in Word; if Word opens or repairs it, save it again as .docx, else ask for the file again.",
    ),
    "Q711": Text(
        "Không dùng tệp này; mở bằng Word rồi lưu lại thành tệp mới nếu biết rõ nguồn gốc.",
        "Do not use it; if you know where it comes from, open it in Word and save it as a new file.",
    ),
}


def document_part(package: Package) -> str | None:
    """Return the name of the part that holds a document's text, or None where the file is no Word document."""
    main = package.main(_USUAL_MAIN)
    if main is None:
        return None
    _, root, _, _ = next(package.tags(main, dict.fromkeys(_NAMESPACES, "")))
    return main if root == "document" else None


def refuse_other_document(data: bytes) -> None:
    """Refuse a document that is not read, and that Word can save as one that is.

    Raises:
        QcdcError: Q778.
    """
    for beginning, kind in _BY_BEGINNING.items():
        if data.startswith(beginning):
            raise unreadable("Q778", kind=kind)


def for_documents(problem: Problem, file: Path) -> Problem:
    """Return a problem of a workbook as it is told where the file may be a document: with what to do in Word."""
    kind = problem.values.get("kind")
    if problem.code == "Q708" and kind in (OLD_DOCUMENT, OPEN_DOCUMENT):
        return problem._replace(code="Q778")
    if file.suffix.lower() not in _SUFFIXES:
        return problem
    if problem.code in _OTHERS:
        return problem._replace(code="Q778", values={"kind": _OTHERS[problem.code]})
    return problem._replace(fix=_FIXES.get(problem.code, problem.fix))
