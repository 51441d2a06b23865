"""How a bloc's results differ from the sealed ones, in words: what a line is about, what stood there, and what does."""

import re
from collections.abc import Mapping, Sequence

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import MINUS
from qcdc_cli.process.sealing.results_text import BLOC, MARK, ResultDifference
from qcdc_cli.render.words.look_alikes import told_apart
from qcdc_cli.scoring.result import Ranking, Unranked

_FIELDS = {
    "awards": Text("khen thưởng", "awards"),
    "class": Text("xếp loại", "class"),
    "disqualifiers": Text("trường hợp không xếp hạng, hạ loại", "disqualifiers"),
    "evidence": Text("số minh chứng", "documents of evidence"),
    "id": Text("mã", "id"),
    "max": Text("điểm tối đa", "maximum"),
    "name": Text("tên", "name"),
    "period": Text("kỳ", "period"),
    "points": terms.POINTS_COUNTED,
    "provisional": Text("tạm tính", "provisional"),
    "rank": Text("hạng", "rank"),
    "rubric": Text("thang điểm", "rubric"),
    "stage": Text("bước chấm", "stage"),
    "state": Text("tình trạng", "state"),
    "undecided": Text("còn chờ quyết định", "undecided"),
    "units": Text("số đơn vị", "units"),
    "unranked": Text("không xếp hạng vì", "unranked because of"),
}
_FIGURE = r"-?[0-9]+(\.[0-9]+)?"  # as results are sealed
_WORDS = {
    "yes": terms.YES,
    "no": terms.NO,
    Unranked.NO_SHEET.value: terms.NO_SHEET,
    Unranked.DISQUALIFIED.value: Text("thuộc trường hợp không xếp hạng", "disqualified"),
    Unranked.NO_MARK.value: Text("chưa chấm tiêu chí nào", "no mark at all"),
    Unranked.NOTHING_ATTAINABLE.value: Text("không có tiêu chí nào tính điểm", "nothing attainable"),
    **{state.value: state.title for state in State},
}


def line_name(difference: ResultDifference, ranking: Ranking) -> str:
    """Return what a line of results is about: the bloc, a unit, or a unit's criterion or group.

    Args:
        difference: a difference in the line.
        ranking: the bloc's ranking now.
    """
    if difference.line == BLOC:
        return ranking.bloc.name
    name = ranking.campaign.unit_name(difference.unit)
    if not difference.node:
        return name
    node = ranking.rubric.find(difference.node)
    return f"{name}, {difference.node if node is None else node.shown}"


def field_changes(differences: Sequence[ResultDifference], ranking: Ranking) -> str:
    """Return how a line of results differs from what was sealed, field by field: `điểm 5 → 3; hạng 1 → 2`.

    Args:
        differences: the differences in the line.
        ranking: the bloc's ranking now.
    """
    first = differences[0]
    if not first.field:
        if first.after is None:
            return say("có khi niêm phong, nay không có", "was sealed, and is not there now")
        return say("không có khi niêm phong, nay có", "was not sealed, and is there now")
    marks_first = sorted(differences, key=lambda one: not one.field.startswith(MARK))
    return "; ".join(f"{field_name(one.field, ranking)} {' → '.join(both_values(one, ranking))}" for one in marks_first)


def field_name(field: str, ranking: Ranking) -> str:
    """Return what a field of results is called.

    Args:
        field: its name in the sealed text.
        ranking: the bloc's ranking now.
    """
    if not field.startswith(MARK):
        return str(_FIELDS.get(field, field))
    stage, _, appeal = field.removeprefix(MARK).partition(".appeal.")
    name = next((one.name for one in ranking.campaign.stages if one.id == stage), stage)
    return say(f"{name} (giải trình {appeal})", f"{name} (appeal {appeal})") if appeal else name


def both_values(difference: ResultDifference, ranking: Ranking) -> tuple[str, str]:
    """Return what stood in a field of results and what does, as people read it and can tell it apart.

    Of a whole line that one of them lacks, neither has a value.

    Args:
        difference: the difference in the field.
        ranking: the bloc's ranking now.
    """
    values = (difference.before, difference.after) if difference.field else (None, None)
    return told_apart(*(_field_value(difference, value, ranking) for value in values))


def _field_value(difference: ResultDifference, value: str | None, ranking: Ranking) -> str:
    """Return a value of a field of results as people read it; None for nothing."""
    field = difference.field
    if not value:
        return f"({terms.NONE})"
    figures = value.split(", ")
    if all(re.fullmatch(_FIGURE, one) for one in figures):
        node = ranking.rubric.find(difference.node)
        between = "/" if isinstance(node, CriterionBase) and node.kind.takes_target else "; "
        return between.join(one.replace(".", str(terms.DECIMAL_MARK)).replace("-", MINUS) for one in figures)
    names: Mapping[str, str] = {}
    if field == "class":
        names = {one.id: one.name for one in ranking.rubric.classification}
    elif field == "awards":
        names = {one.id: one.name for one in ranking.rubric.awards}
    if names:
        return ", ".join(names.get(one, one) for one in value.split(", "))
    if field.startswith(MARK):
        state = value.removeprefix("(").removesuffix(")") if value.startswith("(") else ""
        return str(_WORDS[state]) if state in _WORDS else value
    return str(_WORDS.get(value, value)) if field in ("provisional", "undecided", "unranked", "state") else value
