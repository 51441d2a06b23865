"""What a form agreed to, put into the sheet: each line left blank, with what was claimed there on the form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.sheet import MarkEntry, Sheet
from qcdc_cli.forms.form_key import fingerprint
from qcdc_cli.forms.form_mark import BLANK, FormMark, mark_in_words, sheet_value
from qcdc_cli.forms.importing.differences import Comparison, Difference
from qcdc_cli.forms.merging import Change
from qcdc_cli.forms.reading.unread_cells import not_read
from qcdc_cli.forms.sheet_file import AGREED_IN_SHEET, AGREED_ON_FORM, agreement_of, claim_of, digest_name
from qcdc_cli.forms.submission import Agreed, Submission
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import day
from qcdc_cli.problems import Place, Problem, QcdcError

_NOTHING_LEFT = Text(
    "không còn dòng nào để trống mà có điểm bước trước", "no line is left blank of which anything was claimed before"
)


class AgreementUpdate(NamedTuple):
    """What becomes of one stage's agreement in a sheet.

    Attributes:
        comparison: what one file says, beside the sheet as it is.
        sheet: the sheet with the marks of all files in it.
        tree: the same as a tree of texts.
        earlier: the ids of the stages before the file's.
        marked: the criteria of which the files give a mark of that stage, or take one away.
    """

    comparison: Comparison
    sheet: Sheet
    tree: Mapping[str, Any]
    earlier: Sequence[str]
    marked: Iterable[str]

    def work_out(self) -> tuple[Difference | None, list[Problem]]:
        """Return what changes in the sheet, None where nothing does; and what is not agreed to, and why."""
        own = self.submission
        there, found = _content(self._there), _content(own.agreed)
        touched = own.is_form and self.comparison.is_new(AGREED_ON_FORM, there, found)
        later = touched and self._is_later(there)
        if own.agreed is None or not (touched or found == there):
            gone = touched and there is not None
            return self._difference({} if gone else self._kept(frozenset(self.marked)), self._there, later=later), []
        claims, problems = self._agreed_to(self._kept(self._marked_today()) if found == there else {})
        if not claims and not problems:
            problems = [agreed_to_nothing(own)]
        return self._difference(claims, own.agreed, later=later), problems

    def _is_later(self, there: tuple[str, str] | None) -> bool:
        """Return whether somebody else has recorded an agreement since the form was made, or since its last import."""
        before, now = self.submission.before or {}, None if there is None else fingerprint(there)
        known = (None, before.get(AGREED_IN_SHEET), self.comparison.said.get(AGREED_ON_FORM))
        return self.comparison.is_outdated or now not in known

    @property
    def submission(self) -> Submission:
        """What the file says."""
        return self.comparison.submission

    @property
    def _there(self) -> Agreed | None:
        return agreement_of(self.sheet, self.submission.stage)

    @property
    def _written(self) -> Mapping[str, Any]:
        """The agreement as it stands in the sheet now."""
        return (self.tree.get("agreed") or {}).get(self.submission.stage) or {}

    def _marked_today(self) -> frozenset[str]:
        """Return the criteria of which the sheet has a mark of the stage's own."""
        entries = self.sheet.marks.items()
        stage = self.submission.stage
        return frozenset(one for one, said in entries if isinstance(said, MarkEntry) and said.stages.get(stage))

    def _kept(self, marked: frozenset[str]) -> dict[str, Any]:
        """Return what was agreed to before, but for what has a mark now."""
        return {one: said for one, said in (self._written.get("claims") or {}).items() if one not in marked}

    def _agreed_to(self, claims: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """Add to what was agreed to all lines that the form leaves blank, as long as they claim what it showed."""
        own, problems = self.submission, []
        for criterion in (leaf.criterion for leaf in self.comparison.rubric.leaves):
            if criterion.id not in own.marks or not own.marks[criterion.id].blank:
                continue
            claim, name = self._claim(criterion), digest_name("claim", criterion.id)
            now = None if claim.blank else fingerprint(claim.content)
            if now is not None and now == (own.before or {}).get(name):
                claims[criterion.id] = sheet_value(claim, criterion)
            elif now is not None or name in (own.before or {}):
                values = {"id": criterion.cited, "stage": own.stage, "now": _claim_in_words(claim, criterion)}
                problems.append(Problem("Q785", values).at(_place(own)))
        order = self.comparison.rubric.leaf_numbers
        return dict(sorted(claims.items(), key=lambda one: order.get(one[0], len(order)))), problems

    def _claim(self, criterion: CriterionBase) -> FormMark:
        try:
            return claim_of(self.sheet, criterion, self.earlier, self.comparison.presets[criterion.id])
        except QcdcError:  # no mark of this criterion, which is told of it itself
            return BLANK

    def _difference(self, claims: Mapping[str, Any], who: Agreed | None, *, later: bool) -> Difference | None:
        """Return what changes where somebody agreed to these claims; None where the sheet says so already."""
        path = ("agreed", self.submission.stage)
        new: dict[str, Any] | None = None
        if who is not None and claims:
            said = self._written if who == self._there else {"by": who.by, "date": who.day.isoformat()}
            new = {**said, "claims": dict(claims)}
        if new == (self._written or None):
            return None
        known: Mapping[str, Any] = self._written.get("claims") or {}
        before, after = _in_words(self._there, known), _in_words(who, claims)
        same = known if who == self._there else {}
        lines = tuple(one for one, said in claims.items() if said != same.get(one))
        return Difference(path, say("thống nhất", "agreed"), before, after, (Change(path, new),), later, lines=lines)


def agreed_to_nothing(own: Submission) -> Problem:
    """Return the warning (Q749) of an agreement with lines of which none is blank and claimed."""
    return not_read(_place(own), own.agreed.by if own.agreed is not None else "", _NOTHING_LEFT)


def _place(own: Submission) -> Place:
    return own.places.get(("agreed", own.stage), Place(own.source))


def _content(agreed: Agreed | None) -> tuple[str, str] | None:
    return None if agreed is None else agreed.content


def _claim_in_words(claim: FormMark, criterion: CriterionBase) -> str:
    return mark_in_words(claim, criterion) or say("trống", "blank")


def _in_words(who: Agreed | None, claims: Mapping[str, Any]) -> str:
    """Say who agreed, when and at how many criteria; "" where nobody did."""
    if who is None or not claims:
        return ""
    number = len(claims)
    return say(f"{number} tiêu chí, {who.by}, {day(who.day)}", f"{number} criteria, {who.by}, {day(who.day)}")
