"""What is decided beyond points, on small scales: ladders of several steps, bonus that is cut, rare states."""

from pathlib import Path

import pytest
import simplejson

from qcdc_cli.render.report import ExplanationView, RankingView
from qcdc_cli.render.tables import ranking_table, scores_table, unit_table
from tests.render.cases import CAMPAIGN, Case, written
from tests.render.test_safe import VIETNAMESE

RUBRIC = """\
rubric: small
name: A small scale
total: 20
rounding: {decimals: 2, at: total}
not_applicable: exclude
missing_evidence: ignore
criteria:
  - id: I
    name: Leading
    points: 10
    take: average
    criteria:
      - {id: I.1, name: Plan, points: 10, weight: 2, evidence: optional}
      - {id: I.2, name: Rules, points: 10, evidence: optional}
      - {id: I.3, name: Review, points: 10, evidence: optional, periods: [year]}
  - {id: II, name: Openness, points: 10, evidence: optional}
bonus:
  cap: 4
  above_total: no
  criteria:
    - {id: B.1, name: Flags, points: 3, evidence: optional, count: {each: 1, unit: flags}}
    - {id: B.2, name: Ideas, points: 3, evidence: optional}
penalties:
  criteria:
    - {id: P.1, name: Late reports, points: 5, evidence: optional, count: {each: 1, unit: reports}}
disqualifiers:
  warned: {name: Warned, at_most: weak}
ties: [fewest penalties, criterion II, smallest correction, lots]
classification:
  - {id: good, name: Good, from: 15, quota: {percent: 50, rounding: half-up}}
  - {id: weak, name: Weak}
awards:
  - {id: flag, name: Flag, ranks: 1, ties: none}
"""


def sheet(unit: str, marks: str, more: str = "") -> str:
    return f"unit: {unit}\nperiod: h1\nmarks: {{{marks}}}\n{more}"


def scored(folder: Path, *, campaign: str = "", **marks: str) -> Case:
    sheets = {unit: text if text.startswith("unit") else sheet(unit, text) for unit, text in marks.items()}
    without = CAMPAIGN.replace("targets:\n  I.2: {alpha: 8}\nunassigned:\n  I.2: {beta: has no hamlets}\n", "")
    return written(folder, campaign=without + campaign, rubric=RUBRIC, sheets=sheets)


def notes(case: Case) -> list[str]:
    return list(ranking_table(case.ranking).notes)


def test_a_ladder_of_several_steps_names_whose_numbers_are_whose(tmp_path: Path) -> None:
    case = scored(
        tmp_path,
        alpha="I.1: 8, I.2: 8, II: 8, B.1: 1, P.1: 1",
        beta="I.1: 9, I.2: 9, II: 7",
        gamma="I.1: 8, I.2: 8, II: 8",
    )
    assert notes(case)[0] == (
        "Hạng 1, 2 và 3: Gamma, Beta và Alpha bằng tổng điểm, xếp thứ tự theo số điểm trừ ít hơn (0, 0 và 1), tiếp "
        "theo là điểm tiêu chí II (Gamma 8 và Beta 7)"
    )


def test_a_small_correction_and_the_lots_are_told(tmp_path: Path) -> None:
    same = "I.1: 9, I.2: 9, II: {self: %s, bloc: {mark: 6, reason: checked}}"
    case = scored(
        tmp_path,
        campaign="lots: {h1: {one: [gamma, beta]}}\n",
        alpha=same % "7.5",
        beta=same % 7,
        gamma=same % 7,
    )
    assert notes(case)[0] == (
        "Hạng 1, 2 và 3: Gamma, Beta và Alpha bằng tổng điểm, xếp thứ tự theo mức điều chỉnh điểm tự chấm ít hơn (1, "
        "1 và 1,5), tiếp theo là bốc thăm (Gamma 1 và Beta 2)"
    )
    document = simplejson.loads(case.shown(RankingView()), use_decimal=True)
    assert [one["tie_break"] for one in document["standings"]] == ["lots", "lots", "smallest correction"]
    assert [one["awards"] for one in document["standings"]] == [["flag"], [], []]
    total = simplejson.loads(case.shown(ExplanationView(None), unit="beta"))["total"]
    assert total["tie_steps"] == [
        {
            "step": "smallest correction",
            "name": "mức điều chỉnh điểm tự chấm ít hơn",
            "measured": [
                {"unit": "gamma", "value": "1"},
                {"unit": "beta", "value": "1"},
                {"unit": "alpha", "value": "1,5"},
            ],
            "documents": [],
        },
        {
            "step": "lots",
            "name": "bốc thăm",
            "measured": [{"unit": "gamma", "value": "1"}, {"unit": "beta", "value": "2"}],
            "documents": [],
        },
    ]


