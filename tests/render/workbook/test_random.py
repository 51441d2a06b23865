"""Random rubrics, marks, ladders, classes and quotas, and figures at their bounds: formulas come to what scoring does.

The live tables of a few of them stand in one workbook, which LibreOffice computes twice: as exported, and after every
mark was replaced. What other worksheets fetch from there is the business of `test_live`.
"""

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.campaign.marks import State
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import points_values
from qcdc_cli.render.workbook import write_tables
from qcdc_cli.render.workbook.orientation import UnitsAcross
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.workbook.book import book as begun
from qcdc_cli.workbook.book import packed
from qcdc_cli.workbook.canvas import written_number
from qcdc_cli.workbook.looks import Looks
from tests.campaigns import BLOC, STAGES, input_from, rubric_from, rubric_tree, spelt
from tests.campaigns import fraction_of as number
from tests.office import Office
from tests.render.workbook.test_live import NEAR, differences
from tests.scoring.scales import Marks, Tree, all_criteria, bloc_of, leaves, left_to_later, rubrics, sheet, starts_of

pytestmark = pytest.mark.slow

CASES, BESIDE = 32, 3  # random ones; in one workbook: the time that LibreOffice takes grows as the square of sheets
NOT = {"not_applicable": "không phát sinh"}


class Case(NamedTuple):
    """The ranking of a bloc before and after all marks were replaced, with what its ladder measures."""

    before: Ranking
    after: Ranking


@st.composite
def decided(draw: st.DrawFn) -> Tree:
    """Draw a rubric with a ladder, and classes with needs and quotas."""
    tree = draw(rubrics())
    steps = [f"criterion {one['id']}" for one in all_criteria(tree)]
    if "penalties" in tree:
        steps.append("fewest penalties")
    tree["ties"] = draw(st.lists(st.sampled_from(steps), max_size=3, unique=True))
    total = number(rubric_tree(tree)["total"])
    bounds = draw(st.lists(st.integers(5, 99), min_size=1, max_size=3, unique=True))
    classes: list[Tree] = []
    criteria = [one["id"] for one in leaves(tree["criteria"])]
    for nth, bound in enumerate(sorted(bounds, reverse=True)):
        entry: Tree = {
            "id": f"c{nth}",
            "name": f"Loại {nth}",
            draw(st.sampled_from(["from", "above"])): spelt(total * Fraction(bound, 100)),
        }
        needs: Tree = draw(
            st.sampled_from(
                [
                    {},
                    {"no_zero": "yes"},
                    {
                        "criteria_at_least": {
                            draw(st.sampled_from(criteria)): draw(st.sampled_from(["33,3", "50", "100"]))
                        }
                    },
                    {"groups_at_least": "50"},
                    {"complete": "yes"},
                    {"rank_within": "2"},
                    {"rank_within": "1"},
                    {"ballot_at_least": "50"},
                ]
            )
        )
        if needs:
            entry["needs"] = needs
        if draw(st.booleans()):
            of = draw(st.sampled_from(["bloc", "all", *(one["id"] for one in classes), entry["id"]]))
            rounding = draw(st.sampled_from(["down", "half-up", "up"]))
            entry["quota"] = {"percent": draw(st.sampled_from(["20", "33,3", "50"])), "rounding": rounding, "of": of}
            if of not in ("bloc", "all"):
                entry["quota"] |= draw(st.sampled_from([{}, {"counted": "reached"}, {"counted": "left", "of": "cuoi"}]))
        classes.append(entry)
    tree["classification"] = [*classes, {"id": "cuoi", "name": "Loại cuối"}]
    return tree


def case_from(tree: Tree, before: Mapping[str, Tree | None], after: Mapping[str, Tree | None], **options: Any) -> Case:
    """Rank a bloc by a rubric with two sets of marks, as sheets say them; options as `input_from` takes them."""
    rubric = rubric_from(tree)
    inputs = [input_from(rubric, marks, **options) for marks in (before, after)]
    first, second = (rank_bloc(scoring_input, BLOC) for scoring_input in inputs)
    return Case(first, second)


def sheets(units: Mapping[str, Marks]) -> dict[str, Tree | None]:
    return {unit: sheet(marks) for unit, marks in units.items()}


