"""Texts as scalars: what is written is what is read, by this program and by others."""

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from ruamel.yaml import YAML

from qcdc_cli.yamltext.document import YamlDocument
from qcdc_cli.yamltext.editing.text import scalar
from tests.forms.random_sheets import texts


@pytest.mark.parametrize(
    ("text", "plain", "in_brackets"),
    [
        ("tot", "tot", "tot"),
        ("4.5", "4.5", "4.5"),
        ("9", "9", "9"),
        ("-0.25", "-0.25", "-0.25"),
        ("4,5", "4,5", '"4,5"'),
        ("đạt", "đạt", "đạt"),
        ("không đạt", "không đạt", "không đạt"),
        ("I.1", "I.1", "I.1"),
        ("15-QĐ/ĐU", "15-QĐ/ĐU", "15-QĐ/ĐU"),
        ("30/6/2020", "30/6/2020", "30/6/2020"),
        ("Tiêu chí# 3", "Tiêu chí# 3", "Tiêu chí# 3"),
        ("(bản sao)", "(bản sao)", "(bản sao)"),
        ("8:30", '"8:30"', '"8:30"'),
        ("lúc 8:30", "lúc 8:30", '"lúc 8:30"'),
        ("a [b]", "a [b]", '"a [b]"'),
        ("1.10", '"1.10"', '"1.10"'),
        ("4.50", '"4.50"', '"4.50"'),
        ("-0", '"-0"', '"-0"'),
        ("12345678901234567890", '"12345678901234567890"', '"12345678901234567890"'),
        ("012", '"012"', '"012"'),
        ("1e3", '"1e3"', '"1e3"'),
        ("0x1F", '"0x1F"', '"0x1F"'),
        ("1_000", '"1_000"', '"1_000"'),
        (".5", '".5"', '".5"'),
        ("2020-06-30", '"2020-06-30"', '"2020-06-30"'),
        ("2020-06-30 10:00:00", '"2020-06-30 10:00:00"', '"2020-06-30 10:00:00"'),
        ("no", '"no"', '"no"'),
        ("Yes", '"Yes"', '"Yes"'),
        ("y", '"y"', '"y"'),
        ("null", '"null"', '"null"'),
        ("~", '"~"', '"~"'),
        ("", '""', '""'),
        ("=1+1", '"=1+1"', '"=1+1"'),
        ("+84 123", '"+84 123"', '"+84 123"'),
        ("#N/A", '"#N/A"', '"#N/A"'),
        ("a #b", '"a #b"', '"a #b"'),
        ("a: b", '"a: b"', '"a: b"'),
        ("a:", '"a:"', '"a:"'),
        ("- a", '"- a"', '"- a"'),
        ("[x]", '"[x]"', '"[x]"'),
        (" a", '" a"', '" a"'),
        ("a\nb", '"a\\nb"', '"a\\nb"'),
        ("a\tb", '"a\\tb"', '"a\\tb"'),
        ('"a"', "'\"a\"'", "'\"a\"'"),
        ("'a\"", '"\'a\\""', '"\'a\\""'),
    ],
)
def test_scalars(text: str, plain: str, in_brackets: str) -> None:
    assert (scalar(text), scalar(text, in_brackets=True)) == (plain, in_brackets)


@given(texts)
def test_this_program_reads_the_text(text: str) -> None:
    written = f"a: {scalar(text)}\nb: [{scalar(text, in_brackets=True)}]\nc:\n  - {scalar(text)}\n# Điểm\n"
    document = YamlDocument("", written.encode())
    assert document.problems == ()
    assert document.tree == {"a": text, "b": [text], "c": [text]}


@given(texts)
def test_a_reader_that_resolves_words_and_numbers_reads_the_same(text: str) -> None:
    """What it takes for a number is the number that a person reads there, digit by digit."""
    read = yaml.safe_load(f"a: {scalar(text)}\nb: [{scalar(text, in_brackets=True)}]\n")
    for value in (read["a"], *read["b"]):
        assert isinstance(value, (str, int, float))
        assert not isinstance(value, bool)
        assert value == text if isinstance(value, str) else Decimal(f"{value}") == Decimal(text)


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("text", ["no", "Off", "012", "0o14", "1.10", "1e3", "12:30", "2020-06-30", "NULL", "+1"])
def test_what_either_yaml_takes_for_something_else_stands_in_quotes(text: str, version: str) -> None:
    reader = YAML(typ="safe", pure=True)
    reader.version = version
    assert reader.load(f"a: {scalar(text)}\n") == {"a": text}
