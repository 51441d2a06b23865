"""What lies in the evidence folders: listed without following links, read no more often than needed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.campaign import evidence_files
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_files import list_evidence, open_evidence, read_evidence
from qcdc_cli.campaign.evidence_listing import Content, EvidenceFile, Sort
from tests.campaigns import campaign_from

PDF = b"%PDF-1.7\n"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
OWN = "minh-chung/a/2020-h1"


@pytest.fixture
def campaign() -> Campaign:
    periods = {"2020-h1": {"name": "Nửa năm"}, "2020": {"name": "Cả năm"}}
    return campaign_from(["a", "b"], periods=periods).model_copy(update={"evidence": "minh-chung/{unit}/{period}"})


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    def file(name: str, data: bytes = PDF) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return file


def test_files_are_listed_by_unit_and_period(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("a/2020-h1/b.pdf", "a/2020-h1/I.1/x/c.pdf", "a/2020/d.pdf", "b/2020-h1/e.pdf"):
        put(f"minh-chung/{name}")
    for name in (".DS_Store", "Thumbs.db", "~$b.docx", "__MACOSX/b.pdf", ".an/c.pdf"):  # nobody's evidence
        put(f"{OWN}/{name}")
    put("minh-chung/.gitkeep")
    listing = list_evidence(campaign, tmp_path)
    assert [(file.folder, file.name, file.size) for file in listing.all()] == [
        ("minh-chung/a/2020", "d.pdf", 9),
        (OWN, "I.1/x/c.pdf", 9),
        (OWN, "b.pdf", 9),
        ("minh-chung/b/2020-h1", "e.pdf", 9),
    ]
    assert [file.name for file in listing.of("a", "2020-h1")] == ["I.1/x/c.pdf", "b.pdf"]
    assert listing.of("b", "2020") == ()
    assert listing.unexpected == ()
    only = list_evidence(campaign, tmp_path, ["a"], ["2020"])
    assert [file.path for file in only.all()] == ["minh-chung/a/2020/d.pdf"]


def test_no_link_is_followed(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    elsewhere = put("ngoai/mat.pdf").parent
    put(f"{OWN}/b.pdf")
    (tmp_path / OWN / "tep.pdf").symlink_to(elsewhere / "mat.pdf")
    (tmp_path / OWN / "thu-muc").symlink_to(elsewhere)
    (tmp_path / OWN / "vong").symlink_to(tmp_path / OWN)
    (tmp_path / "minh-chung/b").symlink_to(elsewhere)
    listing = list_evidence(campaign, tmp_path)
    assert [(file.name, file.sort) for file in listing.all()] == [
        ("b.pdf", Sort.FILE),
        ("tep.pdf", Sort.LINK),
        ("thu-muc", Sort.LINK),
        ("vong", Sort.LINK),
    ]
    assert [(one.path, one.sort) for one in listing.unexpected] == [("minh-chung/b", Sort.LINK)]
    assert list(list_evidence(campaign, tmp_path, ["b"]).all()) == []
    assert [file.name for file in read_evidence(tmp_path, listing.all())] == ["b.pdf"]


def test_the_folder_of_all_evidence_may_be_no_link_either(
    campaign: Campaign, put: Callable[..., Path], tmp_path: Path
) -> None:
    put("ngoai/a/2020-h1/b.pdf")
    (tmp_path / "minh-chung").symlink_to(tmp_path / "ngoai")
    listing = list_evidence(campaign, tmp_path)
    assert list(listing.all()) == []
    assert [(one.path, one.sort) for one in listing.unexpected] == [("minh-chung", Sort.LINK)]


def test_a_file_that_became_a_link_is_not_opened(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    secret, own = put("ngoai/mat.pdf"), put(f"{OWN}/b.pdf")
    (listed,) = list_evidence(campaign, tmp_path).all()
    own.unlink()
    own.symlink_to(secret)
    with pytest.raises(OSError, match=r"b\.pdf"):
        open_evidence(tmp_path, listed)
    assert isinstance(read_evidence(tmp_path, [listed], [listed])[listed], OSError)


def test_a_pipe_is_neither_listed_as_a_file_nor_waited_for(campaign: Campaign, tmp_path: Path) -> None:
    (tmp_path / OWN).mkdir(parents=True)
    os.mkfifo(tmp_path / OWN / "ong.pdf")
    (listed,) = list_evidence(campaign, tmp_path).all()
    assert listed.sort is Sort.OTHER
    with pytest.raises(OSError, match="Invalid"):
        open_evidence(tmp_path, listed)


def test_what_belongs_to_nobody(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    put("minh-chung/c/2020-h1/x.pdf")
    put("minh-chung/a/2021/x.pdf")
    put("minh-chung/a/le.pdf")
    put("minh-chung/chung.pdf")
    listing = list_evidence(campaign, tmp_path)
    assert [one.path for one in listing.unexpected] == [
        "minh-chung/a/2021",
        "minh-chung/a/le.pdf",
        "minh-chung/c",
        "minh-chung/chung.pdf",
    ]
    assert list(listing.unexpected[0].expected) == ["2020-h1", "2020"]
    assert list(listing.all()) == []


def test_a_folder_in_another_case_is_told(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    put("Minh-Chung/a/2020-h1/x.pdf")
    listing = list_evidence(campaign, tmp_path)
    assert [(one.path, list(one.expected)) for one in listing.unexpected] == [("Minh-Chung", ["minh-chung"])]


def test_nothing_is_listed_without_end(
    campaign: Campaign, put: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_files, "MOST_FILES", 3)
    for number in range(4):
        put(f"{OWN}/{number}.pdf")
    put(f"minh-chung/b/2020-h1/{'/'.join(map(str, range(30)))}/x.pdf")
    listing = list_evidence(campaign, tmp_path)
    assert len(listing.of("a", "2020-h1")) == 3
    assert listing.cut == (OWN,)
    (deep,) = listing.of("b", "2020-h1")
    assert deep.sort is Sort.TOO_DEEP
    assert deep.name.count("/") == evidence_files.MOST_DEEP


def test_how_a_file_begins_and_its_digest(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    put(f"{OWN}/a.pdf", b"\xef\xbb\xbf" + PDF)
    put(f"{OWN}/b.pdf", b"<html>")
    put(f"{OWN}/c.docx", b"PK\x03\x04")
    put(f"{OWN}/d.txt", b"")
    put(f"{OWN}/e.JPG", b"\xff\xd8\xff\xe0")
    put(f"{OWN}/g.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # with a password
    files = list(list_evidence(campaign, tmp_path).all())
    read = read_evidence(tmp_path, files, files[3:4])
    begins = {file.name: content.begins for file, content in read.items() if isinstance(content, Content)}
    assert begins == {"a.pdf": True, "b.pdf": False, "c.docx": True, "d.txt": True, "e.JPG": True, "g.xlsx": False}
    assert read[files[3]] == Content(True, EMPTY)
    assert read[files[0]] == Content(True)


class Reads:
    """Which files were really read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        before = evidence_files.open_evidence

        def opened(folder: Path, file: EvidenceFile) -> object:
            self.names.append(file.name)
            return before(folder, file)

        monkeypatch.setattr(evidence_files, "open_evidence", opened)

    def since(self) -> list[str]:
        names, self.names = sorted(self.names), []
        return names


