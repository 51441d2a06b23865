"""Minutes of meetings: what is recorded stands in them, what is not is a place to fill, and nothing else is said."""

import shutil
from pathlib import Path

import pytest

from qcdc_cli.render.documents import Document
from tests.campaigns import EXAMPLE
from tests.render.documents.as_text import as_text
from tests.render.documents.made import CAMPAIGN, RUBRIC, papers_of, small

MEETING = """\
meetings:
  k1:
    b:
      date: 2027-04-05
      document: Biên bản số 2
      entitled: 3
      present: 2
      chair: Nguyễn An
"""
MARKS = {
    "u1": {"I.1": "{self: 6, bloc: {mark: 5, reason: Thiếu một cuộc}}", "I.2": "{self: 4, bloc: 4}"},
    "u2": {"I.1": "{self: 6, bloc: 6}", "I.2": "{self: 4, bloc: {mark: 2, reason: Chậm}}"},
    "u3": {"I.1": "{self: 1, bloc: 1}", "I.2": "{self: 0, bloc: 0}"},
}


def only(found: tuple[Document, ...]) -> Document:
    (one,) = found
    return one


def section(text: str, heading: str) -> list[str]:
    """Return the lines below a heading, up to the next one."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("#") and heading in line)
    rest = lines[start + 1 :]
    return rest[: next((number for number, line in enumerate(rest) if line.startswith(("#", "Signed"))), len(rest))]


def test_with_nothing_recorded_all_of_it_is_to_be_filled_and_nobody_is_ranked(tmp_path: Path) -> None:
    one = only(papers_of(small(tmp_path / "c"), "minutes"))
    text = as_text([one])
    assert section(text, "1. Kết quả chấm điểm") == ["Chưa có đơn vị nào được chấm điểm."]
    assert section(text, "2. Điểm thay đổi") == ["Không có điểm nào thay đổi giữa các bước chấm."]
    assert section(text, "3. Giải trình") == ["Không có giải trình."]
    assert section(text, "IV. KẾT QUẢ") == [
        "Chưa có đơn vị nào được xếp hạng.",
        "[[kết quả xét]]",
        "Cuộc họp kết thúc vào hồi [[giờ kết thúc]] cùng ngày.",
    ]
    assert [what for _, what in one.to_add()] == [
        "giờ bắt đầu",
        "ngày họp",
        "địa điểm họp",
        "họ tên, chức vụ của người chủ trì",
        "họ tên, chức vụ của thư ký",
        "số người được triệu tập, có mặt; họ tên, chức vụ từng người",
        "số người vắng mặt; họ tên, lý do",
        "ý kiến phát biểu, nếu có",
        "kết quả bỏ phiếu, nếu cuộc họp có bỏ phiếu",
        "kết quả xét",
        "giờ kết thúc",
    ]


def test_people_who_are_counted_and_not_named_are_asked_for(tmp_path: Path) -> None:
    text = as_text(papers_of(small(tmp_path / "c", CAMPAIGN + MEETING, marks=MARKS), "minutes"))
    assert section(text, "I. THÀNH PHẦN") == [
        "- Chủ trì: Nguyễn An",
        "- Thư ký: [[họ tên, chức vụ của thư ký]]",
        "- Số người được triệu tập: 3; có mặt: 2; vắng mặt: 1.",
        "Danh sách có mặt: [[họ tên, chức vụ từng người]]",
        "Vắng mặt: [[họ tên, lý do của 1 người]]",
    ]
    assert "Signed: CHỦ TRÌ | Nguyễn An" in text


@pytest.mark.parametrize(
    ("quorum", "said"),
    [("66.6", "66,6% số người được triệu tập trở lên; có mặt 2/3 người (66,67%), đủ điều kiện tiến hành."), ("", "")],
)
def test_a_quorum_is_told_where_one_is_asked_for(tmp_path: Path, quorum: str, said: str) -> None:
    more = f"      quorum: {quorum}\n" if quorum else ""
    text = as_text(papers_of(small(tmp_path / "c", CAMPAIGN + MEETING + more, marks=MARKS), "minutes"))
    assert ("Cuộc họp hợp lệ" in text) == bool(quorum)
    assert said in text


def test_changed_marks_stand_with_their_points_and_reasons(tmp_path: Path) -> None:
    """6 → 5 and 4 → 2 are points themselves, so that no column repeats the marks."""
    text = as_text(papers_of(small(tmp_path / "c", marks=MARKS), "minutes"))
    assert section(text, "2. Điểm thay đổi") == [
        "Bước “Khối thẩm định” chấm khác bước “Tự chấm” ở 2 lượt tiêu chí của 2 đơn vị:",
        "Đơn vị | Tiêu chí | Điểm bước trước | Điểm bước sau | Chênh lệch | Lý do",
        "Ấp Một | I.1 | 6 | 5 | −1 | Thiếu một cuộc",
        "Ấp Hai | I.2 | 4 | 2 | −2 | Chậm",
    ]


def test_many_changes_are_an_appendix(tmp_path: Path) -> None:
    units = [f"u{number}" for number in range(1, 10)]
    campaign = CAMPAIGN.replace("[u1, u2, u3]", f"[{', '.join(units)}]")
    names = ", ".join(f"{unit}: Ấp {unit}" for unit in units)
    campaign = campaign.replace("{u1: Ấp Một, u2: Ấp Hai, u3: Ấp Ba}", f"{{{names}}}")
    lowered = {"I.1": "{self: 6, bloc: {mark: 5, reason: Sai}}", "I.2": "{self: 4, bloc: {mark: 3, reason: Sai}}"}
    one = only(papers_of(small(tmp_path / "c", campaign, marks=dict.fromkeys(units, lowered)), "minutes"))
    said = "Bước “Khối thẩm định” chấm khác bước “Tự chấm” ở 18 lượt tiêu chí của 9 đơn vị (phụ lục kèm theo)."
    assert section(as_text([one]), "2. Điểm thay đổi") == [said]
    (annex,) = one.annexes
    assert annex.label == "Phụ lục"
    with_it = "(Kèm theo Biên bản số …/BB-… ngày … tháng … năm … của Khối ấp)"
    assert with_it in as_text([one]).split("Phụ lục", 1)[1]  # the minutes have no number yet
    assert sum(len(block.table.rows) for block in annex.blocks if hasattr(block, "table")) == 18


def test_thirds_are_shown_as_the_rubric_shows_them(tmp_path: Path) -> None:
    """6 × 2/3 and 6 × 1/3 are 4 and 2; 4 × 1/3 is no decimal, and has two."""
    ratio = "points: {}, evidence: optional, ratio: {{unit: ấp}}"
    rubric = RUBRIC.replace("criteria:", "rounding: {decimals: 2, at: total}\ncriteria:")
    for points in ("6", "4"):
        rubric = rubric.replace(f"points: {points}, evidence: optional", ratio.format(points))
    marks = {"u1": {"I.1": "{self: 2, bloc: {mark: 1, reason: Sai}}", "I.2": "{self: 2, bloc: {mark: 1, reason: Sai}}"}}
    campaign = CAMPAIGN + "targets: {I.1: {u1: 3}, I.2: {u1: 3}}\n"
    text = as_text(papers_of(small(tmp_path / "c", campaign, rubric, marks), "minutes"))
    assert section(text, "2. Điểm thay đổi")[2:] == [
        "Ấp Một | I.1 | 2/3 ấp → 1/3 ấp | 4,00 | 2,00 | −2,00 | Sai",
        "Ấp Một | I.2 | 2/3 ấp → 1/3 ấp | 2,67 | 1,33 | −1,33 | Sai",
    ]


def test_what_was_decided_after_the_meeting_is_told_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(EXAMPLE, folder)
    file = folder / "qcdc.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2020-12-28", "2020-12-23"), encoding="utf-8")
    lines = section(as_text(papers_of(folder, "minutes", "2020")), "3. Giải trình")
    assert lines[:2] == [
        "Có 2 giải trình; đã giải quyết 2 (chấp nhận 1, không chấp nhận 1).",
        "Giải quyết sau ngày họp; kết quả dưới đây đã tính theo:",
    ]
    assert [line.partition(",")[0] for line in lines[2:]] == ["- Thị trấn Mái Dầm", "- Xã Phú Hữu"]


BALLOT = """\
ballots:
  k1:
    b:
      - {for: units, document: Biên bản kiểm phiếu, date: 2027-04-05, valid: 25000, votes: {u1: 19999, u2: 20000}}
      - {for: record, about: Cử trưởng khối, document: Biên bản số 4, date: 2027-04-05, votes: {u1: 3, u3: 0}}
      - {for: record, about: Cử phó khối, document: Biên bản số 5, date: 2027-04-05, out: 3, in: 3, votes: {u1: 2}}
