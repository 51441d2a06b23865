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
        "Bước “{stage}” của `{unit}`: {ids} nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); điểm vẫn được tính.",
        "The stage {stage} of `{unit}`: {ids} came in on {day}, after they were due on {due} (days late: {days}; file "
        "{file}); they count.",
        "Ghi `late_marks: count` (vẫn tính) hoặc `late_marks: ignore` (không tính) vào qcdc.yaml.",
        "Write `late_marks: count` (they count) or `late_marks: ignore` (they do not) into qcdc.yaml.",
        *_LATE,
    ),
    "Q867": warning(
        "Bước “{stage}” của `{unit}`: {ids} nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); không được tính (`late_marks: ignore`), coi như bước này chưa chấm.",
        "The stage {stage} of `{unit}`: {ids} came in on {day}, after they were due on {due} (days late: {days}; file "
        "{file}); they do not count (`late_marks: ignore`) and are as blank at this stage.",
        "Nếu được chấp nhận thì lùi `due`, hoặc ghi `late_marks: count`.",
        "Where they are accepted after all, move `due`, or write `late_marks: count`.",
        *_LATE,
    ),
    "Q868": note(
        "Bước “{stage}” của `{unit}`: {ids} nhận ngày {day}, chậm {days} ngày so với hạn {due} "
        "(tệp {file}); vẫn được tính (`late_marks: count`).",
        "The stage {stage} of `{unit}`: {ids} came in on {day}, after they were due on {due} (days late: {days}; file "
        "{file}); they count (`late_marks: count`).",
        "Không phải làm gì.",
        "Nothing need be done.",
        *_LATE,
    ),
    "Q870": error(
        "Tiêu chí `{id}`: giải trình ngày {day} về điểm bước `{stage}`, nhưng {why}.",
        "`{id}`: the appeal of {day} is against the mark of `{stage}`, but {why}.",
        "Ghi `stage` là bước đã thẩm định tiêu chí này; điểm tự chấm thì đơn vị tự sửa, không giải trình.",
        "Name under `stage` the one that verified the criterion; its own marks a unit corrects without an appeal.",
        "Giải trình là về một điểm đã có của khối hoặc của cấp trên: chưa có điểm thì chưa có gì để giải quyết; nhiều bước "
        "đã chấm thì phải ghi rõ về điểm của bước nào.",
        "An appeal is against a mark that the bloc or those above have given: before it there is nothing to decide; where "
        "several stages have marked, it says whose mark it is against.",
    ),
    "Q871": error(
        "Tiêu chí `{id}`: {what} ({day}) trước {than} ({earlier}).",
        "`{id}`: {what} ({day}) lies before {than} ({earlier}).",
        "Kiểm tra lại hai ngày này.",
        "Check the two days.",
        "Trước hết có điểm, sau đó có giải trình, rồi mới có kết quả giải quyết.",
        "First comes the mark, then the appeal, then what is decided on it.",
    ),
    "Q872": warning(
        "Tiêu chí `{id}` của `{unit}`: giải trình ngày {day}, sau ngày cuối nhận giải trình ({last}).",
        "`{id}` of `{unit}`: the appeal of {day} came after the last day for appeals, {last}.",
        "Xem xét hay không là việc của người giải quyết: ghi kết quả và lý do ở `decision`.",
        "Whether it is heard is for whoever decides: write the decision with its reason.",
        "Giải trình muộn không tự mất đi, cũng không tự được chấp nhận; xếp hạng là tạm tính cho đến khi có kết quả.",
        "A late appeal is neither dropped nor granted by itself; the ranking is provisional until it is decided.",
    ),
    "Q873": error(
        "Tiêu chí `{id}`: kết quả giải quyết giải trình chưa ghi lý do.",
        "`{id}`: the decision on the appeal has no reason.",
        "Ghi `reason`: vì sao chấp nhận hoặc giữ nguyên điểm.",
        "Write a `reason`: why it was upheld or refused.",
        "Đơn vị có quyền biết vì sao giải trình được chấp nhận hay không; các đơn vị khác cũng vậy.",
        "A unit may know why its appeal was upheld or refused, and so may the others.",
    ),
    "Q874": error(
        "Tiêu chí `{id}`: giải trình không được chấp nhận (`upheld: no`) mà vẫn ghi điểm mới.",
        "`{id}`: the appeal is refused (`upheld: no`), and yet a new mark stands there.",
        "Bỏ `mark`; nếu chấp nhận một phần thì ghi `upheld: yes` và điểm mới.",
        "Delete the `mark`; where it is upheld in part, write `upheld: yes` with the mark that counts.",
        "Không chấp nhận thì điểm giữ nguyên; điểm ghi thêm sẽ không được dùng mà không ai biết.",
        "What is refused leaves the mark as it was; another one beside it would be of no use to anybody.",
    ),
    "Q875": error(
        "Tiêu chí `{id}`: giải trình được chấp nhận (`upheld: yes`) mà chưa ghi điểm mới.",
        "`{id}`: the appeal is upheld (`upheld: yes`), and no mark says with what.",
        "Ghi `mark`: điểm, mức được tính từ nay, có thể khác mức đơn vị đề nghị.",
        "Write the `mark` that counts from now on; it may be another one than was wanted.",
        "Chấp nhận giải trình là sửa điểm: phải biết sửa thành bao nhiêu.",
        "To uphold an appeal is to change a mark: it must be known to what.",
    ),
    "Q876": error(
        "Tiêu chí `{id}`: {by} đã chấm điểm bước `{stage}` nên không giải quyết giải trình về chính điểm đó.",
        "`{id}`: {by} gave the mark of `{stage}` and cannot decide on the appeal against it.",
        "Giao người khác giải quyết và ghi tên người đó ở `by`.",
        "Have somebody else decide, and write that name under `by`.",
        "Không ai tự giải quyết giải trình về điểm do chính mình chấm; tên được so sánh không phân biệt chức vụ, cách "
        "viết.",
        "Nobody decides on an appeal against a mark of their own; names are compared without offices and spellings.",
    ),
    "Q877": warning(
        "Tiêu chí `{id}` của `{unit}`: giải trình ngày {day} chưa được giải quyết.",
        "`{id}` of `{unit}`: the appeal of {day} is not decided yet.",
        "Giải quyết và ghi `decision` (ngày, người giải quyết, có chấp nhận không, điểm mới, lý do); `qcdc appeals` cho "
        "biết điểm và hạng thay đổi thế nào.",
        "Decide on it and write its `decision` (date, by whom, upheld or not, the mark, the reason); `qcdc appeals` "
        "shows what it would change.",
        "Còn giải trình chưa giải quyết thì xếp hạng là tạm tính.",
        "While an appeal is open, the ranking is provisional.",
    ),
    "Q878": error(
        "Ngày cuối nhận giải trình trước hạn gửi phiếu tự chấm ({day}).",
        "The last day for appeals lies before the self-assessments are due, {day}.",
        "Kiểm tra lại `appeals` và `due` của kỳ.",
        "Check `appeals` and `due` of the period.",
        "Giải trình là về điểm thẩm định, nên sau hạn tự chấm mới có.",
        "Appeals are against verified marks, which come after the self-assessments.",
    ),
    "Q879": error(
        "Phiếu giải trình: {why}.",
        "Appeals form: {why}.",
        "Mỗi giải trình một dòng: chọn tiêu chí, ghi nội dung; điểm đề nghị và minh chứng nếu có.",
        "One appeal a row: choose the criterion, write what is brought forward; the wanted mark and documents if any.",
        "Một dòng ghi dở không thành giải trình; bỏ qua thì đơn vị tưởng là đã gửi.",
        "A row filled in by half is no appeal; passed over, the unit would believe that it had been sent.",
    ),
    "Q880": error(
        "`{unit}` có {votes} phiếu, nhiều hơn {what} là {most}.",
        "`{unit}` has {votes} votes, more than {what}, {most}.",
        "Đối chiếu biên bản kiểm phiếu và sửa con số sai.",
        "Compare with the minutes of the count and correct the wrong figure.",
        "Mỗi lá phiếu hợp lệ chỉ cho mỗi đơn vị được một phiếu.",
        "A valid ballot paper gives a unit one vote at most.",
    ),
    "Q881": error(
        "Theo số liệu đã ghi, {what} là {number}, nhiều hơn {limit} là {most}.",
        "As recorded, {what} are {number}, more than {limit}, {most}.",
        "Đối chiếu biên bản và sửa con số sai.",
        "Compare with the minutes and correct the wrong figure.",
        "Phiếu hợp lệ không thể nhiều hơn phiếu thu về, phiếu thu về không thể nhiều hơn phiếu phát ra, và không ai nhận "
        "hai phiếu.",
        "No more ballots can be valid than came back, no more come back than were given out, and nobody gets two.",
    ),
    "Q882": error(
        "Cuộc họp không đủ số người: có mặt {present}/{entitled}, quy định từ {quorum}%.",
        "The meeting had no quorum: {present} of {entitled} were present, and {quorum}% are needed.",
        "Đối chiếu biên bản; nếu đúng như vậy thì họp lại và ghi cuộc họp sau, hoặc bỏ `quorum` nếu quy chế không đòi hỏi.",
        "Compare with the minutes; if they say so, meet again and record that meeting, or take out `quorum` where no rule "
        "asks for one.",
        "Kết quả bình xét, bỏ phiếu của cuộc họp không đủ số người thì không có giá trị.",
        "What a meeting without a quorum decides or votes is void.",
    ),
    "Q884": error(
        "Lần bỏ phiếu về từng đơn vị này chưa ghi số phiếu hợp lệ, hoặc số đó bằng 0.",
        "This ballot on units does not say how many ballots were valid, or that number is 0.",
        "Ghi `valid: số phiếu hợp lệ` theo biên bản kiểm phiếu.",
        "Write `valid: the number of valid ballots` from the minutes of the count.",
        "Tỷ lệ phiếu của đơn vị tính trên số phiếu hợp lệ.",
        "A unit's share of the votes is taken of the valid ballots.",
    ),
    "Q885": warning(
        "Bỏ phiếu ngày {day}, nhưng cuộc họp ghi ở `meetings` là ngày {meeting}.",
        "The ballot was on {day}, and the meeting recorded under `meetings` on {meeting}.",
        "Sửa ngày sai; nếu bỏ phiếu ở cuộc họp khác thì ghi cuộc họp đó.",
        "Correct the wrong day; where the ballot was at another meeting, record that one.",
        "Không có cuộc họp của ngày bỏ phiếu thì không đối chiếu được số phiếu với số người có mặt.",
        "Without the meeting of that day the ballots cannot be compared with those present.",
    ),
    "Q886": warning(
        "Kỳ `{period}`, khối `{bloc}`: {what} cần từ {least}% phiếu hợp lệ, chưa có kết quả bỏ phiếu đối với {units}.",
        "Period `{period}`, bloc `{bloc}`: {what} needs {least}% of the valid ballots, and no ballot is recorded on {units}.",
        "Ghi kết quả vào qcdc.yaml: `ballots: {{{period}: {{{bloc}: [{{for: units, valid: …, votes: {{mã: số phiếu}}, "
        "document: …, date: …}}]}}}}`.",
        "Record it in qcdc.yaml: `ballots: {{{period}: {{{bloc}: [{{for: units, valid: …, votes: {{id: votes}}, document: …, "
        "date: …}}]}}}}`.",
        "Chưa có kết quả bỏ phiếu thì chưa thể nói đơn vị đạt hay không đạt; kết quả xếp hạng là tạm tính.",
        "Before the ballot nobody can say whether the unit meets this; the ranking is provisional.",
    ),
    "Q890": error(
        "Nhận xét nêu `{found}`, nhưng thang điểm không có tiêu chí hay nhóm tiêu chí này.",
        "A remark is about `{found}`, but the rubric has no such criterion or group.",
        "Sửa `criterion`, hoặc bỏ khóa này.",
        "Correct `criterion`, or take the key away.",
        "Nhận xét được tổng hợp theo tiêu chí, nên tiêu chí phải có trong thang điểm.",
        "Remarks are gathered by criterion, so that the rubric must have it.",
    ),
    "Q891": error(
        "Không so sánh kỳ `{period}` với chính nó.",
        "The period `{period}` cannot be compared with itself.",
        "Ghi hai kỳ khác nhau, kỳ trước đứng trước: `qcdc compare KỲ-TRƯỚC KỲ-SAU`.",
        "Name two periods, the earlier one first: `qcdc compare EARLIER LATER`.",
        "Không ghi kỳ sau thì lấy kỳ hiện tại.",
        "Where no later one is named, it is the current one.",
    ),
    "Q892": error(
        "Không so sánh được với đợt “{campaign}”: không khối, đơn vị nào cần so sánh có cùng mã ở cả hai đợt.",
        "There is nothing to compare with the campaign “{campaign}”: none of the blocs and units asked for has one id in both.",
        "Kiểm tra thư mục trong `qcdc compare --earlier THƯ-MỤC`; nếu đúng thì dùng cùng một mã cho cùng một đơn vị ở cả hai đợt.",
        "Check the folder in `qcdc compare --earlier FOLDER`; if it is right, give the same unit the same id in both campaigns.",
        "Khối, đơn vị của hai đợt được đối chiếu theo mã, không theo tên.",
        "Blocs and units of two campaigns are matched by their ids, not by their names.",
    ),
    "Q893": error(
        "So sánh với thang điểm khác thì phải nêu thang điểm đó.",
        "To compare with another rubric, that rubric must be named.",
        "Ghi thang điểm muốn thử: `qcdc rank --rubric thang-diem-moi.yaml --compare`.",
        "Name the rubric to try: `qcdc rank --rubric new-rubric.yaml --compare`.",
        "Kết quả theo thang điểm thử được đặt bên cạnh kết quả theo thang điểm của khối; so sánh hai kỳ là `qcdc compare`.",
        "The result by the rubric tried stands beside the one by the bloc's own; two periods are compared by `qcdc compare`.",
    ),
    "Q894": error(
        "Không có đợt thi đua ở đây để so sánh với kết quả theo thang điểm `{rubric}`.",
        "There is no campaign here whose result could be compared with that by the rubric `{rubric}`.",
        "Chuyển vào thư mục đợt thi đua, hoặc chỉ ra bằng -C THƯ-MỤC; chỉ chấm phiếu rời thì dùng `qcdc rank PHIẾU --rubric THANG-ĐIỂM`.",
        "Go into the campaign's folder, or name it with -C FOLDER; to score loose sheets only: `qcdc rank SHEETS --rubric RUBRIC`.",
        "Thang điểm của khối ghi trong qcdc.yaml; không có thì không có gì để so sánh.",
        "The bloc's own rubric is named in qcdc.yaml; without it there is nothing to compare with.",
    ),
}
