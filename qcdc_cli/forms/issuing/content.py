"""What stands on one unit's form for one stage, before anything is drawn."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.campaign import UNIT, Bloc, Campaign
from qcdc_cli.campaign.double_marks import marked_for, sheet_for
from qcdc_cli.campaign.marks import MarkedSheet, NoSheet, State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Agreement, Sheet
from qcdc_cli.forms.form_key import FormKey, fingerprint
from qcdc_cli.forms.form_layout import FormRow
from qcdc_cli.forms.form_mark import BLANK, FormMark, evidence_lines, form_mark
from qcdc_cli.forms.issuing.blank_form import BlankForm
from qcdc_cli.forms.sheet_file import (
    AGREED_IN_SHEET,
    AGREED_ON_FORM,
    agreement_of,
    claim_of,
    digest_name,
    evidence_of,
    fingerprints,
    mark_in_sheet,
    own_marks,
)
from qcdc_cli.forms.submission import Agreed, Preset, presets_for
from qcdc_cli.kinds import Ask
from qcdc_cli.language.figures import Exact, digits
from qcdc_cli.scoring.result import UnitResult, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.scoring.unit import score_unit
from qcdc_cli.values import NO_TARGET


class FormContent(NamedTuple):
    """All that one form shows.

    Attributes:
        key: whose form it is.
        blank: what is the same on all units' forms.
        campaign: the campaign.
        bloc: the unit's bloc.
        rubric: its rubric.
        name: the unit's name.
        rows: the rows of the table.
        earlier: the stages before this one that have marks, by their numbers, with their names.
        scores: what the unit gets as of each of these stages; None where there is none.
        own: what this stage has marked so far, scored by itself.
        marks: the same as it stands in the cells, by criterion; with the claims where these are put in (`--prefill`).
        prefilled: claims are put into some of them.
        claims: what the stages before it claim, which this one can agree with, by criterion.
        agreed: who has agreed with them at this stage, as it stands in the cells; None where nobody has, or not with
            all that is claimed today.
        changed_claims: the criteria whose claims have changed since they were agreed to.
        presets: what the campaign has set, by criterion.
        claimed: what the stage gives where it agrees with everything that it has not marked, scored by itself.
        most: the points that the stage can give in all, bonus aside: the full scale less what a later one marks.
        evidence: the documents that the sheet names, a line each, by criterion.
        targets: the digits of the targets that the stage before wrote, by criterion.
        sheet: the unit's sheet, whose remarks and disqualifiers the form shows; None where it has none.
    """

    key: FormKey
    blank: BlankForm
    campaign: Campaign
    bloc: Bloc
    rubric: Rubric
    name: str
    rows: tuple[FormRow, ...]
    earlier: Mapping[int, str]
    scores: UnitScores | None
    own: UnitResult
    marks: Mapping[str, FormMark]
    prefilled: bool
    claims: Mapping[str, FormMark]
    agreed: Agreed | None
    changed_claims: tuple[str, ...]
    presets: Mapping[str, Preset]
    claimed: UnitResult
    most: Exact
    evidence: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, str]
    sheet: Sheet | None

    def parts(self) -> dict[str, list[str]]:
        """Return the keys of the rows of what is ticked or counted, or of places for assessors, by criterion."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            if row.part:
                found.setdefault(row.node.id, []).append(row.key)
        return found

    @property
    def stage(self) -> int:
        """The number of the form's stage."""
        return next(number for number, one in enumerate(self.campaign.stages) if one.id == self.key.stage)

    @property
    def stage_name(self) -> str:
        """The name of the form's stage."""
        return self.campaign.stages[self.stage].name

    @property
    def first(self) -> bool:
        """True for the first stage, which evidence and remarks belong to."""
        return self.stage == 0

    @property
    def of_unit(self) -> bool:
        """True for a form that the unit itself fills in and signs."""
        by = self.campaign.stages[self.stage].by
        return by == UNIT or (by is None and self.first)

    def stage_called(self, identity: str) -> str:
        """Return the name of one of the campaign's stages."""
        return next(one.name for one in self.campaign.stages if one.id == identity)


