"""`qcdc import --undo`: what the last import replaced is restored, all or nothing, if nobody has edited it since."""

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.storage import UNDO
from tests.storage.conftest import SHEET, small_campaign
from tests.storage.faults import files_in, without_records

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


IMPORT = ["import", "marks.csv", "--stage", "board"]
LATER = dict.fromkeys(("records/imports.jsonl", ".qcdc/records.jsonl", UNDO))  # which have an import's own moment
MADE, REPLACED = "units/d.yaml", ("units/a.yaml", "units/b.yaml", "kept/c-sheet.yaml")


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of four units, one without a sheet, one with a sheet behind a link."""
    monkeypatch.setenv("QCDC_LANG", "en")
    folder = small_campaign(tmp_path / "nho")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command of which the exit status is known, and return what it told."""

    def run_and_read(*arguments: str, status: int = 0) -> str:
        capsys.readouterr()
        assert run(list(arguments)) == status
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return run_and_read


def test_all_is_as_it_was_before(campaign: Path, told: Callable[..., str]) -> None:
    before = files_in(campaign)
    told(*IMPORT)
    after = files_in(campaign)
    assert {name for name in after if after[name] != before.get(name)} == {
        *REPLACED,
        MADE,
        UNDO,
        "records/imports.jsonl",
        ".qcdc/records.jsonl",
    }
    assert told("import", "--undo", "--dry-run") == (
        "Would undo the import of marks.csv:\n"
        "  units/a.yaml: as it was before.\n"
        "  units/b.yaml: as it was before.\n"
        "  kept/c-sheet.yaml: as it was before.\n"
        "  units/d.yaml: removed, since the import had made it.\n"
    )
    assert files_in(campaign) == after
    assert told("import", "--undo").startswith("Undid the import of marks.csv:\n  units/a.yaml: as it was before.\n")
    assert without_records(files_in(campaign)) == before
    told(*IMPORT)
    assert {**files_in(campaign), **LATER} == {**after, **LATER}


def test_undoing_twice_is_told(campaign: Path, told: Callable[..., str]) -> None:
    assert "Q788" in told("import", "--undo", status=2)
    told(*IMPORT)
    told("import", "--undo")
    restored = files_in(campaign)
    for dry in ([], ["--dry-run"]):
        assert "Q788 error: There is no import left to undo." in told("import", "--undo", *dry, status=2)
    assert files_in(campaign) == restored


def test_in_vietnamese(campaign: Path, told: Callable[..., str]) -> None:
    told(*IMPORT)
    assert told("--lang", "vi", "import", "--undo", "-n").startswith("Sẽ hoàn tác lần nhập marks.csv; chưa ghi gì:\n")
    assert told("--lang", "vi", "import", "--undo") == (
        "Đã hoàn tác lần nhập marks.csv:\n"
        "  units/a.yaml: trở lại như trước khi nhập.\n"
        "  units/b.yaml: trở lại như trước khi nhập.\n"
        "  kept/c-sheet.yaml: trở lại như trước khi nhập.\n"
        "  units/d.yaml: xóa, vì do lần nhập này tạo.\n"
    )
    assert "Không có lần nhập nào để hoàn tác." in told("--lang", "vi", "import", "--undo", status=2)


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_what_was_edited_since_is_told_and_nothing_undone(
    campaign: Path, told: Callable[..., str], dry: list[str]
) -> None:
    told(*IMPORT)
    (campaign / "units" / "b.yaml").write_text(SHEET.format(unit="b"), encoding="utf-8")
    (campaign / MADE).unlink()
    edited = files_in(campaign)
    err = told("import", "--undo", *dry, status=1)
    assert "units/b.yaml: Q789 error: This file was edited after that import" in err
    assert "units/d.yaml: Q789 error: This file was deleted after that import" in err
    assert err.count("Q789") == 2
    assert files_in(campaign) == edited


def test_what_lies_beside_may_be_edited(campaign: Path, told: Callable[..., str]) -> None:
    told(*IMPORT)
    (campaign / "rubric.yaml").write_text("rubric: [", encoding="utf-8")
    told("import", "--undo")
    assert "I.1: 5" in (campaign / "units" / "a.yaml").read_text(encoding="utf-8")


def test_an_import_of_nothing_new_is_none(campaign: Path, told: Callable[..., str]) -> None:
    before = files_in(campaign)
    told(*IMPORT)
    assert told(*IMPORT) == "marks.csv: nothing new.\n"
    told("import", "--undo")
    assert without_records(files_in(campaign)) == before


