"""Random bytes, and real workbooks that were cut off or changed: either they are read or refused, never a crash."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.workbook.reading import read_book
from tests.workbook.reading.builder import container, ods, ods_meta, ods_text, zipped
from tests.workbook.reading.varieties import by_openpyxl, by_xlsxwriter

pytestmark = pytest.mark.slow

ROW = (
    '<table:table-row table:number-rows-repeated="3" table:visibility="collapse">'
    + ods_text('a<text:s text:c="2"/>b')
    + '<table:table-cell office:value-type="float" office:value="8.5" table:number-columns-repeated="2"/>'
    '<table:table-cell table:formula="of:=SUM([.A1:.A2])" table:number-columns-spanned="2"/></table:table-row>'
)
META = ods_meta('<meta:user-defined meta:name="qcdc">x</meta:user-defined>')
WORKBOOKS = (by_openpyxl(), by_xlsxwriter(), ods(ROW, others={"meta.xml": META}))
PARTS = [
    (number, entry.filename)
    for number, data in enumerate(WORKBOOKS)
    for entry in zipfile.ZipFile(BytesIO(data)).infolist()
]
FUZZ = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_or_refused(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    problems: tuple[Problem, ...] = ()
    try:
        read_book(file)
    except QcdcError as refusal:
        problems = refusal.problems
    for problem in problems:
        assert problem.place is not None
        assert problem.sentence()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@FUZZ
@given(
    head=st.sampled_from(
        (b"", b"PK\x03\x04", b"PK\x05\x06", container()[:8], b"\xff\xfe", b"<?xml", b"\x09\x08\x10\x00")
    ),
    data=st.binary(max_size=400),
)
def test_random_bytes(name: str, head: bytes, data: bytes, tmp_path: Path) -> None:
    read_or_refused(head + data, tmp_path / name)


@FUZZ
@given(data=st.sampled_from(WORKBOOKS), part=st.floats(0, 1))
def test_workbooks_that_were_cut_off(data: bytes, part: float, tmp_path: Path) -> None:
    read_or_refused(data[: int(len(data) * part)], tmp_path / "a.xlsx")


@FUZZ
@given(
    data=st.sampled_from(WORKBOOKS),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=8),
)
def test_workbooks_with_changed_bytes(data: bytes, changes: list[tuple[float, int]], tmp_path: Path) -> None:
    changed = bytearray(data)
    for where, flip in changes:
        changed[int(where * len(data))] ^= flip
    read_or_refused(bytes(changed), tmp_path / "a.xlsx")


@FUZZ
@given(
    part=st.sampled_from(PARTS),
    changes=st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.sampled_from(
                (b"", b'"', b"<", b">", b"</c>", b"<c>", b"<f/>", b"<v>x</v>", b'r="', b"9" * 30, b"-", b"\0", b"&a;")
            )
            | st.binary(max_size=4),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_workbooks_with_changed_parts(
    part: tuple[int, str], changes: list[tuple[float, bytes]], tmp_path: Path
) -> None:
    """Checksums are right here, so that what reads the parts has to cope."""
    number, name = part
    with zipfile.ZipFile(BytesIO(WORKBOOKS[number])) as archive:
        parts: dict[str, bytes | str] = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    content = parts[name]
    assert isinstance(content, bytes)
    for where, put in changes:
        at = int(where * len(content))
        content = content[:at] + put + content[at + 1 :]
    read_or_refused(zipped(parts | {name: content}), tmp_path / "a.xlsx")
