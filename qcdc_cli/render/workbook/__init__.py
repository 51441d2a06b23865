"""Results as an Excel workbook that recomputes itself: a ranking to sign, every criterion, every unit, and why.

The figures are those of the result tree; beside them stand formulas that say the same over the cells of the
marks. Whatever comes from data is text. The worksheets stand here in their order: of each bloc with a page per unit,
or of all blocs of a rubric at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import Text, say, terms
from qcdc_cli.process.changes import changes
from qcdc_cli.render.live.live_tables import Grid, LiveTables, live_units
from qcdc_cli.render.live.measures import CLASS, RANK
from qcdc_cli.render.live.sums import SHARE, TOTAL
from qcdc_cli.render.report import AnyReport, ListReport, Options, Report
from qcdc_cli.render.words.cells import stages_to_show
from qcdc_cli.render.words.method import facts
from qcdc_cli.render.words.remarks import about_line, period_line
from qcdc_cli.render.words.sealed import foot_text, seal_lines
from qcdc_cli.render.workbook.calculation_sheet import calculation_sheet
from qcdc_cli.render.workbook.criteria_sheet import criteria_sheet, line_label
from qcdc_cli.render.workbook.gaps_and_changes import write_changes, write_gaps
from qcdc_cli.render.workbook.groups_sheet import MOST_CHARTED, write_charts, write_groups
from qcdc_cli.render.workbook.method_sheet import facts_of_many, write_method
from qcdc_cli.render.workbook.orientation import Orientation, UnitsAcross, UnitsDown
from qcdc_cli.render.workbook.ranking_sheet import write_ranking, write_ranking_of_many
from qcdc_cli.render.workbook.rubric_sheet import write_rubric
from qcdc_cli.render.workbook.unit_sheet import UnitPage, write_unit
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import RangeNames, SheetNames
from qcdc_cli.workbook.pages import footer

MOST_UNITS = 150  # that have a worksheet each; more of them in one table are read downwards
_TITLES = {
    "ranking": terms.RANKING,
    "groups": Text("Theo nội dung", "Groups"),
    "charts": Text("Biểu đồ", "Charts"),
    "criteria": Text("Tiêu chí", "Criteria"),
    "gaps": terms.MISSING_EVIDENCE,
    "changes": Text("Thay đổi điểm", "Changes"),
    "rubric": terms.RUBRIC,
    "method": Text("Cách tính", "How computed"),
    "calculation": Text("Tính toán", "Calculation"),
}
_BACK = ("gaps", "changes", "rubric", "method", "calculation")  # behind the units


def render(report: AnyReport, options: Options) -> tuple[bytes]:
    """Return a report as the bytes of an .xlsx file, in one piece; the same report and options give the same bytes.

    Raises:
        TypeError: for a report that is neither results nor lists.
    """
    if isinstance(report, ListReport):
        from qcdc_cli.render.workbook.list_sheets import list_workbook

        return (list_workbook(report),)
    if not isinstance(report, Report):
        raise TypeError(report)
    large = sum(len(ranking.standings) for ranking in report.rankings) > MOST_UNITS
    if large:
        options.tell(
            say(
                "Số đơn vị lớn nên báo cáo không có trang từng đơn vị và biểu đồ; muốn có thì xuất từng khối bằng "
                "`qcdc export --bloc`.",
                "Many units: the report has no sheets per unit and no charts; `qcdc export --bloc` has them.",
            )
        )
    title = f"{say(*terms.RANKING)} – {report.campaign.campaign}"
    workbook = WorkbookReport(book(title, made=options.made, streamed=large), report, options)
    if large:
        workbook.write_many()
    else:
        workbook.write_blocs()
    return (packed(workbook.book),)


@dataclass
class WorkbookReport:
    """A workbook while a report is written into it.

    Attributes:
        book: the workbook.
        report: the results; at least one ranking.
        options: when and from what it is made, and what is called with the number of units written.
    """

    book: Workbook
    report: Report
    options: Options
    _looks: Looks = field(init=False)
    _names: SheetNames = field(init=False, default_factory=SheetNames)
    _ranges: RangeNames = field(init=False, default_factory=RangeNames)

    def __post_init__(self) -> None:
        self._looks = Looks(self.book)

    def write_blocs(self) -> None:
        """Write the worksheets of each bloc, with a page for each unit."""
        for ranking in self.report.rankings:
            self._write_bloc(ranking, ranking.bloc_id if len(self.report.rankings) > 1 else "")

    def write_many(self) -> None:
        """Write one set of worksheets, with units down, for all blocs that share a rubric."""
        together: dict[int, list[Ranking]] = {}
        for ranking in self.report.rankings:
            together.setdefault(id(ranking.rubric), []).append(ranking)
        done = 0
        for own in together.values():
            done += self._write_together(own, own[0].rubric.rubric if len(together) > 1 else "", done)

    def _write_bloc(self, ranking: Ranking, prefix: str) -> None:
        looks, scores = self._looks, self.report.scores.get(ranking.bloc_id, ())
        charts = ["charts"] if 0 < len(ranking.standings) <= MOST_CHARTED else []
        front = ("ranking", "groups", *charts, "criteria")
        names = self._names_of((*front, *_BACK), prefix)  # before those of the units, which make way for them
        sheets = self._added(names, front)
        pages = [self.book.add_worksheet(self._names.take(unit.name, prefix)) for unit in scores]
        sheets |= self._added(names, _BACK)
        tables = write_tables(looks, sheets, [ranking], UnitsAcross(ranking))
        sealed = seal_lines(self.report.seals, ranking.campaign, [ranking.bloc_id])
        table = write_ranking(sheets["ranking"], looks, ranking, tables, sealed)
        write_groups(sheets["groups"], looks, ranking, tables)
        if "charts" in sheets:
            write_charts(self.book, sheets["charts"], table, tables)
        stages = {number: ranking.campaign.stages[number].name for number in stages_to_show(scores)}
        labels = [line_label(number, line).beside for number, line in enumerate(tables.lines)]
        for page, unit, own in zip(pages, tables.units, scores, strict=False):
            write_unit(page, looks, UnitPage(ranking, tables, labels, unit, own, stages))
        self._write_lists(sheets, [ranking], about_line(ranking))
        files = self.options.files([ranking.bloc_id])
        notes = (*facts(ranking, ranking.reached), *_seal_fact(sealed))
        write_method(sheets["method"], looks, notes, self.options.made, files)
        self._name_ranges(tables)
        self._write_feet([*sheets.values(), *pages], [ranking.bloc_id])

    def _write_together(self, rankings: Sequence[Ranking], prefix: str, before: int) -> int:
        """Write the worksheets of many blocs that share a rubric, after so many units; return how many they have."""
        looks, first, orientation = self._looks, rankings[0], UnitsDown()
        keys = ("ranking", "criteria", *_BACK)
        sheets = self._added(self._names_of(keys, prefix), keys)
        units = sum(len(ranking.standings) for ranking in self.report.rankings)

        def progress(number: int) -> None:
            if self.options.progress is not None:
                self.options.progress(before + number, units)

        tables = write_tables(looks, sheets, rankings, orientation, progress)
        blocs = [ranking.bloc_id for ranking in rankings]
        sealed = seal_lines(self.report.seals, first.campaign, blocs)
        write_ranking_of_many(sheets["ranking"], looks, rankings, tables, orientation, sealed)
        self._name_ranges(tables)
        self._write_lists(sheets, rankings, f"{first.campaign.campaign}\n{period_line(first)}")
        notes = (*facts_of_many(rankings), *_seal_fact(sealed))
        write_method(sheets["method"], looks, notes, self.options.made, self.options.files(blocs))
        self._write_feet(sheets.values(), blocs)
        return len(tables.units)

    def _write_lists(self, sheets: Mapping[str, Worksheet], rankings: Sequence[Ranking], about: str) -> None:
        """Write the lists of missing evidence and of changes, and the rubric."""
        first = rankings[0]
        write_gaps(sheets["gaps"], self._looks, about, rankings)
        found = (changes(self.report.scores.get(ranking.bloc_id, ())) for ranking in rankings)
        write_changes(sheets["changes"], self._looks, about, list(chain.from_iterable(found)), first.campaign)
        write_rubric(sheets["rubric"], self._looks, first)

    def _write_feet(self, sheets: Iterable[Worksheet], blocs: Iterable[str]) -> None:
        """Print the code of the blocs' seal at the foot of every page."""
        foot = foot_text(self.report.seals, self.report.campaign, blocs)
        for sheet in sheets if foot else ():
            footer(sheet, foot)

    def _names_of(self, keys: Iterable[str], prefix: str) -> dict[str, str]:
        """Give out the names of some worksheets; a prefix tells those of blocs or rubrics apart."""
        return {key: self._names.take(str(_TITLES[key]), prefix) for key in keys}

    def _added(self, names: Mapping[str, str], keys: Iterable[str]) -> dict[str, Worksheet]:
        return {key: self.book.add_worksheet(names[key]) for key in keys}

    def _name_ranges(self, tables: LiveTables) -> None:
        """Give names to the ranges of each bloc's totals, shares, ranks and classes."""
        for bloc in dict.fromkeys(unit.bloc for unit in tables.units):
            ranges = [
                (say("DiemTong", "Totals"), tables.marks.along(TOTAL, bloc)),
                (say("TyLe", "Shares"), tables.measures.along(SHARE, bloc)),
                (say("XepHang", "Ranks"), tables.measures.along(RANK, bloc)),
            ]
            if tables.rubric.classification:
                ranges.append((say("XepLoai", "Classes"), tables.measures.along(CLASS, bloc)))
            own = tables.units[bloc.start].ranking.bloc_id if len(self.report.rankings) > 1 else ""
            for name, cells in ranges:
                self.book.define_name(self._ranges.take(name, own), f"={cells}")