def without_marks(units: Mapping[str, Tree | None], criteria: Collection[str]) -> dict[str, Tree | None]:
    """Return what sheets say without some criteria."""
    return {
        unit: marks and {identity: entry for identity, entry in marks.items() if identity not in criteria}
        for unit, marks in units.items()
    }


def drawn(number_of_cases: int) -> list[Case]:
    """Return random cases, which Hypothesis draws."""
    cases: list[Case] = []

    @settings(
        max_examples=number_of_cases,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        tree = data.draw(decided())
        count = data.draw(st.integers(2, 4))
        before, after = (sheets(data.draw(bloc_of(tree, count, count))) for _ in range(2))
        if data.draw(st.booleans()):
            tree = data.draw(left_to_later(tree, STAGES))
            later = {identity for identity, start in starts_of(tree, STAGES).items() if start}
            before, after = (without_marks(units, later) for units in (before, after))
        cases.append(case_from(tree, before, after))

    draw()
    return cases


# ------------------------------------------------------------------ figures at their bounds
# Three digits behind a comma could be thousands, so that qcdc refuses them; hence the zeros.

HALVES = [
    "84,9950",
    "84,9940",
    "1,0050",
    "2,6750",
    "0,2850",
    "1,1150",
    "10,0750",
    "64,9950",
    "99,9950",
    "99,9949",
    "8,1250",
    "0",
]


def marks_of(criterion: str, figures: Sequence[str]) -> dict[str, Tree | None]:
    return {f"u{nth}": {criterion: figure} for nth, figure in enumerate(figures)}


def classes(*bounds: str) -> list[Tree]:
    named: list[Tree] = [{"id": f"c{nth}", "name": f"Loại {nth}", "from": bound} for nth, bound in enumerate(bounds)]
    return [*named, {"id": "cuoi", "name": "Loại cuối"}]


def one_criterion(points: str, bounds: Sequence[str], **rubric: object) -> Tree:
    return {"criteria": [{"id": "I", "points": points}], "classification": classes(*bounds), **rubric}


def halves() -> Iterator[Case]:
    """Yield halves where binary fractions fall short of them, rounded at each place; bounds that totals just reach."""
    for at in ("criterion", "group", "total"):
        tree = one_criterion("100", ["99,99", "85", "64,9950", "2,68"], rounding={"decimals": "2", "at": at})
        if at == "group":
            tree["criteria"] = [{"id": "G", "criteria": tree["criteria"]}]
        yield case_from(tree, marks_of("I", HALVES), marks_of("I", HALVES[::-1]))
    over = one_criterion("100", ["99,9950", "84,9950", "1,0050"])
    for entry in over["classification"][:-1]:
        entry["above"] = entry.pop("from")
    yield case_from(over, marks_of("I", HALVES), marks_of("I", HALVES[::-1]))
    exact = one_criterion("100", ["99,9950", "84,9950", "84,9940", "1,1150"])
    yield case_from(exact, marks_of("I", HALVES), marks_of("I", HALVES[::-1]))


def below_0() -> Iterator[Case]:
    """Yield totals whose half below 0 goes away from zero, as in ROUND: −2.5 is −3."""
    penalties = ["2,5", "2,4", "3,5", "0,5", "0,4", "0"]
    for at in ("group", "total"):
        tree = one_criterion("10", ["8"], rounding={"decimals": "0", "at": at})
        tree["penalties"] = {"criteria": [{"id": "p", "points": "5"}]}
        before = {f"u{nth}": {"I": "0", "p": points} for nth, points in enumerate(penalties)}
        yield case_from(tree, before, dict(zip(before, [*before.values()][::-1], strict=True)))


def long_numbers() -> Iterator[Case]:
    """Yield points of twelve digits, the most that qcdc reads."""
    figures = ["1234567,9950", "1234567,9949", "9999999,9995", "9999999,9950", "0,0050"]
    for rounding in ({}, {"rounding": {"decimals": "2", "at": "total"}}):
        tree = one_criterion("9999999,9995", ["9999999,9950", "1234568", "1234567,9950"], **rounding)
        yield case_from(tree, marks_of("I", figures), marks_of("I", figures[::-1]))


def thirds() -> Iterator[Case]:
    """Yield thirds that add up to a bound and to full marks; averages over what is left that no decimal equals.

    What is left of 10, 10, 5 and 11 points is smaller than their mean of 9, or, without the 5, larger.
    """
    ratio = {"ratio": {"unit": "ấp"}}
    parts = [{"id": f"I.{n}", "points": points, **ratio} for n, points in enumerate(("10", "10", "5"))]
    full: Tree = {f"I.{n}": {"self": {"actual": "3", "target": "3"}} for n in range(3)}
    third: Tree = {f"I.{n}": {"self": {"actual": "1", "target": "3"}} for n in range(3)}
    two: Tree = {f"I.{n}": {"self": {"actual": "2", "target": "3"}} for n in range(3)}
    left: Tree = {**third, "I.2": NOT}
    larger: Tree = {**two, "I.2": NOT, "I.3": "11"}
    out: Tree = dict.fromkeys(full, NOT)
    units: list[Tree] = [full, third, two, left, larger, out]
    averages = [{"take": "average", "average": of, "points": "9"} for of in ("points", "shares")]
    for taken in ({"take": "sum"}, *averages):
        for at in ("group", "total"):
            tree: Tree = {
                "criteria": [
                    {"id": "I", **taken, "criteria": [*parts, {"id": "I.3", "points": "11"}]},
                    {"id": "II", "take": "best", "criteria": [{"id": "II.1", "points": "20"}]},
                ],
                "rounding": {"decimals": "1", "at": at},
                "not_applicable": "exclude",
                "classification": classes("9", "6,7", "3,3"),
            }
            given_all = [{"I.3": NOT, **one, "II.1": NOT} for one in units]
            before = {f"u{nth}": one for nth, one in enumerate(given_all)}
            yield case_from(tree, before, {f"u{nth}": one for nth, one in enumerate(given_all[::-1])})


def roots() -> Iterator[Case]:
    """Yield geometric means: full shares, a 0, a blank, parts left out, halves that are exact, weights, a cap."""
    parts = [{"id": "I.1", "points": "5"}, {"id": "I.2", "points": "20"}]
    weighted = [{**parts[0], "weight": "0,5"}, {**parts[1], "weight": "1,5"}]
    units: list[Tree | None] = [
        {"I.1": "5", "I.2": "20"},
        {"I.1": "4", "I.2": "10"},
        {"I.1": "2,4750", "I.2": "9,9"},  # 0.495 of both: 4.95, to one decimal 5
        {"I.1": "0", "I.2": "20"},
        {"I.1": "4", "I.2": NOT},
        {"I.1": "3"},
        {"I.1": NOT, "I.2": NOT},
        None,
    ]
    for own in (
        {"criteria": parts},
        {"criteria": weighted},
        {"criteria": [parts[0], {"id": "II", "points": "20", "take": "geometric", "criteria": [parts[1]]}]},
        {"criteria": weighted, "cap": "6", "points": "6"},
    ):
        tree: Tree = {
            "criteria": [{"id": "I", "points": "10", "take": "geometric", **own}, {"id": "III", "points": "10"}],
            "rounding": {"decimals": "1", "at": "group"},
            "not_applicable": "exclude",
            "classification": classes("15", "10"),
        }
        given_all = [None if one is None else {**one, "III": "7,5"} for one in units]
        before = {f"u{nth}": one for nth, one in enumerate(given_all)}
        yield case_from(tree, before, {f"u{nth}": one or given_all[0] for nth, one in enumerate(given_all[::-1])})


def equal_shares() -> Iterator[Case]:
    """Yield shares that are equal out of different maxima; ladders, lots and quotas whose last place is shared."""
    points = {"I": "60", "II": "30", "III": "10"}
    tree: Tree = {
        "criteria": [{"id": identity, "points": most} for identity, most in points.items()],
        "not_applicable": "exclude",
        "ties": ["criterion I"],
        "classification": [
            {"id": "a", "name": "A", "from": "70", "quota": {"percent": "40", "rounding": "down", "of": "b"}},
            {"id": "b", "name": "B", "from": "35", "quota": {"percent": "33,3", "rounding": "up"}},
            {"id": "c", "name": "C"},
        ],
        "classify_up_to": "90",
    }
    units: list[Tree | None] = [
        {"I": "42,6", "II": "21,3", "III": "7,1"},  # 71 of 100
        {"I": "42,6", "II": NOT, "III": "7,1"},  # 49.7 of 70
        {"I": NOT, "II": "21,3", "III": "7,1"},  # 28.4 of 40
        {"I": "20", "II": "10", "III": NOT},  # 30 of 90: a third
        {"I": "20", "II": NOT, "III": NOT},  # 20 of 60: the same
        {"I": NOT, "II": NOT, "III": NOT},
        None,
    ]
    before = {f"u{nth}": one for nth, one in enumerate(units)}
    after = {f"u{nth}": one or dict.fromkeys(points, NOT) for nth, one in enumerate(units[::-1])}
    yield case_from(tree, before, after)


def ladders() -> Iterator[Case]:
    """Yield equal units ranked by corrections, an earlier rank, lots; and units kept from ranks and classes."""
    tree: Tree = {
        "criteria": [{"id": "I", "points": "10"}, {"id": "II", "points": "10"}],
        "penalties": {"cap": "3", "criteria": [{"id": "P", "points": "5"}]},
        "disqualifiers": {
            "ra": {"name": "Không xét", "effect": "unranked"},
            "ha": {"name": "Hạ loại", "at_most": "b"},
        },
        "classification": classes("12", "5"),
    }
    tree["classification"][1]["id"] = "b"
    periods = {"q1": {"name": "Quý I"}, "q2": {"name": "Quý II"}}

    def verified(points: Sequence[str]) -> dict[str, Tree | None]:
        """Return the marks with these ones of the later stage for I; first marks stay, corrections change."""
        return {
            f"u{nth}": {
                "I": {"self": "6", "bloc": {"mark": now, "reason": "x"}},
                "II": {"self": other},
                "P": {"self": less},
            }
            for nth, (now, other, less) in enumerate(zip(points, ("5", "4", "6", "2", "0", "9"), "000250", strict=True))
        }

    earlier = {"q1": {f"u{nth}": {"I": {"self": str(nth % 3)}} for nth in range(4)}}
    disqualified = {"u5": {"ra": "kỷ luật"}, "u3": {"ha": "chậm"}}
    ladders = (
        ["smallest correction", "rank in q1"],
        ["rank in q1", "lots"],
        ["fewest penalties", "lots"],
        ["rank in q1", "ballot", "decision"],
        ["decision"],
        [],
    )
    for ties in ladders:
        yield case_from(
            {**tree, "ties": ties},
            verified(("5", "6", "4", "8", "10", "9")),
            verified(("7", "6", "5", "10", "10", "1")),
            period="q2",
            periods=periods,
            earlier=earlier,
            lots=["u2", "u0"],
            decisions=[{"order": ["u1", "u3", "u0"]}],
            ballots=[{"u0": "3", "u1": "3", "u2": "5"}],
            disqualified=disqualified,
        )


def left_out_until_later() -> Iterator[Case]:
    """Yield what only a later stage marks: looked at before it, and marked, where the ladder counts corrections."""
    parts = [{"id": "I.1", "points": "6"}, {"id": "I.2", "points": "4", "from": "bloc"}]
    for take in ({}, {"take": "best"}, {"take": "average", "average": "points"}):
        tree: Tree = {
            "criteria": [
                {"id": "I", **take, "criteria": parts},
                {"id": "II", "from": "bloc", "criteria": [{"id": "II.1", "points": "10"}]},
                {"id": "III", "points": "10"},
            ],
            "not_applicable": "exclude",
            "rounding": {"decimals": "2", "at": "group"},
            "penalties": {"from": "bloc", "criteria": [{"id": "P", "points": "2"}]},
            "classification": [
                {"id": "c0", "name": "Loại 0", "from": "12", "needs": {"complete": "yes"}},
                {"id": "c1", "name": "Loại 1", "from": "8", "needs": {"groups_at_least": "50", "no_zero": "yes"}},
                {"id": "cuoi", "name": "Loại cuối"},
            ],
        }

        def at_first(figures: Sequence[str]) -> dict[str, Tree | None]:
            return {f"u{nth}": {"I.1": own, "III": "9"} for nth, own in enumerate(figures)}

        def in_the_end(office: Sequence[str]) -> dict[str, Tree | None]:
            """Return the same totals: what the office gives on its own lines is no correction of the unit's."""
            return {
                f"u{nth}": {
                    "I.1": {"self": "6", "bloc": {"mark": "5", "reason": "x"}},
                    "I.2": {"bloc": "3"},
                    "II.1": {"bloc": points},
                    "III": {"self": "9", "bloc": {"mark": spelt(18 - number(points)), "reason": "x"}},
                    "P": {"bloc": "1"},
                }
                for nth, points in enumerate(office)
            }

        yield case_from(tree, at_first(("6", "5", "0")), at_first(("3", "6", "6")))
        tree["ties"] = ["smallest correction"]
        yield case_from(tree, in_the_end(("10", "8", "9")), in_the_end(("8", "10", "10")))


def chained() -> Iterator[Case]:
    """Yield quotas that push units on from class to class, and needs that hold them back."""
    tree = one_criterion("100", [], ties=[])
    half = {"percent": "50", "rounding": "down", "of": "c"}
    tree["classification"] = [
        {"id": "a", "name": "A", "from": "90", "needs": {"rank_within": "2"}},
        {"id": "b", "name": "B", "from": "80", "quota": {"percent": "25", "rounding": "half-up"}},
        {"id": "c", "name": "C", "from": "70", "needs": {"complete": "yes"}, "quota": half},
        {"id": "d", "name": "D"},
    ]
    figures = ["95", "95", "95", "85", "85", "75", "60", "90"]
    yield case_from(
        tree, marks_of("I", figures), marks_of("I", ["90", "89,9990", "80", "80", "80", "79,9990", "95", "70"])
    )
    left = {"percent": "50", "rounding": "half-up", "of": "c", "counted": "left"}
    tree["classification"][1] = {**tree["classification"][1], "quota": left}
    yield case_from(
        tree,
        marks_of("I", ["85", "84", "83", "83", "82", "75", "60", "90"]),
        marks_of("I", ["99", "85", "84", "82"] * 2),
    )


def capped() -> Iterator[Case]:
    """Yield caps that hold under conditions, whose bounds are just reached or missed, and under a disqualifier."""
    third = {"id": "III", "points": "9", "ratio": {"unit": "ấp"}}
    conditions: list[Tree] = [
        {"criterion": "III", "under": "33,3333333%"},
        {"group": "II", "under": "2,6750"},
        {"disqualifier": "ky-luat"},
    ]
    for at in ("criterion", "group", "total"):
        for when in (*conditions, conditions):
            # Where no cap looks at it, a disqualifier must have an effect of its own.
            effect = {} if conditions[2] in (when, *when) else {"at_most": "cuoi"}
            tree: Tree = {
                "criteria": [
                    {
                        "id": "I",
                        "criteria": [{"id": "I.1", "points": "10"}],
                        "cap": {"points": "4,5", "when": when},
                    },
                    {"id": "II", "criteria": [{"id": "II.1", "points": "5"}, {"id": "II.2", "points": "5"}]},
                    third,
                ],
                "disqualifiers": {"ky-luat": {"name": "Có tập thể bị kỷ luật", **effect}},
                "classification": classes("12"),
                "rounding": {"decimals": "6", "at": at},
                "not_applicable": "zero",
                "unassigned": "exclude",
            }
            ratios = [{"self": {"actual": actual, "target": "3"}} for actual in ("1", "0", "2", "1", "3", "1")]
            seconds: list[Any] = ["1,6750", "1,6740", NOT, {"unassigned": "x"}, "5", None]
            before = {
                f"u{nth}": {"I.1": "9", "II.1": "1", "III": ratio, **({} if own is None else {"II.2": own})}
                for nth, (ratio, own) in enumerate(zip(ratios, seconds, strict=True))
            }
            after = dict(zip(before, [*before.values()][::-1], strict=True))
            yield case_from(tree, before, after, disqualified={"u4": {"ky-luat": "Quyết định 5"}})


# ------------------------------------------------------------------ the workbook


def written(cases: Sequence[Case]) -> bytes:
    """Write the live tables of all cases into one workbook."""
    book = begun("x")
    looks = Looks(book)
    for at, case in enumerate(cases):
        titles = {"criteria": "Tiêu chí", "calculation": "Tính toán"}
        sheets = {key: book.add_worksheet(f"{title} {at}") for key, title in titles.items()}
        write_tables(looks, sheets, [case.before], UnitsAcross(case.before))
    return packed(book)


def columns_of(page: Worksheet) -> tuple[int, dict[object, int]]:
    """Return the header row, and the columns by what stands in it."""
    header = next(row for row in page.iter_rows() if row[0].value == "Mã")
    return header[0].row, {cell.value: cell.column for cell in header}


def retyped(exported: bytes, cases: Sequence[Case]) -> Workbook:
    """Type all marks of the second run over those of the first."""
    book = load_workbook(io.BytesIO(exported))
    for at, case in enumerate(cases):
        page = book[f"Tiêu chí {at}"]
        header, columns = columns_of(page)
        for standing in case.after.standings:
            unit = standing.result.unit
            for row, shown in enumerate(points_values(standing.result), start=header + 1):
                cell = page.cell(row, columns[f"Xã {unit}"])
                if cell.data_type != "f":
                    value = shown.value
                    cell.value = value if isinstance(value, str) else float(written_number(value))
    return book


def told_by(standing: Standing) -> tuple[float | str, ...]:
    result, total = standing.result, total_value(standing.result)
    return (
        total if isinstance(total, str) else float(total),
        float(result.maximum),
        float(result.share or 0),
        "–" if standing.rank is None else standing.rank,
        "–" if standing.classified is None else standing.classified.name,
    )


def found_in(page: Worksheet, case: Case) -> Iterator[tuple[str, tuple[object, ...], tuple[object, ...]]]:
    """Yield for each unit of a case what the workbook has, and what the program has after the second run."""
    titles = ("Tổng điểm", "Điểm tối đa của đơn vị", "Tỷ lệ: tổng ÷ điểm tối đa", "Hạng trong khối", "Xếp loại")
    rows = {row[1].value: row[0].row for row in page.iter_rows(max_col=2)}
    _, columns = columns_of(page)
    for standing in case.after.standings:
        unit = standing.result.unit
        own = tuple(page.cell(rows[name], columns[f"Xã {unit}"]).value for name in titles)
        yield f"{page.title}: {unit}", own, told_by(standing)


def is_typed(case: Case) -> bool:
    """Return whether all of the second run can be typed: a number cannot say whether a state or a mark gives it.

    That decides nothing but whether a unit has any mark, and so a rank.
    """
    before = {one.result.unit: one.result for one in case.before.standings}
    for standing in case.after.standings:
        pairs = list(zip(before[standing.result.unit].criteria, standing.result.criteria, strict=True))
        given = [pair for pair in pairs if any(one.state is not State.GIVEN and one.points for one in pair)]
        sure = [new for old, new in pairs if new.state is State.GIVEN and (old, new) not in given]
        if given and not sure:
            return False
    return True


def test_formulas_say_what_scoring_computes(tmp_path: Path, office: Office) -> None:
    bounds = [
        *halves(),
        *below_0(),
        *long_numbers(),
        *thirds(),
        *roots(),
        *equal_shares(),
        *ladders(),
        *left_out_until_later(),
        *chained(),
        *capped(),
    ]
    cases = [*bounds, *drawn(CASES)]
    parts = [cases[at : at + BESIDE] for at in range(0, len(cases), BESIDE)]
    exported = [written(part) for part in parts]
    files = []
    for number_of_part, (content, part) in enumerate(zip(exported, parts, strict=True)):
        own, other = tmp_path / f"own{number_of_part}.xlsx", tmp_path / f"other{number_of_part}.xlsx"
        own.write_bytes(content)
        retyped(content, part).save(other)
        files += [own, other]
    saved = [*office(files, "xlsx").values()]
    checked = 0
    for content, part, recomputed, changed in zip(exported, parts, saved[::2], saved[1::2], strict=True):
        formulas, told = differences(content, recomputed)
        assert not told, "\n".join(told[:20])
        assert formulas > 20 * len(part)
        checked += checked_after(load_workbook(changed, data_only=True), part)
    assert checked > len(bounds) + CASES // 2


def checked_after(book: Workbook, cases: Sequence[Case]) -> int:
    """Compare what a workbook came to after all marks were replaced; return in how many cases."""
    checked = 0
    for at, case in enumerate(cases):
        if is_typed(case):
            checked += 1
            for where, found, wanted in found_in(book[f"Tính toán {at}"], case):
                for own, figure in zip(found[:3], wanted[:3], strict=True):
                    if isinstance(figure, str):  # the words for states, whose order is that of the report
                        assert sorted(str(own).split("/")) == sorted(figure.split("/")), where
                    else:
                        assert own == pytest.approx(figure, abs=NEAR), where
                assert found[3:] == wanted[3:], (where, case.after.rubric.classification, case.after.rubric.ties)
    return checked
