"""Q4: the campaign file and what refers to it."""

from qcdc_cli.problems.catalogue import error, warning

_IDS = (
    "Mã phải đúng từng ký tự như trong qcdc.yaml; riêng tên có thể khác chữ hoa, chữ thường, vị trí dấu.",
    "Ids must match those in qcdc.yaml exactly; names are more forgiving.",
)

ENTRIES = {
    "Q401": error(
        "Không có đơn vị `{found}`.",
        "There is no unit `{found}`.",
        "Dùng một mã trong khóa `units` của qcdc.yaml.",
        "Use an id from `units` in qcdc.yaml.",
        *_IDS,
    ),
    "Q402": error(
        "Không có khối `{found}`.",
        "There is no bloc `{found}`.",
        "Dùng một mã trong khóa `blocs` của qcdc.yaml.",
        "Use an id from `blocs` in qcdc.yaml.",
        *_IDS,
    ),
    "Q403": error(
        "Không có kỳ `{found}`.",
        "There is no period `{found}`.",
        "Dùng một mã trong khóa `periods` của qcdc.yaml.",
        "Use an id from `periods` in qcdc.yaml.",
        *_IDS,
    ),
    "Q404": error(
        "Không có bước chấm `{found}`.",
        "There is no stage `{found}`.",
        "Dùng một mã trong khóa `stages` của qcdc.yaml.",
        "Use an id from `stages` in qcdc.yaml.",
        *_IDS,
    ),
    "Q405": error(
        "`{found}` được ghi hai lần.",
        "`{found}` is listed twice.",
        "Giữ một lần.",
        "Keep one.",
        "Ghi hai lần sẽ làm sai số đơn vị của khối.",
        "Listed twice, the bloc's size would be wrong.",
    ),
    "Q406": error(
        "Đơn vị `{unit}` đã có phiếu kỳ `{period}` ở `{other}`.",
        "The unit `{unit}` has a sheet for `{period}` already: `{other}`.",
        "Giữ một phiếu; bỏ hoặc sửa phiếu kia.",
        "Keep one sheet; remove or correct the other.",
        "Mỗi đơn vị mỗi kỳ chỉ một phiếu; qcdc không tự chọn.",
        "One sheet per unit and period; qcdc does not choose between two.",
    ),
    "Q407": error(
        "`{found}` không thuộc các đơn vị của khối `{bloc}`.",
        "`{found}` is not one of the units of the bloc `{bloc}`.",
        "Thêm vào `units` của khối, hoặc sửa mã.",
        "Add it to the bloc's `units`, or correct the id.",
        "Trưởng khối, phó khối và đơn vị chỉ đạo điểm là đơn vị trong khối.",
        "Leader, deputy and pilot are units of the bloc.",
    ),
    "Q408": error(
        "Kỳ kết thúc trước khi bắt đầu.",
        "The period ends before it begins.",
        "Sửa `from` hoặc `to`.",
        "Correct `from` or `to`.",
        "`from` là ngày đầu, `to` là ngày cuối của kỳ.",
        "`from` is the first day, `to` the last.",
    ),
    "Q409": error(
        "Không có tiêu chí `{found}` trong thang điểm.",
        "The rubric has no criterion `{found}`.",
        "Sửa mã tiêu chí.",
        "Correct the criterion's id.",
        "Chỉ tiêu và tiêu chí không giao được ghi theo mã tiêu chí (không phải mã mục).",
        "Targets and unassigned criteria are given by criterion id (not by group id).",
    ),
    "Q410": error(
        "Đơn vị `{found}` đã thuộc khối `{bloc}`.",
        "The unit `{found}` belongs to the bloc `{bloc}` already.",
        "Chỉ để đơn vị trong một khối.",
        "Keep the unit in one bloc.",
        "Một đơn vị chỉ thi đua trong một khối của đợt; nếu không sẽ được xếp hạng hai lần.",
        "A unit competes in one bloc of a campaign; else it would be ranked twice.",
    ),
    "Q411": warning(
        "Đơn vị `{unit}` có phiếu nhưng không thuộc khối nào.",
        "The unit `{unit}` has a sheet but belongs to no bloc.",
        "Thêm vào `units` của một khối.",
        "Add it to the `units` of a bloc.",
        "Phiếu của đơn vị ngoài khối không được xếp hạng.",
        "A unit outside every bloc is not ranked.",
    ),
    "Q413": error(
        "Mã bước chấm `{found}` đã dành cho việc khác.",
        "The stage id `{found}` is taken for something else.",
        "Đặt mã khác, ví dụ self, bloc, board.",
        "Use another id, such as self, bloc, board.",
        (
            "Trong phiếu, các khóa evidence, not_applicable và unassigned nằm cùng cấp với bước chấm nên không dùng "
            "làm mã bước được."
        ),
        "In a sheet, the keys evidence, not_applicable and unassigned are on the level of the stages, so no stage "
        "can have their names.",
    ),
    "Q414": warning(
        "Tiêu chí `{id}` ({kind}) không tính theo chỉ tiêu; chỉ tiêu này không dùng đến.",
        "The criterion `{id}` ({kind}) is not scored against a target; this one is not used.",
        "Xóa chỉ tiêu này, hoặc kiểm tra lại mã tiêu chí.",
        "Delete this target, or check the criterion's id.",
        "Một chỉ tiêu đã ghi mà không được tính thường là ghi nhầm mã.",
        "A target that nothing is measured by is usually filed under the wrong id.",
    ),
    "Q415": warning(
        (
            "`{id}` dành cho {percent}% của khối `{bloc}`, nhưng khối chỉ có {units} đơn vị nên theo tỷ lệ này không "
            "đơn vị nào được xét."
        ),
        "`{id}` is for {percent}% of the bloc `{bloc}`, which leaves room for none (units: {units}).",
        "Sửa tỷ lệ hoặc cách làm tròn trong thang điểm.",
        "Correct the percentage or its rounding in the rubric.",
        "Với khối nhỏ, làm tròn xuống có thể làm một loại hay hình thức khen thưởng không còn suất nào.",
        "In a small bloc, rounding down can leave a class or an award without a place.",
    ),
    "Q416": warning(
        "Thang điểm `{rubric}` nêu kỳ `{found}` (ở {where}) mà đợt thi đua không có.",
        "The rubric `{rubric}` names the period `{found}` (in {where}), which the campaign does not have.",
        "Sửa `periods` hoặc `ties` của thang điểm, hoặc ghi `kind: {found}` cho một kỳ.",
        "Correct the rubric's `periods` or `ties`, or write `kind: {found}` for one of the periods.",
        "Tiêu chí chỉ áp dụng ở một kỳ không tồn tại thì không bao giờ được chấm, và điểm tối đa bị giảm.",
        "A criterion that holds only in a period that does not exist is never marked, and the full scale shrinks.",
    ),
    "Q417": warning(
        "Mẫu `sheets: {pattern}` không tìm thấy phiếu nào; trong thư mục đợt thi đua có: {there}.",
        "`sheets: {pattern}` finds no sheet; what lies in the campaign's folder: {there}.",
        "Sửa khóa `sheets` cho khớp với nơi lưu phiếu, hoặc đổi đuôi tệp phiếu thành .yaml.",
        "Correct `sheets` so that it finds the sheets, or give these the suffix .yaml.",
        "Mẫu tên tệp không khớp tệp nào thường là do gõ nhầm: mọi đơn vị đều thành chưa có phiếu.",
        "A pattern that matches nothing is usually a slip: every unit would be without a sheet.",
    ),
    "Q418": warning(
        "Mã `{found}` chỉ khác mã `{other}` ở chữ hoa, chữ thường.",
        "The id `{found}` differs from `{other}` in case only.",
        "Đặt mã khác hẳn.",
        "Choose another id.",
        (
            "Tệp phiếu và biểu mẫu được đặt tên theo mã. Trên Windows và macOS hai tên như vậy là một tệp, nên biểu mẫu của "
            "đơn vị này ghi đè lên biểu mẫu của đơn vị kia."
        ),
        (
            "Sheets and forms are named after ids. On Windows and macOS two such names are one file, so that one unit's "
            "form would replace the other's."
        ),
    ),
    "Q419": warning(
        "Windows không đặt được tên tệp theo mã `{found}`.",
        "Windows can have no file named after the id `{found}`.",
        "Đặt mã khác, ví dụ thêm `xa-` ở đầu.",
        "Choose another id, such as with `xa-` before it.",
        (
            "Tệp phiếu và biểu mẫu được đặt tên theo mã. CON, PRN, AUX, NUL, COM1–COM9, LPT1–LPT9 là tên thiết bị của "
            "Windows, kể cả khi có đuôi."
        ),
        (
            "Sheets and forms are named after ids. CON, PRN, AUX, NUL, COM1 to COM9 and LPT1 to LPT9 are devices of "
            "Windows, whatever suffix they have."
        ),
    ),
    "Q420": error(
        "Không có cách nhóm `{found}`.",
        "There is no grouping `{found}`.",
        "Khai báo trong khóa `groupings` của qcdc.yaml, ví dụ `groupings: {{{found}: {{name: Cụm thi đua}}}}`.",
        "Declare it in `groupings` of qcdc.yaml, such as `groupings: {{{found}: {{name: Cluster}}}}`.",
        "Cách nhóm đã khai báo mới có tên để hiện trong bảng, và mã gõ nhầm không thành một cách nhóm khác.",
        "A declared grouping has a name to be shown by, and a misspelt id does not become another grouping.",
    ),
    "Q421": error(
        "`{found}` không phải là một nhóm của `{grouping}`.",
        "`{found}` is not one of the groups of `{grouping}`.",
        "Dùng một mã đã có; hoặc thêm vào: `groupings: {{{grouping}: {{name: …, values: {{mã: Tên}}}}}}`.",
        "Use an id that there is; or add it: `groupings: {{{grouping}: {{name: …, values: {{id: Name}}}}}}`.",
        "Loại đơn vị, và cách nhóm có `values`, chỉ có các nhóm đã biết; nhờ vậy một nhóm gõ sai không thành nhóm mới.",
        "Types of units, and groupings with `values`, have known groups, so that a misspelt one is no new group.",
    ),
    "Q422": error(
        "Nhóm `{grouping}` ở đây là “{found}”, còn khối `{bloc}` ghi “{other}”.",
        "The group in `{grouping}` is “{found}” here, and “{other}” for the bloc `{bloc}`.",
        "Giữ một nơi: ở khối nếu mọi đơn vị của khối cùng nhóm, ở từng đơn vị nếu không.",
        "Keep one: for the bloc where all of its units are in the same group, for each unit where not.",
        "Một đơn vị thuộc một nhóm của mỗi cách nhóm; hai nơi ghi khác nhau thì qcdc không tự chọn.",
        "A unit is in one group of each grouping; where two places differ, qcdc does not choose.",
    ),
    "Q423": error(
        "Mã cách nhóm `{found}` đã dành cho khối.",
        "The id `{found}` is taken for blocs.",
        "Đặt mã khác, ví dụ cluster.",
        "Use another id, such as cluster.",
        "`qcdc rank --by bloc` tổng hợp theo khối.",
        "`qcdc rank --by bloc` sums up by bloc.",
    ),
    "Q424": warning(
        "Nhóm `{grouping}` được ghi hai cách: “{found}” và “{first}”.",
        "A group of `{grouping}` is spelt in two ways: “{found}” and “{first}”.",
        "Ghi giống nhau; hoặc khai báo các nhóm trong `values` rồi ghi mã.",
        "Spell it in one way; or declare the groups in `values` and write their ids.",
        "Khác chữ hoa hay vị trí dấu là hai nhóm khác nhau, và mỗi nhóm thành một dòng.",
        "With other capitals or tone marks they are two groups, each with a row of its own.",
    ),
    "Q425": error(
        "`not_handed_in` không dùng được với thang điểm `{rubric}`: bước `{stage}` không chấm tiêu chí nào.",
        "`not_handed_in` cannot be used with the rubric `{rubric}`: the stage `{stage}` marks none of it.",
        "Bỏ `from` ở những tiêu chí mà đơn vị tự chấm, hoặc bỏ `not_handed_in`.",
        "Leave `from` out of what the units mark themselves, or leave out `not_handed_in`.",
        "Khóa này áp dụng cho đơn vị không nộp phiếu ở bước đầu; nếu bước đầu không chấm gì thì không ai nộp được.",
        "It is for units that hand in nothing at the first stage; where that stage marks nothing, nobody can.",
    ),
    "Q427": error(
        "Thang điểm `{rubric}` chỉ cho chấm `{id}` từ bước `{found}`, nhưng đợt thi đua không có bước này.",
        "The rubric `{rubric}` has `{id}` marked from the stage `{found}` on, which the campaign does not have.",
        "Sửa `from` trong thang điểm, hoặc thêm bước này vào khóa `stages` của qcdc.yaml.",
        "Correct `from` in the rubric, or add the stage to `stages` in qcdc.yaml.",
        "Không biết bước nào được chấm thì không biết điểm bỏ trống là còn thiếu hay chưa đến lượt.",
        "Without the stage nobody can tell whether a blank is missing or not due yet.",
    ),
    "Q434": error(
        "Thang điểm `{rubric}` không có trường hợp `{found}` cho đơn vị không nộp phiếu.",
        "The rubric `{rubric}` has no disqualifier `{found}` for units that hand in nothing.",
        "Dùng một mã trong `disqualifiers` của thang điểm, hoặc thêm trường hợp này vào thang điểm.",
        "Use an id from the rubric's `disqualifiers`, or add this one to the rubric.",
        "`not_handed_in` áp dụng cho mọi khối, nên thang điểm của khối nào cũng phải có trường hợp này.",
        "`not_handed_in` holds for all blocs, so that the rubric of each of them must have it.",
    ),
    "Q435": error(
        "Ngày chốt `closed` phải sau hạn nộp phiếu tự chấm ({day}).",
        "`closed` must be after the day on which the first stage is due ({day}).",
        "Ghi hạn ở `due`, và ngày chốt là một ngày sau hạn đó.",
        "Write the day in `due`, and a day after it in `closed`.",
        "Nộp trong ngày hết hạn vẫn là đúng hạn, nên sau ngày đó mới chốt được ai không nộp.",
        "What is handed in on the due day is in time, so that only after it can be said who handed in nothing.",
    ),
    "Q436": error(
        "`not_handed_in: {found}` chỉ hạ xuống loại `{at_most}`, không phải loại cuối `{last}` của thang điểm `{rubric}`.",
        "`not_handed_in: {found}` is at most `{at_most}`, not the last class, `{last}`, of the rubric `{rubric}`.",
        "Trong thang điểm, ghi `at_most: {last}` hoặc `effect: unranked` cho trường hợp này.",
        "In the rubric, write `at_most: {last}` or `effect: unranked` for it.",
        "Đơn vị không nộp phiếu không có tổng điểm, nên không có gì để xếp vào loại cao hơn loại cuối.",
        "A unit that hands in nothing has no total, so that nothing would put it above the last class.",
    ),
    "Q437": error(
        "Hạn của bước `{stage}` sớm hơn hạn của bước `{earlier}` ({day}).",
        "The stage `{stage}` is due before the stage `{earlier}` ({day}).",
        "Sửa một trong hai hạn: các bước chấm lần lượt theo `stages`.",
        "Correct one of the days: stages follow each other as in `stages`.",
        "Bước sau xem lại điểm của bước trước, nên không thể đến hạn trước.",
        "A stage looks at the marks of the one before it, so that it cannot be due earlier.",
    ),
    "Q438": error(
        "Văn bản {name}{bloc} đã được ghi cho kỳ này.",
        "This paper of the period is there already: {name}{bloc}.",
        "Giữ một phần cho mỗi loại văn bản của mỗi khối trong kỳ.",
        "Keep one entry for each paper of each bloc in the period.",
        "Hai phần ghi có thể khác số, ngày, người ký; qcdc không tự chọn phần nào.",
        "Two entries may differ in number, day and signers; qcdc does not choose between them.",
    ),
    "Q439": error(
        "Ngày ban hành {name} trước ngày đầu của kỳ ({day}).",
        "The day of the paper ({name}) lies before the period begins, {day}.",
        "Kiểm tra lại ngày của văn bản, hoặc kỳ mà văn bản được ghi vào.",
        "Check the day of the paper, or the period that it is listed under.",
        "Văn bản về kết quả của kỳ không thể có trước khi kỳ bắt đầu; ghi trong kỳ thì được, vì hội nghị sơ kết có thể họp "
        "ngay trong ngày cuối.",
        "What tells the results of a period cannot be older than the period; within it, it can be: a review may be held on "
        "the last day.",
    ),
    "Q440": error(
        "Ghi tên {named} người có mặt, nhưng số người có mặt (`present`) là {present}.",
        "Named as present: {named}; but `present` says {present}.",
        "Ghi đủ người vào `attended`, hoặc sửa `present` theo biên bản.",
        "Name everybody under `attended`, or correct `present` by the minutes.",
        "Biên bản nêu cả số người và danh sách; hai số khác nhau thì không biết cuộc họp có đủ số người không.",
        "Minutes have both the number and the list; where they differ, nobody can tell whether there was a quorum.",
    ),
    "Q441": error(
        "“{name}” được ghi hai lần trong danh sách người có mặt, vắng mặt của cuộc họp.",
        "“{name}” is listed twice among those present at the meeting or absent from it.",
        "Giữ một lần. Hai người cùng tên thì ghi thêm chức vụ (`office`) hoặc đơn vị (`unit`).",
        "Keep one. Tell people of one name apart by `office` or `unit`.",
        "Một người không thể vừa có mặt vừa vắng mặt, và chỉ được tính một lần vào số người dự họp.",
        "Nobody is both present and absent, and everybody counts once.",
    ),
    "Q428": warning(
        "`{id}`: {percent}% của {units} đơn vị ở mọi khối dùng thang điểm này, làm tròn là 0: không đơn vị nào được.",
        "`{id}`: {percent}% of the {units} units of all blocs with this rubric rounds to 0, so that no unit can have it.",
        "Sửa `percent` hoặc `rounding`.",
        "Correct `percent` or `rounding`.",
        "Một tỷ lệ không có suất nào thì không đơn vị nào đạt được, dù điểm cao đến đâu.",
        "A share without a single place leaves out everybody, whatever the points.",
    ),
    "Q429": error(
        "Thang điểm `{rubric}` không dùng đến {what}.",
        "The rubric `{rubric}` has no use for {what}.",
        (
            "Thêm bước `decision` hoặc `ballot` vào `ties` của thang điểm, `ties: decision` vào hình thức khen thưởng, "
            "`ballot_at_least` vào `needs` của loại hoặc hình thức khen thưởng; hoặc xóa phần này."
        ),
        "Add the step `decision` or `ballot` to the rubric's `ties`, `ties: decision` to the award, or `ballot_at_least` to "
        "the `needs` of a class or an award; or delete this.",
        "Quyết định, phiếu bầu đã ghi mà thang điểm không dùng đến thì thứ hạng không theo văn bản đã ban hành.",
        "A decision or ballot that the rubric does not use would leave the ranks other than the document has them.",
    ),
    "Q430": warning(
        "Có hai lần ghi về cùng các đơn vị bằng nhau: {units}.",
        "Two records are about the same equal units: {units}.",
        "Ghi một quyết định (hoặc một lần bỏ phiếu) có đủ các đơn vị.",
        "Record one decision (or one ballot) with all of them.",
        "qcdc xếp các đơn vị ghi trước lên trên; nên ghi một thứ tự duy nhất đúng theo văn bản.",
        "Units of the first record come before those of the second; write the one order that the document has.",
    ),
    "Q431": warning(
        "Không dùng đến phần ghi về {units}: không thuộc các đơn vị bằng nhau cần phân định.",
        "Of no use is what is recorded of {units}: not among equal units that are to be decided between.",
        "Kiểm tra lại mã đơn vị, kỳ, khối; hoặc bỏ đơn vị này.",
        "Check the units, the period and the bloc; or leave the unit out.",
        (
            "Chỉ phân định giữa các đơn vị bằng nhau sau các bước trước đó của `ties`; điểm sửa sau khi quyết định có thể làm "
            "các đơn vị không còn bằng nhau."
        ),
        (
            "Only units that the steps before it leave equal are ranked apart by it; marks that were changed after the decision "
            "may have parted them."
        ),
    ),
    "Q432": warning(
        "Quyết định hoặc lần bỏ phiếu này chưa phân định được {what} giữa: {units}.",
        "This decision or ballot leaves open {what} among: {units}.",
        "Ghi đủ các đơn vị bằng nhau; nếu bằng phiếu thì bỏ phiếu lại hoặc quy định bước tiếp theo trong `ties`.",
        "Name all units that are equal; where votes are equal, vote again or name a further step in `ties`.",
        "Các đơn vị chưa được phân định vẫn cùng hạng, hoặc chưa được khen.",
        "Units that are not ranked apart share their rank, or do not get the award yet.",
    ),
    "Q433": warning(
        "Kỳ `{period}`, khối `{bloc}`: chưa phân định {what} giữa các đơn vị bằng nhau {units}.",
        "Period `{period}`, bloc `{bloc}`: still to be decided is {what}, among equal units: {units}.",
        (
            "Khi có văn bản thì ghi vào qcdc.yaml: `decisions: {{{period}: {{{bloc}: [{{order: […], for: rank hoặc mã khen, "
            "document: …, date: …}}]}}}}`; nếu bỏ phiếu: `ballots` với `votes: {{mã: số phiếu}}`."
        ),
        (
            "Once there is a document, record it in qcdc.yaml: `decisions: {{{period}: {{{bloc}: [{{order: […], for: rank or an "
            "award, document: …, date: …}}]}}}}`; a ballot in `ballots` with `votes: {{id: votes}}`."
        ),
        "Thang điểm để cấp có thẩm quyền hoặc lá phiếu phân định; qcdc không tự chọn thay.",
        "The rubric leaves it to the competent authority or to a ballot; qcdc does not choose in their place.",
    ),
}
