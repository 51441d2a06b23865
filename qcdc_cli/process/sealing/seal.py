"""What stands in `seals/PERIOD.yaml`: the entries of one chain, each of which names the digest of the one before it.

An entry closes a period of some blocs (`seal`), corrects what was sealed (`erratum`), or says which evidence was
removed lawfully (`removal`). Its digest is made of everything in it but the digest itself, what follows from that (the
code), and the signatures, which may be added later.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from qcdc_cli.problems import Problem
from qcdc_cli.values import Digest, Flag, Id, Model, Name, Whole, one_of

SEAL, ERRATUM, REMOVAL = "seal", "erratum", "removal"
_NOT_IN_DIGEST = frozenset({"digest", "code", "signatures"})
_OF_THE_ENTRY = {"seal", "time", "before", "open", *_NOT_IN_DIGEST}  # what is open follows, in the language in use

Sort = Annotated[Literal["seal", "erratum", "removal"], one_of(SEAL, ERRATUM, REMOVAL)]


class SealedFile(Model):
    """A file as it was sealed.

    Attributes:
        sha256: the digest of its bytes.
        text: the same when every line ends with a line feed alone; left out where that is no other.
        bytes: of how many bytes from its beginning, for a file that goes on growing; left out for a whole file.
    """

    sha256: Digest
    text: Digest | None = None
    bytes: Whole | None = None


class SealedEvidence(Model):
    """The evidence files of a unit.

    Attributes:
        files: how many there are.
        sha256: the digest of the list of them: a line `DIGEST  PATH` each, by path.
    """

    files: Whole
    sha256: Digest


class SealedProgram(Model):
    """The program that sealed: its version, and the digest of its own files."""

    version: Name
    sha256: Digest


class SealSignature(Model):
    """A signature of an entry's digest.

    Attributes:
        by: how it was made: `ssh` or `gpg`.
        signature: what `ssh-keygen -Y sign` or `gpg --detach-sign --armor` gave.
    """

    by: Annotated[Literal["ssh", "gpg"], one_of("ssh", "gpg")]
    signature: Name


class Seal(Model):
    """An entry of the chain.

    Attributes:
        seal: its number in the campaign, from 1.
        sort: what it is.
        period: the period's id.
        blocs: the blocs' ids.
        time: when it was made, as `2026-11-30T10:45:00+07:00`.
        program: what made it.
        before: the digest of the entry before it; None for the first one.
        provisional: whether something was open; such a seal closes nothing.
        open: what was open, in words.
        corrects: the number of the entry that an erratum corrects.
        reason: why an erratum or a removal was made.
        by: who removed the evidence, or decided on it.
        changed: the figures that an erratum changed, by `BLOC/UNIT/ID field`: old and new.
        inputs: the files that the results rest on, by their paths from the campaign's folder.
        evidence: the evidence files, by the unit's id.
        removed: the evidence files that were removed, by path, with the digests that they were sealed with.
        results: the digest of what `results_text` gives for each bloc.
        digest: the digest of all that stands above.
        code: what people carry of it on paper.
        signatures: who signed it.
    """

    seal: Whole
    sort: Sort
    period: Id
    blocs: tuple[Id, ...]
    time: Name
    program: SealedProgram
    before: Digest | None = None
    provisional: Flag = False
    open: tuple[Name, ...] = ()
    corrects: Whole | None = None
    reason: Name | None = None
    by: Name | None = None
    changed: dict[Name, tuple[str, str]] = Field(default_factory=dict)
    inputs: dict[Name, SealedFile] = Field(default_factory=dict)
    evidence: dict[Id, SealedEvidence] = Field(default_factory=dict)
    removed: dict[Name, Digest] = Field(default_factory=dict)
    results: dict[Id, Digest] = Field(default_factory=dict)
    digest: Digest
    code: Name
    signatures: tuple[SealSignature, ...] = ()


class SealFile(Model, defer_build=False):
    """A whole file of seals."""

    seals: tuple[Seal, ...]


def digest_of_seal(tree: Mapping[str, Any]) -> str:
    """Return what an entry's digest has to be: the SHA-256 digest of all else in it, in one way of writing it.

    That is JSON in UTF-8 with sorted keys, no spaces, and every figure as the text that stands in the file.

    Args:
        tree: the entry as a tree of texts.
    """
    rest = {key: value for key, value in tree.items() if key not in _NOT_IN_DIGEST}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class SealInForce(NamedTuple):
    """What closes a period of a bloc.

    Attributes:
        seal: the latest entry: what was sealed first, or the last erratum.
        errata: the errata, in order; the last of them is `seal`.
    """

    seal: Seal
    errata: tuple[Seal, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """All entries of a campaign's seals, in the order of their numbers.

    Attributes:
        seals: the entries.
        problems: what is wrong with them, each with its place: an entry that was edited, or does not go on from the one
            before it.
    """

    seals: tuple[Seal, ...] = ()
    problems: tuple[Problem, ...] = ()

    def in_force(self, period: str, bloc: str) -> SealInForce | None:
        """Return what closes a period of a bloc; None where nothing does.

        A provisional seal closes nothing; it is what is in force while there is no other.
        """
        own = [one for one in self.seals if one.sort != REMOVAL and one.period == period and bloc in one.blocs]
        final = [one for one in own if not one.provisional]
        if not final:
            return SealInForce(own[-1]) if own else None
        return SealInForce(final[-1], tuple(one for one in final if one.sort == ERRATUM))

    def closed(self, period: str, blocs: Collection[str]) -> dict[str, SealInForce]:
        """Return which of some blocs are closed in a period, by the bloc's id: sealed, and not provisionally."""
        found = {bloc: self.in_force(period, bloc) for bloc in blocs}
        return {bloc: one for bloc, one in found.items() if one is not None and not one.seal.provisional}

    def same_provisional(self, made: Seal) -> Seal | None:
        """Return the provisional seal in force that has all that a new one would have, but for its number and time."""
        before = self.in_force(made.period, made.blocs[0])
        if before is None or not made.provisional:
            return None
        told = [one.model_dump(exclude=_OF_THE_ENTRY) for one in (before.seal, made)]
        return before.seal if told[0] == told[1] else None

    def problems_of(self, seal: Seal) -> Sequence[Problem]:
        """Return what is wrong with one of the entries itself."""
        return [problem for problem in self.problems if problem.values.get("number") == str(seal.seal)]

    def removals(self) -> Sequence[Seal]:
        """Return the entries that say which evidence was removed."""
        return [one for one in self.seals if one.sort == REMOVAL]
