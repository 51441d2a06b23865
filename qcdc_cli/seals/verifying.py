"""Seals in force compared with the campaign as it is: the chain, inputs, evidence, results; nothing kept is trusted."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.problems import Place, Problem, in_order
from qcdc_cli.process.sealing.results_text import digest_of_results, result_differences, results_text
from qcdc_cli.process.sealing.seal import REMOVAL, Chain, Seal, SealInForce
from qcdc_cli.process.sealing.verification import DifferentResults, Finding, Verification, VerifiedSeal, Witness
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.seals.copies import SealedCopy, copy_file
from qcdc_cli.seals.file_digests import program
from qcdc_cli.seals.verifying_evidence import EvidenceVerified
from qcdc_cli.seals.verifying_inputs import CampaignNow, InputsVerified

CheckWitnesses = Callable[[Path, Seal], Iterator[Witness]]


class InForce(NamedTuple):
    """A seal with the blocs for which it is in force.

    Attributes:
        seal: the seal.
        blocs: the blocs' ids.
        errata: the errata that corrected these blocs' results until then, in order.
    """

    seal: Seal
    blocs: tuple[str, ...]
    errata: tuple[Seal, ...]


def seals_in_force(chain: Chain, period: str | None = None, bloc: str | None = None) -> tuple[InForce, ...]:
    """Return the seals that are in force, by their numbers.

    Args:
        chain: all seals of the campaign.
        period: the only period that is asked about, by id; None for all.
        bloc: the only bloc that is asked about, by id; None for all.
    """
    named = {(one.period, each): None for one in chain.seals if one.sort != REMOVAL for each in one.blocs}
    found: list[tuple[str, SealInForce]] = []
    for own_period, own_bloc in named:
        if period in (None, own_period) and bloc in (None, own_bloc):
            in_force = chain.in_force(own_period, own_bloc)
            assert in_force is not None  # noqa: S101 - an entry names them
            found.append((own_bloc, in_force))
    found.sort(key=lambda one: one[1].seal.seal)
    grouped = (list(own) for _, own in groupby(found, key=lambda one: one[1].seal.seal))
    return tuple(InForce(own[0][1].seal, tuple(each for each, _ in own), own[0][1].errata) for own in grouped)


def verify(
    now: CampaignNow,
    chain: Chain,
    chosen: Sequence[InForce],
    check_witnesses: CheckWitnesses,
    progress: Progress | None = None,
) -> Verification:
    """Compare seals with a campaign.

    Args:
        now: the campaign as it is.
        chain: all its seals.
        chosen: the seals to compare.
        check_witnesses: checks the signatures of a seal of a campaign in a folder.
        progress: is called with the number of units whose evidence was read so far and of all.
    """
    total = sum(len(_units(now, one)) for one in chosen)
    number = 0

    def done() -> None:
        nonlocal number
        number += 1
        if progress is not None:
            progress(number, max(total, number))

    rankings = _Rankings(now)
    seals = tuple(_verified(now, chain, one, rankings, check_witnesses, done) for one in chosen)
    told = {id(finding.problem) for one in seals for finding in one.findings}
    others = (problem for problem in (*chain.problems, *rankings.problems) if id(problem) not in told)
    return Verification(seals, tuple(map(Finding, in_order(others))))


def _units(now: CampaignNow, one: InForce) -> tuple[str, ...]:
    """Return the units of a seal's blocs, as far as the campaign has them now."""
    blocs = {} if now.loaded is None else now.loaded.campaign.blocs
    return tuple(unit for bloc in one.blocs if bloc in blocs for unit in blocs[bloc].units)


def _verified(
    now: CampaignNow,
    chain: Chain,
    one: InForce,
    rankings: "_Rankings",
    check_witnesses: CheckWitnesses,
    done: Callable[[], None],
) -> VerifiedSeal:
    seal, copy = one.seal, SealedCopy(now.folder, one.seal)
    findings: list[Finding] = []
    if not copy.is_there:
        file = copy_file(now.folder, seal.period, seal.seal)
        findings.append(Finding(Problem("Q038", {"number": str(seal.seal)}).at(Place(display_path(file)))))
    inputs = InputsVerified(now, seal, one.blocs, copy)
    findings += inputs.findings()
    is_the_program = not any(finding.problem.is_error and not finding.lawful for finding in findings)
    if inputs.campaign is not None:
        evidence = EvidenceVerified(now.folder, inputs.campaign, seal, chain, copy)
        findings += evidence.findings(one.blocs, done)
    results: list[DifferentResults] = []
    for bloc in one.blocs:
        ranking = rankings.of(seal.period, bloc)
        if ranking is None:
            findings.append(Finding(Problem("Q037", {"bloc": bloc, "number": str(seal.seal)})))
        elif digest_of_results(text := results_text(ranking)) != seal.results.get(bloc):
            sealed = copy.results(bloc) if bloc in seal.results else None
            differences = None if sealed is None else tuple(result_differences(sealed, text))
            results.append(DifferentResults(ranking, differences))
            findings.append(_other_results(results[-1], seal, by_program=is_the_program and inputs.program_differs))
    findings = [one.of_seal(seal) for one in findings]
    if seal.provisional:  # which closes nothing: what it sealed goes on
        findings = [finding._replace(lawful=True) for finding in findings]
    findings += map(Finding, chain.problems_of(seal))  # an edited seal proves nothing, a provisional one neither
    witnesses = tuple(check_witnesses(now.folder, seal))
    findings += (Finding(witness.problem) for witness in witnesses if witness.problem is not None)
    return VerifiedSeal(seal, one.blocs, one.errata, tuple(findings), tuple(results), witnesses)


def _other_results(found: DifferentResults, seal: Seal, *, by_program: bool) -> Finding:
    values = {
        "bloc": found.ranking.bloc.name,
        "number": str(seal.seal),
        "version": seal.program.version,
        "own": program()["version"],
    }
    return Finding(Problem("Q039" if by_program else "Q035", values))


class _Rankings:
    """The rankings of a campaign's blocs, and the problems for which there are none."""

    def __init__(self, now: CampaignNow) -> None:
        self._now = now
        self._of_periods: dict[str, tuple[ScoringInput, AllBlocs]] = {}
        self.problems: list[Problem] = list(now.unusable)

    def of(self, period: str, bloc: str) -> Ranking | None:
        """Return the ranking of a bloc as of the last stage; None for one that is gone, or where files have errors."""
        loaded = self._now.loaded
        if loaded is None or bloc not in loaded.rubrics or period not in loaded.campaign.periods:
            return None
        about = loaded.problems_of(tuple(self._now.needed([bloc])), period)
        if errors := [problem for problem in about if problem.is_error]:
            self.problems += errors
            return None
        if period not in self._of_periods:
            last = len(loaded.campaign.stages) - 1
            own = ScoringInput(loaded.campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, period, last)
            self._of_periods[period] = own, AllBlocs(own)
        own, all_blocs = self._of_periods[period]
        return rank_bloc(own, bloc, all_blocs)
