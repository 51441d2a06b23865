"""Meetings and ballots (họp, bỏ phiếu) that a campaign records, in the numbers of their minutes."""

from typing import Annotated, Literal

from qcdc_cli.values import Count, Date, Id, Model, Name, Percent, described, one_of

UNITS = "units"  # what a ballot is for that votes on each unit, not on the order of equal ones
For = Annotated[Literal["ties", "units"], one_of("ties", UNITS)]


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

    @property
    def has_quorum(self) -> bool:
        """True unless fewer were present than the quorum asks for."""
        return self.quorum is None or self.present * 100 >= self.quorum * self.entitled


class Ballot(Model):
    """A ballot: on the order of units that the rubric leaves equal, or on each unit."""

    votes: dict[Id, Count] = described("Số phiếu của từng đơn vị", "The votes of each unit", min_length=1)
    document: Name = described("Biên bản kiểm phiếu", "The minutes of the count")
    date: Date = described("Ngày bỏ phiếu", "The day of the ballot")
    for_: For = described(
        "Để xếp thứ tự các đơn vị bằng nhau (ties), hay lấy phiếu về từng đơn vị (units)",
        "To rank equal units (ties), or on each unit (units)",
        "ties",
        alias="for",
    )
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
