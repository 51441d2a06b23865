"""Q5: a rubric that contradicts itself."""

from qcdc_cli.language import Text
from qcdc_cli.problems.entry import error, warning

ENTRIES = {
    "Q501": error(
        Text(
            "Mục `{id}` ghi {declared} điểm nhưng các phần cộng lại được {sum}.",
            "The group `{id}` declares {declared} points, but its parts add up to {sum}.",
        ),
        Text("Sửa điểm của mục, hoặc của các phần.", "Correct the group's points, or those of its parts."),
        Text(
            "Mọi tổng ghi trong thang điểm được cộng lại để kiểm tra.",
            "Every sum written in a rubric is added up again.",
        ),
    ),
    "Q502": error(
        Text(
            "Thang điểm ghi tổng {declared} nhưng các mục cộng lại được {sum}.",
            "The rubric declares a total of {declared}, but its groups add up to {sum}.",
        ),
        Text("Sửa `total`, hoặc điểm của các mục.", "Correct `total`, or the groups' points."),
        Text(
            "Tổng của thang điểm phải bằng tổng các mục, không kể điểm thưởng và điểm trừ.",
            "The total must equal the sum of the groups, bonus and penalties not counted.",
        ),
    ),
    "Q503": error(
        Text("Mã `{id}` đã được dùng ở phía trên.", "The id `{id}` is used already further up."),
        Text("Đổi một trong hai mã.", "Change one of the two."),
        Text(
            "Điểm được ghi theo mã, nên mỗi mã chỉ một tiêu chí. `1.1` và `1.10` là hai mã khác nhau.",
            "Marks are filed by id, so an id names one criterion. `1.1` and `1.10` are two ids.",
        ),
    ),
    "Q504": error(
        Text(
            "Tiêu chí `{id}` có hai cách chấm: {kinds}.",
            "The criterion `{id}` says two ways of scoring: {kinds}.",
        ),
        Text("Giữ một cách chấm.", "Keep one."),
        Text("Mỗi tiêu chí chấm theo đúng một cách.", "A criterion is scored in exactly one way."),
    ),
    "Q505": error(
        Text(
            "`{part}` cho {points} điểm, quá {maximum} điểm của tiêu chí `{id}`.",
            "`{part}` gives {points} points, more than the {maximum} of the criterion `{id}`.",
        ),
        Text(
            "Giảm điểm của phần này, hoặc tăng điểm của tiêu chí.",
            "Lower it, or raise the criterion's points.",
        ),
        Text(
            "Không mức nào được hơn điểm tối đa; qcdc không tự cắt bớt.",
            "No level may exceed the maximum; qcdc does not cut it silently.",
        ),
    ),
    "Q506": error(
        Text(
            "Tiêu chí `{id}` ghi {maximum} điểm nhưng cao nhất chỉ đạt được {reachable}.",
            "The criterion `{id}` declares {maximum} points, but at most {reachable} can be reached.",
        ),
        Text("Sửa điểm của tiêu chí, hoặc của các phần.", "Correct its points, or those of its parts."),
        Text(
            "Điểm tối đa không ai đạt được làm sai tỷ lệ phần trăm của mọi đơn vị.",
            "A maximum that nobody can reach makes every unit's percentage wrong.",
        ),
    ),
    "Q507": error(
        Text(
            "Bước điểm {step} không chia hết điểm tối đa {maximum} của tiêu chí `{id}`.",
            "The step {step} does not divide the maximum {maximum} of the criterion `{id}`.",
        ),
        Text("Sửa `step` hoặc `points`.", "Correct `step` or `points`."),
        Text("Nếu không, điểm tối đa không chấm được.", "Else the maximum could not be given."),
    ),
    "Q508": error(
        Text(
            "Bảng mức phải có đúng một dòng không có `from` (mức thấp nhất), và không trùng `from`.",
            "A table of bands needs exactly one line without `from` (the lowest), and no `from` twice.",
        ),
        Text("Thêm hoặc sửa dòng thấp nhất.", "Add or correct the lowest line."),
        Text(
            "Mỗi giá trị phải rơi vào đúng một mức: cận dưới quyết định, không có khoảng hở (89,7 phải thuộc một mức).",
            "Every value must fall into exactly one band: lower bounds decide and no gap is left (89.7 falls somewhere).",
        ),
    ),
    "Q509": error(
        Text(
            "Xếp loại phải theo `from` giảm dần, không trùng, và chỉ dòng cuối không có `from`.",
            "Classes must go down by `from`, none twice, and only the last has no `from`.",
        ),
        Text("Sắp lại các dòng của `classification`.", "Put the lines of `classification` in order."),
        Text(
            "Mỗi tổng điểm phải thuộc đúng một loại.",
            "Every total must belong to exactly one class.",
        ),
    ),
    "Q510": error(
        Text(
            "Tiêu chí `{id}` có phép chia nên thang điểm phải ghi cách làm tròn.",
            "The criterion `{id}` divides, so the rubric must say how to round.",
        ),
        Text(
            "Thêm dòng `rounding: {{decimals: 2, at: criterion}}`.",
            "Add `rounding: {{decimals: 2, at: criterion}}`.",
        ),
        Text(
            "8/9 × 10 không viết hết được bằng số thập phân; làm tròn thế nào là do thang điểm quyết định.",
            "8/9 × 10 has no exact decimal; how it is rounded is for the rubric to say.",
        ),
    ),
    "Q511": warning(
        Text(
            "Loại `{id}` bắt đầu từ {found}, quá điểm cao nhất {maximum}: không ai đạt được.",
            "The class `{id}` begins at {found}, above the highest total {maximum}: nobody can reach it.",
        ),
        Text("Kiểm tra lại cận dưới.", "Check the lower bound."),
        Text("Một loại không ai đạt được thường là gõ nhầm.", "A class out of reach is usually a slip."),
    ),
    "Q512": warning(
        Text(
            "Tiêu chí `{id}` không nói minh chứng là gì.",
            "The criterion `{id}` does not say what proves it.",
        ),
        Text(
            "Thêm `evidence: [tên tài liệu]`, hoặc `evidence: optional` nếu không cần.",
            "Add `evidence: [documents]`, or `evidence: optional` if none is needed.",
        ),
        Text(
            "Không ai kiểm tra được một điểm không có cách chứng minh.",
            "A mark that nothing can prove cannot be checked.",
        ),
    ),
}
