"""What one version of a unit's sheet, of the campaign's own file and of the rubric says.

Each version is read as files are read today, against today's rubric: `8,5` and `8.5` are the same mark. What does not
fit the rubric any more is kept as it was written, and a version that cannot be read at all is told as that.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qcdc_cli.campaign.agreements import as_written
from qcdc_cli.campaign.campaign import CAMPAIGN_FILE, MOST_MEGABYTES, Campaign
from qcdc_cli.campaign.marks import Marked, StageReading, reading_in_words
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Appeal, MarkEntry, Sheet, StageMark
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.campaign.versions import Facts, Said, Subject, Version, What
from qcdc_cli.git import Commit
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import NO_TARGET, Target, read_number
from qcdc_cli.yamltext.document import YamlDocument

_NOT_SCORING = frozenset({"id", "name", "label", "guide", "criteria", "documents"})  # keys of a criterion
_BELOW = ("criteria", "bonus", "penalties")
_TARGET: TypeAdapter[Decimal] = TypeAdapter(Target)
_KEYS = ("mark", "actual", "target", "not_applicable", "unassigned", "settled")


class VersionReader:
    """Reads versions; the same bytes once."""

    def __init__(self, campaign: Campaign, rubric: Rubric, unit: str, period: str) -> None:
        self._campaign, self._rubric, self._unit, self._period = campaign, rubric, unit, period
        self._stages = tuple(stage.id for stage in self._campaign.stages)
        self._known: dict[tuple[Any, ...], tuple[Facts | None, str]] = {}

    def version(self, commit: Commit | None, sheet: list[bytes], campaign: list[bytes], rubric: list[bytes]) -> Version:
        """Return what a version of the files says; of each, what stood under its names."""
        of_campaign, campaign_fault = self._once(self._campaign_facts, campaign)
        targets = {
            subject.criterion: said.meaning
            for subject, said in (of_campaign or {}).items()
            if subject.what is What.TARGET and isinstance(said.meaning, Decimal)
        }
        of_sheet, sheet_fault = self._once(self._sheet_facts, sheet, targets)
        of_rubric, _ = self._once(self._rubric_facts, rubric)
        files = {}
        if of_sheet is not None:
            files[Subject(What.SHEET)] = Said(say("có phiếu", "there"), "", "")
        elif sheet_fault:
            files[Subject(What.SHEET)] = _unread(sheet_fault)
        if campaign_fault:
            files[Subject(What.CAMPAIGN)] = _unread(campaign_fault)
        return Version(commit, of_sheet, of_campaign, of_rubric, files)

    def _once(
        self, read: Callable[..., tuple[Facts | None, str]], held: list[bytes], *more: Any
    ) -> tuple[Facts | None, str]:
        """Read the first of some contents that can be read; else say what is wrong with the first, if any is there."""
        fault = ""
        for data in held:
            key = (read.__name__, sha256(data).digest(), *map(str, more))
            if key not in self._known:
                self._known[key] = read(data, *more)
            facts, wrong = self._known[key]
            if facts is not None:
                return facts, ""
            fault = fault or wrong
        return None, fault

    def is_sheet(self, data: bytes) -> bool:
        """Return whether a file is the unit's sheet of the period."""
        if self._unit.encode() not in data:
            return False
        tree = YamlDocument("", data).tree
        return isinstance(tree, dict) and (tree.get("unit"), tree.get("period")) == (self._unit, self._period)

    def is_campaign(self, data: bytes) -> bool:
        """Return whether a file is a campaign with the unit."""
        tree = YamlDocument("", data, MOST_MEGABYTES).tree
        units = tree.get("units") if isinstance(tree, dict) else None
        return isinstance(units, dict) and self._unit in units

    def is_rubric(self, data: bytes) -> bool:
        """Return whether a file is the rubric, by its id."""
        tree = YamlDocument("", data).tree
        return isinstance(tree, dict) and tree.get("rubric") == self._rubric.rubric

    def _campaign_facts(self, data: bytes) -> tuple[Facts | None, str]:
        document = YamlDocument(CAMPAIGN_FILE, data, MOST_MEGABYTES)
        if not isinstance(document.tree, dict):
            return None, _first_fault(document.problems)
        facts: dict[Subject, Said] = {}
        for criterion, text in _of_unit(document.tree, "targets", self._unit):
            target = _target(text)
            words = text if target is None else figure(target) if target != NO_TARGET else say(*terms.NO_TARGET_SET)
            facts[Subject(What.TARGET, criterion)] = Said(words, text, target)
        for criterion, text in _of_unit(document.tree, "unassigned", self._unit):
            facts[Subject(What.UNASSIGNED, criterion)] = Said(str(terms.UNASSIGNED).lower(), "", reason=text)
        return facts, ""

    def _rubric_facts(self, data: bytes) -> tuple[Facts | None, str]:
        document = YamlDocument(self._rubric.rubric, data)
        if document.tree is None:
            return None, ""
        facts: dict[Subject, Said] = {}
        for identity, node in _criteria_in(document.tree):
            for key, text in _flat({key: value for key, value in node.items() if key not in _NOT_SCORING}):
                facts[Subject(What.RUBRIC, identity, detail=key)] = Said(text, text, _number(text))
        return facts, ""

    def _sheet_facts(self, data: bytes, targets: dict[str, Decimal]) -> tuple[Facts | None, str]:
        document = YamlDocument(say("phiếu", "sheet"), data)
        sheet, problems = validate(document, Sheet)
        if sheet is None:
            return None, _first_fault(problems)
        if (sheet.unit, sheet.period) != (self._unit, self._period):
            return None, ""
        marks = self._marked(sheet, document, targets)
        facts: dict[Subject, Said] = {}
        for identity in dict.fromkeys((*marks, *sheet.marks)):
            criterion, marked = marks.get(identity, (None, Marked(())))
            entry = sheet.marks.get(identity, "")
            facts.update(self._of_stages(sheet, identity, entry, criterion, marked))
            if isinstance(entry, MarkEntry):
                facts.update(self._of_appeals(identity, entry.appeals or (), criterion, marked))
        for identity, reason in sheet.disqualifiers.items():
            known = self._rubric.disqualifiers.get(identity)
            words = identity if known is None else known.name
            facts[Subject(What.DISQUALIFIER, detail=identity)] = Said(words, identity, identity, reason)
        return facts, ""

    def _marked(
        self, sheet: Sheet, document: YamlDocument, targets: dict[str, Decimal]
    ) -> dict[str, tuple[CriterionBase | None, Marked]]:
        """Read a sheet with the targets of its time; what the campaign's file presets is told by itself."""
        by_unit = {criterion: {self._unit: target} for criterion, target in targets.items()}
        periods = {period: self._campaign.period_names(period) for period in self._campaign.periods}
        reader = SheetReader(self._rubric, self._stages, by_unit, {}, periods, doubles=self._campaign.double_stages)
        marked, _ = reader.read(sheet, document.place)
        leaves = (leaf.criterion for leaf in self._rubric.leaves)
        return {one.id: (one, own) for one, own in zip(leaves, marked.criteria, strict=True)}

    def _of_stages(
        self, sheet: Sheet, identity: str, entry: Any, criterion: CriterionBase | None, marked: Marked
    ) -> Iterator[tuple[Subject, Said]]:
        """Yield what each stage says of a criterion; what cannot be read by today's rubric as it was written."""
        own = {one.stage: one for one in marked.readings if one.appeal is None and not one.preset}
        for number, stage in enumerate(self._stages):
            written, words, reason, by = _written(entry, stage, sheet, identity, first=number == 0)
            reading = own.get(number)
            if reading is not None and criterion is not None:
                yield Subject(What.MARK, identity, stage), self._said(reading, criterion, written)
            elif written is not None:
                yield Subject(What.MARK, identity, stage), Said(words, written, None, reason, self._name(by))
        if criterion is None:
            return
        for double in marked.doubles:
            for who, reading in double.marks:
                subject = Subject(What.MARK_ALONE, identity, self._stages[double.stage], self._name(who))
                yield subject, self._said(reading, criterion, (reading.state, reading.reading))

    def _said(self, reading: StageReading, criterion: CriterionBase, written: Any) -> Said:
        words = reading_in_words(reading, criterion)
        agreed = reading.agreed is not None
        if agreed:
            words = say(f"{words} (thống nhất)", f"{words} (agreed)")
        meaning = (reading.state, reading.reading, agreed)
        return Said(words, written, meaning, reading.reason, self._name(reading.by))

    def _of_appeals(
        self, identity: str, appeals: Sequence[Appeal], criterion: CriterionBase | None, marked: Marked
    ) -> Iterator[tuple[Subject, Said]]:
        upheld = {one.number: one.upheld for one in marked.appeals}
        for number, appeal in enumerate(appeals):
            decision, mark = appeal.decided, upheld.get(number)
            words = say(*terms.NOT_DECIDED)
            if decision is not None:
                words = say(*terms.UPHELD) if decision.upheld else say("giữ nguyên điểm", "the mark stays")
                if mark is not None and criterion is not None:
                    words += f": {reading_in_words(mark, criterion)}"
            reason = (decision.reason if decision is not None else appeal.text) or ""
            by = (decision.by if decision is not None else appeal.by) or ""
            subject = Subject(What.APPEAL, identity, appeal.stage or "", str(number + 1))
            yield subject, Said(words, repr(appeal), None, reason, self._name(by))

    def _name(self, by: str) -> str:
        return self._campaign.checker_name(by) if by else ""


