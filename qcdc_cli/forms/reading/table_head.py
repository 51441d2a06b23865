"""The heading row of a table that a secretary keeps: criteria down and units across, or one mark a row."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.forms.reading.cells import visible_text
from qcdc_cli.forms.reading.filled_form import at_column
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Problem
from qcdc_cli.workbook.reading.book import Tab

_DEEPEST = 30  # rows above which the heading must stand
_WORDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "mã", "mã tiêu chí", "ma", "criterion", "tiêu chí"),
    "unit": ("unit", "đơn vị", "mã đơn vị", "don vi"),
    "mark": ("mark", "điểm", "chấm", "kết quả", "actual", "diem"),
    "target": ("target", "chỉ tiêu", "chi tieu"),
    "reason": ("reason", "lý do", "ly do", "giải trình"),
    "evidence": ("evidence", "minh chứng", "minh chung"),
    "stage": ("stage", "bước", "bước chấm"),
    "period": ("period", "kỳ"),
    # What people keep beside the marks, and nothing is read from.
    "-": (
        "name",
        "tên",
        "nội dung",
        "nội dung, tiêu chí",
        "max",
        "tối đa",
        "điểm tối đa",
        "điểm chuẩn",
        "stt",
        "tt",
        "ghi chú",
    ),
}
_IGNORED = "-"
_MEANINGS = {fold(word): meaning for meaning, words in _WORDS.items() for word in words}
_IDS = [fold(word) for word in _WORDS["id"]]  # beside a column “id”, one called “tiêu chí” holds the names


class TableHead(NamedTuple):
    """A heading row.

    Attributes:
        row: its number.
        columns: the numbers of the columns that are read, by what they hold; not those of units.
        units: the columns of units, by the units' ids; none where each row names its unit.
    """

    row: int
    columns: Mapping[str, int]
    units: Mapping[str, int]


def table_head(tab: Tab, campaign: Campaign) -> tuple[TableHead | None, list[Problem]]:
    """Find a table's heading row, and report what is wrong with it.

    Args:
        tab: the worksheet.
        campaign: the campaign, whose units may stand as headings by id or name.
    """
    units = {fold(name): unit for unit, name in campaign.unit_names.items()} | {
        fold(unit): unit for unit in campaign.units
    }
    for row in sorted({row for row, _ in tab.cells if row <= _DEEPEST}):
        headings = {column: fold(found.text) for (at, column), found in sorted(tab.cells.items()) if at == row}
        columns = _columns(headings)
        across = {units[word]: column for column, word in reversed(headings.items()) if word in units}
        if "id" not in columns or not (across or {"unit", "mark"} <= columns.keys()):
            continue
        head = TableHead(row, {"id": columns["id"]} if across else columns, across)
        return head, [*_strange(tab, head, headings, units), *_unnamed(tab, head, headings)]
    return None, [Problem("Q744").at(tab.place())]


def _columns(headings: Mapping[int, str]) -> dict[str, int]:
    """Return the columns that have a name of ours, by what they hold: the first of each, of ids the best."""
    columns: dict[str, int] = {}
    for column, word in headings.items():
        if word in _MEANINGS and _MEANINGS[word] != _IGNORED:
            columns.setdefault(_MEANINGS[word], column)
    ids = [column for column, word in headings.items() if word in _IDS]
    return columns | {"id": min(ids, key=lambda column: _IDS.index(headings[column]))} if ids else columns


def _strange(tab: Tab, head: TableHead, headings: Mapping[int, str], units: Mapping[str, str]) -> Iterator[Problem]:
    """Yield headings that are not known in this table, and those that occur twice."""
    read = {**head.columns, **head.units}
    known = Known(dict.fromkeys(units.values()) if head.units else [word for word in _WORDS if word != _IGNORED])
    for column, word in headings.items():
        text, meaning = tab.text(head.row, column), units.get(word) if head.units else None
        meaning = meaning or _MEANINGS.get(word, "")
        if meaning == _IGNORED or (meaning == "id" and column != head.columns["id"]) or read.get(meaning) == column:
            continue
        if meaning in read:
            yield Problem("Q729", {"id": text, "first": at_column(read[meaning])}).at(tab.place(head.row, column))
        else:
            problem = Problem("Q745", {"found": text}, text, known.listed, known.nearest(text))
            yield problem.at(tab.place(head.row, column))


def _unnamed(tab: Tab, head: TableHead, headings: Mapping[int, str]) -> Iterator[Problem]:
    """Yield columns that hold something below a heading that is empty; a formula is a help for somebody."""
    seen: set[int] = set()
    for (row, column), found in sorted(tab.cells.items()):
        if row > head.row and column not in headings and column not in seen and found.what != "formula":
            seen.add(column)
            yield Problem("Q745", {"found": "…"}, visible_text(found)).at(tab.place(row, column))
