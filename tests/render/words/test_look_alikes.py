"""Texts that differ but look alike are told apart; what people see as another text stays as it is."""

from unicodedata import normalize

import pytest

from qcdc_cli.render.words.look_alikes import told_apart

DECOMPOSED = normalize("NFD", "Xã")


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Xã \u0420hú Hữu", "Xã Phú Hữu", ("Xã \u0420[U+0420]hú Hữu", "Xã Phú Hữu")),
        ("\u00d0ông", "Đông", ("\u00d0[U+00D0]ông", "Đông")),
        (DECOMPOSED, "Xã", (f"{DECOMPOSED}[U+0303]", "Xã")),
        ("a b", "a\u00a0b", ("a b", "a\u00a0[U+00A0]b")),
        ("Từ – đến", "Từ – đền", ("Từ – đến", "Từ – đền")),
        ("Xã \u0420hú", "Xã Phú Hữu", ("Xã \u0420hú", "Xã Phú Hữu")),
        ("8", "9", ("8", "9")),
    ],
)
def test_only_what_looks_alike_gets_numbers(first: str, second: str, shown: tuple[str, str]) -> None:
    assert told_apart(first, second) == shown
    assert told_apart(second, first) == shown[::-1]
