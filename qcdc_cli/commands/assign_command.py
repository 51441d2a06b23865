"""`qcdc assign`: who checks whom, by a number that a meeting draws."""

import re
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Problem, QcdcError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.commands.campaign_loading import CampaignFile
    from qcdc_cli.process.assigning import DrawList
    from qcdc_cli.render.lists import List

_NUMBER = re.compile("[0-9]{1,12}")  # what qcdc.yaml takes as the number drawn

StageOption = Annotated[
    str | None,
    options.stage_option(
        "Bước chấm được phân công; mặc định bước đầu tiên có người thẩm định.",
        "The stage to assign; by default the first one at which checkers mark.",
    ),
]
SeedOption = Annotated[
    str | None,
    options.option(
        "Số bốc được ở cuộc họp, sau khi chốt danh sách; có số này mới phân công và ghi vào qcdc.yaml.",
        "The number that the meeting drew once the list was fixed; with it units are assigned, qcdc.yaml written.",
        "--seed",
        value=terms.NUMBER,
    ),
]
DryRunOption = Annotated[
    bool,
    options.option(
        "Chỉ xem số này cho kết quả gì, không ghi vào qcdc.yaml.",
        "Only show what the number gives; write nothing.",
        "--dry-run",
        "-n",
    ),
]
ForceOption = Annotated[
    bool,
    options.option(
        "Bốc thăm lại: thay phân công đã có.", "Draw again: replace the assignment that there is.", "--force"
    ),
]
UnevenOption = Annotated[
    bool,
    options.option(
        "Chấp nhận chia không đều khi không thể đều, ở mức đều nhất có thể.",
        "Take loads that are as even as can be, where they cannot be even to one.",
        "--uneven",
    ),
]

HELP = Text(
    "Không có --seed: xem phân công đã ghi; nếu chưa có thì xem danh sách cần chốt trước khi bốc thăm.\nKhông ai thẩm "
    "định đơn vị của mình; ít cặp đơn vị thẩm định lẫn nhau nhất; mỗi người nhiều hơn người khác tối đa một đơn vị.",
    "Without --seed it shows who is assigned; where nobody is, the list to fix before lots are drawn.\nNobody checks "
    "their own unit; as few units as possible check each other; nobody has over one unit more than another.",
)


