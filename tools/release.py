"""Prepares a release: `python -m tools.release 0.2.0`; with `--dry-run` in a copy, and nothing here is changed.

Sets the version, dates the changelog's section, builds the source archive and from it the wheel, installs each in an
empty environment and ranks the example with it. It never publishes, commits or tags: what is left is printed.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "examples/chau-thanh-2020"
OPEN = "# to be replaced"  # behind what publiccode.yml cannot say before the source is published
IN_ARCHIVE = (
    "qcdc_cli/__init__.py",
    "qcdc_cli/render/page/templates/page.html",
    "qcdc_cli/render/page/templates/recheck.js",
    "qcdc_cli/render/page/templates/style.css",
    "qcdc_cli/render/pdf/fonts/OFL.txt",
    "qcdc_cli/render/pdf/fonts/Tinos-Regular.ttf",
    "rubrics/qcdc-cap-xa-2020.yaml",
    "schemas/rubric.schema.json",
    "tests/conftest.py",
    "tools/release.py",
    "docs/README.md",
    "benchmarks/run.py",
    ".ci/run",
    "README.md",
    "README.vi.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    "publiccode.yml",
    f"{EXAMPLE}/qcdc.yaml",
)


class ReleaseError(Exception):
    """What keeps a release from being made."""


def main() -> int:
    """Prepare the release that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", nargs="?", help="the new version; in a dry run, the next minor one by default")
    parser.add_argument("--dry-run", action="store_true", help="do all of it in a copy")
    chosen = parser.parse_args()
    try:
        if chosen.dry_run:
            with tempfile.TemporaryDirectory() as folder:
                copy = copied(ROOT, Path(folder) / "qcdc")
                prepare(copy, chosen.version or next_minor(version_of(copy)))
        elif chosen.version is None:
            parser.error("which version?")
        else:
            refuse_unready(ROOT)
            prepare(ROOT, chosen.version)
            _say(f"Left to do: look at the diff, commit it, tag v{chosen.version}, upload dist/.")
    except ReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    return 0


def prepare(root: Path, version: str) -> None:
    """Set the version, build, install and try.

    Raises:
        ReleaseError: the version is no later one, nothing is listed for it, or what was built does not work.
    """
    set_version(root, version, date.today())
    archive, wheel = built(root, version)
    refuse_incomplete(archive)
    with tempfile.TemporaryDirectory() as folder:
        for package in (wheel, archive):
            try_out(package, version, root / EXAMPLE, Path(folder) / package.name)
            _say(f"{package.name}: installed and tried.")


# ------------------------------------------------------------------ the version


def version_of(root: Path) -> str:
    """Return the version that the program says it has."""
    text = (root / "qcdc_cli" / "__init__.py").read_text(encoding="utf-8")
    return re.findall(r'__version__ = "(.+)"', text)[0]


def parts_of(version: str) -> tuple[int, int, int]:
    """Return a version's three numbers.

    Raises:
        ReleaseError: it has not three.
    """
    if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", version):
        message = f"`{version}` is no version like 1.2.3"
        raise ReleaseError(message)
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def next_minor(version: str) -> str:
    """Return the next version that adds something."""
    major, minor, _ = parts_of(version)
    return f"{major}.{minor + 1}.0"


def set_version(root: Path, version: str, day: date) -> None:
    """Write the version wherever it stands, and begin its section in the changelog.

    Raises:
        ReleaseError: the version is no later one, or the changelog lists nothing for it.
    """
    before = version_of(root)
    if parts_of(version) <= parts_of(before):
        message = f"{version} is not later than {before}"
        raise ReleaseError(message)
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = re.search(r"^## Unreleased\n(.*?)(?=^## |\Z)", changes, re.MULTILINE | re.DOTALL)
    if unreleased is None or "- " not in unreleased[1]:
        message = "CHANGELOG.md lists nothing under `## Unreleased`"
        raise ReleaseError(message)
    _replace(root / "CHANGELOG.md", r"(?m)^## Unreleased$", f"## Unreleased\n\n## {version} - {day}")
    _replace(root / "qcdc_cli" / "__init__.py", r'__version__ = ".+"', f'__version__ = "{version}"')
    _replace(root / "publiccode.yml", r"(?m)^softwareVersion: .+$", f'softwareVersion: "{version}"')
    _replace(root / "publiccode.yml", r"(?m)^releaseDate: .+$", f'releaseDate: "{day}"')


