"""Forms and tables of what only a later stage marks: no cell before that stage, cells and evidence from it on."""

from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.forms.form_key import digest_of
from tests.campaigns import STAGES, rubric_from
from tests.forms.desk import Desk, Told, at
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk, differing
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


ITEMS: Tree = {"a": {"name": "Một", "points": "1"}, "b": {"name": "Hai", "points": "1"}}
RUBRIC: Tree = {
    "rounding": {"decimals": "2"},
    "not_applicable": "exclude",
    "unassigned": "exclude",
    "criteria": [
        {"id": "I", "criteria": [{"id": "I.1", "points": "5"}, {"id": "I.2", "points": "5", "from": "board"}]},
        {
            "id": "II",
            "from": "bloc",
            "criteria": [
                {"id": "II.1", "points": "5", "evidence": "required"},
                {"id": "II.2", "points": "2", "checklist": ITEMS},
                {"id": "II.3", "points": "5", "ratio": {"unit": "hộ"}},
                {"id": "II.4", "points": "5", "place": {"points": ["5", "3", "1"], "average": "points"}},
                {
                    "id": "II.5",
                    "points": "5",
                    "levels": {"t": {"name": "Tốt", "points": "5"}, "k": {"name": "Kém", "points": "0"}},
                },
                {"id": "II.6", "points": "5"},
            ],
        },
    ],
    "bonus": {"from": "bloc", "above_total": "no", "criteria": [{"id": "T.1", "points": "3"}]},
    "penalties": {"criteria": [{"id": "P.1", "points": "4", "count": {"each": "2", "unit": "lần"}, "from": "board"}]},
}
SHEETS: dict[str, Tree] = {
    "a": {
        "marks": {
            "I.1": {"self": "5", "bloc": {"mark": "4,5", "reason": "Thiếu chữ ký"}, "evidence": ["Quyết định 1"]},
            "I.2": {"board": "3", "evidence": ["Biên bản của Ban Chỉ đạo"]},
            "II.1": {"bloc": "4", "board": {"mark": "5", "reason": "Giải trình"}, "evidence": ["Phiếu khảo sát"]},
            "II.2": {"bloc": ["b"]},
            "II.3": {"bloc": {"actual": "8", "target": "9"}},
            "II.4": {"bloc": ["1", "2"]},
            "II.5": {"bloc": "t"},
            "II.6": {"bloc": {"not_applicable": "Không khảo sát"}},
            "T.1": {"bloc": "1"},
            "P.1": {"board": "1"},
        }
    },
    "b": {"marks": {"I.1": "0"}},
}
SELF_ONLY = "do bước “Bước bloc” chấm"


@pytest.fixture
def campaign(tmp_path: Path) -> OnDisk:
    return OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign={"unassigned": {"II.6": {"b": "Không có chợ"}}})


def test_forms_through_all_stages_say_what_the_sheet_by_hand_says(campaign: OnDisk) -> None:
    by_hand = campaign.by_hand(STAGES[-1])
    campaign.before(STAGES[0])
    for stage in STAGES:
        campaign.take(campaign.filled(stage).values())
    assert not differing(campaign.read(), by_hand)


def test_the_first_stage_s_form_has_no_cell_for_it(campaign: OnDisk) -> None:
    campaign.before("self")
    form = Form(campaign.forms("self")["a"])
    for identity in ("II.1", "II.2", "II.3", "II.4", "II.5", "II.6", "T.1"):
        assert form.cell(f"c:{identity}", "mark").value == SELF_ONLY
        for column in ("mark", "target", "state", "reason", "evidence"):
            assert form.cell(f"c:{identity}", column).protection.locked
    assert form.cell("c:I.2", "mark").value == form.cell("c:P.1", "mark").value == "do bước “Bước board” chấm"
    assert not form.cell("c:I.1", "mark").protection.locked
    assert not any(key.startswith(("c:II.2/", "c:II.4/")) for key in form.rows)
    # What the campaign has set for a unit stands there instead.
    other = Form(campaign.forms("self")["b"])
    assert (other.cell("c:II.6", "mark").value, other.cell("c:II.6", "state").value) == (None, "Không giao")


