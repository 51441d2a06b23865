"""Results as an Excel workbook that recomputes itself: a ranking to sign, every criterion, every unit, and why.

The figures are those of the result tree; beside them stand formulas that say the same over the cells of the
marks. Whatever comes from data is text.
"""

from collections.abc import Mapping, Sequence

from qcdc_cli.language import say
from qcdc_cli.render.report import AnyReport, Options, Report
from qcdc_cli.render.workbook.origin import Origin
from qcdc_cli.render.workbook.report import Progress, WorkbookReport
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.book import book, packed

MOST_UNITS = 150  # that have a worksheet each; more of them in one table are read downwards


def is_large(rankings: Sequence[Ranking]) -> bool:
    """Return whether there are too many units for a worksheet each."""
    return sum(len(ranking.standings) for ranking in rankings) > MOST_UNITS


def render(report: AnyReport, options: Options) -> bytes:
    """Return a report as the bytes of an .xlsx file; the same report and options give the same bytes.

    Raises:
        TypeError: for a report without results.
    """
    if not isinstance(report, Report):
        raise TypeError(report)
    if is_large(report.rankings):
        options.tell(
            say(
                "Số đơn vị lớn nên báo cáo không có trang từng đơn vị và biểu đồ; muốn có thì xuất từng khối bằng "
                "--bloc.",
                "Many units: the report has no sheets per unit and no charts; choose a bloc with --bloc to have them.",
            )
        )
    return workbook_bytes(
        report.rankings,
        report.scores,
        origin=Origin(options.made, options.files()),
        progress=options.progress,
    )


def workbook_bytes(
    rankings: Sequence[Ranking],
    scores: Mapping[str, Sequence[UnitScores]],
    *,
    origin: Origin | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return the results of some blocs as the bytes of an .xlsx file.

    Args:
        rankings: the rankings, at least one, of one campaign.
        scores: for each bloc's id, what its units get as of each stage, in the order of the ranking.
        origin: when and from what files the report is made.
        progress: is told how many units have been written.

    Returns:
        the file; the same arguments give the same bytes.
    """
    origin = origin or Origin()
    large = is_large(rankings)
    title = f"{say('Xếp hạng', 'Ranking')} – {rankings[0].campaign.campaign}"
    report = WorkbookReport(book(title, made=origin.made, streamed=large), rankings, scores, origin)
    if large:
        report.write_many(progress)
    else:
        report.write_blocs()
    return packed(report.book)
