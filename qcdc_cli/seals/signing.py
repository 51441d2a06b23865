"""Signatures of seals: made and checked by `ssh-keygen` or `gpg`, with the keys that the campaign's own files allow.

What is signed is one line, `qcdc seal DIGEST`, with a line feed: the digest of an entry, and with it of all before it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.file_bytes import is_there, read_file
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing.seal import Seal, SealSignature
from qcdc_cli.process.sealing.verification import Witness
from qcdc_cli.seals.seal_files import seals_file
from qcdc_cli.storage.disk import digest as digest_of
from qcdc_cli.storage.replacing import NewFile
from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.editing.text import scalar

NAMESPACE = "qcdc-seal"  # of SSH signatures: one made for something else is none of a seal
ALLOWED_SSH = "allowed_signers"  # in the campaign's folder, as ssh-keygen(1) has it
ALLOWED_GPG = "allowed_signers.asc"  # likewise, keys as `gpg --export --armor` writes them
_SSH, _GPG = "ssh", "gpg"
_TOOLS = {_SSH: "ssh-keygen", _GPG: "gpg"}
_PACKAGES = {_SSH: "openssh-client", _GPG: "gnupg"}
_SECONDS, _SECONDS_AT_KEYBOARD = 30, 300  # for a program alone, and where somebody may type a passphrase
_MOST_SAID = 300  # letters of what a program says
_NOTHING_SAID = Text("chương trình không nói lý do", "it does not say why")
_NOT_FOUND = 127
_MOST_MEGABYTES = 64  # of a file of seals


def signed_text(digest: str) -> bytes:
    """Return what is signed of a seal.

    Args:
        digest: the entry's digest.
    """
    return f"qcdc seal {digest}\n".encode()


def refuse_unusable(key: str) -> None:
    """Refuse a key that cannot sign anything on this machine, before anything is sealed.

    Args:
        key: as for `new_signature`.

    Raises:
        QcdcError: Q047 where the program is not installed; Q101 where there is no such file.
    """
    by = _by(key)
    if shutil.which(_TOOLS[by]) is None:
        raise QcdcError(_not_installed(by), could_not_run=True)
    if by == _SSH and not is_there(_key_file(key)):
        raise QcdcError(Problem("Q101", {"path": key}), could_not_run=True)


def _by(key: str) -> str:
    return _GPG if key.partition(":")[0] == _GPG else _SSH


def _key_file(key: str) -> Path:
    return Path(os.path.realpath(Path(key).expanduser()))


def new_signature(digest: str, key: str) -> dict[str, str]:
    """Sign a seal.

    Args:
        digest: the entry's digest.
        key: the file of an SSH key; `gpg` or `gpg:KEY` for a key that gpg has.

    Returns:
        the fields of `SealSignature`.

    Raises:
        QcdcError: Q048 where the program does not sign; what `refuse_unusable` raises.
    """
    refuse_unusable(key)
    by, text = _by(key), signed_text(digest)
    if by == _GPG:
        own = key.partition(":")[2]
        options = ["--detach-sign", "--armor", *(["--local-user", own] if own else [])]
        ran = _run(["gpg", *([] if _at_keyboard() else ["--batch"]), *options], text, asks=True)
    else:
        ran = _run(["ssh-keygen", "-Y", "sign", "-n", NAMESPACE, "-f", str(_key_file(key))], text, asks=True)
    if ran.returncode or not ran.stdout:
        values: dict[str, str | Text] = {"key": key, "program": _TOOLS[by], "reason": _said(ran)}
        raise QcdcError(Problem("Q048", values), could_not_run=True)
    return {"by": by, "signature": ran.stdout.decode("ascii", "replace").strip()}


def with_signature(folder: Path, seal: Seal, signature: Mapping[str, str]) -> NewFile:
    """Return the file of a seal with one signature more, to be written with `replace_all`; nothing else in it changes.

    Args:
        folder: the campaign's folder.
        seal: the seal, as it stands there.
        signature: what `new_signature` gave.

    Raises:
        QcdcError: what reading the file raises.
    """
    file = seals_file(folder, seal.period)
    data = read_file(file, display_path(file), _MOST_MEGABYTES)
    if isinstance(data, Problem):
        raise QcdcError(data, could_not_run=True)
    document = YamlDocument(display_path(file), data, _MOST_MEGABYTES)
    tree: Any = document.tree
    if tree is None:
        raise QcdcError(*document.problems)
    entries = tree["seals"]
    at = next(at for at, one in enumerate(entries) if one["digest"] == seal.digest)
    lines = data.splitlines(keepends=True)
    end = document.place(("seals", at + 1)).line - 1 if at + 1 < len(entries) else len(lines)
    while not lines[end - 1].strip():
        end -= 1
    head = "" if entries[at].get("signatures") else "    signatures:\n"
    item = f"      - by: {signature['by']}\n        signature: {scalar(signature['signature'])}\n"
    before = b"".join(lines[:end])
    new = before + (b"" if before.endswith(b"\n") else b"\n") + (head + item).encode() + b"".join(lines[end:])
    return NewFile(file, new, digest_of(data))


def check_signatures(folder: Path, seal: Seal) -> Iterator[Witness]:
    """Check the signatures of a seal with the keys that the campaign allows.

    Args:
        folder: the campaign's folder.
        seal: the seal.
    """
    for one in seal.signatures:
        if shutil.which(_TOOLS[one.by]) is None:
            problem = _not_installed(one.by)
            yield Witness(one.by, problem=Problem("Q046", {**problem.values, "number": str(seal.seal)}))
        elif one.by == _SSH:
            yield _ssh_witness(folder, seal, one)
        else:
            yield _gpg_witness(folder, seal, one)


def _ssh_witness(folder: Path, seal: Seal, one: SealSignature) -> Witness:
    allowed, text = folder / ALLOWED_SSH, signed_text(seal.digest)
    with tempfile.TemporaryDirectory() as own:
        file = Path(own, "signature")
        file.write_text(f"{one.signature}\n", "utf-8")
        novalidate = ["ssh-keygen", "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(file)]
        if _run(novalidate, text).returncode:
            return Witness(one.by, problem=_problem("Q045", seal))
        if not is_there(allowed):
            return Witness(one.by, problem=_not_allowed(seal, allowed))
        found = _run(["ssh-keygen", "-Y", "find-principals", "-s", str(file), "-f", str(allowed)], text)
        for who in found.stdout.decode(errors="replace").splitlines() if not found.returncode else ():
            options = ["-n", NAMESPACE, "-I", who, "-s", str(file), "-f", str(allowed)]
            if not _run(["ssh-keygen", "-Y", "verify", *options], text).returncode:
                return Witness(one.by, who)
    return Witness(one.by, problem=_not_allowed(seal, allowed))


def _gpg_witness(folder: Path, seal: Seal, one: SealSignature) -> Witness:
    """Check a signature of gpg with the campaign's own keys only, in a home of its own that holds no others."""
    allowed = folder / ALLOWED_GPG
    with tempfile.TemporaryDirectory() as own:
        home = Path(own)
        home.chmod(0o700)
        file = home / "signature.asc"
        file.write_text(f"{one.signature}\n", "utf-8")
        gpg = ["gpg", "--homedir", own, "--batch", "--no-tty", "--no-autostart", "--status-fd", "1"]
        if is_there(allowed):
            _run([*gpg, "--import", str(allowed)], b"")
        ran = _run([*gpg, "--trust-model", "always", "--verify", str(file), "-"], signed_text(seal.digest))
    status = ran.stdout.decode(errors="replace")
    good = re.search(r"^\[GNUPG:\] GOODSIG \w+ (.*)$", status, re.MULTILINE)
    if good is not None and "[GNUPG:] VALIDSIG" in status and not ran.returncode:
        return Witness(one.by, good[1].strip())
    if "NO_PUBKEY" in status or "KEYSIG" in status:  # a key that is not there, has expired or was revoked
        return Witness(one.by, problem=_not_allowed(seal, allowed))
    return Witness(one.by, problem=_problem("Q045", seal))


