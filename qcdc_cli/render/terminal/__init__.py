"""Reports for a terminal, or as plain text: tables, explanations and problems, never cut off."""

from collections.abc import Iterator

from qcdc_cli.render.report import AnyReport, ExplanationView, ListReport, Options, ProblemReport, Report
from qcdc_cli.render.words.sealed import seal_lines


def render(report: AnyReport, options: Options) -> Iterator[str]:
    """Yield a report as text, as wide as the screen and in colour where the options say so."""
    if isinstance(report, ProblemReport):
        from qcdc_cli.render.terminal.problems import problems_text

        yield problems_text(report.problems, color=options.color)
    elif isinstance(report, Report) and isinstance(report.view, ExplanationView):
        from qcdc_cli.render.words.explanation import explanation_text

        ranking = report.rankings[0]
        yield explanation_text(report.units[0], ranking, report.view.identity)
        if lines := seal_lines(report.seals, report.campaign, [ranking.bloc_id]):
            yield "\n" + "".join(f"{line}\n" for line in lines)
    else:
        from qcdc_cli.render.tables import tables_of
        from qcdc_cli.render.terminal.tables import render_tables

        if isinstance(report, ListReport) and report.on_screen:
            report = report._replace(lists=report.on_screen)
        yield from render_tables(tables_of(report), width=options.width, color=options.color, bars=options.bars)
