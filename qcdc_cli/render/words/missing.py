"""What is missing in a unit's results, what is left out of them, and what was not carried over, in words."""

from collections.abc import Iterable, Mapping, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import State
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.words.names import ids, unit_name
from qcdc_cli.scoring.result import UnitResult


def provisional() -> str:
    """Return the line that heads what is missing."""
    return say("TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:", "PROVISIONAL, not the final result. Missing:")


def provisional_lines(units: Iterable[tuple[str, UnitResult, str]]) -> tuple[str, ...]:
    """Head what units lack, each unit as `gaps` takes it; nothing where nothing is missing."""
    lines = [line for unit in units for line in gaps(*unit)]
    return (provisional(), *lines) if lines else ()


def gaps(name: str, result: UnitResult, stage: str) -> list[str]:
    """Say what a unit lacks, one line for each thing.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
        stage: the name of the stage that the bloc has come to.
    """
    if result.sheet is None:
        lines = [say(*terms.NO_SHEET)]
    else:
        lines = []
        # bonus, penalties and what the period does not hold want no mark
        wanted = sum(not one.extra and one.state is not State.NOT_HELD for one in result.criteria)
        blank, late = (
            say("chưa chấm", "blank:"),
            say(f"chưa có điểm bước {stage}:", f"no mark of the stage {stage} yet:"),
        )
        for missing, what in ((result.blank, blank), (result.unverified, late)):
            number = len(missing)
            if missing and number >= wanted:
                lines.append(say(f"{what} cả {number} tiêu chí", f"{what} all {number} criteria"))
            elif missing:
                lines.append(f"{what} {ids(missing)}")
    return [_about(name, line) for line in lines]


def left_out(name: str, result: UnitResult) -> list[str]:
    """Say which criteria have no mark but a state, and what that does to both sides.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
    """
    if result.sheet is None:
        return []
    lines = []
    excluded = {criterion.criterion.id for criterion in result.excluded}
    for state in (State.NOT_APPLICABLE, State.UNASSIGNED):
        having = [one for one in result.criteria if one.state is state and not one.extra]
        out = [one.criterion.id for one in having if one.criterion.id in excluded]
        rest = figure(result.maximum)
        if out:
            effect = say(
                f"không tính vào điểm đạt và điểm tối đa; điểm tối đa còn {rest}",
                f"left out of the total and of the maximum; the maximum is {rest}",
            )
            lines.append(_about(name, f"{state.title} {ids(out)} ({effect})"))
        for one in having:
            if one.criterion.id not in excluded:
                points = figure(one.points)
                counted = say(f"tính {points} điểm", f"{points} points")
                lines.append(_about(name, f"{state.title} {one.criterion.id} ({counted})"))
    return lines


def not_carried_lines(campaign: Campaign, lost: Mapping[str, Sequence[str]], units: Iterable[str]) -> tuple[str, ...]:
    """Say what could not be carried over to another rubric, one line per unit; nothing where all could."""
    lines = []
    for unit in units:
        if unit in lost:
            name, number, listed = unit_name(campaign, unit), len(lost[unit]), ids(lost[unit])
            what = "criterion" if number == 1 else "criteria"
            lines.append(say(f"{name}: {number} tiêu chí ({listed})", f"{name}: {number} {what} ({listed})"))
    if not lines:
        return ()
    head = say(
        "Các điểm sau không chuyển được sang thang điểm này, coi là chưa chấm (xem đầy đủ bằng `qcdc check --rubric`):",
        "Marks that cannot be carried over to this rubric, taken as blank (all with `qcdc check --rubric`):",
    )
    return (head, *lines)


def _about(name: str, line: str) -> str:
    return f"{name}: {line}" if name else line[:1].upper() + line[1:]
