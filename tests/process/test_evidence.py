"""The evidence files of units, worked out by hand over listings that no disk made."""

import time
from collections.abc import Mapping
from typing import Any

import pytest

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.evidence_listing import Content, EvidenceFile, EvidenceListing, Sort, Unexpected
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.process.evidence import CampaignEvidence, CriterionEvidence, UnitEvidence
from qcdc_cli.process.evidence_documents import There
from qcdc_cli.process.evidence_uses import digests_needed
from tests.campaigns import BLOC, campaign_from, read_sheet, rubric_from

PERIODS = {"k1": {"name": "Kỳ 1", "from": "2020-01-01", "to": "2020-06-30"}, "k2": {"name": "Kỳ 2"}}
RUBRIC = """
criteria:
  - {id: A, points: 5, evidence: [Biên bản, Ảnh]}
  - {id: B, points: 5, evidence: required}
  - {id: C, points: 5, evidence: optional}
"""
GOOD = Content(begins=True)


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return rubric_from(RUBRIC)


class Files:
    """Files of evidence by unit, period and name, each with its content; equal contents are equal files."""

    def __init__(self, files: Mapping[str, str | OSError | Sort]) -> None:
        self.listed: dict[str, list[EvidenceFile]] = {}
        self.read: dict[EvidenceFile, Content | OSError] = {}
        for path, content in files.items():
            unit, period, name = path.split("/", 2)
            folder, sort = f"minh-chung/{unit}/{period}", content if isinstance(content, Sort) else Sort.FILE
            size = len(content) if isinstance(content, str) else 9
            file = EvidenceFile(folder, name, size, 0, sort)
            self.listed.setdefault(folder, []).append(file)
            if isinstance(content, str):
                self.read[file] = Content("hỏng" not in content, f"digest of {content}")
            elif isinstance(content, OSError):
                self.read[file] = content


def campaign_of(units: list[str]) -> Campaign:
    campaign = campaign_from(units, stages=("self", "bloc"), period="k1", periods=PERIODS)
    return campaign.model_copy(update={"evidence": "minh-chung/{unit}/{period}"})


def evidence_of(
    rubric: Rubric, marks: Mapping[str, Any], files: Mapping[str, str | OSError | Sort], **listed: Any
) -> CampaignEvidence:
    """Return the evidence of a bloc; marks by `unit/period`, files by `unit/period/name`."""
    campaign = campaign_of(list(dict.fromkeys(["a", *(key.partition("/")[0] for key in (*marks, *files))])))
    sheets = {}
    for key, said in marks.items():
        unit, period = key.split("/")
        sheets[unit, period], problems = read_sheet(rubric, said, campaign, unit, period=period)
        assert [problem.sentence() for problem in problems if problem.is_error] == []
    own = Files(files)
    listing = EvidenceListing(campaign, {folder: tuple(found) for folder, found in own.listed.items()}, **listed)
    return CampaignEvidence(campaign, {BLOC: rubric}, sheets, listing, own.read)


def one_of(evidence: CampaignEvidence, unit: str = "a", period: str = "k1") -> UnitEvidence:
    (found,) = evidence.units([unit], [period])
    return found


def codes(one: UnitEvidence) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.path) for problem in one.in_sheet()]


def by_id(one: UnitEvidence) -> dict[str, CriterionEvidence]:
    return {each.criterion.id: each for each in one.criteria}


def test_what_is_asked_for_named_and_there(rubric: Rubric) -> None:
    marks = {
        "a/k1": {
            "A": {"self": "5", "evidence": ["Biên bản", {"name": "Ảnh", "file": "anh.png"}]},
            "B": {"self": "5"},
            "C": {"self": "5", "evidence": [{"name": "Sổ", "file": "C/so.pdf"}]},
        }
    }
    one = one_of(evidence_of(rubric, marks, {"a/k1/C/so.pdf": "sổ", "a/k1/thua.pdf": "thừa"}))
    assert one.folder == "minh-chung/a/k1"
    assert [document.there for document in one.documents] == [There.NO_FILE, There.MISSING, There.THERE]
    assert {identity: each.lacking for identity, each in by_id(one).items()} == {"A": False, "B": True, "C": False}
    assert codes(one) == [("Q802", ("marks", "A", "evidence", 1, "file"))]
    assert [file.name for file in one.unnamed] == ["thua.pdf"]
    assert [problem.code for problem in one.faults] == ["Q810"]


