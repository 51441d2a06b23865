"""What units, periods and stages are called in texts, and how names and ids are listed."""

from collections.abc import Sequence

from qcdc_cli.campaign.campaign import Bloc, Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.language.names import first_words, in_sentence
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_LISTED = 10
_SORTS_OF_PERIODS = ("Cả năm", "Năm", "Quý", "Tháng", "Sáu tháng", "Kỳ", "Đợt", "Giai đoạn")


def listed(items: Sequence[str]) -> str:
    """Join names for a sentence: `A`, `A và B`, `A, B và C`."""
    *first, last = items
    return f"{', '.join(first)} {say('và', 'and')} {last}" if first else last


def ids(identities: Sequence[str], *, most: int = 10, first: int = 10) -> str:
    """Join ids; of more than `most` only the first ones, and how many there are besides."""
    return first_words(identities, most if len(identities) <= most else first, "tiêu chí")


def subject_of(campaign: Campaign, period: str) -> tuple[str, ...]:
    """Return what stands over lists: the campaign's name and that of the period, "" for what is of no single one."""
    return (campaign.campaign, *([period_name(campaign, period)] if period else []))


def unit_name(campaign: Campaign, unit: str) -> str:
    """Return a unit's name, safe to show."""
    return visible(campaign.unit_name(unit))


def unit_in_sentence(campaign: Campaign, unit: str) -> str:
    """Return a unit's name as it stands inside a sentence: in Vietnamese its sort is not capitalised, `xã Phú An`."""
    return str(in_sentence(unit_name(campaign, unit)))


def units_in_sentence(campaign: Campaign, units: Sequence[str], most: int = 30) -> str:
    """Join units' names as they stand inside a sentence; of more than `most` units only say how many they are."""
    if len(units) > most:
        return say(f"{len(units)} đơn vị", f"{len(units)} units")
    return listed([unit_in_sentence(campaign, unit) for unit in units])


def checker_with_unit(campaign: Campaign, checker: str) -> str:
    """Return a checker's name with the unit that the checker belongs to."""
    own = campaign.checkers[checker]
    return own.name if own.unit is None else f"{own.name} ({in_sentence(campaign.unit_name(own.unit))})"


def period_name(campaign: Campaign, period: str) -> str:
    """Return a period's name; its id where the campaign does not name it."""
    known = campaign.periods.get(period)
    return visible(known.name if known is not None else period)


def period_in_sentence(campaign: Campaign, period: str) -> str:
    """Return a period's name as it stands inside a sentence: `cả năm 2020`."""
    name = period_name(campaign, period)
    small = f"{name[0].lower()}{name[1:]}" if name.startswith(_SORTS_OF_PERIODS) else name
    return say(small, name)


def stage_line(ranking: Ranking) -> str:
    """Say which stage the ranking has come to, and which of those looked at have given nothing yet."""
    stages = [visible(stage.name) for stage in ranking.campaign.stages]
    line = say(f"Bước chấm: {stages[ranking.reached]}", f"Stage: {stages[ranking.reached]}")
    waiting = stages[ranking.reached + 1 : ranking.stage + 1]
    if waiting:
        names = listed(waiting)
        line += say(f" (chưa có điểm: {names})", f" (no marks yet: {names})")
    return line


def roles(bloc: Bloc) -> list[tuple[str, str]]:
    """Return who leads a bloc: the offices that somebody holds, each with the unit's id."""
    named = (
        (say(*terms.LEADER), bloc.leader),
        (say(*terms.DEPUTY), bloc.deputy),
        (say(*terms.PILOT), bloc.pilot),
    )
    return [(role, holder) for role, holder in named if holder is not None]


def offices_line(ranking: Ranking) -> str:
    """Say who leads a bloc, as a note below its table; "" where nobody is named."""
    return " · ".join(f"{role}: {unit_name(ranking.campaign, holder)}" for role, holder in roles(ranking.bloc))
