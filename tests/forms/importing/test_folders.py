"""Every file of a folder that is given to `qcdc import` is taken, or told; nothing is written outside the campaign."""

import os
from pathlib import Path

import pytest

from tests.forms.desk import Desk, Told
from tests.forms.reading.test_tampered_origin import marked

pytestmark = pytest.mark.slow  # rounds of whole commands


@pytest.mark.parametrize("name", ["PHU-AN.XLSX", "phu-an.Xlsm", "Phu An.XLSX"])
def test_the_case_of_a_suffix_makes_no_difference(desk: Desk, name: str) -> None:
    desk.send(marked(desk), f"ve/{name}")
    assert desk.taken("ve") == []
    assert desk.marks() == {"I.3": {"self": "3"}}


def test_a_table_in_capitals_is_taken(desk: Desk) -> None:
    desk.write("ve/BANG.CSV", "unit;id;mark\nphu-an;I.3;2\n")
    assert desk.taken("ve", "--stage", "self") == []
    assert desk.marks() == {"I.3": {"self": "2"}}


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("MAI-DAM.XLS", ".xlsx"),
        ("mai-dam.xlsb", ".xlsx"),
        ("mai-dam.xltx", ".xlsx"),
        ("xa/mai-dam.fods", ".xlsx"),
        ("tat-ca.zip", "Giải nén"),
        ("tat-ca.RAR", "Giải nén"),
        ("thu.eml", "đính kèm"),
        ("mai-dam.txt", "ghi rõ tên tệp"),
        ("mai-dam", "ghi rõ tên tệp"),
        ("mai-dam.xlsx.bak", "ghi rõ tên tệp"),
    ],
)
def test_a_file_that_may_hold_marks_stops_the_import(desk: Desk, name: str, advice: str) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    desk.write(f"ve/{name}", b"\xd0\xcf\x11\xe0 marks")
    assert desk.refused("ve") == [Told("Q771", f"ve/{name}")]
    assert advice in desk.take("ve").err
    assert desk.refused("ve", "--dry-run") == [Told("Q771", f"ve/{name}")]


def test_a_folder_of_other_files_only_tells_them_too(desk: Desk) -> None:
    desk.write("ve/mai-dam.xls", b"marks")
    ran = desk.take("ve")
    assert ran.status == 2
    assert ("Q747" in ran.err, "ve/mai-dam.xls: Q771" in ran.err) == (True, True)


def test_what_holds_no_marks_is_told_in_one_line(desk: Desk) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    others = ["a.pdf", "b.JPG", ".DS_Store", "Thumbs.db", "bao-cao.docx", "x/desktop.ini", "._phu-an.xlsx", "u.yaml"]
    for name in (*others, ".git/objects/1"):
        desk.write(f"ve/{name}", b"other")
    assert desk.taken("ve") == [Told("Q774", "ve")]
    told = desk.take("ve").err
    for name in (*others, ".git"):
        assert name in told
    assert "objects" not in told


def test_of_very_many_only_some_are_named(desk: Desk) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    for number in range(1000):
        desk.write(f"ve/{number}.pdf", b"")
    told = desk.take("ve").err
    assert "1000" in told
    assert len(told) < 2000


@pytest.mark.parametrize("name", ["~$phu-an.xlsx", ".~lock.phu-an.xlsx#"])
def test_a_lock_file_tells_that_its_workbook_is_open(desk: Desk, name: str) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    desk.write(f"ve/{name}", b"lock")
    assert desk.taken("ve") == [Told("Q772", f"ve/{name}")]
    assert desk.marks() == {"I.3": {"self": "3"}}


def test_what_qcdc_makes_while_it_writes_is_not_told(desk: Desk) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    for name in (".qcdc-lock", ".qcdc-journal", ".qcdc-x.new", ".qcdc/undo.jsonl"):
        desk.write(f"ve/{name}", b"")
    assert desk.taken("ve") == []


def test_two_links_that_lead_back_end_at_once(desk: Desk) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    for name in ("a", "b"):
        (desk.folder / "ve" / name).symlink_to(".")
    assert desk.taken("ve") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with names in folders")
@pytest.mark.parametrize(("name", "code"), [("p.xlsx", "Q120"), ("p.csv", "Q120"), ("p.xls", "Q771"), ("p", "Q771")])
def test_a_pipe_in_a_folder_is_told(desk: Desk, name: str, code: str) -> None:
    (desk.folder / "ve").mkdir()
    os.mkfifo(desk.folder / "ve" / name)
    desk.send(marked(desk), "ve/phu-an.xlsx")
    assert desk.take("ve").status == 1
    assert f"ve/{name}: {code}" in desk.take("ve").err


# ---------------------------------------------------------------- outside the campaign


