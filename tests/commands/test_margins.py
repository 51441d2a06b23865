"""Margins from the sheets to every output: both languages, one unit, programs, and where there is nothing to tell."""

import json
from pathlib import Path

from tests.commands.conftest import EXAMPLE, REPOSITORY, Qcdc

EXPECTED = Path(__file__).parent / "expected"
VALID = REPOSITORY / "tests" / "valid"


def test_the_lists(qcdc: Qcdc) -> None:
    """125 of 80 is 156.25 %, 92 of 100 is 92 %; b1 gives 0 or 60, and nobody has verified it."""
    campaign = str(VALID / "every-decision")
    assert qcdc("margins", "-C", campaign).out == (EXPECTED / "margins.vi.txt").read_text(encoding="utf-8")
    one = qcdc("margins", "Xã Hai", "-C", campaign, "--lang", "en").out
    assert one == (EXPECTED / "margins-of-one-unit.en.txt").read_text(encoding="utf-8")


def test_the_figures_for_programs(qcdc: Qcdc) -> None:
    """Phú An has 75.32 of 98, the next 79.17 %; the bloc took 1, 1 and 0.5 points, and 77.82 of 98 are 79.41 %."""
    found = json.loads(qcdc("margins", "phu-an", "-C", str(EXAMPLE), "--format", "json").out)
    (line,) = found["ranks"]
    assert (line["points"], line["above"]["units"], line["above"]["answer"]) == (75.32, ["dong-phuoc-a"], "possible")
    assert line["above"]["gap"] == 2.312857  # 79.17 − 7532 ÷ 98
    assert (line["above"]["marks"], line["below"]["gap"], line["disputed"]) == (3, None, 7)
    above = [mark for mark in found["marks"] if mark["change"] == "above"]
    assert [(mark["criterion"], mark["points"], mark["points_then"]) for mark in above] == [
        ("I.5", 1, 2),
        ("III.1", 2, 3),
        ("IV.2.a", 2.5, 3),
    ]
    assert {why for mark in above for why in mark["disputes"]} == {"changed"}


def test_units_that_share_the_only_rank(qcdc: Qcdc) -> None:
    told = qcdc("margins", "-C", str(VALID / "appeals"), "--lang", "en").out
    assert "Units that share a rank are 0 apart" in told
    assert "has one rank only" in told
    assert "No marks close any of the gaps above." in told
