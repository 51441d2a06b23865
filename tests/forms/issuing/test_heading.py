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


def test_another_heading_is_refused(desk: Desk) -> None:
    desk.write("qcdc.yaml", f"{CAMPAIGN}heading: church\n")
    checked = desk.qcdc("check")
    assert checked.status == 1
    assert "state, party" in checked.err + checked.out
