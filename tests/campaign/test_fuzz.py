"""Whatever stands in a file, loading it never raises: it gives models or problems with places."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from qcdc_cli import language
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.validation import validate
from qcdc_cli.kinds import KINDS
from qcdc_cli.problems import CATALOGUE, Problem
from qcdc_cli.yamltext.document import YamlDocument

pytestmark = pytest.mark.slow

MODELS = (Campaign, Rubric, Sheet)
VALID = Path(__file__).parent.parent / "valid" / "all-kinds"


def keys_of(model: type[BaseModel]) -> set[str]:
    text = json.dumps(model.model_json_schema())
    found: set[str] = set()

    def gather(node: Any) -> None:
        if isinstance(node, dict):
            found.update(node.get("properties", {}))
            for inner in node.values():
                gather(inner)
        elif isinstance(node, list):
            for inner in node:
                gather(inner)

    gather(json.loads(text))
    return found


WORDS = sorted(
    {key for model in MODELS for key in keys_of(model)}
    | {
        *KINDS,
        "self",
        "bloc",
        "u1",
        "k1",
        "a",
        "g",
        "rubric.yaml",
        "units/*.yaml",
        "[key]",
        "MarkEntry",
        "criterion",
        "group",
    }
)
VALUES = [
    "",
    "5",
    "8,5",
    "1.500",
    "-1",
    "0",
    "đạt",
    "không đạt",
    "tot",
    "exclude",
    "2020-06-30",
    "x",
    "I.1",
    "\0",
    "[a",
    "*",
]

texts = st.sampled_from(WORDS) | st.sampled_from(VALUES) | st.text(max_size=5)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | texts, inner, max_size=6),
    max_leaves=25,
)


def check(problem: Problem, path: str | None = None) -> None:
    assert problem.code in CATALOGUE
    assert problem.place is not None
    assert path is None or problem.place.path == path
    assert problem.place.line == 0 or problem.place.column > 0
    for chosen in language.LANGUAGES:
        language.use(chosen)
        assert problem.sentence()
        assert problem.remedy()
    language.use("vi")


def dumped(tree: Any) -> bytes:
    # JSON is YAML; what JSON escapes is refused as hidden characters, which is an answer too.
    return json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "replace")


@pytest.mark.parametrize("model", MODELS)
@given(tree=trees)
@settings(max_examples=150)
def test_any_tree_is_a_model_or_has_problems(model: type[BaseModel], tree: Any) -> None:
    document = YamlDocument("f", dumped({"a": tree} if not isinstance(tree, dict) else tree))
    found, problems = validate(document, model)
    assert (found is None) == bool(problems)
    for problem in problems:
        check(problem, "f")


def nodes_of(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, value in inner for found in nodes_of(value, (*path, key)))]


def changed(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = changed(tree[path[0]], path[1:], value)
    return copy


FILES = {
    name: YamlDocument(name, (VALID / name).read_bytes()).tree for name in ("qcdc.yaml", "rubric.yaml", "units/u1.yaml")
}
spots = st.sampled_from([(name, path) for name, tree in FILES.items() for path in nodes_of(tree)[1:]])


@given(changes=st.lists(st.tuples(spots, trees), min_size=1, max_size=3))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_whole_campaign_with_anything_anywhere_loads(changes: list[tuple[tuple[str, tuple[Any, ...]], Any]]) -> None:
    files: dict[str, Any] = dict(FILES)
    for (name, path), value in changes:
        try:
            files[name] = changed(files[name], path, value)
        except (KeyError, IndexError, TypeError):  # an earlier change took the place away
            continue
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "units").mkdir()
        for name, tree in files.items():
            (folder / name).write_bytes(dumped(tree))
        for problem in load(Source(folder)).problems:
            check(problem)


@given(data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=500)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    document = YamlDocument("f", data)
    assert (document.tree is None) == bool(document.problems)
    for problem in document.problems:
        check(problem, "f")


@given(text=st.text(alphabet="ab1:,-#&*!|>'\"%@`?[]{}\\ \n\r\t\u00a0\u2028\ufeffđ\u0301", max_size=60))
@settings(max_examples=2000)
def test_anything_like_yaml_is_read_or_refused(text: str) -> None:
    document = YamlDocument("f", text.encode())
    assert (document.tree is None) == bool(document.problems)
    for problem in document.problems:
        check(problem, "f")
        assert problem.place is not None
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert problem.place.line <= len(lines)
    if isinstance(document.tree, dict):  # then PyYAML's own reader finds the same keys, and every key has its place
        composed = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
        for key_node, _ in composed.value:
            place = document.place((next(key for key in document.tree if key == _nfc(key_node.value)),))
            assert (place.line, place.path) == (key_node.start_mark.line + 1, "f")


def _nfc(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text)
