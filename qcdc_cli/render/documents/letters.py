"""The letter that tells a unit its result: points by content, rank, class, what it lost and why, how to appeal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedAppeal, State
from qcdc_cli.campaign.papers import LETTERS
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day, figure
from qcdc_cli.process.appeals import ListedAppeal
from qcdc_cli.process.changes import MarkAt, MarkChange
from qcdc_cli.process.evidence_documents import There
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading, Paragraph, Run, prose, to_add
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.report import DocumentView, Report
from qcdc_cli.render.tables.card import card_tables
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.names import period_in_sentence, unit_in_sentence
from qcdc_cli.render.words.rank_changes import rank_change_text
from qcdc_cli.render.words.remarks import basis_line, document_text, no_marks_to_prove
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.table import Column, Row, Table, figures, or_dash, padded
from qcdc_cli.render.words.unit_notes import appeal_text, awards_text, unranked_reason
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking, Standing, UnitScores


def documents(report: Report) -> tuple[Document, ...]:
    """Return a letter for each unit, bloc by bloc in the order of the rankings."""
    return tuple(letters(report))


def letters(report: Report) -> Iterator[Document]:
    """Yield the letters one by one, each made when its turn comes: a country has thousands.

    Args:
        report: the rankings of whole blocs with what their units get, looked at as letters.

    Raises:
        TypeError: for a report that is not looked at as a paper.
    """
    if not isinstance(report.view, DocumentView):
        raise TypeError(report.view)
    proceedings = report.view.proceedings
    changes: dict[str, list[MarkChange]] = {}
    for told in proceedings.changes.changes:
        changes.setdefault(told.change.unit, []).append(told.change)
    appeals: dict[str, list[ListedAppeal]] = {}
    for listed in proceedings.appeals.appeals:
        appeals.setdefault(listed.unit, []).append(listed)
    for ranking in report.rankings:
        standings = {standing.result.unit: standing for standing in ranking.standings}
        for scores in report.scores[ranking.bloc_id]:
            unit = scores.counted.unit
            own = _Unit(ranking, standings[unit], scores, changes.get(unit, ()), appeals.get(unit, ()))
            yield _letter(own, proceedings, seal_blocks(report, [ranking.bloc_id]))


class _Unit(NamedTuple):
    """A unit with what its letter tells: its line in the ranking, its scores, its changed marks, its appeals."""

    ranking: Ranking
    standing: Standing
    scores: UnitScores
    changes: Sequence[MarkChange]
    appeals: Sequence[ListedAppeal]


def _letter(unit: _Unit, proceedings: Proceedings, sealed: Sequence[Block]) -> Document:
    ranking, scores = unit.ranking, unit.scores
    campaign, period, bloc = ranking.campaign, ranking.period, ranking.bloc_id
    name, of_period = unit_in_sentence(campaign, scores.counted.unit), period_in_sentence(campaign, period)
    formal = Formalities(campaign, period, LETTERS, bloc)
    issuer = visible(formal.issuer.name)
    opening = say(
        f"{issuer} thông báo kết quả của {name} ({of_period}) trong đợt “{visible(campaign.campaign)}” như sau:",
        f"{issuer} tells the result of {name} ({of_period}) in “{visible(campaign.campaign)}”:",
    )
    basis = basis_line(ranking)
    groups, lost = card_tables(scores, ranking, unit.standing)
    parts = (
        (say(*terms.RESULT), [*(prose(f"- {line}.", "item") for line in _outcome(unit)), *_around(groups)]),
        (say("Tiêu chí chưa đạt điểm tối đa, lý do", "Criteria that lost points, and why"), list(_around(lost))),
        _changes(campaign, unit.changes),
        _evidence(scores, proceedings),
        _appeals(unit),
    )
    blocks: list[Block] = [*([prose(f"{visible(basis)}.", "basis")] if basis else []), prose(opening)]
    for number, (title, own) in enumerate(parts, start=1):
        blocks += [Heading(f"{number}. {title}", 2), *own]
    return Document(
        kind=LETTERS,
        name=say("THÔNG BÁO", "NOTICE"),
        subject=say(f"Kết quả chấm điểm thi đua của {name}, {of_period}", f"Result of {name}, {of_period}"),
        head=formal.head(),
        blocks=(*blocks, *sealed),
        addressees=(visible(scores.name),),
        signatures=formal.signatures(),
        recipients=formal.recipients(),
        unit=scores.counted.unit,
    )


def _around(table: Table) -> Iterator[Block]:
    """Yield what must be read before a table, the table, and the lines below it."""
    yield from (Paragraph((Run(text, bold=number == 0),)) for number, text in enumerate(table.warnings))
    if table.rows:
        yield DocumentTable(_without_empty(table._replace(title="", subtitle=(), warnings=(), notes=())))
    yield from map(prose, table.notes)


def _without_empty(table: Table) -> Table:
    """Return a table without the details that no row has."""
    kept = [at for at, one in enumerate(table.columns) if not one.detail or any(row.cells[at] for row in table.rows)]
    rows = tuple(row._replace(cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return table._replace(columns=tuple(table.columns[at] for at in kept), rows=rows)


def _outcome(unit: _Unit) -> Iterator[str]:
    ranking, standing = unit.ranking, unit.standing
    total, bloc = total_value(standing.result), visible(ranking.bloc.name)
    if isinstance(total, str):
        yield say("Chưa có tổng điểm", "There is no total yet")
    else:
        points = f"{figure(total)}/{figure(standing.result.maximum)}"
        yield say(f"Tổng điểm: {points} điểm", f"Total: {points} points")
    if standing.rank is None:
        yield say(f"Không xếp hạng: {unranked_reason(standing)}", f"Not ranked: {unranked_reason(standing)}")
    else:
        rank = f"{standing.rank}/{ranking.ranked}"
        yield say(f"Xếp hạng: {rank} đơn vị của {bloc}", f"Rank: {rank} units of {bloc}")
    moved = ranking.ranks_up(standing)
    if ranking.before is not None and moved is not None:
        before, how = period_in_sentence(ranking.campaign, ranking.before.period), rank_change_text(moved)
        yield say(f"Thứ hạng so với kỳ {before}: {how}", f"Rank compared with {before}: {how}")
    if standing.classified is not None:
        yield say(f"Xếp loại: {visible(standing.classified.name)}", f"Class: {visible(standing.classified.name)}")
    if standing.awards:
        yield say(f"Khen thưởng: {awards_text(standing)}", f"Awards: {awards_text(standing)}")


def _changes(campaign: Campaign, changes: Sequence[MarkChange]) -> tuple[str, list[Block]]:
    title = say("Điểm đã thay đổi giữa các bước chấm", "Marks that were changed between stages")
    if not changes:
        return title, [prose(say("Không có điểm nào thay đổi.", "No mark was changed."))]

    def stage(mark: MarkAt) -> str:
        return visible(", ".join(filter(None, (campaign.stages[mark.reading.stage].name, appeal_text(mark.reading)))))

    points = padded([or_dash(mark.points) for one in changes for mark in (one.before, one.after)])
    columns = (
        (Column(say(*terms.ID)), [title_of(one.criterion) for one in changes]),
        (Column(say(*terms.CONTENT), wraps=True), [visible(one.criterion.name) for one in changes]),
        (Column(say(*terms.FROM_STAGE), wraps=True), [stage(one.before) for one in changes]),
        (figures(say(*terms.POINTS)), points[::2]),
        (Column(say(*terms.TO_STAGE), wraps=True), [stage(one.after) for one in changes]),
        (figures(say(*terms.NEW_POINTS)), points[1::2]),
        (Column(say(*terms.REASON), wraps=True), [visible(one.after.reading.reason or "") for one in changes]),
    )
    rows = tuple(map(Row, zip(*(cells for _, cells in columns), strict=True)))
    subject = say(*terms.UNIT)
    return title, [DocumentTable(Table(subject, "", (), (), tuple(column for column, _ in columns), rows, keys=2))]


def _evidence(scores: UnitScores, proceedings: Proceedings) -> tuple[str, list[Block]]:
    """Name the criteria without evidence and, where the files are known, the documents whose file is not there."""
    lacking = [one.criterion for one in scores.counted.criteria if one.lacks_evidence]
    lines = [
        say(
            f"{title_of(one)}: chưa ghi minh chứng ({visible(one.name)})",
            f"{title_of(one)}: no evidence is named ({visible(one.name)})",
        )
        for one in lacking
    ]
    own = None if proceedings.evidence is None else proceedings.evidence.get(scores.counted.unit)
    for document in own.documents if own is not None else ():
        if document.there is There.MISSING:
            criterion, shown = title_of(document.document.criterion), visible(document_text(document.document.item))
            lines.append(
                say(f"{criterion}: chưa có tệp của “{shown}”", f"{criterion}: the file of “{shown}” is missing")
            )
    none = say("Không thiếu minh chứng.", "No evidence is missing.")
    if not any(one.state is State.GIVEN for one in scores.counted.criteria):
        none = no_marks_to_prove()
    return say(*terms.MISSING_EVIDENCE), list(_items(lines)) or [prose(none)]


def _items(lines: Iterable[str]) -> Iterator[Block]:
    """Yield lines of a list, each but the last with a semicolon behind it."""
    known = list(lines)
    for number, line in enumerate(known, 1):
        yield prose(f"- {line}{'.' if number == len(known) else ';'}", "item")


def _appeals(unit: _Unit) -> tuple[str, list[Block]]:
    """Say which appeals there are, and how, where and until when others are taken."""
    campaign, period = unit.ranking.campaign, unit.ranking.period
    where = visible(Formalities(campaign, period, LETTERS, unit.ranking.bloc_id).issuer.name)
    blocks = list(_items(f"{title_of(one.criterion)}: {_appeal(one.appeal)}" for one in unit.appeals))
    how = say(
        f"Đơn vị không nhất trí với điểm đã thẩm định thì gửi phiếu giải trình về {where}, nêu rõ tiêu chí, nội dung "
        "giải trình và minh chứng kèm theo",
        f"A unit that does not agree with a verified mark sends the form for appeals to {where}, with the criterion, "
        "what it brings forward, and its evidence",
    )
    last = campaign.periods[period].appeals if period in campaign.periods else None
    if last is None:
        blocks.append(to_add(say("hạn gửi giải trình", "the last day for appeals"), f"{how}, "))
    else:
        blocks.append(prose(say(f"{how}, chậm nhất ngày {day(last)}.", f"{how}, by {day(last)}.")))
    return say("Giải trình", "Appeals"), blocks


def _appeal(marked: MarkedAppeal) -> str:
    on, decided = day(marked.appeal.date), marked.decision
    if decided is None:
        return say(f"giải trình ngày {on} chưa giải quyết", f"the appeal of {on} is not decided")
    upheld = say("được chấp nhận", "was upheld") if decided.upheld else say("không được chấp nhận", "was refused")
    when = f" {say('ngày', 'on')} {day(decided.date)}" if decided.date else ""
    why = f" ({visible(decided.reason)})" if decided.reason else ""
    return say(f"giải trình ngày {on} {upheld}{when}{why}", f"the appeal of {on} {upheld}{when}{why}")
