"""`qcdc notes`: what units say besides their marks, by content, in every language and format."""

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
    """A list for each kind, without columns in which nothing stands."""
    ran = qcdc("notes", "-p", "2020-h1", "--lang", language)
    assert (ran.status, ran.out) == (0, (EXPECTED / f"notes.{language}.txt").read_text(encoding="utf-8"))


def test_the_same_content_stands_once_with_all_who_say_it(campaign: Path, qcdc: Qcdc) -> None:
    """Of `Thiếu kinh phí` one unit says who is to solve it and what it is about, so that it is another remark."""
    assert qcdc("notes", "-p", "2020-h1", "--format", "csv").out == (
        "Loại,Tiêu chí,Nội dung,Đơn vị,Số đơn vị,Tình trạng,Nơi giải quyết\n"
        'Hạn chế,–,Báo cáo chậm.,"Xã Một; Xã Hai",2,–,–\n'
        "Hạn chế,–,Chưa họp dân,Xã Một,1,–,–\n"
        '"Khó khăn, vướng mắc",I.2,Thiếu kinh phí,Xã Một,1,chưa giải quyết,UBND huyện\n'
        '"Khó khăn, vướng mắc",–,Thiếu loa,Xã Một,1,chưa giải quyết,–\n'
        '"Khó khăn, vướng mắc",–,Thiếu người,Xã Một,1,đã giải quyết,–\n'
        '"Khó khăn, vướng mắc",–,thiếu  kinh phí,Xã Hai,1,–,–\n'
    )


def test_what_is_open_leaves_out_strengths_and_what_is_solved(campaign: Path, qcdc: Qcdc) -> None:
    found = json.loads(qcdc("notes", "--open", "--format", "json").out)["notes"]
    assert [(one["kind"], one["text"], one["units"]) for one in found] == [
        ("limits", "báo cáo chậm", ["mot"]),
        ("difficulties", "Thiếu người", ["mot"]),
    ]


def test_what_is_asked_for_is_known(campaign: Path, qcdc: Qcdc) -> None:
    assert "Q906" in qcdc("notes", "--kind", "problems").err
    assert "Q403" in qcdc("notes", "-p", "2021").err
    assert "Không có nhận xét nào." in qcdc("notes", "--kind", "strengths").out
    assert "There are no notes." in qcdc("notes", "--kind", "strengths", "--lang", "en").out
