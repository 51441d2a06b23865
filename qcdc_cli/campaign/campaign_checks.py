"""Does a campaign agree with itself and with its rubrics? Pure: findings carry paths, not places."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise

from qcdc_cli.campaign.campaign import Bloc, Campaign
from qcdc_cli.campaign.deciding import ALL, BLOC
from qcdc_cli.campaign.groupings import grouping_problems
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import Claim, Group, criteria_in
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text
from qcdc_cli.language.figures import day, figure
from qcdc_cli.language.names import Known, first_words
from qcdc_cli.problems import Path, Problem

# Keys that an entry of a sheet has besides its stages, so that no stage can be called so.
ENTRY_KEYS = ("evidence", "not_applicable", "unassigned", "appeals")
_NO_DAY = Text("chưa ghi", "not written")
# What Windows takes for devices, whatever suffix stands behind.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def not_a_criterion(rubric: Rubric, identity: str, path: Path) -> Problem:
    """Return the problem of an id that no criterion has: a group's (Q602), or nothing's (Q601)."""
    node = rubric.find(identity)
    if isinstance(node, Group):
        return Problem(
            "Q602",
            {"found": identity, "children": first_words(criteria_in(node), what="tiêu chí")},
            found=identity,
            path=path,
        )
    problem = unknown("Q601", identity or "…", rubric.known_criteria, path)
    meant = [one.id for one in rubric.labelled(identity) if not isinstance(one, Group)]
    return problem._replace(nearest=meant[0]) if len(meant) == 1 else problem


def unknown(code: str, found: str, known: Known, path: Path) -> Problem:
    """Return the problem of an id that is not known, with those that are and the nearest of them."""
    return Problem(code, {"found": found}, found, known.listed, known.nearest(found), path=path)


def campaign_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield everything that contradicts itself in a campaign file, with paths in it."""
    if campaign.period not in campaign.periods:
        yield unknown("Q403", campaign.period, campaign.known_periods, ("period",))
    for identity, period in campaign.periods.items():
        if period.from_ is not None and period.to is not None and period.to < period.from_:
            yield Problem("Q408", found=period.to.isoformat(), path=("periods", identity, "to"))
        yield from _deadlines(campaign, identity)
    stages: set[str] = set()
    for number, stage in enumerate(campaign.stages):
        if stage.id in ENTRY_KEYS:
            yield Problem("Q413", {"found": stage.id}, stage.id, path=("stages", number, "id"))
        if stage.id in stages:
            yield Problem("Q405", {"found": stage.id}, stage.id, path=("stages", number, "id"))
        stages.add(stage.id)
    if not campaign.blocs:
        yield Problem("Q308", {"key": "blocs"}, path=("blocs",))
    bloc_of: dict[str, str] = {}
    for identity, bloc in campaign.blocs.items():
        yield from _bloc(campaign, identity, bloc, bloc_of)
    yield from _lots(campaign)
    yield from _file_names(campaign)
    yield from grouping_problems(campaign)


def _deadlines(campaign: Campaign, identity: str) -> Iterator[Problem]:
    """Yield days by which a period's stages are due, or it was closed, that contradict each other."""
    period = campaign.periods[identity]
    path: Path = ("periods", identity)
    for key, earlier_than in (("opens", "Q861"), ("due", "Q437")):
        yield from _days_of_stages(campaign, getattr(period, key), (*path, key), earlier_than)
    for number, stage in enumerate(campaign.stages):
        opens, due = campaign.opens_on(identity, number), campaign.due_of(identity, number)
        if opens is not None and due is not None and due < opens:
            place = (*path, "opens", stage.id) if isinstance(period.opens, dict) else (*path, "opens")
            yield Problem("Q860", {"stage": stage.id, "day": day(due)}, opens.isoformat(), path=place)
    due = campaign.due_of(identity)
    if period.appeals is not None and due is not None and period.appeals < due:
        yield Problem("Q878", {"day": day(due)}, period.appeals.isoformat(), path=(*path, "appeals"))
    if period.closed is None:
        return
    if due is None or period.closed <= due:
        last = _NO_DAY if due is None else day(due)
        yield Problem("Q435", {"day": last}, period.closed.isoformat(), path=(*path, "closed"))


