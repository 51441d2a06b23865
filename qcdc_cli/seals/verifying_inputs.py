"""The files that sealed results rest on, compared with what was sealed of them: which changed, and where."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, MOST_MEGABYTES, Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.loaded import Loaded, Owner
from qcdc_cli.campaign.received_files import RECORDS
from qcdc_cli.campaign.rubric_loading import rubric_files
from qcdc_cli.campaign.shipped import shipped_rubrics
from qcdc_cli.campaign.validation import validate
from qcdc_cli.file_bytes import read_file
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.process.sealing.seal import Seal, SealedFile
from qcdc_cli.process.sealing.verification import Finding
from qcdc_cli.render.words.look_alikes import told_apart
from qcdc_cli.scoring.scoring_input import blocs_needed
from qcdc_cli.seals.copies import SealedCopy
from qcdc_cli.seals.differences import EntryDifference, Scope, entry_differences, written
from qcdc_cli.seals.file_digests import SHIPPED, input_name, line_feeds, program
from qcdc_cli.storage.disk import digest
from qcdc_cli.yamltext.document import YamlDocument, is_yaml

_MOST_MEGABYTES = 256  # of one file; the records of a country's imports take 20
_NO_COPY = Text("không còn bản sao đã niêm phong của tệp để so sánh", "the sealed copy of it is gone")
_NOT_READ = Text("nay không đọc được như một tệp YAML", "it cannot be read as YAML now")
_NO_YAML = Text("đây không phải tệp YAML", "it is no YAML file")
_NOTHING = Text("không có", "nothing")


@dataclass(frozen=True)
class CampaignNow:
    """A campaign as it is now, to be compared with its seals.

    Attributes:
        folder: its folder.
        loaded: the campaign as far as it could be loaded; None where its own file cannot be used.
        unusable: the problems for which it cannot.
    """

    folder: Path
    loaded: Loaded | None
    unusable: tuple[Problem, ...] = ()

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """Whose sheet a file is, by the name that seals have for it."""
        owners = {} if self.loaded is None else self.loaded.owners
        return {input_name(Path(path), self.folder): owner for path, owner in owners.items()}

    def needed(self, blocs: Collection[str]) -> Collection[str]:
        """Return the blocs whose sheets decide on the results of some: all that share a rubric that spans blocs."""
        return blocs_needed({} if self.loaded is None else self.loaded.rubrics, blocs)

    def file(self, name: str) -> Path | None:
        """Return where a file is that a seal names; None for a rubric that this program does not ship."""
        if name.startswith(SHIPPED):
            return shipped_rubrics().get(name.removeprefix(SHIPPED).removesuffix(".yaml"))
        return self.folder / name


class _Changed(NamedTuple):
    """A file that is not as it was sealed, with its bytes now; None where it is gone."""

    name: str
    file: Path
    data: bytes | None

    @property
    def path(self) -> str:
        """How it is named to people."""
        return display_path(self.file)


@dataclass
class InputsVerified:
    """The inputs of a seal, compared.

    Attributes:
        now: the campaign as it is.
        seal: the seal.
        blocs: the blocs that are looked at: those for which the seal is in force.
        copy: the copy beside it.
    """

    now: CampaignNow
    seal: Seal
    blocs: tuple[str, ...]
    copy: SealedCopy
    periods: set[str] = field(default_factory=set)

    @cached_property
    def sealed_campaign(self) -> Campaign | None:
        """The campaign as it was sealed; None where the copy has it not, or this program cannot use it."""
        data = self.copy.input(CAMPAIGN_FILE) if CAMPAIGN_FILE in self.seal.inputs else None
        if data is None:
            return None
        return validate(YamlDocument(CAMPAIGN_FILE, data, MOST_MEGABYTES), Campaign)[0]

    @property
    def campaign(self) -> Campaign | None:
        """The campaign as it was sealed, or else as it is."""
        now = self.now.loaded
        return self.sealed_campaign or (None if now is None else now.campaign)

    @property
    def program_differs(self) -> bool:
        """Whether another version of the program made the seal."""
        return (self.seal.program.version, self.seal.program.sha256) != (program()["version"], program()["sha256"])

    def findings(self) -> Iterator[Finding]:
        """Yield what is not as it was sealed, file by file."""
        changed: list[_Changed] = []
        self.periods = {self.seal.period}
        for name, sealed in self.seal.inputs.items():
            file = self.now.file(name)
            data = None if file is None else read_file(file, display_path(file), _MOST_MEGABYTES)
            if isinstance(data, Problem) and data.code != "Q101":
                yield Finding(data, name)
            elif file is None or not isinstance(data, bytes):
                changed.append(_Changed(name, file or Path(name), None))
            elif digest(data[: sealed.bytes]) == sealed.sha256:
                if name in self.now.owners:
                    self.periods.add(self.now.owners[name].period)
            elif self._has_other_line_ends(name, sealed, data):
                yield Finding(Problem("Q025").at(Place(display_path(file))), name)
            else:
                changed.append(_Changed(name, file, data))
        for one in changed:
            yield from self._compared(one)
        yield from self._added()

    def _has_other_line_ends(self, name: str, sealed: SealedFile, data: bytes) -> bool:
        """Return whether only line ends differ; of a file that grew, as far as it goes that was sealed."""
        plain, length = line_feeds(data), sealed.bytes
        if length is not None and sealed.text is not None:  # how long it was without them only the copy tells
            before = self.copy.input(name)
            length = None if before is None else len(line_feeds(before))
        return digest(plain[:length]) == (sealed.text or sealed.sha256)

    def _added(self) -> Iterator[Finding]:
        """Yield the sheets of the sealed units and periods that were not there."""
        blocs = self.now.needed(self.blocs)
        for name in sorted(self.now.owners.keys() - self.seal.inputs.keys()):
            owner = self.now.owners[name]
            if owner.bloc in blocs and owner.period in self.periods:
                values = {"unit": owner.unit, "period": owner.period}
                yield Finding(Problem("Q021", values).at(Place(display_path(self.now.folder / name))), name)

    # ------------------------------------------------------------------ one file that is not as it was

    def _compared(self, one: _Changed) -> Iterator[Finding]:
        """Yield how a file differs from what was sealed of it."""
        data = self.copy.input(one.name)
        if one.name == RECORDS and one.data is not None:
            yield self._records(one, data)
            return
        sealed = None if data is None or one.name == RECORDS else YamlDocument(one.name, data, MOST_MEGABYTES).tree
        if self._is_of_others(sealed):
            return
        if one.data is None:
            lawful = one.name.startswith(SHIPPED) and self.program_differs
            yield Finding(Problem("Q020").at(Place(one.path)), one.name, lawful=lawful)
            return
        document = YamlDocument(one.path, one.data, MOST_MEGABYTES)
        reason = _NO_COPY if data is None else _NO_YAML if not is_yaml(one.file) else _NOT_READ
        if sealed is None or document.tree is None or not is_yaml(one.file):
            yield Finding(Problem("Q023", {"reason": reason}).at(Place(one.path)), one.name)
        elif one.name == CAMPAIGN_FILE and isinstance(sealed, dict) and isinstance(document.tree, dict):
            yield from self._campaign_file(one, sealed, document)
        else:
            code = self._code(one)
            found = [_entry(code, one, difference, document) for difference in entry_differences(sealed, document.tree)]
            yield from found or [Finding(Problem("Q024" if code == "Q022" else "Q029").at(Place(one.path)), one.name)]

    def _is_of_others(self, sealed: object) -> bool:
        """Return whether it was the sheet of a unit on which the results of these blocs do not rest."""
        if not isinstance(sealed, dict) or self.campaign is None or self.now.loaded is None:
            return False
        unit = sealed.get("unit")
        bloc = self.campaign.bloc_of(unit) if isinstance(unit, str) and "rubric" not in sealed else None
        return bloc is not None and bloc not in self.now.needed(self.blocs)

    def _code(self, one: _Changed) -> str:
        """Return the code of an entry that differs: of a file on which the results rest, or of another one."""
        if one.name.startswith(SHIPPED) and self.program_differs:
            return "Q028"
        campaign = self.campaign
        if one.name in self.now.owners or campaign is None:
            return "Q022"
        named = [(bloc in self.now.needed(self.blocs), own.rubric) for bloc, own in campaign.blocs.items()]
        ours, others = (
            {
                input_name(file, self.now.folder)
                for file in rubric_files([rubric for is_ours, rubric in named if is_ours is wanted], self.now.folder)
            }
            for wanted in (True, False)
        )
        return "Q026" if one.name in others - ours else "Q022"

    def _campaign_file(self, one: _Changed, sealed: dict[str, object], document: YamlDocument) -> Iterator[Finding]:
        """Yield how the campaign's own file differs, which goes on with later periods and other blocs."""
        tree = document.tree
        assert isinstance(tree, dict)  # noqa: S101 - the caller has looked
        blocs = self.now.needed(self.blocs)
        units = {
            unit
            for campaign in (self.sealed_campaign, None if self.now.loaded is None else self.now.loaded.campaign)
            if campaign is not None
            for bloc in blocs
            if bloc in campaign.blocs
            for unit in campaign.blocs[bloc].units
        }
        checkers = sealed.get("checkers")
        scope = Scope(self.periods, blocs, units, checkers if isinstance(checkers, dict) else ())
        (own_before, other_before), (own_after, other_after) = scope.parted(sealed), scope.parted(tree)
        found = [_entry("Q022", one, each, document) for each in entry_differences(own_before, own_after)]
        found += [_entry("Q026", one, each, document) for each in entry_differences(other_before, other_after)]
        yield from found or [Finding(Problem("Q029").at(Place(one.path)), one.name)]

    def _records(self, one: _Changed, sealed: bytes | None) -> Finding:
        """Return from which line on the records of imports are not those that were sealed."""
        if sealed is None:
            return Finding(Problem("Q023", {"reason": _NO_COPY}).at(Place(one.path)), one.name)
        before, after = sealed.splitlines(), (one.data or b"").splitlines()
        at = next((at for at, line in enumerate(before) if at >= len(after) or after[at] != line), len(before) - 1)
        problem = Problem("Q027", {"line": str(at + 1)}).at(Place(one.path, at + 1, 1))
        old, new = (lines[at].decode(errors="replace") if at < len(lines) else None for lines in (before, after))
        return Finding(problem, one.name, str(at + 1), old, new)


def _entry(code: str, one: _Changed, difference: EntryDifference, document: YamlDocument) -> Finding:
    before, after = written(difference.before), written(difference.after)
    shown = told_apart(before or "", after or "")
    values: dict[str, str | Text] = {
        "entry": difference.entry,
        "before": _NOTHING if before is None else f"`{shown[0]}`",
        "after": _NOTHING if after is None else f"`{shown[1]}`",
    }
    problem = document.located(Problem(code, values, path=difference.path))
    return Finding(problem, one.name, difference.entry, before, after)
