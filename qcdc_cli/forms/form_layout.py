"""The rows and columns of a form: what each is about, and the key by which it is known when the form comes back.

Keys are texts in a hidden column: `c:I.1` a criterion, `c:I.5/a` one of its items, `g:I` a group, `n:limits/2` a
remark, `d:ky-luat` a disqualifier, `a:by` who agrees with what was claimed before. An id has no `/`, so that no two
keys can be the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Ask
from qcdc_cli.language import Text, terms
from qcdc_cli.language.names import LEGAL_LETTERS, fold

MOST_ASSESSORS = 99  # that a form of a sheet with more of them can have rows for
NOTE_ROWS = 4  # for each section of the remarks
NOTE, DISQUALIFIER, AGREEMENT = "n:", "d:", "a:"  # what the keys of rows below the table begin with
AGREED_BY, AGREED_ON = f"{AGREEMENT}by", f"{AGREEMENT}date"
AGREEMENT_ROWS: dict[str, Text] = {
    AGREED_BY: Text("Người thống nhất (họ tên, chức vụ)", "Agreed by (name and office)"),
    AGREED_ON: Text("Ngày thống nhất (ví dụ 05/7/2026)", "Date (such as 5/7/2026, day first)"),
}
APPEAL = "p:"  # what the keys of the rows of a form for appeals begin with
MOST_OF_A_LIST = 120  # characters of a criterion that is chosen from a list
APPEAL_LINES = 10  # of a form for appeals
APPEALED_BY, APPEALED_ON = f"{APPEAL}by", f"{APPEAL}date"
APPEAL_ROWS: dict[str, Text] = {
    APPEALED_BY: Text("Người giải trình (họ tên, chức vụ)", "Appeal by (name and office)"),
    APPEALED_ON: Text("Ngày giải trình (ví dụ 12/7/2026)", "Date (such as 12/7/2026, day first)"),
}
APPEAL_COLUMNS: dict[str, Text] = {
    "criterion": terms.CRITERION,
    "text": Text("Nội dung giải trình", "What is brought forward"),
    "wants": Text("Điểm, mức đề nghị", "Mark wanted"),
    "evidence": terms.EVIDENCE,
}
_LONGEST_SIGN = 2  # an id of this length is itself the sign by which its item is known
KEYS = 1  # the hidden column of the rows' keys, and the hidden row of the columns'
NOT_READ = "-"  # the key of the form's rows that nothing is read from: headings, totals, signatures
ID, NAME, POINTS = "id", "name", "points"
ONLY_IN_PARTS = (Ask.PLACES, Ask.COUNTS)  # what is typed into rows of its own alone, not beside the criterion
# The columns that are filled in, by their keys, as they are called on the form.
INPUT_COLUMNS: dict[str, Text] = {
    "mark": Text("Mức, số liệu hoặc điểm", "Level, figure or points"),
    "target": Text("Chỉ tiêu", "Target"),
    "state": Text("Không chấm", "Not marked"),
    "reason": terms.REASON,
    "evidence": terms.EVIDENCE,
}
NOT_UNDERSTOOD = "?"  # in the column of points, beside what the form's formulas take for no mark
NOTE_COLUMN = "name"  # where remarks are written, from this column on across the row
BY_BLOC = Text("tính ở khối", "by bloc")  # in place of points that hang on the bloc's other units
REASON_COLUMN = "mark"  # the same for what speaks against a unit, beside the words of the rubric, and for agreeing


class FormRow(NamedTuple):
    """A row of the form's table.

    Attributes:
        key: how it is known when the form comes back.
        node: the group or criterion that it is of.
        level: how deep that stands in the tree, from 0.
        part: the option's id of a row to tick or to count, or the assessor's number; "" for the criterion's own row.
        later: the id of the stage after the form's that first marks the criterion, whose row has no cell to fill in
            then; "" for one that the form asks for.
        first: the form's stage is the first one that marks the criterion: its evidence is filled in here.
    """

    key: str
    node: Group | CriterionBase
    level: int
    part: str = ""
    later: str = ""
    first: bool = False

    @property
    def is_group(self) -> bool:
        """True for a group's row."""
        return isinstance(self.node, Group)


def form_rows(
    rubric: Rubric, period: frozenset[str], stages: Sequence[str], stage: str, places: int = 0
) -> tuple[FormRow, ...]:
    """Return the rows of the table: all groups and criteria that the period holds, in the rubric's order.

    Args:
        rubric: the rubric.
        period: what the rubric may call the period.
        stages: the stages' ids in order.
        stage: the form's stage.
        places: for how many assessors there are rows, where that is more than usual.
    """
    now = stages.index(stage)
    starts = {leaf.criterion.id: leaf.start(stages) for leaf in rubric.leaves if leaf.held_in(period)}
    own = frozenset(identity for identity, start in starts.items() if start == now)
    later = {identity: stages[start] for identity, start in starts.items() if start > now}
    asked = _Asked(frozenset(starts), own, later, places)
    return tuple(row for part in rubric.parts for row in _rows(part, 0, asked))


