"""Packages that say what they hold (BagIt): somebody else's reader agrees, and whatever was changed is named."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.packages.archive import open_archive
from qcdc_cli.packages.bag import PayloadFile, bag_zip, measured, read_info, read_manifest
from qcdc_cli.packages.contents import Contents, read_contents
from qcdc_cli.problems import QcdcError
from tests.packages.archives import usual_zip

FILES = {
    "I.1/Quyết định 15.txt": "Quyết định số 15 (giả định)".encode(),
    "I.1/Tỷ lệ.csv": b"a;b\n" * 50,
    "khac/anh.bin": bytes(range(256)),
}
INFO = {"External-Description": "Hồ sơ minh chứng", "Qcdc-Unit": "phu-an"}


def bag(files: Mapping[str, bytes] = FILES, originals: Mapping[str, str] | None = None) -> bytes:
    payload = [
        PayloadFile(path, (originals or {}).get(path, path), measured([data]), lambda data=data: [data])  # type: ignore[misc]
        for path, data in files.items()
    ]
    return b"".join(bag_zip("phu-an-2020", INFO, payload, {"muc-luc.xlsx": b"a workbook"}))


def contents(data: bytes, folder: Path) -> Contents:
    (folder / "a.zip").write_bytes(data)
    return read_contents(open_archive(folder / "a.zip", "a.zip"), lambda name: name.startswith("__MACOSX"))


def told(data: bytes, folder: Path) -> list[tuple[str, str]]:
    problems = contents(data, folder).problems
    return [(problem.code, str(problem.values.get("name", problem.values.get("reason")))) for problem in problems]


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_somebody_elses_reader_finds_the_bag_right(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bag())) as archive:
        archive.extractall(tmp_path)
    own = bagit.Bag(str(tmp_path / "phu-an-2020"))
    assert own.validate()
    assert own.info["Payload-Oxum"] == f"{sum(map(len, FILES.values()))}.{len(FILES)}"
    assert own.info["External-Description"] == "Hồ sơ minh chứng"
    assert {path: data.removeprefix("data/") for path, data in zip(FILES, sorted(own.payload_files()), strict=True)}


def test_a_bag_of_somebody_elses_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "cua-ho"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    bagit.make_bag(str(folder), {"Contact-Name": "Phú An"}, checksums=["md5", "sha512"])
    files = {
        f"cua-ho/{one.relative_to(folder).as_posix()}": one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }
    found = contents(usual_zip({**files, "__MACOSX/._cua-ho": b""}), tmp_path)
    assert {one.path: one.entry.size for one in found.files} == {name: len(data) for name, data in FILES.items()}
    assert (found.problems, found.left_out) == ((), ("__MACOSX/._cua-ho",))
    assert (found.info or {})["Contact-Name"] == "Phú An"


def test_the_same_files_are_the_same_bytes_in_any_order() -> None:
    assert bag(dict(reversed(FILES.items()))) == bag()


def test_it_reads_what_it_wrote(tmp_path: Path) -> None:
    found = contents(bag(originals={"I.1/Tỷ lệ.csv": "bảng/Tỷ lệ 100%.csv"}), tmp_path)
    assert [one.path for one in found.files] == ["I.1/Quyết định 15.txt", "bảng/Tỷ lệ 100%.csv", "khac/anh.bin"]
    assert [b"".join(found.archive.pieces(one.entry)) for one in found.files] == list(FILES.values())
    assert [one.digest for one in found.files] == [measured([data]).digest for data in FILES.values()]
    assert found.problems == ()
    assert found.info == {**INFO, "Payload-Oxum": f"{sum(map(len, FILES.values()))}.3"}


def test_names_that_a_manifest_must_escape_come_back(tmp_path: Path) -> None:
    files = {"a\nb": b"1", "c\rd": b"2", "100%": b"3", "%0A": b"4", " e": b"5"}
    found = contents(bag(files), tmp_path)
    assert ({one.path for one in found.files}, found.problems) == (files.keys(), ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bags")


WHOLE = bag()


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_byte_that_is_changed_is_found_and_the_file_named(at: int, change: int) -> None:
    """Beyond the bytes that say nothing about files, such as the day in a header: those files are the same then."""
    folder = Path(os.environ["BAGS"])
    data = bytearray(WHOLE)
    data[at] ^= change
    (folder / "a.zip").write_bytes(data)
    problems, taken = outcome(folder / "a.zip")
    if not problems:
        assert (taken, owner(at)) == (FILES, "")
    elif owner(at):
        assert any(owner(at) in name for name in problems)


def outcome(file: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return what is named as wrong with a package, and the files in it."""
    try:
        found = contents(file.read_bytes(), file.parent)
    except QcdcError as refusal:
        return [str(problem.values.get("name", problem.sentence())) for problem in refusal.problems], {}
    names = [str(problem.values.get("name", problem.sentence())) for problem in found.problems]
    return names, {one.path: b"".join(found.archive.pieces(one.entry)) for one in found.files}


