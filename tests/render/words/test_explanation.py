"""Explanations, compared as a whole: every number can be followed to a line of a file."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.render.json.explained import explained_object
from qcdc_cli.render.report import ExplanationView, Report
from qcdc_cli.render.words.explained_group import group_working
from qcdc_cli.render.words.explanation import explanation_text
from qcdc_cli.scoring.ranking import score_units
from tests.campaigns import BLOC, groups_of, in_both, input_from, ranking_of, rubric_from, unit_result
from tests.render.cases import RUBRIC, SHEETS, Case, example, terminal_text, written

HEAD = "Alpha · Bloc One\nCampaign 2024 · First half\nBước chấm: Bloc\n\n"
HEAD_IN_ENGLISH = HEAD.replace("Bước chấm", "Stage")


def test_a_criterion_that_was_rounded(small: Case) -> None:
    assert (
        small.explain("alpha", "I.2")
        == HEAD
        + """\
I.2 Hamlets with a board: 2,63/3 điểm

Thuộc mục: I Leading
Thang điểm: rubric.yaml:13
Cách chấm: Điểm = 3 × kết quả ÷ chỉ tiêu (tính theo hamlets), tối đa 3.
Chỉ tiêu được giao: 8 (qcdc.yaml, targets.I.2)

Các bước chấm:
  Self: 7/8 hamlets → 2,63 điểm
    units/alpha.yaml:5
  Bloc: 7/8 hamlets → 2,63 điểm
    units/alpha.yaml:5

Điểm được tính: theo bước “Bloc”, bước chấm sau cùng.
Cách tính: 3 × 7 ÷ 8 = 2,625; làm tròn (từ 5 trở lên) thành 2,63
Minh chứng: không có
"""
    )


def test_a_criterion_that_was_changed(small: Case, english: None) -> None:
    assert (
        small.explain("alpha", "I.1")
        == HEAD_IN_ENGLISH
        + """\
I.1 Plan: 3.5 of 4 points

Part of: I Leading
Rubric: rubric.yaml:12
Rule: Direct points from 0 to 4, in steps of 0.25.

Stages:
  Self: 4 points
    units/alpha.yaml:4
  Bloc: 3.5 points
    reason: No deadlines
    units/alpha.yaml:4

Counts: the stage Bloc, the last one that gave a mark.
Working: 3.5 of 4 points
Evidence (1):
  - Plan 12
"""
    )


def test_a_criterion_that_does_not_count(small: Case) -> None:
    shown = small.explain("beta", "I.2")
    assert "    qcdc.yaml, unassigned.I.2.beta\n" in shown
    assert shown.endswith(
        "Không giao: không tính 3 điểm này vào điểm đạt và điểm tối đa; điểm tối đa của đơn vị còn 17.\n"
    )


def test_a_blank(small: Case) -> None:
    shown = small.explain("beta", "II.1")
    assert "II.1 Budget: chưa chấm\n" in shown
    assert "Chưa chấm (không phải 0 điểm)." in shown


def test_missing_evidence_and_a_mark_that_is_not_verified(small: Case) -> None:
    assert small.explain("beta", "I.1").endswith(
        "Minh chứng: thiếu; thang điểm chỉ cảnh báo, không trừ điểm\nTài liệu cần có: The plan\n"
    )
    assert "theo bước “Self”, bước chấm sau cùng; chưa được thẩm định ở bước sau.\n" in small.explain("beta", "I.3")


def test_missing_evidence_that_costs_the_points(tmp_path: Path) -> None:
    case = written(tmp_path, rubric=f"missing_evidence: zero\n{RUBRIC}")
    shown = case.explain("beta", "I.1")
    assert "I.1 Plan: 0/4 điểm\n" in shown
    assert "Cách tính: 3/4 điểm; thiếu minh chứng nên 0 điểm\n" in shown


def test_a_group(small: Case) -> None:
    assert (
        small.explain("alpha", "I")
        == HEAD
        + """\
I Leading: 11,13/12 điểm

Thuộc mục: không, là mục cấp một
Thang điểm: rubric.yaml:8

Gồm:
  I.1  3,50 / 4  Plan
  I.2  2,63 / 3  Hamlets with a board
  I.3  5,00 / 5  Rules

