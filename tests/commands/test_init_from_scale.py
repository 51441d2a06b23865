"""`qcdc init --from`: a campaign from a scale that exists as a table, and what the secretary is told."""

import csv
import json
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.office import Office
from tests.scale import examples
from tests.scale.examples import save
from tests.workbook.reading import word_files
from tests.workbook.reading.builder import container


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_complete_scale_becomes_a_campaign_that_checks_clean(qcdc: Qcdc) -> None:
    save(Path("thang.xlsx"), examples.PLAIN)
    ran = qcdc("init", "dot", "--from", "thang.xlsx", "-u", "Xã Phú An", "-u", "Xã Phú Hữu")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == (
        "thang.xlsx › Thang điểm: 2 mục, 4 tiêu chí, tổng 100 điểm; 4 nội dung cần quyết định.\nĐã tạo dot với 2 "
        "phiếu trống. Tiếp theo: xử lý các dòng `# ?` trong dot/rubric.yaml, sửa qcdc.yaml, điền phiếu, rồi chạy "
        "`qcdc check`.\n"
    )
    checked = qcdc("-C", "dot", "check", "-f", "json")
    assert checked.status == 0
    assert {problem["code"] for problem in json.loads(checked.out)["problems"]} == {"Q545", "Q618"}
    assert qcdc("-C", "dot", "rank").status == 0
    assert sorted(path.name for path in Path("dot/units").iterdir()) == ["phu-an.yaml", "phu-huu.yaml"]
    assert "# Ngân sách (tối đa 35,5)" in Path("dot/units/phu-an.yaml").read_text(encoding="utf-8")


def test_a_scale_with_gaps_becomes_a_campaign_without_sheets_and_says_what_is_next(qcdc: Qcdc) -> None:
    save(Path("thang.xlsx"), examples.CHOICES)
    ran = qcdc("init", "dot", "--from", "thang.xlsx")
    assert ran.status == 0
    assert ran.err.splitlines()[1] == (
        "Đã tạo thư mục dot; chưa tạo phiếu vì thang điểm còn thiếu nội dung hoặc tổng điểm chưa khớp. Tiếp theo: "
        "xử lý các dòng `# ?` trong dot/rubric.yaml, chạy `qcdc -C dot check` đến khi hết lỗi, sửa qcdc.yaml, rồi tạo "
        "biểu mẫu bằng `qcdc form`."
    )
    assert sorted(path.name for path in Path("dot").iterdir()) == [
        ".gitattributes",
        "qcdc.yaml",
        "rubric.yaml",
        "schemas",
    ]
    checked = qcdc("-C", "dot", "check", "-f", "json")
    lines = Path("dot/rubric.yaml").read_text(encoding="utf-8").splitlines()
    found = [(problem["code"], lines[problem["line"] - 1].strip()) for problem in json.loads(checked.out)["problems"]]
    title = "# ? Phía trên bảng không có tên thang điểm: ghi tên."
    assert (checked.status, found) == (1, [("Q545", title), ("Q308", "points:"), ("Q308", "points:")])


def test_what_the_table_contradicts_is_shown_by_check_too(qcdc: Qcdc) -> None:
    save(Path("thang.xlsx"), examples.DOTTED)
    assert qcdc("init", "dot", "--from", "thang.xlsx").status == 0
    codes = [line.split()[1] for line in qcdc("-C", "dot", "check").out.splitlines() if " lỗi: " in line]
    assert codes == ["Q501"]


def test_nothing_is_asked_for_twice(qcdc: Qcdc) -> None:
    """What the table says is not asked for in qcdc.yaml; what `check` tells of is no line `# ?` besides."""
    above = ["(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 02/01/2026)"]
    rows = [row[:4] for row in examples.PLAIN[:-1]]  # without the column of evidence
    save(Path("thang.xlsx"), [above, *rows, [None, "Tổng cộng", 100]])
    assert qcdc("init", "dot", "--from", "thang.xlsx").status == 0
    campaign = Path("dot/qcdc.yaml").read_text(encoding="utf-8")
    assert "\nbasis: Quyết định số 15/QĐ-UBND ngày 02/01/2026\n" in campaign
    asked = [line for line in Path("dot/rubric.yaml").read_text(encoding="utf-8").splitlines() if "# ? " in line]
    assert not [line for line in asked if "minh chứng" in line]
    evidence = [line for line in qcdc("-C", "dot", "check").out.splitlines() if "Q512" in line]
    assert [line.partition(": ")[2] for line in evidence] == ["Q512 cảnh báo: Cả 4 tiêu chí chưa quy định minh chứng."]


