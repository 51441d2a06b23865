"""Takes the docs' pictures anew: `python -m tests.docs.pictures` (needs LibreOffice, poppler and Chromium).

What is shown is what the commands make of the shipped example, printed by LibreOffice or opened in Chromium; nothing is
drawn by hand. Pictures have few colours, so that the repository stays small.
"""

import io
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
_COLORS = 32  # enough for text with soft edges and the page's few colours
_YEAR = ("-p", "2020")
_FORM, _VERIFY, _REPORT, _PAGE = "form.xlsx", "verify.xlsx", "report.xlsx", "results.html"
_REVIEW, _MINUTES, _APPENDIX, _LETTERS = "review.docx", "minutes.docx", "appendix.docx", "letters.pdf"
_PRINTED = (
    _FORM,
    _VERIFY,
    _REPORT,
    _REVIEW,
    _MINUTES,
    _APPENDIX,
)  # by LibreOffice; what is a PDF already is shown as it is
# The pictures: the file, and the text by which its page is known in Vietnamese and in English.
PICTURES = {
    "form": (_FORM, ("PHIẾU CHẤM ĐIỂM THI ĐUA", "EMULATION MARKING FORM")),
    "verify": (_VERIFY, ("PHIẾU CHẤM ĐIỂM THI ĐUA", "EMULATION MARKING FORM")),
    "ranking": (_REPORT, ("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING")),
    "groups": (_REPORT, ("Tổng điểm của các đơn vị", "Totals of the units")),
    "unit": (_REPORT, ("KẾT QUẢ CHẤM ĐIỂM CỦA ĐƠN VỊ", "RESULT OF THE UNIT")),
    "paper-report": (_REVIEW, ("BÁO CÁO", "REPORT")),
    "paper-minutes": (_MINUTES, ("BIÊN BẢN", "MINUTES")),
    "paper-ranking": (_APPENDIX, ("BẢNG XẾP HẠNG", "EMULATION RANKING")),
    "paper-letter": (_LETTERS, ("Xã Phú Hữu", "Xã Phú Hữu")),
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
                page = str(_page(pdf, texts[number]))
                shot = work / name
                _call("pdftoppm", "-r", _DOTS_PER_INCH, "-png", "-singlefile", "-f", page, "-l", page, pdf, shot)
                _save(shot.with_suffix(".png").read_bytes(), DOCS / language / "images" / f"{name}.png")


def _make(work: Path, language: str) -> None:
    """Make the files in a copy of the example, and print them."""
    campaign = work / "campaign"
    (work / "pdf").mkdir()
    shutil.copytree(_EXAMPLE, campaign)
    with chdir(campaign):
        for arguments in (
            ["form", "phu-tan", "-o", str(work / _FORM)],
            ["form", "phu-tan", "--stage", "board", "-o", str(work / _VERIFY)],
            ["export", str(work / _REPORT)],
            ["export", str(work / _PAGE), *_YEAR, "--public"],
            ["export", str(work / _REVIEW), *_YEAR],
            ["export", str(work / _MINUTES), *_YEAR, "--document", "minutes"],
            ["export", str(work / _APPENDIX), *_YEAR, "--document", "ranking"],
            ["export", str(work / "pdf" / _LETTERS), *_YEAR, "--letters"],
        ):
            settings.folder = None
            assert run(["--lang", language, *arguments]) == 0
    files = (work / name for name in _PRINTED)
    profile = f"-env:UserInstallation=file://{work / 'profile'}"
    _call("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work / "pdf", *files)


def _take_screens(file: Path, folder: Path) -> None:
    """Take the pictures of the page as it stands in a window."""
    with started() as browser:
        for name, (size, at) in SCREENS.items():
            with opened(browser, file, size, at) as found:
                _save(found.page.screenshot(), folder / f"{name}.png")


def _save(shot: bytes, target: Path) -> None:
    """Save a picture with few colours, which takes a third of the room."""
    from PIL import Image

    target.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(shot)) as picture:
        picture.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE).save(target, optimize=True)


def _page(pdf: Path, text: str) -> int:
    """Return the number of the first page that holds a text."""
    pages = _call("pdftotext", "-layout", pdf, "-").split("\f")
    return next(number for number, page in enumerate(pages, start=1) if text in page)


def _call(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