def test_who_still_shares_a_rank_is_named_beside_the_tie_breaks(tmp_path: Path) -> None:
    case = scored(tmp_path, alpha="I.1: 8, I.2: 8, II: 8", beta="I.1: 8, I.2: 8, II: 8", gamma="I.1: 9, I.2: 9, II: 7")
    assert notes(case)[:2] == [
        "Hạng 1: Alpha và Beta bằng điểm (16)",
        "Hạng 1 và 3: Alpha, Beta và Gamma bằng tổng điểm, xếp thứ tự theo điểm tiêu chí II (8, 8 và 7)",
    ]


def test_bonus_that_does_not_count_is_told(tmp_path: Path) -> None:
    case = scored(tmp_path, alpha="I.1: 9, I.2: 9, II: 10, B.1: 3, B.2: 2, P.1: 2", beta="I.1: 1, I.2: 1, II: 1")
    assert "Alpha: không tính 3 điểm thưởng, vì tổng điểm kể cả điểm thưởng không được vượt 20" in notes(case)
    assert "Cộng: 9 + 10 + 4 − 2 − 3 (điểm thưởng vượt mức tối đa, không tính) = 18\n" in case.explain("alpha")
    alpha = simplejson.loads(case.shown(RankingView()))["standings"][0]
    assert (alpha["points"], alpha["bonus"], alpha["penalties"], alpha["cut"]) == (18, 4, -2, 3)
    rows = {row[1]: row for row in case.workbook()["Tiêu chí"]}
    assert rows["Điểm thưởng không được tính (vượt mức tối đa)"][3] == -3
    facts = {row[0]: row[2] for row in case.workbook()["Cách tính"]}
    assert facts["Điểm thưởng"] == "Tính tối đa 4 điểm; không được làm tổng điểm vượt điểm tối đa của đơn vị."
    assert facts["Điểm trừ"] == "Không có mức trần, trừ vào tổng."


def test_nobody_misses_a_bonus_but_a_blank_criterion_is_missing(tmp_path: Path) -> None:
    case = scored(tmp_path, alpha="I.1: 9, I.2: 9", beta="B.1: 1", gamma="I.1: 1, I.2: 1, II: 1, B.1: 0")
    table = ranking_table(case.ranking)
    assert table.warnings[1:] == ("Alpha: chưa chấm II", "Beta: chưa chấm cả 3 tiêu chí")
    rows = {row.cells[1]: row.cells for row in table.rows}
    assert rows["Alpha"][2:6] == ("9", "trống", "–", "–")
    assert rows["Beta"][2:6] == ("trống", "trống", "1", "–")
    assert rows["Gamma"][2:6] == ("1", "1", "0", "–")
    shown = {row.cells[0]: row.cells for row in unit_table(case.unit("alpha"), case.scoring_input.campaign, "h1").rows}
    assert shown["II"][3] == "trống"
    assert shown["B.1"][3:] == ("–", "–", "", "", "")
    assert shown["I.3"][2:] == ("–", "–", "–", "", "", "")
    assert "I.1" in shown
    assert shown["I.1"][1] == "Plan (× 2)"


def test_a_unit_without_a_sheet_has_no_bonus(tmp_path: Path) -> None:
    case = scored(tmp_path, alpha="I.1: 9, I.2: 9, II: 8")
    gamma = simplejson.loads(case.shown(RankingView()))["standings"][-1]
    assert (gamma["bonus"], gamma["penalties"], gamma["cut"], gamma["points"]) == (None, None, None, None)
    assert ranking_table(case.ranking).rows[-1].cells[2:7] == ("–",) * 5


