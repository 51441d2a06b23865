"""Loading a campaign: files in, models and every problem of every file out. Nothing is raised for bad data."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from qcdc_cli.campaign.ballot_checks import ballot_problems
from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, MOST_MEGABYTES, Bloc, Campaign, Period, Stage, Unit
from qcdc_cli.campaign.campaign_checks import assignment_problems, campaign_problems, missing_sheets, starting_stages
from qcdc_cli.campaign.checking_checks import checking_problems
from qcdc_cli.campaign.evidence_folders import evidence_folder_problems
from qcdc_cli.campaign.file_lookup import campaign_sheets, display_path, expand, find_campaign
from qcdc_cli.campaign.inputs import rubric_names, sheets_pattern
from qcdc_cli.campaign.loaded import Loaded, Progress, Source, Unusable
from qcdc_cli.campaign.paper_checks import paper_problems
from qcdc_cli.campaign.received_files import ReceivedFiles, has_records
from qcdc_cli.campaign.rubric_loading import bloc_rubrics, read_rubric_file
from qcdc_cli.campaign.sheet_loading import load_sheets, read_sheets, without_rubrics, wrong_pattern
from qcdc_cli.campaign.shipped import rubric_file
from qcdc_cli.campaign.tie_records import misnamed_in_records, unasked_records
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import say, terms
from qcdc_cli.problems import Problem, QcdcError, in_order
from qcdc_cli.yamltext.document import YamlDocument

_LOOSE_BLOC = "bloc"
_UNREAD = ("Q101", "Q103", "Q115", "Q120", "Q121")  # nothing of the file was read


def load(source: Source, progress: Progress | None = None) -> Loaded | Unusable:
    """Load a campaign, or loose sheets with a rubric, and check all of it.

    Args:
        source: what to load.
        progress: is called with the number of sheets read so far and of all.

    Raises:
        QcdcError: when there is nothing to load: no campaign, a file that does not exist, a pattern that
            matches nothing. What is wrong inside files is in the result's problems instead.
    """
    try:
        folder = find_campaign(source.folder)
    except QcdcError as refusal:
        if source.rubric is None or not source.sheets or refusal.problems[0].code != "Q102":
            raise
        return _load_loose(source, progress)
    document = read_campaign_file(folder)
    campaign, problems = validate(document, Campaign)
    if campaign is None:
        if any(problem.code in _UNREAD for problem in problems):  # it may name a thousand sheets, and who knows where
            return Unusable(folder, in_order(problems))
        return Unusable(folder, in_order((*problems, *_problems_beside(document, folder, source))))
    found = [document.located(problem) for problem in problems_of_file(campaign)]
    names = {identity: bloc.rubric for identity, bloc in campaign.blocs.items()}
    rubrics, places, faults, bases = bloc_rubrics(names, folder, source.rubric, document)
    found += faults
    if source.rubric is None:  # the campaign's targets and records were made for its own rubrics
        about_rubrics = (*assignment_problems(campaign, rubrics), *unasked_records(campaign, rubrics))
        found += [document.located(problem) for problem in about_rubrics]
    else:
        found += [document.located(problem) for problem in starting_stages(campaign, rubrics)]
    files = expand(source.sheets, folder) if source.sheets else campaign_sheets(folder, campaign.sheets)
    asked = len(files)
    if not source.sheets:
        files = without_rubrics(files, folder, names.values(), bases)
    elif any(rubric.needs_bloc for rubric in rubrics.values()):
        # What a unit gets, or its class, depends on the others, so that their sheets are read too.
        known = {file.resolve() for file in files}
        others = without_rubrics(campaign_sheets(folder, campaign.sheets), folder, names.values(), bases)
        files = [*files, *(file for file in others if file.resolve() not in known)]
    carried = source.rubric is not None
    received = _received(folder)
    found += received.problems
    sheets, more, owners = load_sheets(
        files, campaign, rubrics, received.by_sheet(), carried=carried, asked=asked, progress=progress
    )
    nothing_found = bool(rubrics) and not files and not source.sheets
    wrong = wrong_pattern(folder, campaign.sheets, bases) if nothing_found else None
    if wrong is not None:
        found.append(document.located(wrong))
    elif not source.sheets and not any(problem.is_error for problem in (*found, *more)):  # else it may be misfiled
        found += [document.located(problem) for problem in missing_sheets(campaign, rubrics, sheets.keys())]
    used = (folder / CAMPAIGN_FILE, *bases)
    return Loaded(campaign, folder, rubrics, places, sheets, in_order((*found, *more)), owners, used, received, carried)


def problems_of_file(campaign: Campaign) -> Iterator[Problem]:
    """Yield all that contradicts itself in a campaign's own file, with paths in it."""
    yield from campaign_problems(campaign)
    yield from misnamed_in_records(campaign)
    yield from ballot_problems(campaign)
    yield from evidence_folder_problems(campaign)
    yield from checking_problems(campaign)
    yield from paper_problems(campaign)


