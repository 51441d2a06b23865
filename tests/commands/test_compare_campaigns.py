"""`qcdc compare --earlier`: the earlier period is of another campaign with its own rubric: tests/process/periods.py."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.process.periods import write_campaign, write_next_year

EXPECTED = Path(__file__).parent / "expected"
ASKED = ("compare", "2020", "2021", "--earlier", "../thi-dua-2020")


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_campaign(tmp_path / "thi-dua-2020")
    monkeypatch.chdir(write_next_year(tmp_path / "thi-dua-2021"))
    return tmp_path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whole_output(years: Path, qcdc: Qcdc, language: str) -> None:
    ran = qcdc(*ASKED, "--lang", language)
    expected = (EXPECTED / f"compare-campaigns.{language}.txt").read_text(encoding="utf-8")
    assert (ran.status, ran.out, ran.err) == (0, expected, "")


def test_the_figures(years: Path, qcdc: Qcdc) -> None:
    """mot: 21 of 30, now 24 of 30 and 1 of bonus; hai: 25, now 22; group I of both was 33 of 40."""
    found = json.loads(qcdc(*ASKED, "--format", "json").out)
    assert (found["earlier"], found["period"], found["earlier_campaign"]) == ("2020", "2021", "Thi đua 2020")
    keys = ("unit", "points_before", "points_after", "points_change", "rank_before", "rank_after", "ranks_up")
    assert [tuple(one[key] for key in keys) for one in found["units"]] == [
        ("mot", 21, 25, 4, 3, 1, 2),
        ("hai", 25, 22, -3, 2, 2, 0),
        ("bon", None, 15, None, None, 3, None),
    ]
    assert [(one["kind"], one["id"], one["why"], one["other"]) for one in found["unmatched"]] == [
        ("bloc", "cum-2", "only_later", None),
        ("bloc", "cum-1", "matched_by_units", "Khối xã"),
        ("unit", "mot", "renamed", "Xã Một"),
        ("unit", "bon", "only_later", None),
        ("unit", "ba", "only_earlier", None),
    ]
    keys = ("id", "units", "percent_before", "percent_after", "apart", "name_before")
    assert [tuple(one[key] for key in keys) for one in found["parts"]] == [
        ("I", 2, 82.5, 80, "other_maximum", None),
        ("I.1", 2, 70, 75, None, "Họp dân"),
        ("I.2", 0, None, None, "scored_otherwise", None),
        ("III", 0, None, None, "only_later", None),
        ("II", 0, None, None, "extra_in_one", None),
    ]
    (warning,) = found["warnings"]
    assert "classification" in warning


def test_errors_of_both_campaigns_are_told_with_their_places(years: Path, qcdc: Qcdc) -> None:
    for folder in ("thi-dua-2020", "thi-dua-2021"):
        sheet = years / folder / "units" / "mot.yaml"
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("{I.1: ", "{I.1: 9"), encoding="utf-8")
    ran = qcdc(*ASKED)
    assert (ran.status, ran.out) == (1, "")
    assert f"{years / 'thi-dua-2020' / 'units' / 'mot.yaml'}:3:" in ran.err
    assert "\nunits/mot.yaml:3:" in f"\n{ran.err}"


def test_what_cannot_be_compared_at_all_is_refused(years: Path, qcdc: Qcdc) -> None:
    """Another folder than was meant, none at all, this very one; periods of one name in two campaigns are two."""
    refused = qcdc("compare", "2021", "2021", "--earlier", ".")
    assert (refused.status, refused.out) == (2, "")
    assert "Q891" in refused.err
    assert "Q101" in qcdc(*ASKED[:-1], "../thi-dua-2019").err
    assert "Q403" in qcdc("compare", "2019", "2021", *ASKED[3:]).err
    own = years / "thi-dua-2020" / "qcdc.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace('"2020"', '"2021"').replace("2020-h1:", "2020:"), "utf-8")
    for sheet in (years / "thi-dua-2020" / "units").iterdir():
        changed = sheet.read_text(encoding="utf-8").replace('"2020"', '"2021"').replace("2020-h1", "2020")
        sheet.write_text(changed, encoding="utf-8")
    assert qcdc("compare", "2021", *ASKED[3:]).status == 0
    text = own.read_text(encoding="utf-8")
    for unit in ("mot", "hai", "ba"):
        text = (
            text.replace(f"{unit}: ", f"x-{unit}: ").replace(f"{unit},", f"x-{unit},").replace(f"{unit}]", f"x-{unit}]")
        )
    own.write_text(text, encoding="utf-8")
    for sheet in (years / "thi-dua-2020" / "units").iterdir():
        sheet.write_text(sheet.read_text(encoding="utf-8").replace("unit: ", "unit: x-"), encoding="utf-8")
    refused = qcdc("compare", "2021", *ASKED[3:])
    assert (refused.status, refused.out) == (2, "")
    assert "Q892" in refused.err


def test_warnings_say_where_to_look(years: Path, qcdc: Qcdc) -> None:
    (years / "thi-dua-2020" / "units" / "ba.yaml").unlink()
    ran = qcdc(*ASKED)
    assert ran.status == 0
    assert f"`qcdc check -C {years / 'thi-dua-2020'}`" in ran.err
