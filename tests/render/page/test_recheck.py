"""What the reader's browser adds up again: it comes to the program's figures, and finds every one that was changed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.render.page.figures import figures_text, words_text
from qcdc_cli.render.page.site import Site
from qcdc_cli.render.page.templating import script_text
from qcdc_cli.render.report import Options, WholeView
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Ranking
from tests.browser import opened
from tests.campaigns import ROOT, input_of
from tests.render.cases import example
from tests.render.page.pages import EXAMPLES, RESULT, inputs, page_file, recheck_lines, report_of
from tests.render.workbook.test_random import case_from, drawn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RANDOM_CASES = 30
GEOMETRIC = {
    "rounding": {"decimals": "3", "at": "group"},
    "criteria": [
        {
            "id": "I",
            "points": "10",
            "take": "geometric",
            "criteria": [{"id": "I.1", "points": "4", "weight": "1,5"}, {"id": "I.2", "points": "7", "weight": "0,5"}],
        }
    ],
}
GEOMETRIC_MARKS = [{"a": {"I.1": mark, "I.2": "5"}, "b": {"I.1": "4", "I.2": mark}} for mark in ("3", "0,1")]
AT_BOUNDS = {
    "classify_up_to": "9",
    "criteria": [{"id": "I", "points": "10"}],
    "classification": [
        {"id": "a", "name": "A", "above": "9"},
        {"id": "b", "name": "B", "above": "8"},
        {"id": "c", "name": "C", "from": "8"},
        {"id": "d", "name": "D"},
    ],
}
MARKS_AT_BOUNDS = [{"a": {"I": "10"}, "b": {"I": "8,01"}, "c": {"I": "8"}, "d": {"I": "7,99"}}] * 2
# What a page is without cells: its data by themselves.
ALONE = "([data, words]) => recheck(data, words, []).differences.filter(one => !one.endsWith(words.missing.slice(-20)))"
CHANGED = "text => text.replace(/[0-9](?=[^0-9]*$)/, digit => (Number(digit) + 1) % 10)"
CELLS_CHANGED = f"""() => {{
    const changed = {CHANGED};
    const words = JSON.parse(document.getElementById("qcdc-words").textContent);
    const read = () => recheck(JSON.parse(document.getElementById("qcdc-figures").textContent), words, cells);
    const names = new Map(Array.from(document.querySelectorAll("section.unit h4"), name =>
        [name.closest("section").dataset.unit, name.textContent]));
    const all = readCells();
    let cells = all.map(cell => ({{...cell, text: /[0-9]/.test(cell.text) ? changed(cell.text) : cell.text + "1"}}));
    const texts = read().differences;
    cells = all.filter(cell => cell.value).map(cell => ({{...cell, value: changed(cell.value)}}));
    const values = read().differences;
    const unit = cell => names.get(cell.key.split("/")[1]);
    const unnamed = [...all.filter((cell, at) => !texts[at].startsWith(unit(cell))),
                     ...cells.filter((cell, at) => !values[at].startsWith(unit(cell)))];
    return [all.length, texts.length, cells.length, values.length, unnamed.map(cell => cell.key)];
}}"""
DATA_CHANGED = f"""() => {{
    const [KEPT, SUMMED] = [["id", "name", "class"], ["points", "weight", "total"]];
    const changed = {CHANGED};
    const words = JSON.parse(document.getElementById("qcdc-words").textContent);
    const text = document.getElementById("qcdc-figures").textContent;
    const cells = readCells();
    const places = [];
    const walk = (value, path) => {{
        const key = path.at(-1);
        if (value && typeof value === "object") {{
            for (const [own, inner] of Object.entries(value)) walk(inner, [...path, own]);
        }} else if (path.includes("units") ? !KEPT.includes(key) : SUMMED.includes(key)) {{
            places.push(path);
        }}
    }};
    walk(JSON.parse(text), []);
    const unfound = [];
    for (const path of places) {{
        const data = JSON.parse(text);
        const around = path.slice(0, -1).reduce((one, key) => one[key], data);
        const value = around[path.at(-1)];
        if (typeof value === "boolean") continue;
        around[path.at(-1)] = typeof value === "number" ? value + 1 : /[0-9]/.test(value) ? changed(value) : "1";
        if (!recheck(data, words, cells).differences.length) unfound.push([path.join("."), value]);
    }}
    return [places.length, unfound];
}}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_file(example().report(WholeView()), tmp_path_factory.mktemp("page"))


@pytest.fixture
def page(browser: "Browser", file: Path) -> "Iterator[Page]":
    with opened(browser, file) as found:
        yield found.page


def test_every_example_agrees_in_every_period(browser: "Browser", tmp_path: Path) -> None:
    for number, (name, scoring_input) in enumerate(inputs()):
        with language.speaking(language.LANGUAGES[number % 2]):
            file = page_file(report_of(scoring_input), tmp_path, name)
        with opened(browser, file) as found:
            lines = recheck_lines(found.page)
            assert found.page.locator(RESULT).get_attribute("data-result") == "agrees", (name, lines)
            assert found.told() == []


