"""Random scales and marks: a form brings every mark back, and computes what the program computes."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.marks import Marked
from qcdc_cli.campaign.rubric import Rubric
from tests.forms.computed import numbers, unlike, wrong_in
from tests.forms.form_campaigns import OnDisk, differing
from tests.office import Office
from tests.scoring import scales
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow

STAGE = "self"
STAGES = (STAGE, "bloc")
CASES = scales.rubrics().flatmap(
    lambda tree: scales.all_marks(tree, scales.given_in_forms).map(lambda marks: (tree, scales.sheet(marks)))
)


@st.composite
def left_to_later(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """Draw a scale of which some is left to a later stage, and the marks of the first one."""
    tree, marks = draw(CASES)
    tree = draw(scales.left_to_later(tree, STAGES))
    later = {identity for identity, start in scales.starts_of(tree, STAGES).items() if start}
    return tree, {identity: entry for identity, entry in marks.items() if identity not in later}


def averaged(of: str) -> tuple[Tree, Tree]:
    """Return a scale whose group of 3 averages parts of 2 and 4 points, and marks that leave the smaller one out."""
    parts = [{"id": "I.1", "points": "2", "weight": "2"}, {"id": "I.2", "points": "4"}, {"id": "I.3", "points": "4"}]
    group = {"id": "I", "take": "average", "average": of, "points": "3", "criteria": parts}
    tree = {"criteria": [group, {"id": "II", "points": "10"}], "rounding": {"decimals": "2", "at": "group"}}
    marks = {"I.1": {"not_applicable": "Không có"}, "I.2": {"self": "4"}, "I.3": {"self": "3"}, "II": {"self": "7"}}
    return {**tree, "not_applicable": "exclude", "unassigned": "exclude"}, marks


def left_out_of_bonus() -> tuple[Tree, Tree]:
    """Return a scale whose bonus is a group of a group, and marks that leave all of it out."""
    deep = {"id": "b.1", "criteria": [{"id": "b.1.1", "criteria": [{"id": "b.1.1.1", "points": "2"}]}]}
    tree = {"criteria": [{"id": "I", "points": "10"}], "rounding": {"decimals": "2", "at": "group"}}
    tree |= {"bonus": {"above_total": "yes", "criteria": [deep]}, "not_applicable": "exclude", "unassigned": "exclude"}
    return tree, {"I": {"self": "7"}, "b.1.1.1": {"not_applicable": "Không có"}}


def held_by_floors() -> tuple[Tree, Tree]:
    """Return a scale whose floors are finer than its rounding, and marks that come to them and beside them."""
    minus = {"minus": {"vp": {"name": "Vi phạm", "each": "1.25"}}, "plus": {"sk": {"name": "Sáng kiến", "each": "1"}}}
    line = {"points": "4", "plus_minus": {**minus, "floor": "-1.96"}}
    down = {"points": "4.4", "deduct": {"each": "1.25", "unit": "lần", "floor": "1.4"}}
    criteria = [{"id": f"I.{number}", **line} for number in range(3)] + [
        {"id": f"II.{number}", **down} for number in "12"
    ]
    marks = {f"I.{number}": {"self": {"mark": {"sk": "0", "vp": str(number)}}} for number in range(3)}
    marks |= {"II.1": {"self": "2"}, "II.2": {"self": "3"}}
    rounding = {"rounding": {"decimals": "0", "at": "criterion"}}
    return {"criteria": criteria, **rounding, "not_applicable": "exclude", "unassigned": "exclude"}, marks


def cap_by_what_is_marked_later() -> tuple[Tree, Tree]:
    """Return a scale whose cap hangs on a group of which some is left to a later stage, and marks of the first one."""
    low = {"id": "I", "criteria": [{"id": "I.1", "points": "10"}, {"id": "I.2", "points": "10", "from": STAGES[1]}]}
    cap = {"points": "3", "when": {"group": "I", "under": "50%"}}
    capped = {"id": "II", "criteria": [{"id": "II.1", "points": "10"}], "cap": cap}
    tree = {"criteria": [low, capped], "rounding": {"decimals": "2", "at": "group"}, "not_applicable": "exclude"}
    return {**tree, "unassigned": "zero"}, {"I.1": {"self": "1"}, "II.1": {"self": "7"}}


def test_random_forms(tmp_path: Path, office: Office) -> None:
    made: dict[str, tuple[tuple[Marked, ...], Rubric]] = {}
    out = tmp_path / "out"
    out.mkdir()

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(CASES | left_to_later())
    @example(averaged("points"))
    @example(averaged("shares"))
    @example(left_out_of_bonus())
    @example(cap_by_what_is_marked_later())
    @example(held_by_floors())
    def come_back(case: tuple[Tree, Tree]) -> None:
        tree, marks = case
        shutil.rmtree(tmp_path / "dot", ignore_errors=True)
        campaign = OnDisk(tmp_path / "dot", tree, {"a": {"marks": marks}}, stages=STAGES)
        by_hand = campaign.by_hand(STAGE)
        campaign.before(STAGE)
        filled = campaign.filled(STAGE)["a"]
        if campaign.take([filled]).updates:
            assert not differing(campaign.read(), by_hand)
        else:
            assert not any(entry.get("self") for entry in marks.values())
            campaign.by_hand(STAGE)
        rubric = campaign.rubric
        name = f"{len(made)}.xlsx"
        made[name] = by_hand["a"].criteria, rubric
        shutil.copy(filled, out / name)
        (out / f"x{name}").write_bytes(campaign.forms(STAGE)["a"])

    come_back()
    saved = office(sorted(out.iterdir()), "xlsx")
    for name, (criteria, rubric) in made.items():
        assert not wrong_in(numbers(saved[name]), criteria, rubric), rubric
        assert not unlike(out / f"x{name}", saved[f"x{name}"]), rubric
        assert not wrong_in(numbers(saved[f"x{name}"]), criteria, rubric), rubric
