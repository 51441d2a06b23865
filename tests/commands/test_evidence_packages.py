"""`qcdc evidence pack` and `qcdc evidence take`, as a unit's officer and the leader's secretary run them."""

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import bagit
import openpyxl
import pytest

from tests.commands.conftest import Qcdc
from tests.commands.reading_back import word_tables
from tests.dossiers.desks import FILES, Desk
from tests.packages.archives import usual_zip

PACKED = "minh-chung-phu-an-2020-h1.zip"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path / "desk")
    made.put(FILES)
    monkeypatch.chdir(made.folder)
    return made


def test_a_package_is_written_and_told(qcdc: Qcdc, desk: Desk) -> None:
    ran = qcdc("evidence", "pack", "Xã Phú An")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == f"Đã đóng gói 3 tệp minh chứng (1 KB) của xã Phú An: {PACKED}."
    ran = qcdc("--lang", "en", "evidence", "pack", "phu-an", "-o", "a.zip")
    assert ran.err.splitlines()[-1] == "Packed 3 evidence files (1 KB) of Xã Phú An: a.zip."
    assert zipfile.ZipFile(PACKED).testzip() is None


def test_the_same_evidence_gives_the_same_bytes_with_its_index(qcdc: Qcdc, desk: Desk) -> None:
    """Not even the index is compressed: what zlib makes of it differs between builds."""
    for name in ("a.zip", "b.zip"):
        assert qcdc("evidence", "pack", "phu-an", "-o", name).status == 0
    data = (desk.folder / "a.zip").read_bytes()
    assert (desk.folder / "b.zip").read_bytes() == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        for suffix in ("xlsx", "docx"):
            index = archive.read(f"minh-chung-phu-an-2020-h1/muc-luc.{suffix}")
            entries += zipfile.ZipFile(io.BytesIO(index)).infolist()
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_index_names_documents_by_their_paths_in_the_package(qcdc: Qcdc, desk: Desk) -> None:
    qcdc("evidence", "pack", "phu-an", "-o", "a.zip")
    with zipfile.ZipFile("a.zip") as archive:
        names = archive.namelist()
        book = openpyxl.load_workbook(io.BytesIO(archive.read("minh-chung-phu-an-2020-h1/muc-luc.xlsx")))
    assert book.sheetnames == ["Mục lục hồ sơ minh chứng", "Tệp trong gói"]
    texts = [[str(cell.value) for cell in row if cell.value is not None] for row in book.worksheets[0].iter_rows()]
    documents = [row[1:] for row in texts if row and row[0] in ("1", "2", "3", "4")]
    assert [row[:2] for row in documents] == [
        ["I.1", "Quyết định kiện toàn"],
        ["I.1", "Biên bản họp"],
        ["I.2", "Biên bản họp"],
        ["I.2", "Ảnh niêm yết"],
    ]
    files = [[text for text in row if "/" in text and "." in text] for row in documents]
    assert [row[-1] for row in files[:3]] == [
        "data/I.1/quyet-dinh.txt",
        "data/I.1/hop/bien-ban.txt",
        "data/I.1/hop/bien-ban.txt",
    ]
    assert "I.2/anh.jpg" in files[3]
    listed = [str(row[1].value) for row in book.worksheets[1].iter_rows() if str(row[1].value).startswith("data/")]
    assert [f"minh-chung-phu-an-2020-h1/{path}" for path in listed] == [name for name in names if "/data/" in name]


