"""Tables that a secretary keeps: what their headings and cells say, and that nothing in them is passed over."""

from typing import Any

import pytest
from openpyxl import Workbook

from tests.forms.desk import CAMPAIGN, Desk, Told, at, saved
from tests.fuzz.mutating import package_of, parts_of
from tests.office import Office

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


def table(desk: Desk, *rows: str, name: str = "a.csv") -> str:
    """Put a table on the desk, a line each, its fields separated by semicolons."""
    desk.write(name, "\n".join(rows) + "\n")
    return name


def take(desk: Desk, *rows: str, stage: str = "self") -> list[Told]:
    return desk.taken(table(desk, *rows), "--stage", stage)


def refuse(desk: Desk, *rows: str, stage: str | None = "self") -> list[Told]:
    return desk.refused(table(desk, *rows), *(() if stage is None else ("--stage", stage)))


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("id;phu-an", "I.3;7,5"),
        ("Mã;Xã Phú An", "I.3;7,5"),
        ("MÃ TIÊU CHÍ;xã phú an", "I.3;7,5"),
        ("Tiêu chí;Xã  Phú An", "I.3;7,5"),
        ("STT;id;Nội dung;Điểm tối đa;phu-an;Ghi chú", "9;I.3;Kế hoạch;10;7,5;xem lại"),
        ("Tiêu chí;Mã;phu-an", "Kế hoạch;I.3;7,5"),  # where there is a column of ids, one of criteria has their names
        ("criterion;phu-an;max", "I.3;7,5;10"),
    ],
)
def test_units_across(desk: Desk, heading: str, row: str) -> None:
    assert take(desk, heading, row) == []
    assert desk.marks() == {"I.3": {"self": "7,5"}}


def test_a_sheet_that_has_no_cells_in_the_file_is_told_beside_the_table_that_is_read(desk: Desk) -> None:
    book = Workbook()
    for values in (["Mã", "phu-an"], ["I.3", "7,5"]):
        book.worksheets[0].append(values)
    desk.write("a.xlsx", saved(book))
    parts = parts_of((desk.folder / "a.xlsx").read_bytes())
    sheets = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = sheets.replace(
        b"</sheets>", b'<sheet name="Module1" sheetId="7" r:id="" xmlns:r="r"/></sheets>'
    )
    desk.write("a.xlsx", package_of(parts))
    assert desk.taken("--from", "table", "a.xlsx", "--stage", "self") == [Told("Q776", "a.xlsx › Module1")]
    assert desk.marks() == {"I.3": {"self": "7,5"}}


def test_rows_above_the_heading_are_titles(desk: Desk) -> None:
    assert take(desk, "BẢNG TỔNG HỢP", ";;Năm 2020", "", "id;phu-an", "I.3;2") == []
    assert desk.marks() == {"I.3": {"self": "2"}}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("id;phu-an;Xã Phú Ân", "I.3;2;3"), [("Q745", "1:3")]),
        (("id;phu-an;Lý do", "I.3;2;Chậm"), [("Q745", "1:3")]),
        (("id;phu-an;Minh chứng", "I.3;2;QĐ"), [("Q745", "1:3")]),
        (("id;phu-an;", "I.3;2;9"), [("Q745", "2:3")]),
        (("id;phu-an;Xã Phú An", "I.3;2;3"), [("Q729", "1:3")]),
        (("unit;id;mark;reson", "phu-an;I.3;2;Chậm"), [("Q745", "1:4")]),
        (("unit;id;mark;điểm", "phu-an;I.3;2;3"), [("Q729", "1:4")]),
        (("a;b", "I.3;2"), [("Q744", "")]),
        (("id;điểm", "I.3;2"), [("Q744", "")]),
        (("phu-an;phu-huu", "I.3;2"), [("Q744", "")]),
    ],
)
def test_headings_that_nobody_knows(desk: Desk, rows: tuple[str, ...], told: list[tuple[str, str]]) -> None:
    expected = [Told(code, f"a.csv:{where}" if where else "a.csv") for code, where in told]
    assert refuse(desk, *rows) == expected


