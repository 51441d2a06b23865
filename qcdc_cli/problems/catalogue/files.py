"""Q1: files that cannot be found, read, understood as text, or written."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q101": error(
        "Không có tệp hay thư mục `{path}`.",
        "There is no file or folder `{path}`.",
        "Kiểm tra lại đường dẫn.",
        "Check the path.",
        "Đường dẫn tính từ thư mục hiện tại, hoặc từ thư mục ghi sau tùy chọn -C.",
        "Paths are relative to the current folder, or to the one given with -C.",
    ),
    "Q102": error(
        "Không thấy tệp `qcdc.yaml` trong `{path}` và các thư mục cha.",
        "There is no `qcdc.yaml` in `{path}` or any folder above it.",
        (
            "Chuyển vào thư mục đợt thi đua, hoặc chỉ ra thư mục đó bằng -C THƯ-MỤC; chưa có đợt thì tạo bằng "
            "`qcdc init THƯ-MỤC`."
        ),
        "Go into the campaign's folder, or name it with -C FOLDER; start a new one with `qcdc init FOLDER`.",
        (
            "Một đợt thi đua là một thư mục có tệp qcdc.yaml; qcdc tìm tệp đó từ thư mục hiện tại lên các thư mục "
            "cấp trên."
        ),
        "A campaign is a folder with a qcdc.yaml; qcdc looks for it in the current folder and the folders above.",
        {"--rubric": Text("hoặc dùng --rubric cùng các tệp phiếu", "or give --rubric with the sheets")},
    ),
    "Q103": error(
        "Không đọc được `{path}`: {reason}.",
        "`{path}` cannot be read: {reason}.",
        "Đóng chương trình đang giữ tệp, hoặc kiểm tra quyền đọc.",
        "Close the program that holds the file, or check its permissions.",
        "Hệ điều hành từ chối cho đọc tệp: tệp đang mở ở chương trình khác hoặc không có quyền.",
        "The operating system refused: another program holds the file, or you may not read it.",
    ),
    "Q104": error(
        "Mẫu tên tệp `{path}` không khớp tệp nào.",
        "The pattern `{path}` matches no file.",
        "Kiểm tra mẫu tên tệp; ví dụ đúng: units/*.yaml, forms/*.xlsx.",
        "Check the pattern; for example units/*.yaml or forms/*.xlsx.",
        "Mẫu tên tệp không khớp tệp nào thường là do gõ nhầm; nếu bỏ qua thì bảng điểm sẽ thiếu đơn vị.",
        "A pattern that matches nothing is usually a slip; passing over it would leave units out.",
    ),
    "Q105": error(
        "Thư mục `{path}` không có phiếu chấm điểm nào.",
        "The folder `{path}` holds no sheets.",
        "Chỉ định thư mục có các tệp phiếu .yaml, hoặc kiểm tra khóa `sheets` trong qcdc.yaml.",
        "Give a folder that holds .yaml sheets, or check `sheets` in qcdc.yaml.",
        "Khi chỉ định một thư mục, qcdc lấy mọi tệp .yaml và .yml trong đó, kể cả thư mục con.",
        "A folder means every .yaml and .yml file in it and below it.",
    ),
    "Q106": error(
        "Không ghi được `{path}`: {reason}.",
        "`{path}` cannot be written: {reason}.",
        (
            "Đóng tệp nếu đang mở trong Excel; xem thư mục có đúng, có quyền ghi, đĩa còn chỗ không; hoặc ghi sang "
            "tên khác, ví dụ `{other}`."
        ),
        (
            "Close the file if Excel has it open; see that the folder is right and may be written, and that the disk "
            "has room; or write to another name, for example `{other}`."
        ),
        "Tệp cũ được giữ nguyên: qcdc ghi ra tệp tạm rồi mới thay, nên không có tệp ghi dở.",
        "The old file is untouched: qcdc writes a temporary file and then replaces, so nothing is half-written.",
    ),
    "Q107": error(
        "Không xuất được ra đuôi tệp `{suffix}`.",
        "Cannot export to the suffix `{suffix}`.",
        "Chọn một trong các đuôi: {allowed}.",
        "Use one of: {allowed}.",
        "Đuôi tệp quyết định định dạng xuất.",
        "The suffix decides the format.",
        {"--format": Text("hoặc nêu định dạng bằng `--format`", "or name the format with `--format`")},
    ),
    "Q108": error(
        "Tệp không phải văn bản UTF-8.",
        "The file is not UTF-8 text.",
        "Mở tệp và lưu lại với mã UTF-8 (Notepad: Save As, Encoding: UTF-8).",
        "Open the file and save it as UTF-8 (Notepad: Save As, Encoding: UTF-8).",
        "qcdc chỉ đọc UTF-8 (có hay không có BOM) và UTF-16 có BOM; đoán mã khác có thể làm sai chữ mà không ai biết.",
        (
            "qcdc reads UTF-8 (with or without a BOM) and UTF-16 with a BOM; guessing another encoding can "
            "change letters without anyone noticing."
        ),
    ),
    "Q109": error(
        "Tệp có vẻ được lưu bằng mã Windows-1258 (ANSI), không phải UTF-8.",
        "The file looks like Windows-1258 (ANSI), not UTF-8.",
        "Mở bằng Notepad và lưu lại: Save As, Encoding: UTF-8.",
        "Open it in Notepad and save it again: Save As, Encoding: UTF-8.",
        "Chữ Việt trong mã Windows-1258 gồm chữ cái và dấu rời; đọc nhầm mã sẽ ra chữ sai.",
        "Vietnamese in Windows-1258 is letters with loose marks; read in another encoding it turns into wrong text.",
    ),
    "Q110": error(
        "Tệp có vẻ là chữ {font} (phông {face}), không phải Unicode.",
        "The text looks like {font} ({face} fonts), not Unicode.",
        "Chuyển sang Unicode dựng sẵn (UniKey Toolkit: nguồn {source}, đích Unicode) rồi lưu UTF-8.",
        "Convert it to Unicode (UniKey Toolkit: from {source} to Unicode), then save as UTF-8.",
        "Chữ TCVN3, VNI chỉ đúng với phông cũ: `Céng hßa`, `Coäng hoøa` là `Cộng hòa`. Giữ nguyên thì bảng in ra sai tên.",
        "TCVN3 and VNI are right only in their old fonts: `Céng hßa`, `Coäng hoøa` are `Cộng hòa`. Kept as it is, names print wrong.",
    ),
    "Q111": error(
        "Tệp có vẻ là UTF-16 nhưng thiếu dấu BOM ở đầu.",
        "The file looks like UTF-16 without a byte order mark.",
        "Lưu lại với mã UTF-8.",
        "Save it as UTF-8.",
        "Không có BOM thì không biết thứ tự byte; qcdc không đoán.",
        "Without the mark the byte order is unknown; qcdc does not guess.",
    ),
    "Q112": error(
        "Tệp rỗng.",
        "The file is empty.",
        "Điền nội dung, hoặc xóa tệp.",
        "Fill it in, or delete it.",
        "Một phiếu rỗng không cho biết đơn vị nào, kỳ nào; coi như 0 điểm là sai.",
        "An empty sheet names no unit and no period; taking it as 0 points would be wrong.",
    ),
    "Q113": error(
        "Không có thang điểm `{rubric}`, cả trong các thang điểm có sẵn lẫn ở đường dẫn đó.",
        "There is no rubric `{rubric}`, neither a shipped one nor a file at that path.",
        "Dùng tên thang điểm có sẵn trong qcdc, hoặc đường dẫn tới tệp .yaml.",
        "Use the name of a shipped rubric, or the path of a .yaml file.",
        ("Khóa `rubric` của khối là tên một thang điểm có sẵn trong qcdc, hoặc đường dẫn tính từ thư mục đợt thi đua."),
        "A bloc's `rubric` is the name of a rubric shipped with qcdc, or a path from the campaign's folder.",
    ),
    "Q114": error(
        "`{path}` đã có; qcdc không ghi đè.",
        "`{path}` exists already; qcdc does not overwrite it.",
        "Chọn thư mục khác, hoặc chuyển tệp đó đi.",
        "Choose another folder, or move that file away.",
        "`qcdc init` chỉ tạo tệp mới, để không làm mất điểm đã chấm.",
        "`qcdc init` only makes new files, so that no marks are lost.",
    ),
    "Q115": error(
        "Tệp lớn {size} MB; qcdc đọc tối đa {limit} MB với loại tệp này.",
        "The file has {size} MB; qcdc reads at most {limit} MB of a file of this kind.",
        "Kiểm tra xem có đưa nhầm tệp không.",
        "Check whether this is the right file.",
        "Phiếu của một đơn vị chỉ vài KB; tệp lớn như vậy thường là đưa nhầm.",
        "A unit's sheet is a few KB; a file of this size is usually the wrong one.",
    ),
    "Q116": error(
        "Vì vậy chưa ghi tệp nào trong các tệp: {files}.",
        "Therefore none of these files was written: {files}.",
        "Xử lý nguyên nhân nêu cùng lỗi này, rồi chạy lại lệnh.",
        "Mend the cause that is reported with it, then run the command again.",
        "Các tệp của một lệnh được ghi tất cả hoặc không ghi tệp nào; tệp đã thay được trả lại như trước.",
        "The files of one command are written all or none; what had been replaced is as it was before.",
    ),
    "Q117": error(
        "Lần chạy qcdc khác đang ghi vào đợt thi đua: tiến trình {process} trên máy `{host}`, từ {time}.",
        "Another run of qcdc is writing in this campaign: process {process} on `{host}`, since {time}.",
        "Đợi lần chạy đó xong rồi chạy lại. Nếu tiến trình đó không phải là qcdc, xóa tệp `{path}`.",
        "Wait until it is done, then run the command again. If that process is not qcdc, delete the file `{path}`.",
        (
            "Hai lệnh cùng ghi một phiếu thì lệnh sau làm mất điểm của lệnh trước. Khi ghi, qcdc đặt tệp khóa "
            ".qcdc-lock trong thư mục đợt thi đua; khóa của tiến trình đã dừng trên cùng máy được gỡ tự động."
        ),
        (
            "Of two commands that write one sheet, the later would lose the marks of the other. While it writes, qcdc "
            "keeps a lock file .qcdc-lock in the campaign's folder; that of a process of this computer that has ended "
            "is removed."
        ),
    ),
    "Q118": error(
        "Không dùng được `{path}`, tệp ghi lại những gì một lần chạy bị ngắt đang thay: {reason}.",
        "`{path}`, which says what an interrupted run was replacing, cannot be used: {reason}.",
        "Xem lại các tệp mới sửa gần đây trong thư mục đó, rồi xóa tệp này.",
        "Look at the files in that folder that were changed last, then delete this file.",
        (
            "Trước khi thay nhiều tệp, qcdc ghi .qcdc-journal.json; nếu bị ngắt, lệnh sau dựa vào đó để hoàn tất hoặc "
            "trả lại như trước. Tệp này hỏng thì không biết được phiếu nào mới thay một phần."
        ),
        (
            "Before it replaces several files, qcdc writes .qcdc-journal.json; after an interruption the next command "
            "finishes or undoes by it. While that file is damaged, nobody knows which sheets have been replaced."
        ),
    ),
    "Q119": error(
        "Lần chạy bị ngắt ghi ở `{path}` chưa hoàn tất và cũng chưa trả lại như trước được: {reason}.",
        "The interrupted run in `{path}` can be neither finished nor undone now: {reason}.",
        "Bảo đảm ghi được vào thư mục đó, đóng các tệp đang mở ở đó, rồi chạy lại lệnh qcdc bất kỳ.",
        "See that the folder may be written and that its files are closed, then run any command of qcdc again.",
        "Một số phiếu đã thay, một số chưa; kết quả tính từ đó sẽ sai. Lệnh sau sẽ làm tiếp.",
        "Some sheets have been replaced and others not; results from them would be wrong. The next command goes on.",
    ),
    "Q120": error(
        "`{path}` là {kind}, không phải tệp.",
        "`{path}` is {kind}, not a file.",
        "Lưu nội dung thành tệp, rồi ghi đường dẫn của tệp đó.",
        "Save its content as a file, and give that file's path.",
        "Đọc từ đường ống hay thiết bị có thể phải chờ mãi hoặc không bao giờ hết, nên qcdc không mở.",
        "Reading from a pipe or a device may wait for ever or never end, so qcdc does not open it.",
    ),
    "Q121": error(
        "`{path}` không phải tệp YAML: tên tệp phải có đuôi .yaml hoặc .yml.",
        "`{path}` is not a YAML file: its name must end in .yaml or .yml.",
        "Kiểm tra lại đường dẫn; nếu đúng là phiếu hay thang điểm thì đổi đuôi tệp thành .yaml.",
        "Check the path; if it is a sheet or a rubric, rename it to end in .yaml.",
        (
            "qcdc hiện nội dung tệp ở chỗ có lỗi. Một đợt thi đua nhận từ nơi khác có thể ghi tên bất kỳ tệp nào trên "
            "máy này, nên qcdc chỉ đọc các tệp YAML; tệp liên kết thì xét tên của tệp mà nó dẫn tới."
        ),
        (
            "qcdc shows the content of files where something is wrong. A campaign that came from elsewhere could name "
            "any file of this machine, so only YAML files are read; of a link, the name of what it leads to counts."
        ),
    ),
    "Q122": error(
        "`{path}` là {what} của đợt thi đua; qcdc không ghi đè.",
        "`{path}` is {what} of the campaign; qcdc does not overwrite it.",
        "Ghi ra tên khác.",
        "Write to another name.",
        (
            "Kết quả không được thay thế tệp mà chính nó được tính từ đó: qcdc.yaml, thang điểm, phiếu, minh chứng, mẫu "
            "báo cáo, tệp nhập vào; kể cả qua liên kết hoặc với tên khác."
        ),
        (
            "A result must not replace what it is computed from: qcdc.yaml, rubrics, sheets, evidence, templates, "
            "files to import; neither through a link nor by another name."
        ),
    ),
    "Q123": error(
        "`{path}` là {what}; kết quả không ghi đè lên đó.",
        "`{path}` is {what}; no result is written over it.",
        "Ghi ra tên khác; nếu không cần tệp đó nữa thì xóa hoặc chuyển đi trước.",
        "Write to another name; if that file is no longer needed, delete it or move it away first.",
        "Biểu mẫu có thể đã được điền, và có khi đó là bản duy nhất; qcdc nhận ra biểu mẫu dù tên hay đuôi tệp là gì.",
        "A form may have been filled in, and be the only copy; qcdc knows it whatever it is called.",
    ),
    "Q124": error(
        "`{path}` có nội dung đã điền mà phiếu chưa có; không tạo lại biểu mẫu đè lên.",
        "`{path}` holds what the sheets do not have yet; no new form is made over it.",
        "Nhập biểu mẫu bằng `qcdc import` trước, hoặc chuyển tệp đi.",
        "Read it with `qcdc import` first, or move it away.",
        (
            "`--force` chỉ tạo lại biểu mẫu chưa điền gì, hoặc đã nhập hết vào phiếu. Nội dung đã điền mà chưa nhập, hoặc "
            "không đọc được, sẽ mất."
        ),
        (
            "`--force` makes forms again that nothing was typed into, or whose content the sheets have. What was typed "
            "and not imported, or cannot be read, would be lost."
        ),
        {"-o": Text("hoặc chọn thư mục khác bằng -o", "or choose another folder with -o")},
    ),
    "Q125": error(
        "Không đủ bộ nhớ để chạy lệnh này.",
        "There is not enough memory to run this command.",
        "Đóng bớt chương trình khác rồi chạy lại.",
        "Close other programs and run it again.",
        "Hệ điều hành từ chối cấp thêm bộ nhớ; không có tệp nào bị ghi dở.",
        "The operating system refused to give more memory; no file is half-written.",
        {"--bloc": Text("hoặc chạy cho từng khối bằng `--bloc`", "or work bloc by bloc with `--bloc`")},
    ),
    "Q126": error(
        "Ở đây có byte {byte} không hợp lệ trong UTF-8; {rest}.",
        "The byte {byte} here is not valid UTF-8; {rest}.",
        "Xóa ký tự hỏng ở vị trí này (thường hiện là �), gõ lại, rồi lưu với mã UTF-8.",
        "Delete the broken character here (editors show it as �), type it again, and save as UTF-8.",
        (
            "Một ký tự hỏng thường do dán chữ từ chương trình cũ, hoặc do tệp bị cắt giữa một chữ. Bỏ qua thì một tên "
            "hay một điểm bị sai mà không ai biết; cả tệp thì không phải chuyển mã."
        ),
        (
            "A broken character mostly comes from text pasted by an old program, or from a file cut off within a letter. "
            "Passed over, a name or a mark would be wrong unseen; the file as a whole needs no conversion."
        ),
    ),
    "Q127": error(
        "Đây là {kind}, không phải tệp văn bản.",
        "This is {kind}, not a text file.",
        "Dùng tệp .yaml.",
        "Use a .yaml file.",
        (
            "qcdc.yaml, thang điểm và phiếu là tệp văn bản YAML. Tệp Excel chỉ được đọc khi nhập biểu mẫu (`qcdc import`) "
            "hoặc tạo thang điểm (`qcdc init --from`); đổi đuôi tệp không làm thay đổi nội dung."
        ),
        (
            "qcdc.yaml, rubrics and sheets are YAML text. Workbooks are read by `qcdc import` and `qcdc init --from` only; "
            "a new name does not turn one into text."
        ),
    ),
}
