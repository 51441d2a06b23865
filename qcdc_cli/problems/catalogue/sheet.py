"""Q6: sheets and the marks in them."""

from qcdc_cli.problems.catalogue import error, note, warning

ENTRIES = {
    "Q601": error(
        "Thang điểm không có tiêu chí `{found}`.",
        "The rubric has no criterion `{found}`.",
        "Sửa mã tiêu chí cho khớp thang điểm.",
        "Correct the id to one of the rubric.",
        "Điểm ghi cho mã lạ không biết thuộc tiêu chí nào; bỏ qua là mất điểm.",
        "A mark under an unknown id belongs nowhere; passing over it would lose it.",
    ),
    "Q602": error(
        "`{found}` là một mục, không phải tiêu chí.",
        "`{found}` is a group, not a criterion.",
        "Chấm từng tiêu chí trong mục: {children}.",
        "Mark the criteria in it: {children}.",
        "Điểm của mục luôn được cộng từ các tiêu chí.",
        "A group's points are always added up from its criteria.",
    ),
    "Q603": error(
        "Điểm {found} vượt điểm tối đa {maximum} của tiêu chí `{id}`.",
        "The mark {found} is above the maximum {maximum} of the criterion `{id}`.",
        "Viết một số từ 0 đến {maximum}.",
        "Write a number from 0 to {maximum}.",
        "qcdc không tự cắt bớt điểm vượt mức tối đa.",
        "A mark above the maximum is never cut silently.",
    ),
    "Q604": error(
        "`{found}` nhỏ hơn 0.",
        "`{found}` is below 0.",
        "Viết một số từ 0 trở lên.",
        "Write a number from 0 up.",
        "Điểm trừ có cách ghi riêng; không ghi điểm âm.",
        "Penalties have a way of their own; marks are not negative.",
    ),
    "Q605": error(
        "Điểm {found} không đúng mức của tiêu chí `{id}` (các mức cách nhau {step}).",
        "The mark {found} is off the step {step} of the criterion `{id}`.",
        "Viết {below} hoặc {above}.",
        "Write {below} or {above}.",
        "Thang điểm quy định các mức điểm cách đều nhau.",
        "The rubric has marks given in steps.",
    ),
    "Q606": error(
        "Tiêu chí `{id}` không có mức `{found}`.",
        "The criterion `{id}` has no level `{found}`.",
        "Ghi mã của một mức.",
        "Write the id of a level.",
        "Mức được ghi bằng mã (hoặc đúng tên) đã khai trong thang điểm.",
        "A level is given by its id (or its name).",
    ),
    "Q607": error(
        "Tiêu chí `{id}` chỉ chấm đạt hoặc không đạt; ở đây là `{found}`.",
        "The criterion `{id}` is either met or not met; found `{found}`.",
        "Ghi `đạt` hoặc `không đạt`.",
        "Write `met` or `not met`.",
        "Đạt: điểm tối đa; không đạt: 0 điểm.",
        "Met gives all points, not met gives none.",
    ),
    "Q608": error(
        "Tiêu chí `{id}` không có việc `{found}`.",
        "The criterion `{id}` has no item `{found}`.",
        "Ghi danh sách mã các việc đã làm, ví dụ [{example}].",
        "List the ids of what is done, such as [{example}].",
        "Mỗi việc trong danh mục có một mã.",
        "Each item of a checklist has an id.",
    ),
    "Q609": error(
        "Việc `{found}` được ghi hai lần.",
        "The item `{found}` is listed twice.",
        "Ghi một lần.",
        "Keep one.",
        "Một việc chỉ tính điểm một lần.",
        "An item counts once.",
    ),
    "Q610": error(
        "`{found}` không phải số nguyên.",
        "`{found}` is not a count.",
        "Viết số nguyên: 0, 1, 2 …",
        "Write a whole number: 0, 1, 2 …",
        "Số lần, số mô hình, số vụ là số nguyên.",
        "Times, models and cases are whole numbers.",
    ),
    "Q611": error(
        "Điểm bước `{stage}` ({found}) khác bước `{earlier}` ({before}) mà không ghi lý do.",
        "The mark of `{stage}` ({found}) differs from `{earlier}` ({before}) without a reason.",
        "Ghi dạng {{mark: …, reason: lý do thay đổi}}.",
        "Write {{mark: …, reason: why it was changed}}.",
        "Đơn vị có quyền biết vì sao điểm tự chấm bị sửa; không có lý do thì không giải trình được.",
        "A unit may ask why its mark was changed; without a reason there is no answer.",
    ),
    "Q612": error(
        "Thang điểm chưa quy định cách tính tiêu chí {state}.",
        "The rubric does not say how a criterion that is {state} counts.",
        "Thêm `{key}: exclude` (hoặc full, zero) vào thang điểm.",
        "Add `{key}: exclude` (or full, zero) to the rubric.",
        (
            "exclude: bỏ khỏi cả điểm đạt lẫn điểm tối đa; full: tính điểm tối đa; zero: tính 0 điểm. Không có giá "
            "trị mặc định."
        ),
        "exclude: left out of the total and of the maximum; full: the maximum; zero: 0 points. There is no default.",
    ),
    "Q613": error(
        "Vừa ghi {state} vừa ghi {other}.",
        "Both {state} and {other} are given.",
        "Giữ một trong hai.",
        "Keep one of them.",
        "Chưa chấm, 0 điểm, không phát sinh và không giao là bốn trường hợp khác nhau.",
        "Blank, 0 points, not applicable and unassigned are four different things.",
    ),
    "Q614": error(
        "Tiêu chí `{id}` thiếu `{key}`.",
        "The criterion `{id}` lacks `{key}`.",
        "{form}",
        "{form}",
        (
            "Cách chấm này tính từ kết quả thực hiện (actual) và chỉ tiêu (target); "
            "chỉ tiêu có thể ghi trong qcdc.yaml, mục targets."
        ),
        ("This way of scoring works from the actual and the target; qcdc.yaml may have the target, under `targets`."),
    ),
    "Q615": error(
        "Cách ghi này không dùng được cho tiêu chí `{id}` ({kind}).",
        "The criterion `{id}` ({kind}) is not marked in this form.",
        "{form}",
        "{form}",
        "Mỗi cách chấm có một cách ghi điểm.",
        "Each way of scoring has its own form of mark.",
    ),
    "Q616": error(
        "Chỉ tiêu `{found}` nhỏ hơn 0.",
        "The target `{found}` is below 0.",
        "Ghi chỉ tiêu lớn hơn 0; không giao chỉ tiêu thì ghi 0 hoặc none.",
        "Write a target above 0; where none is set, write 0 or none.",
        "Không chia cho 0: không có chỉ tiêu là một trạng thái riêng.",
        "Nothing is divided by 0: no target is a state of its own.",
    ),
    "Q617": warning(
        "Đơn vị `{unit}` chưa có phiếu kỳ `{period}`.",
        "The unit `{unit}` has no sheet for `{period}`.",
        "Đôn đốc đơn vị gửi phiếu; kết quả xếp hạng hiện là tạm tính.",
        "Ask the unit for it; the ranking is provisional.",
        "Đơn vị chưa có phiếu vẫn hiện trong bảng, không có hạng; không bị coi là 0 điểm.",
        "A unit without a sheet stays in the table without a rank; it is not taken as 0 points.",
    ),
    "Q618": warning(
        "Phiếu của `{unit}` còn {number} tiêu chí chưa chấm: {ids}.",
        "The sheet of `{unit}` has blank criteria ({number}): {ids}.",
        "Chấm điểm, hoặc ghi `not_applicable` (không phát sinh) kèm lý do.",
        "Give a mark, or say not_applicable with the reason.",
        "Chưa chấm không phải là 0 điểm và không làm giảm điểm tối đa; xếp hạng là tạm tính cho đến khi chấm xong.",
        "A blank is not 0 and does not shrink the denominator; the ranking is provisional until it is filled.",
    ),
    "Q619": warning(
        "Tiêu chí `{id}` của `{unit}` có điểm nhưng chưa có minh chứng.",
        "The criterion `{id}` of `{unit}` has a mark but no evidence.",
        "Thêm `evidence`: {documents}.",
        "Add `evidence`: {documents}.",
        (
            "Thang điểm yêu cầu minh chứng cho tiêu chí này; khóa `missing_evidence` của thang điểm quy định cách "
            "tính khi thiếu."
        ),
        "The rubric asks for evidence here; its missing_evidence says what lacking it means.",
    ),
    "Q620": error(
        "Chỉ tiêu {found} của tiêu chí `{id}` trong phiếu khác chỉ tiêu {target} đã giao trong qcdc.yaml.",
        "The target {found} of the criterion `{id}` on the sheet is not the {target} that qcdc.yaml sets.",
        "Xóa `target` trong phiếu, hoặc sửa chỉ tiêu ở khóa `targets` của qcdc.yaml.",
        "Delete `target` on the sheet, or correct the target under `targets` in qcdc.yaml.",
        "Mỗi con số chỉ có một nguồn; đơn vị không tự hạ chỉ tiêu đã giao để được điểm cao hơn.",
        "Every figure has one source; a unit does not lower the target it was set to score higher.",
    ),
    "Q621": error(
        "Tiêu chí `{id}` không áp dụng trong kỳ `{period}`.",
        "The criterion `{id}` does not apply in the period `{period}`.",
        "Xóa dòng này, hoặc sửa `periods` của tiêu chí trong thang điểm.",
        "Delete it, or correct the criterion's `periods`.",
        "Thang điểm chỉ áp dụng tiêu chí này ở kỳ khác; điểm, lý do, minh chứng ghi ở đây sẽ không được dùng.",
        "The rubric holds this criterion only in other periods; marks, claims and evidence here would not be used.",
    ),
    "Q622": error(
        ("Bước `{stage}` chưa được ghi “không phát sinh” cho tiêu chí `{id}`; chỉ được ghi từ bước `{claim}` trở đi."),
        "The stage `{stage}` may not yet say that `{id}` is not applicable; the first that may is `{claim}`.",
        "Để trống, hoặc chấm điểm.",
        "Leave it blank, or mark it.",
        (
            "Thang điểm quy định ai được ghi không phát sinh, vì tiêu chí không phát sinh thì không tính vào điểm "
            "đạt và điểm tối đa."
        ),
        "The rubric says who may claim this, since it leaves the criterion out of the denominator.",
    ),
    "Q623": error(
        "Thang điểm không có trường hợp `{found}`.",
        "The rubric has no disqualifier `{found}`.",
        "Dùng một mã trong `disqualifiers` của thang điểm.",
        "Use an id from the rubric's `disqualifiers`.",
        "Trường hợp không xếp hạng hoặc hạ loại phải được quy định trước trong thang điểm.",
        "The rubric must say beforehand what costs a rank or a class.",
    ),
    "Q624": error(
        "Tiêu chí `{id}` có nhiều thứ hạng nhưng thang điểm chưa quy định cách lấy trung bình.",
        "The criterion `{id}` has several places, but the rubric does not say what is averaged.",
        "Thêm `average: places` hoặc `average: points` vào `place`.",
        "Add `average: places` or `average: points` to `place`.",
        "Lấy trung bình thứ hạng rồi xếp lại, hay lấy trung bình điểm, cho kết quả khác nhau.",
        "Averaging the places and ordering again, or averaging the points, gives different results.",
    ),
    "Q625": warning(
        "Điểm của `{id}` không chuyển sang thang điểm này được ({why}).",
        "The mark of `{id}` does not fit this rubric ({why}).",
        "Chấm lại tiêu chí này theo thang điểm mới nếu dùng nó.",
        "Mark the criterion again if this rubric is to be used.",
        "Khi thử thang điểm khác, điểm không phù hợp được coi là chưa chấm và được thông báo.",
        "When another rubric is tried, marks that do not fit it count as blank, and are reported.",
    ),
    "Q626": warning(
        "Tiêu chí `{id}` không có chỉ tiêu nên được so với các đơn vị không có chỉ tiêu.",
        "The criterion `{id}` has no target, so it is compared with the units that have none.",
        "Ghi chỉ tiêu; nếu đúng là không giao thì ghi `target: none` (hoặc none trong targets của qcdc.yaml).",
        "Write the target; if none was set, say `target: none` (or none under targets in qcdc.yaml).",
        "Bỏ sót chỉ tiêu có thể làm điểm tăng nhiều, nên phải ghi rõ.",
        "A forgotten target can give far more points, so its absence must be stated.",
    ),
    "Q627": warning(
        "Tiêu chí `{id}` không có chỉ tiêu nên tính như không giao; kết quả {found} không được tính.",
        "The criterion `{id}` has no target, so it counts as unassigned; the result {found} does not count.",
        "Nếu có giao thì ghi chỉ tiêu; nếu không thì có thể bỏ kết quả.",
        "If a target was set, write it; if none was, the result can be left out.",
        "Không có chỉ tiêu thì không có gì để so. Riêng `leader` so các kết quả không có chỉ tiêu với nhau, trừ kết quả 0.",
        "Without a target there is nothing to compare with. Only `leader` compares results without one, but for 0.",
    ),
    "Q628": warning(
        "`{key}` của tiêu chí `{id}` không có tác dụng vì ở bước này không có điểm.",
        "`{key}` has no effect in `{id}`, because this stage gives no mark.",
        "Ghi điểm, hoặc bỏ `{key}`; lý do không phát sinh, không giao thì ghi ngay sau khóa đó.",
        "Write the mark, or leave `{key}` out; why something is not applicable or unassigned stands behind that key.",
        "Có lý do, chỉ tiêu hoặc người chấm mà không có điểm thì thường là quên ghi điểm.",
        "A reason, a target or a name without a mark usually means that the mark was forgotten.",
    ),
    "Q629": error(
        "Tiêu chí `{id}` chỉ được chấm từ bước `{from}`; bước `{stage}` không chấm tiêu chí này.",
        "The criterion `{id}` is marked from the stage `{from}` on; the stage `{stage}` does not mark it.",
        "Bỏ điểm của bước `{stage}`; nếu là điểm của bước `{from}` thì ghi dưới `{from}:`.",
        "Take the mark of `{stage}` out; if it is that of `{from}`, put it under `{from}:`.",
        "Thang điểm giao tiêu chí này cho bước sau (`from`); điểm tự chấm ở đây không có giá trị.",
        "The rubric leaves this criterion to a later stage (`from`); a mark before that has no standing.",
    ),
    "Q630": error(
        "Bước `{stage}` là bước chấm đầu tiên, không có điểm bước trước để thống nhất.",
        "The stage `{stage}` is the first one: there is nothing before it to agree with.",
        "Ghi dưới mã của bước sau, hoặc bỏ khóa này.",
        "Put it under a later stage's id, or leave the key out.",
        "Thống nhất là đồng ý với điểm của bước trước.",
        "An agreement is one with what an earlier stage marked.",
    ),
    "Q631": error(
        "Tiêu chí `{id}` không có loại `{found}`.",
        "The criterion `{id}` does not count `{found}`.",
        "Ghi mã có trong thang điểm; không có loại ấy thì xóa.",
        "Use an id of the rubric, or delete it.",
        "Mỗi loại có mức cộng hoặc trừ riêng, ghi trong thang điểm.",
        "Each of them has its own points in the rubric.",
    ),
    "Q632": error(
        "Tiêu chí `{id}` chưa ghi số lần của {missing}.",
        "The criterion `{id}` does not say how many there are of {missing}.",
        "Ghi đủ mọi loại, ví dụ `{example}: 0` nếu không có; không có loại nào thì ghi 0.",
        "Name all of them, such as `{example}: 0` where there is none; write 0 where there is none of any.",
        "Để trống là chưa chấm, không phải 0 lần.",
        "Blank means not yet marked, not 0.",
    ),
    "Q633": error(
        "Tiêu chí `{id}` ghi `{found}` hai lần.",
        "The criterion `{id}` has `{found}` twice.",
        "Ghi một lần, với tổng số.",
        "Keep one, with the number of all of them.",
        "Không rõ lấy số nào hay cộng lại.",
        "It is not known which number counts, or whether they add up.",
    ),
    "Q634": error(
        "Tiêu chí `{id}` chỉ có {number} người chấm; bỏ điểm cao nhất, thấp nhất thì cần ít nhất {least}.",
        "For `{id}`, {number} is too few judges: leaving out the highest and the lowest takes at least {least}.",
        "Ghi điểm của đủ số người chấm; hoặc đổi `drop` của thang điểm thành `none`.",
        "Write the points of enough judges; or make the rubric's `drop` `none`.",
        "Bỏ một điểm cao nhất và một điểm thấp nhất của hai người thì không còn điểm nào để lấy trung bình.",
        "Without one highest and one lowest of two judges nothing is left to average.",
    ),
    "Q635": error(
        "Người chấm `{name}` của tiêu chí `{id}` chưa có tên hoặc chưa có điểm.",
        "The judge `{name}` of the criterion `{id}` has no points, or no name.",
        "Ghi điểm của người ấy, hoặc bỏ dòng này nếu người ấy không chấm.",
        "Write the points, or leave the line out if this judge gave none.",
        "Trung bình không có điểm của một người thì khác; chưa chấm không phải 0 điểm.",
        "An average without one judge is another one; and no points are not 0 points.",
    ),
    "Q636": error(
        "Tiêu chí `{id}` có hai điểm của người chấm `{name}`.",
        "The criterion `{id}` has two marks of the judge `{name}`.",
        "Giữ một điểm; hai người trùng tên thì ghi thêm chức danh.",
        "Keep one; of two people of one name, write what tells them apart.",
        "Người chấm hai lần thì được tính hai lần trong trung bình.",
        "Who marks twice counts twice in the average.",
    ),
    "Q637": note(
        "Đơn vị `{unit}` không tự chấm trong hạn ({day}) của kỳ `{period}`: {name}.",
        "The unit `{unit}` handed in no self-assessment by {day} for `{period}`: {name}.",
        "Không phải làm gì; nếu đơn vị đã nộp đúng hạn thì nhập phiếu vào thư mục phiếu.",
        "Nothing need be done; if the unit did hand in its sheet in time, put it among the sheets.",
        (
            "qcdc.yaml ghi kỳ này đã chốt (`closed`) và trường hợp áp dụng cho đơn vị không nộp (`not_handed_in`). "
            "Việc này đã rõ, nên không làm kết quả thành tạm tính và không bị `--strict` từ chối."
        ),
        (
            "qcdc.yaml records that the period is closed (`closed`) and what follows for units that handed in nothing "
            "(`not_handed_in`). That is settled: it makes no result provisional, and `--strict` does not refuse it."
        ),
    ),
    "Q638": warning(
        "Tiêu chí `{id}`: điểm bước trước đã đổi sau khi bước `{stage}` thống nhất ({day}), khi đó là {then}, nay là "
        "{now}; không còn được tính là đã thống nhất.",
        "`{id}`: what was claimed has changed since the stage `{stage}` agreed on {day}, from {then} to {now}; it no "
        "longer counts as agreed.",
        "Đề nghị bước `{stage}` xem lại: ghi điểm cho tiêu chí này, hoặc thống nhất lại bằng biểu mẫu mới.",
        "Ask the stage `{stage}` to look again: to mark it, or to agree anew on a new form.",
        "Thống nhất là với điểm đã có khi đó; điểm sửa sau chưa có ai thẩm định.",
        "The agreement was with what was claimed then; what was changed later nobody has verified.",
    ),
    "Q639": warning(
        "Tiêu chí `{id}`: bước `{stage}` đã chấm điểm riêng, nên dòng thống nhất không được dùng.",
        "`{id}`: the stage `{stage}` gave a mark of its own, so the agreement is not used for it.",
        "Bỏ dòng này trong khóa `agreed`, hoặc bỏ điểm của bước đó.",
        "Leave the line out of `agreed`, or the mark out of the stage.",
        "Một bước chấm hoặc chấm điểm, hoặc thống nhất với điểm bước trước, không cả hai.",
        "A stage either marks a criterion or agrees with the mark before, not both.",
    ),
    "Q640": warning(
        "Biểu mẫu hiện dấu ? ở cột “Điểm” của {number} tiêu chí, nhưng giá trị vẫn đọc được và được nhập: {marks}.",
        "The form showed a “?” under “Points” ({number}), but the marks can be read and are imported: {marks}.",
        "Xem các giá trị này có đúng ý người điền không; đúng thì không cần làm gì. Tổng điểm mà họ thấy thiếu các dòng này.",
        "See whether that was meant; if so there is nothing to do. The total that was seen lacks these.",
        (
            "Người điền thấy dấu ? thì tưởng giá trị không được nhận. Thường là số gõ thành chữ, như “4,5” trên máy dùng dấu "
            "chấm thập phân, hoặc tên mức gõ tắt: bảng tính không tính được, qcdc đọc được."
        ),
        (
            "Whoever saw the “?” believes that the mark was not taken. Mostly it is a number typed as text, such as “4,5” on a "
            "machine whose decimal sign is a dot, or a level's short name: the spreadsheet cannot compute with it, qcdc reads it."
        ),
    ),
    "Q641": error(
        "Nội dung này dài {found} ký tự, quá mức chứa của một ô trong biểu mẫu (tối đa {most}).",
        "This is {found} characters long, more than a cell of a form holds ({most}).",
        "Rút gọn trong phiếu, ví dụ nêu tên tập tài liệu thay cho từng tài liệu, rồi tạo lại biểu mẫu.",
        "Shorten it in the sheet, for example name a file of documents in place of each one, then make the form again.",
        "Nếu cắt bớt, khi nhận biểu mẫu về phần bị cắt sẽ mất khỏi phiếu. Vì vậy không tạo biểu mẫu nào.",
        "Cut short, it would come back so, and the rest would be lost from the sheet. So no form is made.",
    ),
}
