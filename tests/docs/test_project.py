"""What stands beside the program: publiccode.yml, CONTRIBUTING.md, SECURITY.md name what there is."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from qcdc_cli import __version__
from qcdc_cli.language import LANGUAGES
from tests.docs.pages import README, ROOT, page

# The keys of publiccode.yml 0.4 that are used here; the standard has no JSON Schema of its own.
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_STATUS = ["concept", "development", "beta", "stable", "obsolete"]
_DESCRIPTION = {
    "type": "object",
    "properties": {
        "localisedName": _TEXT,
        "shortDescription": {"type": "string", "minLength": 1, "maxLength": 150, "pattern": "^[^\n]+$"},
        "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
        "features": _TEXTS,
    },
    "required": ["shortDescription", "longDescription", "features"],
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "publiccodeYmlVersion": {"const": "0.4"},
        "name": _TEXT,
        "url": {"type": "string", "pattern": "^https://"},
        "softwareVersion": _TEXT,
        "releaseDate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "platforms": {"type": "array", "items": {"enum": ["web", "windows", "mac", "linux", "ios", "android"]}},
        "categories": {
            "type": "array",
            "items": {"enum": ["data-collection", "data-analytics", "compliance-management"]},  # of the standard's list
        },
        "developmentStatus": {"enum": _STATUS},
        "softwareType": {"enum": ["standalone/desktop"]},
        "intendedAudience": {
            "type": "object",
            "properties": {"countries": {"const": ["vn"]}, "scope": {"const": ["local-authorities", "society"]}},
            "additionalProperties": False,
        },
        "description": {
            "type": "object",
            "patternProperties": {"^(vi|en)$": _DESCRIPTION},
            "additionalProperties": False,
        },
        "legal": {
            "type": "object",
            "properties": {"license": _TEXT, "mainCopyrightOwner": _TEXT},
            "required": ["license"],
            "additionalProperties": False,
        },
        "maintenance": {
            "type": "object",
            "properties": {
                "type": {"const": "community"},
                "contacts": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
            },
            "required": ["type", "contacts"],
            "additionalProperties": False,
        },
        "localisation": {
            "type": "object",
            "properties": {"localisationReady": {"type": "boolean"}, "availableLanguages": _TEXTS},
            "required": ["localisationReady", "availableLanguages"],
            "additionalProperties": False,
        },
    },
    "required": [
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    ],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    described: dict[str, Any] = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return described


def test_publiccode_follows_the_standard(described: dict[str, Any]) -> None:
    jsonschema.validate(described, SCHEMA)
    date.fromisoformat(described["releaseDate"])


def test_publiccode_says_what_the_project_says(described: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert described["name"] == project["name"]
    assert described["legal"]["license"] == project["license"]
    assert described["developmentStatus"] == "beta"
    assert "Development Status :: 4 - Beta" in project["classifiers"]
    assert {*described["localisation"]["availableLanguages"]} == {*described["description"]} == {*LANGUAGES}
    assert described["softwareVersion"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {__version__} - {described['releaseDate']}\n" in changes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_say_how_qcdc_becomes_a_command_on_every_system(language: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert list(project["scripts"]) == [project["name"]] == ["qcdc"]
    readme = page(language, README).text
    for typed in ("uv tool install .", "uv tool update-shell", "pipx install .", "pipx ensurepath"):
        assert typed in readme
        assert typed in page(language, "excel").text
    for activated in (r".venv\Scripts\Activate.ps1", r".venv\Scripts\activate.bat", ". .venv/bin/activate"):
        assert activated in readme


@pytest.mark.parametrize("name_of_page", ["CONTRIBUTING.md", "SECURITY.md"])
def test_what_a_page_names_exists(name_of_page: str) -> None:
    text = (ROOT / name_of_page).read_text(encoding="utf-8")
    for module in re.findall(r"-m ((?:tests|tools)[\w.]*)", text):
        file = ROOT / module.replace(".", "/")
        assert file.with_suffix(".py").is_file() or (file / "__main__.py").is_file(), module
    for name in re.findall(r"(?<![\w./])((?:tests|benchmarks|docs)/[\w./]+|\.ci/\w+)", text):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\]\(([^)#:]+)\)", text):
        assert Path(ROOT / name).exists(), name
