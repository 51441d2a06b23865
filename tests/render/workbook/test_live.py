"""The report recomputes itself: LibreOffice comes to the program's own figures, before and after marks are changed."""

import io
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.render import workbook
from qcdc_cli.render.live.live_tables import UnitCells
from qcdc_cli.render.report import Options
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import points_values, rubric_lines
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.workbook.canvas import written_number
from tests.campaigns import ROOT, input_of
from tests.office import Office
from tests.render.cases import workbook_of

NEAR = 1e-9
Marks = Mapping[str, object]


class Change(NamedTuple):
    """Three marks that are changed in an example: rank and class change with them.

    Attributes:
        example: the example's folder.
        period: the period.
        stage: the stage that marks anew.
        marks: by unit and criterion, the new mark.
    """

    example: str
    period: str
    stage: str
    marks: Mapping[str, Marks]


CHANGES = [
    Change("chau-thanh-2020", "2020-h1", "bloc", {"phu-tan": {"I.3": "0", "V.1": "0", "VI.1": "0"}}),
    Change("chau-thanh-2020", "2020", "bloc", {"phu-tan": {"I.3": "0", "V.1": "0", "VI.1": "0"}}),
    Change("chi-so-phan-tram", "2024-h1", "data", {"suoi-may": {"A.1": "70", "A.3": "70"}, "ben-cau": {"A.1": "99"}}),
    Change("chi-so-phan-tram", "2024", "data", {"suoi-may": {"B.3": "2", "A.3": "70"}, "ben-mia": {"A.1": "99"}}),
    # The best class has a quota: it is free for the next unit.
    Change("thi-dua-1000", "2024", "bloc", {"sen-hong": {"I.1": "0", "II.3": "0"}, "hoa-sua": {"II.3": "65"}}),
    Change(
        "tuong-doi-chi-tieu",
        "2024",
        "bloc",
        {"son-ca": {"C.1": "9"}, "hoa-mi": {"C.1": "1"}, "vanh-khuyen": {"C.1": "0"}},
    ),
    # A zero costs the best two classes, and everybody behind moves up.
    Change("can-tho-2026", "2026", "so-noi-vu", {"ben-sen": {"II.3.3": "0"}, "dien-dien": {"II.3.3": "6"}}),
]


WITH_STATES = (0, 5)  # examples with criteria that are blank, not applicable, unassigned


class Case(NamedTuple):
    """A report as it was exported, as LibreOffice recomputed it, and the same after marks were changed."""

    change: Change
    rankings: list[Ranking]
    exported: bytes
    recomputed: Path
    changed: Path
    again: list[Ranking]


def input_at(folder: Path, period: str) -> ScoringInput:
    return input_of(load(Source(folder)))._replace(period=period)


def ranked(scoring_input: ScoringInput) -> list[Ranking]:
    return [rank_bloc(scoring_input, bloc) for bloc in scoring_input.campaign.blocs]


def report(scoring_input: ScoringInput, rankings: list[Ranking]) -> bytes:
    scores = {one.bloc_id: score_units(scoring_input, [s.result.unit for s in one.standings]) for one in rankings}
    return workbook_of(rankings, scores)


def sheet_file(folder: Path, unit: str, period: str) -> Path:
    yaml = YAML()
    for file in sorted((folder / "units").rglob("*.yaml")):
        tree = yaml.load(file)
        if tree["unit"] == unit and str(tree["period"]) == period:
            return file
    return folder / "units" / f"{unit}-new.yaml"


def changed_campaign(change: Change, folder: Path) -> Path:
    """Return a copy of the example whose sheets hold the new marks."""
    shutil.copytree(ROOT / "examples" / change.example, folder)
    yaml = YAML()
    for unit, marks in change.marks.items():
        file = sheet_file(folder, unit, change.period)
        tree = yaml.load(file) if file.exists() else {"unit": unit, "period": change.period, "marks": {}}
        for identity, mark in marks.items():
            entry = tree["marks"].get(identity)
            if not isinstance(entry, dict):
                entry = tree["marks"][identity] = {} if entry is None else {"data": entry}
            reason = {"reason": "chấm lại"} if change.stage in {"bloc", "so-noi-vu"} else {}
            entry[change.stage] = {"mark": mark, **reason} if reason else mark
        yaml.dump(tree, file)
    return folder


def sheet_of(book: Workbook, title: str, ranking: Ranking, rankings: list[Ranking]) -> Worksheet:
    sheet: Worksheet = book[f"{ranking.bloc_id} {title}" if len(rankings) > 1 else title]
    return sheet


def rows_of(sheet: Worksheet) -> dict[object, int]:
    """Return the rows by what stands in the first column, or in the second where the first is empty."""
    return {row[0].value or row[1].value: row[0].row for row in sheet.iter_rows(max_col=2) if row[1].value}


