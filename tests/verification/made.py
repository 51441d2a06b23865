"""Outputs as people make them: by commands, from a copy of an example."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from qcdc_cli.commands.entry import run
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.verification.contents import FileContent

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def copied(example: str, into: Path) -> Path:
    """Copy an example; return its folder."""
    return Path(shutil.copytree(EXAMPLES / example, into / example))


def qcdc(folder: Path, *arguments: str) -> str:
    """Run a command that must end well in a folder, and return what it prints."""
    out, err = StringIO(), StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        status = run(list(arguments))
    assert status == 0, err.getvalue()
    return out.getvalue()


def differences(expected: FileContent, found: FileContent) -> Sequence[Problem]:
    """Return in what a file differs from what it should say."""
    return list(expected.differences(found))


def codes(refused: QcdcError) -> Iterator[str]:
    """Yield the codes of a refusal."""
    return (problem.code for problem in refused.problems)
