"""The page for the public: one file of HTML that loads nothing, can be read without its script, and be printed."""

from collections.abc import Iterator
from typing import Any

from qcdc_cli.language import say
from qcdc_cli.render.page.blocs import bloc_sections
from qcdc_cli.render.page.figures import figures_text, words_text
from qcdc_cli.render.page.templating import page_text
from qcdc_cli.render.report import AnyReport, ListReport, Options, Report
from qcdc_cli.render.words.method import digest_remark, digest_titles, program_facts
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.remarks import basis_line, period_line


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
    sections = bloc_sections(report, options, lambda unit: f"#unit-{unit}")
    data = {"words": words_text(), "figures": figures_text(report.rankings)}
    yield from page_text("page.html", {**heading(report), **closing(report, options), **data, "blocs": sections})


def heading(report: Report) -> dict[str, Any]:
    """Return what stands above: the campaign, whose it is, its period and its basis."""
    first, campaign = report.rankings[0], report.campaign
    return {
        "title": say("Kết quả", "Results") + f" – {campaign.campaign}",
        "authority": campaign.authority or "",
        "campaign": campaign.campaign,
        "period": period_line(first),
        "basis": basis_line(first),
    }


def closing(report: Report, options: Options) -> dict[str, Any]:
    """Return what stands below: the rubrics, the files that the page was made from, and by what it was made."""
    from qcdc_cli.render.tables.rubric import rubric_table

    rubrics = {ranking.rubric.rubric: ranking.rubric for ranking in report.rankings}
    return {
        "rubrics": [(identity, rubric_table(rubric)) for identity, rubric in rubrics.items()],
        "files": options.files([ranking.bloc_id for ranking in report.rankings]),
        "file_titles": digest_titles(),
        "file_remark": digest_remark(),
        "program": list(program_facts(options.made)),
    }


def _lists(report: ListReport) -> Iterator[str]:
    from qcdc_cli.render.tables import tables_of

    campaign = report.campaign
    values = {
        "title": f"{report.lists[0].title} – {campaign.campaign}",
        "authority": campaign.authority or "",
        "campaign": campaign.campaign,
        "period": period_name(campaign, report.period) if report.period else "",
        "basis": "",
        "tables": tables_of(report),
    }
    yield from page_text("lists.html", values)
