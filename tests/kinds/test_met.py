"""Met or not met: DOMAIN.md, "Met / not met (all or nothing)"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

MET = "{points: 1.5, pass: Có quy chế còn hiệu lực}"


@pytest.mark.parametrize("mark", ["đạt", "Đạt", "ĐẠT", "Ðạt", "dat", "met", "' đạt '", "đa\u0323t"])
def test_met_gives_all(mark: str) -> None:
    assert Judged(MET).points(mark) == Decimal("1.5")


@pytest.mark.parametrize(
    "mark", ["không đạt", "Không  Đạt", "khong dat", "khong-dat", "chưa đạt", "chua dat", "not met", "not-met"]
)
def test_not_met_gives_nothing(mark: str) -> None:
    assert Judged(MET).points(mark) == 0


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("có", "Q607"),
        ("no", "Q607"),  # a word here, never False
        ("yes", "Q607"),
        ("true", "Q607"),
        ("1,5", "Q607"),
        ("0", "Q607"),
        ("đặt", "Q607"),
        ("''", "Q607"),
        ("[đạt]", "Q615"),
        ("{actual: 1}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(MET).refusal(mark).code == code


def test_a_refusal_names_the_words(english: None) -> None:
    problem = Judged(MET).refusal("maybe")
    assert problem.sentence() == "The criterion `I.1` is either met or not met; found `maybe`."
    assert str(problem.allowed) == "met, not met"


def test_no_definition_is_at_fault() -> None:
    assert faults(MET) == []


def test_in_words() -> None:
    met = Judged(MET)
    assert met.rule() == (
        "Đạt: 1,5 điểm; không đạt: 0 điểm. Điều kiện: Có quy chế còn hiệu lực.",
        "Met gives 1.5 points, not met gives 0. Condition: Có quy chế còn hiệu lực.",
    )
    assert met.working("đạt") == ("đạt: 1,5", "met: 1.5")
    assert met.working("chưa đạt") == ("không đạt: 0", "not met: 0")
    assert met.shown("met") == ("đạt", "met")
    assert met.shown("not met") == ("không đạt", "not met")
