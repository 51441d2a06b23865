"""The example of Châu Thành, worked out by hand from its sheets (column `bloc`) and its rubric.

Every figure here was typed from examples/chau-thanh-2020/units/*.yaml and rubrics/qcdc-cap-xa-2020.yaml with
pencil and paper; none was produced by the program. Rounding: each criterion, half up, two decimals.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from qcdc_cli.campaign.marks import State
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import Ranking
from tests.campaigns import (
    EXAMPLE_BLOC,
    criteria_of,
    groups_of,
    in_both,
    input_of,
    load_example,
    ranks_of,
    results_of,
)

# criterion, the mark that counts, how it becomes points, points
NGA_SAU = """
I.1    | tot         | level                           | 3
I.2    | đạt         | met                             | 2
I.3    | 3,75        | direct, step 0.25               | 3.75
I.4    | 2 of 2      | 3 × 2 ÷ 2                       | 3
I.5    | a, b, c     | 1 + 1 + 1                       | 3
I.6    | 1 lần       | 3 − 1 × 0.5                     | 2.5
II.1   | 96,7        | from 95                         | 3
II.2   | 10 bài      | 10 × 0.25 = 2.5, at most 2      | 2
II.3   | du          | level                           | 2
II.4   | 9 of 9      | 2 × 9 ÷ 9 (target of qcdc.yaml) | 2
II.5   | 1,5         | direct, step 0.25               | 1.5
III.1  | a, b, c     | 1 + 1 + 1                       | 3
III.2  | 8 of 9      | 3 × 8 ÷ 9 = 2.666…              | 2.67
III.3  | 2,25        | direct, step 0.25               | 2.25
III.4  | day-du      | level                           | 2
III.5  | đạt         | met                             | 1.5
III.6  | 2           | direct                          | 2
III.7  | 100         | from 100                        | 2.5
III.8  | đạt         | met                             | 2
III.9  | a, b, c     | 0.75 + 0.75 + 0.5               | 2
III.10 | 1 nội dung  | 3 − 1 × 0.5                     | 2.5
IV.1.a | 5 of 5      | 3 × 5 ÷ 5                       | 3
IV.1.b | 87,3        | from 75, under 90               | 2
IV.1.c | a, b, c     | 0.5 + 1 + 0.5                   | 2
IV.2.a | 9 of 9      | 3 × 9 ÷ 9                       | 3
IV.2.b | 1 sai sót   | 2.5 − 1 × 0.5                   | 2
IV.2.c | du          | level                           | 2.5
V.1    | 2           | direct, step 0.25               | 2
V.2    | 2 cuộc      | 2 × 1.25                        | 2.5
V.3    | 93,3        | from 85, under 95               | 2.25
V.4    | đạt         | met                             | 2
VI.1   | 1,75        | direct                          | 1.75
VI.2   | 3 công trình| 3 × 0.5                         | 1.5
VI.3   | 4 cuộc      | 4 × 0.5                         | 2
VI.4   | 92,3        | from 90                         | 2
VI.5   | 1 kỳ        | 1.5 − 1 × 0.25                  | 1.25
VI.6   | 95,8        | from 95                         | 2.5
VII.1  | 4 mô hình   | 4 × 0.5                         | 2
VII.2  | nhan-rong   | level                           | 2
VII.3  | 96,8        | from 95, under 98               | 1.5
VII.4  | a, b, c     | 0.5 + 0.5 + 0.5                 | 1.5
VII.5  | 1,25        | direct                          | 1.25
"""
PHU_HUU = """
I.1    | tot         | level                           | 3
I.2    | đạt         | met                             | 2
I.3    | 3,75        | direct, step 0.25               | 3.75
I.4    | 1 of 2      | 3 × 1 ÷ 2                       | 1.5
I.5    | a, b, c     | 1 + 1 + 1                       | 3
I.6    | 1 lần       | 3 − 1 × 0.5                     | 2.5
II.1   | 92,7        | from 85, under 95               | 2
II.2   | 8 bài       | 8 × 0.25                        | 2
II.3   | du          | level                           | 2
II.4   | 8 of 9      | 2 × 8 ÷ 9 = 1.777…              | 1.78
II.5   | 1           | direct, step 0.25               | 1
III.1  | a, b, c     | 1 + 1 + 1                       | 3
III.2  | 9 of 9      | 3 × 9 ÷ 9 (target of qcdc.yaml) | 3
III.3  | 2,25        | direct, step 0.25               | 2.25
III.4  | day-du      | level                           | 2
III.5  | đạt         | met                             | 1.5
III.6  | 2,1         | direct                          | 2.1
III.7  | 94,6        | from 90, under 100              | 2
III.8  | đạt         | met                             | 2
III.9  | a, b, c     | 0.75 + 0.75 + 0.5               | 2
III.10 | 1 nội dung  | 3 − 1 × 0.5                     | 2.5
IV.1.a | 5 of 6      | 3 × 5 ÷ 6                       | 2.5
IV.1.b | 91,2        | from 90                         | 3
IV.1.c | a, b, c     | 0.5 + 1 + 0.5                   | 2
IV.2.a | 9 of 9      | 3 × 9 ÷ 9                       | 3
IV.2.b | 2 sai sót   | 2.5 − 2 × 0.5                   | 1.5
IV.2.c | du          | level                           | 2.5
V.1    | 1,75        | direct, step 0.25               | 1.75
V.2    | 2 cuộc      | 2 × 1.25                        | 2.5
V.3    | 93,6        | from 85, under 95               | 2.25
V.4    | đạt         | met                             | 2
VI.1   | 1,5         | direct                          | 1.5
VI.2   | 3 công trình| 3 × 0.5                         | 1.5
VI.3   | 4 cuộc      | 4 × 0.5                         | 2
VI.4   | 91,7        | from 90                         | 2
VI.5   | 2 kỳ        | 1.5 − 2 × 0.25                  | 1
VI.6   | 93,5        | from 85, under 95               | 1.75
VII.1  | 4 mô hình   | 4 × 0.5                         | 2
VII.2  | bieu-duong  | level                           | 1.25
VII.3  | 96,7        | from 95, under 98               | 1.5
VII.4  | a, b, c     | 0.5 + 0.5 + 0.5                 | 1.5
VII.5  | 1,25        | direct                          | 1.25
"""
# The groups' sums, added up by hand from the tables above.
GROUPS = {
    "nga-sau": {
        "I": "17.25",
        "II": "10.5",
        "III": "22.42",
        "IV": "14.5",
        "IV.1": "7",
        "IV.2": "7.5",
        "V": "8.75",
        "VI": "11",
        "VII": "8.25",
    },
    "phu-huu": {
        "I": "15.75",
        "II": "8.78",
        "III": "22.35",
        "IV": "14.5",
        "IV.1": "7.5",
        "IV.2": "7",
        "V": "8.5",
        "VI": "9.75",
        "VII": "7.5",
    },
}
HUNDRED = Decimal(100)
TOTALS = {"nga-sau": "92.67", "phu-huu": "87.13"}


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    return rank_bloc(input_of(load_example()), EXAMPLE_BLOC)


def rows(table: str) -> dict[str, Decimal]:
    cells = [line.split("|") for line in table.strip().splitlines()]
    return {line[0].strip(): Decimal(line[3].strip()) for line in cells}


@pytest.mark.parametrize(("unit", "table"), [("nga-sau", NGA_SAU), ("phu-huu", PHU_HUU)])
def test_every_criterion_group_and_total_by_hand(ranking: Ranking, unit: str, table: str) -> None:
    result = results_of(ranking)[unit]
    by_hand = rows(table)
    assert len(by_hand) == 42
    assert {identity: part.points for identity, part in criteria_of(result).items()} == by_hand
    assert {identity: part.points for identity, part in groups_of(result).items()} == {
        identity: Decimal(points) for identity, points in GROUPS[unit].items()
    }
    assert (result.points, result.maximum, result.full) == (Decimal(TOTALS[unit]), HUNDRED, HUNDRED)


@pytest.mark.parametrize("unit", ["nga-sau", "phu-huu"])
def test_the_sums_by_hand_agree_with_each_other(unit: str) -> None:
    sums = {identity: Decimal(points) for identity, points in GROUPS[unit].items()}
    assert sums["IV"] == sums["IV.1"] + sums["IV.2"]
    assert sum(sums[group] for group in ("I", "II", "III", "IV", "V", "VI", "VII")) == Decimal(TOTALS[unit])


def test_the_ranking(ranking: Ranking) -> None:
    assert [
        (standing.rank, standing.result.unit, standing.classified.id if standing.classified else None)
        for standing in ranking.standings
    ] == [
        (1, "phu-tan", "xuat-sac"),
        (2, "nga-sau", "xuat-sac"),
        (3, "dong-thanh", "tot"),
        (4, "mai-dam", "tot"),
        (4, "phu-huu", "tot"),  # and nobody is 5th
        (6, "dong-phuoc", "tot"),
        (7, "dong-phuoc-a", "kha"),
        (8, "phu-an", "kha"),
    ]


def test_the_tie_comes_from_different_marks(ranking: Ranking) -> None:
    mai_dam, phu_huu = (results_of(ranking)[unit] for unit in ("mai-dam", "phu-huu"))
    assert mai_dam.points == phu_huu.points == Decimal("87.13")
    assert {standing.result.unit for standing in ranking.standings if standing.tied} == {"mai-dam", "phu-huu"}
    differing = [
        mine.criterion.id
        for mine, other in zip(mai_dam.criteria, phu_huu.criteria, strict=True)
        if mine.points != other.points
    ]
    assert len(differing) > 10
    # 3 × 7 ÷ 8 = 2.625, half up: 2.63; half to even would give 2.62, and the tie would be gone
    assert criteria_of(mai_dam)["III.2"].points == Decimal("2.63")


def test_a_blank_keeps_the_ranking_provisional_and_the_denominator_full(ranking: Ranking) -> None:
    unit = results_of(ranking)["dong-phuoc-a"]
    assert unit.blank == ("VI.4",)
    assert criteria_of(unit)["VI.4"].state is State.BLANK
    assert (unit.maximum, unit.provisional, ranking.provisional) == (HUNDRED, True, True)
    assert [result.unit for result in results_of(ranking).values() if result.provisional] == ["dong-phuoc-a"]


def test_not_applicable_leaves_98_points_attainable(ranking: Ranking) -> None:
    unit = results_of(ranking)["phu-an"]
    assert [part.criterion.id for part in unit.excluded] == ["IV.1.c"]
    assert (unit.points, unit.maximum, unit.full) == (Decimal("75.32"), Decimal(98), HUNDRED)
    assert unit.share == Fraction(7532, 9800)
    assert unit.converted == Fraction(753200, 9800)  # 76.857…: Khá is from 65
    assert groups_of(unit)["IV.1"].maximum == 6
    assert ranking.leaves_out


def test_89_7_percent_falls_under_90(ranking: Ranking) -> None:
    measured = criteria_of(results_of(ranking)["phu-tan"])["IV.1.b"]
    assert measured.counted is not None
    assert (measured.counted.reading, measured.points) == (Decimal("89.7"), Decimal(2))


def test_missing_evidence_is_told_and_takes_nothing(ranking: Ranking) -> None:
    lacking = [
        (result.unit, part.criterion.id, part.points > 0)
        for result in results_of(ranking).values()
        for part in result.criteria
        if part.lacks_evidence
    ]
    assert lacking == [("dong-phuoc", "VI.3", True)]


def test_by_their_own_marks_mai_dam_stands_above_dong_thanh() -> None:
    ranks = ranks_of(rank_bloc(input_of(load_example(), stage="self"), EXAMPLE_BLOC))
    assert ranks["mai-dam"] is not None
    assert ranks["dong-thanh"] is not None
    assert ranks["mai-dam"] < ranks["dong-thanh"]


def test_the_stage_that_has_marked_nothing_changes_nothing(ranking: Ranking) -> None:
    at_bloc = rank_bloc(input_of(load_example(), stage="bloc"), EXAMPLE_BLOC)
    assert ranks_of(at_bloc) == ranks_of(ranking)
    (scores,) = score_units(input_of(load_example()), ["phu-huu"])
    assert len(scores.by_stage) == 2


@pytest.mark.parametrize("unit", ["nga-sau", "phu-an"])
def test_every_figure_has_one_source(ranking: Ranking, unit: str) -> None:
    (scores,) = score_units(input_of(load_example()), [unit])
    ranked = results_of(ranking)[unit]
    assert scores.counted._replace(sheet=None) == ranked._replace(sheet=None)


def test_the_working_of_a_figure(ranking: Ranking) -> None:
    part = criteria_of(results_of(ranking)["nga-sau"])["III.2"]
    counted = part.counted
    assert counted is not None
    working = in_both(lambda: part.criterion.kind.working(counted.reading, part.criterion.points))
    assert working == ("3 × 8 ÷ 9 ≈ 2,666667", "3 × 8 ÷ 9 ≈ 2.666667")
    assert counted.reason == "Một ấp có bảng nhưng nội dung niêm yết từ quý IV năm 2019"
