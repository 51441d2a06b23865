"""How many there are of each of several things: what a mark may look like, whichever kind counts."""

import pytest

from tests.kinds.judging import Judged

FAULTS = (
    "deduct: {faults: {cham: {name: Nộp chậm, each: 2}, sai: {name: Sai mẫu, each: 3}}, floor: 0}",
    "plus_minus: {plus: {cham: {name: Nộp chậm, each: 2}}, minus: {sai: {name: Sai mẫu, each: 3}}, floor: -5}",
)
SAME = (
    "{mark: {cham: 2, sai: 1}}",
    "{mark: {sai: 1, cham: 2}}",
    "{mark: {cham: '2,0', sai: ' 1 '}}",
    "['cham: 2', 'sai: 1']",
    "['Nộp chậm: 2', 'sai mẫu : 1']",
)
NONE = ("0", "['0']", "{mark: 0}", "{mark: {cham: 0, sai: 0}}")
REFUSED = {
    "{mark: {cham: 2}}": "Q632",  # blank is not 0
    "{mark: {cham: 2, sai: }}": "Q632",
    "{mark: {cham: 2, sia: 1}}": "Q631",
    "['cham: 2', 'sai: 1', 'muon: 0']": "Q631",
    "['cham: 2', 'cham: 1', 'sai: 0']": "Q633",
    "['cham: 2', 'Nộp chậm: 2', 'sai: 0']": "Q633",
    "{mark: {cham: 0.5, sai: 1}}": "Q610",
    "{mark: {cham: -1, sai: 1}}": "Q604",
    "{mark: {cham: hai, sai: 1}}": "Q301",
    "{mark: {cham: 1.000, sai: 1}}": "Q302",
    "3": "Q615",  # of which?
    "'00'": "Q615",
    "[]": "Q615",
    "[cham]": "Q615",
    "{actual: 2}": "Q615",
    "{mark: {cham: 2, sai: 1}, target: 3}": "Q615",
}


@pytest.mark.parametrize("source", FAULTS)
def test_one_mark_in_many_ways(source: str) -> None:
    judged = Judged(source)
    assert {judged.reading(mark) for mark in SAME} == {judged.reading(SAME[0])}
    assert {judged.reading(mark) for mark in NONE} == {judged.reading("0")}
    assert judged.reading(SAME[0]) != judged.reading("0")
    assert judged.shown(SAME[0]) == ("cham: 2; sai: 1",) * 2
    assert judged.in_words(SAME[0]) == ("Nộp chậm: 2; Sai mẫu: 1",) * 2
    assert judged.shown("0") == ("0", "0")


@pytest.mark.parametrize("source", FAULTS)
@pytest.mark.parametrize("mark", REFUSED)
def test_refused(source: str, mark: str) -> None:
    assert Judged(source).refusal(mark).code == REFUSED[mark]


def test_what_is_missing_and_what_was_meant_is_named() -> None:
    judged = Judged(FAULTS[0])
    missing = judged.refusal("{mark: {sai: 1}}")
    assert "`cham` (Nộp chậm)" in missing.sentence()
    assert "`cham: 0`" in missing.remedy()
    unknown = judged.refusal("{mark: {chăm: 2, sai: 1}}")
    assert (unknown.nearest, unknown.path) == ("cham", ("mark", "chăm"))
    assert unknown.allowed == "cham (Nộp chậm), sai (Sai mẫu)"