def _problem(code: str, seal: Seal) -> Problem:
    return Problem(code, {"number": str(seal.seal), "sealed": seal.period})


def _not_allowed(seal: Seal, allowed: Path) -> Problem:
    return Problem("Q049", {"number": str(seal.seal), "file": allowed.name}).at(Place(display_path(allowed)))


def _not_installed(by: str) -> Problem:
    return Problem("Q047", {"program": _TOOLS[by], "package": _PACKAGES[by]})


def _at_keyboard() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _run(command: Sequence[str], text: bytes, *, asks: bool = False) -> "subprocess.CompletedProcess[bytes]":
    """Run a program without a shell, in English, and only so long; what it asks for is typed at the terminal itself."""
    environment: Mapping[str, str] = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    seconds = _SECONDS_AT_KEYBOARD if asks and _at_keyboard() else _SECONDS
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the program is the one that is installed
            command, input=text, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, b"", b"")
    except OSError as failure:
        return subprocess.CompletedProcess(command, _NOT_FOUND, b"", str(failure).encode())


def _said(ran: "subprocess.CompletedProcess[bytes]") -> str | Text:
    """Return what a program said last on its errors."""
    lines = [line.strip() for line in ran.stderr.decode(errors="replace").splitlines() if line.strip()]
    return "; ".join(lines)[-_MOST_SAID:] if lines else _NOTHING_SAID
