"""Adding a kind touches one module and its registry line: everything else takes it from there, or says what is missing.

The rubric's model is built from the registry when it is imported, so the tests of the added kind run in a process of
their own, which registers it first.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qcdc_cli import kinds
from qcdc_cli.kinds import KINDS
from tests.campaigns import ROOT

OTHERS = ("campaign", "scoring", "render", "forms", "scale", "commands")
CONCRETE = {kind.__name__ for kind in KINDS.values()}


@pytest.mark.parametrize("room", OTHERS)
def test_no_other_room_knows_a_kind_by_name(room: str) -> None:
    """What is needed of a kind is a method or an attribute of `Kind`, with a default."""
    named = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in sorted((ROOT / "qcdc_cli" / room).rglob("*.py"))
        for name in kinds_named_in(file)
    ]
    assert not named


def kinds_named_in(file: Path) -> Iterator[str]:
    """Yield imports of a kind's own module or class, and comparisons of a kind's key."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == kinds.__name__:
            yield from (one.name for one in node.names if one.name in CONCRETE)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{kinds.__name__}."):
            yield from () if node.module == f"{kinds.__name__}.base" else [str(node.module)]
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            yield from (ast.unparse(node) for side in sides if ast.unparse(side).endswith("kind.key"))


@pytest.mark.slow
def test_an_added_kind_goes_all_the_way() -> None:
    own = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.kinds.months"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}  # coverage is ours
    done = subprocess.run(
        [*own, "tests/kinds/added_kind.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
