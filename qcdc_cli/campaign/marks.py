"""What sheets say once they are read: by criterion and stage, in which state, and how the rubric counts a state."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import accumulate
from typing import Any, NamedTuple

from qcdc_cli.campaign.nodes import Claim, CriterionBase
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Appeal, AppealDecision, EvidenceItem, Notes, Seen
from qcdc_cli.language import Text, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.language.refusing_words import names_no_document
from qcdc_cli.problems import Locate, Place


class State(Enum):
    """What stands for a criterion: a mark (0 is one), nothing yet, not applicable, unassigned.

    NOT_HELD says that the rubric does not hold this criterion in the period at all, for anybody. LATER says that
    only a later stage than the one that the bloc has come to marks it: nobody could have marked it yet.
    """

    GIVEN = "given"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNASSIGNED = "unassigned"
    NOT_HELD = "not_held"
    LATER = "later"

    @property
    def title(self) -> Text:
        """The state's name."""
        return _TITLES[self]

    @property
    def symbol(self) -> Text:
        """The state in a narrow column; a given mark has no symbol, it shows its points."""
        return _SYMBOLS[self]


_TITLES = {
    State.GIVEN: Text("đã chấm", "given"),
    State.BLANK: Text("chưa chấm", "blank"),
    State.NOT_APPLICABLE: Text("không phát sinh", "not applicable"),
    State.UNASSIGNED: Text("không giao", "unassigned"),
    State.NOT_HELD: Text("không áp dụng trong kỳ", "not applied in this period"),
    State.LATER: Text("do bước sau chấm", "marked at a later stage"),
}
_SYMBOLS = {
    State.GIVEN: Text("", ""),
    State.BLANK: terms.BLANK,
    State.NOT_APPLICABLE: Text("KPS", "n/a"),
    State.UNASSIGNED: Text("KG", "unass."),
    State.NOT_HELD: Text("–", "–"),
    State.LATER: Text("BS", "later"),
}


class UpheldAppeal(NamedTuple):
    """Of which upheld appeal a mark is.

    Attributes:
        number: its place in the list of the criterion's appeals, from 0.
        date: the day of the decision.
    """

    number: int
    date: date


class StageReading(NamedTuple):
    """What one stage said about one criterion.

    Attributes:
        stage: the stage's number in the campaign's order, from 0.
        state: a mark, or not applicable, or unassigned; a stage that said nothing has no reading.
        reading: the mark as its kind read it; None unless the state is GIVEN.
        points: the exact points before rounding; None unless the state is GIVEN.
        reason: why the mark differs from the stage before, or why nothing is marked; "" if not said.
        preset: the campaign's own file says so, for a criterion or a target that the unit was not given; no stage
            has said it, and none has to confirm it.
        by: who marked or agreed, if the sheet names them.
        agreed: the day on which the stage agreed with what was claimed before it, where that is all that it said.
        seen: the files of the evidence that stood there when it was said, each with its SHA-256 digest; None where
            the sheet does not say. Nothing is scored by it.
        appeal: the upheld appeal of which this is the mark: it counts in the place of the stage's own before it.
    """

    stage: int
    state: State
    reading: Any = None
    points: Exact | None = None
    reason: str = ""
    preset: bool = False
    by: str = ""
    agreed: date | None = None
    seen: Seen | None = None
    appeal: UpheldAppeal | None = None


class MarkedAppeal(NamedTuple):
    """An appeal against a mark of one criterion, as it was read.

    Attributes:
        number: its place in the list of the criterion's appeals, from 0.
        appeal: what the sheet says.
        stage: the number of the stage whose mark it disputes, from 0.
        disputed: that mark.
        wanted: the mark that is wanted; None where the appeal names none.
        upheld: the mark that counts instead, where the appeal was upheld.
        late: it came after the last day for appeals.
        evidence: the documents that go with it.
    """

    number: int
    appeal: Appeal
    stage: int
    disputed: StageReading
    wanted: StageReading | None
    upheld: StageReading | None = None
    late: bool = False
    evidence: tuple[str | EvidenceItem, ...] = ()

    @property
    def decision(self) -> AppealDecision | None:
        """What was decided; None while it is open, which nobody has to say."""
        return self.appeal.decided


class DoubleMark(NamedTuple):
    """What the checkers of a stage gave a criterion, each alone (`double: yes`).

    Attributes:
        stage: the stage's number, from 0.
        marks: what each said, by the checker as the sheet names them.
        needed: how many must have marked.
        settled: what was settled where they differ; None where nothing is.
    """

    stage: int
    marks: tuple[tuple[str, StageReading], ...]
    needed: int
    settled: StageReading | None = None

    @property
    def differ(self) -> bool:
        """True where they do not mean the same, as the criterion's kind reads it."""
        said = [(one.state, one.reading) for _, one in self.marks]
        return any(one != said[0] for one in said)

    @property
    def open(self) -> bool:
        """True while the stage has said nothing: too few have marked, or they differ and nobody has settled it."""
        return len(self.marks) < self.needed or (self.differ and self.settled is None)


