"""Q7: forms and tables that come back, from Q717 on."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import error, warning

_TYPE_AGAIN = (
    "Định dạng lại ô là Số (Number), gõ lại điểm, rồi lưu.",
    "Format the cell as a number, type the mark again, and save.",
)
_NEW_FORM = (
    "Tạo biểu mẫu mới bằng `qcdc form {unit} --stage {stage} --period {period} -o moi` rồi chép điểm sang.",
    "Make a new form with `qcdc form {unit} --stage {stage} --period {period} -o new` and copy the marks over.",
)
_SEND_AGAIN = (
    (
        "Lấy lại biểu mẫu gốc (`qcdc form {unit} --stage {stage} --period {period} -o moi`), điền vào các ô nền vàng, "
        "không chèn, xóa, gộp dòng."
    ),
    (
        "Make the form again (`qcdc form {unit} --stage {stage} --period {period} -o new`) and fill in its yellow "
        "cells; do not insert, delete or merge rows."
    ),
)
_ROWS = (
    "Mỗi dòng của biểu mẫu được nhận ra bằng mã ẩn ở cột đầu; đoán theo vị trí thì điểm có thể rơi vào tiêu chí khác.",
    "Each row of a form is known by a hidden key; by its position a mark could end up at another criterion.",
)

ENTRIES = {
    "Q717": error(
        "Biểu mẫu là của `{own}`, nhưng lệnh ghi `{option} {asked}`.",
        "The form is of `{own}`, but the command says `{option} {asked}`.",
        "Bỏ `{option}`: kỳ và bước chấm đã ghi sẵn trong biểu mẫu.",
        "Leave out `{option}`: a form knows its own.",
        "Nếu nhập vào kỳ hoặc bước khác với lệnh vừa gõ thì người dùng không nhận ra, nên qcdc từ chối.",
        "Writing another period or stage than the one just typed would go unnoticed.",
    ),
    "Q718": warning(
        "Tên của `{id}` đã đổi từ khi gửi biểu mẫu: trước là “{before}”, nay là “{now}”.",
        "The name of `{id}` has changed since the form was made: it was “{before}”, now it is “{now}”.",
        "Nếu chỉ sửa câu chữ thì vẫn dùng được; nếu mã này nay là nội dung khác thì gửi biểu mẫu mới.",
        "If only the wording was corrected, the form is still good; if the id now means something else, send a new "
        "form.",
        "Đánh số lại thang điểm có thể đưa điểm của nội dung cũ sang nội dung mới cùng mã.",
        "Renumbering a rubric can carry the marks of one content over to another with the same id.",
    ),
    "Q719": error(
        "Đơn vị `{unit}` không thuộc khối nào, nên không có thang điểm để nhập.",
        "The unit `{unit}` is in no bloc, so there is no rubric to import by.",
        "Thêm đơn vị vào `units` của một khối trong qcdc.yaml.",
        "Add it to the `units` of a bloc in qcdc.yaml.",
        "Thang điểm là của khối. Không biết khối thì không biết tiêu chí nào, điểm tối đa nào.",
        "A rubric is a bloc's. Without a bloc there are no criteria to know the marks by.",
    ),
    "Q720": error(
        "Mã {found} là một số trong bảng: có thể là `{found}` hoặc `{other}`.",
        "The id {found} is a number in the table: it may be `{found}` or `{other}`.",
        "Định dạng cột mã là Văn bản (Text) rồi gõ lại mã.",
        "Format the column of ids as text and type the id again.",
        "Excel bỏ số 0 cuối của một số: gõ 1.10 thì thành 1.1, là mã của tiêu chí khác.",
        "Excel drops a number's last 0: 1.10 becomes 1.1, which is another criterion.",
    ),
    "Q721": error(
        "Tệp không phải biểu mẫu của qcdc, hoặc trang ẩn nhận dạng đã bị xóa.",
        "The file is no form of qcdc, or its hidden worksheet was deleted.",
        (
            "Đưa đúng biểu mẫu do `qcdc form` tạo; nếu là bảng tự lập (mã tiêu chí theo dòng, đơn vị theo cột) thì "
            "dùng `qcdc import --from table`."
        ),
        (
            "Give a form made by `qcdc form`; for a table of your own (criteria down, units across) use "
            "`qcdc import --from table`."
        ),
        (
            "Biểu mẫu có một trang ẩn ghi đợt, đơn vị, kỳ, bước chấm. Thiếu trang này thì không xác định được điểm "
            "là của đơn vị nào."
        ),
        "A form has a hidden worksheet with campaign, unit, period and stage. Without it, whose marks are they?",
    ),
    "Q722": error(
        "Biểu mẫu thiếu cột “{column}”.",
        "The form's column “{column}” is gone.",
        *_SEND_AGAIN,
        "Cột được nhận ra bằng mã ẩn ở dòng đầu; thiếu cột thì điểm trong đó đã mất.",
        "Columns are known by keys in a hidden first row; with a column gone, what stood in it is lost.",
    ),
    "Q723": error(
        "Biểu mẫu thuộc đợt “{found}”, không phải đợt này.",
        "The form belongs to the campaign “{found}”, not to this one.",
        "Chạy lệnh trong đúng thư mục của đợt đó, hoặc tạo biểu mẫu mới cho đợt này.",
        "Run the command in that campaign's folder, or make a new form for this one.",
        "Hai đợt có thể có cùng mã đơn vị và tiêu chí; nhập nhầm thì điểm năm này thành điểm năm khác.",
        "Two campaigns may have the same ids; one year's marks would become another year's.",
    ),
    "Q724": error(
        "Biểu mẫu được tạo từ bản cũ của thang điểm `{rubric}`.",
        "The form was made from an older version of the rubric `{rubric}`.",
        *_NEW_FORM,
        "Điểm, mức hoặc cách chấm đã đổi từ khi gửi biểu mẫu; nhập vào thì điểm cũ mang nghĩa mới.",
        "Points, levels or ways of scoring have changed since; old marks would take on a new meaning.",
    ),
    "Q725": error(
        "Tệp mang tên của `{named}` nhưng là biểu mẫu của `{unit}`.",
        "The file is named after `{named}`, but is the form of `{unit}`.",
        "Hỏi lại đơn vị: nếu đúng là điểm của `{unit}` thì đổi tên tệp; nếu không, gửi lại đúng biểu mẫu.",
        "Ask the unit: if these are the marks of `{unit}`, rename the file; if not, have the right form sent.",
        (
            "Thường có đơn vị sao chép biểu mẫu của đơn vị khác để điền; nếu nhập thì điểm sẽ ghi đè lên điểm của "
            "đơn vị kia."
        ),
        "Units do copy another unit's form and fill it in; its marks would end up as that other unit's.",
    ),
    "Q726": error(
        "Có hai bản điểm của `{unit}`, kỳ `{period}`, bước `{stage}`: ở đây và ở `{other}`.",
        "There are two of `{unit}`, `{period}`, stage `{stage}`: here and in `{other}`.",
        "Giữ bản đúng, bỏ bản kia.",
        "Keep the right one.",
        "Không thể xác định chắc chắn bản nào mới hơn, nên qcdc không tự chọn.",
        "There is no sure way to know which is newer; qcdc does not choose.",
    ),
    "Q727": error(
        "Biểu mẫu thiếu dòng của `{id}`: đã bị xóa.",
        "The row of `{id}` is gone from the form.",
        *_SEND_AGAIN,
        "Dòng bị xóa không phải là chưa chấm hay 0 điểm.",
        "A deleted row is neither a blank nor a 0.",
    ),
    "Q728": error(
        "Dòng này không có trong biểu mẫu gốc mà có nội dung “{found}”.",
        "This row is not of the form, and holds “{found}”.",
        "Chuyển nội dung vào dòng của tiêu chí rồi xóa dòng thêm.",
        "Move it to its criterion's row and delete the extra row.",
        *_ROWS,
    ),
    "Q729": error(
        "`{id}` có hai lần: ở {first} và ở đây.",
        "`{id}` is there twice: in {first} and here.",
        "Giữ một dòng, xóa dòng còn lại.",
        "Keep one of them.",
        *_ROWS,
    ),
    "Q730": warning(
        "Các dòng đã bị sắp xếp lại; điểm vẫn được nhận theo mã, không theo vị trí.",
        "The rows are in another order; marks were read by their keys, not by position.",
        "Xem lại bằng `qcdc import --dry-run` trước khi nhập.",
        "Look at it with `qcdc import --dry-run` first.",
        *_ROWS,
    ),
    "Q731": warning(
        "Dòng của `{id}` đang bị ẩn mà có điểm.",
        "The row of `{id}` is hidden, and has a mark.",
        "Bỏ ẩn (Unhide) và xem lại điểm ở dòng đó.",
        "Unhide it and look at its mark.",
        "Điểm ở dòng ẩn vẫn được nhập; người gửi có thể không thấy nó.",
        "A hidden mark is imported all the same; whoever sent it may not have seen it.",
    ),
    "Q732": error(
        "Các ô {cells} đã bị gộp lại.",
        "The cells {cells} have been merged.",
        "Bỏ gộp ô (Unmerge), rồi điền từng dòng.",
        "Unmerge them and fill in each row.",
        "Gộp ô làm mất giá trị ở các dòng dưới, nên không biết điểm nào còn, điểm nào mất.",
        "Merging loses the contents of the lower cells without a trace.",
    ),
    "Q733": error(
        "Ô khóa đã bị sửa: ở đây phải là `{expected}`.",
        "A locked cell was changed; it should contain `{expected}`.",
        *_SEND_AGAIN,
        "Mã hay chỉ tiêu bị sửa, hoặc chỉ một số cột được sắp xếp, thì điểm không còn đứng đúng dòng.",
        "With ids or targets changed, or only some columns sorted, marks are no longer in their rows.",
    ),
    "Q734": error(
        "Excel đã đổi điểm thành ngày {found}.",
        "Excel has turned the mark into the date {found}.",
        *_TYPE_AGAIN,
        "Gõ `5/1` hay `5.1` có thể thành ngày 5 tháng 1; không biết chắc người gõ muốn số nào.",
        "`5/1` or `5.1` may turn into 5 January; which number was meant cannot be known.",
    ),
    "Q735": error(
        "Ô này là phần trăm ({found}%), không phải số.",
        "This cell is a percentage ({found}%), not a number.",
        "Định dạng lại ô là Số (Number) và gõ số, không gõ dấu %.",
        "Format the cell as a number and type the number without %.",
        "90% trong Excel là 0,9: không rõ muốn ghi 90 hay 0,9.",
        "90% is 0.9 to Excel: was 90 meant, or 0.9?",
    ),
    "Q736": error(
        "Ô này là công thức `{found}`.",
        "This cell is a formula: `{found}`.",
        "Gõ thẳng giá trị vào ô (chép rồi dán giá trị: Paste Values).",
        "Type the value itself (copy, then paste values).",
        "Giá trị lưu kèm công thức có thể đã cũ hoặc lấy từ tệp khác, nên không được tin.",
        "The value kept with a formula may be old, or another file's, so it is not trusted.",
    ),
    "Q737": error(
        "Ô này là `{found}`, không phải điểm.",
        "This cell is `{found}`, not a mark.",
        "Gõ lại giá trị.",
        "Type the value again.",
        "Giá trị đúng/sai hay lỗi của Excel không phải là điểm.",
        "Excel's true, false and errors are no marks.",
    ),
    "Q738": error(
        "`{found}` không có trong danh sách chọn.",
        "`{found}` is not in the list.",
        "Bấm vào ô và chọn trong danh sách.",
        "Click the cell and choose from its list.",
        "Ô này chỉ nhận một trong các mục của danh sách; đoán mục gần giống có thể sai điểm.",
        "The cell takes one of the list's entries; guessing a similar one could give the wrong points.",
    ),
    "Q739": error(
        "Phiếu và tệp nhập khác nhau; phiếu có thể mới hơn. Phiếu ghi `{there}`; tệp ghi `{found}`.",
        "The sheet says something else, which may be newer: `{there}`; this file says `{found}`.",
        "Đối chiếu để xác định bên nào đúng.",
        "See which is right.",
        (
            "Biểu mẫu lưu nội dung phiếu tại thời điểm tạo, nên biết được phiếu đã bị sửa sau đó. Bảng và CSV không "
            "lưu nội dung này, nên không tự ghi đè lên điểm đã có."
        ),
        (
            "A form remembers the sheet as it was: what differs since then is somebody's work. Tables and CSV remember "
            "nothing, so that they overwrite no mark by themselves."
        ),
        {"--force": Text("muốn lấy theo tệp này thì thêm `--force`", "to take what this file says, add `--force`")},
    ),
    "Q740": error(
        "`{found}` không phải dấu x.",
        "`{found}` is no tick.",
        "Đánh `x` nếu đã làm, để trống nếu chưa.",
        "Type `x` for done; leave it empty for not done.",
        "Mỗi việc chỉ có làm hoặc chưa làm.",
        "An item is done or not done.",
    ),
    "Q741": error(
        "`{id}`: chọn “{state}” thì phải ghi lý do.",
        "`{id}`: “{state}” needs a reason.",
        "Điền cột “Lý do” cùng dòng.",
        "Fill in the column “Reason” of the same row.",
        "Không chấm mà không ghi lý do thì không kiểm tra lại được.",
        "Without a reason it cannot be checked why it was not marked.",
    ),
    "Q742": error(
        "`{id}`: vừa ghi là chưa làm việc nào, vừa đánh dấu việc đã làm.",
        "`{id}`: says that nothing is done, and ticks items that are.",
        "Xóa một trong hai.",
        "Clear one of the two.",
        "Hai nội dung mâu thuẫn nhau, không xác định được nội dung nào đúng.",
        "They contradict each other.",
    ),
    "Q743": error(
        "`{path}` đã có; có thể là biểu mẫu đã điền.",
        "`{path}` exists already; it may have been filled in.",
        "Chuyển tệp đó sang nơi khác.",
        "Move that file away.",
        "Biểu mẫu được tạo mới hoàn toàn; ghi đè thì mất những gì đã điền trong đó.",
        "A form is made from scratch; what was filled in would be lost.",
        {
            "-o": Text("hoặc chọn thư mục khác bằng -o", "or choose another folder with -o"),
            "--force": Text("hoặc thêm `--force` để tạo lại từ đầu", "or add `--force` to replace it"),
        },
    ),
    "Q744": error(
        "Không thấy dòng tiêu đề của bảng: cần cột mã tiêu chí và các cột mang mã hoặc tên đơn vị.",
        "The table has no heading row: a column of criterion ids, and columns named after units.",
        "Dòng đầu ghi: `id; phu-an; phu-huu` …, hoặc `unit; id; mark` cho bảng mỗi dòng một điểm.",
        "Begin with a row such as `id; phu-an; phu-huu`, or `unit; id; mark` for one mark a row.",
        "Không có tiêu đề thì không biết cột nào là của đơn vị nào.",
        "Without headings it is not known whose marks a column holds.",
    ),
    "Q745": error(
        "Không rõ cột “{found}” chứa gì.",
        "What the column “{found}” holds is not known.",
        (
            "Bảng có đơn vị theo cột: ghi mã hoặc đúng tên đơn vị. Bảng mỗi dòng một điểm: ghi unit, id, mark, target, "
            "reason, evidence, stage hoặc period. Cột không cần nhập thì xóa."
        ),
        (
            "With units across, write a unit's id or name; with one mark a row, one of unit, id, mark, target, reason, "
            "evidence, stage, period. Delete columns that are not to be imported."
        ),
        "Bỏ qua một cột lạ có thể là bỏ mất điểm hay lý do của một đơn vị.",
        "Passing over an unknown column could lose a unit's marks or reasons.",
    ),
    "Q746": error(
        "Bảng không cho biết là điểm của bước nào.",
        "The table does not say which stage its marks are of.",
        "Ghi bước chấm bằng `qcdc import --stage`, một trong: {stages}.",
        "Name the stage with `qcdc import --stage`, one of: {stages}.",
        "Biểu mẫu đã ghi sẵn bước chấm; bảng tự lập thì không.",
        "A form knows its stage; a plain table does not.",
    ),
    "Q747": error(
        "Thư mục `{path}` không có biểu mẫu hay bảng nào.",
        "The folder `{path}` holds no forms or tables.",
        "Cho thư mục có các tệp .xlsx, .ods hoặc .csv đã nhận về.",
        "Give the folder with the .xlsx, .ods or .csv files that came back.",
        "Cho một thư mục nghĩa là lấy mọi tệp Excel, ODS và CSV trong đó, kể cả thư mục con.",
        "A folder means every Excel, ODS and CSV file in it and below it.",
    ),
    "Q748": error(
        "Ô này không phải chỗ điền mà có “{found}”.",
        "This cell is not one to fill in, and holds “{found}”.",
        "Chuyển vào đúng ô để điền của tiêu chí, rồi xóa ở đây.",
        "Move it to the criterion's own cell, and clear it here.",
        (
            "Điểm nhập vào dòng của mục, cạnh dòng đánh dấu, hay đè lên ô điểm tự tính thì không thuộc tiêu chí nào; "
            "bỏ qua là mất điểm."
        ),
        (
            "A mark in a group's row, beside a row to tick, or over computed points is no criterion's; passing over it "
            "would lose it."
        ),
    ),
    "Q749": warning(
        "“{found}” không được nhập: {why}.",
        "“{found}” is not imported: {why}.",
        "Nếu cần giữ thì chuyển vào ô để điền của biểu mẫu.",
        "To keep it, move it to one of the form's cells to fill in.",
        ("Phiếu chỉ nhận những gì ở ô để điền. Nội dung ghi ở chỗ khác được thông báo để tránh hiểu nhầm là đã nhập."),
        (
            "Only the cells to fill in are imported. Text in other cells is reported, so that nobody believes it was "
            "imported."
        ),
    ),
    "Q750": error(
        "Không có chỗ đặt phiếu mới của `{unit}`: mẫu `sheets: {pattern}` không tìm thấy tệp nào đặt theo tên đơn vị.",
        "There is no place for a new sheet of `{unit}`: `sheets: {pattern}` finds no file named after the unit.",
        "Tạo trước tệp phiếu của đơn vị ở nơi đợt thi đua tìm thấy, hoặc sửa `sheets`, ví dụ `units/**/*.yaml`.",
        "Make the unit's sheet where the campaign finds it, or change `sheets`, such as `units/**/*.yaml`.",
        "Phiếu ghi ở nơi mẫu không tìm thấy thì điểm coi như mất.",
        "A sheet that the pattern does not find is as good as lost.",
    ),
    "Q770": error(
        "Phiếu `{path}` nằm ngoài thư mục đợt thi đua `{folder}`; qcdc không ghi vào đó.",
        "The sheet `{path}` lies outside the campaign's folder `{folder}`; qcdc does not write there.",
        "Chuyển phiếu vào trong thư mục đợt thi đua rồi sửa khóa `sheets`, hoặc bỏ liên kết dẫn ra ngoài.",
        "Move the sheets into the campaign's folder and correct `sheets`, or remove the link that leads out of it.",
        (
            "Phiếu ở ngoài vẫn được đọc. Nhưng một đợt thi đua nhận từ nơi khác không được làm cho lệnh nhập ghi đè lên "
            "tệp bất kỳ trên máy này."
        ),
        (
            "Sheets elsewhere are read. But a campaign that came from somewhere else must not have an import write over "
            "any file of this machine."
        ),
    ),
    "Q771": error(
        "`{path}` nằm trong thư mục cần nhập nhưng không phải loại tệp được nhập.",
        "`{path}` lies in the folder to import, and is not of a kind that is imported.",
        "Chuyển tệp ra khỏi thư mục.",
        "Move it out of the folder.",
        (
            "Tệp có thể chứa điểm (.xls, .xlsb, .zip …). Bỏ qua mà không báo thì một đơn vị bị mất điểm; từ thư mục qcdc "
            "lấy các tệp .xlsx, .xlsm, .ods, .csv, .tsv."
        ),
        (
            "It may hold marks (.xls, .xlsb, .zip …). Passed over in silence, a unit would lose them; of a folder, .xlsx, "
            ".xlsm, .ods, .csv and .tsv files are taken."
        ),
    ),
    "Q772": warning(
        "`{path}` cho biết tệp Excel cùng tên đang được mở.",
        "`{path}` says that the workbook of this name is open in a program.",
        "Nếu tệp còn đang mở thì lưu, đóng lại và nhập lần nữa; nếu không thì xóa tệp khóa này.",
        "If it is, save and close it, and import again; if not, delete this lock file.",
        "qcdc đọc tệp như lần lưu cuối; những gì vừa gõ mà chưa lưu thì chưa có trong đó.",
        "A workbook is read as it was last saved; what was typed since is not in it.",
    ),
    "Q773": error(
        "Dòng này của bảng ghi `{own}`, nhưng lệnh ghi `{option} {asked}`.",
        "This row of the table says `{own}`, but the command says `{option} {asked}`.",
        "Bỏ `{option}` nếu bảng đúng; nếu không thì sửa cột này trong bảng.",
        "Leave out `{option}` if the table is right; if not, correct this column.",
        "Nếu nhập vào kỳ hoặc bước khác với lệnh vừa gõ thì người dùng không nhận ra, nên qcdc từ chối.",
        "Writing another period or stage than the one just typed would go unnoticed.",
    ),
    "Q774": warning(
        "Không nhập {number} tệp không phải biểu mẫu hay bảng: {files}.",
        "Not imported, since no forms or tables: {files} ({number}).",
        "Nếu trong đó có điểm thì nhập vào biểu mẫu; nếu không thì không cần làm gì.",
        "If there are marks in them, type them into the form; if not, there is nothing to do.",
        "Văn bản, PDF, ảnh, tệp ẩn, tệp của hệ điều hành hay của chính qcdc không được nhập; báo ra để không ai tưởng đã nhập.",
        "Documents, PDF files, pictures, hidden files, those of systems and of qcdc itself are not imported; nobody is to think so.",
    ),
    "Q779": error(
        "Thang điểm còn {number} nội dung chưa quyết định ({lines}), nên chưa tạo biểu mẫu.",
        "The rubric leaves decisions open ({number}: {lines}), so that no forms were made.",
        "Quyết định các dòng `# ?` rồi chạy lại.",
        "Decide the lines `# ?` and run this again.",
        (
            "Biểu mẫu lấy cách chấm từ thang điểm. Sửa thang điểm sau khi đã gửi thì biểu mẫu cũ không còn khớp, các đơn "
            "vị phải chấm lại. Khi có người ở bàn phím, lệnh hỏi trước; chạy tự động thì từ chối."
        ),
        (
            "Forms take the ways of scoring from the rubric. Changed after they were sent, it no longer fits them, and "
            "units have to mark again. With somebody at the keyboard the command asks first; run by a program it refuses."
        ),
        {
            "--anyway": Text(
                "nếu vẫn muốn tạo biểu mẫu ngay thì thêm `--anyway`", "to make the forms all the same, add `--anyway`"
            )
        },
    ),
    "Q781": error(
        "Tiêu chí `{id}` chưa nhập số lần của “{part}”.",
        "The criterion `{id}` has no number for “{part}”.",
        "Nhập số lần; không có thì nhập 0.",
        "Type how many there are; 0 where there is none.",
        "Các dòng khác của tiêu chí đã có số; ô để trống là chưa chấm, không phải 0.",
        "Other rows of the criterion are filled in; a blank cell means not yet marked, not 0.",
    ),
    "Q782": error(
        "Tiêu chí `{id}`: {why}.",
        "In `{id}`, {why}.",
        "Ghi đủ tên và điểm của từng người, xóa dòng của người không chấm; hoặc không ghi tên ai.",
        "Write name and points of each, and clear the line of who gave none; or name nobody.",
        "Phiếu ghi ai chấm bao nhiêu, nên hoặc mọi người chấm đều có tên, hoặc không ai có.",
        "A sheet records who gave what, so that either all judges have a name, or none.",
    ),
    "Q783": warning(
        "Tiêu chí `{id}`: cần xem lại {found}: {why}.",
        "The criterion `{id}` has {found}, please look again: {why}.",
        "Nếu ghi nhầm điểm hoặc tỷ lệ thì sửa thành số lần, số lượng rồi nhập lại; nếu đúng thì không cần làm gì.",
        "If points or a percentage were typed, type how many there are and import again; else there is nothing to do.",
        (
            "Ô ghi số lần, nhưng người điền có thể ghi số điểm: “10” với ý đủ 10 điểm lại thành 10 lần chậm, được 0 điểm. "
            "Số ở mục trừ điểm từ hai lần, ở mục cộng điểm từ mười lần số cần thiết trở lên, hoặc đúng bằng điểm tối đa, "
            "kết quả từ mười lần chỉ tiêu trở lên, thì được báo ra."
        ),
        (
            "The cell is for how many, but people type points: “10” for all 10 points becomes 10 times late and gives 0. "
            "Told is what takes off and is twice what it takes, what adds and is ten times that, or what equals the maximum; "
            "and an actual of ten times the target or more."
        ),
    ),
    "Q784": warning(
        "Tiêu chí `{id}`: {found} có thể là tỷ lệ ghi nhầm: {why}.",
        "The criterion `{id}` has {found}, which is hardly a percentage: {why}.",
        "Ghi lại theo phần trăm rồi nhập lại; nếu đúng là dưới 1% hoặc quá 100% thì không cần làm gì.",
        "Type the percentage and import again; if it really is below 1% or over 100%, there is nothing to do.",
        (
            "Gõ 95% vào ô số, bảng tính lưu thành 0,95; nếu lấy là 0,95% thì đơn vị mất điểm oan. Gõ sót dấu phẩy thì 86,0 "
            "thành 860, được đủ điểm."
        ),
        (
            "Where 95% is typed into a cell for numbers, spreadsheets store 0.95; taken as 0.95% it costs the unit its "
            "points. Without its decimal sign 86.0 becomes 860, which gives all points."
        ),
    ),
}
