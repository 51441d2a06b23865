"""What commands do between a loaded campaign and a report: choose, refuse what is wrong, compute."""

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.commands.lookup import bloc_ids, period_id, stage_id
from qcdc_cli.commands.named_sheets import nothing_named, owners_of_named, period_of_named
from qcdc_cli.commands.options import folder
from qcdc_cli.commands.output import tell
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import in_sentence
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.process.sealing import SEALS
from qcdc_cli.render.report import (
    CardView,
    DocumentView,
    ExplanationView,
    ListReport,
    RankingView,
    Report,
    ScoresView,
    StatisticsView,
    View,
    WholeView,
)
from qcdc_cli.render.words.unit_notes import gaps, not_carried_lines, unvoted_notes
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc, score_units
from qcdc_cli.scoring.ranks_before import with_ranks_before
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput, blocs_needed

if TYPE_CHECKING:
    from qcdc_cli.process.sealing.seal import SealInForce
    from qcdc_cli.render.lists import List, Value


class Choice(NamedTuple):
    """What results were asked for.

    Attributes:
        bloc: a bloc, by id or name; None for all. Problems of other blocs' files do not matter then.
        period: a period, by id or name; None for the current one, or the one that all named sheets are of.
        stage: the latest stage to count, by id or name; None for all.
        strict: whether warnings and provisional results are refused.
        sheets_named: whether sheets were named; then one of them at least must be of the period.
        units: the only units that matter, by id; problems of other units' sheets do not, then. None for all.
        shown: the only units that are shown, by id, beside which others are still ranked; none for all.
        any_results: whether results of a sealed period may be others than the sealed ones: for what seals, and checks
            seals.
        blocs: the blocs, by id, where they are known already; none to go by `bloc`.
    """

    bloc: str | None = None
    period: str | None = None
    stage: str | None = None
    strict: bool = False
    sheets_named: bool = False
    units: Collection[str] | None = None
    shown: tuple[str, ...] = ()
    any_results: bool = False
    blocs: tuple[str, ...] = ()


