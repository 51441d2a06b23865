"""A sheet (phiếu chấm điểm): the marks of one unit in one period."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, GetPydanticSchema
from pydantic_core.core_schema import no_info_after_validator_function

from qcdc_cli.kinds.base import NamedMarks
from qcdc_cli.language import Text, terms
from qcdc_cli.values import (
    FIRST_THAT_FITS,
    OR_UNFILLED,
    Date,
    Digest,
    Flag,
    Id,
    Model,
    Name,
    Number,
    Target,
    Unfilled,
    described,
    one_of,
    text_type,
)

_SCALAR = ["string", "number", "boolean", "null"]


# Unions by shape, tried in this order without a call into Python: a sheet has hundreds of them.
MarkText = Annotated[str, text_type({"type": _SCALAR}, strip_whitespace=True)]
MarkList = tuple[Annotated[str, text_type({"type": ["string", "number"]}, strip_whitespace=True)], ...]
_BY_NAME = dict[Annotated[str, text_type({}, strip_whitespace=True)], MarkText]


def _named_marks(marks: dict[str, str]) -> NamedMarks | str:
    """Return what stands under each name; names with nothing behind any of them are a mark that is still blank."""
    return "" if marks and not any(marks.values()) else NamedMarks(marks.items())


MarkNames = Annotated[
    NamedMarks,
    GetPydanticSchema(lambda _, schema_of: no_info_after_validator_function(_named_marks, schema_of(_BY_NAME))),
]
MarkValue = Annotated[MarkText | MarkList | MarkNames, FIRST_THAT_FITS]


MaybeNumber = Annotated[Number | Unfilled, OR_UNFILLED]
MaybeTarget = Annotated[Target | Unfilled, OR_UNFILLED]
MaybeName = Annotated[Name | Unfilled, OR_UNFILLED]
MaybeFlag = Annotated[Flag | Unfilled, OR_UNFILLED]


OPEN, SOLVED = "open", "solved"  # what has become of a remark
RemarkStatus = Annotated[Literal["open", "solved"], one_of(OPEN, SOLVED)]


MaybeDate = Annotated[Date | Unfilled, OR_UNFILLED]


# The digests (SHA-256) of files of the evidence, by their names; a tuple of pairs, as marks are told apart by value.
Seen = tuple[tuple[str, str], ...]
_BY_FILE = dict[Name, Digest]


def _pairs(digests: dict[str, str]) -> Seen:
    return tuple(digests.items())


SeenFiles = Annotated[
    Seen, GetPydanticSchema(lambda _, schema_of: no_info_after_validator_function(_pairs, schema_of(_BY_FILE)))
]


def _by_checker(marks: "dict[str, AnyMark]") -> "tuple[tuple[str, AnyMark], ...]":
    return tuple(marks.items())


# The marks that checkers gave alone, by the checker; a tuple of pairs, as digests of files are.
CheckersMarks = Annotated[
    "tuple[tuple[str, AnyMark], ...]",
    GetPydanticSchema(
        lambda _, schema_of: no_info_after_validator_function(_by_checker, schema_of(dict[Name, AnyMark]))
    ),
]


class StageMark(Model):
    """What one stage gave, written out: the mark or the figures, and why it was changed."""

    mark: MarkValue | None = described("Điểm hoặc mức", "The mark", None)
    actual: MaybeNumber | None = described("Kết quả thực hiện", "What was achieved", None)
    target: MaybeTarget | None = described("Chỉ tiêu", "The target", None)
    reason: MaybeName | None = described("Lý do khi khác bước trước", "Why it differs from the stage before", None)
    not_applicable: Name | None = described("Không phát sinh: lý do", "Not applicable: the reason", None)
    unassigned: Name | None = described("Không giao: lý do", "Unassigned: the reason", None)
    by: MaybeName | None = described("Người chấm", "Who marked", None)
    seen: SeenFiles | None = described(
        "Tệp minh chứng khi chấm: mã SHA-256 theo tên tệp; do `qcdc import` ghi",
        "The evidence files when it was given: SHA-256 digests by file, written by `qcdc import`",
        None,
    )
    marks: CheckersMarks | None = described(
        "Điểm của từng người thẩm định chấm độc lập, theo mã người (bước có `double: yes`)",
        "What each checker gave alone, by the checker's id (stages with `double: yes`)",
        None,
    )
    settled: "Annotated[Settlement | Unfilled, OR_UNFILLED] | None" = described(
        "Kết luận khi các điểm khác nhau: điểm, người kết luận, lý do",
        "What was settled where they differ: the mark, by whom, why",
        None,
    )

    def __eq__(self, other: object) -> bool:
        """Compare what was written; pydantic's own comparison, which asks more, takes a multiple of the time."""
        return type(other) is StageMark and self.__dict__ == other.__dict__

    @property
    def says_more(self) -> bool:
        """True when a mark or a figure stands beside what checkers gave alone."""
        beside = (key for key in StageMark.model_fields if key not in ("marks", "settled"))
        return any(getattr(self, key) not in (None, "") for key in beside)


