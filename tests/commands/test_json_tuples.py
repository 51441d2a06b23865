"""JSON of every command: a named tuple in it would become a list that no longer says what its values are."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import simplejson

from tests.commands.conftest import EXAMPLE
from tests.verification.made import qcdc

_YEAR = ("--period", "2020")
_COMMANDS: Sequence[tuple[str, ...]] = (
    ("check",),
    ("rank", *_YEAR),
    ("rank", "--all", *_YEAR),
    ("rank", "--by", "bloc", *_YEAR),
    ("score", "--detail", *_YEAR),
    ("explain", "mai-dam", *_YEAR),
    ("explain", "mai-dam", "I.1", *_YEAR),
    ("rubric", "show"),
    ("rubric", "stats", *_YEAR),
    ("status", *_YEAR),
    ("evidence", *_YEAR),
    ("changes", *_YEAR),
    ("appeals", *_YEAR),
    ("notes", *_YEAR),
    ("margins", *_YEAR),
    ("log", "mai-dam", *_YEAR),
    ("compare", "2020"),
    ("sensitivity", "--draws", "100", *_YEAR),
)


def _listed(value: object) -> list[object]:
    """Return a plain tuple as a list; whatever else simplejson asks about has no place in a document."""
    assert type(value) is tuple, f"{type(value).__name__} in JSON"
    return list(value)


@pytest.fixture
def _strict(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = simplejson.JSONEncoder(
        use_decimal=True, namedtuple_as_object=False, tuple_as_array=False, default=_listed, indent="  "
    )
    monkeypatch.setattr("qcdc_cli.render.json._ENCODER", encoder)


@pytest.mark.usefixtures("_strict")
@pytest.mark.parametrize("command", _COMMANDS, ids=" ".join)
def test_no_named_tuple_stands_in_json(command: tuple[str, ...]) -> None:
    assert qcdc(EXAMPLE, *command, "--format", "json").startswith("{")


@pytest.mark.usefixtures("_strict")
def test_no_named_tuple_stands_in_the_json_of_a_whole_report(tmp_path: Path) -> None:
    qcdc(EXAMPLE, "export", str(tmp_path / "a.json"), *_YEAR)
    assert (tmp_path / "a.json").read_text("utf-8").startswith("{")
