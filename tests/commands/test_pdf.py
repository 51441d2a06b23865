"""PDFs of papers, letters and lists: nothing is written where something keeps it from being whole."""

import json
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.office import Office, page_texts


def test_a_letter_that_the_font_lacks_is_named_and_the_old_file_stays(example: Path, qcdc: Qcdc) -> None:
    file = example / "qcdc.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Xã Phú Hữu", "Xã Phú Hữu 富"), encoding="utf-8")
    (example / "xep-hang.pdf").write_bytes(b"%PDF old")
    refused = qcdc("export", "xep-hang.pdf", "--document", "ranking")
    assert (refused.status, refused.out) == (1, "")
    assert "Q938 lỗi: Phông chữ của tệp PDF không có ký tự `富` (U+5BCC)" in refused.err
    assert "xã Phú Hữu 富" in refused.err
    assert (example / "xep-hang.pdf").read_bytes() == b"%PDF old"
    letters = qcdc("export", "tb", "--letters", "--format", "pdf")
    assert (letters.status, "(phu-huu)" in letters.err, (example / "tb").exists()) == (1, True, False)


def test_without_the_library_nothing_is_written(example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    for command in (("export", "bao-cao.pdf"), ("status", "-o", "tien-do.pdf"), ("export", "tb.pdf", "--letters")):
        refused = qcdc(*command)
        assert (refused.status, refused.out) == (2, "")
        assert "Q930 lỗi: Để ghi tệp PDF cần cài thêm một thư viện: `pip install 'qcdc[pdf]'`." in refused.err
    assert not list(example.glob("*.pdf"))


def test_a_paper_that_would_take_too_much_memory_is_refused_with_what_to_do_instead(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = qcdc("changes", "-o", "thay-doi.pdf")
    assert whole.status == 0
    before = (example / "thay-doi.pdf").read_bytes()
    monkeypatch.setattr("qcdc_cli.render.pdf.MOST_CELLS", 100)
    refused = qcdc("changes", "-o", "thay-doi.pdf")
    assert (refused.status, refused.out) == (2, "")
    assert "Q939" in refused.err
    assert "văn bản ghi ra PDF có tối đa 100 ô." in refused.err
    assert "`--bloc KHỐI`" in refused.err
    assert ".docx" in refused.err
    assert (example / "thay-doi.pdf").read_bytes() == before
    assert qcdc("changes", "-o", "thay-doi.docx").status == 0


def test_a_list_has_the_rows_of_the_screen(example: Path, qcdc: Qcdc, office: Office) -> None:
    assert qcdc("changes", "-o", "thay-doi.pdf").status == 0
    changes = json.loads(qcdc("changes", "--format", "json").out)["changes"]
    text = "".join("".join(page_texts(example / "thay-doi.pdf")).split())
    assert len(changes) > 40
    for change in changes:
        assert change["criterion"] in text
    assert [text.count(f"{sign}{number}") > 0 for sign, number in (("−", "0,25"), ("+", "0,50"))] == [True, True]
