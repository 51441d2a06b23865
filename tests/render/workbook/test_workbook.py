"""The workbook's figures are those of the result tree, exactly, and states are words."""

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli import __version__
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import GroupResult, NodeResult, Ranking, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook.canvas import MOST_IN_FORMULA, written_number
from tests.campaigns import BLOC, EXAMPLE_BLOC, Given, input_from, input_of, load_example, rubric_from
from tests.render.cases import workbook_of

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


TWO_GROUPS = """
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
unassigned: exclude
criteria:
  - id: I
    criteria:
      - {id: I.1, points: 10}
      - {id: I.2, points: 5}
  - id: II
    criteria:
      - {id: "1.10", points: 8.7}
"""


BEFORE = ("Xếp hạng", "Theo nội dung", "Biểu đồ", "Tiêu chí")
AFTER = ("Thiếu minh chứng", "Thay đổi điểm", "Thang điểm", "Cách tính", "Tính toán")


def results(scoring_input: ScoringInput, bloc: str) -> tuple[Ranking, tuple[UnitScores, ...]]:
    ranking = rank_bloc(scoring_input, bloc)
    return ranking, score_units(scoring_input, [standing.result.unit for standing in ranking.standings])


def made(scoring_input: ScoringInput, bloc: str = BLOC) -> bytes:
    ranking, scores = results(scoring_input, bloc)
    return workbook_of([ranking], {bloc: scores})


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content), data_only=True)


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_of(sheet: Worksheet, first: object, column: int = 0) -> list[object]:
    return next(row for row in rows_of(sheet) if row[column] == first)


def same(cell: object, exact: Exact) -> bool:
    """What was read back is the exact number: no digit more, none less."""
    return isinstance(cell, int | float) and Decimal(str(cell)) == written_number(exact)


def nodes(parts: tuple[NodeResult, ...]) -> Iterator[NodeResult]:
    for part in parts:
        yield part
        if isinstance(part, GroupResult):
            yield from nodes(part.parts)


@pytest.fixture(scope="module")
def example() -> tuple[Ranking, tuple[UnitScores, ...], bytes]:
    scoring_input = input_of(load_example())
    ranking, scores = results(scoring_input, EXAMPLE_BLOC)
    return ranking, scores, workbook_of([ranking], {EXAMPLE_BLOC: scores})


Example = tuple[Ranking, tuple[UnitScores, ...], bytes]


def test_one_bloc_has_plain_sheet_names(example: Example) -> None:
    _, scores, content = example
    units = [unit.name for unit in scores]
    assert opened(content).sheetnames == [*BEFORE, *units, *AFTER]


def test_ranking_shows_every_figure_of_the_ranking(example: Example) -> None:
    ranking, _, content = example
    sheet = opened(content)["Xếp hạng"]
    header = row_of(sheet, "Hạng")
    groups = len(ranking.rubric.criteria)
    for standing in ranking.standings:
        name = ranking.campaign.unit_name(standing.result.unit)
        row = dict(zip(header, row_of(sheet, name, 1), strict=True))
        assert row["Hạng"] == standing.rank
        for cell, part in zip(list(row.values())[2 : 2 + groups], standing.result.parts, strict=True):
            assert same(cell, part.points)
        assert same(row["Tổng điểm"], standing.result.points)
        assert same(row["Điểm tối đa"], standing.result.maximum)
        assert standing.classified is not None
        assert row["Xếp loại"] == standing.classified.name


def test_ranking_says_what_must_be_known(example: Example) -> None:
    sheet = opened(example[2])["Xếp hạng"]
    said = "\n".join(str(value) for row in rows_of(sheet) for value in row if value is not None)
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Căn cứ Kế hoạch số 40-KH/BCĐ ngày 17/02/2020",
        "từ ngày 01/01/2020 đến ngày 30/6/2020",
        "Bước chấm: Khối thẩm định (chưa có điểm: Ban Chỉ đạo huyện duyệt)",
        "TẠM TÍNH: còn 1 lượt tiêu chí chưa chấm.",
        "Trưởng khối",
        "Bằng điểm với xã Phú Hữu",
        "Chưa chấm: VI.4",
        "Không phát sinh: IV.1.c",
        "Thiếu minh chứng: VI.3",
        "Điểm trong ví dụ này là giả định",
        "Châu Thành, ngày … tháng … năm …",
        "TM. TỔ GIÚP VIỆC",
    ):
        assert text in said


