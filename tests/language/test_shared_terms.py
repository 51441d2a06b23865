"""A pair of texts that recurs has one place: language/terms.py."""

import ast
from collections import defaultdict
from pathlib import Path

from qcdc_cli.language import Text, terms

ROOT = Path(__file__).parents[2] / "qcdc_cli"
# What takes a text in both languages as its first two arguments.
PAIRED = {"say", "Text", "both", "described", "option", "argument", "words_option", "format_option"}
PAIRED |= {"stage_option", "rubric_option"}
MOST = 2  # a pair may stand so often outside of language/terms.py


def test_no_pair_stands_three_times_outside_of_the_terms() -> None:
    """A heading that is written three times is soon written in three ways."""
    places = defaultdict(list)
    for file in sorted(set(ROOT.rglob("*.py")) - {Path(terms.__file__)}):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            texts = [text.value for text in node.args[:2] if isinstance(text, ast.Constant)]
            if node.func.id in PAIRED and len(texts) == 2 and any(texts):
                places[tuple(texts)].append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert {pair: where for pair, where in places.items() if len(where) > MOST} == {}


def test_the_terms_are_pairs_that_differ_from_each_other() -> None:
    """One name for each pair, and both languages for each name."""
    pairs = {name: value for name, value in vars(terms).items() if isinstance(value, Text)}
    assert len(set(pairs.values())) == len(pairs)
    assert all(all(pair) for pair in pairs.values())
