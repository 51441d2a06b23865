"""Marks that a verifying stage's form gives keep the digests of the evidence that stood there; no points hang on it."""

import hashlib
from pathlib import Path

import pytest

from tests.campaigns import tree_of
from tests.forms.desk import CAMPAIGN, Desk

pytestmark = pytest.mark.slow  # rounds of whole commands

SHEET = "units/phu-an.yaml"
FOLDER = "minh-chung/phu-an/2020-h1"
PHU_AN = """\
unit: phu-an
period: 2020-h1
marks:
  I.1:
    self: tot
    evidence:
      - {name: Quyết định, number: 11-QĐ/ĐU, date: 2020-03-20, file: I.1/quyet-dinh.pdf, note: Bản sao}
      - {name: Danh sách, file: danh-sach.pdf}
  I.2: đạt
  I.3: {self: 7.5, evidence: [ke-hoach.pdf]}
"""
DECISION, PLAN = b"%PDF-1.7 quyet dinh", b"%PDF-1.7 ke hoach"
WHO = {("a:by", "mark"): "Nguyễn Văn A, Phó khối", ("a:date", "mark"): "5/7/2020"}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def filed(desk: Desk) -> Desk:
    """A desk on which one unit's evidence lies: of the documents of I.1 one, and the one of I.3."""
    desk.write("qcdc.yaml", CAMPAIGN + "evidence: minh-chung/{unit}/{period}\n")
    desk.write(SHEET, PHU_AN)
    desk.write(f"{FOLDER}/I.1/quyet-dinh.pdf", DECISION)
    desk.write(f"{FOLDER}/ke-hoach.pdf", PLAN)
    return desk


def told(desk: Desk) -> list[str]:
    """Return what is told of marks whose evidence was changed, without the advice."""
    return [line.partition("Q811 cảnh báo: ")[2] for line in desk.qcdc("check").out.splitlines() if "Q811" in line]


def test_a_mark_keeps_what_stood_there(filed: Desk) -> None:
    cells = {("c:I.1", "mark"): "Khá", ("c:I.1", "reason"): "Thiếu danh sách", ("c:I.2", "mark"): "đạt"}
    filed.taken(filed.filled({**cells, ("c:I.3", "mark"): 7.5}, stage="bloc"))
    marks = filed.marks()
    assert marks["I.1"]["bloc"] == {
        "mark": "kha",
        "reason": "Thiếu danh sách",
        "seen": {"I.1/quyet-dinh.pdf": sha(DECISION)},
    }
    assert marks["I.2"]["bloc"] == "đạt"
    assert marks["I.3"]["bloc"] == {"mark": "7,5", "seen": {"ke-hoach.pdf": sha(PLAN)}}
    assert told(filed) == []


def test_changed_gone_and_added_files_are_told_and_points_stay(filed: Desk) -> None:
    filed.taken(filed.filled({("c:I.1", "mark"): "Hòa đồng tốt", ("c:I.3", "mark"): 7.5}, stage="bloc"))
    points = filed.qcdc("score", SHEET, "--format", "json").out
    filed.write(f"{FOLDER}/I.1/quyet-dinh.pdf", DECISION + b".")
    filed.write(f"{FOLDER}/danh-sach.pdf", b"%PDF-1.7 danh sach")
    (filed.folder / FOLDER / "ke-hoach.pdf").unlink()
    assert told(filed) == [
        (
            "Tiêu chí `I.1`: minh chứng đã thay đổi sau khi bước `bloc` chấm: `I.1/quyet-dinh.pdf` đã bị sửa; "
            "thêm `danh-sach.pdf`."
        ),
        "Tiêu chí `I.3`: minh chứng đã thay đổi sau khi bước `bloc` chấm: không còn `ke-hoach.pdf`.",
    ]
    assert filed.qcdc("score", SHEET, "--format", "json").out == points


def test_a_digest_that_was_kept_is_not_what_a_mark_rests_on(filed: Desk) -> None:
    """Of a file that was changed without its size and time telling, an import reads the bytes all the same."""
    import os

    file = filed.folder / FOLDER / "ke-hoach.pdf"
    found = file.stat()
    line = f'["{FOLDER}", "ke-hoach.pdf", {found.st_size}, {found.st_mtime_ns}, true, "{"0" * 64}"]'
    filed.write(".qcdc/evidence.jsonl", f'{{"qcdc": "evidence", "version": 1, "about": null}}\n{line}\n')
    filed.taken(filed.filled({("c:I.3", "mark"): 7.5}, stage="bloc"))
    assert filed.marks()["I.3"]["bloc"]["seen"] == {"ke-hoach.pdf": sha(PLAN)}
    os.utime(file)  # from here on what is kept is of another file
    assert told(filed) == []


