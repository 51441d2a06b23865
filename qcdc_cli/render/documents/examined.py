"""What a meeting looked at: the marks, what changed between stages and why, evidence that is missing, appeals."""

from collections.abc import Iterator, Sequence
from datetime import date

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, day
from qcdc_cli.process.appeals import ListedAppeal
from qcdc_cli.process.changes import MarkChange
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Annex, Block, DocumentTable, prose
from qcdc_cli.render.documents.bases import goes_with
from qcdc_cli.render.documents.column_widths import needs_wide_page
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.documents.layout import layout_of
from qcdc_cli.render.documents.results import rubric_with_total, stage_reached
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.cells import shown_decimals
from qcdc_cli.render.words.names import ids, listed, unit_in_sentence
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, or_dash, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_MOST_IN_TEXT = 15  # changes; a longer table is an appendix
_MOST_NAMED = 10


def marks_blocks(ranking: Ranking, proceedings: Proceedings) -> list[Block]:
    """Return how many units were marked by what, up to which stage, and whose evidence is missing or late."""
    units, stage, rubric = len(ranking.standings), stage_reached(ranking), rubric_with_total(ranking)
    blocks: list[Block] = [
        prose(
            say(
                f"Cuộc họp xem xét kết quả chấm điểm của {units} đơn vị theo {rubric}, đến bước “{stage}”.",
                f"The meeting looked at the marks of {units} units by {rubric}, up to the stage “{stage}”.",
            )
        )
    ]
    if not any(one.result.marked for one in ranking.standings):
        nothing = say("Chưa có đơn vị nào được chấm điểm.", "No unit has been marked yet.")
        return [prose(nothing)]
    absent = [one.result.unit for one in ranking.standings if one.result.sheet is None]
    if absent:
        names = _names(ranking.campaign, absent)
        blocks += items([say(f"Chưa có phiếu chấm điểm: {names}.", f"Without a sheet: {names}.")])
    return [*blocks, *items(_lateness(ranking, proceedings)), *items(_evidence(ranking, proceedings))]


def _lateness(ranking: Ranking, proceedings: Proceedings) -> Iterator[str]:
    campaign = ranking.campaign
    for one in proceedings.progress.units:
        if one.bloc == ranking.bloc_id:
            for stage, own in zip(campaign.stages, one.stages, strict=True):
                if own.days_late:
                    name, late = unit_in_sentence(campaign, one.unit), own.days_late
                    yield say(
                        f"Nhận sau hạn: {name}, bước “{visible(stage.name)}”, chậm {late} ngày.",
                        f"Late: {name}, stage “{visible(stage.name)}”, by {late} day{'' if late == 1 else 's'}.",
                    )


def _evidence(ranking: Ranking, proceedings: Proceedings) -> Iterator[str]:
    lacking = [
        f"{unit_in_sentence(ranking.campaign, one.unit)} ({ids([each.shown for each in one.without_evidence])})"
        for one in proceedings.progress.units
        if one.bloc == ranking.bloc_id and one.without_evidence
    ]
    if lacking:
        names = "; ".join(lacking)
        yield say(f"Tiêu chí có điểm nhưng thiếu minh chứng: {names}.", f"Points without evidence: {names}.")


def change_blocks(ranking: Ranking, proceedings: Proceedings) -> tuple[list[Block], tuple[Annex, ...]]:
    """Return the marks that later stages changed, with the reasons; of many the table as an appendix."""
    campaign = ranking.campaign
    own = [one.change for one in proceedings.changes.changes if one.change.bloc == ranking.bloc_id]
    by_stages: dict[tuple[int, int], list[MarkChange]] = {}
    for one in own:
        if one.after.reading.appeal is None:
            by_stages.setdefault((one.before.reading.stage, one.after.reading.stage), []).append(one)
    if not by_stages:
        return [prose(say("Không có điểm nào thay đổi giữa các bước chấm.", "No mark was changed between stages."))], ()
    decimals = shown_decimals(ranking.rubric)
    tables = {stages: _table(changes, decimals) for stages, changes in sorted(by_stages.items())}
    long = sum(map(len, by_stages.values())) > _MOST_IN_TEXT
    where = say(" (phụ lục kèm theo)", " (appendix)") if long else ""
    blocks: list[Block] = []
    inside: list[Block] = []
    for stages, table in tables.items():
        earlier, later = (visible(campaign.stages[number].name) for number in stages)
        number, units = len(by_stages[stages]), len({one.unit for one in by_stages[stages]})
        told = say(
            f"Bước “{later}” chấm khác bước “{earlier}” ở {number} lượt tiêu chí của {units} đơn vị{where}",
            f"The stage “{later}” marked otherwise than “{earlier}” (marks: {number}, units: {units}){where}",
        )
        blocks.append(prose(f"{told}{'.' if long else ':'}"))
        if long and len(tables) > 1:
            inside.append(prose(say(f"Bước “{later}” so với bước “{earlier}”:", f"“{later}” beside “{earlier}”:")))
        (inside if long else blocks).append(DocumentTable(table))
    if not long:
        return blocks, ()
    title = say("ĐIỂM THAY ĐỔI GIỮA CÁC BƯỚC CHẤM", "MARKS THAT CHANGED BETWEEN STAGES")
    lies = needs_wide_page(list(tables.values()), layout_of(party=campaign.heading == "party"))
    formal = Formalities(campaign, ranking.period, "minutes", ranking.bloc_id)
    minutes = goes_with(formal, say("Biên bản", "Minutes"))
    return blocks, (Annex(say("Phụ lục", "Appendix"), title, (minutes, *inside), lies),)