def test_the_nearest_unit_is_named(desk: Desk) -> None:
    said = desk.take(table(desk, "id;phu-ann", "I.3;2", "unit;x"), "--stage", "self").err
    assert "Q744" in said  # no unit at all
    said = desk.take(table(desk, "id;nga-sau;phu-ann", "I.3;;2"), "--stage", "self").err
    assert "có phải `phu-an`?" in said


def test_a_table_must_say_which_stage_it_is_of(desk: Desk) -> None:
    assert refuse(desk, "id;phu-an", "I.3;2", stage=None) == [Told("Q746", "a.csv")]
    assert desk.taken("a.csv", "--stage", "Tự chấm") == []


def test_one_stage_need_not_be_named(desk: Desk) -> None:
    desk.write("qcdc.yaml", CAMPAIGN.replace("  - {id: bloc, name: Khối thẩm định}\n", ""))
    desk.write("units/nga-sau.yaml", "unit: nga-sau\nperiod: 2020-h1\nmarks: {}\n")
    assert desk.taken(table(desk, "id;phu-an", "I.3;2")) == []
    assert desk.marks() == {"I.3": {"self": "2"}}


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("criterion", "cell", "said"),
    [
        ("I.3", "7,5", {"self": "7,5"}),
        ("I.3", "7.5", {"self": "7,5"}),
        ("I.3", "7,5 | Chậm hạn", {"self": {"mark": "7,5", "reason": "Chậm hạn"}}),
        ("I.3", "0", {"self": "0"}),
        ("I.1", "tot", {"self": "tot"}),
        ("I.1", "hoà đồng tốt", {"self": "tot"}),
        ("I.1", "Khá (3)", {"self": "kha"}),
        ("I.1", "Khá | Còn chậm", {"self": {"mark": "kha", "reason": "Còn chậm"}}),
        ("I.2", "Đạt", {"self": "đạt"}),
        ("I.2", "không đạt", {"self": "không đạt"}),
        ("I.4", "8/9", {"self": {"actual": "8", "target": "9"}}),
        ("I.4", "8 / 9 | Đủ", {"self": {"actual": "8", "target": "9", "reason": "Đủ"}}),
        ("I.5", "7", {"self": "7"}),
        ("I.6", "a, 12", {"self": ["a", "12"]}),
        ("I.6", "12", {"self": ["12"]}),
        ("I.6", "[a]", {"self": ["a"]}),
        ("I.6", "[]", {"self": []}),
        ("I.6", "chưa làm việc nào", {"self": []}),
        ("I.7", "1, 2, 2", {"self": ["1", "2", "2"]}),
        ("I.7", "2", {"self": "2"}),
        ("I.8", "2", {"self": "2"}),
        ("I.8", "KPS | Không có vụ việc", {"not_applicable": "Không có vụ việc"}),
        ("I.8", "Không phát sinh | Không có", {"not_applicable": "Không có"}),
        ("I.8", "n/a | Không có", {"not_applicable": "Không có"}),
    ],
)
def test_one_cell_says_all_of_a_mark(desk: Desk, criterion: str, cell: str, said: Any) -> None:
    assert take(desk, "id,phu-an", f'{criterion},"{cell}"') == []
    assert desk.marks() == {criterion: said}


@pytest.mark.parametrize(
    ("criterion", "cell", "code"),
    [
        ("I.3", "bảy", "Q301"),
        ("I.3", "5/1", "Q301"),
        ("I.3", "1.000", "Q302"),
        ("I.3", "90%", "Q301"),
        ("I.3", "11", "Q603"),
        ("I.3", "7,3", "Q605"),
        ("I.1", "Tuyệt", "Q606"),
        ("I.2", "có", "Q607"),
        ("I.4", "8/9/10", "Q301"),
        ("I.4", "8/", "Q301"),
        ("I.6", "z", "Q608"),
        ("I.6", ";", "Q615"),
        ("I.6", ",", "Q615"),
        ("I.7", ",", "Q615"),
        ("I.7", "nhất", "Q301"),
        ("I.8", "KPS", "Q741"),
        ("I.9", "1", "Q613"),  # the campaign does not assign it to the unit
        ("I", "3", "Q602"),
        ("I.33", "3", "Q601"),
    ],
)
def test_a_cell_that_says_no_mark(desk: Desk, criterion: str, cell: str, code: str) -> None:
    column = 1 if code in ("Q601", "Q602") else 2
    assert refuse(desk, "id,phu-an", f'{criterion},"{cell}"') == [Told(code, f"a.csv:2:{column}")]


