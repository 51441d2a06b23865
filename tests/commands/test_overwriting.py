"""No output replaces what results are computed from, or a form, whatever it is called."""

import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qcdc_cli.commands import overwriting
from tests.commands.conftest import Qcdc
from tests.render.template.templates import layout, saved

pytestmark = pytest.mark.slow  # rounds of whole commands


INPUTS = {
    "qcdc.yaml": "tệp chính",
    "thang.yaml": "thang điểm",
    "goc.yaml": "thang điểm",
    "units/phu-an.yaml": "phiếu",
    "units/I.1/bien-ban.pdf": "minh chứng",
    "minh-chung/phu-an/2020-h1/I.1/anh.png": "minh chứng",
}
OUTPUTS = [
    ("rank", "-o"),
    ("score", "-o"),
    ("rank", "-f", "json", "-o"),
    ("explain", "phu-an", "-o"),
    ("check", "-o"),
    ("check", "--explain", "Q101", "-o"),
    ("rubric", "show", "-o"),
    ("schema", "sheet", "-o"),
    ("export",),
]


@pytest.fixture
def campaign(example: Path) -> Path:
    """Stand in a campaign whose rubric extends one of its own, whose sheet names a file, and with evidence."""
    qcdc = Path("qcdc.yaml").read_text(encoding="utf-8")
    name = next(line.split()[1] for line in qcdc.splitlines() if line.strip().startswith("rubric:"))
    Path("qcdc.yaml").write_text(qcdc.replace(f"rubric: {name}", "rubric: thang.yaml"), encoding="utf-8")
    Path("minh-chung/phu-an/2020-h1/I.1").mkdir(parents=True, exist_ok=True)
    Path("minh-chung/phu-an/2020-h1/I.1/anh.png").write_bytes(b"\x89PNG\r\n\x1a\nthe only copy")
    shutil.copy(Path(__file__).parents[2] / "rubrics" / "qcdc-cap-xa-2020.yaml", "goc.yaml")
    Path("thang.yaml").write_text("rubric: rieng\nname: Thang điểm riêng\nextends: goc.yaml\n", encoding="utf-8")
    sheet = Path("units/phu-an.yaml")
    Path("units/I.1").mkdir()
    Path("units/I.1/bien-ban.pdf").write_bytes(b"%PDF-1.4 the only copy")
    text = sheet.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("- "))
    named = f"{first[: first.index('-')]}- {{name: Biên bản, file: I.1/bien-ban.pdf}}"
    sheet.write_text(text.replace(first, f"{first}\n{named}", 1), encoding="utf-8")
    return example


