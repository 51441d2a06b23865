"""Data is never code, in any format; and each language is complete by itself."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
import simplejson
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from qcdc_cli.render import json as json_output
from qcdc_cli.render.markdown import markdown_text
from qcdc_cli.render.tables import ranking_table
from qcdc_cli.render.words.table import Column, Row, Table
from tests.render.cases import CAMPAIGN, Case, case_of, csv_text, markdown_tables, terminal_text, written

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


NASTY = [
    "[red]x[/red]",
    "[/x]",
    "=1+1",
    "#N/A",
    "<b>đậm</b>",
    "a|b",
    "**x**",
    "@ai",
    ":smile:",
    "Nga\u0303 Sáu",
    "-1+1",
]
VIETNAMESE = re.compile("[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]", re.IGNORECASE)


def named(folder: Path, name: str) -> Case:
    quoted = "'" + name.replace("'", "''") + "'"
    return written(folder, campaign=CAMPAIGN.replace("alpha: Alpha,", f"alpha: {quoted},"))


@pytest.mark.parametrize("name", NASTY)
def test_names_come_out_as_they_went_in(tmp_path: Path, name: str) -> None:
    case = named(tmp_path, name)
    stored = case.scoring_input.campaign.units["alpha"]  # in normal form C
    for kind, text in case.everything():
        if kind.startswith("terminal"):
            assert stored in text
        elif kind == "rankings_json":
            assert simplejson.loads(text)["standings"][0]["name"] == stored


def test_a_steering_name_cannot_steer(small: Case) -> None:
    name = "A\x1b[2J\u202eB"  # loading refuses such names; what shows them does not rely on it
    campaign = small.scoring_input.campaign.model_copy(
        update={"units": {**small.scoring_input.campaign.units, "alpha": name}}
    )
    for kind, text in case_of(small.scoring_input._replace(campaign=campaign)).everything():
        assert "\x1b" not in text, kind
        assert "\u202e" not in text, kind
        if kind.startswith("terminal"):
            assert "A\\x1b[2J\\u202eB" in text
        elif kind == "rankings_json":
            assert simplejson.loads(text)["standings"][0]["name"] == name


@pytest.mark.usefixtures("english")
def test_english_is_complete(small: Case) -> None:
    for kind, text in small.everything():
        assert not VIETNAMESE.search(text), (kind, VIETNAMESE.findall(text))


@pytest.mark.usefixtures("english")
def test_english_is_complete_for_an_earlier_stage(tmp_path: Path) -> None:
    for kind, text in written(tmp_path, stage="self").everything():
        assert not VIETNAMESE.search(text), kind


def one_cell(text: str) -> Table:
    return Table(
        "Khối", "Một khối", (), (), (Column("Tên", wraps=True), Column("Điểm", "right")), (Row((text, "-1,5")),)
    )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\t=1+1", "'=1+1"),
        ("-1,5", "-1,5"),
        ("a;b", "a;b"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ('x; "=1+1"', """x; "'=1+1\""""),
        ("x|@SUM(A1)", "x|'@SUM(A1)"),
        ("x;\uff0b1", "x;'\uff0b1"),
        ("-1;-2", "'-1;'-2"),
        ("x, -1", "x, -1"),
        ('a "b", c', 'a "b", c'),
    ],
)
def test_csv_holds_no_formula(name: str, field: str) -> None:
    lines = list(csv.reader(StringIO(csv_text([one_cell(name)]))))
    assert lines == [["Tên", "Điểm"], [field, "-1,5"]]


def test_csv_quotes_what_any_program_could_split() -> None:
    assert csv_text([one_cell("x;y")]) == 'Tên,Điểm\n"x;y","-1,5"\n'
    assert csv_text([one_cell("x|y")]) == 'Tên,Điểm\n"x|y","-1,5"\n'
    assert csv_text([one_cell("x y")]) == 'Tên,Điểm\nx y,"-1,5"\n'


