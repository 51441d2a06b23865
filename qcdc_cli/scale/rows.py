"""Reads the rows of a scale's table as they stand there: number, name, points, guide and evidence of each.

No row is lost: what is no group, no criterion and no part of one is a total, or a row that is skipped with the reason.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import day, figure
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.nodes import TOTAL, ScaleNode, SkippedRow, TableRow, Total
from qcdc_cli.scale.numbering import Numbering, label_readings, split_label
from qcdc_cli.scale.points import (
    NO_POINTS,
    PointsCell,
    either_reading,
    exact_points,
    points_from_text,
    read_points,
    reads_as_points,
)
from qcdc_cli.scale.table import ScaleTable
from qcdc_cli.scale.table_end import is_line, table_end
from qcdc_cli.scale.words import points_in_name, points_in_total
from qcdc_cli.workbook.reading.book import Found
from qcdc_cli.yamltext.new_text import printable_line, printable_lines

_SHORT = 2  # words: a total even where it is numbered: `III | Tổng cộng`
HIDDEN = Text("dòng bị ẩn, không có dòng này thì số điểm mới khớp", "hidden, and the points add up without it")
HIDDEN_ABOVE = Text("dòng bị ẩn phía trên bảng", "hidden above the table")
HEADER_AGAIN = Text("thuộc phần tiêu đề", "part of the header")
NO_NAME = Text("có điểm nhưng không có nội dung", "points without a name")
NO_NAME_HERE = Text("không có nội dung ở các cột của bảng", "nothing in the columns of the table")
NUMBER_ALONE = Text("chỉ có số thứ tự", "a number alone")


def hidden_above(table: ScaleTable) -> Iterator[SkippedRow]:
    """Yield the rows above a table that people do not see: last year's table, perhaps."""
    rows: dict[int, list[str]] = {}
    for (row, _), found in sorted(table.tab.cells.items()):
        if row < table.top and row in table.tab.hidden_rows:
            rows.setdefault(row, []).append(printable_line(found.text))
    for row, texts in rows.items():
        yield SkippedRow(row, " | ".join(texts), HIDDEN_ABOVE)


def read_rows(table: ScaleTable, left_out: frozenset[int] = frozenset()) -> tuple[list[TableRow], list[Problem]]:
    """Return all rows of a table in order, and what keeps some of them from being read, with the cells.

    Args:
        table: the table.
        left_out: hidden rows that are not taken.
    """
    end, why = table_end(table)
    rows: list[TableRow] = []
    problems: list[Problem] = []
    names: dict[int, str] = {}
    for row in table.rows:
        if row >= end:
            rows.append(_skipped(table, row, why, doubtful=is_line(table, row)))
        elif row in left_out:
            rows.append(_skipped(table, row, HIDDEN, doubtful=True))
        elif table.heads(row):
            rows.append(_skipped(table, row, HEADER_AGAIN))
        else:
            rows += _read_row(table, row, names, problems)
    return rows, problems


def _skipped(table: ScaleTable, row: int, why: Text, *, doubtful: bool = False) -> SkippedRow:
    text = " | ".join(line for text in table.rows[row].values() if (line := printable_line(text)))
    return SkippedRow(row, text, why, doubtful)


def _read_row(table: ScaleTable, row: int, names: dict[int, str], problems: list[Problem]) -> Iterator[TableRow]:
    """Yield what a row holds: a node for each of its names, or what else it is.

    Args:
        table: the table.
        row: the row.
        names: the names above it by their columns, which it may say once more.
        problems: what keeps it from being read is added.
    """
    tab, columns = table.tab, table.columns
    labels = [_label(table, row, own) for own in columns.numbers]
    texts, taken = _names_in(table, row, names)
    typed = next((label.typed for label in reversed(labels) if label.typed), "")
    if not texts and typed and not any(label.readings for label in labels):  # a name over the column of numbers, too
        texts, labels, typed = [(0, typed)], [_Label() for _ in labels], ""
    numbered = any(label.readings for label in labels)
    of = table.vocabulary.total_of(texts[0][1]) if texts else None
    total = of is not None and (not numbered or len(texts[0][1].split()) <= _SHORT)
    points = _points(table, row, table.points_column(row), problems)
    grouped = {level: _points(table, row, column, problems) for level, column in columns.group_points.items()}
    if of is not None and total:
        found = next((own for own in (points, *grouped.values()) if own != NO_POINTS), NO_POINTS)
        yield Total(row, _skipped(table, row, TOTAL).text, of, _points_of_total(texts[0][1], found))
    elif texts:
        own = {level: grouped.get(level, NO_POINTS) for level, _ in texts}
        # In a cell that is joined downwards, points are those of the whole group.
        whole_group = len(texts) > 1 and row in table.joined_points.values()
        if points != NO_POINTS:
            own[texts[0 if whole_group else -1][0]] = points
        yield from _nodes(table, row, texts, labels[taken:], own)
    elif points != NO_POINTS and typed:
        problems.append(Problem("Q755", {"found": typed}).at(tab.place(row, columns.names[-1])))
    elif points != NO_POINTS:
        yield _skipped(table, row, NO_NAME, doubtful=True)
    elif typed:
        yield _skipped(table, row, NUMBER_ALONE, doubtful=bool(_guide(table, row, "") or _evidence(table, row)))
    elif (guide := _guide(table, row, "")) or _evidence(table, row):
        yield ScaleNode(row, (), "", guide=guide, evidence=_evidence(table, row))
    else:
        yield _skipped(table, row, NO_NAME_HERE)


