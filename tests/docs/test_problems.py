"""docs/…/problems.md: every code of the catalogue, as the catalogue says it."""

import re

import pytest

from qcdc_cli.language import use
from qcdc_cli.problems import CATALOGUE
from tests.docs.made import MADE
from tests.docs.pages import LANGUAGES, generated, page

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_the_page_says_what_the_catalogue_says(language: str) -> None:
    use(language)
    text = page(language, "problems").text
    ((name, begin, end),) = generated(text)
    assert text[begin:end] == MADE[name](), "make it anew: python -m tests.docs.regenerate"


def test_every_code_has_a_section_and_no_other(language: str) -> None:
    found = re.findall(r"^### (Q\d+)", page(language, "problems").text, re.MULTILINE)
    assert found == list(CATALOGUE)
