"""What a rubric decides beyond points, for the worksheet that says how the figures were computed."""

from collections.abc import Iterator

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.words.decision_notes import not_held_notes
from qcdc_cli.render.words.rules import award_rule, class_conditions, disqualifier_effect, step_text
from qcdc_cli.scoring.result import Ranking


def ladder(ranking: Ranking) -> str:
    """List the steps that part equal totals."""
    steps = [step_text(step, ranking) for step in ranking.rubric.ties]
    if not steps:
        return say("Thang điểm không phân định: cùng hạng", "The rubric parts nobody: they share a rank")
    lines = [f"{number}. {step[:1].upper()}{step[1:]}" for number, step in enumerate(steps, start=1)]
    lines.append(say("Vẫn bằng nhau thì cùng hạng.", "Who is still equal shares a rank."))
    return "\n".join(lines)


def decisions(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Say what the rubric decides beyond points, as far as it does."""
    rubric, units = ranking.rubric, len(ranking.bloc.units)
    if rubric.bonus is not None:
        yield say("Điểm thưởng", "Bonus"), _bonus(rubric)
    if rubric.penalties is not None:
        cap = rubric.penalties.cap
        most = (
            say("Không có mức trần", "No cap")
            if cap is None
            else say(f"Trừ nhiều nhất {figure(cap)} điểm", f"At most {figure(cap)} points")
        )
        yield say("Điểm trừ", "Penalties"), most + say(", trừ vào tổng.", ", taken from the total.")
    if rubric.classification:
        yield say("Xếp loại", "Classes"), _classes(rubric, units)
    if rubric.disqualifiers:
        lines = [f"– {entry.name}: {disqualifier_effect(entry, rubric)}" for entry in rubric.disqualifiers.values()]
        yield say("Không xếp, hạ loại", "Disqualifiers"), "\n".join(lines)
    if rubric.awards:
        lines = [f"– {entry.name}: {award_rule(entry, rubric, units)}" for entry in rubric.awards]
        yield say("Hình thức khen", "Awards"), "\n".join(lines)
    held = not_held_notes([standing.result for standing in ranking.standings])
    if held:
        yield say("Trong kỳ này", "In this period"), "\n".join(held)


def _bonus(rubric: Rubric) -> str:
    assert rubric.bonus is not None  # noqa: S101 - asked before
    cap, total = rubric.bonus.cap, figure(rubric.total)
    most = (
        say("Không có mức trần; ", "No cap; ")
        if cap is None
        else say(f"Nhiều nhất {figure(cap)} điểm; ", f"At most {figure(cap)} points; ")
    )
    if rubric.bonus.above_total:
        return most + say(f"được đưa tổng vượt {total}.", f"may lift a total above {total}.")
    return most + say(
        "không được đưa tổng vượt điểm tối đa của đơn vị.", "may not lift a total above what was attainable."
    )


def _classes(rubric: Rubric, units: int) -> str:
    lines = []
    for entry in rubric.classification:
        bound = (
            say("còn lại", "the rest")
            if entry.from_ is None
            else say(f"từ {figure(entry.from_)} điểm trở lên", f"from {figure(entry.from_)} up")
        )
        lines.append(f"– {entry.name}: {'; '.join((bound, *class_conditions(entry, rubric, units)))}")
    total = figure(rubric.total)
    if rubric.classify_up_to is not None:
        most = figure(rubric.classify_up_to)
        lines.append(
            say(f"Tổng tính nhiều nhất {most} khi xếp loại.", f"At most {most} of a total counts for its class.")
        )
    lines.append(
        say(
            f"Xét trên điểm quy đổi về thang {total} (tỷ lệ × {total}), chính xác; xét từ trên xuống.",
            f"Decided by the exact total brought to the scale of {total} (share × {total}), from the top down.",
        )
    )
    return "\n".join(lines)