def command(
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: StageOption = None,
    seed: SeedOption = None,
    dry_run: DryRunOption = False,
    force: ForceOption = False,
    uneven: UnevenOption = False,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Show who checks whom; with a number that was drawn, assign and record it."""
    from qcdc_cli.commands.campaign_loading import campaign_file
    from qcdc_cli.commands.lookup import bloc_ids, period_id
    from qcdc_cli.commands.output import refuse_output, show_report
    from qcdc_cli.commands.sealed_periods import NOT_ASSIGNED, SealedPeriods
    from qcdc_cli.commands.usage import list_format, refuse_together
    from qcdc_cli.process.assigning import DrawList
    from qcdc_cli.render.report import ListReport

    chosen = list_format(style, output)
    without_number = {"--dry-run": dry_run, "--force": force, "--uneven": uneven}
    needless = next((name for name, written in without_number.items() if written and seed is None), None)
    if needless is not None:
        raise QcdcError(Problem("Q903", {"found": "--seed", "command": f"qcdc assign {needless}"}), could_not_run=True)
    refuse_together({"--dry-run": dry_run, "--force": force}, "--dry-run")
    number = None if seed is None else _number(seed)
    file = campaign_file()
    campaign = file.campaign
    fixed = DrawList(campaign, period_id(campaign, period), _stage(file, stage), bloc_ids(campaign, bloc))
    if number is None:
        lists = _there(fixed)
    else:
        refuse_output(output)  # before anything is recorded
        if not dry_run:
            SealedPeriods(campaign, file.file.parent).refuse(fixed.period, fixed.blocs, NOT_ASSIGNED)
        if not dry_run and not force:
            _refuse_again(fixed, file)
        lists = _drawn(fixed, file, number, dry_run=dry_run, uneven=uneven)
    show_report(ListReport(campaign, fixed.period, lists, {"stage": fixed.stage}), chosen, output)


def _number(typed: str) -> int:
    """Return the number that was drawn: digits, whatever zeros stand before them."""
    if not _NUMBER.fullmatch(typed.strip()):
        values = {"found": typed, "option": "--seed", "command": "qcdc assign"}
        allowed = Text("một số nguyên từ 0, tối đa 12 chữ số", "a whole number from 0, of at most 12 digits")
        raise QcdcError(Problem("Q906", values, typed, allowed), could_not_run=True)
    return int(typed)


def _stage(file: "CampaignFile", stage: str | None) -> str:
    """Return the id of the stage to assign."""
    from qcdc_cli.commands.lookup import stage_id

    campaign = file.campaign
    if not campaign.checkers:
        why = Text("đợt thi đua chưa có khóa `checkers`", "the campaign has no `checkers`")
        first = stage_id(campaign, stage) or campaign.stages[min(1, len(campaign.stages) - 1)].id
        raise QcdcError(file.document.located(Problem("Q846", {"stage": first, "why": why})))
    checked = (one.id for one in campaign.stages if any(campaign.gives(who, one.id) for who in campaign.checkers))
    return stage_id(campaign, stage) or next(checked, campaign.stages[0].id)


def _repeat(fixed: "DrawList", seed: object, *more: str) -> str:
    bloc = [] if len(fixed.blocs) == len(fixed.campaign.blocs) else [f"--bloc {fixed.blocs[0]}"]
    words = ["qcdc assign", *bloc, f"--period {fixed.period}", f"--stage {fixed.stage}", f"--seed {seed}", *more]
    return " ".join(words)


def _there(fixed: "DrawList") -> "tuple[List, ...]":
    """Return what is assigned already, or else the list among whom lots will be drawn."""
    from qcdc_cli.process.assigning import obstacles_of
    from qcdc_cli.process.assignments import assigned_stage, draws_of
    from qcdc_cli.render.lists.assigning import assignment_lists, lists_to_fix, recorded_lines

    assigned = assigned_stage(fixed)
    if not any(assigned.checkers_of.values()):
        return lists_to_fix(fixed, _repeat(fixed, say("SỐ", "NUMBER")), obstacles_of(fixed))
    draws = draws_of(fixed)
    lines, warnings = recorded_lines(fixed.campaign, draws)
    if not draws:
        lines = [say("Phân công ghi trực tiếp trong qcdc.yaml, không bốc thăm", "Written by hand, no lots drawn")]
    seeds = {one.draw.seed for one in draws}
    again = _repeat(fixed, seeds.pop(), "--dry-run") if len(seeds) == 1 else ""
    drawn = {bloc: one.draw for one in draws for bloc in one.blocs}
    return assignment_lists(assigned, drawn, lines, warnings, again)


def _refuse_again(fixed: "DrawList", file: "CampaignFile") -> None:
    """Refuse to replace an assignment (Q847): lots are drawn once."""
    campaign = fixed.campaign
    there, draws = campaign.assigned(fixed.period, fixed.stage), campaign.draws.get(fixed.period, {})
    problems = []
    for bloc in fixed.blocs:
        if any(there.get(unit) for unit in campaign.blocs[bloc].units):
            draw = draws.get(fixed.stage, {}).get(bloc)
            seed: Text | str = "" if draw is None else Text(f" (số {draw.seed})", f" (by {draw.seed})")
            values = {"stage": fixed.stage, "period": fixed.period, "bloc": bloc, "seed": seed}
            path = ("assignments", fixed.period, fixed.stage)
            problems.append(file.document.located(Problem("Q847", values, path=path)))
    if problems:
        raise QcdcError(*problems)


def _drawn(fixed: "DrawList", file: "CampaignFile", seed: int, *, dry_run: bool, uneven: bool) -> "tuple[List, ...]":
    """Assign by a number, and record it unless that is only to be looked at."""
    from qcdc_cli.campaign.checking import Draw
    from qcdc_cli.process.assigning import TooFew, drawn
    from qcdc_cli.process.assignments import AssignedStage
    from qcdc_cli.render.lists.assigning import assignment_lists, draw_lines, drawn_warnings, obstacle_text

    result = drawn(fixed, seed, uneven=uneven)
    if isinstance(result, tuple):
        raise QcdcError(
            *(
                file.document.located(
                    Problem(
                        "Q846",
                        {"stage": fixed.stage, "why": obstacle_text(fixed.campaign, one)},
                        path=("units", one.unit) if isinstance(one, TooFew) else ("checkers", one.over[0]),
                    )
                )
                for one in result
            )
        )
    if not dry_run:
        _record(fixed, file, seed, result.checkers)
    draws = {part.blocs: Draw(seed=str(seed), digest=part.digest) for part in fixed.parts}
    about = draw_lines(fixed.campaign, [(draw, blocs) for blocs, draw in draws.items()])
    drawn_by = {bloc: draw for blocs, draw in draws.items() for bloc in blocs}
    again = _repeat(fixed, seed, *(["--uneven"] if result.obstacles else []), "--dry-run")
    assigned = AssignedStage(fixed, result.checkers)
    return assignment_lists(assigned, drawn_by, about, drawn_warnings(fixed, result), again)


def _record(fixed: "DrawList", file: "CampaignFile", seed: int, checkers: "Mapping[str, tuple[str, ...]]") -> None:
    """Write the assignment and the number into qcdc.yaml; all else there stays."""
    from itertools import chain

    from qcdc_cli.campaign.recording import with_entries
    from qcdc_cli.commands.output import replace_files, tell
    from qcdc_cli.commands.sealed_periods import NOT_ASSIGNED, none_sealed
    from qcdc_cli.storage.disk import digest
    from qcdc_cli.storage.replacing import NewFile

    campaign: Campaign = fixed.campaign
    draws = {bloc: {"seed": str(seed), "digest": digest_of_list} for bloc, digest_of_list in fixed.digests.items()}
    entries = {
        "assignments": {fixed.period: {fixed.stage: {unit: list(own) for unit, own in checkers.items()}}},
        "draws": {fixed.period: {fixed.stage: draws}},
    }
    data = with_entries(file.data, entries, campaign, file.document.path)
    sheets = [(unit, fixed.period) for unit in checkers]
    new = NewFile(file.file, data, digest(file.data))
    replace_files(chain(none_sealed(campaign, file.file.parent, sheets, NOT_ASSIGNED), [new]), file.file.parent)
    period = "" if fixed.period == campaign.period else f" --period {fixed.period}"
    forms = f"qcdc form --stage {fixed.stage}{period}"
    tell(
        say(
            f"Đã ghi phân công {len(checkers)} đơn vị vào {file.document.path}. Tiếp theo: `{forms}` tạo biểu mẫu cho "
            "từng người thẩm định.",
            f"Wrote who checks {len(checkers)} units into {file.document.path}. Next: `{forms}` makes the forms of "
            "each checker.",
        )
    )
