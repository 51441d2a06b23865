"""What people type and what Excel makes of it: read as it was meant, or refused at its cell; never guessed at."""

from datetime import date, time
from typing import Any

import pytest

from tests.forms.desk import Desk, Told, at
from tests.forms.filling import Form

pytestmark = pytest.mark.slow

NBSP = "\u00a0"


def typed(desk: Desk, cells: dict[tuple[str, str], Any], shows: str = "", stage: str = "self") -> tuple[str, Form]:
    """Put a form back on the desk into which this was typed; a number is shown by its cell's format."""
    form = desk.form("phu-an", stage)
    for (row, column), value in cells.items():
        form.cell(row, column).value = value
        if shows:
            form.cell(row, column).number_format = shows
    return desk.send(form), form


MARK = ("c:I.3", "mark")


@pytest.mark.parametrize(
    ("value", "shows", "said"),
    [
        (7.5, "", "7,5"),
        (7, "", "7"),
        (0, "", "0"),
        (7.5, "0", "7,5"),  # shown as 8; what was typed counts
        ("7,5", "", "7,5"),
        ("7.5", "", "7,5"),
        (f" 7,5{NBSP}", "", "7,5"),
        ("7,50", "", "7,5"),
        ("07", "", "7"),
        ("0,5", "", "0,5"),
        (0.1 + 0.4, "", "0,5"),
        ("'7,5".removeprefix("'"), "@", "7,5"),
    ],
)
def test_a_number_is_read_as_it_was_typed(desk: Desk, value: Any, shows: str, said: str) -> None:
    file, _ = typed(desk, {MARK: value}, shows)
    assert desk.taken(file) == []
    assert desk.marks() == {"I.3": {"self": said}}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.125, "0,125"),
        (1.125, "1,1250"),
        (999.125, "999,1250"),
        (1234.125, "1234,125"),
        (12345678.125, "12345678,125"),
    ],
)
def test_three_decimals_are_never_taken_for_thousands(desk: Desk, value: float, said: str) -> None:
    file, _ = typed(desk, {("c:I.4", "mark"): value, ("c:I.4", "target"): 12345679})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.4": {"self": {"actual": said, "target": "12345679"}}}


@pytest.mark.parametrize(
    ("value", "shows", "code"),
    [
        (date(2026, 1, 5), "d/m", "Q734"),  # 5/1
        (46027.5, "d/m/yyyy", "Q734"),
        (time(8, 30), "h:mm", "Q734"),  # 8:30
        (8.5, "d.m", "Q734"),  # 8.5 in a cell that shows days
        (0.9, "0%", "Q735"),
        (0.075, "0.0%", "Q735"),
        ("=5+2", "", "Q736"),
        ("=SUM(A1:A9)", "", "Q736"),
        ("#N/A", "", "Q737"),
        ("#DIV/0!", "", "Q737"),
        (True, "", "Q737"),
        ("1.000", "", "Q302"),
        ("1,000", "", "Q302"),
        ("5/1", "@", "Q301"),
        ("90%", "", "Q301"),
        ("7,5 điểm", "", "Q301"),
        ("bảy", "", "Q301"),
        (f"7{NBSP}5", "", "Q301"),
        ("1e1", "", "Q301"),
        ("--", "", "Q301"),
        (11, "", "Q603"),  # above the maximum
        (-1, "", "Q604"),
        (7.3, "", "Q605"),  # off the step
        (1e30, "", "Q301"),
        (3.3333333333333335, "", "Q301"),  # more digits than a mark has
    ],
)
def test_what_is_no_number_is_refused_at_its_cell(desk: Desk, value: Any, shows: str, code: str) -> None:
    file, form = typed(desk, {MARK: value}, shows)
    assert desk.refused(file) == [Told(code, at(*MARK, form))]


@pytest.mark.parametrize("typed_in", ["7/9", "7 / 9", "7,0/9", "7.0/9,0"])
def test_actual_and_target_in_one_cell_are_read_where_the_target_is_the_same(desk: Desk, typed_in: str) -> None:
    file, _ = typed(desk, {("c:I.4", "mark"): typed_in, ("c:I.4", "target"): 9})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.4": {"self": {"actual": "7", "target": "9"}}}


def test_actual_and_target_in_one_cell_where_the_campaign_has_the_target(desk: Desk) -> None:
    file, form = typed(desk, {("c:I.5", "mark"): "7/8"})  # 8 is set, and shown in its locked cell
    assert desk.taken(file) == []
    assert desk.marks() == {"I.5": {"self": "7"}}
    file, form = typed(desk, {("c:I.5", "mark"): "7/9"})
    assert desk.refused(file) == [Told("Q796", at("c:I.5", "mark", form))]


