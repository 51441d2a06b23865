"""Writes a scale's rubric: a YAML file with comments, and a line `# ? …` wherever a person must decide."""

import re
from collections.abc import Iterator

from qcdc_cli.campaign.open_questions import QUESTION_SIGN, questions_in
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.starting import modelines
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import slug
from qcdc_cli.problems import Problem
from qcdc_cli.scale.bare_points import with_point_words
from qcdc_cli.scale.clauses import clauses_of
from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.numbering import printed_id
from qcdc_cli.scale.points import PointsCell
from qcdc_cli.scale.questions import Question, about_points, about_scale, about_weights, ask
from qcdc_cli.scale.reading import Scale
from qcdc_cli.scale.sections import Section
from qcdc_cli.scale.suggestions import level_suggestions, suggestions
from qcdc_cli.workbook.references import column_letters
from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.new_text import comment, text_lines, yaml_id, yaml_number


def open_questions(text: str) -> int:
    """Return how many decisions a rubric's text leaves open."""
    return sum(1 for _ in questions_in(text))


def found_in(scale: Scale, questions: int) -> tuple[str, ...]:
    """Say what was found in a table, in lines for people."""
    table = scale.table
    total = figure(scale.total) if scale.total is not None else "?"
    groups, criteria = scale.groups, len(scale.leaves)
    lines = [
        say(
            f"{table.tab.place()}: {groups} mục, {criteria} tiêu chí, tổng {total} điểm; "
            f"{questions} nội dung cần quyết định.",
            f"{table.tab.place()}: groups {groups}, criteria {criteria}, total {total}; "
            f"decisions left open: {questions}.",
        )
    ]
    return (*lines, *_other_tables(scale))


def _other_tables(scale: Scale) -> list[str]:
    """Say which other tables of the file were not used."""
    if not scale.table.others:
        return []
    others = ", ".join(scale.table.others)
    return [
        say(f"Các bảng khác trong tệp không dùng đến: {others}.", f"Other tables of the file were not used: {others}.")
    ]


