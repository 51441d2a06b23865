"""What a kind tells a form: what is asked for, which numbers, which choices, and the points as a formula."""

from decimal import Decimal

import pytest

from qcdc_cli import language
from qcdc_cli.kinds import KINDS, Ask, Cells, Limits
from tests.kinds.judging import Judged

CELLS = Cells("B5", "C5", ("B6", "B7", "B8"), "L!$A$1:$A$3")
ZERO, ONE = Decimal(0), Decimal(1)
LEVELS = "levels: {a: {name: Tốt, points: 10}, b: {name: Khá, points: 7.5}, c: {name: Yếu, points: 0}}"
OVER = "bands: {unit: '%', table: [{points: 1}, {above: 90, points: 10}, {from: -5, points: 4}]}"
BANDS = "bands: {unit: '%', table: [{points: 1}, {from: 90, points: 10}, {from: -5, points: 4}]}"
UP = "linear: {unit: '%', from: 50, to: 90}"
DOWN = "linear: {unit: độ, from: 10.5, to: -2.5}"
OF_BLOC = "linear: {unit: '%', from: lowest"
RATIO = "ratio: {unit: ấp}"
LESS = "ratio: {unit: vụ, lower_is_better: yes, floor: 62.5}"
ITEMS = "checklist: {a: {name: Một, points: 4}, b: {name: Hai, points: 3.5}, c: {name: Ba, points: 2.5}}"
PLACE = "place: {points: [10, 4]"

SEVERAL = "deduct: {faults: {a: {name: A, each: 1}, b: {name: B, each: 0.5}, c: {name: C, each: 2}}, floor: 2}"
BOTH = "plus_minus: {plus: {a: {name: A, each: 2}, b: {name: B, each: 0.5}}, minus: {c: {name: C, each: 3}}, floor: -5}"

FORMULAS = {
    "step: 0.5": "B5",
    LEVELS: "SUMPRODUCT((L!$A$1:$A$3=B5)*{10;7.5;0})",
    "pass: Có quy chế": "IF(B5=INDEX(L!$A$1:$A$3,1),10,0)",
    "count: {each: 0.5, unit: vụ}": "MIN(B5*0.5,10)",
    "deduct: {each: 1.5, unit: vụ, floor: 2}": "MAX(10-B5*1.5,2)",
    SEVERAL: "MAX(10+SUMPRODUCT(B6:B8*{-1;-0.5;-2}),2)",
    BOTH: "MIN(10,MAX((-5),SUMPRODUCT(B6:B8*{2;0.5;-3})))",
    BANDS: "IF(B5<(-5),1,LOOKUP(B5,{-5;90},{4;10}))",
    "bands: {unit: '%', table: [{points: 10}]}": "10",
    OVER: "INDEX({1;4;10},1+SUMPRODUCT((B5>={-5})*1)+SUMPRODUCT((B5>{90})*1))",
    UP: "MAX(0,MIN(10,10*(B5-50)/40))",
    DOWN: "MAX(0,MIN(10,10*(B5-10.5)/(-13.0)))",
    RATIO: "MIN(10,10*B5/C5)",
    LESS: "IF(B5=0,10,IF(ROUND(100*C5/B5,10)<62.5,0,MIN(10,10*C5/B5)))",
    f"{OF_BLOC}, to: highest, equal_ends: full}}": "",
    f"{OF_BLOC}, to: 90, equal_ends: full}}": "",
    "leader: {unit: hộ}": "",
    f"{PLACE}, average: places}}": "",
    "judges: {average: points, drop: none}": "AVERAGE(B6:B8)",
    "judges: {average: points, drop: ends}": (
        "IF(COUNT(B6:B8)<3,NA(),(SUM(B6:B8)-MAX(B6:B8)-MIN(B6:B8))/(COUNT(B6:B8)-2))"
    ),
    f"{PLACE}, average: points}}": "SUMPRODUCT(COUNTIF(B6:B8,{1;2})*{10;4})/COUNT(B6:B8)",
    ITEMS: 'SUMPRODUCT((B6:B8<>"")*{4;3.5;2.5})',
}
ASKS = {
    "points: 10": (Ask.NUMBER, Limits(most=Decimal(10))),
    "step: 0.5": (Ask.NUMBER, Limits(most=Decimal(10), step=Decimal("0.5"))),
    LEVELS: (Ask.CHOICE, Limits()),
    "pass: Có": (Ask.CHOICE, Limits()),
    ITEMS: (Ask.TICKS, Limits()),
    "count: {each: 0.5, unit: vụ}": (Ask.NUMBER, Limits(step=ONE)),
    "deduct: {each: 1, unit: vụ}": (Ask.NUMBER, Limits(step=ONE)),
    SEVERAL: (Ask.COUNTS, Limits(step=ONE)),
    BOTH: (Ask.COUNTS, Limits(step=ONE)),
    BANDS: (Ask.NUMBER, Limits(least=None)),
    UP: (Ask.NUMBER, Limits()),
    DOWN: (Ask.NUMBER, Limits(least=None)),
    RATIO: (Ask.ACTUAL, Limits()),
    f"{OF_BLOC}, to: highest, equal_ends: full}}": (Ask.NUMBER, Limits(least=None)),
    f"{OF_BLOC}, to: 90, equal_ends: full}}": (Ask.NUMBER, Limits()),
    "leader: {unit: hộ}": (Ask.ACTUAL, Limits()),
    "judges: {average: points, drop: none}": (Ask.PLACES, Limits(most=Decimal(10))),
    "{step: 0.5, judges: {average: points, drop: ends}}": (Ask.PLACES, Limits(most=Decimal(10), step=Decimal("0.5"))),
    f"{PLACE}}}": (Ask.NUMBER, Limits(least=ONE, step=ONE)),
    f"{PLACE}, average: points}}": (Ask.PLACES, Limits(least=ONE, step=ONE)),
    f"{PLACE}, average: places}}": (Ask.PLACES, Limits(least=ONE, step=ONE)),
}


