"""The files of a new campaign, as text: what `qcdc init` writes and a secretary then changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap

from qcdc_cli.campaign.campaign_checks import is_file_name
from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import bare, slug
from qcdc_cli.yamltext.editing.text import quoted
from qcdc_cli.yamltext.new_text import text_lines

STAGES = ("self", "bloc", "board")  # of a new campaign
HALF, YEAR = "half", "year"  # sorts of periods, by which a rubric can name them
_WIDTH = 110
_UNIT_KINDS = (["xa"], ["phuong"], ["dac", "khu"], ["thi", "tran"])  # words that every unit's name begins with
_HALF = 6  # the last month of the first half


def modelines(schema: str, up: str) -> str:
    """Return the two comment lines that tell editors where a file's schema is.

    Args:
        schema: "campaign", "rubric" or "sheet".
        up: the way from the file's folder to the folder that holds `schemas`, such as "" or "../".
    """
    path = f"{up}schemas/{schema}.schema.json"
    path = path if path.startswith("..") else f"./{path}"
    return f"# yaml-language-server: $schema={path}\n# $schema: {path}\n"


def unit_ids(names: tuple[str, ...]) -> dict[str, str]:
    """Return ids for units' names: `Xã Phú An` becomes `phu-an`, as long as no two become the same."""
    ids: dict[str, str] = {}
    for name in names:
        words = bare(name).split()
        own = next((words[len(kind) :] for kind in _UNIT_KINDS if words[: len(kind)] == kind), words)
        stem = slug(" ".join(own or words)) or "don-vi"
        if not is_file_name(stem):  # the sheet is called so
            stem = f"don-vi-{stem}"
        identity, number = stem, 1
        while identity in ids:
            number += 1
            identity = f"{stem}-{number}"
        ids[identity] = " ".join(name.split())
    return ids


def current_period(today: date) -> str:
    """Return the id of the period that a day lies in: the first half of a year, or the year."""
    return f"{today.year}-h1" if today.month <= _HALF else str(today.year)


def git_attributes() -> str:
    """Return a `.gitattributes` that has git keep every byte: a seal has the digests of the files as they are."""
    why = say(
        "git giữ nguyên từng byte: niêm phong (qcdc seal) tính mã từ đúng các byte này.",
        "git keeps bytes as they are: a seal (qcdc seal) is made of exactly these.",
    )
    return f"# {why}\n* -text\n"


def campaign_text(units: Mapping[str, str], rubric: str, today: date, basis: str | None = None) -> str:
    """Return a qcdc.yaml for these units, with the two periods of the year of `today`.

    Args:
        units: their names by their ids.
        rubric: the rubric's file.
        today: the day.
        basis: what the campaign rests on, where that is known; else it is left for a person to write.
    """
    year, current = today.year, current_period(today)
    listed = "\n".join(f"  {identity}: {quoted(name)}" for identity, name in units.items())
    written_out = "{name: …, type: xa, groupings: {cluster: …}}"
    plan = f"basis: {say('Kế hoạch số … ngày …', 'Plan no. … of …')}  # {say('sửa lại căn cứ', 'put the plan here')}"
    rests_on = plan if basis is None else "\n".join(text_lines("basis:", basis))
    due = say("hạn nộp; sửa theo kế hoạch", "when sheets are due; put the plan's date")
    units_note = say(f"tên, hoặc {written_out} để tổng hợp theo loại, theo cụm", f"names, or {written_out} to sum up")
    return f"""{modelines("campaign", "")}
campaign: {say(f"Thi đua thực hiện dân chủ ở cơ sở năm {year}", f"Grassroots democracy emulation {year}")}
authority: {say("Ủy ban nhân dân tỉnh …", "People's Committee of …")}  # {say("sửa tên cơ quan", "put the name")}
{rests_on}
period: "{current}"  # {say("kỳ hiện tại", "the current period")}
periods:
  {year}-h1:
    name: {say(f"6 tháng đầu năm {year}", f"First half of {year}")}
    kind: {HALF}
    from: {year}-01-01
    to: {year}-06-30
    due: {year}-06-25  # {due}
  "{year}":
    name: {say(f"Cả năm {year}", f"Whole year {year}")}
    kind: {YEAR}
    from: {year}-01-01
    to: {year}-12-31
    due: {year}-12-10  # {due}
stages:  # {say("theo thứ tự; điểm của bước sau cùng đã chấm được tính", "in order; the last mark given counts")}
  - id: self
    name: {say(*terms.SELF_STAGE)}
    by: unit
  - id: bloc
    name: {say(*terms.BLOC_STAGE)}
    by: leader
  - id: board
    name: {say(*terms.BOARD_STAGE)}  # {say("hoặc Ban Chỉ đạo của tỉnh, thành phố", "or the province's committee")}
    by: authority
blocs:
  khoi-1:
    name: {say("Khối thi đua số 1", "Bloc 1")}
    rubric: {rubric}
    # leader: …  # {say("mã đơn vị trưởng khối, khi đã phân công", "the leading unit's id, once it is chosen")}
    # deputy: …  # {say("mã đơn vị phó khối, khi đã phân công", "the deputy unit's id, once it is chosen")}
    units: [{", ".join(units)}]
units:  # {units_note}
{listed}
sheets: units/**/*.yaml
"""