def test_a_blank_and_a_zero_lack_no_evidence(rubric: Rubric) -> None:
    one = one_of(evidence_of(rubric, {"a/k1": {"A": "0", "B": ""}}, {}))
    assert [each.lacking for each in one.criteria] == [False, False, False]


def test_without_a_sheet_all_files_are_unnamed(rubric: Rubric) -> None:
    one = one_of(evidence_of(rubric, {}, {"a/k1/b.pdf": "b"}))
    assert (one.has_sheet, one.criteria, [file.name for file in one.unnamed]) == (False, (), ["b.pdf"])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("b.pdf", "", "Q804"),
        ("b.pdf", Sort.LINK, "Q805"),
        ("b.pdf", Sort.OTHER, "Q805"),
        ("b.pdf", Sort.TOO_DEEP, "Q805"),
        ("b.pdf", OSError(13, "Permission denied"), "Q805"),
        ("b.rar", "x", "Q806"),
        ("b", "x", "Q806"),
        ("b.exe", "x", "Q806"),
        ("b.pdf", "hỏng", "Q807"),
    ],
)
def test_files_that_prove_nothing(rubric: Rubric, name: str, content: str | OSError | Sort, code: str) -> None:
    marks = {"a/k1": {"A": {"self": "5", "evidence": [{"name": "B", "file": name}]}}}
    one = one_of(evidence_of(rubric, marks, {f"a/k1/{name}": content}))
    assert codes(one) == [(code, ("marks", "A", "evidence", 0, "file"))]
    assert [document.there for document in one.documents] == [There.UNUSABLE]
    assert one.unnamed == ()


@pytest.mark.parametrize("name", ["B.PDF", "b.Jpeg", "I.1/b.docx", "b.xls", "b.mp4"])
def test_kinds_that_are_fine(rubric: Rubric, name: str) -> None:
    marks = {"a/k1": {"A": {"self": "5", "evidence": [{"name": "B", "file": name}]}}}
    assert codes(one_of(evidence_of(rubric, marks, {f"a/k1/{name}": "x"}))) == []


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("bien ba\u0309n.pdf", There.THERE),  # as macOS spells it
        ("./bien b\u1ea3n.pdf", There.THERE),
        ("Bien b\u1ea3n.pdf", There.MISSING),
        ("minh-chung/a/k1/bien b\u1ea3n.pdf", There.MISSING),
        ("../k1/bien b\u1ea3n.pdf", There.MISSING),
    ],
)
def test_which_names_mean_a_file(rubric: Rubric, name: str, there: There) -> None:
    marks = {"a/k1": {"A": {"self": "5", "evidence": [{"name": "B", "file": name}]}}}
    one = one_of(evidence_of(rubric, marks, {"a/k1/bien b\u1ea3n.pdf": "b"}))
    assert [document.there for document in one.documents] == [there]
    (problem,) = list(one.in_sheet()) or [None]
    if there is There.THERE:
        assert problem is None
    else:
        assert problem is not None
        assert problem.code == ("Q803" if name.startswith("..") else "Q802")
        assert problem.nearest == ("" if name.startswith("..") else "bien b\u1ea3n.pdf")


def test_a_document_that_is_called_like_a_file_is_that_file(rubric: Rubric) -> None:
    """Officers who fill in a form write the file's name and nothing else."""
    marks = {"a/k1": {"A": {"self": "5", "evidence": ["A/b.pdf", "c.pdf"]}}}
    one = one_of(evidence_of(rubric, marks, {"a/k1/A/b.pdf": "b"}))
    assert [document.there for document in one.documents] == [There.THERE, There.NO_FILE]
    assert (codes(one), one.unnamed) == ([], ())


