"""What changed between stages, as it is printed."""

from pathlib import Path

from tests.commands.conftest import REPOSITORY, Qcdc

EXPECTED = Path(__file__).parent / "expected"
VALID = REPOSITORY / "tests" / "valid"


def test_the_lists(qcdc: Qcdc) -> None:
    """Changes with an upheld appeal; and three units, each with a checker, that are too few for an answer."""
    ran = qcdc("changes", "-C", str(VALID / "appeals"))
    assert (ran.status, ran.out) == (0, (EXPECTED / "changes.vi.txt").read_text(encoding="utf-8"))
    in_english = qcdc("changes", "-C", str(VALID / "checkers"), "--lang", "en").out
    assert in_english == (EXPECTED / "changes-by-checkers.en.txt").read_text(encoding="utf-8")
