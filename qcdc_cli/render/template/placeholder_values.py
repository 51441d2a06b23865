"""What stands in the place of words about the campaign, its bloc and the day: exact figures, texts, or nothing."""

from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.template.template_data import Matter, Value
from qcdc_cli.render.words.remarks import provisional_notice


def campaign(matter: Matter) -> Value:
    """Name the campaign."""
    return matter.ranking.campaign.campaign


def authority(matter: Matter) -> Value:
    """Name who leads it."""
    return matter.ranking.campaign.authority


def basis(matter: Matter) -> Value:
    """Name what it rests on."""
    return matter.ranking.campaign.basis


def place(matter: Matter) -> Value:
    """Name the place of signing; room to write it where the campaign does not say."""
    return matter.ranking.campaign.place or "…………"


def note(matter: Matter) -> Value:
    """Return the campaign's note."""
    return matter.ranking.campaign.note


def bloc(matter: Matter) -> Value:
    """Name the bloc."""
    return matter.ranking.bloc.name


def leader(matter: Matter) -> Value:
    """Name the bloc's leader."""
    return _unit_name(matter, matter.ranking.bloc.leader)


def deputy(matter: Matter) -> Value:
    """Name the bloc's deputy."""
    return _unit_name(matter, matter.ranking.bloc.deputy)


def pilot(matter: Matter) -> Value:
    """Name the bloc's pilot unit."""
    return _unit_name(matter, matter.ranking.bloc.pilot)


def _unit_name(matter: Matter, unit: str | None) -> Value:
    return None if unit is None else matter.ranking.campaign.unit_name(unit)


def units(matter: Matter) -> Value:
    """Count the units."""
    return len(matter.ranking.standings)


def period(matter: Matter) -> Value:
    """Name the period."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return matter.ranking.period if known is None else known.name


def first_day(matter: Matter) -> Value:
    """Return the period's first day."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return None if known is None or known.from_ is None else day(known.from_)


def last_day(matter: Matter) -> Value:
    """Return the period's last day."""
    known = matter.ranking.campaign.periods.get(matter.ranking.period)
    return None if known is None or known.to is None else day(known.to)


def stage(matter: Matter) -> Value:
    """Name the latest stage that the bloc has come to."""
    return matter.stage


def rubric(matter: Matter) -> Value:
    """Name the rubric."""
    return matter.ranking.rubric.name


def total(matter: Matter) -> Value:
    """Return the full scale."""
    return matter.ranking.rubric.total


def name(matter: Matter, identity: str) -> Value:
    """Name a group or criterion."""
    return matter.nodes[identity].name


def full(matter: Matter, identity: str) -> Value:
    """Return the most points of a group or criterion."""
    return matter.nodes[identity].points


def date(matter: Matter) -> Value:
    """Return the day on which the template is filled."""
    return day(matter.today)


def day_of_month(matter: Matter) -> Value:
    """Return the day's number, as official papers write it (Decree 30/2020/NĐ-CP): below 10 with a 0 before it."""
    return say(f"{matter.today.day:02d}", str(matter.today.day))


def month(matter: Matter) -> Value:
    """Return the month's number, as official papers write it (Decree 30/2020/NĐ-CP): 1 and 2 with a 0 before them."""
    number = matter.today.month
    return say(f"{number:02d}" if number <= 2 else str(number), str(number))


def year(matter: Matter) -> Value:
    """Return the year."""
    return str(matter.today.year)


def status(matter: Matter) -> Value:
    """Say why the ranking is provisional; nothing when it is not."""
    return provisional_notice(matter.ranking, matter.stage)


def signature(matter: Matter, number: str) -> Value:
    """Name an office that signs."""
    return matter.ranking.campaign.signatures[int(number) - 1].role


def signer(matter: Matter, number: str) -> Value:
    """Name who signs for it."""
    return matter.ranking.campaign.signatures[int(number) - 1].name
