"""Results as an Excel workbook that recomputes itself: a ranking to sign, every criterion, every unit, and why.

The figures are those of the result tree; beside them stand formulas that say the same over the cells of the
marks. Whatever comes from data is text.
"""

from qcdc_cli.language import say, terms
from qcdc_cli.render.report import AnyReport, Options, Report
from qcdc_cli.render.workbook.report import WorkbookReport
from qcdc_cli.workbook.book import book, packed

MOST_UNITS = 150  # that have a worksheet each; more of them in one table are read downwards


def render(report: AnyReport, options: Options) -> bytes:
    """Return a report as the bytes of an .xlsx file; the same report and options give the same bytes.

    Raises:
        TypeError: for a report without results.
    """
    if not isinstance(report, Report):
        raise TypeError(report)
    large = sum(len(ranking.standings) for ranking in report.rankings) > MOST_UNITS
    if large:
        options.tell(
            say(
                "Số đơn vị lớn nên báo cáo không có trang từng đơn vị và biểu đồ; muốn có thì xuất từng khối bằng "
                "--bloc.",
                "Many units: the report has no sheets per unit and no charts; choose a bloc with --bloc to have them.",
            )
        )
    title = f"{say(*terms.RANKING)} – {report.campaign.campaign}"
    workbook = WorkbookReport(book(title, made=options.made, streamed=large), report, options)
    if large:
        workbook.write_many()
    else:
        workbook.write_blocs()
    return packed(workbook.book)
