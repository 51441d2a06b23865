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
    "Q944": error(
        "Không lập được mục lục hồ sơ: đợt thi đua chưa ghi thư mục minh chứng.",
        "There is no index of evidence files: the campaign names no folder for evidence.",
        "Ghi `evidence: minh-chung/{{unit}}/{{period}}` vào qcdc.yaml và để tệp minh chứng của từng đơn vị vào đó.",
        "Write `evidence: minh-chung/{{unit}}/{{period}}` into qcdc.yaml and put each unit's files there.",
        "Mục lục nêu tệp của từng tài liệu, nên phải biết tệp nằm ở đâu.",
        "The index names the file of each document, so it must be known where the files lie.",
    ),
}
