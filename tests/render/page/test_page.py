"""The page for the public: what stands on it, that nothing from data is code, and what --public leaves out."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from urllib.parse import unquote

import pytest
import simplejson

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.language import speaking
from qcdc_cli.render.page import render
from qcdc_cli.render.page.site import Site
from qcdc_cli.render.report import ListReport, Options, ProblemReport, Report, WholeView
from qcdc_cli.render.words.method import facts
from qcdc_cli.scoring.ranking import AllBlocs, rank_bloc, score_units
from qcdc_cli.scoring.ranks_before import with_ranks_before
from tests.campaigns import EXAMPLE, ROOT, input_of
from tests.render.cases import CAMPAIGN, RUBRIC, SHEETS, Case, case_of, written
from tests.render.page.reading import Element, assert_closed, figures, page_of, read, rows, shows, text_of, texts
from tests.render.test_safe import VIETNAMESE

MADE = datetime(2020, 7, 1, 8, 30, tzinfo=UTC)
CAMPAIGNS = [
    *(path.parent for path in sorted((ROOT / "examples").glob("*/qcdc.yaml"))),
    *(ROOT / "tests" / "valid" / name for name in ("appeals", "all-kinds", "two-rubrics", "every-decision")),
]


def whole(folder: Path, period: str | None = None) -> Report:
    """Return the report on all blocs of a campaign, as `qcdc export` makes it."""
    own = input_of(load(Source(folder)))
    own = own if period is None else own._replace(period=period)
    together = AllBlocs(own)
    rankings = with_ranks_before(own, tuple(rank_bloc(own, bloc, together) for bloc in own.campaign.blocs))
    scores = {one.bloc_id: score_units(own, [standing.result.unit for standing in one.standings]) for one in rankings}
    return Report(own.campaign, own.period, WholeView(), rankings, scores)


@cache
def example_page() -> Element:
    files = (("qcdc.yaml", "0" * 64), ("units/nga-sau.yaml", "f" * 64))
    return page_of(whole(EXAMPLE), Options(made=MADE, files=lambda _blocs: files))


def test_the_small_page_shows_what_was_worked_out_by_hand(small: Case) -> None:
    # alpha: 3,5 + 3 × 7/8 = 2,625, rounded 2,63, + 5 = 11,13; with II.1 4,5 that is 15,63 of 20: 78,15 %
    with speaking("en"):
        page = page_of(small.report(WholeView()))
    (ranking,) = page.xpath("//table[@id='ranking-one']")
    assert rows(ranking)[:2] == [
        ["Rank", "Unit", "Total", "Max", "Share %", "Class", "Remarks"],
        ["1", "Alpha", "15.63", "20", "78.15", "Good", "Leader"],
    ]
    (groups,) = page.xpath("//table[@id='groups-one']")
    assert rows(groups)[1] == ["Alpha", "11.13", "4.5", "15.63"]
    (unit,) = page.xpath("//section[@id='unit-alpha']//table")
    assert rows(unit) == [
        ["Group, criterion", "Self", "Bloc", "Counts", "Max", "Reasons, evidence"],
        ["I Leading", "11.63", "11.13", "11.13", "12", ""],
        ["I.1 Plan", "4.00", "3.50", "3.50", "4", "Bloc: No deadlinesPlan 12"],
        ["I.2 Hamlets with a board", "2.63 7/8 hamlets", "2.63", "2.63", "3", ""],
        ["I.3 Rules", "5.00 met", "5.00", "5.00", "5", ""],
        ["II Openness", "8.00", "4.50", "4.50", "8", ""],
        ["II.1 Budget", "8.00 All of it", "4.50 A part", "4.50", "8", "Bloc: Only the income"],
        ["Total", "19.63", "15.63", "15.63", "20", ""],
    ]
    assert texts(page, "//ul[@class='bars']/li")[0] == "Alpha15.63"


def test_the_page_says_whose_results_it_has_of_when_and_that_they_are_provisional() -> None:
    page = example_page()
    assert texts(page, "//header//*[self::p or self::h1]") == [
        "Ban Chỉ đạo thực hiện QCDC huyện Châu Thành",
        "Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020",
        "6 tháng đầu năm 2020 (từ ngày 01/01/2020 đến ngày 30/6/2020)",
        "Căn cứ Kế hoạch số 40-KH/BCĐ ngày 17/02/2020",
    ]
    assert texts(page, "//p[@class='notice']") == ["TẠM TÍNH: còn 1 lượt tiêu chí chưa chấm."]
    assert page.get("lang") == "vi"
    assert "Thời điểm xuất: 01/7/2020 08:30:00" in text_of(page.xpath("//footer")[0])
    assert rows(page.xpath("//table[@id='files']")[0])[1:] == [
        ["qcdc.yaml", "0" * 64],
        ["units/nga-sau.yaml", "f" * 64],
    ]


def test_headings_tables_and_links_are_as_screen_readers_need_them() -> None:
    page = example_page()
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    identities = page.xpath("//@id")
    assert len(identities) == len(set(identities))
    for address in page.xpath("//a/@href"):
        assert address[1:] in identities
    assert page.xpath("//body/a[1]/@href") == ["#main"]
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert {cell.get("scope") for cell in table.xpath("./thead//th")} == {"col"}
        assert all(len(row.xpath("./th[@scope='row']")) == 1 for row in table.xpath("./tbody/tr|./tfoot/tr"))
        assert len({len(row) for row in table.xpath(".//tr")}) == 1
    for box in page.xpath("//*[@role='region']"):
        assert box.get("tabindex") == "0"
        assert page.xpath(f"//*[@id='{box.get('aria-labelledby')}']")
    assert page.xpath("//div[@id='tools']/@hidden")  # which only the script shows
    assert all(one.get("aria-hidden") == "true" for one in page.xpath("//svg"))


def test_every_unit_has_a_section_with_every_criterion_its_evidence_and_its_notes() -> None:
    page, report = example_page(), whole(EXAMPLE)
    names = [standing.result.unit for standing in report.rankings[0].standings]
    assert page.xpath("//section[@data-unit]/@data-unit") == names
    for unit in report.units:
        (section,) = page.xpath(f"//section[@id='unit-{unit.counted.unit}']")
        shown = text_of(section)
        assert unit.name in shown
        keys = set(section.xpath(".//@data-figure"))
        assert {f"dan-van/{unit.counted.unit}/{one.criterion.id}" for one in unit.counted.criteria} < keys
        sheet = unit.counted.sheet
        assert sheet is not None
        for marked in sheet.criteria:
            for item in marked.evidence:
                assert (item if isinstance(item, str) else item.name) in shown
            assert all(reading.reason in shown for reading in marked.readings)
        assert all(" ".join(remark.text.split()) in shown for _, _, remark in sheet.notes.remarks())


@pytest.mark.slow
@pytest.mark.parametrize("folder", CAMPAIGNS, ids=lambda folder: folder.name)
def test_every_figure_is_that_of_the_json(folder: Path) -> None:
    periods = load(Source(folder)).campaign.periods
    for period in periods:
        report = whole(folder, period)
        page, expected = page_of(report), expected_figures(report)
        shown = list(figures(page))
        assert {key for key, _, _ in shown} == expected.keys()
        for key, text, value in shown:
            wanted = expected[key]
            if isinstance(wanted, str):
                assert text == wanted, key
            elif wanted is None:
                assert not re.search("[0-9]", text), key
            elif value is None:  # a state that gives no points
                assert not wanted, key
            else:
                assert shows(text, wanted), (key, text, wanted)
                assert shows(value, wanted), (key, value, wanted)
        assert_closed(page)


def expected_figures(report: Report) -> dict[str, object]:
    """Return by its key what the JSON of a report says of each figure; None where it has none."""
    from qcdc_cli.render.json import render as json_of

    document = simplejson.loads("".join(json_of(report, Options())), use_decimal=True)
    found: dict[str, object] = {}
    for ranking, told in zip(report.rankings, document["rankings"], strict=True):
        names = {entry.id: entry.name for entry in ranking.rubric.classification}
        for percent, line in zip(ranking.percents, told["standings"], strict=True):
            key = f"{told['bloc']}/{line['unit']}"
            found |= {f"{key}/rank": line["rank"], f"{key}/total": line["points"], f"{key}/max": line["max"]}
            found[f"{key}/share"] = percent
            if names:
                found[f"{key}/class"] = names.get(line["class"], "–")
        for unit in told["units"]:
            key = f"{told['bloc']}/{unit['unit']}"
            found |= {f"{key}/{identity}": points for identity, points in unit["groups"].items()}
            found |= {f"{key}/{one['id']}": one["points"] for one in unit["criteria"]}
            for extra in ("bonus", "penalties"):
                if getattr(ranking.rubric, extra) is not None:
                    found[f"{key}/{extra}"] = unit[extra]
    return found


def test_how_it_was_computed_is_said_in_the_words_of_every_output() -> None:
    page, ranking = example_page(), whole(EXAMPLE).rankings[0]
    said = text_of(page.xpath("//section[@id='method-dan-van']")[0])
    for label, text in facts(ranking, ranking.reached):
        assert label in said
        for line in text.split("\n"):
            assert " ".join(line.split()) in said
    assert "Thang điểm thi đua thực hiện QCDC cấp xã" in text_of(page.xpath("//section[@id='sources']")[0])


# ------------------------------------------------------------------ data are no code

HOSTILE = "<script>alert(1)</script><b a=\"'x'\">&amp;{{7*7}}{%x%}</style>]]>--><!--"
_PLACES = {
    "campaign: Campaign 2024": "campaign: {x}\nauthority: {x}\nbasis: {x}\nnote: {x}",
    "name: First half": "name: {x}",
    "name: Self}": "name: {x}}}",
    "name: Bloc}": "name: {x}}}",
    "name: Bloc One": "name: {x}",
    "alpha: Alpha": "alpha: {x}",
    "beta: has no hamlets": "beta: {x}",
    "name: A small scale": "name: {x}\nnote: {x}\nbasis: [{x}]",
    "name: Leading": "name: {x}",
    "name: Budget": "name: {x}",
    "name: A part": "name: {x}",
    "name: Good": "name: {x}",
    "evidence: [The plan]": "evidence: [{x}]",
    "reason: No deadlines": "reason: {x}, by: {x}",
    "evidence: [Plan 12]": "evidence: [{x}, {{name: {x}, file: {x}}}]",
    "unit: hamlets": "unit: {x}",
}


def made_hostile(text: str) -> str:
    """Put a hostile text into every place of a file where people write."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    for plain, hostile in _PLACES.items():
        text = text.replace(plain, hostile.format(x=quoted))
    return text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_texts_are_texts_in_every_place(tmp_path: Path, language: str) -> None:
    notes = "notes: {strengths: [NOTE], limits: [{text: NOTE, solver: NOTE, criterion: I.1}]}\n"
    sheets = {unit: made_hostile(text) for unit, text in SHEETS.items()}
    sheets["alpha"] += notes.replace("NOTE", "'" + HOSTILE.replace("'", "''") + "'")
    case = written(tmp_path, campaign=made_hostile(CAMPAIGN), rubric=made_hostile(RUBRIC), sheets=sheets)
    report = case.report(WholeView())
    options = Options(files=lambda _blocs: ((HOSTILE, HOSTILE),))
    with speaking(language):
        pages = [page_of(report, options), *(read("".join(one.pieces)) for one in Site(report, options).pages())]
    for page in pages:
        assert_closed(page)
        assert not page.xpath("//b[@a]")
        assert HOSTILE in text_of(page.xpath("//h1")[0])
    places = {
        "//title": 1,
        "//header//p": 3,
        "//h2": 1,
        "//section[@id='unit-alpha']/h4": 1,
        "//section[@id='unit-alpha']//thead/tr": 2,
        "//section[@id='unit-alpha']//tbody": 8,
        "//ul[@class='said']": 3,
        "//table[@id='ranking-one']/tbody": 1,
        "//table[@id='files']/tbody": 2,
        "//section[@id='method-one']": 8,
        "//table[@id='rubric-1']": 5,
    }
    counted = {path: sum(text.count(HOSTILE) for text in texts(pages[0], path)) for path in places}
    assert {path: number for path, number in counted.items() if number < places[path]} == {}


