"""A hundred thousand files changed at random: each is read or refused with problems that can be told, and soon."""

from pathlib import Path

import pytest

from tests.fuzz.kinds import KINDS
from tests.fuzz.running import failure_of, failures

SEED = 1
FOUND = Path(__file__).parent / "found"  # inputs over which the program failed once


@pytest.mark.slow
@pytest.mark.rounds
@pytest.mark.no_cover
@pytest.mark.parametrize("name", KINDS)
def test_files_changed_at_random_are_read_or_refused(name: str, tmp_path: Path) -> None:
    found = failures(name, SEED, KINDS[name].count)
    for failure in found:
        (tmp_path / f"{failure.name}{KINDS[name].suffix}").write_bytes(failure.data)
    assert not found, f"{len(found)} of them, kept in {tmp_path}; the first, {found[0].name}:\n{found[0].trace}"


@pytest.mark.parametrize("file", sorted(FOUND.iterdir()), ids=lambda file: file.name)
def test_what_failed_once_does_not_again(file: Path, tmp_path: Path) -> None:
    kind = KINDS[file.name.partition("-")[0]]
    failure = failure_of(kind, file.read_bytes(), tmp_path)
    assert failure is None, failure.trace
