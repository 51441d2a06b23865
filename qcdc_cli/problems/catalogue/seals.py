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
}
