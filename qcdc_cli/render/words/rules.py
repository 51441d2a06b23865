"""What a rubric decides, in words: how groups take their parts, quotas, conditions, ties, awards, disqualifiers."""

from collections.abc import Iterator
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.caps import CapCondition, ConditionalCap, cap_points
from qcdc_cli.campaign.deciding import ACTUAL, ALL, BLOC, DECISION, Award, Class, Disqualifier, Needs, Quota, TieRule
from qcdc_cli.campaign.nodes import BONUS, PENALTIES, CriterionBase, Group, Leaf, Node, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.render.words.names import listed
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_ROUNDED = {
    "down": Text("làm tròn xuống", "rounded down"),
    "half-up": Text("từ 5 trở lên làm tròn lên", "rounded half up"),
    "up": Text("làm tròn lên", "rounded up"),
}
_AVERAGED = {
    None: Text("", ""),
    "shares": Text("tỷ lệ đạt ", "share "),
    "points": Text("điểm ", "points "),
}
_TIED_AT_END = {
    "all": Text("nếu bằng điểm ở suất cuối thì các đơn vị cùng được khen", "those tied for the last place all get it"),
    "none": Text(
        "nếu bằng điểm ở suất cuối thì không đơn vị nào được khen", "those tied for the last place do not get it"
    ),
    DECISION: Text(
        "nếu bằng điểm ở suất cuối thì cấp có thẩm quyền quyết định",
        "among those tied for the last place the competent authority decides",
    ),
}
_STEPS = {"penalties": "fewest penalties", "correction": "smallest correction", "earlier": "rank in"}


def title_of(node: Node) -> str:
    """Return what stands for a group or criterion in tables: its label or id; for bonus and penalties a word."""
    if is_extra(node):
        return say("Thưởng", "Bonus") if node.id == BONUS else say("Trừ", "Penalty")
    return node.shown


def times_text(node: Node) -> str:
    """Return `× 2` for a part that counts twice in its group; nothing for one that counts once."""
    return f"× {figure(node.weight)}" if node.weight is not None and node.weight != 1 else ""


def counted_times(node: Node) -> str:
    """Say how many times a part counts where it stands."""
    return f"{say(*terms.WEIGHT)}: {times_text(node)}"


def group_header(node: Node) -> str:
    """Return what stands over the points of a top group, of bonus or of penalties: its name, and below it how many."""
    if is_extra(node):
        return f"{node.name}\n({full_text(node)})"
    points = figure(node.points)
    most = " ".join(filter(None, (say(f"{points} điểm", f"max {points}"), times_text(node).replace(" ", "\u00a0"))))
    return f"{node.shown}. {node.name}\n({most})"


def full_text(node: Node) -> str:
    """Return the points of a group or criterion with its weight: `10 điểm × 3`; of an extra its cap."""
    points = figure(node.points)
    if is_extra(node):
        most = say(f"tối đa {points} điểm", f"at most {with_points(points)}")
        return say(f"trừ {most}", f"{most} off") if node.id == PENALTIES else most
    return " ".join(filter(None, (with_points(points), times_text(node))))


def group_rule(group: Group) -> str:
    """Say how a group takes its parts and what caps it; nothing for a plain sum."""
    texts = []
    weighted = any(times_text(part) for part in group.criteria)
    if group.take == "best" and group.outside == PENALTIES:
        texts.append(say("chỉ tính mức trừ cao nhất", "only the heaviest penalty counts"))
    elif group.take == "best":
        texts.append(say("lấy thành phần có điểm cao nhất", "the best part counts"))
    elif group.take == "average":
        number, of_what = len(group.criteria), _AVERAGED[group.average]
        texts.append(
            say(
                f"trung bình {of_what}có nhân hệ số của {number} thành phần",
                f"the weighted average {of_what}of {number} parts",
            )
            if weighted
            else say(f"trung bình {of_what}của {number} thành phần", f"the average {of_what}of {number} parts")
        )
    elif group.take == "geometric":
        number = len(group.criteria)
        texts.append(
            say(
                f"trung bình nhân tỷ lệ đạt của {number} thành phần",
                f"the geometric mean of the shares of {number} parts",
            )
            + (say(", hệ số là số mũ", ", weights as exponents") if weighted else "")
        )
    elif weighted:
        texts.append(say("tổng đã nhân hệ số", "the weighted sum"))
    if group.cap is not None and not is_extra(group):
        texts.append(cap_rule(group))
    return "; ".join(texts)