Cộng: 3,5 + 2,63 + 5 = 11,13
"""
    )


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("group", "Cộng: 3,5 + 2,625 + 5 = 11,125; làm tròn (từ 5 trở lên) thành 11,13"),
        ("total", "Cộng: 3,5 + 2,625 + 5 = 11,125"),
    ],
)
def test_rounding_is_told_where_it_is_made(tmp_path: Path, place: str, line: str) -> None:
    case = written(tmp_path, rubric=RUBRIC.replace("at: criterion", f"at: {place}"))
    assert case.explain("alpha", "I").endswith(f"{line}\n")


def test_a_sum_of_fractions_says_that_it_is_not_exact(tmp_path: Path) -> None:
    rubric = RUBRIC.replace("at: criterion", "at: group")
    sheet = SHEETS["alpha"].replace("alpha", "gamma").replace("{self: 7, bloc: 7}", "{self: {actual: 8, target: 9}}")
    shown = written(tmp_path, rubric=rubric, sheets={"gamma": sheet}).explain("gamma", "I")
    assert shown.endswith("Cộng: 3,5 + 2,666667 + 5 ≈ 11,166667; làm tròn (từ 5 trở lên) thành 11,17\n")


@pytest.mark.parametrize(
    ("average", "marks", "working"),
    [
        ("points", {"A": "2", "B": "1.5"}, "(2 + 1.5 × 3) ÷ 4 = 1.625; rounded (half away from zero) to 1.63"),
        (
            "shares",
            {"A": "2", "B": "1"},
            "3.5 × (2 ÷ 2 + 1 ÷ 4 × 3) ÷ 4 = 1.53125; rounded (half away from zero) to 1.53",
        ),
        (
            "points",
            {"A": {"not_applicable": "None"}, "B": "2"},
            "(2 × 3) ÷ 3 × 3.5 ÷ 4 = 1.75 (the parts that count average 4 points at most, scaled to 3.5)",
        ),
        ("shares", {"A": {"not_applicable": "None"}, "B": "2"}, "3.5 × (2 ÷ 4 × 3) ÷ 3 = 1.75"),
        (
            "shares",
            {"A": "1", "B": ""},
            "3.5 × (1 ÷ 2 + blank ÷ 4 × 3) ÷ 4 = 0.4375; rounded (half away from zero) to 0.44",
        ),
    ],
)
def test_an_average_says_what_is_averaged(english: None, average: str, marks: dict[str, Any], working: str) -> None:
    parts = [{"id": "A", "points": "2"}, {"id": "B", "points": "4", "weight": "3"}]
    group = {"id": "I", "take": "average", "average": average, "points": "3.5", "criteria": parts}
    rounding = {"decimals": "2", "at": "group"}
    rubric = rubric_from({"criteria": [group], "rounding": rounding, "not_applicable": "exclude"})
    result = unit_result(rubric, marks)
    assert group_working(groups_of(result)["I"], result) == ("Average", working)


def test_a_unit(small: Case) -> None:
    assert (
        small.explain("beta")
        == """\
Beta · Bloc One
Campaign 2024 · First half
Bước chấm: Bloc

Tổng: 8/17 điểm

TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:
  Chưa chấm II.1
  Chưa có điểm bước Bloc: I.3

Gồm:
  I       8 / 9  Leading
  II  trống / 8  Openness (1 tiêu chí chưa chấm)

Cộng: 8 + trống = 8
Không giao I.2 (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn 17)
Tỷ lệ: 8 ÷ 17 ≈ 47,06%
Hạng: 2/2 đơn vị, xếp theo tỷ lệ điểm đạt so với điểm tối đa của từng đơn vị
  Đơn vị xếp liền trên: Alpha (hạng 1, 78,15%)
  Kém Alpha 31,09 điểm phần trăm, theo phần không đạt: II −29,56, I −1,53
Xếp loại: Weak (dưới 15 điểm); điểm quy đổi về thang 20: 9,41
"""
    )


def test_a_unit_without_a_sheet(small: Case) -> None:
    line = "Đơn vị chưa có phiếu kỳ này: chưa có điểm và chưa được xếp hạng.\n"
    assert small.explain("gamma").endswith(line)
    assert small.explain("gamma", "I.1").endswith(line)
    assert "I Leading: chưa có phiếu\n" in small.explain("gamma", "I")


def test_ties_and_neighbours_of_the_example() -> None:
    shown = example().explain("mai-dam")
    assert "  Đơn vị xếp liền trên: Xã Đông Thạnh (hạng 3, 89,10%)\n" in shown
    assert "  Bằng điểm: Xã Phú Hữu (hạng 4, 87,13%)\n" in shown
    assert "  Đơn vị xếp liền dưới: Xã Đông Phước (hạng 6, 83,63%)\n" in shown
    assert "Xếp loại: Tốt (từ 80 đến dưới 90 điểm)\n" in shown


def test_an_unknown_id_is_a_key_error(small: Case) -> None:
    with pytest.raises(KeyError):
        small.explain("alpha", "X.1")


def test_a_mark_of_a_later_stage_is_not_told_for_an_earlier_one(tmp_path: Path) -> None:
    shown = written(tmp_path, stage="self").explain("alpha", "I.1")
    assert "I.1 Plan: 4/4 điểm\n" in shown
    assert "No deadlines" not in shown


def test_a_group_of_penalties_of_which_the_heaviest_counts(tmp_path: Path) -> None:
    """Two faults of 3 and 2 points: 3 are taken off; doubled that is 6, and the list takes off at most 5."""
    penalties = """\