@example([["-1", "", ""]])
@given(st.lists(st.lists(st.text("=+-@＝;|,\t\n\"' x1", max_size=8), min_size=3, max_size=3), min_size=1, max_size=3))
def test_csv_holds_no_formula_wherever_it_is_split(rows: list[list[str]]) -> None:
    columns = tuple(Column(title) for title in ("a", "b;=c", '"|+d'))
    text = csv_text([Table("", "", (), (), columns, tuple(Row(tuple(row)) for row in rows))])
    figure = re.compile(r"\s*[+-]?[0-9]+(?:[.,][0-9]+)?")
    formulas = [
        (separator, cell)
        for separator in ",;|\t"
        for line in csv.reader(StringIO(text), delimiter=separator)
        for cell in line
        # Where nothing is split, a cell is a whole line, which may begin with a figure and a comma: no formula does.
        if cell.startswith(tuple("=+-@＝")) and not figure.fullmatch(cell.partition(",")[0])
    ]
    naive = [cell for line in text.splitlines() for cell in re.split("[;|\t]", line) if re.match('["\\s]*[=＝@]', cell)]
    assert (formulas, naive) == ([], [])
    assert len({len(line) for line in csv.reader(StringIO(text))}) == 1


def test_json_writes_out_whatever_is_not_seen() -> None:
    everything = "".join(map(chr, range(0x110000)))
    rare = re.sub(json_output._RARE, json_output._seen, everything)
    assert [one for one in rare if not one.isprintable() and one not in "\n\u00a0"] == []
    assert [one for one in map(chr, (0x1B, 0x7F, 0x9B, 0xAD, 0x61C, 0x202E, 0xE0001, 0xDCFF)) if one in rare] == []


def test_csv_of_several_tables_says_which(small: Case) -> None:
    table = ranking_table(small.ranking)
    lines = csv_text([table, table]).splitlines()
    assert lines[0] == "Khối,Hạng,Đơn vị,I,II,Tổng,Tối đa,%,Xếp loại,Còn thiếu"
    assert lines[1] == 'Bloc One,1,Alpha,"11,13","4,5","15,63",20,"78,15",Good,'
    assert len(lines) == 7


def test_csv_matches_columns_by_title() -> None:
    first = Table("Khối", "A", (), (), (Column("Đơn vị"), Column("I"), Column("I")), (Row(("x", "1", "2")),))
    second = Table("Khối", "B", (), (), (Column("Đơn vị"), Column("II")), (Row(("y", "3")),))
    assert csv_text([first, second]) == "Khối,Đơn vị,I,I,II\nA,x,1,2,\nB,y,,,3\n"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("<b>x</b>", "\\<b\\>x\\</b\\>"),
        ("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"),
        ("[x](http://y)", "\\[x\\](http&#58;//y)"),
        ("a & b &lt;", "a &#38; b &#38;lt;"),
        ("@ai :smile: 10:30", "&#64;ai &#58;smile: 10:30"),
        ("hai\ndòng", "hai dòng"),
        ("\\", "\\\\"),
    ],
)
def test_markdown_shows_letters(text: str, escaped: str) -> None:
    assert markdown_text(text) == escaped


def test_markdown_lines_begin_no_list() -> None:
    table = Table("Khối", "# 1", ("- a", "1. b"), ("+ c", "= d"), (Column("Tên"),), (Row(("-2",)),), ("2) e", "3.5 f"))
    shown = markdown_tables([table])
    for line in ("## \\# 1", "\\- a", "1\\. b", "> - \\= d", "| -2 |", "- 2\\) e", "- 3.5 f"):
        assert line in shown.splitlines()


def test_markdown_of_a_ranking(small: Case) -> None:
    assert (
        markdown_tables([ranking_table(small.ranking)])
        == """\
## Bloc One

Campaign 2024

First half · Bước chấm: Bloc

A small scale

> **TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:**
>
> - Beta: chưa chấm II.1
> - Beta: chưa có điểm bước Bloc: I.3
> - Gamma: chưa có phiếu

| Hạng | Đơn vị | I | II | Tổng | Tối đa | % | Xếp loại | Còn thiếu |
| --: | :-- | --: | --: | --: | --: | --: | :-- | --: |
| 1 | Alpha | 11,13 | 4,5 | 15,63 | 20 | 78,15 | Good |  |
| 2 | Beta | 8,00 | trống | 8,00 | 17 | 47,06 | Weak | 2 |
| – | Gamma | – | – | – | 20 | – | – | chưa có phiếu |

- Beta: không giao I.2 (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn 17)
- I: Leading (12 điểm)
- II: Openness (8 điểm)
- Trưởng khối: Alpha
"""
    )


@given(st.text(max_size=60), st.integers(20, 120))
def test_any_text_at_any_width_leaves_figures_whole(name: str, width: int) -> None:
    shown = terminal_text([one_cell(name)], width=width, color=False)
    assert "-1,5" in shown
    assert "\x1b" not in shown
    assert all(cell_len(line) <= width and line == line.rstrip(" ") for line in shown.split("\n"))
