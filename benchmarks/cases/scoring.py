"""Growth of what results are computed with: totals, ranks, ties, classes, awards, statistics."""

from pathlib import Path

from cases.case import case, criteria, units, write_campaign, write_rubric, write_sheets

_LADDER = "ties: [group G, criterion c0, fewest penalties, smallest correction, rank in half, lots]"
_GROUPED = (
    "  - id: G\n    name: Mục\n    points: 1\n    criteria:\n    " + criteria(1).replace("\n", "\n    ").rstrip() + "\n"
)
_CLASSES = """
classification:
  - id: xs
    name: Xuất sắc
    from: 9
    needs: {groups_at_least: 50, evidence: complete, complete: yes}
    quota: {percent: 20, rounding: half-up, of: tot}
  - {id: tot, name: Tốt, from: 7, needs: {complete: yes}, quota: {percent: 50, rounding: up, of: bloc}}
  - {id: yeu, name: Yếu}
"""


@case(100, 200, 400)
def earlier_ranks_of_tied_units(folder: Path, size: int) -> list[str]:
    """All units are tied in every period, and two steps of the ladder ask for the rank in an earlier one."""
    periods = [f"p{number}" for number in range(size)]
    write_campaign(folder, {"b": units(4)}, periods=periods)
    write_rubric(folder, more="ties: [rank in half, rank in half]")
    write_sheets(folder, units(4), periods=periods)
    return ["rank", "-C", str(folder)]


@case(2500, 5000, 10_000)
def explain_in_a_large_bloc(folder: Path, size: int) -> list[str]:
    """One unit of a bloc is explained, of which the others have no sheet."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    write_sheets(folder, units(1))
    return ["explain", "u0", "-C", str(folder)]


@case(500, 1000, 2000)
def explain_among_tied_units(folder: Path, size: int) -> list[str]:
    """One unit is explained whose rank all others share."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    write_sheets(folder, units(size))
    return ["explain", "u0", "-C", str(folder)]


@case(2500, 5000, 10_000)
def rank_without_sheets(folder: Path, size: int) -> list[str]:
    """Nobody has handed in a sheet; each bloc has ten units."""
    own = units(size)
    write_campaign(folder, {f"b{first}": own[first : first + 10] for first in range(0, size, 10)})
    write_rubric(folder)
    return ["rank", "-C", str(folder)]


@case(2500, 5000, 10_000)
def one_bloc_without_sheets(folder: Path, size: int) -> list[str]:
    """Nobody has handed in a sheet, in one bloc of all units."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def lots_for_tied_units(folder: Path, size: int) -> list[str]:
    """All units are tied, and lots were drawn for all of them."""
    own = units(size)
    write_campaign(folder, {"b": own}, more=f"lots: {{p0: {{b: [{', '.join(own)}]}}}}")
    write_rubric(folder, more="ties: [lots]")
    write_sheets(folder, own)
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def every_step_for_tied_units(folder: Path, size: int) -> list[str]:
    """All units are tied after every step of the ladder, in this period and the one before."""
    own = units(size)
    write_campaign(folder, {"b": own}, periods=("p0", "p1"), stages=("self", "bloc"))
    write_rubric(folder, _GROUPED, 1, _LADDER)
    write_sheets(folder, own, lambda _: "c0: {self: 1, bloc: {mark: 0.5, reason: Thiếu}}", periods=("p0", "p1"))
    return ["rank", "--format", "md", "-C", str(folder)]


@case(500, 1000, 2000)
def pairs_of_tied_units(folder: Path, size: int) -> list[str]:
    """Two units at a time have equal totals, which a criterion's points rank apart."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, criteria(2).replace("points: 1,", "points: 10000,"), 20000, "ties: [criterion c0]")
    write_sheets(folder, units(size), lambda number: f"c0: {number}, c1: {2 * (number // 2) - number + 5000}")
    return ["rank", "-C", str(folder)]


