"""What a git repository remembers of some files: its commits, and the files as they were. Knows no campaign.

A folder from elsewhere may hold a repository whose settings name programs to start. So git is run with nothing of the
surroundings' variables and with all such settings turned off, only by commands that read objects and never the working
folder, and with bounds on time and on what it says.
"""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import accumulate
from pathlib import Path
from typing import IO, NamedTuple

from qcdc_cli.file_bytes import MEGABYTE

LEAST_VERSION = (2, 15)  # of 2017, the first one that says whether a copy is shallow
MOST_COMMITS = 2_000  # that are looked at; the latest ones
_SECONDS = 60  # that one call may take
_MOST_SAID = 128 * MEGABYTE  # by one call
_MOST_ERROR = 2_000  # letters of why git failed that are kept
_MOST_TOGETHER = 16 * MEGABYTE  # of contents that are asked for in one call
HEAD = "HEAD"
# Whatever a repository's settings say: no hook, watcher, pager, other program for differences, signatures or files.
_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.attributesFile": os.devnull,
    "core.quotePath": "false",
    "core.commitGraph": "false",  # which may be damaged
    "diff.external": "",
    "gpg.program": "",
    "log.showSignature": "false",
    "log.follow": "false",
    "log.mailmap": "false",
    "i18n.logOutputEncoding": "UTF-8",
    "safe.bareRepository": "explicit",  # a folder that only looks like one is none
}
_SURROUNDINGS = {
    "GIT_ALLOW_PROTOCOL": "",  # objects that a partial copy lacks are fetched from nowhere
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # what was committed, not what a repository puts in its place
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
_FIELDS = ("%H", "%P", "%an", "%ae", "%aI", "%cI", "%s")


class NoHistory(Enum):
    """Why git tells nothing."""

    NO_PROGRAM = "no_program"
    OLD = "old"
    NO_REPOSITORY = "no_repository"
    NOT_TRUSTED = "not_trusted"  # the repository belongs to another user of the machine
    NO_COMMIT = "no_commit"
    INCOMPLETE = "incomplete"  # a partial copy, or a damaged one
    FAILED = "failed"
    TOO_MUCH = "too_much"  # it took too long, or said too much


class GitFailed(Exception):  # noqa: N818 - nothing that a person did wrong: what git does not tell is said, that is all
    """Git told nothing.

    Attributes:
        why: why.
        said: what git said, or its version; "" where it said nothing.
    """

    def __init__(self, why: NoHistory, said: str = "") -> None:
        super().__init__(why, said)
        self.why, self.said = why, said


class Commit(NamedTuple):
    """A commit.

    Attributes:
        id: its whole id.
        parents: the nearest commits before it that touched the files that were asked for; a merge has several.
        author: who made the change.
        email: the author's address.
        written: when the change was made, as its author's machine says; None where it says no day.
        committed: when the commit was made, which is later where it was copied or rewritten.
        subject: the first line of what was said about it.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    written: datetime | None
    committed: datetime | None
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository.

    Attributes:
        root: the folder in which its files lie.
        program: git.
        ends: the ids of the commits at which a shallow copy of the history ends.
    """

    root: Path
    program: str
    ends: frozenset[str] = frozenset()

    @classmethod
    def around(cls, folder: Path) -> "Repository":
        """Return the repository that a folder lies in.

        Raises:
            GitFailed: when there is no git, none that is new enough, no repository, or no commit in it.
        """
        program = _program()
        if program is None:
            raise GitFailed(NoHistory.NO_PROGRAM)
        version = _run(program, folder, "version").decode(errors="replace").strip()
        numbers = version.removeprefix("git version ").split(".")
        if tuple(int(one) if one.isdigit() else 0 for one in numbers[:2]) < LEAST_VERSION:
            raise GitFailed(NoHistory.OLD, version)
        try:
            said = _run(program, folder, "rev-parse", "--show-toplevel", "--is-shallow-repository")
        except GitFailed as failure:
            raise GitFailed(_why_not(failure), failure.said) from None
        root, shallow = os.fsdecode(said).rstrip("\n").rsplit("\n", 1)
        try:
            _run(program, folder, "rev-parse", "--verify", "--quiet", f"{HEAD}^{{commit}}")
        except GitFailed as failure:
            raise failure if failure.said else GitFailed(NoHistory.NO_COMMIT) from None
        ends: frozenset[str] = frozenset()
        if shallow == "true":
            file = os.fsdecode(_run(program, folder, "rev-parse", "--git-path", "shallow")).rstrip("\n")
            ends = frozenset((folder / file).read_text("ascii", "replace").split())
        return cls(Path(os.path.realpath(root)), program, ends)

    def path_of(self, file: Path) -> str | None:
        """Return how the repository calls a file, which need not exist; None for one that lies elsewhere."""
        real = Path(os.path.realpath(file.parent)) / file.name
        return real.relative_to(self.root).as_posix() if real.is_relative_to(self.root) else None

    def commits(self, paths: Iterable[str]) -> tuple[Commit, ...]:
        """Return the commits that touched any of some files, and the merges between these, the earlier ones first.

        Those whose change a merge left out again are among them. Of more than `MOST_COMMITS`, the latest.

        Raises:
            GitFailed: when what stood in the files is not there for all of them; it is fetched from nowhere.
        """
        paths = tuple(paths)
        objects = self._run("rev-list", "--objects", "--missing=print", "--full-history", HEAD, "--", *paths)
        if objects.startswith(b"?") or b"\n?" in objects:
            raise GitFailed(NoHistory.INCOMPLETE)
        wanted = (
            *("log", "-z", "--no-color", "--no-decorate", "--no-show-signature", "--no-notes", "--no-ext-diff"),
            *("--topo-order", "--full-history", "--simplify-merges", "--parents", f"--max-count={MOST_COMMITS}"),
            f"--format=tformat:{'%n'.join(_FIELDS)}",
        )
        said = self._run(*wanted, HEAD, "--", *paths).decode("utf-8", "replace")
        return tuple(reversed([_commit(one) for one in said.split("\0") if one]))

    def files(self, wanted: Sequence[tuple[str, str]], megabytes: int) -> Iterator[bytes | None]:
        """Yield files as they were, in their order; None for one that was not there, or is larger than allowed.

        Args:
            wanted: each commit with the path of a file in it; "HEAD" for the commit that is checked out.
            megabytes: the largest file that is read.
        """
        found = self._found([f"{commit}:{path}" for commit, path in wanted], megabytes * MEGABYTE)
        content: dict[bytes, bytes] = {}
        for number, (identity, _) in enumerate(found):
            if identity and identity not in content:
                content = self._contents(_together(found[number:]))
            yield content.get(identity)

    def removed_by(self, commit: str) -> list[str]:
        """Return the paths of the files that a commit removed, moved ones among them."""
        wanted = ("diff-tree", "-r", "-z", "--no-commit-id", "--no-renames", "--no-ext-diff", "--no-textconv")
        said = self._run(*wanted, "--diff-filter=D", "--name-only", commit, "--")
        return [os.fsdecode(one) for one in said.split(b"\0") if one]

    def removed(self) -> Iterator[tuple[str, str]]:
        """Yield the paths of all files that commits removed, each with that commit, the latest first."""
        wanted = ("log", "-z", "--no-color", "--no-decorate", "--no-show-signature", "--no-notes", "--no-ext-diff")
        more = ("--no-textconv", "--no-renames", "--diff-filter=D", "--name-only", "--format=tformat:%x01%H", HEAD)
        commit = ""
        for one in self._run(*wanted, *more, "--").split(b"\0"):
            if one.startswith(b"\x01"):
                commit = one[1:].decode("ascii")
            elif path := os.fsdecode(one.removeprefix(b"\n")):
                yield commit, path

    def paths_at_head(self) -> list[str]:
        """Return the paths of all files of the commit that is checked out."""
        said = self._run("ls-tree", "-r", "-z", "--name-only", "--full-tree", HEAD)
        return [os.fsdecode(one) for one in said.split(b"\0") if one]

    def _found(self, asked: Sequence[str], most: int) -> list[tuple[bytes, int]]:
        """Return the ids and sizes of files' contents; b"" for what is no file, or is larger than allowed."""
        lines = [b"" if "\n" in one else os.fsencode(one) for one in asked]  # no line can hold such a name
        said = self._run("cat-file", "--batch-check=%(objecttype)/%(objectsize)/%(objectname)", lines=lines)
        found = []
        for line in said.split(b"\n")[:-1]:
            kind, _, rest = line.partition(b"/")
            size, _, identity = rest.partition(b"/")
            is_file = kind == b"blob" and size.isdigit() and int(size) <= most
            found.append((identity, int(size)) if is_file else (b"", 0))
        if len(found) != len(asked):
            raise GitFailed(NoHistory.FAILED)
        return found

    def _contents(self, ids: Sequence[bytes]) -> dict[bytes, bytes]:
        said = self._run("cat-file", "--batch=%(objectname)/%(objectsize)", lines=ids)
        found, at = {}, 0
        while at < len(said):
            end = said.index(b"\n", at)
            identity, size = said[at:end].split(b"/")
            begin = end + 1
            at = begin + int(size) + 1
            found[identity] = said[begin : at - 1]
        return found

    def _run(self, *arguments: str, lines: Sequence[bytes] = ()) -> bytes:
        return _run(self.program, self.root, *arguments, lines=lines)


def _together(found: Sequence[tuple[bytes, int]]) -> list[bytes]:
    """Return the ids of the first contents that one call gives together."""
    sizes = accumulate(size for _, size in found)
    within = [
        one for (one, _), sizes_so_far in zip(found, sizes, strict=True) if one and sizes_so_far <= _MOST_TOGETHER
    ]
    return list(dict.fromkeys(within)) or [found[0][0]]


def _program() -> str | None:
    """Return git as it is installed; never one that lies in the folder at hand, where Windows would look first."""
    folders = [one for one in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(one).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(folders))
    return found if found is not None and os.path.dirname(found) in folders else None  # noqa: PTH120 - as it is written


def _why_not(failure: GitFailed) -> NoHistory:
    if "dubious ownership" in failure.said or "unsafe repository" in failure.said:
        return NoHistory.NOT_TRUSTED
    without = ("not a git repository", "must be run in a work tree", "cannot use bare repository")
    return NoHistory.NO_REPOSITORY if any(one in failure.said for one in without) else failure.why


def _run(program: str, folder: Path, *arguments: str, lines: Sequence[bytes] = ()) -> bytes:
    """Run git and return what it says.

    Raises:
        GitFailed: when it fails, takes too long or says too much.
    """
    settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
    command = [program, "--no-pager", *settings, "-C", os.fspath(folder), *arguments]
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as failures:
        asked.write(b"".join(line + b"\n" for line in lines))
        asked.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, and the program is the one that is installed
                command, stdin=asked, stdout=subprocess.PIPE, stderr=failures, env=surroundings | _SURROUNDINGS
            )
        except OSError as failure:
            raise GitFailed(NoHistory.FAILED, str(failure.strerror)) from None
        said = _bounded(process)
        if said is None:
            raise GitFailed(NoHistory.TOO_MUCH)
        if process.returncode:
            raise GitFailed(NoHistory.FAILED, _last_line(failures))
        return said


def _bounded(process: "subprocess.Popen[bytes]") -> bytes | None:
    """Return what a process says; None where it takes too long or says too much, and is ended."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(_SECONDS, end)
    timer.start()
    with process:
        said = process.stdout.read(_MOST_SAID + 1) if process.stdout is not None else b""
        if len(said) > _MOST_SAID:
            end()
    timer.cancel()
    return None if late.is_set() else said


def _last_line(failures: IO[bytes]) -> str:
    failures.seek(0)
    lines = failures.read(_MOST_ERROR).decode(errors="replace").splitlines()
    return next((line for line in lines if line.startswith("fatal:")), lines[-1] if lines else "")


def _commit(said: str) -> Commit:
    identity, parents, author, email, written, committed, subject = said.split("\n", 6)
    return Commit(identity, tuple(parents.split()), author, email, _moment(written), _moment(committed), subject)


def _moment(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:  # anybody can write anything into a commit
        return None
