"""docs/architecture.md: the rooms are those of the import contract, the dependencies those of pyproject."""

import re
import tomllib

import pytest

from tests.docs.pages import DOCS, ROOT, code, parse

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OWN = parse("en", "architecture", (DOCS / "architecture.md").read_text(encoding="utf-8"))


def table_of(first: str, room: str = "") -> list[tuple[str, ...]]:
    """Return the rows of the table that begins with this heading, and whose first row is about this room."""
    (found,) = [table.rows for table in OWN.tables if table.head[0] == first and room in table.rows[0][0]]
    return list(found)


def test_the_rooms_are_the_layers_of_the_contract() -> None:
    (layers,) = [
        contract["layers"]
        for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers" and "containers" not in contract
    ]
    rooms = [room for layer in layers for room in layer.split(" | ")]
    assert [f"qcdc_cli.{code(row[0])}" for row in table_of("Room")] == rooms
    for row in table_of("Room"):
        room = ROOT / "qcdc_cli" / code(row[0])
        assert room.is_dir() or room.with_suffix(".py").is_file()


def test_a_module_of_scoring_only_knows_those_above_it() -> None:
    rows = [re.findall(r"`scoring/(\w+)\.py`", row[0]) for row in table_of("Module", "scoring")]
    folder = ROOT / "qcdc_cli" / "scoring"
    assert sorted(name for row in rows for name in row) == sorted(
        file.stem for file in folder.glob("*.py") if file.stem != "__init__"
    )
    above: set[str] = set()
    for row in rows:
        for name in row:
            text = (folder / f"{name}.py").read_text(encoding="utf-8")
            assert set(re.findall(r"from qcdc_cli\.scoring\.(\w+) import", text)) <= above, name
        above |= set(row)


@pytest.mark.parametrize("room", ["campaign", "process", "dossiers", "packages"])
def test_every_module_of_these_rooms_has_a_row(room: str) -> None:
    rows = [re.findall(rf"`{room}/(\w+)\.py`", row[0]) for row in table_of("Module", f"`{room}/")]
    modules = {file.stem for file in (ROOT / "qcdc_cli" / room).glob("*.py") if file.stem != "__init__"}
    assert {name for row in rows for name in row} == modules


def test_the_dependencies_are_those_of_the_project() -> None:
    assert [f"{name}>={bound}" for name, bound, _ in table_of("Package")] == PYPROJECT["project"]["dependencies"]


def test_the_files_that_it_names_exist() -> None:
    for name in re.findall(r"`((?:qcdc_cli|tests|docs)/[\w/.]+)`", OWN.text):
        assert (ROOT / name).exists(), name
    rooms = "campaign|commands|dossiers|forms|kinds|language|packages|process|render|scoring|storage"
    for name in re.findall(rf"`((?:{rooms})/[\w/]+\.py)", OWN.text):
        assert (ROOT / "qcdc_cli" / name).exists(), name
