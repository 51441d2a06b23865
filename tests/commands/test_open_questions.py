"""Questions that `qcdc init --from` left in a rubric: `check` counts them, `form` asks before it goes over them."""

import io
import sys
from pathlib import Path

import pytest

from qcdc_cli.commands import output
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


QUESTIONS = """\
# ? Làm tròn thế nào?
# rounding: {decimals: 2, at: criterion}
"""


@pytest.fixture
def undecided(example: Path) -> Path:
    """Stand in the example with a rubric of its own that leaves two questions open."""
    campaign = example / "qcdc.yaml"
    text = campaign.read_text(encoding="utf-8")
    assert "rubric: qcdc-cap-xa-2020" in text
    campaign.write_text(text.replace("rubric: qcdc-cap-xa-2020", "rubric: rubric.yaml"), encoding="utf-8")
    shipped = Path(__file__).parents[2] / "rubrics/qcdc-cap-xa-2020.yaml"
    rubric = f"{QUESTIONS}{shipped.read_text(encoding='utf-8')}# ? Hết chưa?\n"
    (example / "rubric.yaml").write_text(rubric, encoding="utf-8")
    return example


def test_check_counts_them_and_names_the_first_lines(undecided: Path, qcdc: Qcdc) -> None:
    last = (undecided / "rubric.yaml").read_text(encoding="utf-8").count("\n")
    ran, strict = qcdc("check"), qcdc("--lang", "en", "check", "--strict")
    assert (ran.status, strict.status) == (0, 1)
    assert f"rubric.yaml:1:1: Q545 cảnh báo: Thang điểm còn 2 nội dung chưa quyết định: dòng 1, {last}." in ran.out
    assert f"rubric.yaml:1:1: Q545 warning: The rubric leaves decisions open (2): lines 1, {last}." in strict.out
    assert qcdc("check", "rubric.yaml").out.startswith("rubric.yaml:1:1: Q545")
    (undecided / "rubric.yaml").write_text(
        (undecided / "rubric.yaml").read_text(encoding="utf-8").replace("# ? ", "# "), encoding="utf-8"
    )
    assert "Q545" not in qcdc("check").out


def test_those_of_a_rubric_that_is_extended_count_too(undecided: Path, qcdc: Qcdc) -> None:
    (undecided / "rubric.yaml").rename(undecided / "base.yaml")
    (undecided / "rubric.yaml").write_text("rubric: r\nname: Riêng\nextends: base.yaml\n", encoding="utf-8")
    assert "base.yaml:1:1: Q545" in qcdc("check").out
    assert "base.yaml:1:1: Q779" in qcdc("form", "nga-sau").err


def test_no_forms_are_made_over_them_where_nobody_can_be_asked(undecided: Path, qcdc: Qcdc) -> None:
    ran = qcdc("form", "nga-sau")
    assert (ran.status, ran.out) == (1, "")
    assert "rubric.yaml:1:1: Q779 lỗi: Thang điểm còn 2 nội dung chưa quyết định (dòng 1, " in ran.err
    assert "--anyway" in ran.err
    assert not (undecided / "forms").exists()
    assert qcdc("form", "nga-sau", "--anyway").status == 0
    assert (undecided / "forms/nga-sau_2020-h1_self.xlsx").exists()


@pytest.mark.parametrize("yes", [True, False])
def test_whoever_is_asked_decides(undecided: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    asked: list[str] = []
    monkeypatch.setattr(output, "says_yes", lambda question: asked.append(question) or yes)
    ran = qcdc("form")
    assert (ran.status, (undecided / "forms").exists()) == ((0, True) if yes else (1, False))
    assert len(asked) == 1
    assert asked[0].startswith("Thang điểm còn 2 nội dung chưa quyết định (rubric.yaml, dòng 1, ")
    assert ("Q779" in ran.err) is not yes


def test_another_bloc_s_questions_do_not_matter(two_blocs: Path, qcdc: Qcdc) -> None:
    campaign = two_blocs / "qcdc.yaml"
    blocs = campaign.read_text(encoding="utf-8")
    first, second = blocs.index("    rubric:"), blocs.rindex("    rubric:")
    assert first != second
    shipped = Path(__file__).parents[2] / "rubrics/chi-so-phan-tram.yaml"
    (two_blocs / "own.yaml").write_text(shipped.read_text(encoding="utf-8") + "# ? Hỏi\n", encoding="utf-8")
    line = blocs[second:].split("\n", 1)[0]
    campaign.write_text(blocs[:second] + blocs[second:].replace(line, "    rubric: own.yaml", 1), encoding="utf-8")
    statuses = {qcdc("form", "--bloc", bloc).status for bloc in ("ha-nguon", "thuong-nguon")}
    assert statuses == {0, 1}


class Keyboard(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "yes"), [("c\n", True), ("Có\n", True), ("YES\n", True), ("\n", False), ("k\n", False), ("", False)]
)
def test_an_answer_at_the_keyboard(typed: str, yes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Keyboard()
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))
    monkeypatch.setattr(sys, "stderr", screen)
    assert output.says_yes("Vẫn tạo?") is yes
    assert screen.getvalue() == "Vẫn tạo? [c = có, k = không; Enter = không] "


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_nobody_is_asked_through_a_pipe(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard("c\n"))
    monkeypatch.setattr(sys, "stderr", Keyboard())
    monkeypatch.setattr(sys, stream, pipe := io.StringIO("c\n"))
    assert not output.says_yes("Vẫn tạo?")
    assert pipe.tell() == 0
