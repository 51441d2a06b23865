"""What several commands do between their options and their result: load, refuse, choose what was asked for."""

import gc
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.file_lookup import find_campaign, shown
from qcdc_cli.campaign.loaded import Loaded, Owner, Source
from qcdc_cli.campaign.loading import check, load, load_rubrics
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.validation import validate
from qcdc_cli.commands.messages import tell
from qcdc_cli.commands.progress import reading
from qcdc_cli.commands.settings import folder
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import fold, nearest
from qcdc_cli.problems import CATALOGUE, Problem, QcdcError
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Mapping


_OTHER_BLOC = Text("Các phiếu đã cho thuộc khối: {blocs}.", "The given sheets are of the bloc: {blocs}.")


@contextmanager
def without_collector() -> Iterator[None]:
    """Load without the cyclic garbage collector: millions of new objects, none of them in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def with_collector() -> Iterator[None]:
    """Go through workbooks with the cyclic garbage collector: each is full of cycles, and would stay until the end.

    What is loaded already stays as it is, and is not looked at again.
    """
    was = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was:
            gc.disable()


def loaded(sheets: Sequence[str] | None = None, rubric: str | None = None) -> Loaded:
    """Load what a command was asked to work on."""
    with without_collector(), reading() as progress:
        return load(Source(folder(), tuple(sheets or ()), rubric), progress)


def campaign_of(work: Loaded) -> Campaign:
    """Return the campaign, or refuse with what is wrong with its file."""
    if work.campaign is None:
        raise QcdcError(*work.problems)
    return work.campaign


def peek() -> Campaign | None:
    """Return the campaign for shell completion, or None; completion never complains."""
    try:
        file = find_campaign(folder()) / CAMPAIGN_FILE
    except QcdcError:
        return None
    return validate(Document.read(file, shown(file)), Campaign)[0]


def chosen_blocs(campaign: Campaign, bloc: str | None) -> tuple[str, ...]:
    """Return the ids of the blocs to work on: the one asked for, by id or name, or all."""
    return tuple(campaign.blocs) if bloc is None else (_chosen("Q402", bloc, _names(campaign.blocs)),)


def chosen_unit(campaign: Campaign, unit: str) -> str:
    """Return the id of the unit asked for, by id or by name."""
    return _chosen("Q401", unit, dict(campaign.units))


def chosen_stage(campaign: Campaign, stage: str | None) -> str | None:
    """Return the id of the stage asked for, by id or by name; None where none was."""
    return None if stage is None else _chosen("Q404", stage, {entry.id: entry.name for entry in campaign.stages})


def chosen_period(campaign: Campaign, period: str | None) -> str:
    """Return the id of the period asked for, by id or by name; the current one where none was."""
    return campaign.period if period is None else _chosen("Q403", period, _names(campaign.periods))


def _names(named: "Mapping[str, object]") -> dict[str, str]:
    return {identity: str(getattr(thing, "name", identity)) for identity, thing in named.items()}


def _chosen(code: str, wanted: str, names: dict[str, str]) -> str:
    if wanted in names:
        return wanted
    for identity, name in names.items():
        if fold(name) == fold(wanted):
            return identity
    raise QcdcError(unknown(code, wanted, names, ()), could_not_run=True)


def scoring_input(
    work: Loaded,
    *,
    period: str | None,
    stage: str | None,
    strict: bool,
    bloc: str | None = None,
    given: bool = False,
    about: Collection[str] | None = None,
) -> ScoringInput:
    """Return what results are computed from, or refuse with every problem that concerns it.

    Args:
        work: what was loaded.
        period: the period asked for; None for the current one, or the one that all given sheets are of.
        stage: the latest stage to count, or None for all.
        strict: whether warnings forbid computing too.
        bloc: the bloc asked for, or None for all; problems of other blocs' files do not matter then.
        given: whether sheets were named; then one of them at least must be of the period.
        about: the only units that matter; problems of other units' sheets do not, then.
    """
    campaign = campaign_of(work)
    wanted = chosen_blocs(campaign, bloc)
    asked_stage = chosen_stage(campaign, stage)
    latest = len(campaign.stages) - 1
    if asked_stage is not None:
        latest = [entry.id for entry in campaign.stages].index(asked_stage)
    from_sheets = given and period is None
    period_used = _period_of_given(work, wanted) if from_sheets else chosen_period(campaign, period)
    problems = about_units(work, work.problems_of(wanted, period_used), about)
    if any(problem.is_error for problem in problems):
        raise QcdcError(*problems)
    if given and not any(owner.period == period_used for owner in _asked(work, wanted)):
        raise QcdcError(_nothing_given(work, period_used, bloc), could_not_run=True)
    if strict and problems:
        raise QcdcError(*problems, Problem("Q911", {"number": str(len(problems))}))
    if problems:
        _mention(problems)
    return ScoringInput(campaign, work.rubrics, work.rubric_places, work.sheets, period_used, latest)


def about_units(work: Loaded, problems: Sequence[Problem], units: Collection[str] | None) -> tuple[Problem, ...]:
    """Return the problems that concern these units' sheets, or no unit's sheet; all of them for None."""

    def concerns(problem: Problem) -> bool:
        owner = work.owners.get(problem.place.path) if problem.place is not None else None
        return owner is None or owner.unit in (units or ())

    return tuple(problem for problem in problems if units is None or concerns(problem))


def not_together(said: "Mapping[str, bool]", one: str) -> None:
    """Refuse (Q909) an option beside one that it contradicts.

    Args:
        said: whether each of the options was given.
        one: the option that stands beside none of the others.
    """
    other = next((name for name, given in said.items() if given and name != one), None)
    if said[one] and other is not None:
        raise QcdcError(Problem("Q909", {"found": one, "option": other}, one), could_not_run=True)


def _asked(work: Loaded, blocs: Sequence[str]) -> list[Owner]:
    """Return whose sheets were named, as far as they belong to these blocs."""
    return [owner for owner in work.owners.values() if owner.asked and owner.bloc in blocs]


def _period_of_given(work: Loaded, blocs: Sequence[str]) -> str:
    """Return the period that the given sheets are of: the current one, unless all are of one other period.

    Sheets of other periods than the one that is used are named, never dropped in silence.
    """
    assert work.campaign is not None  # noqa: S101 - the caller has seen to it
    given = Counter(owner.period for owner in _asked(work, blocs) if owner.period in work.campaign.periods)
    if len(given) == 1:
        return next(iter(given))
    current = work.campaign.period
    if given and (work.folder is None or current not in given):  # no campaign says which of them is meant
        raise QcdcError(Problem("Q913", {"periods": ", ".join(sorted(given))}), could_not_run=True)
    for period in sorted(given.keys() - {current}):
        number = given[period]
        tell(
            say(
                f"Không dùng {number} phiếu của kỳ {period}; xem bằng --period {period}.",
                f"Not used: {number} sheet{'' if number == 1 else 's'} of {period}; see --period {period}.",
            )
        )
    return current


def _nothing_given(work: Loaded, period: str, bloc: str | None) -> Problem:
    assert work.campaign is not None  # noqa: S101 - the caller has seen to it
    asked = [owner for owner in work.owners.values() if owner.asked]
    periods = dict.fromkeys(owner.period for owner in asked)
    blocs = dict.fromkeys(owner.bloc for owner in asked)
    where: Text | str = "" if bloc is None else Text(f" trong khối `{bloc}`", f" in the bloc `{bloc}`")
    values = {"period": period, "bloc": where, "periods": ", ".join(periods) or "–", "blocs": ", ".join(blocs)}
    if period in periods:
        return Problem("Q910", values, period, fix=_OTHER_BLOC)
    return Problem("Q910", values, period)


def _mention(problems: Sequence[Problem]) -> None:
    number = len(problems)
    tell(
        say(
            f"Có {number} cảnh báo; xem bằng `qcdc check`.",
            f"{number} warning{'' if number == 1 else 's'}; `qcdc check` shows more.",
        )
    )


def rubrics_of(bloc: str | None) -> "tuple[Campaign, Mapping[str, Rubric]]":
    """Return the campaign and the rubrics of the bloc asked for, or of all; refuse one that has errors."""
    work = load_rubrics(folder())
    if work.campaign is None:
        raise QcdcError(*work.problems)
    if any(identity not in work.rubrics for identity in chosen_blocs(work.campaign, bloc)):
        raise QcdcError(*work.errors)
    return work.campaign, work.rubrics


def chosen_units(work: Loaded, scoring_input: ScoringInput, bloc: str | None, *, given: bool) -> list[str]:
    """Return the units to score, in the campaign's order: those whose sheets were given, or all."""
    blocs = chosen_blocs(scoring_input.campaign, bloc)
    units = [unit for identity in blocs for unit in scoring_input.campaign.blocs[identity].units]
    if not given:
        return units
    asked = {owner.unit for owner in _asked(work, blocs) if owner.period == scoring_input.period}
    return [unit for unit in units if unit in asked]


