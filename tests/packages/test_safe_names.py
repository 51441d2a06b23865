"""Names that every system can hold, and no two that one system holds for one."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.packages.safe_names import distinct_paths, name_key, safe_path


@pytest.mark.parametrize(
    "path",
    ["I.1/Quyết định số 15-QĐ_ĐU.pdf", "a", "Tỷ lệ 100%.xlsx", "I.1/.gitkeep", "a/b/c/d.txt", "console.txt", "com.txt"],
)
def test_a_safe_name_stays_as_it_is(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    ("path", "safe"),
    [
        ("a:b?.pdf", "a_b_.pdf"),
        ('<a>|"b"*.pdf', "_a___b__.pdf"),
        ("I.1\\bien-ban.pdf", "I.1_bien-ban.pdf"),
        ("con", "_con"),
        ("AUX.pdf", "_AUX.pdf"),
        ("lpt¹.tar.gz", "_lpt¹.tar.gz"),
        ("com7 .txt", "_com7 .txt"),
        ("nul/a.txt", "_nul/a.txt"),
        ("a. ", "a"),
        ("báo cáo..", "báo cáo"),
        (" a.txt", "a.txt"),
        ("...", "_"),
        ("../../etc/passwd", "_/_/etc/passwd"),
        ("/a//b/./c", "a/b/c"),
        ("", "_"),
        ("thu\u202efdp.exe", "thu_fdp.exe"),
        ("a\0b\nc", "a_b_c"),
        ("a\udcffb", "a_b"),
        (".qcdc-journal.json", "_.qcdc-journal.json"),
        (".qcdc/evidence.jsonl", "_.qcdc/evidence.jsonl"),
        (unicodedata.normalize("NFD", "Biên bản.pdf"), "Biên bản.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("ợ" * 100 + ".pdf", "ợ" * 65 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 98),
    ],
)
def test_what_a_system_cannot_hold_is_changed(path: str, safe: str) -> None:
    assert safe_path(path) == safe


def test_a_path_that_is_too_long_keeps_its_first_folder_and_its_name() -> None:
    long = "/".join(["I.1", *["Thư mục có tên dài"] * 20, "biên bản.pdf"])
    assert re.fullmatch("I\\.1/[0-9a-f]{8}/biên bản\\.pdf", safe_path(long))
    assert safe_path(long) != safe_path(long.replace("dài", "dai"))


PATHS = st.lists(st.text(max_size=120) | st.sampled_from(["con", "a. ", "I.1", "A", "a", "é", "É"]), min_size=1).map(
    "/".join
)
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(PATHS)
def test_every_path_becomes_safe_and_then_stays(path: str) -> None:
    safe = safe_path(path)
    assert safe_path(safe) == safe
    assert len(safe) <= 180
    assert unicodedata.is_normalized("NFC", safe)
    for part in safe.split("/"):
        assert part not in ("", ".", "..")
        assert len(part.encode()) <= 255
        assert not re.search(r'[<>:"\\|?*\x00-\x1f\x7f]', part)
        assert part == part.rstrip(". ")
        assert part.split(".")[0].strip().lower() not in DEVICES


@given(st.lists(st.sampled_from(["A", "a", "b.pdf", "B.PDF", "a (2)", "ß", "ss", "é", "É"]), max_size=30))
def test_no_two_names_are_one_on_any_system(names: list[str]) -> None:
    paths = {str(number): "/".join(names[number : number + 2]) for number in range(len(names))}
    made = distinct_paths(paths)
    assert made.keys() == paths.keys()
    files = {name_key(path) for path in made.values()}
    assert len(files) == len(paths)
    folders = {name_key(path.rpartition("/")[0]) for path in made.values()}
    assert not files & folders
    spelled = {folder for path in made.values() for folder in [path.rpartition("/")[0]]}
    assert len(spelled) == len(folders)


def test_the_first_keeps_its_name() -> None:
    paths = ["Biên bản.pdf", "BIÊN BẢN.pdf", "biên bản.PDF", "I.1/a", "i.1/a", "i.1", "I.1 (2)/b"]
    assert list(distinct_paths(dict(zip(map(str, range(9)), paths, strict=False))).values()) == [
        "Biên bản.pdf",
        "BIÊN BẢN (2).pdf",
        "biên bản (3).PDF",
        "I.1/a",
        "I.1/a (2)",
        "i (2).1",
        "I.1 (2)/b",
    ]


def test_ten_thousand_equal_names_take_no_time() -> None:
    made = distinct_paths({str(number): "_" for number in range(10_000)})
    assert (made["0"], made["9999"]) == ("_", "_ (10000)")
