"""What outputs say of ties that the competent authority or a ballot decides: before it is recorded, and after."""

from pathlib import Path

import simplejson

from qcdc_cli import language
from qcdc_cli.render.report import ExplanationView, RankingView
from qcdc_cli.render.tables import ranking_table
from qcdc_cli.render.tables.rubric import rubric_table
from tests.render.cases import CAMPAIGN, Case, written

RUBRIC = """\
rubric: small
name: A small scale
total: 20
criteria:
  - {id: I, name: Plan, points: 20, evidence: optional}
ties: [%s]
awards:
  - {id: flag, name: Flag, units: 2, ties: decision}
"""
SAME = {unit: f"unit: {unit}\nperiod: h1\nmarks: {{I: 15}}\n" for unit in ("alpha", "beta", "gamma")}
WITHOUT = CAMPAIGN.replace("targets:\n  I.2: {alpha: 8}\nunassigned:\n  I.2: {beta: has no hamlets}\n", "")


def case(folder: Path, ties: str, records: str = "") -> Case:
    folder.mkdir(exist_ok=True)
    return written(folder, campaign=WITHOUT + records, rubric=RUBRIC % ties, sheets=SAME)


def everything(shown: Case) -> str:
    """Return all that is shown of a campaign: tables, the workbook, an explanation, JSON."""
    cells = [str(cell) for rows in shown.workbook().values() for row in rows for cell in row]
    table = ranking_table(shown.ranking)
    return "\n".join([*cells, *table.notes, shown.explain("beta"), shown.shown(RankingView())])


OPEN = "Hạng 1: Alpha, Beta và Gamma còn bằng nhau, chờ cấp có thẩm quyền quyết định thứ tự"
LEFT = (
    "Flag: còn 2 suất cho 3 đơn vị bằng nhau (Alpha, Beta và Gamma), chờ cấp có thẩm quyền quyết định; chưa đơn vị nào "
    "trong số này được khen"
)


def test_until_it_is_decided_every_output_says_what_is_open(tmp_path: Path) -> None:
    shown = case(tmp_path, "decision")
    notes = ranking_table(shown.ranking).notes
    assert OPEN in notes
    assert LEFT in notes
    sheets = {title: "\n".join(str(cell) for row in rows for cell in row) for title, rows in shown.workbook().items()}
    assert any(OPEN in text and LEFT in text for text in sheets.values())
    explained = shown.explain("beta")
    assert f"Chưa phân định: {OPEN}\n" in explained
    assert f"Chưa phân định: {LEFT}\n" in explained
    document = simplejson.loads(shown.shown(RankingView()))
    about = {"by": "decision", "rank": 1, "units": ["alpha", "beta", "gamma"], "votes": None, "final": False}
    assert document["undecided"] == [{**about, "award": None, "places": 3}, {**about, "award": "flag", "places": 2}]
    assert [one["awards"] for one in document["standings"]] == [[], [], []]
    total = simplejson.loads(shown.shown(ExplanationView(None), unit="beta"))["total"]
    assert total["undecided"] == document["undecided"]
    assert "bốc thăm" not in everything(shown).replace("hạng kỳ trước, kết quả bốc thăm", "")
    language.use("en")
    assert "Rank 1: Alpha, Beta and Gamma are still equal, for the competent authority to decide their order" in (
        ranking_table(shown.ranking).notes
    )
    assert (
        "Flag: 2 left for 3 equal units (Alpha, Beta and Gamma), for the competent authority to decide; until then "
        "none of them has it"
    ) in ranking_table(shown.ranking).notes


def test_a_decision_is_named_with_its_document_and_day(tmp_path: Path) -> None:
    decided = (
        "decisions: {h1: {one: ["
        "{order: [gamma, alpha], for: rank, document: Quyết định số 9/QĐ-UBND, date: 05/02/2027}]}}\n"
    )
    shown = case(tmp_path, "decision", decided)
    by = "quyết định của cấp có thẩm quyền, Quyết định số 9/QĐ-UBND ngày 05/02/2027"
    assert (
        f"Hạng 1, 2 và 3: Gamma, Alpha và Beta bằng tổng điểm, xếp thứ tự theo {by} (1, 2 và không có)"
        in ranking_table(shown.ranking).notes
    )
    assert f"Bằng điểm, xếp thứ tự theo: {by} (Gamma 1, Alpha 2, Beta không có)" in shown.explain("beta")
    document = simplejson.loads(shown.shown(RankingView()))
    assert document["undecided"] == []
    assert [one["tie_break"] for one in document["standings"]] == ["decision"] * 3
    total = simplejson.loads(shown.shown(ExplanationView(None), unit="beta"))["total"]
    assert total["tie_steps"][0]["documents"] == ["Quyết định số 9/QĐ-UBND ngày 05/02/2027"]