def columns_of(sheet: Worksheet) -> dict[object, int]:
    """Return the columns by the units' names."""
    header = next(row for row in sheet.iter_rows() if row[0].value == "Mã")
    return {cell.value: cell.column for cell in header}


def with_marks_changed(exported: bytes, change: Change, again: list[Ranking]) -> Workbook:
    """Type the new points into the cells of the marks, as a person would in Excel."""
    book = load_workbook(io.BytesIO(exported))
    for ranking in again:
        sheet = sheet_of(book, "Tiêu chí", ranking, again)
        rows, columns = rows_of(sheet), columns_of(sheet)
        for standing in ranking.standings:
            for identity in change.marks.get(standing.result.unit, {}):
                points = next(one.points for one in standing.result.criteria if one.criterion.id == identity)
                name = ranking.campaign.unit_name(standing.result.unit)
                sheet.cell(rows[identity], columns[name]).value = float(written_number(points))
    return book


class Recomputed(NamedTuple):
    """All reports of this module, which LibreOffice computes in one go.

    Attributes:
        cases: a report of each example, in Vietnamese, as most are.
        english: reports in English, with the file that LibreOffice saved of each.
        large: the same for reports of units down and criteria across.
    """

    cases: list[Case]
    english: list[tuple[bytes, Path]]
    large: list[tuple[bytes, Path]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Recomputed:
    folder = tmp_path_factory.mktemp("live")
    inputs = [input_at(ROOT / "examples" / change.example, change.period) for change in CHANGES]
    contents: dict[Path, bytes] = {}
    runs = []
    for number, (change, scoring_input) in enumerate(zip(CHANGES, inputs, strict=True)):
        rankings = ranked(scoring_input)
        again = ranked(input_at(changed_campaign(change, folder / f"campaign{number}"), change.period))
        own, other, large = (folder / f"{name}{number}.xlsx" for name in ("own", "changed", "large"))
        contents[own] = report(scoring_input, rankings)
        with_marks_changed(contents[own], change, again).save(changed := io.BytesIO())
        contents[other] = changed.getvalue()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workbook, "MOST_UNITS", 1)
            contents[large] = report(scoring_input, rankings)
        runs.append((change, rankings, own, other, large, again))
    english = [folder / f"english{number}.xlsx" for number in WITH_STATES]
    language.use("en")
    for file, number in zip(english, WITH_STATES, strict=True):
        contents[file] = report(inputs[number], ranked(inputs[number]))
    language.use("vi")
    for file, content in contents.items():
        file.write_bytes(content)
    by_name = office(list(contents), "xlsx")
    saved = {file: by_name[file.name] for file in contents}
    return Recomputed(
        [Case(run[0], run[1], contents[run[2]], saved[run[2]], saved[run[3]], run[5]) for run in runs],
        [(contents[file], saved[file]) for file in english],
        [(contents[run[4]], saved[run[4]]) for run in runs],
    )


@pytest.fixture
def cases(everything: Recomputed) -> list[Case]:
    return everything.cases


def differences(exported: bytes, recomputed: Path) -> tuple[int, list[str]]:
    """Return how many formulas a workbook has, and which came to something else than the program wrote beside them."""
    written = load_workbook(io.BytesIO(exported), data_only=True)
    found = load_workbook(recomputed, data_only=True)
    formulas, told = 0, []
    for sheet in load_workbook(io.BytesIO(exported)):
        beside = [book[sheet.title] for book in (written, found)]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    own, other = (page.cell(cell.row, cell.column).value for page in beside)
                    if not same(own, other):
                        told.append(f"{sheet.title}!{cell.coordinate}: {own!r} and not {other!r}: {cell.value}")
    return formulas, told


def same(own: object, other: object) -> bool:
    if isinstance(own, int | float) and isinstance(other, int | float):
        return abs(own - other) < NEAR
    return (own or "") == (other or "") or (own is None and other == "")


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_every_formula_comes_to_the_program_s_figure(cases: list[Case], number: int) -> None:
    formulas, told = differences(cases[number].exported, cases[number].recomputed)
    assert not told, "\n".join(told[:10])
    assert formulas > 350