def cap_rule(group: Group) -> str:
    """Say a group's own cap, and under which conditions, in the words of every output; "" where it has none."""
    if group.cap is None:
        return ""
    conditional = group.cap if isinstance(group.cap, ConditionalCap) else None
    cap = figure(cap_points(group.cap))
    if group.outside == PENALTIES:
        text = say(f"trừ tối đa {cap} điểm", f"at most {with_points(cap)} off")
    else:
        text = say(f"tính tối đa {cap} điểm", f"at most {with_points(cap)}")
    if conditional is None:
        return text
    conditions = say(" hoặc ", " or ").join(map(condition_text, conditional.conditions))
    return say(f"{text} nếu {conditions}", f"{text} if {conditions}")


def condition_text(condition: CapCondition) -> str:
    """Say a condition of a cap."""
    if condition.under is None:
        name = visible(condition.disqualifier_name)
        return say(f"có trường hợp “{name}”", f"“{name}” applies")
    subject, bound = condition.subject_shown, condition.under.text
    vietnamese = f"{bound} điểm tối đa" if condition.under.percent else f"{bound} điểm"
    english = f"{bound} of its points" if condition.under.percent else with_points(bound)
    if condition.criterion is not None:
        return say(f"tiêu chí {subject} dưới {vietnamese}", f"criterion {subject} is under {english}")
    return say(f"mục {subject} dưới {vietnamese}", f"group {subject} is under {english}")


def group_note(node: Node) -> str:
    """Say what an id over a column stands for: the name, the points, how its parts are taken."""
    name = visible(node.name)
    if is_extra(node):
        title = title_of(node)
        return f"{title} ({full_text(node)})" if name == title else f"{title}: {name} ({full_text(node)})"
    rule = group_rule(node) if isinstance(node, Group) else ""
    return f"{node.shown}: {name} ({'; '.join(filter(None, (full_text(node), rule)))})"


def quota_text(quota: Quota, rubric: Rubric, units: int | None) -> str:
    """Say a quota: of whom, how it is rounded, and, of the whole bloc, what it comes to.

    Args:
        quota: the quota.
        rubric: the rubric that declares it.
        units: how many units the bloc has; None where no bloc is meant.
    """
    percent, rounded = figure(quota.percent), str(_ROUNDED[quota.rounding])
    if quota.of == ALL:
        return say(
            f"{percent}% số đơn vị của mọi khối dùng thang điểm này, xét chung các khối, {rounded}",
            f"{percent}% of the units of all blocs with this rubric, taken together, {rounded}",
        )
    if quota.of != BLOC:
        pool = class_name(rubric, quota.of)
        if quota.counted == "left":
            return say(
                f"{percent}% số đơn vị còn lại ở loại {pool} sau khi xét, {rounded}",
                f"{percent}% of the units left with {pool} after the quota, {rounded}",
            )
        return say(
            f"{percent}% số đơn vị đạt từ {pool} trở lên, {rounded}",
            f"{percent}% of the units that reach {pool} or better, {rounded}",
        )
    if units is None:
        return say(f"{percent}% số đơn vị của khối, {rounded}", f"{percent}% of the bloc's units, {rounded}")
    room, exact = quota.room(units), Fraction(quota.percent) * units / 100
    return say(
        f"{percent}% của {units} đơn vị = {figure(exact)}, {rounded} thành {room} đơn vị",
        f"{percent}% of {units} units is {figure(exact)}, {rounded}: {room}",
    )


def class_name(rubric: Rubric, identity: str) -> str:
    """Return a class's name; its id where the rubric has none of that id."""
    return next((visible(entry.name) for entry in rubric.classification if entry.id == identity), identity)


def class_rule(entry: Class, rubric: Rubric, units: int | None) -> str:
    """Say what a class wants: its lower bound, its conditions, its quota; for `units` see `quota_text`."""
    return "; ".join(_class_conditions(entry, rubric, units))


def _class_conditions(entry: Class, rubric: Rubric, units: int | None) -> Iterator[str]:
    bound = entry.bound
    if bound is None:
        yield say("còn lại", "the rest")
    else:
        shown = figure(bound.value)
        upwards = say("" if bound.above else " trở lên", "")
        yield say(f"{bound.start(shown)} điểm{upwards}", bound.start(with_points(shown)))
    if entry.needs is not None:
        yield from _conditions(entry.needs, rubric)
    if entry.quota is not None:
        quota = quota_text(entry.quota, rubric, units)
        yield say(f"tối đa {quota}", f"at most {quota}")