def _points(table: ScaleTable, row: int, column: int, problems: list[Problem]) -> PointsCell:
    """Return the points in a cell; what keeps them from being read is added to the problems.

    Those that have two readings are left open: the parts of a group or total decide.
    """
    try:
        return read_points(table.tab.cells.get((row, column)))
    except QcdcError as refused:
        if refused.problem.code == "Q302":
            return either_reading(refused, printable_line(table.tab.text(row, column)))
        problems.append(refused.problem.at(table.tab.place(row, column)))
        return NO_POINTS


def _names_in(table: ScaleTable, row: int, above: dict[int, str]) -> tuple[list[tuple[int, str]], int]:
    """Return the names in a row with their columns, and how many columns only say once more what stands above."""
    texts = [(level, text) for level, column in enumerate(table.columns.names) if (text := table.tab.text(row, column))]
    again = 0
    while again < len(texts) - 1 and above.get(texts[again][0]) == texts[again][1]:
        again += 1
    rest = texts[again:]
    for level in [own for own in above if rest and own >= rest[0][0]]:
        del above[level]
    above.update(rest)
    return [(level, printable_line(text)) for level, text in rest], texts[again - 1][0] + 1 if again else 0


def _nodes(
    table: ScaleTable, row: int, texts: list[tuple[int, str]], labels: "list[_Label]", points: dict[int, PointsCell]
) -> Iterator[ScaleNode]:
    """Yield a node for each of a row's names; guide and evidence belong to the last of them.

    Args:
        table: the table.
        row: the row.
        texts: its names, each with its column of names, from 0.
        labels: its numbers for the last columns of names.
        points: its points, by the same columns.
    """
    several = len(table.columns.names) > 1
    last, shift = texts[-1][0], len(table.columns.names) - len(labels)
    for level, text in texts:
        own = next((label for label in reversed(labels[: level + 1 - shift]) if label.typed), _Label())
        labels, shift = labels[level + 1 - shift :], level + 1
        label, name = ("", text) if own.readings else split_label(text)
        if level < last and (readings := label_readings(text)):
            heading = table.heading(table.columns.names[level])
            if not table.vocabulary.heads_groups(heading):  # the number of the name behind it
                labels = [_Label(readings, text), *labels[1:]]
                continue
            # "I" in a column "Nhóm": a group without another name.
            label, name, own = "", text if readings[0].style.word else f"{heading} {text}", _Label(readings)
        node = ScaleNode(row, own.readings or label_readings(label), name, column=level if several else None)
        node.section = table.vocabulary.section_of(name)
        node.is_level = several and table.vocabulary.heads_levels(table.heading(table.columns.names[level]))
        node.may_total = table.vocabulary.may_total(name)
        node.remarks += own.remarks
        if own.typed and not own.readings:
            node.remark(f"số thứ tự “{own.typed}” không hiểu được", f"the number “{own.typed}” is not understood")
        node.points = points[level]
        _compare_with_name(node)
        if level == last:
            _add_rest(table, node)
        yield node


def _compare_with_name(node: ScaleNode) -> None:
    """Take the points that a name says where none stand beside it; tell where they differ."""
    written = points_in_name(node.name)
    if not written:
        return
    said = _points_written(written)
    if node.points == NO_POINTS:
        node.points = said
        node.remark(
            f"ô điểm để trống; lấy {written} điểm ghi trong tên", f"no points beside it; {written} is in its name"
        )
    elif None not in (node.points.value, said.value) and abs(node.points.value or 0) != said.value:
        node.remark(
            f"tên ghi {written} điểm, khác cột điểm; sửa cho khớp",
            f"its name has {written} points, other than the column of points; correct one of them",
        )