def test_criteria_sheet_shows_every_figure_of_every_unit(example: Example) -> None:
    ranking, _, content = example
    sheet = opened(content)["Tiêu chí"]
    header = row_of(sheet, "Mã")
    checked = 0
    for standing in ranking.standings:
        column = header.index(ranking.campaign.unit_name(standing.result.unit))
        for node in nodes(standing.result.parts):
            defined = node.group if isinstance(node, GroupResult) else node.criterion
            row = row_of(sheet, defined.id)
            assert same(row[2], defined.points)
            if isinstance(node, GroupResult) or not node.state.symbol.vi:
                assert same(row[column], node.points)
            else:
                assert row[column] == node.state.symbol.vi
            checked += 1
        assert same(row_of(sheet, "Tổng điểm", 1)[column], standing.result.points)
    assert checked == 8 * (42 + 9)
    assert sheet.freeze_panes == "D5"
    assert sheet.print_title_cols == "$A:$C"


def test_unit_sheets_show_every_stage(example: Example) -> None:
    _, scores, content = example
    book = opened(content)
    for unit in scores:
        sheet = book[unit.name]
        first, second = unit.by_stage
        for own, bloc in zip(nodes(first.parts), nodes(second.parts), strict=True):
            defined = own.group if isinstance(own, GroupResult) else own.criterion
            row = row_of(sheet, defined.id)
            for cell, node in ((row[4], own), (row[6], bloc), (row[7], bloc)):
                if isinstance(node, GroupResult) or not node.state.symbol.vi:
                    assert same(cell, node.points)
                else:
                    assert cell == node.state.symbol.vi
        total = row_of(sheet, "Tổng điểm")
        assert same(total[4], first.points)
        assert same(total[6], second.points)
        assert same(total[7], unit.counted.points)


def test_unit_sheet_tells_marks_reasons_evidence_and_notes(example: Example) -> None:
    book = opened(example[2])
    row = row_of(book["Xã Phú An"], "I.5")
    assert row[3] == "2/3 (a, b)"
    assert row[5] == "1/3 (a)"
    assert row[8] == "Khối thẩm định: Mới kiểm tra hai trên sáu ấp"
    assert str(row[9]).startswith("– Kế hoạch kiểm tra số 04-KH/BCĐ ngày 17/3/2020\n– Biên bản")
    assert row_of(book["Xã Phú An"], "IV.1.c")[3:9] == ["KPS"] * 5 + [
        (
            "Không phát sinh: Trong kỳ chưa có công trình dân đóng góp nào hoàn thành, hai công trình đang thi công\n"
            "Khối thẩm định, không phát sinh: Đã kiểm tra: hai công trình dân đóng góp đều đang thi công"
        )
    ]
    assert row_of(book["Xã Đông Phước"], "VI.3")[9] == "Thiếu minh chứng"
    assert row_of(book["Xã Đông Phước A"], "VI.4")[3:8] == ["trống"] * 5
    assert row_of(book["Xã Phú An"], "Xếp hạng")[2] == "8/8"
    assert row_of(book["Xã Phú An"], "– Kiểm tra mới thực hiện ở hai ấp.")


def test_method_sheet_names_rubric_rounding_and_program(example: Example) -> None:
    ranking, _, content = example
    facts = {row[0]: row[2] for row in rows_of(opened(content)["Cách tính"])}
    assert facts["Phần mềm"] == f"qcdc {__version__}"
    assert "qcdc-cap-xa-2020, phiên bản 1.0" in str(facts["Thang điểm"])
    assert str(facts["Làm tròn"]).startswith("Từng tiêu chí, đến 2 chữ số thập phân")
    assert "– Xuất sắc: từ 90 điểm trở lên" in str(facts["Xếp loại"])
    rules = {row[0]: row[3] for row in rows_of(opened(content)["Thang điểm"])}
    for leaf in ranking.rubric.leaves:
        assert rules[leaf.criterion.id] == leaf.criterion.kind.rule(leaf.criterion.points)


def test_the_same_results_give_the_same_bytes(example: Example) -> None:
    ranking, scores, content = example
    assert workbook_of([ranking], {EXAMPLE_BLOC: scores}) == content


def test_properties(example: Example) -> None:
    properties = opened(example[2]).properties
    assert properties.creator == "qcdc"
    assert properties.title == "Xếp hạng – Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020"