def test_what_is_not_seen_is_written_out(small: Case) -> None:
    campaign = small.scoring_input.campaign
    campaign = campaign.model_copy(update={"units": {**campaign.units, "alpha": "A\x1b[2J\u202eB\u2028C"}})
    text = "".join(render(case_of(small.scoring_input._replace(campaign=campaign)).report(WholeView()), Options()))
    assert "A\\x1b[2J\\u202eB C" in text
    assert not re.search("[\x1b\u202e\u2028]", text)


# ------------------------------------------------------------------ for the public


def appeals_campaign(folder: Path, *, is_open: bool) -> Path:
    """Copy a campaign with appeals; one more of them is open, or not there at all."""
    copytree(ROOT / "tests" / "valid" / "appeals", folder)
    sheet = folder / "units" / "u2.yaml"
    text = sheet.read_text("utf-8")
    own = "    appeals:\n      - {text: Thiếu một ấp, date: 2026-07-12, wants: {actual: 7, target: 8}}\n"
    text = text.replace("    appeals:\n", own if is_open else "")
    text = text.replace(
        "evidence: [Ảnh chụp bảng]", "evidence: [Ảnh chụp bảng, {name: Biên bản, file: anh/1.pdf, note: nội bộ}, 2.pdf]"
    )
    sheet.write_text(text + "notes: {limits: [Nhận xét nội bộ]}\n", "utf-8")
    return folder


