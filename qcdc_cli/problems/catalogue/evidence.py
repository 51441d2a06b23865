"""Q8: the evidence file and the packages it is sent in, Q800 to Q839."""

from qcdc_cli.problems.catalogue import Entry, error

ENTRIES: dict[str, Entry] = {
    "Q800": error(
        "`evidence: {found}` không dùng làm thư mục minh chứng được: {reason}.",
        "`evidence: {found}` cannot be the folder of the evidence: {reason}.",
        "Viết đường dẫn tính từ thư mục của đợt thi đua, ví dụ `evidence: minh-chung/{{unit}}/{{period}}`.",
        "Write a path from the campaign's folder, such as `evidence: minh-chung/{{unit}}/{{period}}`.",
        (
            "Thư mục minh chứng nằm trong thư mục của đợt thi đua, mỗi đơn vị một thư mục riêng; tên thư mục phải đặt được "
            "trên mọi máy. `{{unit}}`, `{{period}}` được thay bằng mã đơn vị, mã kỳ."
        ),
        (
            "Evidence lies in the campaign's folder, in a folder of each unit's own, with names that every system can have. "
            "`{{unit}}` and `{{period}}` stand for the ids of the unit and of the period."
        ),
    ),
    "Q801": error(
        "`{found}` không phải mã SHA-256 của một tệp.",
        "`{found}` is not the SHA-256 digest of a file.",
        "Xóa khóa `seen` này; lần nhập biểu mẫu sau sẽ ghi lại.",
        "Delete this `seen`; the next import of a form writes it anew.",
        "`seen` do `qcdc import` ghi: 64 chữ số, chữ cái từ 0 đến f, tính từ nội dung tệp minh chứng khi chấm điểm.",
        "`qcdc import` writes `seen`: 64 digits and letters from 0 to f, of the evidence file when the mark was given.",
    ),
}
