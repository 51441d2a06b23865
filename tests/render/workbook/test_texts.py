"""Texts from data stay texts, sheet names stay allowed, rows are high enough for their texts."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents.text_width import MM_PER_POINT, text_width
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook import fitting
from qcdc_cli.workbook.fitting import HIGHEST, spans, wrapped
from qcdc_cli.workbook.names import LONGEST, SheetNames
from qcdc_cli.workbook.plain import MOST_CHARACTERS, plain, utf16
from tests.campaigns import BLOC, ROOT, input_from, rubric_from
from tests.render.cases import workbook_of

TEXTS = ("xl/worksheets/sheet", "xl/sharedStrings")
NASTY = [
    "<r>not markup</r>",
    "=1+1",
    "+84",
    "-1",
    "@x",
    "#N/A",
    "#REF!",
    "'quoted",
    "1.10",
    "TRUE",
    "=cmd|' /C calc'!A0",
    "<b>&amp;",
    "[red]",
]
RUBRIC = """
name: "=HYPERLINK(1)"
note: "#N/A"
basis: ["=1", "+1"]
criteria:
  - id: I
    name: "=SUM(A1)"
    criteria:
      - {id: I.1, name: "#DIV/0!", points: 10, evidence: optional}
"""


def nasty_input(names: list[str]) -> ScoringInput:
    """Return a bloc in which every text is one that a spreadsheet could take for something else."""
    units = [f"u{number}" for number in range(len(names))]
    marks = {
        "I.1": {
            "self": {"not_applicable": "=1+1"},
            "evidence": ["=2+2", "#N/A", {"name": "-3", "file": "@x"}],
        }
    }
    scoring_input = input_from(rubric_from("not_applicable: exclude\n" + RUBRIC), dict.fromkeys(units, marks))
    campaign = scoring_input.campaign
    bloc = campaign.blocs[BLOC].model_copy(update={"name": "=BLOC()"})
    changed = campaign.model_copy(
        update={
            "campaign": "=1+1",
            "authority": "@authority",
            "basis": "+basis",
            "place": "=place",
            "note": "#N/A",
            "blocs": {BLOC: bloc},
            "units": dict(zip(units, names, strict=True)),
            "signatures": (Signature(role="=role", name="+name"),),
        }
    )
    return scoring_input._replace(campaign=changed)


def made(scoring_input: ScoringInput) -> bytes:
    ranking = rank_bloc(scoring_input, BLOC)
    scores = score_units(scoring_input, [standing.result.unit for standing in ranking.standings])
    return workbook_of([ranking], {BLOC: scores})


def sheets_of(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if name.startswith(TEXTS)]


def formulas_of(content: bytes) -> list[str]:
    return [formula for xml in sheets_of(content) for formula in re.findall(r"<f>([^<]*)</f>", xml)]


def test_data_never_becomes_a_formula_or_an_error() -> None:
    content = made(nasty_input(NASTY))
    for xml in sheets_of(content):
        assert 't="e"' not in xml
        assert "<f " not in xml
    # Whatever the texts are, the workbook's formulas are the program's own, letter by letter.
    assert formulas_of(content) == formulas_of(made(nasty_input([f"Xã {number}" for number in range(len(NASTY))])))
    values = [
        value
        for sheet in load_workbook(io.BytesIO(content), data_only=True)
        for row in sheet.iter_rows(values_only=True)
        for value in row
    ]
    for name in [*NASTY, "=SUM(A1)", "#DIV/0!", "=role", "+name", "@AUTHORITY", "=BLOC()"]:
        assert name in values


def test_risky_texts_are_quoted_for_whoever_types_them_again() -> None:
    sheet = load_workbook(io.BytesIO(made(nasty_input(["=1+1"]))))["Xếp hạng"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.quotePrefix
    assert cell.data_type != "f"


def test_control_characters_become_visible() -> None:
    content = made(nasty_input(["Xã\x1b[31m A\x00\x7f", "Xã \x0bB\ud800", "Xã \u202eC"]))
    text = "".join(sheets_of(content))
    assert "Xã␛[31m A␀␡" in text
    assert "Xã ␋B\ufffd" in text
    assert "Xã \\u202eC" in text


def test_escapes_of_the_file_format_are_escaped() -> None:
    assert "a_x005F_x0041_b" in "".join(sheets_of(made(nasty_input(["a_x0041_b"]))))


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    shown = plain(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]", shown)


def test_a_text_longer_than_a_cell_says_so() -> None:
    long = plain("😀" * MOST_CHARACTERS)
    assert utf16(long) <= MOST_CHARACTERS
    assert long.endswith("…")


def test_sheet_names_of_nasty_units() -> None:
    long = "Xã có tên dài đến hơn bốn mươi ký tự số"
    names = ["A/B:C[1]", f"{long} 1", f"{long} 2", "'", "History", "Tiêu chí", "tiêu CHÍ", "?*\\", "😀" * 20]
    content = made(nasty_input(names))
    titles = load_workbook(io.BytesIO(content)).sheetnames
    assert "A-B-C-1-" in titles
    assert "Tiêu chí (2)" in titles
    assert "tiêu CHÍ (3)" in titles
    assert "History (2)" in titles
    assert len({title.casefold() for title in titles}) == len(titles) == len(names) + 9


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "dan-van", "x" * 60]))))
def test_sheet_names_are_always_allowed(wanted: list[tuple[str, str]]) -> None:
    names = SheetNames()
    given_out = [names.take(name, prefix) for name, prefix in wanted]
    assert len({name.casefold() for name in given_out}) == len(given_out)
    for name in given_out:
        assert 0 < utf16(name) <= LONGEST
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_several_blocs_are_told_apart() -> None:
    rubric = rubric_from("criteria: [{id: I, criteria: [{id: I.1, points: 10}]}]")
    scoring_input = input_from(rubric, {"a": {"I.1": "8"}, "b": {"I.1": "9"}})
    first, second = "khoi-mot", "khoi-hai-co-ma-rat-dai-khong-vua-ten"
    bloc = scoring_input.campaign.blocs[BLOC]
    blocs = {first: bloc.model_copy(update={"units": ("a",)}), second: bloc.model_copy(update={"units": ("b",)})}
    scoring_input = scoring_input._replace(
        campaign=scoring_input.campaign.model_copy(update={"blocs": blocs}),
        rubrics=dict.fromkeys(blocs, rubric),
        rubric_places=dict.fromkeys(blocs, scoring_input.rubric_places[BLOC]),
    )
    rankings = [rank_bloc(scoring_input, identity) for identity in blocs]
    scores = {first: score_units(scoring_input, ["a"]), second: score_units(scoring_input, ["b"])}
    titles = load_workbook(io.BytesIO(workbook_of(rankings, scores))).sheetnames
    assert [title for title in titles if title.startswith("khoi-mot")] == [
        "khoi-mot Xếp hạng",
        "khoi-mot Theo nội dung",
        "khoi-mot Biểu đồ",
        "khoi-mot Tiêu chí",
        "khoi-mot Xã a",
        "khoi-mot Thiếu minh chứng",
        "khoi-mot Thay đổi điểm",
        "khoi-mot Thang điểm",
        "khoi-mot Cách tính",
        "khoi-mot Tính toán",
    ]
    assert [title for title in titles if not title.startswith("khoi-mot")] == [
        "khoi-hai-co-ma-rat-dai Xếp hạng",
        "khoi-hai-co-ma-ra Theo nội dung",
        "khoi-hai-co-ma-rat-dai- Biểu đồ",
        "khoi-hai-co-ma-rat-dai Tiêu chí",
        "khoi-hai-co-ma-rat-dai-kho Xã b",
        "khoi-hai-co-ma Thiếu minh chứng",
        "khoi-hai-co-ma-ra Thay đổi điểm",
        "khoi-hai-co-ma-rat-d Thang điểm",
        "khoi-hai-co-ma-rat-da Cách tính",
        "khoi-hai-co-ma-rat-da Tính toán",
    ]


def test_lines_break_where_cells_break() -> None:
    assert wrapped("một hai ba", 40, 12) == ["một hai ba"]
    assert wrapped("một\nhai", 40, 12) == ["một", "hai"]
    assert wrapped("m" * 30, 10, 12) == ["mmmmm"] * 6
    assert wrapped("", 10, 12) == [""]


@given(st.text(alphabet="Xã ấp m\n", max_size=80), st.integers(2, 60))
def test_no_letter_is_lost_in_breaking_lines(text: str, units: int) -> None:
    assert "".join(wrapped(text, units, 12)).replace(" ", "") == re.sub("[ \n]", "", text)


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 9])
def test_spans_cover_all_columns(parts: int) -> None:
    widths = [6.5, 21, 9, 9, 9, 30]
    shares = spans(widths, parts)
    assert sum(shares) == len(widths)
    assert len(shares) == min(parts, len(widths))
    assert all(shares)


def test_a_text_higher_than_a_row_goes_on_below() -> None:
    words = [f"từ{number}" for number in range(2500)]
    scoring_input = nasty_input(["Xã A"])
    scoring_input = scoring_input._replace(campaign=scoring_input.campaign.model_copy(update={"note": " ".join(words)}))
    sheet = load_workbook(io.BytesIO(made(scoring_input)))["Xếp hạng"]
    heights = [dimension.height for dimension in sheet.row_dimensions.values()]
    assert max(heights) <= HIGHEST
    said = " ".join(str(row[0]) for row in sheet.iter_rows(values_only=True))
    assert [word for word in re.split(r"\s+", said) if word.startswith("từ")] == words


def test_a_name_of_many_lines_makes_its_row_higher() -> None:
    sheet = load_workbook(io.BytesIO(made(nasty_input(["Xã A", "Xã " + "rất dài " * 30]))))["Xếp hạng"]
    rows = {str(row[1].value)[:10]: number for number, row in enumerate(sheet.iter_rows(), start=1)}
    assert sheet.row_dimensions[rows["Xã A"]].height < 40
    assert sheet.row_dimensions[rows["Xã rất dài"]].height > 60


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("capitals", [False, True])
def test_texts_are_measured_as_the_font_has_them(bold: bool, capitals: bool) -> None:
    """The few widths that cells are fitted with, against those of Times New Roman's own letters, marks and all."""
    rubrics = [file.read_text(encoding="utf-8") for file in (ROOT / "rubrics").glob("*.yaml")]
    texts = {line.strip()[:60] for text in rubrics for line in text.splitlines()}
    texts |= {"3/4 (Kế hoạch phát…; Dự toán, quyết…)", "Có kế hoạch → chưa có kế hoạch", "“Khối thẩm định” – “Tự chấm”"}
    for text in (text.upper() if capitals else text for text in texts if len(text) > 12):
        real = text_width(text, 12, bold=bold) / MM_PER_POINT
        assert real / 1.04 <= fitting.text_width(text, 12, bold=bold) <= real * 1.15, text
