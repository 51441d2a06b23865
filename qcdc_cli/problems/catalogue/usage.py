"""Q9: the command line itself."""

from qcdc_cli.language import Text
from qcdc_cli.problems.entry import error

_HELP = Text("Xem `{command} --help`.", "See `{command} --help`.")
_LINE = Text(
    "Dòng lệnh không đúng nên lệnh chưa chạy; không tệp nào bị đụng tới.",
    "The command line was not understood, so nothing ran and no file was touched.",
)

ENTRIES = {
    "Q901": error(Text("Không có lệnh `{found}`.", "There is no command `{found}`."), _HELP, _LINE),
    "Q902": error(Text("Không có tùy chọn `{found}`.", "There is no option `{found}`."), _HELP, _LINE),
    "Q903": error(Text("Thiếu `{found}`.", "`{found}` is missing."), _HELP, _LINE),
    "Q904": error(Text("Tùy chọn `{found}` cần một giá trị.", "The option `{found}` needs a value."), _HELP, _LINE),
    "Q905": error(Text("Thừa `{found}`.", "`{found}` is too much."), _HELP, _LINE),
    "Q906": error(
        Text("Giá trị `{found}` không hợp lệ cho `{option}`.", "`{found}` is not a value for `{option}`."),
        _HELP,
        _LINE,
    ),
    "Q907": error(
        Text("Không có mã lỗi `{found}`.", "There is no problem code `{found}`."),
        Text("Mã có dạng Q và ba chữ số, ví dụ Q202.", "Codes are Q and three digits, such as Q202."),
        Text("Mã đứng trong thông báo, sau vị trí.", "The code stands in the message, after the place."),
    ),
    "Q908": error(
        Text("Dòng lệnh không hợp lệ: {found}.", "The command line is not valid: {found}."),
        _HELP,
        _LINE,
    ),
}
