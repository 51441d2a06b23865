"""The evidence folders of a loaded campaign: listed, read as far as needed, and compared with what its sheets name."""

from collections.abc import Collection
from pathlib import Path

from qcdc_cli.campaign.evidence_files import list_evidence, read_evidence
from qcdc_cli.campaign.evidence_folders import evidence_folder_problems
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded, Progress
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.problems import Place, Problem, QcdcError, in_order
from qcdc_cli.process.evidence import CampaignEvidence, UnitEvidence
from qcdc_cli.process.evidence_uses import digests_needed
from qcdc_cli.yamltext.document import YamlDocument


def campaign_folder_of_evidence(loaded: Loaded) -> Path:
    """Return the folder of a campaign that names one for evidence in it.

    Raises:
        QcdcError: Q815 where it names none; Q800 where it names one badly.
    """
    if loaded.folder is None or loaded.campaign.evidence is None:
        raise QcdcError(Problem("Q815"), could_not_run=True)
    if faults := tuple(evidence_folder_problems(loaded.campaign)):
        raise QcdcError(*faults)
    return loaded.folder


def campaign_evidence(loaded: Loaded, progress: Progress | None = None) -> CampaignEvidence:
    """List and read what lies in the evidence folders of a campaign.

    Args:
        loaded: the campaign.
        progress: is called with the number of files read so far and of all.

    Raises:
        QcdcError: Q815 where the campaign names no folder; Q800 where it names one badly.
    """
    campaign, folder = loaded.campaign, campaign_folder_of_evidence(loaded)
    listing = list_evidence(campaign, folder)
    needed = digests_needed(listing, loaded.sheets)
    read = read_evidence(folder, listing.all(), needed, progress=progress)
    return CampaignEvidence(campaign, loaded.rubrics, loaded.sheets, listing, read)


def suspect_criteria(loaded: Loaded, period: str, units: Collection[str]) -> dict[str, tuple[CriterionBase, ...]]:
    """Return the criteria whose evidence changed since a stage saw it, by the unit's id; no file is read for none.

    Args:
        loaded: the campaign.
        period: the period's id.
        units: the ids of the units that are asked about.
    """
    campaign = loaded.campaign
    sheets = (sheet for unit in units if (sheet := loaded.sheets.get((unit, period))) is not None)
    has_seen = any(reading.seen for sheet in sheets for marked in sheet.criteria for reading in marked.readings)
    if campaign.evidence is None or not has_seen or any(evidence_folder_problems(campaign)):
        return {}
    found = campaign_evidence(loaded).units(units, [period])
    return {one.unit: tuple(each.criterion for each in one.criteria if each.suspect) for one in found}


def with_evidence(loaded: Loaded, progress: Progress | None, *, all_units: bool) -> Loaded:
    """Add what is wrong with the evidence to what is wrong with a campaign, which names a folder for it.

    Where a sheet cannot be read, nobody knows what it names; so the folders of units without a sheet are not spoken
    of then.

    Args:
        loaded: the campaign.
        progress: is called with the number of files read so far and of all.
        all_units: whether all units are asked about; else only those whose sheets were named.
    """
    campaign = loaded.campaign
    if any(evidence_folder_problems(campaign)):
        return loaded
    evidence = campaign_evidence(loaded, progress)
    asked = {(owner.unit, owner.period) for owner in loaded.owners.values() if owner.asked}
    without_sheet = all_units and not loaded.errors
    problems: list[Problem] = []
    for one in evidence.units(campaign.bloc_by_unit, campaign.periods):
        if one.has_sheet and (one.unit, one.period) in asked:
            problems += _in_sheet(loaded, one)
        elif one.has_sheet or not without_sheet:
            continue
        problems += (_placed(loaded, one.folder, problem) for problem in one.faults)
    if all_units:
        problems += (_placed(loaded, path, problem) for path, problem in evidence.around())
    return loaded._replace(problems=in_order((*loaded.problems, *problems)))


def _in_sheet(loaded: Loaded, one: UnitEvidence) -> list[Problem]:
    """Return what is wrong with what a sheet names, with the lines of its file, which is read anew for that."""
    found = list(one.in_sheet())
    if not found:
        return found
    path = loaded.sheets[one.unit, one.period].place(()).path
    return list(map(YamlDocument.read(Path(path), path).located, found))


def _placed(loaded: Loaded, path: str, problem: Problem) -> Problem:
    assert loaded.folder is not None  # noqa: S101 - its evidence was listed
    return problem.at(Place(display_path(loaded.folder / path)))
