"""A release sets its version everywhere, dates what changed, and is refused where something is missing."""

import io
import tarfile
from datetime import date
from pathlib import Path

import pytest

from tools.release import (
    IN_ARCHIVE,
    OPEN,
    ROOT,
    ReleaseError,
    copied,
    next_minor,
    parts_of,
    refuse_incomplete,
    refuse_unready,
    set_version,
    version_of,
)

DAY = date(2027, 2, 3)
FILES = ("CHANGELOG.md", "publiccode.yml", "qcdc_cli/__init__.py")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0 - 2026-11-23\n"
    )
    return tmp_path


def test_a_version_is_set_wherever_it_stands(root: Path) -> None:
    version = next_minor(version_of(root))
    set_version(root, version, DAY)
    assert version_of(root) == version
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changes.startswith(f"# Changelog\n\n## Unreleased\n\n## {version} - 2027-02-03\n\n### Added\n\n- A thing.\n")
    described = (root / "publiccode.yml").read_text(encoding="utf-8")
    assert f'\nsoftwareVersion: "{version}"\nreleaseDate: "2027-02-03"\n' in described


@pytest.mark.parametrize("version", ["0.0.9", "0.1.0", "1.0", "v1.0.0", "01.0.0", "1.0.0rc1"])
def test_a_version_that_is_no_later_one_is_refused(root: Path, version: str) -> None:
    before = {name: (root / name).read_bytes() for name in FILES}
    with pytest.raises(ReleaseError):
        set_version(root, version, DAY)
    assert before == {name: (root / name).read_bytes() for name in FILES}


def test_versions_are_compared_as_numbers() -> None:
    assert parts_of("0.10.0") > parts_of("0.9.9")
    assert next_minor("0.9.9") == "0.10.0"


def test_a_release_in_which_nothing_changed_is_refused(root: Path) -> None:
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-11-23\n\n- A thing.\n")
    with pytest.raises(ReleaseError, match="lists nothing"):
        set_version(root, "9.0.0", DAY)


def test_what_is_not_committed_or_not_described_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter([" M README.md\n", "", ""])
    monkeypatch.setattr("tools.release._run", lambda *_: next(said))
    with pytest.raises(ReleaseError, match="not committed"):
        refuse_unready(root)
    described = (root / "publiccode.yml").read_text(encoding="utf-8")
    (root / "publiccode.yml").write_text(f"{described}url: x {OPEN} by the address\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match="url: x"):
        refuse_unready(root)
    (root / "publiccode.yml").write_text("name: qcdc\n", encoding="utf-8")
    refuse_unready(root)


def test_an_archive_that_lacks_something_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "qcdc-1.0.0.tar.gz"
    for left_out in (None, "publiccode.yml"):
        with tarfile.open(archive, "w:gz") as tar:
            for name in IN_ARCHIVE:
                if name != left_out:
                    tar.addfile(tarfile.TarInfo(f"qcdc-1.0.0/{name}"), io.BytesIO())
        if left_out is None:
            refuse_incomplete(archive)
    with pytest.raises(ReleaseError, match=r"lacks publiccode\.yml$"):
        refuse_incomplete(archive)


def test_a_copy_has_what_git_knows_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "here" / name).write_text(name)
    monkeypatch.setattr("tools.release._run", lambda *_: "a.txt\0deleted.txt\0")
    target = copied(tmp_path / "here", tmp_path / "there")
    assert [file.name for file in target.iterdir()] == ["a.txt"]
