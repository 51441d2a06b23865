"""YAML's traps, one by one: the text as it was written, or a problem at its place; never another value.

The cases are those that other loaders get wrong: `safe_load` reads `012` as 10, `12:30` as 750, `no` as
False, keeps the last of two equal keys, and dies of deep nesting.
"""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from qcdc_cli.yamltext.document import YamlDocument

Found = list[tuple[str, str]]  # place in the file and code


def found(data: str | bytes) -> Found:
    document = YamlDocument("f", data if isinstance(data, bytes) else data.encode())
    assert (document.tree is None) == bool(document.problems)
    for problem in document.problems:
        assert problem.sentence()
        assert problem.remedy()
    return [(str(problem.place).removeprefix("f:"), problem.code) for problem in document.problems]


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "no", "on", "off", "True", "true", "y", "N", "null", "~", "Null"),
        *("012", "08", "0x1F", "0o17", "1e3", "1_000", "12:30", "08:30", "190:20:30", "+1", "-0", ".5", "1."),
        *("8,5", "8.50", "1.10", "NaN", ".nan", ".inf", "-.inf", "=", "<<", "2025-13-45", "2020-01-01T10:00:00Z"),
        *("9" * 5000, "“cong”", "‘cong’", "Hòa: không", "a:b", "a#b", "Tiêu chí#3", "50%", "=1+1", "-1", "- 1"[2:]),
        *(
            "#N/A"[1:],
            "[red]"[1:-1],
            "<b>",
            "C:\\thư mục",
            "a\u00a0b",
            "ghi chú:\u00a0b",
            "a\u2003b",
            "🎉",
            "x" * 100_000,
        ),
    ],
)
def test_a_value_stays_what_was_written(written: str) -> None:
    quoted = "'" + written + "'"
    for value in (quoted, written) if ": " not in written else (quoted,):
        document = YamlDocument("f", f"a: {value}\nb: [{quoted}]\n{quoted}: c\n".encode())
        if len(written) > 1000:  # YAML has no keys of more than 1024 letters
            assert found(f"{quoted}: c\n")[0][1] == "Q201"
            document = YamlDocument("f", f"a: {value}\nb: [{quoted}]\n".encode())
        assert document.problems == ()
        assert isinstance(document.tree, dict)
        assert list(document.tree.values())[:2] == [written, [written]]
        assert list(document.tree)[2:] == ([written] if len(written) <= 1000 else [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1.1: a\n1.10: b\n", {"1.1": "a", "1.10": "b"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
        ("? a\n: b\n", {"a": "b"}),
        ("<<: {a: b}\n", {"<<": {"a": "b"}}),
        ("%YAML 1.1\n---\na: no\n...\n", {"a": "no"}),
        ("---\na: 1\n", {"a": "1"}),
        ("a: |\n  x #y\n  z: 1\nb: >\n  m\n  n\n", {"a": "x #y\nz: 1\n", "b": "m n\n"}),
        ("a: 'x # y' # chú thích\n# b: 1\n", {"a": "x # y"}),
        ("a: 1 #\nb: 2 ## chú thích\n", {"a": "1", "b": "2"}),
        ("# có\ttab\na: 1 # và\tđây\n", {"a": "1"}),
        ("# xem mục #3\na: 1\n  # và #4\n", {"a": "1"}),
        ("a: [8.5, '8,5']\nb: {c: '8,5', d: 1}\n", {"a": ["8.5", "8,5"], "b": {"c": "8,5", "d": "1"}}),
        ('a: "{b: 8,5}"\n', {"a": "{b: 8,5}"}),
        ("a: {b: 8, c: 5}\n", {"a": {"b": "8", "c": "5"}}),
        ("{a: b}", {"a": "b"}),
        ("a: 1\r\nb: 2\r\n", {"a": "1", "b": "2"}),
        ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
        ("\ufeffa: 1", {"a": "1"}),
        (unicodedata.normalize("NFD", "hòa: đạt"), {"hòa": "đạt"}),
    ],
)
def test_a_text_is_read_as_it_stands(text: str, tree: object) -> None:
    document = YamlDocument("f", text.encode())
    assert document.problems == ()
    assert document.tree == tree


