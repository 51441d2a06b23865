"""The evidence file as lists: unit by unit in figures, document by document, and an index to print and sign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_kinds import DOCUMENTS, PICTURES, RECORDINGS
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.campaign.sheet import EvidenceItem
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Problem
from qcdc_cli.process.evidence import DocumentEvidence, UnitEvidence
from qcdc_cli.process.evidence_documents import There
from qcdc_cli.render.lists import List, ListColumn, untitled
from qcdc_cli.render.words.names import ids, period_name, unit_name
from qcdc_cli.render.words.remarks import document_text

_DOUBTFUL = ("Q808", "Q809")  # of another period, of another unit
_SHORT: Mapping[str, Text] = {
    "Q802": Text("không có tệp này trong thư mục", "no such file in the folder"),
    "Q803": Text("đường dẫn ra ngoài thư mục", "leads out of the folder"),
    "Q804": Text("tệp rỗng", "empty file"),
    "Q805": Text("không đọc được: {reason}", "cannot be read: {reason}"),
    "Q806": Text("loại tệp chưa chắc mở được ({kind})", "a kind that may not open ({kind})"),
    "Q807": Text("tệp hỏng hoặc bị đổi đuôi", "damaged, or has a wrong suffix"),
    "Q808": Text("ngày ngoài kỳ ({from} – {to})", "not of the period ({from} – {to})"),
    "Q809": Text("trùng với {uses}", "the same as {uses}"),
    "Q811": Text("đã đổi sau khi bước {stage} chấm: {changes}", "changed since the stage {stage} marked: {changes}"),
    "Q816": Text("dùng cả cho {uses}", "used for {uses}, too"),
}
_NO_SHEET = Text(
    "Chưa có phiếu để biết cần minh chứng nào, đã nêu tài liệu nào.",
    "There is no sheet yet that says what is to be proved, and which documents prove it.",
)
_THERE = {
    There.THERE: Text("có tệp", "there"),
    There.NO_FILE: Text("chưa ghi tệp", "no file named"),
}


class _Line(NamedTuple):
    """One line of a list of documents: a document, evidence that is lacking, a changed one, or a file that none names.

    Attributes:
        of: whose evidence it is.
        criterion: the criterion; None for a file that no criterion names.
        state: what it comes to, for programs.
        remark: the same for people.
        document: the document, where it is about one.
        file: how its file is named; "" where none is.
        codes: the codes of what is wrong with it.
    """

    of: UnitEvidence
    criterion: CriterionBase | None
    state: str
    remark: str
    document: EvidenceItem | None = None
    file: str = ""
    codes: tuple[str, ...] = ()


def evidence_lists(
    campaign: Campaign, found: Sequence[UnitEvidence], around: Iterable[Problem] = (), *, in_full: bool
) -> tuple[List, ...]:
    """Return the evidence files of some units: all documents, or figures per unit and only what is wrong.

    Args:
        campaign: the campaign.
        found: the evidence files of the units, of one period.
        around: what lies beside the folders of units and cannot be anybody's evidence.
        in_full: whether all documents are listed.
    """
    lines = [line for one in found for line in _lines(one, in_full=in_full)]
    warnings = tuple(_plain(problem.sentence()) for one in found for problem in one.faults if problem.code == "Q813")
    warnings += tuple(_plain(problem.sentence()) for problem in around)
    notes = _notes(campaign, found, lines)
    period = tuple({period_name(campaign, one.period): None for one in found})
    has_sheet = any(one.has_sheet for one in found)
    if in_full:
        asked_nothing = say(
            "Thang điểm không yêu cầu minh chứng và phiếu không nêu.", "No evidence is asked for, and none named."
        )
        empty = asked_nothing if has_sheet else str(_NO_SHEET)
        documents = _documents(campaign, lines)
        title = say("Hồ sơ minh chứng", "Evidence file")
        names = ", ".join(unit_name(campaign, one.unit) for one in found)
        about = (*period, names)
        return (List("documents", title, documents, about, warnings, notes, empty, keys=2),)
    title = say("Nội dung cần bổ sung, xem lại", "To add or to look at")
    empty = say(*terms.NOTHING) if has_sheet else str(_NO_SHEET)
    return (
        List("units", say("Hồ sơ minh chứng", "Evidence files"), _figures(campaign, found), period, warnings),
        List("documents", title, _documents(campaign, lines), period, (), notes, empty, keys=2),
    )


def overview_on_screen(overview: Sequence[List]) -> tuple[List, ...]:
    """Return an overview of several units for a screen: with the command that shows more, which no paper has.

    Args:
        overview: the lists of figures per unit and of what is wrong.
    """
    *first, last = overview
    more = say("Từng tài liệu của một đơn vị: qcdc evidence MÃ-ĐƠN-VỊ", "Each document of a unit: qcdc evidence UNIT")
    return (*first, replace(last, notes=(*last.notes, more)))


def documents_on_screen(documents: List) -> List:
    """Return a list of documents for a screen: what a criterion asks for once, and not whose they are if of one unit.

    Args:
        documents: the list of all documents of one unit or several.
    """
    values = {column.key: column.values for column in documents.columns}
    whose = list(zip(values["unit"], values["criterion"], strict=True))
    asked = [
        "" if before == own else text for before, own, text in zip([None, *whose], whose, values["asked"], strict=False)
    ]
    columns = (replace(one, values=asked) if one.key == "asked" else one for one in documents.columns)
    shown = replace(documents, columns=tuple(columns))
    return shown if len(set(values["unit"])) > 1 else replace(untitled(shown, "name"), keys=1)


def _lines(one: UnitEvidence, *, in_full: bool) -> Iterable[_Line]:
    for evidence in one.criteria:
        criterion = evidence.criterion
        for problem in evidence.suspect:
            yield _Line(one, criterion, "changed", _remark(problem), codes=(problem.code,))
        if evidence.lacking:
            yield _Line(one, criterion, "lacking", say("thiếu minh chứng", "evidence missing"), codes=("Q619",))
        elif in_full and not evidence.documents and criterion.evidence_required:
            yield _Line(one, criterion, "none", say("chưa nêu tài liệu", "no document named"))
        for document in evidence.documents:
            wrong = [problem for problem in document.faults if in_full or not problem.is_note]
            if in_full or wrong:
                yield _document_line(one, criterion, document, wrong)
    for file in one.unnamed:
        remark = say("không tiêu chí nào nêu", "no criterion names it")
        yield _Line(one, None, "unnamed", remark, file=file.name, codes=("Q810",))


def _document_line(
    one: UnitEvidence, criterion: CriterionBase, evidence: DocumentEvidence, wrong: Sequence[Problem]
) -> _Line:
    there = [str(_THERE[evidence.there])] if evidence.there in _THERE else []
    remark = "; ".join([*there, *map(_remark, wrong)])
    codes = tuple(problem.code for problem in wrong)
    document = evidence.document
    return _Line(one, criterion, evidence.there.value, remark, document.item, document.name, codes)


def _remark(problem: Problem) -> str:
    return _plain(str(_SHORT[problem.code]).format_map({key: str(value) for key, value in problem.values.items()}))


def _plain(text: str) -> str:
    """Return a text without the marks that stand around what is typed in messages."""
    return text.replace("`", "")


def _documents(campaign: Campaign, lines: Sequence[_Line]) -> tuple[ListColumn, ...]:
    items = [line.document for line in lines]
    criteria = [line.criterion for line in lines]
    asked = ["; ".join(one.documents) if one is not None else "" for one in criteria]
    named = [None if one is None else document_text(one.model_copy(update={"file": None})) for one in items]
    return (
        ListColumn("unit", "", [line.of.unit for line in lines]),
        ListColumn("name", say(*terms.UNIT), [unit_name(campaign, line.of.unit) for line in lines]),
        ListColumn("criterion", "", [None if one is None else one.id for one in criteria]),
        ListColumn("label", say(*terms.CRITERION), [None if one is None else one.shown for one in criteria]),
        ListColumn("criterion_name", "", [None if one is None else one.name for one in criteria]),
        ListColumn("asked", say("Thang điểm yêu cầu", "Asked for"), [text or None for text in asked], wraps=True),
        ListColumn("document", "", [None if one is None else one.name for one in items]),
        ListColumn("number", "", [None if one is None else one.number or None for one in items]),
        ListColumn("date", "", [None if one is None else one.date or None for one in items]),
        ListColumn("note", "", [None if one is None else one.note or None for one in items]),
        ListColumn("named", say("Tài liệu đã nêu", "Document"), named, wraps=True),
        ListColumn("file", say(*terms.EVIDENCE_FILE), [line.file or None for line in lines], wraps=True),
        ListColumn("state", "", [line.state for line in lines]),
        ListColumn("codes", "", [" ".join(line.codes) for line in lines]),
        ListColumn("remark", say(*terms.STATUS), [line.remark for line in lines], wraps=True),
    )


def _figures(campaign: Campaign, found: Sequence[UnitEvidence]) -> tuple[ListColumn, ...]:
    def numbers(count: Callable[[UnitEvidence], int]) -> list[int | None]:
        return [count(one) if one.has_sheet else None for one in found]

    def there(*states: There) -> list[int | None]:
        return numbers(lambda one: sum(document.there in states for document in one.documents))

    doubtful = numbers(lambda one: sum(any(fault.code in _DOUBTFUL for fault in each.faults) for each in one.documents))
    return (
        ListColumn("unit", "", [one.unit for one in found]),
        ListColumn("name", say(*terms.UNIT), [unit_name(campaign, one.unit) for one in found]),
        ListColumn("bloc", "", [campaign.bloc_of(one.unit) for one in found]),
        ListColumn("has_sheet", "", [one.has_sheet for one in found]),
        ListColumn("folder", "", [one.folder for one in found]),
        ListColumn(
            "criteria_lacking",
            say("Tiêu chí thiếu minh chứng", "Criteria without evidence"),
            numbers(lambda one: sum(each.lacking for each in one.criteria)),
        ),
        ListColumn("documents", say("Tài liệu đã nêu", "Documents"), numbers(lambda one: len(one.documents))),
        ListColumn("with_file", say("Có tệp", "With file"), there(There.THERE)),
        ListColumn("no_file", say("Chưa ghi tệp", "No file named"), there(There.NO_FILE)),
        ListColumn("missing", say("Thiếu tệp", "File missing"), there(There.MISSING)),
        ListColumn("unusable", say("Tệp không dùng được", "File unusable"), there(There.UNUSABLE)),
        ListColumn("doubtful", say("Ngoài kỳ, trùng tệp", "Other period, same file"), doubtful),
        ListColumn(
            "criteria_changed",
            say("Đổi sau khi chấm", "Changed since"),
            numbers(lambda one: sum(bool(each.suspect) for each in one.criteria)),
        ),
        ListColumn("files", "", [len(one.files) for one in found]),
        ListColumn("unnamed", say("Tệp chưa gắn tiêu chí", "Files unnamed"), [len(one.unnamed) for one in found]),
    )


def _notes(campaign: Campaign, found: Sequence[UnitEvidence], lines: Sequence[_Line]) -> tuple[str, ...]:
    notes = []
    if absent := [unit_name(campaign, one.unit) for one in found if not one.has_sheet]:
        names = ", ".join(absent)
        notes.append(say(f"Chưa có phiếu: {names}.", f"No sheet: {names}."))
    if any("Q806" in line.codes for line in lines):
        notes.append(say("Loại tệp mở được: ", "Kinds that open anywhere: ") + _kinds())
    return tuple(notes)


def _kinds() -> str:
    sorts = (
        (Text("văn bản, bảng tính", "documents"), DOCUMENTS),
        (Text("ảnh", "pictures"), PICTURES),
        (Text("ghi âm, ghi hình", "recordings"), RECORDINGS),
    )
    return "; ".join(f"{title} {' '.join(suffixes)}" for title, suffixes in sorts) + "."


def evidence_index(campaign: Campaign, one: UnitEvidence) -> List:
    """Return the index of a unit's evidence file (mục lục hồ sơ minh chứng), to print and sign.

    Args:
        campaign: the campaign.
        one: the unit's evidence file.
    """
    rows = [(evidence.criterion, document) for evidence in one.criteria for document in evidence.documents]
    items = [document.document.item for _, document in rows]
    remarks = [_index_remark(document) or None for _, document in rows]
    lacking = [evidence.criterion.shown for evidence in one.criteria if evidence.lacking]
    notes = []
    if lacking:
        notes.append(say("Tiêu chí còn thiếu minh chứng: ", "Criteria without evidence: ") + ids(lacking) + ".")
    number = len({document.document.file for _, document in rows if document.document.file is not None})
    notes.append(say(f"Tổng số: {len(rows)} tài liệu, {number} tệp.", f"{len(rows)} documents, {number} files."))
    return List(
        "index",
        say("Mục lục hồ sơ minh chứng", "Index of the evidence file"),
        (
            ListColumn("row", say(*terms.ROW_NUMBER), list(range(1, len(rows) + 1))),
            ListColumn("criterion", "", [criterion.id for criterion, _ in rows]),
            ListColumn("label", say(*terms.CRITERION), [criterion.shown for criterion, _ in rows]),
            ListColumn("document", say("Tên tài liệu", "Document"), [item.name for item in items], wraps=True),
            ListColumn("number", say("Số, ký hiệu", "Number"), [item.number or None for item in items]),
            ListColumn("date", say("Ngày", "Date"), [item.date or None for item in items]),
            ListColumn("file", say(*terms.EVIDENCE_FILE), [one.document.name or None for _, one in rows], wraps=True),
            ListColumn("remark", say(*terms.REMARKS), remarks, wraps=True),
        ),
        subtitle=(unit_name(campaign, one.unit), period_name(campaign, one.period)),
        notes=tuple(notes),
        empty=say("Phiếu chưa nêu tài liệu nào.", "The sheet names no document.") if one.has_sheet else str(_NO_SHEET),
        signed=True,
        signatures=(
            Signature(role=say(*terms.PREPARED_BY)),
            Signature.model_construct(role=say("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"), name=None, seal=True),
        ),
    )


def _index_remark(document: DocumentEvidence) -> str:
    """Return a document's note, and that its file is missing or cannot be used."""
    wrong = [_remark(problem) for problem in document.faults if problem.code not in (*_DOUBTFUL, "Q816")]
    return "; ".join([*filter(None, [document.document.item.note]), *wrong])
