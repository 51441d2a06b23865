"""Q9: the command line itself."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import error

_HELP = ("Xem `{command} --help`.", "See `{command} --help`.")
_LINE = (
    "Dòng lệnh không đúng nên lệnh chưa chạy; không tệp nào bị thay đổi.",
    "The command line was not understood, so nothing ran and no file was touched.",
)
_STRICT = {"--strict": Text("hoặc bỏ `--strict`", "or leave out `--strict`")}

ENTRIES = {
    "Q901": error("Không có lệnh `{found}`.", "There is no command `{found}`.", *_HELP, *_LINE),
    "Q902": error("Không có tùy chọn `{found}`.", "There is no option `{found}`.", *_HELP, *_LINE),
    "Q903": error("Thiếu `{found}`.", "`{found}` is missing.", *_HELP, *_LINE),
    "Q904": error("Tùy chọn `{found}` cần một giá trị.", "The option `{found}` needs a value.", *_HELP, *_LINE),
    "Q905": error("Thừa tham số `{found}`.", "`{found}` is too much.", *_HELP, *_LINE),
    "Q906": error(
        "Giá trị `{found}` không hợp lệ cho `{option}`.",
        "`{found}` is not a value for `{option}`.",
        *_HELP,
        *_LINE,
    ),
    "Q907": error(
        "Không có mã lỗi `{found}`.",
        "There is no problem code `{found}`.",
        "Mã có dạng Q và ba chữ số, ví dụ Q202.",
        "Codes are Q and three digits, such as Q202.",
        "Mã đứng trong thông báo, sau vị trí.",
        "The code is in the message, after the place.",
    ),
    "Q908": error(
        "Dòng lệnh không hợp lệ: {found}.",
        "The command line is not valid: {found}.",
        *_HELP,
        *_LINE,
    ),
    "Q909": error(
        "`{found}` không dùng cùng `{option}` được.",
        "`{found}` cannot be used together with `{option}`.",
        "Giữ một trong hai.",
        "Keep one of the two.",
        *_LINE,
    ),
    "Q910": error(
        "Trong các phiếu đã chọn không có phiếu nào của kỳ `{period}`{bloc}.",
        "None of the given sheets is of the period `{period}`{bloc}.",
        "Chọn phiếu của kỳ đó; các phiếu đã chọn thuộc kỳ: {periods}.",
        "Choose sheets of that period; the given ones are of: {periods}.",
        "Bảng trống dễ bị hiểu là không đơn vị nào có điểm, nên qcdc thông báo thay vì hiện bảng trống.",
        "An empty table could be read as no unit having points, so qcdc reports it instead of printing one.",
        {"--period": Text("hoặc chọn kỳ khác bằng `--period`", "or choose another period with `--period`")},
    ),
    "Q911": error(
        "Có {number} cảnh báo, và `--strict` coi cảnh báo là lỗi nên không tính.",
        "There are warnings ({number}), and `--strict` takes warnings as errors, so nothing is computed.",
        "Xử lý các cảnh báo.",
        "Deal with the warnings.",
        "Không có `--strict` thì cảnh báo chỉ được thông báo; có thì chỉ cho kết quả khi không còn cảnh báo nào.",
        "Without `--strict` warnings are only reported; with it, there are results only when no warning is left.",
        _STRICT,
    ),
    "Q912": error(
        "`--strict` không nhận kết quả tạm tính: {missing}.",
        "`--strict` refuses a provisional result: {missing}.",
        "Bổ sung phần còn thiếu.",
        "Complete what is missing.",
        "Còn thiếu phiếu, thiếu điểm hay chưa có điểm thẩm định thì hạng còn có thể thay đổi.",
        "While a sheet, a mark or its verification is missing, ranks can still change.",
        _STRICT,
    ),
    "Q913": error(
        "Các phiếu đã chọn thuộc nhiều kỳ: {periods}.",
        "The given sheets are of several periods: {periods}.",
        "Chọn các phiếu của một kỳ.",
        "Choose sheets of one period.",
        "Mỗi kỳ có kết quả riêng; qcdc không tự chọn kỳ thay người dùng.",
        "Each period has results of its own; qcdc does not choose one for you.",
        {"--period": Text("hoặc chọn kỳ bằng `--period`", "or choose the period with `--period`")},
    ),
    "Q914": error(
        "Kết quả chưa được ghi ra đầu ra chuẩn: {reason}.",
        "The result was not written to the standard output: {reason}.",
        "Xem đầu ra của lệnh được chuyển đi đâu, đĩa còn chỗ không.",
        "See where the output of the command goes and whether the disk has room.",
        "Mã thoát 2 cho biết không ai nhận được kết quả; khi chỉ các lời báo không ghi được thì mã thoát không đổi.",
        "The status 2 says that nobody got the result; where only messages cannot be written, the status stays.",
        {"-o": Text("hoặc ghi vào tệp bằng `-o`", "or write to a file with `-o`")},
    ),
    "Q915": error(
        "Tệp Excel không hiện ra màn hình được (`{path}`).",
        "A workbook cannot be shown on a terminal (`{path}`).",
        "Ghi vào tệp, hoặc chuyển sang chương trình khác: `qcdc export - -f xlsx | …`.",
        "Write to a file, or into another program: `qcdc export - -f xlsx | …`.",
        "Tệp Excel không phải văn bản: hiện ra màn hình chỉ thấy ký tự vô nghĩa, có thể làm rối màn hình.",
        "A workbook is no text: on a terminal it is only noise, which can upset the terminal.",
    ),
    "Q916": error(
        "Lệnh `{command}` không có tùy chọn `{found}`; tùy chọn này là của lệnh: {commands}.",
        "The command `{command}` has no option `{found}`; it belongs to: {commands}.",
        "Bỏ tùy chọn đó, hoặc ghi sau lệnh có nó: `{example}`.",
        "Leave it out, or write it after a command that has it: `{example}`.",
        *_LINE,
    ),
    "Q917": error(
        "Thư mục `{path}` đã có một đợt thi đua (`qcdc.yaml`).",
        "The folder `{path}` holds a campaign already (`qcdc.yaml`).",
        "Chọn thư mục khác cho đợt mới; làm tiếp đợt đang có thì sửa các tệp trong đó, rồi chạy `qcdc -C {path} check`.",
        "Choose another folder for a new one; to go on with that one, edit its files, then run `qcdc -C {path} check`.",
        "Tạo đè lên thì mất thang điểm và phiếu đang có; không tệp nào bị thay đổi.",
        "Starting anew there would lose its rubric and its sheets; no file was touched.",
    ),
    "Q918": error(
        "Đợt thi đua không có cách nhóm `{found}` để tổng hợp.",
        "The campaign has no grouping `{found}` to sum up by.",
        "Chọn một cách nhóm có sẵn; hoặc khai báo trong `groupings` của qcdc.yaml rồi ghi nhóm cho khối hay đơn vị.",
        "Choose one that there is; or declare it in `groupings` of qcdc.yaml and give its groups to blocs or units.",
        "Có thể tổng hợp theo khối (bloc), loại đơn vị (type), và cách nhóm mà qcdc.yaml khai báo.",
        "Units can be summed up by bloc, by type, and by any grouping that qcdc.yaml declares.",
    ),
    "Q919": error(
        "Không có thư mục `{folder}` để ghi `{path}`.",
        "There is no folder `{folder}` to write `{path}` into.",
        "Tạo thư mục đó trước, hoặc ghi vào thư mục đã có.",
        "Make the folder first, or write into one that there is.",
        "Tên thư mục gõ sai sẽ thành một thư mục mới ở nơi không ai tìm, nên qcdc không tự tạo khi ghi kết quả.",
        "A mistyped name would become a new folder where nobody looks, so qcdc makes none when it writes a result.",
    ),
}
