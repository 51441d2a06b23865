"""The catalogue: every code is complete in both languages and its sentences take the same values."""

import re
from string import Formatter

import pytest

from qcdc_cli import language
from qcdc_cli.language import Text
from qcdc_cli.problems import CATALOGUE, Place, Problem, QcdcError, Severity, in_order


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CATALOGUE)
def test_an_entry_is_complete_in_both_languages(code: str) -> None:
    assert re.fullmatch(r"Q[0-9]{3}", code)
    entry = CATALOGUE[code]
    for text in (entry.sentence, entry.fix, entry.why):
        assert text.vi.strip()
        assert text.en.strip()
        assert fields(text.vi) == fields(text.en)
        assert all(name.isidentifier() for name in fields(text.vi))
        for said in text:
            said.format_map({name: name for name in fields(said)})
    assert fields(entry.why.vi) == set()
    assert entry.sentence.vi != entry.sentence.en
    assert {entry.sentence.vi[-1], entry.sentence.en[-1]} == {"."}


def test_codes_are_in_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_a_sentence_is_said_in_the_language_in_use() -> None:
    problem = Problem("Q401", {"found": "phú-tân"})
    assert problem.sentence() == "Không có đơn vị `phú-tân`."
    language.use("en")
    assert problem.sentence() == "There is no unit `phú-tân`."


def test_values_are_said_in_the_language_in_use_too_and_are_never_templates() -> None:
    problem = Problem("Q309", {"found": "{range}", "range": Text("lớn hơn 0", "above 0")})
    assert (problem.sentence(), problem.remedy()) == ("`{range}` nằm ngoài giới hạn.", "Viết một giá trị: lớn hơn 0.")
    language.use("en")
    assert problem.remedy() == "Write a value: above 0."


def test_the_case_s_own_remedy_comes_before_the_catalogue_s() -> None:
    assert Problem("Q301", {"found": "50%", "plain": "50"}, fix=Text("Viết {plain}.", "")).remedy() == "Viết 50."


def test_problems_are_in_order_and_told_once() -> None:
    def at(path: str, line: int, code: str = "Q112") -> Problem:
        return Problem(code).at(Place(path, line, 1))

    given = [at("b", 1), at("a", 10), at("a", 9, "Q205"), at("a", 9), at("a", 10)]
    assert in_order(given) == (at("a", 9), at("a", 9, "Q205"), at("a", 10), at("b", 1))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3, 5), "a.yaml:3:5"),
        (Place("a.xlsx", sheet="Phiếu", cell="D7"), "a.xlsx › Phiếu › D7"),
        (Place("a.xlsx", sheet="Phiếu"), "a.xlsx › Phiếu"),
    ],
)
def test_a_place_is_said(place: Place, said: str) -> None:
    assert str(place) == said


def test_an_error_stops_and_a_warning_does_not() -> None:
    assert Problem("Q601").is_error
    assert not Problem("Q618").is_error
    assert {entry.severity for entry in CATALOGUE.values()} == set(Severity)


def test_a_refusal_carries_its_problems() -> None:
    refusal = QcdcError(Problem("Q101"), Problem("Q102"), could_not_run=True)
    assert [problem.code for problem in refusal.problems] == ["Q101", "Q102"]
    assert refusal.could_not_run
