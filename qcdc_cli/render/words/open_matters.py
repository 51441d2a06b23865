"""What is still open in a ranking, in words: why a seal waits for it, and what a provisional one says was open."""

from collections.abc import Iterator
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.problems import Place
from qcdc_cli.render.words.names import unit_name, units_in_sentence
from qcdc_cli.render.words.unit_notes import gaps, undecided_text
from qcdc_cli.scoring.result import Ranking


class OpenMatter(NamedTuple):
    """Something that is still open.

    Attributes:
        text: what it is.
        place: the sheet that it is about; None where it is about none.
    """

    text: str
    place: Place | None = None


def open_matters(ranking: Ranking) -> Iterator[OpenMatter]:
    """Yield what is open in a bloc's ranking: missing sheets, marks and verifications, appeals, ties, ballots.

    Args:
        ranking: the bloc's ranking.
    """
    campaign, stage = ranking.campaign, ranking.campaign.stages[ranking.reached].name
    results = [standing.result for standing in ranking.standings if standing.result.provisional]
    for result in results:
        if result.sheet is not None:
            lines = gaps(unit_name(campaign, result.unit), result, stage)
            yield OpenMatter("; ".join(lines), Place(result.sheet.place(()).path))
    if absent := [result.unit for result in results if result.sheet is None]:
        names = units_in_sentence(campaign, absent)
        yield OpenMatter(say(f"chưa có phiếu của {names}", f"no sheet from {names}"))
    for one in ranking.undecided:
        if not one.final:
            yield OpenMatter(undecided_text(one, ranking))