@pytest.mark.parametrize(
    ("day", "note", "told"),
    [
        ("2020-01-01", None, False),
        ("2020-06-30", None, False),
        ("2019-12-31", None, True),
        ("2020-07-01", None, True),
        ("2019-12-31", "Còn hiệu lực trong năm 2020", False),
    ],
)
def test_days_outside_the_period(rubric: Rubric, day: str, note: str | None, told: bool) -> None:
    document = {"name": "B", "date": day, **({"note": note} if note else {})}
    of_k1 = evidence_of(rubric, {"a/k1": {"A": {"self": "5", "evidence": [document]}}}, {})
    assert codes(one_of(of_k1)) == ([("Q808", ("marks", "A", "evidence", 0, "date"))] if told else [])
    of_k2 = evidence_of(rubric, {"a/k2": {"A": {"self": "5", "evidence": [document]}}}, {})
    assert codes(one_of(of_k2, period="k2")) == []  # a period without days has none outside


def named(*files: str, note: str = "") -> dict[str, Any]:
    more = {"note": note} if note else {}
    return {"self": "5", "evidence": [{"name": file, "file": file, **more} for file in files]}


def test_one_content_for_several_units_and_periods(rubric: Rubric) -> None:
    marks = {"a/k1": {"A": named("x.pdf")}, "b/k1": {"B": named("y.pdf")}, "a/k2": {"A": named("z.pdf")}}
    same = {"a/k1/x.pdf": "một", "b/k1/y.pdf": "một", "a/k2/z.pdf": "một", "b/k1/thua.pdf": "một"}
    evidence = evidence_of(rubric, marks, same)
    (problem,) = one_of(evidence).in_sheet()
    assert problem.code == "Q809"
    assert str(problem.values["uses"]) == "tiêu chí `B` của `b`, kỳ `k1` (y.pdf); tiêu chí `A` của `a`, kỳ `k2` (z.pdf)"
    assert codes(one_of(evidence, "b")) == [("Q809", ("marks", "B", "evidence", 0, "file"))]
    other = evidence_of(rubric, marks, {**same, "a/k1/x.pdf": "hai"})
    assert codes(one_of(other)) == []


def test_a_note_says_why_a_document_is_shared(rubric: Rubric) -> None:
    marks = {"a/k1": {"A": named("x.pdf", note="Văn bản chung")}, "b/k1": {"B": named("y.pdf")}}
    evidence = evidence_of(rubric, marks, {"a/k1/x.pdf": "một", "b/k1/y.pdf": "một"})
    assert codes(one_of(evidence)) == []
    assert codes(one_of(evidence, "b")) == [("Q809", ("marks", "B", "evidence", 0, "file"))]


def test_one_file_for_several_criteria_of_a_unit_is_only_to_be_known(rubric: Rubric) -> None:
    marks = {"a/k1": {"A": named("x.pdf", "ban-sao.pdf"), "B": named("x.pdf")}}
    one = one_of(evidence_of(rubric, marks, {"a/k1/x.pdf": "một", "a/k1/ban-sao.pdf": "một"}))
    problems = list(one.in_sheet())
    assert [problem.code for problem in problems] == ["Q816"] * 3
    assert all(problem.is_note for problem in problems)
    assert [str(problem.values["uses"]) for problem in problems] == [
        "tiêu chí `A` (ban-sao.pdf); tiêu chí `B` (x.pdf)",
        "tiêu chí `A` (x.pdf); tiêu chí `B` (x.pdf)",
        "tiêu chí `A` (x.pdf); tiêu chí `A` (ban-sao.pdf)",
    ]


def test_empty_files_are_no_copies_of_each_other(rubric: Rubric) -> None:
    marks = {"a/k1": {"A": named("x.pdf")}, "b/k1": {"A": named("x.pdf")}}
    assert [code for code, _ in codes(one_of(evidence_of(rubric, marks, {"a/k1/x.pdf": "", "b/k1/x.pdf": ""})))] == [
        "Q804"
    ]


