"""Random scales and marks: a form brings every mark back, and computes what the program computes."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from qcdc_cli.campaign.marks import Marked
from qcdc_cli.campaign.rubric import Rubric
from tests.forms.computed import numbers, unlike, wrong_in
from tests.forms.form_campaigns import OnDisk, differing
from tests.office import Office
from tests.scoring import scales
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow

STAGE = "self"
CASES = scales.rubrics().flatmap(lambda tree: scales.all_marks(tree).map(lambda marks: (tree, scales.sheet(marks))))


def test_random_forms(tmp_path: Path, office: Office) -> None:
    made: dict[str, tuple[tuple[Marked, ...], Rubric]] = {}
    out = tmp_path / "out"
    out.mkdir()

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(CASES)
    def come_back(case: tuple[Tree, Tree]) -> None:
        tree, marks = case
        shutil.rmtree(tmp_path / "dot", ignore_errors=True)
        campaign = OnDisk(tmp_path / "dot", tree, {"a": {"marks": marks}}, stages=(STAGE,))
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
