"""The scale that forms are tried with has every kind that there is, and its sheets and edges every criterion."""

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import KINDS, Direct
from tests.campaigns import rubric_tree
from tests.forms.every_kind import RUBRIC, SHEETS
from tests.forms.issuing.test_formulas import EDGES, held_criteria

NOT_READ = Rubric.model_validate(rubric_tree(RUBRIC))


def test_every_kind_is_there() -> None:
    assert {leaf.criterion.kind.key for leaf in NOT_READ.leaves} == {Direct.key, *KINDS}


def test_every_criterion_of_the_period_has_edges_and_marks() -> None:
    held = {criterion.id for criterion in held_criteria(NOT_READ)}
    assert set(EDGES) == held
    assert {identity for sheet in SHEETS.values() for identity in sheet["marks"]} == held
