"""What the files of a campaign said about one unit's marks, version by version. Opens none of them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from qcdc_cli.git import Commit, NoHistory


class What(Enum):
    """What something is said about."""

    SHEET = "sheet"  # whether the sheet is there and can be read
    CAMPAIGN = "campaign"  # that the campaign's own file could not be read
    MARK = "mark"
    MARK_ALONE = "mark_alone"  # what one of several checkers gave alone
    APPEAL = "appeal"
    TARGET = "target"
    UNASSIGNED = "unassigned"
    RUBRIC = "rubric"  # how the criterion is scored
    DISQUALIFIER = "disqualifier"


class Subject(NamedTuple):
    """What something is said about.

    Attributes:
        what: of which sort it is.
        criterion: the criterion's id; "" for what is of no single one.
        stage: the stage's id, where it is of one.
        detail: the checker, the number of the appeal from 1, the key in the rubric, or the disqualifier.
    """

    what: What
    criterion: str = ""
    stage: str = ""
    detail: str = ""


class Said(NamedTuple):
    """What a version says about a subject.

    Attributes:
        words: what it says, in the language in use.
        written: what stands in the file.
        meaning: what that means, so that `8,5` and `8.5` are the same; None where it cannot be read today.
        reason: why, where the file says so.
        by: who marked, agreed or decided, where the file names them.
    """

    words: str
    written: Hashable
    meaning: Hashable = None
    reason: str = ""
    by: str = ""

    def differs(self, other: "Said") -> bool:
        """Return whether this says something else than another version did."""
        if (self.reason, self.by) != (other.reason, other.by):
            return True
        return self.written != other.written and (self.meaning is None or self.meaning != other.meaning)


Facts = Mapping[Subject, Said]


class Version(NamedTuple):
    """What the files said at one time.

    Attributes:
        commit: the commit; None for the files as they lie in the folder.
        sheet: what the sheet said; None where there was none, or it could not be read.
        campaign: what the campaign's own file said about the unit; None likewise.
        rubric: what the rubric's file said about its criteria; None likewise.
        files: what is to be told of the files themselves.
    """

    commit: Commit | None
    sheet: Facts | None
    campaign: Facts | None
    rubric: Facts | None
    files: Facts


@dataclass(frozen=True, slots=True)
class Versions:
    """What a repository remembers.

    Attributes:
        why_none: why git tells nothing; None where it does.
        git_said: what git said about that, or its version; "" where it said nothing.
        commits: a version for each commit that touched one of the files, the earlier ones first.
        head: the version that is checked out; None where there is none.
        now: the files as they lie in the folder.
        ends: the commits at which a shallow copy of the history ends: what was before them, it does not know.
        cut: how many commits were looked at, where there are more; else 0.
        paths: the sheet's file, and what it was called before, as the repository calls them.
    """

    why_none: NoHistory | None = None
    git_said: str = ""
    commits: tuple[Version, ...] = ()
    head: Version | None = None
    now: Version | None = None
    ends: frozenset[str] = frozenset()
    cut: int = 0
    paths: tuple[str, ...] = ()
