"""What an import would change, as a table: what each sheet says now, and what the file says."""

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import shown
from qcdc_cli.forms.importing.planning import Import, Written
from qcdc_cli.language import say
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table
from qcdc_cli.render.words.text import visible


def change_table(plan: Import, campaign: Campaign) -> Table:
    """Return the table of an import's changes, sheet by sheet.

    Args:
        plan: what the import comes to, free of errors.
        campaign: the campaign.
    """
    rows: list[Row] = []
    for sheet in plan.written:
        state = say("phiếu mới", "new sheet") if sheet.new else shown(sheet.file)
        rows.append(Row((visible(campaign.unit_name(sheet.unit)), state, "", ""), strong=True))
        rows += _rows(sheet)
    number = sum(len(sheet.differences) for sheet in plan.written)
    notes = [say(f"{source}: không có gì mới", f"{source}: nothing new") for source in plan.unchanged]
    return Table(
        subject=say("Nhập", "Import"),
        title=say("Sẽ thay đổi", "What would change"),
        subtitle=(say(f"{number} thay đổi; chưa ghi gì", f"{number} changes; nothing is written yet"),),
        warnings=(),
        columns=(
            Column(say("Đơn vị, tiêu chí", "Unit, criterion")),
            Column(say("Phiếu đang ghi", "The sheet says"), wraps=True),
            Column("", align="center"),
            Column(say("Tệp nhập ghi", "The file says"), wraps=True),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def _rows(sheet: Written) -> list[Row]:
    return [
        Row((visible(one.about), visible(one.there) or NOTHING, "→", visible(one.found) or NOTHING), level=1)
        for one in sheet.differences
    ]
