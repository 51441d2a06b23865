"""Q8: the evidence file and the packages it is sent in, Q800 to Q839, and Q858."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import Entry, error, note, warning

ENTRIES: dict[str, Entry] = {
    "Q800": error(
        "`evidence: {found}` không dùng làm thư mục minh chứng được: {reason}.",
        "`evidence: {found}` cannot be the folder of the evidence: {reason}.",
        "Viết đường dẫn tính từ thư mục của đợt thi đua, ví dụ `evidence: minh-chung/{{unit}}/{{period}}`.",
        "Write a path from the campaign's folder, such as `evidence: minh-chung/{{unit}}/{{period}}`.",
        (
            "Thư mục minh chứng nằm trong thư mục của đợt thi đua, mỗi đơn vị, mỗi kỳ một thư mục riêng; tên thư mục phải "
            "đặt được trên mọi máy. `{{unit}}`, `{{period}}` được thay bằng mã đơn vị, mã kỳ."
        ),
        (
            "Evidence lies in the campaign's folder, in a folder of its own for each unit and period, with names that every "
            "system can have. `{{unit}}` and `{{period}}` stand for the ids of the unit and of the period."
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
    "Q802": warning(
        "Tiêu chí `{id}`: thư mục minh chứng không có tệp `{found}`.",
        "`{id}`: there is no file `{found}` in the folder of evidence.",
        "Đặt tệp vào thư mục minh chứng của đơn vị, hoặc sửa tên tệp trong phiếu.",
        "Put the file into the unit's folder of evidence, or correct its name in the sheet.",
        (
            "`file` là đường dẫn tính từ thư mục minh chứng của đơn vị trong kỳ, khóa `evidence` của qcdc.yaml. Tên tệp phải "
            "đúng từng chữ, kể cả chữ hoa, chữ thường: có máy coi `A.pdf` và `a.pdf` là hai tệp."
        ),
        (
            "`file` is a path from the unit's folder of evidence for the period, which `evidence` in qcdc.yaml names. Every "
            "letter counts, and its case: to some systems `A.pdf` and `a.pdf` are two files."
        ),
    ),
    "Q803": warning(
        "Tiêu chí `{id}`: đường dẫn `{found}` ra ngoài thư mục minh chứng của đơn vị.",
        "`{id}`: the path `{found}` leads out of the unit's folder of evidence.",
        "Chép tệp vào thư mục minh chứng của đơn vị; ghi đường dẫn không có `..`, không bắt đầu bằng `/` hay tên ổ đĩa.",
        "Copy the file into the unit's folder; write a path without `..` that begins with neither `/` nor a drive.",
        "Hồ sơ minh chứng của một đơn vị chỉ gồm tệp trong thư mục của đơn vị đó; tệp ở nơi khác không được đọc.",
        "The evidence of a unit is what lies in its own folder; no file elsewhere is read.",
    ),
    "Q804": warning(
        "Tiêu chí `{id}`: tệp `{found}` rỗng (0 byte).",
        "`{id}`: the file `{found}` is empty (0 bytes).",
        "Chép lại tệp từ bản gốc.",
        "Copy the file from its original once more.",
        "Tệp rỗng thường do chép hoặc tải về chưa xong.",
        "An empty file is mostly one that was not copied or downloaded to the end.",
    ),
    "Q805": warning(
        "Tiêu chí `{id}`: không đọc được tệp `{found}`: {reason}.",
        "`{id}`: the file `{found}` cannot be read: {reason}.",
        "Thay bằng một tệp thường mà người khác mở được.",
        "Put a plain file in its place that others can open.",
        "Liên kết có thể dẫn đến nơi bất kỳ trên máy, nên qcdc không đọc tệp qua liên kết.",
        "A link may lead anywhere on the machine, so no file is read through one.",
    ),
    "Q806": warning(
        "Tiêu chí `{id}`: tệp `{found}` thuộc loại chưa chắc mở được ({kind}).",
        "`{id}`: the file `{found}` is of a kind that others may not be able to open ({kind}).",
        "Chuyển sang một loại trong danh sách, tốt nhất là .pdf.",
        "Convert it to one of the listed kinds, best of all .pdf.",
        "Trưởng khối, tổ giúp việc phải mở được minh chứng trên máy của mình.",
        "The leader and the helper team must be able to open the evidence on their own machines.",
    ),
    "Q807": warning(
        "Tiêu chí `{id}`: nội dung của tệp `{found}` không phải {kind}; tệp hỏng hoặc bị đổi đuôi.",
        "`{id}`: what is in the file `{found}` is no {kind}; it is damaged or has a wrong suffix.",
        "Mở thử tệp; chép lại từ bản gốc, hoặc lưu lại đúng loại.",
        "Try to open it; copy it from its original once more, or save it as what it is.",
        "Đuôi tệp cho biết loại tệp; các byte đầu của tệp này không phải của loại đó (Excel, Word đặt mật khẩu cũng vậy).",
        "The suffix says what a file is; its first bytes are not those of that kind (nor are they with a password).",
    ),
    "Q808": warning(
        "Tiêu chí `{id}`: tài liệu “{name}” ngày {day} ngoài kỳ ({from} – {to}).",
        "`{id}`: the document “{name}” of {day} is not of the period ({from} – {to}).",
        "Kiểm tra lại ngày; nếu tài liệu vẫn là minh chứng của kỳ này thì ghi lý do vào `note` của tài liệu.",
        "Check the day; where the document proves this period all the same, say why in its `note`.",
        "Minh chứng của kỳ trước hay được nộp lại. Văn bản còn hiệu lực trong kỳ thì ghi rõ ở `note`.",
        "Evidence of an earlier period is often filed again. Where a document is still in force, its `note` says so.",
    ),
    "Q809": warning(
        "Tiêu chí `{id}`: nội dung tệp `{found}` cũng là minh chứng ở nơi khác: {uses}.",
        "`{id}`: the content of `{found}` is evidence elsewhere, too: {uses}.",
        "Kiểm tra xem tệp có đúng của đơn vị, của kỳ này không; nếu dùng chung là đúng thì ghi lý do vào `note`.",
        "See that the file is this unit's and this period's; where it rightly serves both, say why in its `note`.",
        "Các tệp được so theo nội dung (SHA-256), không theo tên: đổi tên một tệp của đơn vị khác vẫn bị nhận ra.",
        "Files are compared by content (SHA-256), not by name: a renamed file of another unit is found.",
    ),
    "Q810": warning(
        "Thư mục `{folder}` có {number} tệp không tiêu chí nào nêu: {names}.",
        "In `{folder}` lie files that no criterion names ({number}): {names}.",
        "Ghi tệp vào `evidence` của tiêu chí trong phiếu, hoặc chuyển tệp ra khỏi thư mục.",
        "Name them under `evidence` of a criterion in the sheet, or move them out of the folder.",
        "Tệp không gắn với tiêu chí nào thì không ai biết tệp là minh chứng của điểm nào.",
        "Of a file that no criterion names nobody knows which mark it proves.",
    ),
    "Q811": warning(
        "Tiêu chí `{id}`: minh chứng đã thay đổi sau khi bước `{stage}` chấm: {changes}.",
        "`{id}`: the evidence was changed since the stage `{stage}` gave its mark: {changes}.",
        "Bước đó xem lại minh chứng: điểm thay đổi thì nhập điểm mới; điểm giữ nguyên thì xóa `seen` của dòng này.",
        "That stage looks again: where the mark changes, import the new one; where it stays, delete this `seen`.",
        (
            "Điểm thẩm định dựa trên các tệp có khi chấm (`seen` trong phiếu). Tệp bị sửa, bị xóa hoặc thêm sau đó thì điểm cần "
            "được xem lại. Điểm số không tự thay đổi."
        ),
        (
            "A mark was given on the files that stood there then (`seen` in the sheet). Where one was changed, removed or "
            "added since, it is to be looked at again. No points change by themselves."
        ),
    ),
    "Q812": warning(
        "`{path}` không thuộc hồ sơ minh chứng của đơn vị, kỳ nào: {reason}.",
        "`{path}` belongs to the evidence of no unit and period: {reason}.",
        "Đổi tên theo mã, hoặc chuyển đi nơi khác.",
        "Rename it by the id, or move it elsewhere.",
        "Tệp trong thư mục sai tên không được coi là minh chứng của ai.",
        "Files in a folder of a wrong name are nobody's evidence.",
    ),
    "Q813": warning(
        "Thư mục `{folder}` có hơn {most} tệp; các tệp còn lại không được xem.",
        "`{folder}` holds more than {most} files; the others are not looked at.",
        "Chuyển tệp không phải minh chứng đi nơi khác.",
        "Move elsewhere what is no evidence.",
        "Có thể một thư mục khác (ổ đĩa, mã nguồn) đã bị chép nhầm vào đây.",
        "Something else, such as a whole disk, may have been copied there by mistake.",
    ),
    "Q814": warning(
        "Không xem được thư mục `{folder}`: {reason}.",
        "The folder `{folder}` cannot be looked into: {reason}.",
        "Cấp quyền đọc thư mục.",
        "Allow it to be read.",
        "Tệp trong thư mục này chưa được kiểm tra.",
        "The files in it have not been checked.",
    ),
    "Q815": error(
        "Đợt thi đua chưa có thư mục minh chứng.",
        "The campaign names no folder for evidence.",
        "Thêm vào qcdc.yaml dòng `evidence: minh-chung/{{unit}}/{{period}}`.",
        "Add `evidence: minh-chung/{{unit}}/{{period}}` to qcdc.yaml.",
        "`qcdc evidence` so tài liệu nêu trong phiếu với tệp trong thư mục đó.",
        "`qcdc evidence` compares the documents of the sheets with the files in that folder.",
    ),
    "Q816": note(
        "Tiêu chí `{id}`: tệp `{found}` cũng là minh chứng của: {uses}.",
        "`{id}`: `{found}` is evidence of more: {uses}.",
        "Không phải làm gì, nếu tài liệu đúng là minh chứng của các tiêu chí đó.",
        "Nothing is to be done where the document proves all of them.",
        "Một tài liệu có thể là minh chứng của nhiều tiêu chí của một đơn vị; người thẩm định cần biết điều đó.",
        "One document may prove several criteria of a unit; whoever verifies should know.",
    ),
    "Q817": warning(
        "Thư mục minh chứng `{folder}` chưa có tệp nào; phiếu nêu {number} tệp.",
        "The folder of evidence `{folder}` holds no file; the sheet names {number}.",
        "Đặt các tệp vào thư mục này; `qcdc evidence` kèm mã đơn vị liệt kê từng tệp.",
        "Put the files there; `qcdc evidence` with the unit's id lists each of them.",
        "Phiếu đã nêu tệp minh chứng nhưng chưa có tệp nào.",
        "The sheet names files of evidence, and none is there.",
    ),
    "Q818": error(
        "Thư mục `{path}` không có tệp nào để nhận.",
        "The folder `{path}` holds no file to take.",
        "Chỉ định thư mục có các gói, các tệp đơn vị đã gửi.",
        "Give the folder with the packages and files that units sent.",
        "Chỉ định một thư mục nghĩa là nhận mọi tệp trong đó, kể cả thư mục con.",
        "A folder means every file in it and below it.",
    ),
    "Q819": warning(
        "`{name}` là biểu mẫu chấm điểm của qcdc, không phải minh chứng; không nhận vào hồ sơ.",
        "`{name}` is a form of qcdc with marks, and no evidence; it is not taken into the evidence file.",
        "Nhập điểm trong biểu mẫu bằng `qcdc import`. Nếu đúng là minh chứng thì chép tệp vào thư mục minh chứng của đơn vị.",
        "Import its marks with `qcdc import`. If it is evidence indeed, copy it into the unit's evidence folder.",
        "Đơn vị hay gửi biểu mẫu chung với minh chứng; biểu mẫu nằm trong hồ sơ thì điểm trong đó chưa được nhập.",
        "Units often send the form along with the evidence; lying in the evidence file, its marks would not be imported.",
    ),
    "Q820": error(
        "`{name}` là liên kết hoặc không phải tệp; qcdc không đọc, không ghi qua đó.",
        "`{name}` is a link or no file; qcdc neither reads nor writes through it.",
        "Chép chính tệp đó vào, thay cho liên kết.",
        "Copy the file itself there, in place of the link.",
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
        "`{name}` đã thay đổi trong khi qcdc đọc, nên chưa ghi gì.",
        "`{name}` has changed while qcdc read it, so that nothing was written.",
        "Đợi chép hoặc lưu xong tệp này, rồi chạy lại.",
        "Wait until this file has been copied or saved, and run again.",
        "Mã kiểm tra phải khớp với tệp được đóng gói, được nhận; tệp đang ghi dở thì không khớp.",
        "Digests must fit the files that are packed or taken; those of a file that is still being written would not.",
    ),
    "Q822": error(
        "{unit}, kỳ {period}: không có tệp minh chứng nào trong `{folder}` để đóng gói.",
        "{unit}, {period}: there is no evidence file in `{folder}` to pack.",
        "Chép tệp minh chứng vào thư mục đó.",
        "Copy the evidence files into that folder.",
        "Gói không có tệp nào là gói gửi nhầm.",
        "A package without files is one that was sent by mistake.",
        with_option={
            "--period": Text("nếu là kỳ khác thì ghi `--period KỲ`", "for another period, use `--period PERIOD`")
        },
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
        with_option={"--unit": Text("hoặc ghi `--unit ĐƠN-VỊ`", "or use `--unit UNIT`")},
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
    "Q858": warning(
        "`{name}`: tệp rỗng (0 byte), không dùng làm minh chứng được.",
        "`{name}` is empty (0 bytes), and cannot serve as evidence.",
        "Tệp vẫn được nhận; đề nghị đơn vị gửi lại tệp có nội dung, đặt tên khác hoặc sau khi xóa tệp rỗng.",
        "It was taken all the same; ask the unit for the file itself, under another name or once the empty one is deleted.",
        "Tệp rỗng thường do chép dở hoặc tải chưa xong; tệp gửi sau không ghi đè lên tệp đã có.",
        "Files are mostly empty because copying or downloading them broke off; what comes later never replaces a file.",
    ),
}