def test_the_total_of_a_form_is_out_of_what_its_stage_can_mark(campaign: OnDisk) -> None:
    """Of 37 points the unit can mark the 5 of I.1, the bloc also the 27 of II; the 5 of I.2 are the board's."""
    campaign.by_hand("board")
    for stage, most in (("self", 5), ("bloc", 32), ("board", 37)):
        form = Form(campaign.forms(stage)["a"])
        names = {form.sheet.cell(row, form.columns["name"]).value: row for row in range(1, form.sheet.max_row + 1)}
        (total,) = (row for name, row in names.items() if str(name).startswith("Tổng điểm"))
        assert form.sheet.cell(total, form.columns["max"]).value == most
        assert ("do bước sau chấm" in str(form.sheet.cell(total, form.columns["name"]).value)) is (most < 37)


def test_its_own_stage_s_form_asks_for_it_and_its_evidence(campaign: OnDisk) -> None:
    campaign.by_hand("self")
    form = Form(campaign.forms("bloc")["a"])
    assert not form.cell("c:II.1", "mark").protection.locked
    assert not form.cell("c:II.1", "evidence").protection.locked
    assert form.cell("c:I.1", "evidence").protection.locked
    assert form.cell("c:II.1", "said self").value == "BS"
    assert form.cell("c:I.2", "mark").value == "do bước “Bước board” chấm"


def test_who_marks_from_when_is_part_of_what_a_mark_means() -> None:
    tree = {"criteria": [{"id": "I.1", "points": "5"}, {"id": "I.2", "points": "5"}]}
    later = {"criteria": [{"id": "I.1", "points": "5"}, {"id": "I.2", "points": "5", "from": "bloc"}]}
    assert digest_of(rubric_from(tree)) != digest_of(rubric_from(later))


# ------------------------------------------------------------------ typed nevertheless


@pytest.fixture
def office_marks(desk: Desk) -> Desk:
    """A desk whose criterion I.3 only the bloc marks."""
    rubric = desk.read("thang-diem.yaml").replace("{id: I.3,", "{id: I.3, from: bloc,")
    rubric = rubric.replace("{id: I.6,", "{id: I.6, from: bloc,")
    desk.write("thang-diem.yaml", rubric)
    for sheet in ("nga-sau", "dong-phuoc"):
        text = desk.read(f"units/{sheet}.yaml").replace("    self: 7,5\n", "").replace(", I.3: 8", "")
        desk.write(f"units/{sheet}.yaml", text.replace("reason: Chậm, ", ""))
    return desk


@pytest.mark.parametrize(
    ("column", "value"), [("mark", 8), ("state", "Không phát sinh"), ("reason", "x"), ("evidence", "x")]
)
def test_what_is_typed_into_its_row_is_told(office_marks: Desk, column: str, value: Any) -> None:
    place = at("c:I.3", column, office_marks.form())
    name = office_marks.filled({("c:I.3", column): value, ("c:I.2", "mark"): "đạt"})
    assert office_marks.refused(name) == [Told("Q780", place)]


def test_a_form_without_a_word_on_it_is_taken(office_marks: Desk) -> None:
    assert office_marks.taken(office_marks.filled({("c:I.2", "mark"): "đạt"})) == []
    sheet = office_marks.read("units/phu-an.yaml")
    assert "  I.3:\n    bloc:\n" in sheet
    assert "  I.2:\n    self:" in sheet or "  I.2: đạt" in sheet


@pytest.mark.parametrize("cell", ["8", "KPS | không có"])
def test_a_table_of_an_earlier_stage_is_refused(office_marks: Desk, cell: str) -> None:
    office_marks.write("a.csv", f"id;phu-an\nI.2;đạt\nI.3;{cell}\n")
    (told,) = office_marks.refused("a.csv", "--stage", "self")
    assert told.code == "Q780"


def test_a_table_of_its_own_stage_is_taken(office_marks: Desk) -> None:
    office_marks.write("a.csv", "id;phu-an\nI.2;đạt\nI.3;8\n")
    assert office_marks.taken("a.csv", "--stage", "bloc") == []
    assert office_marks.marks()["I.3"] == {"bloc": "8"}


def test_rows_that_name_their_stage_are_told_one_by_one(office_marks: Desk) -> None:
    rows = ["unit;id;stage;mark", "phu-an;I.3;bloc;8", "nga-sau;I.3;self;8", "phu-an;I.2;self;đạt"]
    office_marks.write("a.csv", "\n".join(rows) + "\n")
    (told,) = office_marks.refused("a.csv")
    assert told == Told("Q780", "a.csv:3:4")