def test_numbers_are_written_digit_by_digit() -> None:
    scoring_input = input_from(rubric_from(TWO_GROUPS), {"a": {"I.1": "8,7", "I.2": "0,1", "1.10": "8,7"}})
    content = made(scoring_input)
    figures = re.findall(r'<c r="[A-Z]+\d+" s="\d+">(?:<f>[^<]*</f>)?<v>([^<]+)</v>', xml_of(content))
    assert {"8.7", "0.1", "8.8", "17.5", "23.7"} <= set(figures)
    share = "0.738396624473"  # 17.5 of 23.7, to the 12 decimals that shares are compared with
    assert all(re.fullmatch(r"\d+(\.\d{1,2})?", figure) for figure in figures if figure != share)


def xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
        )


def test_ids_stay_texts_and_states_are_never_zero() -> None:
    marks: dict[str, Given | None] = {
        "a": {"I.1": "0", "I.2": {"not_applicable": "không có"}, "1.10": "8"},
        "b": {"I.1": {"not_applicable": "không có"}, "I.2": {"not_applicable": "không có"}},
        "c": None,
        "d": {"I.1": {"unassigned": "không giao"}, "I.2": "5", "1.10": "8,7"},
    }
    sheet = opened(made(input_from(rubric_from(TWO_GROUPS), marks)))["Tiêu chí"]
    header = row_of(sheet, "Mã")

    def shown(unit: str) -> dict[object, object]:
        return {row[0] or row[1]: row[header.index(f"Xã {unit}")] for row in rows_of(sheet)[4:] if row[1]}

    assert shown("a") == {
        "I": 0,
        "I.1": 0,
        "I.2": "KPS",
        "II": 8,
        "1.10": 8,
        "Tổng điểm": 8,
        "Điểm tối đa của đơn vị": 18.7,
        "Tỷ lệ (%)": 42.78,
    }
    assert shown("b")["I"] == "KPS"
    assert shown("b")["1.10"] == shown("b")["II"] == "trống"
    assert shown("c")["I.1"] == shown("c")["Tổng điểm"] == shown("c")["Tỷ lệ (%)"] == "–"
    assert shown("d")["I.1"] == "KG"


@pytest.mark.parametrize(("rule", "shown"), [("exclude", "KPS"), ("zero", "KPS"), ("full", "KPS: 10")])
def test_not_applicable_is_a_word_however_it_counts(rule: str, shown: str) -> None:
    rubric = rubric_from(TWO_GROUPS.replace("not_applicable: exclude", f"not_applicable: {rule}"))
    marks = {"a": {"I.1": {"not_applicable": "không có"}, "I.2": "5", "1.10": "8"}}
    sheet = opened(made(input_from(rubric, marks)))["Tiêu chí"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if row[0].value == "I.1" and cell.column == 4)
    word, _, points = shown.partition(": ")
    if points:  # a number that shows the word before it, so that sums count it
        assert cell.value == int(points)
        assert f'"{word}: "' in cell.number_format
    else:
        assert cell.value == word
    assert row_of(sheet, "I")[3] == (15 if rule == "full" else 5)


def test_a_stage_that_marked_nothing_shows_the_earlier_points_as_such() -> None:
    marks = {"a": {"I.1": "8", "I.2": {"self": "5", "bloc": "5"}, "1.10": "8"}}
    sheet = opened(made(input_from(rubric_from(TWO_GROUPS), marks)))["Xã a"]
    row = row_of(sheet, "I.1")
    assert row[3:8] == ["8", 8, "trống", 8, 8]
    cell = next(cell for cells in sheet.iter_rows() for cell in cells if cell.value == "trống")
    assert cell.font.i


def test_number_formats_follow_the_language() -> None:
    scoring_input = input_from(rubric_from(TWO_GROUPS), {"a": {"I.1": "8,75"}})
    sheet = opened(made(scoring_input))["Tiêu chí"]
    formats = {cell.number_format for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value}
    shown = ("#,##0", "#,##0.0", "#,##0.00")
    assert formats == {f'[$-42A]{figure};[$-42A]"−"{figure}' for figure in shown}


