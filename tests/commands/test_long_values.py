"""Values of any length: messages show their beginning and how much more there is, in every format."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


LONG = 300_000
MESSAGE = 20_000  # letters that all messages of one file stay below


SHEET, CAMPAIGN = Path("units/nga-sau.yaml"), Path("qcdc.yaml")
LETTERS = "n" * LONG
PLACES = {
    "unit": (SHEET, "unit: nga-sau", f"unit: {LETTERS}"),
    "unit-that-is-no-id": (SHEET, "unit: nga-sau", "unit: " + "ñ" * LONG),
    "period": (SHEET, "period: 2020-h1", f"period: {LETTERS}"),
    "criterion": (SHEET, "marks:\n", f"marks:\n  ? {LETTERS}\n  : 1\n"),
    "key": (SHEET, "marks:\n", f"? {LETTERS}\n: 1\nmarks:\n"),
    "key-twice": (SHEET, "marks:\n", f"? {LETTERS}\n: 1\n? {LETTERS}\n: 1\nmarks:\n"),
    "level": (SHEET, "self: tot\n", f"self: {LETTERS}\n"),
    "number": (SHEET, "self: 4\n", f"self: {'9' * LONG}\n"),
    "percent": (SHEET, "self: 4\n", f"self: {'9' * LONG}%\n"),
    "item": (SHEET, "self: [a, b, c]\n", f"self: [a, {LETTERS}]\n"),
    "text-in-place-of-a-mapping": (SHEET, "marks:\n", f"disqualifiers: {LETTERS}\nmarks:\n"),
    "comment": (SHEET, "unit: nga-sau", f"unit: nga-sau #{LETTERS}"),
    "leader": (CAMPAIGN, "leader: nga-sau", f"leader: {LETTERS}"),
    "rubric": (CAMPAIGN, "rubric: qcdc-cap-xa-2020", f"rubric: {LETTERS}"),
    "date": (CAMPAIGN, "from: 2020-01-01", f"from: {LETTERS}"),
    "current-period": (CAMPAIGN, "period: 2020-h1 ", f"period: {LETTERS} "),
    "target": (CAMPAIGN, "II.4: {nga-sau: 9", f"II.4: {{nga-sau: {LETTERS}"),
}


def replace(file: Path, old: str, new: str) -> None:
    """Replace what stands in a file once or first."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("style", ["text", "json", "github"])
@pytest.mark.parametrize("place", PLACES)
def test_what_check_shows_of_a_long_value_is_bounded(example: Path, qcdc: Qcdc, place: str, style: str) -> None:
    file, old, new = PLACES[place]
    replace(example / file, old, new)
    ran = qcdc("check", "--format", style)
    assert ran.status in (1, 2)
    shown = ran.out + ran.err
    assert len(shown) < MESSAGE
    if style != "github" or "in-place" not in place:  # which does not show what was found beside its sentence
        assert "ký tự nữa)" in shown


@pytest.mark.parametrize("place", ["unit", "id", "mark"])
@pytest.mark.parametrize("kind", ["csv", "table"])
def test_what_an_import_shows_of_a_long_cell_is_bounded(example: Path, qcdc: Qcdc, place: str, kind: str) -> None:
    row = {"unit": "nga-sau", "id": "I.3", "mark": "3"} | {place: "n" * 30_000}
    file = example / ("table.csv" if kind == "csv" else "table.xlsx")
    if kind == "csv":
        file.write_text("\n".join((",".join(row), ",".join(row.values()))), "utf-8")
    else:
        with xlsxwriter.Workbook(str(file)) as book:
            tab = book.add_worksheet()
            for column, (heading, text) in enumerate(row.items()):
                tab.write_string(0, column, heading)
                tab.write_string(1, column, text)
    ran = qcdc("import", file.name, "--from", kind, "--stage", "self")
    assert ran.status == 1
    assert len(ran.err) < MESSAGE
    assert "(còn 29700 ký tự nữa)" in ran.err


def test_what_an_import_says_of_a_unit_with_a_long_name_is_bounded(example: Path, qcdc: Qcdc) -> None:
    replace(example / CAMPAIGN, "nga-sau: Thị trấn Ngã Sáu", f"nga-sau: {LETTERS}")
    (example / "table.csv").write_text("unit,id,mark\nnga-sau,I.3,2\n", "utf-8")
    ran = qcdc("import", "table.csv", "--from", "csv", "--stage", "self", "--force")
    assert "ký tự nữa): 1 thay đổi, đã ghi units/nga-sau.yaml." in ran.err
    assert len(ran.err) < MESSAGE


def test_a_line_as_long_as_a_file_is_shown_around_each_place(example: Path, qcdc: Qcdc) -> None:
    units = ", ".join(f"don-vi-{number:05}" for number in range(400))
    replace(example / CAMPAIGN, "    units: [", f"    units: [{units}, ")
    ran = qcdc("check")
    assert ran.err == ""
    assert ran.out.count("Q401") == 400
    assert max(map(len, ran.out.splitlines())) < 400


def test_english_says_how_much_more_there_is(example: Path, qcdc: Qcdc) -> None:
    replace(example / SHEET, "unit: nga-sau", "unit: " + "n" * 1000)
    assert f"`{'n' * 300}… (700 more characters)`" in qcdc("--lang", "en", "check").out
