"""Who checks whom, as lists: by unit and by checker; and before lots are drawn, the list that is to be fixed."""

from collections.abc import Iterable, Mapping, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.checking import Draw
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.names import first_words, in_sentence
from qcdc_cli.process.assigning import Assignment, DrawList, Obstacle, TooFew, Uneven
from qcdc_cli.process.assignments import AssignedStage, DrawnBlocs, DrawState
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.words.names import checker_with_unit

_ROLES = {"leader": terms.LEADER, "deputy": terms.DEPUTY, "helper": Text("Tổ giúp việc", "Helper team")}
_CHECKERS = Text("Người thẩm định", "Checkers")
_OWN_UNIT = Text("Đơn vị công tác", "Own unit")
_MOST_DRAWS = 3  # that are told one by one above a list
_ROLE = Text("Vai trò", "Role")


def assignment_lists(
    assigned: AssignedStage,
    drawn: Mapping[str, Draw],
    about: Sequence[str],
    warnings: Sequence[str],
    repeat: str,
) -> tuple[List, ...]:
    """Return who checks each unit, and which units each checker has.

    Args:
        assigned: who checks whom.
        drawn: the numbers that blocs were drawn with, by the blocs' ids.
        about: lines on how the assignment came about.
        warnings: what must be read before it.
        repeat: the command that gives the same once more; "" where none does.
    """
    campaign, fixed = assigned.campaign, assigned.fixed
    subtitle = (*_subtitle(fixed), *about)
    notes = (say(f"Lặp lại: {repeat}", f"To repeat it: {repeat}"),) if repeat else ()
    units, checkers = list(assigned.checkers_of), list(assigned.units_of)
    draws = [drawn.get(campaign.bloc_of(unit) or "") for unit in units]
    by_unit = List(
        "units",
        say("Phân công thẩm định theo đơn vị", "Checkers by unit"),
        (
            *_bloc_column(fixed, units),
            *_unit_columns(campaign, units),
            ListColumn("checkers", "", list(assigned.checkers_of.values())),
            ListColumn("seed", "", [None if one is None else one.seed for one in draws]),
            ListColumn("digest", "", [None if one is None else one.digest for one in draws]),
            ListColumn(
                "checker_names",
                str(_CHECKERS),
                [tuple(checker_with_unit(campaign, one) for one in own) for own in assigned.checkers_of.values()],
                wraps=True,
            ),
        ),
        subtitle=subtitle,
        warnings=(*warnings, *_mutual(assigned), *_without(assigned)),
        notes=notes,
        signed=True,
    )
    by_checker = List(
        "checkers",
        say("Phân công theo người thẩm định", "Units by checker"),
        (
            *_checker_columns(campaign, checkers),
            ListColumn("number", say(*terms.NUMBER_OF_UNITS), [len(own) for own in assigned.units_of.values()]),
            ListColumn("units", "", list(assigned.units_of.values())),
            ListColumn(
                "unit_names",
                say("Đơn vị được giao", "Has to check"),
                [tuple(map(campaign.unit_name, own)) for own in assigned.units_of.values()],
                wraps=True,
            ),
        ),
        subtitle=subtitle,
        notes=notes,
        signed=True,
    )
    return by_unit, by_checker


