"""Lists of what goes on around the numbers, described once for every format: screen, CSV, Markdown, JSON, worksheet.

A module here turns what `process` found out into lists. Each column has a key, by which programs read it, and
a title, by which people do; its values are exact numbers, dates, yes or no, texts, and several texts together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, day, round_half_away
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table, padded
from qcdc_cli.render.words.visible import visible

Value = str | Exact | int | date | tuple[str, ...] | None
_YES_OR_NO = {True: terms.YES, False: terms.NO}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list.

    Attributes:
        key: its name for programs, in English, such as `days_late`; `stages/self/given` for the entry `given` of an
            object in an object, since no id has a slash.
        title: its heading; "" where only programs see it, such as an id beside a name.
        values: one value per row; None for nothing, which people see as a dash.
        wraps: True for prose, which may be folded.
        signed: True for differences, of which those above 0 carry a plus sign.
        decimals: to how many decimals people see its numbers, rounded half away from zero; None for all that they have.
    """

    key: str
    title: str
    values: Sequence[Value]
    wraps: bool = False
    signed: bool = False
    decimals: int | None = None

    @property
    def is_figures(self) -> bool:
        """Whether it holds numbers and nothing else."""
        return any(map(_is_number, self.values)) and not any(isinstance(one, str | date | tuple) for one in self.values)

    @property
    def read(self) -> list[Exact | str]:
        """Its values as people read them: numbers, days day first, words; a dash for nothing."""
        read = map(_read, self.values)
        if self.decimals is None:
            return list(read)
        return [one if isinstance(one, str) else round_half_away(one, self.decimals) for one in read]

    def texts(self) -> list[str]:
        """Return its values as finished texts, each on one line; figures have equal decimals."""
        return [visible(one) for one in padded(self.read, sign=self.signed)]


@dataclass(frozen=True, slots=True)
class List:
    """A list: rows that are all of one kind.

    Attributes:
        key: its name for programs, such as `units`.
        title: its name for people.
        columns: its columns; they are equally long.
        subtitle: lines under the title.
        warnings: lines that must be read before the list.
        notes: lines below.
        empty: what to say where there is no row.
        keys: how many of the columns that people see say what a row is about.
        signed: whether it is printed as an official paper, with heading and signatures.
        signatures: who signs it, where that is not who signs the campaign's tables.
    """

    key: str
    title: str
    columns: tuple[ListColumn, ...]
    subtitle: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    empty: str = ""
    keys: int = 1
    signed: bool = False
    signatures: tuple[Signature, ...] = ()

    @property
    def shown(self) -> tuple[ListColumn, ...]:
        """The columns that people see."""
        return tuple(column for column in self.columns if column.title)

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.columns[0].values)


class RankBar(NamedTuple):
    """The ranks of one unit in a chart.

    Attributes:
        name: the unit's name.
        rank: its rank as it is.
        best: the best that it had.
        worst: the worst.
        usual_best: the best of those that it mostly had.
        usual_worst: the worst of them.
    """

    name: str
    rank: int
    best: int
    worst: int
    usual_best: int
    usual_worst: int


@dataclass(frozen=True, slots=True)
class RankChart:
    """A chart of ranks: a line for each unit, from the best rank to the worst.

    Attributes:
        title: what it shows.
        bars: the units, the best first.
        ranks: how many ranks there are.
        notes: lines below.
    """

    title: str
    bars: tuple[RankBar, ...]
    ranks: int
    notes: tuple[str, ...] = ()


def untitled(one: List, *keys: str) -> List:
    """Return a list of which people do not see some columns; programs still do.

    Args:
        one: the list.
        keys: the keys of these columns.
    """
    columns = (replace(column, title="") if column.key in keys else column for column in one.columns)
    return replace(one, columns=tuple(columns))


def as_table(one: List) -> Table:
    """Return a list as a table of finished texts."""
    columns = tuple(
        Column(visible(column.title), "right" if column.is_figures else "left", column.wraps) for column in one.shown
    )
    cells = zip(*(column.texts() for column in one.shown), strict=True)
    notes = (one.empty, *one.notes) if one.empty and not one.rows else one.notes
    return Table(
        subject=say("Danh sách", "List"),
        title=visible(one.title),
        subtitle=tuple(map(visible, one.subtitle)),
        warnings=tuple(map(visible, one.warnings)),
        columns=columns,
        rows=tuple(map(Row, cells)),
        notes=tuple(map(visible, notes)),
        keys=one.keys,
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, Decimal | Fraction | int) and not isinstance(value, bool)


def _read(value: Value) -> Exact | str:
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return str(_YES_OR_NO[value])
    if isinstance(value, date):
        return day(value)
    return Decimal(value) if isinstance(value, int) else value