def test_csv_and_ods_are_read_like_xlsx(qcdc: Qcdc, office: Office) -> None:
    save(Path("don-gian.xlsx"), examples.PLAIN)
    rows = [["" if cell is None or str(cell).startswith("=") else f"{cell}" for cell in row] for row in examples.PLAIN]
    with Path("don-gian.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([[cell.replace(".", ",") for cell in row] for row in rows])
    (saved,) = office([Path("don-gian.xlsx")], "ods").values()
    Path("don-gian.ods").write_bytes(saved.read_bytes())
    texts = {}
    for suffix in ("xlsx", "csv", "ods"):
        assert qcdc("init", suffix, "--from", f"don-gian.{suffix}").status == 0
        text = Path(suffix, "rubric.yaml").read_text(encoding="utf-8")
        texts[suffix] = text[text.index("rubric: ") :]
    assert texts["ods"] == texts["xlsx"]
    unsaid = "# ? Bảng không ghi tổng; đây là tổng các mục.\n"  # a formula cannot stand in a table of texts
    assert texts["csv"].replace(unsaid, "") == texts["xlsx"]


def test_nothing_is_written_when_the_table_cannot_be_read(qcdc: Qcdc) -> None:
    rows = [["STT", "Nội dung", "Điểm tối đa"], [1, "a", "=1+1"], [2, None, 5], [3, "c", "1.000"]]
    save(Path("thang.xlsx"), rows)
    ran = qcdc("init", "dot", "--from", "thang.xlsx")
    assert (ran.status, ran.out, Path("dot").exists()) == (1, "", False)
    told = [line.partition(" lỗi: ")[0] for line in ran.err.splitlines() if " lỗi: " in line]
    assert sorted(told) == [
        "thang.xlsx › Thang điểm › B3: Q755",
        "thang.xlsx › Thang điểm › C2: Q754",
        "thang.xlsx › Thang điểm › C4: Q302",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "thang.xlsx", "--rubric", "qcdc-cap-xa-2020"), "Q909"),
        (("--from", "khong-co.xlsx"), "Q101"),
    ],
)
def test_what_cannot_run_writes_nothing(qcdc: Qcdc, arguments: tuple[str, ...], code: str) -> None:
    save(Path("thang.xlsx"), examples.PLAIN)
    ran = qcdc("init", "dot", *arguments)
    assert (ran.status, Path("dot").exists()) == (2, False)
    assert code in ran.err


def test_a_file_without_a_scale_is_refused_with_what_is_looked_for(qcdc: Qcdc) -> None:
    save(Path("khac.xlsx"), [["Họ và tên", "Chức vụ"], ["Nguyễn Văn A", "Bí thư"]])
    ran = qcdc("init", "dot", "--from", "khac.xlsx")
    assert (ran.status, Path("dot").exists()) == (1, False)
    assert "Q751" in ran.err
    assert "Điểm tối đa" in ran.err


def test_everything_is_said_in_english_too(qcdc: Qcdc) -> None:
    save(Path("scale.xlsx"), examples.ENGLISH)
    ran = qcdc("--lang", "en", "init", "campaign", "--from", "scale.xlsx")
    assert ran.status == 0
    assert ran.err.splitlines()[0] == (
        "scale.xlsx › Thang điểm: groups 2, criteria 4, total 100; decisions left open: 9."
    )
    text = Path("campaign/rubric.yaml").read_text(encoding="utf-8")
    assert "# ? May bonus lift a total above the full scale (yes, no)?\n  above_total:\n" in text


def test_an_existing_folder_is_left_alone(qcdc: Qcdc) -> None:
    save(Path("thang.xlsx"), examples.PLAIN)
    Path("dot").mkdir()
    Path("dot/rubric.yaml").write_text("mine", encoding="utf-8")
    ran = qcdc("init", "dot", "--from", "thang.xlsx")
    assert ran.status == 2
    assert "Q114" in ran.err
    assert Path("dot/rubric.yaml").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in Path("dot").iterdir()) == ["rubric.yaml"]


def test_a_scale_in_a_word_document(qcdc: Qcdc) -> None:
    rows = [["STT", "Nội dung", "Điểm"], ["1", "Họp", "4,5"], ["2", "Kế hoạch", "5,5"]]
    word_files.save_table(Path("thang.docx"), rows, above=["THANG ĐIỂM NĂM 2026"])
    ran = qcdc("init", "dot", "--from", "thang.docx", "-u", "Xã Phú An")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("thang.docx › Bảng 1: 0 mục, 2 tiêu chí, tổng 10 điểm; ")
    assert "name: THANG ĐIỂM NĂM 2026" in Path("dot/rubric.yaml").read_text(encoding="utf-8")
    tracked = "<w:p><w:ins><w:r><w:t>THANG ĐIỂM</w:t></w:r></w:ins></w:p>"
    cells = ([word_files.paragraph(text) for text in row] for row in rows)
    Path("thang.docx").write_bytes(word_files.docx(tracked + word_files.table(*cells)))
    assert "Văn bản có thay đổi chưa duyệt (Track Changes)" in qcdc("init", "hai", "--from", "thang.docx").err


def test_an_old_word_document_is_told_how_to_be_saved(qcdc: Qcdc) -> None:
    Path("thang.doc").write_bytes(container("WordDocument"))
    ran = qcdc("init", "dot", "--from", "thang.doc")
    assert (ran.status, ran.out, Path("dot").exists()) == (1, "", False)
    assert "thang.doc: Q778 lỗi: Tệp là một văn bản Word cũ (.doc)" in ran.err
    Path("thang.xls").write_bytes(container("Workbook"))
    assert "kiểu Sổ làm việc Excel (*.xlsx)" in qcdc("init", "dot", "--from", "thang.xls").err
