"""Does what a campaign says of its official papers fit together?"""

from collections.abc import Iterator

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.papers import PAPERS, papers
from qcdc_cli.language import Text
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import Known
from qcdc_cli.problems import Problem


def paper_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield papers of unknown periods or blocs, papers that are there twice, and days that are surely wrong.

    A paper may be dated within its period, as a mid-year review on the last day is; before the period begins it cannot
    say anything of it.
    """
    known_blocs = Known(campaign.blocs)
    seen: set[tuple[str, str, str | None]] = set()
    for period in campaign.documents:
        if period not in campaign.periods:
            yield unknown("Q403", period, campaign.known_periods, ("documents", period))
    for path, paper in papers(campaign):
        period, name = path[1], PAPERS[paper.document]
        if paper.bloc is not None and paper.bloc not in campaign.blocs:
            yield unknown("Q402", paper.bloc, known_blocs, (*path, "bloc"))
        if (key := (period, paper.document, paper.bloc)) in seen:
            told: dict[str, str | Text] = {"name": name, "bloc": _of_bloc(paper.bloc)}
            yield Problem("Q438", told, paper.document, path=(*path, "document"))
        seen.add(key)
        first = campaign.periods[period].from_ if period in campaign.periods else None
        if paper.date is not None and first is not None and paper.date < first:
            told = {"name": name, "day": day(first)}
            yield Problem("Q439", told, day(paper.date), path=(*path, "date"))


def _of_bloc(bloc: str | None) -> Text:
    return Text(f" của khối `{bloc}`", f" of the bloc `{bloc}`") if bloc else Text("", "")
