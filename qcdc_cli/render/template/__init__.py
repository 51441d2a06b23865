"""A bloc's own layout filled with its results: an Excel workbook with words such as `{{unit}}` in its cells.

The file is not loaded and saved again: only the cells that ask for something are written, the row that speaks of a
unit is repeated for each unit, and what speaks of rows below is moved along. All else stays as it was.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from qcdc_cli.campaign.file_lookup import shown
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.render.template.heights import Heights
from qcdc_cli.render.template.moving import move_charts, move_companions, move_names, move_sheet
from qcdc_cli.render.template.package import Package
from qcdc_cli.render.template.placeholder_scan import Finder, Page
from qcdc_cli.render.template.placeholders import Asked
from qcdc_cli.render.template.references import Stretch, Stretches, folded
from qcdc_cli.render.template.refused import refused_contents
from qcdc_cli.render.template.rows import Filling, add_missing_cells, fill_rows, write_out_shared
from qcdc_cli.render.template.styles import Styles
from qcdc_cli.render.template.template_data import Line, Matter, Value
from qcdc_cli.render.template.unrepeatable import bound_rows
from qcdc_cli.render.template.workbook import compute_on_opening
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.reading import read_book


def filled(
    template: Path, rankings: Sequence[Ranking], scores: Mapping[str, Sequence[UnitScores]], today: date
) -> bytes:
    """Return a template filled with the results of a bloc, as the bytes of an .xlsx file.

    Args:
        template: the workbook to fill; it is only read.
        rankings: the rankings that were asked for; a template holds one.
        scores: for each bloc's id, what its units get as of each stage.
        today: the day that `{{date}}` stands for.

    Returns:
        the file; the same template, results and day give the same bytes.

    Raises:
        QcdcError: with everything that is wrong with the template, at once; nothing is filled then.
    """
    path = shown(template)
    if len(rankings) > 1:
        blocs = ", ".join(ranking.bloc_id for ranking in rankings)
        raise QcdcError(Problem("Q766", {"blocs": blocs}).at(Place(path)), could_not_run=True)
    (ranking,) = rankings
    try:
        return _filled(_opened(template, path), path, Matter(ranking, scores[ranking.bloc_id], today))
    except QcdcError as error:
        placed = (problem if problem.place is not None else problem.at(Place(path)) for problem in error.problems)
        raise QcdcError(*placed, could_not_run=True) from None


def _opened(template: Path, path: str) -> Package:
    """Open a template, after it was read as any workbook that people send."""
    try:
        read_book(template, path)
    except QcdcError as failure:
        raise QcdcError(*failure.problems, could_not_run=True) from None
    data = template.read_bytes()
    package = Package.opened(data) if zipfile.is_zipfile(io.BytesIO(data)) else None
    if package is None or not package.workbook:
        raise QcdcError(Problem("Q761").at(Place(path)), could_not_run=True)
    refused = list(refused_contents(package, path))
    if refused:
        raise QcdcError(*refused, could_not_run=True)
    return package


def _filled(package: Package, path: str, matter: Matter) -> bytes:
    finder = Finder(package, path, matter)
    pages = finder.pages()
    stretches = {
        folded(page.sheet.name): Stretch(page.unit_rows()[0], len(matter.lines)) for page in pages if page.unit_rows()
    }
    problems = [*finder.problems]
    for page in pages:
        write_out_shared(page.data)
        problems += bound_rows(package, path, page, stretches)
    if problems:
        raise QcdcError(*in_order(problems), could_not_run=True)
    _fill(package, pages, matter, stretches)
    return package.packed()


def _fill(package: Package, pages: Sequence[Page], matter: Matter, stretches: Stretches) -> None:
    styles = Styles(package)
    about_units = [partial(_about_unit, matter, line) for line in matter.lines]
    for page in pages:
        add_missing_cells(page.data, page.named)
        answer: Callable[[Asked], Value] = partial(_about_all, matter)
        root = package.change(page.sheet.part).root
        heights = Heights(root, styles)
        fill_rows(page.data, Filling(page.sheet.name, page.slots, stretches, answer, about_units, styles, heights))
        move_sheet(root, page.sheet.name, stretches)
        move_companions(package, page.sheet, stretches)
    move_names(package.change(package.workbook).root, stretches)
    move_charts(package, stretches)
    compute_on_opening(package)


def _about_all(matter: Matter, asked: Asked) -> Value:
    return asked.word.answer(matter, *asked.arguments)


def _about_unit(matter: Matter, line: Line, asked: Asked) -> Value:
    if asked.word.of_unit:
        return asked.word.answer(matter, line, *asked.arguments)
    return _about_all(matter, asked)
