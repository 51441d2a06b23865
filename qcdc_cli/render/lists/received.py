"""What became of the files that units sent for their evidence files, as a list."""

from collections import Counter
from collections.abc import Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import Text, say, terms
from qcdc_cli.process.receiving import Fate, TakenFile
from qcdc_cli.render.lists import List, ListColumn

_FATES = {
    Fate.NEW: Text("mới", "new"),
    Fate.SAME: Text("đã có, giống hệt", "there already, the same"),
    Fate.LEFT_OUT: Text("bỏ qua (tệp hệ thống)", "left out (a system's file)"),
    Fate.FORM: Text("biểu mẫu, dùng qcdc import", "a form: qcdc import"),
    Fate.REFUSED: Text("không nhận", "refused"),
}


def received_list(files: Sequence[TakenFile], campaign: Campaign, *, dry_run: bool) -> List:
    """Return what became of each file that came.

    Args:
        files: the files.
        campaign: the campaign.
        dry_run: whether nothing was written.
    """
    numbers = Counter(one.fate for one in files)
    counted = "; ".join(f"{text}: {numbers[fate]}" for fate, text in _FATES.items() if numbers[fate])
    names = [campaign.unit_name(one.unit) if one.unit else None for one in files]
    trial = say("Chạy thử: chưa ghi tệp nào.", "A trial: nothing was written.")
    return List(
        key="files",
        title=say("Minh chứng nhận từ các đơn vị", "Evidence received from units"),
        subtitle=(trial,) if dry_run else (),
        columns=(
            ListColumn("source", say("Gói, tệp nhận", "Received"), [one.source for one in files]),
            ListColumn("name", say("Tên ở đó", "Its name there"), [one.name or None for one in files]),
            ListColumn("unit", "", [one.unit or None for one in files]),
            ListColumn("unit_name", say(*terms.UNIT), names),
            ListColumn("period", "", [one.period or None for one in files]),
            ListColumn("path", say("Lưu trong hồ sơ", "In the evidence file"), [one.path or None for one in files]),
            ListColumn("bytes", say("Số byte", "Bytes"), [one.size for one in files]),
            ListColumn("sha256", "", [one.digest or None for one in files]),
            ListColumn("result", "", [one.fate.value for one in files]),
            ListColumn("result_name", say(*terms.RESULT), [str(_FATES[one.fate]) for one in files]),
        ),
        notes=(f"{counted[0].upper()}{counted[1:]}.",) if counted else (),
        empty=say("Không có tệp nào.", "There is no file."),
        keys=2,
    )
