"""Pages read as browsers read them: elements, their texts, and the figures that they show."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from decimal import Decimal

from lxml import html

from qcdc_cli.language.figures import round_half_away
from qcdc_cli.render.page import render
from qcdc_cli.render.report import Options, Report

Element = html.HtmlElement


def page_of(report: Report, options: Options | None = None) -> Element:
    """Return the page of a report."""
    return read("".join(render(report, options or Options())))


def read(text: str) -> Element:
    """Return a page that is valid in what is looked at here."""
    found: Element = html.document_fromstring(text)
    return found


def texts(page: Element, path: str) -> list[str]:
    """Return the texts of the elements at a path, spaces made single."""
    return [text_of(one) for one in page.xpath(path)]


def text_of(element: Element) -> str:
    return " ".join(element.text_content().split())


def rows(table: Element) -> list[list[str]]:
    """Return the texts of a table's cells, row by row."""
    return [[text_of(cell) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]


def figures(page: Element) -> Iterator[tuple[str, str, str | None]]:
    """Yield the figures that a page shows: which they are, as people read them, and as programs do."""
    for cell in page.xpath("//*[@data-figure]"):
        yield cell.get("data-figure"), text_of(cell), cell.get("data-value")


def shows(text: str, exact: Decimal) -> bool:
    """Return whether a text shows a number, padded with zeros or, where no decimal equals it, rounded."""
    digits = re.sub(r"^[^0-9−-]*: ", "", text).replace("−", "-").replace(",", ".")
    return Decimal(digits) in (exact, round_half_away(exact, len(digits.partition(".")[2])))


def policy(page: Element) -> dict[str, str]:
    """Return what a page allows, by directive."""
    (found,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return dict(one.strip().partition(" ")[::2] for one in found.split(";"))


def digest(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def assert_closed(page: Element) -> None:
    """Assert that a page loads nothing, runs only what it names, and styles nothing at an element."""
    allowed = policy(page)
    (style,), scripts = page.xpath("//style"), page.xpath("//script[not(@type)]")
    assert allowed["default-src"] == "'none'"
    assert allowed["style-src"] == digest(style.text)
    assert allowed["script-src"] == (digest(scripts[0].text) if scripts else "'none'")
    assert {allowed[one] for one in ("base-uri", "form-action")} == {"'none'"}
    assert len(page.xpath("//script")) == (3 if scripts else 0)  # two of them data
    assert not page.xpath("//@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//img|//iframe|//object|//embed|//form|//audio|//video|//base")
    assert page.xpath("//link/@href") == ["data:,"]
    for address in page.xpath("//@href|//@src"):
        assert not re.match(r"[a-z]+:|//", address) or address == "data:,", address
    assert "url(" not in style.text
    assert "@import" not in style.text
