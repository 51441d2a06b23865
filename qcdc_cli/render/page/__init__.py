"""The page for the public: one file of HTML that loads nothing, can be read without its script, and be printed."""

from collections.abc import Iterator

from qcdc_cli.language import say
from qcdc_cli.render.page.templating import page_text
from qcdc_cli.render.report import AnyReport, ListReport, Options, Report

_MANY = 300  # units, whose page takes a browser some seconds to open


def render(report: AnyReport, options: Options) -> Iterator[str]:
    """Yield a report as a page, piece by piece; the same report and options give the same page.

    Raises:
        TypeError: for a report that is neither results nor lists.
    """
    if isinstance(report, ListReport):
        return _lists(report)
    if not isinstance(report, Report):
        raise TypeError(report)
    return _results(report, options)


def _results(report: Report, options: Options) -> Iterator[str]:
    from qcdc_cli.render.page.blocs import BlocSection
    from qcdc_cli.render.page.figures import figures_text
    from qcdc_cli.render.page.results import closing, page_head

    if sum(len(ranking.standings) for ranking in report.rankings) > _MANY:
        options.tell(
            say(
                "Số đơn vị lớn nên trang rất dài; `qcdc export --site THƯ-MỤC` ghi mỗi đơn vị một trang.",
                "Many units make a long page; `qcdc export --site FOLDER` writes a page per unit.",
            )
        )
    blocs = [BlocSection(report, ranking, options, lambda unit: f"#unit-{unit}") for ranking in report.rankings]
    values = {**page_head(report), **closing(report, options), "blocs": blocs, "one_unit": False}
    yield from page_text("page.html", {**values, "figures": figures_text(report.rankings)})


def _lists(report: ListReport) -> Iterator[str]:
    from qcdc_cli.render.page.rank_charts import drawn_chart
    from qcdc_cli.render.tables import tables_of

    campaign, subject = report.campaign, report.subject
    values = {
        "title": " – ".join((report.lists[0].title, *subject[:1])),
        "authority": "" if campaign is None else campaign.authority or "",
        "campaign": "".join(subject[:1]),
        "period": "".join(subject[1:]),
        "basis": "",
        "charts": list(map(drawn_chart, report.charts)),
        "tables": tables_of(report),
    }
    yield from page_text("lists.html", values)
