"""What stands above and below the results on every page."""

from typing import Any

from qcdc_cli.language import say
from qcdc_cli.render.page.figures import words_text
from qcdc_cli.render.report import Options, Report
from qcdc_cli.render.tables.rubric import rubric_table
from qcdc_cli.render.words.method import digest_remark, digest_titles, program_facts
from qcdc_cli.render.words.remarks import basis_line, period_line
from qcdc_cli.render.words.sealed import seal_lines


def page_head(report: Report) -> dict[str, Any]:
    """Return what stands above: the campaign, whose it is, its period and its basis; and the codes of its seals."""
    first, campaign = report.rankings[0], report.campaign
    return {
        "title": f"{say('Kết quả', 'Results')} – {campaign.campaign}",
        "authority": campaign.authority or "",
        "campaign": campaign.campaign,
        "period": period_line(first),
        "basis": basis_line(first),
        "sealed": seal_lines(report.seals, campaign, (ranking.bloc_id for ranking in report.rankings)),
    }


def closing(report: Report, options: Options) -> dict[str, Any]:
    """Return what stands below: the rubrics, the files that the page was made from, and by what it was made."""
    rubrics = {id(ranking.rubric): ranking.rubric for ranking in report.rankings}  # two files may use one id
    return {
        "rubrics": [(number, rubric_table(rubric)) for number, rubric in enumerate(rubrics.values(), 1)],
        "files": options.files([ranking.bloc_id for ranking in report.rankings]),
        "file_titles": digest_titles(),
        "file_remark": digest_remark(),
        "program": list(program_facts(options.made)),
        "words": words_text(),
    }
