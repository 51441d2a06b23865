"""Every hostile file is refused with its own code, soon and in little memory; what only looks bad is read."""

import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.problems import CATALOGUE, QcdcError
from qcdc_cli.workbook.reading import read_book
from tests.workbook.reading.hostile import BOMBS, DAMAGED, HARMLESS, OTHER_FILES, REFUSED, Case

TURNS = 60  # of a sum of a million numbers, which a slow or busy machine takes as much longer for as for all else
MEGABYTES = 300

PROGRAM = """
import re, sys, time
from pathlib import Path
from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.reading import read_book
def turn():
    begin = time.process_time()
    sum(number * number for number in range(1_000_000))
    return time.process_time() - begin
before = turn()
begin, said = time.process_time(), "read"
try:
    read_book(Path(sys.argv[1]))
except QcdcError as refusal:
    said = ",".join(problem.code for problem in refusal.problems)
seconds = time.process_time() - begin
# The peak of this process alone: ru_maxrss would begin with that of the process which started it.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(said, seconds / max(before, turn()), peak)
"""


def made(case: Case, folder: Path) -> Path:
    file = folder / case.file
    file.write_bytes(case.make())
    return file


@pytest.mark.slow
@pytest.mark.parametrize("case", [*REFUSED, *HARMLESS], ids=lambda case: case.name)
def test_it_takes_little_time_and_memory(case: Case, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(made(case, tmp_path))]
    said, turns, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said == (case.code or "read")
    assert float(turns) < TURNS
    assert int(megabytes) < MEGABYTES


@pytest.mark.parametrize("chosen", language.LANGUAGES)
@pytest.mark.parametrize("case", [*OTHER_FILES, *DAMAGED[:3], *BOMBS[:1]], ids=lambda case: case.name)
def test_it_is_told_in_words(case: Case, chosen: str, tmp_path: Path) -> None:
    language.use(chosen)
    file = made(case, tmp_path)
    with pytest.raises(QcdcError) as refusal:
        read_book(file)
    (problem,) = refusal.value.problems
    assert not refusal.value.could_not_run
    assert problem.place is not None
    assert problem.place.path.endswith(case.file)
    for text in (problem.sentence(), problem.remedy()):
        assert text.endswith(".")
        assert "{" not in text


def test_every_code_of_reading_is_shown_here_or_beside() -> None:
    beside = {"Q713", "Q714"}  # test_opening, test_delimited
    codes = {code for code in CATALOGUE if "Q701" <= code <= "Q714"}
    assert codes == beside | {case.code for case in REFUSED} & codes