def _days_of_stages(
    campaign: Campaign, days: date | dict[str, date] | None, path: Path, code: str
) -> Iterator[Problem]:
    """Yield days that are none of a stage of the campaign's, or before that of an earlier stage."""
    if not isinstance(days, dict):
        return
    stages = {stage.id: number for number, stage in enumerate(campaign.stages)}
    known = Known(stages)
    for stage in days:
        if stage not in stages:
            yield unknown("Q404", stage, known, (*path, stage))
    in_turn = sorted((stages[stage], one, stage) for stage, one in days.items() if stage in stages)
    for (_, before, earlier), (_, after, stage) in pairwise(in_turn):
        if after < before:
            values = {"stage": stage, "earlier": earlier, "day": day(before)}
            yield Problem(code, values, after.isoformat(), path=(*path, stage))


def _file_names(campaign: Campaign) -> Iterator[Problem]:
    """Yield ids that files are named after, and that not every disk tells apart or can have as names."""
    stages = {stage.id: ("stages", number, "id") for number, stage in enumerate(campaign.stages)}
    named: tuple[Mapping[str, Path], ...] = (
        {identity: ("units", identity) for identity in campaign.units},
        {identity: ("blocs", identity) for identity in campaign.blocs},
        {identity: ("periods", identity) for identity in campaign.periods},
        {identity: ("checkers", identity) for identity in campaign.checkers},
        stages,
    )
    for paths in named:
        seen: dict[str, str] = {}
        for identity, path in paths.items():
            other = seen.setdefault(identity.lower(), identity)
            if other != identity:
                yield Problem("Q418", {"found": identity, "other": other}, identity, path=path)
            if not is_file_name(identity):
                yield Problem("Q419", {"found": identity}, identity, path=path)


def is_file_name(identity: str) -> bool:
    """Return whether Windows can have files named after an id: not `con`, `nul.x`, `com1`."""
    return identity.partition(".")[0].lower() not in _DEVICES


def _lots(campaign: Campaign) -> Iterator[Problem]:
    known_blocs = Known(campaign.blocs)
    for period, blocs in campaign.lots.items():
        if period not in campaign.periods:
            yield unknown("Q403", period, campaign.known_periods, ("lots", period))
        for identity, units in blocs.items():
            path: Path = ("lots", period, identity)
            if identity not in campaign.blocs:
                yield unknown("Q402", identity, known_blocs, path)
                continue
            own = dict.fromkeys(campaign.blocs[identity].units)
            known, drawn = Known(own), set[str]()
            for number, unit in enumerate(units):
                if unit not in own:
                    yield unknown("Q401", unit, known, (*path, number))
                elif unit in drawn:
                    yield Problem("Q405", {"found": unit}, unit, path=(*path, number))
                drawn.add(unit)


def _bloc(campaign: Campaign, identity: str, bloc: Bloc, bloc_of: dict[str, str]) -> Iterator[Problem]:
    if not bloc.units:
        yield Problem("Q308", {"key": "units"}, path=("blocs", identity, "units"))
    for number, unit in enumerate(bloc.units):
        path: Path = ("blocs", identity, "units", number)
        if unit not in campaign.units:
            yield unknown("Q401", unit, campaign.known_units, path)
        elif bloc_of.get(unit) == identity:
            yield Problem("Q405", {"found": unit}, unit, path=path)
        elif unit in bloc_of:
            yield Problem("Q410", {"found": unit, "bloc": bloc_of[unit]}, unit, path=path)
        bloc_of.setdefault(unit, identity)
    for role in ("leader", "deputy", "pilot"):
        unit = getattr(bloc, role)
        if unit is not None and unit not in bloc.units:
            known = Known(bloc.units)
            values = {"found": unit, "bloc": identity}
            yield Problem("Q407", values, unit, known.listed, known.nearest(unit), path=("blocs", identity, role))