class Marked(NamedTuple):
    """All that a sheet says about one criterion.

    Attributes:
        readings: what each stage said, in the stages' order; behind it what was upheld of it on appeal.
        evidence: the documents that prove it, those of upheld appeals among them.
        start: the number of the first stage that marks it, from 0; the stages before it are not asked.
        too_late: what stages said that came in after it was due, where the campaign ignores that (`late_marks`); it
            is none of the readings, so that the criterion is as blank at these stages everywhere.
        appeals: the appeals against its marks.
        doubles: what checkers gave alone, at stages at which two of them mark; the readings have what counts of it.
    """

    readings: tuple[StageReading, ...]
    evidence: tuple[str | EvidenceItem, ...] = ()
    start: int = 0
    too_late: tuple[StageReading, ...] = ()
    appeals: tuple[MarkedAppeal, ...] = ()
    doubles: tuple[DoubleMark, ...] = ()

    def upto(self, stage: int | None = None) -> StageReading | None:
        """Return the reading that counts: of the latest stage, not later than `stage`, that has a reading.

        Args:
            stage: the stage's number, from 0; None to look at all stages.
        """
        reading: StageReading
        for reading in reversed(self.readings):
            if stage is None or reading.stage <= stage:
                return reading
        return None

    def agreed_with(self, stage: int) -> StageReading | None:
        """Return the mark that a stage agreed with: the latest one before it that is a stage's own."""
        said = sorted((*self.too_late, *self.readings), key=lambda one: one.stage) if self.too_late else self.readings
        return next((one for one in reversed(said) if one.stage < stage and one.agreed is None), None)

    def upheld(self, appeal: MarkedAppeal, mark: StageReading) -> "Marked":
        """Return what would be said if an appeal were upheld with a mark, and its documents taken."""
        own = mark._replace(stage=appeal.stage, appeal=UpheldAppeal(appeal.number, appeal.appeal.date))
        readings = [*self.readings, own]
        readings.sort(key=lambda reading: reading.stage)  # behind all that its stage has said
        return self._replace(readings=tuple(readings), evidence=(*self.evidence, *appeal.evidence))

    def has_open_appeal(self, stage: int) -> bool:
        """Return whether an appeal against a mark is not decided yet; of marks not later than `stage`."""
        return any(one.decision is None and one.stage <= stage for one in self.appeals)

    def counted(self, stage: int, reached: int) -> StageReading | None:
        """Return what counts of it: a reading, or that only a later stage marks it; None where it is blank.

        Args:
            stage: the latest stage whose marks count, from 0.
            reached: the stage that the bloc has come to.
        """
        if self.readings and self.readings[-1].stage <= stage:  # as mostly
            return self.readings[-1]
        reading = self.upto(stage)
        return LATER if reading is None and reached < self.start else reading


def documents_among(listed: tuple[str | EvidenceItem, ...]) -> tuple[str | EvidenceItem, ...]:
    """Return the documents among what stands under evidence: words that say that there is none are no document."""
    for one in listed:
        if not _is_document(one):
            return tuple(filter(_is_document, listed))
    return listed


def _is_document(one: str | EvidenceItem) -> bool:
    # Asked of texts first: whether something is of a model costs several times as much, and most documents are texts.
    return not names_no_document(one) if isinstance(one, str) else bool(one.file) or not names_no_document(one.name)


UNMARKED = Marked(())
NOT_HELD = Marked((StageReading(0, State.NOT_HELD, preset=True),))
LATER = StageReading(0, State.LATER, preset=True)


class MarkedSheet(NamedTuple):
    """A sheet whose marks have been read.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        criteria: what is said about each criterion, in the order of the rubric's leaves.
        notes: strengths, limits, difficulties, proposals.
        place: gives the place in the file for a path in it.
        disqualifiers: the rubric's disqualifiers that apply, by id, with the reason.
        late: what follows from having no self-assessment once the period is closed: the disqualifier and the reason.
        received: the files that brought its marks, in the order in which they came in; none where people wrote it.
    """

    unit: str
    period: str
    criteria: tuple[Marked, ...]
    notes: Notes
    place: Locate
    disqualifiers: Mapping[str, str] = {}
    late: Mapping[str, str] = {}
    received: Sequence[ReceivedFile] = ()

    @property
    def against(self) -> Mapping[str, str]:
        """All disqualifiers that apply, by id, with the reason; the sheet's own word comes first."""
        return {**self.late, **self.disqualifiers}

    @property
    def self_marked(self) -> bool:
        """True when the first stage has said anything: a mark, or that there is nothing to mark."""
        return any(one.stage == 0 and not one.preset for marked in self.criteria for one in marked.readings)

    def place_of(self, criterion: str, stage: str = "") -> Place:
        """Return the line on which a stage's mark (or all that is said about a criterion) stands."""
        return self.place(("marks", criterion, stage) if stage else ("marks", criterion))

    def place_of_appeal(self, criterion: str, number: int, *keys: str) -> Place:
        """Return the line of an appeal, by its number in the criterion's list, or of something in it."""
        return self.place(("marks", criterion, "appeals", number, *keys))

    def place_of_agreement(self, criterion: str, stage: str) -> Place:
        """Return the line that names a criterion among those that a stage agreed with."""
        return self.place(("agreed", stage, "claims", criterion))


