"""Tables in text files read back, CSV and Markdown: line by line, and cell by cell where lines differ."""

import csv
import re
from collections.abc import Sequence
from io import StringIO

from qcdc_cli.language import Text
from qcdc_cli.problems import Place
from qcdc_cli.verification.contents import FileContent, Piece
from qcdc_cli.verification.refusals import decoded_text, not_readable

_DELIMITERS = ",;\t"  # Excel writes the second or the third, as the system says
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[ :|-]*-[ :|-]*\|?")


def read_csv(data: bytes, path: str) -> FileContent:
    """Read a table of values.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q068 where its quotes do not match; Q108 and others for its encoding.
    """
    text = decoded_text(data, path)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    records = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    pieces: list[Piece] = []
    titles: Sequence[str] = ()
    line = 1
    try:
        for record in records:
            titles = titles or record
            if any(record):  # editors leave lines behind in which nothing stands
                pieces.append(_line(record, titles, Place(path, line, 1)))
            line = records.line_num + 1
    except csv.Error:
        raise not_readable(Place(path, line, 1), Text("dấu ngoặc kép không khớp", "its quotes do not match")) from None
    return FileContent(tuple(pieces))


def read_markdown(data: bytes, path: str) -> FileContent:
    """Read a report in Markdown.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q108 and others for its encoding.
    """
    pieces: list[Piece] = []
    heading = ""
    titles: Sequence[str] = ()
    for number, line in enumerate(decoded_text(data, path).split("\n"), 1):
        text = line.strip()
        place = Place(path, number, 1)
        if text.startswith("|"):
            cells = [cell.strip() for cell in _PIPE.split(text)[1:-1]]
            titles = titles or cells
            pieces.append(_line(cells, titles, place) if not _RULE.fullmatch(text) else Piece(text, text, place))
            continue
        titles = ()
        heading = text if text.startswith("#") else heading
        if text:
            pieces.append(Piece(text, text, place, what=heading.strip("# ")))
    return FileContent(tuple(pieces))


def _line(cells: Sequence[str], titles: Sequence[str], place: Place) -> Piece:
    """Return a line of a table: a cell is called by its line's name, the first words in it, and by its column."""
    texts = tuple(cells)
    name = next((text for text in texts if any(letter.isalpha() for letter in text)), "")
    named = (titles[at] if at < len(titles) else "" for at in range(len(texts)))
    called = (", ".join(dict.fromkeys(filter(None, (name, title)))) for title in named)
    shown = " | ".join(texts)
    return Piece(texts, shown, place, what=name, cells=tuple(zip(called, texts, strict=True)))