def test_two_numbers_for_a_percentage_are_told_as_one(desk: Desk) -> None:
    rubric = desk.read("thang-diem.yaml").replace(
        "points: 10, step: 0.5,", 'points: 10, linear: {unit: "%", from: 0, to: 90},'
    )
    desk.write("thang-diem.yaml", rubric)
    assert refuse(desk, "id,phu-an,nga-sau", "I.3,79/91,0/0", "I.4,0/0,3/4") == [
        Told("Q301", "a.csv:2:2"),
        Told("Q301", "a.csv:2:3"),
        Told("Q301", "a.csv:3:2"),
    ]
    told = desk.take("a.csv", "--stage", "self").err
    assert "79/91 là ≈ 86,81%, nên gõ 86,81." in told
    assert told.count("Không phát sinh việc nào thì ghi `KPS | lý do`.") == 2


def test_no_remedy_speaks_of_yaml(desk: Desk) -> None:
    rows = ["id;phu-an;nga-sau", "I.3;5/1;1.000", "I.8;KPS;-1", "I.1;x;y"]
    assert "{" not in desk.take(table(desk, *rows), "--stage", "self").err


def test_blank_cells_say_nothing(desk: Desk) -> None:
    before = desk.read("units/nga-sau.yaml")
    assert take(desk, "id;nga-sau;phu-an", "I.1;;tot", "I.3; ;") == []
    assert desk.read("units/nga-sau.yaml") == before
    assert desk.marks() == {"I.1": {"self": "tot"}}


def test_a_reason_without_a_mark_is_told(desk: Desk) -> None:
    assert take(desk, "id;phu-an", "I.3;| Chậm", "I.1;tot") == [Told("Q749", "a.csv:2:2")]
    assert desk.marks() == {"I.1": {"self": "tot"}}


def test_a_criterion_twice(desk: Desk) -> None:
    assert refuse(desk, "id;phu-an", "I.3;2", "I.1;tot", "I.3;3") == [Told("Q729", "a.csv:4:2")]


def test_a_mark_that_is_there_already_is_overwritten_only_by_force(desk: Desk) -> None:
    rows = "id;dong-phuoc", "I.1;tot", "I.3;8"  # it says kha; it says 8
    assert refuse(desk, *rows) == [Told("Q739", "a.csv:2:2")]
    assert desk.taken("a.csv", "--stage", "self", "--force") == []
    assert desk.marks("dong-phuoc") == {"I.1": "tot", "I.3": "8"}


def test_a_later_stage_needs_reasons(desk: Desk) -> None:
    rows = "id;dong-phuoc", "I.1;kha", "I.3;7"
    assert refuse(desk, *rows, stage="bloc") == [Told("Q611", "a.csv:3:2")]
    assert "sau dấu |" in desk.take("a.csv", "--stage", "bloc").err
    assert take(desk, "id;dong-phuoc", "I.1;kha", "I.3;7 | Chậm", stage="bloc") == []
    assert desk.marks("dong-phuoc") == {
        "I.1": {"self": "kha", "bloc": "kha"},
        "I.3": {"self": "8", "bloc": {"mark": "7", "reason": "Chậm"}},
    }


def test_a_unit_outside_all_blocs(desk: Desk) -> None:
    desk.write("qcdc.yaml", CAMPAIGN.replace("phu-an, dong", "dong").replace(" phu-an: 8,", ""))
    assert refuse(desk, "id;phu-an", "I.3;2") == [Told("Q719", "a.csv:2:2")]


# ---------------------------------------------------------------- one mark a row

LONG = "unit;id;mark;target;reason;evidence;stage;period"


