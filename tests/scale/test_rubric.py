"""What `qcdc init --from` writes: whole files for scales shaped like those in use, and that they are what they say.

The expected files are in `scales/`. To look at a change: run this test, compare, and copy what is right.
"""

import re
from pathlib import Path

import pytest

from qcdc_cli import language
from qcdc_cli.scale.reading import read_scale
from qcdc_cli.scale.rubric_text import open_questions, read_back, rubric_id, rubric_text
from qcdc_cli.workbook.reading.book import Found
from qcdc_cli.workbook.reading.opening import read_book
from qcdc_cli.yamltext.document import YamlDocument
from tests.scale import examples
from tests.scale.books import HEADER, book_of, tab_of

EXPECTED = Path(__file__).parent / "scales"
EXAMPLES = {
    "day-du": (examples.FULL, examples.FULL_JOINED, "vi"),
    "don-gian": (examples.PLAIN, (), "vi"),
    "so-thap-phan": (examples.DOTTED, (), "vi"),
    "chon-mot-muc": (examples.CHOICES, (), "vi"),
    "english": (examples.ENGLISH, (), "en"),
}


def written(folder: Path, name: str) -> str:
    """Return the rubric that is made of an example, saved as a workbook in a folder."""
    rows, joined, chosen = EXAMPLES[name]
    file = examples.save(folder / f"{name}.xlsx", rows, joined=joined)
    language.use(chosen)
    return rubric_text(read_scale(read_book(file, file.name)), name)


def text_of(*rows: list[object]) -> str:
    """Return the rubric of a small table without anything around it."""
    return rubric_text(read_scale(book_of(tab_of([HEADER, *rows]))), "thu")  # type: ignore[list-item]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_whole_file_is_as_expected(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert written(tmp_path, name) == (EXPECTED / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_mark_is_counted_and_every_file_is_yaml(name: str, tmp_path: Path) -> None:
    text = written(tmp_path, name)
    assert YamlDocument("rubric.yaml", text.encode()).problems == ()
    said = re.search(r"(?:Còn|left open:) (\d+)", text)
    assert said is not None
    assert int(said[1]) == open_questions(text) == len(re.findall(r"^ *# \? ", text, re.MULTILINE))


def test_a_complete_scale_is_a_rubric_without_errors(tmp_path: Path) -> None:
    rubric, problems = read_back(written(tmp_path, "don-gian"))
    assert (rubric is not None, problems) == (True, ())


@pytest.mark.parametrize("name", ["day-du", "english"])
def test_what_is_proposed_is_a_rubric_s_own_form(name: str, tmp_path: Path) -> None:
    """Every proposed line, taken out of its comment alone with those that belong to it, is understood by the model."""
    lines = written(tmp_path, name).replace("above_total:\n", "above_total: no\n").split("\n")
    tried = 0
    for number, line in enumerate(lines):
        match = re.fullmatch(r"( *)# (\w+): ?(.*)", line)
        if match is None or match[2] in {"khóa", "key"}:
            continue
        end = number + 1
        while end < len(lines) and lines[end].startswith(f"{match[1]}#   "):
            end += 1
        opened = [own.replace("# ", "", 1) for own in lines[number:end]]
        _, problems = read_back("\n".join([*lines[:number], *opened, *lines[end:]]))
        # What the table lacks is still told (evidence), and that dividing needs a rounding; nothing else.
        assert {problem.code for problem in problems} <= {"Q512", "Q510"}, (line, problems)
        tried += 1
    assert tried > 4


def test_rows_that_are_levels_are_one_suggestion_of_their_criterion(tmp_path: Path) -> None:
    text = written(tmp_path, "chon-mot-muc")
    assert text.count("levels:") == 1
    opened = re.sub(r"( *)# (levels:|  [a-z-]+: \{name: .*)", r"\1\2", text).replace(
        "        points:\n", "        points: 4\n"
    )
    rubric, problems = read_back(opened.replace("    points:\n", "    points: 90\n"))
    assert rubric is not None, problems
    assert rubric.leaves[0].criterion.kind.choices() == {
        "ban-hanh-day-du": "Ban hành đầy đủ (6)",
        "thieu-tu-mot-van-ban": "Thiếu từ một văn bản (3)",
        "khong-ban-hanh": "Không ban hành (0)",
    }


def test_rows_of_levels_with_long_names_that_begin_alike_get_short_ids() -> None:
    name = "Ban hành đầy đủ các văn bản được giao theo thẩm quyền"
    levels = [["-", f"{name}, đúng hạn", 5], ["-", f"{name}, chậm", 3], ["-", "Không", 0]]
    text = text_of([1, "Văn bản", 5], *levels)
    assert re.findall(r"#   (\w+): .*points: (\d)", text) == [("m1", "5"), ("m2", "3"), ("m3", "0")]


def test_rows_of_ranges_are_bands_and_rows_that_fall_short_of_the_points_are_asked() -> None:
    ranges = [["-", "Từ 90% trở lên", 5], ["-", "Từ 70% đến dưới 90%", 3], ["-", "Dưới 70%", 0]]
    text = text_of([1, "Công khai", 5], *ranges, [2, "Xếp loại", 9], ["-", "Tốt", 8], ["-", "Khá", 5])
    assert re.findall("# (bands|levels)(?=:)", text) == ["bands"]
    assert "# ? Các dòng 7–8 là các mức để chọn một; cột điểm ghi 9, không phải 8: chấm theo cách nào?" in text


