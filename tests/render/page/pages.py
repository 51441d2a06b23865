"""Pages as files, as `qcdc export` writes them, and what a browser does with them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.report import Options, Report, WholeView
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import ROOT, input_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXAMPLES = ROOT / "examples"
RESULT = "#recheck-result"
_MOST_TABS = 200


def inputs() -> Iterator[tuple[str, ScoringInput]]:
    """Yield every example in every period of its campaign, with a name for it."""
    for folder in sorted(EXAMPLES.iterdir()):
        scoring_input = input_of(load(Source(folder)))
        for period in scoring_input.campaign.periods:
            yield f"{folder.name} {period}", scoring_input._replace(period=period)


def report_of(scoring_input: ScoringInput) -> Report:
    """Return the whole report of a campaign's blocs."""
    campaign = scoring_input.campaign
    rankings = tuple(rank_bloc(scoring_input, bloc) for bloc in campaign.blocs)
    scores = {
        one.bloc_id: score_units(scoring_input, [standing.result.unit for standing in one.standings])
        for one in rankings
    }
    return Report(campaign, scoring_input.period, WholeView(), rankings, scores)


def page_file(report: Report, folder: Path, name: str = "ket-qua", **options: Any) -> Path:
    """Write the page of a report into a folder."""
    file = folder / f"{name}.html"
    page = FORMATS["html"]
    file.write_bytes(b"".join(page.file(page.render(report, Options(**options)))))
    return file


def recheck_lines(page: "Page") -> list[str]:
    """Press the button, and return what the page says then, line by line."""
    page.locator("#recheck").press("Enter")
    page.locator(f"{RESULT}[data-result]").wait_for()
    return page.locator(f"{RESULT} p").all_inner_texts()


def tab_to(page: "Page", selector: str) -> None:
    """Go to an element by the tabulator alone, from where the page is."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    message = f"the tabulator never comes to {selector}"
    raise AssertionError(message)


def units_shown(page: "Page", table: str) -> Sequence[str]:
    """Return the ids of the units that a table shows, from the top down."""
    shown: Sequence[str] = page.eval_on_selector_all(
        f"{table} tbody tr", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.unit)"
    )
    return shown
