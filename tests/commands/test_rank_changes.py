"""How ranks changed since the last period that has a ranking, in every output of the ranking."""

import json
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.commands.conftest import Qcdc


def test_the_ranking_says_who_went_up_and_down_since_the_period_before(qcdc: Qcdc, example: Path) -> None:
    # Mid-year: Mái Dầm and Phú Hữu share rank 4, Phú Tân is first. Year-end: Phú Hữu 4th, Mái Dầm 5th.
    found = json.loads(qcdc("rank", "-p", "2020", "-f", "json").out)
    assert (found["before"]["period"], found["before"]["provisional"]) == ("2020-h1", True)
    up = {one["unit"]: one["ranks_up"] for one in found["standings"]}
    assert up == dict.fromkeys(up, 0) | {"mai-dam": -1}
    shown = qcdc("rank", "-p", "2020").out
    (row,) = (line.split() for line in shown.splitlines() if "Thị trấn Mái Dầm" in line and "88,75" in line)
    assert row[-2:] == ["−1", "Tốt"]
    note = "so với kỳ 6 tháng đầu năm 2020; “mới”: kỳ đó không có hạng; xếp hạng kỳ đó là tạm tính"
    assert f"Tăng (+), giảm (−) hạng {note}" in shown
    english = qcdc("--lang", "en", "rank", "-p", "2020").out
    assert "Rank change" in english
    assert "the ranking of that period is provisional" in english
    assert ",Tăng" in qcdc("rank", "-p", "2020", "-f", "csv").out.replace('"', "")


def test_who_had_no_rank_then_is_new(qcdc: Qcdc, example: Path) -> None:
    (example / "units" / "phu-tan.yaml").unlink()
    found = json.loads(qcdc("rank", "-p", "2020", "-f", "json").out)
    up = {one["unit"]: one["ranks_up"] for one in found["standings"]}
    assert up["phu-tan"] is None
    assert up["nga-sau"] == 1 - 2
    (row,) = (line.split() for line in qcdc("rank", "-p", "2020").out.splitlines() if "96,36" in line)
    assert "mới" in row


def test_nothing_is_compared_where_no_period_before_has_a_sheet(qcdc: Qcdc, example: Path) -> None:
    found = json.loads(qcdc("rank", "-f", "json").out)
    assert "before" not in found
    assert not any("ranks_up" in one for one in found["standings"])
    assert "giảm hạng" not in qcdc("rank").out


def test_the_printed_ranking_has_the_change_in_a_column(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("export", "x.xlsx", "-p", "2020").status == 0
    sheet = load_workbook(BytesIO((example / "x.xlsx").read_bytes())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (header,) = (row for row in rows if "Tăng, giảm hạng" in row)
    at = header.index("Tăng, giảm hạng")
    changes = {row[1]: row[at] for row in rows if row[1] in ("Xã Phú Tân", "Thị trấn Mái Dầm")}
    assert all(str(change).startswith("=IF(ISNUMBER(") for change in changes.values())  # it follows the rank
    known = load_workbook(BytesIO((example / "x.xlsx").read_bytes()), data_only=True).worksheets[0]
    values = {row[1].value: (row[at].value, row[at].number_format) for row in known.iter_rows()}
    assert values["Xã Phú Tân"] == (0, '+0;"−"0;"="')
    assert values["Thị trấn Mái Dầm"] == (-1, '+0;"−"0;"="')
