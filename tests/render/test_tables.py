"""Rankings and scores in a terminal, compared as a whole, and what holds at every width."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from qcdc_cli.render.tables import ranking_table, scores_table, unit_table
from qcdc_cli.render.terminal.tables import render_tables
from qcdc_cli.render.words.table import Column, Row, Table
from tests.render.cases import RUBRIC, SHEETS, Case, example, terminal_text, written

WIDTHS = (40, 80, 200, None)
RANKING = """\
Bloc One
Campaign 2024
First half · Bước chấm: Bloc
A small scale

TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:
  Beta: chưa chấm II.1
  Beta: chưa có điểm bước Bloc: I.3
  Gamma: chưa có phiếu

Hạng  Đơn vị      I     II   Tổng  Tối đa      %  Xếp loại      Còn thiếu
─────────────────────────────────────────────────────────────────────────
   1  Alpha   11,13    4,5  15,63      20  78,15  Good
   2  Beta     8,00  trống   8,00      17  47,06  Weak                  2
   –  Gamma       –      –      –      20      –  –         chưa có phiếu

Beta: không giao I.2 (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn
  17)
I: Leading (12 điểm)
II: Openness (8 điểm)
Trưởng khối: Alpha
"""
NARROW = """\
Hạng: 1 · Đơn vị: Alpha
Tổng: 15,63 · Tối đa: 20 · %: 78,15
Xếp loại: Good
I: 11,13 · II: 4,5

Hạng: 2 · Đơn vị: Beta
Tổng: 8,00 · Tối đa: 17 · %: 47,06
Xếp loại: Weak · Còn thiếu: 2
I: 8,00 · II: trống

Hạng: – · Đơn vị: Gamma
Tổng: – · Tối đa: 20 · %: –
Xếp loại: – · Còn thiếu: chưa có phiếu
I: – · II: –
"""
SCORES = """\
Unit       I     II   Self   Bloc  Change  Maximum      %  Class   Missing
──────────────────────────────────────────────────────────────────────────
Alpha  11.13    4.5  19.63  15.63      −4       20  78.15  Good
Beta    8.00  blank   8.00   8.00       0       17  47.06  Weak          2
Gamma      –      –      –      –       –       20      –  –      no sheet
"""
UNIT = """\
Beta
Bloc One
Campaign 2024 · First half
A small scale

TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:
  Chưa chấm II.1
  Chưa có điểm bước Bloc: I.3

Mã      Nội dung              Tối đa   Self   Bloc  Điểm được tính  Minh chứng  Mức, số liệu  Lý do
────────────────────────────────────────────────────────────────────────────────────────────────────────────
I       Leading                    9      8      8               8
  I.1   Plan                       4      3      3               3       thiếu
  I.2   Hamlets with a board      KG     KG  trống              KG           0  không giao    has no hamlets
  I.3   Rules                      5      5  trống               5           0  đạt
II      Openness                   8  trống  trống           trống
  II.1  Budget                     8  trống  trống           trống           0  chưa chấm
        Tổng                      17      8      8               8

