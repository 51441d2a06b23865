"""A form on paper: what is read together is on one page, in the made file as in what LibreOffice prints of it."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.issuing.workbook import forms_of
from tests.campaigns import ROOT, STAGES
from tests.forms.filling import Form
from tests.forms.form_campaigns import OnDisk, scoring_input
from tests.office import Office, page_texts
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow  # whole forms, and LibreOffice

HEADINGS = ("Ưu điểm, kết quả đạt được", "Hạn chế", "Khó khăn, vướng mắc", "Đề xuất, kiến nghị")
GUIDE = "Xem hồ sơ lưu tại cơ quan, đối chiếu với sổ theo dõi văn bản đến, văn bản đi trong kỳ"


def rubric(before: int, items: int = 5) -> Tree:
    """Return a rubric with so many criteria before one with a checklist, below a group of its own."""
    plain = [{"id": f"I.{number}", "name": f"Việc {number}", "points": "2", "guide": GUIDE} for number in range(before)]
    checklist = {f"viec-{item}": {"name": f"Khâu {item}", "points": "1"} for item in range(items)}
    listed = {"id": "II.1", "name": "Hồ sơ", "points": f"{items}", "checklist": checklist}
    return {"criteria": [*plain, {"id": "II", "name": "Mục hai", "points": f"{items}", "criteria": [listed]}]}


def form(folder: Path, before: int, items: int = 5) -> bytes:
    made = OnDisk(folder / f"dot-{before}", rubric(before, items), {"a": {}})
    made.by_hand(STAGES[0])
    return made.forms(STAGES[0], ["a"])["a"]


def page_ends(form: Form) -> set[int]:
    """Return the rows after which a page of the form ends."""
    return {each.id for each in form.sheet.row_breaks.brk}


def parted(form: Form) -> list[str]:
    """Return the keys of rows before which no page may end, and before which one does."""
    ends = page_ends(form)
    headings = [key for key in form.rows if key.startswith("n:") and key.endswith("/1")]
    parts = [key for key in form.rows if key.startswith("c:") and "/" in key]
    below_groups = [key for key, row in form.rows.items() if form.sheet.cell(row - 1, 1).value in _groups(form)]
    return [key for key in (*headings, *parts, *below_groups) if form.rows[key] - 1 in ends]


def _groups(form: Form) -> set[str]:
    return {key for key in form.rows if key.startswith("g:")}


@pytest.mark.parametrize("before", range(3, 16))
def test_a_criterion_and_its_items_are_on_one_page_and_no_heading_is_alone(tmp_path: Path, before: int) -> None:
    made = Form(form(tmp_path, before))
    assert page_ends(made)
    assert parted(made) == []


@pytest.mark.parametrize("example", sorted(path.parent.name for path in (ROOT / "examples").glob("*/qcdc.yaml")))
def test_the_forms_of_the_examples(example: str) -> None:
    loaded = load(Source(ROOT / "examples" / example))
    assert loaded.campaign is not None
    units = [bloc.units[0] for bloc in loaded.campaign.blocs.values()]
    for stage in loaded.campaign.stages:
        for _, data in forms_of(loaded, scoring_input(loaded, stage.id), units):
            assert parted(Form(data)) == []


def test_more_items_than_a_page_holds_part_but_none_is_alone(tmp_path: Path) -> None:
    made = Form(form(tmp_path, 4, items=60))
    pages = sorted(page_ends(made))
    rows = [made.rows[f"c:II.1/viec-{item}"] for item in range(60)]
    assert {made.rows["g:II"], made.rows["c:II.1"], rows[0], rows[-2]} & set(pages) == set()
    assert any(rows[0] < end < rows[-1] for end in pages)


def test_what_is_printed(tmp_path: Path, office: Office) -> None:
    files = []
    for before in range(5, 12):
        files.append(tmp_path / f"phieu-{before}.xlsx")
        files[-1].write_bytes(form(tmp_path, before))
    for pdf in office(files, "pdf").values():
        pages = page_texts(pdf)
        (page,) = [page for page in pages if "Khâu 0" in page]
        assert all(f"Khâu {item}" in page for item in range(5))
        assert "Hồ sơ" in page
        for page in pages:
            *_, last = [line.strip() for line in page.splitlines() if line.strip() and "Trang" not in line]
            assert last not in HEADINGS
