"""Rubrics that extend others: what is merged, and where every node of it stands."""

from pathlib import Path

import pytest

from qcdc_cli.campaign.extending import Composite, extended
from qcdc_cli.campaign.loaded import Source
from qcdc_cli.campaign.loading import check
from qcdc_cli.campaign.rubric_loading import read_rubric
from qcdc_cli.problems import QcdcError
from qcdc_cli.yamltext.document import YamlDocument

BASE = """\
rubric: base
version: "3"
name: Base
total: 15
rounding: {decimals: 2, at: criterion}
criteria:
  - id: I
    name: First
    points: 10
    criteria:
      - {id: I.1, name: A, points: 4, evidence: optional, step: 0.5}
      - {id: I.2, name: B, points: 6, evidence: [x, y], levels: {tot: {name: Good, points: 6}}}
  - {id: II, name: C, points: 5, evidence: optional}
bonus:
  above_total: yes
  criteria: [{id: B.1, name: D, points: 1, evidence: optional}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def _merged(folder: Path, text: str) -> Composite:
    file = folder / "own.yaml"
    file.write_text(f"rubric: own\nname: Own\nextends: base.yaml\n{text}", encoding="utf-8")
    merged = extended(YamlDocument.read(file, "own.yaml"), file)
    assert isinstance(merged, Composite)
    return merged


def _codes(text: str, folder: Path) -> list[str]:
    _merged(folder, text)
    return [f"{problem.place} {problem.code}" for problem in check(Source(sheets=("own.yaml",))) if problem.is_error]


def test_a_rubric_without_extends_is_left_alone(folder: Path) -> None:
    document = YamlDocument.read(folder / "base.yaml", "base.yaml")
    assert extended(document, folder / "base.yaml") is document


def test_nothing_but_a_name_of_its_own(folder: Path) -> None:
    assert _codes("", folder) == []
    rubric = read_rubric("own.yaml")[1]
    assert (rubric.rubric, rubric.name, rubric.version, rubric.based_on) == ("own", "Own", None, "Base")
    assert rubric.criteria == read_rubric("base.yaml")[1].criteria


def test_every_node_knows_its_file_and_line(folder: Path) -> None:
    merged = _merged(
        folder,
        "total: 18\n"
        "remove: [I.1]\n"
        "change:\n"
        "  I.2:\n"
        "    points: 4\n"
        "    levels:\n"
        "      tot: {name: Good, points: 4}\n"
        "add:\n"
        "  I:\n"
        "    - {id: I.3, name: E, points: 2, evidence: optional}\n"
        "  top: [{id: III, name: F, points: 3, evidence: optional}]\n"
        "  bonus: [{id: B.2, name: G, points: 1, evidence: optional}]\n",
    )
    places = {
        ("total",): "own.yaml:4:1",
        ("name",): "own.yaml:2:1",
        ("rounding", "at"): "base.yaml:5:25",
        ("criteria", 0, "points"): "base.yaml:9:5",
        ("criteria", 0, "criteria", 0): "base.yaml:12:9",  # I.2, the first now that I.1 is gone
        ("criteria", 0, "criteria", 0, "evidence", 1): "base.yaml:12:53",
        ("criteria", 0, "criteria", 0, "points"): "own.yaml:8:5",
        ("criteria", 0, "criteria", 0, "levels", "tot", "points"): "own.yaml:10:25",
        ("criteria", 0, "criteria", 1): "own.yaml:13:7",
        ("criteria", 0, "criteria", 1, "name"): "own.yaml:13:17",
        ("criteria", 1, "points"): "base.yaml:13:23",
        ("criteria", 2, "id"): "own.yaml:14:10",
        ("bonus", "criteria", 0, "id"): "base.yaml:16:15",
        ("bonus", "criteria", 1, "id"): "own.yaml:15:12",
        ("criteria", 0, "criteria", 0, "basis"): "base.yaml:12:9",  # not there: the nearest that is
    }
    assert {path: str(merged.place(path)) for path in places} == places


def test_a_way_of_scoring_replaces_the_base_s(folder: Path) -> None:
    assert _codes("change: {I.1: {pass: Done}, I.2: {step: 0.5}}\n", folder) == []
    kinds = [leaf.criterion.kind.key for leaf in read_rubric("own.yaml")[1].leaves]
    assert kinds == ["pass", "points", "points", "points"]


def test_sums_are_not_computed_anew(folder: Path) -> None:
    assert _codes("remove: [I.1]\n", folder) == ["base.yaml:9:5 Q501"]
    assert _codes("remove: [I.1]\nchange: {I: {points: 6}}\n", folder) == ["base.yaml:4:1 Q502"]
    assert _codes("remove: [I.1]\nchange: {I: {points: 6}}\ntotal: 11\n", folder) == []


def test_a_group_and_its_part_may_both_be_removed(folder: Path) -> None:
    assert _codes("remove: [I, I.1]\ntotal: 5\n", folder) == []


def test_what_was_removed_cannot_be_changed(folder: Path) -> None:
    assert _codes("remove: [II]\nchange: {II: {points: 1}}\n", folder) == ["own.yaml:5:10 Q523"]


def test_an_added_id_that_exists_is_told_where_it_was_added(folder: Path) -> None:
    found = _codes("total: 16\nadd: {top: [{id: I.1, name: E, points: 1, evidence: optional}]}\n", folder)
    assert found == ["own.yaml:5:14 Q503"]


def test_a_chain_of_three_keeps_all_places(folder: Path) -> None:
    (folder / "middle.yaml").write_text(
        "rubric: middle\nname: Middle\nextends: base.yaml\nchange: {II: {points: 4}}\ntotal: 14\n", encoding="utf-8"
    )
    file = folder / "last.yaml"
    file.write_text("rubric: last\nname: Last\nextends: middle.yaml\nremove: [I.2]\n", encoding="utf-8")
    merged = extended(YamlDocument.read(file, "last.yaml"), file)
    assert isinstance(merged, Composite)
    assert str(merged.place(("criteria", 1, "points"))) == "middle.yaml:4:15"
    assert str(merged.place(("criteria", 0, "criteria", 0, "id"))) == "base.yaml:11:10"
    assert str(merged.place(("total",))) == "middle.yaml:5:1"
    assert [base.name for base in merged.bases] == ["middle.yaml", "base.yaml"]
    found = {f"{problem.place} {problem.code}" for problem in check(Source(sheets=("last.yaml",)))}
    assert found == {"base.yaml:9:5 Q501"}


def test_two_rubrics_with_one_base_do_not_meet(folder: Path) -> None:
    assert _codes("change: {II: {points: 4}}\ntotal: 14\n", folder) == []
    changed, base = read_rubric("own.yaml")[1], read_rubric("base.yaml")[1]
    assert (changed.total, base.total) == (14, 15)
    assert [node.points for node in base.criteria] == [10, 5]


def test_a_path_counts_from_the_file_not_from_the_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _merged(folder, "")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert read_rubric("../own.yaml")[1].based_on == "Base"
    (folder / "elsewhere" / "here.yaml").write_text("rubric: h\nname: H\nextends: base.yaml\n", encoding="utf-8")
    with pytest.raises(QcdcError) as refusal:
        read_rubric("here.yaml")[1]
    assert [problem.code for problem in refusal.value.problems] == ["Q525"]


def test_a_rubric_that_extends_itself_is_a_circle(folder: Path) -> None:
    (folder / "base.yaml").write_text("rubric: b\nname: B\nextends: base.yaml\n", encoding="utf-8")
    (problem,) = check(Source(sheets=("base.yaml",)))
    assert (problem.code, str(problem.place)) == ("Q524", "base.yaml:3:1")


def test_a_group_and_what_is_in_it_can_be_taken_out_in_any_order(folder: Path) -> None:
    for wanted in ("[I, I.1]", "[I.1, I]", "[I.1, I.1, I]"):
        tree = _merged(folder, f"remove: {wanted}\n").tree
        assert isinstance(tree, dict)
        assert [node["id"] for node in tree["criteria"]] == ["II"]


def test_what_is_left_keeps_its_place_when_many_are_taken_out(folder: Path) -> None:
    many = "".join(f"  - {{id: M.{number}, name: M, points: 1, evidence: optional}}\n" for number in range(50))
    (folder / "base.yaml").write_text(BASE.replace("bonus:", f"{many}bonus:"), encoding="utf-8")
    gone = ", ".join(f"M.{number}" for number in range(50) if number != 30)
    merged = _merged(folder, f"remove: [{gone}]\n")
    assert isinstance(merged.tree, dict)
    assert [node["id"] for node in merged.tree["criteria"]] == ["I", "II", "M.30"]
    assert str(merged.place(("criteria", 2, "id"))) == "base.yaml:44:6"


def test_a_chain_of_rubrics_is_not_followed_for_ever(folder: Path) -> None:
    (folder / "base.yaml").rename(folder / "r0.yaml")
    for number in range(1, 1200):
        text = f"rubric: r{number}\nname: R\nextends: r{number - 1}.yaml\n"
        (folder / f"r{number}.yaml").write_text(text, encoding="utf-8")
    assert [problem.code for problem in check(Source(sheets=("r40.yaml",)))] == []
    assert [f"{problem.place} {problem.code}" for problem in check(Source(sheets=("r1199.yaml",)))] == [
        "r1159.yaml:3:1 Q204"
    ]


def test_rubrics_that_add_to_each_other_are_together_no_deeper_than_one_may_be(folder: Path) -> None:
    (folder / "base.yaml").rename(folder / "r0.yaml")
    above = "I"
    for number in range(1, 39):
        inner = f"{{id: L{number}, name: L, points: 1, evidence: optional}}"
        for level in reversed(range(17)):
            inner = f"{{id: L{number}.{level}, name: L, points: 1, criteria: [{inner}]}}"
        text = f"rubric: r\nname: R\nextends: r{number - 1}.yaml\nadd:\n  {above}: [{inner}]\n"
        (folder / f"r{number}.yaml").write_text(text, encoding="utf-8")
        above = f"L{number}.16"
    assert [f"{problem.place} {problem.code}" for problem in check(Source(sheets=("r38.yaml",)))] == [
        "r2.yaml:4:1 Q204"
    ]
