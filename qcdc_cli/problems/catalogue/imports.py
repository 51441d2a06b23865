"""Q7: imports that could be read and not be written, from Q757 on."""

from qcdc_cli.problems.catalogue import error, note, warning

ENTRIES = {
    "Q757": error(
        "Phiếu này đã thay đổi sau khi lệnh đọc nó, nên chưa ghi tệp nào.",
        "This sheet has changed since the command read it, so that nothing was written.",
        "Chạy lại lệnh nhập.",
        "Run the import again.",
        (
            "Hai người cùng nhập, hoặc có người sửa phiếu đúng lúc đó. Ghi đè thì mất điểm của người kia; chạy lại thì "
            "qcdc đọc phiếu mới và nhập tiếp vào đó."
        ),
        (
            "Two people import at once, or somebody edits the sheet at that moment. Writing over it would lose the "
            "other's marks; run again, the import reads the new sheet and goes on from it."
        ),
    ),
    "Q758": error(
        "Dòng `{id}` để trống điểm mà cột “{title}” có “{found}”; phần thống nhất các dòng để trống đã ghi tên và ngày.",
        "The row `{id}` has no mark, but “{found}” under “{title}”; the agreement with lines left blank is filled in.",
        "Không thống nhất dòng này thì ghi điểm và lý do; thống nhất thì xóa nội dung ở ô này.",
        "Where this line is not agreed to, write a mark and the reason; where it is, clear this cell.",
        "Để trống điểm mà ghi lý do hay đổi chỉ tiêu thường là không thống nhất; không coi đó là đã thống nhất.",
        "A reason or another target without a mark mostly is an objection, which is not taken for an agreement.",
    ),
    "Q759": warning(
        "Biểu mẫu để trống {number} chỗ mà phiếu có nội dung, nên các nội dung này bị rút khỏi phiếu: {what}{later}.",
        "The form leaves blank what the sheet has ({number}), so that it is withdrawn: {what}{later}.",
        "Nếu đơn vị không định rút thì yêu cầu gửi lại biểu mẫu điền đủ rồi nhập lại.",
        "If the unit did not mean to withdraw it, have it send the form with all of it filled in, and import that.",
        (
            "Biểu mẫu gửi lại thay cho bản trước: điểm, minh chứng, giải trình, nhận xét, trường hợp không xếp hạng hoặc hạ "
            "loại nào bây giờ để trống thì bị rút. Đơn vị chỉ điền các dòng cần sửa vào một biểu mẫu trống thì mất các dòng khác."
        ),
        (
            "A form that comes again replaces the one before: marks, evidence, appeals, remarks and disqualifiers that are "
            "blank now are withdrawn. A unit that fills only the lines to correct into an empty form loses all others."
        ),
    ),
    "Q760": error(
        "Ô “{title}” ghi “{found}”: {why}.",
        "“{title}” says “{found}”: {why}.",
        "Sửa ô này; nếu không thống nhất thì xóa cả ô tên và ô ngày.",
        "Correct this cell; clear both the name and the date where nobody agrees.",
        (
            "Điền hai ô này là thống nhất với mọi dòng để trống, nên phải rõ ai, ngày nào. “Không thống nhất” ở ô tên là "
            "không thống nhất; ngày trước khi kỳ bắt đầu hoặc nhiều năm sau là gõ nhầm."
        ),
        (
            "These two cells agree with all lines left blank, so that it must be clear who does, and when. “Not agreed” "
            "in the name's cell is no agreement; a day before the period or years after it is mistyped."
        ),
    ),
    "Q780": error(
        "Bước `{stage}` không chấm tiêu chí `{id}`; tiêu chí này được chấm từ bước `{from}`.",
        "The stage `{stage}` does not mark the criterion `{id}`; it is marked from the stage `{from}` on.",
        "Xóa ô này; nếu là điểm của bước `{from}` thì nhập bằng biểu mẫu hoặc bảng của bước đó.",
        "Clear this cell; if it is a mark of `{from}`, import it by a form or table of that stage.",
        "Thang điểm giao tiêu chí này cho bước sau (`from`); điểm của bước trước không có giá trị và không được nhập.",
        "The rubric leaves this criterion to a later stage (`from`); a mark before that has no standing.",
    ),
    "Q785": warning(
        "Tiêu chí `{id}` không được tính là thống nhất: điểm bước trước đã đổi sau khi tạo biểu mẫu, nay là {now}.",
        "`{id}` does not count as agreed: what was claimed has changed since the form was made, and is now {now}.",
        "Gửi biểu mẫu mới của bước `{stage}`, hoặc ghi điểm của bước đó cho tiêu chí này.",
        "Send a new form of the stage `{stage}`, or mark this criterion at that stage.",
        "Người thống nhất thấy điểm cũ trên biểu mẫu; điểm mới chưa có ai xem.",
        "Whoever agreed saw the old claim on the form; nobody has looked at the new one.",
    ),
    "Q786": error(
        "Phần thống nhất các dòng để trống mới có “{found}”, còn thiếu “{title}”.",
        "The agreement with the lines left blank says “{found}” only; “{title}” is missing.",
        "Điền cả hai ô, hoặc xóa cả hai nếu không thống nhất.",
        "Fill in both cells, or clear both where nobody agrees.",
        "Thống nhất phải có người chịu trách nhiệm và ngày; thiếu một điều thì không ghi vào phiếu.",
        "An agreement is somebody's, of some day; with one of them missing it is not recorded.",
    ),
    "Q787": note(
        "Tệp này giống hệt `{other}` nên chỉ nhập một lần.",
        "This file is identical to `{other}`, so that it is imported once only.",
        "Không cần làm gì; có thể xóa một trong hai tệp.",
        "There is nothing to do; you may delete one of the two.",
        (
            "Đơn vị gửi một biểu mẫu hai lần, hoặc trình duyệt lưu thêm `… (1).xlsx`. Hai tệp giống nhau đến từng byte "
            "thì không có gì phải chọn. Lưu lại mà không sửa gì thì là Q791, sửa một ô là lỗi Q726."
        ),
        (
            "A unit sends a form twice, or a browser saves a `… (1).xlsx`. Where two files do not differ in a single "
            "byte there is nothing to choose. If one was saved again it is Q791, if a cell was changed it is Q726."
        ),
    ),
    "Q788": error(
        "Không có lần nhập nào để hoàn tác.",
        "There is no import left to undo.",
        "Chỉ lần nhập gần nhất hoàn tác được, một lần; xa hơn thì lấy lại phiếu từ bản sao lưu.",
        "Only the last import can be undone, once; for more, take the sheets from a backup.",
        "qcdc giữ nội dung các phiếu trước lần nhập gần nhất, trong thư mục ẩn `.qcdc`.",
        "qcdc keeps the sheets as they were before the last import, in the hidden folder `.qcdc`.",
    ),
    "Q789": error(
        "Tệp này {how} sau lần nhập đó, nên không hoàn tác tệp nào.",
        "This file was {how} after that import, so that nothing was undone.",
        "Nếu vẫn muốn bỏ điểm đã nhập thì sửa thẳng vào phiếu, hoặc nhập lại biểu mẫu đúng.",
        "If what was imported is to go all the same, edit the sheet, or import the right form.",
        "Hoàn tác thì mất phần sửa sau lần nhập. Các phiếu của một lần nhập trở lại cùng nhau hoặc không phiếu nào.",
        "Undoing would lose what was edited since. The sheets of an import are restored all together, or none is.",
    ),
    "Q790": error(
        "Không dùng được `{path}`: {reason}.",
        "`{path}` cannot be used: {reason}.",
        "Xóa tệp này rồi chạy lại. Không mất điểm nào; chỉ là không hoàn tác được lần nhập trước, biểu mẫu sửa gửi lại cần `qcdc import --force`.",
        "Delete it and run again. No mark is lost; only the last import cannot be undone, corrected forms need `qcdc import --force`.",
        "Tệp trong thư mục `.qcdc` do qcdc ghi, không sửa bằng tay: nó cho biết các lần nhập đã ghi gì.",
        "Files in the folder `.qcdc` are written by qcdc, not by hand: they say what imports have written.",
    ),
    "Q791": note(
        "Biểu mẫu này điền giống hệt `{other}` nên chỉ nhập một lần.",
        "This form is filled in as `{other}` is, so that it is imported once only.",
        "Không cần làm gì; có thể xóa một trong hai tệp.",
        "There is nothing to do; you may delete one of the two.",
        "Mở biểu mẫu, lưu lại rồi gửi lần nữa thì tệp khác đi, nhưng mọi ô để điền vẫn như cũ: không có gì phải chọn.",
        "A form that is opened, saved and sent again is another file, but all cells to fill in are the same.",
    ),
    "Q792": error(
        "“{found}” không nêu sự việc, nên không rõ đơn vị có thuộc trường hợp “{name}” hay không.",
        "“{found}” tells of nothing that happened, so that it is not clear whether “{name}” applies to the unit.",
        "Để trống ô này nếu không thuộc trường hợp đó; nếu có thì ghi rõ sự việc.",
        "Leave the cell blank if it does not apply; otherwise write what happened.",
        (
            "Trường hợp nào có nội dung ghi bên cạnh thì áp dụng cho đơn vị: không xếp hạng, hoặc hạ mức xếp loại. "
            "“Không”, “0”, dấu gạch hay dấu x thường để trả lời là không có, nên không được hiểu là có."
        ),
        (
            "Whatever is written beside such a case makes it apply: the unit is not ranked, or gets a lower class. "
            "“No”, “0”, a dash or an x mostly answer that there is none, and are not taken for the opposite."
        ),
    ),
    "Q793": warning(
        "Cột “{column}” đang bị ẩn mà có nội dung.",
        "The column “{column}” is hidden, and has something in it.",
        "Bỏ ẩn (Unhide) và xem lại nội dung của cột.",
        "Unhide it and look at what it has.",
        "Nội dung ở cột ẩn vẫn được nhập; người gửi có thể không thấy nó.",
        "What a hidden column has is imported all the same; whoever sent it may not have seen it.",
    ),
    "Q794": error(
        "Tệp là bảng tính OpenDocument dạng một tệp XML ({name}).",
        "The file is a flat OpenDocument file ({name}).",
        "Mở bằng LibreOffice rồi lưu lại: Save As, kiểu ODF Spreadsheet (.ods) hoặc Excel (.xlsx).",
        "Open it in LibreOffice and save it again: Save As, ODF Spreadsheet (.ods) or Excel (.xlsx).",
        "LibreOffice lưu được bảng tính thành một tệp XML không nén; qcdc chỉ đọc dạng nén (.ods), dạng người dùng hay lưu.",
        "LibreOffice can keep a spreadsheet as one plain XML file; qcdc reads the packed kind (.ods), which is the usual one.",
    ),
    "Q795": note(
        "Biểu mẫu được một chương trình khác ghi lại: chỉ còn giá trị, không còn công thức.",
        "Another program wrote this form anew: its values are there, its formulas are not.",
        "Không cần làm gì; các ô để điền vẫn được đọc, cột “Điểm” và các ô tính sẵn thì không.",
        "There is nothing to do: the cells to fill in are read, the column “Points” and what the form computes are not.",
        (
            "pandas và các thư viện tương tự đọc giá trị rồi ghi ra tệp mới, kết quả của công thức trở thành số thường. "
            "Không phân biệt được số đó với số do người gõ, nên các ô tính sẵn không được kiểm tra."
        ),
        (
            "pandas and the like read values and write a new file, in which the results of formulas are plain numbers. "
            "They cannot be told from numbers that somebody typed, so that computed cells are not looked at."
        ),
    ),
    "Q796": error(
        "Ô này ghi chỉ tiêu {own}, còn cột “Chỉ tiêu” ghi {beside}.",
        "This cell has the target {own}, but the column “Target” has {beside}.",
        "Chỉ ghi kết quả ở ô này; sửa cột “Chỉ tiêu” nếu cột đó sai.",
        "Write the actual alone into this cell; correct the column “Target” if it is wrong.",
        "`7/9` là kết quả 7, chỉ tiêu 9. Hai chỉ tiêu khác nhau cho hai số điểm khác nhau; qcdc không tự chọn.",
        "`7/9` is an actual of 7 and a target of 9. Two targets give two different points, and qcdc does not choose.",
    ),
    "Q797": warning(
        "Không có bản trả lại cho tệp này: {why}.",
        "There is no copy of this file to send back: {why}.",
        "Báo cho người gửi bằng các lỗi nêu ở đây.",
        "Tell the sender what is said here.",
        "Bản trả lại là chính tệp .xlsx đã gửi, có thêm ô đỏ, ghi chú và danh sách; loại tệp khác không thêm được.",
        "A copy to send back is the .xlsx file itself with red cells, notes and a list; other files cannot have these.",
    ),
    "Q798": note(
        "Giữ nguyên `{path}` đã có; bản trả lại mới là `{copy}`.",
        "`{path}` was there already and stays; the new copy to send back is `{copy}`.",
        "Gửi bản mới cho đơn vị; tệp cũ không cần nữa thì xóa.",
        "Send the new copy to the unit; delete the old file if it is of no use.",
        "Bản trả lại của lần trước mà chưa ai lưu lại thì được thay; đã lưu lại, hoặc là tệp khác, thì có thể có dữ liệu.",
        "A copy of before that nobody has saved since is replaced; what was saved again, or is another file, may hold work.",
    ),
    "Q799": error(
        "Thư mục `{path}` của `--reply` nằm trong thư mục cần nhập `{folder}`.",
        "The folder `{path}` of `--reply` lies in the folder to import, `{folder}`.",
        "Chọn một thư mục ở ngoài, ví dụ `qcdc import --reply tra-lai`.",
        "Choose one outside of it, such as `qcdc import --reply to-send-back`.",
        "Lần nhập sau sẽ đọc cả bản trả lại lẫn tệp gốc, hai biểu mẫu của một đơn vị.",
        "The next import would read the copies beside the files, two forms of one unit.",
    ),
}
