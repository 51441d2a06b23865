"""What people typed as ids: blocs, units, stages, periods by id or by name, and what a shell completes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.checking_checks import unknown_checker
from qcdc_cli.campaign.file_lookup import find_campaign
from qcdc_cli.campaign.groupings import groupings_here, is_grouping
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.loading import load_rubrics, read_campaign_file
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.validation import validate
from qcdc_cli.commands.usage import refuse_together
from qcdc_cli.language import terms
from qcdc_cli.language.names import Known, fold, nearest
from qcdc_cli.problems import CATALOGUE, Problem, QcdcError


def bloc_ids(campaign: Campaign, bloc: str | None) -> tuple[str, ...]:
    """Return the ids of the blocs to work on: the one asked for, by id or name, or all."""
    return tuple(campaign.blocs) if bloc is None else (_id("Q402", bloc, _names(campaign.blocs)),)


def unit_id(campaign: Campaign, unit: str) -> str:
    """Return the id of the unit asked for, by id or by name."""
    if unit not in campaign.units and (found := campaign.units_by_name.get(fold(unit))) is not None:
        return found
    return _id("Q401", unit, campaign.unit_names)


def units_called(campaign: Campaign, words: Sequence[str]) -> list[str]:
    """Return the ids of the units that words name, by id or by name; nothing where no word names one.

    Raises:
        QcdcError: Q401 for words that name none, where another one does.
    """
    names = {fold(name): unit for unit, name in campaign.unit_names.items()}
    found = [word if word in campaign.units else names.get(fold(word)) for word in words]
    if not any(found):
        return []
    known = Known(campaign.unit_names)
    missing = [word for word, unit in zip(words, found, strict=True) if unit is None]
    if missing:
        raise QcdcError(*(unknown("Q401", word, known, ()) for word in missing), could_not_run=True)
    return [unit for unit in found if unit is not None]


def stage_id(campaign: Campaign, stage: str | None) -> str | None:
    """Return the id of the stage asked for, by id or by name; None where none was."""
    return None if stage is None else _id("Q404", stage, {entry.id: entry.name for entry in campaign.stages})


def period_id(campaign: Campaign, period: str | None) -> str:
    """Return the id of the period asked for, by id or by name; the current one where none was."""
    return campaign.period if period is None else _id("Q403", period, _names(campaign.periods))


def checker_id(campaign: Campaign, checker: str) -> str:
    """Return the id of the checker asked for, by id or by a name that nobody shares (Q849)."""
    called = campaign.checkers_called(checker)
    if len(called) == 1:
        return called[0]
    raise QcdcError(unknown_checker(campaign, checker, ()), could_not_run=True)


def unit_and_bloc(campaign: Campaign, wanted: str) -> tuple[str, str]:
    """Return the ids of a unit, asked for by id or name, and of its bloc; refuse a unit outside all blocs (Q411)."""
    unit = unit_id(campaign, wanted)
    bloc = campaign.bloc_of(unit)
    if bloc is None:
        raise QcdcError(Problem("Q411", {"unit": unit}), could_not_run=True)
    return unit, bloc


def maybe_unit_and_bloc(campaign: Campaign, unit: str | None, bloc: str | None) -> tuple[str | None, str | None]:
    """Return the ids of the unit asked for and of its bloc, else no unit and the bloc as typed; refuse both (Q909)."""
    refuse_together({"--bloc": bloc is not None, str(terms.UNIT_VALUE): unit is not None}, "--bloc")
    return (None, bloc) if unit is None else unit_and_bloc(campaign, unit)


def refuse_unknown_grouping(campaign: Campaign, word: str) -> None:
    """Refuse (Q918) to sum up by what the campaign does not have."""
    if not is_grouping(campaign, word):
        known = Known(groupings_here(campaign))
        problem = Problem("Q918", {"found": word}, word, known.listed, known.nearest(word))
        raise QcdcError(problem, could_not_run=True)


def node_id(rubric: Rubric, typed: str) -> str:
    """Return the id of the criterion or group asked for, by id or label.

    Raises:
        QcdcError: Q409 for what the rubric does not have, Q553 for a label that several have.
    """
    try:
        node = rubric.find_typed(typed)
    except QcdcError as refused:
        raise QcdcError(*refused.problems, could_not_run=True) from None
    if node is None:
        ids = dict.fromkeys(node.id for node, _ in rubric.nodes())
        raise QcdcError(unknown("Q409", typed, Known(ids), ()), could_not_run=True)
    return node.id


def criteria_below(rubrics: Mapping[str, Rubric], blocs: Sequence[str], typed: str) -> dict[str, frozenset[str]]:
    """Return by bloc the ids of a criterion, or of those in a group, asked for by id or label; none where it has none.

    Raises:
        QcdcError: Q409 for what no bloc's rubric has, Q553 for a label that several have.
    """
    found: dict[str, frozenset[str]] = {}
    refused: QcdcError | None = None
    for bloc in blocs:
        rubric = rubrics[bloc]
        found[bloc] = frozenset()
        try:
            identity = node_id(rubric, typed)
        except QcdcError as problem:
            refused = refused or problem
            continue
        below = (leaf for leaf in rubric.leaves if identity in (leaf.criterion.id, *(one.id for one in leaf.groups)))
        found[bloc] = frozenset(leaf.criterion.id for leaf in below)
    if refused is not None and not any(found.values()):
        raise refused
    return found


def problem_code(code: str) -> str:
    """Return a problem's code, however its case was typed, or refuse it (Q907)."""
    if code.upper() in CATALOGUE:
        return code.upper()
    raise QcdcError(Problem("Q907", {"found": code}, code, nearest=nearest(code, CATALOGUE)), could_not_run=True)


def _names(named: Mapping[str, object]) -> dict[str, str]:
    return {identity: str(getattr(thing, "name", identity)) for identity, thing in named.items()}


def _id(code: str, wanted: str, names: Mapping[str, str]) -> str:
    if wanted in names:
        return wanted
    folded = fold(wanted)
    for identity, name in names.items():
        if fold(name) == folded:
            return identity
    raise QcdcError(unknown(code, wanted, Known(names), ()), could_not_run=True)


def campaign_to_complete(start: Path) -> Campaign | None:
    """Return the campaign for shell completion, or None; completion never complains."""
    try:
        return validate(read_campaign_file(find_campaign(start)), Campaign)[0]
    except QcdcError:
        return None


def criteria_to_complete(start: Path) -> Iterator[str]:
    """Yield all criterion ids of the campaign's rubrics, for shell completion."""
    try:
        loaded = load_rubrics(start)
    except QcdcError:
        return
    if isinstance(loaded, Loaded):
        yield from dict.fromkeys(leaf.criterion.id for rubric in loaded.rubrics.values() for leaf in rubric.leaves)
