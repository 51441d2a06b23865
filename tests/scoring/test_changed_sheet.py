"""Where a unit would stand with another sheet: found in the order as it is, and the same as ranking all units anew."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.scoring.changed_sheet import ChangedSheets
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, PERIOD, Given, input_from, read_sheet, rubric_from

UNITS = "abcdef"
STEPS = ["criterion I.1", "criterion I.2", "smallest correction", "lots", "ballot", "rank in truoc"]
AWARD = {"id": "co", "name": "Cờ thi đua", "ranks": "1", "ties": "all"}
MARKS = st.sampled_from(["0", "1", "2"])  # few, so that most totals are equal


def scale(ties: Any = (), awards: Any = (), **more: Any) -> dict[str, Any]:
    return {
        "rounding": {"decimals": "2", "at": "criterion"},
        "not_applicable": "exclude",
        "criteria": [
            {"id": "I.1", "points": "2"},
            {"id": "I", "points": "2", "criteria": [{"id": "I.2", "points": "2"}]},
        ],
        "disqualifiers": {"loai": {"name": "Không trung thực", "effect": "unranked"}},
        "classification": [
            {"id": "tot", "name": "Tốt", "from": "3", "needs": {"rank_within": "2"}},
            {"id": "kha", "name": "Khá"},
        ],
        "ties": [*ties],
        "awards": [*awards],
        **more,
    }


@st.composite
def entries(draw: st.DrawFn, stages: tuple[str, ...] = ("self", "bloc")) -> dict[str, Given]:
    """Draw what a sheet says; at the second stage or only at the first one."""

    def mark(stage: str) -> Any:
        return draw(MARKS) if stage == "self" else {"mark": draw(MARKS), "reason": "Thẩm định"}

    upto = draw(st.integers(1, len(stages)))
    return {one: {stage: mark(stage) for stage in stages[:upto]} for one in ("I.1", "I.2") if draw(st.integers(0, 5))}


ALSO = {"classes": st.just(["tot"]), "besides": st.just("yes"), "needs": st.just({"no_zero": "yes"})}
NUMBERS = st.integers(1, 3).map(str)
ROUNDING = st.sampled_from(["up", "down", "half-up"])
PERCENT = {"percent": st.sampled_from(["20", "50"]), "rounding": ROUNDING}
AWARDS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"ranks": NUMBERS, "ties": st.sampled_from(["all", "none"])}, optional=ALSO),
        st.fixed_dictionaries({"ranks": NUMBERS, "ties": st.just("decision")}, optional=ALSO),
        st.fixed_dictionaries(
            {"units": NUMBERS, "ties": st.sampled_from(["all", "none", "decision"])},
            optional={**ALSO, "group": st.just("I")},
        ),
        st.fixed_dictionaries(
            {
                "share": st.fixed_dictionaries(
                    PERCENT,
                    optional={"of": st.just("tot")},
                ),
                "ties": st.sampled_from(["all", "none"]),
            },
            optional=ALSO,
        ),
    ),
    max_size=2,
).map(lambda all_of: [{"id": f"co-{number}", "name": "Cờ", **one} for number, one in enumerate(all_of)])


OF_A_CLASS = {"of": st.just("kha"), "counted": st.sampled_from(["reached", "left"])}
QUOTAS = st.one_of(st.none(), st.fixed_dictionaries(PERCENT), st.fixed_dictionaries(PERCENT | OF_A_CLASS))


def with_quota(quota: dict[str, str] | None) -> dict[str, Any]:
    """Return the classes with a third one, the best of them with a quota; nothing for none."""
    if quota is None:
        return {}
    best, second = scale()["classification"]
    return {"classification": [{**best, "quota": quota}, {**second, "from": "1"}, {"id": "tb", "name": "Trung bình"}]}


def input_of(tree: dict[str, Any], marks: Any, **more: Any) -> ScoringInput:
    periods = {"2019": {"name": "Năm trước", "kind": "truoc"}, PERIOD: {"name": "Kỳ này"}}
    earlier = {"2019": {"a": {"I.1": "2"}, "c": {"I.1": "1"}}}
    return input_from(rubric_from(tree), marks, stages=("self", "bloc"), periods=periods, earlier=earlier, **more)


def both(scoring_input: ScoringInput, unit: str, entry: Any) -> tuple[Standing, Standing]:
    """Return a unit's line with another sheet, as it is found and as the whole ranking has it."""
    ranking, all_blocs = ranked(scoring_input)
    sheet, _ = read_sheet(ranking.rubric, entry, scoring_input.campaign, unit)
    found = ChangedSheets(scoring_input, ranking, all_blocs).standing(sheet)
    after = scoring_input._replace(sheets={**scoring_input.sheets, (unit, PERIOD): sheet})
    return found, next(one for one in rank_bloc(after, BLOC).standings if one.result.unit == unit)


