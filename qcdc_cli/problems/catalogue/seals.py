"""Q0: seals. Q001 on: the seals themselves; Q010 on: sealing; Q020 on: checking what was sealed; Q060 on: outputs."""

from qcdc_cli.problems.catalogue import error

ENTRIES = {
    "Q001": error(
        "Niêm phong số {number} đã bị sửa: nội dung không khớp mã của nó.",
        "Seal {number} was edited: its content is not what its digest and code were made of.",
        "Lấy lại tệp này từ bản sao lưu, hoặc từ bản mà đơn vị khác giữ; đối chiếu mã với biên bản đã ký.",
        "Take the file back from a copy, or from one that another unit keeps; compare the code with the signed minutes.",
        "Mỗi niêm phong có mã tính từ toàn bộ nội dung của nó, nên sửa một chữ cũng lộ ra. Đính chính thì dùng "
        "`qcdc seal --erratum`, không sửa tệp.",
        "The code of a seal is made of all of its content, so that an edit of a single letter shows. A correction is made "
        "with `qcdc seal --erratum`, not in the file.",
    ),
    "Q002": error(
        "Niêm phong số {number} không nối tiếp niêm phong số {before}: có niêm phong bị xóa, bị đổi chỗ hoặc bị làm lại.",
        "Seal {number} does not go on from seal {before}: a seal was deleted, moved or made anew.",
        "Lấy lại thư mục `seals` từ bản sao lưu; đối chiếu mã của từng niêm phong với biên bản đã ký.",
        "Take the folder `seals` back from a copy; compare the code of each seal with the signed minutes.",
        "Mỗi niêm phong ghi mã kiểm tra của niêm phong trước nó, nên không thể bỏ hay thay một niêm phong ở giữa.",
        "Each seal has the digest of the one before it, so that none can be taken out or replaced.",
    ),
    "Q003": error(
        "Niêm phong số {number} là của kỳ `{period}`, không phải của tệp này.",
        "Seal {number} is of the period `{period}`, which is not this file's.",
        "Chuyển lại về tệp {file} như lúc niêm phong.",
        "Put it back into {file}, where it was sealed.",
        "Niêm phong của mỗi kỳ nằm trong tệp mang mã của kỳ đó.",
        "The seals of a period stand in the file that is called after it.",
    ),
    "Q004": error(
        "Niêm phong số {number} thay kết quả đã niêm phong ở số {before}, nhưng không phải là đính chính của số đó.",
        "Seal {number} replaces results that were closed by seal {before}, and is no erratum of that seal.",
        "Lấy lại thư mục `seals` từ bản sao lưu; sai sót thì đính chính bằng `qcdc seal --erratum`.",
        "Take the folder `seals` back from a copy; correct a mistake with `qcdc seal --erratum`.",
        "Kết quả đã niêm phong chỉ thay đổi bằng đính chính, có lý do, số liệu cũ và mới. `qcdc seal` không niêm phong lại "
        "một khối đã niêm phong; ai đó đã thêm niêm phong này bằng cách khác.",
        "Sealed results change by an erratum only, with a reason and old and new figures. `qcdc seal` does not seal a bloc "
        "again; this seal was put there in another way.",
    ),
    "Q005": error(
        "Đây là bản sao của niêm phong số {number}, nhưng {file} không có niêm phong đó: niêm phong đã bị xóa.",
        "This is the copy of seal {number}, which is not in {file}: that seal was deleted.",
        "Lấy lại thư mục `seals` từ bản sao lưu, hoặc từ bản mà đơn vị khác giữ; đối chiếu mã với biên bản đã ký.",
        "Take the folder `seals` back from a copy, or from one that another unit keeps; compare the code with the signed "
        "minutes.",
        "Xóa niêm phong cuối cùng thì các niêm phong còn lại vẫn nối tiếp nhau, nên chỉ bản sao .zip còn lại cho thấy. Xóa "
        "cả bản sao thì chỉ mã đã ở trong tay người khác mới cho thấy.",
        "When the last seal is deleted, those before it still go on from each other, so that only the copy that is left "
        "shows it. When the copy is gone, too, only a code that others hold does.",
    ),
    "Q010": error(
        "Tệp này đã thay đổi trong khi niêm phong, nên chưa niêm phong.",
        "This file changed while it was being sealed, so that nothing was sealed.",
        "Chạy lại `qcdc seal` khi không ai ghi vào đợt thi đua.",
        "Run `qcdc seal` again while nobody writes into the campaign.",
        "Điểm được tính từ nội dung đã đọc lúc đầu. Niêm phong tệp đã khác đi thì kết quả niêm phong không còn là kết quả "
        "tính từ tệp đó.",
        "Results are computed from what was read first. If a file is another one by the time that it is sealed, the sealed "
        "results are not what it gives.",
    ),
    "Q011": error(
        "Kỳ `{period}` của khối `{bloc}` đã niêm phong: số {number}, mã {code}.",
        "The period `{period}` of the bloc `{bloc}` is sealed: seal {number}, code {code}.",
        "Xem lại tin nhắn: `qcdc seal --period {period} --show`. Sai sót thì sửa phiếu rồi đính chính: `qcdc seal "
        '--period {period} --erratum "lý do"`.',
        "See its messages again: `qcdc seal --period {period} --show`. To correct it, edit the sheets, then `qcdc "
        'seal --period {period} --erratum "reason"`.',
        "Một kỳ chỉ niêm phong một lần. Sau đó, mọi thay đổi là đính chính: có số thứ tự, có lý do, giữ số liệu cũ và mới.",
        "A period is sealed once. Any change after that is an erratum: numbered, with a reason, with old and new figures.",
    ),
    "Q012": error(
        "Chưa niêm phong được, vì {what}.",
        "This cannot be sealed yet: {what}.",
        "Giải quyết xong rồi niêm phong; hoặc niêm phong tạm tính, không khóa kỳ: `qcdc seal --period {period} "
        "--provisional`.",
        "Settle it, then seal; or seal it as provisional, which closes nothing: `qcdc seal --period {period} "
        "--provisional`.",
        "Còn thiếu điểm, giải trình chưa giải quyết hay chưa phân định hạng thì kết quả còn có thể thay đổi. Niêm phong tạm tính "
        "thời ghi rõ còn việc gì, và nhập biểu mẫu vẫn tiếp tục.",
        "While marks are missing, appeals open or ties undecided, results can still change. A provisional seal says what "
        "was open, and imports go on.",
    ),
    "Q013": error(
        "Kỳ `{period}` chưa niêm phong{of}.",
        "The period `{period}` is not sealed{of}.",
        "Niêm phong trước bằng `qcdc seal`; kỳ khác thì `qcdc seal --period`.",
        "Seal it first with `qcdc seal`; another period with `qcdc seal --period`.",
        "Đính chính và ghi nhận minh chứng đã hủy là thêm vào một niêm phong đã có. Niêm phong tạm tính không khóa kỳ, nên "
        "không cần đính chính: niêm phong lại.",
        "An erratum, or a record of removed evidence, is added to a seal that is there. A provisional seal closes nothing "
        "and needs no erratum: seal again.",
    ),
    "Q014": error(
        "Kỳ `{period}` của khối `{bloc}` đã niêm phong (số {number}, mã {code}), nên {what}.",
        "The period `{period}` of the bloc `{bloc}` is sealed (seal {number}, code {code}), so that {what}.",
        'Nếu có sai sót: sửa trực tiếp tệp phiếu, rồi đính chính bằng `qcdc seal --period {period} --erratum "lý do"`.',
        "If something is wrong, edit the sheet itself, then correct the seal with `qcdc seal --period {period} "
        '--erratum "reason"`.',
        "Niêm phong khóa một kỳ của một khối. Kỳ khác, khối khác vẫn nhập bình thường.",
        "A seal closes a period of a bloc. Other periods and blocs go on as before.",
    ),
    "Q015": error(
        "Không có gì thay đổi từ niêm phong số {number}, nên không có gì để đính chính.",
        "Nothing has changed since seal {number}, so that there is nothing to correct.",
        "Sửa tệp trước (phiếu, qcdc.yaml, thang điểm), rồi chạy lại lệnh này.",
        "Correct the files first (sheets, qcdc.yaml, the rubric), then run this again.",
        "Đính chính niêm phong kết quả mới tính từ các tệp đã sửa; tệp chưa sửa thì chưa có kết quả mới.",
        "An erratum seals what the corrected files give; as long as they are as they were, that is nothing new.",
    ),
    "Q016": error(
        "Bản sao của niêm phong này {reason}.",
        "This copy of a seal {reason}.",
        "Lấy lại thư mục `seals` từ bản sao lưu, rồi chạy lại lệnh này.",
        "Take the folder `seals` back from a copy, then run this again.",
        "Bản sao giữ số liệu và danh mục minh chứng như lúc niêm phong. Thiếu nó thì không ghi được số liệu cũ bên cạnh số "
        "liệu mới, và không biết minh chứng nào đã có.",
        "The copy holds the figures and the lists of evidence as they were sealed. Without it, old figures cannot be put "
        "beside new ones, and nobody knows which evidence there was.",
    ),
    "Q017": error(
        "Minh chứng `{path}` {reason}.",
        "The evidence `{path}` {reason}.",
        "Ghi đúng đường dẫn của minh chứng đã niêm phong và nay không còn, tính từ thư mục đợt thi đua.",
        "Write the path, from the campaign's folder, of sealed evidence that is gone now.",
        "Minh chứng hết hạn lưu có thể được hủy, nhưng phải ghi ai quyết định, vì sao. Nhờ đó tệp bị mất hay bị giấu không "
        "lẫn với tệp đã hủy đúng quy định.",
        "Evidence may be removed when it need no longer be kept, but who decided so and why must be recorded, so that a "
        "file that was lost or hidden is not taken for one.",
    ),
    "Q018": error(
        "Niêm phong không giữ được nguyên văn `{text}`: có ký tự ẩn, hoặc có hai tệp cùng tên như vậy.",
        "A seal cannot hold `{text}` as it is: it has hidden characters, or two files have this name.",
        "Viết lại, hoặc đặt lại tên tệp, không có ký tự ẩn hay xuống dòng.",
        "Write it again, or rename the file, without hidden characters or line breaks.",
        "Điều đã niêm phong phải đọc lại được đúng như đã ghi, trên mọi máy.",
        "What is sealed must be read again exactly as it was written, on every machine.",
    ),
    "Q019": error(
        "Các khối được chọn thuộc nhiều niêm phong (số {numbers}).",
        "The chosen blocs are of several seals ({numbers}).",
        "Làm từng niêm phong: chọn khối bằng `qcdc seal --period {period} --bloc`.",
        "Take one seal after the other: choose a bloc with `qcdc seal --period {period} --bloc`.",
        "Mỗi đính chính sửa đúng một niêm phong, để số liệu cũ và mới đứng cạnh nhau.",
        "An erratum corrects one seal, so that old and new figures stand side by side.",
    ),
    "Q050": error(
        "Kết quả kỳ {period} của {bloc} không phải kết quả đã niêm phong (niêm phong số {number}, {day}).",
        "The results of {bloc} in {period} are not the ones that were sealed (seal {number}, {day}).",
        "Lấy lại các tệp như lúc niêm phong; nếu kết quả mới mới đúng thì lập đính chính bằng `qcdc seal --period "
        "{period} --erratum`.",
        "Put the files back as they were sealed; if the new results are the right ones, make an erratum with "
        "`qcdc seal --period {period} --erratum`.",
        "Sau khi niêm phong, số liệu của kỳ đó không đổi được nữa: lệnh nào cũng chỉ đưa ra số liệu đã niêm phong, hoặc "
        "từ chối và nêu tệp, tiêu chí, con số đã khác. Số liệu sai thì đính chính công khai, có số, có lý do.",
        "After a period is sealed, its figures cannot change: every command shows the sealed ones, or refuses and names "
        "the files, criteria and figures that differ. What was wrong is corrected in the open, with a number and a "
        "reason.",
    ),
    "Q051": error(
        "{line}: {changes} (niêm phong số {number} → nay).",
        "{line}: {changes} (seal {number} → now).",
        "Sửa lại như lúc niêm phong; nếu số mới mới đúng thì lập đính chính bằng `qcdc seal --period {period} "
        "--erratum`.",
        "Put it back as it was sealed; if the new figure is the right one, make an erratum with `qcdc seal --period "
        "{period} --erratum`.",
        "Bản sao bên cạnh niêm phong giữ từng mức đã chấm và từng con số, nên nêu được chỗ nào đã khác, từ bao nhiêu "
        "thành bao nhiêu.",
        "The copy beside a seal has every mark and every figure, so that what differs can be named, with the old value "
        "and the new one.",
    ),
    "Q052": error(
        "Không có bản sao của niêm phong số {number}, hoặc bản sao đã bị sửa: không nêu được tiêu chí, con số nào đã khác.",
        "There is no copy of seal {number}, or it was edited: which criteria and figures differ cannot be told.",
        "Lấy lại tệp này từ bản sao lưu, hoặc từ bản mà đơn vị khác giữ.",
        "Take this file back from a backup, or from one that another unit keeps.",
        "Niêm phong chỉ ghi mã kiểm tra; số liệu khi niêm phong nằm trong bản sao .zip bên cạnh. Mất bản sao thì vẫn "
        "biết kết quả đã khác, nhưng không biết khác ở đâu.",
        "A seal has digests only; the sealed figures are in the .zip beside it. Without it, it is still known that the "
        "results differ, but not where.",
    ),
    "Q053": error(
        "Còn {more} chỗ khác so với niêm phong số {number} không nêu ở đây.",
        "Further places that differ from seal {number} and are not named here: {more}.",
        "Chạy `qcdc verify` để xem tất cả.",
        "`qcdc verify` shows all of them.",
        "Sửa thang điểm có thể làm khác mọi con số của mọi đơn vị; khi đó lệnh nêu các chỗ đầu tiên và số chỗ còn lại.",
        "A changed rubric may change every figure of every unit; then the first places are named, and how many more there "
        "are.",
    ),
    "Q060": error(
        "{what}: tệp này ghi {found}, kết quả của đợt thi đua là {expected}.",
        "{what}: this file shows {found}; the campaign gives {expected}.",
        "Không dùng tệp này; xuất lại từ đợt thi đua. Nếu tệp do nơi khác gửi, hỏi nơi gửi ai đã sửa.",
        "Do not use this file; export it again from the campaign. If somebody sent it, ask them who changed it.",
        "`qcdc verify TỆP` làm lại tệp từ hồ sơ của đợt thi đua rồi so từng ô. Tệp lưu lại bằng LibreOffice, Excel vẫn "
        "khớp: số được so theo giá trị, không theo cách ghi.",
        "`qcdc verify FILE` makes the output again from the campaign's files and compares it place by place. A file that "
        "LibreOffice or Excel saved again still agrees: numbers are compared by value.",
    ),
    "Q061": error(
        "{what}: công thức {expected} đã bị xóa hoặc thay bằng giá trị nhập tay.",
        "{what}: the formula {expected} was removed, or replaced by a value that somebody typed.",
        "Xuất lại tệp; muốn sửa điểm thì sửa phiếu rồi tính lại.",
        "Export the file again; to change a mark, change the sheet and compute anew.",
        "Ô tổng, tỷ lệ, hạng, xếp loại là công thức trên các ô điểm. Thay bằng một số, dù hôm nay bằng kết quả đúng, thì "
        "không còn tính lại theo điểm nữa.",
        "Totals, shares, ranks and classes are formulas over the marks. A number in their place, even the right one today, "
        "no longer follows the marks.",
    ),
    "Q062": error(
        "{what}: công thức là {found}, tệp do qcdc xuất có {expected}.",
        "{what}: the formula is {found}; the export has {expected}.",
        "Xuất lại tệp từ đợt thi đua.",
        "Export the file again from the campaign.",
        "Một công thức khác có thể cho kết quả đúng khi xuất và sai khi điểm thay đổi. Khoảng trắng, dấu nháy mà "
        "LibreOffice hoặc Excel tự thêm không tính là khác.",
        "Another formula may give the right result today and a wrong one when marks change. Spaces and quotes that "
        "LibreOffice or Excel add make no difference.",
    ),
    "Q063": error(
        "{what}: tệp này có thêm {found}, đợt thi đua không cho nội dung đó.",
        "{what}: this file has {found} besides, which the campaign does not give.",
        "Xóa phần thêm, hoặc xuất lại tệp từ đợt thi đua.",
        "Take it out, or export the file again from the campaign.",
        "Nội dung thêm vào một tệp kết quả được người đọc hiểu là kết quả.",
        "Whatever is added to a file of results is read as a result.",
    ),
    "Q064": error(
        "{what}: tệp này thiếu {expected}.",
        "{what}: this file lacks {expected}.",
        "Xuất lại tệp từ đợt thi đua.",
        "Export the file again from the campaign.",
        "Kết quả bị bỏ bớt cũng là kết quả bị sửa: một dòng, một ghi chú hay một trang thiếu đi có thể đổi nghĩa phần còn lại.",
        "A result with something left out is a changed result: a missing line, note or sheet can change what the rest means.",
    ),
    "Q065": error(
        "{what}: {found} bị ẩn hoặc hiển thị khác trong tệp này.",
        "{what}: {found} is hidden, or shown in another way, in this file.",
        "Bỏ ẩn dòng, cột, trang; trả lại định dạng số, màu chữ; hoặc xuất lại tệp.",
        "Show the rows, columns and sheets, and take back number formats and colours; or export the file again.",
        "Số vẫn còn trong tệp nhưng người đọc không thấy, hoặc thấy một số đã bị bớt chữ số: định dạng số, chữ trùng màu "
        "nền, dòng ẩn, định dạng có điều kiện.",
        "The figure is in the file, and readers do not see it, or see fewer digits of it: number formats, letters in the "
        "colour of the cell, hidden rows, conditional formats.",
    ),
    "Q066": error(
        "Tệp này có {found} không phải của qcdc ({what}).",
        "This file has {found}, which is not qcdc's ({what}).",
        "Không mở nội dung đó; xuất lại tệp từ đợt thi đua.",
        "Do not open it; export the file again from the campaign.",
        "Mã lệnh, macro, hình ảnh, hộp chữ, liên kết ra ngoài có thể hiện bất cứ gì đè lên kết quả, hoặc sửa kết quả khi mở. "
        "Tệp do qcdc xuất không có những thứ này, trừ mã lệnh của chính trang công khai.",
        "Scripts, macros, pictures, text boxes and links can show anything over the results, or change them when the file "
        "is opened. Files of qcdc have none of them, but for the public page's own script.",
    ),
    "Q067": error(
        "`{path}` không phải kết quả của đợt thi đua này, hoặc không thuộc loại tệp kiểm tra được.",
        "`{path}` is no result of this campaign, or of a kind that cannot be checked.",
        "Kiểm tra được: tệp do `qcdc export` ghi (.xlsx, .html, .json, .csv, .md, .docx, .pdf), `qcdc rank`, `qcdc score`, "
        "`qcdc rubric stats` (json, csv, md), `qcdc changes`, `appeals`, `notes`, `margins` (của cả đợt, một khối hoặc một "
        "đơn vị). Kiểm tra lại thư mục đợt thi đua, kỳ và khối.",
        "What can be checked: files of `qcdc export` (.xlsx, .html, .json, .csv, .md, .docx, .pdf), of `qcdc rank`, "
        "`qcdc score` and `qcdc rubric stats` (json, csv, md), of `qcdc changes`, `appeals`, `notes` and `margins` (of all "
        "blocs, of one or of one unit). See whether the campaign, the period and the bloc are the right ones.",
        "Danh sách `changes` lọc bằng `--criterion` được so với cả danh sách. Danh sách khác (`status`, `explain`, `evidence`, `sensitivity`, `compare` …) và tệp điền theo "
        "mẫu riêng cũng không so được. Tệp bị sửa quá nửa không còn nhận ra được.",
        "A list of `changes` that was narrowed by `--criterion` is compared with the whole one. Other lists (`status`, `explain`, `evidence`, `sensitivity`, "
        "`compare` …) and filled templates are not compared either. A file of which more than half was changed is no longer "
        "recognised.",
    ),
    "Q068": error(
        "Không đọc được tệp này một cách chắc chắn: {why}.",
        "This file cannot be read with certainty: {why}.",
        "Lấy lại tệp từ nơi gửi, hoặc xuất lại từ đợt thi đua.",
        "Get the file again from whoever sent it, or export it again from the campaign.",
        "Khi hai chương trình có thể đọc một tệp thành hai nội dung khác nhau (khóa lặp trong JSON, số vô hạn), qcdc không "
        "chọn hộ.",
        "Where two programs could read a file in two ways (a key twice in JSON, a number without end), qcdc does not choose.",
    ),
    "Q069": error(
        "Tệp này mang mã {code} của niêm phong số {number}, đã được thay bằng số {later} (mã {code_now}): {reason}.",
        "This file carries the code {code} of seal {number}, which seal {later} (code {code_now}) replaces: {reason}.",
        "Dùng bản xuất sau đính chính; nội dung tệp cũ này chưa được đối chiếu.",
        "Use an export made after the erratum; what this older file says was not compared.",
        "Sau đính chính, kết quả đúng là kết quả của niêm phong mới nhất; tệp xuất trước đó cho số liệu cũ.",
        "After an erratum the results are those of the latest seal; a file from before it has the older figures.",
    ),
    "Q070": error(
        "Mã niêm phong {code} trong tệp này không phải của đợt thi đua này.",
        "The seal's code {code} in this file is none of this campaign.",
        "Đối chiếu mã với biên bản đã ký và với `qcdc verify`.",
        "Compare the code with the signed minutes and with `qcdc verify`.",
        "Mã sai nghĩa là tệp của đợt khác, hoặc kết quả đã được niêm phong lại sau khi xuất tệp mà không có đính chính.",
        "A wrong code means that the file is another campaign's, or that the results were sealed anew without an erratum.",
    ),
    "Q071": error(
        "Tệp PDF này không giống hệt tệp mà đợt thi đua cho.",
        "This PDF is not the file that the campaign gives.",
        "Xuất lại tệp PDF; hoặc kiểm tra bản .docx của văn bản đó, bản in thì đối chiếu mã niêm phong.",
        "Export the PDF again; or check the paper's .docx, and on paper the code of the seal.",
        "Cùng một văn bản thì qcdc cho cùng một tệp PDF, từng byte một; tệp PDF được lưu lại, ký số hoặc in lại bằng chương "
        "trình khác thì không còn giống, dù nội dung có thể vẫn đúng. qcdc không đọc chữ trong PDF.",
        "The same paper gives the same PDF, byte by byte; one that was saved again, signed or printed by another program "
        "differs, though it may say the same. qcdc does not read the words of a PDF.",
    ),
    "Q073": error(
        "{what} không có trong tệp này, nên không đối chiếu được.",
        "{what} are not in this file and cannot be compared.",
        "Mở tệp bằng Excel hoặc LibreOffice, lưu lại, rồi kiểm tra lại.",
        "Open the file with Excel or LibreOffice, save it, and check it again.",
        "Chương trình không tính công thức lưu tệp Excel mà không kèm kết quả; người mở tệp chỉ thấy số sau khi Excel tính.",
        "A program that computes no formulas saves a workbook without their results.",
    ),
}