def test_one_mark_a_row(desk: Desk) -> None:
    rows = [
        LONG,
        "phu-an;I.3;7,5;;;;self;",
        "Xã Phú An;I.4;3;4;;;Tự chấm;2020-h1",
        "phu-an;I.8;KPS;;Không có vụ việc;;self;6 tháng đầu năm",
        'phu-an;I.1;tot;;;"Quyết định số 1\n- Biên bản";self;',
        "phu-an;I.3;7;;Chậm;;bloc;",
    ]
    assert desk.taken(table(desk, *rows)) == []
    assert desk.marks() == {
        "I.1": {"self": "tot", "evidence": ["Quyết định số 1", "Biên bản"]},
        "I.3": {"self": "7,5", "bloc": {"mark": "7", "reason": "Chậm"}},
        "I.4": {"self": {"actual": "3", "target": "4"}},
        "I.8": {"not_applicable": "Không có vụ việc"},
    }


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("phu-ann;I.3;7;;;;self;", "Q401", 1),
        (";I.3;7;;;;self;", "Q401", 1),
        ("phu-an;I.3;7;;;;tu-cham;", "Q404", 7),
        ("phu-an;I.3;7;;;;;", "Q404", 7),
        ("phu-an;I.3;7;;;;self;2021", "Q403", 8),
        ("phu-an;I.33;7;;;;self;", "Q601", 2),
        ("phu-an;;7;;;;self;", "Q601", 2),
        ("phu-an;I;7;;;;self;", "Q602", 2),
        ("phu-an;I.3;bảy;;;;self;", "Q301", 3),
        ("phu-an;I.3;7;9;;;self;", "Q748", 4),  # it is not measured against a target
        ("phu-an;I.4;7;chín;;;self;", "Q301", 4),
        ("phu-an;I.8;KPS;;;;self;", "Q741", 3),
    ],
)
def test_a_row_that_is_wrong(desk: Desk, row: str, code: str, column: int) -> None:
    assert refuse(desk, LONG, row, stage=None) == [Told(code, f"a.csv:2:{column}")]


@pytest.mark.parametrize("row", ["phu-an;I.3;;;Chậm;;self;", "phu-an;I.4;;9;;;self;"])
def test_a_row_without_its_mark_is_told(desk: Desk, row: str) -> None:
    assert desk.taken(table(desk, LONG, row, "phu-an;I.8;0;;;;self;")) == [Told("Q749", "a.csv:2:3")]
    assert desk.marks() == {"I.8": {"self": "0"}}


def test_two_documents_of_two_stages_for_one_criterion(desk: Desk) -> None:
    rows = [LONG, "phu-an;I.3;5;;;QĐ 1;self;", "phu-an;I.3;4;;Chậm;BB 2;bloc;"]
    assert desk.refused(table(desk, *rows)) == [Told("Q729", "a.csv:3:6")]
    assert desk.taken(table(desk, *rows[:2], rows[2].replace("BB 2", "QĐ 1"))) == []
    assert desk.marks()["I.3"]["evidence"] == ["QĐ 1"]


def test_evidence_alone_is_taken(desk: Desk) -> None:
    assert desk.taken(table(desk, LONG, "phu-an;I.3;;;;Quyết định;self;")) == []
    assert desk.marks() == {"I.3": {"evidence": ["Quyết định"]}}


# ---------------------------------------------------------------- files

ROWS: list[list[Any]] = [
    ["id", "phu-an", "nga-sau"],
    ["I.3", "7,5", None],
    ["I.6", "a, 12", "[]"],
    ["I.8", "KPS | Không có", "1"],
]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_text_in_any_form(desk: Desk, mark: str, codec: str, end: str) -> None:
    quoted = [[f'"{field}"' if field and mark in field else field or "" for field in row] for row in ROWS]
    text = end.join(mark.join(row) for row in quoted) + end
    desk.write("a.csv", text.encode(codec))
    assert desk.taken("a.csv", "--stage", "self") == []
    assert desk.marks() == {
        "I.3": {"self": "7,5"},
        "I.6": {"self": ["a", "12"]},
        "I.8": {"not_applicable": "Không có"},
    }
    assert desk.marks("nga-sau")["I.6"] == {"self": []}


def test_a_place_is_the_line_in_the_file(desk: Desk) -> None:
    rows = ["Bảng", "", "id;phu-an;Ghi chú", 'I.1;tot;"hai\ndòng"', "I.3;x;"]
    assert refuse(desk, *rows) == [Told("Q301", "a.csv:6:2")]


