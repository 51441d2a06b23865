"""Appeals as two lists: those that are open, with what each would change, and those that are decided."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import StageReading, reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.process.appeals import Appeals, ListedAppeal
from qcdc_cli.render.lists import List, ListColumn, Value
from qcdc_cli.render.words.names import period_name
from qcdc_cli.scoring.result import Standing


def appeal_lists(found: Appeals, campaign: Campaign, period: str) -> tuple[List, ...]:
    """Return the lists of open and of decided appeals.

    Args:
        found: the appeals.
        campaign: the campaign.
        period: the period's id.
    """
    return _open(found.open, campaign, period), _decided(found.decided, campaign, period)


def _open(appeals: Sequence[ListedAppeal], campaign: Campaign, period: str) -> List:
    number = len(appeals)
    return List(
        key="open",
        title=say("Giải trình chưa giải quyết", "Open appeals"),
        columns=(*_about(appeals, campaign), *_effects(appeals), *_places(appeals)),
        subtitle=(campaign.campaign, period_name(campaign, period)),
        warnings=(
            say(
                f"TẠM TÍNH: còn {number} giải trình chưa giải quyết.",
                f"PROVISIONAL: appeals that are not decided: {number}.",
            ),
        )
        if number
        else (),
        notes=(
            say(
                "Cột “mới”: kết quả nếu chấp nhận riêng giải trình đó, tính lại cả bảng xếp hạng với mức đề nghị, mọi "
                "điểm khác giữ nguyên. Không ghi mức đề nghị thì lấy điểm tối đa của tiêu chí.",
                "“New”: what it would be if that appeal alone were upheld, the whole ranking computed again with the "
                "wanted mark and every other one as it is. Where none is wanted, it is the most that there is.",
            ),
        )
        if number
        else (),
        empty=say("Không có giải trình nào chưa giải quyết.", "No appeal is open."),
        keys=2,
    )


def _decided(appeals: Sequence[ListedAppeal], campaign: Campaign, period: str) -> List:
    decisions = [one.appeal.appeal.decided for one in appeals]
    results = [
        say(*terms.UPHELD) if one is not None and one.upheld else say("không chấp nhận", "refused") for one in decisions
    ]
    days = [one.date if one is not None and isinstance(one.date, date) else None for one in decisions]
    return List(
        key="decided",
        title=say("Giải trình đã giải quyết", "Decided appeals"),
        columns=(
            *_about(appeals, campaign),
            ListColumn("upheld", "", [one is not None and one.upheld is True for one in decisions]),
            ListColumn("result", say(*terms.RESULT), results),
            ListColumn("mark", say("Điểm mới", "New mark"), [_words(one, one.appeal.upheld) for one in appeals]),
            ListColumn("decided", say("Ngày giải quyết", "Decided on"), days),
            ListColumn(
                "decided_by",
                say("Người giải quyết", "Decided by"),
                [(one.by or None) if one is not None else None for one in decisions],
                wraps=True,
            ),
            ListColumn(
                "reason",
                say(*terms.REASON),
                [(one.reason or None) if one is not None else None for one in decisions],
                wraps=True,
            ),
            *_places(appeals),
        ),
        subtitle=(campaign.campaign, period_name(campaign, period)),
        empty=say("Chưa có giải trình nào được giải quyết.", "No appeal is decided yet."),
        keys=2,
    )


def _about(appeals: Sequence[ListedAppeal], campaign: Campaign) -> tuple[ListColumn, ...]:
    """Return whose appeals they are, against which marks, and what is brought forward and wanted."""

    def column(key: str, title: str, value: Callable[[ListedAppeal], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in appeals], wraps)

    late = say("Quá hạn", "Late") if any(one.appeal.late for one in appeals) else ""
    return (
        column("bloc", "", lambda one: one.bloc),
        column("unit", "", lambda one: one.unit),
        column("name", say(*terms.UNIT), lambda one: campaign.unit_name(one.unit), wraps=True),
        column("criterion", "", lambda one: one.criterion.id),
        column("label", say(*terms.CRITERION), lambda one: one.criterion.shown),
        column("stage", "", lambda one: campaign.stages[one.appeal.stage].id),
        column("stage_name", say("Bước", "Stage"), lambda one: campaign.stages[one.appeal.stage].name),
        column("date", say("Ngày", "Date"), lambda one: one.appeal.appeal.date),
        column("late", late, lambda one: one.appeal.late),
        column("by", "", lambda one: one.appeal.appeal.by or None),
        column("text", say(*terms.CONTENT), lambda one: one.appeal.appeal.text, wraps=True),
        column("documents", say(*terms.EVIDENCE), lambda one: len(one.appeal.evidence)),
        column("disputed", say("Điểm đã chấm", "Disputed"), lambda one: _words(one, one.appeal.disputed)),
        column("wants", "", lambda one: _words(one, one.appeal.wanted)),
        column("wanted", say("Đề nghị", "Wanted"), _wanted),
    )


def _wanted(one: ListedAppeal) -> str | None:
    """Say which mark is wanted; of an open appeal that names none, the most that there is."""
    if one.appeal.wanted is not None or not one.is_open:
        return _words(one, one.appeal.wanted)
    if one.effect is None:
        return None
    most = figure(abs(Fraction(one.effect.points)))
    return say(f"{most} (tối đa)", f"{most} (the most)")


def _words(one: ListedAppeal, reading: StageReading | None) -> str | None:
    return None if reading is None else reading_in_words(reading, one.criterion)


def _effects(appeals: Sequence[ListedAppeal]) -> tuple[ListColumn, ...]:
    """Return what is and what would be, side by side: points, total, rank, class, awards."""
    classes = any(_class(line) for one in appeals for line in _lines(one))
    awards = any(line.awards for one in appeals for line in _lines(one))
    columns = [
        *_pair("points", "", [(one.points, _points(one)) for one in appeals]),
        *_both(appeals, "total", say(*terms.TOTAL), lambda line: line.result.points),
        *_both(appeals, "rank", say(*terms.RANK), lambda line: line.rank),
        *_both(appeals, "class", say(*terms.CLASS) if classes else "", _class),
        *_both(appeals, "awards", say("Khen thưởng", "Awards") if awards else "", _awards),
    ]
    changes = [
        one.effect.standing.result.points - one.standing.result.points if one.effect else None for one in appeals
    ]
    return (*columns, ListColumn("change", "", changes, signed=True))


def _points(one: ListedAppeal) -> Value:
    return None if one.effect is None else one.effect.points


def _lines(one: ListedAppeal) -> tuple[Standing, ...]:
    return (one.standing,) if one.effect is None else (one.standing, one.effect.standing)


def _class(line: Standing) -> str | None:
    return None if line.classified is None else line.classified.name


def _awards(line: Standing) -> str | None:
    return "; ".join(award.name for award in line.awards) or None


def _both(
    appeals: Sequence[ListedAppeal], key: str, title: str, value: Callable[[Standing], Value]
) -> tuple[ListColumn, ListColumn]:
    pairs = [(value(one.standing), None if one.effect is None else value(one.effect.standing)) for one in appeals]
    return _pair(key, title, pairs)


def _pair(key: str, title: str, pairs: Sequence[tuple[Value, Value]]) -> tuple[ListColumn, ListColumn]:
    after = say(f"{title} mới", f"New {title.lower()}") if title else ""
    return (
        ListColumn(key, title, [before for before, _ in pairs]),
        ListColumn(f"{key}_if_upheld", after, [then for _, then in pairs]),
    )


def _places(appeals: Sequence[ListedAppeal]) -> tuple[ListColumn, ListColumn]:
    return (
        ListColumn("file", "", [one.place.path for one in appeals]),
        ListColumn("line", "", [one.place.line for one in appeals]),
    )
