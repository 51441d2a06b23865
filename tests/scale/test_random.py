"""Random scales, written as tables in random styles of numbering, come back as the same trees; nothing ever crashes."""

from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.reading import read_scale
from qcdc_cli.scale.rubric_text import read_back, rubric_text
from qcdc_cli.workbook.reading.book import Book, Found, Tab
from qcdc_cli.yamltext.document import YamlDocument
from tests.scale.books import Value, book_of, tab_of

pytestmark = pytest.mark.slow

ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
MOST = 12


class Tree(NamedTuple):
    """A group or a criterion: its name, its points, its parts."""

    name: str
    points: Decimal
    parts: tuple["Tree", ...] = ()


class Writing(NamedTuple):
    """How a table is written: the style of each level, and what else differs from table to table."""

    styles: tuple[str, ...]
    in_names: bool
    as_numbers: bool
    all_points: bool
    down: int
    right: int


points = st.integers(1, 400).map(lambda quarters: Decimal(quarters) / 4)
names = st.text("abcdeghiklmnopqđêôư xyz", min_size=3, max_size=12).map(
    lambda text: f"Việc {' '.join(text.split())}".strip()
)


def leaves(name: str, worth: Decimal) -> Tree:
    return Tree(name, worth)


def grouped(name: str, parts: list[Tree]) -> Tree:
    return Tree(name, sum((part.points for part in parts), Decimal(0)), tuple(parts))


leaf = st.builds(leaves, names, points)
level_3 = st.one_of(leaf, st.builds(grouped, names, st.lists(leaf, min_size=1, max_size=MOST)))
level_2 = st.one_of(leaf, st.builds(grouped, names, st.lists(level_3, min_size=1, max_size=4)))
trees = st.lists(st.builds(grouped, names, st.lists(level_2, min_size=1, max_size=4)), min_size=1, max_size=7)
writings = st.builds(
    Writing,
    st.sampled_from(
        [
            ("roman", "arabic", "letter)", "-"),
            ("roman", "arabic.", "dotted", "dotted"),
            ("arabic", "dotted", "dotted", "dotted"),
            ("LETTER", "roman/", "arabic", "letter)"),
            ("Mục roman", "arabic", "arabic)", "-"),
            ("Tiêu chí arabic", "Chỉ tiêu arabic", "arabic.", "letter)"),
            ("roman", "roman.arabic", "dotted", "letter."),
            ("arabic", "(arabic)", "letter)", "+"),
        ]
    ),
    in_names=st.booleans(),
    as_numbers=st.booleans(),
    all_points=st.booleans(),
    down=st.integers(0, 4),
    right=st.integers(0, 3),
)


def label(style: str, place: int, above: str) -> str:
    """Return the label of the n-th line of a level."""
    if style in {"dotted", "roman.arabic"}:
        return f"{above.rstrip('.')}.{place}"
    if style in {"-", "+"}:
        return style
    signs = {"roman": ROMANS[place - 1], "arabic": str(place), "letter": "abcdefghijkl"[place - 1]}
    signs["LETTER"] = signs["letter"].upper()
    kind = next(kind for kind in signs if kind in style)
    return style.replace(kind, signs[kind])


def written(tree: list[Tree], writing: Writing) -> Book:
    """Return a workbook with the tree's table."""
    rows: list[list[Value]] = [["Văn bản"]] * writing.down
    header = ["Nội dung", "Điểm tối đa"] if writing.in_names else ["STT", "Nội dung", "Điểm tối đa"]
    rows.append([None] * writing.right + header)

    def write(nodes: tuple[Tree, ...], depth: int, above: str) -> None:
        for place, node in enumerate(nodes, start=1):
            own = label(writing.styles[depth], place, above)
            worth = f"{node.points}".replace(".", ",") if writing.all_points or not node.parts else None
            if writing.in_names:
                dotted = own[-1].isalnum() and "dotted" not in writing.styles[depth] and "." not in own
                sign = f"{own}{'.' if dotted else ''}"
                cells: list[Value] = [f"{sign} {node.name}", worth]
            else:
                number = (
                    Found("number", f"{float(own):g}")
                    if writing.as_numbers and own.count(".") == 1 and own.replace(".", "").isdigit()
                    else own
                )
                cells = [number, node.name, worth]
            rows.append([None] * writing.right + cells)
            write(node.parts, depth + 1, own)

    write(tuple(tree), 0, "")
    return book_of(tab_of(rows))


def as_trees(nodes: tuple[Any, ...]) -> list[Tree]:
    """Return a rubric's nodes as trees."""
    found = []
    for node in nodes:
        assert isinstance(node, Group | CriterionBase)
        below = as_trees(node.criteria) if isinstance(node, Group) else []
        found.append(Tree(node.name, node.points, tuple(below)))
    return found


@given(trees, writings)
def test_a_tree_written_as_a_table_comes_back_as_a_rubric(tree: list[Tree], writing: Writing) -> None:
    text = rubric_text(read_scale(written(tree, writing)), "thu")
    rubric, problems = read_back(text)
    assert rubric is not None, (text, [problem.sentence() for problem in problems if problem.is_error])
    assert as_trees(rubric.criteria) == tree
    assert rubric.total == sum(node.points for node in tree)


texts = st.sampled_from(
    [
        "STT",
        "Nội dung",
        "Điểm tối đa",
        "Tổng cộng",
        "Điểm thưởng",
        "Điểm trừ",
        "Mục I",
        "1.1",
        "1.2",
        "1",
        "I",
        "a)",
        "-",
        "10 điểm",
        "mỗi lần trừ 0,5 điểm",
        "tỷ lệ 90%: 5 điểm; dưới 70%: 0 điểm",
        "Tốt: 5 điểm; Khá: 3 điểm",
        "# ?",
        "a: b",
    ]
) | st.text(max_size=20)
cells = st.builds(Found, st.just("text"), texts.map(str.strip).filter(bool)) | st.builds(
    Found,
    st.sampled_from(["number", "date", "percent", "formula", "error", "boolean"]),
    st.sampled_from(["1", "1.1", "0.5", "-2", "2020-02-01", "08:30:00", "=A1", "#REF!", "123456789012345", "1E+20"]),
)


@given(st.dictionaries(st.tuples(st.integers(1, 14), st.integers(1, 5)), cells, max_size=50), st.booleans())
def test_no_table_crashes_and_what_is_written_is_always_yaml(grid: dict[tuple[int, int], Found], headed: bool) -> None:
    if headed:
        grid = {
            **grid,
            (1, 1): Found("text", "STT"),
            (1, 2): Found("text", "Nội dung"),
            (1, 3): Found("text", "Điểm tối đa"),
        }
    try:
        scale = read_scale(Book("thang-diem.xlsx", (Tab("thang-diem.xlsx", "S", grid),)))
    except QcdcError as refused:
        located = [problem.place is not None and problem.place.sheet == "S" for problem in refused.problems]
    else:
        located = [YamlDocument("rubric.yaml", rubric_text(scale, "thu").encode()).problems == ()]
    assert all(located)
