"""Q5: a rubric that contradicts itself."""

from qcdc_cli.problems.catalogue import error, warning

ENTRIES = {
    "Q501": error(
        "Mục `{id}` ghi {declared} điểm nhưng các thành phần {take} {sum}.",
        "The group `{id}` declares {declared}, but its parts {take} {sum}.",
        "Sửa điểm của mục, hoặc của các thành phần.",
        "Correct the group's points, or those of its parts.",
        "Mọi tổng ghi trong thang điểm được cộng lại để kiểm tra.",
        "Every sum written in a rubric is added up again.",
    ),
    "Q502": error(
        "Thang điểm ghi tổng {declared} nhưng các mục cộng lại được {sum}.",
        "The rubric declares a total of {declared}, but its groups add up to {sum}.",
        "Sửa `total`, hoặc điểm của các mục.",
        "Correct `total`, or the groups' points.",
        "Tổng của thang điểm phải bằng tổng các mục, không kể điểm thưởng và điểm trừ.",
        "The total must equal the sum of the groups, bonus and penalties not counted.",
    ),
    "Q503": error(
        "Mã `{id}` đã được dùng ở phía trên.",
        "The id `{id}` is used already further up.",
        "Đổi một trong hai mã.",
        "Change one of the two.",
        "Điểm được ghi theo mã, nên mỗi mã chỉ một tiêu chí. `1.1` và `1.10` là hai mã khác nhau.",
        "Marks are filed by id, so an id names one criterion. `1.1` and `1.10` are two ids.",
    ),
    "Q504": error(
        "Tiêu chí `{id}` có hai cách chấm: {kinds}.",
        "The criterion `{id}` says two ways of scoring: {kinds}.",
        "Giữ một cách chấm.",
        "Keep one.",
        "Mỗi tiêu chí chấm theo đúng một cách.",
        "A criterion is scored in exactly one way.",
    ),
    "Q505": error(
        "`{part}` được {points} điểm, vượt {maximum} điểm của tiêu chí `{id}`.",
        "`{part}` gives {points}, more than the {maximum} of the criterion `{id}`.",
        "Giảm điểm của phần này, hoặc tăng điểm của tiêu chí.",
        "Lower it, or raise the criterion's points.",
        "Không mức nào được hơn điểm tối đa; qcdc không tự cắt bớt.",
        "No level may exceed the maximum; qcdc does not cut it silently.",
    ),
    "Q506": error(
        "Tiêu chí `{id}` ghi {maximum} điểm nhưng cao nhất chỉ đạt được {reachable}.",
        "The criterion `{id}` declares {maximum}, but at most {reachable} can be reached.",
        "Sửa điểm của tiêu chí, hoặc của các thành phần.",
        "Correct its points, or those of its parts.",
        "Điểm tối đa mà không đơn vị nào đạt được thì làm sai tỷ lệ phần trăm của mọi đơn vị.",
        "A maximum that nobody can reach makes every unit's percentage wrong.",
    ),
    "Q507": error(
        "Điểm tối đa {maximum} của tiêu chí `{id}` không chia hết cho {step} (`step`).",
        "The step {step} does not divide the maximum {maximum} of the criterion `{id}`.",
        "Sửa `step` hoặc `points`.",
        "Correct `step` or `points`.",
        "Nếu không thì không thể chấm đạt điểm tối đa.",
        "Else the maximum could not be given.",
    ),
    "Q508": error(
        "Bảng các khoảng phải có đúng một dòng không có `from` hay `above` (khoảng thấp nhất), và không trùng cận dưới.",
        "A table of bands needs exactly one line without `from` or `above` (the lowest), and no bound twice.",
        "Thêm hoặc sửa dòng thấp nhất.",
        "Add or correct the lowest line.",
        ("Mỗi giá trị phải thuộc đúng một khoảng, tính từ cận dưới trở lên, không để hở (89,7 phải thuộc một khoảng)."),
        "Every value must fall into exactly one band: lower bounds decide and no gap is left (89.7 falls somewhere).",
    ),
    "Q509": error(
        "Xếp loại phải theo `from` (hoặc `above`) giảm dần, không trùng, và chỉ dòng cuối không có cận dưới.",
        "Classes must go down by `from` (or `above`), none twice, and only the last has no lower bound.",
        "Sắp lại các dòng của `classification`.",
        "Put the lines of `classification` in order.",
        "Mỗi tổng điểm phải thuộc đúng một loại.",
        "Every total must belong to exactly one class.",
    ),
    "Q510": error(
        "Tiêu chí `{id}` có phép chia nên thang điểm phải ghi cách làm tròn.",
        "The criterion `{id}` divides, so the rubric must say how to round.",
        "Thêm dòng `rounding: {{decimals: 2, at: criterion}}`.",
        "Add `rounding: {{decimals: 2, at: criterion}}`.",
        "8/9 × 10 là số thập phân vô hạn; cách làm tròn phải do thang điểm quy định.",
        "8/9 × 10 has no exact decimal; how it is rounded is for the rubric to say.",
    ),
    "Q511": warning(
        "Loại `{id}` cần {bound} điểm, điểm cao nhất chỉ là {maximum}: không đơn vị nào đạt được.",
        "The class `{id}` is {bound} points, and the highest total is {maximum}: nobody can reach it.",
        "Kiểm tra lại cận dưới.",
        "Check the lower bound.",
        "Loại mà không đơn vị nào đạt được thường là do gõ nhầm.",
        "A class out of reach is usually a slip.",
    ),
    "Q512": warning(
        "{criteria} chưa quy định minh chứng.",
        "No evidence is named for {criteria}.",
        "Thêm `evidence: [tên tài liệu]` vào tiêu chí, hoặc `evidence: optional` nếu không cần.",
        "Add `evidence: [documents]` to a criterion, or `evidence: optional` if none is needed.",
        "Điểm không có minh chứng thì không kiểm tra được.",
        "A mark that nothing can prove cannot be checked.",
    ),
    "Q513": error(
        "Mục `{id}` lấy trung bình nhưng thang điểm chỉ làm tròn ở từng tiêu chí.",
        "The group `{id}` averages, but points are only rounded criterion by criterion.",
        "Ghi `rounding: {{decimals: 2, at: group}}`, hoặc at: total.",
        "Write `rounding: {{decimals: 2, at: group}}`, or at: total.",
        "Trung bình có thể không viết hết được bằng số thập phân, nên phải làm tròn sau khi lấy trung bình.",
        "An average may have no exact decimal, so the rounding must come after it.",
    ),
    "Q514": warning(
        "Mã `{id}` nhìn giống mã `{other}`.",
        "The id `{id}` looks like the id `{other}`.",
        "Đổi một trong hai mã.",
        "Change one of the two.",
        "Mã chỉ khác chữ hoa, chữ thường, hay chữ I, l và số 1, dễ bị gõ nhầm khi chấm.",
        "Ids that differ only in case, or in I, l and 1, are easily mistaken when marks are typed.",
    ),
    "Q515": warning(
        "`{id}` có tỷ lệ 0%: không đơn vị nào được.",
        "`{id}` has a share of 0%: no unit can have it.",
        "Sửa `percent`.",
        "Correct `percent`.",
        "Tỷ lệ khống chế mà không đơn vị nào đạt được thường là do nhập nhầm.",
        "A quota that nobody can meet is usually a slip.",
    ),
    "Q516": error(
        "Tiêu chí `{id}` có hai mốc `from` và `to` bằng nhau.",
        "The ends `from` and `to` of `{id}` are the same.",
        "Ghi hai giá trị khác nhau.",
        "Give two different values.",
        "Hai mốc bằng nhau thì không tính được điểm theo tỷ lệ.",
        "Nothing can be divided between two equal ends.",
    ),
    "Q517": error(
        "Tiêu chí `{id}`: hạng {place} được nhiều điểm hơn hạng trên.",
        "In `{id}`, place {place} gives more than the place above it.",
        "Xếp điểm giảm dần.",
        "Let the points go down.",
        "Hạng thấp hơn không thể được nhiều điểm hơn.",
        "A lower place cannot give more points.",
    ),
    "Q518": error(
        "Trường hợp `{id}` phải có đúng một trong hai khóa: `effect: unranked` hoặc `at_most`.",
        "The disqualifier `{id}` needs exactly one of `effect: unranked` and `at_most`.",
        "Giữ một trong hai.",
        "Keep one of them.",
        "Hoặc không xếp hạng, hoặc quy định loại cao nhất được xếp.",
        "A unit is either not ranked, or at most in a class.",
    ),
    "Q519": error(
        "Hình thức khen thưởng `{id}` chưa quy định đối tượng.",
        "The award `{id}` does not say for whom it is.",
        "Thêm ranks, share, classes, group hoặc needs.",
        "Add ranks, share, classes, group or needs.",
        "Không quy định thì mọi đơn vị đều được khen.",
        "Without it every unit would get it.",
    ),
    "Q520": warning(
        "Thang điểm không có điểm trừ để xếp thứ tự.",
        "The rubric has no penalties to break ties by.",
        "Bỏ bước này, hoặc thêm `penalties`.",
        "Leave the step out, or add `penalties`.",
        "Căn cứ ưu tiên này không phân định được đơn vị nào.",
        "This step can never part anybody.",
    ),
    "Q521": error(
        "Thang điểm không có `{found}`.",
        "The rubric has no `{found}`.",
        "Dùng một mã có trong thang điểm.",
        "Use an id that the rubric has.",
        "Loại, mục hay tiêu chí được nêu phải có trong thang điểm.",
        "A class, group or criterion that is named must exist.",
    ),
    "Q522": warning(
        "Khoảng {bound} của tiêu chí `{id}` không bao giờ đạt được.",
        "The band {bound} of the criterion `{id}` can never be reached.",
        "Sửa cận dưới.",
        "Correct its lower bound.",
        "Tỷ lệ phần trăm không vượt 100.",
        "A percentage does not exceed 100.",
    ),
    "Q523": error(
        "Thang điểm gốc không có `{found}`.",
        "The base rubric has no `{found}`.",
        "Dùng mã của một mục hay tiêu chí trong thang điểm gốc.",
        "Use the id of a group or criterion of the base.",
        (
            "`change`, `remove`, `add` nhắc tới mã có trong thang điểm gốc (`add: top` là cấp cao nhất); sửa một mã "
            "không có là không sửa gì."
        ),
        (
            "`change`, `remove` and `add` name ids of the base (`add: top` is the top level); changing an unknown id "
            "would change nothing."
        ),
    ),
    "Q524": error(
        "Các thang điểm tham chiếu vòng lẫn nhau: {chain}.",
        "The rubrics extend each other in a circle: {chain}.",
        "Bỏ `extends` ở một trong các tệp này.",
        "Take `extends` out of one of these files.",
        "Phải có một thang điểm đầy đủ làm gốc, ví dụ A dựa vào B, B không dựa vào tệp nào.",
        "One of them must be complete in itself: A extends B, and B extends nothing.",
    ),
    "Q525": error(
        "Không có thang điểm gốc `{found}`.",
        "There is no base rubric `{found}`.",
        "Dùng tên thang điểm có sẵn trong qcdc, hoặc đường dẫn tính từ thư mục của tệp này.",
        "Use the name of a shipped rubric, or a path from this file's folder.",
        (
            "`extends` là tên một thang điểm có sẵn trong qcdc, hoặc đường dẫn tính từ tệp có dòng này, không phải "
            "từ thư mục hiện tại."
        ),
        (
            "`extends` is the name of a rubric shipped with qcdc, or a path from the file that says it, not from the "
            "working folder."
        ),
    ),
    "Q526": error(
        "`{id}` là một tiêu chí, không thêm gì vào trong được.",
        "`{id}` is a criterion; nothing can be added inside it.",
        "Thêm vào một mục, hoặc `top` cho cấp cao nhất.",
        "Add to a group, or to `top` for the top level.",
        "Chỉ mục có các thành phần bên trong; tiêu chí có cách chấm của nó.",
        "Only groups have parts; a criterion has its way of scoring.",
    ),
    "Q527": error(
        "`{key}` cần có `extends`.",
        "`{key}` needs `extends`.",
        "Thêm dòng `extends: tên-thang-điểm-gốc`, hoặc bỏ `{key}`.",
        "Add `extends: base-rubric`, or leave `{key}` out.",
        "Sửa, bỏ, thêm là so với một thang điểm gốc; không có gốc thì không có gì để sửa.",
        "What is changed, removed or added is so in a base; without one there is nothing to change.",
    ),
    "Q528": error(
        "Loại cuối `{id}` nhận mọi đơn vị còn lại nên `{key}` không có tác dụng.",
        "The last class `{id}` takes all units that are left, so `{key}` has no effect.",
        "Bỏ `{key}` ở loại cuối, hoặc thêm một loại thấp hơn.",
        "Take `{key}` out, or add a class below it.",
        "Mỗi đơn vị được xếp hạng phải có một loại; điều kiện không bao giờ được xét là điều kiện ghi nhầm chỗ.",
        "Every ranked unit must have a class; a condition that is never reached is in the wrong place.",
    ),
    "Q529": error(
        "Khoản trừ `{id}` chấm theo `deduct` sẽ trừ tối đa khi không có lần nào.",
        "The penalty `{id}` is scored by `deduct`, which would take off most where nothing happened.",
        "Dùng `count: {{each: …, unit: …}}`: mỗi lần trừ số điểm ghi ở `each`.",
        "Use `count: {{each: …, unit: …}}`: each of them takes off the points of `each`.",
        "deduct bắt đầu từ điểm tối đa rồi bớt dần; trong danh sách điểm trừ, điểm tối đa là mức trừ nặng nhất.",
        "deduct begins at the maximum and goes down; in a list of penalties the maximum is the heaviest penalty.",
    ),
    "Q530": error(
        "Mục `{id}` lấy trung bình các thành phần có điểm tối đa khác nhau ({maxima}) mà không nêu trung bình của gì.",
        "The group `{id}` averages parts whose maxima differ ({maxima}), without saying what of them.",
        "Thêm `average: shares` (trung bình tỷ lệ đạt) hoặc `average: points` (trung bình điểm).",
        "Add `average: shares` (of the shares reached) or `average: points` (of the points).",
        (
            "Thành phần tối đa 2 điểm và thành phần tối đa 4 điểm: đạt 2 và 2 thì trung bình điểm là 2 trên 3, "
            "trung bình tỷ lệ là 75%, tức 2,25 trên 3."
        ),
        (
            "With parts of 2 and 4 points, 2 and 2 reached: the average of the points is 2 of 3; that of the shares "
            "is 75%, so 2.25 of 3."
        ),
    ),
    "Q531": error(
        "Mục `{id}` có `average` nhưng không lấy trung bình.",
        "The group `{id}` has `average`, but it does not average.",
        "Thêm `take: average`, hoặc bỏ `average`.",
        "Add `take: average`, or leave `average` out.",
        "`average` chỉ nêu lấy trung bình của gì; không có `take: average` thì nó không có tác dụng.",
        "`average` only says what is averaged; without `take: average` it has no effect.",
    ),
    "Q532": error(
        "Trong thang điểm `{rubric}`, `{id}` nêu bước `{found}`, trước bước `{later}` mới được chấm.",
        "In the rubric `{rubric}`, `{id}` names the stage `{found}`, before the stage `{later}` that first marks it.",
        "Bỏ bước này khỏi `from` hoặc `claim` của `{id}`, hoặc ghi một bước từ `{later}` trở đi.",
        "Leave it out of the `from` or `claim` of `{id}`, or name a stage from `{later}` on.",
        (
            "Nội dung trong một mục được chấm không sớm hơn mục đó; trước bước được chấm cũng không ai ghi được là không "
            "phát sinh. Quy định như vậy không bao giờ có tác dụng."
        ),
        (
            "What stands in a group is marked no earlier than the group, and before that nobody can say that it is not "
            "applicable: such a rule would never have an effect."
        ),
    ),
    "Q533": error(
        "`{id}` không thể đòi hỏi tỷ lệ đạt ở `{found}`.",
        "`{id}` cannot need a share of `{found}`.",
        "Nêu tiêu chí tính vào tổng; với mọi mục cấp một thì dùng `groups_at_least`.",
        "Name a criterion that counts in the total; for all top groups use `groups_at_least`.",
        "`criteria_at_least` xét tỷ lệ đạt của từng tiêu chí; mục, khoản thưởng, khoản trừ, tiêu chí 0 điểm không có tỷ lệ ấy.",
        "`criteria_at_least` is about criteria; a group, bonus, penalty or criterion of 0 points has no such share.",
    ),
    "Q534": error(
        "Cận dưới ghi cả `from: {from}` và `above: {above}`.",
        "The lower bound is both `from: {from}` and `above: {above}`.",
        "Giữ một trong hai: `from` tính cả giá trị ấy (từ … trở lên), `above` thì không (trên …).",
        "Keep one of them: `from` includes the value (… or more), `above` does not (over …).",
        "Mỗi loại, mỗi khoảng chỉ bắt đầu ở một chỗ.",
        "A class or a band begins at one place.",
    ),
    "Q535": error(
        "Tỷ lệ của `{id}` có `counted` nhưng tính trên `{of}` nên `counted` không có tác dụng.",
        "The share of `{id}` has `counted`, which has no effect, since it is one of `{of}`.",
        "Bỏ `counted`; với tỷ lệ khống chế của một loại, ghi `of` là mã loại cần đếm.",
        "Leave `counted` out; or, in the quota of a class, let `of` be the class whose units are counted.",
        (
            "`counted` nêu đếm đơn vị của một loại trước hay sau khi xét tỷ lệ khống chế; số đơn vị của khối không đổi, "
            "còn khen thưởng chỉ xét sau khi đã xếp loại."
        ),
        (
            "`counted` says whether the units of a class are counted before or after the quota; those of the bloc do not "
            "change, and awards come after all classes."
        ),
    ),
    "Q536": error(
        "Loại `{id}` khống chế theo số đơn vị còn lại ở loại `{of}`, là chính nó hoặc loại cao hơn.",
        "The quota of `{id}` counts the units left in `{of}`, which is the class itself or a better one.",
        "Ghi `of` là một loại thấp hơn, hoặc `counted: reached`.",
        "Let `of` be a class below it, or write `counted: reached`.",
        "Đơn vị không được giữ ở loại này thì xuống loại dưới; ở loại trên không có ai còn lại.",
        "Units for which there is no room go down; nobody is left further up.",
    ),
    "Q537": error(
        "`{id}` không thể tính trên mọi khối (`of: all`): {why}.",
        "`{id}` cannot be decided over all blocs (`of: all`): {why}.",
        "Đổi mã loại ấy; hoặc ghi `ties: none`, `ties: all`, `units`, `of: bloc`, hoặc `of: all` ở cả hai chỗ.",
        "Give that class another id; or write `ties: none`, `ties: all`, `units`, `of: bloc`, or `of: all` in both places.",
        "Suất tính trên mọi khối được xét chung cho các khối.",
        "Places of all blocs are given out over all of them together.",
    ),
    "Q542": error(
        "`{id}` ở danh sách điểm thưởng hoặc điểm trừ mà có thể dưới 0 (`floor: {floor}`).",
        "`{id}` stands in the list of bonus or of penalties, but may come to less than 0 (`floor: {floor}`).",
        "Ghi `floor: 0`, hoặc chuyển tiêu chí vào thang điểm chính (`criteria`).",
        "Write `floor: 0`, or move it into the main list (`criteria`).",
        "Điểm thưởng dưới 0 là trừ điểm, điểm trừ dưới 0 là cộng điểm: mức trần của danh sách không còn đúng nghĩa.",
        "A bonus below 0 takes points off, a penalty below 0 adds some: the list's cap would not mean what it says.",
    ),
    "Q543": error(
        "Tiêu chí `{id}` có `{found}` ở cả `plus` và `minus`.",
        "The criterion `{id}` has `{found}` both under `plus` and under `minus`.",
        "Đặt mã khác cho một bên.",
        "Give one of them another id.",
        "Phiếu ghi số lần theo mã; một mã chỉ được là một việc.",
        "Sheets say how many by id; one id is one thing.",
    ),
    "Q544": error(
        "Mục `{id}` lấy trung bình tỷ lệ đạt, nhưng `{part}` có điểm tối đa 0 mà có thể dưới 0.",
        "The group `{id}` averages shares, but `{part}` has a maximum of 0 and may come to less than 0.",
        "Ghi điểm tối đa lớn hơn 0 cho `{part}`, hoặc dùng `average: points`, hoặc đưa nó ra ngoài mục này.",
        "Give `{part}` a maximum above 0, use `average: points`, or move it out of the group.",
        "Tỷ lệ của điểm tối đa 0 không tính được; điểm dưới 0 của nó sẽ mất.",
        "There is no share of a maximum of 0; its points below 0 would be lost.",
    ),
    "Q545": warning(
        "Thang điểm còn {number} nội dung chưa quyết định: {lines}.",
        "The rubric leaves decisions open ({number}): {lines}.",
        (
            "Đọc từng dòng `# ?` và quyết định: dùng cách viết gợi ý ngay bên dưới (xóa `# ` ở đầu dòng), hoặc giữ "
            "nguyên. Quyết định xong thì xóa dòng `# ?`."
        ),
        (
            "Decide each line `# ?`: use what is proposed below it (remove its `# `), or leave things as they are. "
            "Delete the line `# ?` once it is decided."
        ),
        (
            "`qcdc init --from` đặt dấu `# ?` ở những nội dung mà bảng thang điểm chưa nêu rõ, ví dụ cách chấm của một "
            "tiêu chí. Nếu gửi biểu mẫu trước khi quyết định thì các đơn vị có thể chấm theo cách mà khối không chọn."
        ),
        (
            "`qcdc init --from` writes `# ?` where a table does not say what a rubric needs, such as how a criterion is "
            "scored. Forms sent before that is decided may have units mark in a way that the bloc did not choose."
        ),
    ),
    "Q546": error(
        "Tiêu chí `{id}` lấy mốc theo khối mà chưa quy định điểm khi hai mốc bằng nhau.",
        "An end of `{id}` is the bloc's, and nothing says what is given where both ends are the same.",
        "Thêm `equal_ends: full` (được điểm tối đa) hoặc `equal_ends: zero` (0 điểm) vào `linear`.",
        "Add `equal_ends: full` (all points) or `equal_ends: zero` (0 points) to `linear`.",
        (
            "Khi các đơn vị có cùng một giá trị thì mức thấp nhất bằng mức cao nhất, và (giá trị − thấp nhất) ÷ (cao nhất − "
            "thấp nhất) là 0 ÷ 0: thang điểm phải nêu được bao nhiêu điểm."
        ),
        (
            "Where all units have the same value, the lowest is the highest, and (value − lowest) ÷ (highest − lowest) "
            "is 0 ÷ 0: the rubric must say what that gives."
        ),
    ),
    "Q547": error(
        "`equal_ends` của tiêu chí `{id}` không có tác dụng vì cả hai mốc là số.",
        "`equal_ends` of `{id}` has no effect, since both ends are numbers.",
        "Bỏ `equal_ends`; hoặc ghi mốc là `lowest`, `highest`.",
        "Leave `equal_ends` out; or let an end be `lowest` or `highest`.",
        "Hai mốc là hai số khác nhau thì không bao giờ bằng nhau.",
        "Two ends that are different numbers are never the same.",
    ),
    "Q538": error(
        "Hình thức khen thưởng `{id}` có `ties: decision`, nhưng {why}.",
        "The award `{id}` has `ties: decision`, but {why}.",
        "Thêm units, ranks, share hoặc group; hoặc ghi `ties: all`. Nếu trùng mã thì đặt mã khác.",
        "Add units, ranks, share or group; or write `ties: all`. Where the id is taken, use another.",
        "Cấp có thẩm quyền chỉ quyết định khi số đơn vị bằng nhau nhiều hơn số suất còn lại.",
        "The authority only decides where more units are equal than there are places left.",
    ),
    "Q539": error(
        "Tiêu chí `{id}` ({kind}) không có kết quả đo đếm được để xếp thứ tự bằng `actual`.",
        "The criterion `{id}` ({kind}) has nothing counted or measured to break ties by with `actual`.",
        "Dùng `criterion {id}` (theo điểm), hoặc nêu tiêu chí chấm theo số lượng, giá trị đo, chỉ tiêu.",
        "Use `criterion {id}` (by points), or name a criterion that is counted, measured or has targets.",
        "Bước `actual` so con số đạt được: số lượng, giá trị đo, kết quả thực hiện chỉ tiêu.",
        "The step `actual` compares the number that was reached: a count, a measured value, an actual.",
    ),
    "Q540": error(
        "Không rõ `actual {id}` xếp số cao hay số thấp lên trước.",
        "It is not clear whether `actual {id}` puts the higher or the lower first.",
        "Viết `actual {id} higher` (cao hơn xếp trước) hoặc `actual {id} lower` (thấp hơn xếp trước).",
        "Write `actual {id} higher` or `actual {id} lower`.",
        "Điểm các khoảng không tăng dần cũng không giảm dần, nên cách tính điểm không cho biết hướng nào tốt hơn.",
        "The points of the bands go neither up nor down, so that they do not say which way is better.",
    ),
    "Q541": warning(
        "`actual {id} {direction}` trái với cách tính điểm của tiêu chí.",
        "`actual {id} {direction}` is contrary to how the criterion is scored.",
        "Bỏ `{direction}`: cách tính điểm đã cho biết hướng nào tốt hơn.",
        "Leave `{direction}` out: how it is scored says which way is better.",
        "Đơn vị có kết quả kém hơn sẽ được xếp trên.",
        "The unit that reached less would come first.",
    ),
    "Q551": error(
        "Ký hiệu `{found}` của `{id}` trùng với ký hiệu hoặc mã của `{other}`.",
        "The label `{found}` of `{id}` is the label or the id of `{other}` as well.",
        "Đặt ký hiệu khác, hoặc sửa mã của một trong hai.",
        "Choose another label, or another id for one of them.",
        "Bảng chỉ hiện ký hiệu, và khi nhập bảng hay dùng lệnh có thể ghi ký hiệu; trùng nhau thì không biết là dòng nào.",
        "Tables show labels alone, and tables and commands may name a node by it; nobody could tell which one is meant.",
    ),
    "Q552": error(
        "`{found}` không dùng làm ký hiệu được.",
        "`{found}` cannot be a label.",
        "Dùng chữ, số và các dấu . - _ / ( ) ở giữa, tối đa {most} ký tự, ví dụ đ hoặc I.3.đ.",
        "Use letters and digits, with . - _ / ( ) between them, at most {most} of them, such as đ or I.3.đ.",
        "Ký hiệu đứng trong cột hẹp, trong danh sách cách nhau bằng dấu phẩy, và phải gõ lại được.",
        "A label stands in narrow columns and in lists with commas, and people must be able to type it again.",
    ),
    "Q553": error(
        "Ký hiệu `{found}` có ở nhiều nơi trong thang điểm: {nodes}.",
        "The label `{found}` occurs several times in the rubric: {nodes}.",
        "Ghi ký hiệu đầy đủ hoặc mã.",
        "Write the full label or the id.",
        "Mỗi mục có thể có dòng đ; chỉ ghi đ thì không biết là dòng nào.",
        "Every group may have a row đ; the letter alone does not say which one is meant.",
    ),
    "Q554": error(
        "Một điều kiện của mức trần ở mục `{id}` chưa xét đúng một điều.",
        "A condition of the cap of the group `{id}` does not look at exactly one thing.",
        (
            "Ghi một trong ba: `{{criterion: MÃ, under: ĐIỂM}}`, `{{group: MÃ, under: ĐIỂM}}` (hoặc `under: 50%`), "
            "`{{disqualifier: MÃ}}`; nhiều điều kiện thì ghi thành danh sách."
        ),
        (
            "Write one of `{{criterion: ID, under: POINTS}}`, `{{group: ID, under: POINTS}}` (or `under: 50%`) and "
            "`{{disqualifier: ID}}`; several conditions as a list."
        ),
        "Mức trần có điều kiện áp dụng khi có ít nhất một điều kiện được đáp ứng; mỗi điều kiện xét đúng một điều.",
        "A cap under conditions holds while one of them is met; each of them looks at one thing.",
    ),
    "Q555": error(
        "Mức trần của mục `{id}` không thể xét `{found}`, vì nằm trong điểm thưởng hoặc điểm trừ.",
        "The cap of the group `{id}` cannot look at `{found}`, which is in bonus or penalties.",
        "Xét tiêu chí hoặc mục tính vào tổng, hoặc một trường hợp trong `disqualifiers`.",
        "Look at a criterion or group that counts in the total, or at one of `disqualifiers`.",
        "Khoản thưởng, khoản trừ mà phiếu không ghi thì không có điểm để so với mức nào.",
        "A bonus or penalty that a sheet does not mention has no points to compare with a bound.",
    ),
    "Q556": error(
        "Mức trần của mục `{id}` phụ thuộc vào chính điểm của mục này: {chain}.",
        "The cap of the group `{id}` depends on the group's own points: {chain}.",
        "Xét một tiêu chí, hoặc một mục không chứa mục này.",
        "Look at a criterion, or at a group that this one is no part of.",
        "Điểm của mục thay đổi theo mức trần, mức trần lại thay đổi theo điểm của mục thì không có kết quả nào đúng.",
        "Where points depend on a cap and the cap on these points, no result is the right one.",
    ),
    "Q557": error(
        "Mức trần có điều kiện {cap} của mục `{id}` không thấp hơn {points} điểm của mục nên không có tác dụng.",
        "The conditional cap of {cap} of the group `{id}` is not under its {points} points, so it has no effect.",
        "Ghi mức trần thấp hơn điểm của mục, hoặc bỏ `cap`.",
        "Write a cap under the group's points, or leave `cap` out.",
        "Mức trần có điều kiện không làm giảm điểm mà mục khai, nên phải thấp hơn điểm ấy.",
        "A cap under a condition does not change what the group declares, and must be under that.",
    ),
    "Q558": error(
        "Mức trần của mục `{id}` áp dụng khi `{found}` dưới {under}, mà `{found}` chỉ có tối đa {points} điểm.",
        "The cap of the group `{id}` holds while `{found}` is under {under}, but `{found}` has only {points} points.",
        "Ghi `under` không quá điểm tối đa, hoặc ghi mức trần không điều kiện: `cap: …`.",
        "Write `under` up to the maximum, or a cap without a condition: `cap: …`.",
        "Điều kiện lúc nào cũng được đáp ứng thì không phải là điều kiện.",
        "A condition that is always met is none.",
    ),
    "Q548": error(
        "Mục `{id}` lấy trung bình nhân mà thang điểm không làm tròn ở mục.",
        "The group `{id}` is a geometric mean, but the rubric does not round groups.",
        "Ghi `rounding: {{decimals: 2, at: group}}`.",
        "Write `rounding: {{decimals: 2, at: group}}`.",
        (
            "Trung bình nhân là một căn, thường không viết hết được bằng chữ số. Điểm của mục phải được làm tròn ngay tại mục "
            "thì tổng, thứ hạng mới chính xác và mọi đơn vị đều tính lại được."
        ),
        (
            "A geometric mean is a root, which no number of digits writes out. The group's points must be rounded at the group, "
            "so that totals and ranks are exact and anybody can check them."
        ),
    ),
    "Q549": error(
        "Hệ số của các thành phần trong mục `{id}` quá lẻ để lấy trung bình nhân (căn bậc {degree}, tối đa {most}).",
        "The weights in the group `{id}` are too fine for a geometric mean (a root of degree {degree}, at most {most}).",
        "Ghi hệ số tròn hơn, ví dụ 2 và 3 hoặc 0,4 và 0,6.",
        "Write rounder weights, such as 2 and 3 or 0.4 and 0.6.",
        (
            "Hệ số là số mũ: hệ số 2 và 3 là căn bậc 5. Căn được tính chính xác bằng số nguyên, nên bậc của căn có giới hạn."
        ),
        "Weights are exponents: 2 and 3 make a root of degree 5. Roots are computed exactly, so their degree is bounded.",
    ),
    "Q550": error(
        "Mục `{id}` không lấy trung bình nhân được: là mục thưởng, mục trừ, hoặc có thành phần có thể dưới 0.",
        "The group `{id}` cannot be a geometric mean: it is of bonus or penalties, or a part may come to less than 0.",
        "Dùng `take: sum`, `best` hoặc `average`.",
        "Use `take: sum`, `best` or `average`.",
        "Khoản thưởng, trừ không phát sinh là 0 điểm, nhân với 0 thì cả mục là 0; số dưới 0 thì không lấy căn được.",
        "A bonus or penalty that did not arise is 0, and times 0 all is 0; of less than 0 there is no root.",
    ),
}
