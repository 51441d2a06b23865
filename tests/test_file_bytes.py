"""A file's kind and size are looked at before it is read."""

import os
import socket
from io import FileIO
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.campaign import campaign
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.file_bytes import MEGABYTE, is_there, read_file
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.workbook.reading import read_book
from qcdc_cli.yamltext.document import YamlDocument
from tests.campaigns import ROOT

unix_only = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with names in folders")


def refused(file: Path, megabytes: int = 1) -> Problem:
    found = read_file(file, "x", megabytes)
    assert isinstance(found, Problem)
    return found


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    """Return a file of 1.5 GB that takes no room on the disk."""
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(1536 * MEGABYTE)
    return file


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything is opened."""

    def never(self: Path, *_: object, **__: object) -> None:
        raise AssertionError(self)

    monkeypatch.setattr(Path, "open", never)
    monkeypatch.setattr(Path, "read_bytes", never)


@pytest.mark.parametrize("size", [0, 1, MEGABYTE])
def test_a_file_is_read_up_to_the_limit(tmp_path: Path, size: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    assert read_file(tmp_path / "a", "x", 1) == b"x" * size


def test_one_byte_more_is_refused_with_a_size_above_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * (MEGABYTE + 1))
    problem = refused(tmp_path / "a")
    assert (problem.code, problem.values["size"], problem.values["limit"]) == ("Q115", "1,01", "1")


@pytest.mark.parametrize("read", ["sheet", "campaign", "workbook", "table"])
def test_what_is_too_large_is_refused_unread(huge: Path, no_reading: None, read: str) -> None:
    if read == "sheet":
        (problem,) = YamlDocument.read(huge, "x").problems
    elif read == "campaign":
        (problem,) = YamlDocument.read(huge, "x", campaign.MOST_MEGABYTES).problems
    else:
        file = huge.rename(huge.with_suffix(".xlsx" if read == "workbook" else ".yaml"))
        with pytest.raises(QcdcError) as refusal:
            read_book(file, "x")
        problem = refusal.value.problem
    assert (problem.code, problem.values["size"], problem.place) == ("Q115", "1536", Place("x"))


def test_a_table_too_large_is_refused_before_all_of_it_is_read(huge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = huge.rename(huge.with_suffix(".csv"))
    with table.open("r+b") as stream:
        stream.truncate(40 * MEGABYTE)  # a workbook may have so much
    with pytest.raises(QcdcError) as refusal:
        read_book(table, "x")
    assert (refusal.value.problem.values["size"], refusal.value.problem.values["limit"]) == ("40", "2")


def test_a_file_that_grows_while_it_is_read_is_read_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 10)
    before = file.stat()
    file.write_bytes(b"x" * (3 * MEGABYTE))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: before)
    assert refused(file).code == "Q115"
    assert read_file(file, "x", 3) == b"x" * (3 * MEGABYTE)


def test_a_file_that_comes_in_parts_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(bytes(range(100)))

    class InParts(FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            return super().read(min(size, 7))

    monkeypatch.setattr(Path, "open", lambda file, *_, **__: InParts(file))
    assert read_file(tmp_path / "a", "x", 1) == bytes(range(100))


@unix_only
def test_a_pipe_a_socket_and_a_device_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_reading: None
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name may not be long
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        problems = [refused(Path(name)) for name in ("pipe", "socket", "/dev/zero")]
    assert {problem.code for problem in problems} == {"Q120"}
    assert [
        next(word for word in ("đường ống", "socket", "thiết bị") if word in problem.sentence()) for problem in problems
    ] == ["đường ống", "socket", "thiết bị"]
    language.use("en")
    assert "a pipe" in problems[0].sentence()


@unix_only
@pytest.mark.parametrize("name", ["qcdc.yaml", "rubric.yaml", "base.yaml", "units/u1.yaml"])
def test_a_pipe_in_place_of_any_file_of_a_campaign_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = ROOT / "tests" / "broken" / "Q501-extends"
    for file in source.rglob("*.yaml"):
        target = tmp_path / file.relative_to(source)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
    assert {"qcdc.yaml", "rubric.yaml", "base.yaml"} <= {file.name for file in tmp_path.iterdir()}
    Path(name).unlink(missing_ok=True)
    os.mkfifo(name)
    assert ("Q120", name) in [(problem.code, problem.values.get("path")) for problem in load(Source()).problems]


@unix_only
def test_a_pipe_as_a_workbook_is_refused(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(QcdcError) as refusal:
            read_book(tmp_path / name)
        assert (refusal.value.problem.code, refusal.value.could_not_run) == ("Q120", True)


def test_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    assert is_there(tmp_path / "a")
    for name in ("", "none", "a/b", "loop", "a\0b"):
        assert not is_there(tmp_path / name)


def test_a_campaign_s_file_that_is_too_large_is_told_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sheets are not read for it: there may be thousands."""
    monkeypatch.chdir(tmp_path)
    Path("units").mkdir()
    Path("units/a.yaml").write_text("a: [", encoding="utf-8")
    with Path("qcdc.yaml").open("wb") as stream:
        stream.truncate((campaign.MOST_MEGABYTES + 1) * MEGABYTE)
    assert [problem.code for problem in load(Source()).problems] == ["Q115"]


def test_a_campaign_s_file_may_be_larger_than_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten countries have 33,210 units."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "tests" / "valid" / "windows-line-ends" / "qcdc.yaml").read_text(encoding="utf-8")
    Path("qcdc.yaml").write_text(text + "#" * (3 * MEGABYTE) + "\n", encoding="utf-8")
    assert "Q115" not in {problem.code for problem in load(Source()).problems}
