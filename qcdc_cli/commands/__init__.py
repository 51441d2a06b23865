"""The commands: options in, one call, render, exit status. Nothing below knows Typer.

Each command is a module of this package with a function `command` and the rest of its help page, `HELP`; it is
imported only when it is called, so that `qcdc --help` stays fast. Its line here is all that is known before that.
"""

from qcdc_cli.language import Text, terms

COMMANDS: dict[str, Text] = {
    "init": Text(
        "Tạo một đợt thi đua mới để bắt đầu: qcdc.yaml, thang điểm, phiếu trống cho từng đơn vị.",
        "Start a campaign: qcdc.yaml, a rubric, an empty sheet for every unit.",
    ),
    "form": Text(
        "Tạo biểu mẫu Excel cho từng đơn vị điền: danh sách chọn, điểm tự tính khi nhập.",
        "Make an Excel form per unit to fill in: lists to choose from, points computed while typing.",
    ),
    "import": Text(
        "Nhập biểu mẫu đã điền (hoặc bảng, CSV) vào phiếu, giữ nguyên phần do người khác ghi.",
        "Bring filled forms (or tables, CSV) into the sheets, keeping all that others wrote.",
    ),
    "status": Text(
        "Tiến độ chấm của từng đơn vị, từng bước: còn thiếu gì, chậm mấy ngày, việc gì đến hạn; soạn thư nhắc.",
        "Who has marked what at each stage: what is missing, how late, what is due; write reminders.",
    ),
    "check": Text(
        "Kiểm tra mọi tệp và báo mọi lỗi cùng lúc.",
        "Check every file and tell every problem at once.",
    ),
    "assign": Text(
        "Phân công thẩm định theo số bốc thăm: ai thẩm định đơn vị nào.",
        "Say who checks whom, by a number that is drawn.",
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
        "Giải thích cách tính điểm, thứ hạng: cách chấm, phép tính, tệp và dòng.",
        "Why a figure is what it is: the rule, the working, file and line.",
    ),
    "changes": Text(
        "Liệt kê điểm đã thay đổi giữa các bước và lý do; đơn vị nào tự chấm cao, ai chấm chặt.",
        "List which marks changed between stages and why; who over-claims, and how strict the checkers are.",
    ),
    "log": Text(
        "Quá trình hình thành điểm: ai ghi, nhập tệp nào, khi nào, trước và sau, theo git và sổ nhập tệp.",
        "How a mark came to be what it is: who wrote or imported what and when, by git and the record of imports.",
    ),
    "appeals": Text(
        "Liệt kê giải trình về điểm, và điểm, hạng thay đổi thế nào nếu chấp nhận.",
        "List the appeals against marks, with what each would change if it were upheld.",
    ),
    "margins": Text(
        "Khoảng cách đến hạng, loại, khen thưởng kế bên; đổi ít nhất bao nhiêu điểm đã chấm thì kết quả đổi.",
        "How far each unit is from the next rank, class and award, and the fewest disputed marks that change that.",
    ),
    "sensitivity": Text(
        "Hạng vững đến đâu: thử đổi điểm chưa thẩm định, hệ số, tiêu chí, làm tròn, thứ tự ưu tiên.",
        "How firm the ranking is: try other unverified marks, weights, criteria, rounding, tie-breaks.",
    ),
    "export": Text(
        "Xuất kết quả: trang công khai (.html), văn bản để ký (.docx, .pdf), thông báo, tệp Excel, .csv, .json, .md.",
        "Export the results: the public page (.html), papers to sign (.docx, .pdf), letters, Excel, .csv, .json, .md.",
    ),
    "evidence": Text(
        "Kiểm tra hồ sơ minh chứng của các đơn vị: còn thiếu, hỏng, trùng, đã đổi; lập mục lục hồ sơ.",
        "The units' evidence files: what is missing, damaged, used twice, changed; an index to sign.",
    ),
    "evidence pack": Text(
        "Đóng gói hồ sơ minh chứng của một đơn vị để gửi trưởng khối: tệp .zip có mục lục và mã kiểm tra.",
        "Pack a unit's evidence file for the leader: a .zip with an index and the digest of every file.",
    ),
    "evidence take": Text(
        "Nhận gói và tệp minh chứng các đơn vị gửi về vào đúng thư mục, không ghi đè tệp nào.",
        "Take packages and files of evidence that units sent into their folders, over no other file.",
    ),
    "compare": Text(
        "So sánh hai kỳ: điểm, thứ hạng, nội dung chưa giải quyết, chỉ tiêu.",
        "Compare two periods: totals, ranks, what is still open, targets.",
    ),
    "seal": Text(
        "Niêm phong kết quả một kỳ: mã cho biên bản, tin nhắn cho từng đơn vị; đính chính sau đó.",
        "Seal the results of a period: a code for the minutes, a message for each unit; correct them later.",
    ),
    "verify": Text(
        "Kiểm tra niêm phong: tệp, minh chứng, kết quả có còn đúng như lúc niêm phong không, khác ở đâu.",
        "Verify seals: are files, evidence and results what was sealed, and where do they differ?",
    ),
    "notes": Text(
        "Tổng hợp ưu điểm, hạn chế, khó khăn, kiến nghị của các đơn vị.",
        "Gather the units' strengths, limits, difficulties and proposals.",
    ),
    "rubric": Text(
        "Xem cả thang điểm để in, ký; hoặc thống kê từng tiêu chí của một khối.",
        "The whole scale to print and sign; or statistics of a bloc, criterion by criterion.",
    ),
    "rubric diff": Text(
        "So sánh hai thang điểm: thêm, bỏ, đổi tên, chuyển mục, đổi điểm, đổi cách chấm; quy định chung.",
        "Compare two rubrics: what was added, removed, renamed, moved, re-weighted, scored otherwise.",
    ),
    "schema": Text(
        "Hiện lược đồ JSON (draft-07) để trình soạn thảo kiểm tra tệp khi nhập.",
        "Print the JSON Schema (draft-07) with which an editor checks files while you type.",
    ),
    "help": Text(
        "Hiện trợ giúp của chương trình hoặc của một lệnh.",
        "Show the help of the program, or of one command.",
    ),
}

# The options that the program itself and every command take: as written, the value's name, and the help.
COMMON_OPTIONS: dict[str, tuple[tuple[str, ...], Text, Text]] = {
    "folder": (
        ("-C", "--folder"),
        terms.FOLDER,
        Text(
            "Thư mục đợt thi đua; mặc định tìm qcdc.yaml từ thư mục hiện tại lên các thư mục cấp trên.",
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
    "version": (("--version",), Text("", ""), Text("Hiện số phiên bản.", "Print the version.")),
    "install_completion": (
        ("--install-completion",),
        Text("", ""),
        Text(
            "Cài đặt gợi ý lệnh bằng phím Tab cho cửa sổ lệnh đang dùng.",
            "Install Tab completion for the current shell.",
        ),
    ),
    "show_completion": (
        ("--show-completion",),
        Text("", ""),
        Text(
            "Hiện đoạn mã gợi ý phím Tab, để sao chép hoặc sửa.",
            "Print the Tab completion script, to copy or change it.",
        ),
    ),
    "help": (("-h", "--help"), Text("", ""), Text("Hiện trợ giúp này.", "Show this help.")),
}
