"""Every paper of the examples is what its text says, so that any change of a sentence is seen in a diff."""

import difflib

import pytest

from tests.render.documents.samples import EXPECTED, SAMPLES

AGAIN = "If it is meant: python -m tests.render.documents.samples, and look at the diff."
MOST = 60  # lines of a difference that are shown


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_is_what_it_was(name: str) -> None:
    kept = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    now = SAMPLES[name]().splitlines()
    if now != kept:
        told = difflib.unified_diff(kept, now, f"{name}.txt", "now", n=0, lineterm="")
        pytest.fail("\n".join([*list(told)[:MOST], AGAIN]), pytrace=False)


def test_no_text_is_left_of_a_paper_that_is_no_longer_made() -> None:
    assert {file.stem for file in EXPECTED.glob("*.txt")} == {*SAMPLES}