def test_the_last_of_two_imports_is_undone(campaign: Path, told: Callable[..., str]) -> None:
    told(*IMPORT)
    after = files_in(campaign)
    (campaign / "more.csv").write_text("unit,id,mark,reason\na,I.1,9,Đo lại\n", encoding="utf-8")
    told("import", "more.csv", "--stage", "board", "--force")
    assert told("import", "--undo") == "Undid the import of more.csv:\n  units/a.yaml: as it was before.\n"
    assert files_in(campaign) == {**files_in(campaign), **{name: after[name] for name in (*REPLACED, MADE)}}
    assert "Q788" in told("import", "--undo", status=2)


def test_after_forms_are_undone_they_are_as_if_they_had_not_come(
    campaign: Path, told: Callable[..., str], tmp_path: Path
) -> None:
    """What is known of them goes too: the same form is new again, and no correction of itself."""
    from openpyxl import load_workbook

    told("form", "a", "--stage", "self", "-o", "ve/")
    (file,) = (campaign / "ve").iterdir()
    book = load_workbook(file)
    sheet = book.worksheets[0]
    row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == "c:I.1")
    column = next(column for column in range(1, 60) if sheet.cell(1, column).value == "mark")
    for number in (6, 7):
        before = files_in(campaign)
        sheet.cell(row, column).value = number
        book.save(file)
        told("import", "ve/")
    told("import", "--undo")
    assert "I.1: 6" in (campaign / "units" / "a.yaml").read_text(encoding="utf-8")
    records = (campaign / ".qcdc" / "imports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["earlier"] for line in records[1:]] == [[]]
    assert files_in(campaign)[".qcdc/imports.jsonl"] == before[".qcdc/imports.jsonl"]
    told("import", "ve/")
    assert "I.1: 7" in (campaign / "units" / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"qcdc": "undo", "version": 2, "about": []}',
        b'{"qcdc": "imports", "version": 1, "about": []}',
        b'{"qcdc": "undo", "version": 1, "about": []}\n{}',
        b'{"qcdc": "undo", "version": 1, "about": []}\n{"path": "a", "old": "?", "new": "x"}',
        b'{"qcdc": "undo", "version": 1, "about": []}\n{"path": "../a", "old": null, "new": "x"}',
        b'{"qcdc": "undo", "version": 1, "about": []}\n{"path": ".qcdc-lock", "old": null, "new": "x"}',
    ],
)
def test_a_damaged_record_is_told(campaign: Path, told: Callable[..., str], content: bytes) -> None:
    (campaign / UNDO).parent.mkdir()
    (campaign / UNDO).write_bytes(content)
    before = files_in(campaign)
    assert f"Q790 error: `{UNDO}` cannot be used" in told("import", "--undo", status=2)
    assert files_in(campaign) == before
    told(*IMPORT)
    told("import", "--undo")


def test_a_record_from_elsewhere_leads_nowhere_outside(campaign: Path, told: Callable[..., str]) -> None:
    """A campaign may come from anybody: undoing writes nowhere but in it, not even through a link."""
    outside = campaign.parent / "ngoai.yaml"
    outside.write_bytes(b"x")
    (campaign / "lien-ket").symlink_to("..")
    told(*IMPORT)
    head = (campaign / UNDO).read_bytes().splitlines()[0]
    new = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of b"x"
    for path in (str(outside), "lien-ket/ngoai.yaml"):
        line = {"path": path, "old": base64.b64encode(b"y").decode(), "new": new}
        (campaign / UNDO).write_bytes(head + b"\n" + json.dumps(line).encode())
        assert "Q106" in told("import", "--undo", status=2)
    assert outside.read_bytes() == b"x"


def test_options_that_an_undo_does_not_take(campaign: Path, told: Callable[..., str]) -> None:
    for more in (["marks.csv"], ["--force"], ["--each"], ["--stage", "board"], ["--period", "p1"], ["--from", "csv"]):
        assert "Q909" in told("import", "--undo", *more, status=2)
    assert "Q903" in told("import", status=2)


def test_a_sheet_in_other_encodings_comes_back_byte_for_byte(campaign: Path, told: Callable[..., str]) -> None:
    sheet = campaign / "units" / "a.yaml"
    for data in (SHEET.format(unit="a").encode("utf-16"), b"\xef\xbb\xbf" + SHEET.format(unit="a").encode()):
        sheet.write_bytes(data)
        told(*IMPORT)
        told("import", "--undo")
        assert sheet.read_bytes() == data
