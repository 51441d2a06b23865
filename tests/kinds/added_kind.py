"""What becomes of a kind that was added: run by test_adding.py, in a process in which `months` is registered."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from qcdc_cli.commands.entry import run
from qcdc_cli.kinds import KINDS
from qcdc_cli.problems import QcdcError
from tests.campaign import test_valid
from tests.campaigns import STAGES
from tests.docs import test_kinds, test_pages
from tests.forms import test_every_kind
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk
from tests.kinds import test_formulas
from tests.kinds import test_kinds as test_kinds_at_work
from tests.scoring import test_scales
from tests.scoring.scales import Tree

SELF = STAGES[0]
RUBRIC: Tree = {
    "rounding": {"decimals": "2"},
    "criteria": [
        {"id": "I.1", "points": "4"},
        {"id": "I.2", "points": "6", "evidence": "optional", "months": {"each": "0,5"}},
    ],
}
WAYS: dict[str, Any] = {
    "as-a-list": ["1", "2", "3"],
    "as-a-text": "1, 2, 3",
    "by-name": "Tháng 3, tháng 1, tháng 2",
    "named-list": ["tháng 2", "1", "tháng 3"],
}
POINTS = "1.5"  # of three months


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OnDisk:
    """Stand in a campaign in which each unit writes the same three months in a way of its own."""
    sheets: dict[str, Tree] = {unit: {"marks": {"I.1": "4", "I.2": way}} for unit, way in WAYS.items()}
    own = OnDisk(tmp_path / "dot", RUBRIC, {**sheets, "none": {"marks": {"I.1": "4", "I.2": []}}})
    own.by_hand(SELF)
    monkeypatch.chdir(own.folder)
    return own


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(list(arguments)) == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.usefixtures("campaign")
def test_sheet_and_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "check")
    ranking = json.loads(told(capsys, "rank", "--format", "json"))
    assert {one["unit"]: one["points"] for one in ranking["standings"]} == {**dict.fromkeys(WAYS, 5.5), "none": 4}


def test_a_form_shows_every_way_of_writing_a_mark_and_changes_nothing(campaign: OnDisk) -> None:
    """Matched by its text, "1, 2, 3" came out of a form blank, and an import replaced it."""
    files = []
    for unit, data in campaign.forms(SELF).items():
        form = Form(data)
        rows = [key for key in form.rows if key.startswith("c:I.2/")]
        ticked = [key.partition("/")[2] for key in rows if form.cell(key, "mark").value]
        assert len(rows) == 12
        assert ticked == ([] if unit == "none" else ["1", "2", "3"]), unit
        assert form.cell("c:I.2", "mark").value == ("không tháng nào" if unit == "none" else None)
        files.append(campaign.put(unit, SELF, form.saved()))
    assert not campaign.take(files).updates


def test_what_a_form_could_not_say_again_is_refused(campaign: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that does not say which of its options a reading means gives no blank form."""
    monkeypatch.setattr(KINDS["months"], "form_parts", lambda _, reading: tuple(f"T{month}" for month in reading))
    with pytest.raises(QcdcError) as refused:
        campaign.forms(SELF)
    assert [problem.code for problem in refused.value.problems] == ["Q615"]


def test_a_filled_form_is_imported(campaign: OnDisk) -> None:
    expected = campaign.read()
    campaign.before(SELF)
    campaign.take(campaign.filled(SELF).values())
    assert campaign.read() == expected


def test_a_table_is_imported(campaign: OnDisk) -> None:
    expected = campaign.read()
    campaign.before(SELF)
    ways = {"as-a-list": '"1; 2; 3"', "as-a-text": "1, 2, 3", "by-name": "Tháng 3, tháng 1, tháng 2", "none": "0"}
    lines = [f"I.1;{unit};4\nI.2;{unit};{way}" for unit, way in ways.items()]
    table = campaign.folder / "bang.csv"
    table.write_text("\n".join(["id;unit;mark", *lines]), encoding="utf-8")
    assert run(["import", str(table), "--stage", SELF]) == 0
    assert campaign.read() == {unit: expected[unit] for unit in ways}


@pytest.mark.usefixtures("campaign")
def test_the_workbook_computes_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "export", "bao-cao.xlsx")
    data = Path("bao-cao.xlsx").read_bytes()
    formulas, seen = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    computed = [
        seen[tab.title][cell.coordinate].value
        for tab in formulas
        for row in tab
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    assert computed.count(5.5) >= len(WAYS)
    shown = "\n".join(str(cell.value) for tab in seen for row in tab for cell in row)
    assert "Mỗi tháng 0,5 điểm, tối đa 6 điểm." in shown


@pytest.mark.usefixtures("campaign")
def test_the_form_computes_with_it(campaign: OnDisk) -> None:
    form = Form(campaign.forms(SELF)["as-a-text"])
    exact = [str(cell.value) for row in form.sheet for cell in row if "COUNTA(" in str(cell.value)]
    assert any("*0.5,6)" in formula for formula in exact)
    assert Form(campaign.forms(SELF)["as-a-text"], computed=True).cell("c:I.2", "points").value == float(POINTS)


@pytest.mark.usefixtures("campaign")
def test_explained(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "explain", "by-name", "I.2")
    assert "Mỗi tháng 0,5 điểm, tối đa 6 điểm." in out
    assert "3 × 0,5 = 1,5" in out
    assert "T1, T2, T3" in out


def test_the_schema_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert "months" in json.loads(told(capsys, "schema", "rubric"))["definitions"]["Criterion"]["properties"]


@pytest.mark.parametrize("language", test_kinds.LANGUAGES)
def test_the_docs_are_missed(language: str) -> None:
    for guard in (
        test_kinds.test_every_kind_has_a_section_and_no_other,
        test_kinds.test_the_overview_names_every_kind,
        test_kinds.test_every_kind_has_an_example,
        test_pages.test_the_readme_tells_every_kind_and_every_suffix,
    ):
        with pytest.raises(AssertionError):
            guard(language)


@pytest.mark.parametrize(
    "guard",
    [
        test_every_kind.test_every_kind_is_there,
        test_formulas.test_every_kind_is_here,
        test_kinds_at_work.test_every_kind_is_here,
        test_scales.test_every_kind_is_there,
        test_valid.test_every_kind_is_there,
    ],
)
def test_the_examples_and_figures_are_missed(guard: Callable[[], None]) -> None:
    with pytest.raises(AssertionError, match="months"):
        guard()
