"""What a command shows: one report, handed to the format that the registry of formats names.

An output takes a report and the options of the run, and gives pieces of a text, or bytes. It computes no figure.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.problems import Problem
from qcdc_cli.render.words.names import subject_of
from qcdc_cli.scoring.result import Ranking, UnitScores

if TYPE_CHECKING:  # most commands need none of these
    from qcdc_cli.process.proceedings import Proceedings
    from qcdc_cli.process.sealing.seal import SealInForce
    from qcdc_cli.render.lists import List, RankChart, Value
    from qcdc_cli.scoring.across import Across
    from qcdc_cli.scoring.rollup import Rollup
    from qcdc_cli.scoring.statistics import Statistics

_NONE: Mapping[str, Any] = MappingProxyType({})


class RankingView:
    """Each bloc's ranking by itself."""


class AcrossView(NamedTuple):
    """The units of all blocs that share a rubric in one ranking.

    Attributes:
        across: a ranking for each rubric.
    """

    across: "tuple[Across, ...]"


class RollupView(NamedTuple):
    """Blocs summed up.

    Attributes:
        rollup: the lines, and all of them together.
    """

    rollup: "Rollup"


class ScoresView(NamedTuple):
    """What units get as of each stage.

    Attributes:
        detail: whether every criterion of every unit is shown, too.
    """

    detail: bool = False


class CardView:
    """What the report's only unit gets, on a card: its groups, then each criterion that lost points, the most first."""


class ExplanationView(NamedTuple):
    """Why one figure of the report's only unit is what it is.

    Attributes:
        identity: a criterion or group of the rubric; None for the total and the rank.
    """

    identity: str | None = None


class StatisticsView(NamedTuple):
    """What the units' marks say about the rubric.

    Attributes:
        statistics: those of each bloc.
    """

    statistics: "tuple[Statistics, ...]"


class WholeView:
    """The report of a bloc or of several, with everything in it."""


class DocumentView(NamedTuple):
    """An official paper on the report, or letters to its units.

    Attributes:
        kind: which paper: a key of `campaign.papers.PAPERS`.
        proceedings: what went on around the results.
    """

    kind: str
    proceedings: "Proceedings"


View = (
    RankingView
    | AcrossView
    | RollupView
    | ScoresView
    | CardView
    | ExplanationView
    | StatisticsView
    | WholeView
    | DocumentView
)


class Report(NamedTuple):
    """Results, and what of them is shown.

    Attributes:
        campaign: the campaign.
        period: the period's id.
        view: what is shown: what the command was asked.
        rankings: the rankings of the chosen blocs, as of the stage that was asked for.
        scores: what units get as of each stage, by the id of their bloc: for a view of whole blocs in the order
            of the ranking, else in the campaign's.
        problems: the warnings about what the results rest on.
        not_carried: by unit, what criteria are shown as whose marks did not fit another rubric (Q625) and are blank.
        seals: by the bloc's id, the seal that the results agree with; nothing for a bloc that is not sealed.
    """

    campaign: Campaign
    period: str
    view: View
    rankings: tuple[Ranking, ...] = ()
    scores: Mapping[str, tuple[UnitScores, ...]] = _NONE
    problems: tuple[Problem, ...] = ()
    not_carried: Mapping[str, Sequence[str]] = _NONE
    seals: "Mapping[str, SealInForce]" = _NONE

    @property
    def units(self) -> tuple[UnitScores, ...]:
        """What all units get, bloc by bloc."""
        return tuple(unit for own in self.scores.values() for unit in own)


class RubricReport(NamedTuple):
    """Rubrics by themselves, without results.

    Attributes:
        rubrics: the rubrics.
    """

    rubrics: tuple[Rubric, ...]


class ListReport(NamedTuple):
    """Lists of what goes on around the numbers: progress, evidence, who checks whom.

    Attributes:
        campaign: the campaign; None for lists of none, such as of what differs in two rubrics.
        period: the period's id; "" for what is of no single period.
        lists: the lists, in the order in which they are shown.
        facts: what programs are told besides, by its name: the stage, a number drawn.
        on_screen: the same in fewer lines, which a screen shows in the place of the lists; () where they are short.
        seals: by the bloc's id, the seal that the results behind the lists agree with.
        blocs: the ids of the blocs whose results stand behind the lists; () for what rests on no results.
        charts: charts of the same, which a page shows before the lists.
    """

    campaign: Campaign | None
    period: str
    lists: "tuple[List, ...]"
    facts: "Mapping[str, Value]" = _NONE
    on_screen: "tuple[List, ...]" = ()
    seals: "Mapping[str, SealInForce]" = _NONE
    blocs: tuple[str, ...] = ()
    charts: "tuple[RankChart, ...]" = ()

    @property
    def subject(self) -> tuple[str, ...]:
        """What the lists are about: the name of the campaign, where they are of one, and that of the period."""
        return () if self.campaign is None else subject_of(self.campaign, self.period)


class ProblemReport(NamedTuple):
    """What is wrong with files, without results.

    Attributes:
        problems: the problems, in order.
    """

    problems: tuple[Problem, ...]


AnyReport = Report | RubricReport | ListReport | ProblemReport


class Options(NamedTuple):
    """How an output is made, beyond what it shows; each output takes of it what it needs.

    Attributes:
        width: how many cells a line of the screen has; None for no limit (a pipe, a file).
        color: whether to add styles to a text; they never carry meaning of their own.
        bars: whether the screen shows bars.
        made: the moment that the output is made, where that is to be said.
        files: gives, for some blocs by their ids, the names of the files that their results rest on, each with its
            SHA-256 digest.
        template: the layout to fill, for the output that fills one.
        public: whether what is internal is left out: notes, evidence files' names, appeals that are not decided.
        progress: is called with how many units have been written, and of how many.
        tell: prints a line that people should know about the output.
    """

    width: int | None = None
    color: bool = False
    bars: bool = False
    made: datetime | None = None
    files: Callable[[Collection[str]], tuple[tuple[str, str], ...]] = lambda _blocs: ()
    template: Path | None = None
    public: bool = False
    progress: Progress | None = None
    tell: Callable[[str], None] = lambda _line: None
