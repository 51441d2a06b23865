"""Changes between stages as three lists: the changes, by how much units over-claim, and how strict checkers are."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import PERCENT_DECIMALS, figure, round_half_away
from qcdc_cli.process.changes import Changes, MarkAt, OverClaim, ToldChange
from qcdc_cli.process.strictness import LIMIT, PERMUTATIONS, Strictness, Verdict
from qcdc_cli.render.lists import List, ListColumn, Value
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.unit_notes import appeal_text


def change_lists(found: Changes, campaign: Campaign, period: str) -> tuple[List, ...]:
    """Return the lists of changes, of units and of checkers.

    Args:
        found: what changed.
        campaign: the campaign.
        period: the period's id.
    """
    about = (campaign.campaign, period_name(campaign, period))
    return (
        List(
            key="changes",
            title=say("Thay đổi điểm giữa các bước", "Changes between stages"),
            columns=_changes(found.changes, campaign),
            subtitle=about,
            empty=say("Không có điểm nào thay đổi giữa các bước.", "No mark was changed."),
            keys=2,
        ),
        List(
            key="units",
            title=say("Tự chấm so với điểm được tính", "Claimed and verified points"),
            columns=_units(found.over_claims),
            subtitle=about,
            notes=(
                say(
                    "Chỉ xét tiêu chí mà cả đơn vị và bước sau đều đã chấm. Điểm của từng tiêu chí, chưa nhân hệ số và "
                    "chưa xét mức trần của mục. Số dương: đơn vị tự chấm cao hơn.",
                    "Only criteria that both the unit and a later stage have marked; points of the criteria, without "
                    "weights and the caps of groups. Above 0: the unit claims more than was verified.",
                ),
            ),
            empty=say("Không có đơn vị nào.", "There is no unit."),
        ),
        List(
            key="checkers",
            title=say("Người thẩm định chấm chặt hay thoáng", "How strict the checkers are"),
            columns=_checkers(found.strictness, campaign),
            subtitle=about,
            notes=_how_judged() if found.strictness else (),
            empty=_no_checker(campaign),
        ),
    )


def _changes(changes: Sequence[ToldChange], campaign: Campaign) -> tuple[ListColumn, ...]:
    def column(
        key: str, title: str, value: Callable[[ToldChange], Value], *, wraps: bool = False, signed: bool = False
    ) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in changes], wraps, signed)

    def said(mark: MarkAt, one: ToldChange) -> str:
        return reading_in_words(mark.reading, one.change.criterion)

    def stage(mark: MarkAt) -> str:
        return ", ".join(filter(None, (campaign.stages[mark.reading.stage].name, appeal_text(mark.reading))))

    any_received = any(one.received is not None for one in changes)
    return (
        column("bloc", "", lambda one: one.change.bloc),
        column("unit", "", lambda one: one.change.unit),
        column("name", say(*terms.UNIT), lambda one: one.change.name, wraps=True),
        column("criterion", "", lambda one: one.change.criterion.id),
        column("label", say(*terms.CRITERION), lambda one: one.change.criterion.shown),
        column("criterion_name", "", lambda one: one.change.criterion.name),
        column("from", "", lambda one: campaign.stages[one.change.before.reading.stage].id),
        column("from_name", say(*terms.FROM_STAGE), lambda one: stage(one.change.before), wraps=True),
        column("mark_before", say(*terms.MARK), lambda one: said(one.change.before, one), wraps=True),
        column("points_before", say(*terms.POINTS), lambda one: one.change.before.points),
        column("to", "", lambda one: campaign.stages[one.change.after.reading.stage].id),
        column("to_name", say(*terms.TO_STAGE), lambda one: stage(one.change.after), wraps=True),
        column("mark", say("Mức, số liệu mới", "New mark"), lambda one: said(one.change.after, one), wraps=True),
        column("points", say(*terms.NEW_POINTS), lambda one: one.change.after.points),
        column("difference", say(*terms.CHANGE), lambda one: one.change.difference, signed=True),
        column("reason", say(*terms.REASON), lambda one: one.change.after.reading.reason or None, wraps=True),
        column("by", say("Người chấm", "Marked by"), lambda one: _by(one, campaign), wraps=True),
        column("appeal", "", lambda one: _appeal_day(one.change.after)),
        column("received", say("Nhận ngày", "Came in") if any_received else "", lambda one: one.received),
        column("file", "", lambda one: one.place.path),
        column("line", "", lambda one: one.place.line),
    )


def _by(one: ToldChange, campaign: Campaign) -> str | None:
    """Name who gave the later mark; where several marked alone, each with the mark, and who settled it."""
    criterion, by = one.change.criterion, one.change.after.reading.by
    if one.double is None:
        return campaign.checker_name(by) if by else None
    alone = [f"{campaign.checker_name(who)}: {reading_in_words(mark, criterion)}" for who, mark in one.double.marks]
    if one.double.settled is not None:
        settled = campaign.checker_name(one.double.settled.by)
        alone.append(say(f"thống nhất: {settled}", f"settled by {settled}"))
    return "; ".join(alone)


def _appeal_day(mark: MarkAt) -> Value:
    return None if mark.reading.appeal is None else mark.reading.appeal.date


def _units(units: Sequence[OverClaim]) -> tuple[ListColumn, ...]:
    def column(key: str, title: str, value: Callable[[OverClaim], Value]) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in units])

    over, percent = [one.points if one.lines else None for one in units], [one.percent for one in units]
    return (
        column("bloc", "", lambda one: one.bloc),
        column("unit", "", lambda one: one.unit),
        ListColumn("name", say(*terms.UNIT), [one.name for one in units], wraps=True),
        column("criteria", say(*terms.NUMBER_OF_CRITERIA), lambda one: one.lines),
        column("lowered", say("Giảm điểm", "Lowered"), lambda one: one.lowered),
        column("raised", say("Tăng điểm", "Raised"), lambda one: one.raised),
        column("claimed", say("Tự chấm", "Claimed"), lambda one: one.claimed if one.lines else None),
        column("verified", say("Được tính", "Verified"), lambda one: one.verified if one.lines else None),
        column("attainable", say("Tối đa", "Maximum"), lambda one: one.attainable if one.lines else None),
        ListColumn("over_claim", say("Tự chấm cao hơn", "Over-claim"), over, signed=True),
        ListColumn("percent", say("% điểm tối đa", "% of maximum"), percent, signed=True, decimals=PERCENT_DECIMALS),
    )


def _checkers(checkers: Sequence[Strictness], campaign: Campaign) -> tuple[ListColumn, ...]:
    def column(key: str, title: str, value: Callable[[Strictness], Value]) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in checkers])

    blocs = say(*terms.BLOC) if len({one.bloc for one in checkers}) > 1 else ""
    return (
        column("bloc", "", lambda one: one.bloc),
        column("bloc_name", blocs, lambda one: campaign.blocs[one.bloc].name),
        column("checker", "", lambda one: one.checker),
        column("name", say("Người thẩm định", "Checker"), lambda one: campaign.checkers[one.checker].name),
        column("units", say("Số đơn vị", "Units"), lambda one: len(one.units)),
        column("criteria", say(*terms.NUMBER_OF_CRITERIA), lambda one: one.lines),
        ListColumn(
            "mean",
            say("Bình quân mỗi tiêu chí", "Mean per criterion"),
            [one.mean for one in checkers],
            signed=True,
            decimals=PERCENT_DECIMALS,
        ),
        ListColumn(
            "beside",
            say("So với đơn vị khác", "Beside other units"),
            [one.beside for one in checkers],
            signed=True,
            decimals=PERCENT_DECIMALS,
        ),
        column("extreme", "", lambda one: None if one.chance is None else one.chance.extreme),
        column("choices", "", lambda one: None if one.chance is None else one.chance.choices),
        column("exact", "", lambda one: None if one.chance is None else one.chance.exact),
        column("probability", "", lambda one: None if one.chance is None else one.chance.probability),
        column("least", "", lambda one: one.least),
        column("comparisons", "", lambda one: one.tests),
        column("verdict", "", lambda one: one.verdict.value),
        ListColumn("conclusion", say("Kết luận", "Conclusion"), list(map(_conclusion, checkers)), wraps=True),
    )


def _percent(share: Fraction) -> str:
    """Show a share in percent; one that is not 0 is never shown as 0."""
    percent = round_half_away(share * 100, PERCENT_DECIMALS)
    return figure(percent) + "%" if percent else say("dưới 0,01%", "less than 0.01%")


def _conclusion(one: Strictness) -> str:
    """Say what can be said about a checker, in a sentence that needs no statistics to be understood."""
    if one.verdict is Verdict.NOBODY_ELSE or one.chance is None or one.least is None:
        return say(
            "Không so sánh được: trong khối không có đơn vị nào khác đã được thẩm định.",
            "Nothing to compare with: no other unit of the bloc has been checked.",
        )
    not_told_apart = say(
        "nên không phân biệt được người chấm chặt với đơn vị tự chấm cao",
        "so that a strict checker and a unit that over-claims cannot be told apart",
    )
    if one.verdict is Verdict.ONE_EACH:
        return say(
            f"Không kết luận được: mỗi đơn vị do một người thẩm định, mỗi người một đơn vị, {not_told_apart}.",
            f"No answer: each unit has one checker and each checker one unit, {not_told_apart}.",
        )
    if one.verdict is Verdict.ONE_UNIT:
        return say(
            f"Không kết luận được: người này chỉ thẩm định một đơn vị mà không ai khác thẩm định, {not_told_apart}.",
            f"No answer: this checker has one unit, which nobody else checked, {not_told_apart}.",
        )
    limit = _percent(LIMIT / one.tests)
    if one.verdict is Verdict.TOO_SMALL:
        least = _percent(one.least)
        return say(
            f"Không kết luận được: khối có quá ít đơn vị. Dù điểm thế nào, ít nhất {least} số cách chọn đơn vị vẫn cho "
            f"chênh lệch như vậy; phải không quá {limit} mới loại trừ được ngẫu nhiên.",
            f"No answer: the bloc has too few units. Whatever the marks, at least {least} of the choices of units "
            f"differ that much; it would have to be {limit} at most to rule chance out.",
        )
    likely = _percent(one.chance.probability)
    if one.verdict is Verdict.CHANCE:
        return say(
            f"Có thể chỉ do ngẫu nhiên: {likely} số cách chọn đơn vị cho chênh lệch từ mức này trở lên.",
            f"It may be chance: {likely} of the choices of units differ at least as much.",
        )
    how = say("Chặt hơn", "Stricter") if (one.beside or 0) < 0 else say("Thoáng hơn", "More lenient")
    return say(
        f"{how} những người khác, khó có thể do ngẫu nhiên: chỉ {likely} số cách chọn đơn vị cho chênh lệch từ mức này "
        "trở lên.",
        f"{how} than the others, hardly by chance: only {likely} of the choices of units differ at least as much.",
    )


def _how_judged() -> tuple[str, ...]:
    drawn, limit = figure(Decimal(PERMUTATIONS)), _percent(LIMIT)
    return (
        say(
            "Bình quân mỗi tiêu chí: điểm thẩm định trừ điểm tự chấm, trên các tiêu chí người đó chấm; số âm là giảm "
            "điểm. So với đơn vị khác: bình quân các đơn vị của người đó trừ bình quân các đơn vị còn lại của khối, "
            "trên cùng tiêu chí, cùng bước.",
            "Mean per criterion: verified minus claimed points, over what the checker marked; below 0, points were "
            "taken off. Beside other units: the mean of the checker's units minus that of the bloc's other units, on "
            "the same criteria and stages.",
        ),
        say(
            "Cách kết luận: nếu mọi người chấm như nhau thì ai được giao đơn vị nào cũng vậy. Vì thế chênh lệch được "
            f"so với mọi cách chọn cùng số đơn vị trong khối (quá {drawn} cách thì lấy ngẫu nhiên {drawn} cách). Chỉ "
            f"loại trừ ngẫu nhiên khi không quá {limit} số cách, chia cho số lần so sánh trong khối, cho chênh lệch từ "
            "mức đó trở lên.",
            "How it is concluded: if all checkers are alike, it makes no difference who got which unit. So the "
            "difference is set beside those of all choices of as many units of the bloc (of more than "
            f"{drawn}, of {drawn} that are drawn). Chance is ruled out only where {limit} of the choices at most, "
            "divided by the number of comparisons in the bloc, differ at least as much.",
        ),
        say(
            "Không phải do ngẫu nhiên chưa có nghĩa là chấm sai: đơn vị không giao bằng bốc thăm thì có thể người này "
            "được giao những đơn vị tự chấm cao.",
            "More than chance does not mean wrong: where units were not assigned by lots, a checker may have been "
            "given those that over-claim.",
        ),
    )


def _no_checker(campaign: Campaign) -> str:
    if not campaign.checkers:
        return say(
            "Không xét được: đợt chưa khai báo người thẩm định (`checkers` trong qcdc.yaml).",
            "Not looked at: the campaign names no checkers (`checkers` in qcdc.yaml).",
        )
    return say(
        "Chưa có điểm nào ghi người thẩm định (`by`) bên cạnh điểm tự chấm.",
        "No mark beside a claim says which checker gave it (`by`).",
    )
