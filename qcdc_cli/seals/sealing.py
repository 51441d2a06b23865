"""A new seal: what is sealed is gathered, and becomes the files that are written together, all or none."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded, Progress
from qcdc_cli.file_bytes import Digests, read_file
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing.results_text import digest_of_results, results_text
from qcdc_cli.process.sealing.seal import SEAL, Chain
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.seals.copies import copy_file, new_copy
from qcdc_cli.seals.file_digests import (
    evidence_digests,
    input_files,
    list_text,
    program,
    sealed_evidence,
    sealed_file,
)
from qcdc_cli.seals.seal_files import new_entry, with_entry
from qcdc_cli.storage.disk import digest, timestamp
from qcdc_cli.storage.replacing import NewFile

MOST_MEGABYTES = 256  # of one file; the records of a country's imports take 20


@dataclass(frozen=True, slots=True)
class SealedContent:
    """What a seal is made of.

    Attributes:
        inputs: the bytes of the files that the results rest on, by the names that seals have for them.
        evidence: by the unit's id, the digests of its evidence files by path.
        results: what is sealed of each bloc's results (`results_text`), by the bloc's id.
    """

    inputs: Mapping[str, bytes]
    evidence: Mapping[str, Mapping[str, str]]
    results: Mapping[str, str]


def gather(
    loaded: Loaded,
    rankings: Sequence[Ranking],
    blocs: Collection[str],
    periods: Collection[str],
    progress: Progress | None = None,
    read: Digests | None = None,
) -> SealedContent:
    """Gather what a seal of some blocs is made of, from the disk as it is now.

    Args:
        loaded: the campaign with all of its sheets.
        rankings: the rankings of the blocs that are sealed, as of the last stage.
        blocs: the blocs whose sheets they rest on.
        periods: the periods whose sheets they rest on, the sealed one last.
        progress: is called with the number of evidence files read so far and of all.
        read: what the files held from which the results were computed, as it was noted while they were loaded; None
            where nobody noted it.

    Raises:
        QcdcError: Q010 for a file that is not what the results were computed from; Q103 and others where one cannot be
            read.
    """
    inputs: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, file in input_files(loaded, blocs, periods):
        data = read_file(file, display_path(file), MOST_MEGABYTES)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            inputs[name] = data
            if read is not None and read.get(os.path.realpath(file)) != {digest(data)}:
                problems.append(changed_meanwhile(file))
    if problems:
        raise QcdcError(*problems, could_not_run=all(one.code != "Q010" for one in problems))
    units = [unit for ranking in rankings for unit in ranking.bloc.units]
    evidence = evidence_digests(loaded, units, rankings[0].period, progress)
    return SealedContent(inputs, evidence, {one.bloc_id: results_text(one) for one in rankings})


def changed_meanwhile(file: Path) -> Problem:
    """Return the problem (Q010) of a file that changed while it was sealed."""
    return Problem("Q010").at(Place(display_path(file)))


def next_entry(
    chain: Chain, period: str, blocs: Collection[str], more: Mapping[str, Any], content: SealedContent | None = None
) -> Mapping[str, Any]:
    """Return the next entry of a chain as a tree of texts, with its digest and code.

    Args:
        chain: the campaign's seals so far.
        period: the period's id.
        blocs: the blocs' ids.
        more: further fields of the entry as texts, lists and mappings of texts: `sort`, `provisional`, …
        content: what is sealed; None where an entry seals nothing anew.
    """
    sealed: dict[str, Any] = {}
    if content is not None:
        sealed["inputs"] = {name: sealed_file(name, data) for name, data in content.inputs.items()}
        sealed["evidence"] = {unit: sealed_evidence(files) for unit, files in content.evidence.items()}
        sealed["results"] = {bloc: digest_of_results(text) for bloc, text in content.results.items()}
    return new_entry(
        {
            "seal": str(next_number(chain)),
            "sort": SEAL,
            "period": period,
            "blocs": list(blocs),
            "time": timestamp(),
            "program": program(),
            "before": chain.seals[-1].digest if chain.seals else "",
            **more,
            **sealed,
        }
    )


def next_number(chain: Chain) -> int:
    """Return the number of a chain's next entry."""
    return len(chain.seals) + 1


def seal_files(
    folder: Path, chain: Chain, period: str, content: SealedContent, more: Mapping[str, Any]
) -> tuple[Mapping[str, Any], tuple[NewFile, ...]]:
    """Return a new entry of the chain, and the files that are to be written for it with `replace_all`.

    Args:
        folder: the campaign's folder.
        chain: the campaign's seals so far.
        period: the period's id.
        content: what is sealed.
        more: further fields of the entry as texts, lists and mappings of texts: `sort` of an erratum, `provisional`, …

    Returns:
        the entry as a tree of texts, with its digest and code; the file of seals, and the copy.

    Raises:
        QcdcError: what `with_entry` raises.
    """
    copy = copy_file(folder, period, next_number(chain))
    entry = next_entry(chain, period, list(content.results), more, content)
    lists = {unit: list_text(files) for unit, files in content.evidence.items()}
    return entry, (with_entry(folder, entry), new_copy(copy, content.inputs, content.results, lists))
