"""`qcdc seal`: close a period, correct what was closed, record evidence that was removed lawfully."""

from typing import Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms

ProvisionalOption = Annotated[
    bool,
    options.option(
        "Niêm phong tạm tính khi còn việc chưa xong; không khóa kỳ.",
        "Seal although something is open; this closes nothing.",
        "--provisional",
    ),
]
ErratumOption = Annotated[
    str | None,
    options.option(
        "Đính chính điều đã niêm phong, sau khi đã sửa tệp; ghi lý do.",
        "Correct what was sealed, after the files were corrected; says why.",
        "--erratum",
        value=Text("LÝ-DO", "REASON"),
    ),
]
RemovedOption = Annotated[
    list[str] | None,
    options.option(
        "Ghi nhận minh chứng đã hủy đúng quy định: tệp, hoặc thư mục; lặp lại được.",
        "Record evidence that was removed lawfully: a file, or a folder; may be repeated.",
        "--removed",
        value=terms.FILE,
    ),
]
ByOption = Annotated[
    str | None,
    options.option(
        "Ai quyết định hủy minh chứng.",
        "Who decided to remove the evidence.",
        "--by",
        value=Text("NGƯỜI", "NAME"),
    ),
]
ReasonOption = Annotated[
    str | None,
    options.option(
        "Vì sao hủy minh chứng, như hết hạn lưu.",
        "Why the evidence was removed, such as the end of its retention.",
        "--reason",
        value=Text("LÝ-DO", "REASON"),
    ),
]
ShowOption = Annotated[
    bool,
    options.option(
        "Hiện lại mã và tin nhắn của niêm phong đã có; không ghi gì.",
        "Show the code and the messages of a seal again; write nothing.",
        "--show",
    ),
]
SignOption = Annotated[
    str | None,
    options.option(
        "Ký niêm phong bằng khóa SSH (tệp khóa riêng) hoặc GPG (gpg, gpg:MÃ-KHÓA); đã niêm phong thì chỉ thêm chữ ký.",
        "Sign with an SSH key (its private file) or GPG (gpg, gpg:KEY); what is sealed only gets the signature.",
        "--sign",
        value=Text("KHÓA", "KEY"),
    ),
]

HELP = Text(
    "Niêm phong khóa một kỳ của một khối, hoặc của mọi khối: kết quả, tệp dữ liệu, minh chứng. Ghi vào thư mục "
    "`seals`, nối tiếp niêm phong trước, có mã để ghi vào biên bản và tin nhắn cho từng đơn vị.\nSau đó import, form, "
    "assign, evidence take không thay đổi kỳ đó nữa. Sai sót thì sửa tệp rồi đính chính: --erratum.",
    "A seal closes a period of a bloc, or of all: its results, files and evidence. It is written into the folder "
    "`seals`, goes on from the seal before, and has a code for the minutes and a message for each unit.\nFrom then on "
    "import, form, assign and evidence take leave that period as it is. To correct it, edit the files, then use "
    "--erratum.",
)


def command(
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    provisional: ProvisionalOption = False,
    strict: options.StrictOption = False,
    erratum: ErratumOption = None,
    removed: RemovedOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    show: ShowOption = False,
    sign: SignOption = None,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Seal, correct or record, and print what is to be told."""
    from qcdc_cli.commands import sealing_steps as steps
    from qcdc_cli.commands.output import refuse_output, show_report
    from qcdc_cli.commands.usage import list_format, refuse_together
    from qcdc_cli.problems import Problem, QcdcError

    chosen = list_format(style, output)
    written = {
        "--provisional": provisional,
        "--strict": strict,
        "--erratum": erratum is not None,
        "--removed": bool(removed),
        "--show": show,
    }
    for one in ("--show", "--removed", "--erratum"):
        others = {name: is_written for name, is_written in written.items() if (one, name) != ("--erratum", "--strict")}
        refuse_together({**others, one: written[one]}, one)
    refuse_together({"--provisional": provisional, "--strict": strict}, "--provisional")
    missing = [name for name, text in (("--by", by), ("--reason", reason)) if removed and text is None]
    missing += ["--removed"] if not removed and (by is not None or reason is not None) else []
    if missing:
        raise QcdcError(Problem("Q903", {"found": missing[0], "command": "qcdc seal"}), could_not_run=True)
    for name, text in (("--erratum", erratum), ("--by", by), ("--reason", reason)):
        if text is not None:
            steps.refuse_unreadable(name, text)
    refuse_together({"--sign": sign is not None, "--show": show, "--removed": bool(removed)}, "--sign")
    refuse_output(output)  # before anything is sealed
    if sign is not None:
        from qcdc_cli.seals.signing import refuse_unusable

        refuse_unusable(sign)
    if removed:
        report = steps.record_removal(removed, by or "", reason or "", bloc, period)
    elif show:
        report = steps.show_again(bloc, period)
    elif erratum is not None:
        report = steps.correct(erratum, bloc, period, strict=strict)
    else:
        try:
            report = steps.seal_blocs(bloc, period, provisional=provisional, strict=strict)
        except QcdcError as refused:
            if sign is None or refused.problem.code != "Q011":  # all of them are sealed
                raise
            report = steps.show_again(bloc, period)
    if sign is not None:
        steps.add_signature(sign, report)
    show_report(report, chosen, output)
