"""Ties that somebody decides: what the campaign records of it, what is still to be decided, and records of no use."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from qcdc_cli.campaign.ballots import TIES, UNITS, Ballot
from qcdc_cli.campaign.campaign import Campaign, Decision
from qcdc_cli.campaign.deciding import BALLOT, DECISION, RANK, RECORDED, TieRule
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import in_sentence
from qcdc_cli.problems import Path, Problem
from qcdc_cli.scoring.result import AskedTie, Ranking, Undecided, UnitResult, Vote
from qcdc_cli.scoring.ties import TieGroups

Places = Mapping[str, int]  # by unit: how many are ahead of it in what was recorded


def decisions_for(campaign: Campaign, period: str, bloc: str, what: str) -> list[tuple[int, Decision]]:
    """Return the decisions on the ranks (`rank`) or on an award, each with its number in the campaign's list."""
    recorded = campaign.decisions.get(period, {}).get(bloc, ())
    return [(number, decision) for number, decision in enumerate(recorded) if decision.for_ == what]


def ballots_of(campaign: Campaign, period: str, bloc: str) -> list[tuple[int, Ballot]]:
    """Return the ballots on the order of equal units, with their numbers in the campaign's list."""
    recorded = campaign.ballots.get(period, {}).get(bloc, ())
    return [(number, ballot) for number, ballot in enumerate(recorded) if ballot.for_ == TIES]


def votes_on_units(campaign: Campaign, period: str, bloc: str) -> dict[str, Vote]:
    """Return what ballots on units gave each unit that they name."""
    ballots = campaign.ballots.get(period, {}).get(bloc, ())
    return {
        unit: Vote(votes, ballot.valid, ballot.document, ballot.date)
        for ballot in ballots
        if ballot.for_ == UNITS and ballot.valid
        for unit, votes in ballot.votes.items()
    }


def decided_places(campaign: Campaign, period: str, bloc: str, what: str) -> Places:
    """Return the places that decisions give; of two decisions the one recorded first is ahead."""
    units = [unit for _, decision in decisions_for(campaign, period, bloc, what) for unit in decision.order]
    return {unit: place for place, unit in enumerate(units)}


def ballot_places(campaign: Campaign, period: str, bloc: str) -> Places:
    """Return the places by the votes, equal votes sharing one; of two ballots the one recorded first is ahead.

    Votes of one ballot are never compared with those of another.
    """
    places: dict[str, int] = {}
    for _, ballot in ballots_of(campaign, period, bloc):
        ahead = len(places)
        in_order = sorted(ballot.votes.items(), key=itemgetter(1), reverse=True)
        for _, equal in groupby(in_order, key=itemgetter(1)):
            together = [unit for unit, _ in equal]
            places |= dict.fromkeys(together, ahead)
            ahead += len(together)
    return places


def votes_of(campaign: Campaign, period: str, bloc: str) -> dict[str, int]:
    """Return the votes of each unit that a ballot names."""
    return {unit: votes for _, ballot in ballots_of(campaign, period, bloc) for unit, votes in ballot.votes.items()}


def asked_ranks(broken: TieGroups) -> tuple[AskedTie, ...]:
    """Return the ties of totals that came to a step at which somebody decides."""
    return tuple(AskedTie(step.rule, None, tuple(one.unit for one in group)) for step, group in broken.asked)


def undecided_ranks(
    groups: Sequence[Sequence[UnitResult]], ladder: Sequence[TieRule], recorded: Mapping[str, Places], votes: Places
) -> Iterator[Undecided]:
    """Yield the units that still share a rank although the rubric has somebody decide.

    Args:
        groups: the ranked units in order, those that share a rank in one list.
        ladder: the rubric's steps.
        recorded: the places that were recorded, by the rule of the step.
        votes: the votes of the units.
    """
    rules = [step.rule for step in ladder if step.rule in RECORDED]
    rank = 1
    for group in groups:
        units = tuple(one.unit for one in group)
        if rules and len(units) > 1:
            waiting = next((rule for rule in rules if any(unit not in recorded[rule] for unit in units)), None)
            balloted = BALLOT in rules and all(unit in votes for unit in units)
            equal = votes[units[0]] if balloted else None
            yield Undecided(waiting or BALLOT, None, rank, len(units), units, equal, final=waiting is None)
        rank += len(group)


