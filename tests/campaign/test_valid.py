"""Every folder of tests/valid is a small campaign that loads without a problem."""

from decimal import Decimal
from pathlib import Path

import pytest

from qcdc_cli.campaign.loading import Loaded, Source, load
from qcdc_cli.campaign.states import State

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


def test_every_kind_gives_its_points() -> None:
    found = points("all-kinds")
    assert found["a"] == [Decimal("9.25"), Decimal("9.5")]
    assert found["b"] == [0, 10]
    assert (found["c"], found["d"], found["e"], found["f"], found["h"]) == ([10], [10], [10], [5], [None])
    assert [float(point) for point in found["g"]] == [pytest.approx(80 / 9)]  # type: ignore[arg-type]


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
