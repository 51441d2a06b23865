"""`qcdc compare`: two periods side by side, worked out by hand in tests/process/periods.py."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.process.periods import write_campaign

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_campaign(tmp_path / "campaign")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whole_output(campaign: Path, qcdc: Qcdc, language: str) -> None:
    """Totals, groups, what is still open, targets: as worked out by hand."""
    ran = qcdc("compare", "2020-h1", "--lang", language)
    assert (ran.status, ran.out) == (0, (EXPECTED / f"compare.{language}.txt").read_text(encoding="utf-8"))


def test_the_figures(campaign: Path, qcdc: Qcdc) -> None:
    """17 of 20 became 21 of 30, 85 % and 70 %: no points are compared where others were attainable."""
    found = json.loads(qcdc("compare", "2020-h1", "--format", "json").out)
    keys = ("unit", "points_before", "points_after", "points_change", "percent_change", "rank_before", "ranks_up")
    assert (found["earlier"], found["period"]) == ("2020-h1", "2020")
    assert [tuple(one[key] for key in keys) for one in found["units"]] == [
        ("ba", None, 20, None, None, None, None),
        ("hai", 15, 25, None, 8.333333, 2, 0),
        ("mot", 17, 21, None, -15, 1, -2),
    ]
    assert [(one["class_before"], one["class_after"]) for one in found["units"][1:]] == [("Khá", "Tốt"), ("Tốt", "Khá")]
    keys = ("id", "units", "percent_before", "percent_after", "percent_change", "strongest", "weakest", "apart")
    assert [tuple(one[key] for key in keys) for one in found["parts"]] == [
        ("I", 2, 80, 82.5, 2.5, "hai", "mot", None),
        ("I.1", 2, 70, 70, 0, "hai", "mot", None),
        ("I.2", 2, 90, 95, 5, "mot", "hai", None),
        ("II", 0, None, None, None, None, None, "not_in_both"),
    ]
    assert [(one["text"], one["solver"], one["repeated"]) for one in found["still_open"]] == [
        ("Báo cáo chậm.", None, True),
        ("Thiếu kinh phí", "UBND huyện", False),
        ("Thiếu người", None, True),
    ]
    assert [(one["unit"], one["reached_before"], one["reached_after"]) for one in found["targets"]] == [
        ("hai", True, False),
        ("mot", False, True),
    ]


def test_it_says_what_is_provisional(campaign: Path, qcdc: Qcdc) -> None:
    assert "Xếp hạng 6 tháng đầu năm 2020 là tạm tính." in qcdc("compare", "2020-h1").out
    assert "The ranking of 6 tháng đầu năm 2020 is provisional." in qcdc("compare", "2020-h1", "--lang", "en").out


def test_periods_are_known_and_differ(campaign: Path, qcdc: Qcdc) -> None:
    assert "Q403" in qcdc("compare", "2019").err
    assert "Q403" in qcdc("compare", "2020-h1", "2021").err
    refused = qcdc("compare", "2020")
    assert (refused.status, refused.out) == (2, "")
    assert "Q891" in refused.err
