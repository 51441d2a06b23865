"""What units send: whose it is, where it goes, and that nothing is ever written over or beside its place."""

import os
import tempfile
import unicodedata
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qcdc_cli.dossiers.unit_folder import UnitFolder
from qcdc_cli.packages.safe_names import distinct_paths, safe_path
from qcdc_cli.problems import QcdcError
from qcdc_cli.process.receiving import Incoming
from tests.dossiers.desks import FILES, PERIOD, Desk, codes, outcomes
from tests.packages.archives import Made, made_zip, usual_zip
from tests.packages.test_entry_names import windows

PACKAGE = "nhan-ve/phu-an.zip"


def put(desk: Desk, files: Mapping[str, bytes]) -> None:
    desk.put(files, ".")


NAMES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1, max_size=40),
    st.sampled_from(["I.1", "I.2", "khac", "data", "a", "A", "é", "e\u0301", "con", "aux.txt", "100%", "a:b", "a. "]),
).filter(lambda name: name not in (".", "..") and not name.startswith((".", "~$")) and len(name.encode()) < 200)
TREES = st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=60), max_size=8)


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TREES)
def test_any_tree_that_is_packed_and_taken_elsewhere_is_the_same_files(tree: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there = Desk(Path(name) / "here"), Desk(Path(name) / "there")
        for path, data in {"I.1/quyet-dinh.txt": b"1", **tree}.items():
            with suppress(OSError):  # a file stands where a folder would, or the other way round
                here.put({path: data})
        (there.folder / "a.zip").write_bytes(here.packed())
        taken = there.take(str(there.folder / "a.zip"))
        own = here.evidence()
        now = distinct_paths({path: safe_path(path) for path in sorted(own)})
        assert there.evidence() == {now[path]: data for path, data in own.items()}
        assert {code for code, _ in codes(taken)} <= {"Q858"}
        assert len(codes(taken)) == sum(not data for data in own.values())
        again = there.take(str(there.folder / "a.zip"))
        assert {one.fate.value for one in again.files} == {"same"}


def test_a_package_is_taken_to_the_unit_that_it_says_whatever_its_name(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.put(FILES)
    put(desk, {"nhan-ve/x.zip": other.packed()})
    taken = desk.take("nhan-ve/x.zip")
    assert desk.evidence() == FILES
    assert outcomes(taken) == [
        ("data/I.1/hop/bien-ban.txt", "phu-an", "hop/bien-ban.txt", "new"),
        ("data/I.1/quyet-dinh.txt", "phu-an", "I.1/quyet-dinh.txt", "new"),
        ("data/khac/thua.txt", "phu-an", "thua.txt", "new"),
    ]
    assert (taken.problems, taken.is_refused) == ((), False)


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"unit": "phu-huu"}, "Q837"), ({"period": "2020"}, "Q837"), ({"unit": "phu-an", "period": PERIOD}, "")],
)
def test_a_package_is_never_taken_for_another_unit_or_period(
    asked: Mapping[str, str], code: str, desk: Desk, tmp_path: Path
) -> None:
    other = Desk(tmp_path / "other")
    other.put(FILES)
    put(desk, {"a.zip": other.packed()})
    taken = desk.take("a.zip", **asked)  # type: ignore[arg-type]
    assert [one for one, _ in codes(taken)] == [code] * bool(code)
    assert desk.evidence() == ({} if code else FILES)
    assert desk.evidence("phu-huu") == {}


def test_a_package_of_another_campaign_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    text = (other.folder / "qcdc.yaml").read_text(encoding="utf-8").replace("năm 2020\nperiod", "năm 2021\nperiod")
    (other.folder / "qcdc.yaml").write_text(text, encoding="utf-8")
    other.put(FILES)
    put(desk, {"a.zip": other.packed()})
    (problem,) = desk.take("a.zip").problems
    assert problem.sentence() == (
        "Gói này ghi đợt thi đua `Đợt thi đua giả định năm 2021`, không phải `Đợt thi đua giả định năm 2020`."
    )