def read_back(text: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Return the rubric that a text is, None while it has errors; and what is wrong with it, with paths in it."""
    rubric, problems = validate(YamlDocument("rubric.yaml", text.encode()), Rubric)
    problems += tuple(rubric_problems(rubric)) if rubric is not None else ()
    return (None if any(problem.is_error for problem in problems) else rubric), problems


def rubric_id(name: str) -> str:
    """Return an id made of a file's name: `Thang điểm 2020` becomes `thang-diem-2020`."""
    return slug(name) or say("thang-diem", "rubric")


def rubric_text(scale: Scale, name: str) -> str:
    """Return the text of a scale's rubric, in the language in use.

    Args:
        scale: the scale.
        name: what the file is called without its suffix: the rubric's id comes from it.
    """
    body = "\n".join([*_skipped(scale), *_head(scale, name), *_criteria(scale), *_extras(scale)])
    return f"{modelines('rubric', '')}{_preface(scale, open_questions(body))}\n{body}\n"


def _question(question: Question | str, indent: str) -> list[str]:
    """Write a decision that is left open, with ways to write it."""
    text, lines = question if isinstance(question, Question) else Question(question)
    sentence = text[:1].upper() + text[1:]
    ended = sentence if sentence.endswith((".", "?", ":")) else f"{sentence}."
    return [*comment(ended, indent, sign=QUESTION_SIGN), *(f"{indent}# {line}" for line in lines)]


def _preface(scale: Scale, questions: int) -> str:
    table = scale.table
    where = f"{table.tab.book}{f' › {table.tab.name}' if table.tab.name else ''}"
    first, last = table.top, max(table.rows)
    texts = [
        say(
            f"Tệp do lệnh `qcdc init --from` tạo từ bảng ở {where}, từ dòng {first} đến dòng {last}.",
            f"Written by `qcdc init --from` from the table in {where}, rows {first} to {last}.",
        ),
        say(
            f"Còn {questions} nội dung cần quyết định, mỗi nội dung ở một dòng bắt đầu bằng `{QUESTION_SIGN.strip()}`; "
            "quyết định xong thì xóa dòng đó.",
            f"Decisions left open: {questions}; each is a line that begins with `{QUESTION_SIGN.strip()}`. "
            "Delete the line once it is decided.",
        ),
        say(
            "Dòng `# khóa: …` ngay bên dưới là cách viết gợi ý; muốn dùng thì xóa `# ` ở đầu dòng.",
            "A line `# key: …` below one is a way to write it: remove its `# ` to use it.",
        ),
        say(
            "Không dùng cách nào thì tiêu chí chấm điểm trực tiếp, từ 0 đến điểm tối đa.",
            "Where none is used, a criterion is scored directly, from 0 to its points.",
        ),
    ]
    if table.columns.unused:
        listed = ", ".join(f"{column_letters(column)} ({text})" for column, text in table.columns.unused.items())
        texts.append(say(f"Các cột không dùng đến: {listed}.", f"Columns that were not used: {listed}."))
    texts += _other_tables(scale)
    return "".join(f"{line}\n" for text in ["", *texts] for line in (comment(text, "") or ["#"]))


def _head(scale: Scale, name: str) -> Iterator[str]:
    yield f"rubric: {yaml_id(rubric_id(name))}"
    if not scale.title:
        untitled = ask(
            "phía trên bảng không có tên thang điểm: ghi tên", "no title stands above the table: write the name"
        )
        yield from _question(untitled, "")
    yield from text_lines("name:", scale.title or " ".join(name.split()) or rubric_id(name))
    if scale.basis:
        yield "basis:"
        for basis in scale.basis:
            yield from text_lines("  -", basis)
    for remark in scale.remarks:
        yield from _question(remark, "")
    yield f"total: {yaml_number(scale.total)}" if scale.total is not None else "total:"
    for question in about_scale(scale):
        yield from _question(question, "")


def _criteria(scale: Scale) -> Iterator[str]:
    yield from ["", "criteria:"]
    apart = any(node.parts for node in scale.criteria)
    for node in scale.criteria:
        yield from [""] if apart else []
        yield from _node(scale, node, "  ")


def _extras(scale: Scale) -> Iterator[str]:
    if scale.bonus is not None:
        question = ask(
            "điểm thưởng có được làm tổng điểm vượt điểm tối đa không (yes = có, no = không)?",
            "may bonus lift a total above the full scale (yes, no)?",
        )
        above_total = [*_question(question, "  "), "  above_total:"]
        yield from ["", "bonus:", *_section(scale, scale.bonus, above_total)]
    if scale.penalties is not None:
        yield from ["", "penalties:", *_section(scale, scale.penalties, [], penalty=True)]


def _section(scale: Scale, section: Section, own: list[str], *, penalty: bool = False) -> Iterator[str]:
    """Write bonus or penalties: name, cap, the lines that only one of them has, and the criteria."""
    if section.name:
        yield from text_lines("  name:", section.name)
    for remark in section.remarks:
        yield from _question(remark, "  ")
    if section.cap is not None:
        yield f"  cap: {yaml_number(section.cap)}"
    elif section.said is not None:
        said = figure(section.said)
        in_words = ask(
            f"tên hoặc ghi chú của mục này ghi {said} điểm: có phải điểm tối đa của cả mục không?",
            f"the name or note of this section says {said} points: are they the cap of the whole section?",
            f"cap: {yaml_number(section.said)}",
        )
        yield from _question(in_words, "  ")
    else:
        no_cap = ask(
            "bảng không ghi điểm tối đa của cả mục này; nếu có thì ghi `cap`",
            "the table has no cap for the whole section; write `cap` if there is one",
        )
        yield from _question(no_cap, "  ")
    yield from [*own, "  criteria:"]
    for node in section.criteria:
        yield from _node(scale, node, "    ", extra=True, penalty=penalty, top=True)


def _skipped(scale: Scale) -> Iterator[str]:
    """Write which rows of the table are in no group, criterion or guide, and why; those to look at as questions."""
    if not scale.skipped:
        return
    yield from comment(say("Các dòng của bảng không đưa vào đây:", "Rows of the table that are not in here:"), "")
    for row in scale.skipped:
        yield from comment(
            f"{_row(row.row)} – {row.why}: {row.text}", "", sign=QUESTION_SIGN if row.doubtful else "#   "
        )
    yield ""


def _row(row: int) -> str:
    return say(f"dòng {row}", f"row {row}")


def _node(
    scale: Scale, node: ScaleNode, indent: str, *, extra: bool = False, penalty: bool = False, top: bool = False
) -> Iterator[str]:
    """Write a group or a criterion with all in it.

    Args:
        scale: the scale.
        node: the group or criterion.
        indent: the spaces before it.
        extra: it stands in bonus or penalties.
        penalty: it stands in penalties.
        top: it stands at the top of these, where the group whose id its own continues is none.
    """
    inner = f"{indent}  "
    for remark in node.remarks:
        yield from _question(f"{_row(node.row)}: {remark}", indent)
    yield f"{indent}- id: {yaml_id(node.id)}"
    if node.label:
        yield f"{inner}label: {printed_id(node.id) if top else node.label}"
    yield from text_lines(f"{inner}name:", node.name)
    cell = scale.table.points_place(node.row).cell or _row(node.row)
    for text, lines in about_points(node, extra=extra):
        yield from _question(Question(f"{cell}: {text}", lines), inner)
    worth = abs(node.worth) if extra and node.worth is not None else node.worth
    yield f"{inner}points: {yaml_number(worth)}" if worth is not None else f"{inner}points:"
    for question in about_weights(scale, node):
        yield from _question(question, inner)
    if node.whole_guide:
        yield from text_lines(f"{inner}guide:", node.whole_guide)
    if not node.parts:
        yield from _scored(node, inner, penalty=penalty)
        return
    leaves = list(node.leaves())
    if alone := [document for document in node.evidence if any(document not in leaf.evidence for leaf in leaves)]:
        listed = "; ".join(alone)
        lost = ask(
            f"{_row(node.row)}: minh chứng của cả mục: {listed}; ghi vào từng tiêu chí",
            f"{_row(node.row)}: evidence of the whole group: {listed}; give it to its criteria",
        )
        yield from _question(lost, inner)
    yield f"{inner}criteria:"
    for part in node.parts:
        yield from _node(scale, part, f"{inner}  ", extra=extra, penalty=penalty)


def _scored(node: ScaleNode, indent: str, *, penalty: bool) -> Iterator[str]:
    """Write a criterion's evidence, and how it may be scored."""
    if node.evidence:
        yield f"{indent}evidence:"
        for document in node.evidence:
            yield from text_lines(f"{indent}  -", document)
    guide = "; ".join(text for text in (node.guide, _rule_beside(node.points)) if text)
    offered = suggestions(node.name, guide, node.worth, penalty=penalty)
    for suggestion in level_suggestions(node) if node.levels else offered:
        yield from _question(suggestion, indent)


def _rule_beside(points: PointsCell) -> str:
    """Return what a cell of points says instead of a number where it is points for each: `1đ/lần`, `-1 điểm/đơn`."""
    if points.value is not None or points.formula:
        return ""
    words = with_point_words(re.sub(r"^\s*[-–—−]\s*(?=\d)", "trừ ", points.text), None)
    return words if any(clause.per for clause in clauses_of(words)) else ""