def test_one_content_that_everybody_uses_takes_no_square_of_time(rubric: Rubric) -> None:
    units = [f"u{number}" for number in range(4000)]
    marks = {f"{unit}/k1": {"A": named("x.pdf")} for unit in units}
    evidence = evidence_of(rubric, marks, {f"{unit}/k1/x.pdf": "một" for unit in units})
    begin = time.process_time()
    (last,) = (problem for one in evidence.units(["u3999"], ["k1"]) for problem in one.in_sheet())
    assert str(last.values["uses"]).endswith(" và 3996 chỗ khác")
    assert sum(len(list(one.in_sheet())) for one in evidence.units(units, ["k1"])) == 4000
    assert time.process_time() - begin < 5  # a list of all uses for each of them takes a minute


def test_only_files_that_may_be_the_same_are_read_in_full(rubric: Rubric) -> None:
    marks = {
        "a/k1": {"A": named("x.pdf")},
        "c/k1": {"A": {"self": "5", "bloc": {"mark": "5", "seen": {"s.pdf": "0" * 64}}}},
    }
    files = {
        "a/k1/x.pdf": "một",
        "b/k1/y.pdf": "hai",
        "b/k1/z.pdf": "hơn",
        "b/k1/dai.pdf": "dài hơn",
        "b/k1/rong.pdf": "",
    }
    evidence = evidence_of(rubric, marks, {**files, "c/k1/khac.pdf": "khác hẳn"})
    needed = digests_needed(evidence._listing, evidence._sheets)
    assert sorted(file.name for file in needed) == ["khac.pdf", "x.pdf", "y.pdf", "z.pdf"]


def test_evidence_that_changed_since_it_was_seen(rubric: Rubric) -> None:
    saw = {"x.pdf": "1" * 64, "gone.pdf": "2" * 64}
    entry = {"self": "5", "bloc": {"mark": "5", "seen": saw}, "evidence": named("x.pdf", "new.pdf")["evidence"]}
    one = one_of(evidence_of(rubric, {"a/k1": {"A": entry}}, {"a/k1/x.pdf": "một", "a/k1/new.pdf": "hai"}))
    (problem,) = by_id(one)["A"].suspect
    assert (problem.code, problem.path) == ("Q811", ("marks", "A", "bloc", "seen"))
    assert str(problem.values["changes"]) == "`x.pdf` đã bị sửa; không còn `gone.pdf`; thêm `new.pdf`"


def test_a_file_that_nobody_can_read_now_is_suspect(rubric: Rubric) -> None:
    entry = {"self": "5", "bloc": {"mark": "5", "seen": {"x.pdf": "1" * 64}}, "evidence": named("x.pdf")["evidence"]}
    one = one_of(evidence_of(rubric, {"a/k1": {"A": entry}}, {"a/k1/x.pdf": OSError(5, "I/O")}))
    assert [str(problem.values["changes"]) for problem in by_id(one)["A"].suspect] == ["không đọc được `x.pdf`"]


def test_an_empty_folder_is_one_problem(rubric: Rubric) -> None:
    marks = {"a/k1": {"A": named("x.pdf", "y.pdf"), "B": named("../z.pdf")}}
    one = one_of(evidence_of(rubric, marks, {}))
    assert [code for code, _ in codes(one)] == ["Q817", "Q803"]
    assert [document.there for document in one.documents] == [There.MISSING] * 3


def test_what_could_not_be_listed(rubric: Rubric) -> None:
    beside = Unexpected("minh-chung/aa", {"a": "Xã a", "b": "Xã b"}, Sort.FILE)
    link = Unexpected("minh-chung/b", {"a": "Xã a", "b": "Xã b"}, Sort.LINK)
    closed = {"minh-chung/a/k2": OSError(13, "Permission denied")}
    evidence = evidence_of(
        rubric, {}, {"a/k1/x.pdf": "x"}, unexpected=(beside, link), unreadable=closed, cut=("minh-chung/a/k1",)
    )
    assert [(path, problem.code, problem.nearest) for path, problem in evidence.around()] == [
        ("minh-chung/aa", "Q812", "a"),
        ("minh-chung/b", "Q812", ""),
        ("minh-chung/a/k2", "Q814", ""),
    ]
    assert [problem.code for problem in one_of(evidence).faults] == ["Q810", "Q813"]
