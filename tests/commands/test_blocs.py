"""Several blocs: ranked together, summed up, and told how their rubrics differ."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from tests.commands.conftest import REPOSITORY, Qcdc

# Totals as worked out in examples/chi-so-phan-tram; ranks across both blocs by hand: equal totals share a rank.
ACROSS = [
    (1, "suoi-may", "thuong-nguon", 1, "86.5"),
    (1, "suoi-gio", "thuong-nguon", 2, "86.5"),  # ranked apart inside the bloc only, by its rank in the half-year
    (3, "ben-dua", "ha-nguon", 1, "84.2"),
    (4, "suoi-nang", "thuong-nguon", 3, "83.61"),
    (5, "ben-mia", "ha-nguon", 2, "74.2"),
    (6, "suoi-suong", "thuong-nguon", 4, "41.9"),
    (7, "ben-cau", "ha-nguon", 3, "41.75"),
]


def _json(text: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return found


def test_all_blocs_with_one_rubric_are_ranked_together(qcdc: Qcdc, two_blocs: Path) -> None:
    (across,) = _json(qcdc("rank", "--all", "-f", "json").out)["across"]  # type: ignore[misc]
    assert across["blocs"] == ["thuong-nguon", "ha-nguon"]
    assert [
        (one["rank"], one["unit"], one["bloc"], one["rank_in_bloc"], str(one["points"])) for one in across["standings"]
    ] == ACROSS


def test_classes_and_awards_stay_those_of_the_bloc(qcdc: Qcdc, two_blocs: Path) -> None:
    (across,) = json.loads(qcdc("rank", "--all", "-f", "json").out)["across"]
    own = {
        one["unit"]: one["class"]
        for ranking in json.loads(qcdc("rank", "-f", "json").out)["rankings"]
        for one in ranking["standings"]
    }
    assert {one["unit"]: one["class"] for one in across["standings"]} == own
    shown = qcdc("rank", "--all").out
    assert "tính trong từng khối" in shown
    assert "Cụm các xã huyện Hạ Nguồn" in shown
    assert "Hạng 1: xã Suối Mây và xã Suối Gió bằng điểm" in shown


def test_blocs_with_different_rubrics_have_a_table_each_that_says_why(qcdc: Qcdc, two_blocs: Path) -> None:
    Path("other.yaml").write_text(
        "rubric: khac\nname: Thang khác\nextends: chi-so-phan-tram\n"
        "change: {D.1: {points: 4}, D: {points: 9}}\ntotal: 99\n",
        encoding="utf-8",
    )
    campaign = Path("qcdc.yaml").read_text(encoding="utf-8")
    first, second, third = campaign.partition("rubric: chi-so-phan-tram")
    Path("qcdc.yaml").write_text(f"{first}rubric: other.yaml{third}", encoding="utf-8")
    assert second
    ran = qcdc("rank", "--all")
    assert ran.status == 0, ran.err
    assert ran.out.count("hai thang khác nhau") == 2
    assert "tổng 99 và 100" in ran.out
    assert "D (9/10)" in ran.out
    assert len(json.loads(qcdc("rank", "--all", "-f", "json").out)["across"]) == 2
    assert "use different rubrics" in qcdc("--lang", "en", "rank", "--by", "province").out


def test_roll_up_by_district(qcdc: Qcdc, two_blocs: Path) -> None:
    rolled = _json(qcdc("rank", "--by", "district", "-f", "json").out)
    upper, lower = rolled["lines"]  # type: ignore[misc]
    # (86.5 + 86.5 + 83.61 + 41.9) / 4 and (84.2 + 74.2 + 41.75) / 3; of all seven, not of the two averages
    assert (upper["name"], upper["units"], upper["average"]) == ("Huyện Thượng Nguồn", 4, Decimal("74.6275"))
    assert (lower["ranked"], lower["average"], lower["lowest"]) == (3, Decimal("66.72"), Decimal("41.75"))
    assert rolled["all"]["average"] == Decimal("71.24")  # type: ignore[index]
    assert rolled["all"]["classes"] == {"Xuất sắc": 1, "Tốt": 3, "Khá": 1, "Trung bình": 2}  # type: ignore[index]


def test_roll_up_by_province_and_bloc_in_every_format(qcdc: Qcdc, two_blocs: Path) -> None:
    shown = qcdc("rank", "--by", "province").out
    assert "Tỉnh Sông Mẫu" in shown
    assert "71,24" in shown
    rows = list(csv.DictReader(io.StringIO(qcdc("rank", "--by", "bloc", "-f", "csv").out)))
    assert [row["Bình quân (%)"] for row in rows] == ["74,63", "66,72", "71,24"]
    assert "| Cụm các xã huyện Hạ Nguồn | 3 |" in qcdc("rank", "--by", "bloc", "-f", "md").out
    assert "Average %" in qcdc("--lang", "en", "rank", "--by", "bloc").out


def test_a_missing_sheet_shows_in_the_roll_up(qcdc: Qcdc, two_blocs: Path) -> None:
    Path("units/ben-mia/2024.yaml").unlink()
    rolled = json.loads(qcdc("rank", "--by", "bloc", "-f", "json").out)
    assert [(line["no_sheet"], line["ranked"], line["provisional"]) for line in rolled["lines"]] == [
        (0, 4, False),
        (1, 2, True),
    ]
    assert "Cụm các xã huyện Hạ Nguồn còn thiếu" in qcdc("rank", "--by", "bloc").out


def test_blocs_that_name_no_district_are_one_line(qcdc: Qcdc, example: Path) -> None:
    assert "(không ghi)" in qcdc("rank", "--by", "district").out


def test_one_bloc_across_is_its_own_ranking(qcdc: Qcdc) -> None:
    folder = str(REPOSITORY / "examples" / "tuong-doi-chi-tieu")
    (across,) = json.loads(qcdc("rank", "-C", folder, "--all", "-f", "json").out)["across"]
    ranking = json.loads(qcdc("rank", "-C", folder, "-f", "json").out)
    assert {one["unit"]: one["points"] for one in across["standings"]} == {
        one["unit"]: one["points"] for one in ranking["standings"]
    }
    assert "vẫn so trong khối" in qcdc("rank", "-C", folder, "--all").out
