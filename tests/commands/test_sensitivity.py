"""How firm a ranking is, as it is printed, written and drawn."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import REPOSITORY, Qcdc
from tests.render.page.reading import read

EXPECTED = Path(__file__).parent / "expected"
EXAMPLES = REPOSITORY / "examples"
LEADER = ("-C", str(EXAMPLES / "tuong-doi-chi-tieu"))
CHECKERS = REPOSITORY / "tests" / "valid" / "checkers"


def test_what_a_screen_shows(qcdc: Qcdc) -> None:
    """Unverified marks of three units; and a rubric that compares units, whose draws are scored anew."""
    ran = qcdc("sensitivity", "-C", str(CHECKERS), "--draws", "400", "--weights", "30")
    assert (ran.status, ran.out) == (0, (EXPECTED / "sensitivity.vi.txt").read_text(encoding="utf-8"))
    ran = qcdc("sensitivity", *LEADER, "--draws", "100", "--by", "group", "--seed", "7", "--lang", "en")
    assert (ran.status, ran.out) == (0, (EXPECTED / "sensitivity.en.txt").read_text(encoding="utf-8"))


def test_programs_get_all_and_the_seed_gives_it_again(qcdc: Qcdc, tmp_path: Path) -> None:
    arguments = ("sensitivity", "-C", str(EXAMPLES / "thi-dua-1000"), "--draws", "100")
    first = qcdc(*arguments, "--format", "json").out
    assert qcdc(*arguments, "--format", "json", "--seed", "1").out == first
    found = json.loads(first)
    assert (found["seed"], found["weights_percent"]) == (1, 20)
    for one in found["weights_uniform"]:
        assert one["kept_from_percent"] <= one["kept_percent"] == one["kept"] <= one["kept_to_percent"]
        assert one["drawn_best"] <= one["usually_best"] <= one["usually_worst"] <= one["drawn_worst"]
    other = json.loads(qcdc(*arguments, "--format", "json", "--by", "criterion", "--seed", "2").out)
    changed = [key for key in found if other.get(key) != found[key]]
    assert changed == ["seed", "weights_uniform", "weights_dirichlet", "left_out_groups"]
    for name in ("x.xlsx", "x.html"):
        written = []
        for _ in range(2):
            assert qcdc(*arguments, "-o", str(tmp_path / name)).status == 0
            written.append((tmp_path / name).read_bytes())
        assert written[0] == written[1]


def test_the_page_draws_the_ranks(qcdc: Qcdc, tmp_path: Path) -> None:
    """Seven units, so that each rank has a seventh of 1000: bars begin and end there, the mark stands in the middle."""
    page = tmp_path / "x.html"
    asked = ("sensitivity", "-C", str(EXAMPLES / "thi-dua-1000"), "--draws", "100")
    qcdc(*asked, "-o", str(page))
    found = json.loads(qcdc(*asked, "-f", "json").out)["weights_uniform"]
    lines = read(page.read_text(encoding="utf-8")).xpath("//ul[@class='bars ranks']/li")
    assert len(lines) == len(found) == 7
    for line, one in zip(lines, found, strict=True):
        _, met, usual, mark = line.xpath(".//*[local-name()='rect']")
        ends = [
            (one["drawn_best"], one["drawn_worst"], met),
            (one["usually_best"], one["usually_worst"], usual),
        ]
        for best, worst, bar in ends:
            left, right = 1000 * (best - 1) // 7, 1000 * worst // 7
            assert (int(bar.get("x")), int(bar.get("width"))) == (left, right - left)
        assert abs(int(mark.get("x")) + 4 - 1000 * (2 * one["rank"] - 1) / 14) <= 2
        assert line.xpath("string(span)") == one["name"]
        assert line.xpath("string(b)").startswith(str(one["rank"]))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--weights", value) for value in ("0%", "100%", "-5", "nhieu", "")),
        *(("--draws", value) for value in ("99", "1000001", "1e3", "-1")),
        *(("--seed", value) for value in ("-1", "1.5", "x", "9" * 13)),
        ("--by", "unit"),
    ],
)
def test_what_cannot_be_varied_is_refused(qcdc: Qcdc, option: str, value: str) -> None:
    ran = qcdc("sensitivity", *LEADER, f"{option}={value}")
    assert (ran.status, ran.out) == (2, "")
    assert "Q906" in ran.err
    assert option in ran.err
