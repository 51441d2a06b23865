"""The columns that lists of how firm a ranking is have in common."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from qcdc_cli.language import say, terms
from qcdc_cli.process.sensitivity import Sensitivity
from qcdc_cli.process.sensitivity.alternatives import Move
from qcdc_cli.process.sensitivity.rank_spread import RankSpread
from qcdc_cli.process.sensitivity.varied_marks import RankBounds
from qcdc_cli.render.lists import ListColumn, Value
from qcdc_cli.render.words.names import unit_name

_NAMED = 6  # units that are named in a cell, those that move furthest; programs get all
_Row = TypeVar("_Row")


class UnitSpread(NamedTuple):
    """A ranked unit with what varies its rank."""

    own: Sensitivity
    unit: str
    rank: int
    spread: RankSpread | None
    bounds: RankBounds | None = None


def columns(
    rows: Sequence[_Row], found: Sequence[Sensitivity], own: Callable[[_Row], Sensitivity]
) -> tuple[Callable[..., ListColumn], tuple[ListColumn, ...]]:
    """Return what makes a column of some rows, and the columns of their blocs, seen where there are several."""

    def column(key: str, title: str, value: Callable[[_Row], Value], **more: object) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in rows], **more)  # type: ignore[arg-type]

    blocs = say(*terms.BLOC) if len(found) > 1 else ""
    return column, (
        column("bloc", "", lambda one: own(one).ranking.bloc_id),
        column("bloc_name", blocs, lambda one: own(one).ranking.bloc.name, wraps=True),
    )


def ranked_unit_columns(column: Callable[..., ListColumn]) -> tuple[ListColumn, ...]:
    """Return the columns that say which unit a row is about."""
    return (
        column("unit", "", lambda one: one.unit),
        column("name", say(*terms.UNIT), lambda one: unit_name(one.own.ranking.campaign, one.unit), wraps=True),
        column("rank", say(*terms.RANK), lambda one: one.rank),
    )


class ChangedRanks(NamedTuple):
    """Something that is changed, with who moves."""

    own: Sensitivity
    moves: tuple[Move, ...]


def move_columns(
    column: Callable[..., ListColumn], change: Callable[..., ChangedRanks]
) -> tuple[ListColumn, ListColumn, ListColumn]:
    """Return how many units move and which: for people those that move furthest, for programs all by their ids."""

    def after(move: Move) -> str:
        return say("không xếp hạng", "no rank") if move.after is None else str(move.after)

    def named(row: object) -> Value:
        own, moves = change(row)
        furthest = sorted(moves, key=lambda one: -abs((one.after or 0) - one.before))[:_NAMED]
        campaign = own.ranking.campaign
        texts = [f"{unit_name(campaign, one.unit)}: {one.before} → {after(one)}" for one in furthest]
        more = len(moves) - len(texts)
        return (*texts, say(f"và {more} đơn vị khác", f"{more} more")) if more else tuple(texts)

    return (
        column("units_moved", say("Đơn vị đổi hạng", "Units that move"), lambda row: len(change(row).moves)),
        column(
            "moves",
            "",
            lambda row: tuple(f"{one.unit}: {one.before} -> {one.after or 'none'}" for one in change(row).moves),
        ),
        column("furthest", say("Hạng hiện nay → khi đổi", "Rank now → then"), named, wraps=True),
    )
