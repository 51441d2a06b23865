"""Random sheets with random changes: the text reads as it should, and nothing else in it has changed."""

import pytest
from hypothesis import assume, given

from qcdc_cli.forms.merging import Change, apply_changes, merge
from qcdc_cli.yamltext.document import YamlDocument
from tests.forms.random_sheets import ORDER, STAGES, RandomSheet, changes, sheets

pytestmark = pytest.mark.slow

FIRST = STAGES[0]


def _merged(text: str, wanted: list[Change]) -> str:
    return merge(text, wanted, stages=STAGES, order=ORDER)


def _tree(text: str) -> dict[str, object]:
    tree = YamlDocument("", text.encode()).tree
    assert isinstance(tree, dict)
    return tree


@given(sheets(), changes())
def test_a_merged_sheet(sheet: RandomSheet, wanted: list[Change]) -> None:
    document = YamlDocument("", sheet.text.encode())
    assume(isinstance(document.tree, dict))
    old = _tree(sheet.text)
    result = _merged(sheet.text, wanted)
    assert _tree(result) == apply_changes(old, wanted, first_stage=FIRST)
    assert _merged(result, wanted) == result
    assert [comment for comment in sheet.comments if result.count(comment) != 1] == []
    changed = {change.path[:length] for change in wanted for length in (1, 2)}
    place = 0
    for path, lines in sheet.rooms.items():
        if path not in changed:
            place = result.index(lines, place) + len(lines)
    assert result.endswith(("\n", "\r")) == sheet.text.endswith(("\n", "\r"))
    assert _merged(sheet.text, []) == sheet.text
