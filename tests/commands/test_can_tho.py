"""What Decision 2579/QĐ-UBND of Cần Thơ (21/11/2025) says, in its rubric and its example of two blocs.

Its articles: classes from 95, 85 and 75 points, the best two only without any criterion scored 0; no self-assessment:
not fulfilled; a leader reprimanded: at most Hoàn thành tốt; awards for at most 15, classed best, from the top; of equal
totals the competent authority decides. The expected figures of all units are in tests/examples/expected.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands.conftest import REPOSITORY, Qcdc


@pytest.fixture
def can_tho(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the example."""
    folder = tmp_path / "can-tho-2026"
    shutil.copytree(REPOSITORY / "examples" / "can-tho-2026", folder)
    monkeypatch.chdir(folder)
    return folder


def _standings(qcdc: Qcdc) -> dict[str, dict[str, Any]]:
    ran = qcdc("rank", "-f", "json")
    assert ran.status == 0, ran.err
    return {one["unit"]: one for ranking in json.loads(ran.out)["rankings"] for one in ranking["standings"]}


def test_each_case_of_the_decision_is_shown_once(qcdc: Qcdc, can_tho: Path) -> None:
    found = _standings(qcdc)
    assert len(found) == 24
    assert (found["dua-xanh"]["points"], found["dua-xanh"]["class"]) == (95, "ht")  # II.6.1 was scored 0
    assert (found["cau-ngoc"]["points"], found["cau-ngoc"]["class"]) == (97, "htt")  # a leader reprimanded
    assert (found["rach-doi"]["rank"], found["rach-doi"]["class"]) == (None, "kht")  # handed in nothing
    assert sum(one["class"] == "xs" for one in found.values()) == 16
    assert sum(one["awards"] == ["khen"] for one in found.values()) == 15
    assert found["dien-dien"]["points"] == found["bong-sung"]["points"] == 95.5
    assert [found[unit]["awards"] for unit in ("dien-dien", "bong-sung")] == [["khen"], []]


def test_until_the_authority_decides_both_share_a_rank_and_neither_has_the_last_award(
    qcdc: Qcdc, can_tho: Path
) -> None:
    text = Path("qcdc.yaml").read_text(encoding="utf-8")
    before, _, behind = text.partition("decisions:")
    Path("qcdc.yaml").write_text(before + behind[behind.index("signatures:") :], encoding="utf-8")
    found = _standings(qcdc)
    assert [(found[unit]["rank"], found[unit]["awards"]) for unit in ("dien-dien", "bong-sung")] == [(8, []), (8, [])]
    assert "quyết định" in qcdc("rank", "--bloc", "khoi-1").out.partition("Hạng 8")[2]
    assert qcdc("rank", "--strict").status == 1


def test_before_the_period_is_closed_a_unit_without_a_sheet_is_only_missing(qcdc: Qcdc, can_tho: Path) -> None:
    text = Path("qcdc.yaml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("    closed:"))
    Path("qcdc.yaml").write_text(text.replace(f"{line}\n", ""), encoding="utf-8")
    assert _standings(qcdc)["rach-doi"]["class"] is None
    assert "TẠM TÍNH" in qcdc("rank", "--bloc", "khoi-1").out


def test_every_file_says_that_units_and_marks_are_made_up() -> None:
    for file in sorted((REPOSITORY / "examples" / "can-tho-2026").rglob("*")):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert "giả định" in text, file
            assert "không có thật" in text or "made up" in text, file


def test_the_rubric_says_which_of_it_is_the_decision_s() -> None:
    rubric = yaml.safe_load((REPOSITORY / "rubrics" / "can-tho-2579-2025.yaml").read_text(encoding="utf-8"))
    assert [group["points"] for group in rubric["criteria"]] == [10, 90]
    assert (rubric["bonus"]["cap"], rubric["penalties"]["cap"]) == (3, 3)
    assert [entry.get("from") for entry in rubric["classification"]] == [95, 85, 75, None]
    (award,) = rubric["awards"]
    assert (award["units"], award["classes"], award["ties"]) == (15, ["xs"], "decision")
    assert "không đọc được Phụ lục II" in rubric["note"]


def test_areas_hold_units_of_both_blocs(qcdc: Qcdc, can_tho: Path) -> None:
    lines = json.loads(qcdc("rank", "--by", "area", "-f", "json").out)["lines"]
    assert [(line["name"], line["blocs"], line["units"]) for line in lines] == [
        ("Khu vực trung tâm", ["khoi-1", "khoi-2"], 7),
        ("Khu vực ven sông", ["khoi-1", "khoi-2"], 17),
    ]
