"""Every output of every example, period and stage says the same of a unit: its total, maximum, rank and class.

The outputs are those of the command line, and are read back from what a person is given.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import docx
import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import load
from tests.campaigns import ROOT
from tests.commands.conftest import Qcdc
from tests.commands.reading_back import (
    Figures,
    csv_tables,
    exact,
    in_explanation,
    in_json,
    in_letters,
    in_tables,
    in_workbook,
    markdown_tables,
    page_tables,
    terminal_tables,
    word_tables,
)
from tests.office import page_texts
from tests.render.pdf.reading import run

pytestmark = pytest.mark.slow

EXAMPLES = ROOT / "examples"
CLAIMS_ONLY = "chau-thanh-2020 with a claim alone in the last stage"
CLAIM = "id;phu-huu\nIV.1.c;n/a | Không có công trình\n"
SHOWN = {"total", "maximum", "rank", "class"}


class Place(NamedTuple):
    """What is looked at: an example, one of its periods, marks up to one of its stages."""

    example: str
    period: str
    stage: str


def folder_of(example: str) -> Path:
    return EXAMPLES / example.partition(" ")[0]


def campaign_of(example: str) -> Campaign:
    campaign = load(Source(folder_of(example))).campaign
    assert campaign is not None
    return campaign


def places() -> Iterator[Place]:
    for example in (*sorted(folder.name for folder in EXAMPLES.iterdir()), CLAIMS_ONLY):
        campaign = campaign_of(example)
        for period in campaign.periods:
            for stage in campaign.stages:
                yield Place(example, period, stage.id)


def classes_of(folder: Path) -> dict[str, str]:
    """Return the names of the classes by their ids, of all blocs."""
    return {entry.id: entry.name for rubric in load(Source(folder)).rubrics.values() for entry in rubric.classification}


def outputs(qcdc: Qcdc, folder: Path, place: Place) -> Iterator[tuple[str, set[str], Mapping[str, Figures]]]:
    """Yield each output's name, what it shows of each unit at the least, and what it says by the units' names."""
    options = ("--period", place.period, "--stage", place.stage)
    campaign, classes = campaign_of(place.example), classes_of(folder)

    def told(*arguments: str) -> str:
        ran = qcdc("--lang", "en", *arguments, *options, "-C", str(folder))
        assert ran.status == 0, ran.err
        return ran.out

    def document(*arguments: str) -> dict[str, Any]:
        read: dict[str, Any] = exact(told(*arguments, "--format", "json"))
        return read

    ranked = document("rank")
    rankings = ranked.get("rankings", [ranked])
    standings = [standing for ranking in rankings for standing in ranking["standings"]]
    yield "rank --format json", SHOWN, in_json(standings, classes)
    tabled = SHOWN - {"maximum"}  # a column only where a unit's differs
    yield "rank", tabled, in_tables(terminal_tables(told("rank")))
    yield "rank --format csv", tabled, in_tables(csv_tables(told("rank", "--format", "csv")))
    yield "rank --format md", tabled, in_tables(markdown_tables(told("rank", "--format", "md")))

    (reached,) = {ranking["reached"] for ranking in rankings}
    column = next(stage.name for stage in campaign.stages if stage.id == reached)
    scored = SHOWN - {"rank"}
    yield "score --format json", scored, in_json(document("score")["units"], classes)
    tabled = scored - {"maximum"}
    yield "score", tabled, in_tables(terminal_tables(told("score")), column)
    yield "score --format csv", tabled, in_tables(csv_tables(told("score", "--format", "csv")), column)
    yield "score --format md", tabled, in_tables(markdown_tables(told("score", "--format", "md")), column)

    explained: dict[str, Figures] = {}
    turn = [stage.id for stage in campaign.stages].index(place.stage)
    for at, (unit, name) in enumerate(campaign.unit_names.items()):
        if (at + turn) % 2:  # in words at one stage and for programs at the next
            explained |= in_json([total_of(document("explain", unit))], classes)
        else:
            explained[name] = in_explanation(told("explain", unit))
    yield "explain, in words and for programs by turns", SHOWN, explained

    for suffix in ("csv", "md", "json", "xlsx"):
        told("export", str(folder / f"report.{suffix}"))
    yield "export .csv", SHOWN - {"maximum"}, in_tables(csv_tables((folder / "report.csv").read_text(encoding="utf-8")))
    written = (folder / "report.md").read_text(encoding="utf-8")
    for title, rank_in_it in (("ranking", True), ("scores", False)):
        tables = (table for table in markdown_tables(written) if ("Rank" in table[0]) is rank_in_it)
        shown = SHOWN - {"maximum"} if rank_in_it else SHOWN - {"maximum", "rank"}
        yield f"export .md: {title}", shown, in_tables(tables, "Total" if rank_in_it else column)
    for file, kind in (
        ("page.html", ()),
        ("report.docx", ()),
        ("ranking.docx", ("--document", "ranking")),
        ("letters.docx", ("--letters",)),
    ):
        told("export", str(folder / file), *kind)
    page = page_tables((folder / "page.html").read_text(encoding="utf-8"), "ranking")
    yield "export .html", SHOWN - {"maximum"}, in_tables(page, "Total")
    yield (
        "export .docx --document ranking",
        SHOWN - {"maximum"},
        in_tables(word_tables(folder / "ranking.docx"), "Total"),
    )
    in_report = [table for table in word_tables(folder / "report.docx") if "Rank" in table[0]]
    for title, own in (("text", in_report[: len(in_report) // 2]), ("appendices", in_report[len(in_report) // 2 :])):
        yield f"export .docx: {title}", SHOWN - {"maximum"}, in_tables(iter(own), "Total")
    letters = [paragraph.text for paragraph in docx.Document(str(folder / "letters.docx")).paragraphs]
    yield "export --letters", SHOWN, in_letters(letters)
    report = exact((folder / "report.json").read_text(encoding="utf-8"))
    reports = report.get("rankings", [report])
    yield "export .json", SHOWN, in_json([one for each in reports for one in each["standings"]], classes)
    yield "export .json: units", scored, in_json([one for each in reports for one in each["units"]], classes)
    for sheet, said in in_workbook(folder / "report.xlsx").items():
        least = {"ranking": SHOWN, "unit": SHOWN - {"maximum"}, "calculation": SHOWN, "exported": SHOWN - {"maximum"}}
        yield f"export .xlsx: {sheet}", least[sheet], said


def total_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the explanation of a total says, in the form that rankings have."""
    total = document["total"]
    return {**total, "name": document["name"], "class": total["class"] and total["class"]["id"]}


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("place", [*places()], ids="-".join)
def test_every_output_says_the_same(qcdc: Qcdc, tmp_path: Path, place: Place) -> None:
    folder = tmp_path / "campaign"
    copytree(folder_of(place.example), folder)
    if place.example == CLAIMS_ONLY:
        (tmp_path / "na.csv").write_text(CLAIM, encoding="utf-8")
        assert qcdc("import", str(tmp_path / "na.csv"), "--stage", "board", "-C", str(folder)).status == 0
    (_, _, first), *others = outputs(qcdc, folder, place)
    assert len(first) == len(campaign_of(place.example).units)
    for output, least, said in others:
        assert said.keys() == first.keys(), output
        for unit, figures in said.items():
            nothing = first[unit]["total"] is None  # then some outputs only say that there is no sheet
            assert nothing or figures.keys() >= least, (output, unit)
            assert figures == {field: first[unit][field] for field in figures}, (output, unit)


