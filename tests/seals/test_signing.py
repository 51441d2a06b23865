"""Signatures of seals, made and checked by the real ssh-keygen and gpg."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.process.sealing.verification import Witness
from qcdc_cli.seals.seal_files import read_chain, seals_file
from qcdc_cli.seals.signing import (
    ALLOWED_GPG,
    ALLOWED_SSH,
    NAMESPACE,
    check_signatures,
    new_signature,
    signed_text,
    with_signature,
)
from tests.commands.conftest import Qcdc, qcdc
from tests.seals.small import small_campaign
from tests.seals.test_seal_files import write_entries

__all__ = ["qcdc"]  # a fixture

pytestmark = pytest.mark.skipif(
    not (shutil.which("ssh-keygen") and shutil.which("gpg")) and os.environ.get("QCDC_REQUIRE_TOOLS") != "1",
    reason="ssh-keygen or gpg is missing",
)


class Keys(NamedTuple):
    """The files of two SSH keys and of one with a passphrase; a folder of gpg with a key, and that key for others."""

    leader: Path
    stranger: Path
    locked: Path
    gpg_home: Path
    gpg_public: bytes


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    folder = tmp_path_factory.mktemp("keys")
    files = [folder / name for name in ("leader", "stranger", "locked")]
    for file in files:
        words = ["-t", "ed25519", "-C", "", "-N", "mat-khau" if file.name == "locked" else "", "-f", str(file)]
        subprocess.run(["ssh-keygen", "-q", *words], check=True)
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    gpg = ["gpg", "--homedir", str(home), "--batch", "--quiet"]
    who = "Phó khối <pho-khoi@example.org>"
    try:
        subprocess.run([*gpg, "--passphrase", "", "--quick-gen-key", who, "ed25519", "sign"], check=True)
        public = subprocess.run([*gpg, "--export", "--armor"], check=True, capture_output=True).stdout
        yield Keys(*files, home, public)
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """Return a folder with two seals in one file."""
    write_entries(tmp_path, {"by": "a"}, {"by": "b"})
    return tmp_path


def add_signature(folder: Path, number: int, key: str) -> None:
    own = next(one for one in read_chain(folder).seals if one.seal == number)
    new = with_signature(folder, own, new_signature(own.digest, key))
    assert isinstance(new.data, bytes)
    new.file.write_bytes(new.data)


def witnesses(folder: Path, number: int = 1) -> list[Witness]:
    chain = read_chain(folder)
    assert not chain.problems
    return list(check_signatures(folder, next(one for one in chain.seals if one.seal == number)))


def found(folder: Path, number: int = 1) -> list[str]:
    """Return who signed a seal, or the code of what is wrong with the signature."""
    return [one.who if one.problem is None else one.problem.code for one in witnesses(folder, number)]


def allow(folder: Path, who: str, key: Path, namespace: str = NAMESPACE) -> None:
    public = key.with_name(f"{key.name}.pub").read_text("utf-8")
    with (folder / ALLOWED_SSH).open("a", encoding="utf-8") as file:
        file.write(f'{who} namespaces="{namespace}" {public}')


def test_a_signature_is_added_and_nothing_else_changes(sealed: Path, keys: Keys) -> None:
    """Each entry may have several, whichever stands first in the file; taken out again, the file is what it was."""
    file = seals_file(sealed, "2020")
    before = file.read_bytes()
    for number, key in ((1, keys.leader), (2, keys.leader), (1, keys.stranger)):
        add_signature(sealed, number, str(key))
    assert [len(one.signatures) for one in read_chain(sealed).seals] == [2, 1]
    kept = [line for line in file.read_bytes().splitlines(keepends=True) if b"by: ssh" not in line]
    assert b"".join(line for line in kept if b"signature" not in line) == before


def test_who_signed_is_who_the_campaign_s_list_says(sealed: Path, keys: Keys) -> None:
    add_signature(sealed, 1, str(keys.leader))
    assert found(sealed) == ["Q049"]
    allow(sealed, "truong-khoi", keys.leader, "another")
    assert found(sealed) == ["Q049"]  # the key is allowed to sign other things
    allow(sealed, "truong-khoi", keys.leader)
    add_signature(sealed, 1, str(keys.stranger))
    assert found(sealed) == ["truong-khoi", "Q049"]
    message = signed_text(read_chain(sealed).seals[0].digest)
    assert message == f"qcdc seal {read_chain(sealed).seals[0].digest}\n".encode()


def test_a_signature_of_something_else_is_none(sealed: Path, keys: Keys) -> None:
    allow(sealed, "truong-khoi", keys.leader)
    add_signature(sealed, 1, str(keys.leader))
    file = seals_file(sealed, "2020")
    whole = file.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if "signatures:" in line)
    moved = lines[:at] + lines[at + 3 :] + lines[at : at + 3]  # that of the first seal stands below the second
    file.write_text("".join(moved), "utf-8")
    assert (found(sealed), found(sealed, 2)) == ([], ["Q045"])
    file.write_text(whole.replace("SSH SIGNATURE-----\\nU1", "SSH SIGNATURE-----\\nU2", 1), "utf-8")
    assert found(sealed) == ["Q045"]


def test_keys_that_do_not_sign(sealed: Path, keys: Keys, tmp_path: Path) -> None:
    """A passphrase that nobody is there to type ends in a sentence, not in waiting."""
    no_key = tmp_path / "no-key"
    no_key.write_text("x", "utf-8")
    for key, code in ((str(no_key), "Q048"), (str(keys.locked), "Q048"), ("missing", "Q101"), ("gpg:nobody", "Q048")):
        with pytest.raises(QcdcError) as refused:
            new_signature("0" * 64, key)
        assert refused.value.problem.code == code
        assert refused.value.could_not_run


def test_gpg_signs_and_only_the_campaign_s_keys_count(
    sealed: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as own:
        own.setenv("GNUPGHOME", str(keys.gpg_home))
        add_signature(sealed, 1, "gpg:pho-khoi@example.org")
        assert found(sealed) == ["Q049"]  # whatever this machine's own keys are
    (sealed / ALLOWED_GPG).write_bytes(keys.gpg_public)
    assert found(sealed) == ["Phó khối <pho-khoi@example.org>"]
    file = seals_file(sealed, "2020")
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("SIGNATURE-----\\n\\ni", "SIGNATURE-----\\n\\nj", 1), "utf-8")
    assert found(sealed) == ["Q045"]


def test_without_the_tool_a_signature_is_not_checked_and_none_is_made(
    sealed: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_signature(sealed, 1, str(keys.leader))
    monkeypatch.setenv("PATH", "")
    ((one),) = witnesses(sealed)
    assert one.problem is not None
    assert (one.problem.code, one.problem.is_note) == ("Q046", True)
    assert "ssh-keygen" in one.problem.sentence()
    for key in (str(keys.leader), "gpg"):
        with pytest.raises(QcdcError) as refused:
            new_signature("0" * 64, key)
        assert refused.value.problem.code == "Q047"


def test_seal_signs_what_it_seals_and_later_adds_signatures_alone(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qcdc: Qcdc
) -> None:
    small_campaign(tmp_path)
    for sheet in (tmp_path / "units").iterdir():  # the bloc has marked everything
        text = sheet.read_text("utf-8")
        sheet.write_text(text.replace("target: 9}}", "target: 9}, bloc: {actual: 8, target: 9}}"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert qcdc("seal", "--sign", "missing").status == 2
    assert not (tmp_path / "seals").exists()
    assert qcdc("seal", "-b", "mot", "--sign", str(keys.leader)).status == 0
    before = read_chain(tmp_path).seals
    ran = qcdc("seal", "-b", "mot", "--sign", str(keys.stranger))
    assert (ran.status, "Đã ký niêm phong số 1." in ran.err) == (0, True)
    (after,) = read_chain(tmp_path).seals
    assert (after.model_copy(update={"signatures": ()}), len(after.signatures)) == (
        before[0].model_copy(update={"signatures": ()}),
        2,
    )
    allow(tmp_path, "truong-khoi", keys.leader)
    ran = qcdc("verify")
    assert (ran.status, "truong-khoi" in ran.out, "Q049" in ran.out) == (1, True, True)
    assert "Q909" in qcdc("seal", "--show", "--sign", str(keys.leader)).err
