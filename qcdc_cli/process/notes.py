"""What units say besides their marks, gathered over units: the same content once, with the units that say it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS, SOLVED, Remark
from qcdc_cli.language.names import fold

STRENGTHS = "strengths"  # the only remarks in which nothing is to be solved


@dataclass(frozen=True, slots=True)
class GatheredRemark:
    """A remark, and who makes it.

    Attributes:
        section: what it is: `strengths`, `limits`, `difficulties` or `proposals`.
        node: the criterion or group that it is about; None where it names none.
        text: what is said, as the first of the units writes it.
        status: `open` or `solved`; "" where it does not say.
        solver: who is to solve it; "" where it does not say.
        units: the ids of the units that say so, in the campaign's order.
    """

    section: str
    node: Group | CriterionBase | None
    text: str
    status: str
    solver: str
    units: tuple[str, ...]


def is_unsolved(section: str, remark: Remark) -> bool:
    """Return whether something is still to be solved: whatever is no strength, and not said to be solved."""
    return section != STRENGTHS and remark.status != SOLVED


def same_text(text: str) -> str:
    """Return what two remarks with the same text have in common: case, spaces and a full stop do not matter."""
    return fold(" ".join(text.split()).rstrip(".; "))


def gathered_remarks(
    campaign: Campaign,
    rubrics: Mapping[str, Rubric],
    sheets: Mapping[tuple[str, str], MarkedSheet],
    blocs: Sequence[str],
    period: str,
    *,
    sections: Collection[str] = tuple(SECTIONS),
    only_open: bool = False,
) -> tuple[GatheredRemark, ...]:
    """Gather the remarks of a period.

    Args:
        campaign: the campaign.
        rubrics: the blocs' rubrics.
        sheets: the sheets, by unit and period.
        blocs: the ids of the blocs.
        period: the period's id.
        sections: which remarks.
        only_open: leave out what is solved, and strengths.

    Returns:
        the remarks section by section, in the order of the rubric, those about no criterion last.
    """
    found: dict[tuple[str, str, str, str, str], list[tuple[str, Remark]]] = {}
    places: dict[str, tuple[int, Group | CriterionBase | None]] = {"": (0, None)}
    for bloc in blocs:
        rubric = rubrics[bloc]
        order = {node.id: number for number, (node, _) in enumerate(rubric.nodes())}
        for unit in campaign.blocs[bloc].units:
            sheet = sheets.get((unit, period))
            for section, _, remark in sheet.notes.remarks() if sheet is not None else ():
                if section not in sections or (only_open and not is_unsolved(section, remark)):
                    continue
                node = rubric.find(remark.criterion) if remark.criterion else None
                about = f"{node.shown} {node.name}" if node is not None else ""
                places.setdefault(about, (order.get(node.id, 0) if node is not None else 0, node))
                key = (section, about, same_text(remark.text), remark.status or "", fold(remark.solver or ""))
                found.setdefault(key, []).append((unit, remark))
    order_of = list(SECTIONS)
    keys = sorted(found, key=lambda key: (order_of.index(key[0]), places[key[1]][1] is None, places[key[1]][0]))
    return tuple(_gathered(key[0], places[key[1]][1], found[key]) for key in keys)


def _gathered(section: str, node: Group | CriterionBase | None, said: Sequence[tuple[str, Remark]]) -> GatheredRemark:
    first = said[0][1]
    units = tuple(dict.fromkeys(unit for unit, _ in said))
    return GatheredRemark(section, node, first.text, first.status or "", first.solver or "", units)