class _Asked(NamedTuple):
    """Which criteria the period holds, which of them a form's stage is the first to mark, and which a later one is."""

    held: frozenset[str]
    own: frozenset[str]
    later: Mapping[str, str]
    places: int


def _rows(node: Group | CriterionBase, level: int, asked: _Asked) -> Iterator[FormRow]:
    if isinstance(node, Group):
        inside = [row for part in node.criteria for row in _rows(part, level + 1, asked)]
        if inside:
            yield FormRow(group_key(node), node, level)
            yield from inside
    elif node.id in asked.later:
        yield FormRow(criterion_key(node.id), node, level, later=asked.later[node.id])
    elif node.id in asked.held:
        yield FormRow(criterion_key(node.id), node, level, first=node.id in asked.own)
        for part in parts_of(node, asked.places):
            yield FormRow(criterion_key(node.id, part), node, level + 1, part)


def parts_of(criterion: CriterionBase, places: int = 0) -> tuple[str, ...]:
    """Return what a criterion has rows of its own for: items to tick, things to count, or assessors."""
    if criterion.kind.asks in (Ask.TICKS, Ask.COUNTS):
        return tuple(criterion.kind.options())
    if criterion.kind.asks is Ask.PLACES:
        return tuple(str(number) for number in range(1, max(places, criterion.kind.assessor_rows) + 1))
    return ()


def assessor_label(criterion: CriterionBase, number: int) -> str:
    """Return what a row is called that an assessor's number is typed into: `Cơ quan chấm 1`, `Người chấm 1`."""
    return f"{criterion.kind.assessor} {number}"


def assessor_name(criterion: CriterionBase, number: int, found: str) -> str:
    """Return the name that was typed over such a label, in whatever language the form is; "" where it still stands."""
    return "" if fold(found) in {fold(f"{label} {number}") for label in criterion.kind.assessor} else found


def group_key(group: Group) -> str:
    """Return the key of the row of a group, or of bonus and penalties, whose ids no group has beside them."""
    return f"g:{group.id}"


def criterion_key(identity: str, part: str = "") -> str:
    """Return the key of a criterion's row, or of one of its parts'."""
    return f"c:{identity}/{part}" if part else f"c:{identity}"


def note_key(section: str, number: int) -> str:
    """Return the key of a remark's row; numbers count from 1."""
    return f"{NOTE}{section}/{number}"


def disqualifier_key(identity: str) -> str:
    """Return the key of a disqualifier's row."""
    return f"{DISQUALIFIER}{identity}"


def appeal_key(number: int) -> str:
    """Return the key of a line of a form for appeals; numbers count from 1."""
    return f"{APPEAL}{number}"


def disputed_name(identity: str) -> str:
    """Return what a form's key calls the stage whose mark of a criterion can be appealed against."""
    return f"disputed {identity}"


def shown_on_form(number: int) -> str:
    """Return what a form's key calls the digest of one of the texts that stand on a form for appeals."""
    return f"text {number}"


def label_of(row: FormRow) -> str:
    """Return what stands in the column of ids: the label or id, an item's sign; bonus and penalties have none."""
    if is_extra(row.node):
        return ""
    return part_sign(row.node, row.part) if row.part and isinstance(row.node, CriterionBase) else row.node.shown


def part_sign(criterion: CriterionBase, part: str) -> str:
    """Return the sign of an item below its criterion: `a)`; its id where all are as short, an assessor's number."""
    parts = parts_of(criterion)
    if criterion.kind.asks is Ask.PLACES or part not in parts or max(map(len, parts)) <= _LONGEST_SIGN:
        return f"{part})"
    number = parts.index(part)
    return f"{LEGAL_LETTERS[number]})" if len(parts) <= len(LEGAL_LETTERS) else f"{number + 1})"


def row_cited(key: str, rubric: Rubric) -> str:
    """Return what a message calls a row: `I.5 a)`, with the label that the form shows beside an id."""
    identity, _, part = row_label(key).partition("/")
    node = None if key.startswith((NOTE, DISQUALIFIER)) else rubric.find(identity)
    if node is None:
        return row_label(key)
    return f"{node.cited} {part_sign(node, part)}" if part and isinstance(node, CriterionBase) else node.cited


def row_label(key: str) -> str:
    """Return what a row's key says to people: `I.5/a`."""
    return key.partition(":")[2] or key
