"""`qcdc export`: the report as a file; its suffix says which kind."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.campaign.papers import LETTERS, PAPERS
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
from qcdc_cli.language import Text, say, terms
from qcdc_cli.render.formats import BY_SUFFIX, FORMATS

if TYPE_CHECKING:
    from qcdc_cli.render.formats import Format
    from qcdc_cli.render.report import Options, Report

_FORMATS = tuple(one.name for one in BY_SUFFIX.values())
_PAPERS = ("docx", "pdf")  # the formats that official papers are written in
_DOCUMENTS = tuple(one for one in PAPERS if one != LETTERS)
# What fills templates, and the suffixes of these, by the format of the file to write.
_TEMPLATES = {"xlsx": "template", "docx": "word_template"}
_OF_TEMPLATES = {
    "xlsx": (".xlsx", ".xltx", ".xlsm", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots"),
    "docx": (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf"),
}

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
        words=_FORMATS,
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
        words=_DOCUMENTS,
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
    from datetime import datetime
    from functools import partial

    from qcdc_cli.commands import session
    from qcdc_cli.commands.destinations import is_standard_output, leads_to_file
    from qcdc_cli.commands.export_letters import letters_format, write_letters
    from qcdc_cli.commands.export_papers import list_gaps, refuse_no_paper
    from qcdc_cli.commands.file_digests import file_digests
    from qcdc_cli.commands.output import put, tell
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.commands.progress import bar_when_slow
    from qcdc_cli.commands.usage import refuse_together
    from qcdc_cli.render.report import Options

    beside_site = {"--format": style, "--template": template, "--document": document, str(terms.FILE): file}
    written = {name: value is not None for name, value in beside_site.items()}
    refuse_together({"--site": site is not None, "--letters": letters, "--todo": todo, **written}, "--site")
    refuse_together(
        {"--letters": letters, **{name: written[name] for name in ("--template", "--document")}}, "--letters"
    )
    refuse_together({"--letters": letters, "--public": public}, "--public")
    refuse_together({**{name: written[name] for name in ("--template", "--document")}, "--todo": todo}, "--template")
    target = _target(file, site)
    if letters:
        chosen = letters_format(Path(target), style)
        work = session.start(session.load_campaign(rubric=rubric), session.Choice(bloc, period, stage, strict))
        with bar_when_slow(say("Ghi thông báo", "Writing letters")) as progress:
            write_letters(work.paper(LETTERS), Path(target), chosen, Options(progress=progress))
        return
    chosen = format_of(Path(target), template, style) if site is None else FORMATS["html"]
    if public:
        _refuse_not_public(chosen, target)
    if document is not None or todo:
        refuse_no_paper(chosen, target, _PAPERS, _DOCUMENTS, document, todo=todo)
    if site is None and leads_to_file(target):
        refuse_overwriting([Path(target)], filter(None, [rubric]))
    choice = session.Choice(bloc, period, stage, strict)
    work = session.start(session.load_campaign(rubric=rubric), choice)
    report = work.paper(document or "report") if chosen.name in _PAPERS else work.whole()
    with bar_when_slow(say("Ghi báo cáo", "Writing the report")) as progress:
        options = Options(
            made=datetime.now().astimezone(),
            files=partial(file_digests, work),
            template=None if template is None else Path(template),
            public=public,
            progress=progress,
            tell=tell,
        )
        if site is None:
            put(chosen.render(report, options), target, chosen)
        else:
            _write_site(report, options, Path(site))
    if site is None and not is_standard_output(target):
        tell(say(f"Đã ghi {target}.", f"Wrote {target}."))
    if todo:
        list_gaps(report, target)


def _target(file: str | None, site: str | None) -> str:
    """Return the file to write, or the folder; refuse none of both (Q903)."""
    from qcdc_cli.commands.options import running_command
    from qcdc_cli.problems import Problem, QcdcError

    target = file if site is None else site
    if target is None:
        raise QcdcError(Problem("Q903", {"found": terms.FILE, "command": running_command()}), could_not_run=True)
    return target


def _refuse_not_public(chosen: "Format", target: str) -> None:
    """Refuse (Q909) --public for a format that would show what is internal all the same."""
    from qcdc_cli.problems import Problem, QcdcError

    if chosen.name != "html":
        fix = Text("Đặt tên tệp ghi ra có đuôi .html.", "Give the file to write the suffix .html.")
        raise QcdcError(
            Problem("Q909", {"found": "--public", "option": target}, target, ".html", fix=fix), could_not_run=True
        )


def _write_site(report: "Report", options: "Options", folder: Path) -> None:
    """Write the page as a folder of pages, all of them or none.

    Raises:
        QcdcError: Q122 and Q123 where a page would replace what is to be kept; Q106 where one cannot be written.
    """
    from qcdc_cli.commands.output import journal_folder, replace_files, tell
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.render.page.site import INDEX, Site
    from qcdc_cli.storage.replacing import NewFile

    site = Site(report, options)
    refuse_overwriting([folder / path for path in site.paths])
    pages = ((folder / page.path, page.pieces) for page in site.pages())
    replace_files(
        (NewFile(file, FORMATS["html"].file(pieces)) for file, pieces in pages), journal_folder(folder / INDEX)
    )
    number = len(site.paths)
    tell(say(f"Đã ghi {number} trang vào {folder}; mở {INDEX}.", f"Wrote {number} pages into {folder}; open {INDEX}."))


def format_of(target: Path, template: str | None, style: str | None = None) -> "Format":
    """Return the format of a file to write.

    Args:
        target: its name.
        template: the file with the bloc's own layout, if there is one.
        style: the format that was asked for by name; None where the suffix says it.

    Raises:
        QcdcError: Q107 for an unknown suffix; Q909 where the format contradicts the suffix, or the template; Q114 where
            the file is the template itself; Q915 for a workbook on a terminal.
    """
    from qcdc_cli.commands.destinations import is_terminal
    from qcdc_cli.commands.usage import refuse_unknown_word
    from qcdc_cli.problems import Problem, QcdcError

    by_suffix = BY_SUFFIX.get(target.suffix.lower())
    if style is not None:
        refuse_unknown_word(style, _FORMATS, option="--format")
        if by_suffix is not None and by_suffix.name != style:
            values = {"found": f"--format {style}", "option": target.name}
            raise QcdcError(Problem("Q909", values, style, by_suffix.name), could_not_run=True)
    elif by_suffix is None:
        values = {"suffix": target.suffix or say("(không có)", "(none)"), "allowed": ", ".join(BY_SUFFIX)}
        raise QcdcError(Problem("Q107", values, target.suffix, ", ".join(BY_SUFFIX)), could_not_run=True)
    chosen = by_suffix or FORMATS[str(style)]
    if template is not None:
        _refuse_with_template(target, template, chosen)
        chosen = FORMATS[_TEMPLATES[chosen.name]]
    if chosen.binary and is_terminal(str(target)):
        raise QcdcError(Problem("Q915", {"path": str(target)}), could_not_run=True)
    return chosen


def _refuse_with_template(target: Path, template: str, chosen: "Format") -> None:
    """Refuse to fill a template into a file of another kind (Q909), or into the template itself (Q114)."""
    from qcdc_cli.problems import Problem, QcdcError

    of_template = next((kind for kind, suffixes in _OF_TEMPLATES.items() if template.lower().endswith(suffixes)), "")
    if chosen.name not in _TEMPLATES or (of_template or chosen.name) != chosen.name:
        wanted = f".{of_template}" if of_template else say(".xlsx hoặc .docx", ".xlsx or .docx")
        fix = Text(f"Đặt tên tệp ghi ra có đuôi {wanted}.", f"Give the file to write the suffix {wanted}.")
        values = {"found": f"--template {Path(template).name}", "option": target.name}
        raise QcdcError(Problem("Q909", values, target.name, wanted, fix=fix), could_not_run=True)
    is_same = target.resolve() == Path(template).resolve()
    if is_same or (target.exists() and Path(template).exists() and target.samefile(template)):
        fix = Text("Ghi ra tên khác để giữ nguyên mẫu báo cáo.", "Write to another name, so that the template is kept.")
        raise QcdcError(Problem("Q114", {"path": str(target)}, fix=fix), could_not_run=True)
