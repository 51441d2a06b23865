"""The evidence files of a seal, every byte of them read anew, compared with the list that was sealed."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_folders import evidence_path
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.file_bytes import read_file
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing.seal import Chain, Seal
from qcdc_cli.process.sealing.verification import Finding
from qcdc_cli.seals.copies import SealedCopy
from qcdc_cli.seals.file_digests import evidence_digests, line_feeds, read_list, sealed_evidence
from qcdc_cli.storage.disk import digest

_MOST_MEGABYTES = 16  # of a file in which only line ends may differ: a text
_Digests = Mapping[str, str]  # by path


class EvidenceVerified:
    """The evidence of a seal, compared unit by unit."""

    def __init__(self, folder: Path, campaign: Campaign, seal: Seal, chain: Chain, copy: SealedCopy) -> None:
        """Take what is compared.

        Args:
            folder: the campaign's folder.
            campaign: the campaign, best as it was sealed: its units, and where their evidence lies.
            seal: the seal.
            chain: all seals of the campaign.
            copy: the copy beside the seal.
        """
        self._folder, self._campaign, self._seal, self._copy = folder, campaign, seal, copy
        self._removals = [one for one in chain.removals() if one.seal > seal.seal]
        self._removed_ever = {path: found for one in chain.removals() for path, found in one.removed.items()}

    def findings(self, blocs: tuple[str, ...], done: Callable[[], None]) -> Iterator[Finding]:
        """Yield what is not as it was sealed, and what is recorded as removed.

        Args:
            blocs: the blocs whose units are looked at.
            done: is called after each unit.
        """
        units = [unit for bloc in blocs if bloc in self._campaign.blocs for unit in self._campaign.blocs[bloc].units]
        for unit in units:
            try:
                now = evidence_digests(Loaded(self._campaign, self._folder), [unit], self._seal.period).get(unit, {})
            except QcdcError as refused:
                yield from (Finding(problem) for problem in refused.problems)
            else:
                yield from self._of_unit(unit, now)
            done()

    def _removed_of(self, unit: str) -> _Digests:
        """Return the evidence of a unit that was removed since, with the digests that were sealed."""
        folder = evidence_path(self._campaign, unit, self._seal.period) + "/" if self._campaign.evidence else "/"
        return {path: found for one in self._removals for path, found in one.removed.items() if path.startswith(folder)}

    def _of_unit(self, unit: str, now: _Digests) -> Iterator[Finding]:
        sealed = self._sealed(unit)
        removed = self._removed_of(unit)
        for path in sorted(now.keys() & removed.keys()):
            yield self._finding("Q034" if now[path] == removed[path] else "Q030", path)
        for path in sorted(removed.keys() - now.keys()):
            entry = next(one for one in reversed(self._removals) if path in one.removed)
            values = {"number": str(entry.seal), "by": entry.by or "–", "reason": entry.reason or "–"}
            yield self._finding("Q033", path, values)
        if sealed is None:  # the list is not there: only all together can be looked at
            together = sealed_evidence({**removed, **now})
            own = self._seal.evidence[unit]
            if together != {"files": str(own.files), "sha256": own.sha256}:
                values = {"unit": self._campaign.unit_name(unit), "before": str(own.files), "after": str(len(now))}
                yield Finding(Problem("Q032", values))
            return
        for path in sorted(sealed.keys() | now.keys() - removed.keys()):
            if path not in now:
                if path not in removed:
                    yield self._finding("Q031", path)
            elif path not in sealed:
                yield self._finding("Q034" if self._removed_ever.get(path) == now[path] else "Q030", path)
            elif now[path] != sealed[path] and path not in removed:
                yield self._finding("Q025" if self._has_other_line_ends(path, sealed[path]) else "Q036", path)

    def _sealed(self, unit: str) -> _Digests | None:
        if unit not in self._seal.evidence:
            return {}
        text = self._copy.evidence(unit)
        return None if text is None else read_list(text)

    def _has_other_line_ends(self, path: str, sealed: str) -> bool:
        """Return whether a text's line ends are all that differs, whichever way git changed them."""
        data = read_file(self._folder / path, path, _MOST_MEGABYTES)
        if isinstance(data, Problem):
            return False
        plain = line_feeds(data)
        return sealed in (digest(plain), digest(plain.replace(b"\n", b"\r\n")))

    def _finding(self, code: str, path: str, values: Mapping[str, str] | None = None) -> Finding:
        return Finding(Problem(code, values or {}).at(Place(display_path(self._folder / path))), path)
