"""Do the decisions and ballots that a campaign records name what exists, and does a rubric ask for them?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qcdc_cli.campaign.ballots import RECORD, TIES, UNITS, Ballot
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.deciding import BALLOT, DECISION, RANK
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.names import Known
from qcdc_cli.problems import Path, Problem

_BALLOT = Text("kết quả bỏ phiếu", "a ballot")
_ON_UNITS = Text("kết quả bỏ phiếu về từng đơn vị (`for: units`)", "a ballot on units (`for: units`)")
_DECISION = Text("quyết định này (`for: {}`)", "this decision (`for: {}`)")


def misnamed_in_records(campaign: Campaign) -> Iterator[Problem]:
    """Yield periods, blocs and units of records that are not known, and units that are named twice for one thing."""
    known_blocs = Known(campaign.blocs)
    records: tuple[tuple[str, Mapping[str, Mapping[str, object]]], ...] = (
        ("decisions", campaign.decisions),
        ("ballots", campaign.ballots),
        ("meetings", campaign.meetings),
    )
    for key, by_period in records:
        for period, blocs in by_period.items():
            if period not in campaign.periods:
                yield unknown("Q403", period, campaign.known_periods, (key, period))
            for bloc in blocs:
                if bloc not in campaign.blocs:
                    yield unknown("Q402", bloc, known_blocs, (key, period, bloc))
    for period, blocs in campaign.decisions.items():
        for bloc, decisions in blocs.items():
            for_rank_or_award: dict[str, set[str]] = {}
            for number, decision in enumerate(decisions):
                path: Path = ("decisions", period, bloc, number, "order")
                ordered = [(unit, (*path, place)) for place, unit in enumerate(decision.order)]
                yield from _units(campaign, bloc, ordered, for_rank_or_award.setdefault(decision.for_, set()))
    for period, blocs in campaign.ballots.items():
        for bloc, ballots in blocs.items():
            voted: dict[str, set[str]] = {}
            for number, ballot in enumerate(ballots):
                path = ("ballots", period, bloc, number, "votes")
                seen = voted.setdefault(f"{ballot.for_} {number}" if ballot.for_ == RECORD else ballot.for_, set())
                yield from _units(campaign, bloc, [(unit, (*path, unit)) for unit in ballot.votes], seen)


def _units(campaign: Campaign, bloc: str, named: Iterable[tuple[str, Path]], seen: set[str]) -> Iterator[Problem]:
    if bloc not in campaign.blocs:
        return
    own = dict.fromkeys(campaign.blocs[bloc].units)
    known = Known(own)
    for unit, path in named:
        if unit not in own:
            yield unknown("Q401", unit, known, path)
        elif unit in seen:
            yield Problem("Q405", {"found": unit}, unit, path=path)
        seen.add(unit)


def unasked_records(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield decisions and ballots that nothing in the bloc's rubric asks for (Q429).

    Args:
        campaign: the campaign.
        rubrics: the rubrics that can be used, by the bloc's id.
    """
    for period, by_bloc in campaign.decisions.items():
        for bloc, decisions in by_bloc.items():
            if bloc in rubrics:
                subjects = _decided(rubrics[bloc])
                for number, decision in enumerate(decisions):
                    if decision.for_ not in subjects:
                        what = Text(_DECISION.vi.format(decision.for_), _DECISION.en.format(decision.for_))
                        path: Path = ("decisions", period, bloc, number, "for")
                        yield _unasked(what, decision.for_, subjects, rubrics[bloc], path)
    for period, ballots_by_bloc in campaign.ballots.items():
        for bloc, ballots in ballots_by_bloc.items():
            if bloc in rubrics:
                yield from _unasked_ballots(ballots, rubrics[bloc], ("ballots", period, bloc))


def _unasked_ballots(ballots: Sequence[Ballot], rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield one problem for the ballots on ties, and one for each on units, that the rubric does not ask for."""
    if any(one.for_ == TIES for one in ballots) and not any(step.rule == BALLOT for step in rubric.ties):
        yield _unasked(_BALLOT, "", (), rubric, path)
    if not rubric.asks_for_ballots:
        for number, one in enumerate(ballots):
            if one.for_ == UNITS:
                yield _unasked(_ON_UNITS, "", (), rubric, (*path, number, "for"))


def _decided(rubric: Rubric) -> list[str]:
    """Return what the competent authority decides by a rubric: the ranks, awards."""
    ranks = [RANK] if any(step.rule == DECISION for step in rubric.ties) else []
    return [*ranks, *(award.id for award in rubric.awards if award.ties == DECISION)]


def _unasked(what: Text, found: str, subjects: Sequence[str], rubric: Rubric, path: Path) -> Problem:
    known = Known(dict.fromkeys(subjects))
    values: dict[str, str | Text] = {"what": what, "rubric": rubric.rubric}
    return Problem("Q429", values, found, known.listed, known.nearest(found) if found else "", path=path)
