"""Official papers that a campaign issues: what the records office and the signers give them, as qcdc.yaml has it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final, Literal

from qcdc_cli.language import Text
from qcdc_cli.values import Date, Flag, Id, Model, Name, described, one_of

if TYPE_CHECKING:
    from qcdc_cli.campaign.campaign import Campaign

LETTERS: Final = "letters"
# The papers, by the words that people and files use for them.
PAPERS = {
    "report": Text("báo cáo sơ kết, tổng kết", "the report"),
    "minutes": Text("biên bản họp xét", "the minutes of the meeting"),
    "submission": Text("tờ trình", "the submission"),
    "notice": Text("thông báo kết quả", "the notice of results"),
    "index": Text("mục lục hồ sơ minh chứng", "the index of evidence files"),
    "ranking": Text("phụ lục xếp hạng", "the ranking, as an appendix"),
    LETTERS: Text("thông báo kết quả của từng đơn vị", "each unit's letter"),
}
BLOC, AUTHORITY = "bloc", "authority"  # who issues a paper

PaperKind = Annotated[
    Literal["report", "minutes", "submission", "notice", "index", "ranking", "letters"], one_of(*PAPERS)
]
Issuer = Annotated[Literal["bloc", "authority"], one_of(BLOC, AUTHORITY)]


class Signature(Model):
    """A place for a signature at the foot of a table or a paper."""

    role: Name = described("Chức danh", "The office that signs")
    name: Name | None = described("Họ tên", "The name", None)
    seal: Flag = described(
        "Ký, đóng dấu: chữ ký của thủ trưởng cơ quan, đơn vị có con dấu",
        "Signed and sealed: the head of a body that has a seal",
        default=False,
    )


class Paper(Model):
    """What an official paper of a period is given; what is not said stands open in it."""

    document: PaperKind = described(
        "Văn bản: report (báo cáo), minutes (biên bản), submission (tờ trình), notice (thông báo), "
        "index (mục lục hồ sơ), ranking (phụ lục xếp hạng), letters (thông báo từng đơn vị)",
        "Which paper: report, minutes, submission, notice, index, ranking or letters",
    )
    bloc: Id | None = described("Của khối nào; không ghi là của cả đợt thi đua", "The bloc; unsaid, the campaign", None)
    by: Issuer | None = described(
        "Ai ban hành: bloc (khối) hay authority (cơ quan chủ trì)", "Who issues it: the bloc, or the authority", None
    )
    number: Name | None = described("Số, ký hiệu, ví dụ 05/BC-BCĐ", "Its number, such as 05/BC-BCĐ", None)
    date: Date | None = described("Ngày ban hành", "Its day", None)
    addressees: tuple[Name, ...] = described("Kính gửi", "Whom it is addressed to", ())
    recipients: tuple[Name, ...] = described(
        "Nơi nhận, dòng cuối là nơi lưu, ví dụ `Lưu: VT`", "Who gets it; the last line says where it is kept", ()
    )
    signatures: tuple[Signature, ...] = described(
        "Phần ký; không ghi thì theo phần ký chung (signatures)", "Who signs; unsaid, the campaign's signatures", ()
    )


def paper_of(campaign: "Campaign", period: str, kind: PaperKind, bloc: str | None) -> Paper:
    """Return what a campaign says of a paper: of the bloc's own, else of the whole campaign's; all open where nothing.

    Args:
        campaign: the campaign.
        period: the period's id.
        kind: which paper.
        bloc: the bloc's id; None for a paper of the whole campaign.
    """
    found = {paper.bloc: paper for paper in campaign.documents.get(period, ()) if paper.document == kind}
    return found.get(bloc) or found.get(None) or Paper.model_construct(document=kind)


def papers(campaign: "Campaign") -> Iterator[tuple[tuple[str, str, int], Paper]]:
    """Yield the papers that a campaign names, each with its path in the file."""
    for period, own in campaign.documents.items():
        for number, paper in enumerate(own):
            yield ("documents", period, number), paper
