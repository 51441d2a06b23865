"""Do the numbers of recorded meetings and ballots fit together?"""

from collections.abc import Iterator
from itertools import pairwise

from qcdc_cli.campaign.ballots import UNITS, Ballot, Meeting
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.language import Text
from qcdc_cli.language.figures import clock, day, figure
from qcdc_cli.problems import Path, Problem

_COUNTED = {
    "valid": Text("số phiếu hợp lệ (`valid`)", "the valid ballots (`valid`)"),
    "in": Text("số phiếu thu về (`in`)", "the ballots that came back (`in`)"),
    "out": Text("số phiếu phát ra (`out`)", "the ballots given out (`out`)"),
    "entitled": Text("số người được bỏ phiếu (`entitled`)", "those who may vote (`entitled`)"),
    "present": Text("số người có mặt (`present`)", "those present (`present`)"),
    "agreed": Text("số người đồng ý (`agreed`)", "those who agreed (`agreed`)"),
    "named": Text("số người ghi tên ở phần có mặt và vắng mặt", "those named as present or absent"),
    "summoned": Text("số người được triệu tập (`entitled`)", "those entitled to take part (`entitled`)"),
}
_MEETING = Text("{} ở cuộc họp", "{} at the meeting")


def ballot_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield meetings without a quorum, ballots with more votes than papers, and ballots on a day without a meeting."""
    for period, meetings in campaign.meetings.items():
        for bloc, meeting in meetings.items():
            yield from _meeting(meeting, ("meetings", period, bloc))
            yield from _people(campaign, meeting, ("meetings", period, bloc))
    for period, by_bloc in campaign.ballots.items():
        for bloc, ballots in by_bloc.items():
            held = campaign.meetings.get(period, {}).get(bloc)
            for number, ballot in enumerate(ballots):
                yield from _ballot(ballot, held, ("ballots", period, bloc, number))


def _meeting(meeting: Meeting, path: Path) -> Iterator[Problem]:
    if meeting.present > meeting.entitled:
        yield _too_many("present", meeting.present, "summoned", meeting.entitled, (*path, "present"))
    if not meeting.has_quorum:
        assert meeting.quorum is not None  # noqa: S101 - without one it cannot be missed
        values = {
            "present": str(meeting.present),
            "entitled": str(meeting.entitled),
            "quorum": figure(meeting.quorum),
        }
        yield Problem("Q882", values, str(meeting.present), path=(*path, "present"))


def _people(campaign: Campaign, meeting: Meeting, path: Path) -> Iterator[Problem]:
    """Yield people of units that are not known or who are named twice, and lists that are not as long as counted."""
    named = meeting.attended
    if named and len(named) != meeting.present:
        values = {"named": str(len(named)), "present": str(meeting.present)}
        yield Problem("Q440", values, str(meeting.present), path=(*path, "present"))
    elif meeting.absent and meeting.present + len(meeting.absent) > meeting.entitled:
        number = meeting.present + len(meeting.absent)
        yield _too_many("named", number, "summoned", meeting.entitled, (*path, "entitled"))
    if meeting.agreed is not None and meeting.agreed > meeting.present:
        yield _too_many("agreed", meeting.agreed, "present", meeting.present, (*path, "agreed"))
    if meeting.begins is not None and meeting.ends is not None and meeting.ends <= meeting.begins:
        begins, ends = clock(meeting.begins), clock(meeting.ends)
        allowed = Text(f"sau giờ bắt đầu, {begins}", f"after it begins, {begins}")
        yield Problem("Q309", {"found": ends, "range": allowed}, ends, path=(*path, "ends"))
    seen: set[object] = set()
    for key, people in (("attended", meeting.attended), ("absent", meeting.absent)):
        for number, one in enumerate(people):
            place: Path = (*path, key, number)
            if one.unit is not None and one.unit not in campaign.units:
                yield unknown("Q401", one.unit, campaign.known_units, (*place, "unit"))
            if one.same in seen:
                yield Problem("Q441", {"name": one.name}, one.name, path=(*place, "name"))
            seen.add(one.same)


def _ballot(ballot: Ballot, held: Meeting | None, path: Path) -> Iterator[Problem]:
    counts = list(ballot.counts)
    for (key, number), (wider, most) in pairwise(counts):
        if number > most:
            yield _too_many(key, number, wider, most, (*path, key))
    if held is not None and held.date != ballot.date:
        values = {"day": day(ballot.date), "meeting": day(held.date)}
        yield Problem("Q885", values, day(ballot.date), path=(*path, "date"))
    elif held is not None:
        papers = next((one for one in reversed(counts) if one[0] != "entitled"), None)
        if papers is not None and papers[1] > held.present:
            yield _too_many(*papers, "present", held.present, (*path, papers[0]), at_meeting=True)
        counts.append(("present", held.present))
    if ballot.for_ == UNITS and not ballot.valid:
        yield Problem("Q884", path=(*path, "for" if ballot.valid is None else "valid"))
    elif counts:
        limit, most = counts[0]
        for unit, votes in ballot.votes.items():
            if votes > most:
                told: dict[str, str | Text] = {"unit": unit, "votes": str(votes), "most": str(most)}
                yield Problem("Q880", {**told, "what": _COUNTED[limit]}, str(votes), path=(*path, "votes", unit))


def _too_many(key: str, number: int, wider: str, most: int, path: Path, *, at_meeting: bool = False) -> Problem:
    limit = _COUNTED[wider]
    if at_meeting:
        limit = Text(_MEETING.vi.format(limit.vi), _MEETING.en.format(limit.en))
    values: dict[str, str | Text] = {"what": _COUNTED[key], "number": str(number), "limit": limit, "most": str(most)}
    return Problem("Q881", values, str(number), path=path)
