"""How the figures of a ranking were computed, in words: by which scale, rounding, order, caps and classes."""

from collections.abc import Iterator
from datetime import datetime

from qcdc_cli import __version__
from qcdc_cli.campaign.nodes import BONUS, PENALTIES, Claim, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import day, figure
from qcdc_cli.render.words.remarks import period_line, provisional_notice
from qcdc_cli.render.words.rules import award_rule, cap_rule, class_rule, disqualifier_effect, step_text
from qcdc_cli.render.words.unit_notes import unasked_notes
from qcdc_cli.scoring.result import Ranking

NOT_COUNTED = {
    "exclude": Text(
        "Không tính tiêu chí vào điểm đạt và điểm tối đa của đơn vị",
        "The criterion is left out of the unit's total and maximum",
    ),
    "full": Text("Tính điểm tối đa", "Full points"),
    "zero": Text("Tính 0 điểm, điểm tối đa giữ nguyên", "0 points, the scale stays"),
    None: Text("Thang điểm không quy định", "The rubric does not say"),
}
_EVIDENCE = {
    "warn": Text("Chỉ cảnh báo, không trừ điểm", "A warning, no points are taken"),
    "zero": Text("Tiêu chí được 0 điểm", "The criterion gives 0"),
    "ignore": Text("Không xét", "Not looked at"),
}
ROUNDED = {
    "criterion": Text("Từng tiêu chí", "Each criterion"),
    "group": Text("Từng mục", "Each group"),
    "total": Text("Tổng điểm", "The total"),
}


def program_facts(made: datetime | None) -> Iterator[tuple[str, str]]:
    """Yield by which program an output was made, and when, each with its label.

    Args:
        made: the moment; None where it is not to be said.
    """
    yield say("Phần mềm", "Program"), f"qcdc {__version__}"
    if made is not None:
        zone = made.isoformat(timespec="seconds")[len("2020-06-30T08:00:00") :]  # "" where it is not known
        moment = f"{day(made.date())} {made:%H:%M:%S}" + (f" (UTC{zone})" if zone else "")
        yield say("Thời điểm xuất", "Exported"), moment


def digest_titles() -> tuple[str, str]:
    """Return the headings over the files that an output was computed from, and over their digests."""
    return (
        say("Các tệp đã dùng", "Files that were used"),
        say("Mã SHA-256 của tệp", "SHA-256 digest of the file"),
    )


def digest_remark() -> str:
    """Say what the digests of files are good for."""
    return say(
        "Chỉ cần một ký tự trong tệp bị sửa thì mã SHA-256 của tệp đó thay đổi.",
        "A file that is changed by a single letter has another SHA-256 digest.",
    )