def ranked(scoring_input: ScoringInput) -> tuple[Ranking, AllBlocs]:
    all_blocs = AllBlocs(scoring_input)
    return rank_bloc(scoring_input, BLOC, all_blocs), all_blocs


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(st.sampled_from(STEPS), unique=True), AWARDS, st.data())
def test_it_is_what_ranking_all_units_anew_gives(ties: list[str], awards: Any, data: st.DataObject) -> None:
    marks: dict[str, Any] = {unit: data.draw(st.none() | entries(), unit) for unit in UNITS}
    unit = data.draw(st.sampled_from(UNITS), "whose")
    against = data.draw(st.sampled_from([{}, {"a": {"loai": "Kết luận"}}]), "against")
    scoring_input = input_of(
        scale(ties, awards, **with_quota(data.draw(QUOTAS, "quota"))),
        marks,
        lots=("b", "c", "a"),
        ballots=[{"a": "1", "b": "2", "d": "2"}],
        disqualified={one: why for one, why in against.items() if marks[one] is not None},
    )
    found, anew = both(scoring_input, unit, data.draw(entries(), "instead"))
    assert found == anew


@pytest.mark.parametrize(
    ("more", "anew"),
    [
        ({}, False),
        ({"ties": ["smallest correction", "lots"]}, False),
        ({"awards": [{**AWARD, "ranks": "2", "ties": "none"}]}, False),
        ({"awards": [{"id": "co", "name": "Cờ", "units": "1", "ties": "all"}]}, False),
        (
            {
                "classification": [
                    {"id": "a", "name": "A", "from": "1", "quota": {"percent": "20", "rounding": "up"}},
                    {"id": "b", "name": "B"},
                ]
            },
            False,
        ),
        ({"criteria": [{"id": "I.1", "points": "2", "leader": {"unit": "lượt"}}, {"id": "I.2", "points": "2"}]}, True),
    ],
    ids=["plain", "ladder", "ranks", "places", "quota", "compared"],
)
def test_all_units_are_ranked_anew_only_where_more_changes(
    more: dict[str, Any], anew: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    own = ChangedSheets._ranked_anew
    monkeypatch.setattr(
        ChangedSheets, "_ranked_anew", lambda self, sheet: (asked.append(sheet.unit), own(self, sheet))[1]
    )
    marks = {unit: {"I.1": {"self": "1", "bloc": "1"}, "I.2": {"self": "2", "bloc": "2"}} for unit in UNITS}
    instead = {**marks["c"], "I.2": {"self": "2", "bloc": {"mark": "1", "reason": "Thẩm định"}}}
    found, whole = both(input_of(scale(**{"awards": [AWARD], **more}), marks), "c", instead)
    assert found == whole
    assert asked == (["c"] if anew else [])


def test_a_stage_that_the_bloc_has_not_come_to_is_ranked_anew() -> None:
    """Nobody was verified: with one who is, the others' marks are unverified."""
    marks = {unit: {"I.1": "2", "I.2": "1"} for unit in UNITS}
    found, anew = both(input_of(scale(), marks), "b", {"I.1": {"self": "2", "bloc": "2"}, "I.2": "1"})
    assert found == anew
    assert found.result.unverified == ("I.2",)
