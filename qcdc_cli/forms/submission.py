"""What one file says for one unit at one stage, whatever kind of file it was; and what the campaign has set before."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_mark import BLANK, FormMark
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import digits
from qcdc_cli.problems import Path, Place
from qcdc_cli.values import NO_TARGET


class Preset(NamedTuple):
    """What the campaign has set for one criterion.

    Attributes:
        target: the digits of the target; "" where the campaign sets none.
        state: the state that it gives the criterion; "" where it gives none.
        reason: why.
    """

    target: str = ""
    state: str = ""
    reason: str = ""


class Agreed(NamedTuple):
    """Who agreed with what was claimed before, of all that a stage did not mark itself, and on which day."""

    by: str
    day: date

    @property
    def content(self) -> tuple[str, str]:
        """What digests are made of."""
        return self.by, self.day.isoformat()


class FormAppeal(NamedTuple):
    """An appeal as it stands on a form.

    Attributes:
        stage: the id of the stage whose mark is disputed.
        text: what is brought forward.
        wants: the mark that is wanted; blank where none is named.
        evidence: the documents that go with it.
        by: who appeals.
        day: the day of the appeal.
    """

    stage: str
    text: str
    wants: FormMark
    evidence: tuple[str, ...]
    by: str = ""
    day: date = date.min


class Submission(NamedTuple):
    """What one file says for one unit, in one period, at one stage.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        stage: the stage's id.
        first: it is the campaign's first stage, which evidence, remarks and claims belong to.
        marks: what was entered, by criterion; a criterion that the file does not speak of is not here.
        presets: what the campaign had set when a form was made, by criterion; in a table nothing is.
        evidence: the documents, by criterion.
        notes: the remarks, by section.
        disqualifiers: the disqualifiers with the reasons, by id.
        agreed: who agreed with what was claimed before, where all that is blank is agreed to; None where nobody did.
        form: the digest of the form's key, by which it is known when it comes again; "" for a table.
        before: digests of what the sheet said when the form was made; None for a table, which knows nothing of it.
        places: the cells, by the path in the sheet.
        source: the file, as it is named to people.
        not_understood: the criteria whose marks the form took for none, in front of whoever filled it in.
        checker: the id of the checker whose form it is; "" where nobody is named.
        appeals: the appeals, by criterion, of a form for appeals, which says nothing else; None for any other file.
    """

    unit: str
    period: str
    stage: str
    first: bool
    marks: Mapping[str, FormMark]
    presets: Mapping[str, Preset]
    evidence: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]
    disqualifiers: Mapping[str, str]
    agreed: Agreed | None
    form: str
    before: Mapping[str, str] | None
    places: Mapping[Path, Place]
    source: str
    not_understood: frozenset[str] = frozenset()
    checker: str = ""
    appeals: Mapping[str, FormAppeal] | None = None

    @property
    def is_form(self) -> bool:
        """True for a form; a table is one of the secretary's own, in which an empty cell says nothing."""
        return self.before is not None


def presets_for(campaign: Campaign, rubric: Rubric, unit: str) -> Mapping[str, Preset]:
    """Return what a campaign has set for a unit, by criterion."""
    return {leaf.criterion.id: _preset(campaign, leaf.criterion, unit) for leaf in rubric.leaves}


def _preset(campaign: Campaign, criterion: CriterionBase, unit: str) -> Preset:
    reason = campaign.unassigned.get(criterion.id, {}).get(unit)
    if reason is not None:
        return Preset(state=State.UNASSIGNED.value, reason=reason)
    target = campaign.targets.get(criterion.id, {}).get(unit) if criterion.kind.takes_target else None
    if target is None:
        return Preset()
    if target == NO_TARGET and not criterion.kind.relative:
        return Preset(digits(target), State.UNASSIGNED.value, say(*terms.NO_TARGET_SET))
    return Preset(digits(target))


def without_preset(what: FormMark, preset: Preset) -> FormMark:
    """Return what was entered apart from what is set: that itself is nobody's entry, nor is a target alone."""
    if preset.state:
        return BLANK
    alone = not what.mark or what.target == preset.target
    return what._replace(target="") if what.target and alone else what
