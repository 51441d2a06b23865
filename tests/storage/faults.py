"""Runs qcdc again and again: each time another step on the disk fails or is the last one; or several run at once.

A process of its own, since it forks: everything is imported once, and then each run is a child that begins at once.
"""

import errno
import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

KILLED = 137
A_SHEET, RECORDS = "units/a.yaml", "records/imports.jsonl"
_CHANGES = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Files = dict[str, str]


class Run(NamedTuple):
    """What one run came to.

    Attributes:
        status: its exit status, KILLED where it was.
        err: what it told.
        fired: whether the fault happened: not where the run has fewer steps.
        files: the digests of all files afterwards, by their names.
    """

    status: int
    err: str
    fired: bool
    files: Files


class Round(NamedTuple):
    """One run with a fault, and the run after it.

    Attributes:
        position: the number of the step that failed.
        first: the run with the fault.
        then: the runs after it.
    """

    position: int
    first: Run
    then: list[Run]


def rounds(
    campaign: Path,
    command: list[str],
    then: list[list[str]],
    *,
    fault: str = "kill",
    lasting: bool = False,
    every: int = 1,
) -> list[Round]:
    """Run a command in a fresh copy of a campaign with a fault at its first step, its second, until it has no more.

    Args:
        campaign: the folder that is copied, and that the command runs in.
        command: the arguments of qcdc.
        then: those of the runs after it, without a fault.
        fault: "kill", or the name of an error number.
        lasting: every step from that one on fails.
        every: look at every second step only, or every third.
    """
    lines = _ask("rounds", str(campaign), command, then, fault, lasting, every)
    return [Round(position, Run(*first), [Run(*one) for one in after]) for position, first, after in lines]


def run_killed(campaign: Path, command: list[str], position: int) -> Run:
    """Run a command in a campaign itself, killed at one step."""
    (killed,) = _ask("killed", str(campaign), command, position)
    return Run(*killed)


def race(campaign: Path, commands: list[list[str]], number: int) -> list[tuple[list[Run], str, str]]:
    """Run commands at once, each in a process of its own, again and again in a fresh copy of a campaign.

    Returns:
        for each time, the runs, and the texts of the sheet `units/a.yaml` and of the records of imports afterwards.
    """
    lines = _ask("race", str(campaign), commands[0], commands, number)
    return [([Run(*one) for one in runs], *texts) for runs, *texts in lines]