Không giao I.2 (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn 17)
"""


def test_a_ranking_with_everything_that_can_be_missing(small: Case) -> None:
    assert terminal_text([ranking_table(small.ranking)], width=80, color=False) == RANKING


def test_a_narrow_terminal_gets_blocks(small: Case) -> None:
    assert NARROW in terminal_text([ranking_table(small.ranking)], width=38, color=False)


def test_scores_stage_by_stage(small: Case, english: None) -> None:
    table = scores_table(small.scores, small.scoring_input.campaign, "h1")
    assert SCORES in terminal_text([table], width=None, color=False)


def test_one_unit_criterion_by_criterion(small: Case) -> None:
    table = unit_table(small.unit("beta"), small.scoring_input.campaign, "h1")
    assert terminal_text([table], width=None, color=False) == UNIT


def test_a_too_wide_table_is_told_in_two(small: Case) -> None:
    table = unit_table(small.unit("alpha"), small.scoring_input.campaign, "h1")
    shown = terminal_text([table], width=80, color=False)
    assert "  I.1   Plan                       4   4,00   3,50            3,50           1\n" in shown
    assert "  II.1  All of it → A part  Only the income\n" in shown


def test_reason_of_a_later_stage_is_left_out_of_an_earlier_one(tmp_path: Path) -> None:
    case = written(tmp_path, stage="self")
    table = unit_table(case.unit("alpha"), case.scoring_input.campaign, "h1")
    shown = terminal_text([table], width=None, color=False)
    assert "No deadlines" not in shown
    assert "A part" not in shown
    assert "19,63" in shown


def test_a_tie_is_told_below(tmp_path: Path) -> None:
    same = (
        "unit: {}\nperiod: h1\nmarks:\n  I.1: 3\n  I.2: {{self: {{actual: 4, target: 8}}}}\n  I.3: met\n  II.1: part\n"
    )
    sheets = {unit: same.format(unit) for unit in ("alpha", "gamma")}
    notes = ranking_table(written(tmp_path, sheets=sheets).ranking).notes
    assert notes[0] == "Hạng 1: Alpha và Gamma bằng điểm (14)"


def test_a_tie_of_shares_is_told_as_percent(tmp_path: Path) -> None:
    full = "unit: alpha\nperiod: h1\nmarks:\n  I.1: 4\n  I.2: 8\n  I.3: met\n  II.1: full\n"
    less = "unit: beta\nperiod: h1\nmarks:\n  I.1: 4\n  I.3: met\n  II.1: full\n"
    notes = ranking_table(written(tmp_path, sheets={"alpha": full, "beta": less}).ranking).notes
    assert notes[0] == "Hạng 1: Alpha và Beta bằng điểm (100,00%)"


def test_points_of_a_state_that_counts_in_full_are_shown(tmp_path: Path) -> None:
    sheets = {"alpha": SHEETS["alpha"].replace("I.3: {self: met, bloc: met}", "I.3: {not_applicable: none}")}
    case = written(tmp_path, rubric=RUBRIC.replace("not_applicable: exclude", "not_applicable: full"), sheets=sheets)
    table = unit_table(case.unit("alpha"), case.scoring_input.campaign, "h1")
    (row,) = [row for row in table.rows if row.cells[0] == "I.3"]
    assert row.cells[2] == "5"
    assert "5,00" in row.cells
    assert "không phát sinh" in row.cells
    assert table.notes == ("Không phát sinh I.3 (tính 5 điểm)",)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_figure_of_the_example_is_complete(width: int | None) -> None:
    for table in example().tables():
        shown = terminal_text([table], width=width, color=False)
        words = re.split(r"\s+|(?<=\S): ", shown)
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if not column.wraps and cell:
                    assert all(part in words for part in cell.split()), (column.title, cell)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_keep_to_the_width_and_end_without_spaces(width: int | None) -> None:
    for line in terminal_text(example().tables(), width=width, color=False).splitlines():
        assert line == line.rstrip()
        assert width is None or cell_len(line) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_colour_only_adds_style(width: int | None) -> None:
    plain = terminal_text(example().tables(), width=width, color=False)
    colored = terminal_text(example().tables(), width=width, color=True)
    assert "\x1b[" not in plain
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_ranks_of_the_example() -> None:
    table = ranking_table(example().ranking)
    assert [row.cells[0] for row in table.rows] == ["1", "2", "3", "4", "4", "6", "7", "8"]
    assert "Hạng 4: thị trấn Mái Dầm và xã Phú Hữu bằng điểm (87,13)" in table.notes
    assert (
        "Xã Phú An: không phát sinh IV.1.c (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn 98)" in table.notes
    )
    assert "Trưởng khối: Thị trấn Ngã Sáu · Phó khối: Xã Đông Thạnh · Đơn vị chỉ đạo điểm: Xã Phú Tân" in table.notes
    assert table.warnings[1:] == ("Xã Đông Phước A: chưa chấm VI.4",)


def test_what_stands_between_two_columns_is_left_out_where_rows_are_stacked() -> None:
    """An import's arrow says nothing on a narrow screen, where the two sides stand below each other."""
    columns = (
        Column("Đơn vị"),
        Column("Trong phiếu hiện nay"),
        Column("", align="center"),
        Column("Trong tệp nhập vào"),
    )
    row = Row(("Thị trấn Ngã Sáu", "không phát sinh", "→", "không giao"))
    table = Table("Nhập", "Các thay đổi dự kiến", (), (), columns, (row,), ())
    assert "→" in terminal_text([table], width=80, color=False)
    stacked = terminal_text([table], width=34, color=False)
    assert "Trong phiếu hiện nay: không phát\nsinh\nTrong tệp nhập vào: không giao" in stacked
    assert "→" not in stacked


def test_prose_is_folded_where_that_costs_the_fewest_lines() -> None:
    columns = (Column("STT", "right"), Column("Tên tài liệu", wraps=True), Column("Tệp", wraps=True))
    rows = (
        Row(("1", "Quyết định số 05 ngày 10/02/2020 về kiện toàn", "–")),
        Row(("2", "Biên bản họp", "V.3/bang-tong-hop-tra-loi-y-kien.txt")),
        Row(("3", "Báo cáo số 09 ngày 17/6/2020 kèm bản tự chấm", "–")),
    )
    table = Table("Danh sách", "Mục lục", (), (), columns, rows, ())
    assert "".join(render_tables([table], width=66, color=False)) == (
        "Mục lục\n"
        "\n"
        "STT  Tên tài liệu                         Tệp\n"
        "──────────────────────────────────────────────────────────────────\n"
        "  1  Quyết định số 05 ngày 10/02/2020 về  –\n"
        "     kiện toàn\n"
        "  2  Biên bản họp                         V.3/bang-tong-hop-tra-\n"
        "                                          loi-y-kien.txt\n"
        "  3  Báo cáo số 09 ngày 17/6/2020 kèm     –\n"
        "     bản tự chấm\n"
    )


def test_a_list_without_rows_has_no_heading_row() -> None:
    table = Table("Danh sách", "Giải trình", (), (), (Column("Đơn vị"), Column("Ngày")), (), ("Không có.",))
    assert "".join(render_tables([table], width=80, color=False)) == "Giải trình\n\nKhông có.\n"
