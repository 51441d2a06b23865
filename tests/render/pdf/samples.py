"""Papers made by hand: every part that a paper may have, and names that try to be something else."""

from dataclasses import replace

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents import Annex, Block, Document, DocumentTable, Head, Heading, Run, prose, to_add
from qcdc_cli.render.documents import Paragraph as DocumentParagraph
from qcdc_cli.render.words.table import Column, Row, Table, figures

HOSTILE = (
    '#eval("1+1")',
    "\\u{48}\\",
    "$x^2$",
    "*đậm* _nghiêng_",
    "<nhãn> @nhãn",
    "// chú thích /* */",
    "{{tên}} [a] `b`",
    "= Đề mục",
    "- dòng",
    "'; \"--- ...",
    "https://example.org/#x",
)
LONG_NAME = "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở xã Phong Phú Thượng Hòa Bình Trung"
BODY = (
    "Thực hiện Kế hoạch số 40-KH/BCĐ ngày 17/02/2020 của Ban Chỉ đạo về thi đua thực hiện Quy chế dân chủ ở cơ sở, "
    "khối đã tổ chức tự chấm, thẩm định và bình xét đúng thời gian quy định; các đơn vị gửi đủ hồ sơ minh chứng."
)
STATE = Head(
    False,
    "Ủy ban nhân dân huyện Châu Thành",
    "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở",
    "Số: …/BC-BCĐ",
    "Châu Thành, ngày … tháng … năm 2020",
)
PARTY = Head(True, "Huyện ủy Châu Thành", "Ban Dân vận", "Số 05-BC/BDV", "Châu Thành, ngày 05 tháng 3 năm 2020")


def table(rows: int, columns: int = 4, name: str = "Xã Phú Hữu") -> DocumentTable:
    """Return a ranking of so many units."""
    shown = (
        Column("Hạng", "right"),
        Column("Đơn vị"),
        *(figures(f"Mục {number}: công khai để Nhân dân biết") for number in range(1, columns - 2)),
        Column("Xếp loại"),
    )
    lines = tuple(
        Row((str(row), f"{name} {row}", *(f"{100 - row / 4:.2f}".replace(".", ",") for _ in shown[3:]), "Tốt"))
        for row in range(1, rows + 1)
    )
    total = Row(("", "Cộng", *("99,00" for _ in shown[3:]), ""), strong=True)
    return DocumentTable(Table("Khối", "Khối", (), (), shown, (*lines, total)))


def report(*blocks: Block, head: Head | None = STATE) -> Document:
    """Return a report with these blocks in its middle."""
    return Document(
        kind="report",
        name="BÁO CÁO",
        subject="Kết quả thi đua thực hiện Quy chế dân chủ ở cơ sở 6 tháng đầu năm 2020 của Khối Dân vận các xã",
        head=head,
        addressees=("Thường trực Ban Chỉ đạo huyện",),
        blocks=(
            prose("Căn cứ Quyết định số 12-QĐ/HU ngày 10/01/2020 của Huyện ủy;", "basis"),
            prose("Căn cứ Kế hoạch số 40-KH/BCĐ ngày 17/02/2020.", "basis"),
            Heading("I. KẾT QUẢ"),
            prose(BODY),
            Heading("1. Xếp hạng", 2),
            prose("(Kèm theo bảng xếp hạng)", "centred"),
            *blocks,
            Heading("a) Ưu điểm", 3),
            prose("- Các đơn vị gửi hồ sơ đúng hạn.", "item"),
            to_add("nêu nguyên nhân của hạn chế", "Nguyên nhân: "),
            DocumentParagraph((Run("Trên đây là báo cáo của khối. "), Run("Kính trình.", bold=True))),
        ),
        signatures=(Signature(role="TM. Ban Chỉ đạo Trưởng ban", name="Nguyễn Thị Thu Hà", seal="yes"),),
        recipients=("Thường trực Huyện ủy;", "Các xã, thị trấn;", "Lưu: VT."),
        annexes=(
            Annex("Phụ lục I", "Bảng xếp hạng các đơn vị", (table(60, 12),), landscape=True),
            Annex("Phụ lục II", "Minh chứng", (prose(BODY), table(3))),
        ),
    )


def minutes() -> Document:
    """Return minutes that two sign, of a Party body, without recipients."""
    signed = (
        Signature(role="Thư ký", name="Trần Văn Út"),
        Signature(role="Chủ trì", name="Lê Thị Mỹ Hạnh"),
    )
    return replace(
        report(table(2), head=PARTY),
        kind="minutes",
        name="BIÊN BẢN",
        signatures=signed,
        recipients=(),
        annexes=(),
        addressees=(),
    )


def letter(number: int) -> Document:
    """Return a unit's letter."""
    paper = replace(report(table(6)), kind="letters", name="THÔNG BÁO", annexes=(), unit=f"xa-{number}")
    return replace(paper, subject=f"Kết quả chấm điểm của xã {number}", addressees=(f"UBND xã {number}",))
