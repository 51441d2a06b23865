"""What pydantic refuses is told at its line and column: wrong shapes, unknown and missing keys, at every depth.

`▲` stands before the place where the problem is expected.
"""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.validation import validate, walk
from qcdc_cli.yamltext.document import YamlDocument

CAMPAIGN = """campaign: Thi đua
period: k1
periods:
  k1: {name: Kỳ 1, from: 2020-01-01, to: 30/6/2020, due: 2020-06-25}
stages:
  - {id: self, name: Tự chấm, by: unit}
blocs:
  b:
    name: Khối
    rubric: r
    leader: u1
    units: [u1, u2]
units: {u1: Một, u2: Hai}
targets:
  I.1: {u1: 9}
unassigned:
  I.1: {u2: Không giao}
signatures:
  - {role: TRƯỞNG KHỐI, name: A}
"""
RUBRIC = """rubric: r
name: Thang điểm
basis: [Kế hoạch 40]
total: 10
rounding: {decimals: 2, at: criterion}
criteria:
  - id: I
    name: Mục
    points: 10
    criteria:
      - id: I.1
        name: Lá
        points: 5
        step: 0.5
        evidence: [Biên bản]
      - id: I.2
        name: Lá
        points: 5
        bands:
          unit: "%"
          table:
            - {from: 90, points: 5}
            - {points: 0}
        levels:
          tot: {name: Tốt, points: 5}
        checklist:
          a: {name: A, points: 5}
        count: {each: 1, unit: lần}
        pass: Có
classification:
  - {id: a, name: A, from: 90}
"""
SHEET = """unit: u1
period: k1
marks:
  I.1: 5
  I.2: [a, b]
  I.3:
    self: tot
    bloc: {mark: kem, reason: Muộn, by: Tổ}
    board:
      actual: 8
      target: 9
    evidence:
      - Biên bản
      - {name: Quyết định, file: a.pdf}
    not_applicable: Không có
notes:
  strengths: [Tốt]
  limits: []
"""
MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    "campaign": (CAMPAIGN, Campaign),
    "rubric": (RUBRIC, Rubric),
    "sheet": (SHEET, Sheet),
}


def told(text: str, model: type[BaseModel]) -> list[tuple[int, int, str, str]]:
    document = YamlDocument("f", text.encode())
    assert document.problems == (), [problem.sentence() for problem in document.problems]
    _, problems = validate(document, model)
    return [
        (problem.place.line, problem.place.column, problem.code, problem.nearest)
        for problem in problems
        if problem.place is not None
    ]


