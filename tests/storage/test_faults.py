"""A step on the disk that fails or is the last one, at every position: nothing torn, nothing lost, all or none."""

import os
import shutil
from pathlib import Path

import pytest

from qcdc_cli.storage import JOURNAL, UNDO
from qcdc_cli.storage.disk import is_own
from tests.storage.conftest import SHEET, small_campaign
from tests.storage.faults import KILLED, RECORDS, Files, Round, Run, files_in, rounds, run_killed, without_records

pytestmark = [
    pytest.mark.slow,
    pytest.mark.rounds,
    pytest.mark.no_cover,  # thousands of runs, which a tracer makes several times slower
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each run is a child of one process that has imported all"),
]
IMPORT = ["import", "marks.csv", "--stage", "board"]
UNDO_IMPORT = ["import", "--undo"]
NOTED = ".qcdc/records.jsonl"
SHEETS = ("units/a.yaml", "units/b.yaml", "kept/c-sheet.yaml", "units/d.yaml")


def without_own(files: Files) -> Files:
    """Return files without the lock, the journal and temporary ones."""
    return {name: digest for name, digest in files.items() if not is_own(Path(name).name)}


def assert_all_or_none(run: Run, before: Files, after: Files) -> None:
    assert without_own(run.files) in (before, after), run


def assert_nothing_left(run: Run) -> None:
    assert run.files == without_own(run.files), run


def ends(found: list[Round]) -> tuple[Files, Files]:
    """Return the files before the command and after it, of rounds that have seen all of its steps."""
    assert [one.first.fired for one in found] == [True] * (len(found) - 1) + [False]
    assert len(found) > 10
    assert found[-1].first.status == 0
    return without_own(found[0].first.files), found[-1].first.files


def test_a_kill_at_any_step_of_an_import(small: Path) -> None:
    found = rounds(small, IMPORT, [["check"], IMPORT])
    before, after = ends(found)
    assert {name for name in after if before.get(name) != after[name]} == {*SHEETS, UNDO, RECORDS, NOTED}
    told = set()
    for one in found[:-1]:
        assert one.first.status == KILLED
        for name, digest in without_own(one.first.files).items():
            assert digest in (before.get(name), after.get(name)), (one.position, name)
        assert before.keys() <= one.first.files.keys()
        check, again = one.then
        assert check.status == 0, check
        assert_all_or_none(check, before, after)
        assert_nothing_left(check)
        if any(name.endswith(".qcdc-journal.json") for name in one.first.files):
            assert "interrupted" in check.err
            told.add(check.files == after)
            assert ("now complete: records/imports.jsonl" in check.err) == (check.files == after)
        assert (again.status, again.files) == (0, after), again
    assert told == {True, False}