def _ask(*task: Any) -> list[Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.faults"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "QCDC_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def files_in(folder: Path) -> Files:
    """Return the digests of all files of a folder, by their names; of links where they lead."""
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_symlink():
            found[file.relative_to(folder).as_posix()] = f"-> {file.readlink()}"
        elif file.is_file():
            found[file.relative_to(folder).as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def without_records(files: Files) -> Files:
    """Return files without the records of imports, which undoing an import adds to."""
    return {name: digest for name, digest in files.items() if name not in (RECORDS, ".qcdc/records.jsonl")}


class _Fault:
    """What is to happen at one step."""

    def __init__(self, kind: str, position: int, happened: Callable[[], None], *, lasting: bool) -> None:
        self.kind, self.position, self.lasting = kind, position, lasting
        self.happened = happened
        self.steps = 0

    def arm(self) -> None:
        """Have all steps on the disk counted."""
        force, write = os.fsync, os.write

        def fsync(handle: int) -> None:
            self.step()
            force(handle)

        def half(handle: int, data: Any) -> int:
            if self.is_due() and self.kind == "kill":
                write(handle, bytes(data)[: len(data) // 2])
            self.step()
            return write(handle, data)

        os.fsync, os.write = fsync, half
        sys.addaudithook(self.audit)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            self.step()

    def is_due(self) -> bool:
        return self.steps + 1 == self.position or (self.lasting and self.steps + 1 > self.position)

    def step(self) -> None:
        due = self.is_due()
        self.steps += 1
        if not due:
            return
        self.happened()
        if self.kind == "kill":
            os._exit(KILLED)
        number = getattr(errno, self.kind)
        raise OSError(number, os.strerror(number))


def _race(campaign: Path, commands: list[list[str]]) -> tuple[list[Run], str, str]:
    """Run commands at once in a fresh copy: all begin when the last one is there."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(os.path.realpath(made)) / campaign.name
        shutil.copytree(campaign, folder, symlinks=True)
        gate, opened = os.pipe()
        children = []
        for arguments in commands:
            told = tempfile.TemporaryFile()  # noqa: SIM115 - closed below, when the child has ended
            child = os.fork()
            if child == 0:
                os.close(opened)
                os.read(gate, 1)
                _be_qcdc(folder, arguments, None, told.fileno(), -1)
            children.append((child, told))
        os.close(gate)
        os.close(opened)
        runs = []
        for child, told in children:
            _, status = os.waitpid(child, 0)
            with told:
                told.seek(0)
                runs.append((os.waitstatus_to_exitcode(status), told.read().decode()))
        files = files_in(folder)
        sheet = (folder / "units" / "a.yaml").read_text(encoding="utf-8")
        kept = folder / RECORDS
        records = kept.read_text(encoding="utf-8") if kept.exists() else ""
        return [Run(status, err, fired=False, files=files) for status, err in runs], sheet, records


def _run(folder: Path, arguments: list[str], fault: tuple[str, int, bool] | None) -> Run:
    """Run a command in a child."""
    fired, is_fired = os.pipe()
    os.set_blocking(fired, False)
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            _be_qcdc(folder, arguments, fault, told.fileno(), is_fired)
        _, status = os.waitpid(child, 0)
        told.seek(0)
        err = told.read().decode()
    os.close(is_fired)
    happened = bool(os.read(fired, 1)) if fault is not None else False
    os.close(fired)
    return Run(os.waitstatus_to_exitcode(status), err, happened, files_in(folder))


def _be_qcdc(
    folder: Path, arguments: list[str], fault: tuple[str, int, bool] | None, told: int, fired: int
) -> NoReturn:
    from qcdc_cli.commands.entry import run

    status = 99
    try:
        os.dup2(told, 1)
        os.dup2(told, 2)
        os.chdir(folder)
        if fault is not None:
            kind, position, lasting = fault
            tell = os.write
            _Fault(kind, position, lambda: _once(tell, fired), lasting=lasting).arm()
        status = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - whatever it is, the child ends here
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _once(write: Callable[[int, bytes], int], handle: int) -> None:
    write(handle, b"x")


def _rounds(
    campaign: Path, command: list[str], then: list[list[str]], fault: str, *, lasting: bool, every: int
) -> Iterator[Round]:
    for position in count(1, every):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(os.path.realpath(made)) / campaign.name
            shutil.copytree(campaign, folder, symlinks=True)
            first = _run(folder, command, (fault, position, lasting))
            yield Round(position, first, [_run(folder, one, None) for one in then])
        if not first.fired:
            return


def _import_all(campaign: Path, commands: list[list[str]]) -> None:
    """Run everything once, so that no child has to import anything."""
    from qcdc_cli.commands.entry import run

    here = Path.cwd()
    with tempfile.TemporaryDirectory() as made, Path(os.devnull).open("w") as nowhere:
        folder = Path(made) / campaign.name
        shutil.copytree(campaign, folder, symlinks=True)
        os.chdir(folder)
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            for arguments in commands:
                run(arguments)
        os.chdir(here)
    gc.collect()
    gc.freeze()  # children share what is here as long as nothing walks over it


def _main() -> None:
    from qcdc_cli.campaign import import_records, schema
    from qcdc_cli.forms.importing import import_plan
    from qcdc_cli.storage import lock

    # Records of imports are the same, byte for byte, whenever a run makes them.
    import_records.timestamp = import_plan.timestamp = lambda: "2020-06-24T08:00:00+07:00"
    import_plan.token_hex = lambda number: "0" * 2 * number

    lock._PATIENCE = 0.2
    schema.schema_text = cache(schema.schema_text)  # most of the time of `qcdc init`, and the same in every child
    what, campaign, command, *rest = json.load(sys.stdin)
    if what == "killed":
        print(json.dumps(_run(Path(campaign), command, ("kill", *rest, False))))  # noqa: T201
        return
    if what == "race":
        lock._PATIENCE = 60
        commands, number = rest
        _import_all(Path(campaign), commands)
        for _ in range(number):
            print(json.dumps(_race(Path(campaign), commands)), flush=True)  # noqa: T201
        return
    then, fault, lasting, every = rest
    _import_all(Path(campaign), [command, *then])
    for one in _rounds(Path(campaign), command, then, fault, lasting=lasting, every=every):
        print(json.dumps(one), flush=True)  # noqa: T201


if __name__ == "__main__":
    _main()
