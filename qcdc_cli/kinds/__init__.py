"""The kinds of criteria: how a mark turns into points. Each is one module and one line in `KINDS`."""

from qcdc_cli.kinds.bands import Bands
from qcdc_cli.kinds.base import Ask, Cells, Kind, Limits, Mark, NamedMarks
from qcdc_cli.kinds.bounds import ABOVE, LowerBound, lower_bound, two_bounds
from qcdc_cli.kinds.checklist import Checklist
from qcdc_cli.kinds.count import Count
from qcdc_cli.kinds.deduct import Deduct
from qcdc_cli.kinds.direct import Direct
from qcdc_cli.kinds.judges import Judges
from qcdc_cli.kinds.leader import Leader
from qcdc_cli.kinds.levels import Levels
from qcdc_cli.kinds.linear import Linear
from qcdc_cli.kinds.met import Met
from qcdc_cli.kinds.place import PlacePoints
from qcdc_cli.kinds.plus_minus import PlusMinus
from qcdc_cli.kinds.possible_points import PossiblePoints
from qcdc_cli.kinds.ratio import Ratio
from qcdc_cli.kinds.typed_number import Doubt, TypedNumber

# By the key that a criterion carries; a criterion without any of them has direct points.
KINDS: dict[str, type[Kind]] = {
    kind.key: kind
    for kind in (Levels, Met, Checklist, Count, Bands, Ratio, Linear, Leader, PlacePoints, Judges, Deduct, PlusMinus)
}

__all__ = [
    "ABOVE",
    "KINDS",
    "Ask",
    "Cells",
    "Direct",
    "Doubt",
    "Kind",
    "Limits",
    "LowerBound",
    "Mark",
    "NamedMarks",
    "PossiblePoints",
    "TypedNumber",
    "lower_bound",
    "two_bounds",
]