def asks_for_records(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> bool:
    """Return whether there can be anything to decide or to vote on, or anything recorded of it."""
    return bool(campaign.decisions or campaign.ballots) or any(map(is_decided, rubrics.values()))


def is_decided(rubric: Rubric) -> bool:
    """Return whether a rubric leaves anything to a decision or a ballot."""
    return rubric.has_ties_decided or rubric.asks_for_ballots


def recorded_periods(campaign: Campaign) -> list[str]:
    """Return the current period and those with records, in the campaign's order."""
    named = {campaign.period, *campaign.decisions, *campaign.ballots}
    return [period for period in campaign.periods if period in named]


def record_problems(ranking: Ranking) -> Iterator[Problem]:
    """Yield what is wrong with the records of a ranking's ties, and what must still be decided.

    Paths are those of the campaign's file.
    """
    campaign, period, bloc = ranking.campaign, ranking.period, ranking.bloc_id
    about: dict[str, str | Text] = {"period": period, "bloc": bloc}
    records: list[tuple[Path, str, str, tuple[str, ...]]] = [
        (("decisions", period, bloc, number), DECISION, decision.for_, decision.order)
        for number, decision in enumerate(campaign.decisions.get(period, {}).get(bloc, ()))
    ]
    records += [
        (("ballots", period, bloc, number), BALLOT, RANK, tuple(ballot.votes))
        for number, ballot in ballots_of(campaign, period, bloc)
    ]
    used: dict[AskedTie, Path] = {}
    for path, by, what, units in records:
        ties = [tie for tie in ranking.asked if (tie.by, tie.subject) == (by, what)]
        # The tie that most of the units are in is meant.
        tie = max(ties, key=lambda one: len(set(one.units).intersection(units)), default=None)
        equal = set(tie.units).intersection(units) if tie is not None else set()
        if tie is not None and equal:
            if tie in used:
                yield Problem("Q430", {**about, "units": _names(tie.units, campaign)}, path=path)
            used.setdefault(tie, path)
        others = [unit for unit in units if unit not in equal]
        if others:
            yield Problem("Q431", {**about, "units": _names(others, campaign)}, ", ".join(others), path=path)
    for one in ranking.undecided:
        if one.at_least is not None:
            values = {**about, "units": _names(one.units, campaign), "what": _open_to(one)}
            yield Problem("Q886", {**values, "least": figure(one.at_least)}, path=("blocs", bloc))
            continue
        recorded = next((path for tie, path in used.items() if one.is_part_of(tie)), None)
        values = {**about, "units": _names(one.units, campaign), "what": _matter(one)}
        yield Problem("Q433" if recorded is None else "Q432", values, path=recorded or ("blocs", bloc))


def _names(units: Sequence[str], campaign: Campaign) -> Text:
    return in_sentence(*map(campaign.unit_name, units))


def _matter(one: Undecided) -> Text:
    """Return what is open: the order at a rank, or so many places of an award."""
    if one.award is None:
        return Text(f"thứ tự ở hạng {one.rank}", f"their order at rank {one.rank}")
    name, places = one.award.name, one.places
    return Text(f"{places} suất “{name}”", f"{places} of “{name}”")


def _open_to(one: Undecided) -> Text:
    """Return what waits for a ballot: a class or an award."""
    if one.better is not None:
        return Text(f"loại “{one.better.name}”", f"the class “{one.better.name}”")
    assert one.award is not None  # noqa: S101 - nothing else asks for a share of the ballots
    return Text(f"“{one.award.name}”", f"“{one.award.name}”")
