"""Scales as offices keep them, as rows of a worksheet: made up, but shaped like tables that are in use."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = list[list[Any]]

# Two header rows with joined cells, letterhead and signatures, points as texts, a bonus and a penalty section.
FULL: Rows = [
    ["BAN CHỈ ĐẠO THỰC HIỆN QCDC", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["BẢNG TIÊU CHÍ, THANG ĐIỂM THI ĐUA"],
    ["(Kèm theo Kế hoạch số 40-KH/BCĐ ngày 17/02/2020)"],
    [],
    ["STT", "Nội dung tiêu chí", "Điểm", None, None, "Hướng dẫn chấm", "Hồ sơ minh chứng"],
    [None, None, "Tối đa", "Tự chấm", "Thẩm định"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["I", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", 30],
    [1, "Kiện toàn Ban Chỉ đạo", 10, None, None, "Kịp thời: 10 điểm; chậm: 5 điểm", "Quyết định kiện toàn"],
    [2, "Ban hành kế hoạch, báo cáo", "20 điểm", None, None, None, "- Kế hoạch năm\n- Báo cáo 6 tháng, năm"],
    ["a)", "Kế hoạch ban hành trong quý I", "12,5", None, None, None, "Kế hoạch"],
    ["b)", "Báo cáo đúng hạn", "7,5đ", None, None, "Trễ mỗi lần trừ 0,5 điểm", "Công văn gửi"],
    ["II", "CÔNG KHAI, DÂN CHỦ", 70],
    [
        1,
        "Tỷ lệ ấp có bảng công khai",
        30,
        None,
        None,
        "Từ 90% trở lên: 30 điểm; từ 70% đến dưới 90%: 20 điểm; dưới 70%: 0 điểm",
        "Biên bản",
    ],
    [2, "Mô hình dân vận khéo", 40, None, None, "Mỗi mô hình được 10 điểm", None],
    [None, "Tổng cộng", 100],
    ["III", "ĐIỂM THƯỞNG", 5],
    [1, "Được cấp tỉnh khen", 5, None, None, None, "Quyết định khen"],
    ["IV", "ĐIỂM TRỪ"],
    [1, "Báo cáo trễ", "-5", None, None, "Trừ 1 điểm/lần", "Sổ theo dõi"],
    [],
    [None, None, None, None, None, "Ngã Sáu, ngày 17 tháng 02 năm 2020"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "TRƯỞNG BAN"],
]
FULL_JOINED = ("C5:E5", "A5:A6", "B5:B6", "F5:F6", "G5:G6", "A2:G2")

# Complete and plain: every sum is right and nothing is left empty.
PLAIN: Rows = [
    ["THANG ĐIỂM THI ĐUA KHỐI XÃ"],
    ["TT", "Nội dung", "Điểm chuẩn", "Ghi chú", "Minh chứng"],
    ["I", "Lãnh đạo", 40, None, None],
    [1, "Kế hoạch", 15, "Ban hành trong quý I", "Kế hoạch"],
    [2, "Quy chế", 25, None, "Quy chế"],
    ["II", "Công khai", 60, None, None],
    [1, "Ngân sách", 35.5, None, "Biên bản niêm yết"],
    [2, "Đóng góp của Nhân dân", 24.5, None, "Bảng thu chi"],
    [None, "Tổng cộng", "=C3+C6", None, None],
]

# Dotted numbers that a spreadsheet kept as decimal numbers, one of them as a day; groups without points.
DOTTED: Rows = [
    ["STT", "Tiêu chí", "Thang điểm"],
    [1, "Xây dựng chính quyền", None],
    *([float(f"1.{number}") if number != 10 else 1.1, f"Việc thứ {number}", 2] for number in range(1, 12)),
    [2, "Phong trào", 30],
    [2.1, "Dân vận khéo", 10],
    ["2.2.", "Xây dựng nông thôn mới", 15],
]

# Numbers in front of the names, no column for them; lines to choose one of; gaps.
CHOICES: Rows = [
    ["Nội dung đánh giá", "Điểm số tối đa", "Điểm tự chấm"],
    ["Tiêu chí 1. Ban hành văn bản theo thẩm quyền", 10],
    ["1. Ban hành đầy đủ các văn bản được giao", 6],
    ["a) Ban hành đầy đủ", 6],
    ["b) Thiếu từ một văn bản", 3],
    ["c) Không ban hành", 0],
    ["2. Ban hành đúng quy định", None],
    ["Tiêu chí 2. Tiếp cận thông tin", "theo thực tế"],
    ["TỔNG ĐIỂM", 100],
]

# In English; letters, then numbers; a hidden worksheet in front and a second scale behind are for the test to add.
ENGLISH: Rows = [
    ["Emulation scale 2024"],
    ["No.", "Criterion", "Max points", "Self", "Verified", "How to judge", "Evidence"],
    ["A", "Leadership", 40],
    [1, "Plan", 20, None, None, "Each meeting gives 5 points", "Plan; minutes"],
    [2, "Reports", 20, None, None, "Met or not met", "Reports"],
    ["B", "Openness", 60],
    [1, "Share of hamlets with a board (%)", 60, None, None, None, "Photographs"],
    ["C", "Bonus", 5],
    ["-", "A new model", 5, None, None, None, "Decision"],
    [None, "Total", 105],
]


def save(file: Path, rows: Rows, *, title: str = "Thang điểm", joined: tuple[str, ...] = ()) -> Path:
    """Write a worksheet with these rows as .xlsx, as a program does."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in joined:
        sheet.merge_cells(area)
    book.save(file)
    return file