def test_public_leaves_out_notes_names_of_files_and_open_appeals(tmp_path: Path) -> None:
    report = whole(appeals_campaign(tmp_path / "a", is_open=True))
    inside, outside = (text_of(page_of(report, Options(public=public))) for public in (False, True))
    for text in ("Nhận xét nội bộ", "anh/1.pdf", "2.pdf", "Thiếu một ấp", "iải trình chưa giải quyết"):
        assert text in inside
        assert text not in outside
    for text in ("Ảnh chụp bảng", "Biên bản", "Một tệp minh chứng", "Biên bản đã gửi ngày 28/6", "chấp nhận, ngày"):
        assert text in outside
    assert "TẠM TÍNH: còn 1 lượt tiêu chí có giải trình chưa giải quyết." in inside
    assert "TẠM TÍNH, chưa phải kết quả cuối cùng." in outside


def test_public_tells_an_open_appeal_from_none_by_nothing_but_that_the_ranking_is_provisional(tmp_path: Path) -> None:
    options = Options(public=True)
    with_one, without = (
        "".join(render(whole(appeals_campaign(tmp_path / str(is_open), is_open=is_open)), options))
        for is_open in (True, False)
    )
    notice = "TẠM TÍNH, chưa phải kết quả cuối cùng."
    assert with_one != without
    assert with_one.replace(f'<p class="notice">{notice}</p>\n', "").replace(
        notice, "Đã chấm xong tất cả đơn vị."
    ) == without.replace('<p class="notice"></p>\n', "")


