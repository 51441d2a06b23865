"""The docs' pictures: each is made by the command, shown on a page, and small."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, LANGUAGES
from tests.docs.pictures import PICTURES, SCREENS

_PALETTE = 3  # the colour type of a PNG with a palette, in byte 25
_MOST_BYTES = 1_000_000  # of all pictures: everybody who clones the repository loads them


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_made_by_the_command_and_shown(language: str) -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (DOCS / language).glob("*.md"))
    there = {picture.stem for picture in (DOCS / language / "images").iterdir()}
    assert there == {*PICTURES, *SCREENS} == set(re.findall(r"\]\(images/([\w-]+)\.png\)", pages))


def test_pictures_are_small() -> None:
    pictures: list[Path] = sorted(DOCS.rglob("*.png"))
    assert {picture.read_bytes()[25] for picture in pictures} == {_PALETTE}
    assert sum(picture.stat().st_size for picture in pictures) < _MOST_BYTES