def test_an_average_that_no_decimal_equals(tmp_path: Path) -> None:
    case = scored(tmp_path, alpha="I.1: 9, I.2: 8, II: 8")
    assert ranking_table(case.ranking).rows[0].cells[2] == "8,67"
    assert case.explain("alpha", "I").endswith("Trung bình: (9 × 2 + 8) ÷ 3 ≈ 8,666667\n")
    assert "Cộng: 8,666667 + 8 ≈ 16,666667; làm tròn (từ 5 trở lên) thành 16,67\n" in case.explain("alpha")
    group = simplejson.loads(case.shown(ExplanationView("I"), unit="alpha"), use_decimal=True)["group"]
    assert (group["take"], group["cap"], group["missing"]) == ("average", None, [])
    assert [part["weight"] for part in group["parts"]] == [2, 1, 1]
    assert group["working"] == "(9 × 2 + 8) ÷ 3 ≈ 8,666667"


def test_classes_passed_are_told_with_every_reason(tmp_path: Path) -> None:
    warned = sheet("alpha", "I.1: 10, I.2: 10, II: 10", "disqualifiers: {warned: late by a month}\n")
    case = scored(tmp_path, alpha=warned, beta="I.1: 9, I.2: 9, II: 9", gamma="I.1: 8, I.2: 8, II: 8")
    assert "Alpha: đủ điểm loại Good nhưng xếp loại Weak: Warned: late by a month" in notes(case)
    assert not [note for note in notes(case) if "Warned: late by a month (" in note]  # not a second time
    shown = scores_table(case.scores, case.scoring_input.campaign, "h1").notes
    assert "Alpha: đủ điểm loại Good nhưng xếp loại Weak: Warned: late by a month" in shown
    assert (
        "Đủ điểm loại Good nhưng xếp loại Weak: Warned: late by a month"
        in unit_table(case.unit("alpha"), case.scoring_input.campaign, "h1").notes
    )
    alpha = simplejson.loads(case.shown(RankingView()))["standings"][0]
    assert alpha["moved"] == [{"class": "good", "reason": "Warned: late by a month"}]
    assert alpha["disqualifiers"] == [
        {"id": "warned", "name": "Warned", "reason": "late by a month", "file": alpha_file(case), "line": 4}
    ]


def alpha_file(case: Case) -> str:
    found = case.unit("alpha").counted.sheet
    assert found is not None
    return found.place(()).path


def test_a_disqualifier_that_changes_nothing_is_still_told(tmp_path: Path) -> None:
    warned = sheet("alpha", "I.1: 1, I.2: 1, II: 1", "disqualifiers: {warned: late}\n")
    assert "Alpha: Warned: late (xếp loại cao nhất là Weak)" in notes(scored(tmp_path, alpha=warned))


@pytest.mark.usefixtures("english")
def test_english_is_complete_for_all_of_it(tmp_path: Path) -> None:
    case = scored(
        tmp_path,
        campaign="lots: {h1: {one: [gamma, beta]}}\n",
        alpha=sheet("alpha", "I.1: 10, I.2: 10, II: 10, B.1: 3, B.2: 2, P.1: 1", "disqualifiers: {warned: late}\n"),
        beta="I.1: 9, I.2: 8, II: 8",
        gamma="I.1: 9, I.2: 8, II: 8",
    )
    for kind, text in case.everything():
        assert not VIETNAMESE.search(text), (kind, text)
    assert notes(case)[:3] == [
        "Ranks 2 and 3: Gamma and Beta have equal totals, ranked by drawing lots (1 and 2)",
        "Alpha: reaches Good but is classed Weak: Warned: late",
        "Alpha: 4 bonus points do not count, since no bonus may lift a total above 20",
    ]
    header = [column.title for column in ranking_table(case.ranking).columns]
    assert header[2:9] == ["I", "II", "Bonus", "Penalty", "Total", "Class", "Awards"]
    assert "Bonus (at most 4 points)" in notes(case)
    assert "Not applied in this period: I.3" in notes(case)
