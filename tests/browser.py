"""Chromium as people's browsers are: it opens pages from the disk, with or without script, on small and large screens.

A test asks for the fixture `browser`, itself or through another fixture, and so gets the marker `browser`, as
LibreOffice does with `office`.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIXTURE = MARKER = "browser"
TOOLS = frozenset({"node", "chromium", "chromium-browser", "google-chrome"})  # node: what Playwright starts it with
_NAMES = ("chromium", "chromium-browser", "google-chrome")
PHONE, DESK = (360, 740), (1280, 900)


@contextmanager
def started() -> "Iterator[Browser]":
    """Start Chromium without a window; skip the test where it is not installed, fail it where it must be."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None and os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
        pytest.fail("not installed: chromium")
    if program is None:
        pytest.skip("not installed: chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            chromium_sandbox=False,  # which root and most containers cannot have: it opens our own files only
            args=["--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """A page that was opened from a file.

    Attributes:
        page: the page.
        requests: the addresses of all that it asked for.
        messages: all that it wrote to the console, and the errors of its script.
    """

    page: "Page"
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Return what a page must not do: messages, and requests beyond its own file."""
        own = self.page.url.partition("#")[0]
        return self.messages + [one for one in self.requests if one != own]


@contextmanager
def opened(
    browser: "Browser", file: Path, size: tuple[int, int] = DESK, at: str = "", **options: Any
) -> Iterator[Opened]:
    """Open a file in a window of its own, and close that afterwards.

    Args:
        browser: the browser.
        file: the file.
        size: the size of the window.
        at: what stands behind the `#` of the address.
        options: as Playwright takes them for a context: `color_scheme`, `java_script_enabled`.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    try:
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.messages.append(message.text))
        found.page.on("pageerror", lambda error: found.messages.append(str(error)))
        found.page.goto(f"{file.as_uri()}{'#' if at else ''}{at}")
        yield found
    finally:
        context.close()
