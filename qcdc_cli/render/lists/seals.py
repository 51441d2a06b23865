"""A seal as lists: what each unit is told of its result with the code, what an erratum changed, what was removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.process.sealing.results_text import ResultDifference
from qcdc_cli.process.sealing.seal import ERRATUM, Seal
from qcdc_cli.render.lists import List, ListColumn, Value
from qcdc_cli.render.words.names import listed, period_name, stage_line, unit_name
from qcdc_cli.render.words.result_changes import both_values, field_changes, field_name
from qcdc_cli.render.words.sealed import code_title, seal_day
from qcdc_cli.scoring.result import Ranking, Standing

_HOW = {
    "added": Text("thêm mới", "added"),
    "changed": Text("đã sửa", "changed"),
    "gone": Text("không còn", "gone"),
}


def sealed_title(seal: Seal) -> str:
    """Return what an entry of the chain is called: `Niêm phong số 3`."""
    number = seal.seal
    if seal.sort == ERRATUM:
        corrected = seal.corrects
        return say(f"Đính chính số {number} (sửa số {corrected})", f"Erratum {number} (corrects {corrected})")
    if seal.provisional:
        return say(f"Niêm phong tạm tính số {number}", f"Provisional seal {number}")
    return say(f"Niêm phong số {number}", f"Seal {number}")


def message(ranking: Ranking, standing: Standing, seal: Seal) -> str:
    """Return what a unit is told of its result: one line, as short as a text message.

    Args:
        ranking: the ranking of the unit's bloc.
        standing: the unit's line in it.
        seal: the seal.
    """
    result, total = standing.result, ranking.ranked
    rank = say("không xếp hạng", "not ranked")
    if standing.rank is not None:
        rank = say(f"hạng {standing.rank}/{total}", f"rank {standing.rank} of {total}")
    parts = [rank]
    if standing.classified is not None:
        parts.append(say(f"loại {standing.classified.name}", f"class {standing.classified.name}"))
    if result.counts:
        shown = f"{figure(result.points)}/{figure(result.maximum)}"
        parts.append(say(f"{shown} điểm", f"{shown} points"))
    if seal.provisional:
        parts.append(say("tạm tính", "provisional"))
    about = f"{period_name(ranking.campaign, ranking.period)}, {unit_name(ranking.campaign, result.unit)}"
    before = say(f"Đính chính số {seal.seal}. ", f"Erratum {seal.seal}. ") if seal.sort == ERRATUM else ""
    return f"{before}{about}: {', '.join(parts)}. {code_title()}: {seal.code}"


def seal_lists(rankings: Sequence[Ranking], seal: Seal, others: Sequence[str] = ()) -> tuple[List, ...]:
    """Return what units are told of a seal: a line for each.

    Args:
        rankings: the rankings of the sealed blocs, in the order of the seal.
        seal: the seal.
        others: the blocs that were sealed before and stay as they are.
    """
    campaign, lines = rankings[0].campaign, [(one, standing) for one in rankings for standing in one.standings]
    blocs = say(*terms.BLOC) if len(rankings) > 1 else ""

    def column(key: str, title: str, values: Iterator[Value]) -> ListColumn:
        return ListColumn(key, title, list(values))

    columns = (
        column("bloc", "", (ranking.bloc_id for ranking, _ in lines)),
        column("bloc_name", blocs, (ranking.bloc.name for ranking, _ in lines)),
        column("unit", "", (one.result.unit for _, one in lines)),
        column("name", say(*terms.UNIT), (campaign.unit_name(one.result.unit) for _, one in lines)),
        column("rank", say(*terms.RANK), (one.rank for _, one in lines)),
        column("points", say(*terms.POINTS), (one.result.points if one.result.counts else None for _, one in lines)),
        column("max", say(*terms.MAX), (one.result.maximum for _, one in lines)),
        column(
            "class", say(*terms.CLASS), (None if one.classified is None else one.classified.name for _, one in lines)
        ),
        ListColumn("message", _messages(), [message(*one, seal) for one in lines], wraps=True),
    )
    return (
        List(
            key="units",
            title=sealed_title(seal),
            columns=columns,
            subtitle=tuple(_about(rankings, seal, others)),
            warnings=tuple(_open(seal)),
            notes=tuple(_what_to_do(seal)),
            keys=4,
        ),
    )


def on_screen(one: List) -> List:
    """Return the same list with the messages alone, which say all that its other columns do."""
    number = ListColumn("row", say(*terms.ROW_NUMBER), list(range(1, one.rows + 1)))
    return replace(one, columns=(number, one.columns[-1]), keys=1)


def changed_lists(
    rankings: Sequence[Ranking],
    figures: Mapping[str, Sequence[ResultDifference]],
    files: Mapping[str, str],
    seal: Seal,
) -> tuple[List, ...]:
    """Return what an erratum changed: figures, old and new, and the files that differ.

    Args:
        rankings: the rankings of its blocs, as they are now.
        figures: by the bloc's id, the fields of its results that differ.
        files: how input and evidence files differ, by name.
        seal: the erratum.
    """
    lines = [(ranking, one) for ranking in rankings for one in figures[ranking.bloc_id]]
    names = [unit_name(ranking.campaign, one.unit) if one.unit else ranking.bloc.name for ranking, one in lines]
    nodes = [(ranking.rubric.find(one.node), one.node) for ranking, one in lines]
    values = [both_values(one, ranking) for ranking, one in lines]
    return (
        List(
            key="changed",
            title=say(f"{sealed_title(seal)}: số liệu cũ và mới", f"{sealed_title(seal)}: old and new figures"),
            columns=(
                ListColumn("bloc", "", [ranking.bloc_id for ranking, _ in lines]),
                ListColumn("unit", "", [one.unit or None for _, one in lines]),
                ListColumn("name", say(*terms.UNIT), names, wraps=True),
                ListColumn("id", "", [one.node or None for _, one in lines]),
                ListColumn(
                    "label", say(*terms.CRITERION), [(node.shown if node else own) or None for node, own in nodes]
                ),
                ListColumn("field", "", [one.field or None for _, one in lines]),
                ListColumn("what", say("Số liệu", "Figure"), [_what(one, ranking) for ranking, one in lines]),
                ListColumn("before", "", [one.before for _, one in lines]),
                ListColumn("before_in_words", say("Cũ", "Old"), [old for old, _ in values], wraps=True),
                ListColumn("after", "", [one.after for _, one in lines]),
                ListColumn("after_in_words", say("Mới", "New"), [new for _, new in values], wraps=True),
            ),
            subtitle=(say(f"Lý do: {seal.reason}", f"Reason: {seal.reason}"),),
            empty=say("Không có số liệu nào thay đổi.", "No figure changed."),
            keys=3,
        ),
        List(
            key="files",
            title=say("Tệp đã thay đổi từ lần niêm phong trước", "Files that changed since the seal before"),
            columns=(
                ListColumn("path", say(*terms.EVIDENCE_FILE), list(files), wraps=True),
                ListColumn("how", "", list(files.values())),
                ListColumn("how_name", say("Thay đổi", "Change"), [str(_HOW[how]) for how in files.values()]),
            ),
            empty=say("Không có tệp nào thay đổi.", "No file changed."),
        ),
    )


def removed_evidence_list(campaign: Campaign, seal: Seal, units: Mapping[str, str]) -> List:
    """Return the evidence that was removed lawfully, as it was recorded.

    Args:
        campaign: the campaign.
        seal: the entry that records it.
        units: the unit's id of each of its files, by path.
    """
    paths = list(seal.removed)
    return List(
        key="removed",
        title=say(
            f"Ghi nhận minh chứng đã hủy (niêm phong số {seal.seal})",
            f"Evidence recorded as removed (seal {seal.seal})",
        ),
        columns=(
            ListColumn("unit", "", [units[path] for path in paths]),
            ListColumn("name", say(*terms.UNIT), [unit_name(campaign, units[path]) for path in paths]),
            ListColumn("path", say(*terms.EVIDENCE_FILE), paths, wraps=True),
            ListColumn("sha256", "", list(seal.removed.values())),
        ),
        subtitle=(
            _code_line(seal),
            say(f"Người quyết định: {seal.by}", f"Decided by: {seal.by}"),
            say(f"Lý do: {seal.reason}", f"Reason: {seal.reason}"),
        ),
        notes=(
            say(
                "Ghi mã này vào biên bản hủy tài liệu. `qcdc verify` báo các tệp này là đã hủy, không phải bị mất.",
                "Put this code into the record of the removal; `qcdc verify` tells these files as removed, not lost.",
            ),
        ),
        keys=3,
    )


def _messages() -> str:
    return say("Tin nhắn gửi từng đơn vị", "Message for each unit")


def _code_line(seal: Seal) -> str:
    return f"{code_title()}: {seal.code} ({seal_day(seal)})"


def _about(rankings: Sequence[Ranking], seal: Seal, others: Sequence[str]) -> Iterator[str]:
    campaign, period = rankings[0].campaign, rankings[0].period
    yield f"{campaign.campaign} – {period_name(campaign, period)}"
    yield _code_line(seal)
    for ranking in rankings:
        units = len(ranking.standings)
        counted = say(f"{units} đơn vị", f"{units} unit{'' if units == 1 else 's'}")
        yield f"{ranking.bloc.name}: {counted}. {stage_line(ranking)}"
    inputs, files = len(seal.inputs), sum(int(one.files) for one in seal.evidence.values())
    yield say(
        f"Đã niêm phong {inputs} tệp dữ liệu, {files} tệp minh chứng.",
        f"Sealed: {inputs} input file{'' if inputs == 1 else 's'}, {files} evidence file{'' if files == 1 else 's'}.",
    )
    if others:
        names = listed([campaign.blocs[bloc].name for bloc in others])
        yield say(f"Đã niêm phong từ trước, giữ nguyên: {names}.", f"Sealed before, and left as they are: {names}.")


def _open(seal: Seal) -> Iterator[str]:
    if seal.provisional:
        yield say(
            "Niêm phong tạm tính: không khóa kỳ, kết quả còn có thể thay đổi.",
            "A provisional seal: it closes nothing, and results may still change.",
        )
        yield from seal.open


def _what_to_do(seal: Seal) -> Iterator[str]:
    yield say(
        "Ghi mã niêm phong vào biên bản; người dự họp ký vào biên bản có mã. Gửi cho mỗi đơn vị tin nhắn của đơn vị "
        "đó.",
        "Put the code into the minutes, and have the meeting sign the paper that it stands on. Send each unit its "
        "message.",
    )
    yield say(
        "Người giữ tệp có thể làm lại cả chuỗi niêm phong; chỉ mã đã ở trong tay người khác mới cho thấy điều đó.",
        "Whoever keeps the files could redo all seals; only a code that others hold shows it.",
    )
    if not seal.provisional and seal.sort != ERRATUM:
        yield say(
            "Từ nay kỳ này của khối không nhập, không tạo biểu mẫu được nữa. Sai sót thì sửa phiếu rồi đính chính: "
            f'`qcdc seal --period {seal.period} --erratum "lý do"`.',
            "From now on nothing can be imported for this period of the bloc. To correct it, edit the sheets, then "
            f'`qcdc seal --period {seal.period} --erratum "reason"`.',
        )


def _what(one: ResultDifference, ranking: Ranking) -> str:
    """Say which figure differs; of a line that one of them lacks, that."""
    return field_name(one.field, ranking) if one.field else field_changes((one,), ranking)
