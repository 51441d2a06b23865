"""Printed labels: official lists run a, b, c, d, đ, e, and ids are ASCII; nothing that people see shows the id instead.

An example gets other ids, and its old ones as labels: whatever is shown must be what it was without labels, letter by
letter, in every command and output.
"""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from tests.commands.conftest import REPOSITORY, Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


EXAMPLES = ["chau-thanh-2020", "thi-dua-1000", "tuong-doi-chi-tieu"]


def own_rubric(example: str, folder: Path) -> Path:
    """Copy an example with its rubric beside it; return the rubric."""
    shutil.copytree(REPOSITORY / "examples" / example, folder)
    campaign = folder / "qcdc.yaml"
    text = campaign.read_text(encoding="utf-8")
    name = re.search(r"rubric: (\S+)", text)
    assert name is not None
    rubric = folder / "thang-diem.yaml"
    shutil.copy(REPOSITORY / "rubrics" / f"{name[1]}.yaml", rubric)
    campaign.write_text(text.replace(f"rubric: {name[1]}", "rubric: thang-diem.yaml"), encoding="utf-8")
    return rubric


def relabel(folder: Path, rubric: Path) -> None:
    """Give every group and criterion another id, in all files, and the old one as its label."""
    (loaded,) = {id(one): one for one in load(Source(folder)).rubrics.values()}.values()
    ids = "|".join(sorted((re.escape(node.id) for node, _ in loaded.nodes()), key=len, reverse=True))
    for file in folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file == rubric:
            text = re.sub(rf"\bid: ({ids})(?=[,\s])", r"id: id-\1, label: \1", text)
            text = re.sub(r"^( *)- id: (\S+), label: (\S+)", r"\1- id: \2\n\1  label: \3", text, flags=re.MULTILINE)
            text = re.sub(rf"\b(group|criterion)(:?) ({ids})(?=[,\s}}\]])", r"\1\2 id-\3", text)
        elif file.name == "qcdc.yaml" or "units" in file.parts:
            text = re.sub(rf"^(  |      )({ids}):", r"\1id-\2:", text, flags=re.MULTILINE)
            text = re.sub(rf"\b(criterion: )({ids})(?=[,}}\s])", r"\1id-\2", text)
        file.write_text(text, encoding="utf-8")


def told(text: str) -> str:
    """Return what a command printed, without the numbers of lines, digests and what stands in a file."""
    return re.sub(r"(\.yaml):\d+|[0-9a-f]{64}|[0-9/]+ [0-9:]+ \(UTC.*?\)|targets\.(?:id-)?", r"\1", text)


