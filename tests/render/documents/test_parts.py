"""Papers in parts: nothing is lost, nothing stands twice, and no part is larger than what a file takes."""

from itertools import chain

import pytest

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents import Annex, Block, Document, DocumentTable, Heading, prose
from qcdc_cli.render.documents.parts import cells_of, parted
from qcdc_cli.render.words.table import Column, Row, Table


def _table(name: str, rows: int) -> DocumentTable:
    made = tuple(Row((f"{name}{number}", "1")) for number in range(rows))
    return DocumentTable(Table("", name, (), (), (Column("Đơn vị"), Column("Điểm")), made))


def _paper(*blocks: Block, annexes: tuple[Annex, ...] = ()) -> Document:
    return Document(
        "report",
        "BÁO CÁO",
        "Tổng kết",
        None,
        blocks,
        addressees=("Ban Chỉ đạo",),
        signatures=(Signature(role="Trưởng ban"),),
        annexes=annexes,
    )


def _annex(name: str, rows: int) -> Annex:
    return Annex(f"Phụ lục {name}", name, (Heading(name), _table(name, rows), prose(f"Ghi chú {name}")))


def _blocks(document: Document) -> list[Block]:
    return [*document.blocks, *chain.from_iterable(annex.blocks for annex in document.annexes)]


def _names(*documents: Document) -> list[str]:
    tables = (block.table for one in documents for block in _blocks(one) if isinstance(block, DocumentTable))
    return [row.cells[0] for table in tables for row in table.rows]


PAPER = _paper(prose("Mở đầu"), _table("t", 7), prose("Kết"), annexes=(_annex("a", 3), _annex("b", 9), _annex("c", 2)))


def test_what_fits_stays_as_it_is() -> None:
    assert parted((PAPER,), cells_of(PAPER)) == ((PAPER,),)
    assert parted((), 10) == ()


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7, 10, 14, 20, 41])
def test_every_row_stands_once_and_in_order(most: int) -> None:
    files = parted((PAPER,), most)
    parts = list(chain.from_iterable(files))
    assert len(files) == len(parts) > 1
    assert _names(*parts) == _names(PAPER)
    assert all(cells_of(part) <= max(most, 2) for part in parts)  # a row of two cells is never divided
    texts = [block for part in parts for block in _blocks(part) if not isinstance(block, DocumentTable)]
    assert [block for block in texts if block in _blocks(PAPER)] == [
        block for block in _blocks(PAPER) if not isinstance(block, DocumentTable)
    ]


def test_an_appendix_that_fits_into_a_part_is_not_divided() -> None:
    parts = list(chain.from_iterable(parted((PAPER,), 18)))
    assert [[annex.title for annex in part.annexes] for part in parts] == [[], ["a"], ["b"], ["c"]]


def test_each_part_says_which_it_is_and_the_one_with_the_end_of_the_text_is_signed() -> None:
    parts = list(chain.from_iterable(parted((PAPER,), 10)))
    first = [part.blocks[0] for part in parts]
    assert first == [
        type(first[0])((type(PAPER.blocks[0].runs[0])(text, italic=True),), "centred")  # type: ignore[union-attr]
        for text in (
            f"(Phần {number} trong {len(parts)} phần của văn bản này, mỗi phần một tệp)"
            for number in range(1, len(parts) + 1)
        )
    ]
    ends = [prose("Kết") in part.blocks for part in parts]
    assert [bool(part.signatures) for part in parts] == ends
    assert (ends.count(True), ends[0]) == (1, False)
    assert [bool(part.addressees) for part in parts] == [True] + [False] * (len(parts) - 1)


def test_papers_share_a_file_while_they_fit() -> None:
    small, large = _paper(_table("s", 2)), _paper(_table("l", 6))
    files = parted((small, small, large, small), 10)
    assert [len(file) for file in files] == [2, 1, 2]
    assert files[0] == (small, small)
    assert _names(*chain.from_iterable(files)) == _names(small, small, large, small)
