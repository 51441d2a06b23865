"""The mutants that are made of a function, one change each, and the tests that are asked."""

from pathlib import Path
from types import FunctionType

import pytest

from tests import mutants

SOURCE = """
def double(number):
    if number < 0:
        raise ValueError
    return max(number * 2, -1)
"""


def test_each_change_is_made_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    (tmp_path / "double.py").write_text(SOURCE, encoding="utf-8")
    made = {
        str(mutant): FunctionType(mutant.code, {"max": max, "min": min})
        for mutant in mutants.mutants_of(tmp_path / "double.py")
    }
    assert sorted(made) == [
        "double.py:3: 0 -> 1",
        "double.py:3: Lt -> LtE",
        "double.py:4: left out: raise ValueError",
        "double.py:5: - -> +",
        "double.py:5: 1 -> 2",
        "double.py:5: 2 -> 3",
        "double.py:5: Mult -> Div",
        "double.py:5: max -> min",
    ]
    assert made["double.py:4: left out: raise ValueError"](-1) == -1
    assert made["double.py:5: 2 -> 3"](4) == 12
    assert made["double.py:5: max -> min"](4) == -1
    assert made["double.py:5: Mult -> Div"](4) == 2


def test_what_is_changed_and_who_is_asked_exist() -> None:
    assert all((mutants.ROOT / "qcdc_cli" / name).exists() for name in mutants.CHANGED)
    assert all((mutants.ROOT / name).exists() for name in mutants.TESTS)