def _written(entry: Any, stage: str, sheet: Sheet, identity: str, *, first: bool) -> tuple[Any, str, str, str]:
    """Return what stands in a sheet as a stage's word on a criterion: for comparing, for people, why, and by whom."""
    given: Any = entry if first else ""
    claims: Sequence[str | None] = (None, None)
    if isinstance(entry, MarkEntry):
        given = entry.stages.get(stage, "")
        claims = (entry.not_applicable, entry.unassigned) if first else claims
    agreement = sheet.agreed.get(stage)
    agreed = None if agreement is None else agreement.claims.get(identity)
    if isinstance(given, StageMark):
        said = tuple(getattr(given, key) or None for key in _KEYS)
        reason, by = given.reason or "", given.by or ""
        words = as_written(given)
    else:
        said, reason, by = (given or None, *(None for _ in _KEYS[1:])), "", ""
        words = given if isinstance(given, str) else ", ".join(given)
    if not any(said) and not any(claims) and agreed is None:
        return None, "", "", ""
    return (*map(repr, said), *claims, repr(agreed)), words, reason, by


def _unread(fault: str) -> Said:
    return Said(say("không đọc được", "cannot be read"), "", reason=fault)


def _first_fault(problems: Sequence[Problem]) -> str:
    first = problems[0]
    line = first.place.line if first.place is not None else 0
    return say(f"dòng {line}: ", f"line {line}: ") * bool(line) + f"{first.code} {first.sentence()}"


