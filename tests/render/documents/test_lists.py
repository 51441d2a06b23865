"""Lists as papers: signed ones with heading and signatures, the others together."""

from decimal import Decimal

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.report import ListReport
from tests.campaigns import load_example
from tests.render.documents.as_text import as_text

NAMES = ListColumn("name", "Đơn vị", ["Xã A", "Xã B"], wraps=True)
POINTS = ListColumn("points", "Điểm", [Decimal("9.5"), Decimal(10)])
HIDDEN = ListColumn("unit", "", ["a", "b"])
PROSE = ListColumn("text", "Nội dung", ["Một câu dài. " * 40, "–"], wraps=True)


def campaign() -> Campaign:
    return load_example().campaign


def test_a_signed_list_is_an_official_paper() -> None:
    one = List(
        "units",
        "Phân công",
        (HIDDEN, NAMES, POINTS),
        subtitle=("Khối Một", "Bước chấm: Khối thẩm định"),
        warnings=("Đọc trước.",),
        notes=("Đọc sau.",),
        signed=True,
        signatures=(Signature(role="NGƯỜI LẬP"),),
    )
    assert as_text(documents_of(ListReport(campaign(), "2020", (one,)))) == (
        "=== list\n"
        "Ban Chỉ đạo thực hiện QCDC huyện Châu Thành | State\n"
        "Khối Một\n"
        " | Châu Thành, ngày … tháng … năm …\n"
        "PHÂN CÔNG\n"
        "Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020 – Cả năm 2020\n"
        "> Bước chấm: Khối thẩm định\n"
        "**Đọc trước.**\n"
        "Đơn vị | Điểm\n"
        "Xã A | 9,5\n"
        "Xã B | 10,0\n"
        "Ghi chú:\n"
        "- Đọc sau.\n"
        "Signed: NGƯỜI LẬP | \n"
    )


def test_whoever_signs_the_campaigns_tables_signs_a_list_that_names_nobody() -> None:
    one = List("units", "Phân công", (NAMES,), subtitle=("Khối Một",), signed=True)
    (paper,) = documents_of(ListReport(campaign(), "", (one,)))
    assert [each.role for each in paper.signatures] == ["TM. TỔ GIÚP VIỆC", "PHÓ TRƯỞNG KHỐI", "TRƯỞNG KHỐI"]


def test_lists_that_nobody_signs_follow_each_other_and_an_empty_one_says_so() -> None:
    first = List("units", "Tiến độ", (NAMES, POINTS), subtitle=("Cả năm 2020",))
    nothing = List("open", "Giải trình", (ListColumn("name", "Đơn vị", []),), empty="Không có giải trình.")
    assert as_text(documents_of(ListReport(campaign(), "2020", (first, nothing)))) == (
        "=== list\n"
        "TIẾN ĐỘ\n"
        "Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020 – Cả năm 2020\n"
        "Đơn vị | Điểm\n"
        "Xã A | 9,5\n"
        "Xã B | 10,0\n"
        "# Giải trình\n"
        "Không có giải trình.\n"
    )


def test_a_list_with_long_prose_lies() -> None:
    narrow = List("units", "Tiến độ", (NAMES, POINTS))
    wide = List("notes", "Nhận xét", (NAMES, POINTS, PROSE))
    assert not documents_of(ListReport(campaign(), "2020", (narrow,)))[0].landscape
    assert documents_of(ListReport(campaign(), "2020", (wide,)))[0].landscape
