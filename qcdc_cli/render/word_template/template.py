"""A Word template filled: opened, looked through, its parts with text filled, all others as they came in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.render.placeholders import nothing_to_fill
from qcdc_cli.render.placeholders.template_data import TemplateData
from qcdc_cli.render.word_template.filling import fill
from qcdc_cli.render.word_template.opening import once_each, open_template
from qcdc_cli.render.word_template.scan import TemplateScan
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.markup_tree import written_markup
from qcdc_cli.workbook.office_file import PLAIN_DOCUMENT

_SMALLER = Text(
    "Kiểm tra xem có đưa nhầm tệp không; nếu đúng tệp, bỏ bớt hình ảnh, nội dung không cần trong mẫu báo cáo.",
    "Check whether this is the right file; if it is, take pictures and text that are not needed out of the template.",
)


def fill_document(
    template: Path, rankings: Sequence[Ranking], scores: Mapping[str, Sequence[UnitScores]], today: date
) -> bytes:
    """Return a template filled with the results of a bloc, as the bytes of a .docx file.

    Args:
        template: the document to fill; it is only read.
        rankings: the rankings that were asked for; a template holds one.
        scores: for each bloc's id, what its units get as of each stage.
        today: the day that `{{date}}` stands for.

    Returns:
        the file; the same template, results and day give the same bytes.

    Raises:
        QcdcError: with everything that is wrong with the template, at once; nothing is filled then.
    """
    path = display_path(template)
    if len(rankings) > 1:
        blocs = ", ".join(ranking.bloc_id for ranking in rankings)
        raise QcdcError(Problem("Q766", {"blocs": blocs}).at(Place(path)), could_not_run=True)
    (ranking,) = rankings
    try:
        return _filled(template, path, TemplateData(ranking, scores[ranking.bloc_id], today))
    except QcdcError as error:
        raise QcdcError(*(_told(problem, path) for problem in error.problems), could_not_run=True) from None


def _told(problem: Problem, path: str) -> Problem:
    """Return a problem with its place, and with what to do in Word where workbooks have it, too."""
    placed = problem if problem.place is not None else problem.at(Place(path))
    return replace(placed, fix=_SMALLER) if problem.code == "Q709" else placed


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
