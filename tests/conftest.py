"""What all tests share: every test begins in Vietnamese, and random tests are not timed one by one."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from qcdc_cli import language

settings.register_profile("qcdc", deadline=None, print_blob=True)
settings.load_profile("qcdc")


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    language.use(language.DEFAULT_LANGUAGE)
    yield
    language.use(language.DEFAULT_LANGUAGE)


@pytest.fixture
def english() -> None:
    """Say everything in English during this test."""
    language.use("en")
