"""`qcdc rank --compare` and `qcdc rubric diff`: worked out by hand in tests/process/tried.py."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qcdc_cli.render.formats import LISTS
from tests.commands.conftest import Qcdc
from tests.process.tried import OWN, TRIED, write_campaign

EXPECTED = Path(__file__).parent / "expected"
COMPARED = ("rank", "--rubric", "moi.yaml", "--compare")
HOSTILE = "<script>=1+1{{x}}\\ #"


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_campaign(tmp_path / "campaign")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whole_outputs(campaign: Path, qcdc: Qcdc, language: str) -> None:
    ran = qcdc(*COMPARED, "--lang", language)
    assert (ran.status, ran.out) == (0, (EXPECTED / f"tried-rubric.{language}.txt").read_text(encoding="utf-8"))
    ran = qcdc("rubric", "diff", "cu.yaml", "moi.yaml", "--lang", language)
    expected = (EXPECTED / f"rubric-diff.{language}.txt").read_text(encoding="utf-8")
    assert (ran.status, ran.out, ran.err) == (0, expected, "")


def test_the_figures(campaign: Path, qcdc: Qcdc) -> None:
    found = json.loads(qcdc(*COMPARED, "-f", "json").out, parse_float=Decimal)
    keys = ("unit", "rank_own", "rank_tried", "ranks_up", "percent_own", "percent_tried", "percent_change", "open")
    assert [tuple(one[key] for key in keys) for one in found["units"]] == [
        ("hai", 2, 1, 1, 80, 40, -40, Decimal("17.5")),
        ("ba", 3, 2, 1, 60, 35, -25, Decimal("17.5")),
        ("mot", 1, 3, -2, 84, 15, -69, Decimal("37.5")),
    ]
    assert [(one["class_own"], one["class_tried"]) for one in found["units"]] == [
        ("Tốt", "Tốt"),
        ("Khá", "Khá"),
        ("Tốt", "Khá"),
    ]
    assert [(one["unit"], one["id"]) for one in found["left_behind"] if one["id"] == "I.1"] == [("mot", "I.1")]
    assert [(one["id"], one["points_before"], one["points_after"]) for one in found["points"]] == [
        ("I", 15, 28),
        ("I.1", 10, 8),
        ("I.2", 5, 20),
        ("III", None, 5),
        ("V", None, 2),
        ("IV", 5, None),
    ]
    assert [(one["id_before"], one["id_after"]) for one in found["suspected"]] == [("IV", "V")]
    assert "tạm tính" in found["warnings"][0]


@pytest.mark.parametrize("arguments", [COMPARED, ("rubric", "diff", "cu.yaml", "moi.yaml")])
def test_every_format_takes_names_as_texts(campaign: Path, qcdc: Qcdc, arguments: tuple[str, ...]) -> None:
    for name, text in (("cu.yaml", OWN), ("moi.yaml", TRIED)):
        Path(name).write_text(
            text.replace("Vận động,", f"'{HOSTILE}',").replace("Báo cáo", f"'{HOSTILE} {name}'"), "utf-8"
        )
    for style in LISTS:
        ran = qcdc(*arguments, "-f", style, "-o", f"out.{style}")
        assert (ran.status, ran.out) == (0, ""), ran.err
    assert "<script>" not in Path("out.html").read_text("utf-8")
    assert json.dumps(HOSTILE)[1:-1] in Path("out.json").read_text("utf-8")
    book = load_workbook(BytesIO(Path("out.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("<script>") for cell in cells)


def test_the_own_rubric_moves_nobody_and_differs_in_nothing(campaign: Path, qcdc: Qcdc) -> None:
    found = json.loads(qcdc("rank", "--rubric", "cu.yaml", "--compare", "-f", "json").out)
    assert found["warnings"] == ["Khối xã: thang điểm thử giống hệt thang điểm gốc."]
    assert [(one["ranks_up"], one["percent_change"]) for one in found["units"]] == [(0, 0)] * 3
    assert not any(found[key] for key in ("reasons", "left_behind", "changes", "points", "settings", "suspected"))
    assert "Các nội dung, tiêu chí giống nhau." in qcdc("rubric", "diff", "cu.yaml", "cu.yaml").out


def test_blocs_with_rubrics_of_their_own_are_told_apart(qcdc: Qcdc, two_blocs: Path) -> None:
    (two_blocs / "khac.yaml").write_text("rubric: khac\nname: Khác\nextends: chi-so-phan-tram\nties: [lots]\n", "utf-8")
    text = Path("qcdc.yaml").read_text("utf-8")
    Path("qcdc.yaml").write_text(text.replace("rubric: chi-so-phan-tram", "rubric: khac.yaml", 1), "utf-8")
    found = json.loads(qcdc("rank", "-r", "chi-so-phan-tram", "--compare", "-f", "json").out)
    assert {one["rubric"] for one in found["settings"]} == {"khac"}
    assert {one["bloc"] for one in found["units"]} == {"thuong-nguon", "ha-nguon"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("rank", "--compare"), "Q893"),
        ((*COMPARED, "--all"), "Q909"),
        ((*COMPARED, "--watch"), "Q909"),
        (("rank", "-f", "xlsx"), "Q906"),
        (("rubric", "diff", "cu.yaml", "nowhere.yaml"), "Q113"),
        (("rubric", "diff", "cu.yaml"), "Q903"),
    ],
)
def test_what_is_refused(campaign: Path, qcdc: Qcdc, arguments: tuple[str, ...], code: str) -> None:
    ran = qcdc(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert f"{code} " in ran.err


def test_without_a_campaign_there_is_no_own_rubric(campaign: Path, qcdc: Qcdc) -> None:
    Path("qcdc.yaml").unlink()
    ran = qcdc("rank", "units/mot.yaml", "--rubric", "moi.yaml", "--compare")
    assert (ran.status, ran.out) == (2, "")
    assert "Q894 " in ran.err
    assert qcdc("rubric", "diff", "cu.yaml", "qcdc-cap-xa-2020").status == 0
