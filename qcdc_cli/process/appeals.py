"""Appeals (giải trình): all that were made, and what each open one would change if it were upheld."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qcdc_cli.campaign.marks import MarkedAppeal, MarkedSheet, StageReading, State
from qcdc_cli.campaign.nodes import CriterionBase, Leaf
from qcdc_cli.kinds.base import ZERO
from qcdc_cli.language.figures import Exact
from qcdc_cli.problems import Place
from qcdc_cli.scoring.changed_sheet import ChangedSheets
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.result import Standing
from qcdc_cli.scoring.scoring_input import ScoringInput


@dataclass(frozen=True, slots=True)
class AppealEffect:
    """What an open appeal would change for its unit, if it were upheld and every other mark stayed.

    Attributes:
        points: the points of the criterion then.
        standing: the unit's line in the ranking then.
    """

    points: Exact
    standing: Standing


@dataclass(frozen=True, slots=True)
class ListedAppeal:
    """An appeal in the list of all.

    Attributes:
        bloc: the unit's bloc, by id.
        unit: the unit, by id.
        criterion: the criterion.
        appeal: the appeal.
        points: what the criterion gives today.
        standing: the unit's line in the ranking as it is.
        most: nothing is wanted, so that the most that the criterion can give is looked at.
        effect: what it would change; None for one that is decided, and where only a wanted mark could tell.
        place: where it stands.
    """

    bloc: str
    unit: str
    criterion: CriterionBase
    appeal: MarkedAppeal
    points: Exact
    standing: Standing
    most: bool
    effect: AppealEffect | None
    place: Place

    @property
    def is_open(self) -> bool:
        """Whether it is not decided yet."""
        return self.appeal.decision is None


@dataclass(frozen=True, slots=True)
class Appeals:
    """All appeals of some units.

    Attributes:
        appeals: the appeals, bloc by bloc and unit by unit, in the order of the criteria.
    """

    appeals: tuple[ListedAppeal, ...]

    @property
    def open(self) -> tuple[ListedAppeal, ...]:
        """Those that are not decided."""
        return tuple(one for one in self.appeals if one.is_open)

    @property
    def decided(self) -> tuple[ListedAppeal, ...]:
        """Those that are decided."""
        return tuple(one for one in self.appeals if not one.is_open)


def appeals_of(scoring_input: ScoringInput, blocs: Sequence[str], units: Collection[str] | None = None) -> Appeals:
    """List the appeals against marks of some blocs' units, each open one with what it would change.

    An open appeal changes what its unit's ranking would be with the wanted mark in the place of the disputed one, and
    all else as it is.

    Args:
        scoring_input: what results are computed from; appeals against marks of later stages are left out.
        blocs: the blocs' ids.
        units: the only units whose appeals are listed; None for all.
    """
    all_blocs = AllBlocs(scoring_input)
    found: list[ListedAppeal] = []
    for bloc in blocs:
        having = [unit for unit in _with_appeals(scoring_input, bloc) if units is None or unit in units]
        if having:
            found += _of_bloc(scoring_input, bloc, having, all_blocs)
    return Appeals(tuple(found))


def _with_appeals(scoring_input: ScoringInput, bloc: str) -> Iterator[str]:
    for unit in scoring_input.campaign.blocs[bloc].units:
        sheet = scoring_input.sheets.get((unit, scoring_input.period))
        if sheet is not None and any(marked.appeals for marked in sheet.criteria):
            yield unit


def _of_bloc(
    scoring_input: ScoringInput, bloc: str, units: Sequence[str], all_blocs: AllBlocs
) -> Iterator[ListedAppeal]:
    ranking = rank_bloc(scoring_input, bloc, all_blocs)
    standings = {standing.result.unit: standing for standing in ranking.standings}
    changed = ChangedSheets(scoring_input, ranking, all_blocs)
    for unit in units:
        sheet = scoring_input.sheets[unit, scoring_input.period]
        results = standings[unit].result.criteria
        for number, (leaf, marked) in enumerate(zip(ranking.rubric.leaves, sheet.criteria, strict=True)):
            for appeal in marked.appeals:
                if appeal.stage > scoring_input.stage:
                    continue
                wanted = appeal.wanted or _most(appeal, leaf)
                effect = None
                if appeal.decision is None and wanted is not None:
                    effect = _effect(changed, sheet, number, appeal, wanted)
                yield ListedAppeal(
                    bloc,
                    unit,
                    leaf.criterion,
                    appeal,
                    results[number].points,
                    standings[unit],
                    appeal.wanted is None,
                    effect,
                    sheet.place_of_appeal(leaf.criterion.id, appeal.number),
                )


def _most(appeal: MarkedAppeal, leaf: Leaf) -> StageReading | None:
    """Return the most that a criterion can give, in the place of the disputed mark: its points; 0 for a penalty.

    What others are measured by stays the disputed mark; where that is none, of a kind that compares units, nothing
    can be said.
    """
    disputed = appeal.disputed
    if disputed.state is not State.GIVEN and leaf.criterion.kind.relative:
        return None
    points: Decimal = ZERO if leaf.penalty else leaf.criterion.points
    return disputed._replace(state=State.GIVEN, points=points, preset=False)


def _effect(
    changed: ChangedSheets, sheet: MarkedSheet, number: int, appeal: MarkedAppeal, wanted: StageReading
) -> AppealEffect:
    """Return what the wanted mark would change if it were upheld."""
    upheld = sheet.criteria[number].upheld(appeal, wanted)
    standing = changed.standing(
        sheet._replace(criteria=(*sheet.criteria[:number], upheld, *sheet.criteria[number + 1 :]))
    )
    return AppealEffect(standing.result.criteria[number].points, standing)