def test_the_campaign_of_these_tests_is_right(qcdc: Qcdc, campaign: Path) -> None:
    assert "lỗi" not in qcdc("check").out.replace("Không có lỗi", "")
    assert "I.1/bien-ban.pdf" in Path("units/phu-an.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["symlink", "hard link", "chain of links"])
@pytest.mark.parametrize("name", INPUTS)
def test_an_input_by_another_name_is_not_replaced(qcdc: Qcdc, campaign: Path, name: str, way: str) -> None:
    before = Path(name).read_bytes()
    if way == "symlink":
        Path("ket-qua.txt").symlink_to(name)
    elif way == "hard link":
        os.link(name, "ket-qua.txt")
    else:
        Path("giua").symlink_to(name)
        Path("ket-qua.txt").symlink_to("giua")
    ran = qcdc("rank", "-o", "ket-qua.txt")
    assert (ran.status, ran.out) == (2, "")
    assert "Q122" in ran.err
    assert INPUTS[name] in ran.err
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("way", ["utf-16", "escaped"])
def test_a_file_that_a_sheet_names_in_another_spelling_is_not_replaced(qcdc: Qcdc, campaign: Path, way: str) -> None:
    sheet, named = Path("units/phu-an.yaml"), Path("units/I.1/bien-ban.pdf")
    text = sheet.read_text(encoding="utf-8")
    if way == "utf-16":
        sheet.write_text(text, encoding="utf-16")
    else:
        sheet.write_text(text.replace(", file: ", ', "\\u0066ile": '), encoding="utf-8")
    assert b"file: I.1" not in sheet.read_bytes()
    Path("ket-qua.txt").symlink_to(named)
    before = named.read_bytes()
    ran = qcdc("rank", "-o", "ket-qua.txt")
    assert (ran.status, "Q122" in ran.err, named.read_bytes()) == (2, True, before)


@pytest.mark.parametrize("arguments", OUTPUTS, ids=" ".join)
def test_every_command_that_writes_looks(qcdc: Qcdc, campaign: Path, arguments: tuple[str, ...]) -> None:
    before = Path("units/phu-an.yaml").read_bytes()
    Path("a.csv").symlink_to("units/phu-an.yaml")
    ran = qcdc(*arguments, "a.csv")
    assert ran.status == 2
    assert "Q122" in ran.err
    assert Path("units/phu-an.yaml").read_bytes() == before
    shutil.copy("units/phu-an.yaml", "b.csv")
    assert qcdc(*arguments, "b.csv").status in (0, 1)  # a copy is any file
    assert Path("b.csv").read_bytes() != before


def test_schemas_are_not_written_over_an_input(qcdc: Qcdc, campaign: Path) -> None:
    Path("out").mkdir()
    Path("out/sheet.schema.json").symlink_to("../units/phu-an.yaml")
    ran = qcdc("schema", "--all", "out")
    assert (ran.status, "Q122" in ran.err) == (2, True)
    assert [file.name for file in Path("out").iterdir()] == ["sheet.schema.json"]


def test_from_another_folder_the_campaign_of_the_target_counts(
    qcdc: Qcdc, campaign: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").symlink_to(campaign / "units" / "phu-an.yaml")
    for arguments in (("-C", str(campaign), "rank"), ("schema", "sheet")):
        ran = qcdc(*arguments, "-o", "a.txt")
        assert (ran.status, "Q122" in ran.err) == (2, True)


@pytest.mark.parametrize("name", ["roi.yaml", "thang-roi.yaml", "goc-roi.yaml"])
def test_what_only_this_command_reads_is_not_replaced(
    name: str, qcdc: Qcdc, campaign: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(campaign / "units" / "nga-sau.yaml", "roi.yaml")
    shutil.copy(campaign / "goc.yaml", "goc-roi.yaml")
    Path("thang-roi.yaml").write_text("rubric: r\nname: Thang\nextends: goc-roi.yaml\n", encoding="utf-8")
    os.link(name, "a.txt")
    before = Path(name).read_bytes()
    ran = qcdc("check", "roi.yaml", "--rubric", "thang-roi.yaml", "-o", "a.txt")
    assert (ran.status, "Q122" in ran.err) == (2, True)
    assert Path(name).read_bytes() == before


@pytest.mark.parametrize("name", ["phu-an.xlsx", "PHIEU", "ket-qua.txt", "a.csv", "a.json", "xa/b.md"])
@pytest.mark.parametrize("filled", [True, False])
def test_a_form_is_not_replaced_whatever_it_is_called(qcdc: Qcdc, example: Path, name: str, filled: bool) -> None:
    assert qcdc("form", "phu-an", "-o", "phieu.xlsx").status == 0
    Path(name).parent.mkdir(exist_ok=True)
    Path("phieu.xlsx").rename(name)
    if filled:
        book = load_workbook(BytesIO(Path(name).read_bytes()))
        book["Phiếu chấm điểm"]["H12"] = 3
        book.save(name)
    before = Path(name).read_bytes()
    tried = [("rank", "-o", name), ("schema", "sheet", "-o", name)]
    tried += [("export", name)] if "." in name and not name.endswith(".txt") else []
    for arguments in tried:
        ran = qcdc(*arguments)
        assert ran.status == 2
        assert "Q123" in ran.err
        assert Path(name).read_bytes() == before


def test_a_form_whose_key_is_damaged_and_one_saved_as_text_are_forms(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("form", "phu-an", "-o", "phieu.xlsx").status == 0
    book = load_workbook("phieu.xlsx")
    del book["qcdc"]
    book.save("khong-khoa.xlsx")
    Path("van-ban.csv").write_text('\ufeff"qcdc form";id;name\n', encoding="utf-8")
    Path("van-ban.txt").write_text("qcdc form\tid\tname\n", encoding="utf-16")
    for name in ("khong-khoa.xlsx", "van-ban.csv", "van-ban.txt"):
        ran = qcdc("rank", "-o", name)
        assert (ran.status, "Q123" in ran.err) == (2, True)


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"PK\x03\x04 cut off"])
def test_a_workbook_that_cannot_be_read_may_be_a_form(qcdc: Qcdc, example: Path, content: bytes) -> None:
    Path("cu.xls").write_bytes(content)
    ran = qcdc("rank", "-o", "cu.xls")
    assert (ran.status, "Q123" in ran.err, "có thể là biểu mẫu" in ran.err) == (2, True, True)
    assert Path("cu.xls").read_bytes() == content


@pytest.mark.parametrize("name", ["report.xlsx", "report.csv", "report.json", "report.md"])
def test_an_earlier_report_is_replaced(qcdc: Qcdc, example: Path, name: str) -> None:
    for _ in range(2):
        assert qcdc("export", name).status == 0
    Path("link").symlink_to(name)
    assert qcdc("rank", "-o", "link").status == 0
    assert "Ngã Sáu" in Path(name).read_text(encoding="utf-8")


def test_the_template_by_another_name_is_not_replaced(qcdc: Qcdc, example: Path) -> None:
    saved(layout(), example).rename("mau.xlsx")
    os.link("mau.xlsx", "a.xlsx")
    Path("b.xlsx").symlink_to("mau.xlsx")
    before = Path("mau.xlsx").read_bytes()
    for name in ("mau.xlsx", "a.xlsx", "b.xlsx"):
        ran = qcdc("export", name, "--template", "mau.xlsx")
        assert (ran.status, "Q114" in ran.err) == (2, True)
        assert Path("mau.xlsx").read_bytes() == before


def test_force_makes_empty_forms_again(qcdc: Qcdc, example: Path) -> None:
    for number in range(3):
        ran = qcdc("form", *(["--force"] if number else []))
        assert ran.status == 0, ran.err
    form = next(iter(Path("forms").iterdir()))
    before = form.read_bytes()
    assert qcdc("form").status == 2
    assert form.read_bytes() == before


def _fill(file: Path, cell: str, text: object) -> None:
    book = load_workbook(file)
    book["Phiếu chấm điểm"][cell] = text
    book.save(file)


def _input_cell(file: Path) -> str:
    """Return the cell of the first criterion's reason."""
    sheet = load_workbook(file)["Phiếu chấm điểm"]
    column = next(cell for cell in sheet[1] if cell.value == "mark").column_letter
    row = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("c:"))
    return f"{column}{row}"


def test_force_does_not_replace_what_was_typed(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("form").status == 0
    first, second = sorted(Path("forms").iterdir())[:2]
    _fill(first, _input_cell(first), "không có trong danh sách")
    before = [first.read_bytes(), second.read_bytes()]
    ran = qcdc("form", "--force")
    assert (ran.status, "Q124" in ran.err) == (2, True)
    assert str(first) in ran.err
    assert str(second) not in ran.err
    assert [first.read_bytes(), second.read_bytes()] == before


@pytest.mark.parametrize("text", ["Một ghi chú ngoài bảng"])
def test_force_does_not_replace_what_was_typed_beside_the_cells(qcdc: Qcdc, example: Path, text: str) -> None:
    assert qcdc("form", "phu-an", "-o", "a.xlsx").status == 0
    _fill(Path("a.xlsx"), "Z40", text)
    ran = qcdc("form", "phu-an", "-o", "a.xlsx", "--force")
    assert (ran.status, "Q124" in ran.err) == (2, True)


def test_force_does_not_replace_an_input(qcdc: Qcdc, example: Path) -> None:
    before = Path("units/phu-an.yaml").read_bytes()
    Path("a.xlsx").symlink_to("units/phu-an.yaml")
    ran = qcdc("form", "phu-an", "-o", "a.xlsx", "--force")
    assert (ran.status, "Q122" in ran.err) == (2, True)
    assert Path("units/phu-an.yaml").read_bytes() == before


def test_a_form_that_was_imported_is_made_again(qcdc: Qcdc, example: Path) -> None:
    sheet = Path("units/phu-an.yaml")
    assert qcdc("form", "phu-an", "-o", "a.xlsx").status == 0
    text = sheet.read_text(encoding="utf-8")
    assert "strengths:" in text
    sheet.write_text(text.replace("strengths:", "strengths: # sửa", 1), encoding="utf-8")
    assert qcdc("import", "a.xlsx").status == 0
    assert qcdc("form", "phu-an", "-o", "a.xlsx", "--force").status == 0


def test_a_disk_is_not_written_over(qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands for the disk, which no test should come near."""
    Path("sda").write_bytes(b"all that there is")
    monkeypatch.setattr(overwriting.stat, "S_ISBLK", lambda _: True)
    ran = qcdc("rank", "-o", "sda")
    assert (ran.status, "Q120" in ran.err, "ổ đĩa" in ran.err) == (2, True, True)
    assert Path("sda").read_bytes() == b"all that there is"