@pytest.mark.parametrize("name", MODELS)
def test_the_samples_are_right(name: str) -> None:
    assert told(*MODELS[name]) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "nearest"),
    [
        # Unknown keys: the key itself, and what was meant
        ("campaign", "period: k1\n", "period: k1\n▲athority: A\n", "Q305", "authority"),
        ("campaign", ", due:", ", ▲deu:", "Q305", "due"),
        ("campaign", "by: unit", "▲bye: unit", "Q305", "by"),
        ("campaign", "    leader: u1", "    ▲leeder: u1", "Q305", "leader"),
        ("campaign", "{role:", "{▲rolle: B, role:", "Q305", "role"),
        ("campaign", "period: k1\n", "period: k1\n▲targts: {}\n", "Q305", "targets"),
        ("rubric", "total: 10\n", "total: 10\n▲clasification: []\n", "Q305", "classification"),
        ("rubric", ", at:", ", ▲att:", "Q305", "at"),
        ("rubric", "        step: 0.5", "        ▲stepp: 0.5", "Q305", "step"),
        ("rubric", "        evidence: [", "        ▲evidense: [", "Q305", "evidence"),
        ("rubric", "    points: 10\n", "    points: 10\n    ▲evidence: []\n", "Q305", ""),
        ("rubric", "{from: 90, points: 5}", "{▲form: 90, points: 5}", "Q305", "from"),
        ("rubric", "tot: {name", "tot: {▲nam: T, name", "Q305", "name"),
        ("rubric", "a: {name", "a: {▲point: 5, name", "Q305", "points"),
        ("rubric", "count: {each", "count: {▲cap: 5, each", "Q305", ""),
        ("rubric", ", from: 90}", ", ▲form: 90}", "Q305", "from"),
        ("sheet", "notes:", "▲mark: {}\nnotes:", "Q305", "marks"),
        ("sheet", "reason: Muộn", "▲reson: Muộn", "Q305", "reason"),
        ("sheet", "      target: 9", "      ▲targt: 9", "Q305", "target"),
        ("sheet", "file: a.pdf", "▲fil: a.pdf", "Q305", "file"),
        ("sheet", "  limits: []", "  ▲limit: []", "Q305", "limits"),
        # Missing keys: the mapping that lacks them
        ("campaign", "campaign: Thi đua\nperiod: k1\n", "▲campaign: Thi đua\n", "Q306", ""),
        ("campaign", "- {id: self, name: Tự chấm,", "- ▲{id: self,", "Q306", ""),
        ("campaign", "  b:\n    name: Khối\n", "  ▲b:\n", "Q306", ""),
        ("campaign", "- {role: TRƯỞNG KHỐI, ", "- ▲{", "Q306", ""),
        ("rubric", "rubric: r\nname: Thang điểm\n", "▲rubric: r\n", "Q306", ""),
        ("rubric", "- id: I.1\n        name: Lá\n", "- ▲id: I.1\n", "Q306", ""),
        ("rubric", "- id: I\n    name: Mục\n", "- ▲id: I\n", "Q306", ""),
        ("rubric", "- {points: 0}", "- ▲{from: 0}", "Q306", ""),
        ("rubric", "tot: {name: Tốt, ", "▲tot: {", "Q306", ""),
        ("rubric", "rounding: {decimals: 2, ", "▲rounding: {", "Q306", ""),
        ("sheet", "unit: u1\nperiod: k1\n", "▲unit: u1\n", "Q306", ""),
        ("sheet", "- {name: Quyết định, ", "- ▲{", "Q306", ""),
        # Wrong shapes: the key, or the entry of a list
        ("campaign", "units: {u1: Một, u2: Hai}", "▲units: [u1, u2]", "Q307", ""),
        ("campaign", "u2: Hai}", "▲u2: [Hai]}", "Q307", ""),
        ("campaign", "    units: [u1, u2]", "    ▲units: u1", "Q307", ""),
        ("campaign", "    units: [u1, u2]", "    units: [u1, ▲[u2]]", "Q307", ""),
        ("campaign", "- {id: self, name: Tự chấm, by: unit}", "- ▲self", "Q307", ""),
        ("campaign", "{u1: 9}", "{▲u1: [9]}", "Q307", ""),
        ("campaign", "  I.1: {u1: 9}", "  ▲I.1: 9", "Q307", ""),
        ("campaign", "from: 2020-01-01", "▲from: [2020-01-01]", "Q307", ""),
        ("rubric", "basis: [Kế hoạch 40]", "▲basis: Kế hoạch 40", "Q307", ""),
        ("rubric", "        points: 5\n        step", "        ▲points: {a: 5}\n        step", "Q307", ""),
        ("rubric", "evidence: [Biên bản]", "evidence: [▲{a: b}]", "Q307", ""),
        ("rubric", "evidence: [Biên bản]", "▲evidence: {a: b}", "Q307", ""),
        ("rubric", "tot: {name: Tốt, points: 5}", "▲tot: 5", "Q307", ""),
        ("rubric", "- {from: 90, points: 5}", "- ▲90", "Q307", ""),
        ("rubric", "pass: Có", "▲pass: [Có]", "Q307", ""),
        ("rubric", "    criteria:\n      - id: I.1", "    criteria:\n      - ▲I.0\n      - id: I.1", "Q307", ""),
        ("sheet", "marks:", "▲marks: x\nmarkz:", "Q307", ""),
        ("sheet", "  I.2: [a, b]", "  I.2: [a, ▲[b]]", "Q307", ""),
        ("sheet", "  I.2: [a, b]", "  I.2: [a, ▲{b: c}]", "Q307", ""),
        ("sheet", "mark: kem", "mark: {▲a: {b: c}}", "Q307", ""),
        ("sheet", "mark: kem", "mark: [kem, ▲[b]]", "Q307", ""),
        ("sheet", "reason: Muộn", "▲reason: [Muộn]", "Q307", ""),
        ("sheet", "      - Biên bản", "      - ▲[Biên bản]", "Q307", ""),
        ("sheet", "file: a.pdf", "▲file: [a.pdf]", "Q307", ""),
        ("sheet", "    not_applicable: Không có", "    ▲not_applicable: [Không có]", "Q307", ""),
        ("sheet", "  limits: []", "  ▲limits: Không", "Q307", ""),
        ("sheet", "  limits: []", "  limits: [▲[a]]", "Q307", ""),
        ("sheet", "notes:", "▲notes: x\nnoted:", "Q307", ""),
        # Empty where something must stand
        ("campaign", "u2: Hai", "▲u2: ", "Q308", ""),
        ("campaign", "due: 2020-06-25", "▲due: ", "Q308", ""),
        ("campaign", "    leader: u1", "    ▲leader:", "Q308", ""),
        ("rubric", "        step: 0.5", "        ▲step:", "Q308", ""),
        ("rubric", "        evidence: [Biên bản]", "        ▲evidence:", "Q308", ""),
        ("rubric", "evidence: [Biên bản]", "evidence: [▲'']", "Q308", ""),
        ("rubric", "count: {each: 1, unit: lần}", "▲count:", "Q308", ""),
        ("sheet", "unit: u1", "▲unit:", "Q308", ""),
        ("sheet", "    not_applicable: Không có", "    ▲not_applicable: ", "Q308", ""),
        ("sheet", "      - Biên bản", "      - ▲''", "Q308", ""),
        ("sheet", "reason: Muộn", "marks: {▲' ': tot}", "Q308", ""),
        # Values
        ("campaign", "to: 30/6/2020", "▲to: 31/6/2020", "Q303", ""),
        ("campaign", "{u1: 9}", "{▲u1: chín}", "Q301", ""),
        ("campaign", "units: {u1: Một, u2: Hai}", "units: {u1: Một, u2: Hai, ▲xã ba: Ba}", "Q304", ""),
        ("campaign", "units: [u1, u2]", "units: [u1, ▲xã hai]", "Q304", ""),
        ("rubric", "decimals: 2", "▲decimals: hai", "Q309", ""),
        ("rubric", "at: criterion", "▲at: tiêu chí", "Q310", ""),
        ("rubric", "{from: 90, points: 5}", "{from: 90, ▲points: -5}", "Q309", ""),
        ("rubric", "  - id: I\n", "  - ▲id: Mục 1\n", "Q304", ""),
        ("sheet", "      actual: 8", "      ▲actual: 8%", "Q301", ""),
        ("sheet", "      target: 9", "      ▲target: -1", "Q616", ""),
        ("sheet", "  I.2: [a, b]", "  ▲Mục 1: 5", "Q304", ""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_problem_is_told_at_its_place(name: str, old: str, new: str, code: str, nearest: str, line_end: str) -> None:
    text, model = MODELS[name]
    assert text.count(old) == 1, text.count(old)
    marked = text.replace(old, new)
    before = marked.partition("▲")[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    found = told(marked.replace("▲", "").replace("\n", line_end), model)
    assert (line, column, code, nearest) in found
    if re.search(r"\n(markz|noted):", marked):  # what stood below the key has no key any more
        return
    assert len(found) == 1


def _belongs(line: str, indent: int) -> bool:
    own = len(line) - len(line.lstrip())
    return own > indent or (own == indent and line.lstrip().startswith("- "))


@pytest.mark.parametrize("name", MODELS)
def test_every_key_given_the_wrong_shapes_is_told_at_its_line(name: str) -> None:
    text, model = MODELS[name]
    lines = text.splitlines()
    tried = 0
    for number, line in enumerate(lines):
        match = re.fullmatch(r"( *(?:- )?)([\w.]+):(.*)", line)
        if match is None:
            continue
        key = match[2]
        indent = len(match[1])
        below = next((at for at in range(number + 1, len(lines)) if not _belongs(lines[at], indent)), len(lines))
        for wrong in ("{qq: {ww: ee}}", "[[[qq]]]", "' '"):
            changed = [*lines[:number], f"{match[1]}{key}: {wrong}", *lines[below:]]
            found = told("\n".join(changed) + "\n", model)
            tried += 1
            for line_found, column, code, _ in found:
                assert (line_found, code[:2]) == (number + 1, "Q3"), (changed[number], found)
                assert column >= indent + 1
    assert tried > 30


@pytest.mark.parametrize(
    ("loc", "path", "node"),
    [
        (("a", "tuple[x]", 0, "b"), ("a", 0, "b"), "c"),
        (("a", 0, "Tag", "b"), ("a", 0, "b"), "c"),
        (("a", 5, "b"), ("a",), [{"b": "c"}]),
        (("q",), (), {"a": [{"b": "c"}]}),
        (("a", 0, "b", "function"), ("a", 0, "b"), "c"),
        ((), (), {"a": [{"b": "c"}]}),
    ],
)
def test_a_location_is_followed_to_the_nearest_node(loc: Any, path: Any, node: Any) -> None:
    assert walk({"a": [{"b": "c"}]}, loc) == (path, node)


def test_all_problems_of_a_file_are_told_at_once() -> None:
    text = SHEET.replace("unit: u1", "unit: [u1]").replace("I.1: 5", "Ủ: 5").replace("actual: 8", "actual: tám")
    assert [(line, code) for line, _, code, _ in sorted(told(text, Sheet))] == [(1, "Q307"), (4, "Q304"), (10, "Q301")]
