"""What needs LibreOffice, poppler or Chromium is marked so, by the fixture that it asks for; else it starts none."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import TOOLS
from tests.office import MARKER, Office


@pytest.fixture
def through_another(office: Office) -> Office:
    return office


@pytest.mark.parametrize(("marker", "tool"), [(marker, tool) for marker, own in TOOLS.items() for tool in sorted(own)])
def test_a_test_without_the_marker_cannot_start_them(request: pytest.FixtureRequest, marker: str, tool: str) -> None:
    assert request.node.get_closest_marker(marker) is None
    for command in (tool, f"/usr/bin/{tool}"):
        with pytest.raises(AssertionError, match=f"^{tool} is started by a test that does not ask"):
            subprocess.run([command, "--version"], check=True)


def test_who_asks_for_the_fixture_is_marked(request: pytest.FixtureRequest, through_another: Office) -> None:
    assert request.node.get_closest_marker(MARKER) is not None


def test_files_are_found_by_their_old_names(tmp_path: Path, office: Office) -> None:
    files = [tmp_path / name for name in ("a.csv", "b.csv")]
    for number, file in enumerate(files):
        file.write_text(f"{number};2\n", encoding="utf-8")
    once, again = office(files, "ods"), office(files, "ods")
    assert [*once] == [*again] == ["a.csv", "b.csv"]
    assert all(file.stat().st_size for file in (*once.values(), *again.values()))
    assert not {*once.values()} & {*again.values()}