WHOSE = {
    "nhan-ve/phu-an/bien-ban.pdf": ("phu-an", PERIOD, "bien-ban.pdf"),
    "nhan-ve/Xã Phú An/I.1/bien-ban.pdf": ("phu-an", PERIOD, "I.1/bien-ban.pdf"),
    "nhan-ve/PHÚ HỮU/hop/thang 3/a.pdf": ("phu-huu", PERIOD, "hop/thang 3/a.pdf"),
    "nhan-ve/minh chứng Phú Hữu gửi/a.pdf": ("phu-huu", PERIOD, "a.pdf"),
    "nhan-ve/phu-an/Gửi Phú Hữu.pdf": ("phu-an", PERIOD, "Gửi Phú Hữu.pdf"),
    "nhan-ve/Phú An - biên bản.pdf": ("phu-an", PERIOD, "Phú An - biên bản.pdf"),
    "nhan-ve/I.1/phu-an-bien-ban.pdf": ("phu-an", PERIOD, "I.1/phu-an-bien-ban.pdf"),
    "nhan-ve/dong-phuoc-a/a.pdf": ("dong-phuoc-a", PERIOD, "a.pdf"),
    "nhan-ve/dong-phuoc/a.pdf": ("dong-phuoc", PERIOD, "a.pdf"),
    "nhan-ve/Ngã Sáu/a.pdf": ("u-05", PERIOD, "a.pdf"),
    "nhan-ve/TT Ngã sáu gửi.pdf": ("u-05", PERIOD, "TT Ngã sáu gửi.pdf"),
    "nhan-ve/phu-an/2020/I.2/a.pdf": ("phu-an", "2020", "I.2/a.pdf"),
}


@pytest.mark.parametrize("name", WHOSE)
@pytest.mark.parametrize("by", ["file", "folder", "pattern"])
def test_a_file_belongs_to_the_unit_that_its_folder_or_itself_is_named_after(name: str, by: str, desk: Desk) -> None:
    put(desk, {name: b"a"})
    (one,) = desk.take({"file": name, "folder": "nhan-ve", "pattern": "nhan-ve/**/*.pdf"}[by]).files
    assert (one.unit, one.period, one.path) == WHOSE[name]
    assert desk.evidence(one.unit, one.period) == {one.path: b"a"}


@pytest.mark.parametrize(
    ("name", "asked", "path"),
    [
        ("nhan-ve/bien-ban.pdf", "phu-an", "bien-ban.pdf"),
        ("nhan-ve/I.1/bien-ban.pdf", "phu-an", "I.1/bien-ban.pdf"),
        ("nhan-ve/phu-huu/bien-ban.pdf", "phu-an", "bien-ban.pdf"),
    ],
)
def test_the_unit_that_was_asked_for_counts(name: str, asked: str, path: str, desk: Desk) -> None:
    put(desk, {name: b"a"})
    (one,) = desk.take(name, unit=asked, period="2020").files
    assert (one.unit, one.period, one.path) == (asked, "2020", path)


@pytest.mark.parametrize(
    "name",
    [
        "nhan-ve/bien-ban.pdf",
        "Phú An và Phú Hữu.pdf",
        "nhan-ve/phu-an/phu-huu.zip",
        "nhan-ve/a.zip",
        "phu an phu huu/a",
    ],
)
def test_what_is_nobodys_is_refused(name: str, desk: Desk) -> None:
    put(desk, {name: usual_zip({"a.txt": b"a"}) if name.endswith(".zip") else b"a"})
    taken = desk.take(name)
    assert (codes(taken), outcomes(taken)) == ([("Q836", "")], [("", "", "", "refused")])


@pytest.mark.parametrize(
    ("archive", "inside", "path"),
    [
        ("phu-an.zip", "I.1/a.pdf", "I.1/a.pdf"),
        ("phu-an.zip", "phu-an/I.1/a.pdf", "I.1/a.pdf"),
        ("phu-an.zip", "Xã Phú An/I.1/a.pdf", "I.1/a.pdf"),
        ("Minh chứng Phú An.zip", "Minh chứng Phú An/a.pdf", "a.pdf"),
        ("Minh chứng Phú An.zip", "hop/a.pdf", "hop/a.pdf"),
        ("phu-an.zip", "a.pdf", "a.pdf"),
    ],
)
def test_a_plain_archive_is_taken_as_it_is_but_for_the_folder_around_it(
    archive: str, inside: str, path: str, desk: Desk
) -> None:
    put(
        desk, {archive: usual_zip({inside: b"a", "__MACOSX/._a": b"", f"{inside}/../Thumbs.db".split("/../")[0]: b"a"})}
    )
    taken = desk.take(archive)
    assert outcomes(taken) == [(inside, "phu-an", path, "new"), ("__MACOSX/._a", "phu-an", "", "left_out")]


