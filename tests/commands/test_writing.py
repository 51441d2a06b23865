"""Files are replaced at once or not at all."""

from pathlib import Path

import pytest

from qcdc_cli.commands import output
from tests.commands.conftest import Qcdc


def test_o_writes_utf8_and_csv_carries_excel_s_mark(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("rank", "-o", "rank.txt").out == ""
    assert "Thị trấn Ngã Sáu" in Path("rank.txt").read_text(encoding="utf-8")
    qcdc("rank", "-f", "csv", "-o", "rank.csv")
    assert Path("rank.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not qcdc("rank", "-f", "csv").out.startswith("\ufeff")


def test_a_target_that_cannot_be_written_is_named_with_another_name(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("export", "nowhere/report.xlsx")
    assert ran.status == 2
    assert "Q106" in ran.err
    assert "report-2.xlsx" in ran.err


def test_a_failed_export_leaves_the_old_file_and_no_rubbish(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("report.xlsx").write_bytes(b"old")

    def locked(self: Path, target: object) -> None:
        raise PermissionError(13, "locked")

    before = sorted(path.name for path in example.iterdir())
    monkeypatch.setattr(output.Path, "replace", locked)
    ran = qcdc("export", "report.xlsx")
    assert ran.status == 2
    assert "Q106" in ran.err
    assert Path("report.xlsx").read_bytes() == b"old"
    assert sorted(path.name for path in example.iterdir()) == before


def test_an_existing_file_keeps_its_permissions(qcdc: Qcdc, example: Path) -> None:
    target = Path("rank.md")
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    qcdc("export", "rank.md")
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_campaign_s_own_files_are_never_overwritten(qcdc: Qcdc, example: Path) -> None:
    for target in ("qcdc.yaml", "units/phu-an.yaml"):
        before = Path(target).read_bytes()
        ran = qcdc("rank", "-o", target)
        assert ran.status == 2
        assert "Q114" in ran.err
        assert Path(target).read_bytes() == before


def test_a_link_stays_a_link_and_a_pipe_stays_a_pipe(qcdc: Qcdc, example: Path) -> None:
    Path("real.txt").write_text("old", encoding="utf-8")
    Path("link.txt").symlink_to("real.txt")
    assert qcdc("rank", "-o", "link.txt").status == 0
    assert Path("link.txt").is_symlink()
    assert "95,36" in Path("real.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [".", "/", ""])
def test_a_folder_is_no_target(qcdc: Qcdc, example: Path, target: str) -> None:
    ran = qcdc("rank", "-o", target)
    assert (ran.status, ran.out) == (2, "")
    assert "Q106" in ran.err


def test_folders_that_cannot_be_made_are_told(qcdc: Qcdc, example: Path) -> None:
    Path("plain").write_text("", encoding="utf-8")
    for arguments in (["init", "plain/x"], ["schema", "--all", "plain/y"]):
        ran = qcdc(*arguments)
        assert ran.status == 2
        assert "Q106" in ran.err


def test_the_system_s_reasons_are_told_in_both_languages(qcdc: Qcdc, example: Path) -> None:
    assert "đó là một thư mục" in qcdc("rank", "-o", ".").err
    assert "it is a folder" in qcdc("--lang", "en", "rank", "-o", ".").err
    assert "không có thư mục đó" in qcdc("export", "nowhere/r.xlsx").err
