"""Patterns and folders: every folder once, every suffix in any case, nothing passed over that reading would tell."""

import glob
import os
from pathlib import Path

import pytest

from qcdc_cli.campaign.file_lookup import campaign_sheets, expand
from qcdc_cli.campaign.file_patterns import entries_below, matching
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from tests.campaigns import ROOT

FILES = ("a.yaml", "b.yml", "C.YAML", "sub/d.yaml", "sub/deep/e.Yaml", "other/f.xlsx", ".hidden.yaml", ".git/g.yaml")


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder `units`, in whose parent the tests stand."""
    for name in FILES:
        file = tmp_path / "units" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "units"


def found(pattern: str, base: Path = Path()) -> list[str]:
    return [file.as_posix() for file in matching(base, pattern)]


def test_two_links_that_lead_back_end_at_once(units: Path) -> None:
    """Python's glob makes a path of every way through them: 2 to the power of 40."""
    (units / "x").symlink_to(".")
    (units / "y").symlink_to(".")
    (units / "sub" / "up").symlink_to("..")
    expected = ["units/C.YAML", "units/a.yaml", "units/b.yml", "units/sub/d.yaml", "units/sub/deep/e.Yaml"]
    assert found("units/**/*.yaml") == expected
    assert [file.as_posix() for file in expand(["units"])] == expected
    assert [file.as_posix() for file in campaign_sheets(Path(), "units")] == expected
    assert found("**/**/**/*.xlsx") == ["units/other/f.xlsx"]


def test_a_folder_that_a_link_leads_to_is_called_by_its_own_name(units: Path) -> None:
    (units / "again").symlink_to("sub")
    assert found("units/**/d.yaml") == ["units/sub/d.yaml"]
    assert found("units/again/*.yaml") == ["units/again/d.yaml"]
    assert found("units/*/d.yaml") == ["units/sub/d.yaml"]


def test_a_folder_elsewhere_is_followed(units: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "z.yaml").write_text("", encoding="utf-8")
    (units / "link").symlink_to(tmp_path / "elsewhere")
    assert "units/link/z.yaml" in found("units/**/*.yaml")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("units/*.yaml", ["units/C.YAML", "units/a.yaml", "units/b.yml"]),
        ("units/*.yml", ["units/b.yml"]),
        ("units/?.yaml", ["units/C.YAML", "units/a.yaml", "units/b.yml"]),
        ("units/[ab].yaml", ["units/a.yaml", "units/b.yml"]),
        ("units/c*", []),  # only of a suffix the case makes no difference
        ("units/*/deep/*", ["units/sub/deep/e.Yaml"]),
        ("units/sub/**", ["units/sub/d.yaml", "units/sub/deep/e.Yaml"]),
        ("units/.git/*.yaml", ["units/.git/g.yaml"]),
        ("units/*.XLSX", []),
        ("units/**/*.XLSX", ["units/other/f.xlsx"]),
        ("units/sub/../?.yml", ["units/sub/../b.yml"]),
        ("nothing/*/x", []),
        ("units/a.yaml/*", []),
    ],
)
def test_what_patterns_find(pattern: str, expected: list[str], units: Path) -> None:
    assert found(pattern) == expected
    assert [f"{units.parent.as_posix()}/{name}" for name in expected] == found(f"{units.parent.as_posix()}/{pattern}")


@pytest.mark.parametrize("pattern", ["units/**/*", "**/*.xlsx", "units/*", "*/*/*", "units/**/deep/*", "**"])
def test_python_s_own_glob_finds_the_same(pattern: str, units: Path) -> None:
    assert found(pattern) == sorted(name for name in glob.glob(pattern, recursive=True) if Path(name).is_file())


def test_what_leads_nowhere_and_pipes_are_found_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("qcdc.yaml", "rubric.yaml"):
        Path(name).write_bytes((ROOT / "tests" / "valid" / "windows-line-ends" / name).read_bytes())
    Path("units").mkdir()
    Path("units/gone.yaml").symlink_to("nowhere.yaml")
    codes = {"units/gone.yaml": "Q101"}
    if hasattr(os, "mkfifo"):
        os.mkfifo("units/pipe.yaml")
        codes["units/pipe.yaml"] = "Q120"
    problems = load(Source()).problems
    assert {problem.place.path: problem.code for problem in problems if problem.place is not None} == codes


def test_all_entries_of_a_folder_each_once(units: Path) -> None:
    (units / "x").symlink_to(".")
    names = sorted(file.relative_to(units).as_posix() for file in entries_below(units))
    assert names == [
        ".git",
        ".hidden.yaml",
        "C.YAML",
        "a.yaml",
        "b.yml",
        "other/f.xlsx",
        "sub/d.yaml",
        "sub/deep/e.Yaml",
    ]


def test_a_very_deep_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deep = Path(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.yaml").write_text("", encoding="utf-8")
    assert matching(Path(), "**/*.yaml") == [deep / "a.yaml"]