HOA, HOA_LOOSE = "hòa", unicodedata.normalize("NFD", "hòa")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Comments that would swallow content
        ("a: Tiêu chí #3\n", [("1:13", "Q210")]),
        ("a: b\nc: #3\n", [("2:4", "Q210")]),
        ("a: 'x #y' #z #w\n", [("1:11", "Q210")]),
        ("a: [x #y\n  , z]\n", [("1:7", "Q210")]),
        ("a: {x: Họp #3, y: 1}\n", [("1:12", "Q210")]),
        # Tabs, no-break spaces, hidden characters
        ("a:\n\tb: 1\n", [("2:1", "Q205")]),
        ("a:\tb\n", [("1:3", "Q205")]),
        ("a: 'x\ty'\n", [("1:6", "Q205")]),
        ("a: 1\t\nb:\t2\n", [("1:5", "Q205"), ("2:3", "Q205")]),
        ("a:\u00a0b\n", [("1:3", "Q211")]),
        ("m:\n  I.1:\u00a05\n", [("2:7", "Q211")]),
        ("m:\n  I.1:\u202f5\n", [("2:7", "Q211")]),
        ("m:\n\u00a0\u00a0I.1: 5\n", [("2:1", "Q211")]),
        ("m:\n  -\u00a0x\n", [("2:4", "Q211")]),
        ("m: {a: 1, b:\u00a02}\n", [("1:13", "Q211")]),
        ("tiêu chí:\u00a0b\nc: d\n", [("1:10", "Q211")]),
        ("a: 1\n\ufeffb: 2\n", [("2:1", "Q209")]),
        ("a: x\u2028y\n\tb: 1\n", [("2:1", "Q205"), ("1:5", "Q209")]),
        ("a: x\u0085y\n", [("1:5", "Q209")]),
        ("a: x\0y\n", [("1:5", "Q209")]),
        ("a: x\u200by\n", [("1:5", "Q209")]),
        ("a: x\u00ady\n", [("1:5", "Q209")]),
        ("a: x\u202ey\n", [("1:5", "Q209")]),
        ('a: ["x\\0y"]\n', [("1:5", "Q209")]),
        ('"a\\u200b": 1\n', [("1:1", "Q209")]),
        ('a: "e\\u0301"\n', [("1:1", "Q209")]),
        # The decimal comma inside braces
        ("a: {b: 8,5}\n", [("1:8", "Q213")]),
        ("a: {b: 8,5, c: 1,25}\n", [("1:8", "Q213"), ("1:16", "Q213")]),
        ("a:\n  - {b: -8,5 }\n", [("2:9", "Q213")]),
        # Keys twice
        ("a: 1\nb: 2\na: 3\n", [("3:1", "Q202")]),
        ("a:\n  b:\n    c: 1\n    d: 1\n    c: 2\n", [("5:5", "Q202")]),
        ("a: {b: 1, b: 1}\n", [("1:11", "Q202")]),
        ("- {b: 1, b: 1}\n", [("1:10", "Q202")]),
        ("a: {b: 1}\nc: {b: 1, d: {b: 1}}\nb: [{b: 1}]\n", []),
        (f"{HOA}: 1\n{HOA_LOOSE}: 2\n", [("2:1", "Q202")]),
        ("'a': 1\n\"a\": 2\n", [("2:1", "Q202")]),
        # Anchors, aliases, tags, odd keys, several documents
        ("a: &x 1\nb: *x\n", [("1:4", "Q203"), ("2:4", "Q203")]),
        ("a: &x {b: 1}\nc: {<<: *x}\n", [("1:4", "Q203"), ("2:9", "Q203")]),
        ("a: *chú ý*\n", [("1:7", "Q201")]),
        ("&x a: 1\n", [("1:1", "Q203")]),
        ("a: !!int 1\n", [("1:4", "Q207")]),
        ("!!python/object/apply:os.system {a: b}\n", [("1:1", "Q207")]),
        ("a: !lạ 1\n", [("1:6", "Q201")]),
        ("? [a]\n: 1\n", [("1:3", "Q208")]),
        ("? {a: b}\n: 1\n", [("1:3", "Q208")]),
        ("? |\n  a\n  b\n: 1\n", [("1:3", "Q208")]),
        ("{[a]: 1}\n", [("1:2", "Q208")]),
        ("a: 1\n---\nb: 2\n", [("2:1", "Q206")]),
        ("a: 1\n...\n---\n", [("3:1", "Q206")]),
        # Nothing, or nothing of use
        ("", [("f", "Q112")]),
        (" \n\n", [("f", "Q112")]),
        ("\ufeff", [("f", "Q112")]),
        ("# chỉ có chú thích\n", [("1:1", "Q212")]),
        ("---\n", [("1:1", "Q212")]),
        ("- a\n", [("1:1", "Q212")]),
        ("a:b\n", [("1:1", "Q212")]),
        # Grammar
        ("a: b: c\n", [("1:5", "Q201")]),
        ("a: 1\n  b: 2\n", [("2:4", "Q201")]),
        ("a:\n  - b\n c: 1\n", [("3:2", "Q201")]),
        ("a: [1, 2\n", [("1:4", "Q201")]),
        ("a: [1, 2", [("1:4", "Q201")]),
        ("a: {b: 1\n\n\n", [("1:4", "Q201")]),
        ("a: 'b\n\n", [("1:4", "Q201")]),
        ("a: @b\n", [("1:4", "Q201")]),
        ("a: `b`\n", [("1:4", "Q201")]),
        ('a: "\\q"\n', [("1:5", "Q201")]),
        ('"a": "b" c\n', [("1:10", "Q201")]),
        ("%YAML 9.9\n---\na: 1\n", [("1:1", "Q201")]),
        ("a:\n- b\n-c\n", [("3:1", "Q201")]),
    ],
)
def test_a_trap_is_told_at_its_place(text: str, expected: Found) -> None:
    assert found(text) == expected
    assert [place for place, _ in found(text.replace("\n", "\r\n"))] == [place for place, _ in expected]


