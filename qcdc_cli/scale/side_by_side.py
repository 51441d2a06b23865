"""Tables that stand side by side on one worksheet: the scale is read, the rows of the others are told.

An empty column parts them, or their headings begin anew behind those of points. Columns that only say more of a
table's own lines, as notes and marks do, belong to it whatever stands between.
"""

from collections.abc import Iterator
from dataclasses import replace

from qcdc_cli.language import Text, say
from qcdc_cli.scale.nodes import SkippedRow
from qcdc_cli.scale.points import reads_as_points
from qcdc_cli.scale.table import ScaleTable, first_table
from qcdc_cli.scale.table_end import table_end
from qcdc_cli.scale.words import Vocabulary
from qcdc_cli.workbook.reading.book import Tab, lines_within
from qcdc_cli.workbook.references import column_letters
from qcdc_cli.yamltext.new_text import printable_line

_FEWEST = 2  # columns, and rows, of a table of its own
_MOST = 8  # tables side by side
_Block = tuple[int, int]  # the first and the last column of a table


def table_on(tab: Tab) -> ScaleTable | None:
    """Return the table of a scale on a worksheet, of several side by side the one with most lines; None for none."""
    whole = first_table(tab)
    if whole is None:
        return None
    blocks = _blocks(whole)
    if not 1 < len(blocks) <= _MOST:
        return whole
    parts = {block: table for block in blocks if (table := first_table(_part(whole, block))) is not None}
    if not parts:
        return whole
    chosen = max(parts, key=lambda block: (_lines(parts[block]), -block[0]))
    others = [block for block in blocks if block != chosen]
    told = tuple(row for block in others for row in _rows_beside(whole, block, chosen))
    remarks = tuple(_remark(block) for block in others if block in parts)
    table = parts[chosen]
    return replace(table, beside=told, remarks=(*table.remarks, *remarks))


def _remark(block: _Block) -> str:
    where = _letters(block)
    return say(
        f"bên cạnh còn một thang điểm khác ở các cột {where}, không đưa vào đây; nếu cần thì tách thành tệp riêng",
        f"another scale stands beside in columns {where}, and is not in here; if needed, make it a file of its own",
    )


def _letters(block: _Block) -> str:
    return "–".join(map(column_letters, block))


def _lines(table: ScaleTable) -> int:
    return sum(reads_as_points(table.tab.text(row, table.points_column(row))) for row in table.rows)


def _blocks(whole: ScaleTable) -> list[_Block]:
    """Return the columns of each table, from the left, that stands beside others from the header's first row on."""
    end, _ = table_end(whole)
    filled = sorted({*whole.headings, *(column for row, column in whole.tab.cells if whole.top <= row < end)})
    joined = ((left + 1, right) for top, left, _, right in whole.tab.merged if whole.top <= top < end and right > left)
    bridged, anew = lines_within(filled, joined), set(_headings_anew(whole))
    blocks: list[list[int]] = []
    for column in filled:
        apart = bool(blocks) and column > blocks[-1][-1] + 1 and column not in bridged
        if not blocks or apart or column in anew:
            blocks.append([])
        blocks[-1].append(column)
    found: list[_Block] = []
    for columns in blocks:
        block = columns[0], columns[-1]
        # What is no table of its own belongs to the one on its left; the first, to the one on its right.
        if found and not (_is_table(whole, block, end) and _is_table(whole, found[-1], end)):
            found[-1] = found[-1][0], block[1]
        else:
            found.append(block)
    return found


def _headings_anew(whole: ScaleTable) -> Iterator[int]:
    """Yield the columns, behind one of points, in which headings begin anew: `STT`, or the names' heading again."""
    words, names, pointed = whole.vocabulary, set[str](), False
    for column, text in sorted(whole.headings.items()):
        again = words.heads_numbers(text) or words.words(text) in names
        if pointed and again:
            yield column
            pointed = False
        elif words.heads_names(text):
            names.add(words.words(text))
        pointed = pointed or words.heads_points(text)


def _is_table(whole: ScaleTable, block: _Block, end: int) -> bool:
    """Return whether columns are a table of their own: several, in several rows, and more than notes and marks."""
    rows: dict[int, list[str]] = {}
    for (row, column), found in sorted(whole.tab.cells.items()):
        if whole.top <= row < end and block[0] <= column <= block[1]:
            rows.setdefault(row, []).append(found.text)
    headed = [text for column, text in whole.headings.items() if block[0] <= column <= block[1]]
    header = next((texts for texts in (headed, *rows.values()) if len(texts) >= _FEWEST), [])
    return len(rows) >= _FEWEST and not all(_says_more(whole.vocabulary, text) for text in header)


def _says_more(words: Vocabulary, heading: str) -> bool:
    """Return whether a column with this heading says more of the lines of a table beside it."""
    return (
        words.heads_numbers(heading)
        or words.heads_points(heading)
        or words.heads_guide(heading)
        or words.heads_evidence(heading)
        or words.heads_weights(heading)
        or words.heads_targets(heading)
    )


def _part(whole: ScaleTable, block: _Block) -> Tab:
    """Return a worksheet with the columns of one table, and the lines above, where others have none of their own."""
    tab = whole.tab
    own = {row for row, column in tab.cells if row < whole.top and block[0] <= column <= block[1]}
    cells = {
        (row, column): found
        for (row, column), found in tab.cells.items()
        if block[0] <= column <= block[1] or (row < whole.top and row not in own)
    }
    merged = tuple(area for area in tab.merged if area[1] <= block[1] and area[3] >= block[0])
    return replace(tab, cells=cells, merged=merged)


def _rows_beside(whole: ScaleTable, block: _Block, chosen: _Block) -> Iterator[SkippedRow]:
    """Yield the rows of a table beside the chosen one, with the lines above it that are not told of that."""
    why = Text(f"bảng khác ở các cột {_letters(block)}", f"another table, in columns {_letters(block)}")
    part = _part(whole, chosen).cells
    rows: dict[int, list[str]] = {}
    for spot, found in sorted(whole.tab.cells.items()):
        if block[0] <= spot[1] <= block[1] and spot not in part:
            rows.setdefault(spot[0], []).append(printable_line(found.text))
    for row, texts in rows.items():
        yield SkippedRow(row, " | ".join(texts), why)
