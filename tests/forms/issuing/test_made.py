"""A form as a file: what can be typed into, what chooses from lists, texts that stay texts, pages, both languages."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.cell.cell import MergedCell

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.kinds import Ask
from tests.campaigns import ROOT, STAGES
from tests.forms.computed import formulas_of, numbers, unlike, wrong_in
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk, differing, scoring_input
from tests.office import Office
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@pytest.fixture
def campaign(tmp_path: Path) -> OnDisk:
    made = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)
    made.by_hand(STAGES[-1])
    return made


# ------------------------------------------------------------------ what can be typed into


def inputs(form: Form, campaign: OnDisk, unit: str, *, first: bool) -> Iterator[tuple[str, str]]:
    """Yield the keys of the rows and columns of all cells that are to be filled in."""
    loaded = campaign.load()
    assert loaded.campaign is not None
    for leaf in campaign.rubric.leaves:
        own, key = leaf.criterion, f"c:{leaf.criterion.id}"
        if key not in form.rows:
            continue
        target = loaded.campaign.targets.get(own.id, {}).get(unit)
        if first:
            yield key, "evidence"
        if unit in loaded.campaign.unassigned.get(own.id, {}) or (target == 0 and not own.kind.relative):
            continue
        yield from ((key, "state"), (key, "reason"))
        if own.kind.asks not in (Ask.PLACES, Ask.COUNTS):
            yield key, "mark"
        if own.kind.takes_target and target is None:
            yield key, "target"
        yield from ((each, "mark") for each in form.rows if each.startswith(f"{key}/"))
        if own.kind.names_parts:
            yield from ((each, "name") for each in form.rows if each.startswith(f"{key}/"))
    if first:
        yield from ((key, "name") for key in form.rows if key.startswith("n:"))
    yield from ((key, "mark") for key in form.rows if key.startswith(("d:", "a:")))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("unit", ["a", "b", "c", "d"])
def test_only_what_is_filled_in_is_not_locked(campaign: OnDisk, unit: str, stage: str) -> None:
    first = stage == STAGES[0]
    form = Form(campaign.forms(stage, [unit])[unit])
    expected = {form.cell(*at).coordinate for at in inputs(form, campaign, unit, first=first)}
    if not first and unit == "a":  # a later stage takes nothing back that was said against a unit
        expected.discard(form.cell("d:ky-luat", "mark").coordinate)
    cells = [cell for row in form.sheet.iter_rows() for cell in row]
    # Of joined cells, only the first holds anything.
    free = {cell.coordinate for cell in cells if not cell.protection.locked and not isinstance(cell, MergedCell)}
    assert free == expected
    assert len(free) > 60
    protection = form.sheet.protection
    assert protection.sheet
    assert protection.password is None
    assert not protection.formatColumns
    assert not protection.formatRows
    assert [tab.sheet_state for tab in form.book] == ["visible", "veryHidden", "veryHidden"]


def test_lists_are_ranges(campaign: OnDisk) -> None:
    """A list inside a rule ends at 255 letters, and `4,5` in it is two entries."""
    form = Form(campaign.forms(STAGES[0], ["a"])["a"])
    rules = form.sheet.data_validations.dataValidation
    lists = {rule.formula1: rule.sqref.ranges for rule in rules if rule.type == "list"}
    assert sum(len(list(area.cells)) for areas in lists.values() for area in areas) > 40
    assert all(re.fullmatch(r"'Danh mục'!\$[A-Z]+\$1:\$[A-Z]+\$[0-9]+|'Danh mục'!\$[A-Z]+\$1", each) for each in lists)
    assert form.offered(form.cell("c:I.11", "mark")) == [
        "Hoà giải (5) [1]",
        "Hòa giải (5) [2]",
        "hòa giải (2)",
        "Có * và ? (0)",
    ]
    assert form.offered(form.cell("c:II.1/a", "mark")) == ["x"]
    assert form.offered(form.cell("c:IV.1", "state")) == ["Không phát sinh", "Không giao"]
    assert form.offered(form.cell("c:IV.2", "state")) == ["Không giao"]  # only the bloc may say that nothing arose
    later = Form(campaign.forms("bloc", ["a"])["a"])
    assert later.offered(later.cell("c:IV.2", "state")) == ["Không phát sinh", "Không giao"]


def test_the_same_campaign_makes_the_same_bytes(campaign: OnDisk) -> None:
    for stage in STAGES:
        assert campaign.forms(stage) == campaign.forms(stage)


def test_what_excel_takes_no_more_of(tmp_path: Path) -> None:
    """8,192 characters in a formula and 64 calls inside each other, 255 in a message and 32 in its title."""
    bands: Tree = {"unit": "%", "table": [{"points": "0"}, *({"from": str(n), "points": "5"} for n in range(1, 100))]}
    items: Tree = {f"v{number}": {"name": f"Việc {number}", "points": "0,25"} for number in range(300)}
    criteria: list[Tree] = [
        {"id": "I.1", "points": "5", "bands": bands},
        {"id": "I.2", "points": "75", "checklist": items},
        {"id": "I.3", "points": "60", "place": {"points": [str(60 - n) for n in range(60)], "average": "points"}},
        *({"id": f"I.{number}", "points": "1,5", "weight": "1,5"} for number in range(4, 200)),
    ]
    for criterion in criteria[:3]:
        criterion["weight"] = "1"
    sheet: Tree = {"marks": {"I.3": {"self": [str(1 + number % 60) for number in range(90)]}}}
    rubric: Tree = {"rounding": {"decimals": "2"}, "criteria": [{"id": "I", "criteria": criteria}]}
    campaign = OnDisk(tmp_path / "dot", rubric, {"a": sheet}, stages=["self"])
    campaign.by_hand("self")
    form = Form(campaign.forms("self")["a"])
    formulas = [str(cell.value) for row in form.sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert max(map(len, formulas)) <= 8192
    assert max(formula.count("IF(") for formula in formulas) < 10
    for rule in form.sheet.data_validations.dataValidation:
        assert max(len(str(text)) for text in (rule.error, rule.prompt, rule.formula1)) <= 255
        assert max(len(str(text)) for text in (rule.errorTitle, rule.promptTitle)) <= 32


# ------------------------------------------------------------------ texts stay texts

EVIL = ("=1+1", "+84", "-2", "@x", "#N/A", "[red]", "<b>&amp;", "'a", '"a"', "_x0041_", "{=1}", "=cmd|' /C calc'!A0")
NAMED: Tree = {
    "not_applicable": "exclude",
    "unassigned": "exclude",
    "criteria": [
        {
            "id": "I",
            "name": "{0}",
            "guide": "{1}",
            "criteria": [
                {
                    "id": "I.1",
                    "name": "{2}",
                    "points": "5",
                    "guide": "{3}",
                    "evidence": ["{4}"],
                    "levels": {
                        "a": {"name": "{5}", "points": "5"},
                        "b": {"name": "{6}", "points": "1"},
                        "c": {"name": "{10}", "points": "0"},
                    },
                },
                {"id": "I.2", "name": "{7}", "points": "5", "checklist": {"a": {"name": "{8}", "points": "5"}}},
                {"id": "I.3", "name": "{9}", "points": "5", "count": {"each": "1", "unit": "{4}"}},
                {"id": "I.4", "name": "{11}", "points": "5", "pass": "{1}"},
            ],
        }
    ],
    "disqualifiers": {"a": {"name": "{3}", "effect": "unranked"}},
}


def named(tree: Tree, names: tuple[str, ...]) -> Tree:
    """Put names into a tree in the place of `{0}`, `{1}` …"""
    text = repr(tree)
    for number, name in enumerate(names):
        text = text.replace(repr(f"{{{number}}}"), repr(name))
    found: Tree = eval(text)  # noqa: S307 - our own text
    return found


def test_texts_from_files_are_texts(tmp_path: Path, office: Office) -> None:
    """With the worst names that there can be, the formulas are those of a form with plain names, and all works."""
    harmless = tuple(f"Tên {number}" for number in range(len(EVIL)))
    forms, campaigns = [], []
    for names in (harmless, EVIL):
        sheet: Tree = {
            "marks": {
                "I.1": {"self": "c", "evidence": list(names)},
                "I.2": {"self": ["a"]},
                "I.3": {"not_applicable": names[0]},
                "I.4": {"self": "đạt", "evidence": [names[7]]},
            },
            "notes": {"limits": list(names)},
            "disqualifiers": {"a": names[5]},  # not #N/A, which on a form says that there is nothing
        }
        own = {
            "campaign": names[3],
            "authority": names[0],
            "units": {"a": names[11]},
            "signatures": [{"role": names[0], "name": names[4]}],
        }
        one = OnDisk(tmp_path / names[0], named(NAMED, names), {"a": sheet}, campaign=own)
        campaigns.append(one)
        forms.append(one.forms(STAGES[0])["a"])
    plain, evil = (Form(form) for form in forms)
    cells = formulas_of(forms[1])
    assert cells == formulas_of(forms[0])
    assert [evil.sheet[cell].value for cell in cells] == [plain.sheet[cell].value for cell in cells]
    for tab in evil.book:
        formulas = [cell.coordinate for row in tab.iter_rows() for cell in row if cell.data_type in "fe"]
        assert formulas == (cells if tab is evil.sheet else [])
    assert evil.cell("g:I", "name").value == EVIL[0]
    assert evil.cell("c:I.1", "name").value == EVIL[2]
    assert evil.offered(evil.cell("c:I.1", "mark")) == [f"{EVIL[5]} (5)", f"{EVIL[6]} (1)", f"{EVIL[10]} (0)"]
    by_hand = campaigns[1].by_hand(STAGES[0])
    campaigns[1].before(STAGES[0])
    filled = campaigns[1].filled(STAGES[0])["a"]
    prefilled = campaigns[1].folder / "prefilled.xlsx"
    for to in ("xlsx", "ods"):
        campaigns[1].before(STAGES[0])
        campaigns[1].take([office([filled], to)[filled.name]])
        assert not differing(campaigns[1].read(), by_hand)
    prefilled.write_bytes(campaigns[1].forms(STAGES[0])["a"])
    saved = office([prefilled], "xlsx")["prefilled.xlsx"]
    assert not unlike(prefilled, saved)
    assert not wrong_in(numbers(saved), by_hand["a"].criteria, campaigns[1].rubric)


# ------------------------------------------------------------------ both languages


def texts_of(form: bytes) -> set[str]:
    """Return all that a form shows to people: cells, lists, what its rules say, the foot of its pages, names."""
    opened = Form(form)
    found = {tab.title for tab in opened.book.worksheets[:2]} | {str(opened.sheet.oddFooter.right.text)}
    for rule in opened.sheet.data_validations.dataValidation:
        found |= {str(rule.error), str(rule.errorTitle)}
    for tab in opened.book.worksheets[:2]:
        hidden = 1 if tab is opened.sheet else 0
        rows = tab.iter_rows(min_row=1 + hidden, min_col=1 + hidden)
        found |= {str(cell.value) for row in rows for cell in row if cell.data_type == "s"}
    return found


def test_an_english_form_is_english(tmp_path: Path) -> None:
    """With names in plain letters, no letter of the program's own Vietnamese is left, and hardly any text is shared."""

    def asciified(tree: object) -> object:
        if isinstance(tree, dict):
            return {VIETNAMESE.sub("q", str(key)): asciified(value) for key, value in tree.items()}
        if isinstance(tree, list):
            return [asciified(value) for value in tree]
        return VIETNAMESE.sub("q", str(tree)) if str(tree) not in ("đạt", "không đạt") else tree

    rubric, sheets, own = asciified(RUBRIC), asciified(SHEETS), asciified(CAMPAIGN)
    assert isinstance(rubric, dict)
    assert isinstance(sheets, dict)
    assert isinstance(own, dict)
    for node in rubric["criteria"]:
        node["name"] = f"Group {node['id']}"
        for criterion in node["criteria"]:
            criterion["name"] = f"Criterion {criterion['id']}"
    for node in (*rubric["bonus"]["criteria"], *rubric["penalties"]["criteria"]):
        for inner in (node, *node.get("criteria", ())):
            inner["name"] = f"Extra {inner['id']}"
    named_so: Tree = {
        "campaign": "Campaign",
        "periods": {"2020-h1": {"name": "First half", "due": "2020-06-25"}},
        "blocs": {"khoi": {"name": "Bloc", "rubric": "thang-diem.yaml", "units": list(sheets)}},
        "units": {unit: f"Unit {unit}" for unit in sheets},
        "stages": [{"id": stage, "name": f"Stage {stage}"} for stage in STAGES],
    }
    campaign = OnDisk(tmp_path / "dot", rubric, sheets, campaign={**own, **named_so})
    campaign.by_hand(STAGES[-1])
    for stage in (STAGES[0], STAGES[2]):
        texts = {}
        for chosen in ("vi", "en"):
            language.use(chosen)
            texts[chosen] = texts_of(campaign.forms(stage, ["a"])["a"])
        assert not [text for text in texts["en"] if VIETNAMESE.search(text)]
        keys = {key.partition(":")[2] for key in Form(campaign.forms(stage, ["a"])["a"]).rows}
        shared = [text for text in texts["vi"] & texts["en"] if re.search("[A-Za-z]{3}", text) and text not in keys]
        between = r"\n| – | \| |: [0-9]+(?:; |$)| \([+−]?[0-9]+\)(?: \[[0-9]\])?$"
        split = (part for text in shared for part in re.split(between, text.lower()))
        parts = [part for part in split if re.search("[a-z]{3}", part)]
        told = repr((rubric, sheets, named_so)).lower()
        # Only what the files say is the same in both.
        assert not [part for part in parts if part.lstrip("0123456789 ") not in told]