def lists_to_fix(fixed: DrawList, command: str, obstacles: Sequence[Obstacle] = ()) -> tuple[List, ...]:
    """Return the units and the checkers among whom lots will be drawn, with what the meeting does next.

    Args:
        fixed: the list.
        command: what is run with the number that was drawn.
        obstacles: what no number can give an assignment for, or no even one.
    """
    campaign, units, checkers = fixed.campaign, list(fixed.units), list(fixed.checkers)
    own = [campaign.checkers[one] for one in checkers]
    of_unit: dict[str | None, list[str]] = {}
    for one in checkers:
        of_unit.setdefault(campaign.checkers[one].unit, []).append(one)
    several = len(fixed.parts) > 1
    notes = (
        say(
            "Mã kiểm tra của danh sách từng khối ở cột cuối bảng đơn vị",
            "Each bloc's list has its digest in the last column of the units",
        )
        if several
        else say(f"Mã kiểm tra của danh sách: {fixed.digest}", f"The list's digest: {fixed.digest}"),
        *_next_steps(command, obstacles),
    )
    subtitle = (
        *_subtitle(fixed),
        say(
            f"Mỗi đơn vị {campaign.checking.per_unit} người thẩm định; chưa bốc thăm",
            f"Checkers of each unit: {campaign.checking.per_unit}; lots are not drawn yet",
        ),
    )
    return (
        List(
            "units",
            say("Đơn vị được thẩm định", "Units to check"),
            (
                *_bloc_column(fixed, units),
                *_unit_columns(campaign, units),
                ListColumn(
                    "candidates",
                    say("Số người có thể giao", "Who may check it"),
                    [sum(1 for _ in fixed.candidates(unit)) for unit in units],
                ),
                ListColumn(
                    "own_checkers",
                    say("Người của đơn vị", "Of the unit itself"),
                    [tuple(campaign.checkers[one].name for one in of_unit.get(unit, ())) for unit in units],
                    wraps=True,
                ),
                ListColumn(
                    "digest",
                    say("Mã kiểm tra", "Digest") if several else "",
                    [fixed.digests[campaign.bloc_of(unit) or ""] for unit in units],
                ),
            ),
            subtitle=subtitle,
            warnings=tuple(_obstacle_lines(campaign, obstacles)),
        ),
        List(
            "checkers",
            say("Danh sách người thẩm định", "Those who check"),
            (
                *_checker_columns(campaign, checkers),
                _units_named(campaign, "prefers", say("Nguyện vọng", "Wishes for"), [one.prefers for one in own]),
                _units_named(campaign, "excludes", say("Loại trừ", "Excludes"), [one.excludes for one in own]),
            ),
            subtitle=subtitle,
            notes=notes,
            signed=True,
        ),
    )


def _next_steps(command: str, obstacles: Sequence[Obstacle]) -> list[str]:
    """Say what is done with a list: it is fixed and lots are drawn, unless no number can give an assignment."""
    if not obstacles:
        return [
            say(
                "Chốt danh sách này ở cuộc họp (ghi mã kiểm tra vào biên bản), sau đó mới bốc một số bất kỳ và chạy: "
                f"{command}",
                "Fix this list at the meeting (write its digest into the minutes); only then draw any number, and run: "
                f"{command}",
            )
        ]
    change = say(
        "Chưa chốt danh sách này: sửa `checkers` hoặc `checking` trong qcdc.yaml, rồi xem lại.",
        "Do not fix this list yet: change `checkers` or `checking` in qcdc.yaml, and look again.",
    )
    if any(isinstance(one, TooFew) for one in obstacles):
        return [change]
    uneven = say(
        f"Nếu cuộc họp chấp nhận chia không đều thì chốt danh sách, bốc một số bất kỳ và chạy: {command} --uneven",
        f"If the meeting takes uneven loads, fix the list, draw any number, and run: {command} --uneven",
    )
    return [change, uneven]


def _obstacle_lines(campaign: Campaign, obstacles: Sequence[Obstacle]) -> list[str]:
    """Say what stands in the way, whatever number is drawn; units with too few checkers in one line."""
    lines = [_sentence(obstacle_text(campaign, one)) for one in obstacles if isinstance(one, Uneven)]
    if short := [one.unit for one in obstacles if isinstance(one, TooFew)]:
        names, needed = _units(campaign, short), campaign.checking.per_unit
        lines.append(
            say(
                f"Bốc số nào cũng không phân công được: mỗi đơn vị cần {needed} người thẩm định, không đủ người để "
                f"giao {names.vi}.",
                f"No number gives an assignment: each unit needs {needed}, and fewer may check {names.en}.",
            )
        )
    return lines


def _subtitle(fixed: DrawList) -> tuple[str, str]:
    campaign, number = fixed.campaign, len(fixed.blocs)
    stage = next(one.name for one in campaign.stages if one.id == fixed.stage)
    blocs = campaign.blocs[fixed.blocs[0]].name if number == 1 else say(f"{number} khối", f"{number} blocs")
    return blocs, say(f"Bước chấm: {stage}", f"Stage: {stage}")


