"""Whose paper it is: who issues it, its number and day, who signs it, who gets it; open where nobody says."""

from datetime import date
from typing import Any

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import PaperKind
from qcdc_cli.render.documents.formalities import Formalities

AUTHORITY = "Ban Chỉ đạo huyện"
TREE: dict[str, Any] = {
    "campaign": "Thi đua",
    "authority": AUTHORITY,
    "superior": "Huyện ủy Châu Thành",
    "symbol": "BCĐ",
    "place": "Châu Thành",
    "period": "h1",
    "periods": {"h1": {"name": "Kỳ 1"}},
    "stages": [{"id": "self", "name": "Tự chấm"}],
    "blocs": {
        "dan-van": {"name": "Khối Dân vận", "rubric": "x.yaml", "symbol": "KDV", "units": ["a"]},
        "xa": {"name": "Khối xã", "rubric": "x.yaml", "units": ["b"]},
    },
    "units": {"a": "A", "b": "B"},
}


def campaign_with(*papers: dict[str, Any], **keys: Any) -> Campaign:
    return Campaign.model_validate({**TREE, "documents": {"h1": list(papers)}, **keys})


@pytest.mark.parametrize(
    ("kind", "bloc", "superior", "issuer", "number"),
    [
        ("report", "dan-van", AUTHORITY, "Khối Dân vận", "Số: …/BC-KDV"),
        ("minutes", "dan-van", AUTHORITY, "Khối Dân vận", "Số: …/BB-KDV"),
        ("submission", "dan-van", AUTHORITY, "Khối Dân vận", "Số: …/TTr-KDV"),
        ("index", "dan-van", AUTHORITY, "Khối Dân vận", ""),
        ("report", "xa", AUTHORITY, "Khối xã", "Số: …/BC-…"),
        ("report", None, "Huyện ủy Châu Thành", AUTHORITY, "Số: …/BC-BCĐ"),
        ("notice", "dan-van", "Huyện ủy Châu Thành", AUTHORITY, "Số: …/TB-BCĐ"),
        ("letters", "xa", "Huyện ủy Châu Thành", AUTHORITY, "Số: …/TB-BCĐ"),
    ],
)
def test_who_issues_a_paper_of_which_nothing_is_said(
    kind: PaperKind, bloc: str | None, superior: str, issuer: str, number: str
) -> None:
    head = Formalities(campaign_with(), "h1", kind, bloc).head()
    assert (head.party, head.superior, head.issuer, head.number) == (False, superior, issuer, number)
    assert head.dateline == "Châu Thành, ngày … tháng … năm …"


@pytest.mark.parametrize(
    ("given", "state", "party"),
    [
        ("5", "Số: 05/BC-KDV", "Số 05-BC/KDV"),
        ("05", "Số: 05/BC-KDV", "Số 05-BC/KDV"),
        ("125", "Số: 125/BC-KDV", "Số 125-BC/KDV"),
        ("5/BC-XYZ", "Số: 5/BC-XYZ", "Số 5/BC-XYZ"),  # what the office gives whole stands as it gives it
        ("Số 05-BC/HU", "Số 05-BC/HU", "Số 05-BC/HU"),
        (None, "Số: …/BC-KDV", "Số …-BC/KDV"),
    ],
)
def test_the_line_of_the_number(given: str | None, state: str, party: str) -> None:
    paper = {"document": "report", "bloc": "dan-van", **({"number": given} if given else {})}
    for heading, line in (("state", state), ("party", party)):
        assert Formalities(campaign_with(paper, heading=heading), "h1", "report", "dan-van").head().number == line


@pytest.mark.parametrize(
    ("on", "line"),
    [
        ("2020-03-05", "Châu Thành, ngày 05 tháng 3 năm 2020"),
        ("2020-02-10", "Châu Thành, ngày 10 tháng 02 năm 2020"),
        ("2020-12-31", "Châu Thành, ngày 31 tháng 12 năm 2020"),
    ],
)
def test_days_under_10_and_the_first_two_months_take_a_0(on: str, line: str) -> None:
    paper = {"document": "report", "date": on}
    assert Formalities(campaign_with(paper), "h1", "report", "dan-van").head().dateline == line
    assert date.fromisoformat(on)


def test_a_campaign_says_who_issues_a_paper_and_to_whom() -> None:
    paper = {
        "document": "report",
        "bloc": "dan-van",
        "by": "authority",
        "addressees": ["Thường trực Huyện ủy"],
        "recipients": ["Thường trực Huyện ủy", "Lưu: VT."],
        "signatures": [{"role": "TRƯỞNG BAN", "name": "Nguyễn Văn A"}],
    }
    formal = Formalities(campaign_with(paper), "h1", "report", "dan-van")
    assert formal.head().issuer == AUTHORITY
    assert formal.addressees() == ("Thường trực Huyện ủy",)
    assert formal.recipients() == ("Thường trực Huyện ủy;", "Lưu: VT.")
    assert [(one.role, one.name) for one in formal.signatures()] == [("TRƯỞNG BAN", "Nguyễn Văn A")]
    other = Formalities(formal.campaign, "h1", "report", "xa")
    assert other.head().issuer == "Khối xã"  # of another bloc it says nothing


def test_who_gets_a_paper_and_who_signs_it_where_nobody_says() -> None:
    campaign = campaign_with()
    assert Formalities(campaign, "h1", "report", "dan-van").recipients() == (
        f"{AUTHORITY};",
        "Các đơn vị thuộc Khối Dân vận;",
        "Lưu: KDV.",
    )
    assert Formalities(campaign, "h1", "submission", "dan-van").recipients()[0] == "Như trên;"
    assert Formalities(campaign, "h1", "submission", "dan-van").addressees() == (AUTHORITY,)
    assert Formalities(campaign, "h1", "notice", None).recipients()[-1] == "Lưu: VT, …"
    (bloc,), (authority,) = (Formalities(campaign, "h1", kind, "dan-van").signatures() for kind in ("report", "notice"))
    assert (bloc.role, bloc.seal) == ("TRƯỞNG KHỐI", False)
    assert (authority.role, authority.seal) == (AUTHORITY.upper(), True)


def test_the_campaigns_signatures_are_the_blocs_or_of_a_body_that_they_name() -> None:
    signed = campaign_with(signatures=[{"role": "TRƯỞNG KHỐI", "name": "Trần Thị B"}])
    assert [one.name for one in Formalities(signed, "h1", "report", "dan-van").signatures()] == ["Trần Thị B"]
    assert [one.role for one in Formalities(signed, "h1", "notice", "dan-van").signatures()] == [AUTHORITY.upper()]
    by_authority = campaign_with(signatures=[{"role": "TM. BAN CHỈ ĐẠO"}])
    assert [one.role for one in Formalities(by_authority, "h1", "notice", None).signatures()] == ["TM. BAN CHỈ ĐẠO"]


def test_a_campaign_without_an_authority_or_a_place_leaves_them_open() -> None:
    bare = campaign_with(authority=None, superior=None, place=None)
    head = Formalities(bare, "h1", "notice", None).head()
    assert (head.superior, head.issuer) == ("", "…………")
    assert head.dateline == "…………, ngày … tháng … năm …"
    assert Formalities(bare, "h1", "notice", "dan-van").head().issuer == "Khối Dân vận"  # the only body that has a name
