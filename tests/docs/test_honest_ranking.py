"""docs/…/honest-ranking.md: what is said there to be found is found. Its other commands run with those of all pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_cli.seals.seal_files import read_chain
from tests.docs import tampering
from tests.docs.pages import LANGUAGES, page
from tests.docs.regenerate import with_generated
from tests.seals.sealed import sealed_example

PAGE = "honest-ranking"


@pytest.mark.slow
def test_what_was_tampered_with_is_told_on_the_page() -> None:
    """Each input and output of the example in turn, and the whole chain made anew; in one test, as it is done once."""
    for language in LANGUAGES:
        text = page(language, PAGE).text
        assert with_generated(language, text) == text, "if that is right: python -m tests.docs.regenerate"


def test_a_byte_added_to_any_sealed_file_is_named(tmp_path: Path) -> None:
    """The sheets, qcdc.yaml, the records of imports and all evidence; an empty line in YAML makes only a note."""
    folder = tmp_path / "campaign"
    sealed_example(folder)
    (sealed,) = read_chain(folder).seals
    inputs = [name for name in sealed.inputs if not name.startswith("qcdc:")]
    evidence = [file.relative_to(folder).as_posix() for file in folder.glob("minh-chung/*/2020/*/*")]
    assert (len(inputs), len(evidence)) == (10, sum(one.files for one in sealed.evidence.values()))
    for name in (*inputs, *evidence):
        change = tampering.Tampering(name, name, lambda data: b"\n" + data)
        with tampering.tampered(folder, change):
            named = {problem.place.path for problem in tampering.found(folder, notes=True) if problem.place}
        assert named == {name}
    assert tampering.found(folder, notes=True) == []


@pytest.mark.skipif(
    not (shutil.which("ssh-keygen") and shutil.which("bash")) and os.environ.get("QCDC_REQUIRE_TOOLS") != "1",
    reason="ssh-keygen or bash is missing",
)
def test_the_deputy_signs_with_the_commands_of_the_page(tmp_path: Path) -> None:
    """As they stand there, in a shell; the passphrase is left empty, so that nobody is asked for it again."""
    vi, en = ([one.text for one in page(language, PAGE).blocks if "run" in one.marks] for language in LANGUAGES)
    assert vi == en
    (commands,) = vi
    folder = tmp_path / "campaign"
    sealed_example(folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{commands}\nqcdc verify"],
        cwd=folder,
        env={**os.environ, "PATH": path, "QCDC_LANG": "vi"},
        input="\n\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        start_new_session=True,  # no terminal where ssh-keygen could ask
    )
    assert ran.returncode == 0, ran.stderr
    assert "dong-thanh  Đúng như niêm phong" in ran.stdout
