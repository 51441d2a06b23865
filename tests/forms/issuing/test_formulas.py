"""What a form computes while it is filled in is what the program computes of the sheet; nothing typed shows nothing."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl.formula.translate import Translator

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import PERIOD, ROOT, STAGES
from tests.forms.computed import TOTAL, numbers, unlike, wrong_in
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk, scoring_input
from tests.office import Office
from tests.scoring.scales import Tree

SELF = STAGES[0]
UNITS = 2  # of each example: the others' forms differ in names only

# For each criterion, what is typed into one form after another; the last values come again in further forms.
EDGES: dict[str, tuple[Any, ...]] = {
    "I.1": ("0", "5", "0,01", "4,99", "2,6750"),
    "I.2": ("0", "5", "0,25", "4,75", "0,5"),
    "I.10": ("t", "k"),
    "I.11": ("a", "b", "c", "d"),
    "I.12": ("đạt", "không đạt"),
    "II.1": ([], ["a"], ["b"], ["a", "b"]),
    "II.2": ([], [str(number) for number in range(1, 11)], ["10"], ["1", "9"]),
    "II.3": ("0", "1", "9", "10", "11", "1000000"),
    "II.4": ("0", "1", "2", "3", "50"),
    "II.5": ("0", "69,99", "70", "89,9999", "90", "90,1", "150"),
    "II.6": ("0", "-0,01", "-5,5", "-5,51", "-100", "7"),
    "II.7": ("0", "50", "50,01", "63,3", "89,99", "90", "91"),
    "II.8": ("10,5", "10,49", "0", "-2,49", "-2,5", "-9", "11"),
    "II.9": ("0", "7,5", "-1", "100"),
    "II.13": tuple(
        {"mark": {"muon": m, "sai": s}} for m, s in (("0", "0"), ("3", "1"), ("3", "2"), ("4", "0"), ("0", "1"))
    ),
    "II.12": tuple(
        {"mark": {"sk": k, "muon": m, "sai": s}}
        for k, m, s in (
            ("0", "0", "0"),
            ("0", "2", "2"),
            ("0", "3", "0"),
            ("1", "2", "1"),
            ("3", "0", "5"),
            ("2", "0", "1"),
        )
    ),
    "III.1": ("0", "1", "3", "6", "9", "10"),
    "III.2": tuple({"actual": actual, "target": "5"} for actual in ("0", "5", "4", "8", "8,01", "7,99", "12,5")),
    "III.3": tuple({"actual": actual, "target": "1,5"} for actual in ("0", "0,5", "1", "1,5", "1,49", "2", "1,4999")),
    "III.4": ("0", "9", "10", "15"),
    "III.5": ("0", "7"),
    "III.6": ("1", "2", "3", "4", "99"),
    "III.7": (["1"], ["1", "2", "2"], ["4", "5"], ["3", "1", "1", "2", "9"]),
    "III.8": (["1"], ["2", "3"]),
    "III.9": (["5"], ["0", "1", "1"], ["4,5", "3,3750"], ["0,01", "5", "5", "2,6750", "4"]),
    "III.10": (["0", "0", "5"], ["5", "5", "5"], ["0,25", "1", "4,75", "3"], ["1", "2", "3", "4", "5"]),
    "IV.1": ("5", {"not_applicable": "Không có"}, {"unassigned": "Không giao"}, "0"),
    "IV.2": ("5", "0"),
    "IV.3": ({"unassigned": "Không giao"}, "2", {"not_applicable": "Không có"}),
    "T.1": ("3", "1", "0", {"not_applicable": "Không có"}),
    "T.A.1": ("1,5", "0,5", {"not_applicable": "Không có"}),
    "T.A.2": ("1", "0"),
    "P.1": ("0", "1", "2", "9", {"unassigned": "Không giao"}),
    "P.A.1": ("1", "0,5", {"not_applicable": "Không có"}),
    "P.A.2": ("đạt", "không đạt", "không đạt", {"unassigned": "Không giao"}),
}
TIMES = max(len(values) for values in EDGES.values())


def edge_sheets() -> dict[str, Tree]:
    """Return a sheet for each turn, and some with only a part of the marks."""
    sheets: dict[str, Tree] = {}
    for turn in range(TIMES):
        marks = {key: {"self": values[turn % len(values)]} for key, values in EDGES.items()}
        sheets[f"u{turn}"] = {"marks": marks}
        for part in ("I", "III", "T") if not turn else ():
            sheets[f"u{turn}{part}"] = {"marks": {key: marks[key] for key in marks if key.startswith(f"{part}.")}}
    return sheets


def held_criteria(rubric: Rubric) -> list[CriterionBase]:
    """Return the criteria that the half-year holds."""
    return [leaf.criterion for leaf in rubric.leaves if leaf.held_in(frozenset({PERIOD}))]


def rubric_with(**changes: Any) -> Tree:
    return {**RUBRIC, **changes}


ROUNDED: dict[str, Tree] = {
    "criterion": RUBRIC,
    "whole": rubric_with(rounding={"decimals": "0", "at": "criterion"}),
    "group": rubric_with(rounding={"decimals": "1", "at": "group"}),
    "total": rubric_with(rounding={"decimals": "2", "at": "total"}, not_applicable="full", unassigned="zero"),
}


def test_edge_values(tmp_path: Path, office: Office) -> None:
    """0, the maximum, bounds of bands and just beside them, floors, ends, caps; rounded at each place."""
    campaigns, files = {}, []
    for name, rubric in ROUNDED.items():
        sheets = edge_sheets()
        if name != "criterion":  # each criterion's own edges are those above; what differs is how they are summed up
            sheets = {unit: sheets[unit] for unit in ("u0", "u2", "u5")}
        targets: Tree = {"III.1": dict.fromkeys(sheets, "9"), "III.4": dict.fromkeys(sheets, "10")}
        campaign = campaigns[name] = OnDisk(tmp_path / name, rubric, sheets, campaign={"targets": targets})
        campaign.before(SELF)
        for unit, file in campaign.filled(SELF).items():
            files.append(file.rename(tmp_path / f"{name}_{unit}.xlsx"))
    saved = office(files, "xlsx")
    for name, campaign in campaigns.items():
        own, read = campaign.rubric, campaign.by_hand(SELF)
        for unit in campaign.sheets:
            assert not wrong_in(numbers(saved[f"{name}_{unit}.xlsx"]), read[unit].criteria, own), (name, unit)


def test_what_is_no_value_shows_a_question_mark(tmp_path: Path, office: Office) -> None:
    """Texts, numbers outside the limits or off the step, choices not on the list; a blank shows nothing."""
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    campaign.before(SELF)
    typed: dict[str, tuple[Any, ...]] = {
        "c:I.1": (-1, 5.01, "năm", "5/1", "4,5"),
        "c:I.2": (0.1, 5.25, "x", 4.8, -0.25),
        "c:I.10": ("Tố", "*", "?", 5, "Tốt"),
        "c:I.11": ("Có * và", "Có ? và ? (0)", "*", 1, "a"),
        "c:I.12": ("có", 1, "*", "Đạt rồi", "x"),
        "c:II.2/1": ("không", "-", 0, "có rồi", True),
        "c:II.3": (1.5, -1, "ba", 0.5, "1 vụ"),
        "c:II.4": (0.5, -2, "không", 1.01, "-"),
        "c:II.5": (-0.1, "90%", "chín mươi", "..", "90,0"),
        "c:II.6": ("âm", "-", "5,5", "x", "0,0"),
        "c:II.13/sai": (1.5, -1, "ba", "0", "1 lần"),  # the other one is blank
        "c:II.12/sk": (1.5, -1, "ba", 2, "x"),
        "c:III.1": (-1, "8/9", "tám", "?", "8"),
        "c:III.6": (0, 1.5, -1, "nhất", "1"),
        "c:III.7/2": (0, 1.5, -1, "nhất", "2"),
        "c:III.8/1": (0, 1.5, -1, "nhất", "1"),
        "c:III.9/1": (-1, 5.01, "năm", "5/1", "4,5"),
        "c:III.10/1": (1, 5, 0.25, 0, 3),  # of one judge nothing is left without the ends
        "c:IV.1": (6, -0.5, "5.", "5 điểm", "="),
        "c:P.1": (-1, 0.5, "một", "1.5.2020", "x"),
    }
    form, files = campaign.forms(SELF, ["a"])["a"], []
    for turn in range(5):
        filled = Form(form)
        for key, values in typed.items():
            filled.put(key, "mark", values[turn])
        filled.put("c:II.1/a", "mark", "x")
        filled.choose("c:II.1", "mark", 0)  # an item is done, and nothing is
        filled.put("c:III.2", "mark", 8)  # without a target
        filled.put("c:III.3", "mark", 8)
        filled.put("c:III.3", "target", 0)
        files.append(tmp_path / f"{turn}.xlsx")
        files[-1].write_bytes(filled.saved())
    wrong = [key.partition("/")[0] for key in typed] + ["c:II.1", "c:III.2", "c:III.3"]
    for file in office(files, "xlsx").values():
        computed = numbers(file)
        for key in wrong:
            assert computed.value(key, "points") == "?", (file, key)
        others = {key for key in computed.rows if key.startswith("c:") and "/" not in key and key not in wrong}
        assert {computed.value(key, "points") for key in others} == {""}
        assert computed.value(TOTAL, "points") == ""


def test_a_blank_form_shows_nothing(tmp_path: Path, office: Office) -> None:
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    campaign.before(SELF)
    files = [campaign.put(unit, SELF, form) for unit, form in campaign.forms(SELF, ["b", "c", "d"]).items()]
    saved = office(files, "xlsx")
    held = held_criteria(campaign.rubric)
    extras = {leaf.criterion.id for leaf in campaign.rubric.leaves if leaf.extra}
    full = sum(criterion.points for criterion in held if criterion.id not in extras)
    for file in (*files, *saved.values()):
        computed = numbers(file)
        keys = [key for key in computed.rows if key.startswith("c:") and "/" not in key]
        assert len(keys) == len(held)
        shown = {key: computed.value(key, "points") for key in keys}
        preset = {"b": {}, "c": {"c:III.1": "KG"}, "d": {"c:IV.3": 0}}[file.name[0]]  # by the campaign
        assert shown == dict.fromkeys(keys, "") | preset
        assert computed.value(TOTAL, "points") == (0 if 0 in preset.values() else "")
        assert computed.value(TOTAL, "attainable") == full - sum(
            criterion.points for criterion in held if preset.get(f"c:{criterion.id}") == "KG"
        )


# ------------------------------------------------------------------ results that are written into a fresh form


def test_fresh_forms_hold_what_computing_them_gives(tmp_path: Path, office: Office) -> None:
    """Forms of all examples and stages; with wrong results in their place, they are computed anew."""
    expected: dict[str, tuple[ScoringInput, str]] = {}
    for own, name, form in forms_of_examples():
        (tmp_path / name).write_bytes(form)
        expected[name] = own
    spoilt = tmp_path / "spoilt.xlsx"
    first = next(iter(expected))
    spoilt.write_bytes(with_other_results((tmp_path / first).read_bytes()))
    saved = office([*(tmp_path / name for name in expected), spoilt], "xlsx")
    assert numbers(spoilt).value(TOTAL, "points") == 999
    assert not unlike(tmp_path / first, saved[spoilt.name])
    for name, (own, unit) in expected.items():
        assert not unlike(tmp_path / name, saved[name]), name
        rubric = own.rubrics[own.campaign.bloc_of(unit) or ""]
        sheet = own.sheets[unit, own.period]
        preset = {leaf.criterion.id for leaf in rubric.leaves if unit in unassigned(own, leaf.criterion.id)}
        mine = tuple(
            marked if leaf.criterion.id in preset else marked._replace(readings=of_stage(marked.readings, own.stage))
            for leaf, marked in zip(rubric.leaves, sheet.criteria, strict=True)
        )
        assert not wrong_in(numbers(tmp_path / name), mine, rubric), name


def unassigned(own: ScoringInput, criterion: str) -> list[str]:
    """Return the units to which the campaign does not assign a criterion, or for which it sets no target."""
    targets = own.campaign.targets.get(criterion, {}).items()
    return [*own.campaign.unassigned.get(criterion, {}), *(unit for unit, target in targets if not target)]


def of_stage(readings: Any, stage: int) -> tuple[Any, ...]:
    """Return what one stage said, and what is not held in the period."""
    return tuple(one for one in readings if one.stage == stage or one.state.value == "not_held")


def forms_of_examples() -> Iterator[tuple[tuple[ScoringInput, str], str, bytes]]:
    """Yield what a form is made from with its unit, the form's name, and the form."""
    for folder in sorted((ROOT / "examples").iterdir()):
        loaded = load(Source(folder))
        assert loaded.campaign is not None
        for stage in loaded.campaign.stages:
            own = scoring_input(loaded, stage.id)
            units = [unit for unit, period in loaded.sheets if period == own.period][:UNITS]
            for unit, form in forms_of(loaded, own, units):
                yield (own, unit), f"{folder.name}_{unit}_{stage.id}.xlsx", form