def _table(changes: Sequence[MarkChange], decimals: int) -> Table:
    columns: list[NamedColumn] = [
        (Column(say(*terms.UNIT), wraps=True), [visible(one.name) for one in changes]),
        (Column(say(*terms.CRITERION)), [one.criterion.shown for one in changes]),
    ]
    if any(not _is_points(one) for one in changes):
        columns.append((Column(say(*terms.MARK), wraps=True), [_marks(one) for one in changes]))
    before: list[Exact | str] = [or_dash(one.before.points) for one in changes]
    after: list[Exact | str] = [or_dash(one.after.points) for one in changes]
    differences = [or_dash(one.difference) for one in changes]
    columns += [
        (figures(say("Điểm bước trước", "Points before")), padded(before, fraction_decimals=decimals)),
        (figures(say("Điểm bước sau", "Points after")), padded(after, fraction_decimals=decimals)),
        (figures(say(*terms.CHANGE)), padded(differences, sign=True, fraction_decimals=decimals)),
        (Column(say(*terms.REASON), wraps=True), [visible(one.after.reading.reason or NOTHING) for one in changes]),
    ]
    subject = say("Thay đổi", "Changes")
    return Table(subject, "", (), (), table_columns(columns), table_rows(columns), keys=2)


def _is_points(change: MarkChange) -> bool:
    """Return whether the marks are points themselves, and so stand in the columns of points already."""
    return change.criterion.kind.is_points and None not in (change.before.points, change.after.points)


def _marks(change: MarkChange) -> str:
    if _is_points(change):
        return NOTHING
    before, after = (reading_in_words(one.reading, change.criterion) for one in (change.before, change.after))
    return visible(f"{before} → {after}")


def appeal_blocks(ranking: Ranking, proceedings: Proceedings, held: date | None) -> list[Block]:
    """Return the appeals with what was decided, those decided after the meeting by themselves, and the open ones.

    Args:
        ranking: the bloc's ranking.
        proceedings: what went on around the results.
        held: the day of the meeting; None where it is not recorded.
    """
    own = [one for one in proceedings.appeals.appeals if one.bloc == ranking.bloc_id]
    if not own:
        return [prose(say("Không có giải trình.", "There were no appeals."))]
    still_open = [one for one in own if one.is_open]
    decided = [one for one in own if not one.is_open]
    later = [one for one in decided if _is_after(one, held)]
    in_time = [one for one in decided if one not in later]
    upheld = sum(one.appeal.decision is not None and one.appeal.decision.upheld is True for one in decided)
    number, known, refused = len(own), len(decided), len(decided) - upheld
    blocks: list[Block] = [
        prose(
            say(
                f"Có {number} giải trình; đã giải quyết {known} (chấp nhận {upheld}, không chấp nhận {refused})"
                + (f", chưa giải quyết {len(still_open)}." if still_open else "."),
                f"Appeals: {number}; decided: {known} (upheld: {upheld}, refused: {refused})"
                + (f"; open: {len(still_open)}." if still_open else "."),
            )
        ),
        *items(_decided(ranking.campaign, one) for one in in_time),
    ]
    if later:
        told = say(
            "Giải quyết sau ngày họp; kết quả dưới đây đã tính theo:",
            "Decided after the meeting; the results below take them into account:",
        )
        blocks += [prose(told), *items(_decided(ranking.campaign, one) for one in later)]
    return [*blocks, *items(_open(ranking.campaign, one) for one in still_open)]


def _is_after(one: ListedAppeal, held: date | None) -> bool:
    decided = None if one.appeal.decision is None else one.appeal.decision.date
    return held is not None and isinstance(decided, date) and decided > held


def _decided(campaign: Campaign, one: ListedAppeal) -> str:
    """Say what was decided on an appeal, when, by whom and why."""
    decision = one.appeal.decision
    assert decision is not None  # noqa: S101 - only of those that are decided
    upheld = decision.upheld is True
    what = say(*terms.UPHELD) if upheld else say("không chấp nhận", "refused")
    if upheld and one.appeal.upheld is not None:
        before, after = (reading_in_words(each, one.criterion) for each in (one.appeal.disputed, one.appeal.upheld))
        what += f", {before} → {after}"
    details = [_about(campaign, one), what]
    if isinstance(decision.date, date):
        details.append(say(f"ngày {day(decision.date)}", f"on {day(decision.date)}"))
    if decision.by:
        by = campaign.checker_name(decision.by)
        details.append(say(f"người giải quyết: {by}", f"decided by {by}"))
    if decision.reason:
        details.append(say(f"lý do: {decision.reason}", f"reason: {decision.reason}"))
    return visible("; ".join(details)).rstrip(".") + "."


def _open(campaign: Campaign, one: ListedAppeal) -> str:
    open_text = say(*terms.NOT_DECIDED)
    return visible(f"{_about(campaign, one)}; {open_text}; {one.appeal.appeal.text}").rstrip(".") + "."


def _about(campaign: Campaign, one: ListedAppeal) -> str:
    name, label = campaign.unit_name(one.unit), one.criterion.shown
    stage = campaign.stages[one.appeal.stage].name
    return say(f"{name}, {label}, bước “{stage}”", f"{name}, {label}, stage “{stage}”")


def _names(campaign: Campaign, units: Sequence[str]) -> str:
    number = len(units)
    if number > _MOST_NAMED:
        return say(f"{number} đơn vị", f"{number} units")
    return listed([unit_in_sentence(campaign, unit) for unit in units])
