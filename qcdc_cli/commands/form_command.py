"""`qcdc form`: Excel forms for the units to fill in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands.options import (
    BlocOption,
    PeriodOption,
    UnitsArgument,
    complete_checker,
    option,
    stage_option,
)
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Problem, QcdcError

_MOST_NAMED = 3  # of forms that are there already

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.campaign.loaded import Loaded
    from qcdc_cli.commands.session import Session
    from qcdc_cli.scoring.scoring_input import ScoringInput
    from qcdc_cli.storage.replacing import NewFile

_FOLDER = "forms"  # in the campaign's folder

StageOption = Annotated[
    str | None,
    stage_option("Bước chấm của biểu mẫu; mặc định bước đầu (tự chấm).", "The form's stage; the first by default."),
]
OutputOption = Annotated[
    str | None,
    option(
        "Thư mục ghi biểu mẫu, mặc định forms/ trong thư mục đợt thi đua; với một đơn vị có thể là tên tệp .xlsx.",
        "The folder for the forms, by default forms/ in the campaign's; for one unit it can be an .xlsx file.",
        "--output",
        "-o",
        value=terms.FOLDER,
    ),
]
ForceOption = Annotated[bool, option("Ghi đè biểu mẫu đã có ở đó.", "Replace forms that are there already.", "--force")]
AnywayOption = Annotated[
    bool,
    option(
        "Tạo biểu mẫu dù thang điểm còn dòng `# ?` chưa quyết định.",
        "Make forms though lines `# ?` of the rubric are not decided yet.",
        "--anyway",
    ),
]

PrefillOption = Annotated[
    bool,
    option(
        "Điền sẵn điểm bước trước vào các dòng bước này chưa chấm; chỉ sửa dòng khác. Ô giữ nguyên cũng được nhập là "
        "điểm của bước này.",
        "Put the marks of the stage before into lines that this stage has not marked, so that only differences are "
        "typed. A cell left as it is comes back as this stage's mark.",
        "--prefill",
    ),
]

CheckerOption = Annotated[
    str | None,
    option(
        "Chỉ tạo biểu mẫu của người thẩm định này (mã hoặc họ tên), cho các đơn vị đã phân công.",
        "Only the forms of this checker (id or name), for the units assigned to the checker.",
        "--checker",
        value=Text("NGƯỜI", "CHECKER"),
        complete=complete_checker,
    ),
]
AppealsOption = Annotated[
    bool,
    option(
        "Phiếu giải trình: điểm các bước của đơn vị và các dòng để giải trình; chỉ cho đơn vị đã được thẩm định.",
        "Forms for appeals: the unit's marks of all stages and lines to appeal; for units that are verified only.",
        "--appeals",
    ),
]

HELP = Text(
    "Mỗi đơn vị một tệp, tạo mới từ thang điểm: ô để điền, danh sách chọn, điểm tự tính khi nhập.\nBiểu mẫu của "
    "bước sau có điểm các bước trước bên cạnh. Bước đã phân công (`qcdc assign`): mỗi người thẩm định một thư mục, "
    "gồm các đơn vị của mình.\nKhi nhận lại biểu mẫu đã điền, dùng lệnh `qcdc import`.",
    "One file per unit, made from the rubric: cells to fill in, lists, points computed while typing.\nA later "
    "stage's form shows the earlier marks too. Of a stage that is assigned (`qcdc assign`), each checker has a folder "
    "with the units to check.\nRead filled-in forms with `qcdc import`.",
)


def command(
    units: UnitsArgument = None,
    bloc: BlocOption = None,
    stage: StageOption = None,
    period: PeriodOption = None,
    checker: CheckerOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    prefill: PrefillOption = False,
    anyway: AnywayOption = False,
    appeals: AppealsOption = False,
) -> None:
    """Make the forms of the chosen units."""
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.lookup import checker_id, period_id, unit_and_bloc
    from qcdc_cli.commands.output import tell
    from qcdc_cli.commands.progress import bar_when_slow, with_collector
    from qcdc_cli.commands.usage import refuse_together
    from qcdc_cli.forms.issuing.workbook import file_name, forms_of
    from qcdc_cli.storage.replacing import NewFile

    loaded = load_campaign()
    campaign = loaded.campaign
    named = [unit_and_bloc(campaign, unit) for unit in dict.fromkeys(units or ())]
    refuse_together({"--bloc": bloc is not None, say(*terms.UNITS_VALUE): bool(named)}, "--bloc")
    others = {"--stage": stage is not None, "--prefill": prefill, "--checker": checker is not None}
    if appeals:
        refuse_together({**others, "--appeals": True}, "--appeals")
        _appeal_forms(loaded, [unit for unit, _ in named], bloc, period, output, force=force)
        return
    who = None if checker is None else checker_id(campaign, checker)
    first = stage if stage is not None else _stage(campaign, period_id(campaign, period), who)
    refuse_together({"--prefill": prefill, f"--stage {first}": first == campaign.stages[0].id}, "--prefill")
    blocs = {own for _, own in named}
    only = next(iter(blocs)) if len(blocs) == 1 else bloc
    # Points next to the bloc's leader are known only when all of its sheets are right.
    usable = [loaded.rubrics[own] for own in blocs if own in loaded.rubrics]
    whole = any(leaf.criterion.kind.relative for rubric in usable for leaf in rubric.leaves)
    about = {unit for unit, _ in named} if named and not whole else None
    work = session.start(loaded, session.Choice(only, period, first, units=about, any_results=True))
    scoring_input = work.scoring_input
    asked = _not_sealed(work, list(dict.fromkeys(unit for unit, _ in named)), bloc)
    chosen = _forms(scoring_input, asked, who, named=bool(named))
    own_folder = loaded.folder if loaded.folder is not None else Path()
    of_stage = campaign.stages[scoring_input.stage]
    names = [file_name(unit, scoring_input.period, of_stage.id, one) for unit, one in chosen]
    targets = _targets(names, output, own_folder / _FOLDER)
    before = _files_before(targets, loaded, force=force)
    if not anyway:
        _ask_about_open_questions(loaded, blocs or work.blocs)
    with with_collector(), bar_when_slow(say("Tạo biểu mẫu", "Making forms")) as progress:

        def made() -> "Iterator[NewFile]":
            own_units, checkers = zip(*chosen, strict=True)
            data = (one for _, one in forms_of(loaded, scoring_input, own_units, checkers=checkers, prefill=prefill))
            for done, new in enumerate(map(NewFile, targets, data, before), start=1):
                yield new
                if progress is not None:
                    progress(done, len(chosen))

        _write(made(), targets[0])
    name, number = of_stage.name, len(targets)
    folder = Path(os.path.commonpath([file.parent for file in targets]))
    where = display_path(targets[0] if number == 1 else folder)
    tell(
        say(
            f"Đã tạo {number} biểu mẫu bước “{name}”: {where}. Khi nhận lại biểu mẫu đã điền, dùng lệnh `qcdc import`.",
            f"Made {number} form{'' if number == 1 else 's'} of the stage “{name}”: {where}. Read filled-in forms "
            "with `qcdc import`.",
        )
    )


def _appeal_forms(
    loaded: "Loaded", named: "Sequence[str]", bloc: str | None, period: str | None, output: str | None, *, force: bool
) -> None:
    """Make the forms for appeals of the units that have a verified mark; name those that have none."""
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.commands import session
    from qcdc_cli.commands.output import tell
    from qcdc_cli.forms.issuing.appeal_form import appeal_forms_of
    from qcdc_cli.language.names import in_sentence
    from qcdc_cli.storage.replacing import NewFile

    work = session.start(loaded, session.Choice(bloc, period, any_results=True))
    chosen = _not_sealed(work, list(dict.fromkeys(named)), bloc)
    made = dict(appeal_forms_of(work.scoring_input, chosen))
    names = in_sentence(*(work.campaign.unit_name(unit) for unit in chosen if unit not in made))
    told = Text(f"chưa có điểm thẩm định để giải trình: {names.vi}", f"no verified mark to appeal against: {names.en}")
    if not made:
        raise QcdcError(Problem("Q879", {"why": told}))
    own_folder = loaded.folder if loaded.folder is not None else Path()
    names_of_files = [f"{unit}_{work.scoring_input.period}_giai-trinh.xlsx" for unit in made]
    targets = _targets(names_of_files, output, own_folder / _FOLDER)
    before = _files_before(targets, loaded, force=force)
    _write(map(NewFile, targets, made.values(), before), targets[0])
    where = display_path(targets[0] if len(made) == 1 else targets[0].parent)
    tell(
        say(
            f"Đã tạo {len(made)} phiếu giải trình: {where}. Khi nhận lại phiếu đã điền, dùng lệnh `qcdc import`.",
            f"Made {len(made)} form{'' if len(made) == 1 else 's'} for appeals: {where}. Read filled-in forms with "
            "`qcdc import`.",
        )
    )
    if len(made) < len(chosen):
        tell(say(f"Không tạo phiếu cho đơn vị {told.vi}.", f"Not made where there is {told.en}."))


def _not_sealed(work: "Session", named: "list[str]", bloc: str | None) -> "list[str]":
    """Return the units to make forms for: those named, or all but those of blocs that are sealed, which are told.

    Raises:
        QcdcError: Q014 where what was asked for is sealed, or all of it.
    """
    from qcdc_cli.commands.output import tell
    from qcdc_cli.commands.sealed_periods import NO_FORMS, SealedPeriods
    from qcdc_cli.language.names import in_sentence

    campaign, period = work.campaign, work.scoring_input.period
    units = named or work.units()
    assert work.loaded.folder is not None  # noqa: S101 - forms are made for campaigns
    sealed = SealedPeriods(campaign, work.loaded.folder)
    blocs = campaign.bloc_by_unit
    closed = sealed.of(period, {blocs[unit] for unit in units})
    left = [unit for unit in units if blocs[unit] not in closed]
    if closed and (named or bloc is not None or not left):
        sealed.refuse(period, closed, NO_FORMS)
    if closed:
        names = in_sentence(*(campaign.blocs[one].name for one in closed))
        tell(say(f"Đã niêm phong, không tạo biểu mẫu: {names.vi}.", f"Sealed, so that no forms are made: {names.en}."))
    return left


def _existing(files: "Iterable[Path]") -> QcdcError:
    """Return the refusal to replace forms, which somebody may have filled in."""
    from qcdc_cli.campaign.file_lookup import display_path

    there = sorted(map(display_path, files))
    named = ", ".join(there[:_MOST_NAMED]) + ", …" * (len(there) > _MOST_NAMED)
    many = Text(f"{named} ({len(there)} tệp)", f"{named} ({len(there)} files)")
    return QcdcError(Problem("Q743", {"path": named if len(there) == 1 else many}), could_not_run=True)


def _ask_about_open_questions(loaded: "Loaded", blocs: "Collection[str]") -> None:
    """Ask whether to make forms over a rubric that leaves questions open; refuse where nobody can be asked.

    Raises:
        QcdcError: Q779, unless somebody says yes.
    """
    from qcdc_cli.commands.output import says_yes

    own = {loaded.rubric_places[bloc](()).path for bloc in blocs}
    others = {place(()).path for place in loaded.rubric_places.values()} - own
    left = [one for one in loaded.problems if one.code == "Q545" and one.place and one.place.path not in others]
    if not left:
        return
    where = "; ".join(f"{one.place.path if one.place else ''}, {one.values['lines']}" for one in left)
    number = sum(int(str(one.values["number"])) for one in left)
    question = say(
        f"Thang điểm còn {number} nội dung chưa quyết định ({where}). Vẫn tạo biểu mẫu?",
        f"The rubric leaves decisions open ({number}: {where}). Make the forms all the same?",
    )
    if not says_yes(question):
        raise QcdcError(*(problem._replace(code="Q779") for problem in left))


def _refuse_losses(existing: "Sequence[Path]", loaded: "Loaded") -> None:
    """Refuse to replace inputs of the campaign, and forms that hold what the sheets do not have."""
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.forms.form_files import form_at
    from qcdc_cli.forms.importing.forms_in_place import holds_more_than_sheets
    from qcdc_cli.forms.sheet_file import CampaignSheets

    refuse_overwriting(existing, forms=False)
    sheets = CampaignSheets.of(loaded)
    full = [file for file in existing if form_at(file) is not None and holds_more_than_sheets(file, sheets)]
    if full:
        raise QcdcError(*(Problem("Q124", {"path": display_path(file)}) for file in full), could_not_run=True)


def _stage(campaign: "Campaign", period: str, checker: str | None) -> str:
    """Return the stage whose forms are made where none is named: the first one, of a checker the first assigned."""
    stages = [one.id for one in campaign.stages]
    if checker is None:
        return stages[0]
    assigned = (one for one in stages if any(checker in own for own in campaign.assigned(period, one).values()))
    return next(assigned, None) or next((one for one in stages if campaign.gives(checker, one)), stages[0])


def _forms(
    scoring_input: "ScoringInput", units: "Sequence[str]", checker: str | None, *, named: bool
) -> "list[tuple[str, str]]":
    """Return the units of the forms, each with the checker who fills it in; "" for a unit that no checker has.

    Raises:
        QcdcError: Q848 for a checker who has none of the units, or not one that was named; Q857 for units without a
            checker, at a stage at which two mark.
    """
    from qcdc_cli.language.names import first_words

    campaign, period = scoring_input.campaign, scoring_input.period
    stage = campaign.stages[scoring_input.stage].id
    assigned = campaign.assigned(period, stage)
    if checker is None:
        open_units = [unit for unit in units if not assigned.get(unit)]
        if open_units and campaign.stages[scoring_input.stage].double:
            told = {"stage": stage, "period": period, "units": first_words(open_units, what="đơn vị")}
            raise QcdcError(Problem("Q857", told), could_not_run=True)
        return [(unit, one) for unit in units for one in assigned.get(unit) or [""]]
    own = [unit for unit in units if checker in assigned.get(unit, ())]
    lacking = [unit for unit in units if unit not in own] if named else []
    if own and not lacking:
        return [(unit, checker) for unit in own]
    listed = ", ".join(f"`{unit}`" for unit in lacking)
    which = Text(listed, listed) if lacking else Text("đơn vị nào", "any unit")
    values: dict[str, str | Text] = {"checker": checker, "stage": stage, "period": period, "units": which}
    raise QcdcError(Problem("Q848", values), could_not_run=True)


def _targets(names: "Sequence[str]", output: str | None, usual: Path) -> list[Path]:
    """Return the file of each form, by the forms' own names; where no place was asked for, in the usual folder.

    Raises:
        QcdcError: Q906 for one file where several forms are made.
    """
    if output is not None and Path(output).suffix.lower() == ".xlsx":
        if len(names) == 1:
            return [Path(output)]
        values = {"found": output, "option": "--output", "command": "qcdc form"}
        raise QcdcError(Problem("Q906", values, output), could_not_run=True)
    folder = Path(output) if output else usual
    return [folder / name for name in names]


def _files_before(targets: "Sequence[Path]", loaded: "Loaded", *, force: bool) -> "list[str | None]":
    """Return the digests of what stands where forms are written, which only `--force` replaces, and never marks.

    Raises:
        QcdcError: Q743 for forms that are there already; with `--force` what `_refuse_losses` raises.
    """
    from qcdc_cli.storage.disk import file_digest

    before = [file_digest(Path(os.path.realpath(file))) for file in targets]
    existing = [file for file in targets if file.exists()]
    if existing and not force:
        raise _existing(existing)
    _refuse_losses(existing, loaded)
    return before


def _write(files: "Iterable[NewFile]", first: Path) -> None:
    """Write forms, all of them or none.

    Args:
        files: the forms, each made when its turn comes.
        first: where the first one goes.

    Raises:
        QcdcError: Q743 where another run has made them meanwhile.
    """
    from qcdc_cli.commands.output import journal_folder, tell
    from qcdc_cli.storage.replacing import ChangedMeanwhileError, replace_all

    try:
        replace_all(files, journal_folder(first), tell)
    except ChangedMeanwhileError as failure:
        raise _existing(failure.files) from failure
