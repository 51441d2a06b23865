"""A Word template filled: opened, looked through, its parts with text filled, all others as they came in."""

from pathlib import Path

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.placeholders import nothing_to_fill
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.word_template.filling import fill
from qcdc_cli.render.word_template.opening import once_each, open_template
from qcdc_cli.render.word_template.scan import TemplateScan
from qcdc_cli.workbook.markup_tree import written_markup
from qcdc_cli.workbook.office_file import PLAIN_DOCUMENT

_SMALLER = Text(
    "Kiểm tra xem có đưa nhầm tệp không; nếu đúng tệp, bỏ bớt hình ảnh, nội dung không cần trong mẫu báo cáo.",
    "Check whether this is the right file; if it is, take pictures and text that are not needed out of the template.",
)


def fill_document(template: Path, path: str, data: TemplateData) -> bytes:
    """Return a template filled, as the bytes of a .docx file.

    Args:
        template: the document to fill; it is only read.
        path: how it is named to people.
        data: what it is filled from.

    Raises:
        QcdcError: with everything that is wrong with the template, at once; nothing is filled then.
    """
    try:
        return _filled(template, path, data)
    except QcdcError as error:
        raise QcdcError(*map(_told, error.problems)) from None


def _told(problem: Problem) -> Problem:
    """Return a problem with what to do in Word where the advice is about workbooks."""
    return problem._replace(fix=_SMALLER) if problem.code == "Q709" else problem


def _filled(template: Path, path: str, data: TemplateData) -> bytes:
    package = open_template(template, path)
    scan = TemplateScan(package, path, data)
    if scan.problems:
        raise QcdcError(*once_each(scan.problems), could_not_run=True)
    if not scan.parts:
        raise QcdcError(nothing_to_fill(), could_not_run=True)
    sources = {part: written_markup(package.tree(part)).decode() for part in scan.parts}
    for part, filled in fill(sources, scan, data).items():
        package.replace(part, filled.encode())
    package.make_plain(PLAIN_DOCUMENT)
    return package.to_bytes()