def test_an_archive_of_one_criterion_keeps_that_folder(desk: Desk) -> None:
    put(desk, {"I.1.zip": usual_zip({"I.1/a.pdf": b"a"})})
    assert [one.path for one in desk.take("I.1.zip", unit="phu-an").files] == ["I.1/a.pdf"]


def test_the_same_content_is_told_and_other_content_never_replaced(desk: Desk) -> None:
    desk.put({"I.1/a.txt": b"mine", "I.1/b.txt": b"b"})
    put(desk, {PACKAGE: usual_zip({"I.1/a.txt": b"theirs", "I.1/b.txt": b"b", "c.txt": b"c"})})
    taken = desk.take(PACKAGE)
    assert codes(taken) == [("Q835", "I.1/a.txt")]
    assert {one.fate.value for one in taken.files} == {"refused"}
    assert desk.evidence() == {"I.1/a.txt": b"mine", "I.1/b.txt": b"b"}
    put(desk, {PACKAGE: usual_zip({"I.1/b.txt": b"b", "c.txt": b"c"})})
    assert [one.fate.value for one in desk.take(PACKAGE).files] == ["same", "new"]
    assert desk.evidence() == {"I.1/a.txt": b"mine", "I.1/b.txt": b"b", "c.txt": b"c"}


@pytest.mark.parametrize(
    ("there", "comes"),
    [
        ("I.1/Biên bản.txt", "i.1/BIÊN BẢN.txt"),
        (unicodedata.normalize("NFD", "Biên bản.txt"), "Biên bản.txt"),
        ("a", "a/b.txt"),
        ("a/b.txt", "a"),
        ("A/b.txt", "a"),
    ],
)
def test_what_some_system_holds_for_one_name_is_one(there: str, comes: str, desk: Desk) -> None:
    desk.put({there: b"mine"})
    put(desk, {PACKAGE: usual_zip({comes: b"theirs"})})
    assert [code for code, _ in codes(desk.take(PACKAGE))] == ["Q835"]
    assert desk.evidence() == {there: b"mine"}


def test_a_folder_is_spelled_as_it_is_there(desk: Desk) -> None:
    desk.put({"Hop/a.txt": b"a"})
    put(desk, {PACKAGE: usual_zip({"hop/b.txt": b"b"})})
    assert [one.path for one in desk.take(PACKAGE).files] == ["Hop/b.txt"]


def test_names_that_not_every_system_holds_are_changed_and_told(desk: Desk) -> None:
    put(desk, {PACKAGE: usual_zip({"aux.pdf": b"1", "A.pdf": b"2", "a.pdf": b"3", "b?.pdf": b"4"})})
    taken = desk.take(PACKAGE)
    assert [one.path for one in taken.files] == ["_aux.pdf", "A.pdf", "a (2).pdf", "b_.pdf"]
    assert codes(taken) == [("Q823", "aux.pdf"), ("Q823", "a.pdf"), ("Q823", "b?.pdf")]
    assert not taken.is_refused


