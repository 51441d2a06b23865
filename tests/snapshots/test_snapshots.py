"""Every workbook is what its snapshot says, so that any change of a report is seen in a diff."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.kinds import Ask
from tests.campaigns import rubric_from
from tests.forms.every_kind import RUBRIC
from tests.snapshots.as_text import as_text
from tests.snapshots.workbooks import FOLDER, WORKBOOKS

AGAIN = "If it is meant: python -m tests.snapshots.regenerate, and look at the diff."
MOST = 60  # lines of a difference that are shown


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make"), WORKBOOKS.items(), ids=WORKBOOKS.keys())
def test_a_workbook_is_what_it_was(tmp_path: Path, name: str, make: Callable[[Path], bytes]) -> None:
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    now = as_text(make(tmp_path)).splitlines()
    if now != kept:
        told = difflib.unified_diff(kept, now, f"{name}.txt", "now", n=0, lineterm="")
        pytest.fail("\n".join([*list(told)[:MOST], AGAIN]), pytrace=False)


def test_no_snapshot_is_left_of_a_workbook_that_is_no_longer_made() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} == {*WORKBOOKS}


def test_the_form_asks_in_every_way_that_there_is() -> None:
    assert {leaf.criterion.kind.asks for leaf in rubric_from(RUBRIC).leaves} == {*Ask}
