"""What was sealed compared with what is there: whatever changed is named, and what may change is not blamed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.problems import Severity
from qcdc_cli.process.sealing.verification import Finding, Verification
from qcdc_cli.seals.seal_files import new_entry, read_chain, seals_file, with_entry
from qcdc_cli.seals.verifying import seals_in_force, verify
from qcdc_cli.seals.verifying_inputs import CampaignNow
from qcdc_cli.storage.disk import digest
from qcdc_cli.yamltext.document import YamlDocument
from tests.seals.sealed import seal
from tests.seals.small import SCALE, SHEET, small_campaign
from tests.seals.test_seal_files import write_entries

Edit = Callable[[Path], None]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a campaign whose first bloc is sealed."""
    folder = tmp_path_factory.mktemp("verified") / "campaign"
    small_campaign(folder)
    seal(folder, "2020", "mot")
    return folder


@pytest.fixture
def sealed(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it that a test may change."""
    folder = tmp_path / "campaign"
    shutil.copytree(made, folder)
    return folder


def verified(folder: Path) -> Verification:
    """Verify all seals of a campaign."""
    loaded = load(Source(folder))
    now = CampaignNow(folder, loaded) if isinstance(loaded, Loaded) else CampaignNow(folder, None, loaded.problems)
    chain = read_chain(folder)
    return verify(now, chain, seals_in_force(chain), lambda _folder, _seal: iter(()))


def findings(folder: Path) -> list[Finding]:
    return [one for _, one in verified(folder).all_findings()]


def told(folder: Path) -> list[str]:
    """Return what is found: code, file and line or entry, old and new value."""
    parts = ((one.problem.code, one.file, one.entry, one.before, one.after) for one in findings(folder))
    return sorted(" ".join(part for part in own if part) for own in parts)


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        file = folder / name
        whole = file.read_bytes()
        assert old.encode() in whole
        file.write_bytes(whole.replace(old.encode(), new.encode(), 1))

    return edit


def added(name: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + text.encode())

    return edit


def removed(name: str) -> Edit:
    return lambda folder: (folder / name).unlink()


def line_ends(name: str) -> Edit:
    def edit(folder: Path) -> None:
        file = folder / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    return edit


CASES: dict[str, tuple[Edit, bool, list[str]]] = {
    # what is done, whether all still agrees, what is told
    "nothing": (lambda _: None, True, []),
    "a mark": (
        replaced("units/a.yaml", "mark: 8.5", "mark: 9.5"),
        False,
        ["Q022 units/a.yaml marks/I/bloc/mark 8.5 9.5", "Q035"],
    ),
    "a reason": (
        replaced("units/a.yaml", "Thiếu biên bản", "Thiếu"),
        False,
        ["Q022 units/a.yaml marks/I/bloc/reason Thiếu biên bản Thiếu"],
    ),
    "an entry gone": (
        replaced("units/a.yaml", "{self: 9, bloc: {mark: 8.5, reason: Thiếu biên bản}}", "{self: 9}"),
        False,
        ["Q022 units/a.yaml marks/I/bloc {mark: 8.5, reason: Thiếu biên bản}", "Q035"],
    ),
    "a comment": (added("units/a.yaml", "# xem lại\n"), False, ["Q024 units/a.yaml"]),
    "line ends of a sheet": (line_ends("units/a.yaml"), True, ["Q025 units/a.yaml"]),
    "line ends of the records": (line_ends("records/imports.jsonl"), True, ["Q025 records/imports.jsonl"]),
    "line ends of evidence": (
        line_ends("minh-chung/xa-a/2020/bien-ban.txt"),
        True,
        ["Q025 minh-chung/xa-a/2020/bien-ban.txt"],
    ),
    "no more YAML": (added("units/a.yaml", "\t: ["), False, ["Q023 units/a.yaml", "Q037", "Q205"]),
    "a sheet gone": (removed("units/a.yaml"), False, ["Q020 units/a.yaml", "Q035"]),
    "a sheet more": (
        added("units/d.yaml", SHEET.format(unit="xa-a", mark="9")),
        False,
        ["Q021 units/d.yaml", "Q037", "Q406"],
    ),
    "a sheet of another bloc": (replaced("units/c.yaml", "self: 9", "self: 9.5"), True, []),
    "the rubric": (
        replaced("thang.yaml", "decimals: 2", "decimals: 0"),
        False,
        ["Q022 thang.yaml rounding/decimals 2 0", "Q035"],
    ),
    "the rubric of another bloc": (
        replaced("khac.yaml", "decimals: 2", "decimals: 1"),
        True,
        ["Q026 khac.yaml rounding/decimals 2 1"],
    ),
    "a comment in the rubric of another bloc": (added("khac.yaml", "# sửa\n"), True, ["Q029 khac.yaml"]),
    "a comment in qcdc.yaml": (added("qcdc.yaml", "# sửa\n"), True, ["Q029 qcdc.yaml"]),
    "a later period": (
        replaced("qcdc.yaml", 'periods:\n  "2020"', 'periods:\n  "2021": {name: Năm 2021}\n  "2020"'),
        True,
        ["Q026 qcdc.yaml periods {2021: {name: Năm 2021}}"],
    ),
    "the current period": (
        replaced("qcdc.yaml", 'period: "2020"\nperiods:', 'period: "2021"\nperiods:\n  "2021": {name: Năm 2021}'),
        True,
        ["Q026 qcdc.yaml period 2020 2021", "Q026 qcdc.yaml periods {2021: {name: Năm 2021}}"],
    ),
    "the name of the sealed period": (
        replaced("qcdc.yaml", "Cả năm 2020", "Năm 2020"),
        False,
        ["Q022 qcdc.yaml periods/2020/name Cả năm 2020 Năm 2020"],
    ),
    "the bloc's meeting": (
        replaced("qcdc.yaml", "Trưởng khối", "Phó khối"),
        False,
        ["Q022 qcdc.yaml meetings/2020/mot/chair Trưởng khối Phó khối"],
    ),
    "another bloc's meeting": (
        replaced(
            "qcdc.yaml",
            "    mot: {date",
            "    hai: {date: 2020-12-29, document: b, entitled: 1, present: 1}\n    mot: {date",
        ),
        True,
        ['Q026 qcdc.yaml meetings {2020: {hai: {date: "2020-12-29", document: b, entitled: 1, present: 1}}}'],
    ),
    "a checker more": (
        replaced("qcdc.yaml", "checkers:\n", "checkers:\n  to-b: {name: Tổ B}\n"),
        True,
        ["Q026 qcdc.yaml checkers {to-b: {name: Tổ B}}"],
    ),
    "a checker's unit": (
        replaced("qcdc.yaml", "name: Tổ A, unit: xa-a", "name: Tổ A"),
        False,
        ["Q022 qcdc.yaml checkers/to-a/unit xa-a"],
    ),
    "a unit's name": (replaced("qcdc.yaml", "Xã A", "Xã Á"), False, ["Q022 qcdc.yaml units/xa-a Xã A Xã Á", "Q035"]),
    "a unit of another bloc": (
        replaced("qcdc.yaml", "xa-c: Xã C", "xa-c: Xã Cc"),
        True,
        ["Q026 qcdc.yaml units/xa-c Xã C Xã Cc"],
    ),
    "qcdc.yaml that cannot be used": (
        replaced("qcdc.yaml", "campaign: ", "campain: "),
        False,
        ["Q022 qcdc.yaml campaign Thi đua", "Q022 qcdc.yaml campain Thi đua", "Q037", "Q305"],
    ),
    "imports since": (added("records/imports.jsonl", "{}\n"), True, []),
    "a record": (
        replaced("records/imports.jsonl", "xa-b.xlsx", "xa-c.xlsx"),
        False,
        ["Q027 records/imports.jsonl 2"],
    ),
    "evidence": (
        replaced("minh-chung/xa-b/2020/bao-cao.txt", "Báo", "báo"),
        False,
        ["Q036 minh-chung/xa-b/2020/bao-cao.txt"],
    ),
    "evidence gone": (removed("minh-chung/xa-b/2020/bao-cao.txt"), False, ["Q031 minh-chung/xa-b/2020/bao-cao.txt"]),
    "evidence more": (added("minh-chung/xa-b/2020/x/a.txt", "a"), False, ["Q030 minh-chung/xa-b/2020/x/a.txt"]),
    "evidence of another bloc": (added("minh-chung/xa-c/2020/a.txt", "a"), True, []),
    "evidence of another period": (added("minh-chung/xa-a/2021/a.txt", "a"), True, []),
    "no copy": (removed("seals/2020.1.zip"), True, ["Q038"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_changed_is_named_and_what_may_change_is_not_blamed(sealed: Path, case: str) -> None:
    edit, agrees, expected = CASES[case]
    edit(sealed)
    shown = [line.partition(" {")[0] if line.startswith("Q027") else line for line in told(sealed)]
    assert (verified(sealed).agrees, shown) == (agrees, expected)


def test_an_entry_that_differs_is_placed_where_it_stands_now(sealed: Path) -> None:
    replaced("units/a.yaml", "unit: xa-a\n", "# một dòng nữa\nunit: xa-a\n")(sealed)
    replaced("units/a.yaml", "actual: 8", "actual: 9")(sealed)
    found = [one.problem for one in findings(sealed) if one.problem.code == "Q022"]
    assert [(one.place.line, one.sentence()) for one in found if one.place is not None] == [
        (6, "`marks/II/self/actual` khác với lúc niêm phong: lúc đó `8`, nay `9`.")
    ]


def test_results_that_differ_are_told_by_unit_and_criterion_with_old_and_new_figures(sealed: Path) -> None:
    replaced("units/b.yaml", "mark: 7", "mark: 8.5")(sealed)
    ((seal_found),) = verified(sealed).seals
    ((results),) = seal_found.results
    assert [(one.line, one.field, one.before, one.after) for one in results.differences or ()] == [
        ("xa-b", "points", "15.89", "17.39"),
        ("xa-b", "rank", "2", "1"),
        ("xa-b/I", "mark.bloc", "7", "8.5"),
        ("xa-b/I", "points", "7", "8.5"),
    ]


def test_without_the_copy_files_are_named_but_not_the_entries(sealed: Path) -> None:
    removed("seals/2020.1.zip")(sealed)
    replaced("units/a.yaml", "mark: 8.5", "mark: 9")(sealed)
    added("minh-chung/xa-b/2020/a.txt", "a")(sealed)
    replaced("records/imports.jsonl", "xa-b.xlsx", "xa-c.xlsx")(sealed)
    expected = ["Q023 records/imports.jsonl", "Q023 units/a.yaml", "Q032", "Q035", "Q038"]
    assert told(sealed) == expected


def test_after_an_erratum_it_is_the_erratum_that_counts(sealed: Path) -> None:
    """What an erratum corrected is no difference, and what it sealed is."""
    replaced("units/a.yaml", "mark: 8.5", "mark: 9.5")(sealed)
    seal(
        sealed, "2020", "mot", sort="erratum", corrects="1", reason="Cộng sót", changed={"mot/xa-a points": ["1", "2"]}
    )
    found = verified(sealed)
    assert found.agrees
    assert [(one.seal.seal, one.blocs, [each.seal for each in one.errata]) for one in found.seals] == [
        (2, ("mot",), [2])
    ]
    replaced("units/a.yaml", "mark: 9.5", "mark: 8.5")(sealed)
    assert told(sealed) == ["Q022 units/a.yaml marks/I/bloc/mark 9.5 8.5", "Q035"]


def test_blocs_that_are_sealed_one_by_one_do_not_spoil_each_other(sealed: Path) -> None:
    seal(sealed, "2020", "hai")
    assert [one.blocs for one in verified(sealed).seals] == [("mot",), ("hai",)]
    assert told(sealed) == []
    replaced("units/c.yaml", "mark: 8", "mark: 9")(sealed)
    assert [one.agrees for one in verified(sealed).seals] == [True, False]


def test_each_evidence_file_that_is_recorded_as_removed_is_named_with_who_and_why(sealed: Path) -> None:
    path = "minh-chung/xa-a/2020/ke-hoach.txt"
    kept = (sealed / path).read_bytes()
    (sealed / path).unlink()
    entry = new_entry(
        {
            **{
                key: value
                for key, value in first_entry(sealed).items()
                if key in ("period", "blocs", "time", "program")
            },
            "seal": "2",
            "sort": "removal",
            "before": read_chain(sealed).seals[-1].digest,
            "reason": "Hết thời hạn lưu trữ",
            "by": "Nguyễn Văn A",
            "removed": {path: digest(kept)},
        }
    )
    new = with_entry(sealed, entry)
    assert isinstance(new.data, bytes)
    new.file.write_bytes(new.data)
    ((found),) = findings(sealed)
    assert found.problem.sentence() == (
        "Tệp minh chứng này đã ghi nhận là hủy theo quy định (niêm phong số 2): Nguyễn Văn A; "
        "lý do: Hết thời hạn lưu trữ."
    )
    assert found.file == path
    assert verified(sealed).agrees
    removed("seals/2020.1.zip")(sealed)  # then, too, all files together are what was sealed
    assert told(sealed) == ["Q033 " + path, "Q038"]
    (sealed / path).write_bytes(kept)
    assert (told(sealed), verified(sealed).agrees) == (["Q034 " + path, "Q038"], True)
    (sealed / path).write_bytes(b"another")
    assert "Q030 " + path in told(sealed)


def first_entry(folder: Path) -> dict[str, Any]:
    """Return the first entry of a campaign's seals as a tree of texts."""
    tree: Any = YamlDocument.read(seals_file(folder, "2020"), "seals").tree
    return dict(tree["seals"][0])


def test_what_was_sealed_provisionally_may_change(tmp_path: Path) -> None:
    small_campaign(tmp_path)
    seal(tmp_path, "2020", "mot", provisional="yes", open=["chưa họp"])
    replaced("units/a.yaml", "mark: 8.5", "mark: 9.5")(tmp_path)
    found = verified(tmp_path)
    assert [one.severity for _, one in found.all_findings()] == [Severity.NOTE, Severity.NOTE]
    assert (found.agrees, found.seals[0].differs_lawfully) == (True, True)


def test_another_version_of_the_program_that_computes_otherwise_is_no_tampering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sealed results are those of the copy; what the program at hand would give is told beside them."""
    shipped = tmp_path / "shipped" / "co-san.yaml"
    shipped.parent.mkdir()
    shipped.write_text(SCALE, "utf-8")
    monkeypatch.setattr("qcdc_cli.campaign.shipped._FOLDERS", (shipped.parent,))
    folder = tmp_path / "campaign"
    small_campaign(folder)
    replaced("qcdc.yaml", "rubric: thang.yaml", "rubric: co-san")(folder)
    with monkeypatch.context() as another:
        another.setattr("qcdc_cli.seals.sealing.program", lambda: {"version": "0.0.1", "sha256": "0" * 64})
        seal(folder, "2020", "mot")
    assert told(folder) == []
    shipped.write_text(SCALE.replace("decimals: 2", "decimals: 0"), "utf-8")
    found = verified(folder)
    assert (told(folder), found.agrees) == (["Q028 qcdc:co-san.yaml rounding/decimals 2 0", "Q039"], True)
    ((results),) = found.seals[0].results
    assert ("xa-a", "points", "17.39", "18") in {
        (one.line, one.field, one.before, one.after) for one in results.differences or ()
    }
    seal(folder, "2020", "mot", sort="erratum", corrects="1", reason="Phiên bản mới")
    shipped.write_text(SCALE, "utf-8")  # now the program is the one that sealed
    assert told(folder) == ["Q022 qcdc:co-san.yaml rounding/decimals 0 2", "Q035"]
    shipped.unlink()
    assert "Q020 qcdc:co-san.yaml" in told(folder)


INPUTS = ("qcdc.yaml", "thang.yaml", "units/a.yaml", "units/b.yaml", "records/imports.jsonl")
EVIDENCE = (
    "minh-chung/xa-a/2020/bien-ban.txt",
    "minh-chung/xa-a/2020/ke-hoach.txt",
    "minh-chung/xa-b/2020/bao-cao.txt",
)


@settings(max_examples=60)
@given(st.sampled_from([*INPUTS, *EVIDENCE]), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_any_single_byte_that_changed_is_found_and_its_file_named(made: Path, name: str, where: float, by: int) -> None:
    file = made / name
    whole = file.read_bytes()
    at = int(where * len(whole))
    file.write_bytes(whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :])
    try:
        assert name in {one.file for one in findings(made)}
    finally:
        file.write_bytes(whole)


@settings(max_examples=30)
@given(st.permutations([0, 1, 2]), st.integers(1, 3))
def test_seals_that_are_deleted_are_found_by_the_next_or_by_the_code(
    chained: tuple[Path, list[str], list[str]], order: list[int], number: int
) -> None:
    """Only the last seals can go unseen by the chain; then the code on paper is none that is left."""
    folder, entries, seal_codes = chained
    kept = order[:number]
    seals_file(folder, "2020").write_text("seals:\n" + "".join(entries[at] for at in kept), "utf-8")
    chain = read_chain(folder)
    assert bool(chain.problems) == (set(kept) != set(range(number)))  # in which order they stand does not matter
    assert {one.code for one in chain.seals} == {seal_codes[at] for at in kept}


@pytest.fixture(scope="session")
def chained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[str]]:
    """Return a folder with three seals in a file, the text of each, and their codes."""
    folder = tmp_path_factory.mktemp("chained")
    written = write_entries(folder, {"by": "a"}, {"by": "b"}, {"by": "c"})
    _, *entries = seals_file(folder, "2020").read_text("utf-8").split("  - seal: ")
    return folder, [f"  - seal: {entry}" for entry in entries], [one["code"] for one in written]
