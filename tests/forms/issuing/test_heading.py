"""The self-marking form is the unit's own document; later forms are the bloc's; all carry the campaign's heading."""

from collections.abc import Mapping

import pytest

from tests.forms.desk import CAMPAIGN, Desk
from tests.forms.filling import Form

STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
HEADINGS: Mapping[str, Mapping[str, list[list[str]]]] = {
    "state": {
        "self": [["KHỐI", STATE], ["XÃ PHÚ AN", MOTTO]],
        "bloc": [["BCĐ HUYỆN", STATE], ["KHỐI", MOTTO]],
    },
    "party": {
        "self": [["KHỐI", PARTY], ["XÃ PHÚ AN"], ["*"]],
        "bloc": [["BCĐ HUYỆN", PARTY], ["KHỐI"], ["*"]],
    },
}


def rows(form: Form) -> list[list[str]]:
    """Return what stands in each row that is not hidden."""
    cells = form.sheet.iter_rows(min_row=2, min_col=2, values_only=True)
    return [row for line in cells if (row := [str(value) for value in line if value is not None])]


@pytest.mark.parametrize("key", ["state", "party"])
@pytest.mark.parametrize("stage", ["self", "bloc"])
def test_whose_paper_a_form_is(desk: Desk, key: str, stage: str) -> None:
    desk.write("qcdc.yaml", f"{CAMPAIGN}authority: BCĐ huyện\nheading: {key}\n")
    assert rows(desk.form("phu-an", stage))[: len(HEADINGS[key][stage])] == HEADINGS[key][stage]


def test_the_head_of_the_unit_signs_and_seals(desk: Desk) -> None:
    written = rows(desk.form("phu-an", "self"))
    assert written[-2:] == [
        ["NGƯỜI LẬP PHIẾU", "THỦ TRƯỞNG ĐƠN VỊ"],
        ["(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)"],
    ]
    assert "(Ký, đóng dấu, ghi rõ họ tên)" not in str(rows(desk.form("phu-an", "bloc")))


SEALED, SIGNED = "(Ký, đóng dấu, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)"
CLERK = "NGƯỜI LẬP PHIẾU"


def foot(form: Form) -> tuple[str, list[str], list[str]]:
    """Return what stands at the foot of a form: the line of the date, the offices, and how they sign."""
    date, offices, signed = rows(form)[-3:]
    assert len(date) == 1
    return date[0], offices, signed


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Thị trấn Ngã Sáu", "Ngã Sáu"),
        ("Xã Phú An", "Phú An"),
        ("Đặc khu Phú Quốc", "Phú Quốc"),
        ("Thành phố Ngã Bảy", "Ngã Bảy"),
        ("Phường 1", "Phường 1"),
        ("Trường Tiểu học Số 1", "Châu Thành"),  # which is no place: the campaign's stands there
    ],
)
def test_a_unit_dates_its_own_form_where_it_is(desk: Desk, name: str, place: str) -> None:
    desk.write("qcdc.yaml", f"{CAMPAIGN.replace('Xã Phú An', name)}place: Châu Thành\n")
    assert foot(desk.form("phu-an"))[0] == f"{place}, ngày … tháng … năm …"
    assert foot(desk.form("phu-an", "bloc"))[0] == "Châu Thành, ngày … tháng … năm …"


OWN = "signatures: [{role: TỔ GIÚP VIỆC}, {role: TRƯỞNG KHỐI}]\n"
COUNCIL, HELPERS = (f"signatures: [{{role: TM. {body}}}]\n" for body in ("ỦY BAN NHÂN DÂN", "TỔ GIÚP VIỆC"))
OFFICE = "signatures: [{role: NGƯỜI TỔNG HỢP}, {role: GIÁM ĐỐC SỞ NỘI VỤ, seal: yes}]\n"


@pytest.mark.parametrize(
    ("by", "more", "offices", "signed"),
    [
        ("leader", "", [CLERK, "TRƯỞNG KHỐI"], [SIGNED, SIGNED]),
        ("leader", OWN, ["TỔ GIÚP VIỆC", "TRƯỞNG KHỐI"], [SIGNED, SIGNED]),
        ("authority", OWN, [CLERK, "ỦY BAN NHÂN DÂN THÀNH PHỐ"], [SIGNED, SEALED]),
        ("authority", OFFICE, [CLERK, "ỦY BAN NHÂN DÂN THÀNH PHỐ"], [SIGNED, SEALED]),
        ("Sở Nội vụ", OFFICE, ["NGƯỜI TỔNG HỢP", "GIÁM ĐỐC SỞ NỘI VỤ"], [SIGNED, SEALED]),
        ("authority", COUNCIL, ["TM. ỦY BAN NHÂN DÂN"], [SIGNED]),
        ("authority", HELPERS, [CLERK, "ỦY BAN NHÂN DÂN THÀNH PHỐ"], [SIGNED, SEALED]),
        ("Sở Nội vụ", OWN, [CLERK, "SỞ NỘI VỤ"], [SIGNED, SIGNED]),
        ("checkers", OWN, [CLERK, "NGƯỜI THẨM ĐỊNH"], [SIGNED, SIGNED]),
        ("unit", OWN, [CLERK, "THỦ TRƯỞNG ĐƠN VỊ"], [SIGNED, SEALED]),
    ],
)
def test_who_marks_at_the_stage_signs_its_form(
    desk: Desk, by: str, more: str, offices: list[str], signed: list[str]
) -> None:
    stage = f"{{id: bloc, name: Khối thẩm định, by: {by}}}"
    campaign = CAMPAIGN.replace("{id: bloc, name: Khối thẩm định}", stage)
    desk.write("qcdc.yaml", f"{campaign}authority: Ủy ban nhân dân thành phố\n{more}")
    assert foot(desk.form("phu-an", "bloc"))[1:] == (offices, signed)
    assert foot(desk.form("phu-an"))[1] == [CLERK, "THỦ TRƯỞNG ĐƠN VỊ"]


def test_a_first_stage_that_the_authority_marks_is_no_paper_of_the_unit(desk: Desk) -> None:
    campaign = CAMPAIGN.replace("{id: self, name: Tự chấm}", "{id: self, name: Số liệu, by: authority}")
    desk.write("qcdc.yaml", f"{campaign}authority: BCĐ huyện\n")
    form = desk.form("phu-an")
    assert rows(form)[:2] == HEADINGS["state"]["bloc"]
    assert foot(form)[1:] == ([CLERK, "BCĐ HUYỆN"], [SIGNED, SEALED])


def test_another_heading_is_refused(desk: Desk) -> None:
    desk.write("qcdc.yaml", f"{CAMPAIGN}heading: church\n")
    checked = desk.qcdc("check")
    assert checked.status == 1
    assert "state, party" in checked.err + checked.out
