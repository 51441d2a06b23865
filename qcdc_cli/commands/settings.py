"""What the common options said, for the one run of the program."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Settings:
    """What the common options said; they may stand before or behind the command's name."""

    folder: Path | None = None


settings = Settings()


def folder() -> Path:
    """Return the folder in which to look for the campaign: -C, or the working folder."""
    return settings.folder if settings.folder is not None else Path()
