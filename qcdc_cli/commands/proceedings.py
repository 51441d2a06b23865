"""What went on around results, gathered for an official paper: progress, evidence, changes, appeals, remarks."""

from qcdc_cli.commands.evidence_reading import campaign_evidence
from qcdc_cli.commands.session import Session
from qcdc_cli.process.appeals import appeals_of
from qcdc_cli.process.changes import changes_of
from qcdc_cli.process.comparison import PeriodComparison, compare
from qcdc_cli.process.evidence import UnitEvidence
from qcdc_cli.process.notes import gathered_remarks
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.process.progress import period_progress
from qcdc_cli.render.report import Report
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc


def proceedings_of(session: Session, report: Report) -> Proceedings:
    """Return what went on around the results of a report.

    Args:
        session: the campaign, and what was asked for.
        report: the rankings of the chosen blocs, with the ranks before.
    """
    loaded, period, blocs = session.loaded, report.period, session.blocs
    evidence = _evidence(session)
    suspect = {
        unit: tuple(each.criterion for each in one.criteria if each.suspect) for unit, one in (evidence or {}).items()
    }
    before, before_period = _before(session, report)
    remarks = gathered_remarks(loaded.campaign, loaded.rubrics, loaded.sheets, blocs, period)
    return Proceedings(
        progress=period_progress(loaded, period, blocs, suspect=suspect),
        evidence=evidence,
        changes=changes_of(session.scoring_input, blocs),
        appeals=appeals_of(session.scoring_input, blocs),
        remarks=tuple(remarks),
        before=before,
        before_period=before_period,
    )


def _evidence(session: Session) -> dict[str, UnitEvidence] | None:
    loaded = session.loaded
    if loaded.campaign.evidence is None or loaded.folder is None:
        return None
    units = [unit for bloc in session.blocs for unit in loaded.campaign.blocs[bloc].units]
    return {one.unit: one for one in campaign_evidence(loaded).units(units, [session.scoring_input.period])}


def _before(session: Session, report: Report) -> tuple[PeriodComparison | None, str]:
    """Return the period beside the last one before, of the blocs that have that one."""
    before_period = next((ranking.before.period for ranking in report.rankings if ranking.before is not None), "")
    if not before_period:
        return None, ""
    earlier = session.scoring_input._replace(period=before_period)
    all_blocs = AllBlocs(earlier)
    pairs = [
        (rank_bloc(earlier, ranking.bloc_id, all_blocs), ranking)
        for ranking in report.rankings
        if ranking.before is not None and ranking.before.period == before_period
    ]
    return compare(pairs), before_period
