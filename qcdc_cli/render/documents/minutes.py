"""Minutes of a bloc's meeting (biên bản họp xét): who was there, what was examined, the ballots, the results."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from qcdc_cli.campaign.ballots import Attendee, Meeting
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import clock, day, figure
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading, Paragraph, Run, prose, to_add
from qcdc_cli.render.documents.ballots import ballot_blocks
from qcdc_cli.render.documents.examined import appeal_blocks, change_blocks, marks_blocks
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.documents.results import campaign_note, results_blocks
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.report import DocumentView, Report
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.names import period_in_sentence, unit_in_sentence, unit_name
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, percents
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_KIND: Final = "minutes"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the minutes of each bloc's meeting.

    Args:
        report: the results, seen as a paper.
    """
    assert isinstance(report.view, DocumentView)  # noqa: S101 - what papers are made of
    proceedings = report.view.proceedings
    return tuple(_minutes(report, ranking, proceedings) for ranking in report.rankings)


def _minutes(report: Report, ranking: Ranking, proceedings: Proceedings) -> Document:
    campaign, period, bloc = ranking.campaign, ranking.period, ranking.bloc_id
    formal = Formalities(campaign, period, _KIND, bloc)
    meeting = campaign.meetings.get(period, {}).get(bloc)
    changes, annexes = change_blocks(ranking, proceedings)
    blocks: list[Block] = [
        _opening(ranking, meeting),
        Heading(say("I. THÀNH PHẦN THAM DỰ", "I. PARTICIPANTS")),
        *_people(campaign, meeting),
        Heading(say("II. NỘI DUNG XEM XÉT", "II. WHAT WAS EXAMINED")),
        Heading(say("1. Kết quả chấm điểm", "1. Marks"), 2),
        *marks_blocks(ranking, proceedings),
        Heading(say("2. Điểm thay đổi giữa các bước chấm", "2. Changes between stages"), 2),
        *changes,
        Heading(say("3. Giải trình", "3. Appeals"), 2),
        *appeal_blocks(ranking, proceedings, None if meeting is None else meeting.date),
        Heading(say("4. Ý kiến tại cuộc họp", "4. What was said"), 2),
        *_opinions(meeting),
        Heading(say("III. KẾT QUẢ BỎ PHIẾU", "III. BALLOTS")),
        *ballot_blocks(ranking),
        Heading(say("IV. KẾT QUẢ XẾP HẠNG, XẾP LOẠI, KHEN THƯỞNG", "IV. RANKS, CLASSES AND AWARDS")),
        *_results(ranking, meeting),
        *seal_blocks(report, [bloc], minutes=True, meeting=None if meeting is None else meeting.date),
        _end(meeting),
    ]
    return Document(
        kind=_KIND,
        name=say("BIÊN BẢN", "MINUTES"),
        subject=say(
            f"Họp xét kết quả thi đua {period_in_sentence(campaign, period)}",
            f"Meeting on the emulation results, {period_in_sentence(campaign, period)}",
        ),
        head=formal.head(),
        blocks=tuple(blocks),
        signatures=formal.signatures(_signers(meeting)),
        recipients=formal.recipients(),
        annexes=annexes,
    )


def _signers(meeting: Meeting | None) -> tuple[Signature, ...]:
    secretary, chair = (None, None) if meeting is None else (meeting.secretary, meeting.chair)
    return (
        Signature(role=say("THƯ KÝ", "SECRETARY"), name=secretary),
        Signature(role=say("CHỦ TRÌ", "CHAIR"), name=chair),
    )


def _known(text: str | None, missing: str) -> Run:
    """Return what is recorded, or the place to fill with it."""
    return Run(visible(text)) if text else Run(missing, to_add=True)


def _opening(ranking: Ranking, meeting: Meeting | None) -> Paragraph:
    """Say when and where the meeting began, and what about."""
    begins = None if meeting is None or meeting.begins is None else clock(meeting.begins)
    on = None if meeting is None else day(meeting.date)
    place = None if meeting is None else meeting.place
    bloc, period = visible(ranking.bloc.name), period_in_sentence(ranking.campaign, ranking.period)
    return Paragraph(
        (
            Run(say("Vào hồi ", "At ")),
            _known(begins, say("giờ bắt đầu", "the time at which it began")),
            Run(say(", ngày ", " on ")),
            _known(on, say("ngày họp", "the day")),
            Run(say(", tại ", ", ")),
            _known(place, say("địa điểm họp", "the place")),
            Run(
                say(
                    f", {bloc} họp xét kết quả thi đua {period}.",
                    f", {bloc} met to examine the emulation results of {period}.",
                )
            ),
        )
    )


