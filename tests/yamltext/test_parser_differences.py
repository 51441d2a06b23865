"""What libyaml reads otherwise than YAML 1.2 says is refused; all else that it reads, PyYAML's parser reads alike."""

import re
from itertools import product
from typing import Any

import pytest
import yaml
from yaml._yaml import CParser

from qcdc_cli.yamltext.document import YamlDocument, compose


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{?foo: bar}\n", "Q215", (1, 2)),
        ("{ ?foo: bar, bar: 42 }\n", "Q215", (1, 3)),
        ("a: {?foo}\n", "Q215", (1, 5)),
        ("a: [?foo: x]\n", "Q215", (1, 5)),
        ("a: [b, ?foo]\n", "Q215", (1, 8)),
        ("a: [b, {c: d,\n   ?'e': f}]\n", "Q215", (2, 4)),
        ("a: |\n  x\n   \n", "Q216", (1, 4)),
        ("a: |\n  x\n  ", "Q216", (1, 4)),
        ("a: |\n    ", "Q216", (1, 4)),
        ("a: |+\n   ", "Q216", (1, 4)),
        ("a: |+\n  x\n  \nb: c\n", "Q216", (1, 4)),
        ("a: |\n  x\n    \nb: c\n", "Q216", (1, 4)),
        ("a: >-\n  x\n      \n\n", "Q216", (1, 4)),
        ("a:\n  - |\n    x\n  - >\n    y\n        \n", "Q216", (4, 5)),
        ('a: "x"#y\n', "Q210", (1, 7)),
        ("a: 'x'#3\n", "Q210", (1, 7)),
        ("a: [b]#c\n", "Q210", (1, 7)),
        ("a: [b,#x\n c]\n", "Q210", (1, 7)),
        ("a: {b: c}# d\n", "Q210", (1, 10)),
        ("a: |#x\n  y\n", "Q210", (1, 5)),
        ("a: >-# x\n  y\n", "Q210", (1, 6)),
    ],
)
def test_it_is_refused_where_it_is(text: str, code: str, place: tuple[int, int]) -> None:
    (problem,) = YamlDocument("f", text.encode()).problems
    assert problem.place is not None
    assert (problem.code, (problem.place.line, problem.place.column)) == (code, place)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{? foo: bar}\n", {"foo": "bar"}),
        ("{?\n foo: bar}\n", {"foo": "bar"}),
        ("?foo: bar\n", {"?foo": "bar"}),
        ("a: x {?b}\n", {"a": "x {?b}"}),
        ('a: "{?b}, [?c]"\n', {"a": "{?b}, [?c]"}),
        ("a: [b?, c ?d, (?)] # [?x]\n", {"a": ["b?", "c ?d", "(?)"]}),
        ("a: |\n  {?b}\n", {"a": "{?b}\n"}),
        ("a: |\n  x\n  \nb: c\n", {"a": "x\n", "b": "c"}),
        ("a: |\n  x\n    \n  y\n", {"a": "x\n  \ny\n"}),
        ("a: |+\n\nb: |\n", {"a": "\n", "b": ""}),
        ("a: |\n x\nb: c", {"a": "x\n", "b": "c"}),
        ("a: x |\n  y\n   \n", {"a": "x | y"}),
        ("a: x\"#y\nb: 'x#y' # \"\n", {"a": 'x"#y', "b": "x#y"}),
        ("a: b # [x]#c\n# [a]#b\n", {"a": "b"}),
        ("a: |\n  [x]#y\nb: '[x]#y'\n", {"a": "[x]#y\n", "b": "[x]#y"}),
    ],
)
def test_what_only_looks_alike_is_read(text: str, tree: dict[str, Any]) -> None:
    document = YamlDocument("f", text.encode())
    assert (document.tree, document.problems) == (tree, ())


def events(parser: Any) -> list[tuple[str, str, str]] | None:
    """Return the nodes that a parser finds; None where it refuses the text."""
    found = []
    try:
        while (event := parser.get_event()) is not None:
            found.append((type(event).__name__, getattr(event, "value", ""), str(getattr(event, "anchor", ""))))
            if isinstance(event, yaml.StreamEndEvent):
                break
    except yaml.YAMLError:
        return None
    return found


PIECES = (
    "a",
    "?",
    ":",
    "-",
    ": ",
    "? ",
    "- ",
    "\n",
    "\n ",
    "\n  ",
    " ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">-",
    "'",
    '"',
    " #",
)


def agrees(text: str) -> bool:
    """Return whether both parsers find the same, or qcdc refuses the text."""
    if re.search("[^\\s{\\[,]\\s*\\?", text):  # `{a?}`: PyYAML's own parser reads it as YAML 1.1 had it
        return True
    first = events(CParser(text))
    return (
        first is None
        or first == events(yaml.Loader(text))
        or bool(compose(text)[1] or YamlDocument("f", text.encode()).problems)
    )


@pytest.mark.slow
@pytest.mark.no_cover
def test_all_small_documents_are_read_alike_or_refused() -> None:
    texts = ("".join(pieces) for length in (1, 2, 3) for pieces in product(PIECES, repeat=length))
    assert [text for text in texts for whole in (f"a: {text}", f"{{{text}}}", text) if not agrees(whole)] == []