# ------------------------------------------------------------------ the site, lists, languages


def test_a_site_has_an_index_a_page_per_bloc_and_per_unit_and_its_links_lead_somewhere() -> None:
    report = whole(ROOT / "examples" / "can-tho-2026")
    pages = {one.path: read("".join(one.pieces)) for one in Site(report, Options()).pages()}
    units = {f"don-vi/{unit.counted.unit}.html" for unit in report.units}
    assert pages.keys() == {"index.html", "khoi/khoi-1.html", "khoi/khoi-2.html"} | units
    single = {key: shown for key, *shown in figures(page_of(report))}
    told: set[str] = set()
    for path, page in pages.items():
        assert_closed(page)
        told |= {key for key, text, value in figures(page) if single[key] == [text, value]}
        for address in page.xpath("//a/@href"):
            file, _, identity = address.partition("#")
            target = (
                pages[Path(path).parent.joinpath(file).as_posix().replace("don-vi/../", "").replace("khoi/../", "")]
                if file
                else page
            )
            assert not identity or target.xpath(f"//*[@id='{identity}']")
    assert told == single.keys()
    assert texts(pages["don-vi/ao-sen.html"], "//h1|//h2") == [report.campaign.campaign, "Xã Ao Sen"]


def test_a_site_of_one_bloc_has_its_results_on_the_index(small: Case) -> None:
    site = Site(small.report(WholeView()), Options())
    paths = ("index.html", "don-vi/alpha.html", "don-vi/beta.html", "don-vi/gamma.html")
    assert site.paths == paths
    pages = {one.path: read("".join(one.pieces)) for one in site.pages()}
    assert tuple(pages) == paths
    assert pages["index.html"].xpath("//table[@id='groups-one']")
    assert "../index.html#method-one" in pages["don-vi/beta.html"].xpath("//a/@href")


