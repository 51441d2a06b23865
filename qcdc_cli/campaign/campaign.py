"""The campaign file, qcdc.yaml: who competes with whom, in which periods and stages, by which rubric."""

from pydantic import Field

from qcdc_cli.language import both, terms
from qcdc_cli.values import Date, Id, Model, Name, Target

CAMPAIGN_FILE = "qcdc.yaml"
DEFAULT_SHEETS = "units/**/*.yaml"


class Period(Model):
    """A period (kỳ): six months or a year."""

    name: Name
    sort: Id | None = Field(
        default=None, alias="kind", description=both("Loại kỳ, ví dụ half, year", "The sort of period: half, year, …")
    )
    from_: Date | None = Field(default=None, alias="from", description=both("Ngày đầu", "First day"))
    to: Date | None = Field(default=None, description=both("Ngày cuối", "Last day"))
    due: Date | None = Field(default=None, description=both("Hạn gửi phiếu", "When sheets are due"))


class Stage(Model):
    """A stage (bước chấm): who marks, in which order."""

    id: Id
    name: Name
    by: Name | None = Field(default=None, description=both("Ai chấm", "Who marks"))


class Bloc(Model):
    """A bloc (khối thi đua): the units that are ranked together."""

    name: Name
    rubric: Name = Field(
        description=both(
            "Thang điểm: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn", "The rubric: a shipped one, or a path"
        )
    )
    district: Name | None = Field(default=None, description=both(*terms.DISTRICT))
    province: Name | None = Field(default=None, description=both(*terms.PROVINCE))
    leader: Id | None = Field(default=None, description=both(*terms.LEADER))
    deputy: Id | None = Field(default=None, description=both(*terms.DEPUTY))
    pilot: Id | None = Field(default=None, description=both(*terms.PILOT))
    units: tuple[Id, ...] = Field(description=both("Mã các đơn vị trong khối", "The ids of its units"))


class Signature(Model):
    """A place for a signature at the foot of a table."""

    role: Name = Field(description=both("Chức danh", "The office that signs"))
    name: Name | None = Field(default=None, description=both("Họ tên", "The name"))


class Campaign(Model, defer_build=False):
    """A whole campaign file."""

    campaign: Name = Field(description=both("Tên đợt thi đua", "The campaign's name"))
    authority: Name | None = Field(default=None, description=both("Cơ quan chủ trì", "Who leads it"))
    basis: Name | None = Field(default=None, description=both("Căn cứ", "What it rests on"))
    place: Name | None = Field(default=None, description=both("Địa danh ghi trước ngày ký", "Place of signing"))
    note: Name | None = Field(default=None, description=both("Ghi chú", "A note"))
    period: Id = Field(description=both("Kỳ hiện tại", "The current period"))
    periods: dict[Id, Period] = Field(description=both("Các kỳ", "The periods"))
    stages: tuple[Stage, ...] = Field(
        description=both("Các bước chấm theo thứ tự", "The stages, in order"), min_length=1
    )
    blocs: dict[Id, Bloc] = Field(description=both("Các khối", "The blocs"))
    units: dict[Id, Name] = Field(description=both("Tên các đơn vị", "The units' names"))
    sheets: Name = Field(
        default=DEFAULT_SHEETS, description=both("Nơi lưu phiếu (mẫu tên tệp)", "Where the sheets are")
    )
    targets: dict[Id, dict[Id, Target]] = Field(
        default={}, description=both("Chỉ tiêu theo tiêu chí và đơn vị", "Targets by criterion and unit")
    )
    unassigned: dict[Id, dict[Id, Name]] = Field(
        default={},
        description=both("Không giao, theo tiêu chí và đơn vị: lý do", "Unassigned, by criterion and unit: why"),
    )
    lots: dict[Id, dict[Id, tuple[Id, ...]]] = Field(
        default={},
        description=both(
            "Kết quả bốc thăm theo kỳ và khối, từ trên xuống", "Lots drawn, by period and bloc, first first"
        ),
    )
    signatures: tuple[Signature, ...] = Field(
        default=(), description=both("Phần ký (chức danh, họ tên)", "Places to sign")
    )

    def unit_name(self, identity: str) -> str:
        """Return a unit's name; its id where the campaign does not name it."""
        return self.units.get(identity, identity)

    def period_names(self, period: str) -> frozenset[str]:
        """Return what a rubric may call a period: its id and its sort."""
        known = self.periods.get(period)
        return frozenset({period, known.sort} if known is not None and known.sort else {period})

    def bloc_of(self, unit: str) -> str | None:
        """Return the id of the bloc that a unit competes in, or None."""
        return next((identity for identity, bloc in self.blocs.items() if unit in bloc.units), None)
