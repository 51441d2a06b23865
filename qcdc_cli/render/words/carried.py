"""What could not be carried over to another rubric, in words."""

from collections.abc import Iterable, Mapping, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say
from qcdc_cli.render.words.text import ids, visible


def not_carried_lines(campaign: Campaign, lost: Mapping[str, Sequence[str]], units: Iterable[str]) -> tuple[str, ...]:
    """Say what could not be carried over to another rubric, one line per unit; nothing where all could."""
    told = []
    for unit in units:
        if unit in lost:
            name, number, listed = visible(campaign.unit_name(unit)), len(lost[unit]), ids(lost[unit])
            told.append(_told(name, number, listed))
    if not told:
        return ()
    head = say(
        "Các điểm sau không chuyển được sang thang điểm này, coi là chưa chấm (xem đầy đủ bằng `qcdc check --rubric`):",
        "Marks that cannot be carried over to this rubric, taken as blank (all with `qcdc check --rubric`):",
    )
    return (head, *told)


def _told(name: str, number: int, listed: str) -> str:
    what = "criterion" if number == 1 else "criteria"
    return say(f"{name}: {number} tiêu chí ({listed})", f"{name}: {number} {what} ({listed})")