def _add_rest(table: ScaleTable, node: ScaleNode) -> None:
    """Give a row's last name its guide and evidence, and say what else to check about the row."""
    joined = table.joined_points.get(node.row)
    if joined is not None and (beside := table.tab.text(joined, table.points_column(joined))):
        node.remark(
            f"ô điểm gộp với dòng {joined} ({beside})", f"the cell of points is joined with row {joined} ({beside})"
        )
    node.guide = _guide(table, node.row, node.name)
    node.evidence = _evidence(table, node.row)
    if node.row in table.tab.hidden_rows:
        node.remark("dòng này bị ẩn trong bảng", "this row is hidden in the table")
    for column, heading in table.columns.more_points.items():
        _compare_with_other(node, heading, table.tab.cells.get((node.row, column)))
    for column in table.columns.targets:
        found = table.tab.cells.get((node.row, column))
        if found is not None:
            heading, target = table.heading(column), printable_line(found.text) + "%" * (found.what == "percent")
            node.remark(
                f"cột “{heading}” ghi “{target}”: là chỉ tiêu, không phải cách chấm, nên không đưa vào đây; "
                "chấm theo tỷ lệ (`ratio`) thì ghi ở `targets` trong qcdc.yaml",
                f"“{heading}” has “{target}”: a target and no way of scoring, so it is not in here; "
                "where the criterion is scored by `ratio`, write it in `targets` of qcdc.yaml",
            )


def _compare_with_other(node: ScaleNode, heading: str, found: Found | None) -> None:
    """Tell the figure that another column of points has where it differs: that of wards beside that of communes."""
    other = "" if found is None or found.what == "formula" else printable_line(found.text)
    if not other:
        return
    if node.points == NO_POINTS:
        node.remark(f"cột “{heading}” ghi {other}, cột điểm để trống", f"“{heading}” has {other}, the points are empty")
    elif not _is_rule(other) and exact_points(other) != node.points.value:
        taken = node.points.text if node.points.value is None else figure(node.points.value)
        node.remark(f"cột “{heading}” ghi {other}; ở đây lấy {taken}", f"“{heading}” has {other}; read is {taken}")


def _points_of_total(text: str, points: PointsCell) -> PointsCell:
    """Return a total's points: those beside it, else those in its words."""
    written = points_in_total(text) if points == NO_POINTS else ""
    return _points_written(written) if written else points


def _points_written(text: str) -> PointsCell:
    """Return points that stand in words; such as have two readings are left open."""
    try:
        return points_from_text(text)
    except QcdcError as refused:
        return either_reading(refused, text)


class _Label(NamedTuple):
    """A row's number: its readings, the number as typed, and what to check about it."""

    readings: tuple[Numbering, ...] = ()
    typed: str = ""
    remarks: tuple[str, ...] = ()


def _label(table: ScaleTable, row: int, columns: tuple[int, ...]) -> _Label:
    """Return the number that stands in some columns of a row, the last of them first."""
    for column in reversed(columns):
        found = table.tab.cells.get((row, column))
        if found is not None and found.text:
            if found.what == "date":
                return _label_from_date(found.text)
            return _Label(label_readings(found.text), printable_line(found.text))
    return _Label()


def _label_from_date(text: str) -> _Label:
    """Return the numbers that a spreadsheet may have taken for a day: 1.2 became the first of February."""
    try:
        moment = date.fromisoformat(text)
    except ValueError:
        return _Label((), text)
    pairs = (f"{moment.day}.{moment.month}", f"{moment.month}.{moment.day}")
    typed = (*pairs, *(f"{pair}.{moment.year % 100}" for pair in pairs))
    remark = say(
        f"bảng tính đã đổi số thứ tự này thành ngày {day(moment)}",
        f"the spreadsheet turned this number into the day {day(moment)}",
    )
    return _Label(tuple(label for one in typed for label in label_readings(one)), text, (remark,))


def _guide(table: ScaleTable, row: int, name: str) -> str:
    """Return how the table says to judge a row, without what its name says already.

    Words in another column of points are a rule, too.
    """
    texts = [text for column in table.columns.guide if (text := printable_lines(table.tab.text(row, column)))]
    others = (printable_line(table.tab.text(row, column)) for column in table.columns.more_points)
    texts += filter(_is_rule, others)
    said = f" {_spelled(name)} " if texts else ""
    return "; ".join(text for text in dict.fromkeys(texts) if f" {_spelled(text)} " not in said)


def _is_rule(text: str) -> bool:
    """Return whether a cell of points holds words instead."""
    return re.search(r"[^\W\d]{2}", text) is not None and not reads_as_points(text)


def _spelled(text: str) -> str:
    """Return a text's words for comparing, without what stands between them."""
    return " ".join(re.findall(r"\w+(?:[.,]\w+)*", fold(text)))


def _evidence(table: ScaleTable, row: int) -> tuple[str, ...]:
    """Return the documents that a row names, each once."""
    texts = (table.tab.text(row, column) for column in table.columns.evidence)
    return tuple(dict.fromkeys(one for text in texts for one in evidence_in(text)))


def evidence_in(text: str) -> Iterator[str]:
    """Yield the documents that a cell names, one a line or separated by semicolons."""
    cleaned = (printable_line(part).lstrip("-–+•* ").rstrip(" .,") for part in re.split("[\n;]", text))
    return (part for part in cleaned if part)
