"""What a form says, put into sheets of every shape: whole texts before and after."""

import codecs
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.starting import sheet_text
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.merging import Change, apply_changes, merge, merge_file
from qcdc_cli.problems import QcdcError
from qcdc_cli.yamltext.document import YamlDocument
from tests.campaigns import EXAMPLE_BLOC, ROOT, load_example

HEAD = "unit: u1\nperiod: k1\n"
STAGES = ("self", "bloc", "board")
ORDER = ("I.1", "I.2", "I.3", "II.1", "II.2", "III")


def _merged(text: str, *changes: tuple[tuple[str, ...], Any]) -> str:
    wanted = [Change(path, value) for path, value in changes]
    return merge(text, wanted, stages=STAGES, order=ORDER)


def _mark(identity: str, stage: str, value: Any) -> tuple[tuple[str, ...], Any]:
    return ("marks", identity, stage), value


class Case:
    """A sheet before and after some changes; both texts are what stands behind `period`."""

    def __init__(self, about: str, before: str, after: str, *changes: tuple[tuple[str, ...], Any]) -> None:
        self.about, self.changes = about, changes
        before, after = (dedent(text).removeprefix("\n") for text in (before, after))
        self.before, self.after = f"{HEAD}{before}", f"{HEAD}{after}"


CASES = [
    Case(
        "a stage beside the stages that are there, before the evidence",
        """
        marks:
          # I. Lãnh đạo
          I.1: # Kiện toàn (3 điểm)
            self: tot
            evidence:
              - Quyết định số 10-QĐ/ĐU  # bản chính
        """,
        """
        marks:
          # I. Lãnh đạo
          I.1: # Kiện toàn (3 điểm)
            self: tot
            bloc: {mark: cham, reason: "Ban hành muộn: 15 ngày"}
            evidence:
              - Quyết định số 10-QĐ/ĐU  # bản chính
        """,
        _mark("I.1", "bloc", {"mark": "cham", "reason": "Ban hành muộn: 15 ngày"}),
    ),
    Case(
        "a mark that changes keeps its comment and the spaces",
        """
        marks:
          I.1:
            self:   tot    # xem lại
            bloc: tot
        """,
        """
        marks:
          I.1:
            self:   kha    # xem lại
            bloc: tot
        """,
        _mark("I.1", "self", "kha"),
    ),
    Case(
        "one key of a mark written out changes; the others keep their lines",
        """
        marks:
          I.1:
            bloc:
              mark: "8,5"  # theo biên bản
              # hai lần thẩm định
              reason: 'Ban hành muộn'
              by: Tổ giúp việc
        """,
        """
        marks:
          I.1:
            bloc:
              mark: 9  # theo biên bản
              # hai lần thẩm định
              reason: 'Ban hành muộn'
              by: Tổ giúp việc
        """,
        _mark("I.1", "bloc", {"mark": "9", "reason": "Ban hành muộn", "by": "Tổ giúp việc"}),
    ),
    Case(
        "blank entries and blank stages are filled in",
        """
        marks:

          # Kiện toàn Ban Chỉ đạo (tối đa 3)
          #   tot = kịp thời
          I.1:

          # Quy chế (tối đa 2)
          I.2:   # đạt / không đạt

          I.3:
            self:
            bloc: # khối
        notes:
          strengths: []  # mặt được
          limits: []  # hạn chế
        """,
        """
        marks:

          # Kiện toàn Ban Chỉ đạo (tối đa 3)
          #   tot = kịp thời
          I.1:
            self: tot

          # Quy chế (tối đa 2)
          I.2:   # đạt / không đạt
            self: "no"
            evidence:
              - Quy chế số 01

          I.3:
            self: 3,5
            bloc: [a, "8,5"] # khối
        notes:
          strengths:  # mặt được
            - Hòa giải tốt
            - "Ghi chú: mới"
          limits: []  # hạn chế
        """,
        _mark("I.1", "self", "tot"),
        _mark("I.2", "self", "no"),
        _mark("I.2", "evidence", ["Quy chế số 01"]),
        _mark("I.3", "self", "3,5"),
        _mark("I.3", "bloc", ["a", "8,5"]),
        (("notes", "strengths"), ["Hòa giải tốt", "Ghi chú: mới"]),
    ),
    Case(
        "a short form stays short for the first stage and is written out for others, with its quotes",
        """
        marks:
          I.1: tot
          I.2: "8,5"  # theo biên bản
          I.3: [a, 'b']
          II.1: 4
          II.2:
            - a
            - c  # một phần
        """,
        """
        marks:
          I.1: kha
          I.2:  # theo biên bản
            self: "8,5"
            bloc: 9
          I.3:
            self: [a, 'b']
            evidence:
              - Biên bản
          II.1:
            self: {actual: 4, target: 5}
          II.2:
            # một phần
            self: [a, c]
            bloc: [a]
        """,
        _mark("I.1", "self", "kha"),
        _mark("I.2", "bloc", "9"),
        _mark("I.3", "evidence", ["Biên bản"]),
        _mark("II.1", "self", {"actual": "4", "target": "5"}),
        _mark("II.2", "bloc", ["a"]),
    ),
    Case(
        "brackets stay brackets as long as they fit on the line",
        """
        marks:
          I.1: {self: tot, evidence: [Biên bản]}
          I.2: { self: 5 }  # một cấp
          I.3: {bloc: 5, }
          II.1: {self: du, bloc: du, evidence: ["Biên bản niêm yết số 10 ngày 10/3/2020"]}
        """,
        """
        marks:
          I.1: {self: tot, bloc: "8,5", evidence: [Biên bản, "Ảnh, bảng"]}
          I.2: { self: 5, bloc: {mark: 4, reason: "Thiếu, chậm"} }  # một cấp
          I.3: {self: 1, bloc: 5, }
          II.1:
            self: du
            bloc: du
            board: {mark: thieu, reason: Chưa niêm yết đủ các khoản}
            evidence:
              - "Biên bản niêm yết số 10 ngày 10/3/2020"
        """,
        _mark("I.1", "bloc", "8,5"),
        _mark("I.1", "evidence", ["Biên bản", "Ảnh, bảng"]),
        _mark("I.2", "bloc", {"mark": "4", "reason": "Thiếu, chậm"}),
        _mark("I.3", "self", "1"),
        _mark("II.1", "board", {"mark": "thieu", "reason": "Chưa niêm yết đủ các khoản"}),
    ),
    Case(
        "brackets over several lines keep their comments",
        """
        marks: {
          I.1: {self: tot,  # tự chấm
                bloc: kha}, # thẩm định
          # chưa có gì
          I.2: , I.3: [a,
            b  # một phần
          ]
        }
        """,
        """
        marks: {
          I.1: {self: tot,  # tự chấm
                board: 1}, # thẩm định
          # chưa có gì
          I.2: {self: "4,5"} , I.3: [a,
            b,  # một phần
          c], II.1: {self: 5}
        }
        """,
        _mark("I.1", "bloc", None),
        _mark("I.1", "board", "1"),
        _mark("I.2", "self", "4,5"),
        _mark("I.3", "self", ["a", "b", "c"]),
        _mark("II.1", "self", "5"),
    ),
    Case(
        "what is taken out of brackets takes its comma along and leaves its comments",
        """
        marks:
          I.1: {self: 1, bloc: 2, }
          I.2: {self: [a,  # một phần
            b], bloc: 2}
          I.3: {self: {mark: 1,  # lần hai
            by: A}, evidence: [A]}
        """,
        """
        marks:
          I.1: {self: 1}
          I.2: {  # một phần
            bloc: 2}
          I.3: {self: 4  # lần hai
            , evidence: [A]}
        """,
        _mark("I.1", "bloc", None),
        _mark("I.2", "self", None),
        _mark("I.3", "self", "4"),
    ),
    Case(
        "a block of text that keeps its blank lines keeps them",
        """
        marks:
          I.1:
            self: |+
              tot

          I.2:
            self: |+  # nguyên văn
              tot

        # hết
        """,
        """
        marks:
          I.1:
            self: |+
              tot

            bloc: 5
          I.2:
            self: 4  # nguyên văn
          I.3:
            self: 3
        # hết
        """,
        _mark("I.1", "bloc", "5"),
        _mark("I.2", "self", "4"),
        _mark("I.3", "self", "3"),
    ),
    Case(
        "new criteria stand in the order of the rubric",
        """
        marks:
          # I. Lãnh đạo
          I.2: 5
            # còn bổ sung

          # II. Tuyên truyền
          II.2: 6
        notes: {limits: [Một ấp]}
        """,
        """
        marks:
          I.1:
            bloc: 1
          # I. Lãnh đạo
          I.2: 5
            # còn bổ sung
          I.3:
            self: 2
          II.1:
            self: 3

          # II. Tuyên truyền
          II.2: 6
          III:
            evidence:
              - Ảnh
        notes: {limits: [Một ấp]}
        """,
        _mark("III", "evidence", ["Ảnh"]),
        _mark("II.1", "self", "3"),
        _mark("I.3", "self", "2"),
        _mark("I.1", "bloc", "1"),
    ),
    Case(
        "stages stand in their order, whatever stands there",
        """
        marks:
          I.1:
            # thẩm định trước
            bloc: 5
            evidence: [A]
          I.2:
            board: 4
        """,
        """
        marks:
          I.1:
            self: 4
            # thẩm định trước
            bloc: 5
            board: 3
            evidence: [A]
          I.2:
            self: 5
            bloc: 6
            board: 4
        """,
        _mark("I.1", "board", "3"),
        _mark("I.1", "self", "4"),
        _mark("I.2", "bloc", "6"),
        _mark("I.2", "self", "5"),
    ),
    Case(
        "what is taken away leaves its comments and a blank entry",
        """
        marks:
          I.1:
            self: tot  # họp ngày 5
            # thẩm định
            bloc:
              mark: kha  # còn thiếu
              reason: Thiếu quy chế
                # chờ bổ sung
            evidence:
              # bản chính
              - A  # lưu ở khối
              - B
          I.2:
            self: 5  # duy nhất
          I.3: 4
          II.1: {self: 1, bloc: 2, board: 3}
          II.2: {self: 1}
        """,
        """
        marks:
          I.1:
            # họp ngày 5
            # thẩm định
            # còn thiếu
            # chờ bổ sung
            evidence:
              # bản chính
              # lưu ở khối
              - B
          I.2:
            # duy nhất
          I.3:
          II.1: {self: 1, board: 3}
          II.2:
        """,
        _mark("I.1", "self", None),
        _mark("I.1", "bloc", None),
        _mark("I.1", "board", None),
        _mark("I.1", "evidence", ["B"]),
        _mark("I.2", "self", None),
        _mark("I.3", "self", None),
        _mark("II.1", "bloc", None),
        _mark("II.2", "self", None),
        _mark("III", "self", None),
    ),
    Case(
        "of a list only the items that differ change",
        """
        marks:
          I.1:
            evidence:
            - Quyết định số 1  # bản chính
            # ảnh chụp
            - {name: Ảnh, file: anh.jpg}
            - name: Biên bản  # họp ấp
              file: cu.pdf
            - "Báo cáo"
        """,
        """
        marks:
          I.1:
            evidence:
            - Quyết định số 1  # bản chính
            # ảnh chụp
            - {name: Ảnh, file: moi.jpg}
            - {name: Biên bản, file: moi.pdf}  # họp ấp
            - "Báo cáo"
            - name: Một tài liệu có tên rất dài, dài đến nỗi không thể đứng chung một dòng với tên tệp của nó
              file: I.1/tai-lieu.pdf
        """,
        _mark(
            "I.1",
            "evidence",
            [
                "Quyết định số 1",
                {"name": "Ảnh", "file": "moi.jpg"},
                {"name": "Biên bản", "file": "moi.pdf"},
                "Báo cáo",
                {
                    "name": "Một tài liệu có tên rất dài, dài đến nỗi không thể đứng chung một dòng với tên tệp của nó",
                    "file": "I.1/tai-lieu.pdf",
                },
            ],
        ),
    ),
    Case(
        "texts over several lines, folded, on the next line",
        """
        marks:
          I.1:
            self: |  # nguyên văn
              tot

            bloc:
              mark: 4
              reason: >-
                Ban hành muộn
                15 ngày

            board:
              # chờ họp
              kha
          I.2:
            bloc: {mark: 4, reason: Ban hành
              muộn}  # xem lại
          I.3: |
            tot

          # hết
        """,
        """
        marks:
          I.1:
            self: kha  # nguyên văn

            bloc:
              mark: 4
              reason: Đúng hạn

            board: 5
              # chờ họp
          I.2:
            bloc: {mark: 4, reason: Đúng hạn}  # xem lại
          I.3:
            self: "tot\\n"
            bloc: "4\\nlần"

          # hết
        """,
        _mark("I.1", "self", "kha"),
        _mark("I.1", "bloc", {"mark": "4", "reason": "Đúng hạn"}),
        _mark("I.1", "board", "5"),
        _mark("I.2", "bloc", {"mark": "4", "reason": "Đúng hạn"}),
        _mark("I.3", "bloc", "4\nlần"),
    ),
    Case(
        "a long reason stands on lines of its own",
        """
        marks:
            I.1:
                self: 5
        """,
        """
        marks:
            I.1:
                self: 5
                bloc:
                    mark: [a, b]
                    reason: Kế hoạch chép lại mẫu của huyện ở phần tổ chức thực hiện, chưa phân công cụ thể
        """,
        _mark(
            "I.1",
            "bloc",
            {
                "mark": ["a", "b"],
                "reason": "Kế hoạch chép lại mẫu của huyện ở phần tổ chức thực hiện, chưa phân công cụ thể",
            },
        ),
    ),
    Case(
        "marks, notes and disqualifiers that are not there yet, set off as the file does",
        """

        # phiếu mới
        marks: {}  # chưa chấm
        """,
        """

        # phiếu mới
        marks:  # chưa chấm
          I.1:
            self: 5

        disqualifiers:
          ky-luat: Quyết định 21-QĐ ngày 12/5/2020

        notes:
          limits:
            - Một ấp
          proposals: []
        """,
        _mark("I.1", "self", "5"),
        (("notes", "proposals"), []),
        (("notes", "limits"), ["Một ấp"]),
        (("disqualifiers", "ky-luat"), "Quyết định 21-QĐ ngày 12/5/2020"),
    ),
    Case("a sheet without marks", "", "marks:\n  I.1:\n    self: 5\n", _mark("I.1", "self", "5")),
    Case(
        "blank marks and notes",
        "marks:  # sau\nnotes:\n# hết\n",
        "marks:  # sau\n  I.1:\n    self: 5\nnotes:\n  limits:\n    - A\n# hết\n",
        _mark("I.1", "self", "5"),
        (("notes", "limits"), ["A"]),
    ),
    Case(
        "the last note and the last disqualifier are taken away",
        """
        disqualifiers:
          # theo kết luận
          ky-luat: Quyết định 21  # bản sao
        marks: {I.1: 5}
        notes:
          limits: [A]  # cũ
        """,
        """
        # theo kết luận
        # bản sao
        marks: {I.1: 5}
        notes:
          # cũ
        """,
        (("notes", "limits"), None),
        (("disqualifiers", "ky-luat"), None),
    ),
    Case(
        "ids like numbers and words",
        "marks:\n  1.1: 5\n  '1.10': 4\n",
        "marks:\n  1.1: 5\n  '1.10':\n    self: 4\n    bloc: 3\n  \"no\":\n    self: 1\n",
        _mark("1.10", "bloc", "3"),
        _mark("no", "self", "1"),
    ),
    Case(
        "odd texts stand in quotes",
        "marks:\nnotes:\n",
        """
        marks:
        notes:
          strengths:
            - "=1+1"
            - "#N/A"
            - '@ai: "có"'
            - "[x]"
            - "+84 123"
            - "a\\tb\\nc"
            - " a"
            - gạch \\ chéo
            - "'\\\\"
            - "null"
            - "2020-06-30"
            - 15/6/2020
            - 15-QĐ/ĐU, bản 2 (#3)
            - "🎉"
            - "I.1:\\u00a05"
        """,
        (
            ("notes", "strengths"),
            [
                *("=1+1", "#N/A", '@ai: "có"', "[x]", "+84 123", "a\tb\nc", " a", "gạch \\ chéo", "'\\", "null"),
                *("2020-06-30", "15/6/2020", "15-QĐ/ĐU, bản 2 (#3)", "🎉", "I.1:\u00a05"),
            ],
        ),
    ),
    Case(
        "of two changes of one thing the later one counts",
        "marks: {I.1: 5}\n",
        "marks: {I.1: 7}\n",
        _mark("I.1", "self", "6"),
        _mark("I.1", "self", "7"),
    ),
    Case("nothing is taken away where nothing is", "marks:\n", "marks:\n", _mark("I.1", "bloc", None)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_sheets_before_and_after(case: Case) -> None:
    assert _merged(case.before, *case.changes) == case.after


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_stay(case: Case, line_end: str) -> None:
    before, after = (text.replace("\n", line_end) for text in (case.before, case.after))
    assert _merged(before, *case.changes) == after


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_a_missing_last_line_break_stays_missing(case: Case) -> None:
    assert _merged(case.before.removesuffix("\n"), *case.changes) == case.after.removesuffix("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_the_models_accept_what_they_accepted(case: Case) -> None:
    accepted = [validate(YamlDocument("", text.encode()), Sheet)[0] is not None for text in (case.before, case.after)]
    assert accepted != [True, False]


def test_a_whole_file_in_brackets() -> None:
    before = "{unit: u1, period: k1, marks: {I.1: 5}}"
    after = '{unit: u1, period: k1, marks: {I.1: {self: 5, bloc: 4}, I.2: {evidence: ["A, B"]}}, notes: {limits: [C]}}'
    changes = _mark("I.1", "bloc", "4"), _mark("I.2", "evidence", ["A, B"]), (("notes", "limits"), ["C"])
    assert _merged(before, *changes) == after


def test_keys_with_question_marks_are_written_anew() -> None:
    before = "# phiếu\n? unit\n: u1\n? period\n: k1  # kỳ\n? marks\n: I.1: 5\n"
    after = "# phiếu\n\n  # kỳ\nunit: u1\nperiod: k1\nmarks:\n  I.1: 6\n"
    assert _merged(before, _mark("I.1", "self", "6")) == after


def test_document_markers_and_what_stands_behind_stay() -> None:
    before = "%YAML 1.2\n---  # một phiếu\nunit: u1\nmarks:\n  I.1: 5\n\n# hết\n...\n# hết\n"
    after = "%YAML 1.2\n---  # một phiếu\nunit: u1\nmarks:\n  I.1: 5\nnotes:\n  limits:\n    - A\n\n# hết\n...\n# hết\n"
    assert _merged(before, (("notes", "limits"), ["A"])) == after


def test_a_block_at_the_very_end_keeps_its_text_when_something_follows() -> None:
    before = "unit: u1\nmarks:\n  I.1:\n    self: |\n      tot"
    assert _merged(before, _mark("I.1", "bloc", "kha")) == "unit: u1\nmarks:\n  I.1:\n    self: tot\n    bloc: kha"
    stays = "unit: u1\nmarks:\n  I.1:\n    bloc: kha\n    self: |\n      tot"
    assert _merged(stays.replace("kha", "tot"), _mark("I.1", "bloc", "kha")) == stays


def test_no_changes_give_the_same_text() -> None:
    for case in CASES:
        assert _merged(case.before) == case.before


def test_merging_twice_is_merging_once() -> None:
    for case in CASES:
        assert _merged(case.after, *case.changes) == case.after


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_file_keeps_its_encoding_its_mark_and_its_letters(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, "utf-8")
    loose = "# Ngã Sa\u0301u"  # a letter and its tone apart, as some programs on a Mac write
    before = f"{loose}\r\nunit: u1\r\n# Ngã Sáu\r\nmarks:\r\n  I.1: 5\r\n{loose}\r\n"
    changes = [Change(("marks", "I.1", "self"), "đạt")]
    result = merge_file(mark + before.encode(encoding), changes, stages=STAGES, order=ORDER, path="u1.yaml")
    assert result == mark + before.replace(": 5", ": đạt").encode(encoding)


def test_what_no_sheet_may_hold_is_refused_before_anything_is_written() -> None:
    with pytest.raises(QcdcError) as refused:
        _merged("unit: u1\nmarks:\n", _mark("I.1", "self", "a\u200bb"))
    assert [problem.code for problem in refused.value.problems] == ["Q209"]
    with pytest.raises(QcdcError) as in_an_old_font:
        _merged("unit: u1\nmarks:\n", (("notes", "limits"), ["Qu¶n lý, chØ ®¹o"]))
    assert [problem.code for problem in in_an_old_font.value.problems] == ["Q110"]
    with pytest.raises(QcdcError) as unreadable:
        _merged("unit: {\n", _mark("I.1", "self", "5"))
    assert [problem.code for problem in unreadable.value.problems] == ["Q201"]
    with pytest.raises(QcdcError) as undecodable:
        merge_file(b"\xff\xff", [], stages=STAGES, order=ORDER, path="u1.yaml")
    assert [str(problem.place) for problem in undecodable.value.problems] == ["u1.yaml"]


def test_an_empty_sheet_of_init_is_filled_in_between_its_comments() -> None:
    rubric = load_example().rubrics[EXAMPLE_BLOC]
    ids = [leaf.criterion.id for leaf in rubric.leaves]
    text = sheet_text("nga-sau", "Thị trấn Ngã Sáu", "2020-h1", rubric)
    changes = [Change(("marks", identity, "self"), "4.5") for identity in ids]
    result = merge(text, changes, stages=STAGES, order=ids)
    assert result.replace("\n    self: 4.5\n", "\n") == text
    assert result.count("    self: 4.5\n") == len(ids) == 42


def test_a_new_entry_is_set_off_where_all_entries_are() -> None:
    before = "unit: u1\nmarks:\n\n  # một\n  I.1: 1\n\n  # hai\n  I.2: 2\n\n  # năm\n  II.2: 5\n"
    after = before.replace("2\n\n  # năm", "2\n\n  I.3:\n    self: 3\n\n  # năm")
    assert _merged(before, _mark("I.3", "self", "3")) == after


def test_the_tree_that_is_given_is_not_changed() -> None:
    tree = {"unit": "u1", "marks": {"I.1": {"self": "5"}}, "notes": {"limits": ["A"]}}
    changes = [Change(("marks", "I.1", "bloc"), "4"), Change(("notes", "limits"), None)]
    assert apply_changes(tree, changes, first_stage="self") == {
        "unit": "u1",
        "marks": {"I.1": {"self": "5", "bloc": "4"}},
        "notes": "",
    }
    assert tree == {"unit": "u1", "marks": {"I.1": {"self": "5"}}, "notes": {"limits": ["A"]}}


REAL_SHEETS = sorted(
    sheet
    for folder in ("examples/*/units", "tests/valid/*/units")
    for sheet in ROOT.glob(f"{folder}/*.y*ml")
    if not sheet.name.startswith((".", "~$"))
)


@pytest.mark.parametrize("sheet", REAL_SHEETS, ids=lambda sheet: f"{sheet.parents[1].name}/{sheet.name}")
def test_real_sheets(sheet: Path) -> None:
    """Every entry gets a later mark and is emptied again: marks and comments of others are what they were."""
    data = sheet.read_bytes()
    document = YamlDocument("", data)
    assert isinstance(document.tree, dict)
    marks = document.tree["marks"]
    assert isinstance(marks, dict)

    def done(data: bytes, changes: list[Change]) -> bytes:
        return merge_file(data, changes, stages=(*STAGES, "new"), order=tuple(marks))

    assert done(data, []) == data
    added = [Change(("marks", key, "new"), {"mark": "5", "reason": "Xét lại: #1"}) for key in marks]
    more = done(data, added)
    assert YamlDocument("", more).tree == apply_changes(document.tree, added, first_stage="self")
    back = YamlDocument("", done(more, [Change(change.path, None) for change in added])).tree
    assert isinstance(back, dict)
    assert back["marks"] == {
        key: entry if isinstance(entry, dict) or entry == "" else {"self": entry} for key, entry in marks.items()
    }
