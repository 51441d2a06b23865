"""Who checks whom (tổ giúp việc): the checkers that a campaign names, by id, and what is asked of an assignment."""

from typing import Annotated, Literal

from qcdc_cli.values import Count, Flag, Id, Model, Name, Whole, described, one_of

LEADER = "leader"
Role = Annotated[Literal["leader", "deputy", "helper"], one_of(LEADER, "deputy", "helper")]


class Checker(Model):
    """A checker (người thẩm định): a member of the helper team, or the bloc's leader or deputy."""

    name: Name = described("Họ tên", "The name")
    unit: Id | None = described(
        "Đơn vị công tác, là đơn vị mà người này không được chấm",
        "The unit that the checker belongs to and must not check",
        None,
    )
    role: Role = described(
        "Vai trò: trưởng khối (leader), phó khối (deputy), tổ giúp việc (helper)",
        "The part that the checker has: leader, deputy, or helper team (helper)",
        default="helper",
    )
    stages: tuple[Id, ...] | None = described(
        "Các bước được chấm; không ghi thì mọi bước, trừ bước đầu",
        "The stages at which the checker marks; by default all but the first",
        None,
        min_length=1,
    )
    prefers: tuple[Id, ...] = described(
        "Các đơn vị nên giao cho người này, nếu được", "Units that the checker should get, where that can be", ()
    )
    excludes: tuple[Id, ...] = described(
        "Các đơn vị không được giao cho người này", "Units that the checker must not get", ()
    )


class CheckingRules(Model):
    """What is asked of assignments, and of who gives a mark."""

    per_unit: Whole = described("Số người thẩm định mỗi đơn vị", "How many checkers each unit has", default=1)
    leader_own_unit: Flag | None = described(
        "Trưởng khối có được chấm đơn vị của mình không; no thì từ chối điểm như vậy, kể cả khi không ghi người chấm",
        "Whether the leader may mark the leader's own unit; with no such a mark is refused, even one without a name",
        None,
    )


class Draw(Model):
    """How an assignment came about, so that everybody can repeat it."""

    seed: Count = described("Số bốc thăm", "The number that was drawn")
    digest: Id = described(
        "Mã kiểm tra của danh sách khi bốc thăm", "The digest of the list that the number was drawn for"
    )


Checkers = dict[Id, Checker]
Assignments = dict[Id, dict[Id, dict[Id, tuple[Id, ...]]]]  # by period, stage and unit: the checkers' ids
Draws = dict[Id, dict[Id, dict[Id, Draw]]]  # by period, stage and bloc
