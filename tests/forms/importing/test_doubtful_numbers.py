"""Points that were typed where a count is asked for: the points stand beside each mark, and what is odd is told."""

from collections.abc import Mapping
from typing import Any

import pytest

from qcdc_cli.language.names import fold
from tests.forms.desk import NGA_SAU, RUBRIC, Desk, at

CRITERIA = """\
      - {id: I.10, name: Báo cáo, points: 10, evidence: optional, deduct: {each: 2, unit: lần chậm, floor: 0}}
      - {id: I.11, name: Tỷ lệ, points: 10, evidence: optional,
          bands: {unit: "%", table: [{from: 90, points: 10}, {points: 0}]}}
      - {id: I.12, name: Lỗi, points: 10, evidence: optional,
          deduct: {faults: {cham: {name: Chậm, each: 5}, sai: {name: Sai mẫu, each: 1}}, floor: 0}}
      - {id: I.13, name: So với khối, points: 5, evidence: optional, leader: {unit: hộ}}
penalties:
  cap: 10
  criteria: [{id: T.1, name: Vụ việc, points: 6, evidence: optional, count: {each: 3, unit: vụ}}]
"""
ODD: Mapping[tuple[str, str], Any] = {("c:I.10", "mark"): 10, ("c:I.11", "mark"): 0.95, ("c:T.1", "mark"): 6}


@pytest.fixture
def numbers(desk: Desk) -> Desk:
    """Put a rubric on the desk that asks for numbers of several sorts."""
    head, disqualifiers = RUBRIC.replace("total: 45", "total: 80").replace("points: 45", "points: 80").split("disq")
    desk.write("thang-diem.yaml", f"{head}{CRITERIA}disq{disqualifiers}")
    return desk


def cells_of(table: str) -> list[list[str]]:
    """Return the cells of a table's rows that say what changes."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in table.splitlines() if "→" in line]


def test_points_stand_beside_the_marks(numbers: Desk) -> None:
    marks: dict[tuple[str, str], Any] = {
        **ODD,
        ("c:I.3", "mark"): 7.5,
        ("c:I.12/cham", "mark"): 1,
        ("c:I.12/sai", "mark"): 2,
        ("c:I.13", "mark"): 8,
        ("c:I.13", "target"): 4,
        ("c:I.4", "state"): "Không phát sinh",
        ("c:I.4", "reason"): "Không có",
        ("c:I.3", "evidence"): "Kế hoạch số 3",
    }
    ran = numbers.take(numbers.filled(marks), "--dry-run")
    assert ran.status == 0
    rows = {row[0]: row[-1] for row in cells_of(ran.out)}
    assert rows == {
        "I.3": "7,5",
        "I.3 · minh chứng": "Kế hoạch số 3",
        "I.4": "KPS",
        "I.10": "0",
        "I.11": "0",
        "I.12": "3",
        "I.13": "tính ở khối",
        "T.1": "−6",
    }
    assert "Điểm" in ran.out


def test_counts_far_past_the_maximum_are_told_and_taken(numbers: Desk) -> None:
    form = numbers.form()
    name = numbers.filled({**ODD, ("c:I.12/cham", "mark"): 4, ("c:I.12/sai", "mark"): 0})
    expected = [("c:I.10", "Q783"), ("c:I.11", "Q784"), ("c:I.12/cham", "Q783"), ("c:T.1", "Q783")]
    told = numbers.taken(name)
    assert [(one.code, one.where) for one in told] == [(code, at(key, "mark", form)) for key, code in expected]
    assert numbers.marks()["I.10"] == {"self": "10"}
    assert numbers.taken(name) == []  # nothing new, and nothing to look at again


def test_a_warning_says_what_it_takes(numbers: Desk) -> None:
    name = numbers.filled(ODD)
    vietnamese, english = numbers.take(name, "--dry-run").err, numbers.qcdc("--lang", "en", "import", name, "-n").err
    assert "Tiêu chí `I.10`: cần xem lại 10 lần chậm: 5 lần chậm là trừ hết mức" in vietnamese
    assert "The criterion `I.10` has 10 lần chậm, please look again: 5 lần chậm take off all" in english
    assert "Tiêu chí `I.11`: 0,95% có thể là tỷ lệ ghi nhầm" in vietnamese
    assert "Tiêu chí `T.1`: cần xem lại 6 vụ: 2 vụ là trừ hết mức" in vietnamese


def test_as_many_as_there_are_points_are_told_however_few(numbers: Desk) -> None:
    three = "{id: I.14, name: Tin, points: 3, evidence: optional, deduct: {each: 0.5, unit: lần chậm, floor: 0}}"
    rubric = numbers.read("thang-diem.yaml").replace("80", "83")
    numbers.write("thang-diem.yaml", rubric.replace("penalties:", f"      - {three}\npenalties:"))
    name = numbers.filled({("c:I.14", "mark"): 3})
    text = numbers.take(name, "--dry-run").err
    assert "I.14`: cần xem lại 3 lần chậm: bằng số điểm tối đa; có thể đã ghi điểm thay cho số lượng" in text


def test_a_percentage_for_an_actual_is_told(numbers: Desk) -> None:
    """Next to the campaign's target, to one that was typed, and over 100 where percentages are asked for."""
    marks = {("c:I.5", "mark"): 83, ("c:I.11", "mark"): 860, ("c:I.13", "mark"): 83, ("c:I.13", "target"): 6}
    name = numbers.filled(marks)
    assert [one.code for one in numbers.taken(name, "--dry-run")] == ["Q783", "Q784", "Q783"]
    text = numbers.take(name, "--dry-run").err
    assert "I.5`: cần xem lại 83 ấp: gấp từ 10 lần chỉ tiêu trở lên; có thể đã ghi tỷ lệ %" in text
    assert "I.11`: 860% có thể là tỷ lệ ghi nhầm: tỷ lệ quá 100%" in text
    assert "I.13`: cần xem lại 83 hộ: gấp từ 10 lần chỉ tiêu" in text
    assert numbers.taken(numbers.filled({("c:I.5", "mark"): 79}), "--dry-run") == []


def test_tables_are_looked_at_too(numbers: Desk) -> None:
    numbers.write("bang.csv", "unit,criterion,mark\nphu-an,I.10,10\ndong-phuoc,I.10,4\nphu-an,I.4,83/6\n")
    told = numbers.taken("bang.csv", "--stage", "self")
    assert [one.code for one in told] == ["Q783", "Q783"]


def test_a_later_stages_points_are_its_own(numbers: Desk) -> None:
    """The bloc's 6,5 points beside its own mark, not those that the unit claimed."""
    assert "self: 7,5" in NGA_SAU
    name = numbers.filled({("c:I.3", "mark"): 6.5, ("c:I.3", "reason"): "Thiếu một kỳ"}, "nga-sau", "bloc")
    ran = numbers.take(name, "--dry-run", "--force")
    assert [row[-1] for row in cells_of(ran.out) if row[0] == "I.3"] == ["6,5"]
    assert fold("Điểm") in fold(ran.out)
