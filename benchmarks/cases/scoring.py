"""Growth of what results are computed with: totals, ranks, ties, classes, awards, statistics."""

from pathlib import Path

from cases.case import case, units, write_campaign, write_rubric, write_sheets

_TWO_EARLIER = "ties: [rank in half, rank in half]"


@case(100, 200, 400)
def earlier_ranks_of_tied_units(folder: Path, size: int) -> list[str]:
    """All units are tied in every period, and two steps of the ladder ask for the rank in an earlier one."""
    periods = [f"p{number}" for number in range(size)]
    write_campaign(folder, {"b": units(4)}, periods=periods)
    write_rubric(folder, more=_TWO_EARLIER)
    write_sheets(folder, units(4), periods=periods)
    return ["rank", "-C", str(folder)]


@case(10_000, 20_000, 40_000)
def explain_in_a_large_bloc(folder: Path, size: int) -> list[str]:
    """One unit of a bloc is explained, of which the others have no sheet."""
    write_campaign(folder, {"b": units(size)})
    write_rubric(folder)
    write_sheets(folder, units(1))
    return ["explain", "u0", "-C", str(folder)]


@case(10_000, 20_000, 40_000)
def rank_without_sheets(folder: Path, size: int) -> list[str]:
    """Nobody has handed in a sheet; each bloc has ten units."""
    own = units(size)
    write_campaign(folder, {f"b{first}": own[first : first + 10] for first in range(0, size, 10)})
    write_rubric(folder)
    return ["rank", "-C", str(folder)]


@case(10_000, 20_000, 40_000)
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