def workbook(*tabs: list[list[Any]]) -> Workbook:
    book = Workbook()
    del book["Sheet"]
    for number, rows in enumerate(tabs, start=1):
        tab = book.create_sheet(f"Bảng {number}")
        for row in rows:
            tab.append(row)
    return book


def test_a_workbook_says_the_same_as_csv(desk: Desk) -> None:
    desk.write("a.xlsx", saved(workbook(ROWS)))
    assert desk.refused("a.xlsx") == [Told("Q721", "a.xlsx")]  # a workbook is a form, if nobody says otherwise
    assert desk.taken("a.xlsx", "--from", "table", "--stage", "self") == []
    from_workbook = desk.marks(), desk.marks("nga-sau")
    (desk.folder / "units/phu-an.yaml").unlink()
    desk.write("a.csv", "\n".join(";".join(str(cell or "") for cell in row) for row in ROWS))
    desk.taken("a.csv", "--stage", "self")
    assert (desk.marks(), desk.marks("nga-sau")) == from_workbook


def test_a_workbook_that_was_called_csv(desk: Desk) -> None:
    desk.write("a.xlsx", saved(workbook([["id", "phu-an"], ["I.3", 7.5]])))
    assert desk.taken("a.xlsx", "--from", "csv", "--stage", "self") == []
    assert desk.marks() == {"I.3": {"self": "7,5"}}
    assert desk.refused("khong-co.csv", "--from", "csv", status=2) == []


def test_a_table_of_text_by_any_name(desk: Desk) -> None:
    desk.write("bang.dat", "id;phu-an\nI.3;7,5\n")
    assert desk.refused("bang.dat", "--stage", "self") == [Told("Q712", "bang.dat")]
    assert desk.taken("bang.dat", "--from", "csv", "--stage", "self") == []
    assert desk.marks() == {"I.3": {"self": "7,5"}}


def test_an_ods_file_says_the_same(desk: Desk, office: Office) -> None:
    desk.write("a.xlsx", saved(workbook(ROWS)))
    desk.write("a.ods", office([desk.folder / "a.xlsx"], "ods")["a.xlsx"].read_bytes())
    assert desk.taken("a.ods", "--from", "table", "-s", "self") == []
    assert desk.marks() == {
        "I.3": {"self": "7,5"},
        "I.6": {"self": ["a", "12"]},
        "I.8": {"not_applicable": "Không có"},
    }
    assert desk.marks("nga-sau")["I.8"] == {"self": "1"}


def test_a_form_s_problems_in_an_ods_file_have_their_cells(desk: Desk, office: Office) -> None:
    form = desk.form()
    form.cell("c:I.3", "mark").value = "bảy"
    form.cell("c:I.8", "mark").value = "=1+1"
    form.cell("g:I", "mark").value = 3
    ods = office([desk.folder / desk.send(form)], "ods")["phu-an.xlsx"]
    desk.write("phu-an.ods", ods.read_bytes())
    told = desk.refused("phu-an.ods")
    places = {"Q301": ("c:I.3", "mark"), "Q736": ("c:I.8", "mark"), "Q748": ("g:I", "mark")}
    assert sorted(told) == [Told(code, at(*where, form, "phu-an.ods")) for code, where in places.items()]


def test_all_worksheets_with_a_heading_are_read(desk: Desk) -> None:
    first: list[list[Any]] = [["id", "phu-an"], ["I.3", 7.5]]
    second: list[list[Any]] = [["id", "dong-phuoc-a"], ["I.3", 6]]
    desk.write("a.xlsx", saved(workbook([["Hướng dẫn"]], first, second)))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == [Told("Q749", "a.xlsx › Bảng 1 › A1")]
    assert desk.marks() == {"I.3": {"self": "7,5"}}
    assert desk.marks("dong-phuoc-a") == {"I.3": {"self": "6"}}


