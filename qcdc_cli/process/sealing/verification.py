"""What comes out when what was sealed is compared with what is there: seal by seal, file by file, figure by figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_cli.problems import Problem, Severity
from qcdc_cli.process.sealing.results_text import ResultDifference
from qcdc_cli.process.sealing.seal import Seal
from qcdc_cli.scoring.result import Ranking

CHAIN_CODES = frozenset({"Q001", "Q002", "Q003", "Q004"})  # of what is wrong with seals themselves


class Finding(NamedTuple):
    """One thing that is not as it was sealed, or that people are to know.

    Attributes:
        problem: what it is, with its place now.
        file: the file's name in the seal; "" for what is about no single one.
        entry: the keys that lead to the entry, parted by slashes; "" for what is about the file as a whole.
        before: what was sealed there; None where nothing was.
        after: what stands there now; None where nothing does.
        lawful: whether it is told as a note, whatever the problem is elsewhere: the seal closes nothing.
    """

    problem: Problem
    file: str = ""
    entry: str = ""
    before: str | None = None
    after: str | None = None
    lawful: bool = False

    def of_seal(self, seal: Seal) -> "Finding":
        """Return the same with the period that was sealed, which advice names in commands."""
        values = {**self.problem.values, "sealed": seal.period}
        return self._replace(problem=self.problem._replace(values=values))

    @property
    def severity(self) -> Severity:
        """How much it matters: an error where something is not what was sealed."""
        return Severity.NOTE if self.lawful else self.problem.severity


class DifferentResults(NamedTuple):
    """Results of a bloc that are not those that were sealed.

    Attributes:
        ranking: the bloc's ranking now.
        differences: the fields that differ; None where the sealed results are not there to compare with.
    """

    ranking: Ranking
    differences: tuple[ResultDifference, ...] | None


class Witness(NamedTuple):
    """A signature of a seal that was checked.

    Attributes:
        by: how it was made: `ssh` or `gpg`.
        who: whose it is, as the campaign's list of those who may sign says; "" where it is nobody's.
        problem: what is wrong with it; None for a good one.
    """

    by: str
    who: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class VerifiedSeal:
    """A seal in force, and what was found for the blocs for which it is.

    Attributes:
        seal: the seal.
        blocs: the blocs for which it is in force, by id.
        errata: the errata that corrected these blocs' results until then, in order.
        findings: what is not as it was sealed, or is to be known.
        results: the blocs whose results are others now.
        witnesses: its signatures.
        code_typed: whether somebody typed its code from paper, rightly.
    """

    seal: Seal
    blocs: tuple[str, ...]
    errata: tuple[Seal, ...] = ()
    findings: tuple[Finding, ...] = ()
    results: tuple[DifferentResults, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    code_typed: bool = False

    @property
    def agrees(self) -> bool:
        """Whether all that it seals is as it was sealed."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def is_sound(self) -> bool:
        """Whether the seal itself was not edited, moved or made anew; else nothing can be concluded from it."""
        return not any(one.problem.code in CHAIN_CODES for one in self.findings)

    @property
    def differs_lawfully(self) -> bool:
        """Whether what it sealed goes on, since it was provisional, and is not as it was then."""
        return self.agrees and any(one.lawful and one.problem.is_error for one in self.findings)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found for a campaign.

    Attributes:
        seals: the seals in force, in the order of their numbers.
        findings: what is about no seal in particular: the chain of all seals, files that cannot be read.
    """

    seals: tuple[VerifiedSeal, ...]
    findings: tuple[Finding, ...] = ()

    def all_findings(self) -> Iterator[tuple[VerifiedSeal | None, Finding]]:
        """Yield everything that was found, with the seal that it is about; first what is about none in particular."""
        yield from ((None, one) for one in self.findings)
        yield from ((seal, one) for seal in self.seals for one in seal.findings)

    @property
    def agrees(self) -> bool:
        """Whether everything is as it was sealed."""
        return not any(one.severity is Severity.ERROR for _, one in self.all_findings())