@pytest.mark.parametrize("way", ["pattern", "absolute pattern", "link to a folder", "link to a sheet"])
def test_a_sheet_outside_the_campaign_is_read_and_never_written(desk: Desk, way: str, tmp_path: Path) -> None:
    elsewhere = desk.folder.parent / f"{desk.folder.name}-elsewhere"
    elsewhere.mkdir()
    text = "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 5}\n"
    (elsewhere / "phu-an.yaml").write_text(text, encoding="utf-8")
    campaign = desk.read("qcdc.yaml")
    if way == "pattern":
        desk.write("qcdc.yaml", f"{campaign}\nsheets: ../{elsewhere.name}/*.yaml\n")
    elif way == "absolute pattern":
        desk.write("qcdc.yaml", f"{campaign}\nsheets: {elsewhere}/*.yaml\n")
    elif way == "link to a folder":
        (desk.folder / "units" / "x").symlink_to(elsewhere)
    else:
        (desk.folder / "units" / "phu-an.yaml").symlink_to(elsewhere / "phu-an.yaml")
    assert '"5"' in desk.qcdc("explain", "phu-an", "I.3", "-f", "json").out or "5" in desk.qcdc("score").out
    desk.write("a.csv", "unit;id;mark\nphu-an;I.4;3/4\n")
    (told,) = desk.refused("a.csv", "--stage", "self")
    assert told.code == "Q770"
    assert (elsewhere / "phu-an.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("schemas", [True, False])
@pytest.mark.parametrize("way", ["pattern", "link"])
def test_no_new_sheet_is_made_outside(desk: Desk, way: str, schemas: bool) -> None:
    elsewhere = desk.folder.parent / f"{desk.folder.name}-elsewhere"
    elsewhere.mkdir()
    if schemas:
        (desk.folder / "schemas").mkdir()
    if way == "pattern":
        desk.write("qcdc.yaml", f"{desk.read('qcdc.yaml')}\nsheets: ../{elsewhere.name}/*.yaml\n")
    else:
        desk.write("qcdc.yaml", f"{desk.read('qcdc.yaml')}\nsheets: link/*.yaml\n")
        (desk.folder / "link").symlink_to(elsewhere)
    desk.write("a.csv", "unit;id;mark\nphu-an;I.3;5\n")
    assert [told.code for told in desk.refused("a.csv", "--stage", "self")] == ["Q770"]
    assert list(elsewhere.iterdir()) == []


def test_a_link_inside_the_campaign_is_written_through(desk: Desk) -> None:
    desk.write("luu/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {}\n")
    (desk.folder / "units" / "phu-an.yaml").symlink_to("../luu/phu-an.yaml")
    desk.write("a.csv", "unit;id;mark\nphu-an;I.3;5\n")
    assert desk.taken("a.csv", "--stage", "self") == []
    assert "I.3" in desk.read("luu/phu-an.yaml")


def test_a_campaign_that_is_reached_by_a_link_is_no_other(desk: Desk) -> None:
    other = desk.folder.parent / f"{desk.folder.name}-link"
    other.symlink_to(desk.folder)
    desk.write("a.csv", "unit;id;mark\nphu-an;I.3;5\n")
    assert desk.qcdc("-C", str(other), "import", "a.csv", "--stage", "self").status == 0


# ---------------------------------------------------------------- the period and the stage of a table

LONG = "unit;id;mark;stage;period"


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        (["phu-an;I.3;2;bloc;"], ["--stage", "self"], ["a.csv:2:4"]),
        (["phu-an;I.3;2;Khối thẩm định;"], ["--stage", "self"], ["a.csv:2:4"]),
        (["phu-an;I.3;2;self;2019"], ["--period", "2020-h1"], ["a.csv:2:5"]),
        (["phu-an;I.3;2;bloc;2019"], ["--stage", "self", "--period", "2020-h1"], ["a.csv:2:4", "a.csv:2:5"]),
        (["phu-an;I.3;2;self;", "phu-an;I.4;1/2;bloc;", "phu-an;I.5;1;bloc;"], ["--stage", "self"], ["a.csv:3:4"]),
    ],
)
def test_a_column_that_contradicts_the_command_is_told(
    desk: Desk, rows: list[str], options: list[str], told: list[str]
) -> None:
    desk.write("qcdc.yaml", desk.read("qcdc.yaml").replace("periods:\n", "periods:\n  '2019': {name: Năm 2019}\n"))
    desk.write("a.csv", "\n".join([LONG, *rows]))
    assert desk.refused("a.csv", *options) == [Told("Q773", place) for place in told]


@pytest.mark.parametrize("options", [[], ["--stage", "self"], ["--stage", "Tự chấm", "--period", "2020-h1"]])
def test_a_column_that_agrees_is_fine(desk: Desk, options: list[str]) -> None:
    desk.write("a.csv", f"{LONG}\nphu-an;I.3;2;Tự chấm;6 tháng đầu năm\n")
    assert desk.taken("a.csv", *options) == []
    assert desk.marks() == {"I.3": {"self": "2"}}
