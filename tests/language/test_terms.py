"""Words that an officer would not write, or that mean something else, occur in no Vietnamese text.

The list is the "do not use" column of the terms in docs/glossary.md, as far as a pattern can tell: a word that is
right in another sense is not in it (`nhóm`, `nói`, `lệch`).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What must not occur, and what to write instead.
UNWANTED = {
    r"ô tô (vàng|đỏ)": "ô nền vàng: “ô tô” is a car",
    r"cả hai bên": "không tính vào điểm đạt và điểm tối đa",
    r"đang đứng|[Đđ]ứng trong thư mục": "thư mục hiện tại",
    r"sổ tính": "tệp Excel",
    r"(?<!vượt )(?<!chỉ tiêu )[Nn]hiều nhất(?! khối)": "tối đa",  # the unit that exceeds most is another thing
    r"[Tt]rọng số": "hệ số",
    r"[Tt]rọn điểm": "điểm tối đa",
    r"[Tt]ên kèm theo|bộ kèm theo|kèm theo qcdc": "thang điểm có sẵn trong qcdc",
    r"[Tt]ừ đặt chỗ": "trường",
    r"câu chữ nói|thang điểm (không )?nói": "quy định, nêu",
    r"(lúc|của lúc) xuất": "khi xuất",
    r"tạm thời": "tạm tính",
    r"[Pp]hân định bằng|bằng nhau bằng": "xếp thứ tự theo",
    r"bằng điểm nhau|bằng tổng điểm nhau": "bằng điểm",
    r"bậc phân định|các bậc\b": "căn cứ ưu tiên",
    r"\bnơi chấm": "cơ quan chấm",
    r"[Nn]ơi ký|chỗ ký": "phần ký",
    r"[Đđ]iều làm mất|Bị xét": "trường hợp không xếp hạng, hạ loại",
    r"tự mang": "đã ghi sẵn",
    r"mẫu số": "điểm tối đa",
    r"vượt thang": "vượt điểm tối đa",
    r"(từ )?nửa (trở lên|thì) (làm tròn )?lên": "từ 5 trở lên làm tròn lên",
    r"chia đều": "tính theo tỷ lệ trong khoảng",
    r"[Mm]ặt được": "ưu điểm, kết quả đạt được",
    r"ai cũng": "tất cả đơn vị",
    r"bấy nhiêu": "the number itself",
    r"[Đđ]ặt ra (để|làm)|viết đặt ra|soạn đặt ra": "giả định",
    r"ống dẫn": "chuyển sang lệnh khác",
    r"(?<!`)[Hh]ình thức khen(?! thưởng)\b": "hình thức khen thưởng",
    r"chứng minh": "minh chứng",
    r"hiệp phương sai": "plain words",
    r"Độc lập – Tự do": "hyphens: Độc lập - Tự do - Hạnh phúc",
    r"nộp trước ngày": "hạn nộp: the day itself counts",
    r"\bĐừng\b": "không",
}
# Where one of them is right, by file and text, and why.
ALLOWED = {
    ("qcdc_cli/render/placeholders/__init__.py", "hình thức khen"): "a placeholder in templates that are in use",
}
READ_BACK = ("forms/reading/", "forms/tables/", "scale/")  # words that are only recognised where others wrote them


def _python(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module that are not docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def _texts() -> Iterator[tuple[str, int, str]]:
    for file in sorted((ROOT / "qcdc_cli").rglob("*.py")):
        name = file.relative_to(ROOT).as_posix()
        if not any(part in name for part in READ_BACK):
            yield from ((name, line, text) for line, text in _python(file))
    written = (
        *sorted((ROOT / "docs" / "vi").glob("*.md")),
        ROOT / "README.vi.md",
        *sorted((ROOT / "rubrics").glob("*.yaml")),
        *sorted((ROOT / "examples").rglob("*.yaml")),
        *sorted((ROOT / "examples").rglob("README.md")),
    )
    for file in written:
        name = file.relative_to(ROOT).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            yield name, number, line


TEXTS = list(_texts())


@pytest.mark.parametrize("pattern", UNWANTED)
def test_no_text_has_it(pattern: str) -> None:
    """Each finding names its file and line, and what to write."""
    found = [
        f"{name}:{line}: {text[:120]}  ({UNWANTED[pattern]})"
        for name, line, text in TEXTS
        for match in re.finditer(pattern, text)
        if (name, match[0]) not in ALLOWED
    ]
    assert not found, "\n".join(found)


def test_the_exceptions_are_still_there() -> None:
    """An exception whose text is gone is taken off the list."""
    there = {
        (name, match[0]) for name, _, text in TEXTS for pattern in UNWANTED for match in re.finditer(pattern, text)
    }
    assert set(ALLOWED) <= there
