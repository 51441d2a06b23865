"""Every folder of tests/broken is a small campaign with one fault, and says in expected.txt what is told of it."""

from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.commands.campaign_loading import find_problems
from qcdc_cli.problems import CATALOGUE, Problem
from qcdc_cli.yamltext import reading_ahead

BROKEN = Path(__file__).parent.parent / "broken"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())

# Codes that no data file can cause by itself, and where they are tested.
ELSEWHERE = {
    "Q101": "tests/campaign/test_finding.py: a file that does not exist",
    "Q102": "tests/campaign/test_finding.py: no campaign above",
    "Q103": "tests/campaign/test_finding.py: a file that the system refuses",
    "Q104": "tests/campaign/test_finding.py: a pattern that matches nothing",
    "Q105": "tests/campaign/test_finding.py: a folder without sheets",
    "Q106": "tests/commands: an output that cannot be written",
    "Q107": "tests/commands: an export with an unknown suffix",
    "Q114": "tests/commands: init over what is there",
    **dict.fromkeys(("Q116", "Q117", "Q118", "Q119"), "tests/storage: files written by several runs, interrupted ones"),
    "Q120": "tests/test_file_bytes.py: a pipe or a device",
    "Q122": "tests/commands/test_overwriting.py: an output over an input",
    "Q123": "tests/commands/test_overwriting.py: an output over a form",
    "Q124": "tests/commands/test_overwriting.py: a form over a filled one",
    "Q125": "tests/commands/test_memory.py: no memory left",
    "Q115": "tests/yamltext/test_traps.py: a file of 20 MB",
    "Q640": "tests/forms/reading/test_not_understood.py: what a form showed to whoever filled it in",
    "Q641": "tests/commands/test_forms.py: a text that no cell of a form holds",
    "Q553": "tests/commands/test_labels.py: a label that several groups have, where people type it",
    "Q879": "tests/forms/test_appeals.py: a row of a form for appeals that is filled in by half",
    "Q625": "tests/campaign/test_other_rubric.py: sheets tried against another rubric",
    **dict.fromkeys(("Q805", "Q813", "Q814"), "tests/process/test_evidence.py: links, folders without end or closed"),
    "Q815": "tests/commands/test_evidence.py: a campaign without a folder for evidence",
    **dict.fromkeys(
        ("Q846", "Q847", "Q848"), "tests/commands/test_assign.py: an assignment that cannot be made, or is"
    ),
    "Q891": "tests/commands/test_compare.py: a period and itself",
    "Q892": "tests/commands/test_compare_campaigns.py: campaigns that have nothing in common",
    **{code: "tests/workbook, tests/forms, tests/render: Excel and tables" for code in CATALOGUE if code[:2] == "Q7"},
    **dict.fromkeys(("Q893", "Q894"), "tests/commands/test_tried_rubric.py: another rubric tried on given marks"),
    **{code: "tests/seals, tests/verification, tests/commands: seals" for code in CATALOGUE if code.startswith("Q0")},
    "Q857": "tests/commands/test_assign.py: forms of a double stage before anybody is assigned",
    "Q858": "tests/commands/test_evidence_packages.py: an empty file that a unit sent",
    **{code: "tests/packages, tests/dossiers: packages of evidence" for code in CATALOGUE if "Q818" <= code <= "Q839"},
    **{code: "tests/commands: the command line" for code in CATALOGUE if code.startswith("Q9")},
}


def told(problem: Problem) -> str:
    return f"{problem.place} {problem.code} {problem.sentence()}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_all_its_problems_are_told_with_their_places(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    problems = find_problems(None, None)
    assert [told(problem) for problem in problems] == expected
    assert folder.name[:4] in {problem.code for problem in problems}


@pytest.mark.parametrize("folder", FOLDERS[::20], ids=lambda folder: folder.name)
def test_another_process_that_reads_sheets_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "LEAST", 1)
    monkeypatch.setattr(reading_ahead, "BEFORE", 0)
    monkeypatch.setattr(reading_ahead, "_cores", lambda: 2)
    test_all_its_problems_are_told_with_their_places(folder, monkeypatch)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("chosen", language.LANGUAGES)
def test_every_problem_can_be_said_in_both_languages(
    folder: Path, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    language.use(chosen)
    for problem in find_problems(None, None):
        for said in (problem.sentence(), problem.remedy()):
            assert said.strip()
            assert "{}" not in said
        assert problem.place is not None
        assert problem.place.path
        if problem.place.line:
            assert 1 <= problem.place.column <= len(problem.excerpt) + 1
            assert problem.excerpt.strip()


def test_every_code_has_a_broken_campaign_or_a_test_elsewhere() -> None:
    here = {folder.name[:4] for folder in FOLDERS}
    assert here & ELSEWHERE.keys() == set()
    assert here | ELSEWHERE.keys() == set(CATALOGUE)


def test_every_code_of_a_test_elsewhere_is_in_one() -> None:
    tests = BROKEN.parent
    sources = [file for file in tests.rglob("*.py") if file != Path(__file__)]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    untold = {"Q908"}  # stands for what Typer may say one day
    assert {code for code in ELSEWHERE if code not in text} == untold


def test_every_code_is_raised_somewhere() -> None:
    package = BROKEN.parent.parent / "qcdc_cli"
    sources = [file for file in package.rglob("*.py") if file.parent.name != "catalogue"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    assert [code for code in CATALOGUE if f'"{code}"' not in text] == []
