"""Several blocs as JSON: ranked together where they share a rubric, or summed up bloc by bloc."""

from collections.abc import Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.render.json.parts import Object, percent, totals
from qcdc_cli.render.json.text import VERSION, dumped
from qcdc_cli.scoring.across import Across, Line
from qcdc_cli.scoring.rollup import Rollup, RollupLine


def across_json(rankings: Sequence[Across]) -> str:
    """Return the rankings across blocs, one for each rubric, under `across`."""
    return dumped({"version": VERSION, "across": [_across(across) for across in rankings]})


def _across(across: Across) -> Object:
    return {
        "campaign": across.campaign.campaign,
        "period": across.period,
        "rubric": across.rubric.rubric,
        "blocs": [ranking.bloc_id for ranking in across.rankings],
        "stage": across.campaign.stages[across.stage].id,
        "provisional": across.provisional,
        "standings": [_line(line) for line in across.lines],
    }


def _line(line: Line) -> Object:
    standing = line.standing
    sums = totals(standing.result)
    return {
        "rank": line.rank,
        "unit": standing.result.unit,
        "name": line.ranking.campaign.unit_name(standing.result.unit),
        "bloc": line.ranking.bloc_id,
        "rank_in_bloc": standing.rank,
        **{key: sums.pop(key) for key in ("points", "max", "percent")},
        "class": None if standing.classified is None else standing.classified.id,
        "awards": [award.id for award in standing.awards],
        **sums,
        "tied": line.tied,
    }


def rollup_json(rollup: Rollup, campaign: Campaign, period: str) -> str:
    """Return the roll-up as JSON: the lines, and all of them together under `all`."""
    return dumped(
        {
            "version": VERSION,
            "campaign": campaign.campaign,
            "period": period,
            "by": rollup.by,
            "rubrics": [rubric.rubric for rubric in rollup.rubrics],
            "lines": [{"name": line.name or None, **_rollup_line(line, rollup)} for line in rollup.lines],
            "all": _rollup_line(rollup.whole, rollup),
        }
    )


def _rollup_line(line: RollupLine, rollup: Rollup) -> Object:
    return {
        "blocs": list(line.blocs),
        "units": line.units,
        "ranked": line.ranked,
        "no_sheet": line.without_sheet,
        "average": percent(line.average),
        "lowest": percent(line.lowest),
        "highest": percent(line.highest),
        "classes": {entry.name: line.classes.get(entry.name, 0) for entry in rollup.classes},
        "unclassified": line.unclassified,
        "provisional": line.provisional,
    }
