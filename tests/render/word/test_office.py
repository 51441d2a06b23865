"""Word files as LibreOffice opens and prints them: pages, page numbers, rows, places to sign, hard inputs."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents import Annex, Document, prose, to_add
from qcdc_cli.render.documents.text_width import text_width
from qcdc_cli.render.word import write
from qcdc_cli.render.words.papers import motto, nation
from qcdc_cli.render.words.table import Column, Row, figures
from qcdc_cli.render.words.visible import visible
from tests.office import Office, page_texts
from tests.render.word.papers import (
    HEAD_OF_BODY,
    LEADER,
    LONG_NAME,
    SECRETARY,
    SENTENCE,
    letter,
    report,
    table_of,
    wide,
)

DOTS = 200  # to an inch
NASTY = "<script>alert(1)</script> {{x}} =1+1 # \\n \x07\x00\ufffe\u202eAB & “Đông”"
SHOWN = "<script>alert(1)</script> {{x}} =1+1 # \\n \\x07\\x00\\ufffe\\u202eAB & “Đông”"


def _signed() -> list[Document]:
    """Return papers of which each is a little longer than the one before."""
    base = replace(letter(1), addressees=(), blocks=())
    end = prose(f"Câu cuối. {SENTENCE}")
    papers = [
        replace(
            base,
            subject=f"Văn bản {lines}",
            blocks=(*(prose(f"Dòng {number}.") for number in range(lines)), end),
            signatures=(LEADER, HEAD_OF_BODY, SECRETARY),
        )
        for lines in range(10, 30)
    ]
    table = letter(1).blocks[1]
    rows = table.table.rows
    return [
        *papers,
        *(
            replace(
                base, subject=f"Bảng {more}", blocks=(replace(table, table=table.table._replace(rows=rows[:more])),)
            )
            for more in range(14, 30)
        ),
    ]


def _hard() -> Document:
    """Return a paper of names and tables that are hard to lay out."""
    tall = table_of((Column("Đơn vị"), Column("Nội dung", wraps=True)), ("Xã An", f"{SENTENCE} " * 60 + "HẾT DÒNG DÀI"))
    unbroken = table_of((Column("Mã"), figures("Điểm")), ("X" * 300, "1,00"))
    empty = table_of((Column("Đơn vị"), figures("Tổng điểm")))
    blocks = (prose(NASTY), wide(3), tall, empty, table_of(()), unbroken, empty, prose("Sau các bảng."))
    return replace(
        report(), subject=LONG_NAME, blocks=blocks, annexes=(), head=replace(report().head, issuer=LONG_NAME)
    )


def _long() -> Document:
    columns = (Column("TT", "center"), Column("Đơn vị", wraps=True), figures("Tổng điểm"))
    rows = [(str(number), f"Xã số {number} {LONG_NAME}", f"{number},50") for number in range(1, 201)]
    return replace(report(), blocks=(table_of(columns, *rows),), annexes=())


@pytest.fixture(scope="module")
def saved(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return files as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("papers")
    papers = {
        "report": [report()],
        "letters": [letter(number) for number in range(4)],
        "signed": _signed(),
        "hard": [_hard()],
        "long": [_long()],
    }
    for name, own in papers.items():
        (folder / f"{name}.docx").write_bytes(write(own))
    made = office([folder / f"{name}.docx" for name in papers], "pdf")
    return {name: made[f"{name}.docx"] for name in papers}


@pytest.fixture(scope="module")
def printed(saved: dict[str, Path]) -> dict[str, list[str]]:
    """Return the texts of the pages of each file."""
    return {name: page_texts(file) for name, file in saved.items()}


def _drawn_lines(file: Path) -> list[float]:
    """Return how long the drawn lines in the upper half of a first page are, in mm, from above."""
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-f", "1", "-l", "1", str(file)]
    _, size, _, dots = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    found, before = [], 0
    for row in range(height // 3):
        runs = re.findall(rb"[\x00-\x8c]{100,}", dots[row * width : (row + 1) * width])  # no letter is as long
        if runs and row > before + 1:
            found.append(len(runs[0]) / DOTS * 25.4)
        before = row if runs else before
    return found


def _lines(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if line.strip()]


@pytest.mark.slow
def test_a_report_and_its_appendices(printed: dict[str, list[str]]) -> None:
    pages = printed["report"]
    assert len(pages) == 7 or len(pages) == 6
    first, second, *rest = pages
    assert nation() in first
    assert motto() in first
    places = [
        first.index(text) for text in (motto(), "BÁO CÁO", "Kính gửi:", "Căn cứ Luật", "I. TÌNH", "II. KẾT", "TT")
    ]
    assert places == sorted(places)
    assert _lines(second)[0] == "2"
    assert "Nơi nhận:" in second
    numbers = [_lines(page)[0] for page in rest]
    assert numbers[:2] == ["Phụ lục I", "2"]  # an appendix is numbered by itself, its first page not
    assert numbers[2] == "Phụ lục II"
    assert numbers[3:] == [str(number) for number in range(2, len(numbers) - 1)]
    assert all("Xếp loại" in page for page in rest[:2])  # the heading of the table
    assert all("Mục 8" in page for page in rest[2:])


@pytest.mark.slow
def test_lines_are_drawn_as_long_as_the_decree_says(saved: dict[str, Path]) -> None:
    below_motto, below_body, below_subject = _drawn_lines(saved["report"])
    assert below_motto == pytest.approx(text_width(motto(), 14, bold=True), abs=0.3)
    name = text_width("QUY CHẾ DÂN CHỦ Ở CƠ SỞ", 13, bold=True)
    assert name / 3 - 0.3 < below_body < name / 2
    subject = text_width("Kết quả thực hiện Quy chế dân chủ ở cơ sở 6 tháng", 14, bold=True)
    assert subject / 3 - 0.3 < below_subject < subject / 2


@pytest.mark.slow
def test_letters_begin_pages_of_their_own(printed: dict[str, list[str]]) -> None:
    pages = printed["letters"]
    begun = [page for page in pages if nation() in page]
    assert [f"đơn vị số {number}" in page for number, page in enumerate(begun)] == [True] * 4
    assert len(pages) == 8
    assert all(_lines(page)[0] == "2" for page in pages[1::2])
    assert all("I.29" in page and "I.30" in page for page in pages[1::2])  # the last row does not stand alone


@pytest.mark.slow
def test_places_to_sign_stay_with_the_end_of_the_text(printed: dict[str, list[str]]) -> None:
    pages = printed["signed"]
    split = 0
    for page in pages:
        assert len(_lines(page)) > 1  # no page is empty
        if "(Ký" in page:
            assert "Nguyễn Văn Bình" in page
            assert "Câu cuối." in page or "Tiêu chí về công khai" in page
            split += nation() not in page
    assert split >= 20  # of the 36 papers, which end all over a page
    signed = [page for page in pages if "Câu cuối." in page]
    assert len(signed) == 20
    assert all("Trần Thị Thu Hà" in page and "THƯ KÝ" in page for page in signed)


@pytest.mark.slow
def test_long_tables_repeat_their_heading_and_split_no_row(printed: dict[str, list[str]]) -> None:
    pages = printed["long"]
    assert len(pages) > 5
    assert all("TT" in page and "Đơn vị" in page for page in pages if "Xã số" in page)
    name_ends = LONG_NAME.rpartition(" ")[2]
    assert all(page.count("Xã số") == page.count(name_ends) for page in pages)
    assert sum(page.count("Xã số") for page in pages) == 200


@pytest.mark.slow
def test_hard_names_and_tables_come_out_whole(printed: dict[str, list[str]]) -> None:
    text = " ".join(" ".join(printed["hard"]).split())
    for piece in SHOWN.split(" "):
        assert piece in text
    assert "HẾT DÒNG DÀI" in text
    assert "Sau các bảng." in text
    assert text.count("X" * 20) >= 3
    assert "Trần Thị Thu Hà" in text


def test_what_no_xml_holds_is_written_out() -> None:
    nasty = replace(
        report(),
        name=NASTY,
        subject=NASTY,
        addressees=(NASTY,),
        recipients=(NASTY,),
        head=replace(report().head, superior=NASTY, issuer=NASTY, number=NASTY, dateline=NASTY),
        blocks=(prose(NASTY), table_of((Column(NASTY),), (NASTY,))),
    )
    with ZipFile(BytesIO(write([nasty]))) as file:
        body = parse_xml(file.read("word/document.xml"))
        title = parse_xml(file.read("docProps/core.xml"))
    texts = ["".join(each.itertext()) for each in body.iter() if each.tag.endswith("}t")]
    assert texts.count(SHOWN) >= 6
    assert f"Kính gửi: {SHOWN}." in texts
    assert texts.count(visible(NASTY.upper())) == 2  # both bodies
    assert SHOWN in "".join(title.itertext())


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_comes_out_as_it_would_be_seen(text: str) -> None:
    rows = ((text, text), Row((text, ""), level=3, strong=True))
    paper = Document(
        kind="letters",
        name=text,
        subject="",
        head=replace(report().head, number=text),
        blocks=(prose(text), prose(text, "item"), to_add(text), table_of((Column(text), figures(text)), *rows)),
        signatures=(Signature.model_construct(role=text, name=text, seal=False),),
        recipients=(text,),
        annexes=(Annex("", text, ()),),
    )
    body = docx.Document(BytesIO(write([paper]))).element.body
    texts = ["".join(each.text or "" for each in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]
    if shown := visible(text):
        assert texts.count(shown) >= 8
    assert visible(f"[…: {text}]") in texts
    assert visible(f"- {text}") in texts


def test_the_same_papers_give_the_same_bytes() -> None:
    papers = [report(), letter(1)]
    first = write(papers)
    assert write(papers) == first
    with ZipFile(BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name or "theme" in name for name in file.namelist())
        core = file.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core
    assert "2000-01-01T00:00:00Z" in core
    assert len(write([letter(1)])) < 12_000


def test_progress_is_told() -> None:
    told = []
    write([letter(1), letter(2)], progress=lambda done, number: told.append((done, number)))
    assert told == [(1, 2), (2, 2)]