@pytest.mark.parametrize("number", [8, 12, 15])
def test_the_ranking_of_fifteen_units_is_one_page_even_when_provisional(number: int) -> None:
    classes = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Không hoàn thành nhiệm vụ")
    groups = [
        {"id": one, "name": "Lãnh đạo, chỉ đạo và tổ chức thực hiện", "criteria": _criteria(one)}
        for one in ("I", "II", "III", "IV", "V")
    ]
    bounds = [{"from": "90"}, {"from": "75"}, {}]
    rubric = rubric_from(
        {
            "criteria": groups,
            "not_applicable": "exclude",
            "classification": [
                {"id": f"c{at}", "name": name, **bound}
                for at, (name, bound) in enumerate(zip(classes, bounds, strict=True))
            ],
            "awards": [{"id": "co", "name": "Cờ thi đua của Ủy ban nhân dân thành phố", "ranks": "3", "ties": "all"}],
        }
    )
    marks = {
        f"thuong-tan-loi-{unit}": {
            leaf.criterion.id: {"self": "5", **({"bloc": {"mark": f"{5 - unit % 4}", "reason": "?"}} if at > 9 else {})}
            for at, leaf in enumerate(rubric.leaves)
            if at % 7 != unit % 7
        }
        for unit in range(number)
    }
    sheet = opened(made(input_from(rubric, marks)))["Xếp hạng"]
    assert any("TẠM TÍNH" in str(cell) for row in rows_of(sheet) for cell in row)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 1), (None, None)}


@pytest.mark.parametrize(("criteria", "one"), [(8, True), (28, True), (60, False)])
def test_a_unit_has_one_page_where_it_can_be_read_there(criteria: int, one: bool) -> None:
    """Twenty-eight rows fill a page and a few lines more; sixty would be too small to read."""
    rows = [{"id": f"I.{number}", "name": f"Tiêu chí số {number}", "points": "5"} for number in range(criteria)]
    rubric = rubric_from({"criteria": [{"id": "I", "criteria": rows}]})
    sheet = opened(made(input_from(rubric, {"a": {row["id"]: "4" for row in rows}})))["Xã a"]
    properties = sheet.sheet_properties.pageSetUpPr
    assert bool(properties is not None and properties.fitToPage) == one
    assert (not sheet.row_breaks.brk) == one


def _criteria(group: str) -> list[dict[str, str]]:
    return [{"id": f"{group}.{number}", "points": "5"} for number in range(1, 5)]


@pytest.mark.usefixtures("english")
def test_in_english() -> None:
    scoring_input = input_from(rubric_from(TWO_GROUPS), {"a": {"I.1": "8,75"}, "b": None})
    book = opened(made(scoring_input))
    after = ["Missing evidence", "Changes", "Rubric", "How computed", "Calculation"]
    assert book.sheetnames == ["Ranking", "Groups", "Charts", "Criteria", "Xã a", "Xã b", *after]
    formats = {cell.number_format for row in book["Criteria"].iter_rows() for cell in row if cell.data_type == "n"}
    assert not [each for each in formats if "42A" in each]
    said = [value for row in rows_of(book["Ranking"]) for value in row]
    assert "PROVISIONAL: units without a sheet: 1; blank marks: 2." in said
    assert "BLOC LEADER" in said


def test_without_classes_there_is_no_column_for_them() -> None:
    scoring_input = input_from(rubric_from(TWO_GROUPS), {"a": {"I.1": "8", "I.2": "5", "1.10": "8"}})
    header = row_of(opened(made(scoring_input))["Xếp hạng"], "Hạng")
    assert header == ["Hạng", "Đơn vị", "I. Mục I\n(15 điểm)", "II. Mục II\n(8,7 điểm)", "Tổng điểm\n(23,7)", "Ghi chú"]


def test_fractions_have_as_many_digits_as_a_spreadsheet_holds() -> None:
    rubric = rubric_from(
        "{rounding: {decimals: 2, at: total},"
        " criteria: [{id: I, criteria: [{id: I.1, points: 10, ratio: {unit: ấp}}]}]}"
    )
    scoring_input = input_from(rubric, {"a": {"I.1": {"self": {"actual": "2", "target": "3"}}}})
    sheet = opened(made(scoring_input))["Tiêu chí"]
    assert row_of(sheet, "I.1")[3] == 6.66666666666667
    assert row_of(sheet, "Tổng điểm", 1)[3] == 6.67


def test_shares_that_take_three_decimals_to_tell_apart() -> None:
    rubric = rubric_from("{not_applicable: exclude, criteria: [{id: I, points: 100000}, {id: II, points: 1}]}")
    marks = {
        "a": {"I": "50001", "II": {"not_applicable": "không"}},
        "b": {"I": "50000", "II": {"not_applicable": "không"}},
    }
    sheet = opened(made(input_from(rubric, marks)))["Tiêu chí"]
    assert row_of(sheet, "Tỷ lệ (%)", 1)[3:5] == [50.001, 50]