class Session(NamedTuple):
    """A loaded campaign without errors where it matters, ready to compute what was asked for.

    Attributes:
        loaded: what was loaded.
        scoring_input: what results are computed from.
        blocs: the ids of the chosen blocs.
        choice: what was asked for.
        warnings: what is doubtful about the files.
        seals: by the bloc's id, the seal that the results agree with; nothing for a bloc that is not sealed.
        ranked: the chosen blocs' rankings, where they were needed to see that; None where they are still to be made.
    """

    loaded: Loaded
    scoring_input: ScoringInput
    blocs: tuple[str, ...]
    choice: Choice
    warnings: tuple[Problem, ...] = ()
    seals: "Mapping[str, SealInForce]" = MappingProxyType({})
    ranked: tuple[Ranking, ...] | None = None

    @property
    def campaign(self) -> Campaign:
        """The campaign."""
        return self.loaded.campaign

    def rankings(self) -> Report:
        """Rank the chosen blocs, with the ranks before, and report what could not be carried over to another rubric.

        Raises:
            QcdcError: Q912 for provisional rankings, where those are refused.
        """
        rankings = self._rankings()
        if not self.choice.sheets_named:  # else only some of the sheets of earlier periods may be there
            rankings = self._with_ranks_before(rankings)
        return self._checked(self._report(RankingView(), rankings))

    def scores(self, units: Sequence[str], *, detail: bool) -> Report:
        """Score units, and report what could not be carried over to another rubric.

        Args:
            units: the units' ids, those of a bloc together.
            detail: whether every criterion is shown; for a single one of named sheets it is anyway.

        Raises:
            QcdcError: Q912 for provisional scores, where those are refused.
        """
        view = ScoresView(detail or (self.choice.sheets_named and len(units) == 1))
        return self._checked(self._report(view, scores=self._scores(units)))

    def card(self) -> Report:
        """Rank the bloc of the only unit that is shown, and show the unit on a card; else as `rankings`."""
        ranked = self.rankings()
        return ranked._replace(view=CardView(), scores=self._scores(self.units(), ranked.rankings))

    def whole(self) -> Report:
        """Rank the chosen blocs, and score their units in the order of the rankings; else as `rankings`."""
        ranked = self.rankings()
        return ranked._replace(view=WholeView(), scores=self._scores(_units_of(ranked), ranked.rankings))

    def paper(self, kind: str) -> Report:
        """Rank the chosen blocs, and find out what went on around the results, for an official paper.

        Args:
            kind: which paper: a key of `campaign.papers.PAPERS`.
        """
        from qcdc_cli.commands.proceedings import proceedings_of

        whole = self.whole()
        return whole._replace(view=DocumentView(kind, proceedings_of(self, whole)))

    def statistics(self) -> Report:
        """Rank the chosen blocs, and find out what their marks say about the rubrics."""
        from qcdc_cli.scoring.statistics import statistics

        rankings = self._rankings()
        return self._report(StatisticsView(tuple(map(statistics, rankings))), rankings)

    def explanation(self, unit: str, identity: str | None) -> Report:
        """Score one unit beside the others of its bloc, the only one chosen, to explain a figure.

        Args:
            unit: the unit's id.
            identity: a criterion or group of the rubric; None for the total and the rank.
        """
        rankings = self._rankings()
        return self._report(ExplanationView(identity), rankings, self._scores([unit], rankings))

    def listed(
        self, lists: "tuple[List, ...]", facts: "Mapping[str, Value] | None" = None, on_screen: "tuple[List, ...]" = ()
    ) -> ListReport:
        """Report lists of what is behind the results of the chosen blocs, with their seals.

        Args:
            lists: the lists.
            facts: what programs are told besides, by its name.
            on_screen: the same in fewer lines for a screen.
        """
        of = self.scoring_input.period
        return ListReport(self.campaign, of, lists, facts or {}, on_screen, self.seals, self.blocs)

    def _report(
        self, view: View, rankings: tuple[Ranking, ...] = (), scores: Mapping[str, tuple[UnitScores, ...]] | None = None
    ) -> Report:
        period = self.scoring_input.period
        lost = _not_carried(self.loaded, period)
        return Report(self.campaign, period, view, rankings, scores or {}, self.warnings, lost, self.seals)

    def _with_ranks_before(self, rankings: tuple[Ranking, ...]) -> tuple[Ranking, ...]:
        found = with_ranks_before(self.scoring_input, rankings)
        if has_seals(self.loaded):
            from qcdc_cli.commands.sealing import refuse_other_earlier_results

            refuse_other_earlier_results(self, {one.before.period for one in found if one.before is not None})
        return found

    def _rankings(self) -> tuple[Ranking, ...]:
        return ranked(self.scoring_input, self.blocs) if self.ranked is None else self.ranked

    def _scores(self, units: Sequence[str], rankings: Sequence[Ranking] = ()) -> dict[str, tuple[UnitScores, ...]]:
        """Return what units get as of each stage, in their order, by the id of their bloc; from rankings if known."""
        by_bloc: dict[str, list[UnitScores]] = {}
        for unit in score_units(self.scoring_input, units, rankings):
            by_bloc.setdefault(unit.bloc_id, []).append(unit)
        return {identity: tuple(own) for identity, own in by_bloc.items()}

    def _checked(self, report: Report) -> Report:
        """Return a report, after refusing provisional results where asked to and naming marks that did not fit."""
        if self.choice.strict:
            _refuse_provisional(report)
        tell(*not_carried_lines(self.campaign, report.not_carried, _units_of(report)))
        return report

    def units(self) -> list[str]:
        """Return the units to score, in the campaign's order: those that were named, or whose sheets were, or all."""
        units = [unit for identity in self.blocs for unit in self.campaign.blocs[identity].units]
        if self.choice.shown:
            return [unit for unit in units if unit in self.choice.shown]
        if not self.choice.sheets_named:
            return units
        named = owners_of_named(self.loaded, self.blocs)
        of_period = {owner.unit for owner in named if owner.period == self.scoring_input.period}
        return [unit for unit in units if unit in of_period]


def start(loaded: Loaded, choice: Choice) -> Session:
    """Make ready to compute what was asked for, or refuse with every problem that concerns it."""
    campaign = loaded.campaign
    blocs = choice.blocs or bloc_ids(campaign, choice.bloc)
    stages = [entry.id for entry in campaign.stages]
    stage = stage_id(campaign, choice.stage)
    latest = len(stages) - 1 if stage is None else stages.index(stage)
    from_sheets = choice.sheets_named and choice.period is None
    period = period_of_named(loaded, blocs) if from_sheets else period_id(campaign, choice.period)
    problems = _about_units(loaded, loaded.problems_of(blocs_needed(loaded.rubrics, blocs), period), choice.units)
    if any(problem.is_error for problem in problems):
        raise QcdcError(*(problem for problem in problems if not problem.is_note))  # a note is nothing to mend
    if choice.sheets_named and not any(owner.period == period for owner in owners_of_named(loaded, blocs)):
        raise QcdcError(nothing_named(loaded, period, choice.bloc), could_not_run=True)
    warnings = [problem for problem in problems if not problem.is_note]
    if choice.strict and warnings:
        raise QcdcError(*warnings, Problem("Q911", {"number": str(len(warnings))}))
    if warnings:
        _mention(warnings, loaded.folder)
    scoring_input = ScoringInput(campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, period, latest)
    session = Session(loaded, scoring_input, blocs, choice, problems)
    if choice.any_results or not has_seals(loaded):
        return session
    from qcdc_cli.commands.sealing import as_sealed

    return as_sealed(session)