def test_a_ballot_is_named_with_its_votes_and_where_they_are_equal(tmp_path: Path) -> None:
    voted = (
        "ballots: {h1: {one: [{votes: {gamma: 12, alpha: 9, beta: 9}, document: Biên bản số 3, date: 2027-02-05}]}}\n"
    )
    shown = case(tmp_path, "ballot", voted)
    notes = ranking_table(shown.ranking).notes
    assert (
        "Hạng 1 và 2: Gamma, Alpha và Beta bằng tổng điểm, xếp thứ tự theo kết quả bỏ phiếu, Biên bản số 3 ngày "
        "05/02/2027 (12, 9 và 9)"
    ) in notes
    assert "Hạng 2: Alpha và Beta bằng số phiếu (9), nên xếp cùng hạng" in notes
    further = case(tmp_path / "further", "ballot, decision", voted)
    assert "Hạng 2: Alpha và Beta bằng số phiếu (9), chờ cấp có thẩm quyền quyết định thứ tự" in (
        ranking_table(further.ranking).notes
    )
    waiting = case(tmp_path / "waiting", "ballot")
    assert "Hạng 1: Alpha, Beta và Gamma còn bằng nhau, chờ bỏ phiếu để xếp thứ tự" in (
        ranking_table(waiting.ranking).notes
    )


def test_an_award_that_was_decided_names_who_got_it_and_by_what(tmp_path: Path) -> None:
    decided = "decisions: {h1: {one: [{order: [gamma, beta], for: flag, document: QĐ 10, date: 2027-02-06}]}}\n"
    shown = case(tmp_path, "", decided)
    said = "Flag: Alpha, Beta và Gamma bằng nhau ở suất cuối, khen Gamma và Beta theo QĐ 10 ngày 06/02/2027"
    assert said in ranking_table(shown.ranking).notes
    assert said in shown.explain("alpha")
    document = simplejson.loads(shown.shown(RankingView()))
    assert {one["unit"]: one["awards"] for one in document["standings"]} == {
        "alpha": [],
        "beta": ["flag"],
        "gamma": ["flag"],
    }


def test_the_rubric_says_it_in_words(tmp_path: Path) -> None:
    rubric = case(tmp_path, "ballot, decision").ranking.rubric
    notes = rubric_table(rubric).notes
    assert (
        "Hình thức khen thưởng “Flag”: tối đa 2 đơn vị, xét từ trên xuống trong số đủ điều kiện; nếu bằng điểm ở suất "
        "cuối thì cấp có thẩm quyền quyết định"
    ) in notes
    assert "Khi bằng điểm, xếp thứ tự theo: kết quả bỏ phiếu, tiếp theo là quyết định của cấp có thẩm quyền" in notes


def test_what_was_reached_is_shown_as_its_mark_is(tmp_path: Path) -> None:
    rubric = """\
rubric: small
name: A small scale
total: 20
rounding: {decimals: 2, at: total}
not_applicable: full
criteria:
  - {id: I, name: Households, points: 10, evidence: optional, ratio: {unit: hộ}}
  - {id: II, name: Late, points: 10, evidence: optional, deduct: {each: 2, unit: lần, floor: 0}}
ties: [actual II, actual I]
"""
    marks = {"alpha": "{actual: 450, target: 500}", "beta": "{actual: 900, target: 1000}"}
    sheets = {
        unit: f"unit: {unit}\nperiod: h1\nmarks: {{I: {{self: {mark}}}, II: 1}}\n" for unit, mark in marks.items()
    }
    sheets["gamma"] = "unit: gamma\nperiod: h1\nmarks: {I: {not_applicable: none}, II: 1}\n"
    shown = written(tmp_path, campaign=WITHOUT, rubric=rubric, sheets=sheets)
    assert (
        "Hạng 2 và 3: Beta và Alpha bằng tổng điểm, xếp thứ tự theo kết quả đạt được ở tiêu chí I, cao hơn xếp trước "
        "(900/1000 hộ và 450/500 hộ)"
    ) in ranking_table(shown.ranking).notes
    document = simplejson.loads(shown.shown(RankingView()))
    assert {one["unit"]: one["tie_break"] for one in document["standings"]} == {
        "gamma": None,
        "beta": "actual I",
        "alpha": "actual I",
    }
    assert (
        "Khi bằng điểm, xếp thứ tự theo: kết quả đạt được ở tiêu chí II, thấp hơn xếp trước, tiếp theo là kết quả đạt "
        "được ở tiêu chí I, cao hơn xếp trước"
    ) in rubric_table(shown.ranking.rubric).notes
