"""Packages for the leader: what is in them, where, and what keeps evidence from being packed."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import bagit
import pytest

from qcdc_cli.problems import QcdcError
from tests.dossiers.desks import FILES, Desk


def refused(desk: Desk) -> list[tuple[str, str]]:
    with pytest.raises(QcdcError) as refusal:
        desk.packed()
    return [(problem.code, str(problem.values.get("name", ""))) for problem in refusal.value.problems]


def test_files_lie_in_folders_by_criterion(desk: Desk) -> None:
    """A file that two criteria name lies once, with the first; one that none names lies apart."""
    desk.put(FILES)
    with zipfile.ZipFile(BytesIO(desk.packed())) as archive:
        names = [name.removeprefix("minh-chung-phu-an-2020-h1/") for name in archive.namelist()]
        assert names == [
            "bagit.txt",
            "bag-info.txt",
            "manifest-sha256.txt",
            "file-names.json",
            "muc-luc.xlsx",
            "tagmanifest-sha256.txt",
            "data/I.1/hop/bien-ban.txt",
            "data/I.1/quyet-dinh.txt",
            "data/khac/thua.txt",
        ]
        assert archive.read("minh-chung-phu-an-2020-h1/bag-info.txt").decode() == (
            "Source-Organization: Xã Phú An\n"
            "External-Identifier: minh-chung-phu-an-2020-h1\n"
            "Qcdc-Campaign: Đợt thi đua giả định năm 2020\n"
            "Qcdc-Unit: phu-an\n"
            "Qcdc-Period: 2020-h1\n"
            f"Payload-Oxum: {sum(map(len, FILES.values()))}.3\n"
        )


def test_somebody_elses_reader_finds_it_right(desk: Desk, tmp_path: Path) -> None:
    desk.put({**FILES, "hop/Tỷ lệ 100%: bảng.txt": b"%", "I.2/A.txt": b"1"})
    with zipfile.ZipFile(BytesIO(desk.packed())) as archive:
        archive.extractall(tmp_path / "out")
    assert bagit.Bag(str(tmp_path / "out" / "minh-chung-phu-an-2020-h1")).validate()


def test_the_same_evidence_gives_the_same_bytes_on_any_day(desk: Desk, tmp_path: Path) -> None:
    desk.put(FILES)
    before = desk.packed()
    for file in desk.folder.rglob("*.txt"):
        os.utime(file, (0, 0))
    other = Desk(tmp_path / "another desk")
    other.put(dict(reversed(FILES.items())))
    assert (desk.packed(), other.packed()) == (before, before)


def test_names_that_not_every_system_holds_are_changed_and_told(desk: Desk) -> None:
    desk.put({"hop/Biên bản: 1.txt": b"1", "aux.txt": b"2", "Tỷ lệ 100%.txt": b"3", "a.txt": b"4"})
    made = desk.package()
    assert [problem.values for problem in made.renamed] == [
        {"name": "aux.txt", "now": "_aux.txt"},
        {"name": "hop/Biên bản: 1.txt", "now": "hop/Biên bản_ 1.txt"},
    ]
    assert {one.at.path for one in made.files} == {
        "khac/_aux.txt",
        "khac/hop/Biên bản_ 1.txt",
        "khac/Tỷ lệ 100_.txt",
        "khac/a.txt",
    }


@pytest.mark.skipif(os.name == "nt", reason="makes links and names that Windows does not have")
def test_links_are_refused_wherever_they_lead(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    desk.put(FILES)
    folder = desk.folder / "minh-chung/phu-an/2020-h1"
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    assert refused(desk) == [("Q820", "folder"), ("Q820", "link.txt"), ("Q820", "pipe")]


@pytest.mark.skipif(os.name == "nt", reason="makes links and names that Windows does not have")
@pytest.mark.parametrize("at", ["minh-chung", "minh-chung/phu-an", "minh-chung/phu-an/2020-h1"])
def test_a_folder_that_is_a_link_has_nothing_to_pack(at: str, desk: Desk, tmp_path: Path) -> None:
    desk.put(FILES)
    (desk.folder / at).rename(tmp_path / "moved")
    (desk.folder / at).symlink_to(tmp_path / "moved")
    assert refused(desk) == [("Q822", "")]


def test_a_unit_without_files_has_nothing_to_pack(desk: Desk) -> None:
    assert refused(desk) == [("Q822", "")]


def test_names_that_differ_by_case_or_form_only_are_made_different(desk: Desk) -> None:
    desk.put({"I.2/Anh.txt": b"1", "I.2/anh.txt": b"2", "I.2/\u00e9.txt": b"3", "I.2/e\u0301.txt": b"4"})
    made = desk.package()
    assert len({one.at.original.casefold() for one in made.files}) == 4
    assert [str(problem.values["now"]) for problem in made.renamed] == ["I.2/anh (2).txt", "I.2/é (2).txt"]


def test_a_file_that_changes_between_measuring_and_writing_is_refused(desk: Desk) -> None:
    desk.put(FILES)
    made = desk.package()
    desk.put({"thua.txt": b"y"})
    with pytest.raises(QcdcError) as refusal:
        b"".join(made.pieces({}))
    assert (refusal.value.problem.code, refusal.value.problem.values) == ("Q821", {"name": "thua.txt"})
