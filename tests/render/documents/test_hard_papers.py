"""Papers of hard campaigns in Word (printed by LibreOffice) and PDF: nothing is cut, overflows or is printed over."""

import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from qcdc_cli.render import pdf, word
from qcdc_cli.render.documents import Document, DocumentTable, Heading
from qcdc_cli.render.words.visible import visible
from tests.office import Office
from tests.render.documents.made import papers_of, small
from tests.render.pdf import reading

PAPERS = ("report", "minutes", "submission", "notice", "ranking")
LETTERS = 3  # of a campaign: they differ by little
LONG = "Ủy ban nhân dân xã Phong Phú Thượng Hòa Bình Trung Đông của huyện Châu Thành A số"
LEFT, RIGHT, BELOW = 19.5, 14.5, 14.0  # mm of margins that stay free, however a page lies
OVER = 0.4  # mm by which boxes of letters may lie over each other


def campaign(
    folder: Path, units: int, groups: int, criteria: int, name: str = "Xã số", *, marked: bool = True
) -> tuple[Document, ...]:
    """Return the papers of a bloc; each unit loses half a point by one criterion, which the bloc changed."""
    names = {f"u{number}": f"{name} {number}" for number in range(1, units + 1)}
    told = "".join(f"  {unit}: {shown}\n" for unit, shown in names.items())
    ids = [[f"{group}.{number}" for number in range(1, criteria + 1)] for group in range(1, groups + 1)]
    text = (
        f"campaign: Thi đua năm 2027\nauthority: {name} một\nperiod: k1\nperiods: {{k1: {{name: Quý I năm 2027}}}}\n"
        "stages:\n  - {id: self, name: Tự chấm}\n  - {id: bloc, name: Khối thẩm định}\n"
        f"blocs:\n  b: {{name: Khối {name}, rubric: rubric.yaml, units: [{', '.join(names)}]}}\nunits:\n{told}"
    )
    rubric = f"rubric: r\nname: Thang điểm {name}\ntotal: {groups * criteria}\ncriteria:\n" + "".join(
        f"  - id: M{group}\n    name: Mục {name} {group}\n    points: {criteria}\n    criteria:\n"
        + "".join(f"      - {{id: {one}, name: Tiêu chí {name} {one}, points: 1, evidence: required}}\n" for one in own)
        for group, own in enumerate(ids, 1)
    )
    plain = {one: "{self: 1, bloc: 1}" for own in ids for one in own}
    marks = {
        unit: plain | {ids[at % groups][at % criteria]: f"{{self: 1, bloc: {{mark: 0.5, reason: {name} chưa đủ}}}}"}
        for at, unit in enumerate(names)
    }
    made = small(folder, text, rubric, marks if marked else None)
    papers = [one for kind in PAPERS for one in papers_of(made, kind)]
    return (*papers, *islice(papers_of(made, "letters"), LETTERS))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, ...]]:
    folder = tmp_path_factory.mktemp("hard")
    return {
        "long names, 5 lines": campaign(folder / "long", 8, 1, 5, LONG),
        "1 unit": campaign(folder / "one", 1, 2, 3),
        "30 units": campaign(folder / "thirty", 30, 4, 5),
        "103 units": campaign(folder / "many", 103, 7, 2),
        "200 lines": campaign(folder / "deep", 3, 20, 10),
        "no marks": campaign(folder / "nothing", 3, 2, 2, marked=False),
    }


@pytest.fixture(scope="module")
def printed(
    papers: dict[str, tuple[Document, ...]], office: Office, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Path]]:
    """Return each campaign's papers as PDF, by what made it."""
    folder = tmp_path_factory.mktemp("printed")
    files = {}
    for name, own in papers.items():
        (folder / f"{name}.docx").write_bytes(word.write(own))
        (folder / f"{name}.pdf").write_bytes(pdf.write(own))
        files[name] = {"pdf": folder / f"{name}.pdf"}
    made = office([folder / f"{name}.docx" for name in papers], "pdf")
    return {name: {**own, "word": made[f"{name}.docx"]} for name, own in files.items()}


def texts_of(documents: tuple[Document, ...]) -> Iterator[str]:
    """Yield what stands in cells and headings, which no page's end divides."""
    for document in documents:
        yield document.subject
        for block in (*document.blocks, *(block for annex in document.annexes for block in annex.blocks)):
            if isinstance(block, DocumentTable):
                yield from (cell for row in block.table.rows for cell in row.cells)
                yield from (column.title for column in block.table.columns)
            elif isinstance(block, Heading):
                yield block.text


def squeezed(text: str) -> str:
    """Return a text without spaces and hyphens, at which lines may end."""
    return "".join(text.split()).replace("\u200b", "").replace("-", "")


def printed_over(page: list[reading.Word]) -> Iterator[tuple[str, str]]:
    """Yield words of a page that stand over each other."""
    words = sorted(page, key=lambda one: one.top)
    for at, one in enumerate(words):
        for other in islice(words, at + 1, None):
            if other.top > one.bottom - 0.5 * (one.bottom - one.top):
                break
            if min(one.right, other.right) - max(one.left, other.left) > OVER:
                yield one.text, other.text


@pytest.mark.slow
@pytest.mark.parametrize("writer", ["pdf", "word"])
def test_nothing_is_cut_or_leaves_its_page_or_is_printed_over(
    papers: dict[str, tuple[Document, ...]], printed: dict[str, dict[str, Path]], writer: str
) -> None:
    for name, own in papers.items():
        file = printed[name][writer]
        pages, sizes = reading.words(file), reading.sizes(file)
        for number, (page, (width, height)) in enumerate(zip(pages, sizes, strict=True), 1):
            outside = [
                one for one in page if one.left < LEFT or one.right > width - RIGHT or one.bottom > height - BELOW
            ]
            assert outside == [], (name, number)
            assert list(printed_over(page)) == [], (name, number)
        raw = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True, timeout=60)
        text = squeezed(raw.stdout.decode()).casefold()
        missing = {one for one in texts_of(own) if squeezed(visible(one)).casefold() not in text}
        assert missing == set(), name
