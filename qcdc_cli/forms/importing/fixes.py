"""What to do about a problem in the cell where it stands, in place of what the catalogue says to do in YAML."""

from collections.abc import Mapping

from qcdc_cli.forms.submission import Given
from qcdc_cli.language import Text

_IN_A_FORM: Mapping[str, Text] = {
    "Q606": Text("Chọn một mức trong danh sách của ô.", "Choose a level from the cell's list."),
    "Q611": Text("Ghi lý do vào cột “Lý do” cùng dòng.", "Write the reason into the column “Reason” of the same row."),
    "Q613": Text(
        "Xóa điểm, hoặc xóa lựa chọn ở cột “Không chấm”.", "Clear the mark, or what is chosen under “Not marked”."
    ),
    "Q614": Text(
        "Điền cả kết quả (cột “Chấm”) và chỉ tiêu.", "Fill in both the actual (column “Mark”) and the target."
    ),
    "Q615": Text("Sửa giá trị ở ô này.", "Correct the value in this cell."),
    "Q618": Text(
        "Điền các ô còn trống, hoặc chọn ở cột “Không chấm”.", "Fill in what is blank, or choose “Not marked”."
    ),
    "Q619": Text("Điền cột “Minh chứng”.", "Fill in the column “Evidence”."),
    "Q620": Text(
        "Xóa chỉ tiêu ở ô này, hoặc sửa chỉ tiêu ở mục `targets` của qcdc.yaml.",
        "Clear the target in this cell, or correct it under `targets` in qcdc.yaml.",
    ),
}
_IN_A_TABLE: Mapping[str, Text] = {
    "Q611": Text(
        "Ghi lý do sau dấu | trong ô đó, hoặc ở cột “Lý do” nếu bảng có.",
        "Write the reason behind a bar in that cell, or into the column “Reason” where there is one.",
    ),
    "Q613": Text("Xóa điểm trong ô này.", "Clear the mark in this cell."),
    "Q614": Text(
        "Ghi kết quả và chỉ tiêu cách nhau bằng dấu /, ví dụ `8/9`; hoặc ghi chỉ tiêu ở cột “Chỉ tiêu” nếu bảng có.",
        "Write actual and target with a slash between, such as `8/9`; or the target into the column “Target” where "
        "there is one.",
    ),
    "Q615": _IN_A_FORM["Q615"],
    "Q618": Text(
        "Điền các ô còn trống; không phát sinh thì ghi `KPS | lý do`.",
        "Fill in what is blank; where nothing arose, `n/a | the reason`.",
    ),
    "Q620": Text(
        "Bỏ chỉ tiêu trong bảng, hoặc sửa chỉ tiêu ở mục `targets` của qcdc.yaml.",
        "Leave the target out of the table, or correct it under `targets` in qcdc.yaml.",
    ),
}


def fixes_for(given: Given) -> Mapping[str, Text]:
    """Return what to do in the cells of a file, by the problems' codes: a form has other cells than a table."""
    return _IN_A_FORM if given.is_form else _IN_A_TABLE
