"""`qcdc export` to a page and to a folder of pages, and lists as pages."""

from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.render.page.reading import assert_closed, read, rows, texts

pytestmark = pytest.mark.slow


def test_the_page_names_the_files_and_the_moment(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("export", "ket-qua.html").status == 0
    page = read((example / "ket-qua.html").read_text("utf-8"))
    assert_closed(page)
    names = [row[0] for row in rows(page.xpath("//table[@id='files']")[0])]
    assert {"qcdc.yaml", "units/nga-sau.yaml"} < set(names)
    assert "Thời điểm xuất" in texts(page, "//footer")[0]


def test_a_site_is_written_whole_and_replaced(qcdc: Qcdc, example: Path) -> None:
    for folder in ("trang", str(example.parent / "ngoai")):
        ran = qcdc("export", "--site", folder, "--public")
        assert (ran.status, "Đã ghi 9 trang" in ran.err) == (0, True)
        first = (Path(folder) / "don-vi" / "nga-sau.html").read_text("utf-8")
        assert qcdc("export", "--site", folder, "--lang", "en").status == 0
        written = sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
        units = [f"don-vi/{path.stem}.html" for path in Path("units").glob("*.yaml")]
        assert written == [*sorted(units), "index.html"]
        assert (Path(folder) / "don-vi" / "nga-sau.html").read_text("utf-8") != first


def test_a_site_that_cannot_be_written_whole_leaves_nothing(qcdc: Qcdc, example: Path) -> None:
    (example / "trang" / "don-vi" / "phu-tan.html").mkdir(parents=True)  # a folder where a page is to be
    before = sorted(example.rglob("*"))
    ran = qcdc("export", "--site", "trang")
    assert ran.status == 2
    assert "Q106" in ran.err
    assert sorted(example.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "Q903"),
        (("a.html", "--site", "b"), "Q909"),
        (("--site", "b", "--format", "html"), "Q909"),
        (("--site", "b", "--template", "t.xlsx"), "Q909"),
        (("--site", "b", "--letters"), "Q909"),
        (("a.xlsx", "--public"), "Q909"),
        (("a.docx", "--public"), "Q909"),
        (("a", "--letters", "--public"), "Q909"),
    ],
)
def test_wrong_usage_is_refused_and_nothing_written(
    qcdc: Qcdc, example: Path, arguments: tuple[str, ...], code: str
) -> None:
    ran = qcdc("export", *arguments)
    assert ran.status == 2
    assert code in ran.err
    assert not list(example.glob("[ab]*"))


def test_the_page_can_go_to_the_standard_output(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("export", "-", "--format", "html", "--lang", "en")
    assert ran.out.startswith("<!doctype html>\n")
    assert ran.out.endswith("</html>\n")
    assert read(ran.out).get("lang") == "en"


@pytest.mark.parametrize(
    "command",
    [
        *(("status",), ("evidence",), ("evidence", "index", "nga-sau")),
        *(("assign",), ("changes",), ("notes",), ("appeals",), ("margins",)),
    ],
)
def test_lists_are_pages(qcdc: Qcdc, example: Path, command: tuple[str, ...]) -> None:
    ran = qcdc(*command, "-o", "danh-sach.html")
    assert ran.status in (0, 1), ran.err
    page = read((example / "danh-sach.html").read_text("utf-8"))
    assert_closed(page)
    assert page.xpath("//main//h2")
    assert qcdc(*command, "--format", "html").out.startswith("<!doctype html>")
