"""`qcdc verify`: what it prints in every format, and how it ends."""

import io
import json
import shutil
from pathlib import Path

import pytest

from qcdc_cli.process.sealing.code import code_of
from qcdc_cli.render.formats import LISTS
from qcdc_cli.seals.seal_files import read_chain
from tests.commands.conftest import Qcdc, Ran
from tests.seals.sealed import seal
from tests.seals.small import small_campaign


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "campaign"
    small_campaign(folder)
    seal(folder, "2020", "mot")
    return folder


@pytest.fixture
def sealed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of a campaign whose first bloc is sealed."""
    folder = tmp_path / "campaign"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def change_mark(folder: Path) -> None:
    sheet = folder / "units/a.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("mark: 8.5", "mark: 7"), "utf-8")


def test_what_is_as_it_was_sealed(sealed: Path, qcdc: Qcdc) -> None:
    """A copy of the folder without anything that the program keeps or makes will do."""
    shutil.rmtree(sealed / ".qcdc")
    ran = qcdc("verify")
    assert (ran.status, ran.err) == (0, "")
    assert "Đúng như niêm phong" in ran.out
    assert "Niêm phong số 1: 6 tệp dữ liệu, 3 tệp minh chứng" in ran.out
    assert "Không có gì khác với lúc niêm phong." in ran.out
    assert sorted(one.name for one in sealed.iterdir()) == sorted(
        ["qcdc.yaml", "thang.yaml", "khac.yaml", "units", "minh-chung", "records", "seals"]
    )


def test_what_differs_is_told_to_people_and_programs_alike(sealed: Path, qcdc: Qcdc) -> None:
    change_mark(sealed)
    ran = qcdc("verify", "--lang", "en")
    assert ran.status == 1
    assert "`marks/I/bloc/mark` is not as it was sealed: it was `8.5`, now it is `7`." in ran.out
    assert "Q022: Take the file back from a backup" in ran.out
    assert "make an erratum with `qcdc seal --period 2020 --erratum`." in ran.out
    found = json.loads(qcdc("verify", "-f", "json").out)
    assert found["agrees"] is False
    assert [(one["code"], one["file"], one["line"]) for one in found["findings"]] == [
        ("Q022", "units/a.yaml", 4),
        ("Q035", None, None),
    ]
    assert {"unit": "xa-a", "criterion": "I", "before": "8.5", "after": "7"}.items() <= next(
        one for one in found["results"] if one["field"] == "mark.bloc"
    ).items()
    assert ("Xã B", "hạng") in {(one["name"], one["field_name"]) for one in found["results"]}


@pytest.mark.parametrize("style", LISTS)
def test_every_format_of_lists_has_it(sealed: Path, qcdc: Qcdc, style: str) -> None:
    change_mark(sealed)
    assert qcdc("verify", "-f", style, "-o", "ket-qua").status == 1
    assert Path("ket-qua").stat().st_size


def test_periods_and_blocs_are_chosen_by_id_or_name(sealed: Path, qcdc: Qcdc) -> None:
    assert [qcdc("verify", *line.split("+")).status for line in ("-p+2020", "-p+Cả năm 2020", "-b+Khối Một")] == [
        0,
        0,
        0,
    ]
    ran = qcdc("verify", "-b", "hai")
    assert (ran.status, ran.out) == (2, "")
    assert "Q040 lỗi: Chưa có niêm phong nào của khối `hai`." in ran.err
    assert "Q402" in qcdc("verify", "-b", "ba").err
    campaign = sealed / "qcdc.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("2020", "2021"), "utf-8")
    assert "`periods` khác" in qcdc("verify", "-p", "2020").out  # the seals know what the campaign does not any more


def test_seals_that_were_edited_are_told(sealed: Path, qcdc: Qcdc) -> None:
    file = sealed / "seals/2020.yaml"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("time: ", "time: 1", 1), "utf-8")
    ran = qcdc("verify")
    assert (ran.status, "Q001" in ran.out) == (1, True)
    assert "Niêm phong không còn nguyên vẹn" in " ".join(ran.out.split())
    assert "Đúng như niêm phong" not in ran.out
    file.write_text("seals: 1\n", "utf-8")
    ran = qcdc("verify")
    assert (ran.status, "Không đọc được niêm phong nào." in ran.out) == (1, True)


def test_an_actual_and_its_target_are_told_as_people_write_them(sealed: Path, qcdc: Qcdc) -> None:
    sheet = sealed / "units/a.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("target: 9", "target: 8.5"), "utf-8")
    found = json.loads(qcdc("verify", "-f", "json").out)["results"]
    assert ("8/9", "8/8,5") in {(one["sealed_text"], one["now_text"]) for one in found}
    ran = qcdc("rank", "-b", "mot")
    assert "II: Tự chấm 8/9 → 8/8,5; điểm 8,89 → 9,41" in " ".join(ran.err.split())


def test_letters_of_another_alphabet_are_shown_with_their_numbers(sealed: Path, qcdc: Qcdc) -> None:
    """`Хã` begins with a Cyrillic letter."""
    campaign = sealed / "qcdc.yaml"
    campaign.write_text(campaign.read_text("utf-8").replace("xa-a: Xã A", "xa-a: \u0425ã A"), "utf-8")
    ran = qcdc("verify", "-f", "csv")
    assert "lúc đó `Xã A`, nay `\u0425[U+0425]ã A`" in ran.out
    found = json.loads(qcdc("verify", "-f", "json").out)["results"]
    assert ("Xã A", "\u0425[U+0425]ã A") in {(one["sealed_text"], one["now_text"]) for one in found}


def typed_code(sealed: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, typed: str) -> Ran:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    monkeypatch.setattr("qcdc_cli.commands.typed_code.SystemRandom.sample", lambda _self, _among, _number: [3, 0])
    return qcdc("verify", "--code")


def test_the_code_is_typed_from_paper(sealed: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shown without two groups; a slip, the code of another seal and one of no seal are told apart."""
    seal(sealed, "2020", "mot", sort="erratum", corrects="1", reason="Sót")
    first, second = (one.code for one in read_chain(sealed).seals)
    groups = second.split("-")
    for right in (groups[0] + groups[3], f"{groups[0]} {groups[3]}".lower(), second):
        ran = typed_code(sealed, qcdc, monkeypatch, f"{right}\n")
        assert (ran.status, "Mã niêm phong đã được nhập lại từ giấy và khớp." in ran.out) == (0, True)
        assert f"·····-{groups[1]}-{groups[2]}-·····-{groups[4]}" in ran.err
        assert groups[0] not in ran.err
    older = first.split("-")
    stranger = code_of("f" * 64)
    other = "B" if groups[3][0] == "A" else "A"
    wrong = {
        "": "Q044",
        groups[0] + other + groups[3][1:]: "Q041",
        groups[0]: "Q041",
        "đúng rồi ạ": "Q041",
        older[0] + older[3]: "Q042",
        first: "Q042",
        stranger: "Q043",
    }
    for said, code in wrong.items():
        ran = typed_code(sealed, qcdc, monkeypatch, f"{said}\n")
        assert (ran.status, ran.out, code in ran.err) == (2 if code == "Q044" else 1, "", True), said


def test_whose_code_it_is(sealed: Path, qcdc: Qcdc) -> None:
    (own,) = read_chain(sealed).seals
    ran = qcdc("verify", "--find-code", own.code.lower().replace("-", " "), "-f", "json")
    (row,) = json.loads(ran.out)["seals"]
    assert (row["seal"], row["period"], row["blocs"], row["standing"]) == ("1", "2020", ["mot"], "Đang có hiệu lực")
    seal(sealed, "2020", "mot", sort="erratum", corrects="1", reason="Sót")
    assert "Đã được thay bằng số 2" in qcdc("verify", "--find-code", own.code).out
    for wrong, code in ((own.code[:-1], "Q041"), (code_of("f" * 64), "Q043")):
        ran = qcdc("verify", "--find-code", wrong)
        assert (ran.status, code in ran.err) == (1, True)
    assert "Q909" in qcdc("verify", "--find-code", own.code, "--code").err
