"""What stands in a PDF, as other programs read it: poppler's tools, and the strokes of its pages."""

import re
import subprocess
import zlib
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

MM = 25.4 / 72
_WORD = "{http://www.w3.org/1999/xhtml}word"
_PAGE = "{http://www.w3.org/1999/xhtml}page"


class Word(NamedTuple):
    """A word of a page, and where it stands, in mm from the left and the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def run(*command: str | Path) -> str:
    found = subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=60)
    return found.stdout.decode(errors="replace")


def words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page."""
    tree = ElementTree.fromstring(run("pdftotext", "-bbox", pdf, "-"))  # noqa: S314  # what poppler wrote
    return [
        [
            Word(word.text or "", *(float(word.attrib[side]) * MM for side in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter(_WORD)
        ]
        for page in tree.iter(_PAGE)
    ]


def line_of(page: list[Word], text: str) -> tuple[float, float]:
    """Return where the words of a text, which stand on one line of a page, begin and end."""
    sought = text.split()
    for first in range(len(page)):
        found = page[first : first + len(sought)]
        if [word.text for word in found] == sought:
            return found[0].left, found[-1].right
    raise AssertionError(text)


def sizes(pdf: Path) -> list[tuple[int, int]]:
    """Return the width and the height of each page, in whole mm."""
    found = re.findall(r"size: +([\d.]+) x ([\d.]+)", run("pdfinfo", "-l", "9999", pdf))
    return [(round(float(width) * MM), round(float(height) * MM)) for width, height in found]


def lines_drawn(pdf: Path) -> list[float]:
    """Return the lengths of the lines below names, in mm, in their order on the pages."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), re.DOTALL):
        try:
            drawn = zlib.decompress(stream)
        except zlib.error:
            continue
        found += [float(length) * MM for length in re.findall(rb"0\.6 w 4 M 0 0 m ([\d.]+) 0 l", drawn)]
    return found


def structure(pdf: Path) -> str:
    """Return what the file's tags say is read, in their order, without the marks of a line that goes on."""
    return run("pdfinfo", "-struct-text", pdf)
