"""Whose form it is: another campaign's, an old rubric's, another unit's by its name, one of two, one nobody knows."""

import pytest

from tests.forms.desk import CAMPAIGN, DONG_PHUOC, NGA_SAU, RUBRIC, Desk, Told, at
from tests.forms.filling import Form
from tests.workbook.reading.builder import zipped

pytestmark = pytest.mark.slow  # rounds of whole commands


FILE = "phu-an.xlsx"
NO_TABS = zipped(
    {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        "<office:body><office:spreadsheet/></office:body></office:document-content>",
    }
)


def marked(desk: Desk, unit: str = "phu-an", stage: str = "self") -> Form:
    form = desk.form(unit, stage)
    form.cell("c:I.3", "mark").value = 3
    return form


@pytest.mark.parametrize(
    ("name", "old", "new", "codes"),
    [
        ("qcdc.yaml", "Đợt thử 2020", "Đợt thử 2021", {"Q723"}),
        ("qcdc.yaml", "phu-an", "phu-binh", {"Q401"}),
        ("qcdc.yaml", "2020-h1", "2020", {"Q403"}),
        ("qcdc.yaml", "id: self", "id: tu-cham", {"Q404"}),
        ("qcdc.yaml", "units: [nga-sau, phu-an,", "units: [nga-sau,", {"Q719"}),
        ("thang-diem.yaml", "rubric: thang-diem", "rubric: thang-diem-2", {"Q724"}),
        ("thang-diem.yaml", "kha: {name: Khá, points: 3}", "kha: {name: Khá, points: 4}", {"Q724"}),
        ("thang-diem.yaml", "kem: {", "yeu: {name: Yếu, points: 1}, kem: {", {"Q724"}),
        ("thang-diem.yaml", "step: 0.5", "step: 0.25", {"Q724"}),
        ("thang-diem.yaml", "deduct: {each: 1", "deduct: {each: 0.5", {"Q724"}),
    ],
)
def test_a_form_that_does_not_belong_here_any_more(desk: Desk, name: str, old: str, new: str, codes: set[str]) -> None:
    file = desk.send(marked(desk))
    for each, text in (("qcdc.yaml", CAMPAIGN), ("units/nga-sau.yaml", NGA_SAU), ("units/dong-phuoc.yaml", DONG_PHUOC)):
        desk.write(each, text.replace(old, new) if name == "qcdc.yaml" else text)
    if name == "thang-diem.yaml":
        assert old in RUBRIC
        desk.write(name, RUBRIC.replace(old, new))
    desk.write("units/nga-sau.yaml", NGA_SAU.replace(old, new).replace("self:", "tu-cham:") if "tu" in new else
               NGA_SAU.replace(old, new))  # fmt: skip
    told = desk.refused(file)
    assert {one.code for one in told} == codes
    assert {one.where for one in told} == {FILE}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: Kế hoạch", "name: Kế hoạch năm", ["Q718"]),
        ("name: Mục một", "name: Mục thứ nhất", ["Q718"]),
        ("name: Thang điểm", "name: Thang điểm đã sửa", []),
        ("[Quyết định]", "[Quyết định, Biên bản]", []),
        ("I.2, name: Quy chế, points: 5", "I.2, name: Quy chế, guide: Xem điều 5, points: 5", []),
    ],
)
def test_a_corrected_name_or_evidence_is_no_fault_but_another_name_is_told(
    desk: Desk, old: str, new: str, told: list[str]
) -> None:
    file = desk.send(marked(desk))
    assert old in RUBRIC
    desk.write("thang-diem.yaml", RUBRIC.replace(old, new))
    assert [one.code for one in desk.taken(file)] == told
    assert desk.marks() == {"I.3": {"self": "3"}}


@pytest.mark.parametrize(
    ("unit", "name", "fits"),
    [
        ("nga-sau", "phu-an.xlsx", False),
        ("nga-sau", "phu-an_2020-h1_self.xlsx", False),
        ("nga-sau", "PHU-AN (2).xlsx", False),
        ("nga-sau", "Phú An bản sửa.xlsx", False),
        ("nga-sau", "Xã Phú An.xlsx", False),
        ("dong-phuoc", "dong-phuoc-a_2020-h1_self.xlsx", False),
        ("dong-phuoc", "Xã Đông Phước A.xlsx", False),
        ("dong-phuoc-a", "dong-phuoc_2020-h1_self.xlsx", False),
        ("dong-phuoc-a", "dong-phuoc-a (1).xlsx", True),
        ("dong-phuoc", "dong-phuoc-ban-sua.xlsx", True),
        ("dong-phuoc", "Xã Đông Phước.xlsx", True),
        ("phu-an", "phieu.xlsx", True),
        ("phu-an", "phu-antoan.xlsx", True),
        ("phu-an", "Bản 2 phu-an.xlsx", True),
    ],
)
def test_a_file_named_after_a_unit_holds_that_unit_s_form(desk: Desk, unit: str, name: str, fits: bool) -> None:
    file = desk.send(marked(desk, unit), name)
    if not fits:
        assert desk.refused(file) == [Told("Q725", name)]
        return
    ran = desk.take(file, "--force")
    assert ran.status == 1 if unit == "nga-sau" else ran.status == 0, ran.err


