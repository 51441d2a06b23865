"""Texts from data: one line, nothing hidden."""

import pytest

from qcdc_cli.render.words.names import ids, listed
from qcdc_cli.render.words.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xã Phú Tân", "Xã Phú Tân"),
        ("=1+1", "=1+1"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("\x1b[31mđỏ", "\\x1b[31mđỏ"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("một\n  hai\tba\n", "một hai ba"),
        ("\x9b31m", "\\x9b31m"),
        ("\ud800", "\\ud800"),
        ("Nga\u0303", "Nga\u0303"),  # letters that are put together stay as they are
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_names_are_joined_for_a_sentence() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A và B"
    assert listed(["A", "B", "C"]) == "A, B và C"


def test_long_lists_of_ids_are_counted() -> None:
    assert ids(["I.1", "I.2"]) == "I.1, I.2"
    assert (
        ids([f"I.{n}" for n in range(1, 14)]) == "I.1, I.2, I.3, I.4, I.5, I.6, I.7, I.8, I.9, I.10 và 3 tiêu chí khác"
    )
