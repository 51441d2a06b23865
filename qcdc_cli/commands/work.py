"""What several commands do between their options and their result: load, refuse, choose what was asked for."""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.finding import find_campaign, shown
from qcdc_cli.campaign.loading import Loaded, Source, check, load
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.validation import validate
from qcdc_cli.commands.options import folder
from qcdc_cli.language import say
from qcdc_cli.language.names import fold, nearest
from qcdc_cli.problems import CATALOGUE, Problem, QcdcError
from qcdc_cli.scoring.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def loaded(sheets: Sequence[str] | None = None, rubric: str | None = None) -> Loaded:
    """Load what a command was asked to work on."""
    with without_collector():
        return load(Source(folder(), tuple(sheets or ()), rubric))


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


def _names(named: "Mapping[str, object]") -> dict[str, str]:
    return {identity: str(getattr(thing, "name", identity)) for identity, thing in named.items()}


def _chosen(code: str, wanted: str, names: dict[str, str]) -> str:
    if wanted in names:
        return wanted
    for identity, name in names.items():
        if fold(name) == fold(wanted):
            return identity
    raise QcdcError(unknown(code, wanted, names, ()), could_not_run=True)


def bench(work: Loaded, *, period: str | None, stage: str | None, strict: bool, bloc: str | None = None) -> Bench:
    """Return what results are computed from, or refuse with every problem that concerns it.

    Args:
        work: what was loaded.
        period: the period asked for, or None for the current one.
        stage: the latest stage to count, or None for all.
        strict: whether warnings forbid computing too.
        bloc: the bloc asked for, or None for all; problems of other blocs' files do not matter then.
    """
    campaign = work.campaign
    if campaign is None:
        raise QcdcError(*work.problems)
    wanted = chosen_blocs(campaign, bloc)
    problems = work.problems_of(wanted)
    if any(problem.is_error for problem in problems) or (strict and problems):
        raise QcdcError(*problems)
    if problems:
        _mention(problems)
    chosen_period = campaign.period if period is None else _chosen("Q403", period, _names(campaign.periods))
    stages = {entry.id: entry.name for entry in campaign.stages}
    latest = len(stages) - 1 if stage is None else list(stages).index(_chosen("Q404", stage, stages))
    return Bench(campaign, work.rubrics, work.rubric_places, work.sheets, chosen_period, latest)


def _mention(problems: Sequence[Problem]) -> None:
    number = len(problems)
    print(  # noqa: T201
        say(
            f"Có {number} cảnh báo; xem bằng `qcdc check`.",
            f"{number} warning{'' if number == 1 else 's'}; `qcdc check` shows more.",
        ),
        file=sys.stderr,
    )


def chosen_units(bench: Bench, bloc: str | None, *, given: bool) -> list[str]:
    """Return the units to score, in the campaign's order: those whose sheets were given, or all."""
    blocs = chosen_blocs(bench.campaign, bloc)
    units = [unit for identity in blocs for unit in bench.campaign.blocs[identity].units]
    if not given:
        return units
    return [unit for unit in units if (unit, bench.period) in bench.sheets]


def unit_and_bloc(work: Loaded, wanted: str) -> tuple[str, str]:
    """Return the ids of a unit, asked for by id or name, and of its bloc; refuse a unit outside all blocs."""
    if work.campaign is None:
        raise QcdcError(*work.problems)
    unit = chosen_unit(work.campaign, wanted)
    bloc = work.campaign.bloc_of(unit)
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
        rubrics = loaded().rubrics
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
    with without_collector():
        return check(Source(folder(), tuple(files or ()), rubric))