def test_many_units_are_broken_into_parts_with_the_names_again() -> None:
    units = {f"u{number}": {"I.1": "8", "I.2": "5", "1.10": "8"} for number in range(30)}
    sheet = opened(made(input_from(rubric_from(TWO_GROUPS), units)))["Tiêu chí"]
    assert [each.id for each in sheet.col_breaks.brk] == [13, 23]
    assert sheet.print_title_cols == "$A:$C"
    assert sheet.sheet_properties.pageSetUpPr is None or not sheet.sheet_properties.pageSetUpPr.fitToPage


def formulas_of(content: bytes) -> list[str]:
    return re.findall(r"<f>([^<]*)</f>", xml_of(content))


def test_no_formula_is_longer_than_excel_takes() -> None:
    """Groups of one criterion each have no neighbours to make a range of; the bloc's id is in each reference."""
    rubric = rubric_from(
        {
            "criteria": [
                {"id": f"G{n}", "criteria": [{"id": f"G{n}.1", "points": "1", "evidence": "required"}]}
                for n in range(150)
            ],
            "classification": [
                {"id": "a", "name": "A", "from": "9", "needs": {"complete": "yes", "evidence": "complete"}},
                {"id": "b", "name": "B"},
            ],
        }
    )
    marks: dict[str, Given | None] = {"a": {leaf.criterion.id: "1" for leaf in rubric.leaves}, "b": None}
    content = made(input_from(rubric, marks))
    assert 1000 < max(map(len, formulas_of(content))) < MOST_IN_FORMULA
    start = "IF(COUNT('Tiêu chí'!D5:D304)&gt;0,"  # one range, though the groups are not neighbours
    total = next(formula for formula in formulas_of(content) if formula.startswith(start))
    words = total.partition(",MID(")[2]
    assert words.count("D5:D304") == words.count("COUNTIF(") == 6


def test_marks_that_count_nothing_without_evidence_are_not_offered_for_change() -> None:
    rubric = rubric_from(
        "{missing_evidence: zero, criteria: [{id: I, points: 10, evidence: required}, {id: II, points: 5}]}"
    )
    marks = {
        "a": {"I": {"self": "8"}, "II": "5"},
        "b": {"I": {"self": "0"}, "II": "5"},
        "c": {"I": {"self": "8", "evidence": ["Báo cáo"]}, "II": "5"},
    }
    sheet = opened(made(input_from(rubric, marks)))["Tiêu chí"]
    header, first, second = (next(r for r in sheet.iter_rows() if r[0].value == key) for key in ("Mã", "I", "II"))
    filled = {cell.value: (first[at].fill.patternType, second[at].fill.patternType) for at, cell in enumerate(header)}
    assert filled["Xã a"] == filled["Xã b"] == (None, "solid")
    assert filled["Xã c"] == ("solid", "solid")


def test_what_is_no_mark_is_coloured_in_either_language(request: pytest.FixtureRequest) -> None:
    scoring_input = input_from(rubric_from(TWO_GROUPS), {"a": {"I.1": "8,75"}})

    def rules(title: str) -> list[str]:
        given = opened(made(scoring_input))[title].conditional_formatting
        return [rule.formula[0] for each in given for rule in each.rules]

    unknown = 'AND(ISTEXT(D5),ISERROR(SEARCH("/",D5)),ISERROR(SEARCH("|"&D5&"|","{}")))'
    over = "AND(ISNUMBER(D5),ABS(D5)>$C5)"
    assert rules("Tiêu chí") == [f'OR(D5="trống",{unknown.format("|trống|KPS|KG|–|")})', over]
    request.getfixturevalue("english")
    assert rules("Criteria") == [f'OR(D5="blank",{unknown.format("|blank|n/a|unass.|–|")})', over]


def test_points_for_a_state_are_to_be_typed_as_points() -> None:
    for rule, told in (("exclude", False), ("full", True)):
        rubric = rubric_from(TWO_GROUPS.replace("not_applicable: exclude", f"not_applicable: {rule}"))
        sheet = opened(made(input_from(rubric, {"a": {"I.1": "8"}})))["Tiêu chí"]
        said = "\n".join(str(row[0]) for row in sheet.iter_rows(values_only=True))
        assert ("Trường hợp KPS được tính điểm tối đa thì nhập số điểm vào ô." in said) is told


def test_an_empty_bloc_can_be_shown() -> None:
    sheets = opened(made(input_from(rubric_from(TWO_GROUPS), {}))).sheetnames
    assert sheets == [*(name for name in BEFORE if name != "Biểu đồ"), *AFTER]
