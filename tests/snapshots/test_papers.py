"""Every paper is what its snapshot says, so that any change of a sentence is seen in a diff."""

import difflib

import pytest

from tests.snapshots.papers import FOLDER, PAPERS, Paper
from tests.snapshots.test_snapshots import AGAIN, MOST


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file.stem)
def test_a_paper_is_what_it_was(paper: Paper) -> None:
    kept, now = paper.file.read_text(encoding="utf-8").splitlines(), paper.text().splitlines()
    if now != kept:
        told = difflib.unified_diff(kept, now, paper.file.name, "now", n=0, lineterm="")
        pytest.fail("\n".join([*list(told)[:MOST], AGAIN]), pytrace=False)


def test_no_snapshot_is_left_of_a_paper_that_is_no_longer_made() -> None:
    assert {*FOLDER.glob("*.txt")} == {paper.file for paper in PAPERS}
