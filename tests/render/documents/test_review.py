"""The report of a period: what it claims of an example is checked by hand, and hard campaigns make honest reports."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import LANGUAGES, speaking
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading, Paragraph, prose
from qcdc_cli.render.documents.gaps import gap_lines
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.documents.review.period_kind import Review, review_of, title_of_review
from qcdc_cli.render.report import Report
from tests.campaigns import ROOT
from tests.render.cases import CAMPAIGN, RUBRIC, SHEETS
from tests.render.documents.as_text import as_text
from tests.render.documents.made import paper_report

EXAMPLES = ROOT / "examples"
PERIODS = [
    ("chau-thanh-2020", "2020-h1"),
    ("chau-thanh-2020", "2020"),
    ("can-tho-2026", "2026"),
    ("chi-so-phan-tram", None),
    ("thi-dua-1000", None),
    ("tuong-doi-chi-tieu", None),
]


@cache
def _example(name: str, period: str | None) -> Report:
    return paper_report(EXAMPLES / name, period=period)


def _text(report: Report) -> str:
    return as_text(documents_of(report))


def _written(folder: Path, campaign: str = CAMPAIGN, rubric: str = RUBRIC, sheets: dict[str, str] = SHEETS) -> Report:
    (folder / "units").mkdir()
    (folder / "qcdc.yaml").write_text(campaign, encoding="utf-8")
    (folder / "rubric.yaml").write_text(rubric, encoding="utf-8")
    for unit, text in sheets.items():
        (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    return paper_report(folder)


def _section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return re.split(r"\n#+ ", text.partition(f" {heading}\n")[2])[0]


def test_totals_and_averages_of_the_example_by_hand() -> None:
    overall = _section(_text(_example("chau-thanh-2020", "2020")), "1. Kết quả chung")
    totals = [Decimal(found.replace(",", ".")) for found in re.findall(r"\| (\d+,\d\d) \|", overall)]
    # 96,36 + 92,92 + 91,10 + 89,85 + 88,75 + 83,63 + 80,92 + 77,82 = 701,35; ÷ 8 = 87,66875
    assert sum(totals) == Decimal("701.35")
    assert overall.startswith(
        "Có 8/8 đơn vị được xếp hạng. Xếp hạng cao nhất: xã Phú Tân (96,36 điểm). Xếp hạng thấp nhất: xã Phú An "
        "(77,82 điểm). Bình quân: 87,67 điểm."
    )


def test_groups_of_the_example_by_hand() -> None:
    text = _text(_example("chau-thanh-2020", "2020"))
    # I: 17,25 + 17,5 + 17,75 + 17,25 + 16,5 + 15,25 + 15 + 13,75 = 130,25; ÷ 8 = 16,28125; ÷ 18 = 90,45 %
    assert "I | Lãnh đạo, chỉ đạo và tổ chức thực hiện | 18 | 16,28 | 90,45" in text
    # VI: 11 + 11 + 10,25 + 10 + 9 + 9,75 + 8,25 + 9 = 78,25; ÷ 8 = 9,78125; ÷ 12 = 81,51 %
    assert "cao nhất: I – Lãnh đạo, chỉ đạo và tổ chức thực hiện (90,45%); thấp nhất: VI – " in text


def test_changes_lateness_and_appeals_are_those_of_the_result_tree() -> None:
    report = _example("chau-thanh-2020", "2020")
    text = _text(report)
    lowered = others = 0
    for scores in report.units:
        for result, stage, before in (
            (one, reading, one.marked.upto(0)) for one in scores.counted.criteria for reading in one.marked.readings
        ):
            if stage.stage == 1 and stage.appeal is None and before is not None and stage.reading != before.reading:
                points = [result.kind.points(one.reading, result.criterion.points) for one in (before, stage)]
                lowered += points[1] < points[0]
                others += points[1] == points[0]
    assert (lowered, others) == (4, 4)
    assert "điều chỉnh 8 lượt tiêu chí so với bước chấm trước: 4 lượt giảm điểm, 4 lượt không làm thay đổi điểm" in text
    assert "Nhận chậm so với hạn ở bước “Tự chấm”: xã Đông Phước A (4 ngày)." in text  # due 10/12, came in 14/12
    assert "Có 2 giải trình; đã giải quyết 2 (chấp nhận 1, không chấp nhận 1)." in text
    assert "Giảm hạng: thị trấn Mái Dầm (từ hạng 4 xuống hạng 5)." in text


def test_weakest_criteria_are_those_with_the_lowest_shares() -> None:
    report = _example("chau-thanh-2020", "2020")
    section = _section(_text(report), "3. Tiêu chí đạt cao nhất, thấp nhất")
    (ranking,) = report.rankings
    shares = {}
    for number, leaf in enumerate(ranking.rubric.leaves):
        points = [one.result.criteria[number].points for one in ranking.standings]
        shares[leaf.criterion.shown] = sum(points) / (8 * leaf.criterion.points)
    named = re.findall(r"^- (\S+) – .*: (\d+,\d\d)%\.$", section, re.MULTILINE)
    assert [identity for identity, _ in named] == sorted(shares, key=lambda one: shares[one])[: len(named)]
    full = [identity for identity, share in shares.items() if share == 1]
    assert f"đạt điểm tối đa ở {len(full)}/42 tiêu chí: {', '.join(full)}." in section


def test_a_provisional_ranking_says_so_before_anything_else() -> None:
    (document,) = documents_of(_example("chau-thanh-2020", "2020-h1"))
    first = next(number for number, block in enumerate(document.blocks) if isinstance(block, Heading))
    lines = [_words(block) for block in document.blocks[:first]]
    assert "TẠM TÍNH: còn 1 lượt tiêu chí chưa chấm." in lines
    assert "Xã Đông Phước A: chưa chấm VI.4." in lines


def test_no_sheets_at_all_still_make_an_honest_report(tmp_path: Path) -> None:
    text = _text(_written(tmp_path, sheets={}))
    assert "TẠM TÍNH: còn 3 đơn vị chưa có phiếu." in text
    assert "Bước “Self”: chưa có điểm." in text
    assert "Chưa có phiếu: Alpha, Beta và Gamma." in text
    assert "Chưa đơn vị nào trong 3 đơn vị được xếp hạng." in text
    assert "Bình quân" not in _section(text, "1. Kết quả chung")
    assert "Chưa xếp loại: Alpha, Beta và Gamma." in text
    assert text.count("Phiếu của các đơn vị không nêu nội dung này.") == 4
    assert "[[ưu điểm, kết quả đạt được]]" in text


def test_sheets_without_any_mark_say_nothing_of_evidence(tmp_path: Path) -> None:
    """Where nothing is marked, it would be untrue that all evidence for it is there."""
    unmarked = {unit: f"unit: {unit}\nperiod: h1\nmarks: {{}}\n" for unit in SHEETS}
    text = _section(_text(_written(tmp_path, sheets=unmarked)), "3. Hồ sơ minh chứng")
    assert text.strip() == "Chưa có điểm nên chưa xét minh chứng."


def test_the_text_names_its_appendix_and_the_appendix_its_report() -> None:
    text = _text(_example("chau-thanh-2020", "2020"))
    assert "Kết quả chi tiết của từng đơn vị nêu tại Phụ lục kèm theo." in text
    assert "(Kèm theo Báo cáo số 05/BC-KDV" in text.partition("KẾT QUẢ XẾP HẠNG")[2]


def test_a_single_stage_is_in_no_order() -> None:
    assert "Chấm điểm một bước: “Số liệu đã kiểm tra”." in _text(_example("chi-so-phan-tram", None))


def test_one_unit_is_both_first_and_last_and_named_once(tmp_path: Path) -> None:
    campaign = CAMPAIGN.replace("[alpha, beta, gamma]", "[alpha]").replace(
        "alpha: Alpha, beta: Beta, gamma: Gamma", "alpha: Alpha"
    )
    campaign = campaign[: campaign.index("unassigned:")]
    text = _text(_written(tmp_path, campaign=campaign, sheets={"alpha": SHEETS["alpha"]}))
    assert "Có 1/1 đơn vị được xếp hạng. Xếp hạng cao nhất: Alpha (" in text
    assert "Xếp hạng thấp nhất" not in text


def test_an_open_appeal_is_named_and_is_a_task(tmp_path: Path) -> None:
    appeal = "  I.3: {self: met, bloc: met, appeals: [{text: Biên bản còn thiếu, date: 2024-02-01}]}"
    sheet = SHEETS["alpha"].replace("  I.3: {self: met, bloc: met}", appeal)
    text = _text(_written(tmp_path, sheets={"alpha": sheet}))
    assert "lượt tiêu chí có giải trình chưa giải quyết" in text
    assert "- Alpha, I.3, bước “Bloc”; chưa giải quyết; Biên bản còn thiếu." in text
    assert "- Giải quyết 1 giải trình." in text


def test_a_party_bodys_report_and_a_rubric_without_classes(tmp_path: Path) -> None:
    rubric = RUBRIC[: RUBRIC.index("classification:")]
    campaign = f"heading: party\nauthority: Huyện ủy Châu Thành\n{CAMPAIGN}"
    text = _text(_written(tmp_path, campaign=campaign, rubric=rubric))
    assert "Huyện ủy Châu Thành | Party" in text
    assert "Số …-BC/…" in text
    assert "Thang điểm không quy định xếp loại." in text


def test_several_blocs_have_a_summary_and_a_part_each() -> None:
    report = _example("can-tho-2026", "2026")
    (document,) = documents_of(report)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert [one for one in headings if one.endswith(("Khối xã, phường số 1", "Khối xã, phường số 2"))] == [
        "2. Khối xã, phường số 1",
        "3. Khối xã, phường số 2",
        "1. Khối xã, phường số 1",
        "2. Khối xã, phường số 2",
    ]
    assert [annex.label for annex in document.annexes] == ["Phụ lục I", "Phụ lục II"]
    text = _text(report)
    assert "Không nộp phiếu: xã Rạch Dơi." in text
    assert "Xếp loại Hoàn thành xuất sắc nhiệm vụ: 8 đơn vị" in text


def test_the_results_of_many_blocs_stand_in_the_appendices(tmp_path: Path) -> None:
    names = [f"b{number}" for number in range(1, 10)]
    blocs = "".join(f"  {one}: {{name: Bloc {one}, rubric: rubric.yaml, units: [u-{one}]}}\n" for one in names)
    units = "units: {" + ", ".join(f"u-{one}: Unit {one}" for one in names) + "}\n"
    campaign = f"{CAMPAIGN[: CAMPAIGN.index('blocs:')]}blocs:\n{blocs}{units}"
    sheet = (
        SHEETS["alpha"].replace("unit: alpha", "unit: u-b3").replace("self: 7, bloc: 7", "self: {actual: 7, target: 8}")
    )
    report = _written(tmp_path, campaign=campaign, sheets={"u-b3": sheet})
    (document,) = documents_of(report)
    text = as_text([document])
    assert "Bloc b3 gồm 1 đơn vị.\n" in text
    assert "Xếp hạng cao nhất: Unit b3 (" in _section(text, "4. Bloc b3")
    assert _section(text, "4. Bloc b3").rstrip().endswith("Bảng xếp hạng: Phụ lục III.")
    assert _section(text, "5. Bloc b4").startswith("Chưa đơn vị nào trong 1 đơn vị được xếp hạng.")
    assert [annex.label for annex in document.annexes][:4] == [f"Phụ lục {sign}" for sign in ("I", "II", "III", "IV")]
    assert "qcdc rank" not in text  # papers name no commands


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "period"), PERIODS)
def test_every_example_makes_a_report_that_is_well_formed(name: str, period: str | None, language: str) -> None:
    with speaking(language):
        (document,) = documents_of(_example(name, period))
        for block in _all_blocks(document):
            words = _words(block)
            assert words == words.strip() != "", block
            assert not re.search(r"None|Fraction|Decimal|\{|\}|  |\.\.|; ?\.|\( ?\)|: ?\.$", words), words
            if isinstance(block, DocumentTable):
                assert all(len(row.cells) == len(block.table.columns) for row in block.table.rows)
        parts = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
        assert [part.partition(".")[0] for part in parts] == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_what_is_to_be_added_is_listed_with_where_it_belongs() -> None:
    documents = documents_of(_example("chau-thanh-2020", "2020"))
    lines = list(gap_lines(documents))
    assert lines[0].startswith("BÁO CÁO “Tổng kết thi đua thực hiện Quy chế dân chủ")
    assert any("nguyên nhân của những hạn chế trên (mục “3. Nguyên nhân”)" in line for line in lines)
    numbers = [int(line.split(".")[0]) for line in lines[1:]]
    assert numbers == list(range(1, len(lines)))
    in_text = sum(len(list(one.to_add())) for one in documents)
    assert lines[0].endswith(f"còn {len(numbers)} chỗ phải bổ sung:")
    assert in_text <= len(numbers)


def test_what_introduces_a_list_stays_with_it() -> None:
    assert prose("Ghi chú:").introduces
    assert not prose("Ghi chú.").introduces
    assert not Paragraph(()).introduces


def test_a_paper_with_nothing_open_says_so() -> None:
    paper = Document("report", "BÁO CÁO", "Sơ kết", None, (), recipients=("Lưu: VT.",))
    assert list(gap_lines([paper])) == ["BÁO CÁO “Sơ kết”: không còn chỗ nào phải bổ sung."]


def test_names_in_data_are_texts(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>{{x}} #=1+1 \\\\n"
    campaign = CAMPAIGN.replace("alpha: Alpha", f'alpha: "{hostile}"')
    notes = 'notes: {strengths: ["Dòng một\\nDòng hai"]}\n'
    text = _text(_written(tmp_path, campaign=campaign, sheets={"alpha": SHEETS["alpha"] + notes}))
    assert r"<script>alert(1)</script>{{x}} #=1+1 \n" in text
    assert "Dòng một Dòng hai" in text


REVIEWS: list[tuple[dict[str, dict[str, str]], str, Review]] = [
    ({"a": {"name": "Kỳ", "kind": "half"}}, "a", Review.MIDWAY),
    ({"a": {"name": "Kỳ", "kind": "year"}, "b": {"name": "Kỳ"}}, "a", Review.END),
    ({"a": {"name": "Kỳ", "from": "2020-01-01", "to": "2020-12-31"}}, "a", Review.END),
    ({"a": {"name": "Kỳ"}}, "a", Review.END),
    ({"a": {"name": "Kỳ"}, "b": {"name": "Kỳ"}}, "a", Review.RESULTS),
    (
        {
            "a": {"name": "Kỳ", "from": "2020-01-01", "to": "2020-06-30"},
            "b": {"name": "Kỳ", "from": "2020-07-01", "to": "2020-12-31"},
        },
        "b",
        Review.END,
    ),
    (
        {
            "a": {"name": "Kỳ", "from": "2020-07-01", "to": "2020-12-31"},
            "b": {"name": "Kỳ", "from": "2020-01-01", "to": "2020-12-31"},
        },
        "a",
        Review.MIDWAY,
    ),
]


@pytest.mark.parametrize(("periods", "period", "review"), REVIEWS)
def test_which_review_a_period_gets(periods: dict[str, dict[str, str]], period: str, review: Review) -> None:
    assert review_of(_campaign("Thi đua", periods), period) is review


@pytest.mark.parametrize(
    ("name", "when", "bloc", "title"),
    [
        ("Thi đua năm 2020", "Cả năm 2020", "Khối A", "Tổng kết thi đua năm 2020 của Khối A"),
        ("Phong trào Dân vận khéo", "Năm 2020", "", "Tổng kết phong trào Dân vận khéo (năm 2020)"),
        ("Dân vận khéo", "6 tháng đầu năm 2020", "", "Tổng kết Dân vận khéo (6 tháng đầu năm 2020)"),
    ],
)
def test_what_a_report_is_about(name: str, when: str, bloc: str, title: str) -> None:
    assert title_of_review(_campaign(name, {"a": {"name": when}}), "a", bloc) == title


def _campaign(name: str, periods: dict[str, dict[str, str]]) -> Campaign:
    tree = {
        "campaign": name,
        "period": next(iter(periods)),
        "periods": periods,
        "stages": [{"id": "self", "name": "Tự chấm"}],
        "blocs": {},
        "units": {},
    }
    return Campaign.model_validate(tree)


def _all_blocks(document: Document) -> Iterator[Block]:
    yield from document.blocks
    for annex in document.annexes:
        yield from annex.blocks


def _words(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        return "".join(run.text for run in block.runs)
    return " ".join(column.title for column in block.table.columns)
