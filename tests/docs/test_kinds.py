"""docs/…/kinds.md: every kind has a section; its examples are valid criteria; every worked example is computed.

A section has one example (`criterion`, with its table `marks: KIND`), and may have more (`criterion: 2`, with
`marks: KIND 2`). Where a kind's points depend on the bloc's other units, the rows of a table are one bloc.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.nodes import Criterion, CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.kinds import KINDS, Direct
from qcdc_cli.language import use
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Place, Problem
from qcdc_cli.scoring.scoring_input import kinds_among
from qcdc_cli.scoring.unit import score_unit
from qcdc_cli.values import read_number
from qcdc_cli.yamltext.document import YamlDocument
from tests.docs.pages import LANGUAGES, Page, code, page

UNIT = "mai-dam"
KEYS = [Direct.key, *KINDS]
EXAMPLES = list(page("vi", "kinds").marked("marks"))

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_every_kind_has_a_section_and_no_other(language: str) -> None:
    sections = [heading.anchor for heading in page(language, "kinds").headings if heading.level > 1]
    assert sorted(sections) == sorted(KEYS)


def test_the_overview_names_every_kind(language: str) -> None:
    overview = page(language, "kinds").tables[0]
    assert sorted(re.sub(r"\[`(.*)`]\(#\1\)", r"\1", row[0]) for row in overview.rows) == sorted(KEYS)


def test_every_kind_has_an_example(language: str) -> None:
    examples = page(language, "kinds").marked("marks")
    assert list(examples) == EXAMPLES
    assert {name.partition(" ")[0] for name in examples} == set(KEYS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_is_a_criterion_of_this_kind(language: str, example: str) -> None:
    rubric = rubric_of(page(language, "kinds"), example)
    assert list(rubric_problems(rubric)) == []
    assert rubric.leaves[0].criterion.kind.key == example.partition(" ")[0]


@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_examples_are_what_the_program_computes(language: str, example: str) -> None:
    use(language)
    table = page(language, "kinds").marked("marks")[example]
    assert len(table.rows) > 1
    told = computed(page(language, "kinds"), example, [code(written) for written, _, _ in table.rows])
    for (written, points, working), found in zip(table.rows, told, strict=True):
        if link := re.fullmatch(r"\[(Q\d+)\]\(problems\.md#q\d+\)", points):
            assert found == [link[1]], written
        else:
            assert found == (points, working), written


def computed(own: Page, example: str, lines: list[str]) -> list[tuple[str, str] | list[str]]:
    """Return points and working of each line of marks, or the codes of the errors that refuse it."""
    rubric = rubric_of(own, example)
    criterion = rubric.leaves[0].criterion
    reader = SheetReader(rubric, ("self",), targets_of(own, example), {})
    read: list[MarkedSheet | list[str]] = []
    for line in lines:
        sheet, problems = sheet_of(line)
        if sheet is not None:
            marked, problems = reader.read(sheet, lambda _: Place(""))
        refused = [problem.code for problem in problems if problem.is_error]
        read.append(refused or marked)
    kinds = kinds_among(rubric, [one for one in read if isinstance(one, MarkedSheet)], 0)
    told: list[tuple[str, str] | list[str]] = []
    for one in read:
        if isinstance(one, list):
            told.append(one)
            continue
        result = score_unit(UNIT, one, rubric, 0, kinds=kinds).criteria[0]
        assert result.counted is not None
        told.append((figure(result.points), result.kind.working(result.counted.reading, criterion.points)))
    return told


def rubric_of(own: Page, example: str) -> Rubric:
    """Return a rubric that has an example of a section as its only criterion."""
    key, _, number = example.partition(" ")
    (text,) = [block.text for block in own.blocks if block.section == key and block.marks.get("criterion") == number]
    document = YamlDocument("example.yaml", text.encode())
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
    return validate(YamlDocument("sheet.yaml", text.encode()), Sheet)


def targets_of(own: Page, example: str) -> dict[str, dict[str, Decimal]]:
    """Return the targets that a section gives, as the campaign would have them."""
    key = example.partition(" ")[0]
    for block in own.blocks:
        if block.section == key and "targets" in block.marks:
            tree = YamlDocument("qcdc.yaml", block.text.encode()).tree
            assert isinstance(tree, dict)
            return {
                criterion: {unit: read_number(value) for unit, value in by_unit.items()}
                for criterion, by_unit in tree["targets"].items()
            }
    return {}
