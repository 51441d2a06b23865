"""A sheet (phiếu chấm điểm): the marks of one unit in one period."""

from typing import Annotated

from pydantic import ConfigDict, Field, GetPydanticSchema, StringConstraints, WithJsonSchema
from pydantic_core.core_schema import no_info_after_validator_function

from qcdc_cli.kinds.base import NamedMarks
from qcdc_cli.language import terms
from qcdc_cli.values import (
    DIGEST,
    Date,
    Id,
    Model,
    Name,
    Number,
    Target,
    Unfilled,
    described,
    read_digest,
    validated,
)

_SCALAR = ["string", "number", "boolean", "null"]


# Unions by shape, tried in this order without a call into Python: a sheet has hundreds of them.
MarkText = Annotated[str, StringConstraints(strict=True, strip_whitespace=True), WithJsonSchema({"type": _SCALAR})]
MarkList = Annotated[
    tuple[Annotated[str, StringConstraints(strict=True, strip_whitespace=True)], ...],
    WithJsonSchema({"type": "array", "items": {"type": ["string", "number"]}}),
]


_BY_NAME = dict[Annotated[str, StringConstraints(strip_whitespace=True)], MarkText]


def _named_marks(marks: dict[str, str]) -> NamedMarks | str:
    """Return what stands under each name; names with nothing behind any of them are a mark that is still blank."""
    return "" if marks and not any(marks.values()) else NamedMarks(marks.items())


MarkNames = Annotated[
    NamedMarks,
    GetPydanticSchema(lambda _, schema_of: no_info_after_validator_function(_named_marks, schema_of(_BY_NAME))),
]
MarkValue = Annotated[MarkText | MarkList | MarkNames, Field(union_mode="left_to_right")]


MaybeNumber = Annotated[Number | Unfilled, Field(union_mode="left_to_right")]
MaybeTarget = Annotated[Target | Unfilled, Field(union_mode="left_to_right")]
MaybeName = Annotated[Name | Unfilled, Field(union_mode="left_to_right")]


MaybeDate = Annotated[Date | Unfilled, Field(union_mode="left_to_right")]


# The digests (SHA-256) of files of the evidence, by their names; a tuple of pairs, as marks are told apart by value.
Seen = tuple[tuple[str, str], ...]
_BY_FILE = dict[Name, Annotated[str, validated(read_digest), WithJsonSchema({"type": "string", "pattern": DIGEST})]]


def _pairs(digests: dict[str, str]) -> Seen:
    return tuple(digests.items())


SeenFiles = Annotated[
    Seen, GetPydanticSchema(lambda _, schema_of: no_info_after_validator_function(_pairs, schema_of(_BY_FILE)))
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


AnyMark = Annotated[MarkText | StageMark | MarkList, Field(union_mode="left_to_right")]


class EvidenceItem(Model):
    """One document of the evidence file."""

    name: Name = described("Tên tài liệu", "What the document is")
    number: MaybeName | None = described("Số, ký hiệu", "Its number", None)
    date: MaybeDate | None = described("Ngày của tài liệu", "Its day", None)
    file: MaybeName | None = described("Tệp trong thư mục minh chứng", "Its file in the evidence folder", None)
    note: MaybeName | None = described("Ghi chú", "A note", None)


AnyEvidence = Annotated[Name | EvidenceItem, Field(union_mode="left_to_right")]


AllEvidence = Annotated[tuple[AnyEvidence, ...] | Unfilled, Field(union_mode="left_to_right")]


class MarkEntry(Model):
    """All that a sheet says about one criterion: the stages' marks by stage id, and the evidence."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, AnyMark] = Field(init=False)

    evidence: AllEvidence = described(*terms.EVIDENCE, ())
    not_applicable: Name | None = described("Không phát sinh trong kỳ: lý do", "Nothing arose in the period: why", None)
    unassigned: Name | None = described("Không giao cho đơn vị: lý do", "Not assigned to the unit: why", None)

    @property
    def stages(self) -> dict[str, "str | tuple[str, ...] | StageMark"]:
        """The marks by stage id, as written."""
        return self.__pydantic_extra__


AnyEntry = Annotated[MarkText | MarkEntry | MarkList, Field(union_mode="left_to_right")]


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


Remarks = Annotated[tuple[Name, ...] | Unfilled, Field(union_mode="left_to_right")]


class Notes(Model):
    """What the unit says besides its marks."""

    strengths: Remarks = described(*terms.STRENGTHS, ())
    limits: Remarks = described(*terms.LIMITS, ())
    difficulties: Remarks = described(*terms.DIFFICULTIES, ())
    proposals: Remarks = described(*terms.PROPOSALS, ())


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
    notes: Annotated[Notes | Unfilled, Field(union_mode="left_to_right")] = described("Nhận xét", "Notes", Notes())
