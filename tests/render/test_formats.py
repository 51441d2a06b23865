"""The registry of formats: every line of it leads to a room that shows every report it can be asked for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from qcdc_cli.problems import Problem
from qcdc_cli.render.formats import BY_SUFFIX, EXPLANATION, FORMATS, PROBLEMS, TABLES
from qcdc_cli.render.report import (
    AcrossView,
    AnyReport,
    CardView,
    DocumentView,
    ExplanationView,
    Options,
    ProblemReport,
    RankingView,
    Report,
    RollupView,
    RubricReport,
    ScoresView,
    StatisticsView,
    View,
    WholeView,
)
from qcdc_cli.scoring.across import rank_across
from qcdc_cli.scoring.rollup import roll_up
from qcdc_cli.scoring.statistics import statistics
from tests.campaigns import EXAMPLE
from tests.render.cases import Case, example, whole_text
from tests.render.documents.made import paper_report
from tests.render.template.templates import bloc_of, layout, saved

OPTIONS = Options(made=datetime(2020, 6, 30, 8, tzinfo=UTC))


def reports(case: Case) -> dict[type, AnyReport]:
    """Return a report of every kind, each by the type of what is shown."""
    rankings = (case.ranking,)
    views: tuple[View, ...] = (
        RankingView(),
        AcrossView(rank_across(rankings)),
        RollupView(roll_up(rankings, "bloc")),
        ScoresView(detail=True),
        CardView(),
        ExplanationView(),
        StatisticsView(tuple(map(statistics, rankings))),
        WholeView(),
    )
    unit = case.ranking.standings[0].result.unit
    alone = (CardView, ExplanationView)  # of one unit
    shown: dict[type, AnyReport] = {
        type(view): case.report(view, unit if isinstance(view, alone) else None) for view in views
    }
    shown[DocumentView] = paper_report(EXAMPLE)
    shown[RubricReport] = RubricReport((case.ranking.rubric,))
    shown[ProblemReport] = ProblemReport((Problem("Q102", {"path": "."}),))
    return shown


def formats_for(kind: type) -> tuple[str, ...]:
    """Return the formats that a command takes for a report."""
    papers = ("docx", "pdf")
    whole = tuple(one.name for one in BY_SUFFIX.values() if one.name not in papers)
    known = {ExplanationView: EXPLANATION, ProblemReport: PROBLEMS, DocumentView: papers, WholeView: whole}
    return known.get(kind, TABLES)


def test_every_kind_of_report_is_tried(small: Case) -> None:
    assert set(reports(small)) == {*get_args(View), RubricReport, ProblemReport}


@pytest.mark.parametrize("kind", [*get_args(View), RubricReport, ProblemReport])
def test_every_format_shows_every_report_that_it_is_named_for(kind: type) -> None:
    for name in formats_for(kind):
        pieces = list(FORMATS[name].render(reports(example())[kind], OPTIONS))
        assert pieces
        assert {type(piece) for piece in pieces} == {bytes if FORMATS[name].binary else str}
        assert b"".join(FORMATS[name].file(pieces))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("json", WholeView), ("json", ScoresView), ("md", WholeView), ("csv", ScoresView), ("html", WholeView)],
)
def test_no_piece_of_a_text_holds_more_than_a_unit_or_a_table(name: str, kind: type) -> None:
    sizes = [len(piece) for piece in FORMATS[name].render(reports(example())[kind], OPTIONS)]
    assert max(sizes) < sum(sizes) / 4


def test_names_and_suffixes_are_unique() -> None:
    assert [one.name for one in FORMATS.values()] == list(FORMATS)
    assert len(BY_SUFFIX) == sum(bool(one.suffix) for one in FORMATS.values())
    assert all(suffix.startswith(".") for suffix in BY_SUFFIX)


def test_a_csv_in_a_file_is_marked_as_utf_8_for_excel() -> None:
    assert list(FORMATS["csv"].file(["é", "à"])) == ["é".encode("utf-8-sig"), "à".encode()]
    assert list(FORMATS["md"].file(["é"])) == ["é".encode()]


def test_the_csv_of_a_whole_report_is_the_ranking() -> None:
    whole = example().report(WholeView())
    alone = whole._replace(view=RankingView())
    assert list(FORMATS["csv"].render(whole, OPTIONS)) == list(FORMATS["csv"].render(alone, OPTIONS))


def test_what_was_not_carried_over_is_told_below_the_table_of_its_unit() -> None:
    unit = example().ranking.standings[0].result.unit
    for view, times in ((RankingView(), 1), (ScoresView(), 1), (WholeView(), 0)):
        report = example().report(view)._replace(not_carried={unit: ["I.9", "I.10"]})
        text = whole_text(FORMATS["md"].render(report, OPTIONS))
        assert text.count("I.9, I.10") == times


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("xlsx", ProblemReport(())),
        ("template", ProblemReport(())),
        ("word_template", ProblemReport(())),
        ("github", RubricReport(())),
        ("md", ProblemReport(())),
    ],
)
def test_a_report_that_a_format_cannot_show_is_a_bug_that_is_heard_of(name: str, report: AnyReport) -> None:
    with pytest.raises(TypeError):
        list(FORMATS[name].render(report, OPTIONS))


def test_a_template_is_a_format_like_the_others(tmp_path: Path) -> None:
    case = bloc_of(2)
    options = OPTIONS._replace(template=saved(layout(), tmp_path))
    assert list(FORMATS["template"].render(case.report(WholeView()), options))


def test_units_are_those_of_all_blocs() -> None:
    report = example().report(WholeView())
    assert isinstance(report, Report)
    assert report.units == example().scores


@pytest.mark.parametrize(
    ("name", "kind"),
    [("docx", DocumentView), ("pdf", DocumentView), ("json", WholeView), ("md", WholeView), ("csv", WholeView)],
)
def test_made_at_another_moment_a_file_is_the_same_where_it_does_not_tell_people_when(name: str, kind: type) -> None:
    report = reports(example())[kind]
    later = OPTIONS._replace(made=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    assert list(FORMATS[name].render(report, OPTIONS)) == list(FORMATS[name].render(report, later))
