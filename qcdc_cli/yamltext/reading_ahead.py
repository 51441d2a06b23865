"""Many YAML files read in their order; of hundreds, another process reads ahead what is worked with here.

To read a sheet into a tree takes longer than what is done with the tree while all are read. So the other process reads
most files, and sends the bytes and the tree of each one with nothing wrong in it. Every other file is read here, as a
single one is: some for both to take as long, one with problems, and all that the other process does not come to, for
whatever reason. So only the time depends on that process. It knows nothing of campaigns, and ends by itself when nobody
takes what it sends.
"""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import repeat
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from qcdc_cli.file_bytes import Digests, is_noting, note_digests, noting_digests
from qcdc_cli.yamltext.document import Tree, YamlDocument

if TYPE_CHECKING:
    import subprocess

LEAST = 200  # files: it saves an eighth of the time by the clock for a sixth more work; with 100, it saves nothing
BEFORE = 40  # files that are read here while the other process starts
OWN = 5  # of so many files behind them, one is read here: the two of them are through at about the same time then
_WAITING = 1024 * 1024  # bytes that may lie between both processes, where the system can be asked for so many
# Nothing of the surroundings is heeded nor imported, such as a file `pickle.py` in the working folder.
_ALONE = ("-I", "-S", "-c")
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from qcdc_cli.yamltext.reading_ahead import send; send()"

_Read = tuple[bytes, Tree, Digests]  # a file's bytes, its tree, and its digest where digests are noted


def read_documents(files: Sequence[FilePath], named: Callable[[FilePath], str]) -> Generator[YamlDocument, None, None]:
    """Yield the documents of files, in the order of the files.

    Whoever may leave it before its end closes it (`contextlib.closing`), so that no process is left.

    Args:
        files: where they are.
        named: gives a file's name for people.
    """
    with _reading_ahead(files) as ahead:
        for file, read in zip(files, ahead, strict=False):
            if read is None:
                yield YamlDocument.read(file, named(file))
            else:
                data, tree, digests = read
                note_digests(digests)
                yield YamlDocument.composed(named(file), data, tree)


def _cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _reading_ahead(files: Sequence[FilePath]) -> "Iterator[Iterator[_Read | None]]":
    """Have another process read files, where that pays; give what it has read of each. It ends when this is left."""
    if len(files) < LEAST or _cores() < 2 or not sys.executable:  # an interpreter inside another program has no file
        yield repeat(None)
        return
    import subprocess

    command = [sys.executable, *_ALONE, _PROGRAM, *sys.path]
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell, and the program is this one's own interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pipesize=_WAITING
        )
    except OSError:  # no other process can be started
        yield repeat(None)
        return
    with process:
        try:
            yield _received(process, files)
        finally:
            process.kill()


def _received(process: "subprocess.Popen[bytes]", files: Sequence[FilePath]) -> "Iterator[_Read | None]":
    """Yield for each file what the other process has read of it; None for one that is to be read here."""
    import pickle

    assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are asked for
    yield from repeat(None, BEFORE)
    try:
        with process.stdin as asked:  # only now, when it runs: a pipe may hold less than all names
            names = [os.fsencode(file) for number, file in enumerate(files) if not _is_read_here(number)]
            pickle.dump((is_noting(), names), asked)
        for number in range(BEFORE, len(files)):
            yield None if _is_read_here(number) else pickle.load(process.stdout)  # noqa: S301 - this program's own
    except Exception:  # noqa: BLE001 - it has ended before it was through, or sent what can raise anything
        yield from repeat(None)


def _is_read_here(number: int) -> bool:
    return number < BEFORE or number % OWN == 0


def send() -> None:
    """Read the files that are asked for on the standard input, and send what they hold: the other process."""
    import pickle

    gc.disable()
    noting, names = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    for name in names:
        file = FilePath(os.fsdecode(name))
        with noting_digests() if noting else nullcontext(Digests()) as digests:
            document = YamlDocument.read(file, "")
        read = None if document.tree is None else (document.data, document.tree, digests)
        pickle.dump(read, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.flush()