def test_the_pages_of_a_site_agree(browser: "Browser", tmp_path: Path) -> None:
    scoring_input = input_of(load(Source(EXAMPLES / "can-tho-2026")))
    site = Site(report_of(scoring_input), Options())
    for page in site.pages():
        (tmp_path / page.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page.path).write_text("".join(page.pieces), encoding="utf-8")
    for path in (site.paths[0], site.paths[1], site.paths[-1]):
        with opened(browser, tmp_path / path) as found:
            lines = recheck_lines(found.page)
            assert found.page.locator(RESULT).get_attribute("data-result") == "agrees", (path, lines)
            only_unit = path == site.paths[-1]
            assert ("Thứ hạng không được tính lại" in "".join(lines)) == only_unit
            assert found.told() == []


def test_a_figure_in_several_places_is_named_once(browser: "Browser", file: Path, tmp_path: Path) -> None:
    text, places = re.subn(r'(/phu-tan/total"[^>]*>)[0-9,]+', r"\g<1>1", file.read_text(encoding="utf-8"))
    changed = tmp_path / "changed.html"
    changed.write_text(text, encoding="utf-8")
    with opened(browser, changed) as found:
        lines = recheck_lines(found.page)
        assert lines[0].startswith(f"Không khớp: {places} trong ")
        assert lines[1].endswith(f" ({places} chỗ trên trang)")
        assert not lines[2].startswith("Xã Phú Tân")


def test_it_says_what_it_compared_and_what_it_took_as_decided(page: "Page") -> None:
    lines = recheck_lines(page)
    assert re.fullmatch(
        r"Khớp\. Đã tính lại từ điểm từng tiêu chí và đối chiếu \d{3} số liệu của 8 đơn vị trên trang này\.", lines[0]
    )
    assert lines[-1].startswith("Điểm từng tiêu chí, mức trần, cận và điều kiện xếp loại")
    assert page.locator(RESULT).evaluate("one => one.localName") == "output"  # which screen readers read out


@pytest.mark.parametrize(
    ("figure", "what", "other"),
    [
        ("total", "tổng điểm", "99,75"),
        ("rank", "thứ hạng", "9"),
        ("I", "mục I", "29,75"),
        ("I.1", "tiêu chí I.1", "0,5"),
    ],
)
def test_a_figure_changed_in_the_file_is_named(
    browser: "Browser", file: Path, tmp_path: Path, figure: str, what: str, other: str
) -> None:
    text = file.read_text(encoding="utf-8")
    pattern = rf'(data-figure="dan-van/phu-tan/{re.escape(figure)}"[^>]*>)([^<]+)'
    found = re.search(pattern, text)
    assert found is not None
    changed = tmp_path / "changed.html"
    changed.write_text(re.sub(pattern, rf"\g<1>{other}", text, count=1), encoding="utf-8")
    with opened(browser, changed) as shown:
        first, second, *_ = recheck_lines(shown.page)
        assert first.startswith("Không khớp: 1 trong ")
        right = found[2].rstrip("0").rstrip(",") if "," in found[2] else found[2]
        assert second == f"Xã Phú Tân – {what}: trang ghi “{other}”, tính lại được {right}."


def test_every_changed_cell_is_named(page: "Page") -> None:
    cells, by_text, values, by_value, unnamed = page.evaluate(CELLS_CHANGED)
    assert (by_text, by_value, unnamed) == (cells, values, [])
    assert cells > values > 300


def test_every_change_of_the_data_is_found(page: "Page") -> None:
    places, unfound = page.evaluate(DATA_CHANGED)
    assert unfound == []
    assert places > 300


def test_data_that_cannot_be_read_are_said(browser: "Browser", file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace('"points":["', '"points":["x', 1), encoding="utf-8")
    with opened(browser, changed) as found:
        assert recheck_lines(found.page) == ["Không đọc được dữ liệu của trang, nên không kiểm tra lại được."]


@pytest.fixture
def alone(browser: "Browser") -> "Iterator[Callable[[Ranking], list[str]]]":
    """Return what says the differences that the script finds in the data of a ranking, without a page."""
    page = browser.new_page()
    page.add_script_tag(content=script_text())
    words = json.loads(words_text())
    yield lambda ranking: page.evaluate(ALONE, [json.loads("".join(figures_text([ranking]))), words])
    page.close()


@pytest.mark.slow
def test_random_rubrics_and_marks_come_to_the_same(alone: "Callable[[Ranking], list[str]]") -> None:
    bounds, geometric = case_from(AT_BOUNDS, *MARKS_AT_BOUNDS), case_from(GEOMETRIC, *GEOMETRIC_MARKS)
    assert [one.classified.id for one in bounds.before.standings if one.classified] == ["b", "b", "c", "d"]
    for case in [bounds, geometric, *drawn(RANDOM_CASES)]:
        for ranking in case:
            assert alone(ranking) == [], ranking.rubric


@pytest.mark.slow
def test_every_valid_campaign_comes_to_the_same_at_every_stage(alone: "Callable[[Ranking], list[str]]") -> None:
    compared = 0
    for file in sorted((ROOT / "tests" / "valid").glob("*/**/qcdc.yaml")):
        loaded = load(Source(file.parent))
        assert loaded.campaign is not None
        for stage in loaded.campaign.stages:
            scoring_input = input_of(loaded, stage.id)
            for bloc in scoring_input.campaign.blocs:
                assert alone(rank_bloc(scoring_input, bloc)) == [], (file, stage.id, bloc)
                compared += 1
    assert compared > 40
