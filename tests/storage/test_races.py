"""Several imports into one sheet at once: each mark is in the sheet, or its run says that nothing was written."""

import json
import os
from pathlib import Path

import pytest

from tests.storage.conftest import RUBRIC, SHEET
from tests.storage.faults import race

pytestmark = [
    pytest.mark.slow,
    pytest.mark.rounds,
    pytest.mark.no_cover,  # thousands of runs, which a tracer makes several times slower
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each run is a child of one process that has imported all"),
]
IDS = ("I.1", "I.2", "I.3", "I.4")


@pytest.fixture
def several(small: Path) -> Path:
    """Return a campaign of four criteria, and a file with a mark for each."""
    criteria = ", ".join(f"{{id: {identity}, name: Tiêu chí, points: 10, evidence: optional}}" for identity in IDS)
    text = RUBRIC.replace("total: 10", "total: 40").replace("name: Mục, points: 10", "name: Mục, points: 40")
    begin = text.index("criteria: [{")
    (small / "rubric.yaml").write_text(f"{text[:begin]}criteria: [{criteria}]}}\n", encoding="utf-8")
    for number, identity in enumerate(IDS):
        (small / f"{number}.csv").write_text(
            f"unit,id,mark,reason\na,{identity},{number + 6},Đo lại\n", encoding="utf-8"
        )
    (small / "units" / "a.yaml").write_text(SHEET.format(unit="a"), encoding="utf-8")
    return small


def assert_chained(records: str, files: list[str]) -> None:
    """The records have a line for each import that wrote something, each with the digest of the line before it."""
    lines = [json.loads(line) for line in records.splitlines()]
    assert sorted(line["file"] for line in lines) == files
    assert [line["before"] for line in lines] == ["", *(line["digest"] for line in lines[:-1])]


@pytest.mark.parametrize("importers", [2, 4])
def test_no_mark_is_lost_in_200_rounds(several: Path, importers: int) -> None:
    found = race(several, [["import", f"{number}.csv", "--stage", "board"] for number in range(importers)], 200)
    assert len(found) == 200
    written = 0
    for runs, sheet, records in found:
        assert {name for name in runs[0].files if ".qcdc-" in name} == set()
        for number, run in enumerate(runs):
            is_there = f"board: {{mark: {number + 6}," in sheet
            assert run.status == (0 if is_there else 1), f"{run.err}\n{sheet}"
            assert ("wrote units/a.yaml" in run.err) == is_there
            assert ("Q757" in run.err) != is_there
            written += is_there
        assert_chained(records, [f"{number}.csv" for number, run in enumerate(runs) if run.status == 0])
        assert "I.1: {self: 5" in sheet or "self: 5" in sheet or "I.1: 5" in sheet
    assert written >= 200  # one of each round at least
    assert written < 200 * importers  # and they did meet


def test_only_one_of_several_makes_a_campaign(tmp_path: Path) -> None:
    start = tmp_path / "start"
    (start / "units").mkdir(parents=True)
    (start / "units" / "a.yaml").write_text("", encoding="utf-8")
    found = race(start, [["init", "moi", "-u", f"Xã {name}"] for name in ("An", "Bình")], 10)
    for runs, *_ in found:
        assert sorted(run.status for run in runs) == [0, 2], runs
        name = ("an", "binh")[[run.status for run in runs].index(0)]
        assert [file for file in runs[0].files if file.startswith("moi/units")] == [f"moi/units/{name}.yaml"]
        told = "".join(run.err for run in runs)
        assert "Q917" in told or "Q114" in told  # the folder is looked at first, and again when its files are written