@pytest.fixture
def kept(campaign: Campaign, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Reads:
    """Three files that were read an hour after they were written, with what was found kept."""
    monkeypatch.setattr(evidence_files, "_MANY", 1)
    for name in ("x.pdf", "y.pdf", "z.pdf"):
        file = put(f"{OWN}/{name}")
        os.utime(file, (1_600_000_000, 1_600_000_000))
    reads = Reads(monkeypatch)
    files = list(list_evidence(campaign, tmp_path).all())
    read_evidence(tmp_path, files, files)
    assert reads.since() == ["x.pdf", "y.pdf", "z.pdf"]
    return reads


def _again(campaign: Campaign, folder: Path, *, trusting: bool = True) -> dict[str, str | None]:
    files = list(list_evidence(campaign, folder).all())
    read = read_evidence(folder, files, files, trusting=trusting)
    return {file.name: content.digest for file, content in read.items() if isinstance(content, Content)}


def test_only_changed_files_are_read_again(campaign: Campaign, kept: Reads, tmp_path: Path) -> None:
    before = _again(campaign, tmp_path)
    assert kept.since() == []
    (tmp_path / OWN / "y.pdf").write_bytes(PDF + b"2")
    after = _again(campaign, tmp_path)
    assert kept.since() == ["y.pdf"]
    assert after == {**before, "y.pdf": after["y.pdf"]}
    assert after["y.pdf"] != before["y.pdf"]


def test_a_file_changed_just_now_is_not_trusted(campaign: Campaign, kept: Reads, tmp_path: Path) -> None:
    """The clock of a disk is coarse: a second change right behind the first may leave size and time as they were."""
    (tmp_path / OWN / "y.pdf").write_bytes(PDF)
    for _ in range(2):
        _again(campaign, tmp_path)
        assert kept.since() == ["y.pdf"]


def test_what_is_kept_can_be_left_aside(campaign: Campaign, kept: Reads, tmp_path: Path) -> None:
    file = tmp_path / OWN / "x.pdf"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_bytes(b"%PDF-1.8\n")  # as large, and with the same time
    os.utime(file, ns=times)
    trusted, looked = _again(campaign, tmp_path), _again(campaign, tmp_path, trusting=False)
    assert trusted["x.pdf"] != looked["x.pdf"]
    assert kept.since() == ["x.pdf", "y.pdf", "z.pdf"]


@pytest.mark.parametrize("damage", [b"", b"{}", b'{"qcdc": "evidence", "version": 9}\n', b"\xff", b"[1]\n[2]\n"])
def test_what_is_damaged_is_read_anew(campaign: Campaign, kept: Reads, tmp_path: Path, damage: bytes) -> None:
    before = _again(campaign, tmp_path)
    (tmp_path / ".qcdc/evidence.jsonl").write_bytes(damage)
    assert _again(campaign, tmp_path) == before
    assert kept.since() == ["x.pdf", "y.pdf", "z.pdf"]
    assert _again(campaign, tmp_path) == before
    assert kept.since() == []


def test_files_that_are_gone_are_forgotten(campaign: Campaign, kept: Reads, tmp_path: Path) -> None:
    (tmp_path / OWN / "x.pdf").unlink()
    (tmp_path / OWN / "y.pdf").write_bytes(PDF)
    os.utime(tmp_path / OWN / "y.pdf", (1_600_000_001, 1_600_000_001))
    _again(campaign, tmp_path)
    lines = (tmp_path / ".qcdc/evidence.jsonl").read_text(encoding="utf-8")
    assert "x.pdf" not in lines
    assert lines.count("y.pdf") == 1


def test_a_small_campaign_keeps_nothing(campaign: Campaign, put: Callable[..., Path], tmp_path: Path) -> None:
    put(f"{OWN}/x.pdf")
    _again(campaign, tmp_path)
    assert not (tmp_path / ".qcdc").exists()
