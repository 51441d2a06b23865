"""The commands: options in, one call, render, exit status. Nothing below knows Typer.

Each command is a module of this package with an `app`; it is imported only when it is called, so that
`qcdc --help` stays fast. Its line here is all that the program knows of it before that.
"""

from qcdc_cli.language import Text

COMMANDS: dict[str, Text] = {
    "init": Text(
        "Tạo một đợt thi đua mới để bắt đầu: qcdc.yaml, thang điểm, phiếu trống cho từng đơn vị.",
        "Start a campaign: qcdc.yaml, a rubric, an empty sheet for every unit.",
    ),
    "form": Text(
        "Tạo biểu mẫu Excel cho từng đơn vị điền: danh sách chọn, điểm tính ngay khi gõ.",
        "Make an Excel form per unit to fill in: lists to choose from, points as one types.",
    ),
    "import": Text(
        "Nhập biểu mẫu đã điền (hoặc bảng, CSV) vào phiếu, giữ nguyên mọi phần của người khác.",
        "Bring filled forms (or tables, CSV) into the sheets, keeping all that others wrote.",
    ),
    "check": Text(
        "Kiểm tra mọi tệp và báo mọi lỗi cùng lúc.",
        "Check every file and tell every problem at once.",
    ),
    "score": Text(
        "Tính điểm từng đơn vị, theo từng mục và từng bước chấm.",
        "What each unit gets, group by group and stage by stage.",
    ),
    "rank": Text(
        "Xếp hạng, xếp loại các đơn vị trong khối.",
        "Rank and classify the units of a bloc.",
    ),
    "explain": Text(
        "Giải thích vì sao có con số: quy tắc, phép tính, tệp và dòng.",
        "Why a figure is what it is: the rule, the working, file and line.",
    ),
    "export": Text(
        "Xuất báo cáo ra tệp .xlsx, .csv, .json hoặc .md.",
        "Export the report as .xlsx, .csv, .json or .md.",
    ),
    "rubric": Text(
        "Xem cả thang điểm để in, ký; hoặc thống kê từng tiêu chí của một khối.",
        "The whole scale to print and sign; or statistics of a bloc, criterion by criterion.",
    ),
    "schema": Text(
        "In lược đồ JSON (draft-07) để trình soạn thảo kiểm tra tệp khi gõ.",
        "Print the JSON Schema (draft-07) with which an editor checks files while you type.",
    ),
}

# The options that the program itself and every command take: as written, the value's name, and the help.
COMMON_OPTIONS: dict[str, tuple[tuple[str, ...], Text, Text]] = {
    "folder": (
        ("-C", "--folder"),
        Text("THƯ-MỤC", "FOLDER"),
        Text(
            "Thư mục đợt thi đua; mặc định tìm qcdc.yaml từ thư mục đang đứng ngược lên.",
            "The campaign's folder; by default qcdc.yaml is looked for from here upwards.",
        ),
    ),
    "lang": (
        ("--lang",),
        Text("vi|en", "vi|en"),
        Text("Ngôn ngữ (hoặc biến QCDC_LANG).", "The language (or the variable QCDC_LANG)."),
    ),
}
# What only the program itself takes besides; the last three are Typer's own, whose help is English only.
PROGRAM_OPTIONS: dict[str, tuple[tuple[str, ...], Text, Text]] = {
    "version": (("--version",), Text("", ""), Text("In số phiên bản.", "Print the version.")),
    "install_completion": (
        ("--install-completion",),
        Text("", ""),
        Text("Cài gợi ý phím Tab cho trình lệnh đang dùng.", "Install Tab completion for the current shell."),
    ),
    "show_completion": (
        ("--show-completion",),
        Text("", ""),
        Text(
            "In đoạn mã gợi ý phím Tab, để chép hoặc sửa.",
            "Print the Tab completion script, to copy or change it.",
        ),
    ),
    "help": (("--help",), Text("", ""), Text("Hiện trợ giúp này.", "Show this help.")),
}
