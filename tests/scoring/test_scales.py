"""The random scales draw every kind that there is."""

from qcdc_cli.kinds import KINDS
from tests.scoring import scales


def test_every_kind_is_there() -> None:
    assert {key for key in scales.KINDS if key != "direct"} == set(KINDS)
