"""What went on around the results of a period: what reports, minutes and letters tell besides the figures."""

from dataclasses import dataclass

from qcdc_cli.process.appeals import Appeals
from qcdc_cli.process.changes import Changes
from qcdc_cli.process.comparison import PeriodComparison
from qcdc_cli.process.evidence import UnitEvidence
from qcdc_cli.process.notes import GatheredRemark
from qcdc_cli.process.progress import PeriodProgress


@dataclass(frozen=True, slots=True)
class Proceedings:
    """What went on around the results of the chosen blocs in a period.

    Attributes:
        progress: how far units and checkers have come.
        evidence: the evidence file of each unit, by its id; None where the campaign names no folder of evidence, so
            that nobody knows which files lie there.
        changes: what changed between stages.
        appeals: the appeals.
        remarks: strengths, limits, difficulties and proposals, gathered over the units.
        before: the period beside the last one before it that has a ranking; None where there is none.
        before_period: that period's id; "" for none.
    """

    progress: PeriodProgress
    evidence: dict[str, UnitEvidence] | None
    changes: Changes
    appeals: Appeals
    remarks: tuple[GatheredRemark, ...]
    before: PeriodComparison | None = None
    before_period: str = ""