def facts(ranking: Ranking, reached: int, *, public: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what the figures of a ranking rest on, each with its label.

    Args:
        ranking: the ranking.
        reached: the number of the latest stage that is looked at.
        public: whether nothing is said of appeals that are not decided.
    """
    yield from _about(ranking)
    rubric, campaign = ranking.rubric, ranking.campaign
    stage = campaign.stages[reached].name
    order = " → ".join(stage.name for stage in campaign.stages)
    yield say("Các bước chấm", "Stages"), order
    yield (
        say("Điểm được tính", "Which mark counts"),
        say(
            f"Lấy điểm của bước chấm sau cùng (tính đến bước “{stage}”), không lấy bước có điểm cao nhất.",
            f"The mark of the latest stage that gave one, up to “{stage}”; never the highest.",
        ),
    )
    yield say("Làm tròn", "Rounding"), _rounding(rubric)
    yield (
        say(*terms.RANKING),
        say(
            "Theo tỷ lệ tổng điểm ÷ điểm tối đa của đơn vị, so sánh bằng tỷ lệ chính xác, không làm tròn thêm. Các "
            "đơn vị bằng điểm xếp cùng hạng, hạng kế tiếp bỏ trống (1, 2, 2, 4).",
            "By total ÷ what was attainable for the unit, compared exactly, with no further rounding. Equal units "
            "share a rank and the next is left out (1, 2, 2, 4).",
        ),
    )
    yield say("Khi bằng điểm", "Ties"), _ladder(ranking)
    yield say("Chưa chấm", "Blank"), say("Không phải là 0 điểm; kết quả là tạm tính", "Not a zero; provisional result")
    yield say(*terms.NOT_APPLICABLE), _not_applicable(ranking)
    yield say(*terms.UNASSIGNED), str(NOT_COUNTED[rubric.unassigned])
    yield say(*terms.MISSING_EVIDENCE), str(_EVIDENCE[rubric.missing_evidence])
    yield from _decisions(ranking)
    yield (
        say(*terms.STATUS),
        provisional_notice(ranking, stage, public=public) or say(*terms.COMPLETE),
    )


def _not_applicable(ranking: Ranking) -> str:
    """Say how not applicable counts, and which stage may say so first."""
    rule = ranking.rubric.not_applicable
    if not isinstance(rule, Claim):
        return str(NOT_COUNTED[rule])
    stage = next((stage.name for stage in ranking.campaign.stages if stage.id == rule.claim), rule.claim)
    return f"{NOT_COUNTED[rule.count]}; " + say(f"chỉ được ghi từ bước “{stage}” trở đi", f"allowed from “{stage}” on")


def _about(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Name the campaign and the rubric, as far as they say."""
    campaign, rubric = ranking.campaign, ranking.rubric
    version = say(f", phiên bản {rubric.version}", f", version {rubric.version}") if rubric.version else ""
    named = (
        (say(*terms.CAMPAIGN), campaign.campaign),
        (say("Cơ quan chủ trì", "Authority"), campaign.authority),
        (say(*terms.BASIS), campaign.basis),
        (say(*terms.BLOC), f"{ranking.bloc.name} ({ranking.bloc_id})"),
        (say("Kỳ", "Period"), period_line(ranking)),
        (say("Ghi chú", "Note"), campaign.note),
        (say(*terms.RUBRIC), f"{rubric.name} ({rubric.rubric}{version})"),
        (say("Dựa trên thang điểm", "Extends the rubric"), rubric.based_on),
        (say("Căn cứ của thang điểm", "Basis of the rubric"), "\n".join(f"– {basis}" for basis in rubric.basis)),
        (say("Ghi chú của thang điểm", "Note of the rubric"), rubric.note),
    )
    for label, text in named:
        if text:
            yield label, text


def _rounding(rubric: Rubric) -> str:
    rounding = rubric.rounding
    if rounding is None:
        return say("Không làm tròn", "None")
    where = ROUNDED[rounding.at]
    return say(
        f"{where}, đến {rounding.decimals} chữ số thập phân, từ 5 trở lên làm tròn lên, số âm theo trị tuyệt đối; "
        "ngoài ra không làm tròn",
        f"{where}, to {rounding.decimals} decimals, half away from zero; nowhere else",
    )


def _ladder(ranking: Ranking) -> str:
    """List the steps that part equal totals."""
    steps = [step_text(step, ranking) for step in ranking.rubric.ties]
    if not steps:
        return say(
            "Thang điểm không quy định thứ tự ưu tiên: các đơn vị bằng điểm xếp cùng hạng",
            "The rubric has no tie-break: tied units share a rank",
        )
    lines = [f"{number}. {step[:1].upper()}{step[1:]}" for number, step in enumerate(steps, start=1)]
    lines.append(say("Nếu vẫn bằng điểm thì xếp cùng hạng.", "Who is still equal shares a rank."))
    return "\n".join(lines)


def _decisions(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Say what the rubric decides beyond points, as far as it does."""
    rubric, units = ranking.rubric, len(ranking.bloc.units)
    if rubric.bonus is not None:
        yield say(*terms.BONUS), _bonus(rubric)
    if rubric.penalties is not None:
        most = _cap(rubric, PENALTIES)
        yield say(*terms.PENALTIES), most + say(", trừ vào tổng.", ", taken from the total.")
    if rubric.classification:
        yield say(*terms.CLASSES), _classes(rubric, units)
    if rubric.disqualifiers:
        lines = [f"– {entry.name}: {disqualifier_effect(entry, rubric)}" for entry in rubric.disqualifiers.values()]
        yield say("Không xếp hạng, hạ loại", "Disqualifiers"), "\n".join(lines)
    if rubric.awards:
        lines = [f"– {entry.name}: {award_rule(entry, rubric, units)}" for entry in rubric.awards]
        yield say(*terms.AWARDS), "\n".join(lines)
    held = unasked_notes([standing.result for standing in ranking.standings], ranking.campaign)
    if held:
        yield say("Trong kỳ này", "In this period"), "\n".join(held)


def _cap(rubric: Rubric, listed: str) -> str:
    """Say the cap of the bonus or of the penalties."""
    rule = next(cap_rule(part) for part in rubric.parts if is_extra(part) and part.id == listed)
    return f"{rule[:1].upper()}{rule[1:]}" if rule else say("Không có mức trần", "No cap")


def _bonus(rubric: Rubric) -> str:
    assert rubric.bonus is not None  # noqa: S101 - asked before
    most, total = f"{_cap(rubric, BONUS)}; ", figure(rubric.total)
    if rubric.bonus.above_total:
        return most + say(f"được làm tổng điểm vượt {total}.", f"may lift a total above {total}.")
    return most + say(
        "không được làm tổng điểm vượt điểm tối đa của đơn vị.", "may not lift a total above what was attainable."
    )


def _classes(rubric: Rubric, units: int) -> str:
    lines = [f"– {entry.name}: {class_rule(entry, rubric, units)}" for entry in rubric.classification]
    total = figure(rubric.total)
    if rubric.classify_up_to is not None:
        most = figure(rubric.classify_up_to)
        lines.append(
            say(f"Khi xếp loại, tổng điểm được tính tối đa {most}.", f"At most {most} of a total counts for its class.")
        )
    lines.append(
        say(
            f"Xét theo điểm quy đổi về thang {total} điểm (tỷ lệ × {total}), không làm tròn thêm; xét lần lượt từ "
            "loại cao xuống loại thấp.",
            f"Decided by the exact total brought to the scale of {total} (share × {total}), from the top down.",
        )
    )
    return "\n".join(lines)
