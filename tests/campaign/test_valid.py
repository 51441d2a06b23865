"""Every folder of tests/valid is a small campaign that loads without a problem."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.marks import State
from qcdc_cli.kinds import KINDS, Direct
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Standing
from tests.campaigns import input_of

VALID = Path(__file__).parent.parent / "valid"
FOLDERS = sorted(folder for folder in VALID.iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_it_loads_without_a_problem(folder: Path) -> None:
    loaded = load(Source(folder))
    assert [problem.sentence() for problem in loaded.problems] == []
    assert loaded.campaign is not None
    assert loaded.rubrics.keys() == loaded.campaign.blocs.keys()
    assert len(loaded.sheets) == len(loaded.campaign.units)


def loaded(name: str) -> Loaded:
    return load(Source(VALID / name))


def points(name: str, unit: str = "u1", period: str = "k1") -> dict[str, list[object]]:
    given = loaded(name)
    assert given.campaign is not None
    rubric = given.rubrics[given.campaign.bloc_of(unit) or ""]
    sheet = given.sheets[unit, period]
    return {
        leaf.criterion.id: [reading.points for reading in marked.readings]
        for leaf, marked in zip(rubric.leaves, sheet.criteria, strict=True)
    }


def test_one_point_one_is_not_one_point_ten() -> None:
    assert points("two-ids-that-are-one-number") == {"1.1": [5], "1.10": [4]}


def test_a_number_like_id_stays_as_it_was_typed() -> None:
    assert points("ids-like-numbers-and-words", "012", "2020") == {"I.1": [5]}
    campaign = loaded("ids-like-numbers-and-words").campaign
    assert campaign is not None
    assert [stage.id for stage in campaign.stages] == ["no", "bloc"]


def test_every_kind_is_there() -> None:
    (rubric,) = loaded("all-kinds").rubrics.values()
    assert {leaf.criterion.kind.key for leaf in rubric.leaves} == {Direct.key, *KINDS}


def test_every_kind_gives_its_points() -> None:
    found = points("all-kinds")
    assert found["a"] == [Decimal("9.25"), Decimal("9.5")]
    assert found["b"] == [0, 10]
    assert (found["c"], found["d"], found["e"], found["f"], found["h"]) == ([10], [10], [10], [5], [None])
    assert [float(point) for point in found["g"]] == [pytest.approx(80 / 9)]  # type: ignore[arg-type]
    assert (found["i"], found["j"], found["k"]) == ([5], [None], [Fraction(17, 2)])


def test_a_half_filled_form_is_blank_where_it_is_empty() -> None:
    (marked,) = loaded("a-form-half-filled").sheets["u1", "k1"].criteria
    assert [reading.state for reading in marked.readings] == [State.NOT_APPLICABLE]
    assert marked.evidence == ()


def test_an_unassigned_criterion_stays_unassigned_beside_a_blank_form() -> None:
    (marked,) = loaded("unassigned-with-a-blank-form").sheets["u1", "k1"].criteria
    assert [(reading.state, reading.reason) for reading in marked.readings] == [(State.UNASSIGNED, "Không giao")]


def test_odd_texts_come_in_as_they_were_written() -> None:
    notes = loaded("odd-texts").sheets["u1", "k1"].notes
    assert list(notes.strengths) == [
        "=1+1",
        "[red]đỏ[/red]",
        "<b>đậm</b>",
        "#N/A",
        '@ai: "có"',
        "“trong nháy cong”",
        "Ghi chú:\u00a0dấu cách không ngắt ở giữa câu, {không phải bảng}",
        'gạch chéo \\ và "nháy", xuống\ndòng',
        "emoji 🎉 ngoài BMP",
        "Tiêu chí# 3",
    ]


def test_block_texts_keep_their_marks() -> None:
    (marked,) = loaded("block-texts").sheets["u1", "k1"].criteria
    assert marked.readings[1].reason == "Quyết định ban hành muộn: 15 ngày #kể từ hạn"
    assert marked.evidence == ("Quyết định số 15\nngày 10/02/2020",)


def test_loose_marks_are_joined() -> None:
    assert list(loaded("loose-marks").sheets["u1", "k1"].notes.strengths) == ["Hòa giải tốt"]


def ranking(name: str) -> dict[str, Any]:
    standings = ranking_of_loaded(loaded(name))
    return {
        one.result.unit: (one.rank, Fraction(one.result.points), one.classified.id if one.classified else None)
        for one in standings
    }


def ranking_of_loaded(given: Loaded) -> tuple[Standing, ...]:
    return rank_bloc(input_of(given), "b").standings


def test_every_decision_is_taken() -> None:
    """u1: I = (2 × 60 + 45) ÷ 3 = 55, II capped at 20, III left out, bonus 50: 125 of 80, 100 up to which classes go.

    u2: I = 60, II = 20, III = 2 × 10, less 8: 92 of 100; it is behind the bonus of u1, which is late: at most Khá.
    """
    assert ranking("every-decision") == {"u1": (1, Fraction(125), "kha"), "u2": (2, Fraction(92), "tot")}
    awards = {
        one.result.unit: [award.id for award in one.awards] for one in ranking_of_loaded(loaded("every-decision"))
    }
    assert awards == {"u1": ["khen", "nhieu-nhat"], "u2": ["dan"]}


def test_the_kinds_that_divide_and_compare() -> None:
    """u1: 3.75 + 10 + 10 × 4 ÷ 8 + 10 + 5 + 4; u2: 5 + 0 + (no target) + 0 + 10 + 0 of 40."""
    assert ranking("every-kind-of-points") == {"u1": (1, Fraction("37.75"), None), "u2": (2, Fraction(15), None)}


def test_the_year_s_criteria_are_not_held_at_mid_year() -> None:
    assert ranking("half-and-year") == {"u2": (1, Fraction(6), None), "u1": (2, Fraction(5), None)}


def test_no_target_is_unassigned_for_a_ratio_and_a_comparison_for_the_leader() -> None:
    """15 of 20 without a target: 3.75 of 5; the ratio is left out whether something was done or not."""
    assert ranking("no-targets") == {"u2": (1, Fraction(5), None), "u1": (2, Fraction("3.75"), None)}
    states = {unit: marked.criteria[1].readings[0].state for (unit, _), marked in loaded("no-targets").sheets.items()}
    assert set(states.values()) == {State.UNASSIGNED}
