"""Submission, notice, index and ranking: hard campaigns, and what each must never leave out or make up."""

import shutil
from pathlib import Path

import pytest

from qcdc_cli.language import speaking
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.documents import DocumentTable
from tests.campaigns import EXAMPLE
from tests.render.documents.as_text import as_text
from tests.render.documents.made import CAMPAIGN, RUBRIC, papers_of, small
from tests.render.documents.test_minutes import MARKS, only, section


@pytest.mark.parametrize("kind", ["submission", "notice", "ranking"])
def test_with_nothing_marked_nobody_has_points_or_a_rank(tmp_path: Path, kind: str) -> None:
    text = as_text(papers_of(small(tmp_path / "c"), kind))
    assert "TẠM TÍNH: còn 3 đơn vị chưa có phiếu." in text
    assert "| 0" not in text
    if kind != "ranking":
        assert "Chưa có đơn vị nào được xếp hạng." in text or "Thang điểm không quy định xếp loại." in text


def test_a_submission_without_classes_and_awards_says_so_and_asks_for_what_only_people_know(tmp_path: Path) -> None:
    one = only(
        papers_of(
            small(tmp_path / "c", CAMPAIGN.replace("authority: Ban Chỉ đạo xã Một\n", ""), marks=MARKS), "submission"
        )
    )
    text = as_text([one])
    assert section(text, "II. DANH SÁCH") == ["Thang điểm không quy định xếp loại."]
    assert section(text, "III. DANH SÁCH")[0] == "Thang điểm không quy định hình thức khen thưởng."
    assert one.addressees == ()
    assert [what for _, what in one.to_add()] == [
        "nơi nhận tờ trình",
        "văn bản làm căn cứ",
        "danh sách đề nghị khen thưởng, nếu có",
        "số, ngày của văn bản",
        "số, ngày của văn bản",
    ]


AWARDS = RUBRIC.replace(
    "criteria:",
    "awards:\n  - {id: co, name: Cờ thi đua, ranks: 1, ties: none}\n"
    "  - {id: khen, name: Giấy khen, units: 2, ties: none}\ncriteria:",
)


def test_those_proposed_for_awards_stand_award_by_award(tmp_path: Path) -> None:
    text = as_text(papers_of(small(tmp_path / "c", rubric=AWARDS, marks=MARKS), "submission"))
    assert section(text, "III. DANH SÁCH") == [
        "STT | Đơn vị | Hình thức khen thưởng | Hạng | Tổng điểm",
        "1 | Ấp Một | Cờ thi đua | 1 | 9",
        "2 | Ấp Hai | Giấy khen | 2 | 8",
        "3 | Ấp Ba | Giấy khen | 3 | 1",
    ]


PARTY = CAMPAIGN.replace(
    "authority: Ban Chỉ đạo xã Một\n",
    "authority: Ban Dân vận Huyện ủy Mẫu\nsuperior: Huyện ủy Mẫu\nsymbol: HU\nheading: party\nplace: Mẫu\n",
)


def test_a_party_body_heads_its_notice_by_its_own_rules(tmp_path: Path) -> None:
    papers_of_period = "documents:\n  k1:\n    - {document: notice, number: 7, date: 2027-02-05}\n"
    head = only(papers_of(small(tmp_path / "c", PARTY + papers_of_period, marks=MARKS), "notice")).head
    assert head is not None
    assert (head.party, head.superior, head.issuer) == (True, "Huyện ủy Mẫu", "Ban Dân vận Huyện ủy Mẫu")
    assert (head.number, head.dateline) == ("Số 07-TB/HU", "Mẫu, ngày 05 tháng 02 năm 2027")


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        (
            "2027-04-10",
            "Đơn vị không nhất trí với kết quả gửi giải trình về Ban Chỉ đạo xã Một, đến hết ngày 10/4/2027.",
        ),
        ("2027-04-11", "Thời hạn nhận giải trình đã hết ngày 10/4/2027."),
    ],
)
def test_a_notice_says_until_when_appeals_are_taken(tmp_path: Path, issued: str, said: str) -> None:
    campaign = CAMPAIGN.replace("{name: Quý I năm 2027}", "{name: Quý I năm 2027, appeals: 2027-04-10}")
    campaign += f"documents:\n  k1:\n    - {{document: notice, date: {issued}}}\n"
    text = as_text(papers_of(small(tmp_path / "c", campaign, marks=MARKS), "notice"))
    assert said in section(text, "II. GIẢI TRÌNH")


