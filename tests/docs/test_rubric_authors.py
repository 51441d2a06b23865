"""docs/…/rubric-authors.md: each step is a part of the rubric that comes out in the end, which is valid."""

from collections.abc import Iterator
from typing import Any

import pytest

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.validation import validate
from qcdc_cli.kinds import KINDS
from qcdc_cli.yamltext.document import YamlDocument, compose
from tests.docs.pages import LANGUAGES, Page, page

pytestmark = pytest.mark.parametrize("language", LANGUAGES)
OWN = "rubric-authors"


def final(own: Page) -> YamlDocument:
    """Return the last version of the rubric that the page writes."""
    texts = [block.text for block in own.blocks if block.marks.get("file") == "rubric.yaml"]
    return YamlDocument("rubric.yaml", texts[-1].encode())


def nodes_in(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield all groups and criteria of a rubric's tree."""
    for node in tree.get("criteria", []):
        yield node
        yield from nodes_in(node)


def test_the_rubric_is_valid(language: str) -> None:
    rubric, problems = validate(final(page(language, OWN)), Rubric)
    assert problems == ()
    assert rubric is not None
    assert list(rubric_problems(rubric)) == []


def test_every_step_is_a_part_of_it(language: str) -> None:
    own = page(language, OWN)
    whole = final(own).tree
    assert isinstance(whole, dict)
    nodes = {node["id"]: node for node in nodes_in(whole)}
    seen: set[str] = set()
    for block in own.blocks:
        if block.kind != "yaml":
            continue
        assert block.marks.keys() & {"part", "file"}, f"line {block.line + 1}: neither a part nor a file"
        if "part" not in block.marks:
            continue
        tree, problems = compose(block.text)
        assert problems == []
        if isinstance(tree, list):
            assert [nodes[node["id"]] for node in tree] == tree
            seen |= {"criteria"}
        else:
            assert isinstance(tree, dict)
            assert {key: whole[key] for key in tree} == tree
            seen |= tree.keys()
    first = next(block for block in own.blocks if block.marks.get("file") == "rubric.yaml")
    skeleton = YamlDocument("rubric.yaml", first.text.encode()).tree
    assert isinstance(skeleton, dict)
    assert skeleton.keys() | seen == whole.keys(), "a part of the rubric comes from nowhere"


def test_the_words_in_print_lead_to_every_kind(language: str) -> None:
    own = page(language, OWN)
    (table,) = [table for table in own.tables if table.section == "lines"]
    assert {kind for _, kind in table.rows if kind.startswith("[`")} == {f"[`{key}`](kinds.md#{key})" for key in KINDS}
