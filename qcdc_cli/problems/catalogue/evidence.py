"""Q8: the evidence file and the packages it is sent in, Q800 to Q839."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import Entry, error, note, warning

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
    "Q820": error(
        "`{name}` trong thư mục minh chứng là liên kết hoặc không phải tệp; qcdc không đọc, không ghi qua đó.",
        "`{name}` in the evidence folder is a link or no file; qcdc neither reads nor writes through it.",
        "Chép chính tệp đó vào thư mục minh chứng, thay cho liên kết.",
        "Copy the file itself into the evidence folder, in place of the link.",
        (
            "Liên kết có thể dẫn tới bất kỳ tệp nào trên máy: đóng gói qua liên kết là gửi đi tệp không ai định gửi, nhận tệp "
            "qua liên kết là ghi vào nơi không ai định ghi."
        ),
        (
            "A link may lead to any file of the computer: packed through it, a file would be sent that nobody meant to send; "
            "taken through it, one would be written where nobody meant to."
        ),
    ),
    "Q821": error(
        "`{name}` đã thay đổi trong khi qcdc đóng gói, nên chưa ghi gói nào.",
        "`{name}` has changed while qcdc packed it, so that no package was written.",
        "Đợi chép hoặc lưu xong tệp này, rồi chạy lại.",
        "Wait until this file has been copied or saved, and run again.",
        "Bản kê mã kiểm tra trong gói phải khớp với tệp trong gói; tệp đang ghi dở thì không khớp.",
        "The list of digests in a package must fit its files; that of a file that is still being written would not.",
    ),
    "Q822": error(
        "{unit}, kỳ {period}: không có tệp minh chứng nào trong `{folder}` để đóng gói.",
        "{unit}, {period}: there is no evidence file in `{folder}` to pack.",
        "Chép tệp minh chứng vào thư mục đó; nếu là kỳ khác thì chọn kỳ.",
        "Copy the evidence files into that folder; for another period, choose it.",
        "Gói không có tệp nào là gói gửi nhầm.",
        "A package without files is one that was sent by mistake.",
        with_option={"--period": Text("`--period KỲ`", "`--period PERIOD`")},
    ),
    "Q823": note(
        "`{name}` được đặt lại tên là `{now}`.",
        "`{name}` is renamed to `{now}`.",
        "Nếu phiếu ghi tên cũ ở `file:` thì sửa theo tên mới.",
        "If the sheet has the old name as `file:`, change it to the new one.",
        (
            "Windows, macOS hoặc máy nhận không lưu được tên này: có ký tự như `:` hay `?`, trùng tên thiết bị (`CON`, `AUX`), quá "
            "dài, hoặc chỉ khác tệp khác ở chữ hoa, chữ thường."
        ),
        (
            "Windows, macOS or whoever receives it cannot store such a name: it has signs such as `:` or `?`, is a device's "
            "(`CON`, `AUX`), is too long, or differs from another file's in case only."
        ),
    ),
    "Q824": error(
        "Gói `{path}` nằm trong thư mục minh chứng `{folder}` mà nó đóng gói.",
        "The package `{path}` would lie in the evidence folder `{folder}` that it is made of.",
        "Ghi gói ra thư mục khác.",
        "Write the package to another folder.",
        "Nếu để ở đó thì lần sau gói này cũng bị đóng gói như một minh chứng.",
        "There it would itself be packed next time, as a piece of evidence.",
    ),
    "Q825": error(
        "Đây là tệp nén {kind}; qcdc chỉ mở được tệp nén .zip.",
        "This is a {kind} archive; qcdc opens .zip archives only.",
        (
            "Giải nén tệp này (bằng WinRAR hoặc 7-Zip), rồi nén lại thành .zip: bấm chuột phải vào thư mục, chọn Gửi tới, Thư mục "
            "nén; sau đó chạy lại. Lần sau yêu cầu đơn vị gửi .zip."
        ),
        (
            "Unpack it (with WinRAR or 7-Zip), and pack it again as .zip: right-click the folder, Send to, Compressed folder; then "
            "run again. Ask the unit for .zip next time."
        ),
        "Các loại tệp nén khác cần phần mềm riêng, máy của người nhận thường không có.",
        "Other archives need programs of their own, which whoever receives them often does not have.",
    ),
    "Q826": error(
        "Tệp nén này bị hỏng: {reason}.",
        "This archive is damaged: {reason}.",
        "Tải lại; nếu vẫn lỗi thì yêu cầu đơn vị gửi lại.",
        "Load it again; if that does not help, ask the unit to send it again.",
        "Tệp nén gửi hoặc tải chưa hết thì thiếu phần cuối, nơi kê các tệp ở trong.",
        "An archive that was not sent or loaded to its end lacks that end, where its files are listed.",
    ),
    "Q827": error(
        "`{name}` trong gói bị hỏng: không giải nén được thành tệp ban đầu.",
        "`{name}` in the package is damaged: it does not unpack to what was packed.",
        "Yêu cầu đơn vị gửi lại gói này.",
        "Ask the unit to send this package again.",
        "Số kiểm tra trong tệp nén không khớp với nội dung. Một tệp hỏng thì không nhận cả gói, để hồ sơ không bị thiếu.",
        "The checksum in the archive does not fit. With one file damaged nothing of a package is taken, so that nothing is missing.",
    ),
    "Q828": error(
        "`{name}` trong gói khác với tệp mà bản kê mã kiểm tra của gói ghi.",
        "`{name}` in the package is not the file that the package's list of digests names.",
        "Hỏi đơn vị vì sao tệp khác đi; yêu cầu đóng gói lại bằng `qcdc evidence pack`.",
        "Ask the unit why the file differs; have it pack again with `qcdc evidence pack`.",
        "Có người đã thay tệp sau khi đóng gói, hoặc tệp bị hỏng trên đường gửi.",
        "Somebody replaced the file after it was packed, or it was damaged on its way.",
    ),
    "Q829": error(
        "Gói thiếu `{name}`, có trong bản kê mã kiểm tra của gói.",
        "The package lacks `{name}`, which its list of digests names.",
        "Yêu cầu đơn vị gửi lại gói này.",
        "Ask the unit to send this package again.",
        "Tệp bị xóa khỏi gói sau khi đóng gói, ví dụ khi phần mềm diệt vi-rút hoặc hộp thư loại bỏ tệp đó.",
        "The file was removed after packing, as virus scanners and mail servers do.",
    ),
    "Q830": error(
        "Gói có `{name}`, không có trong bản kê mã kiểm tra của gói.",
        "The package holds `{name}`, which its list of digests does not name.",
        "Hỏi đơn vị; nếu là minh chứng thì yêu cầu đóng gói lại bằng `qcdc evidence pack`.",
        "Ask the unit; if it is evidence, have it pack again with `qcdc evidence pack`.",
        "Tệp được thêm vào sau khi đóng gói thì không ai biết do ai thêm.",
        "Nobody knows who put a file in after the package was made.",
    ),
    "Q831": error(
        "`{name}` trong gói được đặt mật khẩu.",
        "`{name}` in the package needs a password.",
        "Giải nén bằng mật khẩu rồi nén lại không đặt mật khẩu; hoặc yêu cầu đơn vị gửi lại.",
        "Unpack it with the password and pack it again without one; or ask the unit to send it again.",
        "qcdc không hỏi mật khẩu; hồ sơ phải mở được khi cần kiểm tra.",
        "qcdc asks for no passwords; an evidence file must open when it is to be checked.",
    ),
    "Q832": error(
        "`{name}` trong gói dẫn ra ngoài thư mục minh chứng, hoặc là liên kết.",
        "`{name}` in the package leads out of the evidence folder, or is a link.",
        "Không dùng gói này; hỏi đơn vị gói được tạo bằng phần mềm nào.",
        "Do not use this package; ask the unit with what program it was made.",
        "Tên như `../../a` hoặc `C:\\a` ghi đè tệp ở nơi khác trên máy; không chương trình nén thông thường nào tạo ra tên đó.",
        "Names such as `../../a` or `C:\\a` write over files elsewhere; no usual program makes them.",
    ),
    "Q833": error(
        "`{name}` có nhiều lần trong gói.",
        "`{name}` is in the package more than once.",
        "Yêu cầu đơn vị nén lại thư mục.",
        "Ask the unit to pack the folder again.",
        "Mỗi chương trình giải nén lấy một bản khác nhau, nên không biết bản nào là minh chứng.",
        "Programs do not agree on which one they unpack, so that nobody knows which is the evidence.",
    ),
    "Q834": error(
        "Gói quá lớn: {found}; tối đa {limit}.",
        "The package is too large: {found}; at most {limit}.",
        "Chia hồ sơ thành nhiều gói. Nếu gói nhỏ mà báo lớn thì không mở: có thể là tệp cố ý làm đầy đĩa.",
        "Divide it into several packages. If it is small and claims to be large, do not open it: it may be made to fill the disk.",
        "Một tệp nén vài KB có thể chứa hàng nghìn GB; qcdc xem kích thước trước khi giải nén.",
        "An archive of a few KB can hold thousands of GB; qcdc looks at the sizes before it unpacks anything.",
    ),
    "Q835": error(
        "`{name}` đã có trong hồ sơ với nội dung khác, nên không ghi đè.",
        "`{name}` is in the evidence file already with other content, and is not replaced.",
        "So sánh hai tệp; nếu dùng bản mới thì xóa hoặc đổi tên bản cũ, rồi chạy lại.",
        "Compare the two; to use the new one, remove or rename the old one and run again.",
        "Bản đang có có thể đã được thẩm định; thay thế phải do người quyết định.",
        "The one that is there may have been verified; replacing it is for a person to decide.",
    ),
    "Q836": error(
        "Không rõ đây là minh chứng của đơn vị nào.",
        "It is not clear which unit's evidence this is.",
        "Đặt vào thư mục mang tên hoặc mã đơn vị, ví dụ `nhan-ve/phu-an/`, hoặc đổi tên tệp bắt đầu bằng tên đơn vị.",
        "Put it into a folder named after the unit, such as `nhan-ve/phu-an/`, or begin its name with the unit's.",
        "Tệp do qcdc đóng gói có ghi đơn vị; tệp khác thì qcdc chỉ biết qua tên tệp, tên thư mục.",
        "Packages made by qcdc say whose they are; of other files qcdc knows it only by their own or their folder's name.",
    ),
    "Q837": error(
        "Gói này ghi {what} `{found}`, không phải `{asked}`.",
        "This package says {what} `{found}`, not `{asked}`.",
        "Xem đây có đúng là gói cần nhận không.",
        "See whether this is the package that was meant.",
        "Nhận nhầm gói của đơn vị, kỳ hoặc đợt thi đua khác thì minh chứng nằm sai chỗ.",
        "Taken for another unit, period or campaign, evidence would lie in the wrong place.",
    ),
    "Q838": warning(
        "Tên {number} tệp trong gói không ghi bảng mã; {how}: {names}.",
        "The package does not say in what code page {number} names are; {how}: {names}.",
        "Xem tên có đúng không; nếu sai thì đổi tên tệp. Lần sau yêu cầu đơn vị nén bằng 7-Zip hoặc `qcdc evidence pack`.",
        "See whether the names are right, and rename the files if not. Next time have the unit use 7-Zip or `qcdc evidence pack`.",
        "Phần mềm nén cũ ghi tên tiếng Việt theo bảng mã của máy và không nói là bảng mã nào.",
        "Older programs write names in the code page of the computer, and do not say in which.",
    ),
    "Q839": error(
        "Không mở được gói này: {reason}.",
        "This package cannot be opened: {reason}.",
        "Nén lại thư mục thành một tệp .zip thông thường, hoặc đóng gói bằng `qcdc evidence pack`.",
        "Pack the folder again as one usual .zip archive, or with `qcdc evidence pack`.",
        "Tệp nén có nhiều cách nén và chia phần; qcdc chỉ đọc cách thông dụng (Deflate hoặc không nén).",
        "There are many ways to compress and divide archives; qcdc reads the usual ones (Deflate, or none).",
    ),
}