@case(200, 400, 800)
def many_steps_of_the_ladder(folder: Path, size: int) -> list[str]:
    """Eight units are tied after a step for each criterion."""
    write_campaign(folder, {"b": units(8)})
    write_rubric(folder, criteria(size), size, f"ties: [{', '.join(f'criterion c{one}' for one in range(size))}]")
    write_sheets(folder, units(8), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def classes_with_needs_and_quotas(folder: Path, size: int) -> list[str]:
    """A class with needs, two with quotas; four units at a time have equal totals."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, more=_CLASSES)
    write_sheets(folder, units(size), lambda number: f"A: {10 - number // 4 * 4 / size:.4f}")
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def many_classes(folder: Path, size: int) -> list[str]:
    """Each class has a quota that has room for nobody, so that units pass all of them."""
    listed = [
        f"  - {{id: k{one}, name: Loại {one}, from: {10 - one / 1000:.4f}, quota: {{percent: 0, rounding: down}}}}"
        for one in range(size)
    ]
    write_campaign(folder, {"b": units(4)})
    write_rubric(folder, more="\n".join(["classification:", *listed, "  - {id: yeu, name: Yếu}"]))
    write_sheets(folder, units(4), lambda _: "A: 10")
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def awards(folder: Path, size: int) -> list[str]:
    """Awards by rank, by share and for the best in a group, most units tied."""
    listed = """
awards:
  - {id: co, name: Cờ, ranks: 3, ties: all}
  - {id: khen, name: Giấy khen, share: {percent: 50, rounding: up}, ties: all, besides: yes}
  - {id: dan, name: Dẫn đầu, group: G, ties: none, besides: yes}
"""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, _GROUPED, 1, listed)
    write_sheets(folder, units(size), lambda number: f"c0: {0.5 if number else 1}")
    return ["rank", "-C", str(folder)]


@case(200, 400, 800)
def many_awards(folder: Path, size: int) -> list[str]:
    """Each group has an award for the best in it, and one unit is the best in all."""
    groups = "".join(_GROUPED.replace("id: G", f"id: G{one}").replace("id: c0", f"id: c{one}") for one in range(size))
    listed = [f"  - {{id: a{one}, name: Khen {one}, group: G{one}, ties: all, besides: yes}}" for one in range(size)]
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, groups, size, "\n".join(["awards:", *listed]))
    write_sheets(folder, units(2), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))
    return ["rank", "-C", str(folder)]


def _compared(folder: Path, size: int, kind: str, mark: str) -> None:
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder, ONE_COMPARED.format(kind))
    write_sheets(folder, units(size), lambda number: mark.format(number + 1))


ONE_COMPARED = "  - {{id: A, name: Tiêu chí A, points: 10, evidence: optional, {}}}\n"
_LEADER = "leader: {unit: hộ}", "A: {{self: {{actual: {}, target: 10}}}}"
_PLACE = "place: {points: [10, 7, 4], average: places}", "A: [1, {}]"


@case(500, 1000, 2000)
def compared_with_the_leader(folder: Path, size: int) -> list[str]:
    """Points next to the bloc's leader."""
    _compared(folder, size, *_LEADER)
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def places_ranked_again_in_the_bloc(folder: Path, size: int) -> list[str]:
    """Points by the average places of the bloc's units."""
    _compared(folder, size, *_PLACE)
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def explain_next_to_many_leaders(folder: Path, size: int) -> list[str]:
    """A criterion is explained whose measure all other units set."""
    _compared(folder, size, _LEADER[0], "A: {{self: {{actual: 20, target: 10}}}}")
    return ["explain", "u0", "A", "-C", str(folder)]


@case(200, 400, 800)
def blocs_of_one(folder: Path, size: int) -> list[str]:
    """Each unit is a bloc of its own."""
    write_campaign(folder, {f"b{unit}": [unit] for unit in units(size)})
    write_rubric(folder)
    write_sheets(folder, units(size))
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def rank_across_blocs(folder: Path, size: int) -> list[str]:
    """Blocs of five in one ranking, all tied."""
    own = units(size)
    write_campaign(folder, {f"b{first}": own[first : first + 5] for first in range(0, size, 5)})
    write_rubric(folder)
    write_sheets(folder, own)
    return ["rank", "--all", "-C", str(folder)]


@case(500, 1000, 2000)
def blocs_summed_up(folder: Path, size: int) -> list[str]:
    """Blocs of five in districts of their own."""
    own = units(size)
    write_campaign(
        folder,
        {f"b{first}": own[first : first + 5] for first in range(0, size, 5)},
        of_bloc=lambda bloc: f", district: Huyện {bloc}, province: Tỉnh",
    )
    write_rubric(folder, more=_CLASSES)
    write_sheets(folder, own)
    return ["rank", "--by", "district", "-C", str(folder)]


def _own_rubrics(folder: Path, size: int) -> None:
    own = units(size)
    write_campaign(folder, {f"b{unit}": [unit] for unit in own}, rubric=lambda bloc: f"{bloc}.yaml")
    for number, unit in enumerate(own):
        write_rubric(
            folder, f"  - {{id: A, name: Tiêu chí {number}, points: 10, evidence: optional}}\n", file=f"b{unit}.yaml"
        )
    write_sheets(folder, own)


@case(100, 200, 400)
def blocs_with_rubrics_of_their_own(folder: Path, size: int) -> list[str]:
    """Each bloc has a rubric of its own, ranked across blocs."""
    _own_rubrics(folder, size)
    return ["rank", "--all", "-C", str(folder)]


@case(100, 200, 400)
def sums_of_blocs_with_rubrics_of_their_own(folder: Path, size: int) -> list[str]:
    """Each bloc has a rubric of its own, summed up."""
    _own_rubrics(folder, size)
    return ["rank", "--by", "bloc", "-C", str(folder)]


@case(400, 800, 1600)
def many_periods(folder: Path, size: int) -> list[str]:
    """A sheet for each period; the last one is ranked."""
    periods = [f"p{number}" for number in range(size)]
    write_campaign(folder, {"b": units(1)}, periods=periods)
    write_rubric(folder)
    write_sheets(folder, units(1), periods=periods)
    return ["rank", "-C", str(folder)]


@case(400, 800, 1600)
def many_stages(folder: Path, size: int) -> list[str]:
    """Each stage marks one criterion anew."""
    stages = [f"s{number}" for number in range(size)]
    marks = ", ".join(f"{stage}: {{mark: {number % 10}, reason: Sửa}}" for number, stage in enumerate(stages))
    write_campaign(folder, {"b": units(4)}, stages=stages)
    write_rubric(folder)
    write_sheets(folder, units(4), lambda _: f"A: {{{marks}}}")
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def many_criteria(folder: Path, size: int) -> list[str]:
    """Two units and one group of many criteria."""
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, criteria(size), size)
    write_sheets(folder, units(2), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))
    return ["rank", "-C", str(folder)]