AnyMark = Annotated[MarkText | StageMark | MarkList, FIRST_THAT_FITS]


class Settlement(Model):
    """What was settled where two checkers gave different marks."""

    mark: AnyMark = described("Điểm, mức được kết luận", "The mark that counts")
    by: Name = described("Người kết luận", "Who settled it")
    reason: Name = described("Lý do", "Why it was settled so")

    @property
    def as_mark(self) -> StageMark:
        """The mark as a stage gives it, with the name and the reason."""
        if isinstance(self.mark, StageMark):
            return self.mark.model_copy(update={"by": self.by, "reason": self.reason})
        return StageMark(mark=self.mark, by=self.by, reason=self.reason)


class EvidenceItem(Model):
    """One document of the evidence file."""

    name: Name = described("Tên tài liệu", "What the document is")
    number: MaybeName | None = described("Số, ký hiệu", "Its number", None)
    date: MaybeDate | None = described("Ngày của tài liệu", "Its day", None)
    file: MaybeName | None = described("Tệp trong thư mục minh chứng", "Its file in the evidence folder", None)
    note: MaybeName | None = described("Ghi chú", "A note", None)


AnyEvidence = Annotated[Name | EvidenceItem, FIRST_THAT_FITS]


AllEvidence = Annotated[tuple[AnyEvidence, ...] | Unfilled, OR_UNFILLED]


class AppealDecision(Model):
    """What was decided on an appeal; while none of it is filled in, the appeal is open."""

    date: MaybeDate | None = described("Ngày giải quyết", "The day of the decision", None)
    by: MaybeName | None = described("Người giải quyết", "Who decided", None)
    upheld: MaybeFlag | None = described(
        "Chấp nhận giải trình (yes) hay giữ nguyên điểm (no)", "Whether the appeal is upheld: yes or no", None
    )
    mark: AnyMark | None = described(
        "Điểm, mức sau khi chấp nhận, thay cho điểm của bước được giải trình; có thể khác mức đề nghị",
        "The mark that counts from now on in the place of the disputed one; it may be another than was wanted",
        None,
    )
    reason: MaybeName | None = described("Lý do", "Why it was decided so", None)

    @property
    def is_filled_in(self) -> bool:
        """True when anything of it is filled in."""
        return any(getattr(self, key) not in (None, "") for key in type(self).model_fields)


class Appeal(Model):
    """An appeal (giải trình) against a mark of one criterion."""

    text: Name = described("Nội dung giải trình", "What is brought forward")
    date: Date = described("Ngày giải trình", "The day of the appeal")
    by: MaybeName | None = described("Người giải trình", "Who appeals", None)
    stage: Annotated[Id | Unfilled, OR_UNFILLED] | None = described(
        "Bước chấm có điểm được giải trình; không ghi thì là bước sau cùng đã chấm",
        "The stage whose mark is disputed; the latest one that gave a mark, if not said",
        None,
    )
    wants: AnyMark | None = described("Điểm, mức đề nghị", "The mark that is wanted", None)
    evidence: AllEvidence = described("Minh chứng kèm theo", "The documents that go with it", ())
    decision: Annotated[AppealDecision | Unfilled, OR_UNFILLED] | None = described(
        "Kết quả giải quyết; chưa ghi là chưa giải quyết", "What was decided; open while it says nothing", None
    )

    @property
    def decided(self) -> AppealDecision | None:
        """What was decided; None while the appeal is open."""
        return self.decision if isinstance(self.decision, AppealDecision) and self.decision.is_filled_in else None


AllAppeals = Annotated[tuple[Appeal, ...] | Unfilled, OR_UNFILLED]


