"""Writes the snapshots anew: `python -m tests.snapshots.regenerate`; then look at `git diff tests/snapshots`."""

import tempfile
from pathlib import Path

from tests.snapshots.as_text import as_text
from tests.snapshots.papers import FOLDER as PAPERS_FOLDER
from tests.snapshots.papers import PAPERS
from tests.snapshots.workbooks import FOLDER, WORKBOOKS


def main() -> None:
    """Write all of them."""
    for file in (*FOLDER.glob("*.txt"), *PAPERS_FOLDER.glob("*.txt")):
        file.unlink()
    for name, make in WORKBOOKS.items():
        with tempfile.TemporaryDirectory() as folder:
            (FOLDER / f"{name}.txt").write_text(as_text(make(Path(folder))), encoding="utf-8")
    for paper in PAPERS:
        paper.file.write_text(paper.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
