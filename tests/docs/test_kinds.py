"""docs/…/kinds.md: every kind has a section; its example is a valid criterion; every worked example is computed."""

import re
from collections.abc import Sequence

import pytest

from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.marks import MarkReader
from qcdc_cli.campaign.rubric import Criterion, CriterionBase, Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.validation import validate
from qcdc_cli.kinds import KINDS, Direct
from qcdc_cli.language import use
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Place, Problem
from qcdc_cli.scoring.unit import score_unit
from qcdc_cli.values import read_number
from tests.docs.pages import LANGUAGES, Page, code, page

UNIT = "mai-dam"
KEYS = [Direct.key, *KINDS]

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_every_kind_has_a_section_and_no_other(language: str) -> None:
    sections = [heading.anchor for heading in page(language, "kinds").headings if heading.level > 1]
    assert sorted(sections) == sorted(KEYS)


def test_the_overview_names_every_kind(language: str) -> None:
    overview = page(language, "kinds").tables[0]
    assert sorted(re.sub(r"\[`(.*)`]\(#\1\)", r"\1", row[0]) for row in overview.rows) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_the_example_is_a_criterion_of_this_kind(language: str, key: str) -> None:
    rubric = rubric_of(page(language, "kinds"), key)
    assert list(rubric_problems(rubric)) == []
    assert rubric.leaves[0].criterion.kind.key == key


@pytest.mark.parametrize("key", KEYS)
def test_worked_examples_are_what_the_program_computes(language: str, key: str) -> None:
    use(language)
    own = page(language, "kinds")
    rubric = rubric_of(own, key)
    criterion = rubric.leaves[0].criterion
    table = own.marked("marks")[key]
    assert len(table.rows) > 1
    for written, points, working in table.rows:
        sheet, problems = sheet_of(code(written))
        if sheet is not None:
            reader = MarkReader(rubric, ("self",), targets_of(own, key), {})
            marked, problems = reader.read(sheet, lambda _: Place(""))
        refused = [problem.code for problem in problems if problem.is_error]
        if link := re.fullmatch(r"\[(Q\d+)\]\(problems\.md#q\d+\)", points):
            assert refused == [link[1]], written
            continue
        assert refused == [], written
        result = score_unit(UNIT, marked, rubric, 0).criteria[0]
        assert result.counted is not None
        assert figure(result.points) == points, written
        assert criterion.kind.working(result.counted.reading, criterion.points) == working, written


def rubric_of(own: Page, key: str) -> Rubric:
    """Return a rubric that has the example of a section as its only criterion."""
    (text,) = [block.text for block in own.blocks if block.section == key and "criterion" in block.marks]
    document = Document("example.yaml", text.encode())
    criterion, problems = validate(document, Criterion)
    assert problems == ()
    assert isinstance(criterion, CriterionBase)
    return Rubric.model_validate(
        {
            "rubric": "example",
            "name": "Example",
            "total": str(criterion.points),
            "rounding": {"decimals": "2"},
            "criteria": [document.tree],
        }
    )


def sheet_of(line: str) -> tuple[Sheet | None, Sequence[Problem]]:
    """Return a sheet with one line of marks, or what is wrong with it."""
    text = f"unit: {UNIT}\nperiod: p\nmarks:\n  {line}\n"
    return validate(Document("sheet.yaml", text.encode()), Sheet)


def targets_of(own: Page, key: str) -> dict:
    """Return the targets that a section gives, as the campaign would have them."""
    for block in own.blocks:
        if block.section == key and "targets" in block.marks:
            tree = Document("qcdc.yaml", block.text.encode()).tree
            assert isinstance(tree, dict)
            return {
                criterion: {unit: read_number(value) for unit, value in by_unit.items()}
                for criterion, by_unit in tree["targets"].items()
            }
    return {}
