"""Where things stand on a form: the hidden row and column of keys, the columns to fill in, the labels of rows."""

from qcdc_cli.campaign.rubric import is_extra
from qcdc_cli.forms.form_rows import FormRow
from qcdc_cli.language import Text

KEYS = 1  # the hidden column of the rows' keys, and the hidden row of the columns'
OWN = "-"  # the key of the form's rows that nothing is read from: headings, totals, signatures
ID, NAME = "id", "name"
# The columns that are filled in, by their keys, as they are called on the form.
FILLED: dict[str, Text] = {
    "mark": Text("Chấm", "Mark"),
    "target": Text("Chỉ tiêu", "Target"),
    "state": Text("Không chấm", "Not marked"),
    "reason": Text("Lý do", "Reason"),
    "evidence": Text("Minh chứng", "Evidence"),
}
NOTE_COLUMN = "name"  # where remarks are written, from this column on across the row
REASON_COLUMN = "mark"  # the same for what speaks against a unit, beside the words of the rubric


def label_of(row: FormRow) -> str:
    """Return what stands in the column of ids: the id, and behind it the item's; bonus and penalties have none."""
    if is_extra(row.node):
        return ""
    return f"{row.node.id}/{row.part}" if row.part else row.node.id


def shown_key(key: str) -> str:
    """Return what a row's key says to people: `I.5/a`."""
    return key.partition(":")[2] or key
