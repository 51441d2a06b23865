"""The placeholders that a template may hold between `{{` and `}}`, in both languages, and what each stands for."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, NamedTuple

from qcdc_cli.language import current, say
from qcdc_cli.language.figures import day, figure
from qcdc_cli.language.names import bare, fold, nearest
from qcdc_cli.problems import Problem
from qcdc_cli.render.placeholders.template_data import PlaceholderValue, TemplateData, UnitData, parts_by_id
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import value_of
from qcdc_cli.render.words.remarks import decisions, provisional_notice, unit_remarks
from qcdc_cli.render.words.sealed import errata_lines, seal_code, seal_name
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.render.words.unit_notes import awards_text

Argument = Literal["node", "stage", "signature"]

_SEPARATORS = re.compile(r"[._]")
_LISTED = 12
_LONGEST = 40  # letters of what may be meant for a placeholder; comparing longer ones takes long
_ROOM_TO_WRITE = "…………"  # where a value is to be added by hand


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder that templates may hold.

    Attributes:
        names: its names, the English one first.
        value: gives what stands in its place, from the data, the unit's if it is about one, and its arguments.
        takes: what its arguments name.
        of_unit: it is about one unit, so that its row is repeated.
    """

    names: tuple[str, ...]
    value: Callable[..., PlaceholderValue]
    takes: tuple[Argument, ...] = ()
    of_unit: bool = False

    def spelled(self, name: str) -> str:
        """Return how it is written with one of its names, such as `{{group:…}}`."""
        return "{{" + ":".join((name, *("…" for _ in self.takes))) + "}}"


def _day(moment: date | None) -> PlaceholderValue:
    return None if moment is None else day(moment)


def _month(data: TemplateData) -> PlaceholderValue:
    """Return the month's number, as official papers write it (Decree 30/2020/NĐ-CP): 1 and 2 with a 0 before them."""
    number = data.today.month
    return say(f"{number:02d}" if number <= 2 else str(number), str(number))


def _remarks(data: TemplateData, unit: UnitData) -> PlaceholderValue:
    """Return the remarks: roles, ties, what is missing, and what was decided beyond the points."""
    remarks_of_unit = unit_remarks(data.ranking, unit.standing, data.stage)
    return "; ".join([*remarks_of_unit, *decisions(data.ranking, unit.standing)])


def _part(data: TemplateData, unit: UnitData, identity: str) -> PlaceholderValue:
    """Return the points on a group or criterion, or the state in its word."""
    return value_of(unit.parts[data.node_id(identity)], unit.result)


def _as_of_stage(data: TemplateData, unit: UnitData, at: str, identity: str = "") -> PlaceholderValue:
    """Return the total or the points on a node as of a stage; a dash where the bloc has not come to it."""
    number = data.stages[at]
    if number >= len(unit.scores.by_stage):
        return NOTHING
    result = unit.scores.by_stage[number]
    return value_of(parts_by_id(result)[data.node_id(identity)], result) if identity else total_value(result)


def _general(names: tuple[str, ...], value: Callable[[TemplateData], PlaceholderValue]) -> Placeholder:
    """Return a placeholder about the campaign, its bloc or the day."""
    return Placeholder(names, value)


def _naming(
    takes: Argument, names: tuple[str, ...], value: Callable[[TemplateData, str], PlaceholderValue]
) -> Placeholder:
    """Return a placeholder about what its argument names."""
    return Placeholder(names, value, (takes,))


def _unit(names: tuple[str, ...], value: Callable[[TemplateData, UnitData], PlaceholderValue]) -> Placeholder:
    """Return a placeholder about a unit."""
    return Placeholder(names, value, of_unit=True)