def _of_unit(tree: dict[str, Any], key: str, unit: str) -> Iterator[tuple[str, str]]:
    """Yield what a campaign's tree says of a unit by criterion."""
    by_criterion = tree.get(key)
    for criterion, by_unit in by_criterion.items() if isinstance(by_criterion, dict) else ():
        text = by_unit.get(unit) if isinstance(by_unit, dict) else None
        if isinstance(text, str) and text:
            yield criterion, text


def _target(text: str) -> Decimal | None:
    try:
        return _TARGET.validate_python(text)
    except ValidationError:
        return None


def _number(text: str) -> Decimal | str:
    try:
        return read_number(text)
    except QcdcError:
        return text


def _criteria_in(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the criteria below a node of a rubric's tree by their ids, those of bonus and penalties among them."""
    if isinstance(node, list):
        for one in node:
            yield from _criteria_in(one)
    elif isinstance(node, dict):
        if isinstance(node.get("id"), str) and "criteria" not in node:
            yield node["id"], node
        for key in _BELOW:
            yield from _criteria_in(node.get(key))


def _flat(node: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a tree by the keys that lead to them: `levels.tot.points`."""
    if isinstance(node, str):
        yield above, node
        return
    parts = node.items() if isinstance(node, dict) else enumerate(node, start=1)
    for key, value in parts:
        yield from _flat(value, f"{above}.{key}" if above else str(key))
