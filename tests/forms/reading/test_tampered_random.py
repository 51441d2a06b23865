"""Anything typed anywhere on a form: it is imported as it was typed, or told; never a traceback, never silence."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.importing.import_plan import ImportPlan
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.language.names import fold
from qcdc_cli.language.refusing_words import gives_no_reason, names_no_document
from qcdc_cli.workbook.reading import Found, Tab, read_book
from tests.forms.desk import FILES
from tests.forms.filling import Form
from tests.forms.form_campaigns import scoring_input

pytestmark = pytest.mark.slow

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
WORDS = st.sampled_from(
    ["x", "0", "1", "7,5", "7.5", "1.000", "5/1", "Khá (3)", "tot", "đạt", "Không phát sinh", "Không giao", "KPS", "[]",
     "chưa làm việc nào", "a, 12", "- Quyết định\n- Biên bản", "=1+1", "#N/A", " ", "\u00a0", "\u200b", "I.3", "I.4/a"]
)  # fmt: skip
NUMBERS = st.one_of(st.integers(-3, 12), st.floats(-10, 20, allow_nan=False), st.sampled_from([1e300, 1e-9, 7.5, 0.1]))
VALUES = st.one_of(WORDS, TEXTS, NUMBERS, st.booleans(), st.dates(date(1950, 1, 1), date(2050, 1, 1)), st.none())
COLUMNS = ["id", "name", "max", "guide", "mark", "target", "state", "points", "reason", "evidence"]
Edit = tuple[int, str, Any]  # a row, a column's key, a value
EDIT: st.SearchStrategy[Edit] = st.tuples(st.integers(0, 80), st.sampled_from(COLUMNS), VALUES)
FORMS = ["phu-an_self", "nga-sau_self", "nga-sau_bloc", "dong-phuoc_self"]
NOTHING = Found("text", "")
BLANK = "forms"  # the folder of the forms as they were made


def typed_into(form: Form, edits: list[Edit]) -> list[str]:
    """Type into cells of the form's rows that have keys; return which cells took it."""
    keys = [key for key in form.rows if key and key != "-"]
    cells = []
    for number, column, value in edits:
        cell = form.sheet.cell(form.rows[keys[number % len(keys)]], form.columns[column])
        try:
            cell.value = value
        except (AttributeError, ValueError):  # a joined cell; a character that no workbook holds
            continue
        cells.append(cell.coordinate)
    return cells


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the forms once: of a unit that has marks, of one that has none, and of a later stage."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    loaded = load(Source(folder))
    (folder / BLANK).mkdir()
    for name in FORMS:
        unit, _, stage = name.partition("_")
        data = dict(forms_of(loaded, scoring_input(loaded, stage), [unit]))[unit]
        (folder / BLANK / f"{name}.xlsx").write_bytes(data)
        plan = take(folder, folder / BLANK / f"{name}.xlsx")
        assert (tuple(plan.updates), plan.problems) == ((), ())  # else what is told below may be of the form itself
    return folder


@cache
def untouched(folder: Path, name: str) -> Tab:
    """Read a form as openpyxl saves it when nothing is typed into it."""
    file = folder / f"untouched_{name}.xlsx"
    file.write_bytes(blank(folder, name).saved())
    return read_book(file).tabs[0]


def blank(folder: Path, name: str) -> Form:
    """Open a form as it was made."""
    return Form((folder / BLANK / f"{name}.xlsx").read_bytes())


def take(folder: Path, file: Path) -> ImportPlan:
    """Work out what an import of one file comes to."""
    return import_plan([file], CampaignSheets.of(load(Source(folder))), period="2020-h1")


def meaning(found: Found | None) -> str:
    """Return what a cell says at most: a number in any form, a text in any spelling, no tick, nothing."""
    text = "" if found is None else fold(found.text.replace(",", "."))
    return "" if text in {"0", "o", "-", fold("không"), fold("chưa"), "no"} else text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMS), EDIT)
@example("phu-an_self", (7, "points", "=1+1"))  # beside an item of a checklist, which has no points of its own
@example("phu-an_self", (1, "reason", "[]"))
@example("nga-sau_bloc", (59, "id", "x"))  # beside who agrees, where the form has no number
@example("phu-an_self", (0, "id", "¨:Ò/B¨\U0003134b©"))  # which could be TCVN3
def test_one_cell_is_taken_or_told(forms: Path, name: str, edit: Edit) -> None:
    form, file = blank(forms, name), forms / f"{name}.xlsx"
    where = typed_into(form, [edit])
    file.write_bytes(form.saved())
    plan = take(forms, file)
    # Letters of a font of before Unicode: for them the whole file is refused, with the cell.
    if old_font := [problem.place for problem in plan.problems if problem.code == "Q713"]:
        assert [place.cell for place in old_font if place is not None] == where
        return
    before, after = untouched(forms, name), read_book(file).tabs[0]
    changed = {
        spot
        for spot in before.cells.keys() | after.cells.keys()
        if before.cells.get(spot) != after.cells.get(spot)
        # A formula over the form's own formula: every program writes formulas in its own way, and none is read.
        and {before.cells.get(spot, NOTHING).what, after.cells.get(spot, NOTHING).what} != {"formula"}
    }
    if all(meaning(before.cells.get(spot)) == meaning(after.cells.get(spot)) for spot in changed):
        return
    says_none = {"reason": gives_no_reason, "evidence": names_no_document}.get(edit[1])
    if says_none is not None and says_none(str(edit[2])):
        return  # a dash, a bracket, "không": as if the cell were blank
    told = {str(problem.place) for problem in plan.problems if problem.code != "Q618"}
    if plan.updates or plan.refused or any(str(after.place(*spot)) in told for spot in changed):
        return
    cleared = changed.isdisjoint(after.cells)  # a locked text that was cleared is nothing that anybody typed
    same = {"tot", "kha", "đạt"}  # other ways to say what stood there
    assert cleared or all(meaning(after.cells.get(spot)) in same for spot in changed), (where, plan.problems)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMS), st.lists(EDIT, min_size=1, max_size=6))
def test_what_was_taken_says_nothing_new_the_second_time(forms: Path, name: str, edits: list[Edit]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "desk"
        shutil.copytree(forms, folder)
        form = blank(forms, name)
        typed_into(form, edits)
        file = folder / f"{name}.xlsx"
        file.write_bytes(form.saved())
        plan = take(folder, file)
        if plan.refused:
            return
        for sheet in plan.updates:
            sheet.file.parent.mkdir(exist_ok=True)
            sheet.file.write_bytes(sheet.data)
        assert not load(Source(folder)).errors
        again = take(folder, file)
        assert not again.updates
        assert not again.refused, again.problems
