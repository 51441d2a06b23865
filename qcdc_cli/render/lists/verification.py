"""What verifying seals found, as three lists: the seals, what is not as it was sealed, and the figures that differ."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import Text, say, terms
from qcdc_cli.problems import Severity, shortened
from qcdc_cli.process.sealing.results_text import ResultDifference
from qcdc_cli.process.sealing.seal import REMOVAL, Chain, Seal
from qcdc_cli.process.sealing.verification import DifferentResults, Finding, Verification, VerifiedSeal
from qcdc_cli.render.lists import List, ListColumn, Value
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.result_changes import both_values, field_name, line_name
from qcdc_cli.render.words.sealed import code_title, seal_day, seal_name

_SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}
_NUMBER, _PERIOD = Text("Số", "No"), Text("Kỳ", "Period")
_SEALED, _NOW = Text("Lúc niêm phong", "As sealed"), Text("Hiện nay", "Now")


class _Told(NamedTuple):
    seal: VerifiedSeal | None
    finding: Finding


class _Figure(NamedTuple):
    seal: VerifiedSeal
    of: DifferentResults
    one: ResultDifference


def verification_lists(found: Verification, campaign: Campaign, program: str) -> tuple[List, ...]:
    """Return the seals, what is not as it was sealed, and the figures that differ where any do.

    Args:
        found: what was found.
        campaign: the campaign.
        program: the version of this program.
    """
    figures = [_Figure(seal, of, one) for seal in found.seals for of in seal.results for one in of.differences or ()]
    results = (_results(figures, campaign),) if figures else ()
    return _seals(found, campaign, program), _findings(found, campaign), *results


def _seals(found: Verification, campaign: Campaign, program: str) -> List:
    def column(key: str, title: str, value: Callable[[VerifiedSeal], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in found.seals], wraps)

    signed = any(one.witnesses for one in found.seals)
    return List(
        key="seals",
        title=say("Kiểm tra niêm phong", "Verification of seals"),
        subtitle=(campaign.campaign,),
        columns=(
            column("seal", say(*_NUMBER), lambda one: str(one.seal.seal)),
            column("sort", "", lambda one: one.seal.sort),
            column("period", "", lambda one: one.seal.period),
            column("period_name", say(*_PERIOD), lambda one: period_name(campaign, one.seal.period), wraps=True),
            column("blocs", "", lambda one: one.blocs),
            column("bloc_names", say(*terms.BLOC), lambda one: _blocs(one.blocs, campaign), wraps=True),
            column("time", "", lambda one: one.seal.time),
            column("day", say("Ngày", "Day"), lambda one: seal_day(one.seal)),
            column("code", code_title(), lambda one: one.seal.code),
            column("digest", "", lambda one: one.seal.digest),
            column("program", "", lambda one: one.seal.program.version),
            column("provisional", "", lambda one: one.seal.provisional),
            column("errata", "", lambda one: tuple(str(each.seal) for each in one.errata)),
            column("inputs", "", lambda one: len(one.seal.inputs)),
            column("evidence", "", lambda one: sum(each.files for each in one.seal.evidence.values())),
            column("code_typed", "", lambda one: one.code_typed),
            column("signatures", say("Chữ ký", "Signatures") if signed else "", _signatures, wraps=True),
            column("agrees", "", lambda one: one.agrees),
            column("conclusion", say("Kết luận", "Conclusion"), _conclusion, wraps=True),
        ),
        notes=tuple(_notes(found, program)),
        empty=say("Không đọc được niêm phong nào.", "No seal could be read."),
    )


def _blocs(blocs: Sequence[str], campaign: Campaign) -> str:
    return "; ".join(campaign.blocs[bloc].name if bloc in campaign.blocs else bloc for bloc in blocs)


def seal_list(seal: Seal, chain: Chain, campaign: Campaign) -> List:
    """Return a single seal as a list: its number, day, of what it is, and whether it is in force.

    Args:
        seal: the seal.
        chain: all seals of the campaign.
        campaign: the campaign.
    """
    in_force = [chain.in_force(seal.period, bloc) for bloc in seal.blocs] if seal.sort != REMOVAL else []
    later = sorted({one.seal.seal for one in in_force if one is not None} - {seal.seal})
    named = seal_name(seal)
    if not later:
        standing = (
            say("Không phải kết quả", "No results") if seal.sort == REMOVAL else say("Đang có hiệu lực", "In force")
        )
    else:
        numbers = ", ".join(map(str, later))
        standing = say(f"Đã được thay bằng số {numbers}", f"Replaced by {numbers}")
    return List(
        key="seals",
        title=say("Niêm phong có mã này", "The seal that has this code"),
        subtitle=(campaign.campaign,),
        columns=(
            ListColumn("seal", "", [str(seal.seal)]),
            ListColumn("sort", "", [seal.sort]),
            ListColumn("name", say("Niêm phong", "Seal"), [f"{named[:1].upper()}{named[1:]}"], wraps=True),
            ListColumn("period", "", [seal.period]),
            ListColumn("period_name", say(*_PERIOD), [period_name(campaign, seal.period)], wraps=True),
            ListColumn("blocs", "", [seal.blocs]),
            ListColumn("bloc_names", say(*terms.BLOC), [_blocs(seal.blocs, campaign)], wraps=True),
            ListColumn("time", "", [seal.time]),
            ListColumn("code", code_title(), [seal.code]),
            ListColumn("replaced_by", "", [tuple(map(str, later))]),
            ListColumn("standing", say(*terms.STATUS), [standing], wraps=True),
        ),
    )


def _signatures(one: VerifiedSeal) -> tuple[str, ...]:
    return tuple(each.who for each in one.witnesses if each.problem is None)


def _conclusion(one: VerifiedSeal) -> str:
    if not one.is_sound:
        return say("Niêm phong không còn nguyên vẹn", "The seal itself is not intact")
    if not one.agrees:
        return say("Có khác", "Differs")
    if one.differs_lawfully:
        return say("Đã thay đổi sau khi niêm phong tạm tính", "Has changed since this provisional seal")
    return say("Đúng như niêm phong", "As it was sealed")


def _notes(found: Verification, program: str) -> Iterator[str]:
    for one in found.seals:
        inputs, files = len(one.seal.inputs), sum(each.files for each in one.seal.evidence.values())
        text = say(
            f"Niêm phong số {one.seal.seal}: {inputs} tệp dữ liệu, {files} tệp minh chứng, lập bằng qcdc "
            f"{one.seal.program.version}; kiểm tra bằng qcdc {program}.",
            f"Seal {one.seal.seal}: {inputs} input files, {files} evidence files, made by qcdc "
            f"{one.seal.program.version}; verified by qcdc {program}.",
        )
        yield " ".join((text, *_errata(one), *_provisional(one)))
    if found.seals and all(one.code_typed for one in found.seals):
        yield say(
            "Mã niêm phong đã được nhập lại từ giấy và khớp.",
            "The codes were typed from paper, and agree.",
        )
    elif found.seals:
        yield say(
            "Kết luận chỉ có giá trị khi mã ở đây đúng với mã trong biên bản đã ký: so từng chữ, hoặc chạy "
            "`qcdc verify --code` để nhập mã từ giấy. Người giữ thư mục này có thể niêm phong lại từ đầu, nhưng mã sẽ "
            "khác.",
            "This holds only if the codes are those in the signed minutes: compare each letter, or type them from "
            "paper with `qcdc verify --code`. Whoever keeps this folder can seal anew, but the codes would be others.",
        )


def _errata(one: VerifiedSeal) -> Iterator[str]:
    if one.errata:
        numbers = ", ".join(str(each.seal) for each in one.errata)
        yield say(f"Đính chính: số {numbers}.", f"Errata: {numbers}.")


def _provisional(one: VerifiedSeal) -> Iterator[str]:
    if one.seal.provisional:
        yield say(
            "Niêm phong tạm tính, không khóa kỳ: thay đổi sau đó không bị coi là sửa.",
            "It is provisional and closes nothing: what changed since is no tampering.",
        )


def _findings(found: Verification, campaign: Campaign) -> List:
    order = list(Severity)
    told = sorted(
        (_Told(seal, one) for seal, one in found.all_findings()), key=lambda one: order.index(one.finding.severity)
    )

    def column(key: str, title: str, value: Callable[[_Told], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in told], wraps)

    def place(one: _Told) -> Any:
        return one.finding.problem.place

    return List(
        key="findings",
        title=say("Những chỗ khác với lúc niêm phong", "What is not as it was sealed"),
        subtitle=(campaign.campaign,),
        columns=(
            column("seal", say(*_NUMBER), lambda one: None if one.seal is None else str(one.seal.seal.seal)),
            column("severity", "", lambda one: one.finding.severity.value),
            column("severity_name", say("Mức", "Level"), lambda one: str(_SEVERITIES[one.finding.severity])),
            column("code", say("Mã lỗi", "Code"), lambda one: one.finding.problem.code),
            column("file", "", lambda one: one.finding.file or (place(one) and place(one).path) or None),
            column("line", "", lambda one: (place(one) and place(one).line) or None),
            column("place", say("Tệp, dòng", "File, line"), lambda one: _place(one.finding), wraps=True),
            column("entry", "", lambda one: one.finding.entry or None),
            column("before", "", lambda one: one.finding.before),
            column("after", "", lambda one: one.finding.after),
            column("text", say(*terms.CONTENT), lambda one: one.finding.problem.sentence(), wraps=True),
        ),
        notes=tuple(_remedies(told)),
        empty=say("Không có gì khác với lúc niêm phong.", "Everything is as it was sealed."),
        keys=3,
    )


def _place(finding: Finding) -> str | None:
    place = finding.problem.place
    if place is None:
        return None
    return f"{place.path}:{place.line}" if place.line else place.path


def _remedies(told: Sequence[_Told]) -> Iterator[str]:
    """Yield what to do about the codes that are told, the same advice once."""
    codes: dict[str, dict[str, None]] = {}
    for one in told:
        if one.finding.severity is not Severity.NOTE:
            problem = one.finding.problem
            codes.setdefault(problem.remedy(), {})[problem.code] = None
    for remedy, own in sorted(codes.items(), key=lambda item: min(item[1])):
        yield f"{', '.join(sorted(own))}: {remedy}"


def _results(figures: Sequence[_Figure], campaign: Campaign) -> List:
    def column(key: str, title: str, value: Callable[[_Figure], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in figures], wraps)

    return List(
        key="results",
        title=say("Kết quả khác với lúc niêm phong", "Results that differ from the sealed ones"),
        subtitle=(campaign.campaign,),
        columns=(
            column("seal", say(*_NUMBER), lambda one: str(one.seal.seal.seal)),
            column("bloc", "", lambda one: one.of.ranking.bloc_id),
            column("unit", "", lambda one: one.one.unit or None),
            column("criterion", "", lambda one: one.one.node or None),
            column(
                "name",
                say("Đơn vị, tiêu chí", "Unit, criterion"),
                lambda one: line_name(one.one, one.of.ranking),
                wraps=True,
            ),
            column("field", "", lambda one: one.one.field or None),
            column("field_name", say(*terms.CONTENT), _field, wraps=True),
            column("before", "", lambda one: one.one.before),
            column("after", "", lambda one: one.one.after),
            column("sealed_text", say(*_SEALED), lambda one: _values(one)[0], wraps=True),
            column("now_text", say(*_NOW), lambda one: _values(one)[1], wraps=True),
        ),
        keys=2,
    )


def _field(one: _Figure) -> str:
    return field_name(one.one.field, one.of.ranking) if one.one.field else say("cả dòng", "the whole line")


def _values(one: _Figure) -> tuple[str | None, ...]:
    if not one.one.field:
        return tuple(None if value is None else say("có", "there") for value in (one.one.before, one.one.after))
    return tuple(map(shortened, both_values(one.one, one.of.ranking)))