@pytest.mark.usefixtures("office")  # it reads PDF with poppler
@pytest.mark.parametrize("example", sorted(folder.name for folder in EXAMPLES.iterdir()))
def test_letters_say_the_same_in_word_and_pdf(qcdc: Qcdc, tmp_path: Path, example: str) -> None:
    for file in ("letters.docx", "letters.pdf"):
        assert (
            qcdc("--lang", "en", "export", str(tmp_path / file), "--letters", "-C", str(EXAMPLES / example)).status == 0
        )
    in_word = in_letters([paragraph.text for paragraph in docx.Document(str(tmp_path / "letters.docx")).paragraphs])
    lines = [line for page in page_texts(tmp_path / "letters.pdf") for line in page.splitlines()]
    assert len(in_word) == len(campaign_of(example).units)
    assert in_letters(lines) == in_word


@pytest.mark.usefixtures("office")  # it reads PDF with poppler
@pytest.mark.parametrize("example", sorted(folder.name for folder in EXAMPLES.iterdir()))
def test_rankings_say_the_same_in_word_and_pdf(qcdc: Qcdc, tmp_path: Path, example: str) -> None:
    """In the report and in the appendix to sign: row by row as the file is read, the same texts."""
    for kind in ("report", "ranking"):
        for suffix in ("docx", "pdf"):
            target = str(tmp_path / f"{kind}.{suffix}")
            assert qcdc("export", target, "--document", kind, "-C", str(EXAMPLES / example)).status == 0
        raw = run("pdftotext", "-raw", tmp_path / f"{kind}.pdf", "-")
        text = squeezed(raw)
        tables = [table for table in word_tables(tmp_path / f"{kind}.docx") if "Hạng" in table[0]]
        rows = [squeezed("".join(row)) for table in tables for row in table[1:]]
        assert len(rows) == len(campaign_of(example).units) * (2 if kind == "report" else 1)
        assert [row for row in rows if row not in text] == []


def squeezed(text: str) -> str:
    """Return a text without spaces, and without the hyphens and invisible places at which lines may end."""
    return "".join(text.split()).replace("\u200b", "").replace("-", "")
