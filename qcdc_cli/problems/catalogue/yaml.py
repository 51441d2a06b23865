"""Q2: text that YAML cannot carry, or would silently read as something else."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q201": error(
        "YAML sai cú pháp ở đây: {reason}.",
        "This is not valid YAML: {reason}.",
        "Xem dòng này và dòng ngay trước; thường là thụt lề lệch, thiếu dấu nháy hoặc thiếu dấu cách sau dấu hai chấm.",
        (
            "Look at this line and the one before it; mostly indentation, a missing quote, "
            "or a missing space after a colon."
        ),
        "Tệp phải đọc được trọn vẹn; qcdc không dùng một nửa tệp.",
        "The whole file must be readable; qcdc never uses half a file.",
    ),
    "Q202": error(
        "Khóa `{key}` đã có ở dòng {line}.",
        "The key `{key}` is there already, in line {line}.",
        "Giữ một, xóa hoặc đổi tên khóa còn lại.",
        "Keep one; delete or rename the other.",
        (
            "Nhiều chương trình lấy khóa sau và bỏ khóa trước mà không báo: một điểm biến mất. "
            "Hai khóa chỉ khác nhau ở dạng Unicode (dựng sẵn, tổ hợp) cũng là trùng."
        ),
        (
            "Many programs silently keep the last one, and a mark vanishes. "
            "Keys that differ only in their Unicode form are the same key."
        ),
    ),
    "Q203": error(
        "Không dùng neo và bí danh YAML (`&`, `*`) trong tệp của qcdc.",
        "YAML anchors and aliases (`&`, `*`) are not used in qcdc's files.",
        "Viết lại giá trị đầy đủ; nếu là chữ thường thì đặt trong dấu nháy.",
        "Write the value out; if it is plain text, put it in quotes.",
        "Bí danh khiến một điểm được ghi ở hai nơi, và vài dòng có thể sinh ra hàng triệu giá trị.",
        "An alias gives one mark two places, and a few lines can unfold into millions.",
    ),
    "Q204": error(
        "Lồng nhau quá {limit} tầng.",
        "Nested more than {limit} levels deep.",
        "Giảm số tầng.",
        "Use fewer levels.",
        "Không thang điểm nào cần nhiều tầng như vậy; tệp này có lẽ hỏng.",
        "No scale needs so many levels; the file is probably damaged.",
    ),
    "Q205": error(
        "Có dấu tab ở đây.",
        "There is a tab here.",
        "Thay dấu tab bằng dấu cách.",
        "Replace the tab with spaces.",
        "Dấu tab trông như nhiều dấu cách nhưng YAML hiểu khác, mỗi chương trình một kiểu.",
        "A tab looks like spaces, but YAML programs each read it in their own way.",
    ),
    "Q206": error(
        "Tệp có hai tài liệu YAML (dòng `---`).",
        "The file holds a second YAML document (a `---` line).",
        "Tách thành hai tệp, hoặc xóa dòng `---`.",
        "Split it into two files, or delete the `---` line.",
        "Mỗi tệp là một phiếu; phần sau `---` sẽ bị bỏ qua nếu không báo.",
        "A file is one sheet; what follows `---` would be left out without a word.",
    ),
    "Q207": error(
        "Không dùng thẻ YAML (`!`) trong tệp của qcdc.",
        "YAML tags (`!`) are not used in qcdc's files.",
        "Bỏ thẻ; nếu là chữ thì đặt trong dấu nháy.",
        "Leave the tag out; if it is text, put it in quotes.",
        "Mọi giá trị được đọc như chữ; thẻ có thể bắt chương trình khác chạy mã.",
        "Every value is read as text; tags can make other programs run code.",
    ),
    "Q208": error(
        "Khóa phải là chữ trên một dòng.",
        "A key must be plain text on one line.",
        "Viết khóa dạng `khóa: giá trị`.",
        "Write it as `key: value`.",
        "YAML cho phép khóa là danh sách; qcdc thì không.",
        "YAML allows a list as a key; qcdc does not.",
    ),
    "Q209": error(
        "Có ký tự ẩn {character} ở đây.",
        "There is a hidden character {character} here.",
        "Xóa ký tự đó và gõ lại dòng này.",
        "Delete it and type the line again.",
        "Ký tự điều khiển, BOM giữa tệp (do ghép tệp) hay dấu ngắt dòng lạ làm sai khóa và giá trị mà mắt không thấy.",
        (
            "Control characters, a byte order mark inside a file (from joining files) or odd line breaks "
            "change keys and values unseen."
        ),
    ),
    "Q210": error(
        "Phần `{comment}` sẽ bị YAML coi là chú thích và mất đi.",
        "YAML would take `{comment}` as a comment and drop it.",
        "Nếu là nội dung, đặt cả giá trị trong dấu nháy; nếu là chú thích, thêm dấu cách sau `#`.",
        "If it is content, put the whole value in quotes; if it is a comment, put a space after the `#`.",
        "`Tiêu chí #3` đọc theo YAML chỉ còn `Tiêu chí`.",
        "`Tiêu chí #3` is only `Tiêu chí` to YAML.",
    ),
    "Q211": error(
        "Ở đây là dấu cách không ngắt (thường do chép từ Word), không phải dấu cách thường.",
        "This is a no-break space (often pasted from Word), not an ordinary space.",
        "Xóa nó và gõ lại dấu cách thường.",
        "Delete it and type an ordinary space.",
        (
            "YAML chỉ hiểu dấu cách thường ở đầu dòng, sau dấu `-` và sau dấu hai chấm; nếu không, `I.1: 5` thành "
            "một chữ chứ không còn là điểm của I.1."
        ),
        (
            "Before a key, after `-` and after a colon YAML only knows the ordinary space; else `I.1: 5` is one text "
            "and no longer the mark of I.1."
        ),
    ),
    "Q212": error(
        "Tệp phải gồm các dòng `khóa: giá trị`.",
        "The file must consist of `key: value` lines.",
        "Xem mẫu tạo bằng `qcdc init`.",
        "See the samples made by `qcdc init`.",
        "Ba loại tệp của qcdc đều là bảng khóa và giá trị ở tầng ngoài cùng.",
        "All three kinds of file are a mapping at the top.",
    ),
    "Q213": error(
        "Trong ngoặc {{ }} dấu phẩy ngăn hai giá trị, nên `{found}` bị đọc thành `{read}`.",
        "Inside braces a comma parts two entries, so `{found}` would be read as `{read}`.",
        'Viết `{point}`, hoặc đặt trong dấu nháy: `"{found}"`.',
        'Write `{point}`, or put it in quotes: `"{found}"`.',
        (
            "`{{self: 8,5}}` theo YAML là khóa `self` bằng 8 và một khóa `5` để trống: mất nửa điểm mà không ai thấy. "
            "Ngoài ngoặc thì viết 8,5 bình thường."
        ),
        (
            "To YAML `{{self: 8,5}}` is the key `self` with 8 and an empty key `5`: half a point lost unseen. "
            "Outside braces 8,5 is fine."
        ),
    ),
    "Q214": error(
        "Dòng này thụt vào sâu hơn dòng trên nên bị đọc nối vào `{before}`, không thành một giá trị riêng.",
        "This line is deeper than the one above, so it would be read as part of `{before}`, not as an entry of its own.",
        "Đặt dấu `-` thẳng cột với các dấu `-` của danh sách; nếu thuộc câu chữ thì đặt cả câu trong dấu nháy.",
        "Put the `-` under the other `-` of the list; if it belongs to the text, put the whole text in quotes.",
        "YAML nối dòng thụt sâu hơn vào dòng trên: hai tài liệu thành một.",
        "YAML joins a deeper line to the one above it: two documents would become one.",
    ),
    "Q215": error(
        "Trong ngoặc, dấu `?` ngay trước `{key}` sẽ bị bỏ mất khi đọc.",
        "Inside brackets the `?` right before `{key}` would be lost.",
        "Nếu dấu `?` là nội dung, đặt cả phần đó trong dấu nháy; nếu không, xóa nó.",
        "If the `?` is content, put the whole text in quotes; if not, delete it.",
        "Theo YAML, `?foo: bar` trong ngoặc có khóa `?foo`, nhưng thư viện đọc YAML thông dụng chỉ đọc được `foo`.",
        "To YAML `?foo: bar` inside braces has the key `?foo`, but the usual library reads `foo`.",
    ),
    "Q216": error(
        "Đoạn chữ bắt đầu ở đây kết thúc bằng dòng {line} chỉ có dấu cách.",
        "The block of text that begins here ends in line {line}, which holds only spaces.",
        "Xóa các dấu cách ở dòng đó.",
        "Delete the spaces in that line.",
        (
            "Sau `|` hoặc `>`, dấu cách thụt sâu hơn chữ, hoặc ở dòng cuối tệp, là nội dung theo YAML nhưng mắt không thấy; "
            "có thư viện đọc, có thư viện bỏ."
        ),
        (
            "Behind `|` or `>` spaces that go deeper than the text, or in the file's last line, are content that nobody "
            "sees; some libraries read them and some do not."
        ),
    ),
}
