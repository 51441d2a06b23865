"""The widths of texts: known measures of Times New Roman, and where lines break."""

import json
from importlib.resources import files

import pytest

from qcdc_cli.render.documents.text_width import (
    balanced_width,
    broken_lines,
    text_width,
    widest_line,
    widest_word,
)
from qcdc_cli.render.words.papers import motto, nation

NAME = "BAN CHỈ ĐẠO THỰC HIỆN QUY CHẾ DÂN CHỦ Ở CƠ SỞ HUYỆN CHÂU THÀNH"


def test_known_widths():
    assert text_width(motto(), 13, bold=True) == pytest.approx(56.14, abs=0.005)
    assert text_width(nation(), 13, bold=True) == pytest.approx(95.67, abs=0.005)
    assert text_width("0123456789", 14) == pytest.approx(10 * 14 / 2 * 25.4 / 72)  # a digit is half of the size
    assert text_width(motto(), 26, bold=True) == pytest.approx(2 * text_width(motto(), 13, bold=True))


def test_composed_and_decomposed_letters_are_equally_wide():
    assert text_width("Tie\u0302\u0301ng Vie\u0323\u0302t", 14) == text_width("Tiếng Việt", 14)


def test_every_letter_of_vietnamese_is_known():
    contents = json.loads(files("qcdc_cli.render.documents").joinpath("text_widths.json").read_text(encoding="utf-8"))
    letters = set("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz") | set(
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    )
    for font in ("regular", "bold"):
        known = set("".join(contents[font].values()))
        assert (letters | {letter.upper() for letter in letters}) <= known


def test_unknown_letters_have_a_width():
    assert text_width("漢", 72) == pytest.approx(25.4)  # a square as high as the letters
    assert text_width("🙂", 72) == pytest.approx(25.4)
    assert text_width("ж", 72) > 0


def test_lines_break_between_words():
    lines = broken_lines(NAME, 70, 13, bold=True)
    assert " ".join(lines) == NAME
    assert all(text_width(line, 13, bold=True) <= 70 for line in lines)
    assert broken_lines("Xa lộ", 1, 13) == ["Xa", "lộ"]
    assert broken_lines("", 70, 13) == [""]


def test_a_long_name_is_set_in_lines_of_about_one_length():
    room = balanced_width(NAME, 75, 13, bold=True)
    lines = broken_lines(NAME, room, 13, bold=True)
    assert len(lines) == len(broken_lines(NAME, 75, 13, bold=True))
    widths = [text_width(line, 13, bold=True) for line in lines]
    assert max(widths) - min(widths) < 15
    assert widest_line(NAME, room, 13, bold=True) == max(widths)
    assert room >= widest_word(NAME, 13, bold=True)


@pytest.mark.parametrize(
    ("text", "room", "size", "lines"),
    [
        ("GIÁM ĐỐC SỞ NỘI VỤ", 50, 14, ["GIÁM ĐỐC", "SỞ NỘI VỤ"]),
        (
            "Tổng kết thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020 của Khối Dân vận các xã, thị trấn",
            112,
            14,
            None,
        ),
    ],
)
def test_lines_of_a_name_do_not_break_inside_a_word(text: str, room: float, size: float, lines: list[str] | None):
    width = balanced_width(text, room, size, bold=True)
    for more in (0, 2):  # a writer leaves a little more room beside what stands in the middle
        found = broken_lines(text, width + more, size, bold=True)
        assert found == (lines or found)
        assert len(found) == len(broken_lines(text, room, size, bold=True)) > 1
        assert not [line for line in found[:-1] if line.lower().endswith((" cơ", " khen", " nội", " thi", " thực"))]
