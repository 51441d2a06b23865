"""Q9: the command line itself."""

from qcdc_cli.problems.catalogue import error

_HELP = ("Xem `{command} --help`.", "See `{command} --help`.")
_LINE = (
    "Dòng lệnh không đúng nên lệnh chưa chạy; không tệp nào bị thay đổi.",
    "The command line was not understood, so nothing ran and no file was touched.",
)

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
        "Chọn kỳ bằng `--period`; các phiếu đã chọn thuộc kỳ: {periods}.",
        "Choose the period with `--period`; the given sheets are of: {periods}.",
        "Bảng trống dễ bị hiểu là không đơn vị nào có điểm, nên qcdc thông báo thay vì hiện bảng trống.",
        "An empty table could be read as no unit having points, so qcdc reports it instead of printing one.",
    ),
    "Q911": error(
        "Có {number} cảnh báo, và `--strict` coi cảnh báo là lỗi nên không tính.",
        "There are warnings ({number}), and `--strict` takes warnings as errors, so nothing is computed.",
        "Xử lý các cảnh báo, hoặc bỏ `--strict`.",
        "Deal with the warnings, or leave out `--strict`.",
        "Không có `--strict` thì cảnh báo chỉ được thông báo; có thì chỉ cho kết quả khi không còn cảnh báo nào.",
        "Without `--strict` warnings are only reported; with it, there are results only when no warning is left.",
    ),
    "Q912": error(
        "`--strict` không nhận kết quả tạm tính: {missing}.",
        "`--strict` refuses a provisional result: {missing}.",
        "Bổ sung phần còn thiếu, hoặc bỏ `--strict`.",
        "Complete what is missing, or leave out `--strict`.",
        "Còn thiếu phiếu, thiếu điểm hay chưa có điểm thẩm định thì hạng còn có thể thay đổi.",
        "While a sheet, a mark or its verification is missing, ranks can still change.",
    ),
    "Q913": error(
        "Các phiếu đã chọn thuộc nhiều kỳ: {periods}.",
        "The given sheets are of several periods: {periods}.",
        "Chọn một kỳ bằng --period.",
        "Choose one with --period.",
        "Mỗi kỳ có kết quả riêng; qcdc không tự chọn kỳ thay người dùng.",
        "Each period has results of its own; qcdc does not choose one for you.",
    ),
    "Q914": error(
        "Kết quả chưa được ghi ra đầu ra chuẩn: {reason}.",
        "The result was not written to the standard output: {reason}.",
        "Xem đầu ra của lệnh được chuyển đi đâu, đĩa còn chỗ không; hoặc ghi vào tệp bằng `-o`.",
        "See where the output of the command goes and whether the disk has room; or write to a file with `-o`.",
        "Mã thoát 2 cho biết không ai nhận được kết quả; khi chỉ các lời báo không ghi được thì mã thoát không đổi.",
        "The status 2 says that nobody got the result; where only messages cannot be written, the status stays.",
    ),
    "Q915": error(
        "Tệp Excel không hiện ra màn hình được (`{path}`).",
        "A workbook cannot be shown on a terminal (`{path}`).",
        "Ghi vào tệp, hoặc chuyển sang chương trình khác: `qcdc export - -f xlsx | …`.",
        "Write to a file, or into another program: `qcdc export - -f xlsx | …`.",
        "Tệp Excel không phải văn bản: hiện ra màn hình chỉ thấy ký tự vô nghĩa, có thể làm rối màn hình.",
        "A workbook is no text: on a terminal it is only noise, which can upset the terminal.",
    ),
    "Q918": error(
        "Đợt thi đua không có cách nhóm `{found}` để tổng hợp.",
        "The campaign has no grouping `{found}` to sum up by.",
        "Chọn một cách nhóm có sẵn; hoặc khai báo trong `groupings` của qcdc.yaml rồi ghi nhóm cho khối hay đơn vị.",
        "Choose one that there is; or declare it in `groupings` of qcdc.yaml and give its groups to blocs or units.",
        "Có thể tổng hợp theo khối (bloc), loại đơn vị (type), và cách nhóm mà qcdc.yaml khai báo.",
        "Units can be summed up by bloc, by type, and by any grouping that qcdc.yaml declares.",
    ),
}
