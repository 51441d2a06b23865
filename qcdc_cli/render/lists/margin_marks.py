"""The marks that would change a rank, a class or an award: a row for each, or one for all that change together."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.marks import reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.process.disputed_marks import Dispute
from qcdc_cli.process.margins import BlocMargins, Flip, UnitMargins
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.words.names import unit_in_sentence, units_in_sentence


class MarginRow(NamedTuple):
    """A unit, with the bloc that it is ranked in."""

    bloc: BlocMargins
    unit: UnitMargins

    @property
    def id(self) -> str:
        """The unit's id."""
        return self.unit.standing.result.unit

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.bloc.ranking.campaign.unit_name(self.id)


class _Change(NamedTuple):
    """What the marks of a smallest set change, for which unit."""

    row: MarginRow
    kind: str
    words: str
    flip: Flip


def whose_columns(rows: Sequence[MarginRow]) -> tuple[ListColumn, ...]:
    """Return the columns of blocs and ids; people see the blocs where there are several."""
    several = say(*terms.BLOC) if len({row.bloc.ranking.bloc_id for row in rows}) > 1 else ""
    return (
        ListColumn("bloc", "", [row.bloc.ranking.bloc_id for row in rows]),
        ListColumn("bloc_name", several, [row.bloc.ranking.bloc.name for row in rows], wraps=True),
        ListColumn("unit", "", [row.id for row in rows]),
    )


def name_column(rows: Sequence[MarginRow]) -> ListColumn:
    """Return the column of the units' names."""
    return ListColumn("name", say(*terms.UNIT), [row.name for row in rows], wraps=True)


def changed_marks_list(of: Sequence[MarginRow], about: tuple[str, ...]) -> List:
    """Return the marks of all smallest sets of some units, one row for each mark."""
    changes = list(_changes(of))
    found = [(change, one) for change in changes for one in change.flip.marks]
    rows = [change.row for change, _ in found]
    marks = [one.mark for _, one in found]
    return List(
        key="marks",
        title=say("Điểm cần đổi để kết quả đổi", "The marks that would change it"),
        columns=(
            *whose_columns(rows),
            name_column(rows),
            ListColumn("change", "", [change.kind for change, _ in found]),
            ListColumn(
                "change_words", say("Kết quả đổi", "What changes"), [change.words for change, _ in found], wraps=True
            ),
            ListColumn("of", "", [mark.unit for mark in marks]),
            ListColumn(
                "of_name",
                say("Điểm của", "Mark of"),
                [row.bloc.ranking.campaign.unit_name(mark.unit) for row, mark in zip(rows, marks, strict=True)],
                wraps=True,
            ),
            ListColumn("criterion", "", [mark.result.criterion.id for mark in marks]),
            ListColumn("label", say(*terms.CRITERION), [mark.result.criterion.shown for mark in marks]),
            ListColumn("disputes", "", [tuple(why.value for why in mark.disputes) for mark in marks]),
            ListColumn("why", say(*terms.REASON), [_why(mark.disputes) for mark in marks], wraps=True),
            ListColumn(
                "mark",
                say(*terms.MARK),
                [reading_in_words(mark.counted, mark.result.criterion) for mark in marks],
                wraps=True,
            ),
            ListColumn("points", say(*terms.POINTS), [mark.result.points for mark in marks]),
            ListColumn("points_then", say(*terms.NEW_POINTS), [one.result.points for _, one in found]),
        ),
        subtitle=about,
        notes=_as_few(changes),
        empty=_nothing_to_change(),
    )


def changed_sets_list(of: Sequence[MarginRow], about: tuple[str, ...]) -> List:
    """Return the same, one row for each set."""
    changes = [one for one in _changes(of) if one.flip.marks]
    rows = [change.row for change in changes]
    return List(
        key="sets",
        title=say("Điểm cần đổi để kết quả đổi", "The marks that would change it"),
        columns=(
            name_column(rows),
            ListColumn("change_words", say("Kết quả đổi", "What changes"), [one.words for one in changes], wraps=True),
            ListColumn(
                "marks",
                say("Điểm cần đổi", "Marks to change"),
                ["; ".join(_shifts(change)) for change in changes],
                wraps=True,
            ),
        ),
        subtitle=about,
        notes=_as_few(changes),
        empty=_nothing_to_change(),
    )


def _changes(rows: Sequence[MarginRow]) -> Iterator[_Change]:
    """Yield the smallest sets that there are; what a unit below reaches is told with that unit, where it is here."""
    here = {row.id for row in rows}
    for row in rows:
        own = row.unit
        campaign = row.bloc.ranking.campaign
        if own.above is not None:
            names = units_in_sentence(campaign, own.above.units)
            yield _Change(row, "above", say(f"lên hạng, ngang {names}", f"catches up with {names}"), own.above.flip)
        if own.below is not None and here.isdisjoint(own.below.units):
            names = units_in_sentence(campaign, own.below.units)
            yield _Change(row, "below", say(f"bị {names} đuổi kịp", f"is caught by {names}"), own.below.flip)
        if own.class_above is not None:
            name = own.class_above.entry.name
            yield _Change(row, "class_above", say(f"đủ điểm loại {name}", f"reaches {name}"), own.class_above.flip)
        if own.class_below is not None:
            name = own.class_below.entry.name
            yield _Change(row, "class_below", say(f"dưới mức loại {name}", f"falls under {name}"), own.class_below.flip)
        if own.award is not None:
            name = own.award.award.name
            yield _Change(row, "award", say(f"ngang đơn vị được {name}", f"catches up for {name}"), own.award.gap.flip)


def _shifts(change: _Change) -> Iterator[str]:
    """Say what each mark gives and would give; whose it is, where it is another unit's."""
    for mark, result in change.flip.marks:
        shift = f"{mark.result.criterion.shown}: {figure(mark.result.points)} → {figure(result.points)}"
        campaign = change.row.bloc.ranking.campaign
        yield shift if mark.unit == change.row.id else f"{unit_in_sentence(campaign, mark.unit)} {shift}"


def _as_few(changes: Sequence[_Change]) -> tuple[str, ...]:
    if not any(change.flip.marks for change in changes):
        return ()
    return (
        say(
            "Mỗi lần là số điểm ít nhất phải đổi cùng nhau; có thể có cách khác với cùng số tiêu chí.",
            "These are the fewest marks that must change together; as few others may do as well.",
        ),
    )


def _nothing_to_change() -> str:
    return say(
        "Không có điểm nào mà đổi thì vượt được một khoảng cách nêu trên.",
        "No marks close any of the gaps above.",
    )


def _why(disputes: Sequence[Dispute]) -> str:
    return ", ".join(str(one.title) for one in disputes)
