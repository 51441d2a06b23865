"""A page read back: its elements with all that they say, one after the other, and the data that its script reads."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem
from qcdc_cli.verification.contents import FileContent, Piece, PieceKind
from qcdc_cli.verification.json_values import read_json
from qcdc_cli.verification.refusals import decoded_text, not_readable

_MOST_DEPTH = 200  # elements in elements; our pages have some twenty
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "area", "base", "embed", "source", "wbr", "rect"})
_RUNS = frozenset({"script", "style", "iframe", "object", "embed", "link", "base", "form", "img"})
_HEADINGS = ("h1", "h2", "h3", "h4", "caption", "summary")
_OPENING, _CLOSING = re.compile(r"<([a-z][\w-]*)"), re.compile(r"</([^>]*)>")
_LEAST_SHOWN = 30  # letters before the first that differs, of what is too long to be shown whole
_SPACES = re.compile(r"[ \t\n\r\f]+")  # what a browser shows as one space


def read_page(data: bytes, path: str) -> FileContent:
    """Read a page.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q068 where it is nested too deep; Q108 and others for its encoding.
    """
    reader = _Reader(path)
    reader.feed(decoded_text(data, path))
    reader.close()
    return PageContent(tuple(reader.pieces))


@dataclass(frozen=True)
class PageContent(FileContent):
    """What a page says."""

    def differences(self, found: FileContent) -> Iterator[Problem]:
        """Yield where a page differs; an element that was added or left out is told once, by the tag that opens it."""
        problems = list(super().differences(found))
        told = Counter(opened[1] for problem in problems if (opened := _OPENING.match(_alone(problem))))
        for problem in problems:
            closed = _CLOSING.fullmatch(_alone(problem))
            if closed and told[closed[1]]:
                told[closed[1]] -= 1
            else:
                yield problem

    def differs(self, piece: Piece, other: Piece) -> Problem:
        """Return the problem of a piece in whose place another one stands, showing what differs in them."""
        own, instead = piece.shown, other.shown
        match piece.value, other.value:
            case ("<", str(tag), tuple(attributes)), ("<", str(same), tuple(others)) if tag == same:
                own = _tag(tag, [one for one in attributes if one not in others])
                instead = _tag(tag, [one for one in others if one not in attributes])
        if own == instead:
            own, instead = piece.shown, other.shown
        alike = next((at for at, (one, two) in enumerate(zip(own, instead, strict=False)) if one != two), 0)
        if (skipped := alike - _LEAST_SHOWN) > _LEAST_SHOWN:
            own, instead = f"…{own[skipped:]}", f"…{instead[skipped:]}"
        return super().differs(replace(piece, shown=own), replace(other, shown=instead))


def _alone(problem: Problem) -> str:
    """Return what only one of two files has; "" where both have something in one place."""
    only = {"Q063": "found", "Q064": "expected", "Q066": "found"}.get(problem.code)
    return "" if only is None else str(problem.values[only])


def _tag(tag: str, attributes: Sequence[tuple[str, str | None]]) -> str:
    given = "".join(' {}="{}"'.format(name, value or "") for name, value in attributes)
    return f"<{tag}{given}>"


class _Reader(HTMLParser):
    """Takes the parser's events, and keeps a piece for each element and each text."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._path = path
        self._open: list[str] = []
        self._attributes: dict[str, str] = {}
        self._heading = self._row = self._figure = ""
        self._text: list[str] = []
        self._at = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with everything that is said of it."""
        self._end_text()
        given = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._row = ""
        if tag in ("td", "th", "b", "tr"):
            self._figure = given.get("data-figure", "")
        foreign = tag in _RUNS or any(name.startswith("on") or name == "style" for name in given)
        # Two attributes of one name: browsers take the first, and others may take the last.
        value = ("<", tag, tuple(sorted(attrs, key=str)))
        self._keep(value, _tag(tag, sorted(given.items())), PieceKind.FOREIGN if foreign else PieceKind.TEXT)
        if tag not in _VOID:
            self._open.append(tag)
            self._attributes = given
            if len(self._open) > _MOST_DEPTH:
                raise not_readable(
                    Place(self._path, self.getpos()[0], 1), Text("lồng quá sâu", "it is nested too deep")
                )

    def handle_endtag(self, tag: str) -> None:
        """Keep where an element ends: what stands behind it is no part of it."""
        self._end_text()
        self._keep(("/", tag), f"</{tag}>", PieceKind.TEXT)
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Gather a text, which may come in several parts."""
        if not self._text:
            self._at = self.getpos()[0]
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self._other("!--", data)

    def handle_decl(self, decl: str) -> None:
        """Keep a declaration, such as that of the document's type."""
        self._other("!", decl.lower())

    def unknown_decl(self, data: str) -> None:
        """Keep what is no HTML."""
        self._other("![", data)

    def handle_pi(self, data: str) -> None:
        """Keep what is no HTML."""
        self._other("?", data)

    def close(self) -> None:
        """Read to the end."""
        super().close()
        self._end_text()

    def _other(self, sign: str, text: str) -> None:
        self._end_text()
        self._keep((sign, text), f"<{sign}{text}>", PieceKind.TEXT)

    def _end_text(self) -> None:
        whole, self._text = "".join(self._text), []
        inside = self._open[-1] if self._open else ""
        if inside in ("script", "style"):
            self._code(inside, whole)
            return
        text = _SPACES.sub(" ", whole).strip(" ")
        if not text:
            return
        if inside in _HEADINGS or (inside == "span" and "summary" in self._open):
            self._heading = text
        elif inside == "th" or (inside == "a" and "th" in self._open):
            self._row = text
        self._keep(("text", text), text, PieceKind.TEXT, at=self._at)

    def _code(self, inside: str, text: str) -> None:
        """Keep a script or a style; of the figures that the page has as data, each by itself."""
        if inside == "script" and self._attributes.get("type") == "application/json" and text.strip():
            for piece in read_json(text.encode(), self._path).pieces:
                what = f"{piece.what} ({self._attributes.get('id', '')})"
                place = Place(self._path, self._at, 1)
                self.pieces.append(Piece((piece.key, piece.value), piece.shown, place, what=what))
        elif text.strip():
            name = say(f"nội dung của <{inside}>", f"the content of <{inside}>")
            self._keep((inside, text), text, PieceKind.FOREIGN, at=self._at, what=name)

    def _keep(self, value: tuple[object, ...], shown: str, kind: PieceKind, *, at: int = 0, what: str = "") -> None:
        what = what or ", ".join(dict.fromkeys(filter(None, (self._heading, self._row, self._figure))))
        self.pieces.append(Piece(value, shown, Place(self._path, at or self.getpos()[0], 1), what=what, kind=kind))
