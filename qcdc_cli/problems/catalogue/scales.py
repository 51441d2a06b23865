"""Q7: scales that begin as a table of Excel or Word, from Q751 on."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q751": error(
        "Không tìm thấy bảng thang điểm nào.",
        "No table of a scale was found.",
        (
            "Thêm dòng tiêu đề có một cột nội dung (ví dụ: Nội dung, Tiêu chí) và một cột điểm (ví dụ: Điểm tối đa, "
            "Thang điểm), cùng trên một dòng."
        ),
        (
            "Add a header row with a column of names (such as: Content, Criterion) and one of points (such as: Max "
            "points), in the same row."
        ),
        (
            "Bảng được nhận ra bằng chữ ở dòng tiêu đề, trên trang tính không ẩn đầu tiên có dòng đó: STT, Nội dung, "
            "Điểm tối đa. Chữ hoa, chữ thường, có dấu hay không đều được. Của tệp Word là bảng lớn nhất có dòng đó."
        ),
        (
            "The table is known by the words of its header, on the first worksheet that has one and is not hidden: No., "
            "Content, Max points. Case and marks do not matter. Of a Word document it is the largest table that has one."
        ),
    ),
    "Q752": error(
        "Dưới dòng tiêu đề này không có dòng nội dung nào.",
        "There is no line below this header.",
        "Viết mỗi nội dung một dòng dưới tiêu đề, điểm ở cột điểm.",
        "Write each line below the header, with its points in the column of points.",
        "Một thang điểm có ít nhất một tiêu chí. Bảng có thể bắt đầu ở trang tính khác, sau một bảng chỉ có tiêu đề.",
        "A scale has at least one criterion. The real table may be on another worksheet, after one with a header only.",
    ),
    "Q753": error(
        "Ô điểm này là {what} (`{found}`), không phải số điểm.",
        "This cell of points holds {what} (`{found}`), not a number.",
        "Đặt ô về dạng Số (Number) hoặc Chung (General) rồi gõ lại số điểm.",
        "Set the cell's format to Number or General and type the points again.",
        (
            "Excel hay tự đổi số đang gõ: `5/1` thành ngày 5 tháng 1, `10%` thành 0,1. Số đã gõ không còn nữa nên "
            "qcdc không đoán."
        ),
        (
            "Spreadsheets turn what is typed into something else: `5/1` into a day, `10%` into 0.1. What was typed is "
            "gone, so qcdc does not guess."
        ),
    ),
    "Q754": error(
        "Điểm của tiêu chí “{name}” là một công thức.",
        "The points of the criterion “{name}” are a formula.",
        "Thay công thức bằng số: chép ô rồi dán giá trị (Paste Special, Values).",
        "Put the number in the formula's place: copy the cell and paste its value (Paste Special, Values).",
        "Kết quả lưu cạnh công thức có thể đã cũ. Công thức ở điểm của mục và ở dòng tổng thì được: qcdc tự cộng các "
        "thành phần.",
        (
            "The result that is kept beside a formula may be old. For groups and totals a formula is fine: qcdc adds the "
            "parts up itself."
        ),
    ),
    "Q755": error(
        "Dòng số `{found}` có điểm nhưng không có nội dung.",
        "The line with the number `{found}` has points, but no name.",
        "Ghi nội dung vào ô này, hoặc xóa điểm của dòng.",
        "Write the name here, or delete the line's points.",
        "Nếu hai ô được gộp theo chiều dọc, chỉ ô trên cùng còn chữ: bỏ gộp rồi ghi nội dung cho từng dòng.",
        "Of cells joined downwards only the top one keeps its text: part them and give each line its name.",
    ),
    "Q778": error(
        "Tệp là {kind}; trong các loại văn bản, qcdc chỉ đọc bảng của tệp Word dạng .docx.",
        "The file is {kind}; of documents, qcdc reads only tables in Word's .docx.",
        (
            "Mở bằng Word (hoặc LibreOffice) rồi lưu lại: Lưu dưới dạng, kiểu Tài liệu Word (*.docx). Chỉ đổi đuôi tệp là "
            "không đủ."
        ),
        "Open it in Word (or LibreOffice) and save it again: Save As, Word Document (*.docx). Renaming it is not enough.",
        (
            "Các định dạng này khác hẳn .docx dù nhìn giống nhau khi mở. Với tệp PDF, Word mở được và chuyển bảng thành bảng "
            "Word; xem lại bảng rồi hãy lưu, vì dòng và ô có thể bị lệch."
        ),
        (
            "These formats are not .docx, though they look the same once opened. Word opens a PDF and makes its table a "
            "Word table; look it over before saving, since rows and cells may have moved."
        ),
    ),
    "Q756": error(
        "Bảng chỉ có điểm thưởng, điểm trừ, không có nội dung nào khác.",
        "The table has only bonus or penalties, and nothing else.",
        "Thêm các nội dung được chấm, hoặc đổi tên mục nếu đó không phải điểm thưởng, điểm trừ.",
        "Add what is scored, or give the section another name if it is neither bonus nor penalties.",
        "Điểm thưởng và điểm trừ đứng ngoài tổng; một thang điểm phải có ít nhất một tiêu chí trong tổng.",
        "Bonus and penalties are outside the total; a scale needs at least one criterion inside it.",
    ),
}
