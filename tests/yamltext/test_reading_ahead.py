"""Hundreds of files are read by two processes: the same documents come out, whatever becomes of the other process."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from qcdc_cli.file_bytes import Digests, noting_digests
from qcdc_cli.yamltext import reading_ahead
from qcdc_cli.yamltext.document import YamlDocument
from tests.campaigns import ROOT

FILES = sorted(file for folder in ("broken", "valid") for file in (ROOT / "tests" / folder).rglob("*.yaml"))
SEVERAL = [file for file in FILES if "Q201" in str(file) or "Q301" in str(file)]  # right ones and faulty ones

Read = list[tuple[object, ...]]
_started: list["subprocess.Popen[bytes]"] = []


class _Noted(subprocess.Popen[bytes]):
    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[call-overload]
        _started.append(self)


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> "list[subprocess.Popen[bytes]]":
    """Have another process read all but the first file; return the processes that were started."""
    monkeypatch.setattr(reading_ahead, "LEAST", 1)
    monkeypatch.setattr(reading_ahead, "BEFORE", 1)
    monkeypatch.setattr(reading_ahead, "OWN", len(FILES))
    monkeypatch.setattr(reading_ahead, "_cores", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", _Noted)
    _started.clear()
    return _started


def content(document: YamlDocument) -> tuple[object, ...]:
    return document.path, document.text, document.tree, document.problems


def alone(files: Sequence[Path]) -> Read:
    return [content(YamlDocument.read(file, str(file))) for file in files]


def together(files: Sequence[Path]) -> Read:
    return [content(document) for document in reading_ahead.read_documents(files, str)]


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that this process reads itself, as they come."""
    files: list[Path] = []
    read = YamlDocument.read

    def noted(file: Path, path: str) -> YamlDocument:
        files.append(file)
        return read(file, path)

    monkeypatch.setattr(YamlDocument, "read", noted)
    return files


def test_all_files_that_are_right_are_read_by_the_other_process(
    started: "list[subprocess.Popen[bytes]]", read_here: list[Path]
) -> None:
    expected = alone(FILES)
    read_here.clear()
    assert together(FILES) == expected
    assert read_here == [
        file for file, (_, _, tree, _) in zip(FILES, expected, strict=True) if tree is None or file is FILES[0]
    ]
    assert len(read_here) * 4 < len(FILES)
    assert [process.returncode is None for process in started] == [False]


@pytest.mark.parametrize("before", range(len(SEVERAL) + 2))
def test_wherever_it_begins_the_same_comes_out(before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "BEFORE", before)
    assert together(SEVERAL) == alone(SEVERAL)


@pytest.mark.parametrize("own", range(1, 5))
def test_whichever_are_read_here_the_same_comes_out(
    own: int, monkeypatch: pytest.MonkeyPatch, read_here: list[Path]
) -> None:
    monkeypatch.setattr(reading_ahead, "OWN", own)
    expected = alone(FILES)
    read_here.clear()
    assert together(FILES) == expected
    assert set(FILES[::own]) <= set(read_here)
    assert (len(read_here) < len(FILES)) == (own > 1)


@pytest.mark.parametrize("after", range(1, len(SEVERAL)))
def test_when_it_is_killed_the_rest_is_read_here(
    after: int, started: "list[subprocess.Popen[bytes]]", read_here: list[Path]
) -> None:
    found: Read = []
    for document in reading_ahead.read_documents(SEVERAL, str):
        found.append(content(document))
        if len(found) == after:
            started[0].kill()
            started[0].wait()
    assert found == alone(SEVERAL)
    assert read_here[0] == SEVERAL[0]


@pytest.mark.parametrize("sent", ["", "\\x80", "\\x80\\x05\\x95\\x20\\0\\0\\0\\0\\0\\0\\0\\x8c", "Python", "\\n"])
def test_when_it_sends_what_is_nothing_all_is_read_here(
    sent: str, monkeypatch: pytest.MonkeyPatch, read_here: list[Path]
) -> None:
    monkeypatch.setattr(reading_ahead, "_PROGRAM", f"import os; os.write(1, b'{sent}')")
    assert together(SEVERAL) == alone(SEVERAL)
    assert read_here == [*SEVERAL, *SEVERAL]