PLACEHOLDERS = (
    _general(("campaign", "đợt thi đua", "tên đợt", "kế hoạch thi đua"), lambda data: data.ranking.campaign.campaign),
    _general(("authority", "cơ quan chủ trì", "cơ quan"), lambda data: data.ranking.campaign.authority),
    _general(("basis", "căn cứ"), lambda data: data.ranking.campaign.basis),
    _general(("place", "địa danh"), lambda data: data.ranking.campaign.place or _ROOM_TO_WRITE),
    _general(("note", "ghi chú của đợt"), lambda data: data.ranking.campaign.note),
    _general(("bloc", "khối", "cụm thi đua"), lambda data: data.ranking.bloc.name),
    _general(("leader", "trưởng khối"), lambda data: data.unit_name(data.ranking.bloc.leader)),
    _general(("deputy", "phó khối"), lambda data: data.unit_name(data.ranking.bloc.deputy)),
    _general(("pilot", "đơn vị chỉ đạo điểm"), lambda data: data.unit_name(data.ranking.bloc.pilot)),
    _general(("units", "số đơn vị"), lambda data: len(data.ranking.standings)),
    _general(("period", "kỳ"), lambda data: data.period.name if data.period else data.ranking.period),
    _general(("from", "từ ngày"), lambda data: _day(data.period.from_ if data.period else None)),
    _general(("to", "đến ngày"), lambda data: _day(data.period.to if data.period else None)),
    _general(("stage", "bước chấm", "bước"), lambda data: data.stage),
    _general(("rubric", "thang điểm"), lambda data: data.ranking.rubric.name),
    _general(("total", "tổng điểm của thang"), lambda data: data.ranking.rubric.total),
    _naming("node", ("name", "tên"), lambda data, node: data.nodes[node].name),
    _naming("node", ("full", "điểm chuẩn"), lambda data, node: data.nodes[node].points),
    _general(("date", "ngày lập"), lambda data: day(data.today)),
    # Official papers (Decree 30/2020/NĐ-CP) write a 0 before days below 10.
    _general(("day", "ngày"), lambda data: say(f"{data.today.day:02d}", str(data.today.day))),
    _general(("month", "tháng"), _month),
    _general(("year", "năm"), lambda data: str(data.today.year)),
    _general(("status", "tình trạng"), lambda data: provisional_notice(data.ranking, data.stage)),
    _general(("seal", "mã niêm phong"), lambda data: None if data.seal is None else seal_code(data.seal)),
    _general(("sealed", "niêm phong"), lambda data: None if data.seal is None else seal_name(data.seal.seal)),
    _general(("errata", "đính chính"), lambda data: None if data.seal is None else "; ".join(errata_lines(data.seal))),
    _naming("signature", ("signature", "chức danh"), lambda data, number: data.signature(number).role),
    _naming("signature", ("signer", "họ tên"), lambda data, number: data.signature(number).name),
    _unit(("number", "stt", "số thứ tự"), lambda _, unit: unit.number),
    _unit(("unit", "đơn vị", "tên đơn vị"), lambda data, unit: data.unit_name(unit.result.unit)),
    _unit(("rank", "hạng", "xếp hạng"), lambda _, unit: or_dash(unit.standing.rank)),
    _unit(("points", "tổng điểm", "điểm"), lambda _, unit: total_value(unit.result)),
    _unit(("max", "điểm tối đa"), lambda _, unit: unit.result.maximum),
    _unit(("percent", "tỷ lệ", "tỉ lệ", "phần trăm"), lambda _, unit: unit.percent),
    _unit(("class", "xếp loại"), lambda _, unit: class_text(unit.standing.classified)),
    _unit(("award", "hình thức khen", "khen thưởng"), lambda _, unit: awards_text(unit.standing)),
    _unit(("remarks", "ghi chú"), _remarks),
    Placeholder(("group", "mục", "nội dung"), _part, ("node",), of_unit=True),
    Placeholder(("criterion", "tiêu chí"), _part, ("node",), of_unit=True),
    Placeholder(("stage", "bước chấm", "bước"), _as_of_stage, ("stage",), of_unit=True),
    Placeholder(("stage", "bước chấm", "bước"), _as_of_stage, ("stage", "node"), of_unit=True),
)
_BY_NAME: Mapping[tuple[str, int], Placeholder] = {
    (spelling, len(each.takes)): each
    for each in PLACEHOLDERS
    for name in each.names
    for spelling in (fold(name), bare(name))
}
PERCENT = next(each for each in PLACEHOLDERS if "percent" in each.names)


