"""Sealed results: every command shows them as they were sealed, or refuses and names what changed."""

import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from tests.commands.conftest import Qcdc
from tests.seals.sealed import EXAMPLE, seal, sealed_example

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
    assert f"{SHEET}:22:5: Q022 lỗi: `marks/I.3/self` khác với lúc niêm phong: lúc đó `3,75`, nay `3,5`." in ran.err
    assert f"{SHEET}:21:3: Q051 lỗi: Xã Đông Thạnh, I.3: " in ran.err
    assert "Tự chấm 3,75 → 3,5" in ran.err
    if "index" not in line and "yaml" not in line:  # these look at one unit's marks
        assert f"{SHEET}:7:1: Q051 lỗi: Xã Đông Thạnh: điểm 91,1 → 90,85" in ran.err
    assert sorted(sealed.rglob("*")) == before


def test_what_is_not_sealed_stays_as_it_was(sealed: Path, qcdc: Qcdc) -> None:
    """The half-year is another period; a later one that is sealed says nothing about it."""
    change_mark(sealed)
    assert qcdc("rank").status == 0


def test_ranks_of_an_earlier_period_are_the_sealed_ones(
    tmp_path: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they part units that are level, nothing is told or sealed by others; beside a ranking none are shown."""
    folder = shutil.copytree(EXAMPLE.parent / "chi-so-phan-tram", tmp_path / "campaign")
    monkeypatch.chdir(folder)
    seal(folder, "2024-h1")
    level = "Hạng 1 và 2: xã Suối Mây và xã Suối Gió bằng tổng điểm"
    assert level in qcdc("rank", "--period", "2024").out
    sheet = folder / "units/suoi-may/2024-h1.yaml"
    sheet.write_text(re.sub("A.1: .*", "A.1: 10", sheet.read_text("utf-8")), "utf-8")
    for line in ("rank", "score", "seal"):
        ran = qcdc(*line.split(), "--period", "2024")
        assert (ran.status, ran.out) == (1, "")
        assert "seals/2024-h1.yaml: Q050 lỗi: Kết quả kỳ 2024-h1" in ran.err
        assert "units/suoi-may/2024-h1.yaml:13:3: Q022 lỗi: `marks/A.1` khác với lúc niêm phong" in ran.err
    assert sorted(one.name for one in (folder / "seals").iterdir()) == ["2024-h1.1.zip", "2024-h1.yaml"]


def test_movement_is_shown_since_the_sealed_ranks_alone(
    tmp_path: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(EXAMPLE, tmp_path / "campaign")
    monkeypatch.chdir(folder)
    seal(folder, HALF)
    assert qcdc("rank", "--period", "2020").status == 0
    sheet = folder / "units/phu-tan.yaml"
    marks = sheet.read_text("utf-8")
    sheet.write_text(marks.replace("    bloc: tot\n", "    bloc: {mark: chua, reason: Chậm}\n", 1), "utf-8")
    ran = qcdc("rank", "--period", "2020")
    assert (ran.status, ran.out) == (1, "")
    assert f"seals/{HALF}.yaml: Q050" in ran.err
    assert qcdc("score", "--period", "2020").status == 0


def test_without_its_copy_the_files_are_named(sealed: Path, qcdc: Qcdc) -> None:
    change_mark(sealed)
    (sealed / "seals/2020.1.zip").unlink()
    for line in (["rank"], ["score", SHEET]):
        ran = qcdc(*line, "--period", "2020")
        assert [code for code in ("Q022", "Q023", "Q050", "Q051", "Q052") if code in ran.err] == [
            "Q023",
            "Q050",
            "Q052",
        ]
        assert ran.status == 1
    assert qcdc("score", "units/2020/nga-sau.yaml", "--period", "2020").status == 0


def test_files_that_are_gone_or_new_are_named(sealed: Path, qcdc: Qcdc) -> None:
    old, new = sealed / SHEET, sealed / "units/2020/moi.yaml"
    old.rename(new)
    change = new.read_text("utf-8").replace(MARK, "    self: 3,5\n", 1)
    new.write_text(change, "utf-8")
    ran = qcdc("rank", "--period", "2020")
    assert f"{SHEET}: Q020" in ran.err
    assert "units/2020/moi.yaml: Q021" in ran.err


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
    assert (
        "Q022 lỗi: `blocs/dan-van/rubric` khác với lúc niêm phong: lúc đó `qcdc-cap-xa-2020`, nay `coarse.yaml`."
        in ran.err
    )
    assert ran.err.count("Q022") + ran.err.count("Q051") == 60
    assert "Q053 lỗi: Còn" in ran.err
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


REASON = "Cộng nhầm I.3 <b>của</b> {{x}}"
HALF = "2020-h1"


class Sealed(NamedTuple):
    """A campaign of which the year is sealed and corrected, and the half-year sealed provisionally, with the codes."""

    folder: Path
    first: str
    code: str
    provisional: str


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """Return a campaign that tests only read."""
    folder = tmp_path_factory.mktemp("corrected") / "campaign"
    first = sealed_example(folder)
    change_mark(folder, "    self: 3,75\n    bloc: {mark: 3.5, reason: Chậm}\n")
    code = seal(folder, "2020", sort="erratum", corrects="1", reason=REASON)
    return Sealed(folder, first, code, seal(folder, HALF, provisional="yes", open=["Xã Phú An chưa chấm xong"]))


STYLES = ("table", "csv", "md", "json")
SHOWN = (
    *(f"{line} --format {style}" for line in ("rank", "rank --all", "rank --by bloc", "changes") for style in STYLES),
    *(f"score --detail --format {style}" for style in STYLES),
    *(f"{line} --format json" for line in ("appeals", "notes", "evidence index phu-an", "explain phu-an")),
    *("score phu-an", "score phu-an --format md", "explain phu-an", "explain phu-an I.3", "rubric stats"),
    *("notes", "evidence phu-an", "appeals", "margins", "rank --stage self", "rubric stats --format json"),
    "compare 2020-h1 2020",
)


@pytest.mark.parametrize("line", SHOWN)
def test_what_is_shown_has_the_code_and_the_errata(
    corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Every view in every format has the code of the erratum with its reason, and not that of the seal before it."""
    monkeypatch.chdir(corrected.folder)
    ran = qcdc(*line.split(), *([] if line.startswith("compare") else ["--period", "2020"]))
    assert ran.status == 0
    assert corrected.code in ran.out
    assert corrected.first not in ran.out
    assert (corrected.provisional in ran.out) is line.startswith("compare")
    assert "Cộng nhầm" in ran.out


def test_a_provisional_seal_is_marked_as_that(corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corrected.folder)
    screen = qcdc("rank").out
    assert f"Mã niêm phong tạm tính: {corrected.provisional} (niêm phong số 3, " in screen
    assert "Chưa xong khi niêm phong: Xã Phú An chưa chấm xong\n" in screen
    assert f",{corrected.provisional} (tạm tính)\n" in qcdc("rank", "--format", "csv").out
    seal_object = json.loads(qcdc("rank", "--format", "json").out)["seal"]
    assert (seal_object["provisional"], seal_object["open"]) == (True, ["Xã Phú An chưa chấm xong"])
    assert f"Provisional seal: {corrected.provisional} (seal 3, " in qcdc("rank", "--lang", "en").out


def test_the_workbook_prints_the_code_on_every_page(
    corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Below the ranking and on the sheet on the method with the errata, at the foot of each page by itself."""
    monkeypatch.chdir(corrected.folder)
    target = tmp_path / "a.xlsx"
    assert qcdc("export", str(target), "--period", "2020").status == 0
    book = load_workbook(target)
    texts = {sheet.title: [str(cell.value) for row in sheet for cell in row if cell.value] for sheet in book}
    for title in ("Xếp hạng", "Cách tính"):
        whole = "\n".join(texts[title])
        assert f"Mã niêm phong: {corrected.code} (đính chính số 2, " in whole
        assert REASON in whole
    feet = {str(sheet.oddFooter.center.text) for sheet in book}
    assert feet == {f"Mã niêm phong: {corrected.code}"}
    listed = tmp_path / "b.xlsx"
    assert qcdc("evidence", "index", "phu-an", "--period", "2020", "-o", str(listed)).status == 0
    sheet = load_workbook(listed).active
    assert sheet is not None
    assert sheet.oddFooter.center.text == f"Mã niêm phong: {corrected.code}"


def test_pages_have_the_code_and_reasons_stay_text(
    corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The page has it above the button and with each of the eight units; every page of the site has it."""
    monkeypatch.chdir(corrected.folder)
    assert qcdc("export", str(tmp_path / "a.html"), "--public", "--period", "2020").status == 0
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count(corrected.code) == 1 + 8
    assert page.count("Cộng nhầm I.3 &lt;b&gt;của&lt;/b&gt; {{x}}") == 1
    assert qcdc("export", "--site", str(tmp_path / "site"), "--period", "2020").status == 0
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) == 9
    assert [one for one in pages if corrected.code not in one.read_text("utf-8")] == []


PAPERS = ("report", "minutes", "submission", "notice", "index", "ranking")


def test_papers_have_the_code_near_their_foot(
    corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In Word; a PDF is made of the same parts. Who signs confirms it, and minutes say that it was seen."""
    monkeypatch.chdir(corrected.folder)
    for kind in PAPERS:
        ran = qcdc("export", str(tmp_path / f"{kind}.docx"), "--document", kind, "--period", "2020")
        assert ran.status == 0
    assert qcdc("export", str(tmp_path / "letters.docx"), "--letters", "--period", "2020").status == 0
    assert qcdc("changes", "-o", str(tmp_path / "changes.docx"), "--period", "2020").status == 0
    for kind in (*PAPERS, "letters", "changes"):
        lines = [one.text for one in Document(str(tmp_path / f"{kind}.docx")).paragraphs]
        own = [at for at, line in enumerate(lines) if corrected.code in line]
        assert len(own) == (8 if kind in ("letters", "index") else 1), kind
        line, erratum = lines[own[0]], lines[own[0] + 1]
        assert line.startswith(f"Mã niêm phong: {corrected.code} (đính chính số 2, "), kind
        assert REASON in erratum, kind
        if kind == "minutes":  # the meeting of the example was in 2020
            assert "niêm phong sau cuộc họp; chủ trì và thư ký đã đối chiếu mã này" in line
        else:
            assert ("Người ký văn bản này xác nhận mã nêu trên." in line) is (kind != "changes"), kind


def test_minutes_of_a_later_meeting_say_that_it_has_seen_the_code(sealed: Path, qcdc: Qcdc, tmp_path: Path) -> None:
    campaign = sealed / "qcdc.yaml"
    campaign.write_text(re.sub(r"date: 2020-12-28", "date: 2999-12-28", campaign.read_text("utf-8")), "utf-8")
    assert qcdc("export", "a.docx", "--document", "minutes", "--period", "2020").status == 0
    whole = "\n".join(one.text for one in Document("a.docx").paragraphs)
    assert "Cuộc họp đã xem mã này và đối chiếu với mã trên bảng xếp hạng" in whole


NAMES = {"vi": ("mã niêm phong", "niêm phong", "đính chính"), "en": ("seal", "sealed", "errata")}


@pytest.mark.parametrize("language", NAMES)
def test_layouts_ask_for_the_code(
    corrected: Sealed, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    """In Excel and Word, in both languages."""
    monkeypatch.chdir(corrected.folder)
    book, document = Workbook(), Document()
    for row, name in enumerate(NAMES[language], 1):
        book.active.cell(row, 1, "{{" + name + "}}")  # type: ignore[union-attr]
        document.add_paragraph("{{" + name + "}}")
    book.save(tmp_path / "layout.xlsx")
    document.save(str(tmp_path / "layout.docx"))
    for suffix in ("xlsx", "docx"):
        target, layout = str(tmp_path / f"{language}.{suffix}"), str(tmp_path / f"layout.{suffix}")
        ran = qcdc("export", target, "--template", layout, "--period", "2020", "--lang", language)
        assert ran.status == 0
    cells = [row[0] for row in load_workbook(tmp_path / f"{language}.xlsx").active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    lines = [one.text for one in Document(str(tmp_path / f"{language}.docx")).paragraphs]
    for code, named, errata in (cells, lines):
        assert code == corrected.code
        assert str(named).startswith("đính chính số 2, " if language == "vi" else "erratum 2, ")
        assert REASON in str(errata)


def test_another_bloc_has_no_code(two_blocs: Path, qcdc: Qcdc) -> None:
    """Where one of two blocs is sealed, what stands together says which."""
    code = seal(two_blocs, "2024", "ha-nguon")
    upper, lower = qcdc("rank").out.split("\n\nCụm các xã huyện Hạ Nguồn\n")
    assert (code in upper, code in lower) == (False, True)
    assert f"\nCụm các xã huyện Hạ Nguồn: Mã niêm phong: {code} (" in qcdc("rank", "--all").out
    rows = [line.rpartition(",") for line in qcdc("rank", "--all", "--format", "csv").out.splitlines()[1:]]
    assert {("Hạ Nguồn" in line, last) for line, _, last in rows} == {(True, code), (False, "")}
    assert list(json.loads(qcdc("score", "--format", "json").out)["seals"]) == ["ha-nguon"]
    upper_sheet = two_blocs / "units/suoi-may/2024.yaml"
    upper_sheet.write_text(upper_sheet.read_text("utf-8").replace("  A.1: 95 ", "  A.1: 50 "), "utf-8")
    assert code in qcdc("rank", "--all").out
