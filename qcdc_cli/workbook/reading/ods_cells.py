"""One cell of a LibreOffice workbook: its value as its attributes say it, its text as its paragraphs do."""

import re
from collections.abc import Mapping, Sequence

from qcdc_cli.workbook.reading.book import Found
from qcdc_cli.workbook.reading.cells import formula_found, moment_found, number_found, text_found, time_found

_URN = "urn:oasis:names:tc:opendocument:xmlns"
TABLE, OFFICE, STYLE, TEXT, META = (f"{_URN}:{name}:1.0" for name in ("table", "office", "style", "text", "meta"))

_MOST_SPACES = 64  # in one tag, which may ask for a billion
_REFERENCE = re.compile(r"\[\.?([^\[\]]*)\]")
_DURATION = re.compile(r"P(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,][0-9]+)?S)?")
# What is written as a tag must not be taken for a space that counts for nothing; XML has no such characters.
_SPACE, _TAB, _BREAK = "\0", "\1", "\2"


class Paragraph:
    """A paragraph while it is read: spaces and line ends count as one space, unless they were written as tags."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, text: str) -> None:
        """Add a text as it stands in the file."""
        self._pieces.append(text)

    def add_tag(self, name: str, attributes: Mapping[str, str]) -> None:
        """Add what a tag stands for, if it stands for something."""
        if name == "text:s":
            self._pieces.append(_SPACE * min(int(attributes.get(f"{TEXT} c", "1")), _MOST_SPACES))
        elif name == "text:tab":
            self._pieces.append(_TAB)
        elif name == "text:line-break":
            self._pieces.append(_BREAK)

    def text(self) -> str:
        """Return the text as it is shown."""
        shown = re.sub(r"[ \t\r\n]+", " ", "".join(self._pieces)).strip(" ")
        return shown.replace(_SPACE, " ").replace(_TAB, "\t").replace(_BREAK, "\n")


def cell_found(attributes: Mapping[str, str], paragraphs: Sequence[str]) -> Found | None:
    """Return what stands in a cell; None when it is empty."""
    formula = attributes.get(f"{TABLE} formula")
    if formula is not None:
        return formula_found(_readable(formula))
    kind = attributes.get(f"{OFFICE} value-type", "string")
    value = attributes.get(f"{OFFICE} value", "")
    if kind in ("float", "currency"):
        return number_found(value)
    if kind == "percentage":
        return number_found(value, "percent")
    if kind == "boolean":
        return Found("boolean", "1" if attributes.get(f"{OFFICE} boolean-value") == "true" else "0")
    if kind == "date":
        return moment_found(attributes.get(f"{OFFICE} date-value", ""))
    if kind == "time":
        return _length_of_time(attributes.get(f"{OFFICE} time-value", ""))
    return text_found(attributes.get(f"{OFFICE} string-value") or "\n".join(paragraphs))


def _readable(formula: str) -> str:
    """Return a formula as people know it: `of:=SUM([.B2:.B4])` is `=SUM(B2:B4)`."""
    _, equals, rest = formula.partition("=")
    plain = rest if equals else formula
    return "=" + _REFERENCE.sub(lambda reference: reference[1].replace(":.", ":"), plain)


def _length_of_time(text: str) -> Found:
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return Found("error", text.strip())
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return time_found(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
