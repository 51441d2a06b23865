"""How the lines of a scale are numbered, and on which level they stand."""

import pytest

from qcdc_cli.scale.numbering import Numbering, label_readings, split_label
from qcdc_cli.scale.tree import DEEPEST, level_of_label


def kinds(text: str) -> list[tuple[str, int]]:
    return [(way.style.kind, way.order) for way in label_readings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", [("arabic", 1)]),
        ("01.", [("arabic", 1)]),
        ("IV", [("roman", 4)]),
        ("XIX/", [("roman", 19)]),
        ("A", [("letter", 1)]),
        ("I", [("roman", 1), ("letter", 10)]),
        ("C.", [("letter", 3), ("roman", 100)]),
        ("a)", [("lower letter", 1)]),
        ("đ)", [("lower letter", 5)]),
        ("i)", [("lower roman", 1), ("lower letter", 10)]),
        ("iii.", [("lower roman", 3)]),
        ("1.2.3", [("dotted", 3)]),
        ("1,2", [("dotted", 2)]),
        ("I.2", [("dotted", 2)]),
        ("A1", [("dotted", 1)]),
        ("–", [("bullet", 0)]),
        ("+", [("bullet", 0)]),
        ("Mục II", [("roman", 2)]),
        ("Tiêu chí 3:", [("arabic", 3)]),
        ("I-", [("roman", 1), ("letter", 10)]),
        ("1 –", [("arabic", 1)]),
        ("Điều 1.", [("arabic", 1)]),
        ("Điểm đ", [("lower letter", 5)]),
        ("Điểm 10", []),
        ("2-3", []),
        ("IIII", []),
        ("IC", []),
        ("Kế hoạch", []),
        ("1234", []),
        ("2020-02-01", []),
        ("", []),
    ],
)
def test_a_label_is_read_in_all_its_ways(text: str, expected: list[tuple[str, int]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1. Kế hoạch", ("1.", "Kế hoạch")),
        ("1.1 Kế hoạch", ("1.1", "Kế hoạch")),
        ("I/ LÃNH ĐẠO", ("I/", "LÃNH ĐẠO")),
        ("II.Công khai", ("II.", "Công khai")),
        ("a) Có kế hoạch", ("a)", "Có kế hoạch")),
        ("- Có báo cáo", ("-", "Có báo cáo")),
        ("-Có báo cáo", ("-", "Có báo cáo")),
        ("Tiêu chí 1: Ban hành văn bản", ("Tiêu chí 1:", "Ban hành văn bản")),
        ("Mục II - Công khai", ("Mục II", "Công khai")),
        ("100% ấp có bảng công khai", ("", "100% ấp có bảng công khai")),
        ("I- Lãnh đạo", ("I-", "Lãnh đạo")),
        ("1-Kế hoạch", ("1-", "Kế hoạch")),
        ("II – CÔNG KHAI", ("II –", "CÔNG KHAI")),
        ("a- Có kế hoạch", ("a-", "Có kế hoạch")),
        ("Khoản 2. Phân công", ("Khoản 2.", "Phân công")),
        ("Điểm a Niêm yết", ("Điểm a", "Niêm yết")),
        ("2-3 lần họp", ("", "2-3 lần họp")),
        ("Điểm 10 trở lên", ("", "Điểm 10 trở lên")),
        ("E-mail công vụ", ("", "E-mail công vụ")),
        ("3 ấp đạt chuẩn", ("", "3 ấp đạt chuẩn")),
        ("1,5 điểm cho mỗi mô hình", ("", "1,5 điểm cho mỗi mô hình")),
        ("-5", ("", "-5")),
        ("Nội dung công khai", ("", "Nội dung công khai")),
        ("UBND. xã", ("", "UBND. xã")),
        ("I.1 Kế hoạch", ("I.1", "Kế hoạch")),
        ("1.500 lượt người dự", ("", "1.500 lượt người dự")),
        ("1.5 điểm cho mỗi mô hình", ("", "1.5 điểm cho mỗi mô hình")),
    ],
)
def test_a_label_in_front_of_a_name_is_split_from_it(name: str, expected: tuple[str, str]) -> None:
    assert split_label(name) == expected


def placed(*texts: str) -> list[tuple[int, str]]:
    """Return the level and the signs of labels that stand below each other."""
    levels: list[Numbering] = []
    found = []
    for text in texts:
        own = level_of_label(label_readings(text), levels)
        levels = [*levels[: own.depth], own.numbering]
        found.append((own.depth, ".".join(own.numbering.parts)))
    return found


@pytest.mark.parametrize(
    ("texts", "depths"),
    [
        ("I 1 2 II 1 a) b) 2 III", [0, 1, 1, 0, 1, 2, 2, 1, 0]),
        ("A I 1 1.1 1.2 2 II 1 B I", [0, 1, 2, 3, 3, 2, 1, 2, 0, 1]),
        ("1 1.1 1.1.1 1.1.2 1.2 2 2.1", [0, 1, 2, 2, 1, 0, 1]),
        ("I 1.1 1.2 II 2.1", [0, 1, 1, 0, 1]),
        ("1 - - 2 - + + -", [0, 1, 1, 0, 1, 2, 2, 1]),
        ("1 1 2 3 2 1 2", [0, 1, 1, 1, 0, 1, 1]),
        ("1 (1) (2) 2 (1)", [0, 1, 1, 0, 1]),
        ("1. 2 3/ 4", [0, 0, 0, 0]),
        ("a b c d đ e g h i k", [0] * 10),
        ("a b c d e f g h i j", [0] * 10),
        ("G H I J", [0] * 4),
        ("I II III IV V VI", [0] * 6),
        ("1 a) i) ii) b)", [0, 1, 2, 2, 1]),
        ("1 2 4 5", [0, 0, 0, 0]),
        ("I 1 2 II 3 4", [0, 1, 1, 0, 1, 1]),
        ("1.1 2.1 2.2.1", [0, 0, 1]),
    ],
)
def test_levels_follow_the_styles_of_numbers(texts: str, depths: list[int]) -> None:
    assert [depth for depth, _ in placed(*texts.split())] == depths


def test_a_decimal_number_in_a_sequence_is_the_label_that_was_typed() -> None:
    texts = ["1", *(f"1.{number}" for number in range(1, 10)), "1.1", "1.11"]
    assert [signs for _, signs in placed(*texts)][-3:] == ["1.9", "1.10", "1.11"]
    assert [signs for _, signs in placed("1", "1.1", "1.2", "1.1")][-1] == "1.1"


def test_levels_are_not_deeper_than_any_scale() -> None:
    many = [f"{word} {sign}" for word in ("Mục", "Phần", "Nhóm", "Chương") for sign in ("1", "I", "A", "(1)", "a)")]
    assert max(depth for depth, _ in placed(*many)) == DEEPEST