def measures(book: Workbook, ranking: Ranking, rankings: list[Ranking]) -> Iterator[tuple[object, ...]]:
    """Yield unit, total, attainable, share, rank and class as the workbook has them."""
    sheet = sheet_of(book, "Tính toán", ranking, rankings)
    rows, columns = rows_of(sheet), columns_of(sheet)
    titles = ("Tổng điểm", "Điểm tối đa của đơn vị", "Tỷ lệ: tổng ÷ điểm tối đa", "Hạng trong khối", "Xếp loại")
    for standing in ranking.standings:
        column = columns[ranking.campaign.unit_name(standing.result.unit)]
        yield tuple(sheet.cell(rows[title], column).value for title in titles)


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_changed_marks_give_what_a_new_run_gives(cases: list[Case], number: int) -> None:
    case = cases[number]
    book = load_workbook(case.changed, data_only=True)
    moved = set()
    for before, ranking in zip(case.rankings, case.again, strict=True):
        old = {one.result.unit: (one.rank, one.classified and one.classified.id) for one in before.standings}
        for standing, found in zip(ranking.standings, measures(book, ranking, case.again), strict=True):
            result, new = standing.result, (standing.rank, standing.classified and standing.classified.id)
            share = 0 if result.share is None else result.share
            total = total_value(result)
            figures = (total if isinstance(total, str) else float(total), float(result.maximum), float(share))
            for own, figure in zip(found[:3], figures, strict=True):
                assert own == (figure if isinstance(figure, str) else pytest.approx(figure, abs=NEAR))
            assert found[3] == ("–" if standing.rank is None else standing.rank)
            assert found[4] == ("–" if standing.classified is None else standing.classified.name)
            moved |= {
                what for what, own, other in zip(("rank", "class"), old[result.unit], new, strict=True) if own != other
            }
    assert moved == {"rank", "class"}


def test_a_notice_appears_once_figures_are_not_those_of_the_export(cases: list[Case]) -> None:
    def said(file: Path) -> str:
        sheet = load_workbook(file, data_only=True, read_only=True).worksheets[0]
        return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)

    for case in cases:
        assert "SỐ LIỆU ĐÃ ĐƯỢC SỬA" not in said(case.recomputed)
        assert "SỐ LIỆU ĐÃ ĐƯỢC SỬA" in said(case.changed)


def test_units_sheets_and_ranking_follow_the_changed_marks(cases: list[Case]) -> None:
    case = cases[0]
    book = load_workbook(case.changed, data_only=True)
    for standing in case.again[0].standings:
        name = case.again[0].campaign.unit_name(standing.result.unit)
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        total = next(row for row in rows if row[0] == "Tổng điểm")
        assert total[7] == pytest.approx(float(standing.result.points), abs=NEAR)
        assert next(row for row in rows if row[0] == "Xếp hạng")[2] == f"{standing.rank}/8"
        counted = {row[0]: row[7] for row in rows}
        lines = rubric_lines(case.again[0].rubric)
        for line, shown in zip(lines, points_values(standing.result), strict=True):
            value = shown.value if isinstance(shown.value, str) else float(written_number(shown.value))
            assert same(counted[line.node.id], value)
        ranked_row = next(row for row in book["Xếp hạng"].iter_rows(values_only=True) if row[1] == name)
        assert ranked_row[0] == standing.rank


def test_in_english_words_for_states_are_counted_just_the_same(everything: Recomputed) -> None:
    for exported, saved in everything.english:
        _, told = differences(exported, saved)
        assert not told, "\n".join(told[:10])
    sheets = [load_workbook(saved)["Criteria"] for _, saved in everything.english]
    assert {"n/a", "unass.", "blank"} <= {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}


def test_a_large_report_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNITS", 1)
    rankings = ranked(input_at(ROOT / "examples" / "chi-so-phan-tram", "2024"))
    told: list[tuple[int, int]] = []
    workbook_of(rankings, {}, Options(progress=lambda done, total: told.append((done, total))))
    assert told == [(done, 7) for done in range(7)]


@pytest.mark.parametrize("change", [CHANGES[0], CHANGES[3], CHANGES[-1]], ids=lambda change: change.example)
def test_a_formula_made_once_is_the_one_made_for_each_unit(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_UNITS", 1)
    scoring_input = input_at(ROOT / "examples" / change.example, change.period)
    rankings = ranked(scoring_input)
    once = report(scoring_input, rankings)
    monkeypatch.setattr(UnitCells, "alike", lambda cells, formula, *given: formula(cells, *given))
    assert report(scoring_input, rankings) == once


def test_a_large_report_computes_the_same(everything: Recomputed) -> None:
    """Units down and criteria across, all blocs in one table: the same formulas come to the same figures."""
    names = ("Xếp hạng", "Tiêu chí", "Thiếu minh chứng", "Thay đổi điểm", "Thang điểm", "Cách tính", "Tính toán")
    for exported, saved in everything.large:
        titles = load_workbook(saved).sheetnames  # of several rubrics, each has its own tables, named after its bloc
        assert {name for name in names for title in titles if title == name or title.endswith(f" {name}")} == {*names}
        assert len(titles) % len(names) == 0
        formulas, told = differences(exported, saved)
        assert not told, "\n".join(told[:10])
        assert formulas > 200
