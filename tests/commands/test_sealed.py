"""Sealed results: every command shows them as they were sealed, or refuses and names what changed."""

import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.seals.sealed import seal, sealed_example

SHEET = "units/2020/dong-thanh.yaml"
MARK = "    self: 3,75\n"  # of I.3; the bloc agreed with it


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed") / "campaign"
    sealed_example(folder)
    return folder


@pytest.fixture
def sealed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the shipped example, the year 2020 of which is sealed."""
    folder = tmp_path / "campaign"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def change_mark(folder: Path, new: str = "    self: 3,5\n") -> None:
    sheet = folder / SHEET
    whole = sheet.read_text("utf-8")
    assert MARK in whole
    sheet.write_text(whole.replace(MARK, new, 1), "utf-8")


EVERY_COMMAND = (
    "rank",
    "rank --stage self",
    "rank --all",
    "score",
    "score nga-sau",
    f"score {SHEET}",
    "explain nga-sau",
    "export report.xlsx",
    "export --letters letters",
    "export --site site",
    "changes",
    "appeals",
    "notes",
    "compare 2020-h1",
    "evidence index dong-thanh",
    "rubric stats",
)


@pytest.mark.parametrize("line", EVERY_COMMAND)
def test_other_results_than_the_sealed_ones_are_refused_by_every_command(sealed: Path, qcdc: Qcdc, line: str) -> None:
    """The file, the mark with its old and new value, and the figures that it moved are named; nothing is written."""
    change_mark(sealed)
    before = sorted(sealed.rglob("*"))
    ran = qcdc(*line.split(), *(["2020"] if line.startswith("compare") else ["--period", "2020"]))
    assert (ran.status, ran.out) == (1, "")
    assert f"{SHEET}: Q051" in ran.err
    assert f"{SHEET}:21:3: Q052 lỗi: Xã Đông Thạnh, I.3: " in ran.err
    assert "Tự chấm 3,75 → 3,5" in ran.err
    if "index" not in line and "yaml" not in line:  # these look at one unit's marks
        assert f"{SHEET}:7:1: Q052 lỗi: Xã Đông Thạnh: số điểm 91,1 → 90,85" in ran.err
    assert sorted(sealed.rglob("*")) == before


def test_what_is_not_sealed_stays_as_it_was(sealed: Path, qcdc: Qcdc) -> None:
    """The half-year is another period; a later one that is sealed says nothing about it."""
    change_mark(sealed)
    assert qcdc("rank").status == 0


def test_without_its_copy_the_files_are_named(sealed: Path, qcdc: Qcdc) -> None:
    change_mark(sealed)
    (sealed / "seals/2020.1.zip").unlink()
    for line in (["rank"], ["score", SHEET]):
        ran = qcdc(*line, "--period", "2020")
        assert [code for code in ("Q050", "Q051", "Q052", "Q053") if code in ran.err] == ["Q050", "Q051", "Q053"]
        assert ran.status == 1
    assert qcdc("score", "units/2020/nga-sau.yaml", "--period", "2020").status == 0


def test_files_that_are_gone_or_new_are_named(sealed: Path, qcdc: Qcdc) -> None:
    old, new = sealed / SHEET, sealed / "units/2020/moi.yaml"
    old.rename(new)
    change = new.read_text("utf-8").replace(MARK, "    self: 3,5\n", 1)
    new.write_text(change, "utf-8")
    ran = qcdc("rank", "--period", "2020")
    assert f"{SHEET}: Q051 lỗi: So với niêm phong số 1, tệp này không còn" in ran.err
    assert "units/2020/moi.yaml: Q051 lỗi: So với niêm phong số 1, tệp này mới được thêm." in ran.err


def test_line_ends_and_comments_change_no_result(sealed: Path, qcdc: Qcdc) -> None:
    sheet = sealed / SHEET
    sheet.write_bytes(sheet.read_bytes().replace(b"\n", b"\r\n") + b"# read again\r\n")
    assert qcdc("rank", "--period", "2020").status == 0


@pytest.fixture
def coarse(sealed: Path) -> str:
    """Return the path of a rubric like the shipped one that rounds to whole points."""
    shipped = Path(__file__).parents[2] / "rubrics" / "qcdc-cap-xa-2020.yaml"
    text = shipped.read_text("utf-8").replace("rounding: {decimals: 2", "rounding: {decimals: 0")
    (sealed / "coarse.yaml").write_text(text, "utf-8")
    return "coarse.yaml"


def test_a_changed_rubric_moves_more_than_is_named(sealed: Path, coarse: str, qcdc: Qcdc) -> None:
    """The first lines that differ are named, and how many more there are."""
    campaign = sealed / "qcdc.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("rubric: qcdc-cap-xa-2020", f"rubric: {coarse}"), "utf-8")
    ran = qcdc("rank", "--period", "2020")
    assert "coarse.yaml: Q051 lỗi: So với niêm phong số 1, tệp này mới được thêm." in ran.err
    assert ran.err.count("Q052") == 60
    assert "Q054 lỗi: Còn" in ran.err
    assert ran.status == 1


def test_a_part_of_the_sheets_and_another_rubric_are_no_sealed_results(sealed: Path, coarse: str, qcdc: Qcdc) -> None:
    ran = qcdc("score", "units/2020/nga-sau.yaml", "--period", "2020")
    assert ran.status == 0
    assert "không ghi mã niêm phong" in ran.err
    ran = qcdc("rank", "--period", "2020", "--rubric", coarse, "--lang", "en")
    assert ran.status == 0
    assert "they carry no code" in ran.err


def test_broken_seals_refuse(sealed: Path, qcdc: Qcdc) -> None:
    file = sealed / "seals/2020.yaml"
    file.write_text(file.read_text("utf-8").replace("time: ", "time: 1", 1), "utf-8")
    ran = qcdc("rank", "--period", "2020")
    assert (ran.status, ran.out) == (1, "")
    assert "Q001" in ran.err


def test_a_provisional_seal_closes_nothing(sealed: Path, qcdc: Qcdc) -> None:
    shutil.rmtree(sealed / "seals")
    seal(sealed, "2020", provisional="yes", open=["chưa họp"])
    assert qcdc("rank", "--period", "2020").status == 0
    change_mark(sealed)
    assert qcdc("rank", "--period", "2020").status == 0
