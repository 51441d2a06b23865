"""Both languages, always side by side."""

import pytest

from qcdc_cli import language
from qcdc_cli.language import Text, both, pick, say


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
