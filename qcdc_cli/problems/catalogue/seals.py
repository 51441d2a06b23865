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
    "Q050": error(
        "Kết quả kỳ {period} của {bloc} không phải kết quả đã niêm phong (niêm phong số {number}, {day}).",
        "The results of {bloc} in {period} are not the ones that were sealed (seal {number}, {day}).",
        "Lấy lại các tệp như lúc niêm phong; nếu kết quả mới mới đúng thì lập đính chính bằng `qcdc seal --erratum`.",
        "Put the files back as they were sealed; if the new results are the right ones, make an erratum with "
        "`qcdc seal --erratum`.",
        "Sau khi niêm phong, số liệu của kỳ đó không đổi được nữa: lệnh nào cũng chỉ đưa ra số liệu đã niêm phong, hoặc "
        "từ chối và nêu tệp, tiêu chí, con số đã khác. Số liệu sai thì đính chính công khai, có số, có lý do.",
        "After a period is sealed, its figures cannot change: every command shows the sealed ones, or refuses and names "
        "the files, criteria and figures that differ. What was wrong is corrected in the open, with a number and a "
        "reason.",
    ),
    "Q051": error(
        "So với niêm phong số {number}, tệp này {how}.",
        "Compared with seal {number}, this file {how}.",
        "Lấy lại tệp như lúc niêm phong, từ bản sao lưu hoặc từ bản sao trong thư mục `seals`.",
        "Put the file back as it was sealed, from a backup or from the copy in the folder `seals`.",
        "Niêm phong ghi mã kiểm tra của từng tệp mà kết quả dựa vào, nên biết tệp nào đã khác.",
        "A seal has the digest of every file that results rest on, so that it is known which one differs.",
    ),
    "Q052": error(
        "{line}: {changes} (niêm phong số {number} → nay).",
        "{line}: {changes} (seal {number} → now).",
        "Sửa lại như lúc niêm phong; nếu số mới mới đúng thì lập đính chính bằng `qcdc seal --erratum`.",
        "Put it back as it was sealed; if the new figure is the right one, make an erratum with `qcdc seal --erratum`.",
        "Bản sao bên cạnh niêm phong giữ từng mức đã chấm và từng con số, nên nêu được chỗ nào đã khác, từ bao nhiêu "
        "thành bao nhiêu.",
        "The copy beside a seal has every mark and every figure, so that what differs can be named, with the old value "
        "and the new one.",
    ),
    "Q053": error(
        "Không có bản sao của niêm phong số {number}, hoặc bản sao đã bị sửa: không nêu được tiêu chí, con số nào đã khác.",
        "There is no copy of seal {number}, or it was edited: which criteria and figures differ cannot be told.",
        "Lấy lại tệp này từ bản sao lưu, hoặc từ bản mà đơn vị khác giữ.",
        "Take this file back from a backup, or from one that another unit keeps.",
        "Niêm phong chỉ ghi mã kiểm tra; số liệu khi niêm phong nằm trong bản sao .zip bên cạnh. Mất bản sao thì vẫn "
        "biết kết quả đã khác, nhưng không biết khác ở đâu.",
        "A seal has digests only; the sealed figures are in the .zip beside it. Without it, it is still known that the "
        "results differ, but not where.",
    ),
    "Q054": error(
        "Còn {more} dòng khác so với niêm phong số {number} không nêu ở đây.",
        "Further lines that differ from seal {number} and are not named here: {more}.",
        "Chạy `qcdc verify` để xem tất cả.",
        "`qcdc verify` shows all of them.",
        "Sửa thang điểm có thể làm khác mọi con số của mọi đơn vị; khi đó lệnh nêu các dòng đầu và số dòng còn lại.",
        "A changed rubric may change every figure of every unit; then the first lines are named, and how many more there "
        "are.",
    ),
}