def test_an_agreement_keeps_what_stood_there_line_by_line(filed: Desk) -> None:
    filed.taken(filed.filled(WHO, stage="bloc"))
    agreed = tree_of(filed.read(SHEET))["agreed"]["bloc"]
    assert set(agreed["claims"]) == {"I.1", "I.2", "I.3"}
    assert agreed["seen"] == {"I.1": {"I.1/quyet-dinh.pdf": sha(DECISION)}, "I.3": {"ke-hoach.pdf": sha(PLAN)}}
    filed.write(f"{FOLDER}/ke-hoach.pdf", PLAN + b".")
    after = "Tiêu chí `I.3`: minh chứng đã thay đổi sau khi bước `bloc` chấm: `ke-hoach.pdf` đã bị sửa."
    assert told(filed) == [after]
    # a line that gets a mark of its own leaves the agreement with what it saw; the other lines saw what they did then
    filed.taken(filed.filled({("c:I.1", "mark"): "Khá", ("c:I.1", "reason"): "Thiếu"}, stage="bloc"))
    agreed = tree_of(filed.read(SHEET))["agreed"]["bloc"]
    assert agreed["seen"] == {"I.3": {"ke-hoach.pdf": sha(PLAN)}}
    assert told(filed) == [after]


def test_the_unit_s_own_marks_and_states_keep_nothing(filed: Desk) -> None:
    filed.taken(filed.filled({("c:I.3", "mark"): 8}))
    filed.taken(filed.filled({("c:I.3", "state"): "Không phát sinh", ("c:I.3", "reason"): "Không có"}, stage="bloc"))
    assert filed.marks()["I.3"]["self"] == "8"
    assert filed.marks()["I.3"]["bloc"] == {"not_applicable": "Không có"}


def test_without_a_folder_of_evidence_nothing_is_kept(filed: Desk) -> None:
    filed.write("qcdc.yaml", CAMPAIGN)
    filed.taken(filed.filled({("c:I.3", "mark"): 7.5}, stage="bloc"))
    assert filed.marks()["I.3"]["bloc"] == "7,5"


def test_links_are_not_seen(filed: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere: Path = tmp_path_factory.mktemp("ngoai") / "ke-hoach.pdf"
    elsewhere.write_bytes(PLAN)
    own = filed.folder / FOLDER / "ke-hoach.pdf"
    own.unlink()
    own.symlink_to(elsewhere)
    filed.taken(filed.filled({("c:I.3", "mark"): 7.5}, stage="bloc"))
    assert filed.marks()["I.3"]["bloc"] == "7,5"


def test_a_document_keeps_what_a_form_does_not_show(filed: Desk) -> None:
    """The number and the day stand in the cell; where only the file is typed anew, number, day and note stay."""
    form = filed.form()
    cell = form.cell("c:I.1", "evidence")
    assert cell.value == "Quyết định (11-QĐ/ĐU, 20/03/2020) | I.1/quyet-dinh.pdf\nDanh sách | danh-sach.pdf"
    cell.value = "Quyết định (11-QĐ/ĐU, 20/03/2020) | I.1/ban-moi.pdf\nẢnh"
    filed.taken(filed.send(form))
    document = {"name": "Quyết định", "number": "11-QĐ/ĐU", "date": "2020-03-20", "note": "Bản sao"}
    assert filed.marks()["I.1"]["evidence"] == [{**document, "file": "I.1/ban-moi.pdf"}, "Ảnh"]


def test_documents_that_look_the_same_in_a_form_are_all_kept(filed: Desk) -> None:
    twice = "    evidence:\n      - {name: Ảnh, note: một}\n      - {name: Ảnh, note: hai}\n"
    filed.write(SHEET, PHU_AN.partition("    evidence:")[0] + twice)
    form = filed.form()
    assert form.cell("c:I.1", "evidence").value == "Ảnh"
    form.cell("c:I.1", "evidence").value = "Ảnh\nBiên bản"
    filed.taken(filed.send(form))
    kept = [{"name": "Ảnh", "note": "một"}, {"name": "Ảnh", "note": "hai"}, "Biên bản"]
    assert filed.marks()["I.1"]["evidence"] == kept