"""
WITH_BALLOTS = RUBRIC.replace(
    "criteria:",
    "classification:\n  - {id: xs, name: Xuất sắc, from: 5, needs: {ballot_at_least: 80}}\n"
    "  - {id: kha, name: Khá}\ncriteria:",
)


def test_votes_are_shown_so_that_none_seems_to_reach_what_it_misses(tmp_path: Path) -> None:
    """19,999 of 25,000 are 79.996 %: with two decimals they would look like the 80 % that the class asks for."""
    text = as_text(papers_of(small(tmp_path / "c", CAMPAIGN + BALLOT, WITH_BALLOTS, MARKS), "minutes"))
    assert section(text, "III. KẾT QUẢ BỎ PHIẾU") == [
        "1. Bỏ phiếu về từng đơn vị, ngày 05/4/2027 (Biên bản kiểm phiếu).",
        "Số phiếu hợp lệ: 25000.",
        "STT | Đơn vị | Số phiếu đồng ý | Số phiếu không đồng ý | Tỷ lệ đồng ý (%)",
        "1 | Ấp Một | 19999 | 5001 | 79,996",
        "2 | Ấp Hai | 20000 | 5000 | 80,000",
        "2. Bỏ phiếu: Cử trưởng khối, ngày 05/4/2027 (Biên bản số 4).",
        "STT | Đơn vị | Số phiếu đồng ý",
        "1 | Ấp Một | 3",
        "2 | Ấp Ba | 0",
        "3. Bỏ phiếu: Cử phó khối, ngày 05/4/2027 (Biên bản số 5).",
        "Số phiếu phát ra: 3; số phiếu thu về: 3.",
        "STT | Đơn vị | Số phiếu đồng ý",
        "1 | Ấp Một | 2",
    ]
    assert "1 | Ấp Một | 9 | Khá" in text  # 79.996 % is not 80 %
    assert "2 | Ấp Hai | 8 | Xuất sắc" in text


TIES = RUBRIC.replace("criteria:", "ties: [ballot]\ncriteria:")
EQUAL = {unit: {"I.1": "{self: 6, bloc: 6}", "I.2": "{self: 4, bloc: 4}"} for unit in ("u1", "u2")} | {
    "u3": MARKS["u3"]
}
TIE_BALLOT = """\
ballots:
  k1:
    b:
      - {for: ties, document: Biên bản kiểm phiếu, date: 2027-04-05, valid: 3, votes: {u1: 1, u2: 2}}