def test_the_index_is_there_to_sign_and_to_read_anywhere_and_says_the_same(
    qcdc: Qcdc, desk: Desk, tmp_path: Path
) -> None:
    """In Word and as a page, covered by the digests that others' programs check, and taken back with the package."""
    assert qcdc("evidence", "pack", "phu-an", "-o", "a.zip").status == 0
    with zipfile.ZipFile("a.zip") as archive:
        paths = [name.partition("/")[2] for name in archive.namelist() if "/data/" in name]
        archive.extractall(tmp_path / "out")
    folder = tmp_path / "out" / "minh-chung-phu-an-2020-h1"
    assert bagit.Bag(str(folder)).validate()
    assert {"muc-luc.xlsx", "muc-luc.html", "muc-luc.docx"} <= {
        line.split()[1] for line in (folder / "tagmanifest-sha256.txt").read_text().splitlines()
    }
    documents, files = (table for table in word_tables(folder / "muc-luc.docx") if table[0][0] == "STT")
    assert [row[2] for row in documents if row[0].isdigit()] == [
        "Quyết định kiện toàn", "Biên bản họp", "Biên bản họp", "Ảnh niêm yết",
    ]  # fmt: skip
    assert [row[1] for row in files[1:]] == paths
    page = (folder / "muc-luc.html").read_text(encoding="utf-8")
    digests = [hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths]
    for text in (*paths, *digests, "Quyết định kiện toàn", "Ảnh niêm yết"):
        assert f">{text}<" in page, text

    other = Desk(tmp_path / "another desk")
    (other.folder / "a.zip").write_bytes(Path("a.zip").read_bytes())
    taken = qcdc("evidence", "take", str(other.folder / "a.zip"), "-C", str(other.folder))
    assert taken.status == 0, taken.err
    assert other.evidence() == desk.evidence()


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["khong-co"], 2, "Q401"),
        ([], 2, "Q903"),
        (["phu-an", "-p", "2030"], 2, "Q403"),
        (["phu-an", "-o", "a.rar"], 2, "Q107"),
        (["phu-an", "-o", "-"], 2, "Q107"),
        (["phu-an", "-o", "minh-chung/phu-huu/a.zip"], 2, "Q824"),
        (["phu-an", "-o", "khong/co/a.zip"], 2, "Q919"),
        (["phu-huu"], 1, "Q822"),
    ],
)
def test_what_cannot_be_packed(arguments: list[str], status: int, code: str, qcdc: Qcdc, desk: Desk) -> None:
    before = sorted(desk.folder.rglob("*"))
    ran = qcdc("evidence", "pack", *arguments)
    assert (ran.status, ran.out, code in ran.err) == (status, "", True), ran.err
    assert sorted(desk.folder.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_nothing_half_written_stays_where_a_file_cannot_be_packed(qcdc: Qcdc, desk: Desk) -> None:
    (desk.folder / "a.zip").write_bytes(b"an earlier package")
    (desk.folder / "minh-chung/phu-an/2020-h1/link").symlink_to("/etc/passwd")
    ran = qcdc("evidence", "pack", "phu-an", "-o", "a.zip")
    assert (ran.status, "Q820" in ran.err) == (1, True)
    assert (desk.folder / "a.zip").read_bytes() == b"an earlier package"


def test_without_a_folder_for_evidence_there_is_none(qcdc: Qcdc, desk: Desk) -> None:
    file = desk.folder / "qcdc.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("evidence:", "# evidence:"), encoding="utf-8")
    for words in (["pack", "phu-an"], ["take", "a.zip"]):
        ran = qcdc("evidence", *words)
        assert (ran.status, "Q815" in ran.err) == (2, True)


@pytest.fixture
def mail(desk: Desk) -> Desk:
    """What came in a day: a package, an archive made by hand, a damaged one, one of another kind, single files."""
    whole = desk.packed()
    damaged = bytearray(whole)
    damaged[whole.index("Quyết định (giả định)".encode())] ^= 1
    for file in (desk.folder / "minh-chung").rglob("*.txt"):
        file.unlink()
    desk.put({"1.zip": whole, "2.zip": bytes(damaged), "3 Phú Hữu.zip": usual_zip({"I.1/a.txt": b"a"})}, "nhan-ve")
    desk.put({"4.rar": b"Rar!\x1a\x07\0", "phu-huu/I.2/b.txt": b"b", "phu-huu/Thumbs.db": b""}, "nhan-ve")
    return desk


VIETNAMESE = """\
Minh chứng nhận từ các đơn vị

Gói, tệp nhận              Tên ở đó                   Đơn vị      Lưu trong hồ sơ     Số byte  Kết quả
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
nhan-ve/1.zip              data/I.1/hop/bien-ban.txt  Xã Phú An   hop/bien-ban.txt         27  mới
nhan-ve/1.zip              data/I.1/quyet-dinh.txt    Xã Phú An   I.1/quyet-dinh.txt       31  mới
nhan-ve/1.zip              data/khac/thua.txt         Xã Phú An   thua.txt                  1  mới
nhan-ve/2.zip              –                          –           –                         –  không nhận
nhan-ve/3 Phú Hữu.zip      I.1/a.txt                  Xã Phú Hữu  I.1/a.txt                 1  mới
nhan-ve/4.rar              –                          –           –                         –  không nhận
nhan-ve/phu-huu/I.2/b.txt  b.txt                      Xã Phú Hữu  I.2/b.txt                 1  mới
nhan-ve/phu-huu/Thumbs.db  Thumbs.db                  Xã Phú Hữu  –                         –  bỏ qua (tệp hệ thống)

Mới: 5; bỏ qua (tệp hệ thống): 1; không nhận: 2.
"""
TOLD = """\
nhan-ve/2.zip: Q827 lỗi: `minh-chung-phu-an-2020-h1/data/I.1/quyet-dinh.txt` trong gói bị hỏng: không giải nén được thành tệp ban đầu.
  cách sửa: Yêu cầu đơn vị gửi lại gói này.

nhan-ve/4.rar: Q825 lỗi: Đây là tệp nén .rar; qcdc chỉ mở được tệp nén .zip.
  cách sửa: Giải nén tệp này (bằng WinRAR hoặc 7-Zip), rồi nén lại thành .zip: bấm chuột phải vào thư mục, chọn Gửi tới, Thư mục nén; sau đó chạy lại. Lần sau yêu cầu đơn vị gửi .zip.

Có 2 lỗi.
"""  # noqa: E501 - as it is printed


def test_what_came_in_a_day_is_taken_and_told(qcdc: Qcdc, mail: Desk) -> None:
    ran = qcdc("evidence", "take", "nhan-ve")
    assert (ran.status, ran.out, ran.err) == (1, VIETNAMESE, TOLD)
    assert mail.evidence() == FILES
    assert mail.evidence("phu-huu") == {"I.1/a.txt": b"a", "I.2/b.txt": b"b"}


def test_a_trial_tells_the_same_and_writes_nothing(qcdc: Qcdc, mail: Desk) -> None:
    ran = qcdc("evidence", "take", "nhan-ve", "--dry-run")
    trial = VIETNAMESE.replace("đơn vị\n", "đơn vị\nChạy thử: chưa ghi tệp nào.\n", 1)
    assert (ran.status, ran.out, ran.err) == (1, trial, TOLD)
    assert (mail.evidence(), mail.evidence("phu-huu")) == ({}, {})


def test_it_is_told_in_english_too(qcdc: Qcdc, mail: Desk) -> None:
    ran = qcdc("--lang", "en", "evidence", "take", "nhan-ve/*.zip", "-f", "csv")
    assert ran.status == 1
    assert ran.out.splitlines()[-2:] == [
        "nhan-ve/2.zip,–,–,–,–,refused",
        "nhan-ve/3 Phú Hữu.zip,I.1/a.txt,Xã Phú Hữu,I.1/a.txt,1,new",
    ]


def test_programs_read_what_became_of_each_file(qcdc: Qcdc, mail: Desk) -> None:
    ran = qcdc("evidence", "take", "nhan-ve/1.zip", "nhan-ve/2.zip", "-f", "json", "--lang", "en")
    files = json.loads(ran.out)["files"]
    assert [one["result"] for one in files] == ["new", "new", "new", "refused"]
    assert files[1] == {
        "source": "nhan-ve/1.zip",
        "name": "data/I.1/quyet-dinh.txt",
        "unit": "phu-an",
        "unit_name": "Xã Phú An",
        "period": "2020-h1",
        "path": "I.1/quyet-dinh.txt",
        "bytes": len(FILES["I.1/quyet-dinh.txt"]),
        "sha256": hashlib.sha256(FILES["I.1/quyet-dinh.txt"]).hexdigest(),
        "result": "new",
        "result_name": "new",
    }


def test_a_form_that_came_along_is_left_to_the_import_and_all_else_is_taken(qcdc: Qcdc, desk: Desk) -> None:
    """By itself, in an archive made by hand, and where nothing says whose it is; whatever it is called."""
    assert qcdc("form", "phu-an", "-o", "form.xlsx").status == 0
    form = (desk.folder / "form.xlsx").read_bytes()
    zipped = usual_zip({"a.txt": b"a", "phiếu/điểm.xlsx": form})
    desk.put({"phu-an/phieu.xlsx": form, "x.dat": form, "phu-huu.zip": zipped, "phu-tan.txt": b"b"}, "nhan-ve")
    ran = qcdc("evidence", "take", "nhan-ve", "--unit", "phu-huu", "-p", "2020", "-f", "json")
    assert ran.status == 0
    assert [(one["source"], one["name"], one["result"]) for one in json.loads(ran.out)["files"]] == [
        ("nhan-ve/phu-an/phieu.xlsx", "phieu.xlsx", "form"),
        ("nhan-ve/phu-huu.zip", "a.txt", "new"),
        ("nhan-ve/phu-huu.zip", "phiếu/điểm.xlsx", "form"),
        ("nhan-ve/phu-tan.txt", "phu-tan.txt", "new"),
        ("nhan-ve/x.dat", "x.dat", "form"),
    ]
    assert desk.evidence("phu-huu", "2020") == {"a.txt": b"a", "phu-tan.txt": b"b"}
    assert [line for line in ran.err.splitlines() if "Q819" in line][-1] == (
        "nhan-ve/x.dat: Q819 cảnh báo: `x.dat` là biểu mẫu chấm điểm của qcdc, không phải minh chứng; "
        "không nhận vào hồ sơ."
    )
    ran = qcdc("evidence", "take", "form.xlsx")
    assert (ran.status, "Q836" in ran.err) == (0, False)
    assert ran.out.endswith("Biểu mẫu, dùng qcdc import: 1.\n")


def test_a_form_that_lay_in_the_evidence_folder_comes_with_its_package(qcdc: Qcdc, desk: Desk) -> None:
    assert qcdc("form", "phu-an", "-o", "minh-chung/phu-an/2020-h1/ban-tu-cham.xlsx").status == 0
    desk.put({"a.zip": desk.packed()}, ".")
    (desk.folder / "minh-chung/phu-an/2020-h1/ban-tu-cham.xlsx").unlink()
    assert qcdc("evidence", "take", "a.zip").status == 0
    assert desk.evidence().keys() == {*FILES, "ban-tu-cham.xlsx"}


def test_a_folder_without_files_is_told_as_such(qcdc: Qcdc, desk: Desk) -> None:
    (desk.folder / "rong").mkdir()
    ran = qcdc("evidence", "take", "rong")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Q818 lỗi: Thư mục `rong` không có tệp nào để nhận.\n")


def test_a_file_that_nobody_is_named_by_is_refused_with_what_to_do(qcdc: Qcdc, desk: Desk) -> None:
    desk.put({"a.txt": b"a"}, ".")
    ran = qcdc("evidence", "take", "a.txt")
    assert (ran.status, "Q836" in ran.err, "--unit" in ran.err) == (1, True, True)
    assert qcdc("evidence", "take", "a.txt", "--unit", "Phú Hữu", "-p", "2020").status == 2
    assert qcdc("evidence", "take", "a.txt", "--unit", "Xã Phú Hữu", "-p", "2020").status == 0
    assert desk.evidence("phu-huu", "2020") == {"a.txt": b"a"}


def test_an_empty_file_is_taken_and_told(qcdc: Qcdc, desk: Desk) -> None:
    """Said once: what is there already is known."""
    desk.put({"rong.pdf": b"", "co.txt": b"a"}, "nhan-ve/phu-huu")
    for language, empty in (("vi", "Q858 cảnh báo: `rong.pdf`: tệp rỗng"), ("en", "Q858 warning: `rong.pdf` is empty")):
        trial = qcdc("evidence", "take", "nhan-ve", "-p", "2020", "--dry-run", "--lang", language)
        assert (trial.status, trial.err.count("Q858")) == (0, 1)
        assert empty in trial.err
    taken = qcdc("evidence", "take", "nhan-ve", "-p", "2020")
    assert (taken.status, taken.err.count("Q858")) == (0, 1)
    assert desk.evidence("phu-huu", "2020") == {"rong.pdf": b"", "co.txt": b"a"}
    assert "Q858" not in qcdc("evidence", "take", "nhan-ve", "-p", "2020").err


def test_wrong_words_are_told(qcdc: Qcdc, desk: Desk) -> None:
    assert qcdc("evidence", "take").status == 2
    assert "qcdc evidence take" in qcdc("evidence", "take").err
    assert qcdc("evidence", "take", "khong-co.zip").status == 2
    assert qcdc("help", "evidence", "pack") == qcdc("evidence", "pack", "--help")
