"""A bloc's own layout filled with its results: an Excel workbook with placeholders such as `{{unit}}` in its cells.

The file is not loaded and saved again: only the cells that ask for something are written, the row about a unit is
repeated for each unit, and what names rows below is moved along. All else stays as it was.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from qcdc_cli.file_bytes import read_file
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.render.placeholders.template_data import TemplateData, render_template
from qcdc_cli.render.report import AnyReport, Options
from qcdc_cli.render.template.cells import number_cells
from qcdc_cli.render.template.placeholder_scan import PlaceholderScan, TemplateSheet
from qcdc_cli.render.template.references import RepeatedRow, RepeatedRows, sheet_key
from qcdc_cli.render.template.rows import Filling, add_missing_cells, fill_rows, write_out_shared_formulas
from qcdc_cli.render.template.sheet_structure import move_attached_parts, move_charts, move_names, move_sheet
from qcdc_cli.render.template.styles import Heights, Styles
from qcdc_cli.render.template.unrepeatable import unrepeatable_problems, unsupported_contents
from qcdc_cli.workbook.office_file import OfficeFile, compute_on_opening
from qcdc_cli.workbook.reading import read_book
from qcdc_cli.workbook.reading.opening import MOST_MEGABYTES


def render(report: AnyReport, options: Options) -> tuple[bytes]:
    """Return the options' template filled with a report, in one piece: the bytes of an .xlsx file.

    Raises:
        TypeError: for a report without results, or options without a template or a moment.
        QcdcError: with everything that is wrong with the template.
    """
    return render_template(report, options, lambda template, path, data: _filled(_opened(template, path), path, data))


def _opened(template: Path, path: str) -> OfficeFile:
    """Open a template, after it was read as any workbook that people send."""
    try:
        read_book(template, path)
    except QcdcError as failure:
        raise QcdcError(*failure.problems, could_not_run=True) from None
    content = read_file(template, path, MOST_MEGABYTES)
    if isinstance(content, Problem):
        raise QcdcError(content, could_not_run=True)
    package = OfficeFile.from_bytes(content) if zipfile.is_zipfile(io.BytesIO(content)) else None
    if package is None or not package.main:
        raise QcdcError(Problem("Q761").at(Place(path)), could_not_run=True)
    refused = [*unsupported_contents(package, path), *_misnumbered_cells(package, path)]
    if refused:
        raise QcdcError(*refused, could_not_run=True)
    return package


def _misnumbered_cells(package: OfficeFile, path: str) -> Iterator[Problem]:
    """Give all rows and cells their numbers; yield a problem (Q777) for each worksheet where they contradict."""
    for name, part in package.sheets():
        fault = number_cells(package.tree(part))
        if fault is not None:
            cell, what = fault
            yield Problem("Q777", {"what": what}).at(Place(path, sheet=name, cell=cell))


def _filled(package: OfficeFile, path: str, data: TemplateData) -> bytes:
    scan = PlaceholderScan(package, path, data)
    sheets = scan.sheets()
    repeated_rows = {
        sheet_key(sheet.name): RepeatedRow(rows[0], len(data.units))
        for sheet in sheets
        if (rows := sheet.rows_about_units())
    }
    problems = [*scan.problems]
    for sheet in sheets:
        write_out_shared_formulas(sheet.data)
        problems += unrepeatable_problems(package, sheet, repeated_rows)
    if problems:
        raise QcdcError(*in_order(problems), could_not_run=True)
    _fill(package, sheets, data, repeated_rows)
    return package.to_bytes()


def _fill(
    package: OfficeFile, sheets: Sequence[TemplateSheet], data: TemplateData, repeated_rows: RepeatedRows
) -> None:
    styles = Styles(package)
    for sheet in sheets:
        add_missing_cells(sheet.data, sheet.named)
        root = package.change(sheet.part)
        heights = Heights(root, styles)
        fill_rows(sheet.data, Filling(sheet.name, sheet.slots, repeated_rows, data, styles, heights))
        move_sheet(root, sheet.name, repeated_rows)
        move_attached_parts(package, sheet, repeated_rows)
    move_names(package.change(package.main), repeated_rows)
    move_charts(package, repeated_rows)
    compute_on_opening(package)
