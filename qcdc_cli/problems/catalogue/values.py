"""Q3: single values and the shape of the files."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q301": error(
        "`{found}` không phải là một số.",
        "`{found}` is not a number.",
        "Viết số như 8,5 hoặc 8.5.",
        "Write a number such as 8.5 or 8,5.",
        (
            "Số viết bằng chữ số, dấu phẩy hoặc dấu chấm thập phân. Không nhận 1e3, 1_000, NaN, 50%, 5/1, yes: "
            "mỗi chương trình hiểu một kiểu."
        ),
        (
            "A number is digits with a decimal comma or point. 1e3, 1_000, NaN, 50%, 5/1 and yes are refused: "
            "every program reads them in its own way."
        ),
    ),
    "Q302": error(
        "`{found}` có thể là {thousands} hoặc {decimal}.",
        "`{found}` may mean {thousands} or {decimal}.",
        "Viết `{thousands}`, hoặc `{padded}`.",
        "Write `{thousands}`, or `{padded}`.",
        (
            "Dấu chấm hoặc dấu phẩy đứng trước ba chữ số có thể là dấu phân cách hàng nghìn hoặc dấu thập phân; qcdc "
            "không tự đoán."
        ),
        "Three digits after the mark are thousands here and decimals there. qcdc does not guess.",
    ),
    "Q303": error(
        "`{found}` không phải là một ngày.",
        "`{found}` is not a date.",
        "Viết ngày dạng 2020-06-30 hoặc 30/6/2020.",
        "Write a date as 2020-06-30 or 30/6/2020 (day first).",
        "Ngày phải có thật: 2025-13-45 và 31/2/2020 bị từ chối.",
        "The day must exist: 2025-13-45 and 31/2/2020 are refused.",
    ),
    "Q304": error(
        "`{found}` không dùng làm mã được.",
        "`{found}` cannot be an id.",
        "Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối và gạch dưới, ví dụ `{example}`.",
        "An id is plain letters, digits, dots, hyphens and underscores, such as `{example}`.",
        "Mã phải gõ được giống hệt nhau ở mọi máy; tên có dấu để ở `name`.",
        "Ids must be typed alike on every machine; names with marks go into `name`.",
    ),
    "Q305": error(
        "Không có khóa `{found}` ở đây.",
        "The key `{found}` does not exist here.",
        "Sửa tên khóa, hoặc xóa dòng này.",
        "Correct the key, or delete the line.",
        "Một khóa gõ sai mà bị bỏ qua thì nội dung của nó mất; vì vậy khóa lạ là lỗi.",
        "A misspelt key that is passed over loses its content; so an unknown key is an error.",
    ),
    "Q306": error(
        "Thiếu khóa `{key}`.",
        "The key `{key}` is missing.",
        "Thêm dòng `{key}: …`.",
        "Add a line `{key}: …`.",
        "Khóa này bắt buộc phải có.",
        "This key must be there.",
    ),
    "Q307": error(
        "Chỗ này phải là {expected}.",
        "This must be {expected}.",
        "Viết lại theo mẫu trong tài liệu định dạng tệp.",
        "Write it as the page on file formats shows.",
        "Chữ, danh sách (các dòng `- …`) và bảng (`khóa: giá trị`) là ba dạng khác nhau.",
        "Text, a list (lines with `- …`) and a mapping (`key: value`) are three different shapes.",
    ),
    "Q308": error(
        "Khóa `{key}` để trống.",
        "The key `{key}` is empty.",
        "Điền nội dung.",
        "Fill it in.",
        "Nội dung này bắt buộc phải có.",
        "This content must be there.",
    ),
    "Q309": error(
        "`{found}` nằm ngoài giới hạn.",
        "`{found}` is out of range.",
        "Viết một giá trị: {range}.",
        "Write a value: {range}.",
        "qcdc không tự cắt bớt giá trị ngoài giới hạn.",
        "Values out of range are never cut silently.",
    ),
    "Q310": error(
        "`{found}` không phải là giá trị dùng được ở đây.",
        "`{found}` is not a value that is allowed here.",
        "Chọn một trong các giá trị cho phép.",
        "Choose one of the allowed values.",
        "Chỗ này chỉ nhận vài từ định sẵn.",
        "Only a few words are allowed here.",
    ),
}
