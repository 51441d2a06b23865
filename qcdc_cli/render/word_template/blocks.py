"""The blocks of a Word template: the row that is repeated for each unit, and conditions and loops from begin to end."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem
from qcdc_cli.render.word_template.expressions import Code
from qcdc_cli.render.word_template.texts import MARK, FoundTag
from qcdc_cli.render.word_template.vocabulary import ALL, UNIT

_ENDS = {"for": "endfor", "if": "endif"}
_ALONE = {
    "tr": Text(
        "thay cho cả dòng của bảng, mà trong dòng còn nội dung khác", "takes a whole row, and more stands in it"
    ),
    "tc": Text("thay cho cả ô của bảng, mà trong ô còn nội dung khác", "takes a whole cell, and more stands in it"),
    "p": Text("thay cho cả đoạn, mà trong đoạn còn nội dung khác", "takes a whole paragraph, and more stands in it"),
}
_DRAWN = dict.fromkeys(("w:drawing", "w:pict", "w:object"), "*")  # what is seen without being text
_OUTSIDE = Text("nằm ngoài bảng", "stands outside a table")
_NO_BEGINNING = Text("không có lệnh mở khối", "ends a block that was not begun")
_LEVELS = Text(
    "mở và kết thúc khối ở hai chỗ khác cấp, ví dụ trong bảng và ngoài bảng",
    "begins and ends a block in places that do not fit, such as inside and outside a table",
)
_NESTED = Text(
    "vòng lặp nằm trong vòng lặp khác hoặc trong dòng tự lặp", "a loop inside another loop or a repeated row"
)
_ROWS_FIX = Text(
    "Chỉ để các trường đó trong một dòng của bảng; cần nhiều dòng cho mỗi đơn vị thì đặt chúng giữa hai dòng "
    "`{{%tr for đv in các_đơn_vị %}}` và `{{%tr endfor %}}`.",
    "Keep them in one row of the table; for several rows per unit put these between two rows with "
    "`{{%tr for unit in all_units %}}` and `{{%tr endfor %}}`.",
)


class Asked(NamedTuple):
    """Something that is asked for, as it was read.

    Attributes:
        mark: what stands in its place.
        found: where it was found.
        code: what it is.
        in_loop: whether it stands in a loop over the units that the template spells out.
    """

    mark: str
    found: FoundTag
    code: Code
    in_loop: bool


def repeat_rows(
    asked: Sequence[Asked], mark: Callable[[], str], codes: dict[str, Code | None]
) -> tuple[list[Element], list[Problem]]:
    """Put a loop around each row of a table that is about a unit.

    Args:
        asked: all that a part asks for, in order.
        mark: gives the next mark.
        codes: what stands for each mark; the loops are added.

    Returns:
        the rows, and what is wrong: what is about a unit outside of rows and loops (Q951), several rows of one table
        (Q767), loops in loops (Q950).
    """
    problems = []
    rows: dict[int, tuple[Element, ...]] = {}
    for each in asked:
        if each.code.about_unit and not each.in_loop:
            path = _around(each.found.path, "w:tr")
            if path is None:
                problems.append(Problem("Q951", {"found": each.found.text}, each.found.text).at(each.found.place))
            else:
                rows.setdefault(id(path[-1]), path)
    outermost = [path for path in rows.values() if not any(id(outer) in rows for outer in path[:-1])]
    repeated = {id(path[-1]) for path in outermost}
    for each in asked:
        inside = any(id(outer) in repeated for outer in each.found.path)
        if each.code.kind == "for" and (each.in_loop or inside):
            values: Mapping[str, str | Text] = {"found": each.found.text, "what": _NESTED}
            problems.append(Problem("Q950", values, each.found.text).at(each.found.place))
    problems += _several_rows(outermost, asked)
    for path in outermost if not problems else ():
        _loop_around(path[-1], path[-2], mark, codes)
    return [path[-1] for path in outermost], problems


def _around(path: tuple[Element, ...], tag: str) -> tuple[Element, ...] | None:
    """Return what is around something, up to the innermost element of this name; None where there is none."""
    number = next((number for number in reversed(range(len(path))) if path[number].tag == tag), None)
    return None if number is None else path[: number + 1]


def _several_rows(paths: Sequence[tuple[Element, ...]], asked: Sequence[Asked]) -> Iterator[Problem]:
    tables: dict[int, list[tuple[Element, ...]]] = {}
    for path in paths:
        table = _around(path, "w:tbl")
        if table is not None:
            tables.setdefault(id(table[-1]), []).append(path)
    for own in tables.values():
        if len(own) > 1:
            table = _around(own[0], "w:tbl") or own[0]
            numbers = {id(row): str(number) for number, row in enumerate(table[-1].iter("w:tr"), start=1)}
            rows = [numbers[id(path[-1])] for path in own]
            place = next(each.found.place for each in asked if own[0][-1] in each.found.path)
            yield Problem("Q767", {"rows": ", ".join(rows)}, fix=_ROWS_FIX).at(place)


def _loop_around(row: Element, parent: Element, mark: Callable[[], str], codes: dict[str, Code | None]) -> None:
    begin, end = mark(), mark()
    codes[begin] = Code("for", "", f"for {UNIT} in {ALL}")
    codes[end] = Code("endfor", "", "endfor")
    at = list(parent).index(row)
    if at:
        before = parent[at - 1]
        before.tail = f"{before.tail or ''}{MARK}{begin}{MARK}"
    else:
        parent.text = f"{parent.text or ''}{MARK}{begin}{MARK}"
    row.tail = f"{MARK}{end}{MARK}{row.tail or ''}"


def block_problems(asked: Sequence[Asked], rows: Collection[Element]) -> Iterator[Problem]:
    """Yield a problem (Q953) for each block that does not end, or not where it can.

    Args:
        asked: all that a part asks for, in order.
        rows: the rows that are repeated, which no block may leave.
    """
    begun: list[tuple[Asked, tuple[object, ...] | None]] = []
    repeated, contents = {id(row) for row in rows}, _Contents()
    for each in asked:
        kind = each.code.kind
        if kind == "output":
            continue
        level = _level(each, repeated)
        if level is None:
            yield _problem(each, _OUTSIDE)
        elif each.code.around and not contents.is_alone(each):
            yield _problem(each, _ALONE[each.code.around])
        if kind in _ENDS:
            begun.append((each, level))
            continue
        if not begun or kind not in ("else", "elif", _ENDS[begun[-1][0].code.kind]):
            yield _problem(each, _NO_BEGINNING)
            continue
        beginning, wanted = begun[-1]
        if kind in _ENDS.values():
            begun.pop()
        if level is not None and wanted is not None and level != wanted:
            yield _problem(beginning, _LEVELS)
    for beginning, _ in begun:
        end = _ENDS[beginning.code.kind]
        yield _problem(beginning, Text(f"không có `{{% {end} %}}`", f"has no `{{% {end} %}}`"))


def _level(asked: Asked, repeated: Collection[int]) -> tuple[object, ...] | None:
    """Return in what a statement stands; None where it is to take the place of something that is not there."""
    path: tuple[Element, ...] | None = asked.found.path
    if asked.code.around:
        path = _around(asked.found.path, f"w:{asked.code.around}")
        path = None if path is None else path[:-1]
    return None if path is None else tuple((each.tag, id(each) if id(each) in repeated else 0) for each in path)


class _Contents:
    """What stands in rows, cells and paragraphs; each is looked through once, however much is asked for in it."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def is_alone(self, asked: Asked) -> bool:
        """Return whether nothing else stands in what a statement takes the place of."""
        path = _around(asked.found.path, f"w:{asked.code.around}")
        return path is None or self._content(path[-1]) == f"{MARK}{asked.mark}{MARK}"

    def _content(self, element: Element) -> str:
        if id(element) not in self._known:
            pieces = (each.text or "" if each.tag == "w:t" else _DRAWN.get(each.tag, "") for each in element.iter())
            self._known[id(element)] = "".join(pieces).strip()
        return self._known[id(element)]


def _problem(asked: Asked, what: Text) -> Problem:
    return Problem("Q953", {"found": asked.found.text, "what": what}, asked.found.text).at(asked.found.place)