def test_each_package_is_taken_or_refused_by_itself(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.put(FILES)
    whole = other.packed()
    damaged = bytearray(whole)
    damaged[whole.index("Biên bản (giả định)".encode())] ^= 1
    put(desk, {"ve/1.zip": bytes(damaged), "ve/2.rar": b"Rar!\x1a\x07\0", "ve/3-phu-huu.zip": usual_zip({"a": b"a"})})
    put(desk, {"ve/4.zip": whole[: len(whole) // 2], "ve/phu-huu/5.pdf": b"5"})
    taken = desk.take("ve")
    damaged_file = "minh-chung-phu-an-2020-h1/data/I.1/hop/bien-ban.txt"
    assert codes(taken) == [("Q827", damaged_file), ("Q825", ""), ("Q826", "")]
    assert (desk.evidence(), desk.evidence("phu-huu")) == ({}, {"a": b"a", "5.pdf": b"5"})
    assert taken.is_refused


def test_names_of_old_programs_are_repaired_and_told(desk: Desk) -> None:
    names = ["I.1/Quyết định.pdf", "Biên bản họp.pdf"]
    put(desk, {PACKAGE: made_zip(*(Made(windows(name)) for name in names))})
    taken = desk.take(PACKAGE)
    assert [one.path for one in taken.files] == names
    (problem,) = taken.problems
    assert problem.sentence() == (
        "Tên 2 tệp trong gói không ghi bảng mã; đã đọc theo cp1258: I.1/Quyết định.pdf, Biên bản họp.pdf."
    )
    put(desk, {PACKAGE: made_zip(Made("Müller.pdf".encode("cp437")))})
    (problem,) = desk.take(PACKAGE).problems
    assert problem.code == "Q838"
    assert problem.sentence() == "Tên 1 tệp trong gói không ghi bảng mã; không đoán được: Müller.pdf."


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "C:\\a.txt", "a/../../b.txt"])
def test_nothing_is_written_outside(name: str, desk: Desk) -> None:
    put(desk, {PACKAGE: made_zip(Made(b"ok.txt"), Made(name.encode()))})
    before = sorted(desk.folder.parent.rglob("*"))
    assert [code for code, _ in codes(desk.take(PACKAGE))] == ["Q832"]
    assert sorted(desk.folder.parent.rglob("*")) == before


def test_a_package_whose_list_of_names_leads_out_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Its digests are right: whoever made it meant harm."""
    from qcdc_cli.packages.bag import PayloadFile, bag_zip, measured

    for name in ("../../../qcdc.yaml", "/etc/a", "C:\\a"):
        files = [PayloadFile("a.txt", name, measured([b"a"]), lambda: [b"a"])]
        put(desk, {PACKAGE: b"".join(bag_zip("r", {"Qcdc-Unit": "phu-an"}, files, {}))})
        assert [code for code, _ in codes(desk.take(PACKAGE))] == ["Q832"]
    assert desk.evidence() == {}


@pytest.mark.skipif(os.name == "nt", reason="makes links")
@pytest.mark.parametrize(
    "link", ["minh-chung", "minh-chung/phu-an", f"minh-chung/phu-an/{PERIOD}", f"minh-chung/phu-an/{PERIOD}/I.1"]
)
def test_nothing_is_written_through_a_link(link: str, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (desk.folder / link).parent.mkdir(parents=True, exist_ok=True)
    (desk.folder / link).symlink_to(tmp_path / "outside")
    put(desk, {PACKAGE: usual_zip({"I.1/a.txt": b"a"})})
    assert [code for code, _ in codes(desk.take(PACKAGE))] == ["Q820"]
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="makes links and pipes")
def test_links_and_pipes_among_files_that_came_are_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (desk.folder / "ve/phu-an").mkdir(parents=True)
    (desk.folder / "ve/phu-an/a.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(desk.folder / "ve/phu-an/b.txt")
    os.mkfifo(desk.folder / "ve/phu-an/c.zip")
    taken = desk.take("ve")
    assert [code for code, _ in codes(taken)] == ["Q820", "Q120", "Q120"]
    assert desk.evidence() == {}


def test_a_trial_writes_nothing_and_tells_the_same(desk: Desk) -> None:
    desk.put({"I.1/a.txt": b"mine"})
    put(desk, {"phu-an-1.zip": usual_zip({"b.txt": b"b"}), "phu-an-2.zip": usual_zip({"b.txt": b"c"})})
    trial = desk.take("phu-an-1.zip", "phu-an-2.zip", write=False)
    assert desk.evidence() == {"I.1/a.txt": b"mine"}
    assert trial == desk.take("phu-an-1.zip", "phu-an-2.zip")
    assert codes(trial) == [("Q835", "b.txt")]
    assert desk.evidence() == {"I.1/a.txt": b"mine", "b.txt": b"b"}


def test_what_is_in_place_already_is_told(desk: Desk) -> None:
    desk.put(FILES)
    assert {one.fate.value for one in desk.take("minh-chung").files} == {"same"}
    assert desk.evidence() == FILES


def test_what_systems_left_is_passed_over_by_name(desk: Desk) -> None:
    put(desk, {"ve/phu-an/Thumbs.db": b"", "ve/.DS_Store": b"", "ve/phu-an/~$a.docx": b"", "ve/phu-an/a.docx": b"a"})
    taken = desk.take("ve")
    assert {(one.name, one.fate.value) for one in taken.files} == {
        (".DS_Store", "left_out"),
        ("Thumbs.db", "left_out"),
        ("~$a.docx", "left_out"),
        ("a.docx", "new"),
    }
    assert not taken.is_refused


@pytest.mark.parametrize(("name", "code"), [("khong-co.zip", "Q101"), ("ve/*.zip", "Q104"), ("trong", "Q818")])
def test_what_leads_to_no_file(name: str, code: str, desk: Desk) -> None:
    (desk.folder / "trong").mkdir()
    with pytest.raises(QcdcError) as refusal:
        desk.take(name)
    assert (refusal.value.problem.code, refusal.value.could_not_run) == (code, True)


def test_a_file_that_appears_meanwhile_is_not_replaced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, {PACKAGE: usual_zip({"a.txt": b"theirs", "b.txt": b"b"})})
    from qcdc_cli.dossiers import taking

    real = taking.received

    def meanwhile(*arguments: object) -> object:
        found = real(*arguments)  # type: ignore[arg-type]
        desk.put({"a.txt": b"mine"})
        return found

    monkeypatch.setattr(taking, "received", meanwhile)
    taken = desk.take(PACKAGE)
    assert (codes(taken), desk.evidence()) == ([("Q835", "a.txt")], {"a.txt": b"mine"})
    assert {one.fate.value for one in taken.files} == {"refused"}


def test_the_archive_that_changes_meanwhile_is_not_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, {"phu-an.txt": b"before"})
    from qcdc_cli.dossiers import taking

    real = taking.received

    def meanwhile(*arguments: object) -> object:
        put(desk, {"phu-an.txt": b"after!"})
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "received", meanwhile)
    taken = desk.take("phu-an.txt")
    assert (codes(taken), desk.evidence()) == ([("Q821", "phu-an.txt")], {})


def test_zip_files_inside_are_just_files(desk: Desk) -> None:
    inner = usual_zip({"a.txt": bytes(1 << 20)})
    put(desk, {PACKAGE: usual_zip({"I.1/inner.zip": inner}, zipfile.ZIP_STORED)})
    desk.take(PACKAGE)
    assert desk.evidence() == {"I.1/inner.zip": inner}


def test_an_archive_without_files_is_refused(desk: Desk) -> None:
    put(desk, {PACKAGE: usual_zip({}), "phu-an-2.zip": usual_zip({"a/": b""})})
    taken = desk.take(PACKAGE, "phu-an-2.zip")
    assert [(problem.code, str(problem.values["reason"])) for problem in taken.problems] == [
        ("Q839", "trong gói không có tệp nào"),
        ("Q839", "trong gói không có tệp nào"),
    ]
    assert taken.is_refused


def test_single_files_are_written_together_and_one_that_fails_is_told_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, {f"ve/phu-an/{number}.txt": b"before" for number in range(5)})
    from qcdc_cli.dossiers import taking

    real = taking.received

    def meanwhile(incoming: Incoming, folder: UnitFolder) -> object:
        if incoming.source.endswith("4.txt"):  # the last one; the others have been read
            put(desk, {"ve/phu-an/2.txt": b"after!"})
            desk.put({"3.txt": b"mine"})
        return real(incoming, folder)

    monkeypatch.setattr(taking, "received", meanwhile)
    taken = desk.take("ve")
    assert codes(taken) == [("Q821", "2.txt"), ("Q835", "3.txt")]
    assert [one.fate.value for one in taken.files] == ["new", "new", "refused", "refused", "new"]
    assert desk.evidence() == {"0.txt": b"before", "1.txt": b"before", "3.txt": b"mine", "4.txt": b"before"}