def test_a_kill_at_any_step_of_a_seal_leaves_no_part_of_it(small: Path) -> None:
    """Every third step: the file of seals and the copy are both there, and sound, or neither is."""
    found = rounds(small, ["seal", "--provisional"], [["check"], ["seal", "--provisional"]], every=3)
    assert [one.first.fired for one in found] == [True] * (len(found) - 1) + [False]
    first = {"seals/p1.yaml", "seals/p1.1.zip"}
    before = {name for name in files_in(small) if not name.startswith("seals/")}
    told = set()
    for one in found[:-1]:
        check, again = one.then
        assert (one.first.status, check.status, again.status) == (KILLED, 0, 0), one
        assert_nothing_left(check)
        made = check.files.keys() - before
        assert made in (set(), first), one.position
        assert again.files.keys() - before == first  # where it is there, the same is sealed no second time
        told.add(bool(made))
    assert told == {True, False}
    assert found[-1].first.files.keys() - before == first


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a campaign into which marks were imported: three sheets are replaced, one is made."""
    folder = small_campaign(tmp_path_factory.mktemp("undo") / "nho")
    found = run_killed(folder, IMPORT, 10_000)
    assert (found.status, found.files.keys() >= {*SHEETS, UNDO}) == (0, True)
    return folder


@pytest.fixture(scope="module")
def undone(imported: Path) -> list[Round]:
    """Return what came of undoing that import, killed at any step."""
    return rounds(imported, UNDO_IMPORT, [["check"], UNDO_IMPORT])


def test_a_kill_at_any_step_of_an_undo(undone: list[Round], tmp_path: Path) -> None:
    found = undone
    before, after = ends(found)
    assert without_records(after) == files_in(small_campaign(tmp_path / "truoc"))
    assert before[RECORDS] != after[RECORDS]  # undoing an import erases no record
    told = set()
    for one in found[:-1]:
        assert one.first.status == KILLED
        for name, digest in without_own(one.first.files).items():
            assert digest in (before.get(name), after.get(name)), (one.position, name)
        check, again = one.then
        assert check.status == 0, check
        assert_all_or_none(check, before, after)
        assert_nothing_left(check)
        told.add(check.files == after)
        assert (again.status, "Q788" in again.err) == ((2, True) if check.files == after else (0, False)), again
        assert again.files == after
    assert told == {True, False}


def test_an_error_at_any_step_of_an_undo(imported: Path) -> None:
    found = rounds(imported, UNDO_IMPORT, [], fault="EACCES")
    before, after = ends(found)
    for one in found[:-1]:
        assert without_own(one.first.files) == (after if one.first.status == 0 else before), one
        if one.first.status:
            assert_nothing_left(one.first)
            assert "Q106" in one.first.err


def test_a_kill_at_any_step_of_finishing_an_undo(imported: Path, undone: list[Round], tmp_path: Path) -> None:
    """Where somebody writes the removed sheet anew meanwhile, it stays; and all else is finished or put back."""
    before, after = ends(undone)
    half = [one.position for one in undone if JOURNAL in one.first.files and not is_whole(one.first, before, after)]
    folder = tmp_path / "nho"
    shutil.copytree(imported, folder, symlinks=True)
    killed = run_killed(folder, UNDO_IMPORT, half[len(half) // 2])
    assert without_own(killed.files) not in (before, after)
    for one in rounds(folder, ["check"], [["check"]], every=2):
        assert one.then[0].files == after, one
    written = SHEET.format(unit="d").replace("5", "9")
    (folder / "units" / "d.yaml").write_text(written, encoding="utf-8")
    own = files_in(folder)["units/d.yaml"]
    for one in rounds(folder, ["check"], [["check"]], every=2):
        files = one.then[0].files
        assert files["units/d.yaml"] == own
        assert {**files, "units/d.yaml": ""} in ({**after, "units/d.yaml": ""}, {**before, "units/d.yaml": ""}), one


def is_whole(run: Run, before: Files, after: Files) -> bool:
    """Return whether a killed run left all files as before, or all as after."""
    return without_own(run.files) in (before, after)


@pytest.mark.parametrize("fault", ["EACCES", "ENOSPC"])
def test_an_error_at_any_step_of_an_import(small: Path, fault: str) -> None:
    found = rounds(small, IMPORT, [["check"]], fault=fault)
    before, after = ends(found)
    for one in found[:-1]:
        expected = after if one.first.status == 0 else before
        assert without_own(one.first.files) == expected, one
        (check,) = one.then
        assert (check.status, check.files) == (0, expected), one
        if one.first.status:
            assert one.first.status == 2
            assert_nothing_left(one.first)
            assert "Q106" in one.first.err
            if "Q116" in one.first.err:
                assert "records/imports.jsonl" in one.first.err
    several = [one.first.err for one in found if "Q116" in one.first.err]
    assert any(all(name in err for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")) for err in several)


def test_a_disk_that_is_gone_from_any_step_on(small: Path) -> None:
    """Nothing can be put back then; the next command does it."""
    found = rounds(small, IMPORT, [["check"], IMPORT], fault="EIO", lasting=True)
    before, after = ends(found)
    seen = set()
    for one in found[:-1]:
        check, again = one.then
        assert_all_or_none(check, before, after)
        assert_nothing_left(check)
        assert again.files == after
        if one.first.status == 0:
            assert check.files == after
        elif without_own(one.first.files) not in (before, after):  # half of them are replaced, and stay so for now
            assert "Q119" in one.first.err
            assert "Q116" not in one.first.err
            seen.add("Q119")
    assert seen == {"Q119"}


@pytest.fixture(scope="module")
def half_replaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a campaign of whose sheets two are replaced and two are not, since the import was killed."""
    folder = small_campaign(tmp_path_factory.mktemp("half") / "nho")
    found = rounds(folder, IMPORT, [])
    before, after = ends(found)
    (position, *_) = [
        one.position
        for one in found
        if sum(one.first.files.get(name) == after[name] for name in SHEETS) == 2 and JOURNAL in one.first.files
    ]
    killed = run_killed(folder, IMPORT, position)
    assert without_own(killed.files) not in (before, after)
    return folder


