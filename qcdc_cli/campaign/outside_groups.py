"""Groups outside the total. Where a group stands is known by its class: an id may be anything."""

from typing import ClassVar

from qcdc_cli.campaign.nodes import BONUS, PENALTIES, Group


class BonusGroup(Group):
    """A group inside the bonus."""

    outside: ClassVar[str] = BONUS


class PenaltyGroup(Group):
    """A group inside the penalties: all its points are below 0, and its best part is the heaviest one."""

    outside: ClassVar[str] = PENALTIES


class BonusList(BonusGroup):
    """The whole bonus as a group of the result tree."""

    is_list: ClassVar[bool] = True


class PenaltyList(PenaltyGroup):
    """All penalties as a group of the result tree."""

    is_list: ClassVar[bool] = True
