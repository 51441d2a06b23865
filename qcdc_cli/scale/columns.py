"""What the columns of a scale's table hold, by their headings and by what stands below these.

What is hidden is never taken before what people see, and told; so are several columns of points.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.scale.numbering import label_readings
from qcdc_cli.scale.points import reads_as_points
from qcdc_cli.scale.words import Vocabulary
from qcdc_cli.workbook.reading.book import Tab
from qcdc_cli.workbook.references import column_letters

WIDEST = 40  # columns that one joined heading covers, and columns of one sort; nobody's table has more
_MOST_LEVELS = 8  # columns of names
_TARGET = re.compile(r"(?:[≥≤<>~+]=?|(?:từ|đạt|đủ|trên|dưới|ít nhất|tối thiểu|at least)\s)*\s*[0-9].*", re.IGNORECASE)
_LONGEST_TARGET = 4  # words: `5 mô hình`, `≥ 90%`; more is a sentence


class Columns(NamedTuple):
    """What the columns of a table hold; numbers of columns, from the left.

    Attributes:
        names: the names; with several, each one is a level of its own.
        numbers: the columns of numbers for each column of names.
        points: the most points.
        points_beside: further columns of points, filled in other rows: groups here, criteria there.
        group_points: the columns of points of those columns of names that have their own, by their place in `names`.
        more_points: other columns that hold most points, by their headings: somebody must say which one counts.
        guide: how to judge.
        evidence: what proves it.
        weights: how many times a line counts.
        targets: what units are to reach, which is no way of scoring.
        unused: all others that have a heading or stand beside lines, by their headings.
    """

    names: tuple[int, ...]
    numbers: tuple[tuple[int, ...], ...]
    points: int
    points_beside: tuple[int, ...]
    group_points: dict[int, int]
    more_points: dict[int, str]
    guide: tuple[int, ...]
    evidence: tuple[int, ...]
    weights: tuple[int, ...]
    targets: tuple[int, ...]
    unused: dict[int, str]

    @property
    def all_points(self) -> tuple[int, ...]:
        """The columns in which a row may have its points."""
        return self.points, *self.points_beside


def read_columns(
    tab: Tab, words: Vocabulary, headings: dict[int, str], below: Sequence[int]
) -> tuple[Columns | None, list[str]]:
    """Return what the columns of a table hold, and what to check; None where names or points are missing after all.

    Args:
        tab: its worksheet.
        words: the words that its headings are written with.
        headings: the columns' headings.
        below: the rows below the header that hold something.
    """
    return _Reader(tab, words, headings, below).columns()


class _Reader:
    """Reads the columns of one table; names and points that nobody sees only where there are no others."""

    def __init__(self, tab: Tab, words: Vocabulary, headings: dict[int, str], below: Sequence[int]) -> None:
        self._words = words
        self._headings = dict(sorted(headings.items()))
        self._hidden = tab.hidden_columns
        self._below = below
        self._texts: dict[int, dict[int, str]] = {}  # of the cells below the header: by column, then by row
        self._formulas: set[int] = set()
        rows = frozenset(below)
        for (row, column), found in tab.cells.items():
            if row in rows:
                self._texts.setdefault(column, {})[row] = found.text
                if found.what == "formula":
                    self._formulas.add(column)
        self._targets = {column for column, text in self._headings.items() if self._holds_targets(column, text)}

    def columns(self) -> tuple[Columns | None, list[str]]:
        ranks = {
            column: rank for column, text in self._headings.items() if (rank := self._words.heads_most_points(text))
        }
        holding = {column for column in ranks if self._holds_points(column)}
        rules = {column for column in ranks if column in self._texts and column not in holding}
        points = max(
            ranks,
            key=lambda column: (self._seen(column), column not in rules, ranks[column], column in holding, -column),
        )
        named = self._names(points)
        numbers = self._numbers(named, points) if named else ()
        names = [column for column in named if column not in numbers]
        if not names:
            return None, []
        levels, described = self._levels(names, tuple(ranks.keys() - rules), numbers)
        last = [column for column in holding if column > levels[-1] and self._seen(column)]
        if levels[0] < points < levels[-1] and last:  # points of groups: those of the lines stand behind their names
            points = max(last, key=lambda column: (ranks[column], -column))
        others = [column for column in sorted(holding - {points}) if self._seen(column)]
        between = {column: sum(name < column for name in levels) - 1 for column in others if column < levels[-1]}
        grouped = {level: column for column, level in between.items() if level >= 0}
        beside = tuple(column for column in others if column not in between and self._completes(column, points))
        more = {column: self._heading(column) for column in others if column not in (*beside, *grouped.values())}
        used = {points, *beside, *grouped.values(), *more, *names, *numbers}
        targets = tuple(column for column in sorted(self._targets - used) if self._seen(column))[:WIDEST]
        used.update(targets)
        evidence = self._others(used, self._words.heads_evidence)
        weights = self._others(used, self._words.heads_weights)
        told = {self._headings[column] for column in rules - used}
        guide = self._others(used, lambda text: text in told or self._words.heads_guide(text))
        shared = {self._headings.get(column) for column in used}  # an empty column under a joined heading is no other
        unused = {
            column: self._heading(column)
            for column, text in self._headings.items()
            if column not in used and (text not in shared or column in self._texts)
        }
        lines = {row for row, text in self._texts.get(points, {}).items() if reads_as_points(text)}
        lines |= {row for own in numbers for row, text in self._texts.get(own, {}).items() if label_readings(text)}
        unheaded = self._texts.keys() - used - self._headings.keys()
        beside_lines = [column for column in sorted(unheaded) if not lines.isdisjoint(self._texts[column])]
        unused |= dict.fromkeys(beside_lines, say("không có tiêu đề", "no heading"))
        columns = Columns(
            levels,
            self._numbers_of(levels, numbers),
            points,
            beside,
            grouped,
            more,
            tuple(sorted((*described, *guide))),
            evidence,
            weights,
            targets,
            unused,
        )
        return columns, self._remarks(columns)

    def _text(self, row: int, column: int) -> str:
        return self._texts.get(column, {}).get(row, "")

    def _seen(self, column: int) -> bool:
        return column not in self._hidden

    def _heading(self, column: int) -> str:
        text = " ".join(self._headings[column].split())
        return text if self._seen(column) else say(f"{text} – cột ẩn", f"{text} – hidden")

    def _others(self, used: set[int], heads: Callable[[str], bool]) -> tuple[int, ...]:
        """Return the columns with a heading of some sort that have no use yet, and give them one."""
        found = [column for column, text in self._headings.items() if column not in used and heads(text)]
        columns = tuple(column for column in found if self._seen(column))[:WIDEST]
        used.update(columns)
        return columns

    def _remarks(self, columns: Columns) -> list[str]:
        remarks = []
        different = {self._headings[column] for column in columns.all_points}
        if columns.more_points or len(different) > 1:
            listed = {column: self._heading(column) for column in columns.all_points} | columns.more_points
            shown = ", ".join(f"{column_letters(column)} ({text})" for column, text in sorted(listed.items()))
            taken = ", ".join(map(column_letters, columns.all_points))
            remarks.append(
                say(
                    f"bảng có nhiều cột điểm: {shown}; ở đây lấy cột {taken}, kiểm tra có đúng cột cần dùng không",
                    f"the table has several columns of points: {shown}; {taken} is read, check that it is right",
                )
            )
        needed = (*columns.names, *(column for own in columns.numbers for column in own), columns.points)
        hidden = [column for column in sorted(needed) if column in self._hidden]
        remarks += [
            say(
                f"cột {column_letters(column)} bị ẩn trong bảng nhưng vẫn phải dùng vì không có cột nào khác",
                f"column {column_letters(column)} is hidden in the table, but is read because there is no other",
            )
            for column in hidden
        ]
        return remarks

    def _holds_points(self, column: int) -> bool:
        """Return whether a column holds numbers, not rules such as "Mỗi lần vắng trừ 2 điểm"."""
        texts = [text for text in self._texts.get(column, {}).values() if re.search(r"[0-9]|[^\W\d]{2}", text)]
        return column in self._formulas or 2 * sum(map(reads_as_points, texts)) > len(texts)

    def _holds_targets(self, column: int, heading: str) -> bool:
        """Return whether a column holds what units are to reach: by its heading, or by figures below `Chỉ tiêu`."""
        if self._words.heads_targets(heading):
            return True
        texts = self._texts.get(column, {}).values()
        figures = sum(bool(_TARGET.fullmatch(text)) and len(text.split()) <= _LONGEST_TARGET for text in texts)
        return self._words.may_head_targets(heading) and 2 * figures > len(texts)

    def _completes(self, column: int, points: int) -> bool:
        """Return whether a column is filled only where that of the points is empty, and neither is of extra points."""
        extra = any(self._words.section_of(self._headings[own]) for own in (column, points))
        return not extra and self._texts[column].keys().isdisjoint(self._texts.get(points, {}))

    def _names(self, points: int) -> list[int]:
        """Return the columns that hold names: those with such a heading, and what a wider one leaves beside them."""
        named = [
            column
            for column, text in self._headings.items()
            if column != points and (self._words.heads_names(text) or self._words.heads_groups(text))
        ]
        if any(self._words.heads_names(self._headings[column]) for column in named if column not in self._targets):
            named = [column for column in named if column not in self._targets]
        if not any(self._words.heads_names(self._headings[column]) for column in named):
            return []
        seen = ([column for column in named if self._seen(column)] or named)[:_MOST_LEVELS]
        # Names that are set in may stand in a column without a heading.
        for column in range(seen[-1] + 1, seen[-1] + _MOST_LEVELS):
            if column in self._headings or not self._stands_alone(column, column - 1, (points,), ()):
                break
            seen.append(column)
        return [column for column in seen if column in self._texts] or seen[:1]

    def _numbers(self, names: list[int], points: int) -> tuple[int, ...]:
        """Return the columns that hold the numbers of the lines."""
        headed = [
            column
            for column, text in self._headings.items()
            if column not in (points, *names) and self._words.heads_numbers(text)
        ]
        numbers = ([column for column in headed if self._seen(column)] or headed)[:WIDEST]
        if len(names) > 1 and self._holds_labels(names[0]):
            # "Nhóm" with I and II: the names of groups where the lines have numbers beside them, else numbers.
            beside = any(self._text(row, own) for row in self._texts[names[0]] for own in numbers)
            grouping = self._words.heads_groups(self._headings.get(names[0], "")) and self._groups_lines(names, points)
            numbers = numbers if beside or grouping else [names[0], *numbers]
        if not numbers:
            before = [column for column in self._texts if column < names[0] and column != points]
            numbers = [column for column in before if self._holds_labels(column)]
        return tuple(sorted(numbers))

    def _groups_lines(self, names: list[int], points: int) -> bool:
        """Return whether what the first column of names holds stands beside the first line of each group.

        Where it stands beside the group's own row instead, that row has as many points as those below it together.
        """
        groups: list[list[Decimal]] = []
        for row in self._below:
            number = re.search(r"[0-9]+(?:[.,][0-9]+)?", self._text(row, points))
            if self._text(row, names[0]) and self._text(row, names[1]):
                groups.append([])
            if groups and number is not None and self._text(row, names[1]):
                groups[-1].append(Decimal(number[0].replace(",", ".")))
        several = [own for own in groups if len(own) > 1]
        return any(own[0] != sum(own[1:]) for own in several)

    def _holds_labels(self, column: int) -> bool:
        """Return whether at least half of what stands in a column is numbering."""
        found = self._texts.get(column, {}).values()
        return bool(found) and 2 * sum(bool(label_readings(text)) for text in found) >= len(found)

    def _levels(
        self, names: list[int], points: tuple[int, ...], numbers: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Part columns of names into levels and descriptions: these never stand in a line without the name before."""
        levels = [names[0]]
        for column in names[1:]:
            grouped = self._words.heads_groups(self._headings.get(levels[-1], ""))
            levels += [column] if grouped or self._stands_alone(column, levels[-1], points, numbers) else []
        return tuple(levels), tuple(column for column in names if column not in levels)

    def _stands_alone(self, column: int, outer: int, points: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
        """Return whether some line has a name in a column, and in the outer one none, or the same as the line above.

        Args:
            column: the column.
            outer: the column of names before it.
            points: the columns of points; without them and a number, a row is no line: people sign there, perhaps.
            numbers: the columns of numbers.
        """
        above, last, added_up = "", 0, False
        for row in self._below:
            if added_up and row > last + 1:
                break  # below a total and an empty row, people sign
            name = self._text(row, outer)
            last, added_up = row, self._words.total_of(name) is not None
            name = "" if label_readings(name) else name
            line = any(re.search("[0-9=]", self._text(row, own)) for own in points) or any(
                label_readings(self._text(row, own)) for own in numbers
            )
            if self._text(row, column) and name in ("", above) and line:
                return True
            above = name
        return False

    def _numbers_of(self, levels: tuple[int, ...], numbers: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """Return which columns of numbers belong to each column of names: those between it and the one before."""
        edges = (0, *levels)
        own = [
            tuple(number for number in numbers if edges[place] < number < edges[place + 1])
            for place in range(len(levels))
        ]
        own[-1] += tuple(number for number in numbers if number > levels[-1])
        if own[0] and not any(own[1:]) and len(levels) > 1 and self._counts_inner(levels, own[0]):
            own = [*own[1:], own[0]]
        return tuple(own)

    def _counts_inner(self, levels: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
        """Return whether numbers before all names go on through the inner ones: 1 and 2 of one group, then 3."""
        above, last, alone = "", [""], False
        for row in self._below:
            outer, inner = self._text(row, levels[0]), any(self._text(row, column) for column in levels[1:])
            numbered = [text for number in numbers if (text := self._text(row, number))]
            if numbered and outer and not inner:
                return False
            alone = alone or bool(numbered and numbered != last and inner and outer in ("", above))
            above, last = outer or above, numbered or last
        return alone
