"""Problems as text, as GitHub commands, and the explanation of codes."""

import re
from collections.abc import Callable, Iterable
from functools import partial

import pytest

from qcdc_cli.language import Text
from qcdc_cli.problems import CATALOGUE, Place, Problem, shortened
from qcdc_cli.render.github import problems_github
from qcdc_cli.render.terminal import problems
from qcdc_cli.render.terminal.problems import code_explanation, problems_text

TWICE = Problem("Q202", {"key": "I.1", "line": "4"}, place=Place("units/a.yaml", 7, 3), excerpt="  I.1: tot")
LEVEL = Problem(
    "Q606",
    {"id": "I.1", "found": "tôt"},
    found="tôt",
    allowed=Text("tot (Tốt), cham (Chậm)", "tot (Good), cham (Late)"),
    nearest="tot",
    place=Place("units/a.yaml", 12, 10),
    excerpt="  Quyết: tôt",
)
BLANK = Problem("Q618", {"unit": "a", "number": "1", "ids": "I.2"}, place=Place("phiếu.xlsx", 0, 0, "Phiếu", "D7"))


def test_text() -> None:
    assert (
        problems_text([TWICE, LEVEL, BLANK], color=False)
        == """\
units/a.yaml:7:3: Q202 lỗi: Khóa `I.1` đã có ở dòng 4.
7 |   I.1: tot
  |   ^
  cách sửa: Giữ một, xóa hoặc đổi tên khóa còn lại.

units/a.yaml:12:10: Q606 lỗi: Tiêu chí `I.1` không có mức `tôt`.
12 |   Quyết: tôt
   |          ^
  đang ghi: tôt
  cho phép: tot (Tốt), cham (Chậm)
  có phải `tot`?
  cách sửa: Ghi mã của một mức.

phiếu.xlsx › Phiếu › D7: Q618 cảnh báo: Phiếu của `a` còn 1 tiêu chí chưa chấm: I.2.
  cách sửa: Chấm điểm, hoặc ghi `not_applicable` (không phát sinh) kèm lý do.

Có 2 lỗi, 1 cảnh báo."""
    )


@pytest.mark.usefixtures("english")
def test_text_in_english() -> None:
    assert (
        problems_text([LEVEL], color=False)
        == """\
units/a.yaml:12:10: Q606 error: The criterion `I.1` has no level `tôt`.
12 |   Quyết: tôt
   |          ^
  found: tôt
  allowed: tot (Good), cham (Late)
  did you mean `tot`?
  fix: Write the id of a level.

Found 1 error."""
    )


def test_nothing_wrong() -> None:
    assert problems_text([], color=False) == "Không có lỗi."
    assert problems_text([BLANK], color=False).endswith("Không có lỗi, 1 cảnh báo.")


def caret(excerpt: str, column: int) -> tuple[str, str]:
    shown = problems_text([Problem("Q205", place=Place("a.yaml", 1, column), excerpt=excerpt)], color=False)
    _, line, mark, *_ = shown.splitlines()
    return line, mark


def test_the_caret_stands_under_wide_and_composed_letters() -> None:
    assert caret("汉字: x", 5) == ("1 | 汉字: x", "  |       ^")
    assert caret("Nga\u0303: x", 7) == ("1 | Nga\u0303: x", "  |      ^")
    assert caret("a\tb: x", 3) == ("1 | a b: x", "  |   ^")
    assert caret("a\x1bb", 3) == ("1 | a\\x1bb", "  |      ^")
    assert caret("x", 9)[1] == "  |  ^"  # a column behind the end of the line


def test_long_lines_are_cut_around_the_caret() -> None:
    line, mark = caret("a" * 200 + "X" + "b" * 200, 201)
    assert line == f"1 | …{'a' * 40}X{'b' * 45}…"
    assert mark == f"  | {' ' * 41}^"


def test_of_a_line_as_long_as_a_file_only_what_is_around_the_caret_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[int] = []

    def counted(text: str) -> str:
        looked_at.append(len(text))
        return text

    monkeypatch.setattr(problems, "visible_part", counted)
    line, mark = caret("đ" * 1_000_000 + "X" + "đ" * 1_000_000, 1_000_001)
    assert line == f"1 | …{'đ' * 40}X{'đ' * 45}…"
    assert mark == f"  | {' ' * 41}^"
    assert sum(looked_at) < 1000


def test_marks_that_take_no_room_do_not_make_a_line_endless() -> None:
    line, _ = caret("a" + "\u0323" * 10_000 + "b" + "\u0323" * 10_000, 10_002)
    assert len(line) < 1000
    assert line.startswith("1 | …")
    assert line.endswith("…")


@pytest.mark.parametrize("show", [partial(problems_text, color=False), problems_github])
def test_long_values_are_cut(show: Callable[[list[Problem]], Iterable[str]]) -> None:
    long = Problem("Q606", {"id": "n" * 5000, "found": "đ" * 301}, "đ" * 302, "a" * 303, "b" * 304, place=TWICE.place)
    shown = "".join(show([long]))
    for value in (f"`{'n' * 300}… (còn 4700 ký tự nữa)`", f"`{'đ' * 300}… (còn 1 ký tự nữa)`", "b… (còn 4 ký tự nữa)"):
        assert value in shown
    assert len(shown) < 2000


def test_a_value_that_is_not_long_is_shown_as_a_whole() -> None:
    assert shortened("x" * 300) == "x" * 300


def test_colour_only_adds_style() -> None:
    colored = problems_text([TWICE, LEVEL, BLANK], color=True)
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == problems_text([TWICE, LEVEL, BLANK], color=False)


def test_data_cannot_steer() -> None:
    nasty = Problem("Q606", {"id": "I.1", "found": "\x1b[2J"}, found="\x1b[2J", place=Place("a\x1b.yaml", 1, 1))
    for text in (problems_text([nasty], color=False), "".join(problems_github([nasty]))):
        assert "\x1b" not in text
        assert "\\x1b[2J" in text


def test_github() -> None:
    odd = Problem("Q606", {"id": "I.1", "found": "50%"}, nearest="tot", place=Place("a,b:c.yaml", 3, 5))
    assert "".join(problems_github([odd, BLANK])) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=Q606::"
        "Tiêu chí `I.1` không có mức `50%25`. Có phải `tot`? Ghi mã của một mức.\n"
        "::warning file=phiếu.xlsx,title=Q618::phiếu.xlsx › Phiếu › D7: "
        "Phiếu của `a` còn 1 tiêu chí chưa chấm: I.2. "
        "Chấm điểm, hoặc ghi `not_applicable` (không phát sinh) kèm lý do.\n"
    )
    assert "".join(problems_github([])) == ""


def test_explained_code() -> None:
    assert code_explanation("Q202").startswith("Q202 (lỗi): Khóa `…` đã có ở dòng ….\n\nVì sao: ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_can_be_explained(language: str) -> None:
    from qcdc_cli.language import use

    use(language)
    for code in CATALOGUE:
        assert "{" not in re.sub(r"[`{][^`]*[`}]", "", code_explanation(code)), code