"""


def test_a_ballot_for_the_minutes_alone_ranks_nobody(tmp_path: Path) -> None:
    ranked = as_text(papers_of(small(tmp_path / "ties", CAMPAIGN + TIE_BALLOT, TIES, EQUAL), "minutes"))
    assert "Bỏ phiếu xếp thứ tự các đơn vị bằng nhau, ngày 05/4/2027 (Biên bản kiểm phiếu)." in ranked
    assert "1 | Ấp Hai | 10" in ranked
    assert "2 | Ấp Một | 10" in ranked
    alone = TIE_BALLOT.replace("for: ties", "for: record")
    kept = as_text(papers_of(small(tmp_path / "record", CAMPAIGN + alone, TIES, EQUAL), "minutes"))
    assert "1 | Ấp Một | 10" in kept
    assert "1 | Ấp Hai | 10" in kept
    assert "Hạng 1: Ấp Một và Ấp Hai còn bằng nhau, chờ bỏ phiếu để xếp thứ tự." in kept


def test_each_bloc_has_minutes_of_its_own(tmp_path: Path) -> None:
    two = CAMPAIGN.replace(
        "units: [u1, u2, u3]}", "units: [u1, u2]}\n  c: {name: Khối Hai, rubric: rubric.yaml, units: [u3]}"
    )
    found = papers_of(small(tmp_path / "c", two + MEETING, marks=MARKS), "minutes")
    assert [one.head.issuer for one in found if one.head is not None] == ["Khối ấp", "Khối Hai"]
    first, second = (as_text([one]) for one in found)
    assert "Ấp Ba" not in first
    assert "Ấp Một" not in second
    assert "[[ngày họp]]" in second


def test_names_are_text_and_never_steer_the_paper(tmp_path: Path) -> None:
    campaign = CAMPAIGN.replace("Ấp Một", '"<script>=1+1{{x}}"')
    text = as_text(papers_of(small(tmp_path / "c", campaign, marks=MARKS), "minutes"))
    assert "1 | <script>=1+1{{x}} | 9" in text