def test_one_mark_in_two_worksheets(desk: Desk) -> None:
    rows: list[list[Any]] = [["id", "phu-an"], ["I.3", 7.5]]
    desk.write("a.xlsx", saved(workbook(rows, rows)))
    assert desk.refused("a.xlsx", "--from", "table", "-s", "self") == [Told("Q729", "a.xlsx › Bảng 2 › B2")]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [("B2", "=3+4", "Q736"), ("B2", "#N/A", "Q737"), ("B2", True, "Q737"), ("A2", "=1", "Q601"), ("A2", 1.3, "Q601")],
)
def test_what_excel_makes_of_values(desk: Desk, cell: str, value: Any, code: str) -> None:
    book = workbook([["id", "phu-an"], ["I.3", 7.5]])
    book["Bảng 1"][cell] = value
    desk.write("a.xlsx", saved(book))
    assert desk.refused("a.xlsx", "--from", "table", "-s", "self") == [Told(code, f"a.xlsx › Bảng 1 › {cell}")]


def test_sums_in_a_table_are_for_whoever_looks_at_it(desk: Desk) -> None:
    """Formulas in the rows of groups and in a row without an id; a figure in a group's is somebody's mark."""
    rows: list[list[Any]] = [
        ["id", "Nội dung", "phu-an", "dong-phuoc-a"],
        ["I", "Mục một", "=SUM(C3:C4)", "=SUM(D3:D4)"],
        ["I.3", "Kế hoạch", 7.5, 6],
        ["I.8", "Vi phạm", 1, None],
        [None, "Tổng", "=C2", "=D2"],
    ]
    desk.write("a.xlsx", saved(workbook(rows)))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == []
    assert desk.marks() == {"I.3": {"self": "7,5"}, "I.8": {"self": "1"}}
    assert desk.marks("dong-phuoc-a") == {"I.3": {"self": "6"}}
    for row, value, code, cell in ((1, 30, "Q602", "A2"), (2, "=3", "Q736", "C3")):
        book = workbook(rows)
        book["Bảng 1"].cell(row + 1, 3).value = value
        desk.write("a.xlsx", saved(book))
        assert Told(code, f"a.xlsx › Bảng 1 › {cell}") in desk.refused("a.xlsx", "--from", "table", "-s", "self")
    desk.write("a.xlsx", saved(workbook([rows[0], ["I.33", "", "=1", None]])))
    assert desk.refused("a.xlsx", "--from", "table", "-s", "self") == [Told("Q601", "a.xlsx › Bảng 1 › A2")]


def test_rows_without_an_id_are_told_of_and_left(desk: Desk) -> None:
    """Ranks and signatures below a table; a mark whose id was deleted is told of as well."""
    rows = [["id", "điểm chuẩn", "phu-an"], ["I.3", 10, 7.5], [None, "Xếp hạng", 2], [None, "", "Người lập bảng"]]
    desk.write("a.xlsx", saved(workbook(rows)))
    told = desk.taken("a.xlsx", "--from", "table", "-s", "self")
    assert told == [Told("Q749", "a.xlsx › Bảng 1 › C3"), Told("Q749", "a.xlsx › Bảng 1 › C4")]
    assert desk.marks() == {"I.3": {"self": "7,5"}}


def test_hidden_and_joined_cells_of_a_table(desk: Desk) -> None:
    book = workbook([["id", "phu-an"], ["I.3", 7.5], ["I.8", 1]])
    book["Bảng 1"].row_dimensions[2].hidden = True
    desk.write("a.xlsx", saved(book))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == [Told("Q731", "a.xlsx › Bảng 1 › 2:2")]
    book["Bảng 1"].merge_cells("B2:B3")
    desk.write("a.xlsx", saved(book))
    told = desk.refused("a.xlsx", "--from", "table", "-s", "self")
    assert Told("Q732", "a.xlsx › Bảng 1 › B2") in told


def test_a_hidden_column_is_taken_and_told(desk: Desk) -> None:
    book = workbook([["id", "phu-an", "nga-sau", "dong-phuoc"], ["I.4", "3/4", "1/2", None]])
    for column in "CD":  # the last has no mark
        book["Bảng 1"].column_dimensions[column].hidden = True
    desk.write("a.xlsx", saved(book))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == [Told("Q793", "a.xlsx › Bảng 1 › C:C")]
    assert desk.marks("nga-sau")["I.4"] == {"self": {"actual": "1", "target": "2"}}
    book = workbook([["unit", "id", "mark", "reason"], ["phu-an", "I.3", 7, "Chậm"]])
    book["Bảng 1"].column_dimensions["D"].hidden = True
    desk.write("a.xlsx", saved(book))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == [Told("Q793", "a.xlsx › Bảng 1 › D:D")]