def test_two_forms_of_one_unit(desk: Desk) -> None:
    other = marked(desk)
    other.cell("c:I.3", "mark").value = 4
    one, two = desk.send(marked(desk), "phu-an.xlsx"), desk.send(other, "phu-an (2).xlsx")
    assert desk.refused(one, two) == [Told("Q726", "phu-an (2).xlsx"), Told("Q726", "phu-an.xlsx")]


def test_forms_of_two_stages_of_one_unit_go_together(desk: Desk) -> None:
    one = desk.send(marked(desk), "phu-an-1.xlsx")
    later = desk.form("phu-an", "bloc")
    later.cell("c:I.3", "mark").value = 2.5
    later.cell("c:I.3", "reason").value = "Chậm"
    assert desk.taken(desk.send(later, "phu-an-2.xlsx"), one) == []
    assert desk.marks() == {"I.3": {"self": "3", "bloc": {"mark": "2,5", "reason": "Chậm"}}}


def test_two_stages_say_different_things_of_what_a_sheet_says_once(desk: Desk) -> None:
    """Neither file is taken over the other in silence."""
    one, two = marked(desk), desk.form("phu-an", "bloc")
    one.cell("d:ky-luat", "mark").value = "Chi bộ 1"
    two.cell("d:ky-luat", "mark").value = "Chi bộ 2"
    files = desk.send(one, "phu-an-1.xlsx"), desk.send(two, "phu-an-2.xlsx")
    assert desk.refused(*files) == [Told("Q729", at("d:ky-luat", "mark", two, "phu-an-2.xlsx"))]
    two.cell("d:ky-luat", "mark").value = "Chi bộ  1"
    assert desk.taken(files[0], desk.send(two, files[1])) == []


def test_several_files_with_one_bad_one_tell_all_and_write_nothing(desk: Desk) -> None:
    bad = marked(desk, "dong-phuoc-a")
    bad.cell("c:I.3", "mark").value = "bảy"
    bad.cell("c:I.8", "mark").value = "=1+1"
    worse = marked(desk, "dong-phuoc")
    worse.cell("c:I.2", "mark").value = "có"
    files = [
        desk.send(marked(desk), "phu-an.xlsx"),
        desk.send(bad, "dong-phuoc-a.xlsx"),
        desk.send(worse, "dong-phuoc.xlsx"),
    ]
    told = desk.refused(*files)
    assert {(one.code, one.where.partition(" › ")[0]) for one in told} == {
        ("Q301", "dong-phuoc-a.xlsx"),
        ("Q736", "dong-phuoc-a.xlsx"),
        ("Q738", "dong-phuoc.xlsx"),
    }
    assert not (desk.folder / "units/phu-an.yaml").exists()


def test_a_folder_stands_for_what_came_back_in_it(desk: Desk) -> None:
    desk.send(marked(desk), "ve/xa/phu-an.xlsx")
    desk.write("ve/~$phu-an.xlsx", b"lock")
    desk.write("ve/.phu-an.xlsx", b"hidden")
    desk.write("ve/ghi-chu.docx", b"not asked for")
    assert [each.code for each in desk.taken("ve")] == ["Q774", "Q772"]
    assert desk.marks() == {"I.3": {"self": "3"}}


def test_a_pattern_stands_for_the_files_that_it_finds(desk: Desk) -> None:
    desk.send(marked(desk), "ve/phu-an.xlsx")
    desk.send(marked(desk, "dong-phuoc-a"), "ve/dong-phuoc-a.xlsx")
    assert desk.taken("ve/*.xlsx") == []
    assert desk.marks() == desk.marks("dong-phuoc-a") == {"I.3": {"self": "3"}}


@pytest.mark.parametrize(
    ("name", "data", "code", "status"),
    [
        ("ve/~$phu-an.xlsx", b"lock", "Q706", 1),
        ("phu-an.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None, 1),
        ("phu-an.xlsx", b"<html><body><table><tr><td>I.1</td></tr></table></body></html>", None, 1),
        ("phu-an.xlsx", b"", "Q701", 1),
        ("phu-an.xlsx", b"PK\x03\x04" + b"\0" * 60, None, 1),
        ("phu-an.ods", NO_TABS, "Q721", 1),
    ],
)
def test_files_that_are_no_workbooks(desk: Desk, name: str, data: bytes, code: str | None, status: int) -> None:
    desk.write(name, data)
    told = desk.refused(name, status=status)
    assert len(told) == 1
    assert told[0].where == name
    assert told[0].code == code if code else told[0].code.startswith("Q7")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("khong-co.xlsx",), {"Q101"}),
        (("khong/*.xlsx",), {"Q104"}),
        (("trong",), {"Q747"}),
        (("khong-co.xlsx", "trong"), {"Q101", "Q747"}),
        (("phu-an.xlsx", "--from", "pdf"), {"Q906"}),
        (("phu-an.xlsx", "--stage", "blok"), {"Q404"}),
        (("phu-an.xlsx", "--period", "2021"), {"Q403"}),
        ((), {"Q903"}),
    ],
)
def test_what_cannot_even_begin(desk: Desk, arguments: tuple[str, ...], codes: set[str]) -> None:
    desk.send(marked(desk))
    (desk.folder / "trong").mkdir()
    before = desk.all_files()
    ran = desk.take(*arguments)
    assert ran.status == 2
    assert {word.rstrip(":") for word in ran.err.split() if word[:1] == "Q" and word[1:4].isdigit()} == codes
    assert desk.all_files() == before
