"""The page in Chromium, from the disk: on a phone and a screen, in print, light and dark, by keyboard alone."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qcdc_cli.render.report import WholeView
from tests.browser import DESK, PHONE, opened
from tests.render.cases import CAMPAIGN, RUBRIC, example, written
from tests.render.page.pages import page_file, recheck_lines, tab_to, units_shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

A4 = (673, 1000)  # what the margins leave of its width, in pixels
CRITERIA = len(example().ranking.rubric.leaves)
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_file(example().report(WholeView()), tmp_path_factory.mktemp("page"))


def overflows(page: "Page") -> bool:
    wider: bool = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_it_opens_from_the_disk_and_asks_for_nothing(
    browser: "Browser", file: Path, size: tuple[int, int], scheme: str
) -> None:
    with opened(browser, file, size, color_scheme=scheme) as found:
        page = found.page
        assert page.locator("#tools").is_visible()
        assert not overflows(page)
        page.locator("#unfold").click()
        assert page.locator("table.criteria tbody tr").last.is_visible()
        assert not overflows(page)
        page.set_viewport_size({"width": A4[0], "height": A4[1]})
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
        assert not page.locator("#tools").is_visible()
        assert not overflows(page)
        assert found.told() == []


def test_in_print_everything_is_unfolded(browser: "Browser", file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        folded = page.locator("details:not([open])")
        before = folded.count()
        page.evaluate(
            "() => addEventListener('beforeprint', () => {"
            " window.folded = document.querySelectorAll('details:not([open])').length; })"
        )
        page.pdf(format="A4")
        assert (page.evaluate("window.folded"), folded.count()) == (0, before)
        assert before >= len(example().scores)
        assert found.told() == []


def test_without_script_everything_can_be_read(browser: "Browser", file: Path) -> None:
    with opened(browser, file, PHONE, java_script_enabled=False) as found:
        page = found.page
        assert not page.locator("#tools").is_visible()
        assert page.locator("table.ranking tbody tr").count() == len(example().scores)
        first = page.locator("section.unit").first
        rows = first.locator("table.criteria tbody tr")
        assert rows.count() >= CRITERIA
        assert not rows.first.is_visible()
        first.locator("summary").first.click()
        assert rows.last.is_visible()
        assert found.told() == []


def test_search_by_keyboard_without_accents(browser: "Browser", file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        tab_to(page, "#search")
        page.keyboard.type("DONG phuoc a")
        assert units_shown(page, "table.ranking") == ["dong-phuoc-a"]
        assert page.locator("section.unit:visible").count() == 1
        assert page.locator("#search-result").inner_text() == "1 / 8 đơn vị"
        page.keyboard.press("Control+A")
        page.keyboard.type("không có đơn vị này")
        assert units_shown(page, "table.ranking") == []
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        assert len(units_shown(page, "table.ranking")) == 8
        assert page.locator("#search-result").inner_text() == ""


def test_folding_the_recheck_and_links_by_keyboard(browser: "Browser", file: Path) -> None:
    with opened(browser, file) as found:
        page = found.page
        folded = page.locator("details:not([open])")
        tab_to(page, "#unfold")
        page.keyboard.press("Enter")
        assert folded.count() == 0
        tab_to(page, "#fold")
        page.keyboard.press("Space")
        assert folded.count() == page.locator("details").count()
        tab_to(page, "#recheck")
        page.keyboard.press("Space")
        page.locator("#recheck-result[data-result=agrees]").wait_for()
        tab_to(page, 'table.ranking a[href="#unit-phu-tan"]')
        page.keyboard.press("Enter")
        assert page.locator("#unit-phu-tan details[open]").count() == 1
        assert page.locator("details[open]").count() == 1
        assert page.url.endswith("#unit-phu-tan")


def test_an_address_with_a_unit_opens_it(browser: "Browser", file: Path) -> None:
    with opened(browser, file, PHONE, at="unit-phu-an") as found:
        assert found.page.locator("#unit-phu-an table.criteria").is_visible()
        assert found.page.locator("#unit-phu-an").is_visible()
        assert found.page.evaluate("scrollY") > 0


def test_sorting_by_keyboard(browser: "Browser", file: Path) -> None:
    standings = example().ranking.standings
    points = {one.result.unit: one.result.points for one in standings}
    with opened(browser, file) as found:
        page = found.page
        header = page.locator("table.ranking th[data-sort=number]", has_text="Tổng điểm").first
        header.evaluate("one => one.classList.add('by-points')")
        tab_to(page, ".by-points button")
        page.keyboard.press("Enter")
        assert header.get_attribute("aria-sort") == "ascending"
        upwards = units_shown(page, "table.ranking")
        assert [points[unit] for unit in upwards] == sorted(points.values())
        page.keyboard.press("Space")
        assert header.get_attribute("aria-sort") == "descending"
        assert page.locator("[aria-sort]").count() == 1
        downwards = units_shown(page, "table.ranking")
        assert [points[unit] for unit in downwards] == sorted(points.values(), reverse=True)
        page.locator("table.ranking th.unit button").press("Enter")
        names = page.locator("table.ranking tbody th").all_inner_texts()
        assert [re.sub(r"^(Xã|Thị trấn) ", "", name) for name in names if name.startswith("Xã")] == [
            "Đông Phước", "Đông Phước A", "Đông Thạnh", "Phú An", "Phú Hữu", "Phú Tân",
        ]  # fmt: skip
        assert len(recheck_lines(page)) > 1  # wherever the rows stand
        assert page.locator("#recheck-result").get_attribute("data-result") == "agrees"


@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", {"runOnly": ["color-contrast"]})])
def test_axe_finds_nothing_serious(browser: "Browser", file: Path, scheme: str, rules: dict[str, list[str]]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, file, at="unit-phu-tan", color_scheme=scheme) as found:
        found.page.locator("#sources summary").first.click()
        recheck_lines(found.page)
        violations = Axe().run(found.page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        assert [
            (one["id"], one["nodes"][0]["html"]) for one in violations if one["impact"] in ("serious", "critical")
        ] == []


def test_a_name_is_text_everywhere(browser: "Browser", tmp_path: Path) -> None:
    names = {
        "Bloc One": f"Bloc {HOSTILE}",
        "alpha: Alpha": f"alpha: '{HOSTILE}'",
        "beta: Beta": "beta: '{{ 7*7 }}<!--'",
    }
    campaign, rubric = CAMPAIGN, RUBRIC.replace("name: Plan,", f"name: '</script>{HOSTILE}',")
    for own, hostile in names.items():
        campaign = campaign.replace(own, hostile)
    case = written(tmp_path, campaign=campaign, rubric=rubric)
    file = page_file(case.report(WholeView()), tmp_path)
    with opened(browser, file) as found:
        page = found.page
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        shown = {*page.locator("table.ranking tbody th").all_inner_texts()}
        assert shown == {HOSTILE, "{{ 7*7 }}<!--", "Gamma"}
        assert page.locator("section.unit h4").filter(has_text=HOSTILE).count() == 1
        assert page.locator("script").count() == 3
        assert recheck_lines(page)[0].startswith("Khớp.")
        page.locator("#search").fill("<script>")
        assert units_shown(page, "table.ranking") == ["alpha"]
        assert found.told() == []
