"""What a rubric says of evidence, of what is not applicable, of rounding, bonus and ties, in words."""

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.nodes import Claim, CriterionBase, Node
from qcdc_cli.campaign.rubric import Rounding, Rubric
from qcdc_cli.language import Text, say
from qcdc_cli.render.words.rules import ladder_step
from qcdc_cli.render.words.visible import visible

_NOT_COUNTED = {
    "exclude": Text("không tính tiêu chí vào điểm đạt và điểm tối đa", "left out of the total and of the maximum"),
    "full": Text("tính điểm tối đa", "full points"),
    "zero": Text("tính 0 điểm, điểm tối đa giữ nguyên", "0 points, the scale stays"),
}
_MISSING_EVIDENCE = {
    "warn": Text("chỉ cảnh báo, không trừ điểm", "a warning, no points are taken"),
    "zero": Text("tiêu chí được 0 điểm", "the criterion gives 0"),
    "ignore": Text("không xét", "not looked at"),
}
_ROUNDED_AT = {
    "criterion": Text("từng tiêu chí", "each criterion"),
    "group": Text("từng mục", "each group"),
    "total": Text("tổng điểm", "the total"),
}


def evidence_text(node: Node) -> str:
    """Say what proves a criterion: the documents, or whether any is wanted."""
    if not isinstance(node, CriterionBase) or node.evidence is None:
        return ""
    if node.documents:
        return visible("; ".join(node.documents))
    return say("bắt buộc", "required") if node.evidence == "required" else say("không bắt buộc", "optional")


def not_counted_text(rule: str | Claim) -> str:
    """Say how what is not applicable or unassigned counts, and from which stage on that may be claimed."""
    text = str(_NOT_COUNTED[rule.count if isinstance(rule, Claim) else rule])
    if not isinstance(rule, Claim):
        return text
    return text + say(f" (chỉ được ghi từ bước có mã `{rule.claim}`)", f" (claimed from the stage {rule.claim} on)")


def missing_evidence_text(rule: str) -> str:
    """Say what missing evidence means."""
    return str(_MISSING_EVIDENCE[rule])


def rounding_text(rounding: Rounding) -> str:
    """Say where, to how many decimals and how points are rounded."""
    where, decimals = _ROUNDED_AT[rounding.at], rounding.decimals
    return say(
        f"{where}, {decimals} chữ số thập phân, từ 5 trở lên làm tròn lên, số âm theo trị tuyệt đối",
        f"{where}, to {decimals} decimals, half away from zero",
    )


def above_total_text(*, above: bool) -> str:
    """Say whether bonus may lift a total above the full scale."""
    if above:
        return say("Điểm thưởng được làm tổng điểm vượt điểm tối đa", "Bonus may lift a total above the full scale")
    return say("Điểm thưởng không được làm tổng điểm vượt điểm tối đa", "No bonus lifts a total above the full scale")


def ladder_text(ties: tuple[TieRule, ...], rubric: Rubric) -> str:
    """Say by what units with equal totals are ranked apart, step by step."""
    return say(", tiếp theo là ", ", then ").join(ladder_step(step, rubric) for step in ties)
