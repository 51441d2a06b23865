"""Interrupts one run of the program at many of its moments: `python interrupting.py OUT STEP ARGUMENTS…`.

At every STEP-th call of a Python function the process forks. The child is interrupted there (KeyboardInterrupt, as by
Ctrl-C) and goes on to its end; the parent waits for it, and goes on to the next moment. OUT gets one line of JSON per
moment: the exit status, what was written to standard error, where it was. The first moment is that at which
`qcdc_cli/__main__.py` begins.
"""

import json
import os
import sys
import tempfile
from types import FrameType
from typing import Any


class Interruptions:
    """A trace function that forks, with what came of it."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.calls = 0
        self.begun = False
        self.found: list[dict[str, Any]] = []
        self.messages = tempfile.TemporaryFile()  # noqa: SIM115 - until the process ends

    def __call__(self, frame: FrameType, *_: Any) -> None:
        self.begun = self.begun or frame.f_code.co_filename.endswith("qcdc_cli/__main__.py")
        if not self.begun:
            return
        self.calls += 1
        if self.calls % self.step == 0:
            child = os.fork()
            if not child:
                sys.settrace(None)
                os.dup2(self.messages.fileno(), 2)
                raise KeyboardInterrupt
            self.record(child, frame)

    def record(self, child: int, frame: FrameType) -> None:
        """Wait for a child, and note how it ended."""
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        self.messages.seek(0)
        said = self.messages.read().decode()
        self.messages.seek(0)
        self.messages.truncate()
        where = f"{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_name}"
        self.found.append({"status": status, "said": said, "where": where})


def main() -> None:
    """Run the program, interrupted at many moments."""
    file, step, *arguments = sys.argv[1:]
    parent = os.getpid()
    interruptions = Interruptions(int(step))
    sys.argv = ["qcdc", *arguments]
    sys.settrace(interruptions)
    try:
        from qcdc_cli.__main__ import main as program

        program()
    finally:
        sys.settrace(None)
        if os.getpid() == parent:
            with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is for the program to import
                stream.writelines(f"{json.dumps(one)}\n" for one in interruptions.found)


if __name__ == "__main__":
    main()