def _bloc_column(fixed: DrawList, units: Sequence[str]) -> list[ListColumn]:
    ids = [fixed.campaign.bloc_of(unit) or "" for unit in units]
    if len(fixed.blocs) == 1:
        return [ListColumn("bloc", "", ids)]
    names = [fixed.campaign.blocs[one].name for one in ids]
    return [ListColumn("bloc", "", ids), ListColumn("bloc_name", say(*terms.BLOC), names, wraps=True)]


def _unit_columns(campaign: Campaign, units: Sequence[str]) -> tuple[ListColumn, ...]:
    names = [campaign.unit_name(unit) for unit in units]
    return ListColumn("unit", "", units), ListColumn("name", say(*terms.UNIT), names, wraps=True)


def _checker_columns(campaign: Campaign, checkers: Sequence[str]) -> tuple[ListColumn, ...]:
    own = [campaign.checkers[one] for one in checkers]
    return (
        ListColumn("checker", "", checkers),
        ListColumn("name", say(*terms.CHECKER), [one.name for one in own], wraps=True),
        ListColumn("unit", "", [one.unit for one in own]),
        ListColumn("unit_name", str(_OWN_UNIT), [one.unit and campaign.unit_name(one.unit) for one in own], wraps=True),
        ListColumn("role", str(_ROLE), [str(_ROLES[one.role]) for one in own]),
    )


def _units_named(campaign: Campaign, key: str, title: str, units: Iterable[tuple[str, ...]]) -> ListColumn:
    return ListColumn(key, title, [tuple(map(campaign.unit_name, own)) for own in units], wraps=True)


def draw_lines(campaign: Campaign, draws: Sequence[tuple[Draw, Sequence[str]]], state: str = "") -> list[str]:
    """Say which numbers were drawn, and for which lists; of many lists only the numbers.

    Args:
        campaign: the campaign.
        draws: each number with the blocs that it was drawn for together.
        state: what else is said of all of them.
    """
    if len(draws) <= _MOST_DRAWS:
        named = len(draws) > 1
        return [
            (f"{', '.join(campaign.blocs[bloc].name for bloc in blocs)}. " if named else "")
            + say(
                f"Số bốc thăm: {draw.seed}; mã kiểm tra của danh sách: {draw.digest}",
                f"Drawn: {draw.seed}; the list's digest: {draw.digest}",
            )
            + state
            for draw, blocs in draws
        ]
    numbers: dict[int, int] = {}
    for draw, blocs in draws:
        numbers[draw.seed] = numbers.get(draw.seed, 0) + len(blocs)
    return [
        say(f"Số bốc thăm: {seed} ({number} khối)", f"Drawn: {seed} ({number} blocs)") + state
        for seed, number in numbers.items()
    ]


def recorded_lines(campaign: Campaign, draws: Sequence[DrawnBlocs]) -> tuple[list[str], list[str]]:
    """Return what is said about how a recorded assignment came about, and what must be read of it first."""
    as_drawn = [(one.draw, one.blocs) for one in draws if one.state is DrawState.AS_DRAWN]
    others = [(one.draw, one.blocs) for one in draws if one.state is not DrawState.AS_DRAWN]
    lines = draw_lines(campaign, as_drawn, say("; đúng kết quả bốc thăm", "; as drawn")) if as_drawn else []
    lines += draw_lines(campaign, others) if others else []
    warnings = []
    for one in draws:
        blocs = "" if len(draws) == 1 else f"{', '.join(campaign.blocs[bloc].name for bloc in one.blocs)}. "
        if one.state is DrawState.EDITED:
            names = _units(campaign, one.edited)
            told = say(f"Khác kết quả bốc thăm ở: {names.vi}.", f"Other than the number gives: {names.en}.")
            warnings.append(blocs + told)
        elif one.state is DrawState.OTHER_LIST:
            warnings.append(
                blocs
                + say(
                    "Danh sách đơn vị, người thẩm định hoặc quy định đã thay đổi sau khi bốc thăm.",
                    "The list of units and checkers, or what is asked of them, has changed since lots were drawn.",
                )
            )
    return lines, warnings


