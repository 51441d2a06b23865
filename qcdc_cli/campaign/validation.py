"""Models over text trees: what pydantic refuses becomes problems with the line and column in the file."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from qcdc_cli.campaign.document import Document, Tree
from qcdc_cli.language import Text
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem
from qcdc_cli.problems.problem import Path
from qcdc_cli.values import not_an_id

M = TypeVar("M", bound=BaseModel)

_TEXT = Text("chữ", "a text")
_MAPPING = Text("bảng `khóa: giá trị`", "a mapping (`key: value`)")
_LIST = Text("danh sách `- …`", "a list (`- …`)")
_SHAPES = {
    "string_type": _TEXT,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
}


def validate(document: Document, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
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
    deeper: list[Path] = []
    for detail in details:
        path, node = walk(tree, detail["loc"])
        if detail["type"] in _SHAPES:
            shapes.setdefault(path, []).append(_SHAPES[detail["type"]])
            continue
        deeper.append(path)
        yield _problem(detail, path, node, model)
    for path, expected in shapes.items():
        # Where a value may be a text, a list or a mapping, pydantic tries all three. If one of them was the
        # right shape, its own problems are told and the other shapes are beside the point.
        if not any(other[: len(path)] == path for other in (*deeper, *(p for p in shapes if p != path))):
            yield _wrong_shape(expected, path, _node(tree, path))


def _problem(detail: Any, path: Path, node: Any, model: type[BaseModel]) -> Problem:
    kind = detail["type"]
    if kind == "qcdc":
        problem: Problem = detail["ctx"]["problem"]
        return problem.under(*path)
    if kind == "missing":
        if node == "":
            return _wrong_shape([_MAPPING], path, node)
        return Problem("Q306", {"key": str(detail["loc"][-1])}, path=path)
    if kind == "extra_forbidden":
        key = str(path[-1])
        known = list(dict.fromkeys(_known_keys(model, detail["loc"][:-1])))
        return Problem("Q305", {"found": key}, key, ", ".join(known), nearest(key, known), path=path)
    if kind == "string_pattern_mismatch":
        return not_an_id(detail["input"]).under(*path)
    if kind in {"too_short", "string_too_short"}:
        return Problem("Q308", {"key": str(path[-1]) if path else ""}, path=path)
    raise AssertionError(kind)  # a new pydantic error needs a sentence of its own


def _wrong_shape(expected: list[Text], path: Path, node: Any) -> Problem:
    shapes = list(dict.fromkeys(expected))
    together = Text(" hoặc ".join(shape.vi for shape in shapes), " or ".join(shape.en for shape in shapes))
    return Problem("Q307", {"expected": together}, _found(node), path=path)


def _node(tree: Any, path: Path) -> Any:
    for segment in path:
        tree = tree[segment]
    return tree


def _found(node: Any) -> str:
    if isinstance(node, str):
        return node if len(node) <= 40 else f"{node[:40]}…"
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
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    nodes = [schema]
    for segment in loc:
        nodes = [inner for node in nodes for inner in _inside(node, segment, definitions)] or nodes
    return [key for node in nodes for key in _resolved(node, definitions).get("properties", {})]


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
