"""Opening: files that are not there, what the system refuses, old fonts, and how places are named."""

from pathlib import Path

import pytest

from qcdc_cli.problems import Place, QcdcError
from qcdc_cli.workbook.reading import read_book, read_delimited
from tests.workbook.reading.builder import ods, ods_text, row, xlsx


def refused(file: Path) -> QcdcError:
    with pytest.raises(QcdcError) as refusal:
        read_book(file)
    assert len(refusal.value.problems) == 1
    return refusal.value


@pytest.mark.parametrize("name", ["a.xlsx", "~$a.xlsx", "không có/a.xlsx"])
def test_a_file_that_is_not_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refusal = refused(Path(name))
    assert refusal.could_not_run
    assert (refusal.problems[0].code, refusal.problems[0].place) == ("Q101", Place(name))
    assert f"`{name}`" in refusal.problems[0].sentence()


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    refusal = refused(tmp_path / "a.xlsx")
    assert refusal.could_not_run
    assert refusal.problems[0].code == "Q103"
    assert "thư mục" in refusal.problems[0].sentence()


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel on Windows keeps others from reading what it has open."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx())

    def open_elsewhere(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", open_elsewhere)
    refusal = refused(file)
    assert refusal.could_not_run
    assert refusal.problems[0].code == "Q103"
    assert "Đóng chương trình" in refusal.problems[0].remedy()


def test_a_file_is_named_as_its_reader_names_it(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/a.xlsx").write_bytes(xlsx(row('<c r="D7"><v>1</v></c>', number=7)))
    book = read_book(tmp_path / "forms/a.xlsx", "forms/a.xlsx")
    assert book.path == "forms/a.xlsx"
    assert str(book.tabs[0].place(7, 4)) == "forms/a.xlsx › Phiếu › D7"
    (tmp_path / "forms/a.csv").write_text("a\n\nb", encoding="utf-8")
    assert str(read_delimited(tmp_path / "forms/a.csv", "forms/a.csv").tabs[0].place(3, 1)) == "forms/a.csv:3:1"


def inline(*texts: str) -> bytes:
    cells = (f'<c r="{chr(65 + n)}1" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts))
    return xlsx(row(*cells))


def test_texts_of_old_fonts_are_refused_at_the_first_cell(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(inline("Đã đạt", "Céng hßa", "QuyÕt ®Þnh sè 15"))
    problem = refused(file).problems[0]
    assert (problem.code, problem.found) == ("Q713", "Céng hßa")
    assert str(problem.place).endswith("a.xlsx › Phiếu › B1")
    file = tmp_path / "a.ods"
    file.write_bytes(ods(f"<table:table-row>{ods_text('§¹t yªu cÇu')}</table:table-row>"))
    assert refused(file).problems[0].code == "Q713"


@pytest.mark.parametrize(
    "texts",
    [
        ("Ống 5µm",),
        ("«Dân vận khéo»", "Điển hình ®"),
        ("20 m²", "A × B"),
        ("Taucherstraße 10", "Größe, Maß"),
        ("né le 5 mai", "où, Noël"),
        ("Mª José", "©ông"),
        ("Straße", "Quyết định ®Þnh ®Þnh"),
    ],
)
def test_signs_are_not_taken_for_old_fonts(texts: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(inline(*texts))
    assert [found.text for found in read_book(file).tabs[0].cells.values()] == list(texts)