class MarkEntry(Model):
    """All that a sheet says about one criterion: the stages' marks by stage id, evidence, appeals."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AnyMark] = Field(init=False)

    evidence: AllEvidence = described(*terms.EVIDENCE, ())
    not_applicable: Name | None = described("Không phát sinh trong kỳ: lý do", "Nothing arose in the period: why", None)
    unassigned: Name | None = described("Không giao cho đơn vị: lý do", "Not assigned to the unit: why", None)
    appeals: AllAppeals = described("Các giải trình về điểm của tiêu chí", "Appeals against its marks", ())

    @property
    def stages(self) -> dict[str, "str | tuple[str, ...] | StageMark"]:
        """The marks by stage id, as written."""
        return self.__pydantic_extra__


AnyEntry = Annotated[MarkText | MarkEntry | MarkList, FIRST_THAT_FITS]


class Agreement(Model):
    """A stage's word that it agrees with what was claimed before it, of criteria that it gave no mark of its own."""

    by: Name = described("Người thống nhất", "Who agreed")
    date: Date = described("Ngày thống nhất", "The day of the agreement")
    claims: dict[Id, AnyMark] = described(
        "Điểm, mức của bước trước khi thống nhất, theo mã tiêu chí",
        "What was claimed when it was agreed to, by criterion id",
        min_length=1,
    )
    seen: dict[Id, SeenFiles] = described(
        "Tệp minh chứng khi thống nhất, theo mã tiêu chí: mã SHA-256 theo tên tệp; do `qcdc import` ghi",
        "The evidence files when it was agreed, by criterion id: SHA-256 digests by file, written by `qcdc import`",
        {},
    )


class Remark(Model):
    """A remark with what has become of it: whether it is solved, who is to solve it, what it is about."""

    text: Name = described("Nội dung", "What is said")
    status: Annotated[RemarkStatus | Unfilled, OR_UNFILLED] | None = described(
        "Tình trạng: open (chưa giải quyết) hoặc solved (đã giải quyết)", "Whether it is open or solved", None
    )
    solver: MaybeName | None = described("Cấp, cơ quan giải quyết", "Who is to solve it", None)
    criterion: Annotated[Id | Unfilled, OR_UNFILLED] | None = described(
        "Tiêu chí hoặc nhóm tiêu chí liên quan, theo mã", "The criterion or group that it is about, by id", None
    )


AnyRemark = Annotated[Name | Remark, FIRST_THAT_FITS]


def written_out(remark: str | Remark) -> Remark:
    """Return a remark with its keys, of which a plain text has none but itself."""
    return Remark.model_construct(text=remark) if isinstance(remark, str) else remark


Remarks = Annotated[tuple[AnyRemark, ...] | Unfilled, OR_UNFILLED]


class Notes(Model):
    """What the unit says besides its marks, by section."""

    strengths: Remarks = described(*terms.STRENGTHS, ())
    limits: Remarks = described(*terms.LIMITS, ())
    difficulties: Remarks = described(*terms.DIFFICULTIES, ())
    proposals: Remarks = described(*terms.PROPOSALS, ())

    def entries(self) -> Iterator[tuple[str, int, str | Remark]]:
        """Yield all remarks as they stand there, each with its section and its number in it, from 0."""
        for section in SECTIONS:
            for number, remark in enumerate(getattr(self, section) or ()):
                yield section, number, remark

    def remarks(self) -> Iterator[tuple[str, int, Remark]]:
        """Yield the same, written out."""
        for section, number, remark in self.entries():
            yield section, number, written_out(remark)


SECTIONS: dict[str, Text] = {  # of a sheet's notes, in the order in which they are shown
    "strengths": terms.STRENGTHS,
    "limits": terms.LIMITS,
    "difficulties": terms.DIFFICULTIES,
    "proposals": terms.PROPOSALS,
}
assert set(SECTIONS) == set(Notes.model_fields)  # noqa: S101 - a section of its own for each kind of remark


class Sheet(Model, defer_build=False):
    """A whole sheet file."""

    unit: Id = described("Mã đơn vị", "The unit's id")
    period: Id = described("Mã kỳ", "The period's id")
    marks: dict[Id, AnyEntry] = described("Điểm theo mã tiêu chí", "Marks by criterion id")
    agreed: dict[Id, Agreement] = described(
        "Thống nhất với điểm bước trước, theo mã bước chấm", "Agreements with what was claimed before, by stage id", {}
    )
    disqualifiers: dict[Id, Name] = described(
        "Trường hợp không xếp hạng hoặc hạ loại, theo mã: lý do", "Disqualifiers that apply, by id: the reason", {}
    )
    notes: Annotated[Notes | Unfilled, OR_UNFILLED] = described("Nhận xét", "Notes", Notes.model_construct())
