"""Files changed at random as they are damaged, edited by hand, or made to harm: bytes, tokens, tags, cells, parts."""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from random import Random

Mutation = Callable[[bytes, Random], bytes]

ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\xe1",
    b"\xc2",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\t",
    b"\x1b",
    "đ".encode(),
    "\u2028".encode(),
)
YAML_TOKENS = re.compile(rb"[A-Za-z0-9_.-]+|\s+|.", re.DOTALL)
YAML_PIECES = tuple(
    piece.encode()
    for piece in (
        *"{}[],:-?|>&*!%@`#'\"\\~=<",
        *(
            ": ",
            "- ",
            "? ",
            "{?a: b}",
            "[? a: b]",
            "{? a : b}",
            "{a}",
            "{a: }",
            "[,]",
            "{,}",
            " #x",
            "\n",
            "\n ",
            "\n  - ",
        ),
        *(
            "|\n  x  \n\n  ",
            ">-\n  x\n",
            "|2\n",
            "|+\n",
            ">1-\n",
            "\n---\n",
            "\n...\n",
            "%YAML 1.2\n---\n",
            "&a ",
            "*a",
        ),
        *("!!str ", "!<x> ", "\\x41", "\\u00ad", '"\\', "''", "\t", "\u00a0", "\u3000", "\ufeff", "\u0301", "\u0085"),
        *(
            "8,5",
            "1e999",
            "-0",
            ".5",
            "1_000",
            "0x1F",
            "1.10",
            "٣",
            "½",
            "²",
            "9" * 400,
            "x" * 3000,
            "NaN",
            "null",
            "~",
        ),
        *(
            "not_applicable",
            "self",
            "marks",
            "evidence",
            "mark",
            "unit",
            "criteria",
            "points",
            "levels",
            "extends",
            "I.1",
        ),
    )
)
CSV_PIECES = tuple(
    piece.encode()
    for piece in (
        *(";", ",", "\t", '"', '""', '"a', "\n", "\r\n", "\r", "sep=;\n", "'", "=1+1", "8,5", "8.5", "1.000", "5/1"),
        *("id", "mã", "unit", "Đơn vị", "stage", "period", "self", "2020-h1", "I.3", "x", "", " ", "\u00a0", "²", "٣"),
        *(
            "TT",
            "Nội dung",
            "Điểm",
            "I",
            "II",
            "1.1",
            "a)",
            "Tổng",
            "9" * 400,
            "đạt",
            "KPS",
            "\0",
            "\ufeff",
            "IIIIIIII",
        ),
    )
)
VALUES = tuple(
    value.encode()
    for value in (
        *(
            "",
            "x",
            "0",
            "1",
            "-1",
            "1.5",
            "1e5",
            "٣",
            "²",
            "½",
            " 5 ",
            "+5",
            "0x5",
            "999999999999",
            "9" * 5000,
            "NaN",
            "inf",
        ),
        *(
            "A0",
            "A1",
            "a1",
            "A1:",
            ":",
            "A1:B",
            "$A$1",
            "A1:A1048577",
            "XFD1048576",
            "ZZZZ1",
            "A1 B2",
            "A:A",
            "1:1",
            "ª1",
        ),
        *(
            "é",
            "true",
            "s",
            "n",
            "b",
            "e",
            "d",
            "str",
            "inlineStr",
            "shared",
            "array",
            "dataTable",
            "External",
            "../x",
            "/",
        ),
        *(
            "#REF!",
            "Sheet1!A1",
            "'a'!A1",
            "rId1",
            "{{unit}}",
            "{{rank}}",
            "{{đơn vị}}",
            "{{",
            "}}",
            "{{x}}",
            "{0}",
            "_x000D_",
        ),
    )
)
ELEMENTS = tuple(
    element.encode()
    for element in (
        *(
            "<row/>",
            '<row r="3"/>',
            '<row r="1"><c><v>1</v></c></row>',
            "<c/>",
            "<c><v>1</v></c>",
            '<c r="B2"/>',
            "<v/>",
        ),
        *("<f/>", '<f t="shared" si="0"/>', '<f t="array" ref="A1:B2">1</f>', "<is><t>x</t></is>", "<t>{{unit}}</t>"),
        *(
            "<sheetData/>",
            "<mergeCells/>",
            '<mergeCell ref="A1:B2"/>',
            "<mergeCell/>",
            "<x:row xmlns:x='urn:x'/>",
            "<!--x-->",
        ),
        *(
            '<sheet name="x" r:id=""/>',
            "<sheet/>",
            "<Relationship/>",
            "<definedName>x</definedName>",
            "<![CDATA[x]]>",
            "<?x y?>",
        ),
        *(
            "<col/>",
            '<col min="1" max="99999999"/>',
            "<xf/>",
            "<si/>",
            "<font/>",
            "&a;",
            "&#0;",
            "&#xD800;",
            "<x",
            "</c>",
            "<r/>",
        ),
    )
)
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUE = re.compile(rb'(?<!xmlns)(?<!xmlns:\w)="(?!1.0"|UTF)[^"]*"|>[^<>]+<')


