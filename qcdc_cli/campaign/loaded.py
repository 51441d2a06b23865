"""What is to be loaded, and a campaign as far as it could be loaded."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.received_files import ReceivedFiles
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.problems import Locate, Problem

_NONE: Mapping[Any, Any] = MappingProxyType({})
_ABOUT_TIES = frozenset({"Q430", "Q431", "Q432", "Q433"})  # of one bloc, in a file that all share
Progress = Callable[[int, int], None]  # called with how many things are done, and of how many


class Source(NamedTuple):
    """What a command was asked to work on.

    Attributes:
        folder: where to look for the campaign.
        sheets: files, folders and patterns; none means the campaign's own sheets.
        rubric: a rubric for all of them in place of the blocs' own; needed where there is no campaign.
    """

    folder: Path = Path()
    sheets: tuple[str, ...] = ()
    rubric: str | None = None


class Owner(NamedTuple):
    """Whose sheet a file is.

    Attributes:
        bloc: the bloc that the unit competes in.
        unit: the unit's id.
        period: the period's id.
        asked: the command named this file, or no file at all.
    """

    bloc: str
    unit: str
    period: str
    asked: bool = True


class Unusable(NamedTuple):
    """A campaign whose own file cannot be used.

    Attributes:
        folder: the campaign's folder.
        problems: all problems of all its files, in order.
    """

    folder: Path
    problems: tuple[Problem, ...]


class Loaded(NamedTuple):
    """A campaign with as much of its files as could be read, and everything that is wrong with them.

    Attributes:
        campaign: the campaign.
        folder: the campaign's folder; None for loose sheets.
        rubrics: the rubric of every bloc whose rubric can be used, by the bloc's id.
        rubric_places: for each of these rubrics, what gives the place of a path in its file.
        sheets: the sheets that can be used, by unit and period; each knows the line of every mark.
        problems: all problems, in order.
        owners: whose sheet a file is, by the file's name; a file that is not in it matters to all blocs.
        files: the campaign's own file, and those of the rubrics with what they extend.
        received: who sent which file when, as the records of the campaign's imports say.
        rubric_replaced: whether one rubric was given in place of the blocs' own.
    """

    campaign: Campaign
    folder: Path | None
    rubrics: Mapping[str, Rubric] = _NONE
    rubric_places: Mapping[str, Locate] = _NONE
    sheets: Mapping[tuple[str, str], MarkedSheet] = _NONE
    problems: tuple[Problem, ...] = ()
    owners: Mapping[str, Owner] = _NONE
    files: tuple[Path, ...] = ()
    received: ReceivedFiles = ReceivedFiles()
    rubric_replaced: bool = False

    def problems_of(self, blocs: Sequence[str], period: str | None = None) -> tuple[Problem, ...]:
        """Return the problems that concern these blocs: their files' own, and those of shared files.

        Args:
            blocs: the blocs' ids.
            period: leave out what is only a warning about another period than this one.
        """
        chosen = frozenset(blocs)
        return tuple(problem for problem in self.problems if self._concerns(problem, chosen, period))

    def _concerns(self, problem: Problem, blocs: frozenset[str], period: str | None) -> bool:
        owner = self.owners.get(problem.place.path) if problem.place is not None else None
        about = owner.period if owner is not None else None
        bloc = owner.bloc if owner is not None else None
        if problem.code in ("Q617", "Q637"):  # a sheet that is not there has no file
            about, bloc = str(problem.values["period"]), self.campaign.bloc_of(str(problem.values["unit"]))
        if problem.code in _ABOUT_TIES:
            about, bloc = str(problem.values["period"]), str(problem.values["bloc"])
        if bloc is not None and bloc not in blocs:
            return False
        return problem.is_error or period is None or about is None or about == period

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid computing results."""
        return tuple(problem for problem in self.problems if problem.is_error)
