"""Q8: who checks whom, and two checkers of one mark, Q840 to Q859."""

from qcdc_cli.language import Text
from qcdc_cli.problems.catalogue import Entry, error, warning

ENTRIES: dict[str, Entry] = {
    "Q840": error(
        "Không có người thẩm định `{found}`.",
        "There is no checker `{found}`.",
        "Dùng một mã (hoặc họ tên) trong khóa `checkers` của qcdc.yaml, hoặc thêm người này vào đó.",
        "Use an id (or a name) from `checkers` in qcdc.yaml, or add this person there.",
        "Khi đợt thi đua có khóa `checkers`, ai chấm ở các bước của những người đó thì phải có trong danh sách; nếu "
        "không thì không biết người chấm thuộc đơn vị nào. Mã phải đúng từng ký tự; họ tên có thể khác chữ hoa, chữ "
        "thường, vị trí dấu.",
        "Where the campaign has `checkers`, whoever marks at their stages must be one of them; else nobody knows which "
        "unit the mark's giver belongs to. Ids must match exactly; names are more forgiving.",
    ),
    "Q841": error(
        "{name} {does} {ids} ở bước `{stage}` cho đơn vị `{unit}`, là đơn vị của chính mình.",
        "{name} {does} {ids} at the stage `{stage}` for `{unit}`, the checker's own unit.",
        "Giao cho người của đơn vị khác; nếu ghi nhầm người thì sửa `by`.",
        "Have somebody of another unit do it; if the name is wrong, correct `by`.",
        "Không ai được thẩm định đơn vị của mình: đó là điều đầu tiên người ngoài nghi ngờ ở một bảng xếp hạng.",
        "Nobody checks their own unit: that is what outsiders doubt first about a ranking.",
    ),
    "Q842": error(
        "{name} chấm {ids} ở bước `{stage}` cho đơn vị `{unit}`, là đơn vị của trưởng khối; đợt thi đua không cho "
        "phép.",
        "{name} marks {ids} at the stage `{stage}` for `{unit}`, the leader's own unit, which the campaign forbids.",
        "Giao phó khối hoặc tổ giúp việc chấm và ghi người chấm vào `by`.",
        "Have the deputy or the helper team mark it, and name them under `by`.",
        "`leader_own_unit: no` ở khóa `checking` không cho trưởng khối chấm đơn vị của mình. Ở bước do trưởng khối chấm (`by: "
        "leader`), điểm không ghi người chấm được coi là của trưởng khối.",
        "`leader_own_unit: no` under `checking` keeps the leader from marking the leader's own unit. At a stage of the "
        "leader's (`by: leader`), a mark that names nobody is taken for the leader's.",
    ),
    "Q843": error(
        "{name} không được chấm ở bước `{stage}` (đơn vị `{unit}`: {ids}).",
        "{name} may not mark at the stage `{stage}` (the unit `{unit}`: {ids}).",
        "Giao người được chấm bước này, hoặc thêm bước này vào `stages` của người đó ở khóa `checkers`.",
        "Have somebody mark it who may, or add this stage to that checker's `stages` under `checkers`.",
        "Mỗi người thẩm định chỉ chấm ở các bước ghi tại `stages`; không ghi thì mọi bước, trừ bước đầu.",
        "A checker marks only at the stages under `stages`; without that, at all but the first.",
    ),
    "Q844": warning(
        "{name} chấm {ids} ở bước `{stage}` cho đơn vị `{unit}`, nhưng được phân công là: {assigned}.",
        "{name} marks {ids} at the stage `{stage}` for `{unit}`, but assigned are: {assigned}.",
        "Kiểm tra lại người chấm; nếu đã đổi phân công thì sửa khóa `assignments` của qcdc.yaml.",
        "Look again at who marked; if the assignment was changed, correct `assignments` in qcdc.yaml.",
        "Phân công đã bốc thăm chỉ có giá trị khi người được phân công là người chấm.",
        "An assignment by lot is worth something only when those who were assigned are those who mark.",
    ),
    "Q845": error(
        "Không giao được đơn vị `{unit}` cho người thẩm định `{checker}`: {why}.",
        "The unit `{unit}` cannot go to the checker `{checker}`: {why}.",
        "Sửa dòng này, hoặc sửa thông tin của người đó ở khóa `checkers`.",
        "Correct this line, or what stands about the checker under `checkers`.",
        "Phân công và nguyện vọng phải theo quy định của chính đợt thi đua: không ai thẩm định đơn vị của mình, đơn vị "
        "đã loại trừ, hoặc ở bước mà mình không được chấm.",
        "Assignments and wishes follow the campaign's own rules: nobody checks their own unit, one that they exclude, or "
        "at a stage at which they do not mark.",
    ),
    "Q846": error(
        "Không phân công được bước `{stage}`: {why}.",
        "The stage `{stage}` cannot be assigned: {why}.",
        "Thêm người thẩm định, bỏ bớt `excludes`, hoặc giảm `per_unit` ở khóa `checking`.",
        "Add checkers, take out some `excludes`, or lower `per_unit` under `checking`.",
        "Mỗi đơn vị cần đủ số người thẩm định khác nhau, và số đơn vị của mỗi người chỉ chênh nhau tối đa một. Khi không "
        "có cách nào như vậy, qcdc nêu các đơn vị và những người gây vướng (định lý Hall), không tự bỏ bớt yêu cầu nào.",
        "Each unit needs its number of different checkers, and nobody may have over one unit more than another. Where "
        "there is no such way, qcdc names the units and the checkers in whom it fails (Hall's theorem) and drops no "
        "demand by itself.",
        {
            "--uneven": Text(
                "hoặc thêm `--uneven` nếu vướng ở chỗ chia không đều",
                "or, where only the loads are uneven, add `--uneven`",
            )
        },
    ),
    "Q847": error(
        "Bước `{stage}` của kỳ `{period}` đã phân công ở khối `{bloc}`{seed}.",
        "The stage `{stage}` of `{period}` is assigned in the bloc `{bloc}` already{seed}.",
        "Xem phân công bằng lệnh `qcdc assign` không có số bốc thăm.",
        "See the assignment with `qcdc assign`, without a number.",
        "Bốc thăm lại đến khi vừa ý thì không còn là bốc thăm; vì vậy phân công đã có không bị thay nếu không ghi rõ.",
        "Drawing again until the result pleases is no drawing of lots; so an assignment is not replaced unless told to.",
        {
            "--force": Text(
                "nếu cuộc họp quyết định bốc thăm lại thì thêm `--force`",
                "where the meeting draws again, add `--force`",
            )
        },
    ),
    "Q848": error(
        "Người thẩm định `{checker}` không được giao {units} ở bước `{stage}` của kỳ `{period}`.",
        "The checker `{checker}` was not assigned {units} at the stage `{stage}` of `{period}`.",
        "Xem phân công bằng `qcdc assign`.",
        "See who checks whom with `qcdc assign`.",
        "Biểu mẫu theo người thẩm định chỉ có cho các đơn vị đã giao ở khóa `assignments` của qcdc.yaml.",
        "Forms per checker exist only for units that `assignments` in qcdc.yaml gives to that checker.",
    ),
    "Q849": error(
        "`{found}` là họ tên của {number} người thẩm định: {ids}.",
        "`{found}` is the name of {number} checkers: {ids}.",
        "Ghi mã của người đó.",
        "Write the person's id.",
        "Họ tên có thể trùng nhau, mã thì không. Không biết là ai thì không biết người đó thuộc đơn vị nào.",
        "Names may be alike, ids may not. Without knowing who it is nobody knows to which unit the person belongs.",
    ),
    "Q850": error(
        "`{id}`: bước `{stage}` do hai người chấm độc lập, nên điểm phải ghi theo từng người.",
        "`{id}`: at the stage `{stage}` two checkers mark, each alone, so that each one's mark must stand by itself.",
        "Ghi `{stage}: {{marks: {{mã người: điểm, mã người: điểm}}}}`, không ghi điểm, người chấm bên ngoài `marks`.",
        "Write `{stage}: {{marks: {{checker: mark, checker: mark}}}}`, with no mark or name beside `marks`.",
        "Bước chấm có `double: yes`: một điểm không rõ của ai thì không so được với điểm của người kia.",
        "The stage has `double: yes`: a mark that is nobody's in particular cannot be compared with the other one.",
    ),
    "Q851": error(
        "`{id}`: `marks`, `settled` chỉ ghi được ở bước do hai người chấm độc lập; bước `{stage}` không có `double: yes`.",
        "`{id}`: `marks` and `settled` belong to a stage with `double: yes`, directly under it; `{stage}` is none here.",
        "Ghi một điểm, hoặc thêm `double: yes` vào bước này ở qcdc.yaml.",
        "Write one mark, or add `double: yes` to this stage in qcdc.yaml.",
        "Ở các bước khác chỉ có một điểm, nên không biết lấy điểm nào.",
        "At other stages there is one mark, and nothing says which of several would count.",
    ),
    "Q852": warning(
        "`{id}`: hai người chấm khác nhau ở bước `{stage}` ({marks}), chưa kết luận.",
        "`{id}`: the checkers differ at the stage `{stage}` ({marks}), and nobody has settled it.",
        "Ghi `settled: {{mark: điểm, by: người kết luận, reason: lý do}}` bên cạnh `marks`.",
        "Write `settled: {{mark: the mark, by: who settles it, reason: why}}` beside `marks`.",
        "Chưa kết luận thì tiêu chí này như chưa chấm ở bước ấy, và bảng xếp hạng là tạm tính.",
        "Until then the criterion is as unmarked at that stage, and the ranking is provisional.",
    ),
    "Q853": warning(
        "`{unit}`, bước `{stage}`: {number} tiêu chí ({ids}) chưa đủ người chấm.",
        "`{unit}`, stage `{stage}`: too few checkers have marked {number} of the criteria ({ids}).",
        "Nhập phiếu của người thẩm định còn lại.",
        "Import the form of the other checker.",
        "Bước có `double: yes` cần ít nhất hai người chấm độc lập; chưa đủ thì coi như bước ấy chưa chấm.",
        "A stage with `double: yes` takes two checkers at least, each alone; until then it is as unmarked.",
    ),
    "Q854": warning(
        "`{id}`: `{by}` kết luận ở bước `{stage}`, nhưng chính là một trong những người chấm khác nhau.",
        "`{id}`: `{by}` settled it at the stage `{stage}` and is one of those who differ.",
        "Nên để người khác (trưởng khối, họp khối) kết luận.",
        "Have somebody else settle it: the leader, or a meeting.",
        "Người tự kết luận điểm của mình thì việc chấm độc lập không còn ý nghĩa.",
        "Whoever decides on their own mark makes the second one worthless.",
    ),
    "Q855": error(
        "`{id}`: có `settled` nhưng {why}.",
        "`{id}`: there is a settlement, and {why}.",
        "Xóa `settled`, hoặc sửa điểm ghi sai ở `marks`.",
        "Delete `settled`, or correct the wrong mark under `marks`.",
        "Chỉ kết luận khi đủ người chấm và điểm khác nhau; nếu không thì không rõ lấy điểm nào.",
        "Only marks of enough checkers that differ are settled; else it is not clear which mark was meant to count.",
    ),
    "Q856": error(
        "`{unit}`: bước `{stage}` do hai người chấm độc lập, nên không ghi thống nhất chung được.",
        "`{unit}`: at the stage `{stage}` two checkers mark, each alone, so that nobody can agree for both.",
        "Xóa phần này, ghi điểm của từng người vào `marks`.",
        "Delete this, and write each one's marks under `marks`.",
        "Một người thống nhất thay cho cả hai thì chỉ còn một người chấm.",
        "Where one agrees in the name of both, only one has checked.",
    ),
    "Q857": error(
        "Bước `{stage}` do hai người chấm độc lập, mà kỳ {period} chưa phân công ai thẩm định: {units}.",
        "At the stage `{stage}` two checkers mark, each alone, and nobody is assigned in {period} to: {units}.",
        "Phân công bằng `qcdc assign` trước, rồi tạo biểu mẫu cho từng người.",
        "Assign checkers with `qcdc assign` first; then each of them gets a form.",
        "Điểm của hai người được so với nhau, nên biểu mẫu phải là của một người; biểu mẫu chung thì không nhập được.",
        "The two marks are compared, so that each form must be somebody's own; a shared one could not be imported.",
    ),
}