def mutated(data: bytes, random: Random, mutations: Sequence[Mutation]) -> bytes:
    """Return a file changed in one or a few ways."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = random.choice(mutations)(data, random)
    return data


def _at(data: bytes, random: Random) -> int:
    return random.randrange(len(data) + 1)


def byte_flipped(data: bytes, random: Random) -> bytes:
    """Change one byte."""
    at = _at(data, random)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def odd_byte_put_in(data: bytes, random: Random) -> bytes:
    """Put a byte in that files should not have there."""
    at = _at(data, random)
    return data[:at] + random.choice(ODD_BYTES) + data[at:]


def cut_off(data: bytes, random: Random) -> bytes:
    """Cut the file off, at its end or its beginning."""
    at = _at(data, random)
    return data[:at] if random.random() < 0.8 else data[at:]


def piece_moved(data: bytes, random: Random) -> bytes:
    """Take a piece out, and put it in somewhere, or nowhere, or several times."""
    begin = _at(data, random)
    end = min(len(data), begin + random.choice((1, 4, 20, 100)))
    piece, rest = data[begin:end], data[:begin] + data[end:]
    at = _at(rest, random)
    return rest[:at] + piece * random.choice((0, 1, 2, 50)) + rest[at:]


def line_moved(data: bytes, random: Random) -> bytes:
    """Repeat a line, take one out, or indent one."""
    lines = data.split(b"\n")
    number = random.randrange(len(lines))
    how = random.randrange(4)
    if how == 0:
        lines.insert(random.randrange(len(lines)), lines[number])
    elif how == 1:
        del lines[number]
    elif how == 2:
        lines[number] = b" " * random.randrange(1, 5) + lines[number]
    else:
        lines[number] = lines[number].lstrip() + b" " * random.randrange(3)
    return b"\n".join(lines)


def token_put_in(pieces: Sequence[bytes]) -> Mutation:
    """Return a mutation that puts one of these in, or in the place of a token."""

    def put_in(data: bytes, random: Random) -> bytes:
        tokens = YAML_TOKENS.findall(data) or [b""]
        at = random.randrange(len(tokens))
        tokens[at : at + random.randrange(2)] = [random.choice(pieces)]
        return b"".join(tokens)

    return put_in


def _replaced(pattern: re.Pattern[bytes], new: Callable[[bytes, Random], bytes]) -> Mutation:
    return _changed(lambda data: [match.span() for match in pattern.finditer(data)], new)


def _changed(find: Callable[[bytes], list[tuple[int, int]]], new: Callable[[bytes, Random], bytes]) -> Mutation:
    def changed(data: bytes, random: Random) -> bytes:
        found = find(data)
        if not found:
            return data
        begin, end = random.choice(found)
        return data[:begin] + new(data[begin:end], random) + data[end:]

    return changed


def _elements(data: bytes) -> list[tuple[int, int]]:
    """Return where the elements inside the root begin and end."""
    found, open_tags = [], []
    for tag in _TAG.finditer(data):
        if tag[0].startswith(b"</"):
            begin = open_tags.pop() if open_tags else 0
            found.append((begin, tag.end()))
        elif tag[0].endswith(b"/>"):
            found.append(tag.span())
        elif not tag[0].startswith((b"<?", b"<!")):
            open_tags.append(tag.start())
    return found[:-1]


def _other_value(old: bytes, random: Random) -> bytes:
    value = random.choice(VALUES)
    return b'="' + value + b'"' if old.startswith(b"=") else b">" + value + b"<"


def _other_prefix(old: bytes, _: Random) -> bytes:
    return (
        re.sub(rb"<(/?)([\w:]+)", rb"<\1x:\2", old)
        .replace(b">", b' xmlns:x="urn:x">', 1)
        .replace(b'/ xmlns:x="urn:x"', b' xmlns:x="urn:x"/')
    )


def _element_moved(data: bytes, random: Random) -> bytes:
    found = _elements(data)
    if not found:
        return data
    (begin, end), (before, after) = random.choice(found), random.choice(found)
    if end <= before:
        return data[:begin] + data[end:after] + data[begin:end] + data[after:]
    return data[:before] + data[begin:end] + data[before:]


_WELL_FORMED: tuple[Mutation, ...] = (
    _replaced(_VALUE, _other_value),
    _replaced(_VALUE, _other_value),
    _replaced(_ATTRIBUTE, lambda _, __: b""),
    _replaced(_ATTRIBUTE, lambda _, __: b""),
    _changed(_elements, lambda _, __: b""),
    _changed(_elements, lambda old, random: old * random.choice((2, 3))),
    _changed(_elements, _other_prefix),
    _changed(_elements, lambda old, random: old + random.choice(ELEMENTS)),
    _element_moved,
)
XML_MUTATIONS: tuple[Mutation, ...] = (
    *_WELL_FORMED * 3,
    _replaced(_TAG, lambda _, __: b""),
    piece_moved,
    byte_flipped,
)
# How often a part is changed, by what its name holds; what few programs look at, less often.
_WEIGHTS = {
    "theme": 0.02,
    "docProps": 0.1,
    "Content_Types": 0.5,
    "sheet": 6,
    "content.xml": 6,
    "workbook": 2,
    "drawing": 0.7,
}
YAML_MUTATIONS: tuple[Mutation, ...] = (
    token_put_in(YAML_PIECES),
    token_put_in(YAML_PIECES),
    token_put_in(YAML_PIECES),
    line_moved,
    piece_moved,
    odd_byte_put_in,
    byte_flipped,
    cut_off,
)
CSV_MUTATIONS: tuple[Mutation, ...] = (
    token_put_in(CSV_PIECES),
    token_put_in(CSV_PIECES),
    token_put_in(CSV_PIECES),
    line_moved,
    piece_moved,
    odd_byte_put_in,
    byte_flipped,
    cut_off,
)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def package_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of parts, not compressed: that is quicker, and changed bytes change what they hold."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def package_mutated(parts: Mapping[str, bytes], random: Random) -> bytes:
    """Return a zip file whose parts were changed, taken out or named otherwise, or whose bytes were."""
    changed = dict(parts)
    how = random.random()
    if how < 0.05:
        return mutated(package_of(parts), random, (byte_flipped, cut_off, piece_moved, odd_byte_put_in))
    names = sorted(name for name in changed if name.endswith((".xml", ".rels", ".vml")))
    weights = [next((weight for part, weight in _WEIGHTS.items() if part in name), 1) for name in names]
    for name in random.choices(names, weights, k=random.choice((1, 1, 1, 2))):
        changed[name] = mutated(changed[name], random, XML_MUTATIONS)
    if how < 0.12:
        gone = random.choice(sorted(changed))
        content = changed.pop(gone)
        if random.random() < 0.5:
            changed[random.choice((gone.upper(), gone.replace("/", "\\"), f"x/{gone}", random.choice(names)))] = content
    return package_of(changed)
