"""The ranks in the last period before that has a ranking: who went up, and who went down."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.result import Ranking, RanksBefore
from qcdc_cli.scoring.scoring_input import ScoringInput


def with_ranks_before(scoring_input: ScoringInput, rankings: Sequence[Ranking]) -> tuple[Ranking, ...]:
    """Return rankings that know the ranks of the last period before theirs for which their bloc has any sheet.

    Args:
        scoring_input: what the rankings were made from.
        rankings: the rankings, all of one period; one whose bloc has no sheet in any earlier period stays as it is.
    """
    campaign, sheets = scoring_input.campaign, scoring_input.sheets
    if scoring_input.period not in campaign.periods:
        return tuple(rankings)
    earlier = list(takewhile(lambda one: one != scoring_input.period, campaign.periods))[::-1]
    together: dict[str, tuple[ScoringInput, AllBlocs]] = {}
    found = []
    for ranking in rankings:
        has_any = (one for one in earlier if any((unit, one) in sheets for unit in ranking.bloc.units))
        period = next(has_any, None)
        if period is None:
            found.append(ranking)
            continue
        if period not in together:
            own = scoring_input._replace(period=period)
            together[period] = own, AllBlocs(own)
        before = rank_bloc(together[period][0], ranking.bloc_id, together[period][1])
        ranks = {standing.result.unit: standing.rank for standing in before.standings}
        found.append(replace(ranking, before=RanksBefore(period, ranks, before.provisional)))
    return tuple(found)