@pytest.fixture(autouse=True)
def _bags(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAGS", str(folder))


def owner(at: int) -> str:
    """Return the file of whose bytes one is; "" for a byte of what stands around the files."""
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        for entry in archive.infolist():
            begin = entry.header_offset + 30 + len(entry.filename.encode())
            if begin <= at < begin + entry.file_size:
                return entry.filename.removeprefix("phu-an-2020/")
    return ""


@pytest.mark.parametrize("name", [name for name in unpacked(WHOLE) if "tagmanifest" not in name])
def test_a_file_that_was_replaced_is_named(name: str, tmp_path: Path) -> None:
    """Packed again by another program, its archive is right; only the digests tell."""
    files = unpacked(WHOLE)
    files[name] += b"\n"
    assert told(usual_zip(files), tmp_path) == [("Q828", name.removeprefix("phu-an-2020/"))]


@pytest.mark.parametrize(
    "name", [name for name in unpacked(WHOLE) if "tagmanifest" not in name and "bagit.txt" not in name]
)
def test_a_file_that_was_removed_is_named(name: str, tmp_path: Path) -> None:
    files = unpacked(WHOLE)
    del files[name]
    assert told(usual_zip(files), tmp_path) == [("Q829", name.removeprefix("phu-an-2020/"))]


def test_a_file_that_was_added_is_named(tmp_path: Path) -> None:
    added = {"phu-an-2020/data/virus.exe": b"MZ", "ngoai.txt": b"", "phu-an-2020/them.txt": b""}
    assert told(usual_zip(unpacked(WHOLE) | added), tmp_path) == [("Q830", "data/virus.exe"), ("Q830", "ngoai.txt")]


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    files = unpacked(WHOLE)
    del files["phu-an-2020/data/khac/anh.bin"]
    files["phu-an-2020/data/I.1/Tỷ lệ.csv"] = b"a;c\n" * 50
    assert told(usual_zip(files), tmp_path) == [("Q829", "data/khac/anh.bin"), ("Q828", "data/I.1/Tỷ lệ.csv")]


ROOT = "phu-an-2020/"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"manifest-sha256.txt": b"no digest here", "tagmanifest-sha256.txt": b""}, [("Q839", "không đọc được")]),
        ({"manifest-sha256.txt": None, "tagmanifest-sha256.txt": None}, [("Q839", "bản kê mã kiểm tra")]),
        ({"fetch.txt": b"https://example.org 3 data/a"}, [("Q839", "gói liệt kê tệp")]),
        ({"file-names.json": b"[1]"}, [("Q839", "không đọc được `file-names.json`")]),
        ({"file-names.json": b"{"}, [("Q839", "không đọc được `file-names.json`")]),
        ({"file-names.json": b"0" * (9 << 20)}, [("Q834", "")]),
    ],
)
def test_bags_that_cannot_be_read(
    changes: Mapping[str, bytes | None], codes: list[tuple[str, str]], tmp_path: Path
) -> None:
    files = {**unpacked(WHOLE), **{f"{ROOT}{name}": data for name, data in changes.items()}}
    found = told(usual_zip({name: data for name, data in files.items() if data is not None}), tmp_path)
    assert [code for code, _ in found] == [code for code, _ in codes]
    assert found[0][1].startswith(codes[0][1]) or codes[0][1] == ""


def test_an_index_of_any_size_is_compared_and_not_kept(tmp_path: Path) -> None:
    large = {"muc-luc.docx": b"0" * (9 << 20)}
    payload = [PayloadFile("a", "a", measured([b"a"]), lambda: [b"a"])]
    whole = b"".join(bag_zip("phu-an-2020", INFO, payload, large))
    assert told(whole, tmp_path) == []
    changed = {**unpacked(whole), f"{ROOT}muc-luc.docx": b"0" * (9 << 20) + b"1"}
    assert told(usual_zip(changed), tmp_path) == [("Q828", "muc-luc.docx")]
    del changed[f"{ROOT}muc-luc.docx"]
    assert told(usual_zip(changed), tmp_path) == [("Q829", "muc-luc.docx")]


def test_a_file_that_changes_while_it_is_packed_is_refused() -> None:
    payload = [PayloadFile("a", "I.1/a", measured([b"before"]), lambda: [b"after!"])]
    with pytest.raises(QcdcError) as refusal:
        b"".join(bag_zip("r", {}, payload, {}))
    assert (refusal.value.problem.code, refusal.value.problem.values) == ("Q821", {"name": "I.1/a"})
    grown = [payload[0]._replace(pieces=lambda: iter([b"before", b"x"] * 1_000_000))]
    with pytest.raises(QcdcError):
        b"".join(bag_zip("r", {}, grown, {}))


def test_manifests_and_information_as_others_write_them() -> None:
    assert read_manifest("AB  data/a b\r\ncd *./data/c\n\n") == {"data/a b": "ab", "data/c": "cd"}
    assert read_manifest("ab data/a\nab data/a\n") is None
    assert read_manifest("xyz data/a") is None
    assert read_info("A: b\n c\n\td\nE:f:g\nnothing\n") == {"A": "b c d", "E": "f:g"}
