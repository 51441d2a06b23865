"""`qcdc check`: every problem of every file at once."""

from typing import Annotated

from qcdc_cli.commands.options import OutputOption, RubricOption, StrictOption, argument, format_option, option
from qcdc_cli.language import Text, say, terms
from qcdc_cli.render.formats import PROBLEMS

FilesArgument = Annotated[
    list[str] | None,
    argument(
        "Phiếu, thang điểm, thư mục hoặc mẫu tên tệp; mặc định cả đợt thi đua.",
        "Sheets, rubrics, folders or patterns; the whole campaign by default.",
        value=terms.FILES,
    ),
]
FormatOption = Annotated[
    str,
    format_option("Định dạng kết quả; mặc định là văn bản (text).", "How to print it; text by default.", PROBLEMS),
]
ExplainOption = Annotated[
    str | None,
    option(
        "Giải thích một mã lỗi, ví dụ Q202.",
        "Explain a problem's code, such as Q202.",
        "--explain",
        value=Text("MÃ-LỖI", "CODE"),
    ),
]

HELP = Text(
    "Mỗi lỗi nêu vị trí (tệp:dòng:cột), mã lỗi, giá trị đang ghi, giá trị cho phép và cách sửa.",
    "Each problem has its place (file:line:column), code, what was found, what is allowed, what to do.",
)


def command(
    files: FilesArgument = None,
    rubric: RubricOption = None,
    style: FormatOption = "text",
    output: OutputOption = None,
    strict: StrictOption = False,
    explain: ExplainOption = None,
) -> int:
    """Check files and show their problems; or explain a code."""
    from qcdc_cli.commands.output import show, show_report
    from qcdc_cli.commands.usage import known_format
    from qcdc_cli.render.report import ProblemReport

    chosen = known_format(style, PROBLEMS)
    if explain is not None:
        from qcdc_cli.commands.lookup import problem_code
        from qcdc_cli.render.terminal.problems import code_explanation

        show(code_explanation(problem_code(explain)), output)
        return 0
    from qcdc_cli.commands.campaign_loading import find_problems

    problems = find_problems(files, rubric)
    show_report(ProblemReport(problems), chosen, output, [*(files or ()), rubric])
    errors = any(problem.is_error for problem in problems)
    warnings = any(not problem.is_note for problem in problems)
    if strict and warnings and not errors:
        from qcdc_cli.commands.output import tell

        tell(say("--strict: cảnh báo bị coi là lỗi.", "--strict: warnings count as errors."))
    return int(errors or (strict and warnings))