class NoSheet(NamedTuple):
    """What stands for the sheet of a unit that has handed in none; attributes as those of a sheet."""

    criteria: tuple[Marked, ...]
    late: Mapping[str, str] = {}
    disqualifiers: Mapping[str, str] = {}

    @property
    def against(self) -> Mapping[str, str]:
        """All disqualifiers that apply, by id, with the reason."""
        return {**self.disqualifiers, **self.late} if self.disqualifiers else self.late


def reached_stages(sheets: Iterable[MarkedSheet | NoSheet], stage: int) -> tuple[int, ...]:
    """Return how far a bloc had come at each stage, up to the latest one (not after `stage`) with a reading.

    A mark says something, also one that a checker gave alone and that does not count yet; so does a claim that there
    is nothing to mark (not applicable, unassigned), and an agreement with what was claimed before. What the campaign's
    file presets is no stage's word. This is the only place where this is decided.

    Args:
        sheets: the bloc's sheets.
        stage: the latest stage to look at, from 0.

    Returns:
        for each stage from 0, the latest stage up to it at which any of the sheets says something: (0, 0, 2)
        where the second of three stages was left out.
    """
    used = {0}
    for sheet in sheets:
        if len(used) > stage:  # all stages that are looked at
            break
        for marked in sheet.criteria:
            for reading in marked.readings:
                if reading.stage <= stage and not reading.preset:
                    used.add(reading.stage)
            used.update(double.stage for double in marked.doubles if double.stage <= stage and double.marks)
    return tuple(accumulate((number if number in used else 0 for number in range(max(used) + 1)), max))


def rule_for(state: State, criterion: CriterionBase, rubric: Rubric) -> str | None:
    """Return how the rubric counts this state for this criterion: exclude, full, zero, or None if unsaid."""
    if state in (State.NOT_HELD, State.LATER):
        return "exclude"
    if state is State.UNASSIGNED:
        return criterion.unassigned or rubric.unassigned
    rule = criterion.not_applicable if criterion.not_applicable is not None else rubric.not_applicable
    return rule.count if isinstance(rule, Claim) else rule


def missing_evidence(criterion: CriterionBase, rubric: Rubric) -> str:
    """Return what missing evidence means for this criterion: warn, zero or ignore."""
    return criterion.missing_evidence or rubric.missing_evidence


def lacks_evidence(criterion: CriterionBase, marked: Marked, counted: StageReading | None) -> bool:
    """Return whether points were given for which the rubric wants evidence and the sheet has none.

    Points below 0 need none: nobody gets rid of them by filing no evidence.
    """
    if marked.evidence or counted is None or counted.state is not State.GIVEN or not criterion.evidence_required:
        return False
    return counted.points is None or counted.points > 0


def without_evidence(rubric: Rubric, criteria: Iterable[Marked]) -> Iterator[CriterionBase]:
    """Yield the criteria with points for which the rubric wants evidence, minds where there is none, and there is none.

    Args:
        rubric: the rubric.
        criteria: what is said about each criterion, in the order of the rubric's leaves.
    """
    for leaf, marked in zip(rubric.leaves, criteria, strict=True):
        if marked.evidence or not lacks_evidence(leaf.criterion, marked, marked.upto()):  # most have evidence
            continue
        if missing_evidence(leaf.criterion, rubric) != "ignore":
            yield leaf.criterion


def reading_in_words(reading: StageReading, criterion: CriterionBase) -> str:
    """Show what a stage said to people, in the language in use: with names where `reading_text` has ids."""
    return criterion.kind.in_words(reading.reading) if reading.state is State.GIVEN else str(reading.state.title)


def reading_text(reading: StageReading, criterion: CriterionBase) -> str:
    """Show what a stage said, in the language in use: the mark as its kind shows it, or the state."""
    if reading.state is State.GIVEN:
        return criterion.kind.shown(reading.reading)
    return str(reading.state.title)