def test_a_kill_at_any_step_of_finishing_what_was_interrupted(half_replaced: Path) -> None:
    found = rounds(half_replaced, ["check"], [["check"], IMPORT])
    after = found[-1].first.files
    assert len(found) > 10
    assert "now complete" in found[-1].first.err
    for one in found[:-1]:
        check, again = one.then
        assert (check.status, check.files) == (0, after), one
        assert again.files == after


def test_a_kill_at_any_step_of_undoing_it(half_replaced: Path, tmp_path: Path) -> None:
    """A sheet that was to be replaced is changed by hand first: it stays, and those that were replaced are put back."""
    folder = tmp_path / "nho"
    shutil.copytree(half_replaced, folder, symlinks=True)
    (folder / "units" / "d.yaml").write_text(SHEET.format(unit="d").replace("5", "9"), encoding="utf-8")
    own = files_in(folder)["units/d.yaml"]
    before = files_in(small_campaign(tmp_path / "truoc"))
    found = rounds(folder, ["check"], [["check"]])
    assert len(found) > 10
    assert "now as before: records/imports.jsonl" in found[-1].first.err
    assert "left as they are, please look: units/d.yaml" in found[-1].first.err
    for one in found:
        assert one.then[0].files == {**before, "units/d.yaml": own}, one


def test_a_kill_at_any_step_of_making_a_campaign(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    make = ["init", "moi", "-u", "Xã A"]
    found = rounds(start, make, [make, ["-C", "moi", "check"]])
    after = found[-1].first.files
    assert "moi/qcdc.yaml" in after
    for one in found[:-1]:
        again, check = one.then
        whole = "moi/qcdc.yaml" in one.first.files
        assert again.status == (2 if whole else 0), one  # with qcdc.yaml the campaign is there, and not made again
        assert ("Q917" in again.err) == whole
        assert check.status == 0, one
        assert check.files == after
    found = rounds(start, make, [["-C", "moi", "check"], make], every=5)
    for one in found[:-1]:
        assert_nothing_left(one.then[0])
        assert one.then[1].files == after, one


def test_an_error_at_any_step_of_making_a_campaign(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    make = ["init", "moi", "-u", "Xã A"]
    found = rounds(start, make, [make], fault="ENOSPC", every=2)
    after = found[-1].first.files
    for one in found[:-1]:
        if one.first.status:
            assert one.first.files == {}, one
            assert (one.then[0].status, one.then[0].files) == (0, after), one


@pytest.mark.parametrize(
    "command", [["export", "bao-cao.md"], ["form", "a", "b"], ["form", "a", "-o", "gui/a.xlsx", "--force"]]
)
def test_a_kill_at_any_step_of_an_output(small: Path, command: list[str]) -> None:
    shutil.rmtree(small / "kept")
    (small / "units" / "c.yaml").unlink()
    (small / "bao-cao.md").write_text("cũ", encoding="utf-8")
    found = rounds(small, command, [["check"], command])
    before, after = found[0].first.files, found[-1].first.files
    made = {name for name in after if before.get(name) != after[name]}
    assert made
    for one in found[:-1]:
        check, again = one.then
        assert_nothing_left(check)
        here = {name for name in made if name in check.files and check.files[name] != before.get(name)}
        assert here in (set(), made), one
        if "--force" not in command and command[0] == "form" and here:
            assert "Q743" in again.err
        else:
            assert again.status == 0, one
            assert again.files.keys() == after.keys()


@pytest.mark.parametrize("command", [["export", "../ngoai/bao-cao.md"], ["form", "a", "b", "-o", "../ngoai"]])
def test_a_kill_outside_of_the_campaign_leaves_whole_files_and_the_next_run_clears_up(
    small: Path, command: list[str]
) -> None:
    inner = small / "dot"
    inner.mkdir()
    for file in list(small.iterdir()):
        if file != inner:
            file.rename(inner / file.name)
    (small / "ngoai").mkdir()
    at = ["-C", "dot", *command[:-1], command[-1].removeprefix("../"), *(["--force"] if command[0] == "form" else [])]
    found = rounds(small, at, [at])
    after = found[-1].first.files
    for one in found[:-1]:
        assert (one.then[0].status, one.then[0].files.keys()) == (0, after.keys()), one