def test_a_table_on_a_hidden_worksheet_is_left_and_told(desk: Desk) -> None:
    book = workbook([["id", "phu-an"], ["I.3", 7.5]], [["id", "nga-sau"], ["I.3", 1]])
    book["Bảng 2"].sheet_state = "hidden"
    desk.write("a.xlsx", saved(book))
    before = desk.marks("nga-sau")
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == [Told("Q749", "a.xlsx › Bảng 2")]
    assert (desk.marks(), desk.marks("nga-sau")) == ({"I.3": {"self": "7,5"}}, before)


def test_two_targets_of_one_mark_are_refused(desk: Desk) -> None:
    head = "unit;id;mark;target"
    assert take(desk, head, "phu-an;I.4;3/4;4") == []
    assert desk.marks() == {"I.4": {"self": {"actual": "3", "target": "4"}}}
    assert refuse(desk, head, "nga-sau;I.4;3/4;5") == [Told("Q796", "a.csv:2:3")]


def test_the_last_bit_of_a_float_is_no_digit(desk: Desk) -> None:
    """A program's own sums: spreadsheets show 15 digits, other programs write 17 into their CSV files."""
    desk.write(
        "a.xlsx", saved(workbook([["id", "phu-an"], ["I.3", 2.5000000000000004], ["I.4", "0.30000000000000004/4"]]))
    )
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == []
    assert desk.marks() == {"I.3": {"self": "2,5"}, "I.4": {"self": {"actual": "0,3", "target": "4"}}}
    assert take(desk, "id;dong-phuoc-a", "I.3;6.499999999999999", "I.8;0.9999999999999998") == []
    assert desk.marks("dong-phuoc-a") == {"I.3": {"self": "6,5"}, "I.8": {"self": "1"}}
    assert [code for code, _ in refuse(desk, "id;phu-an", "I.3;2.50000000000000045")] == ["Q301"]  # nobody's float


def test_a_level_that_is_called_like_a_state(desk: Desk) -> None:
    """“Không có” says that nothing arose, but where it is a level: then it is that level."""
    rubric = desk.read("thang-diem.yaml").replace("kem: {name: Kém,", "kem: {name: Không có,")
    desk.write("thang-diem.yaml", rubric)
    assert take(desk, "id;phu-an", "I.1;Không có | chưa có quyết định") == []
    assert desk.marks()["I.1"] == {"self": {"mark": "kem", "reason": "chưa có quyết định"}}


def test_an_item_that_is_called_like_a_word_for_nothing(desk: Desk) -> None:
    """0 says that nothing is done, but where it is the id of an item: then that item is done."""
    assert take(desk, "id;phu-an", "I.6;0") == []
    assert desk.marks() == {"I.6": {"self": []}}
    desk.write("thang-diem.yaml", desk.read("thang-diem.yaml").replace("checklist: {a:", 'checklist: {"0":'))
    for unit in ("nga-sau", "dong-phuoc"):
        (desk.folder / f"units/{unit}.yaml").unlink()
    assert desk.taken("a.csv", "--stage", "self", "--force") == []
    assert desk.marks() == {"I.6": {"self": ["0"]}}


def test_an_id_that_excel_made_a_number(desk: Desk) -> None:
    rubric = desk.read("thang-diem.yaml")
    for old, new in (("I.3", "1.1"), ("I.8", "1.10")):
        rubric = rubric.replace(f"id: {old},", f'id: "{new}",')
    desk.write("thang-diem.yaml", rubric)
    for unit in ("nga-sau", "dong-phuoc"):
        (desk.folder / f"units/{unit}.yaml").unlink()
    book = workbook([["id", "phu-an"], [1.1, 2]])
    desk.write("a.xlsx", saved(book))
    assert desk.refused("a.xlsx", "--from", "table", "-s", "self") == [Told("Q720", "a.xlsx › Bảng 1 › A2")]
    book["Bảng 1"]["A2"] = "1.10"
    desk.write("a.xlsx", saved(book))
    assert desk.taken("a.xlsx", "--from", "table", "-s", "self") == []
    assert desk.marks() == {"1.10": {"self": "2"}}