@pytest.mark.parametrize(
    ("value", "shows", "code", "fix"),
    [
        ("7/9", "", "Q301", "Ghi 7 ở cột “Mức, số liệu hoặc điểm”, 9 ở cột “Chỉ tiêu” cùng dòng."),
        ("7,5/9", "", "Q301", "Ghi 7,5 ở cột “Mức, số liệu hoặc điểm”, 9 ở cột “Chỉ tiêu” cùng dòng."),
        (date(2026, 9, 7), "d/m", "Q734", "không gõ dạng 7/9."),
    ],
)
def test_actual_and_target_in_one_cell_are_asked_for_in_two(
    desk: Desk, value: Any, shows: str, code: str, fix: str
) -> None:
    file, form = typed(desk, {("c:I.4", "mark"): value}, shows)
    assert desk.refused(file) == [Told(code, at("c:I.4", "mark", form))]
    assert f"{fix}\n" in desk.take(file).err


BANDS = '{id: I.3, name: Kế hoạch, points: 10, bands: {unit: "%", table: [{from: 90, points: 10}, {points: 0}]}}'
NOTHING = "chọn “Không phát sinh” ở cột “Không chấm” và ghi lý do."


def of_percentages(desk: Desk) -> None:
    """Ask for a percentage at I.3, and for one with a target at I.4."""
    rubric = desk.read("thang-diem.yaml").replace("ratio: {unit: cuộc}", 'ratio: {unit: "%"}')
    first = next(line for line in rubric.splitlines() if "id: I.3" in line)
    desk.write("thang-diem.yaml", rubric.replace(first, f"      - {BANDS}"))


@pytest.mark.parametrize(
    ("value", "shows", "code", "fix"),
    [
        ("79/91", "", "Q301", "Ô này ghi tỷ lệ phần trăm: 79/91 là ≈ 86,81%, nên gõ 86,81."),
        ("79 / 91", "", "Q301", "79/91 là ≈ 86,81%, nên gõ 86,81."),
        ("7/8", "", "Q301", "7/8 là 87,5%, nên gõ 87,5."),
        ("91/91", "", "Q301", "91/91 là 100%, nên gõ 100."),
        ("1/8,5", "", "Q301", "1/8,5 là ≈ 11,76%, nên gõ 11,76."),
        ("7/64", "", "Q301", "7/64 là 10,9375%, nên gõ 10,9375."),
        ("9/1000", "", "Q301", "9/1000 là 0,9%, nên gõ 0,9."),
        # Not the 90 that is a bound; and no 89,998, which could be thousands.
        ("26999/29999", "", "Q301", "26999/29999 là ≈ 89,9997%, nên gõ 89,9997."),
        ("4499/4999", "", "Q301", "4499/4999 là ≈ 89,998%, nên gõ 89,9980."),
        ("0/0", "", "Q301", NOTHING),
        ("0/91", "", "Q301", "0/91 là 0%, nên gõ 0."),
        ("5/0", "", "Q301", "Gõ tỷ lệ phần trăm đã tính, ví dụ 86,5."),
        (date(2026, 9, 7), "d/m", "Q734", "Gõ tỷ lệ phần trăm đã tính, ví dụ 86,5. Không gõ dạng 7/9."),
    ],
)
def test_two_numbers_for_a_percentage_are_told_as_one(desk: Desk, value: Any, shows: str, code: str, fix: str) -> None:
    of_percentages(desk)
    file, form = typed(desk, {MARK: value}, shows)
    assert desk.refused(file) == [Told(code, at(*MARK, form))]
    assert fix in desk.take(file).err


@pytest.mark.parametrize(
    ("value", "target", "code", "fix"),
    [
        ("79/91", 95, "Q301", "79/91 là ≈ 86,81%, nên gõ 86,81."),
        ("79/91", None, "Q301", "Ghi 79 ở cột “Mức, số liệu hoặc điểm”, 91 ở cột “Chỉ tiêu” cùng dòng."),
        ("0/0", None, "Q301", NOTHING),
        ("0/0", 95, "Q301", NOTHING),
    ],
)
def test_two_numbers_beside_a_target_in_percent(desk: Desk, value: str, target: Any, code: str, fix: str) -> None:
    of_percentages(desk)
    file, form = typed(desk, {("c:I.4", "mark"): value, ("c:I.4", "target"): target})
    assert desk.refused(file) == [Told(code, at("c:I.4", "mark", form))]
    assert fix in desk.take(file).err


