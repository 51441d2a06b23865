"""Random sheets in random styles, with random comments, and random changes to them: what people's files look like."""

import re
import unicodedata
from typing import Any, NamedTuple

from hypothesis import strategies as st

from qcdc_cli.forms.merging import Change

STAGES = ("self", "bloc", "board")
ORDER = ("I.1", "I.2", "1.1", "1.10", "II", "no", "012", "III.a")
NOTES = ("strengths", "limits", "difficulties", "proposals")

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)
_ODD_TEXTS = (
    *("Quyết định số 15-QĐ/ĐU ngày 10/02/2020", "một hai ba", "có, {không}: [phải] #bảng", "“a”", "🎉", "a 🎉 b"),
    *(
        "ba\nbon\n",
        "bốn năm\nsáu\n",
        "bảy\n",
        "a\nb",
        "a\n\nb\n",
        "\na",
        "a\r\nb",
        "x" * 130,
        "dài " * 40 + "hết",
        "a: " * 20,
    ),
    *("a: b", "a:", ": a", "#", "a #b", "# a", "- a", "-", "--- a", "...", "? a", "[x]", "{a: 1}", "a, b", "8,5"),
    *("*a", "&a", "!a", "%a", "@a", "`a`", '"', "'", "a'b", 'a"b', "a\\b", "\\", "|", ">", "=1+1", "+84 123", "#N/A"),
    *("null", "~", "No", "y", "1.10", "012", "1e3", "0x1F", "1:30", "2020-06-30", "2020-06-30 10:00:00", ".5", "1_000"),
    *(
        "<<",
        "4.5",
        " a",
        "a ",
        "\ta",
        "a\tb",
        "a:\u00a0b",
        "I.1:\u00a0b",
        "{a:\u00a0b",
        "\u00a0",
        "\n\u0303",
        "{self: 8,5}",
    ),
)
_FIRST_LINE = "# Phiếu chấm điểm"  # without any Vietnamese letter, odd ones look like an old encoding (Q110)
_ENDS_OF_COMMENTS = ("", ", self: 5", " [x] # 5", ' "')
_LETTERS = "ab ỉĐ:#-,'\"\\[]{}&*!|>%@`?=~\n0.1\u00a0"


def _is_writable(text: str) -> bool:
    return not _HIDDEN.search(text) and unicodedata.is_normalized("NFC", text)


texts = st.one_of(st.sampled_from(_ODD_TEXTS), st.text(_LETTERS, min_size=1, max_size=8), st.text(max_size=6)).filter(
    lambda text: text != "" and _is_writable(text)
)
marks_as_text = st.one_of(st.sampled_from(("tot", "đạt", "9", "4.5", "4,5", "no", "0", "-1", "1.10")), texts)
lists_of_marks = st.lists(marks_as_text, min_size=1, max_size=4)
stage_marks = st.one_of(
    marks_as_text,
    lists_of_marks,
    st.fixed_dictionaries(
        {"mark": st.one_of(marks_as_text, lists_of_marks)}, optional={"reason": texts, "by": texts, "target": texts}
    ),
    st.fixed_dictionaries({"actual": marks_as_text}, optional={"target": marks_as_text}),
)
evidence = st.lists(
    st.one_of(texts, st.fixed_dictionaries({"name": texts}, optional={"file": texts})), min_size=1, max_size=4
)
notes = st.lists(texts, max_size=3)
agreements = st.fixed_dictionaries(
    {"by": texts, "date": texts, "claims": st.dictionaries(st.sampled_from(ORDER), stage_marks, min_size=1, max_size=4)}
)


@st.composite
def changes(draw: st.DrawFn) -> list[Change]:
    """Draw what a form may say: marks, evidence, notes, disqualifiers, agreements; some things are taken away."""
    found: list[Change] = []
    for _ in range(draw(st.integers(0, 6))):
        room = draw(st.sampled_from(("marks", "marks", "marks", "evidence", "notes", "disqualifiers", "agreed")))
        value: Any
        if room == "marks":
            path: tuple[str, ...] = ("marks", draw(st.sampled_from(ORDER)), draw(st.sampled_from(STAGES)))
            value = draw(st.none() | stage_marks)
        elif room == "evidence":
            path, value = ("marks", draw(st.sampled_from(ORDER)), "evidence"), draw(st.none() | evidence)
        elif room == "notes":
            path, value = ("notes", draw(st.sampled_from(NOTES))), draw(st.none() | notes)
        elif room == "agreed":
            path, value = ("agreed", draw(st.sampled_from(STAGES))), draw(st.none() | agreements)
        else:
            path, value = ("disqualifiers", draw(st.sampled_from(("ky-luat", "yes")))), draw(st.none() | texts)
        found.append(Change(path, value))
    return found


