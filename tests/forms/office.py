"""LibreOffice for the tests of forms: one set of settings for all of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.office import needs, saved_as

Office = Callable[[Sequence[Path], str], dict[str, Path]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a function that has LibreOffice save files (with names of their own) in a format, each by its name."""
    needs("soffice", "pdftotext", "pdfinfo")
    folder = tmp_path_factory.mktemp("office")

    def saved(files: Sequence[Path], to: str) -> dict[str, Path]:
        results = saved_as(to, files, folder)
        return {file.name: result for file, result in zip(files, results, strict=True)}

    return saved