def test_nothing_of_nothing_is_no_ratio(desk: Desk) -> None:
    file, form = typed(desk, {("c:I.4", "mark"): "0/0"})
    assert desk.refused(file) == [Told("Q301", at("c:I.4", "mark", form))]
    assert NOTHING in desk.take(file).err


def test_the_remedy_is_for_a_cell_and_not_for_yaml(desk: Desk) -> None:
    for value in ("5/1", "1.000", "90%", 11, -1, 7.3):
        file, _ = typed(desk, {MARK: value})
        assert "{" not in desk.take(file).err


CHOICE = ("c:I.1", "mark")


@pytest.mark.parametrize(
    "said",
    [
        "Hòa đồng tốt (5)",
        "hoà đồng tốt (5)",
        "HÒA ĐỒNG TỐT (5)",
        f" Hòa{NBSP}đồng  tốt (5) ",
        "tot",
        "Hòa đồng tốt",
        "TOT",
    ],
)
def test_a_level_by_what_is_shown_by_id_or_by_name_in_any_spelling(desk: Desk, said: str) -> None:
    file, _ = typed(desk, {CHOICE: said})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.1": {"self": "tot"}}


@pytest.mark.parametrize(
    ("value", "code"),
    [("Hoa dong tot", "Q738"), ("Khá lắm (3)", "Q738"), (5, "Q738"), ("=A1", "Q736"), (True, "Q737"), ("#N/A", "Q737")],
)
def test_an_unknown_level_is_refused(desk: Desk, value: Any, code: str) -> None:
    file, form = typed(desk, {CHOICE: value})
    assert desk.refused(file) == [Told(code, at(*CHOICE, form))]


def test_the_nearest_level_is_named(desk: Desk) -> None:
    file, _ = typed(desk, {CHOICE: "Hòa đồng tôt"})
    said = desk.take(file).err
    assert "`Hòa đồng tôt` không có trong danh sách" in said
    assert "có phải `Hòa đồng tốt (5)`?" in said


@pytest.mark.parametrize(
    ("value", "said"),
    [("đạt", "đạt"), ("ĐẠT", "đạt"), ("không đạt", "không đạt"), ("Không Đạt", "không đạt")],
)
def test_met_and_not_met(desk: Desk, value: str, said: str) -> None:
    file, _ = typed(desk, {("c:I.2", "mark"): value})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.2": {"self": said}}


@pytest.mark.parametrize("tick", ["x", "X", " x ", "✓", "✔", "v", "V", 1, True, "có", "Có", "rồi", f"x{NBSP}"])
def test_ticks(desk: Desk, tick: Any) -> None:
    file, _ = typed(desk, {("c:I.6/12", "mark"): tick})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.6": {"self": ["12"]}}


@pytest.mark.parametrize("tick", ["0", 0, "-", "không", "chưa", "o", False])
def test_no_tick_beside_one(desk: Desk, tick: Any) -> None:
    file, _ = typed(desk, {("c:I.6/12", "mark"): tick, ("c:I.6/a", "mark"): "x"})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.6": {"self": ["a"]}}


@pytest.mark.parametrize(
    ("tick", "code"),
    [
        ("đã có kế hoạch", "Q740"),
        (2, "Q740"),
        ("=A1", "Q736"),
        ("#N/A", "Q737"),
        (date(2026, 1, 5), "Q740"),
        (3.5, "Q740"),
    ],
)
def test_what_is_no_tick(desk: Desk, tick: Any, code: str) -> None:
    file, form = typed(desk, {("c:I.6/12", "mark"): tick})
    assert desk.refused(file) == [Told(code, at("c:I.6/12", "mark", form))]


def test_nothing_done_is_not_blank(desk: Desk) -> None:
    file, _ = typed(desk, {("c:I.6", "mark"): "chưa làm việc nào"})
    assert desk.taken(file) == []
    assert desk.marks() == {"I.6": {"self": []}}


STATE, REASON, TARGET = ("c:I.3", "state"), ("c:I.3", "reason"), ("c:I.4", "target")


