"""docs/…/scoring.md: what is worked out by hand there is what the program computes."""

from decimal import Decimal

import pytest

from qcdc_cli.campaign.marks import MarkReader
from qcdc_cli.campaign.rubric import RoundingPlace, Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.states import State
from qcdc_cli.language import use
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Place
from qcdc_cli.scoring.unit import score_unit
from tests.docs.pages import LANGUAGES, code, page
from tests.docs.test_files import words_of

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_rounding_at_each_place(language: str) -> None:
    use(language)
    table = page(language, "scoring").marked("rounding")[""]
    assert {code(row[0]) for row in table.rows} == words_of(RoundingPlace)
    for at, _, expected in table.rows:
        assert figure(two_groups_of_thirds(code(at))) == expected, at


def test_all_four_states_are_told(language: str) -> None:
    assert len(page(language, "scoring").marked("states")[""].rows) == len(State)


def two_groups_of_thirds(at: str) -> Decimal:
    """Return the total of two groups with two criteria each, all of them 1 of 3 of 10 points."""
    groups = [
        {
            "id": group,
            "name": group,
            "points": "20",
            "criteria": [{"id": f"{group}.{n}", "name": "x", "points": "10", "ratio": {"unit": "x"}} for n in (1, 2)],
        }
        for group in ("I", "II")
    ]
    rubric = Rubric.model_validate(
        {"rubric": "r", "name": "r", "total": "40", "rounding": {"decimals": "2", "at": at}, "criteria": groups}
    )
    marks = {leaf.criterion.id: {"self": {"actual": "1", "target": "3"}} for leaf in rubric.leaves}
    sheet = Sheet.model_validate({"unit": "u", "period": "p", "marks": marks})
    marked, _ = MarkReader(rubric, ("self",), {}, {}).read(sheet, lambda _: Place(""))
    return score_unit("u", marked, rubric, 0).points
