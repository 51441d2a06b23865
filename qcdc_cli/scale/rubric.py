"""Writes a scale's rubric: a YAML file with comments, and a mark `# ?` wherever a person must decide."""

import re
from collections.abc import Iterator

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.starting import modelines
from qcdc_cli.campaign.validation import validate
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import bare
from qcdc_cli.problems import Problem
from qcdc_cli.scale.decisions import decisions
from qcdc_cli.scale.doubts import doubts
from qcdc_cli.scale.extras import Section
from qcdc_cli.scale.hints import hints
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.reading import Scale
from qcdc_cli.scale.writing import MARK, comment, entry, identity, item, mark, number
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.yamltext.document import Document

_LONGEST_ID = 40


def open_marks(text: str) -> int:
    """Return how many decisions a rubric's text leaves open."""
    return sum(line.lstrip().startswith(MARK) for line in text.splitlines())


def found_in(scale: Scale, marks: int) -> tuple[str, ...]:
    """Say what was found in a table, in lines for people."""
    table = scale.table
    total = figure(scale.total) if scale.total is not None else "?"
    groups, criteria = scale.groups, len(scale.leaves)
    lines = [
        say(
            f"{table.tab.place()}: {groups} mục, {criteria} tiêu chí, tổng {total} điểm; {marks} chỗ phải quyết định.",
            f"{table.tab.place()}: groups {groups}, criteria {criteria}, total {total}; decisions left open: {marks}.",
        )
    ]
    if table.others:
        others = ", ".join(table.others)
        lines.append(
            say(
                f"Các trang tính sau cũng có bảng thang điểm, không dùng đến: {others}.",
                f"These worksheets have a table of a scale, too, and were not used: {others}.",
            )
        )
    return tuple(lines)


def rubric_text(scale: Scale, name: str) -> str:
    """Return the text of a scale's rubric, in the language in use.

    Args:
        scale: the scale.
        name: what the file is called without its suffix: the rubric's id comes from it.
    """
    body = "\n".join([*_head(scale, name), *decisions(scale), "", "criteria:", *_Tree(scale).lines(), *_end(scale)])
    return f"{modelines('rubric', '')}{_preface(scale, open_marks(body))}\n{body}\n"