penalties:
  cap: 5
  criteria:
    - id: P
      name: Reports
      points: 4
      weight: 2
      take: best
      criteria:
        - {id: P.1, name: Late, points: 4, evidence: optional}
        - {id: P.2, name: Wrong, points: 3, evidence: optional}
"""
    alpha = SHEETS["alpha"] + "  P.1: {bloc: 3}\n  P.2: {bloc: 2}\n"
    case = written(tmp_path, rubric=RUBRIC + penalties, sheets={**SHEETS, "alpha": alpha})
    shown = case.explain("alpha", "P")
    assert "P Reports: −3/4 điểm\n" in shown
    assert "Thuộc mục: Điểm trừ\n" in shown
    assert "Cách tính điểm mục: chỉ tính mức trừ cao nhất\n" in shown
    assert "Mức trừ cao nhất: nặng nhất trong −3 và −2 là −3\n" in shown
    assert "−3 × 2 = −6; mức trần 5 nên tính −5" in case.explain("alpha", "penalties")
    assert "P.1 Late: trừ 3 điểm (tối đa 4)\n" in case.explain("alpha", "P.1")


def test_a_cap_under_conditions(tmp_path: Path) -> None:
    """Group II of 8 points gives at most 2 while I.3 is under 5 points, or group I under 95 %."""
    cap = "    cap: {points: 2, when: [{criterion: I.3, under: 5}, {group: I, under: 95%}]}\n"
    capped = RUBRIC.replace("    points: 8\n    criteria:\n", f"    points: 8\n{cap}    criteria:\n")
    case = written(tmp_path, rubric=capped)
    shown = case.explain("alpha", "II")
    assert "II Openness: 2/8 điểm\n" in shown
    rule = "tính tối đa 2 điểm nếu tiêu chí I.3 dưới 5 điểm hoặc mục I dưới 95% điểm tối đa"
    assert f"Cách tính điểm mục: {rule}\n" in shown
    assert "  tiêu chí I.3 dưới 5 điểm: không (5/5 điểm)\n" in shown
    assert "  mục I dưới 95% điểm tối đa: có (11,13/12 điểm)\n" in shown  # 92.75 %
    assert "Cộng: 4,5; mức trần 2 nên tính 2\n" in shown
    note = "II: tính 2 thay cho 4,5 điểm, vì mục I dưới 95% điểm tối đa"
    assert note in terminal_text(case.tables(), width=None, color=False)
    blank = case.explain("beta", "II")
    assert "  mục I dưới 95% điểm tối đa: có (8/9 điểm)\n" in blank  # I.2 is unassigned
    assert note not in blank


LABELLED = "criteria: [{id: A.1, points: 10, weight: 2}, {id: A.dd, label: đ, points: 10}]"
BEHIND = [
    # as the issue has it: 0.85 = 1.25 - 0.4
    (
        "criteria: [{id: I, points: 10}, {id: II, points: 10}, {id: III, points: 10}]",
        ("{I: 9, II: 8, III: 9.5}", "{I: 9.4, II: 8, III: 8.25}"),
        "Kém xã a 0,85 điểm: III −1,25, I +0,40",
        "Behind Xã a by 0.85 points: III −1.25, I +0.40",
    ),
    # 7.4 and 1.6 are rounded at the total to 7 and 2
    (
        "{rounding: {decimals: 0, at: total}, criteria: [{id: I, points: 10}, {id: II, points: 10}]}",
        ("{I: 2.4, II: 5}", "{I: 1.5, II: 0.1}"),
        "Kém xã a 5,0 điểm: II −4,9, I −0,9, làm tròn +0,8",
        "Behind Xã a by 5.0 points: II −4.9, I −0.9, rounding +0.8",
    ),
    # 10 × 2 ÷ 3 and 10 × 1 ÷ 3, rounded at the total: the figures sum as they are shown
    (
        "{rounding: {decimals: 1, at: total}, criteria: [{id: I, points: 10, ratio: {unit: ấp}}]}",
        ("{I: {self: {actual: 2, target: 3}}}", "{I: {self: {actual: 1, target: 3}}}"),
        "Kém xã a 3,40 điểm: I −3,33, làm tròn −0,07",
        "Behind Xã a by 3.40 points: I −3.33, rounding −0.07",
    ),
    # labels, weights, and the cap of the only top group
    (
        f"criteria: [{{id: A, cap: 25, points: 25, label: Phần A, {LABELLED}}}]",
        ("{A.1: 10, A.dd: 10}", "{A.1: 9, A.dd: 6}"),
        "Kém xã a 1 điểm: Phần A.đ −4, Phần A.1 × 2 −2, mức trần Phần A +5",
        "Behind Xã a by 1 point: Phần A.đ −4, Phần A.1 × 2 −2, cap of Phần A +5",
    ),
]


@pytest.mark.parametrize(("rubric", "marks", "vietnamese", "english"), BEHIND)
def test_where_a_unit_is_behind_the_one_above(
    rubric: str, marks: tuple[str, str], vietnamese: str, english: str
) -> None:
    given = input_from(rubric_from(rubric), {"a": marks[0], "b": marks[1]})
    ranking, (scores,) = ranking_of(given), score_units(given, ["b"])
    explained = in_both(lambda: explanation_text(scores, ranking, None))
    for text, line in zip(explained, (vietnamese, english), strict=True):
        assert f"\n  {line}\n" in text


WRAPPED = """
rounding: {decimals: 2, at: criterion}
criteria:
  - id: A
    name: PHẦN ĐIỂM CHUẨN
    criteria:
      - {id: I, name: Lãnh đạo, criteria: [{id: I.1, points: 10}, {id: I.2, points: 5}]}
      - {id: II, name: Công khai, criteria: [{id: II.1, points: 10}]}