class RandomSheet(NamedTuple):
    """A sheet's text.

    Attributes:
        text: the whole text.
        comments: the comments in it, no two alike.
        rooms: the lines of all keys of the file in their order, by path; the entries of `marks` each for themselves
            where they stand line by line.
    """

    text: str
    comments: tuple[str, ...]
    rooms: dict[tuple[str, ...], str]


class _Typist:
    """Writes trees as people do: now so, now otherwise."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.comments: list[str] = []
        self.indent = draw(st.integers(1, 4))
        self.dash = draw(st.integers(0, 3))
        self._in_block = False

    def _chance(self, of: int = 3) -> bool:
        return self._draw(st.integers(1, of)) == of

    def _comment(self) -> str:
        comment = f"# ghi chú {len(self.comments)}{self._draw(st.sampled_from(_ENDS_OF_COMMENTS))};"
        self.comments.append(comment)
        return comment

    def behind(self) -> str:
        """Return what may stand at the end of a line."""
        return f"{' ' * self._draw(st.integers(1, 3))}{self._comment()}" if self._chance(4) else " " * self._chance(6)

    def between(self, column: int) -> list[str]:
        """Return lines that may stand between two others; comments further in than `column` too."""
        lines = []
        for _ in range(self._draw(st.sampled_from((0, 0, 0, 0, 1, 2)))):
            blank = self._chance(2)
            most = column if self._in_block else column + 6  # further in it would be a line of the block
            lines.append("" if blank else " " * self._draw(st.integers(0, most)) + self._comment())
        return lines

    def key(self, key: str) -> str:
        """Return a key, plain or in quotes."""
        return f"'{key}'" if self._chance(6) else key

    def in_line(self, value: Any, *, in_brackets: bool = False, column: int = 0) -> str:
        """Return a value without or with breaks inside of its brackets."""
        if isinstance(value, str):
            plain = re.fullmatch(r"[\w(][\w/().-]*(?: [\w/().-]+)*", value) or (value == "8,5" and not in_brackets)
            if plain and self._chance(2):
                return value
            if not re.search("[\r\n\t\\\\]|:[\u00a0]", value) and self._chance(2):
                return "'" + value.replace("'", "''") + "'"
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
            escaped = re.sub("[\u0300-\u036f]", lambda match: f"\\u{ord(match[0]):04x}", escaped)
            return '"' + escaped.replace("\t", "\\t").replace("\u00a0", "\\_") + '"'
        broken = self._chance(5)

        def gap() -> str:
            if not broken:
                return " " * self._chance(4)
            comment = f" {self._comment()}" if self._chance(2) else ""
            return f"{comment}\n{' ' * (column + 1)}"

        if isinstance(value, dict):
            parts = [
                f"{self.key(key)}: {self.in_line(each, in_brackets=True, column=column)}" for key, each in value.items()
            ]
        else:
            parts = [self.in_line(each, in_brackets=True, column=column) for each in value]
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        inner = "".join(
            f"{gap()}{part}{gap()}{',' if number < len(parts) - 1 else ''}" for number, part in enumerate(parts)
        )
        comma = "," if parts and self._chance(6) else ""
        return f"{opened}{inner}{comma}{gap()}{closed}"

    def behind_key(self, value: Any, column: int) -> list[str]:
        """Return what stands behind a key: the rest of its line and the lines below."""
        self._in_block = False
        if value == "":
            return [self.behind()]
        if isinstance(value, str):
            return self._scalar(value, column)
        if not value or self._chance(3):
            return [f" {self.in_line(value, column=column + self.indent)}{self.behind()}"]
        if isinstance(value, dict):
            return [self.behind(), *self.entries(value, column + self.indent)]
        return [self.behind(), *self._items(value, column + self.dash)]

    def _scalar(self, value: str, column: int) -> list[str]:
        pad = " " * (column + self.indent)
        simple = re.fullmatch(r"\w[\w /]*\w(?:\n\w[\w /]*\w)*\n?", value)
        if simple and self._chance(2):
            self._in_block = True
            header = self._draw(st.sampled_from((" |", " |+", " |1+"))) if value.endswith("\n") else " |-"
            header = header.replace("1", str(self.indent))
            blanks = [""] * ("+" not in header and self._chance(3))
            return [header + self.behind(), *(pad + line for line in value.removesuffix("\n").split("\n")), *blanks]
        if " " in value and re.fullmatch(r"\w+(?: \w+)+", value) and self._chance(2):
            first, second = value.split(" ", 1)
            self._in_block = folded = self._chance(2)
            below = [pad + first, pad + second + ("" if folded else self.behind())]
            return [" >-" + self.behind(), *below] if folded else [f" {first}", *below[1:]]
        if self._chance(6):
            return [self.behind(), pad + self.in_line(value) + self.behind()]
        return [f" {self.in_line(value, column=column + 1)}{self.behind()}"]

    def entries(self, value: dict[str, Any], column: int) -> list[str]:
        """Return a mapping line by line."""
        lines: list[str] = []
        for key, each in value.items():
            lines += self.between(column)
            first, *below = self.behind_key(each, column)
            lines += [f"{' ' * column}{self.key(key)}:{first}", *below]
        return lines

    def _items(self, value: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for each in value:
            lines += self.between(column)
            if isinstance(each, dict) and self._chance(2):
                first, *below = self.entries(each, column + 2)
                while not first.strip() or first.lstrip().startswith("#"):
                    lines.append(first and " " * column + first.lstrip())
                    first, *below = below
                lines += [f"{' ' * column}- {first.lstrip()}", *below]
            else:
                self._in_block = False
                lines.append(f"{' ' * column}- {self.in_line(each, column=column + 2)}{self.behind()}")
        return lines


@st.composite
def _entry(draw: st.DrawFn) -> Any:
    shape = draw(st.sampled_from(("blank", "short", "list", "full", "full", "full")))
    if shape == "blank":
        return ""
    if shape == "short":
        return draw(marks_as_text)
    if shape == "list":
        return draw(lists_of_marks)
    stages = draw(st.lists(st.sampled_from(STAGES), min_size=1, max_size=3, unique=True))
    entry: dict[str, Any] = {stage: draw(st.just("") | stage_marks) for stage in stages}
    if draw(st.booleans()):
        entry["evidence"] = draw(st.just("") | evidence)
    return entry


@st.composite
def sheets(draw: st.DrawFn) -> RandomSheet:
    """Draw a sheet."""
    typist = _Typist(draw)
    ids = draw(st.lists(st.sampled_from(ORDER), max_size=5, unique=True))
    tree: dict[str, Any] = {"unit": "u1", "period": "2020"}
    shape = draw(st.sampled_from(("full", "full", "full", "full", "absent", "blank", "empty")))
    if shape != "absent":
        tree["marks"] = {} if shape == "empty" else {key: draw(_entry()) for key in ids} if shape == "full" else ""
    if draw(st.booleans()):
        named = draw(st.lists(st.sampled_from(NOTES), max_size=3, unique=True))
        tree["notes"] = {key: draw(st.just("") | notes) for key in named} or draw(st.sampled_from(("", {})))
    if draw(st.integers(0, 2)) == 0:
        tree["agreed"] = {draw(st.sampled_from(STAGES)): draw(agreements)}
    if draw(st.booleans()):
        tree["disqualifiers"] = {"ky-luat": draw(texts)}
    keys = draw(st.permutations(list(tree)))
    lines = [_FIRST_LINE]
    rooms: dict[tuple[str, ...], list[str]] = {}
    for key in keys:
        lines += typist.between(0)
        value = tree[key]
        if key == "marks" and value and draw(st.integers(0, 4)):
            lines.append("marks:" + typist.behind())
            for identity, entry in value.items():
                lines += typist.between(typist.indent)
                first, *below = typist.behind_key(entry, typist.indent)
                rooms[key, identity] = [f"{' ' * typist.indent}{typist.key(identity)}:{first}", *below]
                lines += rooms[key, identity]
        else:
            first, *below = typist.behind_key(value, 0)
            rooms[key,] = [f"{typist.key(key)}:{first}", *below]
            lines += rooms[key,]
    lines += typist.between(0)
    if draw(st.integers(0, 9)) == 0:
        lines = [
            _FIRST_LINE,
            "{" + ", ".join(f"{key}: {typist.in_line(tree[key], in_brackets=True, column=1)}" for key in keys) + "}",
        ]
        rooms = {}
        typist.comments = [comment for comment in typist.comments if comment in lines[1]]
    end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    text = "\n".join(lines) + ("\n" if draw(st.integers(0, 3)) else "")
    found = {key: "\n".join(own).replace("\n", end) for key, own in rooms.items()}
    return RandomSheet(text.replace("\n", end), tuple(typist.comments), found)