def read_campaign_file(folder: Path) -> YamlDocument:
    """Read the campaign's own file, which may be larger than others."""
    file = folder / CAMPAIGN_FILE
    return YamlDocument.read(file, display_path(file), MOST_MEGABYTES)


def load_rubrics(start: Path) -> Loaded | Unusable:
    """Load a campaign with its rubrics and none of its sheets.

    Raises:
        QcdcError: when there is no campaign.
    """
    folder = find_campaign(start)
    document = read_campaign_file(folder)
    campaign, problems = validate(document, Campaign)
    if campaign is None:
        return Unusable(folder, in_order(problems))
    names = {identity: bloc.rubric for identity, bloc in campaign.blocs.items()}
    rubrics, places, faults, _ = bloc_rubrics(names, folder, None, document)
    return Loaded(campaign, folder, rubrics, places, problems=in_order(faults))


def check(
    source: Source, progress: Progress | None = None, further: Callable[[Loaded], Loaded] | None = None
) -> tuple[Problem, ...]:
    """Return every problem of what was named: sheets with their campaign, and rubrics by themselves.

    Args:
        source: what to check.
        progress: is called with the number of sheets read so far and of all.
        further: adds the problems that only results show.

    Raises:
        QcdcError: as `load` does, when there is nothing to check.
    """
    rubrics, others = _rubric_files(source)
    problems = [problem for file in rubrics for problem in read_rubric_file(file)[2]]
    if others or not rubrics:
        loaded = load(source._replace(sheets=tuple(str(file) for file in others)), progress)
        problems += (further(loaded) if further and isinstance(loaded, Loaded) else loaded).problems
    return in_order(problems)


def _rubric_files(source: Source) -> tuple[list[Path], list[Path]]:
    """Part the named files into rubrics, known by their first key, and all others."""
    if not source.sheets:
        return [], []
    try:
        folder = find_campaign(source.folder)
    except QcdcError:
        folder = None
    rubrics: list[Path] = []
    others: list[Path] = []
    for file in expand(source.sheets, folder):
        if folder is not None and file.resolve() == (folder / CAMPAIGN_FILE).resolve():
            continue  # the campaign's own file is checked whenever its sheets are
        tree = YamlDocument.read(file, display_path(file)).tree
        is_rubric = isinstance(tree, dict) and "rubric" in tree and "unit" not in tree
        (rubrics if is_rubric else others).append(file)
    return rubrics, others


def _problems_beside(document: YamlDocument, folder: Path, source: Source) -> Iterator[Problem]:
    """Yield what is wrong in the rubrics and sheets of a campaign whose own file cannot be used."""
    named = rubric_names(document.tree)
    _, _, faults, bases = bloc_rubrics(named, folder, source.rubric, document)
    yield from faults
    if source.sheets:
        files = expand(source.sheets, folder)
    else:
        files = campaign_sheets(folder, sheets_pattern(document.tree))
        files = without_rubrics(files, folder, named.values(), bases)
    with closing(read_sheets(files)) as read:
        for _, _, problems in read:
            yield from problems


def _load_loose(source: Source, progress: Progress | None) -> Loaded:
    """Load sheets that belong to no campaign, against one rubric."""
    files = expand(source.sheets)
    assert source.rubric is not None  # noqa: S101 - the caller has seen to it
    rubric_file(source.rubric, None)
    read = list(read_sheets(files))
    names: dict[str, str | Unit] = {sheet.unit: sheet.unit for _, sheet, _ in read if sheet is not None}
    periods = {sheet.period: Period.model_construct(name=sheet.period) for _, sheet, _ in read if sheet is not None}
    campaign = Campaign.model_construct(
        campaign=say("Phiếu rời", "Loose sheets"),
        period=next(iter(periods), ""),
        periods=periods,
        stages=default_stages(),
        blocs={
            _LOOSE_BLOC: Bloc.model_construct(
                name=say("Các phiếu đã chọn", "The given sheets"), rubric=source.rubric, units=tuple(names)
            )
        },
        units=names,
    )
    rubrics, places, problems, bases = bloc_rubrics({_LOOSE_BLOC: source.rubric}, None, source.rubric, None)
    for problem in starting_stages(campaign, rubrics):
        problems.append(problem.at(places[_LOOSE_BLOC](("rubric",))))
    sheets, more, owners = load_sheets(files, campaign, rubrics, progress=progress)
    return Loaded(campaign, None, rubrics, places, sheets, in_order((*problems, *more)), owners, tuple(bases))


def _received(folder: Path) -> ReceivedFiles:
    """Return what came in, as the records of imports say; most campaigns have none, and need no reader."""
    if not has_records(folder):
        return ReceivedFiles()
    from qcdc_cli.campaign.import_records import read_received

    return read_received(folder)


def default_stages() -> tuple[Stage, ...]:
    """Return the three stages that scales in use have: self, bloc, board."""
    return (
        Stage.model_construct(id="self", name=say(*terms.SELF_STAGE), by="unit"),
        Stage.model_construct(id="bloc", name=say(*terms.BLOC_STAGE), by="leader"),
        Stage.model_construct(id="board", name=say(*terms.BOARD_STAGE), by="authority"),
    )
