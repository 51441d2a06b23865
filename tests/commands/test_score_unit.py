"""`qcdc score UNIT`: one unit on a card; worked out from the example's sheets."""

import json
from pathlib import Path

from tests.commands.conftest import Qcdc

CARD = """\
Xã Phú An
Tổng điểm 77,82/100 · hạng 8/8 · tăng, giảm hạng: = · Khá
Khối Dân vận các xã, thị trấn · Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020
Cả năm 2020 · Bước chấm: Khối thẩm định (chưa có điểm: Ban Chỉ đạo huyện duyệt)
"""


def test_a_card(example: Path, qcdc: Qcdc) -> None:
    shown = qcdc("score", "phu-an", "-p", "2020")
    assert (shown.status, shown.err.count("\n")) == (0, 0)
    assert shown.out.startswith(CARD)
    groups, lost = shown.out.split("\nĐiểm chưa đạt, từ nhiều đến ít\n")
    assert [line.split()[-3:] for line in groups.splitlines() if line.startswith("     Tổng")][-1] == [
        "100",
        "78,07",
        "77,82",
    ]
    lines = [line.split() for line in lost.splitlines() if line and line[0] in "IVX"]
    assert [line[0] for line in lines][:3] == ["I.5", "V.2", "I.1"]
    assert "Báo cáo quý IV chưa nêu kiến nghị" in next(line for line in lost.splitlines() if line.startswith("VI.1 "))


def test_lost_points_are_the_most_first_and_add_up(example: Path, qcdc: Qcdc) -> None:
    """The rubric has no caps, best-of or bonus, so that what is lost adds up to 100 less the total."""
    found = json.loads(qcdc("score", "phu-an", "-p", "2020", "--format", "json").out)
    total = found["units"][0]["points"]
    lost = qcdc("score", "phu-an", "-p", "2020", "--format", "md").out.split("Điểm chưa đạt, từ nhiều đến ít")[1]
    rows = [row.split("|") for row in lost.splitlines() if row.startswith("| ") and "--:" not in row][1:]
    points = [float(row[3].replace(",", ".")) for row in rows]
    assert points == sorted(points, reverse=True)
    assert round(100 - sum(points), 2) == float(total)


def test_names_are_forgiving_and_files_come_first(example: Path, qcdc: Qcdc) -> None:
    by_id = qcdc("score", "phu-an", "-p", "2020")
    assert qcdc("score", "xã phú an", "-p", "2020").out == by_id.out
    (example / "phu-an").mkdir()
    assert "Q105" in qcdc("score", "phu-an").err


def test_several_units_are_a_table(example: Path, qcdc: Qcdc) -> None:
    shown = qcdc("score", "phu-an", "phu-tan", "-p", "2020").out
    assert "Xã Phú An" in shown
    assert "Xã Phú Tân" in shown
    assert "Xã Phú Hữu" not in shown.partition("\n\n")[2].partition("\n\n")[0]


def test_what_is_neither_a_file_nor_a_unit(example: Path, qcdc: Qcdc) -> None:
    neither = qcdc("score", "units/khong-co.yaml")
    assert (neither.status, "Q101" in neither.err) == (2, True)
    one_wrong = qcdc("score", "phu-an", "phu-tam")
    assert (one_wrong.status, "Q401" in one_wrong.err, "phu-tan" in one_wrong.err) == (2, True, True)
    assert "Q909" in qcdc("score", "phu-an", "--bloc", "dan-van").err


def test_english(example: Path, qcdc: Qcdc) -> None:
    shown = qcdc("score", "phu-an", "-p", "2020", "--lang", "en").out
    assert "Total 77.82/100 · rank 8 of 8 · change of rank: = · Khá" in shown
    assert "Points lost, the most first" in shown
