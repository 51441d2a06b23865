"""Refused forms go back marked: red cells with notes, a list in front; corrected, the same file is imported."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from qcdc_cli.forms.replies.faults import Fault, FaultList
from qcdc_cli.forms.replies.marked_copy import marked_copy
from qcdc_cli.workbook.reading import Book, read_book
from tests.forms.desk import TAB, Desk
from tests.forms.filling import Form
from tests.forms.writers.make import FILES
from tests.office import Office

pytestmark = pytest.mark.slow  # rounds of whole commands


FAULTS: dict[tuple[str, str], Any] = {
    ("c:I.1", "mark"): "Rất tốt",
    ("c:I.2", "state"): "Không phát sinh",  # without a reason
    ("c:I.3", "mark"): 7.3,
    ("c:I.4", "mark"): "7/9",
}
CORRECT: dict[tuple[str, str], Any] = {
    ("c:I.1", "mark"): "Khá (3)",
    ("c:I.2", "reason"): "Không có",
    ("c:I.3", "mark"): 7.5,
    ("c:I.4", "mark"): 7,
    ("c:I.4", "target"): 9,
}

PICK = "Bấm vào ô và chọn trong danh sách. Cho phép: Hòa đồng tốt (5); Khá (3); Kém (0)."


def opened(file: Path) -> Workbook:
    return load_workbook(io.BytesIO(file.read_bytes()))


def red(book: Workbook) -> dict[str, str]:
    """Return the areas of the form that are red, and while what holds."""
    rules = book[TAB].conditional_formatting
    return {
        str(area.sqref): rule.formula[0].removeprefix('AND(N("qcdc")=0,')[:-1]
        for area in rules
        for rule in area.rules
        if rule.formula and rule.formula[0].startswith('AND(N("qcdc")=0,')
    }


def notes(book: Workbook) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text for row in book[TAB].iter_rows() for cell in row if cell.comment is not None
    }


def listed(book: Workbook) -> list[list[object]]:
    rows = book.worksheets[0].iter_rows(min_col=2, values_only=True)
    return [[value for value in row if value is not None] for row in rows]


def as_it_was(book: Workbook, tab: str) -> list[object]:
    """Return what a copy must keep of a worksheet: contents, limits, protection, looks of cells."""
    sheet = book[tab]
    cells = [(cell.coordinate, cell.value, cell.style_id) for row in sheet.iter_rows() for cell in row]
    rules = [(str(each.sqref), each.type, each.formula1) for each in sheet.data_validations.dataValidation]
    return [cells, sorted(rules, key=str), sheet.protection.sheet, sheet.sheet_state, sheet.print_title_rows]


def at(form: Form, row: str, column: str) -> str:
    return form.cell(row, column).coordinate


def test_a_refused_form_goes_back_marked_and_comes_in_when_it_is_corrected(desk: Desk) -> None:
    desk.filled(FAULTS)
    form = desk.form()
    level, reason = at(form, "c:I.1", "mark"), at(form, "c:I.2", "reason")
    number, ratio = at(form, "c:I.3", "mark"), at(form, "c:I.4", "mark")
    ran = desk.take("phu-an.xlsx", "--reply", "tra-lai")
    assert (ran.status, ran.out) == (1, "")
    assert "Đã ghi 1 bản trả lại: tra-lai.\nChưa ghi tệp nào.\n" in ran.err
    back = opened(desk.folder / "tra-lai/phu-an.xlsx")
    sent = opened(desk.folder / "phu-an.xlsx")
    assert back.sheetnames == ["Cần sửa", *sent.sheetnames]
    assert back.active is not None
    assert back.active.title == "Cần sửa"
    assert listed(back) == [
        ["NỘI DUNG CẦN SỬA"],
        ["Sửa các ô nền đỏ ngay trong tệp này rồi gửi lại; không cần xóa trang này."],
        ["Ô đã sửa thì không còn đỏ."],
        [],
        ["TT", "Ô", "Lỗi", "Đang ghi", "Cách sửa"],
        ["1", level, "“Rất tốt” không có trong danh sách chọn.", "Rất tốt", PICK],
        [
            *("2", number, "Điểm 7,3 không đúng mức của tiêu chí “I.3” (các mức cách nhau 0,5).", "7,3"),
            "Viết 7 hoặc 7,5.",
        ],
        [
            *("3", ratio, "“7/9” không phải là một số.", "7/9"),
            "Ghi 7 ở cột “Mức, số liệu hoặc điểm”, 9 ở cột “Chỉ tiêu” cùng dòng.",
        ],
        ["4", reason, "“I.2”: chọn “Không phát sinh” thì phải ghi lý do.", "", "Điền cột “Lý do” cùng dòng."],
    ]
    links = [cell.hyperlink for row in back.worksheets[0]["C6:C9"] for cell in row]
    assert [link.location for link in links if link] == [f"'{TAB}'!{each}" for each in (level, number, ratio, reason)]
    assert red(back) == {
        level: f'EXACT({level},"Rất tốt")',
        number: f"{number}=7.3",
        ratio: f'EXACT({ratio},"7/9")',
        reason: f"LEN({reason})=0",
    }
    assert notes(back)[number] == (
        "Điểm 7,3 không đúng mức của tiêu chí “I.3” (các mức cách nhau 0,5).\n→ Viết 7 hoặc 7,5."
    )
    assert notes(back).keys() == {level, number, ratio, reason}
    assert all(as_it_was(back, tab) == as_it_was(sent, tab) for tab in sent.sheetnames)
    for (row, column), value in CORRECT.items():
        back[TAB][at(form, row, column)].value = value
    back.save(desk.folder / "tra-lai/phu-an.xlsx")
    assert desk.taken("tra-lai/phu-an.xlsx") == []
    assert desk.marks() == {
        "I.1": {"self": "kha"},
        "I.2": {"not_applicable": "Không có"},
        "I.3": {"self": "7,5"},
        "I.4": {"self": {"actual": "7", "target": "9"}},
    }


def test_what_is_still_wrong_goes_back_again_without_the_marks_of_before(desk: Desk) -> None:
    form = desk.form()
    for (row, column), value in FAULTS.items():
        form.cell(row, column).value = value
    own = form.cell("c:I.5", "mark")
    own.comment = Comment("Ấp 3 chưa có", "An")
    form.cell("c:I.4", "mark").comment = Comment("xem lại", "An")
    desk.send(form)
    desk.take("phu-an.xlsx", "--reply", "lan-1")
    first = opened(desk.folder / "lan-1/phu-an.xlsx")
    ratio = at(form, "c:I.4", "mark")
    assert notes(first)[own.coordinate] == "Ấp 3 chưa có"
    assert notes(first)[ratio].endswith("cùng dòng.\nxem lại")
    for key in (("c:I.1", "mark"), ("c:I.2", "reason"), ("c:I.3", "mark")):
        first[TAB][at(form, *key)].value = CORRECT[key]
    first.save(desk.folder / "phu-an.xlsx")
    ran = desk.qcdc("--lang", "en", "import", "phu-an.xlsx", "--reply", "lan-2")
    assert "Wrote 1 copy to send back: lan-2.\n" in ran.err
    second = opened(desk.folder / "lan-2/phu-an.xlsx")
    assert second.sheetnames == first.sheetnames
    assert [row[1] for row in listed(second)[5:]] == [ratio]
    assert listed(second)[0] == ["NỘI DUNG CẦN SỬA"]
    assert listed(second)[5][2:] == listed(first)[7][2:]
    assert list(red(second)) == [ratio]
    assert notes(second).keys() == {own.coordinate, ratio}


def test_each_good_form_is_imported_and_each_bad_one_goes_back(desk: Desk) -> None:
    desk.filled({("c:I.3", "mark"): 7})
    desk.filled({("c:I.8", "mark"): "nhiều"}, "dong-phuoc-a")
    ran = desk.take("phu-an.xlsx", "dong-phuoc-a.xlsx", "--each", "--reply", "tra-lai")
    assert ran.status == 1
    assert desk.marks() == {"I.3": {"self": "7"}}
    assert [file.name for file in (desk.folder / "tra-lai").iterdir()] == ["dong-phuoc-a.xlsx"]


def test_files_of_one_name_from_two_folders_get_two_copies(desk: Desk) -> None:
    for folder in ("a", "b"):
        desk.write(f"{folder}/phieu.xlsx", (desk.folder / desk.filled(FAULTS)).read_bytes() + folder.encode())
    desk.take("a", "b", "--reply", "tra-lai")
    assert sorted(file.name for file in (desk.folder / "tra-lai").iterdir()) == ["phieu-2.xlsx", "phieu.xlsx"]


def test_what_gets_no_copy_is_told(desk: Desk) -> None:
    desk.write("a.ods", (FILES / "table-pandas-3.1.1.ods").read_bytes())
    desk.write("b.xlsx", b"no workbook")
    desk.filled({("c:I.3", "mark"): 5}, "nga-sau")  # the sheet says 7,5 since: not for the unit to correct
    desk.write("units/nga-sau.yaml", desk.read("units/nga-sau.yaml").replace("self: 7,5", "self: 6"))
    told = desk.refused("a.ods", "b.xlsx", "nga-sau.xlsx", "--reply", "tra-lai")
    assert [place for code, place in told if code == "Q797"] == ["a.ods", "b.xlsx", "nga-sau.xlsx"]


@pytest.mark.parametrize("first", ["--dry-run", "--each", "--lang"])
def test_the_same_command_again_replaces_what_nobody_touched_and_imports_what_is_right(desk: Desk, first: str) -> None:
    desk.filled({("c:I.3", "mark"): 7})
    desk.filled({("c:I.8", "mark"): "nhiều"}, "dong-phuoc-a")
    again = ("import", "phu-an.xlsx", "dong-phuoc-a.xlsx", "--each", "--reply", "tra-lai")
    desk.qcdc(*(("--lang", "en", *again) if first == "--lang" else (*again, first) if first == "--dry-run" else again))
    desk.filled({("c:I.3", "mark"): 8})
    desk.filled({("c:I.8", "mark"): "rất nhiều"}, "dong-phuoc-a")
    for _ in range(2):
        ran = desk.qcdc(*again)
        assert (ran.status, "Q798" in ran.err) == (1, False)
        assert desk.marks() == {"I.3": {"self": "8"}}
        assert [file.name for file in (desk.folder / "tra-lai").iterdir()] == ["dong-phuoc-a.xlsx"]
        assert listed(opened(desk.folder / "tra-lai/dong-phuoc-a.xlsx"))[5][3] == "rất nhiều"


def test_a_copy_that_was_saved_since_and_any_other_file_stay_beside_the_new_copy(desk: Desk) -> None:
    desk.filled(FAULTS)
    desk.write("tra-lai/phu-an.xlsx", b"no copy of ours")
    desk.take("phu-an.xlsx", "--reply", "tra-lai")
    second = desk.folder / "tra-lai/phu-an-2.xlsx"
    book = opened(second)
    book[TAB][at(desk.form(), "c:I.1", "mark")].value = "Khá (3)"
    book.save(second)
    kept = {file.name: file.read_bytes() for file in (desk.folder / "tra-lai").iterdir()}
    for _ in range(2):
        ran = desk.take("phu-an.xlsx", "--reply", "tra-lai")
        assert ran.status == 1
        assert "Giữ nguyên `tra-lai/phu-an.xlsx` đã có; bản trả lại mới là `tra-lai/phu-an-3.xlsx`." in ran.err
        now = {file.name: file.read_bytes() for file in (desk.folder / "tra-lai").iterdir()}
        assert now == kept | {"phu-an-3.xlsx": now["phu-an-3.xlsx"]}
    desk.write("phu-an.xlsx", kept["phu-an-2.xlsx"])  # sent back, with the list and its seal of before
    for _ in range(2):
        desk.take("phu-an.xlsx", "--reply", "lan-2")
    assert [file.name for file in (desk.folder / "lan-2").iterdir()] == ["phu-an.xlsx"]


def test_a_copy_speaks_the_language_of_its_form_and_names_what_officers_know(desk: Desk) -> None:
    desk.filled({("c:I.2", "state"): "Không phát sinh", ("c:I.3", "mark"): 7.3})
    assert desk.qcdc("--lang", "en", "form", "dong-phuoc-a", "-o", "en").status == 0
    (english,) = (desk.folder / "en").rglob("*.xlsx")
    form = Form(english.read_bytes())
    form.cell("c:I.1", "mark").value = "Very good"
    desk.send(form, "dong-phuoc-a.xlsx")
    said = [
        ["“Very good” is not in the list.", "Very good"],
        ["Điểm 7,3 không đúng mức của tiêu chí “I.3” (các mức cách nhau 0,5).", "7,3"],
        ["“I.2”: chọn “Không phát sinh” thì phải ghi lý do.", ""],
    ]
    for language in ("vi", "en"):
        desk.qcdc("--lang", language, "import", "dong-phuoc-a.xlsx", "phu-an.xlsx", "--reply", language + "-tra")
        copies = [opened(desk.folder / f"{language}-tra/{name}.xlsx") for name in ("dong-phuoc-a", "phu-an")]
        assert [book.sheetnames[0] for book in copies] == ["To correct", "Cần sửa"]
        assert [row[2:4] for book in copies for row in listed(book)[5:]] == said


def test_a_copy_names_units_and_stages_and_leaves_out_advice_for_who_keeps_the_campaign(desk: Desk) -> None:
    form = desk.form("nga-sau", "bloc")
    form.cell("c:I.3", "mark").value = 8  # the unit claims 7,5
    form.cell("c:I.3", "reason").value = None
    desk.send(form, "nga-sau.xlsx")
    desk.send(desk.form("dong-phuoc"), "phu-an.xlsx")
    desk.take("nga-sau.xlsx", "phu-an.xlsx", "--reply", "tra-lai")
    (differs,) = listed(opened(desk.folder / "tra-lai/nga-sau.xlsx"))[5:]
    assert differs[2] == "Điểm bước “Khối thẩm định” (8) khác bước “Tự chấm” (7,5) mà không ghi lý do."
    (other,) = listed(opened(desk.folder / "tra-lai/phu-an.xlsx"))[5:]
    assert other[-3:] == [
        "Tệp mang tên của “Xã Phú An” nhưng là biểu mẫu của “Xã Đông Phước”.",
        "phu-an.xlsx",
        "Gửi lại đúng biểu mẫu của đơn vị mình.",
    ]


def test_no_copy_takes_the_place_of_a_file_or_lies_among_those_to_import(desk: Desk) -> None:
    desk.filled(FAULTS)
    sent = (desk.folder / "phu-an.xlsx").read_bytes()
    desk.take("phu-an.xlsx", "--reply", ".")
    assert [file.name for file in sorted(desk.folder.glob("*.xlsx"))] == ["phu-an-2.xlsx", "phu-an.xlsx"]
    assert (desk.folder / "phu-an.xlsx").read_bytes() == sent
    desk.write("ve/phu-an.xlsx", (desk.folder / "phu-an.xlsx").read_bytes())
    for folder in ("ve", "ve/tra-lai"):
        before = desk.all_files()
        ran = desk.take("ve", "--reply", folder)
        assert (ran.status, "Q799" in ran.err, desk.all_files() == before) == (2, True, True)


def test_a_table_goes_back_too_and_a_file_is_no_folder(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Bảng"
    for row in (["id", "phu-an", "dong-phuoc-a"], ["I.3", 11, 7], ["I.1", "tốt nhất", None]):
        sheet.append(row)
    book.save(desk.folder / "bang.xlsx")
    ask = ("bang.xlsx", "--from", "table", "--stage", "self", "--reply")
    before = desk.all_files()
    ran = desk.take(*ask, "qcdc.yaml")
    assert (ran.status, "Q106" in ran.err, desk.all_files() == before) == (2, True, True)
    assert desk.take(*ask, "tra-lai", "--dry-run").status == 1
    back = opened(desk.folder / "tra-lai/bang.xlsx")
    assert [row[1] for row in listed(back)[5:]] == ["B2", "B3"]
    assert back["Bảng"]["B2"].comment is not None
    assert [cell.value for cell in back["Bảng"][2]] == ["I.3", 11, 7]


def contents(book: Book) -> list[object]:
    return [(tab.name, tab.cells, tab.merged, tab.hidden, tab.hidden_rows, tab.hidden_columns) for tab in book.tabs]


@pytest.mark.parametrize("file", [pytest.param(file, id=file.name) for file in sorted(FILES.glob("*.xlsx"))])
def test_copies_of_what_other_programs_wrote_hold_the_same(file: Path, tmp_path: Path) -> None:
    sent = read_book(file)
    name = sent.tabs[0].name
    faults = [Fault(name, cell, "Sai", "x", "Sửa", red=True) for cell in ("B2", "A1", "C9", "3:3", "D:D", "")]
    more = FaultList("Cần sửa", "NỘI DUNG", ["Sửa rồi gửi lại."], ["TT", "Ô", "Lỗi", "Đang ghi", "Cách sửa"], faults)
    data = marked_copy(file.read_bytes(), more)
    for _ in range(2):
        copy = tmp_path / "a.xlsx"
        copy.write_bytes(data)
        book = read_book(copy)
        assert book.tabs[0].name == "Cần sửa"
        assert [str(each) for each in contents(book)[1:]] == [str(each) for each in contents(sent)]
        assert {cell for cell, note in notes_of(copy, name).items() if "Sai" in note} == {"B2", "A1", "C9"}
        data = marked_copy(data, more)


def notes_of(file: Path, tab: str) -> dict[str, str]:
    cells = (cell for row in load_workbook(file)[tab].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment is not None}


def test_libreoffice_opens_a_copy_and_the_import_says_the_same(desk: Desk, office: Office) -> None:
    desk.filled(FAULTS)
    before = desk.refused("phu-an.xlsx")
    desk.take("phu-an.xlsx", "--reply", "tra-lai")
    marked = red(opened(desk.folder / "tra-lai/phu-an.xlsx"))
    (saved,) = office([desk.folder / "tra-lai/phu-an.xlsx"], "xlsx").values()
    assert red(opened(saved)) == marked
    desk.write("phu-an.xlsx", saved.read_bytes())
    assert desk.refused("phu-an.xlsx") == before
    desk.take("phu-an.xlsx", "--reply", "lan-2")
    again = opened(desk.folder / "lan-2/phu-an.xlsx")
    assert (red(again), notes(again).keys(), again.sheetnames[:2]) == (marked, marked.keys(), ["Cần sửa", TAB])
