"""Ids as names of files, and patterns of sheets that find nothing."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import campaign_problems, is_file_name
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.starting import unit_ids
from qcdc_cli.problems import Problem
from tests.campaigns import ROOT, tree_of


def warned(first: str, second: str, key: str) -> list[tuple[str, object]]:
    """Return what is told of two ids of one sort, each with its path."""
    ids = {"units": ["a", "b"], "blocs": ["k", "l"], "periods": ["p", "q"], "stages": ["s", "t"]} | {
        key: [first, second]
    }
    one, two = ids["units"]
    tree = tree_of(
        f"campaign: Thử\nperiod: {ids['periods'][0]!r}\n"
        f"stages: [{{id: {ids['stages'][0]!r}, name: A}}, {{id: {ids['stages'][1]!r}, name: B}}]\n"
    )
    tree |= {"periods": {each: {"name": each} for each in ids["periods"]}, "units": {one: "Xã A", two: "Xã B"}}
    tree["blocs"] = {
        name: {"name": name, "rubric": "r", "units": [unit]}
        for name, unit in zip(ids["blocs"], (one, two), strict=True)
    }
    return [(problem.code, problem.path) for problem in campaign_problems(Campaign.model_validate(tree))]


def path_of(key: str, number: int, identity: str) -> tuple[object, ...]:
    return ("stages", number, "id") if key == "stages" else (key, identity)


@pytest.mark.parametrize("key", ["units", "blocs", "periods", "stages"])
def test_ids_that_differ_in_case_only(key: str) -> None:
    assert warned("phu-an", "Phu-An", key) == [("Q418", path_of(key, 1, "Phu-An"))]
    assert warned("phu-an", "phu-an-2", key) == []


@pytest.mark.parametrize("key", ["units", "blocs", "periods", "stages"])
@pytest.mark.parametrize("identity", ["con", "CON", "Prn", "aux", "nul", "COM1", "lpt9", "con.x", "nul.tar.gz"])
def test_ids_that_windows_cannot_have_as_names(key: str, identity: str) -> None:
    assert warned("x1", identity, key) == [("Q419", path_of(key, 1, identity))]


@pytest.mark.parametrize("identity", ["con-dao", "console", "com", "com10", "lpt0", "x.con", "a.b", "nula"])
def test_ids_that_only_look_like_them(identity: str) -> None:
    assert is_file_name(identity)


def test_a_new_campaign_has_no_such_ids() -> None:
    assert list(unit_ids(("Xã Côn", "Xã Phú An"))) == ["don-vi-con", "phu-an"]


# ---------------------------------------------------------------- sheets that are not found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of three units, in a folder with a bracket in its name."""
    own = tmp_path / "Khối [1]"
    own.mkdir()
    source = ROOT / "tests" / "broken" / "Q617"
    text = (source / "qcdc.yaml").read_text(encoding="utf-8")
    text = text.replace("units: [u1]", "units: [u1, u2, u3]").replace("{u1: Xã Một}", "{u1: Một, u2: Hai, u3: Ba}")
    (own / "qcdc.yaml").write_text(text, encoding="utf-8")
    (own / "rubric.yaml").write_bytes((source / "rubric.yaml").read_bytes())
    monkeypatch.chdir(own)
    return own


def told(pattern: str | None, *files: str) -> list[Problem]:
    for name in files:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("unit: u1\nperiod: k1\nmarks: {I.1: 5}\n", encoding="utf-8")
    if pattern is not None:
        with Path("qcdc.yaml").open("a", encoding="utf-8") as campaign:
            campaign.write(f"\nsheets: '{pattern}'\n")
    return list(load(Source()).problems)


@pytest.mark.parametrize(
    ("pattern", "file", "there", "nearest"),
    [
        ("unit/*.yaml", "units/a.yaml", "units: a.yaml", "units/*.yaml"),
        ("units/*.yaml", "units/xa/a.yaml", "units/xa: a.yaml", "units/xa/*.yaml"),
        ("units/*.yml", "units/a.yaml", "units: a.yaml", "units/*.yaml"),
        ("units/*.yaml", "units/a.xlsx", "units: a.xlsx", ""),
        ("units/**/*.yaml", "units/a.xlsx", "units: a.xlsx", ""),
        ("units/**/*.yaml", "phieu/a.yaml", "phieu: a.yaml", "phieu/*.yaml"),
        ("units", "phieu/a.yaml", "phieu: a.yaml", "phieu/*.yaml"),
        ("phieu/x.yaml", "phieu/a.yaml", "phieu: a.yaml", "phieu/*.yaml"),
        ("*.yml", "a.yaml", ".: a.yaml", "*.yaml"),
        ("../ngoai/*.yml", "../ngoai/a.yaml", "../ngoai: a.yaml", "../ngoai/*.yaml"),
    ],
)
def test_a_pattern_that_finds_nothing_is_told_once(
    pattern: str, file: str, there: str, nearest: str, folder: Path
) -> None:
    (problem,) = told(pattern, file)
    assert (problem.code, problem.values["pattern"], problem.values["there"]) == ("Q417", pattern, there)
    assert problem.nearest == nearest
    assert problem.place is not None
    assert problem.place.line > 1


def test_where_there_is_nothing_else_either(folder: Path) -> None:
    (problem,) = told("phieu/*.yaml")
    assert problem.code == "Q417"
    assert "không có tệp .yaml nào khác" in problem.sentence()


def test_a_young_campaign_is_told_unit_by_unit(folder: Path) -> None:
    assert [problem.code for problem in told(None)] == ["Q617"] * 3


def test_a_pattern_that_finds_some_sheets_is_not_wrong(folder: Path) -> None:
    assert [problem.code for problem in told("units/*.yaml", "units/a.yaml", "phieu/b.yaml")] == ["Q617"] * 2


def test_of_very_many_files_some_are_named(folder: Path) -> None:
    (problem,) = told("x/*.yaml", *(f"u{number}/{name}.yaml" for number in range(30) for name in "abcdefgh"))
    assert len(problem.sentence()) < 500
