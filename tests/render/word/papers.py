"""Papers made by hand, of everything that the writer of Word files knows."""

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.documents import Annex, Document, DocumentTable, Head, Heading, Paragraph, Run, prose, to_add
from qcdc_cli.render.words.table import Column, Row, Table, figures

STATE_HEAD = Head(
    party=False,
    superior="Ủy ban nhân dân huyện Châu Thành",
    issuer="Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở",
    number="Số: …/BC-BCĐ",
    dateline="Thị trấn Ngã Sáu, ngày … tháng … năm …",
)
PARTY_HEAD = Head(
    party=True,
    superior="Huyện ủy Châu Thành",
    issuer="Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở",
    number="Số 05-BC/BCĐ",
    dateline="Thị trấn Ngã Sáu, ngày 05 tháng 7 năm 2020",
)
LEADER = Signature(role="Trưởng khối", name="Nguyễn Văn Bình")
HEAD_OF_BODY = Signature(role="TM. Ban Chỉ đạo, Trưởng Ban", name="Trần Thị Thu Hà").model_copy(update={"seal": True})
SECRETARY = Signature(role="Thư ký")
LONG_NAME = "Ban quản lý khu di tích lịch sử và danh lam thắng cảnh cấp quốc gia đặc biệt Đông Thạnh"
SENTENCE = (
    "Trong 6 tháng đầu năm 2020, Ban Chỉ đạo đã quán triệt, triển khai đầy đủ các văn bản của cấp trên về thực hiện "
    "dân chủ ở cơ sở; tổ chức tự chấm điểm, thẩm định và công khai kết quả của từng đơn vị theo đúng kế hoạch đề ra."
)


def table_of(columns: tuple[Column, ...], *rows: Row | tuple[str, ...]) -> DocumentTable:
    """Return a table of these columns and rows."""
    lines = tuple(row if isinstance(row, Row) else Row(row) for row in rows)
    return DocumentTable(Table("", "", (), (), columns, lines))


def ranking(units: int) -> DocumentTable:
    """Return a ranking of so many units, with a total."""
    columns = (
        Column("TT", "center"),
        Column("Đơn vị", wraps=True),
        figures("Tự chấm"),
        figures("Khối thẩm định"),
        figures("Chênh lệch"),
        Column("Xếp loại", wraps=True),
    )
    rows = [
        (str(number), f"Xã Đông Thạnh {number}", "92,50", f"{100 - number / 4:.2f}".replace(".", ","), "-0,25", "Tốt")
        for number in range(1, units + 1)
    ]
    return table_of(columns, *rows, Row(("", "Bình quân", "92,50", "91,75", "-0,75", ""), strong=True))


def wide(rows: int) -> DocumentTable:
    """Return a table of 12 columns, with long names and prose."""
    columns = (Column("TT", "center"), Column("Đơn vị", wraps=True), *(figures(f"Mục {n}") for n in range(1, 9)))
    columns = (*columns, figures("Tổng điểm"), Column("Ghi chú", wraps=True))
    cells = [(str(row), LONG_NAME, *("1.000,25",) * 8, "9.001,50", SENTENCE) for row in range(1, rows + 1)]
    return table_of(columns, *cells)


def report(head: Head = STATE_HEAD, *, units: int = 8) -> Document:
    """Return a report with everything in it: bases, items, headings, gaps, a table, signatures, appendices."""
    blocks = (
        Paragraph((Run("Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;"),), "basis"),
        Paragraph((Run("Căn cứ Kế hoạch số 40-KH/BCĐ ngày 17/02/2020 của Ban Chỉ đạo."),), "basis"),
        Heading("I. TÌNH HÌNH CHUNG"),
        prose(SENTENCE),
        to_add("tình hình chỉ đạo, quán triệt trong kỳ", "Công tác chỉ đạo: "),
        Heading("II. KẾT QUẢ THỰC HIỆN"),
        Heading("1. Kết quả chấm điểm", 2),
        Paragraph(
            (Run("Khối có "), Run("8 đơn vị", bold=True), Run(", đã chấm xong "), Run("8/8", italic=True), Run("."))
        ),
        ranking(units),
        prose("Bảng đã làm tròn đến hai chữ số thập phân."),
        Heading("2. Ưu điểm", 2),
        Heading("a) Về lãnh đạo, chỉ đạo", 3),
        prose("Xã Đông Thạnh: kiện toàn Ban Chỉ đạo kịp thời.", "item"),
        prose("- Xã Phú Tân: đơn vị chỉ đạo điểm.", "item"),
        prose("(Số liệu đến ngày 30/6/2020)", "centred"),
        prose("Trên đây là báo cáo kết quả 6 tháng đầu năm 2020./."),
    )
    annexes = (
        Annex("Phụ lục I", "Bảng xếp hạng", (prose("(Kèm theo Báo cáo)", "centred"), ranking(60))),
        Annex("Phụ lục II", "Điểm từng nội dung", (wide(9),), landscape=True),
    )
    return Document(
        kind="report",
        name="BÁO CÁO",
        subject="Kết quả thực hiện Quy chế dân chủ ở cơ sở 6 tháng đầu năm 2020 của Khối Dân vận các xã, thị trấn",
        head=head,
        blocks=blocks,
        addressees=("Thường trực Ban Chỉ đạo huyện Châu Thành",),
        signatures=(LEADER, HEAD_OF_BODY),
        recipients=("Thường trực Huyện ủy (để báo cáo);", "Các đơn vị trong khối;", "Lưu: VT, BCĐ."),
        annexes=annexes,
    )


def letter(number: int) -> Document:
    """Return a letter to one unit."""
    columns = (
        Column("TT", "center"),
        Column("Nội dung, tiêu chí", wraps=True),
        figures("Tối đa"),
        figures("Được tính"),
    )
    columns = (*columns, Column("Lý do", wraps=True))
    rows = [
        Row((f"I.{row}", f"Tiêu chí về công khai, dân chủ số {row}", "5,00", "4,25", "Ban hành chậm 15 ngày"), row % 3)
        for row in range(1, 31)
    ]
    return Document(
        kind="letters",
        name="THÔNG BÁO",
        subject=f"Kết quả chấm điểm của đơn vị số {number}",
        head=STATE_HEAD,
        blocks=(prose(SENTENCE), table_of(columns, *rows), prose(SENTENCE), prose(SENTENCE)),
        addressees=(f"Đơn vị số {number}",),
        signatures=(LEADER,),
        recipients=("Như trên;", "Lưu: VT."),
        unit=f"unit-{number}",
    )
