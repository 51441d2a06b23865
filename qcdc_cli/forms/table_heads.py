"""The heading row of a table that a secretary keeps: criteria down and units across, or one mark a row."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language.names import fold, nearest
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
    "-": ("name", "tên", "nội dung", "nội dung, tiêu chí", "max", "tối đa", "điểm tối đa", "stt", "tt", "ghi chú"),
}
_MEANINGS = {fold(word): meaning for meaning, words in _WORDS.items() for word in words}


class Head(NamedTuple):
    """A heading row.

    Attributes:
        row: its number.
        columns: the numbers of the columns that have a name of ours, by what they hold.
        units: the columns of units, by the units' ids; none where each row names its unit.
    """

    row: int
    columns: Mapping[str, int]
    units: Mapping[str, int]


def head_of(tab: Tab, campaign: Campaign) -> tuple[Head | None, list[Problem]]:
    """Find a table's heading row, and tell what is wrong with it.

    Args:
        tab: the worksheet.
        campaign: the campaign, whose units may stand as headings by id or name.
    """
    units = {fold(name): unit for unit, name in campaign.units.items()} | {fold(unit): unit for unit in campaign.units}
    for row in sorted({row for row, _ in tab.cells if row <= _DEEPEST}):
        said = {column: fold(text) for column, text in _texts(tab, row)}
        columns: dict[str, int] = {}
        for column, word in said.items():
            if word in _MEANINGS:
                columns.setdefault(_MEANINGS[word], column)
        across = {units[word]: column for column, word in said.items() if word in units}
        if "id" not in columns or not (across or {"unit", "mark"} <= columns.keys()):
            continue
        problems = [] if not across else list(_strange(tab, row, said, units))
        return Head(row, columns, across), problems
    return None, [Problem("Q744").at(tab.place())]


def _texts(tab: Tab, row: int) -> Iterator[tuple[int, str]]:
    return ((column, found.text) for (at, column), found in sorted(tab.cells.items()) if at == row)


def _strange(tab: Tab, row: int, said: Mapping[int, str], units: Mapping[str, str]) -> Iterator[Problem]:
    """Yield headings that are neither a unit nor a word that is known; and units that stand there twice."""
    seen: dict[str, int] = {}
    for column, word in said.items():
        text = tab.text(row, column)
        if word in units:
            if units[word] in seen:
                yield Problem("Q405", {"found": text}, text).at(tab.place(row, column))
            seen.setdefault(units[word], column)
        elif word not in _MEANINGS:
            known = list(dict.fromkeys(units.values()))
            near = nearest(text, known)
            yield Problem("Q745", {"found": text}, text, ", ".join(known), near).at(tab.place(row, column))
