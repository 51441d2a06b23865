"""A rubric and its statistics as JSON."""

from collections.abc import Sequence
from typing import Any

from qcdc_cli.campaign.caps import ConditionalCap, cap_points
from qcdc_cli.campaign.nodes import CriterionBase, Group, Node, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.render.json.parts import Object, bound_object, json_number, json_percent, seal
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.rules import class_rule, condition_text
from qcdc_cli.scoring.similar_criteria import SimilarCriteria
from qcdc_cli.scoring.statistics import CriterionStatistics, Statistics


def rubrics_object(rubrics: Sequence[Rubric]) -> Object:
    """Return rubrics under `rubrics`: the tree, with what each criterion is scored by in words."""
    return {"rubrics": [_rubric(rubric) for rubric in rubrics]}


def _rubric(rubric: Rubric) -> Object:
    return {
        "rubric": rubric.rubric,
        "version": rubric.version,
        "name": rubric.name,
        "extends": rubric.based_on or None,
        "note": rubric.note,
        "basis": list(rubric.basis),
        "total": json_number(rubric.total),
        "criteria": [_node(node) for node in rubric.parts],
        "classes": [
            {"id": entry.id, "name": entry.name, **bound_object(entry), "rule": class_rule(entry, rubric, None)}
            for entry in rubric.classification
        ],
        "ties": [" ".join(part for part in (step.rule, step.subject, step.direction) if part) for step in rubric.ties],
        "awards": [{"id": award.id, "name": award.name} for award in rubric.awards],
        "disqualifiers": [{"id": key, "name": entry.name} for key, entry in rubric.disqualifiers.items()],
    }


def _node(node: Node) -> Object:
    said: dict[str, Any] = {
        "id": node.id,
        "label": None if is_extra(node) else node.shown,
        "name": node.name,
        "points": json_number(node.points),
        "weight": json_number(node.times),
        "basis": node.basis,
        "guide": node.guide,
        "periods": list(node.periods),
        "from": node.from_,
    }
    if isinstance(node, Group):
        cap = None if node.cap is None else json_number(cap_points(node.cap))
        conditions = node.cap.conditions if isinstance(node.cap, ConditionalCap) else ()
        capped = {"cap": cap, "cap_conditions": [condition_text(condition) for condition in conditions]}
        taken = {"take": node.take, "average": node.average, **capped}
        return {**said, **taken, "criteria": [_node(part) for part in node.criteria]}
    assert isinstance(node, CriterionBase)  # noqa: S101 - a node is one of the two
    return {
        **said,
        "kind": node.kind.key,
        "rule": node.rule,
        "evidence_required": node.evidence_required,
        "evidence": list(node.documents),
    }


def statistics_object(found: Sequence[Statistics], report: Report) -> Object:
    """Return the statistics of blocs under `statistics`; shares as percent."""
    return {"statistics": [_statistics(one, report) for one in found]}


def _statistics(found: Statistics, report: Report) -> Object:
    ranking = found.ranking
    return {
        "campaign": ranking.campaign.campaign,
        "period": ranking.period,
        "bloc": ranking.bloc_id,
        "rubric": ranking.rubric.rubric,
        "provisional": ranking.provisional,
        **seal(report.seals.get(ranking.bloc_id)),
        "units": len(ranking.standings),
        "counted": found.counted,
        "average": None if found.average is None else json_number(found.average),
        "variance": json_number(found.variance),
        "criteria": [_criterion(one) for one in found.criteria],
        "groups": [
            {
                "id": part.id or None,
                "name": part.name or None,
                "average": json_number(part.average),
                "decides": json_percent(part.decides),
            }
            for part in found.parts
        ],
        "differences": [
            {
                "id": one.node.id,
                "label": one.node.shown,
                "name": one.node.name,
                "decides": json_percent(one.share),
                "main": number < len(found.main_differences),
            }
            for number, one in enumerate(found.differences)
        ],
        "few_units": found.few,
        "similar": None if found.few else list(map(_similar, found.similar())),
    }


def _similar(pair: SimilarCriteria) -> Object:
    return {
        "first": pair.first.id,
        "second": pair.second.id,
        "units": pair.units,
        "parted": pair.parted,
        "same": pair.same,
        "percent": json_percent(pair.share),
    }


def _criterion(one: CriterionStatistics) -> Object:
    return {
        "id": one.criterion.id,
        "label": one.criterion.shown,
        "name": one.criterion.name,
        "max": json_number(one.criterion.points),
        "marked": one.marked,
        "lowest": json_percent(one.lowest),
        "average": json_percent(one.average),
        "highest": json_percent(one.highest),
        "spread": None if one.spread is None else json_number(one.spread),
        "all_full": one.all_full,
        "all_none": one.all_none,
        "parts_nobody": one.parts_nobody,
    }
