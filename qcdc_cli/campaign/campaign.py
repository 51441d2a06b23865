"""The campaign file, qcdc.yaml: who competes with whom, in which periods and stages, by which rubric."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from qcdc_cli.campaign.ballots import Ballot, Meeting
from qcdc_cli.campaign.checking import Assignments, Checker, CheckingRules, Draws
from qcdc_cli.campaign.papers import Paper, Signature
from qcdc_cli.language import terms
from qcdc_cli.language.names import Known, fold, letters_and_digits
from qcdc_cli.values import FIRST_THAT_FITS, Date, Flag, Id, Model, Name, Target, described, one_of

CAMPAIGN_FILE = "qcdc.yaml"
MOST_MEGABYTES = 16  # of qcdc.yaml: ten countries (33,210 units, targets for two criteria) take 2.9
_TWO = 2  # who marks a double stage
DEFAULT_SHEETS = "units/**/*.yaml"
SEALS = "seals"  # the folder of what closes periods, in the campaign's own


Heading = Annotated[Literal["state", "party"], one_of("state", "party")]
LateMarks = Annotated[Literal["count", "ignore"], one_of("count", "ignore")]
Due = Annotated[Date | dict[Id, Date], FIRST_THAT_FITS]


class Period(Model):
    """A period (kỳ): six months or a year."""

    name: Name
    sort: Id | None = described("Loại kỳ, ví dụ half, year", "The sort of period: half, year, …", None, alias="kind")
    from_: Date | None = described("Ngày đầu", "First day", None, alias="from")
    to: Date | None = described("Ngày cuối", "Last day", None)
    opens: Due | None = described(
        "Ngày bắt đầu nhận phiếu tự chấm; hoặc ngày bắt đầu của từng bước chấm, theo mã bước",
        "From when on the first stage's sheets are taken; or from when on each stage marks, by its id",
        None,
    )
    due: Due | None = described(
        "Hạn gửi phiếu tự chấm; hoặc hạn của từng bước chấm, theo mã bước",
        "When the first stage's sheets are due; or when each stage is, by its id",
        None,
    )
    closed: Date | None = described(
        "Ngày chốt nộp phiếu tự chấm, sau hạn; từ đó đơn vị chưa tự chấm là không nộp (`not_handed_in`)",
        "The day on which handing in was closed, after it was due; from then on `not_handed_in` applies",
        None,
    )
    appeals: Date | None = described("Ngày cuối nhận giải trình", "The last day for appeals", None)


UNIT, LEADER, AUTHORITY, CHECKERS = "unit", "leader", "authority", "checkers"  # who marks, where no body is named


class Stage(Model):
    """A stage (bước chấm): who marks, in which order."""

    id: Id
    name: Name
    by: Name | None = described(
        "Ai chấm: unit (đơn vị), leader (trưởng khối), authority (cơ quan chủ trì), checkers (người thẩm định), hoặc "
        "tên cơ quan; biểu mẫu của bước có phần ký theo đây",
        "Who marks: unit, leader, authority, checkers, or a body by its name; who signs the stage's forms",
        None,
    )
    double: Flag = described(
        "Mỗi tiêu chí do hai người thẩm định chấm độc lập; giống nhau thì lấy, khác nhau thì phải kết luận",
        "Each criterion is marked by two checkers, each alone; equal marks are taken, differing ones must be settled",
        default=False,
    )


class Grouping(Model):
    """A way to group units, beside blocs: by province, by cluster, by type."""

    name: Name = described("Tên cách nhóm, là tiêu đề cột", "What it is called, as the heading of a column")
    values: dict[Id, Name] = described(
        "Các nhóm theo mã; không ghi thì tên nhóm ghi tự do", "The groups by id; without them any name will do", {}
    )


Groups = dict[Id, Name]


class Bloc(Model):
    """A bloc (khối thi đua): the units that are ranked together."""

    name: Name
    rubric: Name = described(
        "Thang điểm: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn", "The rubric: a shipped one, or a path"
    )
    district: Name | None = described(
        "Cấp trên của xã, chỉ ghi cho đợt trước 01/7/2025", "The district, in campaigns before 1/7/2025 only", None
    )
    province: Name | None = described(*terms.PROVINCE, None)
    groupings: Groups = described(
        "Nhóm của mọi đơn vị trong khối, theo từng cách nhóm", "The group of all its units, by grouping", {}
    )
    symbol: Name | None = described(
        "Ký hiệu của khối trong số văn bản, ví dụ KDV", "The bloc's letters in numbers of papers", None
    )
    leader: Id | None = described(*terms.LEADER, None)
    deputy: Id | None = described(*terms.DEPUTY, None)
    pilot: Id | None = described(*terms.PILOT, None)
    units: tuple[Id, ...] = described("Mã các đơn vị trong khối", "The ids of its units")


class Unit(Model):
    """A unit with more than its name: its type, and the groups that it is in."""

    name: Name = described("Tên đơn vị", "The unit's name")
    type: Name | None = described(
        "Loại đơn vị: xa, phuong, dac-khu, so, …", "Its type: xa, phuong, dac-khu, so, …", None
    )
    groupings: Groups = described("Nhóm của đơn vị, theo từng cách nhóm", "Its group, by grouping", {})


AnyUnit = Annotated[Name | Unit, FIRST_THAT_FITS]


class Decision(Model):
    """What the competent authority decided between units that the rubric leaves equal."""

    order: tuple[Id, ...] = described(
        "Các đơn vị theo thứ tự được quyết định, từ trên xuống", "The units in the order decided on", min_length=1
    )
    for_: Id = described(
        "Xếp hạng (rank), hoặc mã hình thức khen thưởng", "The ranks (rank), or an award's id", alias="for"
    )
    document: Name = described("Văn bản quyết định", "The document")
    date: Date = described("Ngày của văn bản", "Its day")


class Campaign(Model, defer_build=False):
    """A whole campaign file."""

    campaign: Name = described("Tên đợt thi đua", "The campaign's name")
    authority: Name | None = described("Cơ quan chủ trì", "Who leads it", None)
    superior: Name | None = described(
        "Cơ quan cấp trên của cơ quan chủ trì, ghi ở đầu văn bản của cơ quan chủ trì",
        "The body above the authority, which heads the authority's papers",
        None,
    )
    symbol: Name | None = described(
        "Ký hiệu của cơ quan chủ trì trong số văn bản, ví dụ BCĐ", "The authority's letters in numbers of papers", None
    )
    basis: Name | None = described("Căn cứ", "What it rests on", None)
    heading: Heading = described(
        "Phần đầu văn bản: quốc hiệu, tiêu ngữ (state), hoặc tiêu đề Đảng Cộng sản Việt Nam (party)",
        "The heading of what is printed: the state's name and motto (state), or the Party's (party)",
        default="state",
    )
    place: Name | None = described("Địa danh ghi trước ngày ký", "Place of signing", None)
    note: Name | None = described("Ghi chú", "A note", None)
    period: Id = described("Kỳ hiện tại", "The current period")
    periods: dict[Id, Period] = described("Các kỳ", "The periods")
    stages: tuple[Stage, ...] = described("Các bước chấm theo thứ tự", "The stages, in order", min_length=1)
    blocs: dict[Id, Bloc] = described("Các khối", "The blocs")
    groupings: dict[Id, Grouping] = described(
        "Các cách nhóm đơn vị để tổng hợp, theo mã", "How units can be summed up, by id", {}
    )
    units: dict[Id, AnyUnit] = described("Tên các đơn vị, hoặc tên, loại và nhóm", "The units: names, or more")
    sheets: Name = described("Nơi lưu phiếu (mẫu tên tệp)", "Where the sheets are", DEFAULT_SHEETS)
    evidence: Name | None = described(
        "Thư mục lưu tệp minh chứng của từng đơn vị, từng kỳ, ví dụ minh-chung/{unit}/{period}",
        "The folder of each unit's evidence files in each period, such as minh-chung/{unit}/{period}",
        None,
    )
    targets: dict[Id, dict[Id, Target]] = described(
        "Chỉ tiêu theo tiêu chí và đơn vị", "Targets by criterion and unit", {}
    )
    unassigned: dict[Id, dict[Id, Name]] = described(
        "Không giao, theo tiêu chí và đơn vị: lý do", "Unassigned, by criterion and unit: why", {}
    )
    lots: dict[Id, dict[Id, tuple[Id, ...]]] = described(
        "Kết quả bốc thăm theo kỳ và khối, từ trên xuống", "Lots drawn, by period and bloc, first first", {}
    )
    not_handed_in: Id | None = described(
        "Không nộp phiếu tự chấm thì thuộc trường hợp này của thang điểm (mã trong `disqualifiers`)",
        "The disqualifier of the rubric that applies to units without a self-assessment, once a period is closed",
        None,
    )
    late_marks: LateMarks | None = described(
        "Điểm nhận sau hạn: vẫn tính (count) hay không tính (ignore); không ghi thì vẫn tính và được cảnh báo",
        "Marks that came in after they were due: they count, or are ignored; unsaid, they count and are warned of",
        None,
    )
    decisions: dict[Id, dict[Id, tuple[Decision, ...]]] = described(
        "Quyết định của cấp có thẩm quyền giữa các đơn vị bằng nhau, theo kỳ và khối",
        "Decisions of the competent authority between equal units, by period and bloc",
        {},
    )
    ballots: dict[Id, dict[Id, tuple[Ballot, ...]]] = described(
        "Kết quả bỏ phiếu giữa các đơn vị bằng nhau, hoặc về từng đơn vị, theo kỳ và khối",
        "Ballots between equal units, or on each unit, by period and bloc",
        {},
    )
    meetings: dict[Id, dict[Id, Meeting]] = described(
        "Cuộc họp bình xét của từng khối, theo kỳ và khối", "Each bloc's meeting, by period and bloc", {}
    )
    checkers: dict[Id, Checker] = described("Người thẩm định, theo mã", "The checkers, by id", {})
    checking: CheckingRules = described(
        "Quy định về phân công thẩm định", "What is asked of who checks whom", CheckingRules.model_construct()
    )
    assignments: Assignments = described(
        "Phân công thẩm định theo kỳ, bước chấm và đơn vị: mã người thẩm định; `qcdc assign` ghi",
        "Who checks which unit, by period, stage and unit; written by `qcdc assign`",
        {},
    )
    draws: Draws = described(
        "Kết quả bốc thăm của các phân công, theo kỳ, bước chấm và khối; `qcdc assign` ghi",
        "The numbers drawn for these assignments, by period, stage and bloc; written by `qcdc assign`",
        {},
    )
    signatures: tuple[Signature, ...] = described("Phần ký (chức danh, họ tên)", "Places to sign", ())
    documents: dict[Id, tuple[Paper, ...]] = described(
        "Số, ngày, nơi nhận, người ký của từng văn bản, theo kỳ",
        "Number, day, recipients and signers of each paper, by period",
        {},
    )

    @cached_property
    def known_units(self) -> Known:
        """The units' ids, to find which of them was meant by one that is not known."""
        return Known(self.units)

    @cached_property
    def known_periods(self) -> Known:
        """The periods' ids, likewise."""
        return Known(self.periods)

    @cached_property
    def known_checkers(self) -> Known:
        """The checkers' ids, likewise."""
        return Known(self.checkers)

    @cached_property
    def known_checker_names(self) -> Known:
        """The checkers' names, likewise."""
        return Known({checker.name: None for checker in self.checkers.values()})

    @cached_property
    def checkers_by_name(self) -> dict[str, tuple[str, ...]]:
        """The ids of the checkers by their names, as names are compared; several people may be called the same."""
        found: dict[str, tuple[str, ...]] = {}
        for identity, checker in self.checkers.items():
            found[fold(checker.name)] = (*found.get(fold(checker.name), ()), identity)
        return found

    @cached_property
    def checkers_by_bloc(self) -> dict[str | None, list[tuple[int, str]]]:
        """The checkers by the bloc of their unit, under None those of no unit: each one's place in the file, and id.

        Those of a unit in no bloc are not among them.
        """
        found: dict[str | None, list[tuple[int, str]]] = {}
        for number, (identity, checker) in enumerate(self.checkers.items()):
            bloc = None if checker.unit is None else self.bloc_of(checker.unit)
            if checker.unit is None or bloc is not None:
                found.setdefault(bloc, []).append((number, identity))
        return found

    @cached_property
    def double_stages(self) -> dict[str, int]:
        """The ids of the stages at which checkers mark alone, each with how many must have marked: two at least."""
        needed = max(_TWO, self.checking.per_unit)
        return {stage.id: needed for stage in self.stages if stage.double}

    def checkers_called(self, text: str) -> tuple[str, ...]:
        """Return the ids of the checkers that a text names: the one of that id, or else all of that name."""
        return (text,) if text in self.checkers else self.checkers_by_name.get(fold(text), ())

    def checker_name(self, text: str) -> str:
        """Return the name of the checker that a text names by id or name; the text itself where it names none."""
        called = self.checkers_called(text)
        return self.checkers[called[0]].name if called else text

    def gives(self, checker: str, stage: str) -> bool:
        """Return whether a checker marks at a stage: one that the campaign names for it, or any but the first."""
        own = self.checkers[checker].stages
        return stage != self.stages[0].id if own is None else stage in own

    def assigned(self, period: str, stage: str) -> Mapping[str, tuple[str, ...]]:
        """Return the checkers' ids by unit, as they are assigned for a stage of a period."""
        return self.assignments.get(period, {}).get(stage, {})

    def unit_name(self, identity: str) -> str:
        """Return a unit's name; its id where the campaign does not name it."""
        unit = self.units.get(identity, identity)
        return unit if isinstance(unit, str) else unit.name

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """The units' names by their ids, in the campaign's own order."""
        return {identity: self.unit_name(identity) for identity in self.units}

    def period_names(self, period: str) -> frozenset[str]:
        """Return what a rubric may call a period: its id and its sort."""
        known = self.periods.get(period)
        return frozenset({period, known.sort} if known is not None and known.sort else {period})

    def due_of(self, period: str, stage: int = 0) -> date | None:
        """Return the day on which what a stage marks is due in a period, or None where the campaign names none.

        Args:
            period: the period's id.
            stage: the stage's number, from 0; a single day is that of the first stage.
        """
        return self._day_of(self.periods[period].due if period in self.periods else None, stage)

    def opens_on(self, period: str, stage: int = 0) -> date | None:
        """Return the day from which on a stage marks in a period, as `due_of` does the day on which that is due."""
        return self._day_of(self.periods[period].opens if period in self.periods else None, stage)

    def _day_of(self, days: "date | dict[str, date] | None", stage: int) -> date | None:
        if isinstance(days, dict):
            return days.get(self.stages[stage].id)
        return days if stage == 0 else None

    def late_since(self, period: str) -> date | None:
        """Return the day by which units had to hand in their self-assessment, once the period is closed; else None.

        The file records that a period is closed, so that the same files give the same result on whatever day.
        """
        if self.not_handed_in is None or period not in self.periods or self.periods[period].closed is None:
            return None
        return self.due_of(period)

    @cached_property
    def bloc_by_unit(self) -> dict[str, str]:
        """The id of the bloc that each unit competes in: the first one that names it."""
        found: dict[str, str] = {}
        for identity, bloc in self.blocs.items():
            for unit in bloc.units:
                found.setdefault(unit, identity)
        return found

    @cached_property
    def unit_numbers(self) -> dict[str, int]:
        """The place of each unit in the campaign's own order, from 0."""
        return {unit: number for number, unit in enumerate(self.units)}

    @cached_property
    def units_by_name(self) -> dict[str, str]:
        """The ids of the units by their names, as names are compared: the first one of each name."""
        found: dict[str, str] = {}
        for unit, name in self.unit_names.items():
            found.setdefault(fold(name), unit)
        return found

    @cached_property
    def units_by_words(self) -> dict[str, list[str]]:
        """The units by the plain words of their ids and names; units whose names are alike share them."""
        found: dict[str, list[str]] = {}
        for unit, name in self.unit_names.items():
            for each in dict.fromkeys(map(letters_and_digits, (unit, name))):
                found.setdefault(each, []).append(unit)
        return found

    def bloc_of(self, unit: str) -> str | None:
        """Return the id of the bloc that a unit competes in, or None."""
        return self.bloc_by_unit.get(unit)