def drawn_warnings(fixed: DrawList, assignment: Assignment) -> list[str]:
    """Return what must be read about an assignment that was just drawn."""
    campaign = fixed.campaign
    lines = _obstacle_lines(campaign, assignment.obstacles)
    if assignment.mutual and not assignment.certain:
        lines.append(
            say(
                "Chưa chắc là ít cặp thẩm định lẫn nhau nhất: có quá nhiều cách phân công để thử hết.",
                "There may be ways with fewer pairs that check each other: there are too many to try them all.",
            )
        )
    if assignment.together:
        names = _units(campaign, assignment.together)
        lines.append(
            say(
                f"Có người thẩm định cùng một đơn vị công tác ở: {names.vi}.",
                f"Checkers of one unit come together at: {names.en}.",
            )
        )
    if assignment.wishes < assignment.all_wishes:
        met = f"{assignment.wishes}/{assignment.all_wishes}"
        lines.append(say(f"Đáp ứng {met} nguyện vọng (`prefers`).", f"Wishes (`prefers`) that are met: {met}."))
    return lines


def _mutual(assigned: AssignedStage) -> list[str]:
    campaign = assigned.campaign
    pairs = [" – ".join(str(in_sentence(campaign.unit_name(unit))) for unit in pair) for pair in assigned.mutual]
    if not pairs:
        return []
    listed = first_words(pairs, what="cặp")
    return [
        say(
            f"{len(pairs)} cặp đơn vị thẩm định lẫn nhau: {listed}.",
            f"Pairs of units that check each other ({len(pairs)}): {listed}.",
        )
    ]


def _without(assigned: AssignedStage) -> list[str]:
    if not assigned.without:
        return []
    names, needed = _units(assigned.campaign, assigned.without), assigned.campaign.checking.per_unit
    return [
        say(
            f"Chưa đủ {needed} người thẩm định: {names.vi}.",
            f"With fewer than {needed} checkers: {names.en}.",
        )
    ]


def _units(campaign: Campaign, units: Sequence[str]) -> Text:
    """Name units in a sentence, the first ones of many."""
    names = [in_sentence(campaign.unit_name(unit)) for unit in units]
    return Text(first_words([name.vi for name in names]), first_words([name.en for name in names]))


def _sentence(text: Text) -> str:
    shown = str(text)
    return f"{shown[:1].upper()}{shown[1:]}."


def obstacle_text(campaign: Campaign, obstacle: Obstacle) -> Text:
    """Say who stands in the way of an assignment."""
    if isinstance(obstacle, TooFew):
        return _too_few(campaign, obstacle)
    assert isinstance(obstacle, Uneven)  # noqa: S101 - there is no other
    units = _units(campaign, obstacle.units)
    over, under = (
        first_words([campaign.checkers[one].name for one in people], what="người")
        for people in (obstacle.over, obstacle.under)
    )
    return Text(
        f"{units.vi} không còn ai khác ngoài {over} để giao, nên có người phải nhận {obstacle.most} đơn vị, trong khi "
        f"{under} chỉ nhận được {obstacle.least} đơn vị",
        f"for {units.en} nobody is left but {over}, so that somebody gets {obstacle.most} units, while {under} can get "
        f"only {obstacle.least}",
    )


def _too_few(campaign: Campaign, obstacle: TooFew) -> Text:
    unit, needed = in_sentence(campaign.unit_name(obstacle.unit)), campaign.checking.per_unit
    number, names = (
        len(obstacle.candidates),
        first_words([campaign.checkers[one].name for one in obstacle.candidates], what="người"),
    )
    if not number:
        return Text(
            f"{unit.vi} cần {needed} người thẩm định, không ai giao được",
            f"{unit.en} needs {needed}, and nobody may check it",
        )
    return Text(
        f"{unit.vi} cần {needed} người thẩm định, chỉ có {number} người giao được: {names}",
        f"{unit.en} needs {needed} checkers, and only {number} may check it: {names}",
    )
