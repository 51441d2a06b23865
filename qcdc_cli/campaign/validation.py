"""Models over text trees: what pydantic refuses becomes problems with the line and column in the file."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qcdc_cli.language import Text
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Path, Problem
from qcdc_cli.values import not_an_id
from qcdc_cli.yamltext.document import Readable, Tree
from qcdc_cli.yamltext.syntax import SPACE_MISSING, lacks_space

M = TypeVar("M", bound=BaseModel)

_TEXT = Text("chữ", "a text")
_MAPPING = Text("bảng `khóa: giá trị`", "a mapping (`key: value`)")
_LIST = Text("danh sách `- …`", "a list (`- …`)")
_FIXES = {
    _TEXT: Text("Viết chữ hoặc số ngay sau dấu hai chấm.", "Write a text or a number behind the colon."),
    _MAPPING: Text(
        "Viết mỗi khóa một dòng `khóa: giá trị`, thụt vào dưới dòng này.",
        "Write each entry on a line of its own as `key: value`, indented below this line.",
    ),
    _LIST: Text(
        "Viết mỗi giá trị một dòng bắt đầu bằng `- `, hoặc trong ngoặc vuông: `[a, b]`.",
        "Begin each entry with `- ` on a line of its own, or use brackets: `[a, b]`.",
    ),
}
_PLAIN_KEY = "[A-Za-z_]+"  # compiled where a key is not known
_PART_OF_A_TEXT = Text(
    "Nếu đây là phần sau dấu phẩy của một câu, đặt cả câu trong dấu nháy; nếu không, xóa nó.",
    "If this is what follows a comma in a text, put the whole text in quotes; if not, delete it.",
)
# Keys of a whole rubric that people write on a criterion, where no other key is near what they mean.
_OUTERMOST = frozenset({"bonus", "penalties", "classification", "ties", "awards", "disqualifiers", "rounding"})
_AT_THE_TOP = Text(
    "Chuyển `{found}` ra cấp ngoài cùng của thang điểm, ngang với `criteria`.",
    "Move `{found}` to the outermost level of the rubric, beside `criteria`.",
)
_REASON = Text("Ghi lý do sau dấu hai chấm.", "Write the reason behind the colon.")
_SHAPES = {
    "string_type": _TEXT,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
}


def validate(document: Readable, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """Read a document as a model.

    Returns:
        the model (None when anything is wrong) and all problems, with their places.
    """
    if document.tree is None:
        return None, document.problems
    try:
        return model.__pydantic_validator__.validate_python(document.tree), ()
    except ValidationError as refused:
        details = refused.errors(include_url=False)
    return None, tuple(document.located(problem) for problem in _problems(details, document.tree, model))


def _problems(details: list[Any], tree: Tree, model: type[BaseModel]) -> Iterator[Problem]:
    shapes: dict[Path, list[Text]] = {}
    misspelt: set[tuple[Path, str]] = set()  # known keys that an unknown one beside them was meant to be
    deeper: list[Path] = []
    for detail in sorted(details, key=lambda detail: detail["type"] == "missing"):
        path, node = walk(tree, detail["loc"])
        if detail["type"] == "literal_error" or (detail["type"] == "too_short" and node):
            continue  # no problem: an empty value would do, or faults in a list left it empty
        if detail["type"] in _SHAPES:
            shapes.setdefault(path, []).append(_SHAPES[detail["type"]])
            continue
        deeper.append(path)
        problem = _problem(detail, path, node, model)
        if problem.code == "Q305":
            misspelt.add((path[:-1], problem.nearest))
        if problem.code != "Q306" or (path, problem.values["key"]) not in misspelt:
            yield problem
    # Where a value may be a text, a list or a mapping, pydantic tries all three. If one of them was the right
    # shape, only its own problems are reported: those at the value itself or inside it.
    with_own = {path[:end] for path in deeper for end in range(len(path) + 1)}
    with_own.update(path[:end] for path in shapes for end in range(len(path)))
    for path, expected in shapes.items():
        if path not in with_own:
            yield _wrong_shape(expected, path, _node(tree, path))


def _problem(detail: Any, path: Path, node: Any, model: type[BaseModel]) -> Problem:
    kind = detail["type"]
    if kind not in {"missing", "extra_forbidden"} and detail["loc"][-1:] != ("[key]",) and _is_blank(node):
        return _empty(path)
    if kind == "qcdc":
        problem: Problem = detail["ctx"]["problem"]
        return problem.under(*path)
    if kind == "missing":
        return Problem("Q306", {"key": str(detail["loc"][-1])}, path=path)
    if kind == "extra_forbidden":
        key = str(path[-1])
        known = list(dict.fromkeys(_known_keys(model, detail["loc"][:-1])))
        if key in _OUTERMOST and key in model.model_fields and len(path) > 1:
            return Problem("Q305", {"found": key}, key, ", ".join(known), fix=_AT_THE_TOP, path=path)
        fix = _PART_OF_A_TEXT if node == "" and not re.fullmatch(_PLAIN_KEY, key) else ""
        return Problem("Q305", {"found": key}, key, ", ".join(known), nearest(key, known), fix, path)
    if kind == "string_pattern_mismatch":
        return not_an_id(detail["input"]).under(*path)
    if kind in {"too_short", "string_too_short"}:  # a list of nothing, or a key that is no name
        return _empty(path)
    raise AssertionError(kind)  # a new pydantic error needs a sentence of its own


def _is_blank(node: Any) -> bool:
    return isinstance(node, str) and not node.strip()


def _empty(path: Path) -> Problem:
    """Return the problem (Q308) of a key, or of an entry of a list, that nothing was written for."""
    key = next((segment for segment in reversed(path) if isinstance(segment, str) and segment.strip()), "")
    return Problem("Q308", {"key": key}, fix=_REASON if key in {"not_applicable", "unassigned"} else "", path=path)


def _wrong_shape(expected: list[Text], path: Path, node: Any) -> Problem:
    if _is_blank(node):
        return _empty(path)
    shapes = list(dict.fromkeys(expected))
    together = Text(" hoặc ".join(shape.vi for shape in shapes), " or ".join(shape.en for shape in shapes))
    fix = SPACE_MISSING if isinstance(node, str) and lacks_space(node) else _FIXES[shapes[0]]
    return Problem("Q307", {"expected": together}, _found(node), fix=fix, path=path)


def _node(tree: Any, path: Path) -> Any:
    for segment in path:
        tree = tree[segment]
    return tree


def _found(node: Any) -> str:
    if isinstance(node, str):
        return node
    return "{…}" if isinstance(node, dict) else "[…]"


def walk(tree: Tree, loc: tuple[str | int, ...]) -> tuple[Path, Any]:
    """Follow a pydantic location through the tree as it was written.

    Segments that are no keys of the tree (the tags of unions, aliases, a missing key) are passed over, so
    that the path ends at the nearest node that exists.
    """
    path: list[str | int] = []
    node: Any = tree
    for segment in loc:
        if isinstance(node, dict):
            exists = segment in node
        else:
            exists = isinstance(node, list) and isinstance(segment, int) and segment < len(node)
        if exists:
            node = node[segment]
            path.append(segment)
    return tuple(path), node


def _known_keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that can stand at a location, read off the models' schema."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for segment in loc:
        # A segment that leads nowhere names a part of a union: by its model, or by its tag.
        inside = [inner for node in nodes for inner in _inside(node, segment, definitions)]
        named = [node for node in nodes if str(node.get("title", "")).lower() == str(segment).lower()]
        nodes = named or inside or nodes
    return [key for node in nodes for key in _resolved(node, definitions).get("properties", {})]


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _inside(node: dict[str, Any], segment: str | int, definitions: dict[str, Any]) -> list[dict[str, Any]]:
    node = _resolved(node, definitions)
    inner: list[dict[str, Any]] = []
    if segment in node.get("properties", {}):
        inner = [node["properties"][segment]]
    elif isinstance(segment, int) and "items" in node:
        inner = [node["items"]]
    elif isinstance(node.get("additionalProperties"), dict) and isinstance(segment, str):
        inner = [node["additionalProperties"]]
    return [option for found in inner for option in _options(found, definitions)]


def _options(node: dict[str, Any], definitions: dict[str, Any]) -> list[dict[str, Any]]:
    node = _resolved(node, definitions)
    several = node.get("anyOf") or node.get("oneOf")
    if not several:
        return [node]
    return [option for inner in several for option in _options(inner, definitions)]


def _resolved(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = definitions[node["$ref"].rsplit("/", 1)[-1]]
    return node