def assignment_problems(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield targets and unassigned criteria that name a criterion or a unit that does not exist.

    Args:
        campaign: the campaign.
        rubrics: the rubric of every bloc, by the bloc's id.
    """
    distinct = {id(rubric): rubric for rubric in rubrics.values()}  # many blocs share one
    criteria = {leaf.criterion.id: leaf.criterion for rubric in distinct.values() for leaf in rubric.leaves}
    ids = {key: frozenset(leaf.criterion.id for leaf in rubric.leaves) for key, rubric in distinct.items()}
    own = {name: ids[id(rubric)] for name, rubric in rubrics.items()}
    blocs = campaign.bloc_by_unit
    known_criteria = Known(criteria)
    complete = rubrics.keys() >= campaign.blocs.keys()  # a rubric that cannot be read may have the criterion
    for key, given in (("targets", campaign.targets), ("unassigned", campaign.unassigned)):
        for criterion, by_unit in given.items():
            if criterion not in criteria:
                if complete:
                    yield unknown("Q409", criterion, known_criteria, (key, criterion))
                continue
            for unit in by_unit:
                path: Path = (key, criterion, unit)
                bloc = blocs.get(unit, "")
                if unit not in campaign.units:
                    yield unknown("Q401", unit, campaign.known_units, path)
                elif bloc in own and criterion not in own[bloc]:
                    yield unknown("Q409", criterion, rubrics[bloc].known_criteria, path)
                elif key == "targets" and not criteria[criterion].kind.takes_target:
                    yield Problem("Q414", {"id": criterion, "kind": criteria[criterion].kind.title}, path=path)
                elif (
                    key == "unassigned"
                    and bloc in rubrics
                    and (criteria[criterion].unassigned or rubrics[bloc].unassigned) is None
                ):
                    yield not_said(State.UNASSIGNED, path)
    yield from _not_handed_in(campaign, rubrics)
    yield from _promises(campaign, rubrics)
    yield from _periods(campaign, rubrics)
    yield from _claiming_stages(campaign, rubrics)
    yield from starting_stages(campaign, rubrics)


def _not_handed_in(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield the disqualifier for handing in nothing where a bloc's rubric lacks it, or it cannot be used with that.

    Who handed in nothing has no total, so that only the last class, or no rank at all, can follow from it.
    """
    wanted, path = campaign.not_handed_in, ("not_handed_in",)
    stages = [stage.id for stage in campaign.stages]
    if wanted is None:
        return
    for rubric in {id(rubric): rubric for rubric in rubrics.values()}.values():
        known, entry = Known(rubric.disqualifiers), rubric.disqualifiers.get(wanted)
        values = {"found": wanted, "rubric": rubric.rubric}
        if all(leaf.start(stages) for leaf in rubric.leaves):
            yield Problem("Q425", {"rubric": rubric.rubric, "stage": stages[0]}, wanted, path=path)
        if entry is None:
            yield Problem("Q434", values, wanted, known.listed, known.nearest(wanted), path=path)
        elif not entry.unranks and entry.at_most != rubric.classification[-1].id:
            values |= {"at_most": entry.at_most or "–", "last": rubric.classification[-1].id}
            yield Problem("Q436", values, entry.at_most or "", path=path)


def _claiming_stages(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield stages that a rubric lets claim not applicable first, and that the campaign does not have."""
    stages = dict.fromkeys(stage.id for stage in campaign.stages)
    known = Known(stages)
    for identity, rubric in rubrics.items():
        rules = (rubric.not_applicable, *(leaf.criterion.not_applicable for leaf in rubric.leaves))
        wanted = dict.fromkeys(rule.claim for rule in rules if isinstance(rule, Claim))
        for stage in wanted:
            if stage not in stages:
                yield unknown("Q404", stage, known, ("blocs", identity, "rubric"))


def starting_stages(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield stages from which a rubric has something marked, and that the campaign does not have or has earlier.

    What stands in a group is marked no earlier than the group; and nobody claims before that that it is not applicable.
    """
    stages = [stage.id for stage in campaign.stages]
    known = Known(dict.fromkeys(stages))
    for identity, rubric in rubrics.items():
        path: Path = ("blocs", identity, "rubric")
        named = {(node.cited, node.from_): None for node, _ in rubric.nodes() if node.from_ is not None}
        for name, stage in named:
            if stage not in stages:
                values = {"id": name, "found": stage, "rubric": rubric.rubric}
                yield Problem("Q427", values, stage, known.listed, known.nearest(stage), path=path)
        too_early: dict[tuple[str, str, str], None] = {}
        for leaf in rubric.leaves:
            start, above = leaf.start(stages), ""
            for node in (*leaf.groups, leaf.criterion):
                if node.from_ in stages and above in stages and stages.index(node.from_) < stages.index(above):
                    too_early[node.cited, node.from_, above] = None
                elif node.from_ is not None:
                    above = node.from_
            own = leaf.criterion.not_applicable
            if isinstance(own, Claim) and own.claim in stages and stages.index(own.claim) < start:
                too_early[leaf.criterion.cited, own.claim, stages[start]] = None
        for name, found, later in too_early:
            yield Problem("Q532", {"id": name, "found": found, "later": later, "rubric": rubric.rubric}, path=path)


def _periods(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield periods that a rubric names and the campaign does not have: what hangs on them never applies."""
    known = dict.fromkeys(sorted({name for period in campaign.periods for name in campaign.period_names(period)}))
    known_names = Known(known)
    for identity, rubric in rubrics.items():
        named = {name: f"`{node.id}`" for node, _ in rubric.nodes() for name in node.periods}
        named |= {step.subject: "`ties`" for step in rubric.ties if step.rule == "earlier"}
        for name, where in named.items():
            if name not in known:
                values = {"found": name, "where": where, "rubric": rubric.rubric}
                path: Path = ("blocs", identity, "rubric")
                yield Problem("Q416", values, name, known_names.listed, known_names.nearest(name), path=path)


def _promises(campaign: Campaign, rubrics: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Yield quotas and shares for which a bloc is too small to have even one place."""
    told: set[Rubric] = set()
    for identity, rubric in rubrics.items():
        units = len(campaign.blocs[identity].units)
        quotas = [(entry.id, entry.quota) for entry in rubric.classification]
        quotas += [(entry.id, entry.share) for entry in rubric.awards]
        for name, quota in quotas:
            if quota is not None and quota.of == ALL and quota.percent and rubric not in told:
                together = blocs_together(campaign, rubrics, identity)
                every = sum(len(campaign.blocs[one].units) for one in together)
                if not quota.room(every):
                    values = {"id": name, "units": str(every), "percent": figure(quota.percent)}
                    yield Problem("Q428", values, path=("blocs", identity, "rubric"))
            if quota is not None and quota.of == BLOC and quota.percent and not quota.room(units):
                values = {"id": name, "bloc": identity, "units": str(units), "percent": figure(quota.percent)}
                yield Problem("Q415", values, path=("blocs", identity, "units"))
        if rubric.spans_blocs:  # only such rubrics are asked for, and to know one again is to go through all of it
            told.add(rubric)


def blocs_together(campaign: Campaign, rubrics: Mapping[str, Rubric], bloc_id: str) -> list[str]:
    """Return the blocs of the campaign that share a bloc's rubric, in its order: of whom `of: all` is a share."""
    return [one for one in campaign.blocs if rubrics.get(one) == rubrics[bloc_id]]


def missing_sheets(
    campaign: Campaign, rubrics: Mapping[str, Rubric], sheets: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Yield the units that have no sheet for the current period.

    Args:
        campaign: the campaign.
        rubrics: the rubrics that can be used, by the bloc's id; without one no sheet of its bloc is read.
        sheets: the units and periods that there are sheets for.
    """
    for identity in rubrics:
        for number, unit in enumerate(campaign.blocs[identity].units):
            if (unit, campaign.period) in sheets:
                continue
            path: Path = ("blocs", identity, "units", number)
            due = campaign.late_since(campaign.period)
            if due is None:
                yield Problem("Q617", {"unit": unit, "period": campaign.period}, found=unit, path=path)
            else:
                yield late(campaign, unit, campaign.period, rubrics[identity], path)


def late(campaign: Campaign, unit: str, period: str, rubric: Rubric, path: Path) -> Problem:
    """Return the problem (Q637) of a unit that handed in nothing in time: whose it is, and what follows."""
    due, entry = campaign.due_of(period), rubric.disqualifiers.get(campaign.not_handed_in or "")
    name = campaign.not_handed_in if entry is None else entry.name
    values = {"unit": unit, "period": period, "day": "" if due is None else day(due), "name": name or ""}
    return Problem("Q637", values, found=unit, path=path)


def not_said(state: State, path: Path) -> Problem:
    """Return the problem (Q612) of a state whose counting the rubric leaves open."""
    return Problem("Q612", {"state": state.title, "key": state.value}, path=path)