@pytest.mark.parametrize("source", FORMULAS)
def test_the_points_as_a_formula(source: str) -> None:
    """With points and without separators of any language, whatever language is in use."""
    judged = Judged(source)
    assert judged.kind.formula(CELLS, judged.maximum) == FORMULAS[source]
    language.use("en")
    assert judged.kind.formula(CELLS, judged.maximum) == FORMULAS[source]


def test_one_place() -> None:
    judged = Judged(f"{PLACE}}}")
    assert judged.kind.formula(Cells("B5"), judged.maximum) == "IF(B5>2,0,INDEX({10;4},B5))"


@pytest.mark.parametrize("source", ASKS)
def test_what_is_asked_for(source: str) -> None:
    judged = Judged(source)
    assert (judged.kind.asks, judged.kind.limits(judged.maximum)) == ASKS[source]


def test_every_kind_is_here() -> None:
    for table in (FORMULAS, ASKS):
        assert {Judged(source).kind.key for source in table} == {*KINDS, "points"}


def test_options_are_told_apart() -> None:
    """Names that look the same (tone marks, Đ and Ð, case, decimal marks) get a number; all others none."""
    names = ("Hoà", "Hòa", "hòa", "Đạt 1,5", "\u00d0ạt 1.5", "Khác")
    listed = ", ".join(f"l{number}: {{name: '{name}', points: 10}}" for number, name in enumerate(names))
    options = list(Judged(f"levels: {{{listed}}}").kind.options().values())
    assert options == [
        "Hoà (10) [1]",
        "Hòa (10) [2]",
        "hòa (10) [3]",
        "Đạt 1,5 (10) [4]",
        "\u00d0ạt 1.5 (10) [5]",
        "Khác (10)",
    ]


def test_choices_of_met() -> None:
    met = Judged("pass: Có").kind
    assert list(met.options().values()) == ["đạt", "không đạt"]
    language.use("en")
    assert list(met.options().values()) == ["met", "not met"]
