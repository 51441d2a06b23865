"""What a form's formulas came to, in the file of whoever computed them last; and what they should come to."""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell

from qcdc_cli.campaign.marks import Marked, NoSheet, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import Exact
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult
from qcdc_cli.scoring.unit import score_unit
from tests.forms.filling import Form

TOTAL, BY_BLOC = "Tổng điểm", "tính ở khối"
LAST = 9  # a stage behind all others
NOISE = 1e-9


class Computed(Form):
    """A form with the results of its formulas in the place of the formulas."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, computed=True)
        last = max(self.columns.values())
        self.columns |= {"exact": last + 1, "attainable": last + 2}
        name = self.columns["name"]
        for row in range(1, self.sheet.max_row + 1):
            if str(self.sheet.cell(row, name).value or "").startswith(TOTAL):
                self.rows[TOTAL] = row

    def values(self, cells: Iterable[str]) -> dict[str, Any]:
        """Return what cells hold, by their names; nothing is an empty text."""
        return {coordinate: _plain(self.sheet[coordinate]) for coordinate in cells}

    def value(self, key: str, column: str) -> Any:
        """Return what stands in a cell."""
        return _plain(self.cell(key, column))


def _plain(cell: Any) -> Any:
    assert isinstance(cell, Cell)
    assert cell.data_type != "e", f"{cell.coordinate}: {cell.value}"
    return "" if cell.value is None else cell.value


def formulas_of(form: bytes) -> list[str]:
    """Return the cells with formulas of a form as the program makes it."""
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    return re.findall(r'<c r="([A-Z]+[0-9]+)"[^>]*><f>', sheet)


def unlike(form: Path, saved: Path) -> list[tuple[str, Any, Any]]:
    """Return the formulas of a fresh form whose results in it are not those that somebody else computed."""
    cells = formulas_of(form.read_bytes())
    assert len(cells) >= 4
    cached, found = numbers(form).values(cells), numbers(saved).values(cells)
    return [(cell, cached[cell], found[cell]) for cell in cells if not same(cached[cell], found[cell])]


def same(found: Any, expected: Any) -> bool:
    """Return whether two results are the same text, or the same number but for the noise of binary fractions."""
    if isinstance(found, str) or isinstance(expected, str):
        return bool(found == expected)
    return abs(float(found) - float(expected)) < NOISE


def wrong_in(form: Computed, criteria: tuple[Marked, ...], rubric: Rubric) -> list[tuple[str, str, Any, Any]]:
    """Return which of a form's figures are not those of the program's own scoring.

    Args:
        form: the form.
        criteria: what the sheet says of each criterion, as of the form's stage.
        rubric: the rubric.
    """
    expected, by_bloc = alone(criteria, rubric)
    wanted: list[tuple[str, str, Any]] = [figure for node in expected.parts for figure in _expected(node, by_bloc)]
    wanted += [
        (TOTAL, "points", expected.points if _any_in(expected, by_bloc) else ""),
        (TOTAL, "attainable", expected.maximum),
    ]
    told = [(key, column, form.value(key, column), value) for key, column, value in wanted if key in form.rows]
    assert len(told) > 2
    return [each for each in told if not same(each[2], each[3])]


def _expected(node: NodeResult, by_bloc: Collection[str]) -> Iterator[tuple[str, str, Exact | str]]:
    if isinstance(node, GroupResult):
        for part in node.parts:
            yield from _expected(part, by_bloc)
        key = f"g:{node.group.id}"
        yield key, "points", node.points if _any_in(node, by_bloc) else ""
        yield key, "attainable", "–" if node.extra and node.excluded else node.maximum
        return
    key = f"c:{node.criterion.id}"
    yield key, "points", BY_BLOC if node.criterion.id in by_bloc else _points(node)
    yield key, "attainable", "–" if node.excluded else node.maximum


def _any_in(node: NodeResult | UnitResult, by_bloc: Collection[str]) -> bool:
    """Return whether anything has points in it; blanks alone come to nothing, not to 0."""
    if isinstance(node, CriterionResult):
        held = node.state is not State.NOT_HELD
        return held and node.criterion.id not in by_bloc and not isinstance(_points(node), str)
    return any(_any_in(part, by_bloc) for part in node.parts)


def _points(result: CriterionResult) -> Exact | str:
    if result.state is State.BLANK:
        return ""
    if result.state is not State.GIVEN and (result.excluded or result.extra):
        return str(result.state.symbol)
    return result.points


def alone(criteria: tuple[Marked, ...], rubric: Rubric) -> tuple[UnitResult, set[str]]:
    """Score what a unit's form knows; with what hangs on the bloc's other units, which counts nothing there."""
    kept, by_bloc = [], set()
    for marked, leaf in zip(criteria, rubric.leaves, strict=True):
        given = [one for one in marked.readings if one.state is State.GIVEN]
        if given and leaf.criterion.kind.relative:
            by_bloc.add(leaf.criterion.id)
            marked = marked._replace(readings=tuple(one for one in marked.readings if one not in given))
        kept.append(marked._replace(evidence=("…",)))
    return score_unit("a", NoSheet(tuple(kept)), rubric, LAST), by_bloc


@lru_cache(maxsize=4)  # what is compared with several things is read once
def numbers(file: Path) -> Computed:
    """Read what the formulas of a file came to, which is not written again."""
    return Computed(file.read_bytes())
