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


def test_what_would_take_too_much_memory_is_written_in_parts_that_agree(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcdc_cli.render.pdf.MOST_CELLS", 50)
    written = qcdc("export", "bc.pdf", "--document", "ranking")
    parts = sorted(example.glob("bc*.pdf"))
    assert (written.status, written.out) == (0, "")
    assert [part.name for part in parts] == ["bc-1.pdf", "bc-2.pdf", "bc-3.pdf"]
    assert "bc.pdf quá lớn để là một tệp: đã ghi 3 tệp, từ bc-1.pdf đến bc-3.pdf." in written.err
    checked = qcdc("verify", *(part.name for part in parts))
    assert (checked.status, checked.out.count("giống từng byte")) == (0, 3)
    (example / "bc-2.pdf").write_bytes(parts[1].read_bytes() + b"\n")
    assert "Q071" in qcdc("verify", "bc-2.pdf").err
    english = qcdc("changes", "-o", "list.pdf", "--lang", "en")
    assert "list.pdf would be too large for one file: wrote " in english.err


def test_every_part_says_which_it_is_and_all_rows_stand_in_one(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    monkeypatch.setattr("qcdc_cli.render.pdf.MOST_CELLS", 200)
    assert qcdc("changes", "-o", "td.pdf").status == 0
    parts = sorted(example.glob("td-*.pdf"))
    texts = ["".join("".join(page_texts(part)).split()) for part in parts]
    assert len(parts) > 1
    for number, text in enumerate(texts, 1):
        assert f"(Phần{number}trong{len(parts)}phầncủavănbảnnày,mỗiphầnmộttệp)" in text
        assert ("(tiếptheobảngởphầntrước)" in text) is (number > 1)
        assert "Lýdo" in text
    changes = json.loads(qcdc("changes", "--format", "json").out)["changes"]
    from_self = sum(change["from"] == "self" for change in changes)
    assert 20 < from_self <= sum(text.count("Tựchấm") for text in texts)


def test_parts_replace_all_files_or_none_and_nothing_that_is_to_be_kept(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcdc_cli.render.pdf.MOST_CELLS", 50)
    file = example / "qcdc.yaml"
    (example / "td-2.pdf").hardlink_to(file)
    kept = qcdc("export", "td.pdf", "--document", "ranking")
    assert (kept.status, "Q122" in kept.err, (example / "td-1.pdf").exists()) == (2, True, False)

    (example / "xh-1.pdf").write_bytes(b"%PDF old")
    last = json.loads(qcdc("rank", "--format", "json").out)["standings"][-1]["name"]
    file.write_text(file.read_text(encoding="utf-8").replace(last, f"{last} 富"), encoding="utf-8")
    refused = qcdc("export", "xh.pdf", "--document", "ranking")
    assert (refused.status, "Q938" in refused.err) == (1, True)
    assert [(one.name, one.read_bytes()) for one in example.glob("xh*")] == [("xh-1.pdf", b"%PDF old")]


def test_where_one_file_only_can_be_written_too_large_a_paper_is_refused_with_what_to_do_instead(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcdc_cli.render.pdf.MOST_CELLS", 50)
    refused = qcdc("export", "-", "--format", "pdf", "--document", "ranking")
    assert (refused.status, refused.out) == (2, "")
    assert "Q939 lỗi" in refused.err
    assert "một tệp PDF có tối đa 50 ô, mà ở đây chỉ ghi được một tệp." in refused.err
    assert "`bao-cao-1.pdf`" in refused.err


def test_a_list_has_the_rows_of_the_screen(example: Path, qcdc: Qcdc, office: Office) -> None:
    assert qcdc("changes", "-o", "thay-doi.pdf").status == 0
    changes = json.loads(qcdc("changes", "--format", "json").out)["changes"]
    text = "".join("".join(page_texts(example / "thay-doi.pdf")).split())
    assert len(changes) > 40
    for change in changes:
        assert change["criterion"] in text
    assert [text.count(f"{sign}{number}") > 0 for sign, number in (("−", "0,25"), ("+", "0,50"))] == [True, True]
