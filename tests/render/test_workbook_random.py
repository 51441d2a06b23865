"""Random rubrics, marks, ladders, classes and quotas: the workbook's formulas come to what the program computes.

They stand in a few workbooks, which LibreOffice computes twice: as exported, and after every mark was replaced.
"""

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from qcdc_cli.campaign.states import State
from qcdc_cli.render import workbook
from qcdc_cli.render.workbook import workbook_bytes
from qcdc_cli.render.workbook.shown import shown_of
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.workbook.canvas import written_number
from tests.campaigns import BLOC, bench_from, rubric_from, rubric_tree, spelt
from tests.campaigns import fraction_of as number
from tests.render.test_workbook_live import NEAR, differences
from tests.scoring.scales import Marks, Tree, all_criteria, bloc_of, rubrics, sheet
from tests.workbook.office import needs_office, recalculated

CASES, BESIDE = 24, 4  # in all; in one workbook


class Case(NamedTuple):
    """A random rubric, with the ranking of a bloc by it before and after all marks were replaced."""

    before: Ranking
    after: Ranking


@st.composite
def decided(draw: st.DrawFn) -> Tree:
    """Draw a rubric with a ladder, and classes with needs and quotas."""
    tree = draw(rubrics())
    steps = [f"criterion {one['id']}" for one in all_criteria(tree)]
    if "penalties" in tree:
        steps.append("fewest penalties")
    tree["ties"] = draw(st.lists(st.sampled_from(steps), max_size=3, unique=True))
    total = number(rubric_tree(tree)["total"])
    bounds = draw(st.lists(st.integers(5, 99), min_size=1, max_size=3, unique=True))
    classes: list[Tree] = []
    for seat, bound in enumerate(sorted(bounds, reverse=True)):
        entry: Tree = {"id": f"c{seat}", "name": f"Loại {seat}", "from": spelt(total * Fraction(bound, 100))}
        needs: Tree = draw(
            st.sampled_from(
                [{}, {}, {"groups_at_least": "50"}, {"complete": "yes"}, {"rank_within": "2"}, {"rank_within": "1"}]
            )
        )
        if needs:
            entry["needs"] = needs
        if draw(st.booleans()):
            of = draw(st.sampled_from(["bloc", *(one["id"] for one in classes), entry["id"]]))
            rounding = draw(st.sampled_from(["down", "half-up", "up"]))
            entry["quota"] = {"percent": draw(st.sampled_from(["20", "33,3", "50"])), "rounding": rounding, "of": of}
        classes.append(entry)
    tree["classification"] = [*classes, {"id": "cuoi", "name": "Loại cuối"}]
    return tree


def ranked(tree: Tree, units: dict[str, Marks]) -> Ranking:
    return rank_bloc(bench_from(rubric_from(tree), {unit: sheet(marks) for unit, marks in units.items()}), BLOC)


def drawn(number_of_cases: int) -> list[Case]:
    """Return random cases, which Hypothesis draws."""
    cases: list[Case] = []

    @settings(
        max_examples=number_of_cases,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        tree = data.draw(decided())
        count = data.draw(st.integers(2, 4))
        before, after = (data.draw(bloc_of(tree, count, count)) for _ in range(2))
        cases.append(Case(ranked(tree, before), ranked(tree, after)))

    draw()
    return cases


def sheets_of(book: Workbook, title: str) -> list[str]:
    return [name for name in book.sheetnames if name == f"{BLOC} {title}" or name.startswith(f"{BLOC} {title} (")]


def retyped(exported: bytes, cases: list[Case]) -> Workbook:
    """Type all marks of the second run over those of the first."""
    book = load_workbook(io.BytesIO(exported))
    for title, case in zip(sheets_of(book, "Tiêu chí"), cases, strict=True):
        page = book[title]
        header = next(row for row in page.iter_rows() if row[0].value == "Mã")
        columns = {cell.value: cell.column for cell in header}
        results = {one.result.unit: one.result for one in case.after.standings}
        first = header[0].row + 1
        for unit, result in results.items():
            for row, shown in enumerate(shown_of(result), start=first):
                cell = page.cell(row, columns[f"Xã {unit}"])
                if cell.data_type != "f":
                    value = shown.value
                    cell.value = value if isinstance(value, str) else float(written_number(value))
    return book


def told_by(standing: Standing) -> tuple[float | str, ...]:
    result = standing.result
    return (
        float(result.points),
        float(result.maximum),
        float(result.share or 0),
        "–" if standing.rank is None else standing.rank,
        "–" if standing.classified is None else standing.classified.name,
    )


def found_in(book: Workbook, cases: list[Case]) -> Iterator[tuple[Case, str, tuple[object, ...], tuple[object, ...]]]:
    """Yield for each unit of each case what the workbook has, and what the program has after the second run."""
    titles = ("Tổng điểm", "Điểm tối đa của đơn vị", "Tỷ lệ: tổng ÷ điểm tối đa", "Hạng trong khối", "Xếp loại")
    for title, case in zip(sheets_of(book, "Bảng tính"), cases, strict=True):
        page = book[title]
        rows = {row[1].value: row[0].row for row in page.iter_rows(max_col=2)}
        header = next(row for row in page.iter_rows() if row[0].value == "Mã")
        columns = {cell.value: cell.column for cell in header}
        for standing in case.after.standings:
            unit = standing.result.unit
            own = tuple(page.cell(rows[name], columns[f"Xã {unit}"]).value for name in titles)
            yield case, f"{title}: {unit}", own, told_by(standing)


def is_typed(case: Case) -> bool:
    """Return whether all of the second run can be typed: a number cannot say whether it stands for 'unassigned'."""
    results = [one.result for ranking in case for one in ranking.standings]
    return not any(one.state is State.UNASSIGNED and one.points for result in results for one in result.criteria)


def test_formulas_say_what_scoring_computes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_office()
    monkeypatch.setattr(workbook, "MOST_UNITS", 10 * BESIDE)
    cases = drawn(CASES)
    parts = [cases[at : at + BESIDE] for at in range(0, len(cases), BESIDE)]
    exported = [workbook_bytes([case.before for case in part], {}) for part in parts]
    files = []
    for number_of_part, (content, part) in enumerate(zip(exported, parts, strict=True)):
        own, other = tmp_path / f"own{number_of_part}.xlsx", tmp_path / f"other{number_of_part}.xlsx"
        own.write_bytes(content)
        retyped(content, part).save(other)
        files += [own, other]
    saved = recalculated(files, tmp_path / "office")
    checked = 0
    for content, part, recomputed, changed in zip(exported, parts, saved[::2], saved[1::2], strict=True):
        formulas, told = differences(content, recomputed)
        assert not told, "\n".join(told[:20])
        assert formulas > 20 * len(part)
        checked += checked_after(load_workbook(changed, data_only=True), part)
    assert checked > CASES // 2


def checked_after(book: Workbook, cases: list[Case]) -> int:
    """Compare what a workbook came to after all marks were replaced; return of how many units."""
    checked = 0
    for case, where, found, wanted in found_in(book, cases):
        if is_typed(case):
            assert found[:3] == pytest.approx(wanted[:3], abs=NEAR), where
            assert found[3:] == wanted[3:], (where, case.after.rubric.classification, case.after.rubric.ties)
            checked += 1
    return checked