def _conditions(needs: Needs, rubric: Rubric) -> Iterator[str]:
    """Say the conditions of a class or an award, one after the other."""
    if needs.groups_at_least is not None:
        share = figure(needs.groups_at_least)
        yield say(f"mục cấp một nào cũng đạt từ {share}% điểm tối đa trở lên", f"no group under {share}%")
    for identity, least in needs.criteria_at_least.items():
        share, node = figure(least), rubric.find(identity)
        title = identity if node is None else title_of(node)
        yield say(f"tiêu chí {title} đạt từ {share}% điểm tối đa trở lên", f"{title} not under {share}%")
    if needs.no_zero:
        yield say("không tiêu chí nào bị 0 điểm", "no criterion is scored 0")
    if needs.evidence is not None:
        yield say("không thiếu minh chứng", "no evidence is missing")
    if needs.complete:
        yield say("đã chấm xong tất cả tiêu chí", "everything is marked")
    if needs.rank_within is not None:
        yield _ranks(needs.rank_within)
    if needs.ballot_at_least is not None:
        share = figure(needs.ballot_at_least)
        yield say(f"được từ {share}% phiếu hợp lệ trở lên", f"at least {share}% of the valid ballots")


def _ranks(last: int) -> str:
    return say("hạng 1", "rank 1") if last == 1 else say(f"hạng 1–{last}", f"ranks 1–{last}")


def award_rule(award: Award, rubric: Rubric, units: int | None) -> str:
    """Say to whom an award is given; for `units` see `quota_text`."""
    texts = []
    if award.ranks is not None:
        texts.append(_ranks(award.ranks))
    if award.units is not None:
        together = say(" ở mọi khối dùng thang điểm này, xét chung", " of all blocs with this rubric taken together")
        where = together if award.of == ALL else ""
        texts.append(
            say(
                f"tối đa {award.units} đơn vị{where}, xét từ trên xuống trong số đủ điều kiện",
                f"at most {award.units}{where}, from the top among those who qualify",
            )
        )
    if award.share is not None:
        texts.append(quota_text(award.share, rubric, units))
    if award.group is not None:
        node = rubric.find(award.group)
        title = award.group if node is None else title_of(node)
        texts.append(say(f"đơn vị đứng đầu mục {title}", f"the best in group {title}"))
    if award.classes:
        names = listed([class_name(rubric, identity) for identity in award.classes])
        texts.append(say(f"chỉ xét đơn vị xếp loại {names}", f"only the classes {names}"))
    if award.needs is not None:
        texts += _conditions(award.needs, rubric)
    texts.append(str(_TIED_AT_END[award.ties]))
    if award.besides:
        texts.append(say("được khen đồng thời với hình thức khác", "may be given together with another award"))
    return "; ".join(texts)


def disqualifier_effect(entry: Disqualifier, rubric: Rubric) -> str:
    """Say what a disqualifier does."""
    if entry.unranks:
        return say("không xếp hạng", "not ranked")
    if entry.at_most is None:  # a group's cap looks at it
        return say("giới hạn điểm của mục", "caps a group")
    name = class_name(rubric, entry.at_most)
    return say(f"xếp loại cao nhất là {name}", f"{name} at most")


def step_text(step: TieRule, ranking: Ranking) -> str:
    """Say a step of the ladder that parts equal totals."""
    if step.rule == "earlier":
        campaign, periods = ranking.campaign, list(ranking.campaign.periods)
        before = periods[: periods.index(ranking.period)] if ranking.period in periods else []
        named = [period for period in before if step.subject in campaign.period_names(period)] or [step.subject]
        known = campaign.periods.get(named[-1])
        subject = step.subject if known is None else visible(known.name)
        return say(f"hạng trong kỳ {subject}", f"rank in {subject}")
    return ladder_step(step, ranking.rubric)


def ladder_step(step: TieRule, rubric: Rubric) -> str:
    """Say a step of a rubric's ladder, whatever the campaign; of what was reached also which way is better."""
    node = rubric.find(step.subject) if step.subject else None
    text = str(step.title if node is None else TieRule(step.rule, title_of(node)).title)
    if step.rule == ACTUAL:
        text += (
            say(", thấp hơn xếp trước", ", the lower first")
            if rubric.lower_first(step)
            else (say(", cao hơn xếp trước", ", the higher first"))
        )
    return text


def step_source(step: TieRule) -> str:
    """Return a step as a rubric writes it."""
    return " ".join(part for part in (_STEPS.get(step.rule, step.rule), step.subject, step.direction) if part)


def held_in(leaf: Leaf, campaign: Campaign) -> list[str]:
    """Return the ids of the campaign's periods in which a criterion holds."""
    return [period for period in campaign.periods if leaf.held_in(campaign.period_names(period))]


def criterion_rule(criterion: CriterionBase) -> str:
    """Say how a criterion is scored."""
    return visible(criterion.rule)
