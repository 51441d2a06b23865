"""Finding the campaign, its sheets and rubrics."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.file_lookup import campaign_sheets, display_path, expand, find_campaign
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.shipped import rubric_file, shipped_rubrics
from qcdc_cli.language import Text
from qcdc_cli.problems import QcdcError

SHORT = Path(__file__).parent.parent / "valid" / "windows-line-ends"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a campaign's folder with a bracket in its name; the tests stand in it."""
    made = tmp_path / "Khối [1]"
    for name in ("qcdc.yaml", "units/b.yaml", "units/a.yaml", "units/sub/c.yml", "empty/x.txt"):
        file = made / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a: b\n", encoding="utf-8")
    for name in ("units/~$a.yaml", "units/.a.yaml", "units/.old/a.yaml", "units/qcdc.yaml"):
        file = made / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("", encoding="utf-8")
    monkeypatch.chdir(made)
    return made


def refused(patterns: list[str], folder: Path | None = None) -> list[tuple[str, object]]:
    with pytest.raises(QcdcError) as refusal:
        expand(patterns, folder)
    assert refusal.value.could_not_run
    return [(problem.code, problem.values["path"]) for problem in refusal.value.problems]


def names(files: list[Path], folder: Path) -> list[str]:
    return [file.resolve().relative_to(folder).as_posix() for file in files]


def test_a_campaign_is_found_from_below(folder: Path) -> None:
    assert find_campaign(folder / "units" / "sub").name == "units"  # the nearest one
    (folder / "units" / "qcdc.yaml").unlink()
    assert find_campaign(folder / "units" / "sub") == folder
    assert find_campaign(Path()) == folder
    assert find_campaign(folder / "qcdc.yaml") == folder


@pytest.mark.parametrize(("name", "code"), [("none", "Q101"), ("units/a.yaml", "Q101"), ("", "Q102")])
def test_no_campaign(name: str, code: str, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(QcdcError) as refusal:
        find_campaign(folder / name if name else tmp_path)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert refusal.value.could_not_run
    assert refusal.value.problems[0].sentence()


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["units/a.yaml"], ["units/a.yaml"]),
        (["./units/a.yaml", "units/a.yaml", "units"], ["units/a.yaml", "units/b.yaml", "units/sub/c.yml"]),
        (["units/*.yaml"], ["units/a.yaml", "units/b.yaml"]),
        (["units/**/*.yaml"], ["units/a.yaml", "units/b.yaml", "units/sub/c.yml"]),
        (["units/[ab].yaml"], ["units/a.yaml", "units/b.yaml"]),
        (["units/?.yaml"], ["units/a.yaml", "units/b.yaml"]),
        (["units/b.yaml", "units/*.yaml"], ["units/b.yaml", "units/a.yaml"]),
        (["units/.a.yaml"], ["units/.a.yaml"]),  # named by itself it is meant
        (["units/sub/*"], ["units/sub/c.yml"]),
    ],
)
def test_names_folders_and_patterns(patterns: list[str], expected: list[str], folder: Path) -> None:
    assert names(expand(patterns), folder) == expected


def test_names_are_looked_up_in_the_campaign_too(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(expand(["units/*.yaml"], folder), folder) == ["units/a.yaml", "units/b.yaml"]
    assert names(expand(["units"], folder), folder) == ["units/a.yaml", "units/b.yaml", "units/sub/c.yml"]
    assert names(expand([str(folder / "units" / "a.yaml")]), folder) == ["units/a.yaml"]


def test_everything_that_leads_nowhere_is_told_at_once(folder: Path) -> None:
    assert refused(["units/a.yaml", "unit/*.yaml", "none.yaml", "empty", "units/*.yml"]) == [
        ("Q104", "unit/*.yaml"),
        ("Q101", "none.yaml"),
        ("Q105", "empty"),
        ("Q104", "units/*.yml"),
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("units/**/*.yaml", ["units/a.yaml", "units/b.yaml", "units/sub/c.yml"]),
        ("units", ["units/a.yaml", "units/b.yaml", "units/sub/c.yml"]),
        ("units/a.yaml", ["units/a.yaml"]),
        ("nothing/**/*.yaml", []),
        ("nothing", []),
    ],
)
def test_the_campaign_s_own_sheets(pattern: str, expected: list[str], folder: Path) -> None:
    assert names(campaign_sheets(folder, pattern), folder) == expected


def test_a_file_is_shown_from_the_working_folder(folder: Path, tmp_path: Path) -> None:
    assert display_path(folder / "units" / "a.yaml") == "units/a.yaml"
    assert display_path(tmp_path / "x.yaml") == str(tmp_path / "x.yaml")


def test_a_rubric_by_name_or_path(folder: Path) -> None:
    assert "qcdc-cap-xa-2020" in shipped_rubrics()
    assert rubric_file("qcdc-cap-xa-2020", folder).is_file()
    assert rubric_file("units/a.yaml", folder) == folder / "units" / "a.yaml"
    for name in ("none", "units", "", "a\0b"):
        with pytest.raises(QcdcError) as refusal:
            rubric_file(name, folder)
        assert [problem.code for problem in refusal.value.problems] == ["Q113"]


def test_a_file_that_the_system_refuses_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path, *_: object, **__: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = load(Source(SHORT)).problems[:1]
    assert (problem.code, problem.values["reason"]) == ("Q103", Text("không có quyền", "permission denied"))


def test_loose_sheets_with_a_rubric(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sheet, rubric = SHORT / "units" / "u1.yaml", SHORT / "rubric.yaml"
    loaded = load(Source(sheets=(str(sheet),), rubric=str(rubric)))
    assert loaded.problems == ()
    assert list(loaded.sheets) == [("u1", "k1")]
    assert loaded.folder is None


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (Source(sheets=("x.yaml",)), "Q102"),
        (Source(rubric="x.yaml"), "Q102"),
        (Source(folder=Path("none"), sheets=("x.yaml",), rubric="x.yaml"), "Q101"),
        (Source(sheets=("x.yaml",), rubric="none"), "Q101"),
        (Source(sheets=(str(SHORT / "units"),), rubric="none"), "Q113"),
        (Source(folder=SHORT, rubric="none"), "Q113"),
        (Source(folder=SHORT, sheets=("none/*.yaml",)), "Q104"),
    ],
)
def test_nothing_to_load(source: Source, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QcdcError) as refusal:
        load(source)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert refusal.value.could_not_run


def test_a_rubric_given_for_all_replaces_the_blocs_own(folder: Path) -> None:
    loaded = load(Source(SHORT, rubric="qcdc-cap-xa-2020"))
    assert loaded.rubrics["b"].rubric == "qcdc-cap-xa-2020"