class PlaceholderCall(NamedTuple):
    """A placeholder as a template holds it.

    Attributes:
        placeholder: which one it is.
        arguments: what stands behind it.
    """

    placeholder: Placeholder
    arguments: tuple[str, ...]

    def value(self, data: TemplateData, unit: UnitData | None) -> PlaceholderValue:
        """Return what stands in its place; `unit` is the one whose row it stands in, None in all other rows."""
        about = (data, unit) if self.placeholder.of_unit else (data,)
        return self.placeholder.value(*about, *self.arguments)


def call_in_braces(inside: str) -> PlaceholderCall | None:
    """Return what stands between `{{` and `}}`, or None where that is no placeholder."""
    name, *arguments = (part.strip() for part in inside.split(":"))
    return _call(name, arguments)


def call_in_name(name: str, data: TemplateData) -> PlaceholderCall | None:
    """Return what the name of a cell asks for, without its `qcdc_`, or None where that is no placeholder.

    Names of cells hold no colons, so dots and underlines stand for them, and for spaces too. Ids have them as
    well: of the ways to read a name, the first one that names what there is holds.
    """
    readings = list(_readings(name))
    fitting = (each for each in readings if not unknown_arguments(each, data))
    return next(fitting, readings[0] if readings else None)


def _readings(name: str) -> Iterator[PlaceholderCall]:
    places = [match.start() for match in _SEPARATORS.finditer(name)]
    for number in range(3):
        for cuts in combinations(places, number):
            starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(name)]
            word, *arguments = (name[start:end] for start, end in zip(starts, ends, strict=True))
            found = _call(_SEPARATORS.sub(" ", word), arguments)
            if found is not None:
                yield found


def _call(name: str, arguments: list[str]) -> PlaceholderCall | None:
    placeholder = _BY_NAME.get((fold(name), len(arguments)))
    return None if placeholder is None else PlaceholderCall(placeholder, tuple(arguments))


def unknown_arguments(found: PlaceholderCall, data: TemplateData) -> list[tuple[str, list[str]]]:
    """Return the arguments that name nothing there is, each with what there is."""
    taken = zip(found.placeholder.takes, found.arguments, strict=True)
    return [(argument, list(data.known(kind))) for kind, argument in taken if not data.has(kind, argument)]


def spellings(vietnamese: bool) -> list[str]:  # noqa: FBT001 - one of two languages
    """Return how all placeholders are written in one language."""
    return list(dict.fromkeys(each.spelled(each.names[1 if vietnamese else 0]) for each in PLACEHOLDERS))


def spellings_by_name() -> dict[str, str]:
    """Return by each name of a placeholder how it is written with it."""
    return {name: each.spelled(name) for each in PLACEHOLDERS for name in each.names}


def nothing_to_fill() -> Problem:
    """Return the problem (Q763) of a template that asks for nothing."""
    return Problem("Q763", allowed=", ".join(spellings(vietnamese=current() == "vi")))


def unknown_placeholder(found: str, word: str = "") -> Problem:
    """Return the problem (Q764) of what stands in a template as a placeholder and is none, with the nearest one.

    Args:
        found: what stands there.
        word: its word that is unknown, where it holds more than one.
    """
    known = spellings_by_name()
    name = word or found.strip("{} ").partition(":")[0]
    suggestion = known.get(nearest(name, known), "") if len(name) <= _LONGEST else ""
    allowed = "" if suggestion else ", ".join(spellings(vietnamese=current() == "vi"))
    return Problem("Q764", {"found": found}, found, allowed, suggestion)


def argument_problems(found: str, call: PlaceholderCall, data: TemplateData) -> Iterator[Problem]:
    """Yield a problem (Q765) for each argument of a placeholder that names nothing there is."""
    for argument, known in unknown_arguments(call, data):
        listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
        yield Problem("Q765", {"found": found, "id": argument}, argument, listed, nearest(argument, known))


def shown_text(value: PlaceholderValue) -> str:
    """Return a value as it stands inside a text, in the language in use."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if isinstance(value, int) else figure(value)
