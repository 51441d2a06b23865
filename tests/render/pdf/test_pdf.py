"""Papers as PDF: what other programs read in the file, where it stands on the page, and what is refused."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli import language
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.documents import Document, Heading, prose, to_add
from qcdc_cli.render.documents.text_width import text_width
from qcdc_cli.render.pdf import drawing, write
from qcdc_cli.render.pdf.letters import FONTS, font_letters
from qcdc_cli.render.words.visible import visible
from tests.office import Office, page_texts
from tests.render.pdf import reading
from tests.render.pdf.samples import BODY, HOSTILE, LONG_NAME, letter, minutes, report, table

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
VIETNAMESE = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"


class Made(NamedTuple):
    """Files of papers made by hand, each read by several tests."""

    report: Path
    minutes: Path
    hostile: Path
    letters: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Made:
    folder = tmp_path_factory.mktemp("pdf")

    def written(name: str, *documents: Document) -> Path:
        file = folder / f"{name}.pdf"
        file.write_bytes(write(documents))
        return file

    shown = [prose(text) for text in HOSTILE]
    hostile = report(*shown, table(3, 4, HOSTILE[0] + LONG_NAME), table(3, 12, LONG_NAME), table(2, 4, "W" * 80))
    return Made(
        written("report", report(table(5), *[prose(BODY)] * 4)),
        written("minutes", minutes()),
        written("hostile", replace(hostile, subject=HOSTILE[0], addressees=HOSTILE[:3], recipients=HOSTILE[3:6])),
        written("letters", *(letter(number) for number in range(1, 104))),
    )


def test_the_font_is_whole_free_and_has_the_letters_that_are_told() -> None:
    for style in STYLES:
        font = TTFont(FONTS / f"Tinos-{style}.ttf")
        assert {chr(code) for code in font.getBestCmap()} == font_letters()
        assert font["OS/2"].fsType == 0  # may be installed and embedded without limits
        assert "SIL Open Font License" in str(font["name"].getDebugName(13))
        assert str(font["name"].getDebugName(0)) in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    syllables = {unicodedata.normalize("NFC", vowel + tone) for vowel in VIETNAMESE for tone in TONES}
    assert {*syllables, "đ", "Đ"} | {one.upper() for one in syllables} <= font_letters()


def test_every_font_is_inside_and_is_ours(made: Made) -> None:
    rows = [line.split() for line in reading.run("pdffonts", made.report).splitlines()[2:]]
    assert sorted(row[0].partition("+")[2] for row in rows) == sorted(f"Tinos-{style}" for style in STYLES)
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, a subset, with its letters' names


def test_it_is_read_in_order_by_its_tags(made: Made) -> None:
    """Headings, paragraphs and tables are told apart; marks of the page (numbers, lines) are not read."""
    text = reading.structure(made.minutes)
    order = [
        "HUYỆN ỦY CHÂU THÀNH", "BAN DÂN VẬN", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/BDV",
        "Châu Thành, ngày 05 tháng 3 năm 2020", "BIÊN BẢN", "Căn cứ Quyết định", "I. KẾT QUẢ", "1. Xếp hạng",
        "a) Ưu điểm", "- Các đơn vị gửi hồ sơ đúng hạn.", "nêu nguyên nhân của hạn chế", "Kính trình.",
        "THƯ KÝ", "(Ký, ghi rõ họ tên)", "Trần Văn Út", "CHỦ TRÌ", "Lê Thị Mỹ Hạnh",
    ]  # fmt: skip
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    levels = [line.split()[0] for line in text.splitlines() if line.strip().startswith("H") and "(block)" in line]
    assert levels == ["H1", "H2", "H3", "H4"]
    assert text.count("THead") == text.count("TBody") == text.count("Table (block)") == 1
    rows = [line.strip() for line in text.splitlines()]
    assert rows.count("TR") == 1 + 3
    assert "Tagged:          yes" in reading.run("pdfinfo", made.report)
    assert 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"' in reading.run("pdfinfo", "-meta", made.report)


def test_names_that_look_like_code_are_text(made: Made) -> None:
    text = " ".join(" ".join(page_texts(made.hostile)).split())
    for name in HOSTILE:
        assert " ".join(name.split()) in text
    assert f"Kính gửi: - {HOSTILE[0]}; - {HOSTILE[1]}; - {HOSTILE[2]}." in text
    assert reading.run("pdfinfo", "-url", made.hostile).count("http") == 0  # nothing in it leads anywhere
    assert f"Title:           BÁO CÁO {HOSTILE[0]}" in reading.run("pdfinfo", made.hostile)


def test_nothing_leaves_its_page(made: Made) -> None:
    """Long names, many columns and words as wide as a page stay between the margins, and no word is cut."""
    for pdf in made:
        for page, (width, height) in zip(reading.words(pdf), reading.sizes(pdf), strict=True):
            assert all(word.left >= 19.5 and word.right <= width - 14.9 and word.bottom <= height - 14 for word in page)
    wide = "".join(word.text for page in reading.words(made.hostile) for word in page if set(word.text) == {"W"})
    assert wide == "W" * 80 * 2


def test_a_state_body_s_paper_has_the_decree_s_measures(made: Made) -> None:
    first = reading.words(made.report)[0]
    begin, end = reading.line_of(first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert end == pytest.approx(210 - 15, abs=0.6)
    middle = (begin + end) / 2
    motto = reading.line_of(first, "Độc lập - Tự do - Hạnh phúc")
    assert sum(motto) / 2 == pytest.approx(middle, abs=0.3)
    assert reading.line_of(first, "thẩm định và bình")[1] == pytest.approx(210 - 15, abs=0.1)  # justified
    assert reading.line_of(first, "xét đúng thời gian quy định;")[0] == pytest.approx(30, abs=0.3)
    assert reading.line_of(first, "Thực hiện Kế hoạch số 40-KH/BCĐ")[0] == pytest.approx(30 + 12.7, abs=0.3)
    issuer, motto_line, subject, *_ = reading.lines_drawn(made.report)
    assert motto_line == pytest.approx(text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True), abs=0.1)
    assert issuer == pytest.approx(text_width("QUY CHẾ DÂN CHỦ Ở CƠ SỞ", 13, bold=True) / 3, abs=0.1)
    assert subject == pytest.approx(
        text_width("Kết quả thi đua thực hiện Quy chế dân chủ ở cơ sở", 14, bold=True) / 3, abs=0.1
    )


def test_a_party_body_s_paper_has_a_star_and_no_motto(made: Made) -> None:
    page = " ".join(page_texts(made.minutes)[0].split())
    assert "BAN DÂN VẬN * Số 05-BC/BDV Châu Thành, ngày 05 tháng 3 năm 2020 BIÊN BẢN" in page
    assert "Độc lập" not in page
    (party,) = reading.lines_drawn(made.minutes)
    assert party == pytest.approx(text_width("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True), abs=0.1)
    assert "Khối Dân vận các xã ----- Căn cứ" in page


def test_pages_are_numbered_from_the_second_and_those_of_wide_annexes_lie(made: Made) -> None:
    pages = [page.split() for page in page_texts(made.report)]
    assert [page[0] for page in pages] == ["ỦY", "2", "3", "4", "5", "6"]
    assert reading.sizes(made.report) == [(210, 297)] * 2 + [(297, 210)] * 3 + [(210, 297)]
    for page, (width, _) in zip(reading.words(made.report)[1:], reading.sizes(made.report)[1:], strict=True):
        middle = (30 + width - 15) / 2 if width == 210 else width / 2
        assert (page[0].left + page[0].right) / 2 == pytest.approx(middle, abs=0.5)
        assert page[0].bottom < 16  # in the margin


def test_rows_are_whole_and_heads_are_repeated(made: Made) -> None:
    rows = [line.split() for page in page_texts(made.report)[2:5] for line in page.splitlines() if "Xã Phú Hữu" in line]
    assert [(row[0], row[4]) for row in rows] == [(str(number), str(number)) for number in range(1, 61)]
    assert all(len(row) == 5 + 9 + 1 for row in rows)
    assert all(page.count("Đơn vị") == 1 for page in page_texts(made.report)[2:5])


def test_the_last_row_never_stands_alone(tmp_path: Path, office: Office) -> None:
    last = []
    for rows in range(24, 34):
        (tmp_path / "rows.pdf").write_bytes(write([replace(report(table(rows)), annexes=(), signatures=())]))
        (page,) = [page for page in page_texts(tmp_path / "rows.pdf") if "Cộng" in page]
        last.append(page.count("Xã Phú Hữu"))
    assert min(last) == 2


def test_what_stands_above_a_table_stays_with_it(tmp_path: Path, office: Office) -> None:
    for lines in range(20, 26):
        blocks = (*[prose("Dòng.")] * lines, prose("Bảng xếp hạng", "centred"), table(2))
        (tmp_path / "title.pdf").write_bytes(write([replace(report(*blocks), annexes=())]))
        (page,) = [page for page in page_texts(tmp_path / "title.pdf") if "Bảng xếp hạng" in page]
        assert "Xã Phú Hữu 1" in page


def test_a_line_in_the_middle_stays_there_above_a_table(tmp_path: Path, office: Office) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(write([report(prose("Bước thẩm định của khối", "centred"), table(3), prose("Hết.", "centred"))]))
    first = reading.words(file)[0]
    for text in ("Bước thẩm định của khối", "Hết."):
        left, right = reading.line_of(first, text)
        assert (left + right) / 2 == pytest.approx((30 + 210 - 15) / 2, abs=0.5), text


def test_who_signs_stands_beside_who_gets_it_with_the_last_words_above(made: Made) -> None:
    last = page_texts(made.report)[1]
    assert [" ".join(line.split()) for line in last.splitlines() if line.strip()] == [
        "2",
        "Trên đây là báo cáo của khối. Kính trình.",
        "Nơi nhận: TM. BAN CHỈ ĐẠO TRƯỞNG BAN",
        "- Thường trực Huyện ủy; (Ký, đóng dấu, ghi rõ họ tên)",
        "- Các xã, thị trấn;",
        "- Lưu: VT.",
        "Nguyễn Thị Thu Hà",
    ]


def test_many_who_sign_stand_in_rows(tmp_path: Path, office: Office) -> None:
    signed = tuple(Signature(role=f"Thành viên {number}", name=f"Tên {number}") for number in range(1, 6))
    file = tmp_path / "many.pdf"
    file.write_bytes(write([replace(report(), signatures=signed, annexes=())]))
    text = " ".join(" ".join(page_texts(file)).split())
    order = ("Kính trình. THÀNH VIÊN 1 THÀNH VIÊN 2", "Tên 1 Tên 2", "THÀNH VIÊN 3 THÀNH VIÊN 4", "Tên 3 Tên 4")
    places = [text.index(one) for one in (*order, "Nơi nhận: THÀNH VIÊN 5", "Tên 5")]
    assert places == sorted(places)
    assert len(page_texts(file)) == 2
    assert "Kính trình. THÀNH VIÊN 1" in " ".join(page_texts(file)[1].split())  # all on one page


def test_letters_stand_in_one_file_each_with_its_own_pages(made: Made) -> None:
    pages = page_texts(made.letters)
    firsts = [number for number, page in enumerate(pages) if "CỘNG HÒA" in page]
    assert len(firsts) == 103
    assert [f"điểm của xã {number}" in " ".join(pages[at].split()) for number, at in enumerate(firsts, 1)] == [
        True
    ] * 103
    assert {pages[at].split()[0] for at in firsts} == {"ỦY"}
    assert {page.split()[0] for at, page in enumerate(pages) if at not in firsts} <= {"2"}


def test_the_same_papers_give_the_same_bytes() -> None:
    assert write([report(table(5))]) == write([report(table(5))])
    assert b"/CreationDate(D:20000101000000" in write([minutes()])


def test_the_language_is_told() -> None:
    assert b"/Lang(vi)" in write([minutes()])
    language.use("en")
    assert b"/Lang(en)" in write([minutes()])


def test_letters_that_the_font_lacks_are_named_each_with_its_paper() -> None:
    one = replace(letter(7), blocks=(prose("Ghi chú 漢"), table(2, name="Xã 🙂 漢"), Heading("☐")))
    with pytest.raises(QcdcError) as raised:
        write([letter(1), one, replace(letter(8), subject="漢")])
    found = [problem.values for problem in raised.value.problems]
    assert [problem.code for problem in raised.value.problems] == ["Q938"] * 4
    assert [(each["letter"], each["code"]) for each in found] == [
        ("漢", "U+6F22"), ("🙂", "U+1F642"), ("☐", "U+2610"), ("漢", "U+6F22"),
    ]  # fmt: skip
    assert [each["paper"] for each in found] == [
        *["“THÔNG BÁO Kết quả chấm điểm của xã 7” (xa-7)"] * 3,
        "“THÔNG BÁO 漢” (xa-8)",
    ]
    assert not raised.value.could_not_run


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(QcdcError) as raised:
        write([minutes()])
    (problem,) = raised.value.problems
    assert (problem.code, raised.value.could_not_run) == ("Q930", True)
    assert "pip install 'qcdc[pdf]'" in problem.sentence()


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    write([minutes()] * 3, progress=lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_many_papers_are_drawn_by_another_process_and_give_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    papers, started = [report(table(5))] * 3, []

    def told(*arguments: Any, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        started.append(arguments)
        return run(*arguments, **options)

    def refused(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError

    run = subprocess.run
    monkeypatch.setattr(drawing, "_MOST_HERE", 1_000_000)
    here = write(papers)
    monkeypatch.setattr(drawing, "_MOST_HERE", 10_000)
    monkeypatch.setattr(subprocess, "run", told)
    assert write(papers) == here
    assert len(started) == 1
    monkeypatch.setattr(subprocess, "run", refused)
    assert write(papers) == here  # where no process can be started, this one draws
    monkeypatch.setattr(subprocess, "run", told)
    monkeypatch.setattr(drawing, "_PROGRAM", "raise SystemExit('no room')")
    with pytest.raises(RuntimeError, match="no room"):
        write(papers)


def test_the_process_that_draws_imports_nothing_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(drawing, "_MOST_HERE", 0)
    assert write([report(table(5))]).startswith(b"%PDF")


@pytest.mark.slow
@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=())), st.integers(1, 12))
def test_any_text_is_drawn_or_named(text: str, columns: int) -> None:
    blocks = (prose(text), Heading(text), to_add(text, text), table(2, max(columns, 4), text))
    paper = replace(report(*blocks), subject=text, addressees=(text,), recipients=(text,))
    lacking = set(visible(text)) - font_letters()
    if lacking:
        with pytest.raises(QcdcError) as raised:
            write([paper])
        assert {(problem.code, problem.values["letter"]) for problem in raised.value.problems} == {
            ("Q938", letter) for letter in lacking
        }
    else:
        assert write([paper]).startswith(b"%PDF")