def test_points_are_written_so_that_nobody_reads_thousands() -> None:
    text = text_of(["I", "Mục", 1.125], [1, "Việc", 1.125])
    assert text.count("points: 1.1250") == 2
    rubric, _ = read_back(text)
    assert rubric is not None


def test_equal_totals_are_not_parted_by_one_group_around_all_others() -> None:
    inner = [["I", "Lãnh đạo", 40], [1, "Kế hoạch", 40], ["II", "Công khai", 60], [1, "Niêm yết", 60]]
    assert "# ties: [group I]" in text_of(*inner)
    assert "# ties: [group A.I]" in text_of(["A", "Phần điểm chuẩn", 100], *inner)


def test_ids_like_numbers_stand_in_quotes() -> None:
    text = text_of([1, "Mục", None], *([f"1.{number}", f"Việc {number}", 1] for number in range(1, 11)))
    assert '- id: "1.10"' in text
    rubric, _ = read_back(text)
    assert rubric is not None
    assert [leaf.criterion.id for leaf in rubric.leaves][-1] == "1.10"


@pytest.mark.parametrize(
    "name",
    [
        "Có: hai dấu",
        "# không phải chú thích",
        "Tiêu chí #3 và 'nháy' \"kép\"",
        "- gạch đầu dòng",
        "{ngoặc}, [vuông], & * ! | > % @ `",
        "\\ gạch chéo: \\n",
        "=1+1",
        "dài " * 60,
        "khong-ngat\u00a0dong\u200b an",
        "hai\ndòng",
        "kết thúc:",
        "no",
        "...",
        "--- ",
    ],
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    text = text_of([1, "Đầu", 1], [2, name.replace("=1+1", "'=1+1"), 1])
    rubric, problems = read_back(text)
    assert rubric is not None, (text, problems)
    expected = " ".join(name.replace("=1+1", "'=1+1").replace("\u200b", "").split())
    assert rubric.leaves[1].criterion.name == expected


def test_a_name_with_a_number_sign_can_be_proposed_in_a_comment() -> None:
    text = text_of([1, "Tiêu chí #3: đạt hoặc không đạt", 1])
    assert '# pass: "Tiêu chí #3: đạt hoặc không đạt"' in text
    rubric, problems = read_back(text.replace("# pass", "pass"))
    assert rubric is not None, problems
    assert "Tiêu chí #3" in rubric.leaves[0].criterion.kind.rule(rubric.total)


def test_evidence_beside_a_group_is_not_lost() -> None:
    rows = [(*HEADER, "Minh chứng"), ["I", "Mục", 1, "Quyết định\nSổ"], [1, "Việc", 1, "Kế hoạch"]]
    text = rubric_text(read_scale(book_of(tab_of(rows))), "thu")
    assert "# ? Dòng 2: minh chứng của cả mục: Quyết định; Sổ; ghi vào từng tiêu chí.\n" in text


def test_the_id_comes_from_the_file_s_name() -> None:
    assert rubric_id("Thang điểm năm 2020 (mới)") == "thang-diem-nam-2020-moi"
    assert rubric_id("...") == "thang-diem"


@pytest.mark.parametrize(
    ("name", "points", "said"),
    [
        ("Điểm thưởng: 5 điểm", "", "5"),
        ("Điểm trừ (trừ tối đa 10 điểm)", "", "10"),
        ("Điểm thưởng", "không quá 2,5 điểm cho cả phần", "2.5"),
        ("Điểm trừ", "Mỗi lần nộp chậm trừ 1 điểm", ""),
        ("Điểm thưởng", "", ""),
    ],
)
def test_a_cap_is_proposed_only_with_the_number_of_the_table(name: str, points: str, said: str) -> None:
    text = text_of([1, "Một", 100], ["II", name, points], [1, "Hai", 3])
    assert re.findall(r"# cap: (.*)", text) == ([said] if said else [])
    assert ("bảng không ghi điểm tối đa của cả mục" in text.casefold()) == (not said)


@pytest.mark.parametrize("heading", ["Hệ số", "Trọng số", "Hệ số điểm", "Weight"])
def test_weights_are_asked_about(heading: str) -> None:
    rows = [
        ["STT", "Nội dung", heading, "Điểm"],
        [1, "Một", 2, 10],
        [2, "Hai", 1, 20],
        [3, "Ba", Found("percent", "30"), 5],
    ]
    text = rubric_text(read_scale(book_of(tab_of([*rows, [4, "Bốn", "theo năm", 5]]))), "thu")
    assert re.findall(r"# weight: (.*)", text) == ["2", "0.3"]
    assert "ghi theo năm: cột điểm đã nhân" in " ".join(re.sub(r"\n *#", "", text).split())
    assert "không dùng đến" not in text


def test_points_of_a_group_with_two_readings_are_asked_about_where_no_sum_decides() -> None:
    text = text_of(["I", "Một", "2.000 điểm"], [1, "a", 500], [2, "b", 500])
    assert "có thể là 2000 hoặc 2, nhưng các thành phần cộng lại được 1000." in " ".join(
        re.sub(r"\n *#", "", text).split()
    )
