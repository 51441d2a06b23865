"""Q7: how workbooks and tables are read, from Q701 on."""

from qcdc_cli.problems.catalogue import Entry, error

ENTRIES: dict[str, Entry] = {
    "Q701": error(
        "Tệp rỗng: không có một byte nào.",
        "The file is empty: it has no bytes at all.",
        "Chép hoặc tải lại tệp; nếu vẫn rỗng, đề nghị đơn vị gửi lại.",
        "Copy or download it again; if it is still empty, ask the unit to send it again.",
        "Tệp Excel trống nhất cũng có vài KB. Tệp 0 byte là do việc sao chép, tải về hoặc đồng bộ bị gián đoạn.",
        "Even a blank workbook has a few KB. A file of 0 bytes comes from a copy, download or sync that broke off.",
    ),
    "Q702": error(
        "Tệp có mật khẩu mở tệp.",
        "The file needs a password to open.",
        "Mở bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc › Mã hóa bằng mật khẩu, xóa mật khẩu rồi lưu.",
        "Open it in Excel, clear the password in File › Info › Protect Workbook › Encrypt with Password, and save.",
        (
            "Tệp có mật khẩu mở được mã hóa toàn bộ, qcdc không đọc được và không hỏi mật khẩu. "
            "Bảo vệ trang tính (khóa ô) thì không sao."
        ),
        (
            "A file with a password to open is encrypted as a whole; qcdc cannot read it and asks for no password. "
            "Protected worksheets (locked cells) are fine."
        ),
    ),
    "Q703": error(
        "Tệp ở định dạng {kind}; qcdc không đọc định dạng này.",
        "The file is {kind}, which qcdc does not read.",
        "Mở bằng Excel rồi lưu lại: Lưu dưới dạng, kiểu Sổ làm việc Excel (*.xlsx). Chỉ đổi đuôi tệp là không đủ.",
        "Open it in Excel and save it again: Save As, Excel Workbook (*.xlsx). Renaming the file is not enough.",
        (
            "Định dạng cũ và định dạng nhị phân khác hẳn .xlsx, dù tên tệp có đuôi .xlsx. "
            "Excel và LibreOffice đều lưu lại được thành .xlsx."
        ),
        (
            "The old and the binary format are not .xlsx, even where the file is named so. "
            "Excel and LibreOffice both save them as .xlsx."
        ),
    ),
    "Q704": error(
        "Tệp là một trang web (HTML) mang tên tệp Excel.",
        "The file is a web page (HTML) under the name of a workbook.",
        "Mở bằng Excel rồi lưu lại: Lưu dưới dạng, kiểu Sổ làm việc Excel (*.xlsx).",
        "Open it in Excel and save it again: Save As, Excel Workbook (*.xlsx).",
        (
            "Nhiều phần mềm web xuất bảng HTML rồi đặt đuôi .xls, .xlsx; trong bảng đó số và ngày chỉ là chữ, "
            "nên đọc thẳng dễ sai."
        ),
        (
            "Many web systems export an HTML table and name it .xls or .xlsx; numbers and days in it are mere text, "
            "so that reading it as it is may go wrong."
        ),
    ),
    "Q705": error(
        "Tệp là XML (như XML Spreadsheet 2003), không phải tệp Excel.",
        "The file is XML (such as XML Spreadsheet 2003), not an Excel workbook.",
        "Mở bằng Excel rồi lưu lại: Lưu dưới dạng, kiểu Sổ làm việc Excel (*.xlsx).",
        "Open it in Excel and save it again: Save As, Excel Workbook (*.xlsx).",
        "Một số phần mềm xuất định dạng XML của Excel 2003 rồi đặt đuôi .xls hay .xlsx.",
        "Some systems export the XML format of Excel 2003 and name it .xls or .xlsx.",
    ),
    "Q706": error(
        "Đây là tệp khóa tạm mà chương trình tạo ra khi đang mở tệp Excel, không phải tệp dữ liệu.",
        "This is the lock file that a program leaves while it has a workbook open, not the workbook.",
        "Đóng Excel (hoặc LibreOffice), rồi dùng tệp thật: cùng tên, không có `~$` ở đầu.",
        "Close Excel (or LibreOffice), then use the real file: the same name without `~$` in front.",
        (
            "Khi mở bieu-mau.xlsx, Excel tạo tệp ẩn ~$bieu-mau.xlsx chỉ ghi tên người đang mở. Tệp còn đó nghĩa là "
            "biểu mẫu đang mở, nội dung mới có thể chưa được lưu."
        ),
        (
            "While it has form.xlsx open, Excel keeps a hidden ~$form.xlsx with nothing but the user's name. If it is "
            "there, the form is open and what was typed may not be saved yet."
        ),
    ),
    "Q707": error(
        "Tệp bị hỏng hoặc không đầy đủ.",
        "The file is damaged or cut off.",
        "Mở thử bằng Excel; nếu Excel mở được thì lưu lại thành .xlsx, nếu không thì đề nghị đơn vị gửi lại.",
        "Try to open it in Excel; if that works, save it again as .xlsx, else ask the unit to send it again.",
        (
            "Tệp tải về dở dang, sao chép từ USB bị gián đoạn hoặc bị sửa bằng chương trình khác có thể thiếu dữ "
            "liệu mà không nhận ra; qcdc không đọc tệp thiếu."
        ),
        (
            "A download that stopped, a stick pulled out too early or a change made outside of Excel can lose data "
            "without anyone noticing; qcdc does not read parts of a file."
        ),
    ),
    "Q708": error(
        "Tệp là {kind}, không phải tệp Excel.",
        "The file is {kind}, not a workbook.",
        "Dùng tệp .xlsx, .xlsm hoặc .ods; nếu là tệp nén thì giải nén trước.",
        "Use an .xlsx, .xlsm or .ods file; if it is an archive, unpack it first.",
        "Tệp Excel, Word và ZIP bên trong đều là tệp nén, đổi đuôi không biến tệp này thành tệp kia.",
        "Workbooks, Word documents and ZIP files are all archives inside; a new name does not turn one into another.",
    ),
    "Q709": error(
        "Nội dung bên trong tệp quá lớn: {size}; qcdc đọc tối đa {limit}.",
        "The file holds too much inside: {size}; qcdc reads at most {limit}.",
        "Kiểm tra xem có đưa nhầm tệp không; nếu đúng tệp, sao chép các ô cần dùng sang một tệp mới.",
        "Check whether this is the right file; if it is, copy the cells that are needed into a new workbook.",
        (
            "Một tệp nén vài trăm KB có thể giải nén ra hàng GB và làm treo máy (bom nén); biểu mẫu thật khi giải "
            "nén chưa tới 1 MB."
        ),
        (
            "An archive of some hundred KB can unpack into GBs and bring a computer down (a zip bomb); a real form "
            "unpacks to less than 1 MB."
        ),
    ),
    "Q710": error(
        "Tệp có quá nhiều ô; qcdc đọc tối đa {limit} ô một tệp.",
        "The workbook has too many cells; qcdc reads at most {limit} cells a file.",
        "Xóa hẳn các dòng, cột thừa (chọn dòng, chọn Xóa), kể cả ô trống có kẻ khung, rồi lưu lại.",
        (
            "Delete the rows and columns that are not needed (select them, Delete), empty cells with borders too, "
            "and save it again."
        ),
        "Kẻ khung hay kéo công thức xuống tận cuối trang tính tạo ra hàng trăm nghìn ô không có gì.",
        (
            "Borders or formulas that were pulled down to the end of a worksheet make hundreds of thousands of cells "
            "that hold nothing."
        ),
    ),
    "Q711": error(
        "Trong tệp có khai báo kiểu tài liệu XML (DOCTYPE), qcdc không đọc tệp như vậy.",
        "The file holds an XML document type (DOCTYPE), which qcdc does not read.",
        "Không dùng tệp này; mở bằng Excel rồi lưu lại thành tệp mới nếu biết rõ nguồn gốc.",
        "Do not use it; if you know where it comes from, open it in Excel and save it as a new file.",
        (
            "Excel và LibreOffice không bao giờ ghi khai báo này; nó thường được dùng để gây treo máy hoặc lấy cắp "
            "dữ liệu từ tệp khác."
        ),
        "Excel and LibreOffice never write one; it serves to bring a computer down or to read other files.",
    ),
    "Q712": error(
        "Tệp không phải tệp Excel.",
        "The file is not a workbook.",
        "Dùng tệp .xlsx, .xlsm hoặc .ods; bảng dạng văn bản thì đặt đuôi .csv, .tsv hoặc .txt.",
        "Use an .xlsx, .xlsm or .ods file; name a table of text .csv, .tsv or .txt.",
        (
            "qcdc căn cứ vào nội dung, không căn cứ vào đuôi tệp: ảnh, PDF hay văn bản đổi tên thành .xlsx vẫn không "
            "phải tệp Excel."
        ),
        "qcdc looks at the content, not at the name: a picture, PDF or text that is named .xlsx is still what it was.",
    ),
    "Q713": error(
        "Ô có vẻ là chữ {font} (phông {face}), không phải Unicode.",
        "The cell looks like {font} text ({face} fonts), not Unicode.",
        "Chuyển các ô đó sang Unicode (UniKey Toolkit: nguồn {source}, đích Unicode), đổi phông, rồi lưu lại.",
        "Convert such cells to Unicode (UniKey Toolkit: from {source} to Unicode), change the font, and save again.",
        "Chữ TCVN3, VNI chỉ đúng với phông cũ: `Céng hßa`, `Coäng hoøa` là `Cộng hòa`. Đọc vào thì bảng điểm và báo cáo in ra sai chữ.",
        (
            "TCVN3 and VNI are right only in their old fonts: `Céng hßa`, `Coäng hoøa` are `Cộng hòa`. Read as it is, tables and reports "
            "print wrong letters."
        ),
    ),
    "Q714": error(
        'Dấu nháy kép (") của dòng này không khớp, không biết ô kết thúc ở đâu.',
        'The quotes (") of this line do not match: where its fields end is unknown.',
        'Đóng dấu nháy; dấu nháy nằm trong ô có nháy thì viết đôi (""). Tốt nhất là để Excel lưu lại tệp .csv.',
        'Close the quotes; write a quote inside a quoted field twice (""). Best let Excel save the .csv again.',
        'Một dấu nháy mở mà không đóng làm các dòng sau bị đọc dồn vào một ô; ví dụ: I.1;"Đạt',
        'A quote that is opened and not closed swallows all lines behind it into one field; such as: I.1;"Met',
    ),
}
