"""What commands load: the campaign with its sheets, its own file alone, its rubrics, every problem of it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, MOST_MEGABYTES, Campaign
from qcdc_cli.campaign.file_lookup import display_path, find_campaign
from qcdc_cli.campaign.loaded import Loaded, Source, Unusable
from qcdc_cli.campaign.loading import check, load, load_rubrics, problems_of_file, read_campaign_file
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.validation import validate
from qcdc_cli.commands.lookup import bloc_ids
from qcdc_cli.commands.options import folder
from qcdc_cli.commands.output import tell
from qcdc_cli.commands.progress import bar_when_slow, without_collector
from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError, in_order
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.recorded import asks_for_records, is_decided, record_problems, recorded_periods
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.storage import has_traces
from qcdc_cli.yamltext.document import YamlDocument

_READING = Text("Đọc phiếu", "Reading sheets")


def load_campaign(sheets: Sequence[str] | None = None, rubric: str | None = None, other: str | None = None) -> Loaded:
    """Load what a command was asked to work on.

    Args:
        sheets: files, folders and patterns; none means the campaign's own sheets.
        rubric: a rubric for all of them in place of the blocs' own.
        other: the folder of another campaign than the one at hand, as it was typed.

    Raises:
        QcdcError: when the campaign's own file cannot be used, or there is nothing to load.
    """
    with without_collector(), bar_when_slow(str(_READING)) as progress:
        return with_ties_decided(_usable(load(Source(_folder(other), tuple(sheets or ()), rubric), progress)), rubric)


class CampaignFile(NamedTuple):
    """A campaign's own file, free of errors.

    Attributes:
        file: where it lies.
        data: its bytes.
        document: its text, and the place of everything in it.
        campaign: the campaign.
    """

    file: Path
    data: bytes
    document: YamlDocument
    campaign: Campaign


def campaign_file() -> CampaignFile:
    """Read the campaign's own file, and no other: for what no rubric and no sheet matters to.

    Raises:
        QcdcError: with every error in it, or why it cannot be read.
    """
    file = campaign_folder() / CAMPAIGN_FILE
    data = read_file(file, display_path(file), MOST_MEGABYTES)  # once: what is read and what is changed are the same
    if isinstance(data, Problem):
        raise QcdcError(data)
    document = YamlDocument(display_path(file), data, MOST_MEGABYTES)
    campaign, problems = validate(document, Campaign)
    if campaign is not None:
        problems = tuple(map(document.located, problems_of_file(campaign)))
    errors = [problem for problem in problems if problem.is_error]
    if campaign is None or errors:
        raise QcdcError(*in_order(problems))
    return CampaignFile(file, data, document, campaign)


def campaign_folder() -> Path:
    """Return the campaign's folder, when what an interrupted run left there is finished or undone."""
    return find_campaign(_folder())


def _folder(other: str | None = None) -> Path:
    """Return where to look for the campaign, when what an interrupted run left there is finished or undone."""
    start = folder() if other is None else Path(other)
    try:
        found = find_campaign(start)
    except QcdcError:  # as after an interrupted `qcdc init`
        found = Path(os.path.realpath(start))
    if has_traces(found):
        from qcdc_cli.storage.recovery import finish_interrupted

        finish_interrupted(found, tell)
    return start


def with_ties_decided(loaded: Loaded, rubric: str | None) -> Loaded:
    """Add what must still be decided between equal units or voted on, and records of it that are of no use.

    Only ranking shows that; so nothing is looked at where no rubric has somebody decide, where results cannot be
    computed, or where the records were made for other rubrics.
    """
    folder, campaign = loaded.folder, loaded.campaign
    if folder is None or rubric is not None or loaded.errors or not asks_for_records(campaign, loaded.rubrics):
        return loaded
    last = len(campaign.stages) - 1
    problems: list[Problem] = []
    for period in recorded_periods(campaign):
        own = ScoringInput(campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, period, last)
        all_blocs = AllBlocs(own)
        for bloc, used in loaded.rubrics.items():
            if is_decided(used):
                problems += record_problems(rank_bloc(own, bloc, all_blocs))
    if not problems:
        return loaded
    document = read_campaign_file(folder)
    return loaded._replace(problems=in_order((*loaded.problems, *map(document.located, problems))))


def _usable(loaded: Loaded | Unusable) -> Loaded:
    if isinstance(loaded, Unusable):
        raise QcdcError(*loaded.problems)
    return loaded


def find_problems(files: Sequence[str] | None, rubric: str | None) -> tuple[Problem, ...]:
    """Return every problem of the campaign, or of the files that were named (sheets and rubrics)."""
    with without_collector(), bar_when_slow(str(_READING)) as progress:

        def further(loaded: Loaded) -> Loaded:
            whole = with_ties_decided(loaded, rubric)
            if rubric is not None or loaded.folder is None or loaded.campaign.evidence is None:
                return whole
            from qcdc_cli.commands.evidence_reading import with_evidence

            return with_evidence(whole, progress, all_units=not files)

        return check(Source(_folder(), tuple(files or ()), rubric), progress, further)


def rubrics_of(bloc: str | None) -> tuple[Rubric, ...]:
    """Return the rubrics of the bloc asked for, or of all, each once; refuse one that has errors."""
    loaded = _usable(load_rubrics(_folder()))
    blocs = bloc_ids(loaded.campaign, bloc)
    if any(identity not in loaded.rubrics for identity in blocs):
        raise QcdcError(*loaded.errors)
    return tuple(dict.fromkeys(loaded.rubrics[identity] for identity in blocs))
