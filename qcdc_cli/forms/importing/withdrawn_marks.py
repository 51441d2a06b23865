"""Marks that a form which came again leaves blank, and that its import therefore takes out of the sheet."""

from collections.abc import Iterable, Sequence

from qcdc_cli.campaign.sheet import MarkEntry
from qcdc_cli.forms.importing.differences import Comparison, Difference
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.words.names import ids


def withdrawn_marks(comparison: Comparison, found: Iterable[Difference], stages: Sequence[str]) -> list[Problem]:
    """Return the one warning (Q759) of the marks that a form withdraws; nothing where it withdraws none.

    Args:
        comparison: what the form says, beside the sheet.
        found: what it says otherwise, and is taken.
        stages: the ids of the campaign's stages, in order.
    """
    own, gone = comparison.submission, {one.path for one in found if one.there and not one.found}
    criteria = [leaf.criterion for leaf in comparison.rubric.leaves if ("marks", leaf.criterion.id, own.stage) in gone]
    if not criteria:
        return []
    evidence = [one.shown for one in criteria if ("marks", one.id, "evidence") in gone]
    with_evidence, later = ids(evidence), stages[stages.index(own.stage) + 1 :]
    marked = ids([one.shown for one in criteria if _is_marked(comparison, one.id, later)])
    values: dict[str, str | Text] = {
        "number": str(len(criteria)),
        "ids": ids([one.shown for one in criteria]),
        "evidence": Text(f"; rút cả minh chứng: {with_evidence}", f"; evidence goes too: {with_evidence}")
        if evidence
        else "",
        "later": Text(
            f". Bước sau đã chấm hoặc thống nhất, phải xem lại với đơn vị trước khi dùng kết quả: {marked}",
            f". A later stage has marked or agreed to these already; ask the unit before results are used: {marked}",
        )
        if marked
        else "",
    }
    return [Problem("Q759", values).at(Place(own.source))]


def _is_marked(comparison: Comparison, criterion: str, stages: Iterable[str]) -> bool:
    """Return whether one of these stages has marked a criterion, or agreed with what was claimed there."""
    sheet = comparison.sheet
    if sheet is None:
        return False
    entry = sheet.marks.get(criterion)
    return any(
        (isinstance(entry, MarkEntry) and entry.stages.get(stage))
        or (stage in sheet.agreed and criterion in sheet.agreed[stage].claims)
        for stage in stages
    )
