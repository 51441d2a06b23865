"""What all tests share: each begins in Vietnamese, random ones have no deadline; one LibreOffice and one Chromium."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from openpyxl.worksheet.merge import MergedCellRange

from qcdc_cli import language
from qcdc_cli.problems import advise_for
from tests import browser as browsers
from tests import office as offices

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("qcdc", deadline=None, print_blob=True)
settings.register_profile("repeatable", settings.get_profile("qcdc"), derandomize=True, database=None)
settings.load_profile("qcdc")
TOOLS = {offices.MARKER: offices.TOOLS, browsers.MARKER: browsers.TOOLS}
GUARD = offices.Guard(TOOLS)
# Opening a workbook, openpyxl draws the border of each merged area around its empty cells, and compares every border
# with every other for it. No test looks at those, and it takes two thirds of the time of opening a form.
MergedCellRange.format = lambda _: None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for LibreOffice or Chromium, itself or through a fixture."""
    for item in items:
        for marker in TOOLS:
            if marker in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let only marked tests, with the fixtures that are made for them, start LibreOffice, poppler or Chromium."""
    GUARD.markers = frozenset(marker for marker in TOOLS if item.get_closest_marker(marker) is not None)
    try:
        return (yield)
    finally:
        GUARD.markers = None


def _as_at_the_start() -> None:
    language.use(language.DEFAULT_LANGUAGE)
    advise_for(None)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    _as_at_the_start()
    yield
    _as_at_the_start()


@pytest.fixture
def english() -> None:
    """Say everything in English during this test."""
    language.use("en")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> offices.Office:
    """Return what has LibreOffice save files as another kind of file; its settings are made once."""
    return offices.office_in(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return Chromium, without a window, started once."""
    with browsers.started() as chromium:
        yield chromium