def with_other_results(form: bytes) -> bytes:
    """Return a form in which every formula claims to have come to 999."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb' t="str"(><f>.*?</f>)<v>.*?</v>', rb"\1<v>999</v>", data)
                data = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1<v>999</v>", data)
            after.writestr(name, data)
    return out.getvalue()


def test_later_stages_compute_their_own_marks(tmp_path: Path, office: Office) -> None:
    """A later stage's form reckons with what that stage gave; the earlier points stand beside it as values."""
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    campaign.by_hand("board")
    files = [
        campaign.put(unit, stage, form) for stage in STAGES for unit, form in campaign.forms(stage, ["a", "b"]).items()
    ]
    rubric, read = campaign.rubric, campaign.read()
    saved = office(files, "xlsx")
    for number, stage in enumerate(STAGES):
        for unit in ("a", "b"):
            mine = tuple(one._replace(readings=of_stage(one.readings, number)) for one in read[unit].criteria)
            assert not wrong_in(numbers(saved[f"{unit}_2020-h1_{stage}.xlsx"]), mine, rubric), (unit, stage)


def test_reasons_that_are_wanted_are_coloured(tmp_path: Path, office: Office) -> None:
    """Points that differ from the stage before, and states, until a reason stands there; the rules are computed."""
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    campaign.by_hand(SELF)
    form = Form(campaign.forms("bloc", ["a"])["a"])
    typed = {"I.1": 4.75, "I.2": 0, "II.3": 3, "II.4": 2, "III.3": 1200.5, "P.1": 1}  # it said 4.75, 0.25, 3, 0, 1200.5
    for criterion, mark in typed.items():
        form.put(f"c:{criterion}", "mark", mark)
    form.put("c:II.4", "reason", "Có hai vụ")
    for criterion in ("IV.1", "IV.2"):
        form.choose(f"c:{criterion}", "state", 0)
    form.put("c:IV.2", "reason", "Không có công trình")
    beside = form.sheet.max_column + 2
    rows = {form.cell(key, "reason").coordinate: key for key in form.rows if re.fullmatch("c:[^/]+", key)}
    first = next(iter(rows))
    (area,) = (area for area in form.sheet.conditional_formatting if first in area.sqref)
    spots = {spot for cells in area.sqref.ranges for spot in cells.cells}
    assert {form.sheet.cell(*spot).coordinate for spot in spots} == rows.keys()
    rule = Translator(f"={area.rules[0].formula[0]}", first)
    for cell, key in rows.items():
        form.sheet.cell(form.rows[key], beside).value = rule.translate_formula(cell)
    file = campaign.put("a", "bloc", form.saved())
    computed = numbers(office([file], "xlsx")[file.name])
    coloured = {key for key in rows.values() if computed.sheet.cell(computed.rows[key], beside).value}
    assert coloured == {"c:I.2", "c:IV.1"}
