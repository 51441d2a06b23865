"""The glossary: its names exist in the code, and a public name that recurs there means one thing."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT

GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
RECURRING = re.findall(
    r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", GLOSSARY.split("## Names")[1], re.M))
)


def _modules() -> list[tuple[Path, ast.Module]]:
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in sorted((ROOT / "qcdc_cli").rglob("*.py"))]


@pytest.mark.slow
def test_public_classes_and_functions_that_recur_are_in_the_glossary() -> None:
    """`Line` was five types, and `shown` three functions: a reader who finds one of them has not found the others."""
    places = defaultdict(list)
    for file, tree in _modules():
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                places[node.name].append(file.relative_to(ROOT).as_posix())
    recurring = {name: files for name, files in places.items() if len(files) > 1}
    assert {name: files for name, files in recurring.items() if name not in RECURRING} == {}
    assert set(RECURRING) == set(recurring), "the glossary names what does not recur"


@pytest.mark.slow
def test_names_of_the_glossary_are_in_the_code() -> None:
    """A name in code quotes that is one word stands somewhere in the program: as a name, an attribute or a key."""
    words = set()
    for _, tree in _modules():
        for node in ast.walk(tree):
            for field in ("id", "attr", "name", "arg", "value"):
                value = getattr(node, field, None)
                if isinstance(value, str):
                    words.update(re.findall(r"\w+", value))
    wanted = {
        name.rpartition(".")[2]
        for line in GLOSSARY.split("## Names")[0].splitlines()
        if line.startswith("| ") and line.count("|") == 5
        for name in re.findall(r"`([\w.]+)`", line.split("|")[3])
    }
    assert wanted - words - {"forms", "rubrics", "template", "scale", "placeholders"} == set()


def test_every_section_has_an_anchor() -> None:
    """Other pages link to a section by a name that does not change with its heading."""
    assert len(re.findall(r'<a id="[a-z]+"></a>\n\n## ', GLOSSARY)) == GLOSSARY.count("\n## ")