@pytest.mark.parametrize(
    ("cells", "code", "where"),
    [
        ({STATE: "Không phát sinh"}, "Q741", REASON),
        ({STATE: "Không có gì"}, "Q738", STATE),
        ({STATE: "Không phát sinh", REASON: "Chưa giao", MARK: 3}, "Q613", MARK),
        ({("c:I.6", "mark"): "chưa làm việc nào", ("c:I.6/a", "mark"): "x"}, "Q742", ("c:I.6", "mark")),
        ({("c:I.4", "mark"): 3, TARGET: "bốn"}, "Q301", TARGET),
        ({("c:I.4", "mark"): 3, TARGET: -4}, "Q616", TARGET),
        ({("c:I.4", "mark"): 3, TARGET: date(2026, 1, 5)}, "Q734", TARGET),
        ({("c:I.7/2", "mark"): "nhất"}, "Q301", ("c:I.7/2", "mark")),
        ({("c:I.8", "mark"): 1.5}, "Q610", ("c:I.8", "mark")),
        ({MARK: 3, REASON: "=A1"}, "Q736", REASON),
        ({MARK: 3, REASON: "#N/A"}, "Q737", REASON),
        ({MARK: 3, REASON: True}, "Q737", REASON),
        ({("c:I.3", "evidence"): "=HYPERLINK(1)"}, "Q736", ("c:I.3", "evidence")),
        ({("n:limits/1", "name"): "=A1"}, "Q736", ("n:limits/1", "name")),
        ({("d:ky-luat", "mark"): "=A1"}, "Q736", ("d:ky-luat", "mark")),
    ],
)
def test_what_does_not_go_together(
    desk: Desk, cells: dict[tuple[str, str], Any], code: str, where: tuple[str, str]
) -> None:
    file, form = typed(desk, cells)
    assert desk.refused(file) == [Told(code, at(*where, form))]


def test_an_actual_without_a_target_is_told(desk: Desk) -> None:
    file, form = typed(desk, {("c:I.4", "mark"): 3})
    ran = desk.take(file)
    assert ran.status == 1
    assert at("c:I.4", "mark", form) in ran.err


def test_numbers_and_days_in_texts_are_what_people_see(desk: Desk) -> None:
    cells = {
        MARK: 3,
        REASON: 2020,
        ("c:I.3", "evidence"): date(2020, 1, 5),
        ("n:limits/1", "name"): 3.5,
        ("d:ky-luat", "mark"): 0.5,
    }
    file, _ = typed(desk, cells)
    assert desk.taken(file) == []
    assert desk.marks() == {"I.3": {"self": {"mark": "3", "reason": "2020"}, "evidence": ["5/1/2020"]}}
    assert "3,5" in desk.read("units/phu-an.yaml")
    assert "ky-luat: 0,5" in desk.read("units/phu-an.yaml")


def test_lines_of_evidence_are_documents_without_their_bullets(desk: Desk) -> None:
    lines = f"- Quyết định số 5\n\n•  Biên bản{NBSP}họp \n- Quyết định số 5\n1. Danh sách\nẢnh | I.3/anh.jpg"
    file, _ = typed(desk, {("c:I.3", "evidence"): lines})
    assert desk.taken(file) == []
    expected = ["Quyết định số 5", "Biên bản họp", "1. Danh sách", {"name": "Ảnh", "file": "I.3/anh.jpg"}]
    assert desk.marks() == {"I.3": {"evidence": expected}}


@pytest.mark.parametrize(
    "text", ["- a: b # c", "'", '"', "{x}", "[x]", "no", "5", "&a", "*a", "!t", "=1+1", "@x", "%", "|"]
)
def test_texts_stay_what_they_are(desk: Desk, text: str) -> None:
    form = desk.form()
    form.cell(*MARK).value = 3
    form.cell(*REASON).value = f"Vì {text}"
    form.cell("c:I.3", "evidence").value = f"Tài liệu {text}"
    assert desk.taken(desk.send(form)) == []
    assert desk.marks() == {"I.3": {"self": {"mark": "3", "reason": f"Vì {text}"}, "evidence": [f"Tài liệu {text}"]}}


def test_a_later_mark_without_a_reason_is_told_at_the_reason_s_cell(desk: Desk) -> None:
    desk.taken(typed(desk, {MARK: 3})[0])
    file, form = typed(desk, {MARK: 2.5}, stage="bloc")
    assert desk.refused(file) == [Told("Q611", at(*REASON, form))]


def test_a_campaign_s_target_that_was_typed_over(desk: Desk) -> None:
    file, form = typed(desk, {("c:I.5", "mark"): 4, ("c:I.5", "target"): 6})
    assert desk.refused(file) == [Told("Q620", at("c:I.5", "target", form))]


def test_a_mark_of_what_the_campaign_does_not_assign(desk: Desk) -> None:
    file, form = typed(desk, {("c:I.9", "mark"): 1})
    assert desk.refused(file) == [Told("Q613", at("c:I.9", "mark", form))]
