"""Q9: official papers, letters and pages, from Q930 on: what they are made of and what they cannot hold."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q930": error(
        "Để ghi tệp PDF cần cài thêm một thư viện: `pip install 'qcdc[pdf]'`.",
        "PDF files need one more library: `pip install 'qcdc[pdf]'`.",
        "Cài thư viện rồi chạy lại, hoặc xuất tệp .docx và lưu thành PDF bằng Word, LibreOffice.",
        "Install it and run again, or write a .docx file and save it as PDF with Word or LibreOffice.",
        "Thư viện này lớn (81 MB), nên chỉ cài khi cần.",
        "The library is large (81 MB), so it is installed only where it is needed.",
    ),
    "Q938": error(
        "Phông chữ của tệp PDF không có ký tự `{letter}` ({code}) trong {paper}.",
        "The font of PDF files has no letter `{letter}` ({code}), which stands in {paper}.",
        "Sửa ký tự đó trong dữ liệu (tên, nhận xét, lý do …), hoặc xuất tệp .docx.",
        "Change the letter in the data (a name, a note, a reason …), or write a .docx file.",
        "Nếu cứ ghi thì chỗ đó in ra ô trống; phông Tinos có đủ chữ Việt và các chữ Latinh khác.",
        "It would be printed as an empty square; the font, Tinos, has all of Vietnamese and other Latin letters.",
    ),
    "Q939": error(
        "Các bảng của {paper} có {cells} ô; một tệp PDF có tối đa {most} ô, mà ở đây chỉ ghi được một tệp.",
        "The tables of {paper} have {cells} cells; a PDF file can have {most} at most, and only one file can be written here.",
        "Ghi vào tệp có tên, như `bao-cao.pdf`: văn bản được chia thành `bao-cao-1.pdf`, `bao-cao-2.pdf`, v.v.",
        "Write into a file with a name, such as `report.pdf`: it is parted into `report-1.pdf`, `report-2.pdf` and so on.",
        "Một tệp được dàn trang một lần, mỗi ô cần từ 15 đến 19 kB bộ nhớ: lớn hơn nữa thì máy văn phòng có thể hết bộ nhớ.",
        "A file is laid out as a whole, and each cell takes 15 to 19 kB of memory: with more of them, an office's machine may run out of it.",
    ),
    "Q944": error(
        "Không lập được mục lục hồ sơ: đợt thi đua chưa ghi thư mục minh chứng.",
        "There is no index of evidence files: the campaign names no folder for evidence.",
        "Ghi `evidence: minh-chung/{{unit}}/{{period}}` vào qcdc.yaml và để tệp minh chứng của từng đơn vị vào đó.",
        "Write `evidence: minh-chung/{{unit}}/{{period}}` into qcdc.yaml and put each unit's files there.",
        "Mục lục nêu tệp của từng tài liệu, nên phải biết tệp nằm ở đâu.",
        "The index names the file of each document, so it must be known where the files lie.",
    ),
    "Q947": error(
        "Mẫu báo cáo không phải văn bản Word (.docx, .dotx).",
        "The template is not a Word document (.docx, .dotx).",
        "Mở bằng Word hoặc LibreOffice và lưu lại dưới dạng Word Document (.docx), không phải Strict Open XML Document.",
        "Open it in Word or LibreOffice and save it as a Word Document (.docx), not as a Strict Open XML Document.",
        "qcdc điền thẳng vào mẫu báo cáo, nên mẫu báo cáo phải cùng loại với tệp ghi ra.",
        "qcdc fills the template's own file, so it must be of the same kind as the result.",
    ),
    "Q948": error(
        "Mẫu báo cáo có {what}.",
        "The template holds {what}.",
        "Bỏ thành phần đó khỏi mẫu báo cáo rồi lưu lại dưới dạng Word Document (.docx).",
        "Take it out of the template and save it as a Word Document (.docx).",
        (
            "Các thành phần này chạy lệnh hoặc tự lấy tệp khác khi người nhận mở văn bản, hoặc mất hiệu lực khi tệp thay đổi. "
            "Văn bản do qcdc ghi ra không mang theo chúng. Đường dẫn (hyperlink) thường thì được giữ."
        ),
        (
            "Such things run commands or load other files when a reader opens the document, or no longer hold when it "
            "changes. A document that qcdc writes carries none of them. Ordinary hyperlinks are kept."
        ),
    ),
    "Q949": error(
        "`{found}` viết sai cú pháp.",
        "`{found}` is not written correctly.",
        (
            "Trường đặt trong hai dấu ngoặc nhọn: {{{{đơn vị}}}}, {{{{mục:I}}}}; điều kiện, vòng lặp: "
            "{{% if hạng == 1 %}} … {{% endif %}}, {{% for đv in các_đơn_vị %}} … {{% endfor %}}."
        ),
        (
            "Placeholders stand in two braces: {{{{unit}}}}, {{{{group:I}}}}; conditions and loops: "
            "{{% if rank == 1 %}} … {{% endif %}}, {{% for one in all_units %}} … {{% endfor %}}."
        ),
        (
            'Thường là thiếu một dấu ngoặc, hoặc mã mục, tiêu chí trong điều kiện chưa viết theo dạng `mục["I"]`. Để nguyên '
            "thì văn bản in ra còn ngoặc nhọn."
        ),
        (
            "Mostly a brace is missing, or the id of a group or criterion in a condition is not written as "
            '`group["I"]`. Left as it is, the print would show braces.'
        ),
    ),
    "Q950": error(
        "`{found}` có {what}; mẫu báo cáo không được dùng.",
        "`{found}` has {what}, which templates may not use.",
        "Bỏ đi, hoặc viết lại chỉ bằng trường, so sánh, `and`, `or`, `not`.",
        "Take it out, or write it with placeholders, comparisons, `and`, `or`, `not` only.",
        (
            "Mẫu báo cáo do người khác gửi có thể chứa lệnh làm hại máy hoặc chạy mãi không dừng, nên qcdc chỉ nhận những gì "
            "cần để điền. Số liệu do qcdc tính, mẫu báo cáo không tính."
        ),
        (
            "A template from somebody else could run commands or never end, so qcdc takes only what filling needs. "
            "Figures are computed by qcdc, not by templates."
        ),
    ),
    "Q951": error(
        "Trường `{found}` là của từng đơn vị, nhưng không nằm trong dòng của bảng hay trong vòng lặp.",
        "`{found}` is about one unit, and stands neither in a row of a table nor in a loop.",
        (
            "Đặt trường vào một dòng của bảng (dòng đó được lặp cho từng đơn vị), hoặc đặt các đoạn giữa "
            "{{%p for đv in các_đơn_vị %}} và {{%p endfor %}}."
        ),
        (
            "Put it into a row of a table, which is repeated for each unit, or put the paragraphs between "
            "{{%p for one in all_units %}} and {{%p endfor %}}."
        ),
        "Ngoài dòng lặp và vòng lặp thì không rõ trường nói về đơn vị nào.",
        "Outside of a repeated row or a loop it is unclear which unit is meant.",
    ),
    "Q952": error(
        "Không điền được `{found}` {where}.",
        "`{found}` cannot be filled {where}.",
        "Đặt trường trong đoạn văn, bảng, hộp văn bản, đầu trang, chân trang, chú thích hoặc thuộc tính của tệp.",
        "Put it into a paragraph, table, text box, header, footer, note or property of the file.",
        "Ở nơi khác, trường sẽ còn nguyên trong bản in.",
        "Anywhere else it would stay in the print.",
    ),
    "Q953": error(
        "Lệnh `{found}` {what}.",
        "`{found}` {what}.",
        (
            "Mở và kết thúc khối trong cùng một đoạn, hoặc để riêng: hai đoạn với {{%p … %}}, hai dòng của bảng với "
            "{{%tr … %}}; những dòng, đoạn này không in ra."
        ),
        (
            "Begin and end it within one paragraph, or in places of their own: two paragraphs with {{%p … %}}, two rows "
            "of a table with {{%tr … %}}; these rows and paragraphs are not printed."
        ),
        "Mỗi {{% if %}} cần {{% endif %}}, mỗi {{% for %}} cần {{% endfor %}}, đặt ở nơi mà phần ở giữa bỏ đi hay lặp lại được.",
        "Each {{% if %}} needs an {{% endif %}}, each {{% for %}} an {{% endfor %}}, where what is between can be left out or repeated.",
    ),
    "Q954": error(
        "Điền mẫu báo cáo cần {what}.",
        "Filling the template takes {what}.",
        "Chia mẫu báo cáo thành nhiều tệp nhỏ hơn, hoặc chọn một khối ít đơn vị hơn.",
        "Split the template into smaller files, or choose a bloc with fewer units.",
        "Có giới hạn để một tệp làm sẵn với ý xấu không chiếm hết máy; mẫu báo cáo thường chỉ cần chưa đến một giây.",
        "There is a limit so that no hostile file takes over the machine; usual templates need less than a second.",
    ),
    "Q955": error(
        "Sau khi điền, phần `{part}` không còn là văn bản Word hợp lệ.",
        "When filled, the part `{part}` is no valid Word document any more.",
        "Xem lại các khối {{% … %}} trong phần đó; đặt {{%p … %}} trong đoạn riêng, không có hình vẽ, hộp văn bản.",
        "Look at the blocks {{% … %}} in that part; keep {{%p … %}} in paragraphs of their own, without drawings or text boxes.",
        "Một khối bắt đầu và kết thúc ở những chỗ mà Word không ghép lại được; tệp như vậy Word không mở.",
        "A block begins and ends where Word cannot put the rest together; Word would not open such a file.",
    ),
    "Q956": error(
        "Không chạy được tiến trình điền mẫu báo cáo: {reason}.",
        "The process that fills the template could not be started: {reason}.",
        "Kiểm tra quyền chạy Python trên máy, hoặc cài lại qcdc.",
        "See whether Python may be run on this machine, or install qcdc again.",
        "Mẫu báo cáo được điền trong một tiến trình riêng, có giới hạn thời gian và bộ nhớ.",
        "Templates are filled in a process of their own, with bounds of time and memory.",
    ),
}