def _replace(file: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, file.read_text(encoding="utf-8"))
    if times != 1:
        message = f"{file.name}: {times} places to replace and not one ({pattern})"
        raise ReleaseError(message)
    file.write_text(text, encoding="utf-8")


# ------------------------------------------------------------------ what is released


def refuse_unready(root: Path) -> None:
    """Refuse to release what is not committed, or not yet described.

    Raises:
        ReleaseError: it says which.
    """
    if _run(["git", "status", "--porcelain"], root):
        message = "there are changes that are not committed"
        raise ReleaseError(message)
    described = (root / "publiccode.yml").read_text(encoding="utf-8")
    if OPEN in described:
        lines = [line.strip() for line in described.splitlines() if OPEN in line]
        message = f"publiccode.yml is not complete: {'; '.join(lines)}"
        raise ReleaseError(message)


def copied(root: Path, target: Path) -> Path:
    """Copy the files that git knows or would add, as they are now."""
    for name in _run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], root).split("\0"):
        if name and (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)
    return target


def built(root: Path, version: str) -> tuple[Path, Path]:
    """Build the source archive, and the wheel from nothing but the archive.

    Returns:
        The archive and the wheel.
    """
    out = root / "dist"
    shutil.rmtree(out, ignore_errors=True)
    _run([sys.executable, "-m", "build", "--outdir", str(out), str(root)], root)
    archive, wheel = out / f"qcdc-{version}.tar.gz", out / f"qcdc-{version}-py3-none-any.whl"
    for file in (archive, wheel):
        if not file.is_file():
            message = f"{file.name} was not built"
            raise ReleaseError(message)
    return archive, wheel


def refuse_incomplete(archive: Path) -> None:
    """Refuse a source archive from which somebody could not go on.

    Raises:
        ReleaseError: it names what is not in it.
    """
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    missing = [name for name in IN_ARCHIVE if name not in names]
    if missing:
        message = f"{archive.name} lacks {', '.join(missing)}"
        raise ReleaseError(message)


def try_out(package: Path, version: str, example: Path, folder: Path) -> None:
    """Install a package in an empty environment, away from the sources, rank the example and write its page.

    Raises:
        ReleaseError: it does not say its version or the ranking, or the page lacks what is put into it.
    """
    venv.create(folder / "venv", with_pip=True)
    python = next(path for path in (folder / "venv").glob("*/python*") if path.stem == "python")
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(package)], folder)
    shutil.copytree(example, folder / "campaign")
    qcdc = [str(python), "-I", "-m", "qcdc_cli"]  # -I: only what is installed
    said = _run([*qcdc, "--version"], folder)
    ranking = _run([*qcdc, "--lang", "en", "rank", "--format", "csv", "-C", str(folder / "campaign")], folder)
    if version not in said or "Xã Phú Tân" not in ranking.partition("\n")[2]:
        message = f"{package.name} is installed and does not work: {said}{ranking}"
        raise ReleaseError(message)
    page = _run([*qcdc, "export", "-", "--format", "html", "-C", str(folder / "campaign")], folder)
    lacking = [name for name in ("Xã Phú Tân</", ":root {", "function recheck(") if name not in page]
    if lacking:
        message = f"{package.name} is installed, and its page lacks {', '.join(lacking)}"
        raise ReleaseError(message)


def _run(command: Sequence[str], folder: Path) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if ran.returncode:
        message = f"{' '.join(command)} failed:\n{ran.stdout}{ran.stderr}"
        raise ReleaseError(message)
    return ran.stdout


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
