"""Q7: a bloc's own layout to fill in, from Q761 on; from Q776 on, what a workbook's file lists and numbers oddly."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import error, warning

_BRACES = (
    "Trường điền đặt trong hai dấu ngoặc nhọn, ví dụ {{{{đơn vị}}}}, {{{{tổng điểm}}}}, {{{{mục:I}}}}.",
    "Placeholders are written in two braces, such as {{{{unit}}}}, {{{{points}}}}, {{{{group:I}}}}.",
)

ENTRIES = {
    "Q761": error(
        "Mẫu báo cáo không phải tệp Excel (.xlsx).",
        "The template is not an Excel workbook (.xlsx).",
        "Mở bằng Excel hoặc LibreOffice và lưu lại dưới dạng Excel Workbook (.xlsx).",
        "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx).",
        "qcdc điền thẳng vào mẫu báo cáo, nên mẫu báo cáo phải cùng định dạng với tệp ghi ra: .xlsx hoặc .xltx.",
        "qcdc fills the template's own file, so it must be of the same format as the result: .xlsx or .xltx.",
    ),
    "Q762": error(
        "Mẫu báo cáo có {what}, không giữ đúng được khi điền.",
        "The template holds {what}, which filling cannot keep right.",
        "Bỏ thành phần đó khỏi mẫu báo cáo rồi lưu lại dưới dạng Excel Workbook (.xlsx).",
        "Take it out of the template and save it as an Excel Workbook (.xlsx).",
        (
            "Các thành phần này tham chiếu đến dòng theo cách riêng, hoặc mất hiệu lực khi tệp thay đổi; tự ý bỏ đi "
            "thì người nhận không biết. Hình vẽ, ảnh, biểu đồ, ghi chú, định dạng có điều kiện thì được giữ."
        ),
        (
            "Such things speak of rows in ways of their own, or no longer hold when the file changes; leaving them out "
            "in silence would mislead. Drawings, pictures, charts, comments and conditional formats are kept."
        ),
    ),
    "Q763": error(
        "Mẫu báo cáo không có trường nào để điền.",
        "The template has nothing to fill.",
        *_BRACES,
        (
            "Mẫu báo cáo không có trường nào thì tệp ghi ra không có kết quả, nên thường là do đưa nhầm tệp. Thay "
            "cho ngoặc nhọn có thể đặt tên ô bắt đầu bằng qcdc_, ví dụ qcdc_unit."
        ),
        (
            "Without any word the result would be the template itself, which is mostly the wrong file. "
            "Instead of braces, cells may have names that begin with qcdc_, such as qcdc_unit."
        ),
    ),
    "Q764": error(
        "Không có trường `{found}`.",
        "There is no word `{found}` for templates.",
        "Sửa lại; tài liệu về `qcdc export --template` ghi mọi trường dùng được.",
        "Mend it; the documentation of `qcdc export --template` lists all words.",
        "Để nguyên thì văn bản in ra còn ngoặc nhọn; bỏ trống thì không biết là thiếu.",
        "Left as it is, the print would show braces; left blank, the gap would go unnoticed.",
    ),
    "Q765": error(
        "Trường `{found}` cần `{id}`, mà đợt hoặc thang điểm này không có.",
        "`{found}` names `{id}`, which is not there.",
        (
            "Dùng mã của mục, tiêu chí, bước chấm có trong đợt; số là thứ tự trong phần ký, ghi ở `signatures` trong "
            "qcdc.yaml."
        ),
        (
            "Use the id of a group, criterion or stage that the campaign has; a number is that of a place to sign, "
            "from `signatures` in qcdc.yaml."
        ),
        "Mã phải đúng từng ký tự như trong thang điểm và qcdc.yaml; I.1 và I.10 là hai tiêu chí.",
        "Ids are those of the rubric and of qcdc.yaml, letter by letter; I.1 and I.10 are two criteria.",
    ),
    "Q766": error(
        "Mẫu báo cáo được điền cho một khối, mà đợt có nhiều khối: {blocs}.",
        "A template is for one bloc, and there are: {blocs}.",
        "Điền cho từng khối, mỗi khối một lần.",
        "Fill it for one bloc at a time.",
        "Mỗi khối có thang điểm và bảng riêng; chạy một lần cho mỗi khối, ghi ra mỗi tệp một tên.",
        "Each bloc has its rubric and table; run it once for each bloc, with a file of its own.",
        {"--bloc": Text("chọn khối bằng `--bloc`", "choose the bloc with `--bloc`")},
    ),
    "Q767": error(
        "Các trường về đơn vị nằm ở nhiều dòng: {rows}.",
        "Placeholders about units are in more than one row: {rows}.",
        "Đặt các trường đó trong cùng một dòng; bảng khác đặt ở trang khác.",
        "Keep them in one row; put another table on another worksheet.",
        "Dòng có trường về đơn vị được lặp cho mỗi đơn vị; có nhiều dòng như vậy thì không rõ thứ tự mong muốn.",
        "The row that speaks of a unit is repeated for each unit; with several rows the order would be unclear.",
    ),
    "Q768": error(
        "Dòng lặp cho các đơn vị phụ thuộc dòng khác: {what}.",
        "The row that is repeated for the units depends on another row: {what}.",
        "Sửa để dòng này không phụ thuộc dòng khác.",
        "Make this row independent of other rows.",
        (
            "Khi dòng được lặp, Excel hiểu `E7` là ô phía trên của từng dòng, `E$7` là một ô chung. Hai cách cho số "
            "khác nhau nên qcdc không đoán."
        ),
        (
            "Where a row is repeated, `E7` means the cell above in each row and `E$7` one cell for all. Both give "
            "figures, but different ones, so qcdc does not guess."
        ),
    ),
    "Q769": error(
        "Không điền được `{found}` {where}.",
        "`{found}` cannot be filled {where}.",
        "Đặt trường trong một ô chữ bình thường; công thức, biểu đồ thì trỏ tới ô đó.",
        "Put the word into an ordinary cell with text; let formulas and charts refer to that cell.",
        (
            "Trường chỉ được điền trong ô chữ, hoặc ô có tên qcdc_… trỏ đúng một ô. Ở nơi khác, trường sẽ còn nguyên "
            "trong bản in."
        ),
        "Words are filled in cells with text, or in a cell named qcdc_…; anywhere else they would stay in the print.",
    ),
    "Q776": warning(
        "Trang `{name}` không có ô nào trong tệp, nên không có gì được đọc từ trang đó.",
        "The sheet `{name}` has no cells in the file, so nothing is read from it.",
        "Nếu trang đó có điểm, mở bằng Excel và chép sang một trang tính thường; nếu không, xóa trang đó đi.",
        "If it holds marks, open the file in Excel and copy them to an ordinary worksheet; if not, delete the sheet.",
        (
            "Tệp Excel đời cũ có trang mô-đun macro, trang macro; một số chương trình ghi tên trang mà không ghi nội dung. "
            "Các trang khác của tệp vẫn được đọc."
        ),
        (
            "Old workbooks have modules and sheets of macros; some programs list a sheet and write no content for it. "
            "The other worksheets are read as usual."
        ),
    ),
    "Q777": error(
        "Dòng, ô của trang tính được đánh số mâu thuẫn: {what}.",
        "Rows or cells of the worksheet have contradictory numbers: {what}.",
        "Mở bằng Excel hoặc LibreOffice, xem lại các dòng, rồi lưu lại dưới dạng Excel Workbook (.xlsx).",
        "Open it in Excel or LibreOffice, look at the rows, and save it as an Excel Workbook (.xlsx).",
        (
            "Excel ghi các dòng, các ô theo thứ tự, mỗi vị trí một lần. Tệp do chương trình khác ghi sai thì mỗi chương "
            "trình hiểu một vị trí khác, nên qcdc không đoán; dòng, ô không có số thì được đếm tiếp như Excel."
        ),
        (
            "Excel writes rows and cells in their order, each once. Of a file that another program wrote otherwise, each "
            "reader makes something else, so qcdc does not guess; rows and cells without a number are counted on, as in "
            "Excel."
        ),
    ),
}