def _people(campaign: Campaign, meeting: Meeting | None) -> list[Block]:
    """Return who chaired, who kept the minutes, who was there and who was not, and whether they were enough."""
    chair, secretary = (None, None) if meeting is None else (meeting.chair, meeting.secretary)
    chaired = say("họ tên, chức vụ của người chủ trì", "the chair's name and office")
    kept = say("họ tên, chức vụ của thư ký", "the secretary's name and office")
    blocks: list[Block] = [
        Paragraph((Run(say("Chủ trì: ", "Chair: ")), _known(chair, chaired)), "item"),
        Paragraph((Run(say("Thư ký: ", "Secretary: ")), _known(secretary, kept)), "item"),
    ]
    if meeting is None:
        there = say("Có mặt: ", "Present: ")
        absent = say("Vắng mặt: ", "Absent: ")
        return [
            *blocks,
            to_add(
                say("số người được triệu tập, có mặt; họ tên, chức vụ từng người", "how many; names and offices"), there
            ),
            to_add(say("số người vắng mặt; họ tên, lý do", "how many; names and reasons"), absent),
        ]
    entitled, present, away = meeting.entitled, meeting.present, meeting.number_absent
    numbers = say(
        f"Số người được triệu tập: {entitled}; có mặt: {present}; vắng mặt: {away}.",
        f"Entitled to take part: {entitled}; present: {present}; absent: {away}.",
    )
    blocks.append(prose(numbers, "item"))
    if meeting.quorum is not None:
        blocks.append(prose(_quorum(meeting, meeting.quorum), "item"))
    if meeting.attended:
        blocks += [prose(say("Danh sách có mặt:", "Those present:")), DocumentTable(_attendance(campaign, meeting))]
    elif present:
        blocks.append(
            to_add(say("họ tên, chức vụ từng người", "names and offices"), say("Danh sách có mặt: ", "Those present: "))
        )
    if meeting.absent:
        blocks.append(prose(say("Vắng mặt:", "Absent:")))
        for one in meeting.absent:
            reason = _known(one.reason, say("lý do", "the reason"))
            blocks.append(Paragraph((Run(f"{_person(campaign, one)}; {say('lý do: ', 'reason: ')}"), reason), "item"))
    more = away - len(meeting.absent)
    if more > 0:
        told = say(f"họ tên, lý do của {more} người", f"names and reasons of {more}")
        blocks.append(to_add(told, say("Vắng mặt: ", "Absent: ")))
    return blocks


def _quorum(meeting: Meeting, least: Decimal) -> str:
    """Say how many must be present, how many were, and whether these are enough."""
    quorum = Fraction(least)
    share = meeting.share_present
    asked = figure(quorum)
    shown = NOTHING if share is None else percents([share], [quorum / 100])[0]
    told = say(
        f"Cuộc họp hợp lệ khi có mặt từ {asked}% số người được triệu tập trở lên; có mặt "
        f"{meeting.present}/{meeting.entitled} người ({shown}%), ",
        f"At least {asked}% of those entitled must be present; {meeting.present} of {meeting.entitled} were "
        f"({shown}%), ",
    )
    if meeting.has_quorum:
        return told + say("đủ điều kiện tiến hành.", "which is a quorum.")
    return told + say("không đủ điều kiện tiến hành.", "which is no quorum.")


def _attendance(campaign: Campaign, meeting: Meeting) -> Table:
    """Return those present, with their offices and units."""
    people = meeting.attended
    columns: list[NamedColumn] = [
        (figures(say(*terms.ROW_NUMBER)), [str(number) for number in range(1, len(people) + 1)]),
        (Column(say("Họ tên", "Name"), wraps=True), [visible(one.name) for one in people]),
    ]
    if any(one.office for one in people):
        columns.append(
            (Column(say("Chức vụ", "Office"), wraps=True), [visible(one.office or NOTHING) for one in people])
        )
    if any(one.unit for one in people):
        units = [NOTHING if one.unit is None else unit_name(campaign, one.unit) for one in people]
        columns.append((Column(say(*terms.UNIT), wraps=True), units))
    return Table(say("Có mặt", "Present"), "", (), (), table_columns(columns), table_rows(columns), keys=2)


def _person(campaign: Campaign, one: Attendee) -> str:
    unit = None if one.unit is None else unit_in_sentence(campaign, one.unit)
    return visible(", ".join(filter(None, (one.name, one.office, unit))))


def _opinions(meeting: Meeting | None) -> Sequence[Block]:
    if meeting is None or not meeting.opinions:
        return [to_add(say("ý kiến phát biểu, nếu có", "what was said, if anything"))]
    return [prose(visible(one), "item") for one in meeting.opinions]


def _results(ranking: Ranking, meeting: Meeting | None) -> list[Block]:
    """Return the results, and how many agreed to them."""
    if not ranking.ranked:
        nothing = say(*terms.NO_RANK_YET)
        return [prose(nothing), to_add(say("kết quả xét", "the results"))]
    lead = say("Biểu quyết thông qua kết quả: ", "Agreed to the results: ")
    agreed: Block
    if meeting is None or meeting.agreed is None:
        agreed = to_add(say("số người đồng ý trên số người có mặt", "how many of those present"), lead)
    else:
        of = say(
            f"{meeting.agreed}/{meeting.present} người có mặt đồng ý.",
            f"{meeting.agreed} of {meeting.present} present.",
        )
        agreed = prose(f"{lead}{of}")
    return [*results_blocks(ranking), *campaign_note(ranking.campaign), agreed]


def _end(meeting: Meeting | None) -> Paragraph:
    ends = None if meeting is None or meeting.ends is None else clock(meeting.ends)
    return Paragraph(
        (
            Run(say("Cuộc họp kết thúc vào hồi ", "The meeting ended at ")),
            _known(ends, say("giờ kết thúc", "the time at which it ended")),
            Run(say(" cùng ngày.", " on the same day.")),
        )
    )
