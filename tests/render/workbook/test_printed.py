"""The workbook as LibreOffice prints it: nothing refused, the ranking on one page, the words as they were."""

import re
from collections import Counter
from pathlib import Path
from typing import Protocol

import pytest

from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.render.words.remarks import ranking_notes
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, EXAMPLE_BLOC, ROOT, input_from, input_of, load_example, rubric_from
from tests.office import Office, page_texts
from tests.render.cases import workbook_of


class Printed(Protocol):
    """Prints a bloc's workbook, with the units' worksheets or without them, and returns the text of each page."""

    def __call__(self, scoring_input: ScoringInput, bloc: str, *, units: bool = True) -> list[str]: ...


@pytest.fixture
def printed(tmp_path: Path, office: Office) -> Printed:
    """Return what prints."""

    def pages(scoring_input: ScoringInput, bloc: str, *, units: bool = True) -> list[str]:
        ranking = rank_bloc(scoring_input, bloc)
        scores = score_units(scoring_input, [standing.result.unit for standing in ranking.standings] if units else [])
        file = tmp_path / "report.xlsx"
        file.write_bytes(workbook_of([ranking], {bloc: scores}))
        return page_texts(office([file], "pdf")[file.name])

    return pages


def sheet_of(page: str) -> str:
    """Return the sheet that a page belongs to, from its footer."""
    return re.sub(r"\s+(Trang|Page) .*", "", page.strip().splitlines()[-1]).strip()


def joined(page: str) -> str:
    return re.sub(r"\s", "", page)


def test_the_example(printed: Printed) -> None:
    pages = printed(input_of(load_example()), EXAMPLE_BLOC)
    count = Counter(sheet_of(page) for page in pages)
    assert count["Xếp hạng"] == 1
    assert count["Tiêu chí"] <= 3
    assert max(count.values()) <= 5
    assert len(count) == 9 + 8
    ranking = joined(pages[0])
    for text in ("CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM", "TẠMTÍNH", "87,13", "76,86", "TRƯỞNGKHỐI", "ChâuThành,ngày"):
        assert text in ranking


@pytest.mark.parametrize(
    ("example", "bloc", "period"),
    [
        ("thi-dua-1000", "khoi-xa", "2024"),
        ("tuong-doi-chi-tieu", None, "2024"),
        ("chi-so-phan-tram", "thuong-nguon", "2024-h1"),
        ("can-tho-2026", "khoi-1", "2026"),
    ],
)
def test_the_other_examples(printed: Printed, example: str, bloc: str | None, period: str) -> None:
    scoring_input = input_of(load(Source(ROOT / "examples" / example)))._replace(period=period)
    bloc = bloc or next(iter(scoring_input.campaign.blocs))
    pages = printed(scoring_input, bloc)
    count = Counter(sheet_of(page) for page in pages)
    assert count["Xếp hạng"] == count["Tiêu chí"] == 1
    assert max(count.values()) <= 3
    ranking = rank_bloc(scoring_input, bloc)
    page, method = joined(pages[0]), joined("".join(page for page in pages if sheet_of(page) == "Cách tính"))
    words = re.findall(r"\w+", pages[0])
    for standing in ranking.standings:
        for award in standing.awards:
            assert all(word in words for word in award.name.split())
    for note in ranking_notes(ranking):
        assert joined(note) in page
    for award in ranking.rubric.awards:
        assert joined(award.name) in method
    for entry in ranking.rubric.classification:
        assert joined(f"– {entry.name}:") in method


def test_thirty_units(printed: Printed) -> None:
    rubric = rubric_from(
        {
            "criteria": [
                {"id": f"I{group}", "criteria": [{"id": f"I{group}.{n}", "points": "5"} for n in range(8)]}
                for group in range(6)
            ]
        }
    )
    units = {f"u{number}": {leaf.criterion.id: f"{4 - number % 4}" for leaf in rubric.leaves} for number in range(30)}
    pages = printed(input_from(rubric, units), BLOC, units=False)
    criteria = [page for page in pages if sheet_of(page) == "Tiêu chí"]
    assert len(criteria) == 6
    for page in criteria:
        assert "Mã" in page
        assert "Xã u" in page
    assert len({tuple(re.findall(r"Xã u\d+", page)) for page in criteria}) == 3


def test_texts_arrive_as_they_were(printed: Printed) -> None:
    rubric = rubric_from('criteria: [{id: I, name: "=1+1", criteria: [{id: "1.10", name: "#N/A", points: 10}]}]')
    scoring_input = input_from(rubric, {"a": {"1.10": "8,7"}})
    campaign = scoring_input.campaign.model_copy(update={"units": {"a": "a_x0041_b"}})
    pages = printed(scoring_input._replace(campaign=campaign), BLOC)
    assert "a_x0041_b" in pages[0]
    criteria = next(page for page in pages if sheet_of(page) == "Tiêu chí")
    assert re.search(r"I\s+=1\+1\s+10\s+8,7", criteria)
    assert re.search(r"1\.10\s+#N/A\s+10\s+8,7", criteria)
