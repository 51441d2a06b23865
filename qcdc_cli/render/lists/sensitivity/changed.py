"""Lists of what one change does: a criterion or group left out, other rounding, other tie-breaks, a unit less."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.rubric import Rounding
from qcdc_cli.language import say, terms
from qcdc_cli.process.sensitivity import Sensitivity
from qcdc_cli.process.sensitivity.alternatives import MOST_REMOVED, LeftOut
from qcdc_cli.render.lists import List, Value
from qcdc_cli.render.lists.sensitivity.assumptions import only_first, too_few
from qcdc_cli.render.lists.sensitivity.columns import ChangedRanks, UnitSpread, columns, move_columns
from qcdc_cli.render.words.method import ROUNDED
from qcdc_cli.render.words.names import unit_name
from qcdc_cli.render.words.rules import step_source, step_text, title_of


def left_out_list(key: str, found: Sequence[Sensitivity], most: int | None = None) -> List:
    """Return what leaving out each criterion, or each group, does.

    Args:
        key: `criteria` or `groups`.
        found: how firm the ranking of each bloc is.
        most: only so many, those that move ranks most; None for all, in the rubric's order.
    """
    rows = [(one, left) for one in found for left in (one.groups if key == "groups" else one.criteria)]
    cut = most is not None and len(rows) > most
    if most is not None:
        rows = sorted(rows, key=lambda row: -row[1].mean_shift)[:most]
    column, blocs = columns(rows, found, lambda row: row[0])
    groups = key == "groups"
    return List(
        key=f"left_out_{key}",
        title=say(
            f"Bỏ lần lượt từng {'mục' if groups else 'tiêu chí'}", f"Each {'group' if groups else 'criterion'} left out"
        ),
        columns=(
            *blocs,
            column("id", "", lambda row: row[1].node.id),
            column("label", say(*terms.ID), lambda row: title_of(row[1].node)),
            column("name", say(*terms.CONTENT), lambda row: row[1].node.name, wraps=True),
            column("mean_shift", say("Đổi hạng bình quân", "Mean shift"), lambda row: row[1].mean_shift, decimals=2),
            column("largest_shift", say("Đổi nhiều bậc nhất", "Largest shift"), lambda row: row[1].largest),
            *move_columns(column, lambda row: ChangedRanks(row[0], row[1].moves)),
        ),
        notes=(
            say(
                "Bỏ như khi tiêu chí không áp dụng trong kỳ: không tính vào điểm đạt và điểm tối đa; mọi quy định khác "
                "của thang điểm giữ nguyên. Đổi hạng bình quân: số bậc lên hoặc xuống, bình quân các đơn vị được xếp "
                "hạng.",
                "Left out as where it is not held in the period: it counts on neither side; all else of the rubric "
                "stays. Mean shift: how many ranks up or down, averaged over the ranked units.",
            ),
            *([only_first(len(rows))] if cut else []),
        ),
        empty=say(
            "Không có gì để bỏ lần lượt, hoặc chưa có hai đơn vị được xếp hạng.",
            "There is nothing to leave out in turn, or fewer than two units have a rank.",
        ),
        keys=2,
    )


def carriers_list(found: Sequence[Sensitivity]) -> List:
    """Return for each unit the criterion without which it would fall furthest, and the one to rise furthest."""
    rows = [
        (UnitSpread(one, unit, spread.rank, None), *_extremes(one.criteria, unit))
        for one in found
        if one.weights
        for unit, spread in one.weights[0].spreads.items()
    ]
    column, blocs = columns(rows, found, lambda row: row[0].own)

    def named(at: int) -> Callable[[tuple[UnitSpread, _Extreme, _Extreme]], Value]:
        return lambda row: tuple(title_of(node) for node in row[at].nodes)  # type: ignore[union-attr]

    return List(
        key="carriers",
        title=say("Hạng dựa vào tiêu chí nào", "What carries each rank"),
        columns=(
            *blocs,
            column("unit", "", lambda row: row[0].unit),
            column(
                "name", say(*terms.UNIT), lambda row: unit_name(row[0].own.ranking.campaign, row[0].unit), wraps=True
            ),
            column("rank", say(*terms.RANK), lambda row: row[0].rank),
            column("carried_by", say("Bỏ tiêu chí này thì xuống", "Falls without"), named(1), wraps=True),
            column("falls_to", say("xuống hạng", "to rank"), lambda row: row[1].rank),
            column("held_back_by", say("Bỏ tiêu chí này thì lên", "Rises without"), named(2), wraps=True),
            column("rises_to", say("lên hạng", "to rank"), lambda row: row[2].rank),
        ),
        notes=(
            say(
                "Tiêu chí mà nếu bỏ thì đơn vị xuống, hoặc lên, nhiều bậc nhất; nhiều tiêu chí như nhau thì ghi cả.",
                "The criterion without which the unit would fall, or rise, furthest; several where they are alike.",
            ),
        ),
        empty=too_few(),
    )


class _Extreme(NamedTuple):
    """The criteria without which a unit would come to a rank; none where it would not move that way."""

    nodes: tuple[Group | CriterionBase, ...]
    rank: int | None


def _extremes(criteria: Sequence[LeftOut], unit: str) -> tuple[_Extreme, _Extreme]:
    moved = [(one.node, move) for one in criteria for move in one.moves if move.unit == unit and move.after is not None]
    found = []
    for choose, down in ((max, True), (min, False)):
        own = [(node, move.after or 0) for node, move in moved if ((move.after or 0) > move.before) is down]
        rank = choose((after for _, after in own), default=None)
        found.append(_Extreme(tuple(node for node, after in own if after == rank), rank))
    return found[0], found[1]


def rounding_list(found: Sequence[Sensitivity]) -> List:
    """Return what rounding otherwise does."""
    rows = [(one, other) for one in found for other in one.roundings]
    column, blocs = columns(rows, found, lambda row: row[0])
    today = dict.fromkeys(_rounding_text(one.ranking.rubric.rounding) for one in found)
    return List(
        key="rounding",
        title=say("Làm tròn ở chỗ khác", "Rounded elsewhere"),
        columns=(
            *blocs,
            column("at", "", lambda row: row[1].rounding.at),
            column("decimals", "", lambda row: row[1].rounding.decimals),
            column("rounding", say("Làm tròn", "Rounding"), lambda row: _rounding_text(row[1].rounding)),
            *move_columns(column, lambda row: ChangedRanks(row[0], row[1].moves)),
        ),
        notes=(say(f"Hiện nay: {'; '.join(today)}.", f"As it is: {'; '.join(today)}."),),
        empty=too_few(),
    )


def _rounding_text(rounding: Rounding | None) -> str:
    if rounding is None:
        return say("không làm tròn", "no rounding")
    place, decimals = ROUNDED[rounding.at], rounding.decimals
    return say(
        f"{place.vi.lower()}, {decimals} số lẻ", f"{place.en.lower()}, {decimals} decimal{'' if decimals == 1 else 's'}"
    )


def ties_list(found: Sequence[Sensitivity]) -> List:
    """Return what other tie-breaks do."""
    rows = [(one, other) for one in found for other in one.ties]
    column, blocs = columns(rows, found, lambda row: row[0])

    def ladder(one: Sensitivity, steps: Sequence[object]) -> str:
        texts = [step_text(step, one.ranking) for step in steps]  # type: ignore[arg-type]
        return " → ".join(texts) if texts else say("không có, xếp cùng hạng", "none, equal units share a rank")

    today = dict.fromkeys(ladder(one, one.ranking.rubric.ties) for one in found)
    return List(
        key="ties",
        title=say("Thứ tự ưu tiên khác", "Other tie-breaks"),
        columns=(
            *blocs,
            column("ties", "", lambda row: tuple(map(step_source, row[1].ladder))),
            column("ladder", say("Thứ tự ưu tiên", "Tie-break"), lambda row: ladder(row[0], row[1].ladder), wraps=True),
            *move_columns(column, lambda row: ChangedRanks(row[0], row[1].moves)),
        ),
        notes=(say(f"Hiện nay: {'; '.join(today)}.", f"As it is: {'; '.join(today)}."),),
        empty=say(
            "Không có hai đơn vị bằng điểm, hoặc không có thứ tự ưu tiên để thay: không hạng nào phụ thuộc vào đây.",
            "No two units have equal totals, or there is no tie-break to change: no rank hangs on it.",
        ),
    )


def removed_list(found: Sequence[Sensitivity], most: int | None = None) -> List:
    """Return who would move without a unit; where `most` is said, only so many units without which anybody does."""
    rows = [(one, gone) for one in found for gone in one.removed]
    if most is not None:
        rows = [row for row in rows if row[1].moves][:most]
    column, blocs = columns(rows, found, lambda row: row[0])
    compared = [one for one in found if one.compares_units]
    large = [one.ranking.bloc.name for one in compared if one.ranking.ranked > MOST_REMOVED]
    too_large = say(
        f"Không xét vì có hơn {MOST_REMOVED} đơn vị: {', '.join(large)}.",
        f"Not looked at, of more than {MOST_REMOVED} units: {', '.join(large)}.",
    )

    def name(row: tuple[Sensitivity, object], unit: str) -> str:
        return unit_name(row[0].ranking.campaign, unit)

    return List(
        key="removed",
        title=say("Bớt một đơn vị", "A unit less"),
        columns=(
            *blocs,
            column("unit", "", lambda row: row[1].unit),
            column("name", say("Đơn vị không có", "Unit left out"), lambda row: name(row, row[1].unit), wraps=True),
            column("other_points", say("Đơn vị đổi điểm", "Points change"), lambda row: len(row[1].points)),
            *move_columns(column, lambda row: ChangedRanks(row[0], row[1].moves)),
        ),
        notes=(
            say(
                "Chỉ xét ở thang điểm có tiêu chí so các đơn vị trong khối với nhau. Hạng trước và sau là hạng trong "
                "các đơn vị còn lại. Đơn vị không làm thay đổi điểm của đơn vị khác thì không có trong bảng.",
                "Looked at where a rubric has criteria that compare the bloc's units. Ranks are those among the units "
                "that are left. Units that set no measure for others are not listed.",
            ),
            *([too_large] if large else []),
        )
        if compared
        else (),
        empty=say(
            "Không có hạng nào đảo: bớt bất kỳ đơn vị nào, điểm của các đơn vị còn lại giữ nguyên."
            if not compared
            else "Bớt bất kỳ đơn vị nào, thứ tự các đơn vị còn lại giữ nguyên.",
            "Nothing can be reversed: no total hangs on other units, whoever is left out."
            if not compared
            else "Whoever is left out, the order of the others stays.",
        ),
    )