def _seal_fact(lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(say("Niêm phong", "Seal"), "\n".join(lines))] if lines else []


def write_tables(
    looks: Looks,
    sheets: Mapping[str, Worksheet],
    rankings: Sequence[Ranking],
    orientation: Orientation,
    progress: Callable[[int], None] = lambda _: None,
) -> LiveTables:
    """Write the marks of units and what is measured of them.

    Args:
        looks: the looks of the workbook.
        sheets: its worksheets "criteria" and "calculation".
        rankings: the rankings, which share a rubric.
        orientation: how the worksheets lie.
        progress: is called with the number of each unit that is written, where units go down.

    Returns:
        the live tables that know where their cells stand; what else is live fetches its figures from there.
    """
    nowhere = Grid("", {}, ())
    tables = LiveTables(rankings[0].rubric, live_units(rankings), nowhere, nowhere, "")
    many = isinstance(orientation, UnitsDown)
    marks = criteria_sheet(sheets["criteria"], looks, tables, orientation, every_foot=many)
    measures = calculation_sheet(sheets["calculation"], looks, tables, orientation)
    units = len(tables.units)
    grid, _ = orientation.begin(marks, rankings, units)
    grid_of_measures, classes = orientation.begin(measures, rankings, units)
    placed = replace(tables, marks=grid, measures=grid_of_measures, classes=classes)
    orientation.write([marks, measures], placed, progress)
    return placed
