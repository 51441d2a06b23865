"""Archives that others made: what usual programs write is read, and what is broken or made to harm is refused."""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.packages.archive import MOST_ENTRIES, open_archive
from qcdc_cli.packages.contents import read_contents
from qcdc_cli.problems import QcdcError
from tests.packages.archives import FILES, Made, made_zip, own_zip, usual_zip

LINK = 0o120777
ZEROS = bytes(20 << 20)


def told(data: bytes, folder: Path, name: str = "a.zip") -> list[tuple[str, str]]:
    """Return the codes of what is wrong with an archive, each with the file that it names."""
    file = folder / name
    file.write_bytes(data)
    try:
        problems = read_contents(open_archive(file, name), lambda _: False).problems
    except QcdcError as refusal:
        problems = refusal.problems
    assert all(problem.place is not None and problem.place.path == name for problem in problems)
    return [(problem.code, str(problem.values.get("name", ""))) for problem in problems]


def files_of(data: bytes, folder: Path) -> dict[str, bytes]:
    file = folder / "a.zip"
    file.write_bytes(data)
    archive = open_archive(file, "a.zip")
    return {entry.name: b"".join(archive.pieces(entry)) for entry in archive.entries}


@pytest.mark.parametrize("make", [own_zip, usual_zip, lambda files: usual_zip(files, zipfile.ZIP_STORED)])
def test_usual_archives_are_read(make: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    assert files_of(make(FILES), tmp_path) == FILES
    assert told(make(FILES), tmp_path) == []


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0\\/"), min_size=1, max_size=30)


@given(st.dictionaries(NAMES, st.binary(max_size=3000), max_size=10))
def test_it_reads_what_another_writer_writes(files: dict[str, bytes]) -> None:
    folder = Path(os.environ["PYTEST_FOLDER"])
    assert files_of(usual_zip(files), folder) == files


@pytest.fixture(autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_FOLDER", str(tmp_path_factory.mktemp("archives")))


def test_sizes_behind_the_entries_and_a_program_before_them_are_read(tmp_path: Path) -> None:
    class Stream(io.RawIOBase):
        """Something in which a writer cannot go back."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.data += bytes(piece)  # type: ignore[call-overload]
            return len(bytes(piece))  # type: ignore[call-overload]

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in FILES.items():
            archive.writestr(name, data)
    assert files_of(stream.data, tmp_path) == FILES
    assert files_of(b"MZ" + bytes(1000) + stream.data, tmp_path) == FILES
    assert files_of(made_zip(Made(b"a\\b.txt", b"1"), comment=b"by hand"), tmp_path) == {"a/b.txt": b"1"}
    assert files_of(made_zip(Made(b"a/", b"", mode=0o040755), Made(b"a/b", b"1")), tmp_path) == {"a/b": b"1"}


HOSTILE: dict[str, tuple[Callable[[], bytes], list[tuple[str, str]]]] = {
    "up": (lambda: made_zip(Made(b"../../a.txt")), [("Q832", "../../a.txt")]),
    "up, in between": (lambda: made_zip(Made(b"a/../../b")), [("Q832", "a/../../b")]),
    "up, by backslashes": (lambda: made_zip(Made(b"..\\..\\a.txt")), [("Q832", "../../a.txt")]),
    "absolute": (lambda: made_zip(Made(b"/etc/passwd")), [("Q832", "/etc/passwd")]),
    "a drive": (lambda: made_zip(Made(b"C:\\Windows\\a.dll")), [("Q832", "C:/Windows/a.dll")]),
    "a drive's own folder": (lambda: made_zip(Made(b"c:a.dll")), [("Q832", "c:a.dll")]),
    "a share": (lambda: made_zip(Made(b"\\\\server\\a")), [("Q832", "//server/a")]),
    "a zero": (lambda: made_zip(Made(b"a.pdf\0.exe")), [("Q832", "a.pdf\0.exe")]),
    "no name": (lambda: made_zip(Made(b"")), [("Q832", "–")]),
    "a folder above": (lambda: made_zip(Made(b"../", b"")), [("Q832", "../")]),
    "a link": (lambda: made_zip(Made(b"a", b"/etc/passwd", mode=LINK)), [("Q832", "a")]),
    "a pipe": (lambda: made_zip(Made(b"a", b"", mode=0o010644)), [("Q832", "a")]),
    "twice": (lambda: made_zip(Made(b"a"), Made(b"b"), Made(b"a", b"b")), [("Q833", "a")]),
    "locked": (lambda: made_zip(Made(b"a", flags=1), Made(b"b")), [("Q831", "a")]),
    "strongly locked": (lambda: made_zip(Made(b"a", flags=0x41, method=99)), [("Q831", "a")]),
    "another method": (lambda: made_zip(Made(b"a", method=9)), [("Q839", "")]),
    "a bomb": (lambda: made_zip(*(Made(b"%d" % n, ZEROS, method=8) for n in range(6))), [("Q834", "")]),
    "4 GB": (lambda: made_zip(Made(b"a", claims=0xFFFFFFFE)), [("Q834", "")]),
    "exabytes": (
        lambda: made_zip(Made(b"a", claims=0xFFFFFFFF, extra=b"\x01\0\x08\0" + b"\xff" * 7 + b"\x7f")),
        [("Q834", "")],
    ),
    "more than it says": (lambda: made_zip(Made(b"a", b"0" * 100, method=8, claims=10)), [("Q827", "a")]),
    "less than it says": (lambda: made_zip(Made(b"a", b"0" * 100, method=8, claims=200)), [("Q827", "a")]),
    "one over another": (lambda: made_zip(Made(b"a", b"0" * 60), Made(b"b", b"0" * 60, at=0)), [("Q827", "b")]),
    "beyond the end": (lambda: made_zip(Made(b"a", at=5000)), [("Q827", "a")]),
    "another name before it": (lambda: made_zip(Made(b"a.txt", local_name=b"a.exe")), [("Q827", "a.txt")]),
    "100,000 entries": (lambda: own_zip({f"{n}": b"" for n in range(100_000)}), [("Q834", "")]),
    "more entries than it says": (lambda: made_zip(*(Made(b"%d" % n) for n in range(9)), count=8), [("Q826", "")]),
    "fewer entries than it says": (lambda: made_zip(Made(b"a"), count=2), [("Q826", "")]),
    "one part of several": (
        lambda: made_zip(Made(b"a"))[:-18] + b"\x01\0" + made_zip(Made(b"a"))[-16:],
        [("Q839", "")],
    ),
    "no end": (lambda: own_zip(FILES)[:-30], [("Q826", "")]),
    "nothing": (lambda: b"", [("Q826", "")]),
    "a page": (lambda: b"<!DOCTYPE html><html>", [("Q826", "")]),
    "zeros": (lambda: bytes(5000), [("Q826", "")]),
    "not UTF-8": (lambda: made_zip(Made(b"a\xff", flags=0x800), Made(b"b")), [("Q827", "a\xa0")]),
    "quoted a million times": (lambda: made_zip(*[Made(b"b"), *[Made(b"a", at=0)] * 4000]), [("Q833", "a")]),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_made_to_harm_is_refused_at_once(case: str, tmp_path: Path) -> None:
    make, codes = HOSTILE[case]
    data = make()
    start = time.process_time()
    assert told(data, tmp_path) == codes
    assert time.process_time() - start < 1


SEEDS = (own_zip(FILES), usual_zip(FILES), made_zip(Made(b"a\xe9", b"x" * 50, method=8, extra=b"\x75\x70\1\0\1")))
PLACES = st.floats(0, 1, exclude_max=True)


@given(st.sampled_from(SEEDS), st.lists(st.tuples(PLACES, st.binary(max_size=20), st.integers(0, 40)), max_size=6))
def test_however_an_archive_was_changed_it_is_read_or_told(data: bytes, edits: list[tuple[float, bytes, int]]) -> None:
    for where, new, gone in edits:
        at = int(len(data) * where)
        data = data[:at] + new + data[at + gone :]
    told(data, Path(os.environ["PYTEST_FOLDER"]))


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.rar", b"Rar!\x1a\x07\x01\x00", ".rar"),
        ("a.zip", b"Rar!\x1a\x07\x00", ".rar"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", ".7z"),
        ("a.tar.gz", b"\x1f\x8b\x08", ".gz"),
        ("a.tar", b"I.1/a.txt", ".tar"),
        ("a.RAR", b"", ".rar"),
    ],
)
def test_archives_of_other_kinds_are_told_what_to_do_with(name: str, head: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(head)
    with pytest.raises(QcdcError) as refusal:
        open_archive(tmp_path / name, name)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.sentence()) == ("Q825", f"Đây là tệp nén {kind}; qcdc chỉ mở được tệp nén .zip.")
    assert "nén lại thành .zip" in problem.remedy()


def test_a_zip_archive_with_another_suffix_is_one(tmp_path: Path) -> None:
    assert told(own_zip(FILES), tmp_path, "a.rar") == []


def test_where_an_archive_was_cut_off_is_said(tmp_path: Path) -> None:
    data = own_zip(FILES)
    (tmp_path / "a.zip").write_bytes(data[: len(data) // 2])
    with pytest.raises(QcdcError) as refusal:
        open_archive(tmp_path / "a.zip", "a.zip")
    assert refusal.value.problem.sentence() == "Tệp nén này bị hỏng: bị cắt giữa tệp `I.2/anh.bin`."


def test_as_many_entries_as_are_allowed_are_read(tmp_path: Path) -> None:
    assert len(files_of(own_zip({f"{n}": b"" for n in range(MOST_ENTRIES)}), tmp_path)) == MOST_ENTRIES
    assert told(own_zip({f"{n}": b"" for n in range(MOST_ENTRIES + 1)}), tmp_path) == [("Q834", "")]


@pytest.mark.skipif(os.name == "nt", reason="has no pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(QcdcError) as refusal:
        open_archive(tmp_path / "a.zip", "a.zip")
    assert refusal.value.problem.code == "Q120"
    with pytest.raises(QcdcError) as refusal:
        open_archive(tmp_path, "a")
    assert refusal.value.problem.code == "Q103"
