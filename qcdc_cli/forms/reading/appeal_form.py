"""A form for appeals that came back: whose it is, and the lines that were filled in."""

from collections import Counter
from collections.abc import Mapping

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_key import APPEALS_MARK, FormKey, text_digest
from qcdc_cli.forms.form_layout import (
    APPEAL,
    APPEAL_COLUMNS,
    APPEAL_ROWS,
    APPEALED_BY,
    APPEALED_ON,
    KEYS,
    MOST_OF_A_LIST,
    disputed_name,
)
from qcdc_cli.forms.reading.cells import CellReader, mark_in_cell, visible_text
from qcdc_cli.forms.reading.unread_cells import not_read
from qcdc_cli.forms.submission import FormAppeal, Submission
from qcdc_cli.kinds.base import look_of
from qcdc_cli.language import Text
from qcdc_cli.language.refusing_words import is_nobody
from qcdc_cli.problems import Path, Place, Problem
from qcdc_cli.workbook.reading.book import Book, Tab

_ELSEWHERE = Text("ô này không thuộc các dòng giải trình", "it stands beside the lines for appeals")


def appeal_tabs(book: Book) -> list[Tab]:
    """Return the worksheets of a form for appeals that are filled in: one, or copies of it."""
    return [tab for tab in book.tabs if tab.text(KEYS, KEYS) == APPEALS_MARK]


def appeals_submission(key: FormKey, tab: Tab, rubric: Rubric) -> tuple[Submission, list[Problem]]:
    """Read what was filled into a form for appeals; what cannot be read becomes a problem.

    Args:
        key: whose form it is.
        tab: its worksheet.
        rubric: the rubric that it was made from.
    """
    reader = CellReader(tab)
    rows = {tab.text(row, KEYS): row for row, column in sorted(tab.cells) if column == KEYS and row > KEYS}
    columns = {tab.text(KEYS, column): column for row, column in sorted(tab.cells) if row == KEYS and column > KEYS}
    beside = columns.get("text", 0)
    by, on = (reader.text(rows.get(name, 0), beside) for name in (APPEALED_BY, APPEALED_ON))
    lines = [row for name, row in rows.items() if name.startswith(APPEAL) and name not in APPEAL_ROWS]
    used = [row for row in lines if any((row, columns.get(name, 0)) in tab.cells for name in APPEAL_COLUMNS)]
    day = reader.day(rows.get(APPEALED_ON, 0), beside) if on else None
    if used and not on:
        _refuse(reader, rows.get(APPEALED_ON, 0), beside, Text("chưa ghi ngày giải trình", "the date is missing"))
    if used and (not by or is_nobody(by)):
        _refuse(reader, rows.get(APPEALED_BY, 0), beside, Text("chưa ghi người giải trình", "who appeals is missing"))
    appeals: dict[str, FormAppeal] = {}
    places: dict[Path, Place] = {}
    for row in used:
        found = _line(reader, row, columns, key, rubric)
        if found is None:
            continue
        criterion, appeal = found
        if criterion.id in appeals:
            told = Text(
                f"tiêu chí {criterion.shown} đã có ở dòng trên", f"{criterion.shown} stands in a row above, too"
            )
            _refuse(reader, row, columns["criterion"], told)
            continue
        path: Path = ("marks", criterion.id, "appeals")
        places[path] = tab.place(row, columns["text"])
        if day is not None:
            appeals[criterion.id] = appeal._replace(by=by, day=day)
    submission = Submission(
        unit=key.unit,
        period=key.period,
        stage=key.stage,
        first=False,
        marks={},
        presets={},
        evidence={},
        notes={},
        disqualifiers={},
        agreed=None,
        form=key.digest_of_key,
        before=key.before,
        places=places,
        source=tab.book,
        appeals=appeals,
    )
    read = {(row, columns.get(name, 0)) for row in lines for name in APPEAL_COLUMNS}
    read |= {(rows.get(name, 0), beside) for name in APPEAL_ROWS}
    known = set(key.before.values())
    for (row, column), cell in tab.cells.items():
        inside = column > KEYS and row > KEYS and (row, column) not in read
        if inside and text_digest(visible_text(cell)) not in known:
            reader.problems.append(not_read(tab.place(row, column), visible_text(cell), _ELSEWHERE))
    return submission, reader.problems


def _line(
    reader: CellReader, row: int, columns: Mapping[str, int], key: FormKey, rubric: Rubric
) -> tuple[CriterionBase, FormAppeal] | None:
    """Read one line; None where something of it is missing or refused, which is told."""
    before = len(reader.problems)
    offered = [leaf.criterion for leaf in rubric.leaves if disputed_name(leaf.criterion.id) in key.before]
    options = {one.id: f"{one.shown} – {one.name}"[:MOST_OF_A_LIST] for one in offered}
    often = Counter(look_of(one.name) for one in offered)
    named = {one.name: one.id for one in offered if often[look_of(one.name)] == 1}  # typed instead of chosen
    ways = {**named, **{way: one.id for one in offered for way in (one.id, one.shown)}}
    identity = reader.choice(row, columns.get("criterion", 0), options, ways)
    text = reader.text(row, columns.get("text", 0))
    if len(reader.problems) > before:
        return None
    if not identity or not text:
        missing = Text("chưa ghi nội dung giải trình", "what is brought forward is missing")
        if not identity:
            missing = Text("chưa chọn tiêu chí", "no criterion is chosen")
        _refuse(reader, row, columns.get("text" if identity else "criterion", 0), missing)
        return None
    criterion = next(one for one in offered if one.id == identity)
    wants = mark_in_cell(reader, row, columns.get("wants", 0), criterion)
    documents = reader.lines(row, columns.get("evidence", 0))
    if len(reader.problems) > before:
        return None
    return criterion, FormAppeal(key.before[disputed_name(identity)], text, wants, documents)


def _refuse(reader: CellReader, row: int, column: int, why: Text) -> None:
    reader.refuse(row, column, Problem("Q879", {"why": why}))