def has_seals(loaded: Loaded) -> bool:
    """Return whether anything is sealed in a campaign, without reading it."""
    return loaded.folder is not None and os.path.isdir(loaded.folder / SEALS)  # noqa: PTH112 - faster


def ranked(scoring_input: ScoringInput, blocs: Sequence[str]) -> tuple[Ranking, ...]:
    """Return the rankings of some blocs."""
    all_blocs = AllBlocs(scoring_input)
    return tuple(rank_bloc(scoring_input, identity, all_blocs) for identity in blocs)


def start_all(*asked: tuple[Loaded, Choice]) -> tuple[Session, ...]:
    """Make ready to compute what was asked for of several campaigns or periods, or refuse with the problems of all."""
    ready: list[Session] = []
    problems: list[Problem] = []
    for loaded, choice in asked:
        try:
            ready.append(start(loaded, choice))
        except QcdcError as refused:
            if refused.could_not_run:
                raise
            problems += refused.problems
    if problems:
        raise QcdcError(*in_order(problems))
    return tuple(ready)


def _units_of(report: Report) -> list[str]:
    """Return the ids of the units that were ranked, or else scored."""
    ranked = [standing.result.unit for one in report.rankings for standing in one.standings]
    return ranked or [unit.counted.unit for unit in report.units]


def _about_units(loaded: Loaded, problems: Sequence[Problem], units: Collection[str] | None) -> tuple[Problem, ...]:
    """Return the problems that concern these units' sheets, or no unit's sheet; all of them for None."""

    def concerns(problem: Problem) -> bool:
        owner = loaded.owners.get(problem.place.path) if problem.place is not None else None
        return owner is None or owner.unit in (units or ())

    return tuple(problem for problem in problems if units is None or concerns(problem))


def _mention(problems: Sequence[Problem], of: Path | None) -> None:
    number, command = len(problems), "qcdc check"
    if of is not None and not Path(os.path.realpath(folder())).is_relative_to(of):  # the other campaign of a comparison
        command = f"qcdc check -C {display_path(of)}"
    tell(
        say(
            f"Có {number} cảnh báo; chạy `{command}` để xem.",
            f"{number} warning{'' if number == 1 else 's'}; `{command}` shows more.",
        )
    )


def _not_carried(loaded: Loaded, period: str) -> Mapping[str, Sequence[str]]:
    """Return by unit the criteria whose marks did not fit another rubric (Q625), as it shows them, else their ids."""
    lost: dict[str, list[str]] = {}
    blocs = {} if loaded.campaign is None else loaded.campaign.bloc_by_unit
    for problem in loaded.problems:
        owner = loaded.owners.get(problem.place.path) if problem.code == "Q625" and problem.place is not None else None
        if owner is not None and owner.period == period:
            ids = lost.setdefault(owner.unit, [])
            identity = str(problem.values["id"])
            node = loaded.rubrics[blocs[owner.unit]].find(identity)
            shown = identity if node is None else node.shown
            if shown not in ids:
                ids.append(shown)
    return lost


def _refuse_provisional(report: Report) -> None:
    """Refuse (Q912) results that are not final: one problem per unit that lacks marks, one for all sheets missing."""
    results = [(one.result, ranking.reached) for ranking in report.rankings for one in ranking.standings]
    problems: list[Problem] = []
    absent: list[str] = []
    for result, reached in results or [(unit.counted, unit.reached) for unit in report.units]:
        name = report.campaign.unit_name(result.unit)
        if not result.provisional:
            continue
        if result.sheet is None:
            absent.append(name)
        elif missing := gaps(name, result, report.campaign.stages[reached].name):
            problem = Problem("Q912", {"missing": "; ".join(missing)})
            problems.append(problem.at(Place(result.sheet.place(()).path)))
    if absent:
        names = in_sentence(*absent)
        missing_sheets = Text(f"chưa có phiếu của {names.vi}", f"no sheet from {names.en}")
        problems.append(Problem("Q912", {"missing": missing_sheets}))
    unvoted = (note for ranking in report.rankings for note in unvoted_notes(ranking))
    problems += [Problem("Q912", {"missing": note}) for note in unvoted]
    if problems:
        raise QcdcError(*problems)
