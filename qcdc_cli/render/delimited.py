"""Tables as comma-separated values, for spreadsheets and programs; what stands around a table is left out."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

from qcdc_cli.language import say
from qcdc_cli.language.figures import MINUS
from qcdc_cli.render.report import AnyReport, Options, RankingView, Report, ScoresView, WholeView
from qcdc_cli.render.tables import tables_of
from qcdc_cli.render.words.table import Table
from qcdc_cli.render.words.visible import visible

_FIGURE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_SIGNS = "-=+@\uff1d\uff0b\uff0d\uff20"  # begin a formula; spreadsheets take the wide signs for the narrow ones
_FORMULA = re.compile(rf'["\s]*[{_SIGNS}]')
# Excel splits at semicolons where the comma is the decimal sign, other programs at what they are told; then a cell
# begins inside of a field, and quotes protect it only at the beginning of a line.
_FORMULA_INSIDE = re.compile(rf'([;|]["\s]*)(?=[{_SIGNS}])')
_QUOTED = re.compile(r'[,;|"]')
_Key = tuple[str, int]


def render(report: AnyReport, _options: Options) -> Iterator[str]:
    """Return a report as one CSV; of a whole report the rankings, since each row of one table is of one kind."""
    if isinstance(report, Report) and isinstance(report.view, WholeView):
        report = report._replace(view=RankingView(), not_carried={})
    if isinstance(report, Report) and isinstance(report.view, ScoresView) and report.view.detail:
        return render_tables(lambda: tables_of(report))
    made = tuple(tables_of(report))  # a row for each unit, which takes little memory
    return render_tables(lambda: made)


def render_tables(tables: Callable[[], Iterable[Table]]) -> Iterator[str]:
    """Yield one CSV with the rows of all tables.

    Of several tables each row begins with the title of its own. Columns are matched by their titles, since
    blocs with different rubrics have different groups; what a table does not have stays empty.

    Args:
        tables: gives the tables, once for what the columns are, and then for the rows: anew each time where there are
            too many to fit into the memory, such as one for each of a country's units.
    """
    columns: dict[_Key, str] = {}
    further: dict[str, None] = {}  # which stand behind all others
    subjects: list[str] = []
    for table in tables():
        columns.update({key: key[0] for key in _keys(table)})
        further.update(dict.fromkeys(title for title, _ in table.for_programs))
        subjects.append(table.subject)
    several = len(subjects) > 1
    head = [subjects[0] if len(set(subjects)) == 1 else say("Bảng", "Table")] if several else []
    yield _lines([(*head, *columns.values(), *further)])
    for table in tables():
        keys, lead = tuple(_keys(table)), (table.title,) if several else ()
        rows = (dict(zip(keys, row.cells, strict=True)) for row in table.rows)
        own = dict(table.for_programs)
        behind = zip(*(own.get(title, ("",) * len(table.rows)) for title in further), strict=True)
        yield _lines(
            (*lead, *(cells.get(key, "") for key in columns), *more)
            for cells, more in zip(rows, behind if further else repeat(()), strict=False)
        )


def _lines(rows: Iterable[Iterable[str]]) -> str:
    return "".join(f"{','.join(map(_field, row))}\n" for row in rows)


def _field(text: str) -> str:
    """Return a field, in quotes where a program could split it, at whatever separator."""
    plain = guarded(text)
    if _QUOTED.search(plain) is None:
        return plain
    quoted = plain.replace('"', '""')
    return f'"{quoted}"'


def _keys(table: Table) -> Iterator[_Key]:
    """Yield what identifies the columns: their titles, counted where one title is there twice."""
    seen: dict[str, int] = {}
    for column in table.columns:
        seen[column.title] = seen.get(column.title, 0) + 1
        yield column.title, seen[column.title]


def guarded(text: str) -> str:
    """Return a field of which no spreadsheet takes any part for a formula; a figure such as -1,5 stays a figure."""
    plain = visible(text)
    figure = plain.replace(MINUS, "-")  # programs know no other sign
    if _FIGURE.fullmatch(figure):
        return figure
    inside = _FORMULA_INSIDE.sub(r"\1'", plain)
    return f"'{inside}" if _FORMULA.match(inside) else inside
