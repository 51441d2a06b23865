"""What a rubric decides, in words, in both languages."""

from functools import partial
from pathlib import Path

import pytest

from qcdc_cli.campaign.deciding import Quota
from qcdc_cli.render.words.rules import cap_rule, class_rule, quota_text
from tests.campaigns import in_both, rubric_from
from tests.render.cases import RUBRIC, SHEETS, written

OVER = """\
  - {id: best, name: Best, above: 16, quota: {percent: 50, rounding: down, of: fine, counted: left},
     needs: {no_zero: yes, criteria_at_least: {I.1: 100, I.3: 50}}}
  - {id: fine, name: Fine, above: 10}
  - {id: weak, name: Weak}
"""


def over() -> str:
    return RUBRIC[: RUBRIC.index("  - {id: good")] + OVER


def test_classes_over_a_bound_and_what_they_need() -> None:
    rubric = rubric_from(over())
    found = [in_both(lambda entry=entry: class_rule(entry, rubric, None)) for entry in rubric.classification]
    assert found == [
        (
            (
                "trên 16 điểm; tiêu chí I.1 đạt từ 100% điểm tối đa trở lên; "
                "tiêu chí I.3 đạt từ 50% điểm tối đa trở lên; không tiêu chí nào bị 0 điểm; "
                "tối đa 50% số đơn vị còn lại ở loại Fine sau khi xét, làm tròn xuống"
            ),
            (
                "over 16 points; I.1 not under 100%; I.3 not under 50%; no criterion is scored 0; "
                "at most 50% of the units left with Fine after the quota, rounded down"
            ),
        ),
        ("trên 10 điểm", "over 10 points"),
        ("còn lại", "the rest"),
    ]


@pytest.mark.parametrize(
    ("rubric", "line"),
    [
        (over(), "Xếp loại: Fine (trên 10 đến 16 điểm)\n"),
        (
            over().replace("above: 10}", "from: 15.62}").replace("above: 16", "above: 15.64"),
            "Fine (từ 15,62 đến 15,64 điểm)",
        ),
        (over().replace("above: 10}", "above: 16}").replace("above: 16,", "above: 17,"), "Weak (từ 16 điểm trở xuống)"),
    ],
)
def test_the_class_of_a_unit(tmp_path: Path, rubric: str, line: str) -> None:
    """Alpha has 15.63 of 20."""
    assert line in written(tmp_path, rubric=rubric, sheets=SHEETS).explain("alpha")


def test_a_share_of_all_blocs() -> None:
    quota = Quota.model_validate({"percent": "20", "rounding": "up", "of": "all"})
    rubric = rubric_from(over())
    assert in_both(lambda: quota_text(quota, rubric, 8)) == (
        "20% số đơn vị của mọi khối dùng thang điểm này, xét chung các khối, làm tròn lên",
        "20% of the units of all blocs with this rubric, taken together, rounded up",
    )


def test_a_cap_is_said_in_the_same_words_wherever_it_stands() -> None:
    rubric = rubric_from(
        "{criteria: [{id: I, cap: 15, points: 15, criteria: [{id: I.1, points: 10}, {id: I.2, points: 10}]}], "
        "bonus: {above_total: yes, cap: 3, criteria: [{id: T.1, points: 5}]}, "
        "penalties: {cap: 4, criteria: [{id: P, cap: 2, criteria: [{id: P.1, points: 5}]}]}}"
    )
    caps = {group.id: in_both(partial(cap_rule, group)) for group, _ in rubric.groups()}
    assert caps == {
        "I": ("tính tối đa 15 điểm", "at most 15 points"),
        "bonus": ("tính tối đa 3 điểm", "at most 3 points"),
        "penalties": ("trừ tối đa 4 điểm", "at most 4 points off"),
        "P": ("trừ tối đa 2 điểm", "at most 2 points off"),
    }