def test_a_units_own_form_is_headed_by_the_unit_and_only_it_has_a_day_to_hand_in(tmp_path: Path) -> None:
    """The first stage's form is the unit's document; what the later stages fill in is the authority's."""
    own: Tree = {
        "authority": "Ban Chỉ đạo",
        "periods": {"2020-h1": {"name": "Kỳ 1", "due": "2020-06-25"}},
        "blocs": {"khoi": {"name": "Khối Một", "rubric": "thang-diem.yaml", "units": list(SHEETS)}},
        "units": {unit: f"Xã {unit}" for unit in SHEETS},
    }
    assert isinstance(CAMPAIGN, dict)
    campaign = OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign={**CAMPAIGN, **own})
    campaign.by_hand(STAGES[-1])
    first, later = (texts_of(campaign.forms(stage, ["a"])["a"]) for stage in (STAGES[0], STAGES[2]))
    assert {"KHỐI MỘT", "XÃ A"} <= first
    assert {"BAN CHỈ ĐẠO", "KHỐI MỘT"} <= later
    assert "BAN CHỈ ĐẠO" not in first
    assert [any("hạn nộp: ngày 25/6/2020" in text for text in texts) for texts in (first, later)] == [True, False]


# ------------------------------------------------------------------ on paper


def test_on_paper(tmp_path: Path, office: Office) -> None:
    """A4 across, not many pages, and every name and level to be read on them."""
    most = {"chau-thanh-2020": 8, "chi-so-phan-tram": 3, "thi-dua-1000": 3, "tuong-doi-chi-tieu": 3}
    printed: dict[str, tuple[list[str], int]] = {}
    for example, pages in most.items():
        loaded = load(Source(ROOT / "examples" / example))
        assert loaded.campaign is not None
        for stage in loaded.campaign.stages:
            own = scoring_input(loaded, stage.id)
            unit = next(unit for unit, period in loaded.sheets if period == own.period)
            rubric = own.rubrics[own.campaign.bloc_of(unit) or ""]
            names = own.campaign.period_names(own.period)
            held = [leaf.criterion for leaf in rubric.leaves if leaf.held_in(names)]
            words = [text for each in held for text in (each.id, each.name, *level_names(each.kind.options().values()))]
            words += [own.campaign.unit_name(unit), stage.name, "Tổng điểm", "(Ký, ghi rõ họ tên)"]
            (tmp_path / f"{example}_{stage.id}.xlsx").write_bytes(dict(forms_of(loaded, own, [unit]))[unit])
            printed[f"{example}_{stage.id}.xlsx"] = words, pages
    for name, pdf in office([tmp_path / name for name in printed], "pdf").items():
        words, pages = printed[name]
        about = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, timeout=60).stdout.decode()
        assert "841.89 x 595.3" in about, name
        found = re.search(r"Pages:\s+(\d+)", about)
        assert found is not None
        assert int(found[1]) <= pages, name
        layout = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, timeout=60).stdout.decode()
        text = " ".join(layout.split())
        missing = [word for word in words if not all(part in text for part in word.split())]
        assert not missing, name


def level_names(shown: object) -> list[str]:
    """Return what a drop-down shows, without the points behind it."""
    assert hasattr(shown, "__iter__")
    return [re.sub(r" \([0-9,]+\)$", "", text) for text in shown]