def test_there_is_no_index_of_files_that_nobody_says_where_they_are(tmp_path: Path) -> None:
    with pytest.raises(QcdcError) as refused:
        papers_of(small(tmp_path / "c", marks=MARKS), "index")
    assert [problem.code for problem in refused.value.problems] == ["Q944"]
    assert "evidence: minh-chung/{unit}/{period}" in str(refused.value.problems[0].remedy())


def test_every_unit_has_an_index_with_its_own_head_and_signers(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(EXAMPLE, folder)
    file = folder / "qcdc.yaml"
    index = "    - {document: index, date: 2020-12-24, signatures: [{role: THƯ KÝ}]}\n"
    file.write_text(
        file.read_text(encoding="utf-8").replace("documents:\n  2020:\n", f"documents:\n  2020:\n{index}"), "utf-8"
    )
    found = papers_of(folder, "index", "2020")
    assert [one.unit for one in found][:3] == ["nga-sau", "mai-dam", "dong-thanh"]
    assert len(found) == 8
    assert {one.signatures[0].role for one in found} == {"THƯ KÝ"}
    assert found[0].head is not None
    assert found[0].head.dateline == "Châu Thành, ngày 24 tháng 12 năm 2020"


def test_a_ranking_with_too_many_groups_numbers_them_and_names_them_below(tmp_path: Path) -> None:
    groups = [f"  - {{id: {letter}, name: Mục {letter}, points: 1, evidence: optional}}" for letter in "ABCDEFGHIJ"]
    rubric = "rubric: r\nname: Thang điểm\ntotal: 10\ncriteria:\n" + "\n".join(groups) + "\n"
    marks = {"u1": dict.fromkeys("ABCDEFGHIJ", "{self: 1}"), "u2": dict.fromkeys("ABCDEFGHIJ", "{self: 0}")}
    one = only(papers_of(small(tmp_path / "c", rubric=rubric, marks=marks), "ranking"))
    (table,) = [block.table for block in one.blocks if isinstance(block, DocumentTable)]
    assert one.landscape
    assert [column.title for column in table.columns][2:12] == list("ABCDEFGHIJ")
    assert "- A: Mục A (1 điểm)" in as_text([one])


EVIDENCE = "evidence: minh-chung/{unit}/{period}\n"
NAMED = "[{name: Kế hoạch, number: 5/KH, date: 2027-02-03, file: ke-hoach.txt}, {name: Sổ họp}]"


def index(folder: Path) -> str:
    """Return the indexes of a campaign in which one unit names documents, and another has no sheet."""
    campaign = CAMPAIGN.replace("[u1, u2, u3]", "[u1, u2]") + EVIDENCE
    small(folder, campaign, marks={"u1": {"I.1": f"{{self: 6, evidence: {NAMED}}}", "I.2": "{self: 1}"}})
    (folder / "minh-chung" / "u1" / "k1").mkdir(parents=True)
    (folder / "minh-chung" / "u1" / "k1" / "ke-hoach.txt").write_text("kế hoạch", encoding="utf-8")
    return as_text(papers_of(folder, "index"))


def test_an_index_lists_the_documents_of_each_unit(tmp_path: Path) -> None:
    first, second = index(tmp_path / "c").split("\n\n")
    assert first == (
        "=== index of u1\n"
        "Ban Chỉ đạo xã Một | State\n"
        "Ấp Một\n"
        " | …………, ngày … tháng … năm …\n"
        "MỤC LỤC HỒ SƠ MINH CHỨNG\n"
        "Thi đua năm 2027 – Quý I năm 2027\n"
        "STT | Tiêu chí | Tên tài liệu | Số, ký hiệu | Ngày | Tệp | Ghi chú\n"
        "1 | I.1 | Kế hoạch | 5/KH | 03/02/2027 | ke-hoach.txt | –\n"
        "2 | I.1 | Sổ họp | – | – | – | –\n"
        "Ghi chú:\n"
        "- Tổng số: 2 tài liệu, 1 tệp.\n"
        "Signed: NGƯỜI LẬP BẢNG | \n"
        "Signed: THỦ TRƯỞNG ĐƠN VỊ |  (seal)"
    )
    assert "\nChưa có phiếu để biết cần minh chứng nào, đã nêu tài liệu nào.\nGhi chú:\n" in second


def test_an_index_in_english(tmp_path: Path) -> None:
    with speaking("en"):
        first = index(tmp_path / "c").split("\n\n")[0]
    assert "INDEX OF THE EVIDENCE FILE" in first
    assert "1 | I.1 | Kế hoạch | 5/KH | 2027-02-03 | ke-hoach.txt | –" in first
    assert "- 2 documents, 1 files." in first