def read_back(text: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Return the rubric that a text is, None while it has errors; and what is wrong with it, with paths in it."""
    rubric, problems = validate(Document("rubric.yaml", text.encode()), Rubric)
    problems += tuple(rubric_problems(rubric)) if rubric is not None else ()
    return (None if any(problem.is_error for problem in problems) else rubric), problems


def rubric_id(name: str) -> str:
    """Return an id made of a file's name: `Thang điểm 2020` becomes `thang-diem-2020`."""
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-")[:_LONGEST_ID].strip("-") or say("thang-diem", "rubric")


def _preface(scale: Scale, marks: int) -> str:
    table = scale.table
    tab = f" › {table.tab.name}" if table.tab.name else ""
    where = f"{table.tab.book}{tab}"
    first, last = table.top, table.rows[-1]
    texts = [
        say(
            f"Viết bởi `qcdc init --from` từ bảng ở {where}, dòng {first} đến {last}.",
            f"Written by `qcdc init --from` from the table in {where}, rows {first} to {last}.",
        ),
        say(
            f"Còn {marks} chỗ phải quyết định; mỗi chỗ là một dòng bắt đầu bằng `{MARK.strip()}`. "
            "Quyết định xong thì xóa dòng đó.",
            f"Decisions left open: {marks}; each is a line that begins with `{MARK.strip()}`. "
            "Delete the line once it is decided.",
        ),
        say(
            "Dòng `# khóa: …` dưới một chỗ như vậy là một cách viết: bỏ dấu `# ` ở đầu để dùng.",
            "A line `# key: …` below one is a way to write it: take its `# ` away to use it.",
        ),
        say(
            "Không dùng cách nào thì tiêu chí chấm điểm trực tiếp, từ 0 đến điểm tối đa.",
            "Where none is used, a criterion is scored directly, from 0 to its points.",
        ),
    ]
    if table.columns.unused:
        listed = ", ".join(f"{column_letters(column)} ({text})" for column, text in table.columns.unused.items())
        texts.append(say(f"Các cột không dùng đến: {listed}.", f"Columns that were not used: {listed}."))
    return "".join(f"{line}\n" for text in ["", *texts] for line in (comment(text, "") or ["#"]))


def _head(scale: Scale, name: str) -> list[str]:
    lines = [f"rubric: {identity(rubric_id(name))}"]
    if not scale.title:
        lines += mark(
            say("phía trên bảng không có tên thang điểm: ghi tên", "no title stands above the table: put the name"), ""
        )
    lines += entry("name", scale.title or " ".join(name.split()) or rubric_id(name), "")
    if scale.basis:
        lines += ["basis:", *(line for basis in scale.basis for line in item(basis, "  "))]
    lines += [line for remark in scale.remarks for line in mark(remark, "")]
    return [*lines, f"total: {number(scale.total)}" if scale.total is not None else "total:"]


def _end(scale: Scale) -> Iterator[str]:
    """Write bonus, penalties and what of the table is in neither."""
    tree = _Tree(scale)
    if scale.bonus is not None:
        yield from ["", "bonus:", *tree.section(scale.bonus)]
        question = say(
            "điểm thưởng có được đưa tổng vượt điểm tối đa không (yes, no)?",
            "may bonus lift a total above the full scale (yes, no)?",
        )
        yield from [*mark(question, "  "), "  above_total:", *tree.extras(scale.bonus)]
    if scale.penalties is not None:
        yield from ["", "penalties:", *tree.section(scale.penalties), *tree.extras(scale.penalties, penalty=True)]
    if scale.asides:
        text = say("các dòng sau của bảng không đưa vào đây", "these rows of the table are not in here")
        yield from ["", *mark(text, "")]
        for aside in scale.asides:
            yield from comment(
                say(f"dòng {aside.row}: {aside.text}", f"row {aside.row}: {aside.text}"), "", sign="#   "
            )


class _Tree:
    """Writes nodes, which name their cells in the table."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._tab = scale.table.tab

    def lines(self) -> Iterator[str]:
        """Yield the lines of the whole tree."""
        apart = any(node.parts for node in self._scale.criteria)
        for node in self._scale.criteria:
            yield from [""] if apart else []
            yield from self._node(node, "  ")

    def section(self, section: Section) -> Iterator[str]:
        """Yield name and cap of bonus or penalties."""
        if section.name:
            yield from entry("name", section.name, "  ")
        for remark in section.remarks:
            yield from mark(remark, "  ")
        if section.cap is not None:
            yield f"  cap: {number(section.cap)}"
            return
        text = say("bảng không ghi mức trần của cả mục này", "the table says no cap for all of this")
        yield from mark(text, "  ", ("cap: 10",))

    def extras(self, section: Section, *, penalty: bool = False) -> Iterator[str]:
        """Yield the criteria of bonus or penalties."""
        yield "  criteria:"
        for node in section.criteria:
            yield from self._node(node, "    ", extra=True, penalty=penalty)

    def _node(self, node: Node, indent: str, *, extra: bool = False, penalty: bool = False) -> Iterator[str]:
        inner = f"{indent}  "
        for remark in node.remarks:
            yield from mark(f"{self._row(node)}: {remark}", indent)
        yield f"{indent}- id: {identity(node.id)}"
        yield from entry("name", node.name, inner)
        yield from self._points(node, inner, extra=extra)
        if node.guide:
            yield from entry("guide", node.guide, inner)
        if node.parts:
            yield f"{inner}criteria:"
            for part in node.parts:
                yield from self._node(part, f"{inner}  ")
        else:
            yield from self._criterion(node, inner, penalty=penalty)

    def _row(self, node: Node) -> str:
        return say(f"dòng {node.row}", f"row {node.row}")

    def _points(self, node: Node, indent: str, *, extra: bool) -> Iterator[str]:
        worth = node.worth
        shown = abs(worth) if extra and worth is not None else worth
        for text, suggestions in doubts(node, extra=extra):
            place = self._tab.place(node.row, self._scale.table.columns.points)
            yield from mark(f"{place.cell or self._row(node)}: {text}", indent, suggestions)
        yield f"{indent}points: {number(shown)}" if shown is not None else f"{indent}points:"

    def _criterion(self, node: Node, indent: str, *, penalty: bool) -> Iterator[str]:
        if node.evidence:
            yield f"{indent}evidence:"
            for document in node.evidence:
                yield from item(document, f"{indent}  ")
        elif self._scale.table.columns.evidence:
            text = say("bảng không ghi minh chứng cho tiêu chí này", "the table names no evidence for this criterion")
            yield from mark(text, indent, ("evidence: optional",))
        words = f"{node.name}; {node.guide}" if node.guide else node.name
        for hint in hints(words, node.name, node.worth, penalty=penalty):
            yield from mark(hint.text, indent, hint.lines)
