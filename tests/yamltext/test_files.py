"""Only files that are called YAML are read and shown: a campaign from elsewhere could name any file of this machine."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import check, load
from qcdc_cli.problems import Problem
from qcdc_cli.render.terminal.problems import problems_text
from qcdc_cli.yamltext.document import YamlDocument, is_yaml
from tests.campaigns import ROOT

LINE = "root:x:0:0:bi-mat"
BASE = ROOT / "tests" / "valid" / "windows-line-ends"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign beside a file that is none of its own."""
    own = tmp_path / "campaign"
    (own / "units").mkdir(parents=True)
    for name in ("qcdc.yaml", "rubric.yaml", "units/u1.yaml"):
        (own / name).write_text((BASE / name).read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("passwd", "passwd.txt", "units/passwd"):
        (tmp_path / name if "/" not in name else own / name).write_text(f"{LINE}\nkey: [\n", encoding="utf-8")
    monkeypatch.chdir(own)
    return own


def change(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), encoding="utf-8")


def shown(problems: tuple[Problem, ...]) -> str:
    return problems_text(problems, color=False)


@pytest.mark.parametrize("name", ["../passwd", "../passwd.txt", "link.yaml", "{tmp}/passwd"])
@pytest.mark.parametrize("where", ["rubric", "extends", "sheets", "named", "campaign"])
def test_no_line_of_another_file_is_shown(name: str, where: str, folder: Path) -> None:
    Path("link.yaml").symlink_to("../passwd")
    name = name.format(tmp=folder.parent)
    source = Source()
    if where == "rubric":
        change("qcdc.yaml", "rubric.yaml", name)
    elif where == "extends":
        with Path("rubric.yaml").open("a", encoding="utf-8") as rubric:
            rubric.write(f"\nextends: {name}\n")
    elif where == "sheets":
        with Path("qcdc.yaml").open("a", encoding="utf-8") as campaign:
            campaign.write(f"\nsheets: {name}\n")
    elif where == "named":
        source = Source(sheets=(name,))
    else:
        Path("qcdc.yaml").unlink()
        Path("qcdc.yaml").symlink_to(name)
    for problems in (load(source).problems, check(source)):
        assert "Q121" in {problem.code for problem in problems}
        assert "bi-mat" not in shown(problems)
        assert "key" not in shown(problems)


def test_a_pattern_that_finds_everything_shows_nothing_of_it(folder: Path) -> None:
    with Path("qcdc.yaml").open("a", encoding="utf-8") as campaign:
        campaign.write("\nsheets: units/*\n")
    problems = load(Source()).problems
    assert [problem.code for problem in problems] == ["Q121"]
    assert LINE not in shown(problems)


@pytest.mark.parametrize(
    ("name", "expected"), [("a.yaml", True), ("a.YML", True), ("a.txt", False), ("yaml", False), ("a.yaml.bak", False)]
)
def test_what_is_called_yaml(name: str, expected: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a: b\n", encoding="utf-8")
    assert is_yaml(tmp_path / name) is expected
    (tmp_path / "link").symlink_to(name)
    assert is_yaml(tmp_path / "link") is expected


def test_a_workbook_is_told_as_what_it_is(tmp_path: Path) -> None:
    """It has refusals of its own, which show nothing of it."""
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    (problem,) = YamlDocument.read(tmp_path / "a.xlsx", "a.xlsx").problems
    assert (problem.code != "Q121", problem.excerpt) == (True, "")
