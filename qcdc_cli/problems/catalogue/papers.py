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
}
