"""Both languages, always side by side."""

from decimal import Decimal

import pytest

from qcdc_cli import language
from qcdc_cli.language import Text, both, pick, say
from qcdc_cli.language.figures import digits


def test_vietnamese_comes_first() -> None:
    assert language.current() == "vi"
    assert say("khối", "bloc") == "khối"


def test_english_on_request() -> None:
    language.use("en")
    assert language.current() == "en"
    assert (say("khối", "bloc"), str(Text("khối", "bloc"))) == ("bloc", "bloc")


def test_no_third_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        language.use("fr")


def test_a_packed_text_is_unpacked_and_others_stay() -> None:
    assert (pick(both("khối", "bloc")), pick("plain")) == ("khối", "plain")
    language.use("en")
    assert (pick(both("khối", "bloc")), pick("plain")) == ("bloc", "plain")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4.50", "4.5"),
        ("3.0", "3"),
        ("100", "100"),
        ("1E+2", "100"),
        ("-0.0", "0"),
        ("-2.50", "-2.5"),
        ("0.001", "0.001"),
    ],
)
def test_digits_are_the_same_in_every_language(number: str, expected: str) -> None:
    language.use("vi")
    assert digits(Decimal(number)) == expected
