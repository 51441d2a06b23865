"""`qcdc export`: the report as a file; its suffix says which kind."""

from pathlib import Path
from typing import Annotated

from qcdc_cli.commands.export_formats import (
    DOCUMENTS,
    EXPORTED,
    format_of,
    letters_format,
    refuse_contradictions,
    refuse_for_format,
    target_of,
)
from qcdc_cli.commands.options import (
    BlocOption,
    PeriodOption,
    RubricOption,
    StageOption,
    StrictOption,
    argument,
    option,
    words_option,
)
from qcdc_cli.language import Text, terms

FileArgument = Annotated[
    str | None,
    argument(
        "Tệp ghi ra; đuôi .xlsx, .html, .docx, .pdf, .csv, .json hoặc .md quyết định định dạng. `-` là đầu ra chuẩn.",
        "The file to write; its suffix .xlsx, .html, .docx, .pdf, .csv, .json or .md says the format. `-` is the "
        "standard output.",
        value=terms.FILE,
    ),
]

FormatOption = Annotated[
    str | None,
    words_option(
        "Định dạng, khi tên ghi ra không có đuôi như vậy.",
        "The format, where the name has no such suffix.",
        "--format",
        "-f",
        words=EXPORTED,
    ),
]
TemplateOption = Annotated[
    str | None,
    option(
        "Mẫu báo cáo riêng để điền vào: tệp Excel (ghi ra .xlsx) hoặc Word (ghi ra .docx) có trường như {{đơn vị}}, "
        "{{tổng điểm}}.",
        "The bloc's own layout to fill: a workbook (into .xlsx) or Word document (into .docx) with words such as "
        "{{unit}}, {{points}}.",
        "--template",
        value=Text("MẪU", "TEMPLATE"),
    ),
]

DocumentOption = Annotated[
    str | None,
    words_option(
        "Văn bản ghi ra .docx, .pdf: báo cáo (mặc định), biên bản, tờ trình, thông báo, mục lục hồ sơ, phụ lục "
        "xếp hạng.",
        "The paper that a .docx or .pdf holds: the report (by default), minutes, submission, notice, index of evidence "
        "files, ranking.",
        "--document",
        words=DOCUMENTS,
    ),
]
LettersOption = Annotated[
    bool,
    option(
        "Thông báo kết quả cho từng đơn vị: mỗi đơn vị một tệp trong thư mục, hoặc tất cả trong một tệp .docx, .pdf.",
        "A letter to each unit with its result: a file each in a folder, or all in one .docx or .pdf.",
        "--letters",
    ),
]
ToAddOption = Annotated[
    bool,
    option(
        "Liệt kê những chỗ trong văn bản còn phải bổ sung.",
        "List the places in the paper that a person must still fill.",
        "--todo",
    ),
]
PublicOption = Annotated[
    bool,
    option(
        "Bản công khai: bỏ nhận xét nội bộ, tên tệp minh chứng, giải trình chưa giải quyết.",
        "For the public: without internal notes, evidence files' names, and appeals that are not decided.",
        "--public",
    ),
]

SiteOption = Annotated[
    str | None,
    option(
        "Thay cho TỆP: ghi trang công khai thành nhiều trang trong thư mục này: index.html và mỗi đơn vị một trang.",
        "In place of FILE: write the page for the public as several pages into this folder: index.html and a page per "
        "unit.",
        "--site",
        value=terms.FOLDER,
    ),
]

HELP = Text(
    "Tệp cũ chỉ được thay thế khi tệp mới đã ghi xong.",
    "An old file is replaced only when the new one is complete.",
)


def command(
    file: FileArgument = None,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    strict: StrictOption = False,
    style: FormatOption = None,
    template: TemplateOption = None,
    document: DocumentOption = None,
    letters: LettersOption = False,
    todo: ToAddOption = False,
    public: PublicOption = False,
    site: SiteOption = None,
) -> None:
    """Rank the chosen blocs and write the report."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.destinations import leads_to_file
    from qcdc_cli.commands.export_letters import write_letters
    from qcdc_cli.commands.export_report import write_file, write_site
    from qcdc_cli.commands.overwriting import refuse_overwriting

    refuse_contradictions(
        {
            str(terms.FILE): file,
            "--format": style,
            "--template": template,
            "--document": document,
            "--letters": letters,
            "--todo": todo,
            "--public": public,
            "--site": site,
        }
    )
    target = target_of(file, site)
    choice = session.Choice(bloc, period, stage, strict)
    if letters:
        chosen = letters_format(Path(target), style)
        write_letters(session.start(load_campaign(rubric=rubric), choice), Path(target), chosen, todo=todo)
        return
    if site is not None:
        write_site(session.start(load_campaign(rubric=rubric), choice), Path(site), public=public)
        return
    chosen = format_of(Path(target), template, style)
    refuse_for_format(chosen, target, document, todo=todo, public=public)
    if leads_to_file(target):
        refuse_overwriting([Path(target)], filter(None, [rubric]))
    write_file(
        session.start(load_campaign(rubric=rubric), choice),
        target,
        chosen,
        [rubric],
        template=None if template is None else Path(template),
        document=document,
        todo=todo,
        public=public,
    )
