"""Files are replaced at once or not at all."""

from pathlib import Path

import pytest

from qcdc_cli.commands import output
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


def test_o_writes_utf8_and_csv_carries_excel_s_mark(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("rank", "-o", "rank.txt").out == ""
    assert "Thị trấn Ngã Sáu" in Path("rank.txt").read_text(encoding="utf-8")
    qcdc("rank", "-f", "csv", "-o", "rank.csv")
    assert Path("rank.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not qcdc("rank", "-f", "csv").out.startswith("\ufeff")


@pytest.mark.parametrize("before", ["nowhere", "nowhere/deep", "qcdc.yaml"])
@pytest.mark.parametrize("arguments", [("export",), ("rank", "-f", "csv", "-o"), ("schema", "rubric", "-o")])
def test_a_missing_folder_is_named_as_such(qcdc: Qcdc, example: Path, arguments: tuple[str, ...], before: str) -> None:
    ran = qcdc(*arguments, f"{before}/report.xlsx")
    sentence = f"Q919 lỗi: Không có thư mục `{before}` để ghi `{before}/report.xlsx`."
    assert (ran.status, ran.out, sentence in ran.err) == (2, "", True)
    assert "Excel" not in ran.err
    assert not Path("nowhere").exists()


def test_a_target_that_is_a_folder_lacks_the_name_of_a_file(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "-o", "units")
    assert ran.status == 2
    assert "Q106 lỗi: Không ghi được `units`: đó là một thư mục." in ran.err
    assert "Ghi thêm tên tệp ở sau tên thư mục đó" in ran.err


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
    assert "qcdc-journal" not in ran.err
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


def test_a_link_that_leads_to_itself_is_told(qcdc: Qcdc, example: Path) -> None:
    Path("loop.xlsx").symlink_to("loop.xlsx")
    ran = qcdc("-C", "loop.xlsx", "check")
    assert (ran.status, ran.out) == (2, "")
    assert "Q101" in ran.err
    assert qcdc("export", "loop.xlsx").status == 0  # nothing is lost: a link to nowhere is replaced
    assert Path("loop.xlsx").read_bytes().startswith(b"PK")


_TOO_LONG = "a" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", _TOO_LONG),
        ("import", f"{_TOO_LONG}.xlsx"),
        ("form", "-o", _TOO_LONG),
        ("init", _TOO_LONG),
        ("-C", _TOO_LONG, "check"),
    ],
)
def test_a_name_too_long_to_ask_for_is_told(qcdc: Qcdc, example: Path, arguments: tuple[str, ...]) -> None:
    ran = qcdc(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Q103" in ran.err
    assert "tên tệp quá dài" in ran.err


def test_a_folder_that_may_not_be_looked_into_is_told(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like a network folder of somebody else's: not even whether a file exists can be asked there."""

    def closed(self: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "exists", closed)
    ran = qcdc("form", "nga-sau", "-o", "cua-nguoi-khac")
    assert (ran.status, ran.out) == (2, "")
    assert "Q103" in ran.err
    assert "không có quyền" in ran.err
    assert "cua-nguoi-khac" in ran.err


def test_the_system_s_reasons_are_told_in_both_languages(qcdc: Qcdc, example: Path) -> None:
    assert "đó là một thư mục" in qcdc("rank", "-o", ".").err
    assert "it is a folder" in qcdc("--lang", "en", "rank", "-o", ".").err
