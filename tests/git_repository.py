"""Git repositories for tests: without the machine's own settings, so that the same steps give the same ids."""

import os
import subprocess
from pathlib import Path

from tests.office import needs


class GitRepository:
    """A repository in a folder.

    Attributes:
        folder: its folder.
    """

    def __init__(self, folder: Path) -> None:
        needs("git")
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", "--object-format=sha1")

    def git(self, *arguments: str, **surroundings: str) -> str:
        """Run git in the folder and return what it says."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        own |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, **surroundings}
        ran = subprocess.run(["git", *arguments], cwd=self.folder, env=own, check=True, capture_output=True)
        return ran.stdout.decode()

    def commit(self, moment: str, subject: str, author: str = "Lê Thị Thư") -> str:
        """Commit all that lies in the folder, at a moment such as `2026-06-20T08:00:00+07:00`; return the id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={subject}", **self.identity(moment, author))
        return self.git("rev-parse", "HEAD").strip()

    @staticmethod
    def identity(moment: str, author: str = "Lê Thị Thư") -> dict[str, str]:
        """Return who commits at which moment, as git takes it from its surroundings."""
        return {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": "thu@example.vn",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_NAME": author,
            "GIT_COMMITTER_EMAIL": "thu@example.vn",
            "GIT_COMMITTER_DATE": moment,
        }
