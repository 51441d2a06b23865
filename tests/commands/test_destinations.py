"""`-o` and `export` into streams, pipes and devices, as a user of a shell expects them."""

import io
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


QCDC = f'"{sys.executable}" -m qcdc_cli'


def _bash(script: str) -> tuple[int, bytes, str]:
    whole = f'set -o pipefail; qcdc() {{ {QCDC} "$@"; }}; {script}'
    ran = subprocess.run(["bash", "-c", whole], capture_output=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr.decode()


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_the_standard_output_by_name_is_the_standard_output(qcdc: Qcdc, example: Path, name: str) -> None:
    Path("link").symlink_to("/dev/stdout")
    for asked in (["rank"], ["rank", "-f", "csv"], ["rank", "-f", "json"], ["check"], ["schema", "sheet"]):
        assert qcdc(*asked, "-o", name) == qcdc(*asked)
    assert not Path("-").exists()


@pytest.mark.parametrize(
    "script",
    [
        "qcdc rank -o /dev/stdout | cat",
        "qcdc rank -o - | cat",
        "qcdc rank -o /dev/stderr 2>&1 >/dev/null | grep -v qcdc",
        "qcdc rank -o >(cat) | cat",
        "qcdc rank -o /dev/fd/7 7>&1",
        "echo kept >log; qcdc rank -o /dev/stdout >>log; grep -q kept log && grep -v kept log",
        "mkfifo pipe; { cat pipe & } ; exec 4<>pipe; qcdc rank -o pipe; exec 4>&-; wait",
    ],
)
def test_a_real_shell_gets_the_whole_report(qcdc: Qcdc, example: Path, script: str) -> None:
    ended, printed, messages = _bash(script)
    assert (ended, printed.decode()) == (0, qcdc("rank").out), messages


def test_a_workbook_goes_into_a_pipe(example: Path) -> None:
    for script in (
        "qcdc export - -f xlsx | cat",
        "ln -s /dev/stdout out.xlsx; qcdc export out.xlsx | cat",
        "qcdc export >(cat) -f xlsx | cat",
    ):
        ended, printed, messages = _bash(script)
        assert (ended, "Q" in messages) == (0, False)
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(printed)).namelist()
    assert Path("out.xlsx").is_symlink()


def test_a_pipe_s_reader_gets_everything_and_may_leave(qcdc: Qcdc, example: Path) -> None:
    os.mkfifo("pipe.csv")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe.csv").read_bytes()))
    holder = os.open("pipe.csv", os.O_RDWR)  # so that the reader is there before the writer
    reader.start()
    assert qcdc("export", "pipe.csv").status == 0
    os.close(holder)
    reader.join()
    qcdc("export", "file.csv")
    assert got == [Path("file.csv").read_bytes()]
    reading, writing = os.pipe()
    os.close(reading)
    assert qcdc("rank", "-o", f"/dev/fd/{writing}").status == 0
    os.close(writing)


def test_a_pipe_without_a_reader_does_not_block(qcdc: Qcdc, example: Path) -> None:
    os.mkfifo("pipe.csv")
    for asked in (["export", "pipe.csv"], ["rank", "-o", "pipe.csv"]):
        ran = qcdc(*asked)
        assert (ran.status, ran.out) == (2, "")
        assert "Q106 lỗi: Không ghi được `pipe.csv`: chưa có chương trình nào nhận dữ liệu ở đó." in ran.err
        assert "Excel" not in ran.err


def test_devices_take_what_they_take(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("rank", "-o", "/dev/null")[:2] == (0, "")
    full = qcdc("rank", "-o", "/dev/full")
    assert (full.status, full.out) == (2, "")
    assert "Q106 lỗi: Không ghi được `/dev/full`: đĩa đã đầy." in full.err
    assert "Q106 lỗi: Không ghi được `/dev/fd/1234`: nơi nhận đã đóng." in qcdc("rank", "-o", "/dev/fd/1234").err


def test_the_format_can_be_named_where_no_suffix_says_it(qcdc: Qcdc, example: Path) -> None:
    assert qcdc("export", "-", "-f", "md").out == qcdc("export", "/dev/stdout", "--format", "md").out != ""
    assert qcdc("export", "-", "-f", "csv").out == qcdc("rank", "-f", "csv").out
    assert qcdc("export", "report", "-f", "xlsx").status == 0
    assert Path("report").read_bytes().startswith(b"PK")
    assert qcdc("export", "report.csv", "-f", "csv").status == 0
    assert "Q909" in qcdc("export", "report.csv", "-f", "xlsx").err
    assert "Q906" in qcdc("export", "report", "-f", "odt").err
    assert "Q107" in qcdc("export", "-").err


def test_a_workbook_never_goes_to_a_terminal(qcdc: Qcdc, example: Path) -> None:
    leader, follower = os.openpty()
    for name in (f"/dev/fd/{follower}", os.ttyname(follower)):
        ran = qcdc("export", name, "-f", "xlsx", "--lang", "en")
        assert ran.status == 2
        assert f"Q915 error: A workbook cannot be shown on a terminal (`{name}`)." in ran.err
        assert qcdc("export", name, "-f", "csv").status == 0
    os.close(follower)
    os.close(leader)