@case(500, 1000, 2000)
def many_groups(folder: Path, size: int) -> list[str]:
    """Two units and many groups of one criterion."""
    _grouped(folder, size)
    return ["score", "--detail", "-C", str(folder)]


def _grouped(folder: Path, size: int) -> None:
    groups = "".join(_GROUPED.replace("id: G", f"id: G{one}").replace("id: c0", f"id: c{one}") for one in range(size))
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, groups, size)
    write_sheets(folder, units(2), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))


@case(50, 100, 200)
def deep_groups(folder: Path, size: int) -> list[str]:
    """Chains of groups in groups, eighteen deep, each with a criterion at its end."""
    lines: list[str] = []
    for chain in range(size):
        indent = "  "
        for depth in range(18):
            lines += [f"{indent}- id: g{chain}-{depth}", f"{indent}  name: Mục", f"{indent}  points: 1"]
            lines.append(f"{indent}  criteria:")
            indent += "    "
        lines.append(f"{indent}- {{id: c{chain}, name: Tiêu chí, points: 1, evidence: optional}}")
    write_campaign(folder, {"b": units(2)})
    write_rubric(folder, "\n".join(lines) + "\n", size)
    write_sheets(folder, units(2), lambda _: ", ".join(f"c{one}: 1" for one in range(size)))
    return ["score", "-C", str(folder)]


@case(500, 1000, 2000)
def explain_a_total_of_many_criteria(folder: Path, size: int) -> list[str]:
    """A total is explained that is made of many groups."""
    _grouped(folder, size)
    return ["explain", "u0", "-C", str(folder)]


@case(500, 1000, 2000)
def explain_a_criterion_among_many(folder: Path, size: int) -> list[str]:
    """One criterion of many is explained, as JSON."""
    _grouped(folder, size)
    return ["explain", "u0", f"c{size - 1}", "--format", "json", "-C", str(folder)]


@case(500, 1000, 2000)
def statistics_of_a_bloc(folder: Path, size: int) -> list[str]:
    """The statistics of a bloc whose units all have other totals."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    write_sheets(folder, units(size), lambda number: f"A: {number / size * 10:.4f}")
    return ["rubric", "stats", "-C", str(folder)]


@case(250, 500, 1000)
def statistics_of_many_criteria(folder: Path, size: int) -> list[str]:
    """The statistics of a rubric of many criteria."""
    _grouped(folder, size)
    return ["rubric", "stats", "-C", str(folder)]
