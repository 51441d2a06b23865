"""In which format `qcdc export` writes, and which of its options are refused with it, or beside each other."""

from collections.abc import Mapping
from pathlib import Path

from qcdc_cli.campaign.papers import LETTERS, PAPERS
from qcdc_cli.commands.destinations import is_terminal, stream_number
from qcdc_cli.commands.options import running_command
from qcdc_cli.commands.usage import refuse_together, refuse_unknown_word
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.formats import BY_SUFFIX, FORMATS, Format

EXPORTED = tuple(one.name for one in BY_SUFFIX.values())  # the formats of reports
PAPER_FORMATS = ("docx", "pdf")  # those that official papers and letters are written in
DOCUMENTS = tuple(one for one in PAPERS if one != LETTERS)

# Which options contradict each other: each of the first with all that stand beside it.
_CONTRADICTIONS: tuple[tuple[str, tuple[str | Text, ...]], ...] = (
    ("--site", ("--letters", "--todo", "--format", "--template", "--document", terms.FILE)),
    ("--letters", ("--template", "--document")),
    ("--public", ("--letters",)),
    ("--template", ("--document", "--todo")),
)
# What fills templates, and the suffixes of these, by the format of the file to write.
_TEMPLATES = {"xlsx": "template", "docx": "word_template"}
_OF_TEMPLATES = {
    "xlsx": (".xlsx", ".xltx", ".xlsm", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots"),
    "docx": (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf"),
}


def refuse_contradictions(options: Mapping[str, str | bool | None]) -> None:
    """Refuse (Q909) options of which one asks for what another rules out.

    Args:
        options: what was written for each, by its name; None or False for nothing.
    """
    written = {name: value not in (None, False) for name, value in options.items()}
    for one, others in _CONTRADICTIONS:
        refuse_together({name: written[name] for name in (one, *map(str, others))}, one)


def target_of(file: str | None, site: str | None) -> str:
    """Return the file to write, or the folder of pages; refuse none of both (Q903)."""
    target = file if site is None else site
    if target is None:
        raise QcdcError(Problem("Q903", {"found": terms.FILE, "command": running_command()}), could_not_run=True)
    return target


def format_of(target: Path, template: str | None, style: str | None = None) -> Format:
    """Return the format of a file to write.

    Args:
        target: its name.
        template: the file with the bloc's own layout, if there is one.
        style: the format that was asked for by name; None where the suffix says it.

    Raises:
        QcdcError: Q107 for an unknown suffix; Q909 where the format contradicts the suffix, or the template; Q114 where
            the file is the template itself; Q915 for a workbook on a terminal.
    """
    by_suffix = BY_SUFFIX.get(target.suffix.lower())
    if style is not None:
        refuse_unknown_word(style, EXPORTED, option="--format")
        if by_suffix is not None and by_suffix.name != style:
            raise _contradiction(f"--format {style}", target.name, style, by_suffix.name)
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


def letters_format(target: Path, style: str | None) -> Format:
    """Return the format of letters: by the name of the one file, or as asked for; Word where a folder says nothing.

    Args:
        target: the file or the folder to write.
        style: the format that was asked for by name; None for none.

    Raises:
        QcdcError: Q909 for the standard output, which is no folder, for a format that letters are not written in, or
            one that contradicts the suffix.
    """
    if stream_number(str(target)) is not None:
        raise _contradiction(str(target), "--letters", str(target), ".docx, .pdf")
    by_suffix = BY_SUFFIX.get(target.suffix.lower())
    name = style or (by_suffix.name if by_suffix is not None else "docx")
    if name not in PAPER_FORMATS or (by_suffix is not None and by_suffix.name != name):
        found = f"--format {style}" if style is not None else target.name
        other = "--letters" if name not in PAPER_FORMATS else target.name
        raise _contradiction(found, other, found, ", ".join(PAPER_FORMATS))
    return FORMATS[name]


def refuse_for_format(chosen: Format, target: str, document: str | None, *, todo: bool, public: bool) -> None:
    """Refuse options that the format of the file knows nothing of, and a paper that does not exist.

    Args:
        chosen: the format.
        target: the file's name.
        document: the paper that was asked for; None for none.
        todo: whether the paper's places to fill were asked for.
        public: whether what is internal is to be left out; other formats would show it all the same.

    Raises:
        QcdcError: Q909 for an option of another format; Q906 for an unknown paper.
    """
    if public and chosen.name != "html":
        fix = Text("Đặt tên tệp ghi ra có đuôi .html.", "Give the file to write the suffix .html.")
        raise _contradiction("--public", target, target, ".html", fix)
    if document is not None:
        refuse_unknown_word(document, DOCUMENTS, option="--document")
    if chosen.name not in PAPER_FORMATS and (document is not None or todo):
        fix = Text("Đặt tên tệp ghi ra có đuôi .docx hoặc .pdf.", "Give the file to write the suffix .docx or .pdf.")
        suffixes = ", ".join(FORMATS[one].suffix for one in PAPER_FORMATS)
        raise _contradiction("--document" if document is not None else "--todo", target, target, suffixes, fix)


def _refuse_with_template(target: Path, template: str, chosen: Format) -> None:
    """Refuse to fill a template into a file of another kind (Q909), or into the template itself (Q114)."""
    of_template = next((kind for kind, suffixes in _OF_TEMPLATES.items() if template.lower().endswith(suffixes)), "")
    if chosen.name not in _TEMPLATES or (of_template or chosen.name) != chosen.name:
        wanted = f".{of_template}" if of_template else say(".xlsx hoặc .docx", ".xlsx or .docx")
        fix = Text(f"Đặt tên tệp ghi ra có đuôi {wanted}.", f"Give the file to write the suffix {wanted}.")
        raise _contradiction(f"--template {Path(template).name}", target.name, target.name, wanted, fix)
    is_same = target.resolve() == Path(template).resolve()
    if is_same or (target.exists() and Path(template).exists() and target.samefile(template)):
        fix = Text("Ghi ra tên khác để giữ nguyên mẫu báo cáo.", "Write to another name, so that the template is kept.")
        raise QcdcError(Problem("Q114", {"path": str(target)}, fix=fix), could_not_run=True)


def _contradiction(option: str, other: str, found: str, allowed: str, fix: str | Text = "") -> QcdcError:
    """Return the refusal (Q909) of an option beside another, or beside the file to write."""
    return QcdcError(Problem("Q909", {"found": option, "option": other}, found, allowed, fix=fix), could_not_run=True)
