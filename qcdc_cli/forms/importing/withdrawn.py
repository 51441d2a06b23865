"""What a form that came again leaves blank, and what its import therefore takes out of the sheet."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from qcdc_cli.campaign.sheet import SECTIONS, MarkEntry
from qcdc_cli.forms.importing.differences import Comparison, Difference
from qcdc_cli.language import Text
from qcdc_cli.problems import Path, Place, Problem
from qcdc_cli.render.words.names import ids


def withdrawn(comparison: Comparison, found: Iterable[Difference], stages: Sequence[str]) -> list[Problem]:
    """Return the one warning (Q759) of all that a form withdraws; nothing where it withdraws nothing.

    Args:
        comparison: what the form says, beside the sheet.
        found: what it says otherwise, and is taken.
        stages: the ids of the campaign's stages, in order.
    """
    own, gone = comparison.submission, {one.path[:3] for one in found if one.there and not one.found}
    parts = list(_named(comparison, gone))
    if not parts:
        return []
    later = stages[stages.index(own.stage) + 1 :]
    criteria = [leaf.criterion for leaf in comparison.rubric.leaves if ("marks", leaf.criterion.id, own.stage) in gone]
    marked = ids([one.shown for one in criteria if _is_marked(comparison, one.id, later)])
    values: dict[str, str | Text] = {
        "number": str(len(gone)),
        "what": Text("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)),
        "later": Text(
            f". Bước sau đã chấm hoặc thống nhất, phải xem lại với đơn vị trước khi dùng kết quả: {marked}",
            f". A later stage has marked or agreed to these already; ask the unit before results are used: {marked}",
        )
        if marked
        else "",
    }
    return [Problem("Q759", values).at(Place(own.source))]


def _named(comparison: Comparison, gone: Collection[Path]) -> Iterator[Text]:
    """Yield what is withdrawn, of each sort that a sheet holds: marks, evidence, appeals, remarks, disqualifiers."""
    own, rubric = comparison.submission, comparison.rubric
    for key, title in (
        (own.stage, Text("điểm của {}", "marks of {}")),
        ("evidence", Text("minh chứng của {}", "evidence for {}")),
        ("appeals", Text("giải trình về {}", "appeals about {}")),
    ):
        shown = ids([leaf.criterion.shown for leaf in rubric.leaves if ("marks", leaf.criterion.id, key) in gone])
        if shown:
            yield Text(title.vi.format(shown), title.en.format(shown))
    sections = [title for section, title in SECTIONS.items() if ("notes", section) in gone]
    if sections:
        vietnamese, english = (", ".join(names) for names in zip(*sections, strict=True))
        yield Text(f"nhận xét ({vietnamese})", f"remarks ({english})")
    for identity in sorted(str(path[1]) for path in gone if path[0] == "disqualifiers"):
        entry = rubric.disqualifiers.get(identity)
        name = identity if entry is None else entry.name
        yield Text(f"trường hợp “{name}”", f"the case “{name}”")


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