def unit_and_bloc(work: Loaded, wanted: str) -> tuple[str, str]:
    """Return the ids of a unit, asked for by id or name, and of its bloc; refuse a unit outside all blocs."""
    campaign = campaign_of(work)
    unit = chosen_unit(campaign, wanted)
    bloc = campaign.bloc_of(unit)
    if bloc is None:
        raise QcdcError(Problem("Q411", {"unit": unit}), could_not_run=True)
    return unit, bloc


def known_node(rubric: Rubric, identity: str) -> None:
    """Refuse (Q409) an id that the rubric has neither as a criterion nor as a group."""
    if rubric.find(identity) is None:
        ids = dict.fromkeys([group.id for group, _ in rubric.groups()] + [leaf.criterion.id for leaf in rubric.leaves])
        raise QcdcError(unknown("Q409", identity, ids, ()), could_not_run=True)


def criterion_ids() -> list[str]:
    """Return all criterion ids of the campaign's rubrics, for shell completion."""
    try:
        rubrics = load(Source(folder())).rubrics
    except QcdcError:
        return []
    return list(dict.fromkeys(leaf.criterion.id for rubric in rubrics.values() for leaf in rubric.leaves))


def known_code(code: str) -> str:
    """Return a problem's code, however its case was typed, or refuse it (Q907)."""
    if code.upper() in CATALOGUE:
        return code.upper()
    raise QcdcError(Problem("Q907", {"found": code}, code, nearest=nearest(code, CATALOGUE)), could_not_run=True)


def checked(files: Sequence[str] | None, rubric: str | None) -> tuple[Problem, ...]:
    """Return every problem of the campaign, or of the files that were named (sheets and rubrics)."""
    with without_collector(), reading() as progress:
        return check(Source(folder(), tuple(files or ()), rubric), progress)