@pytest.mark.parametrize("executable", ["", "nowhere/python", sys.executable])
def test_where_it_cannot_be_started_all_is_read_here(
    executable: str, monkeypatch: pytest.MonkeyPatch, read_here: list[Path]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "too many processes")

    if executable == sys.executable:
        monkeypatch.setattr(subprocess, "Popen", refused)
    monkeypatch.setattr(sys, "executable", executable)
    assert together(SEVERAL) == alone(SEVERAL)
    assert read_here == [*SEVERAL, *SEVERAL]


def test_where_few_files_or_one_core_are_there_none_is_started(
    started: "list[subprocess.Popen[bytes]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "LEAST", len(SEVERAL) + 1)
    assert together(SEVERAL) == alone(SEVERAL)
    assert together([]) == []
    monkeypatch.setattr(reading_ahead, "LEAST", len(SEVERAL))
    monkeypatch.setattr(reading_ahead, "_cores", lambda: 1)
    assert together(SEVERAL) == alone(SEVERAL)
    assert started == []
    monkeypatch.setattr(reading_ahead, "_cores", lambda: 2)
    assert together(SEVERAL) == alone(SEVERAL)
    assert len(started) == 1


@pytest.mark.parametrize("taken", [0, 1, 2, 5])
def test_closed_before_its_end_it_leaves_no_process(taken: int, started: "list[subprocess.Popen[bytes]]") -> None:
    with closing(reading_ahead.read_documents(FILES, str)) as documents:
        for _ in range(taken):
            next(documents)
    assert [process.returncode is None for process in started] == [False] * (taken > 0)


def test_digests_of_what_it_has_read_are_noted() -> None:
    def noted(files: Sequence[Path], *, ahead: bool) -> Digests:
        with noting_digests() as digests:
            assert (together if ahead else alone)(files)
        return digests

    assert noted(SEVERAL, ahead=True) == noted(SEVERAL, ahead=False)


def test_names_of_all_kinds_are_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: list[Path]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["a.yaml", "Xã Đông Phước.yaml"]
    names += ["two\nlines.yaml"] if os.name == "posix" else []
    names += [os.fsdecode(b"\xff.yaml")] if sys.platform == "linux" else []  # elsewhere a name is a text
    files = [Path(name) for name in names]
    for file in files:
        file.write_text(f"unit: {file.name!a}\n", encoding="utf-8")
    found = together([*files, Path("none.yaml")])
    assert read_here == [Path("a.yaml"), Path("none.yaml")]
    assert found == alone([*files, Path("none.yaml")])


def test_nothing_is_imported_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle", "json", "gc", "yaml", "re", "qcdc_cli", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert together(FILES[:3]) == alone(FILES[:3])
    assert not Path("run").exists()


# Reads files in a program that is no module; says so when the other process has sent something. That one is given the
# program's own standard error, which comes to its end when both have ended.
_READING = """
import subprocess, sys
from pathlib import Path
from qcdc_cli.yamltext import reading_ahead
reading_ahead.LEAST = reading_ahead.BEFORE = 1
reading_ahead._cores = lambda: 2
start = subprocess.Popen.__init__
subprocess.Popen.__init__ = lambda *arguments, **options: start(*arguments, **{**options, "stderr": None})
files = [Path(name) for name in sys.argv[1:]] * 50
documents = reading_ahead.read_documents(files, str)
for number, document in enumerate(documents):
    if number == 3:
        print("begun", flush=True)
        sys.stdin.read(1)
"""
_ENDED = ["SIGTERM", *(["SIGINT", "SIGKILL"] if os.name == "posix" else [])]


@pytest.mark.parametrize("ended", [None, *_ENDED])
def test_however_the_program_ends_the_other_process_ends_too(ended: str | None) -> None:
    command = [sys.executable, "-c", _READING, *map(str, SEVERAL)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        if ended is not None:
            process.send_signal(signal.Signals[ended])
        process.communicate("\n" if ended is None else None, timeout=60)  # till the standard error ends
    assert (process.returncode == 0) == (ended is None)
