"""Takes the docs' pictures anew: `python -m tests.docs.pictures` (needs LibreOffice, poppler and Chromium).

What is shown is what the commands make of the shipped example, printed by LibreOffice or opened in Chromium; nothing is
drawn by hand.
"""

import shutil
import subprocess
import tempfile
from contextlib import chdir
from pathlib import Path

from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from qcdc_cli.language import LANGUAGES, use
from tests.browser import opened, started
from tests.docs.pages import DOCS, ROOT

_EXAMPLE = ROOT / "examples" / "chau-thanh-2020"
_DOTS_PER_INCH = "72"
_FORM, _VERIFY, _REPORT, _PAGE = "form.xlsx", "verify.xlsx", "report.xlsx", "report.html"
# The pictures: the workbook, and the text by which the page is known in Vietnamese and in English.
PICTURES = {
    "form": (_FORM, ("PHIẾU CHẤM ĐIỂM THI ĐUA", "EMULATION MARKING FORM")),
    "verify": (_VERIFY, ("PHIẾU CHẤM ĐIỂM THI ĐUA", "EMULATION MARKING FORM")),
    "ranking": (_REPORT, ("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING")),
    "groups": (_REPORT, ("Tổng điểm của các đơn vị", "Totals of the units")),
    "unit": (_REPORT, ("KẾT QUẢ CHẤM ĐIỂM CỦA ĐƠN VỊ", "RESULT OF THE UNIT")),
}

# The pictures of the page for the public: the window's size, and where in the page it stands.
SCREENS = {"page": ((1100, 860), ""), "page-phone": ((360, 720), "unit-phu-tan")}


def main() -> None:
    """Take all pictures, in both languages."""
    for number, language in enumerate(LANGUAGES):
        use(language)
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            _make(work, language)
            _take_screens(work / _PAGE, DOCS / language / "images")
            for name, (book, texts) in PICTURES.items():
                pdf = work / "pdf" / Path(book).with_suffix(".pdf").name
                target = DOCS / language / "images" / name
                target.parent.mkdir(exist_ok=True)
                page = str(_page(pdf, texts[number]))
                _call("pdftoppm", "-r", _DOTS_PER_INCH, "-png", "-singlefile", "-f", page, "-l", page, pdf, target)


def _make(work: Path, language: str) -> None:
    """Make the workbooks in a copy of the example, and print them."""
    campaign = work / "campaign"
    shutil.copytree(_EXAMPLE, campaign)
    with chdir(campaign):
        for arguments in (
            ["form", "phu-tan", "-o", str(work / _FORM)],
            ["form", "phu-tan", "--stage", "board", "-o", str(work / _VERIFY)],
            ["export", str(work / _REPORT)],
            ["export", str(work / _PAGE)],
        ):
            settings.folder = None
            assert run(["--lang", language, *arguments]) == 0
    books = (work / book for book in (_FORM, _VERIFY, _REPORT))
    profile = f"-env:UserInstallation=file://{work / 'profile'}"
    _call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work / "pdf", *books)


def _take_screens(file: Path, folder: Path) -> None:
    """Take the pictures of the page as it stands in a window."""
    folder.mkdir(exist_ok=True)
    with started() as browser:
        for name, (size, at) in SCREENS.items():
            with opened(browser, file, size, at) as found:
                found.page.screenshot(path=str(folder / f"{name}.png"))


def _page(pdf: Path, text: str) -> int:
    """Return the number of the first page that holds a text."""
    pages = _call("pdftotext", "-layout", pdf, "-").split("\f")
    return next(number for number, page in enumerate(pages, start=1) if text in page)


def _call(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
