"""Checklists: DOMAIN.md, "points per item done"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

CHECKLIST = """
points: 2
checklist:
  a: {name: Thủ tục, points: "0,75"}
  b: {name: Phí, points: "0,75"}
  c: {name: Tiếp thu, points: "0,5"}
"""


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("[a, b, c]", "2"),
        ("[c, a]", "1.25"),  # the order does not matter
        ("[b]", "0.75"),
        ("b", "0.75"),
        ("[]", "0"),  # nothing done is a mark of 0, not a blank
    ],
)
def test_the_items_done_are_added_up(mark: str, points: str) -> None:
    assert Judged(CHECKLIST).points(mark) == Decimal(points)


def test_equal_lists_are_equal_readings_in_any_order() -> None:
    checklist = Judged(CHECKLIST)
    assert checklist.reading("[c, a]") == checklist.reading("[a, c]") == ("a", "c")


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("[a, d]", "Q608"),
        ("[A]", "Q608"),
        ("['']", "Q608"),
        ("a c", "Q608"),
        ("'2'", "Q608"),
        ("[a, b, a]", "Q609"),
        ("{actual: 2}", "Q615"),
        ("{mark: [a], target: 3}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(CHECKLIST).refusal(mark).code == code


def test_an_unknown_item_names_those_that_exist() -> None:
    problem = Judged(CHECKLIST).refusal("[a, d]")
    assert problem.sentence() == "Tiêu chí `I.1` không có việc `d`."
    assert problem.allowed == "a (Thủ tục), b (Phí), c (Tiếp thu)"
    assert problem.path == (1,)  # the second of the list
    assert problem.remedy() == "Ghi danh sách mã các việc đã làm, ví dụ [a, b]."


def test_the_items_must_add_up_to_the_criterion() -> None:
    assert faults("{points: 2, checklist: {a: {name: A, points: 1}}}") == [("Q506", ("checklist",))]
    assert faults("{points: 2, checklist: {a: {name: A, points: 1.5}, b: {name: B, points: 1}}}") == [
        ("Q505", ("checklist",))
    ]
    assert faults("{points: 2, checklist: {}}") == [("Q506", ("checklist",))]
    assert faults(CHECKLIST) == []


def test_ten_tenths_are_one() -> None:
    items = ", ".join(f"i{number}: {{name: Việc {number}, points: 0.1}}" for number in range(10))
    checklist = f"{{points: 1, checklist: {{{items}}}}}"
    assert faults(checklist) == []
    assert Judged(checklist).points(f"[{', '.join(f'i{number}' for number in range(10))}]") == 1


def test_people_read_names_cut_to_fit_where_ids_are_no_labels() -> None:
    items = "kinh-te: {name: Kinh tế, points: 1}, ngan-sach: {name: Thu và chi ngân sách đúng dự toán giao, points: 1}"
    checklist = Judged("points: 2\nchecklist: {" + items + "}")
    assert checklist.in_words("[kinh-te, ngan-sach]")[0] == "2/2 (Kinh tế; Thu và chi ngân…)"
    assert checklist.shown("[kinh-te, ngan-sach]")[0] == "2/2 (kinh-te, ngan-sach)"
    assert checklist.in_words("[kinh-te]")[0] == "1/2 (Kinh tế)"


def test_in_words() -> None:
    checklist = Judged(CHECKLIST)
    assert checklist.rule() == (
        "Cộng điểm từng việc đã làm: Thủ tục: 0,75; Phí: 0,75; Tiếp thu: 0,5.",
        "Points for each item done: Thủ tục: 0.75; Phí: 0.75; Tiếp thu: 0.5.",
    )
    assert checklist.working("[c, a]") == (
        "0,75 (Thủ tục) + 0,5 (Tiếp thu) = 1,25",
        "0.75 (Thủ tục) + 0.5 (Tiếp thu) = 1.25",
    )
    assert checklist.working("[]") == ("chưa làm việc nào: 0", "nothing done: 0")
    assert checklist.shown("[c, a]") == ("2/3 (a, c)", "2/3 (a, c)")
    assert checklist.in_words("[c, a]") == ("2/3 (a, c)", "2/3 (a, c)")
    assert checklist.in_words("[]") == ("0/3", "0/3")
    assert checklist.shown("[]") == ("0/3", "0/3")
