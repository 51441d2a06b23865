"""Worksheets of lists: what goes on around the numbers, to filter and to print; some of them to sign."""

from itertools import chain, repeat

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language.figures import Exact
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.report import ListReport
from qcdc_cli.render.words.official import even_parts, heading, signatures
from qcdc_cli.render.words.sealed import foot_text, seal_lines
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.canvas import Canvas, Cell, decimals_for
from qcdc_cli.workbook.fitting import divided, line_units, stretched, word_units
from qcdc_cli.workbook.looks import BODY, FIGURE, HEADER, PLAIN, Look, Looks
from qcdc_cli.workbook.names import SheetNames
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, PORTRAIT_UNITS, footer, one_page_wide, repeated
from qcdc_cli.workbook.references import column_letters

_SIZE = 12
_MOST_UNBROKEN = 24.0  # width units that a column takes at once for a text that could be folded
_MOST_MEASURED = 200  # rows from which the widths are told


def list_workbook(report: ListReport) -> bytes:
    """Return lists as the bytes of an .xlsx file, a worksheet each."""
    title = " – ".join((report.lists[0].title, *report.subject[:1]))
    begun, names = book(title), SheetNames()
    looks = Looks(begun)
    for one in report.lists:
        _write(begun.add_worksheet(names.take(one.title)), looks, one, report)
    return packed(begun)


def _write(sheet: Worksheet, looks: Looks, one: List, report: ListReport) -> None:
    """Write one list: what it is, its rows, what is said below it, and places to sign where it is signed."""
    columns = one.shown
    least = [_least(column) for column in columns]
    landscape = one.signed or sum(least) > PORTRAIT_UNITS  # the state's name and motto need half of a wide page
    total = LANDSCAPE_UNITS if landscape else PORTRAIT_UNITS
    campaign = report.campaign if one.signed else None
    widths = stretched(least, list(map(_weight, columns)), total)
    # A paper's heading and signatures part the page evenly, however few columns its table has.
    made_of = divided(widths, even_parts(campaign, one.signatures)) if campaign else [[width] for width in widths]
    shares = list(map(len, made_of))
    canvas = Canvas(sheet, looks, [*chain.from_iterable(made_of)])
    everything = len(canvas.widths)
    if campaign is not None:
        heading(canvas, campaign, campaign.authority or "", one.subtitle[0] if one.subtitle else campaign.campaign)
        canvas.gap(8)
    below = one.subtitle[1:] if one.signed else one.subtitle  # the first line of a signed one stands in its heading
    # Of the lines below some say themselves of which campaign and period they are.
    above = [line for line in report.subject if not any(other.startswith(line) for other in below)]
    about = "\n".join([*above, *below])
    canvas.title(one.title.upper(), about=about)
    for line in one.warnings:
        canvas.line(Cell(line, PLAIN, everything))
    header = canvas.line(*(Cell(column.title, HEADER, share) for column, share in zip(columns, shares, strict=True)))
    read = [column.read for column in columns]
    decimals = list(map(decimals_for, read))
    for values in zip(*read, strict=True):
        cells = zip(values, shares, decimals, strict=True)
        canvas.line(*(Cell(value, _look(value), share, most) for value, share, most in cells))
    if one.rows and everything == len(columns):  # over cells that are joined, each would have several buttons
        sheet.autofilter(f"A{header}:{column_letters(len(columns))}{canvas.row}")
    if one.empty and not one.rows:
        canvas.line(Cell(one.empty, BODY, everything))
    for line in (*one.notes, *seal_lines(report.seals, report.campaign, report.blocs)):
        canvas.line(Cell(line, PLAIN, everything))
    if campaign is not None:
        canvas.gap(8)
        signatures(canvas, campaign, one.signatures)
    sheet.freeze_panes(header, 0)
    one_page_wide(canvas, repeated(canvas, header, header), landscape=landscape)
    if foot := foot_text(report.seals, report.campaign, report.blocs):
        footer(sheet, foot)


def _least(column: ListColumn) -> float:
    """Return the width that a column needs: no figure is broken, and no word."""
    texts = [column.title, *column.texts()[:_MOST_MEASURED]]
    words = max(map(word_units, texts, repeat(_SIZE)))
    lines = max(map(line_units, texts[1:] or texts, repeat(_SIZE)))
    return max(words, lines if not column.wraps else min(lines, _MOST_UNBROKEN))


def _weight(column: ListColumn) -> float:
    """Return the share of the spare width that a column gets: prose the more, the longer it is on the average."""
    texts = column.texts()[:_MOST_MEASURED]
    if not column.wraps or not texts:
        return float(column.wraps)
    return 1 + sum(map(line_units, texts, repeat(_SIZE))) / len(texts) / _MOST_UNBROKEN


def _look(value: Exact | str) -> Look:
    return BODY if isinstance(value, str) and value != NOTHING else FIGURE