def test_names_that_a_system_holds_for_one_are_files_of_their_own(tmp_path: Path) -> None:
    campaign = CAMPAIGN.replace("alpha, beta, gamma]", "alpha, beta, gamma, Alpha, con]")
    campaign = campaign.replace("gamma: Gamma", "gamma: Gamma, Alpha: Another, con: Fifth")
    site = Site(written(tmp_path, campaign=campaign).report(WholeView()), Options())
    assert len({path.casefold() for path in site.paths}) == 6
    assert "don-vi/_con.html" in site.paths
    pages = {one.path: read("".join(one.pieces)) for one in site.pages()}
    links = pages["index.html"].xpath("//table[@id='ranking-one']//a/@href")
    assert {unquote(link) for link in links} < pages.keys()


def test_english_is_complete(small: Case) -> None:
    with speaking("en"):
        report = small.report(WholeView())
        shown = "".join(render(report, Options(made=MADE)))
        pages = ["".join(one.pieces) for one in Site(report, Options()).pages()]
    for text in (shown, *pages):
        people = re.sub("<script>.*?</script>", "", text, flags=re.DOTALL)  # which knows that đ is found by d
        assert not VIETNAMESE.search(people), VIETNAMESE.findall(people)
        assert read(text).get("lang") == "en"


def test_movement_since_the_last_period_is_shown() -> None:
    report = whole(ROOT / "examples" / "chi-so-phan-tram", "2024")
    assert report.rankings[0].before is not None
    page = page_of(report)
    table = rows(page.xpath(f"//table[@id='ranking-{report.rankings[0].bloc_id}']")[0])
    at = table[0].index("Tăng, giảm hạng")
    ups = [report.rankings[0].ranks_up(one) for one in report.rankings[0].standings]
    signs = ["=" if up == 0 else f"{'+' if up > 0 else '−'}{abs(up)}" for up in ups if up is not None]
    assert [row[at] for row in table[1:]] == signs


def test_no_piece_holds_more_than_a_unit_and_the_same_report_gives_the_same_page() -> None:
    report = whole(EXAMPLE)
    pieces = list(render(report, Options()))
    assert max(map(len, pieces)) < 60_000
    assert "".join(pieces) == "".join(render(report, Options()))


def test_a_large_page_names_the_site(small: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("qcdc_cli.render.page._MANY", 2)
    "".join(render(small.report(WholeView()), Options(tell=told.append)))
    assert "--site" in told[0]


def test_what_was_not_carried_over_is_said_below_the_ranking(small: Case) -> None:
    report = small.report(WholeView())._replace(not_carried={"alpha": ["I.9", "I.10"]})
    assert any("I.9, I.10" in note for note in texts(page_of(report), "//ul[@class='notes']/li"))


def test_lists_are_simple_pages(small: Case) -> None:
    from datetime import date
    from decimal import Decimal

    from qcdc_cli.render.lists import List, ListColumn

    one = List(
        "units",
        HOSTILE,
        (
            ListColumn("name", HOSTILE, [HOSTILE, "B"], wraps=True),
            ListColumn("number", "Số", [Decimal("1.5"), 2]),
            ListColumn("day", "Ngày", [date(2020, 7, 1), None]),
        ),
        subtitle=(HOSTILE,),
        warnings=(HOSTILE,),
        notes=(HOSTILE,),
    )
    empty = replace(one, key="none", columns=(ListColumn("name", "Tên", []),), empty="Không có.")
    page = read("".join(render(ListReport(small.scoring_input.campaign, "h1", (one, empty)), Options())))
    assert_closed(page)
    (table,) = page.xpath("//table")
    assert rows(table) == [[HOSTILE, "Số", "Ngày"], [HOSTILE, "1,5", "01/7/2020"], ["B", "2,0", "–"]]
    assert texts(page, "//ul[@class='notes']/li") == [HOSTILE, "Không có.", HOSTILE]
    assert texts(page, "//p[@class='notice']") == [HOSTILE, HOSTILE]


def test_a_report_that_is_no_page_is_a_bug_that_is_heard_of() -> None:
    with pytest.raises(TypeError):
        render(ProblemReport(()), Options())
