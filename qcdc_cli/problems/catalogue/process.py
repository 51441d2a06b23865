"""Q8: progress, records of imports, appeals, meetings, comparison of periods, from Q860 on."""

from qcdc_cli.problems.catalogue import Entry, error, note, warning

_RESTORE = (
    "Nếu không phải chủ ý, lấy lại tệp này từ bản lưu; nếu không có bản lưu thì giữ nguyên và ghi rõ lý do vào hồ sơ.",
    "Unless it was meant, take this file from a backup; without one, leave it and note the reason in your papers.",
)
_LATE = (
    "Nhận ngày nào là theo sổ nhận tệp (records/imports.jsonl), hạn là theo qcdc.yaml; đổi hạn thì số ngày chậm đổi theo.",
    (
        "The day on which it came in is in the records of imports (records/imports.jsonl), the due day in qcdc.yaml; "
        "where that is moved, the lateness moves with it."
    ),
)
ENTRIES: dict[str, Entry] = {
    "Q860": error(
        "Bước `{stage}` bắt đầu sau khi đã hết hạn ({day}).",
        "The stage `{stage}` opens after it is due ({day}).",
        "Sửa `opens` hoặc `due`.",
        "Correct `opens` or `due`.",
        "Bước chấm chỉ mở được trước hoặc trong ngày hết hạn.",
        "A stage can only open before, or on, the day on which it is due.",
    ),
    "Q861": error(
        "Bước `{stage}` bắt đầu sớm hơn bước `{earlier}` ({day}).",
        "The stage `{stage}` opens before the stage `{earlier}` ({day}).",
        "Sửa một trong hai ngày: các bước chấm lần lượt theo `stages`.",
        "Correct one of the days: stages follow each other as in `stages`.",
        "Bước sau xem lại điểm của bước trước, nên không thể bắt đầu trước.",
        "A stage looks at the marks of the one before it, so that it cannot open earlier.",
    ),
    "Q862": warning(
        "Dòng {line} của sổ nhận tệp không còn đúng như khi qcdc ghi.",
        "Line {line} of the records of imports is not as qcdc wrote it.",
        *_RESTORE,
        "Mỗi dòng kết thúc bằng mã băm của chính nó; dòng bị sửa thì mã băm không khớp nữa.",
        "Each line ends with the digest of itself, which no longer fits a line that was edited.",
    ),
    "Q863": warning(
        "Dòng {line} của sổ nhận tệp không nối tiếp dòng trước nó: có dòng bị xóa, bị chèn, bị đổi chỗ hoặc bị sửa.",
        "Line {line} of the records of imports does not follow the line before it: lines were removed, inserted, moved "
        "or edited.",
        *_RESTORE,
        "Mỗi dòng mang mã băm của dòng trước, nên không thể bỏ bớt hay đổi thứ tự mà không bị phát hiện.",
        "Each line names the digest of the one before it, so that none can be taken away or moved unnoticed.",
    ),
    "Q864": warning(
        "Sổ nhận tệp thiếu dòng cuối: lần nhập gần nhất để lại {number} dòng, nay còn {there}.",
        "The records of imports lack their end: the last import left {number} lines, and {there} are there now.",
        *_RESTORE,
        "Lần nhập gần nhất ghi số dòng và mã băm của dòng cuối vào thư mục `.qcdc`.",
        "The last import noted the number of lines, and the last one's digest, in the folder `.qcdc`.",
    ),
    "Q866": warning(
        "Bước “{stage}” của `{unit}`: {number} tiêu chí ({ids}) nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); điểm vẫn được tính.",
        "The stage {stage} of `{unit}`: criteria ({number}: {ids}) that came in on {day}, {days} after they were due "
        "on {due} (file {file}), in days; they count.",
        "Ghi `late_marks: count` (vẫn tính) hoặc `late_marks: ignore` (không tính) vào qcdc.yaml.",
        "Write `late_marks: count` (they count) or `late_marks: ignore` (they do not) into qcdc.yaml.",
        *_LATE,
    ),
    "Q867": warning(
        "Bước “{stage}” của `{unit}`: {number} tiêu chí ({ids}) nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); không được tính (`late_marks: ignore`), coi như bước này chưa chấm.",
        "The stage {stage} of `{unit}`: criteria ({number}: {ids}) that came in on {day}, {days} after they were due "
        "on {due} (file {file}), in days; they do not count (`late_marks: ignore`) and are as blank at this stage.",
        "Nếu được chấp nhận thì lùi `due`, hoặc ghi `late_marks: count`.",
        "Where they are accepted after all, move `due`, or write `late_marks: count`.",
        *_LATE,
    ),
    "Q868": note(
        "Bước “{stage}” của `{unit}`: {number} tiêu chí ({ids}) nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); vẫn được tính (`late_marks: count`).",
        "The stage {stage} of `{unit}`: criteria ({number}: {ids}) that came in on {day}, {days} after they were due "
        "on {due} (file {file}), in days; they count (`late_marks: count`).",
        "Không phải làm gì.",
        "Nothing need be done.",
        *_LATE,
    ),
}