def form_content(
    scoring_input: ScoringInput,
    blank: BlankForm,
    unit: str,
    sheet: Sheet | None,
    scores: UnitScores | None,
    *,
    checker: str = "",
    prefill: bool = False,
) -> FormContent:
    """Gather what stands on a form.

    Args:
        scoring_input: what results are computed from; its stage is the form's.
        blank: the blank form of the unit's bloc.
        unit: the unit's id.
        sheet: its sheet; None where it has none yet.
        scores: what it gets as of each stage; None where there is no earlier stage.
        checker: the id of the checker whose form it is; "" for nobody's.
        prefill: put what is claimed into the cells of what this stage has not marked yet.
    """
    campaign = scoring_input.campaign
    bloc_id = campaign.bloc_of(unit) or ""
    rubric, stage = blank.rubric, campaign.stages[scoring_input.stage]
    first = scoring_input.stage == 0
    criteria = [leaf.criterion for leaf in rubric.leaves]
    alone = bool(checker) and stage.double
    sheet = sheet_for(sheet, stage.id, checker) if alone else sheet
    own = said = {one.id: form_mark(mark_in_sheet(sheet, one.id, stage.id, first=first), one) for one in criteria}
    evidence = {one.id: evidence_lines(evidence_of(sheet, one.id)) for one in criteria}
    presets = presets_for(campaign, rubric, unit)
    stages = [one.id for one in campaign.stages]
    marked = scoring_input.sheets.get((unit, scoring_input.period)) or blank.nothing
    if alone and isinstance(marked, MarkedSheet):
        marked = marked_for(marked, scoring_input.stage, checker)
    claims = _claims(sheet, rubric, stages[: scoring_input.stage], presets)
    changed = _changed_claims(
        sheet.agreed.get(stage.id) if sheet is not None else None, marked, rubric, scoring_input.stage
    )
    recorded = agreement_of(sheet, stage.id)
    agreed = None if changed else recorded
    of_stage = own_marks(marked, scoring_input.stage, rubric, presets, agreed=agreed is not None)
    cells, with_claims = own, of_stage
    if claims:
        cells, with_claims = _prefilled(own, of_stage, claims, marked, rubric, scoring_input.stage)
    put_in = [one.id for one in criteria if prefill and cells[one.id] != own[one.id]]
    if prefill:
        own, of_stage = cells, with_claims
    before = fingerprints(sheet, said, evidence, presets)
    before |= {digest_name("claim", identity): fingerprint(claim.content) for identity, claim in claims.items()}
    before |= {digest_name("prefilled", identity): fingerprint(claims[identity].content) for identity in put_in}
    before |= {
        name: fingerprint(one.content)
        for name, one in ((AGREED_IN_SHEET, recorded), (AGREED_ON_FORM, agreed))
        if one is not None
    }
    key = FormKey(
        campaign=campaign.campaign,
        rubric=rubric.rubric,
        version=rubric.version or "",
        digest=blank.digest,
        unit=unit,
        period=scoring_input.period,
        stage=stage.id,
        checker=checker,
        before=before,
    )
    own_result = score_unit(unit, of_stage, rubric, scoring_input.stage, scoring_input.stage)
    claimed = own_result
    if with_claims is not of_stage:
        claimed = score_unit(unit, with_claims, rubric, scoring_input.stage, scoring_input.stage)
    several = [(one.kind.assessor_rows, len(own[one.id].parts)) for one in criteria if one.kind.asks is Ask.PLACES]
    places = max((number for usual, number in several if number > usual), default=0)
    return FormContent(
        key=key,
        blank=blank,
        campaign=campaign,
        bloc=campaign.blocs[bloc_id],
        rubric=rubric,
        name=campaign.unit_name(unit),
        rows=blank.rows(places),
        earlier={} if scores is None else _earlier(scoring_input, scores),
        scores=scores,
        claimed=claimed,
        own=own_result,
        marks=own,
        prefilled=bool(put_in),
        claims=claims,
        agreed=agreed,
        changed_claims=changed,
        presets=presets,
        most=score_unit(unit, blank.nothing, rubric, scoring_input.stage, scoring_input.stage).maximum
        if rubric.has_later
        else rubric.total,
        evidence=evidence,
        targets=_targets(sheet, criteria, [one.id for one in campaign.stages[: scoring_input.stage]]),
        sheet=sheet,
    )