def test_the_earlier_key_is_named() -> None:
    (problem,) = YamlDocument("f", b"b: 1\na: b\nc: {b: 1}\nb: 2\n").problems
    assert problem.sentence() == "Khóa `b` đã có ở dòng 1."


def test_the_line_is_shown_as_editors_count_lines() -> None:
    (problem,) = YamlDocument("f", "a: 1\r\nb: x\fy\r\nc: 'z\u2028'\r\n".encode()).problems[1:]
    assert (str(problem.place), problem.excerpt) == ("f:3:6", "c: 'z\u2028'")


def cp1258(text: str) -> bytes:
    """Return Vietnamese as Windows-1258 writes it: letters, then loose tone marks."""
    said = b""
    for letter in text:
        try:
            said += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tone))
            said += base.encode("cp1258") + tone.encode("cp1258")
    return said


TEXT = "# Thị trấn Ngã Sáu, Phó khối: xã Đông Thạnh\nunit: nga-sau\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode("utf-8"), []),
        (TEXT.encode("utf-8-sig"), []),
        (TEXT.encode("utf-16"), []),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), []),
        (TEXT.encode("utf-16-le"), ["Q111"]),
        (TEXT.encode("utf-16-be"), ["Q111"]),
        ("unit: nga-sau\n".encode("utf-16-le"), ["Q111"]),
        (TEXT.encode("utf-16") + b"\n", ["Q108"]),
        (TEXT.encode("utf-32"), ["Q111"]),
        (cp1258(TEXT), ["Q109"]),
        (cp1258("name: Ngã Sáu, Ngã Năm, Ngã Bảy\n"), ["Q109"]),
        ("name: Ngã Sáu\n".encode("cp1252"), ["Q108"]),
        (
            b"name: C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam, Ng\xb7 S\xb8u, \xa7\xabng Th\xb9nh\n",
            ["Q110"],
        ),
        ("name: C\xe9ng h\xdfa x\xb7 h\xe9i, Ng\xb7 S\xb8u, \xa7\xabng Th\xb9nh\n".encode(), ["Q110"]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", ["Q108"]),
        (b"PK\x03\x04", ["Q127"]),
    ],
)
def test_an_encoding_is_read_or_named_and_never_guessed(data: bytes, expected: list[str]) -> None:
    document = YamlDocument("f", data)
    assert [problem.code for problem in document.problems] == expected
    if not expected:
        assert document.tree == {"unit": "nga-sau"}


TURNS = 40  # of a sum of a million numbers, which a slow or busy machine takes as much longer for as for all else
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 500, "Q204"),
        ("[" * 100_000, "Q204"),
        ("a: " + "{b: " * 100_000, "Q204"),
        ("- " * 100_000, "Q204"),
        ("? " * 100_000, "Q208"),
        (LAUGHS, "Q203"),
        ("a: 1\n" * 300_000, "Q202"),
        ("a: &x 1\n" * 200_000, "Q203"),
        ("\x01\n" * 500_000, "Q209"),
        ("a: [" + "x, " * 600_000 + "]\nb: #x\n", "Q210"),
        ("a:\u00a0" + "{," * 500_000, "Q211"),
        ("{" + "a: 8,5," * 200_000, "Q202"),
        ("a: 1\n" * 4_000_000, "Q115"),
    ],
    ids=range(13),
)
def test_a_bomb_is_refused_soon_and_in_little_memory(text: str, code: str, tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(text, encoding="utf-8")
    program = (
        "import re, sys, time; from pathlib import Path; from qcdc_cli.yamltext.document import YamlDocument\n"
        "def turn():\n"
        "    begin = time.process_time(); sum(number * number for number in range(1_000_000))\n"
        "    return time.process_time() - begin\n"
        "before = turn()\n"
        "begin = time.process_time(); found = YamlDocument.read(Path(sys.argv[1]), 'f').problems\n"
        "seconds = time.process_time() - begin\n"
        "print(*{p.code for p in found}, len(found), seconds / max(before, turn()),"
        # The peak of this process alone: ru_maxrss would begin with that of the process which started it.
        " int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) // 1024)"
    )
    said = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True).stdout
    *codes, number, turns, megabytes = said.split()
    assert code in codes
    assert int(number) <= 200
    assert float(turns) < TURNS
    assert int(megabytes) < 300