def sheet_text(
    unit: str,
    name: str,
    period: str,
    rubric: Rubric,
    *,
    held: frozenset[str] | None = None,
    stages: Sequence[str] = STAGES,
    up: str | None = "../",
) -> str:
    """Return an empty sheet: every criterion is there, blank, with its name and form as a comment.

    Args:
        unit: the unit's id.
        name: its name.
        period: the period's id.
        rubric: the rubric.
        held: what the rubric may call the period; by default what a period of a new campaign is called.
        stages: the stages' ids in order; by default those of a new campaign.
        up: the way from the sheet's folder to the one that holds `schemas`; None where there is none.
    """
    names = held if held is not None else frozenset({period, HALF if period.endswith("-h1") else YEAR})
    starts = {leaf.criterion.id: leaf.start(stages) for leaf in rubric.leaves}
    later = {identity: stages[start] for identity, start in starts.items() if start}
    lines = [
        *([] if up is None else [modelines("sheet", up)]),
        f"# {name}",
        f"unit: {unit}",
        f'period: "{period}"',
        "marks:",
        *_blanks(rubric.parts, names, later),
        "notes:",
        f"  strengths: []  # {say('ưu điểm, kết quả đạt được', 'strengths')}",
        f"  limits: []  # {say('hạn chế', 'limits')}",
        f"  difficulties: []  # {say('khó khăn, vướng mắc', 'difficulties')}",
        f"  proposals: []  # {say('đề xuất, kiến nghị', 'proposals')}",
    ]
    return "\n".join(lines) + "\n"


def _blanks(nodes: tuple[Group | CriterionBase, ...], names: frozenset[str], later: Mapping[str, str]) -> list[str]:
    """Return the blank entries of all criteria that hold in a period with these names.

    What only a later stage marks has an entry under that stage, by the criterion's id.
    """
    lines: list[str] = []
    for node in nodes:
        if node.periods and names.isdisjoint(node.periods):
            continue
        if isinstance(node, Group):
            title = node.name if is_extra(node) else f"{node.id}. {node.name}"
            lines += ["", f"  # {title}", *_blanks(node.criteria, names, later)]
        else:
            lines += ["", *_explained(node), f"  {node.id}:"]
            if node.id in later:
                lines.append(f"    {later[node.id]}:")
    return lines


def _explained(criterion: CriterionBase) -> list[str]:
    """Say, as comments, what a criterion is about and what can be written for it."""
    kind, top = criterion.kind, figure(criterion.points)
    most = (
        say(f"trừ tối đa {top}", f"at most {top} off") if criterion.penalty else say(f"tối đa {top}", f"at most {top}")
    )
    lines = _comment(f"{criterion.name} ({most})")
    lines += [] if kind.choices() else _comment(criterion.rule)
    lines += _comment(str(kind.form))
    for written, meaning in kind.choices(penalty=criterion.penalty).items():
        lines += _comment(f"  {written} = {meaning}")
    return lines


def _comment(text: str) -> list[str]:
    inner = text[: len(text) - len(text.lstrip())]
    return wrap(text, _WIDTH, initial_indent=f"  # {inner}", subsequent_indent=f"  #   {inner}")