def _claims(
    sheet: Sheet | None, rubric: Rubric, stages: Sequence[str], presets: Mapping[str, Preset]
) -> dict[str, FormMark]:
    """Return what the stages before a form's claim, by criterion."""
    criteria = (leaf.criterion for leaf in rubric.leaves)
    claims = {one.id: claim_of(sheet, one, stages, presets[one.id]) for one in criteria}
    return {identity: claim for identity, claim in claims.items() if not claim.blank}


def _changed_claims(
    agreement: Agreement | None, marked: MarkedSheet | NoSheet, rubric: Rubric, stage: int
) -> tuple[str, ...]:
    """Return what a stage agreed to once, and what it has no word for today: the claims are others."""
    if agreement is None:
        return ()
    said = {
        leaf.criterion.id
        for leaf, mark in zip(rubric.leaves, marked.criteria, strict=True)
        if any(reading.stage == stage for reading in mark.readings)
    }
    return tuple(identity for identity in agreement.claims if identity not in said)


def _prefilled(
    own: Mapping[str, FormMark],
    own_marks: NoSheet,
    claims: Mapping[str, FormMark],
    marked: MarkedSheet | NoSheet,
    rubric: Rubric,
    stage: int,
) -> tuple[dict[str, FormMark], NoSheet]:
    """Return what stands in the cells of a stage, and what it gives, with the claims wherever it has no word yet."""
    cells, given = dict(own), []
    for leaf, mark, there in zip(rubric.leaves, own_marks.criteria, marked.criteria, strict=True):
        identity, claimed = leaf.criterion.id, there.agreed_with(stage)
        said = any(reading.stage == stage for reading in there.readings)
        if identity in claims and claimed is not None and not said and own[identity].blank:
            cells[identity] = claims[identity]
            if claimed.state is not State.GIVEN or not leaf.criterion.kind.relative:
                mark = mark._replace(readings=(claimed._replace(stage=stage, appeal=None),))
        given.append(mark)
    return cells, own_marks._replace(criteria=tuple(given))


def _earlier(scoring_input: ScoringInput, scores: UnitScores) -> dict[int, str]:
    """Return the earlier stages at which this unit has marks."""
    used = {
        reading.stage
        for result in scores.counted.criteria
        for reading in result.marked.readings
        if reading.state is not State.NOT_HELD
    }
    return {
        number: stage.name
        for number, stage in enumerate(scoring_input.campaign.stages[: scoring_input.stage])
        if number in used and number < len(scores.by_stage)
    }


def _targets(sheet: Sheet | None, criteria: Sequence[CriterionBase], stages: Sequence[str]) -> dict[str, str]:
    """Return the targets that the earlier stages wrote: the next one need not write them again."""
    found = {}
    for criterion in (one for one in criteria if one.kind.takes_target):
        for number, stage in reversed(list(enumerate(stages))):
            own = form_mark(mark_in_sheet(sheet, criterion.id, stage, first=number == 0), criterion)
            if own.target and own.target != digits(NO_TARGET):
                found[criterion.id] = own.target
            if own.target or own.state:
                break
    return found


def mark_in_cells(content: FormContent, criterion: CriterionBase) -> FormMark:
    """Return what stands in a criterion's cells: what was entered, and what is set beside it."""
    preset = content.presets[criterion.id]
    if preset.state:
        return FormMark(state=preset.state, reason=preset.reason, target=preset.target)
    own = content.marks.get(criterion.id, BLANK)
    known = preset.target or ("" if own.target else content.targets.get(criterion.id, ""))
    return own._replace(target=known) if known else own
