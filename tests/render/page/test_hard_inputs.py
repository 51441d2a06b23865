"""Pages of hard campaigns in Chromium: nothing is wider than the window, whatever the names and however many."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qcdc_cli.render.page.site import Site
from qcdc_cli.render.report import Options, WholeView
from tests.browser import opened
from tests.render.cases import CAMPAIGN, RUBRIC, SHEETS, Case, written
from tests.render.page.pages import page_file, recheck_lines

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

LONG = "Đơn vị có tên dài hơn tám mươi chữ cái để xem bảng nào và ô nào trên trang có bị tràn ra ngoài hay không"
SOLID = "Têndàikhôngcódấucáchnào" * 4
WIDTHS = (360, 600, 768, 970, 1280)


def renamed(folder: Path, name: str) -> Case:
    """Return the small campaign with one name for everything, with three stages and a mark of each."""
    campaign = CAMPAIGN.replace("name: Bloc}", f"name: {name}}}\n  - {{id: board, name: {name} 3}}")
    campaign = re.sub(
        r"(alpha|beta): (Alpha|Beta)", rf"\1: {name} \2", campaign.replace("name: Bloc One", f"name: {name}")
    )
    rubric = RUBRIC
    for plain in ("Leading", "Plan", "Budget", "All of it", "A part", "Good"):
        rubric = rubric.replace(f"name: {plain}", f"name: {name} {plain}")
    sheets = {unit: text.replace("No deadlines", name).replace("Plan 12", name) for unit, text in SHEETS.items()}
    sheets["alpha"] = sheets["alpha"].replace("bloc: met}", "bloc: met, board: met}")
    return written(folder, campaign=campaign, rubric=rubric, sheets=sheets)


def many(folder: Path) -> Case:
    """Return 103 units, most of them without a sheet."""
    names = [f"u{number}" for number in range(103)]
    campaign = CAMPAIGN.partition("targets:")[0].replace("[alpha, beta, gamma]", f"[{', '.join(names)}]")
    campaign = campaign.replace("leader: alpha, ", "")
    campaign = re.sub("units: {.*}", f"units: {{{', '.join(f'{one}: Xã Số {one}' for one in names)}}}", campaign)
    return written(folder, campaign=campaign, sheets={"u7": SHEETS["beta"].replace("beta", "u7")})


def deep(folder: Path) -> Case:
    """Return three units with 200 criteria in 20 groups."""
    criteria = {f"G{group}": [f"G{group}.{number}" for number in range(10)] for group in range(20)}
    rubric = "rubric: big\nname: Big\ntotal: 200\ncriteria:\n"
    for group, own in criteria.items():
        rubric += f"  - id: {group}\n    name: Công khai, dân chủ\n    points: 10\n    criteria:\n"
        for one in own:
            rubric += f"      - {{id: {one}, name: Tiêu chí {one}, points: 1, evidence: optional}}\n"
    marks = "".join(f"  {one}: {{self: 1, bloc: 1}}\n" for own in criteria.values() for one in own)
    sheets = {unit: f"unit: {unit}\nperiod: h1\nmarks:\n{marks}" for unit in ("alpha", "beta")}
    return written(folder, campaign=CAMPAIGN.partition("targets:")[0], rubric=rubric, sheets=sheets)


def nothing(folder: Path) -> Case:
    """Return one unit without any mark."""
    campaign = CAMPAIGN.partition("targets:")[0].replace("[alpha, beta, gamma]", "[alpha]")
    return written(folder, campaign=campaign.replace(", beta: Beta, gamma: Gamma", ""), sheets={})


def cases(folder: Path) -> Iterator[Case]:
    """Yield the hard campaigns."""
    for name, case in (
        ("long", lambda own: renamed(own, LONG)),
        ("solid", lambda own: renamed(own, SOLID)),
        ("many", many),
        ("deep", deep),
        ("nothing", nothing),
    ):
        own = folder / name
        own.mkdir()
        yield case(own)


def test_nothing_is_wider_than_the_window_and_the_recheck_agrees(browser: "Browser", tmp_path: Path) -> None:
    for number, case in enumerate(cases(tmp_path)):
        report = case.report(WholeView())
        files = [page_file(report, tmp_path, f"whole-{number}")]
        for page in Site(report, Options()).pages():
            if len(files) < 3:  # the index and the first unit
                file = tmp_path / f"site-{number}" / page.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("".join(page.pieces), "utf-8")
                files.append(file)
        for file in files:
            with opened(browser, file) as found:
                page = found.page
                page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 800})
                    assert page.evaluate("() => document.documentElement.scrollWidth") <= width, (file, width)
                assert "Khớp" in recheck_lines(page)[0]
                assert found.told() == []