bonus: {above_total: yes, cap: 5, criteria: [{id: B.1, points: 5}]}
"""


@pytest.mark.parametrize(
    ("marks", "lines"),
    [
        # They differ on I: the only top group is looked through.
        (
            ("{I.1: 9, I.2: 4, II.1: 8.5}", "{I.1: 8, I.2: 4, II.1: 8.5}"),
            """\
  A       20,5 / 25  PHẦN ĐIỂM CHUẨN
    I     12,0 / 15  Lãnh đạo
    II     8,5 / 10  Công khai
  Thưởng     – /  5  Điểm thưởng
""",
        ),
        # They are equal on I and II, and differ inside I only.
        (
            ("{I.1: 9, I.2: 4, II.1: 8}", "{I.1: 10, I.2: 3, II.1: 8}"),
            """\
  A         21 / 25  PHẦN ĐIỂM CHUẨN
    I       13 / 15  Lãnh đạo
      I.1   10 / 10  Tiêu chí I.1
      I.2    3 /  5  Tiêu chí I.2
    II       8 / 10  Công khai
      II.1   8 / 10  Tiêu chí II.1
  Thưởng     – /  5  Điểm thưởng
""",
        ),
        # There is nobody to differ from: the first level with several parts.
        (
            ("{I.1: 9, I.2: 4, II.1: 8}",),
            """\
  A       21 / 25  PHẦN ĐIỂM CHUẨN
    I     13 / 15  Lãnh đạo
    II     8 / 10  Công khai
  Thưởng   – /  5  Điểm thưởng
""",
        ),
    ],
    ids=["groups", "criteria", "alone"],
)
def test_what_a_total_is_made_of_goes_down_to_where_units_differ(marks: tuple[str, ...], lines: str) -> None:
    given = input_from(rubric_from(WRAPPED), dict(zip("ab", marks, strict=False)))
    unit = "ab"[len(marks) - 1]
    ranking, (scores,) = ranking_of(given), score_units(given, [unit])
    assert f"\nGồm:\n{lines}\n" in explanation_text(scores, ranking, None)
    report = Report(given.campaign, given.period, ExplanationView(), (ranking,), {BLOC: (scores,)})
    listed = [[word.removesuffix(",0") for word in line.split()[:2]] for line in lines.splitlines()]
    assert list(_told(explained_object(report, None)["total"]["parts"])) == listed


def _told(parts: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the parts of a total in JSON, and their own where they have some, as the text lists them."""
    for part in parts:
        points = "–" if part["points"] is None else f"{Decimal(str(part['points'])):.1f}".replace(".", ",")
        yield [part["label"] or "Thưởng", points.removesuffix(",0")]
        yield from _told(part.get("parts", []))
