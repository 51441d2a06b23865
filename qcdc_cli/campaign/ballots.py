"""Meetings and ballots (họp, bỏ phiếu) that a campaign records, in the numbers of their minutes."""

from fractions import Fraction
from typing import Annotated, Literal

from qcdc_cli.language.names import fold
from qcdc_cli.values import Clock, Count, Date, Id, Model, Name, Percent, described, one_of

# What a ballot is for: the order of equal units, what a class or an award asks of each unit, the minutes alone.
TIES, UNITS, RECORD = "ties", "units", "record"
For = Annotated[Literal["ties", "units", "record"], one_of(TIES, UNITS, RECORD)]


class Attendee(Model):
    """Somebody who was present at a meeting."""

    name: Name = described(
        "Họ tên, hoặc chức danh khi không nêu tên", "The name, or the office where nobody is to be named"
    )
    office: Name | None = described("Chức vụ", "The office", None)
    unit: Id | None = described("Đơn vị công tác", "The unit that they belong to", None)

    @property
    def same(self) -> tuple[str, str, str | None]:
        """What two entries for one person have in common."""
        return fold(self.name), fold(self.office or ""), self.unit


class Absentee(Attendee):
    """Somebody who was to take part in a meeting and was absent."""

    reason: Name | None = described("Lý do vắng mặt", "Why", None)


class Meeting(Model):
    """A meeting of a bloc (họp bình xét), as its minutes have it."""

    date: Date = described("Ngày họp", "The day of the meeting")
    entitled: Count = described("Số người được triệu tập", "How many are entitled to take part")
    present: Count = described("Số người có mặt", "How many were present")
    quorum: Percent | None = described(
        "Cuộc họp hợp lệ khi có mặt từ số phần trăm này của số người được triệu tập trở lên",
        "The percentage of those entitled who must be present",
        None,
    )
    chair: Name | None = described("Người chủ trì", "Who chaired it", None)
    document: Name = described("Biên bản họp", "The minutes")
    place: Name | None = described("Địa điểm họp", "Where it was held", None)
    begins: Clock | None = described("Giờ bắt đầu, ví dụ 08:30", "When it began, such as 08:30", None)
    ends: Clock | None = described("Giờ kết thúc", "When it ended", None)
    secretary: Name | None = described("Thư ký cuộc họp", "Who kept the minutes", None)
    attended: tuple[Attendee, ...] = described(
        "Những người có mặt; có ghi thì phải đủ, bằng `present`", "Those present; where named, all of them", ()
    )
    absent: tuple[Absentee, ...] = described("Những người vắng mặt và lý do", "Those absent, and why", ())
    agreed: Count | None = described(
        "Số người có mặt biểu quyết thông qua kết quả xét", "How many of those present agreed to the results", None
    )
    opinions: tuple[Name, ...] = described("Ý kiến phát biểu tại cuộc họp", "What was said at the meeting", ())

    @property
    def number_absent(self) -> int:
        """How many of those entitled were absent."""
        return max(0, self.entitled - self.present)

    @property
    def share_present(self) -> Fraction | None:
        """The share of those entitled who were present, from 0 to 1; None where nobody was entitled."""
        return Fraction(self.present, self.entitled) if self.entitled else None

    @property
    def has_quorum(self) -> bool:
        """True unless fewer were present than the quorum asks for."""
        return self.quorum is None or self.present * 100 >= self.quorum * self.entitled


class Ballot(Model):
    """A ballot: on the order of units that the rubric leaves equal, on each unit, or on something else about them."""

    votes: dict[Id, Count] = described("Số phiếu của từng đơn vị", "The votes of each unit", min_length=1)
    document: Name = described("Biên bản kiểm phiếu", "The minutes of the count")
    date: Date = described("Ngày bỏ phiếu", "The day of the ballot")
    for_: For = described(
        "Để xếp thứ tự các đơn vị bằng nhau (ties); lấy phiếu về từng đơn vị, theo thang điểm (units); chỉ ghi vào "
        "biên bản (record)",
        "To rank equal units (ties); on each unit, as the rubric asks (units); for the minutes alone (record)",
        TIES,
        alias="for",
    )
    about: Name | None = described("Nội dung bỏ phiếu, ghi vào biên bản", "What was voted on, for the minutes", None)
    entitled: Count | None = described("Số người được bỏ phiếu", "How many may vote", None)
    out: Count | None = described("Số phiếu phát ra", "The ballot papers given out", None)
    in_: Count | None = described("Số phiếu thu về", "The ballot papers that came back", None, alias="in")
    valid: Count | None = described("Số phiếu hợp lệ", "The valid ones of these", None)
    chair: Name | None = described("Người chủ trì, hoặc trưởng ban kiểm phiếu", "Who chaired the count", None)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The numbers of its minutes that are recorded, by key, the smallest first: none may exceed the next."""
        numbers = (("valid", self.valid), ("in", self.in_), ("out", self.out), ("entitled", self.entitled))
        return tuple((key, number) for key, number in numbers if number is not None)

    def against(self, unit: str) -> int | None:
        """Return how many valid ballots do not have a unit; None where nobody recorded how many were valid."""
        return None if self.valid is None else self.valid - self.votes[unit]

    def share_for(self, unit: str) -> Fraction | None:
        """Return a unit's votes as a share of the valid ballots, from 0 to 1; None where nobody recorded these."""
        return Fraction(self.votes[unit], self.valid) if self.valid else None