@pytest.fixture(params=EXAMPLES)
def folders(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of an example as it is, and with labels."""
    plain, labelled = tmp_path / "plain" / "x", tmp_path / "labelled" / "x"
    own_rubric(request.param, plain)
    relabel(labelled, own_rubric(request.param, labelled))
    return plain, labelled


COMMANDS = [
    ("rank",),
    ("rank", "--all"),
    ("rank", "--format", "csv"),
    ("rank", "--format", "md"),
    ("rank", "--stage", "self"),
    ("score",),
    ("score", "--format", "csv"),
    ("rubric", "show", "thang-diem.yaml"),
    ("rubric", "stats"),
]


@pytest.mark.usefixtures("read_once")
def test_every_command_shows_labels_and_no_ids(
    qcdc: Qcdc, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []
    for folder in folders:
        monkeypatch.chdir(folder)
        loaded = load(Source())
        rubric = next(iter(loaded.rubrics.values()))
        units = list(loaded.campaign.units)
        nodes = [node.shown for node, _ in rubric.nodes()]
        explained = [("explain", unit) for unit in units]
        explained += [("explain", units[number % len(units)], node) for number, node in enumerate(nodes)]
        ran = [qcdc(*command) for command in (*COMMANDS, *explained)]
        assert all(one.status == 0 for one in ran), [one.err for one in ran if one.status]
        shown.append([told(one.out) for one in ran])
    for plain, labelled in zip(*shown, strict=True):
        assert labelled == plain


def cells(file: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield what stands in the visible cells of a workbook."""
    for worksheet in load_workbook(file).worksheets:
        if worksheet.sheet_state != "visible":
            continue
        wide = [one for one in worksheet.column_dimensions.values() if one.hidden]
        hidden = {column for one in wide for column in range(one.min, one.max + 1)}  # the keys that are read back
        for row in worksheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.column not in hidden:
                    yield worksheet.title, cell.coordinate, told(str(cell.value))


def test_reports_and_forms_show_labels_and_no_ids(
    qcdc: Qcdc, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[tuple[str, str, Any]]] = []
    for folder in folders:
        monkeypatch.chdir(folder)
        assert qcdc("export", "bao-cao.xlsx").status == 0
        assert qcdc("form").status == 0
        files = [Path("bao-cao.xlsx"), *sorted(Path("forms").rglob("*.xlsx"))[:2]]
        shown.append([cell for file in files for cell in cells(file)])
    plain, labelled = shown
    assert len(plain) > 500
    assert [pair for pair in zip(plain, labelled, strict=True) if pair[0] != pair[1]] == []


RUBRIC = """\
rubric: r
name: Thang điểm
total: 24
criteria:
  - id: I
    name: Công khai
    points: 12
    criteria:
      - {id: I.d, name: Niêm yết, points: 4, evidence: optional}
      - {id: I.dd, label: đ, name: Đăng cổng thông tin, points: 4, evidence: optional}
      - {id: I.e, name: Phát thanh, points: 4, evidence: required}
  - id: II
    label: Mục 2
    name: Bàn bạc
    points: 12
    criteria:
      - {id: II.d, name: Họp, points: 4, evidence: optional}
      - {id: II.dd, label: đ, name: Biểu quyết, points: 4, evidence: optional}
      - {id: thu, label: II.e, name: Phiếu lấy ý kiến, points: 4, evidence: optional}
ties: [criterion I.dd]
"""
CAMPAIGN = """\
campaign: Thi đua
period: k1
periods: {k1: {name: Kỳ 1}}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối}
blocs:
  b: {name: Khối, rubric: rubric.yaml, units: [u1]}
units: {u1: Xã Một}
"""


@pytest.fixture
def lettered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign whose groups both have a row đ."""
    (tmp_path / "units").mkdir()
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "units" / "u1.yaml").write_text("unit: u1\nperiod: k1\nmarks:\n  I.d: 4\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_label_stands_for_the_end_of_an_id_and_groups_lend_theirs(lettered: Path) -> None:
    """In I.dd the label đ stands for dd; what stands in `Mục 2` begins like it, but `thu` continues no id."""
    rubric = load(Source()).rubrics["b"]
    assert {node.id: node.shown for node, _ in rubric.nodes()} == {
        "I": "I",
        "I.d": "I.d",
        "I.dd": "I.đ",
        "I.e": "I.e",
        "II": "Mục 2",
        "II.d": "Mục 2.d",
        "II.dd": "Mục 2.đ",
        "thu": "II.e",
    }


def test_json_gives_the_id_and_the_label(qcdc: Qcdc, lettered: Path) -> None:
    found = json.loads(qcdc("explain", "u1", "I.đ", "--format", "json").out)
    assert [value for key, value in flat(found) if key in ("id", "label")][:2] == ["I.dd", "I.đ"]
    shown = json.loads(qcdc("rubric", "show", "rubric.yaml", "--format", "json").out)
    pairs = {(one["id"], one["label"]) for one in objects(shown) if "label" in one}
    assert {("I.dd", "I.đ"), ("II", "Mục 2"), ("II.d", "Mục 2.d"), ("I.e", "I.e")} <= pairs


def objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects of a JSON text."""
    if isinstance(tree, dict):
        yield tree
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from objects(inner)


def flat(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield all keys with their values."""
    for one in objects(tree):
        yield from one.items()


@pytest.mark.parametrize(
    "typed", ["I.dd", "I.đ", "I.Đ", "i.đ", unicodedata.normalize("NFD", "I.đ"), "Mục 2.đ", "mục 2.Đ"]
)
def test_commands_take_ids_and_labels_however_they_are_typed(qcdc: Qcdc, lettered: Path, typed: str) -> None:
    ran = qcdc("explain", "u1", typed)
    assert ran.status == 0
    assert ran.out.splitlines()[4].startswith("I.đ Đăng" if typed[0] in "Ii" else "Mục 2.đ Biểu quyết")


def test_a_letter_that_two_groups_have_is_refused_with_both(qcdc: Qcdc, lettered: Path) -> None:
    ran = qcdc("explain", "u1", "đ")
    assert ran.status == 2
    assert "Q553 lỗi: Ký hiệu `đ` có ở nhiều nơi trong thang điểm: I.dd (I.đ), II.dd (Mục 2.đ)." in ran.err


def test_problems_cite_the_id_of_the_file_with_the_label_beside(qcdc: Qcdc, lettered: Path) -> None:
    out = qcdc("check").out
    assert "còn 5 tiêu chí chưa chấm: I.dd (I.đ), I.e, II.d (Mục 2.d), II.dd (Mục 2.đ), thu (II.e)." in out
    (lettered / "units" / "u1.yaml").write_text("unit: u1\nperiod: k1\nmarks:\n  I.dd: 9\n", encoding="utf-8")
    assert "`I.dd (I.đ)`" in qcdc("check").out


def test_tables_are_imported_by_id_or_label(qcdc: Qcdc, lettered: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "mục 2.đ")
    rows = f"mã,u1\nI.d,3\ni.Đ,2\nI.e,1\n{decomposed},2\nii.E,4\nII.d,0\n"
    (lettered / "bang.csv").write_text(rows, encoding="utf-8")
    assert qcdc("import", "bang.csv", "--stage", "self", "--force").status == 0
    sheet = (lettered / "units" / "u1.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^  (\S+):", sheet, re.MULTILINE) == ["I.d", "I.dd", "I.e", "II.d", "II.dd", "thu"]


def test_a_table_s_ambiguous_letter_is_refused_in_its_cell(qcdc: Qcdc, lettered: Path) -> None:
    (lettered / "bang.csv").write_text("mã,u1\nI.d,3\nđ,2\n", encoding="utf-8")
    ran = qcdc("import", "bang.csv", "--stage", "self")
    assert ran.status == 1
    assert "Q553" in ran.out + ran.err


def leave_to_the_bloc(folder: Path) -> None:
    """Let only the second stage mark I.dd."""
    rubric = folder / "rubric.yaml"
    text = rubric.read_text(encoding="utf-8").replace("{id: I.dd, label: đ,", "{id: I.dd, from: bloc, label: đ,")
    rubric.write_text(text, encoding="utf-8")


def test_a_mark_of_too_early_a_stage_cites_the_label(qcdc: Qcdc, lettered: Path) -> None:
    """In a table and typed into a form, where the row takes none."""
    leave_to_the_bloc(lettered)
    (lettered / "bang.csv").write_text("mã,u1\nI.dd,2\n", encoding="utf-8")
    ran = qcdc("import", "bang.csv", "--stage", "self", "--dry-run")
    assert "Q780" in ran.err + ran.out
    assert "`I.dd (I.đ)`" in ran.err + ran.out
    assert qcdc("form", "u1", "-o", "u1.xlsx").status == 0
    book = load_workbook("u1.xlsx")
    worksheet = book.worksheets[0]
    row = next(number for number in range(1, worksheet.max_row + 1) if worksheet.cell(number, 1).value == "c:I.dd")
    heads = [[cell.value for cell in cells] for cells in worksheet.iter_rows()]
    column = next(cells.index("mark") for cells in heads if "mark" in cells) + 1
    worksheet.cell(row, column, "2")
    book.save("u1.xlsx")
    ran = qcdc("import", "u1.xlsx", "--dry-run")
    assert "Q780" in ran.err + ran.out
    assert "`I.dd (I.đ)`" in ran.err + ran.out


def test_what_another_rubric_could_not_take_is_named_by_labels(qcdc: Qcdc, lettered: Path) -> None:
    other = (lettered / "rubric.yaml").read_text(encoding="utf-8").replace("rubric: r\n", "rubric: other\n")
    other = other.replace("name: Đăng cổng thông tin, points: 4", "name: Đăng cổng thông tin, points: 2")
    (lettered / "other.yaml").write_text(other.replace("points: 12", "points: 10", 1).replace("24", "22"), "utf-8")
    (lettered / "units" / "u1.yaml").write_text("unit: u1\nperiod: k1\nmarks:\n  I.dd: 4\n", encoding="utf-8")
    ran = qcdc("rank", "--rubric", "other.yaml")
    assert "Xã Một: 1 tiêu chí (I.đ)" in ran.out
    assert "Xã Một: 1 tiêu chí (I.đ)" in ran.err


def test_a_form_shows_labels_and_comes_back_by_its_keys(qcdc: Qcdc, lettered: Path) -> None:
    assert qcdc("form", "u1", "-o", "u1.xlsx").status == 0
    book = load_workbook("u1.xlsx")
    worksheet = book.worksheets[0]
    rows = {str(cell.value): cell.row for row in worksheet.iter_rows() for cell in row if cell.value is not None}
    assert {"I.đ", "Mục 2", "Mục 2.đ", "II.e"} <= rows.keys()
    keys = {str(worksheet.cell(row, 1).value): row for row in range(1, worksheet.max_row + 1)}
    assert "c:I.dd" in keys
    assert keys["c:I.dd"] == rows["I.đ"]


def test_a_rubric_that_extends_another_changes_labels(qcdc: Qcdc, lettered: Path) -> None:
    own = "extends: rubric.yaml\nrubric: own\nname: Riêng\nchange:\n  I.e: {label: ê}\n  II: {label: B}\n"
    (lettered / "own.yaml").write_text(own, encoding="utf-8")
    campaign = (lettered / "qcdc.yaml").read_text(encoding="utf-8")
    (lettered / "qcdc.yaml").write_text(campaign.replace("rubric.yaml", "own.yaml"), encoding="utf-8")
    rubric = load(Source()).rubrics["b"]
    shown = {node.id: node.shown for node, _ in rubric.nodes()}
    assert (shown["I.e"], shown["I.dd"], shown["II.dd"]) == ("I.ê", "I.đ", "B.đ")


def test_tie_breaks_and_tables_name_the_label(qcdc: Qcdc, lettered: Path) -> None:
    out = qcdc("rubric", "show", "rubric.yaml").out
    assert "điểm tiêu chí I.đ" in out
    assert "I.dd" not in out


def test_a_template_names_nodes_by_label_too(qcdc: Qcdc, lettered: Path) -> None:
    (lettered / "units" / "u1.yaml").write_text("unit: u1\nperiod: k1\nmarks:\n  I.dd: 3\n  thu: 2\n", encoding="utf-8")
    book = Workbook()
    worksheet = book.worksheets[0]
    worksheet.append(["{{đơn vị}}", "{{tiêu chí:I.đ}}", "{{tiêu chí:I.dd}}", "{{tiêu chí:ii.E}}"])
    book.save("mau.xlsx")
    assert qcdc("export", "bao-cao.xlsx", "--template", "mau.xlsx").status == 0
    filled = next(load_workbook("bao-cao.xlsx").worksheets[0].iter_rows(values_only=True))
    assert filled == ("Xã Một", 3, 3, 2)
