"""Writes the widths of letters that official papers are laid out with: `python -m tools.text_widths [FOLDER]`.

Reads Tinos-Regular.ttf and Tinos-Bold.ttf in a folder: by default where Debian's fonts-croscore puts them.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path("/usr/share/fonts/truetype/croscore")
TARGET = Path(__file__).resolve().parents[1] / "qcdc_cli" / "render" / "documents" / "text_widths.json"
SOURCE = (
    "Advance widths of Tinos 1.33, Copyright 2010 Google Inc., SIL Open Font License 1.1 "
    "(https://scripts.sil.org/OFL); they are those of Times New Roman. Written by tools/text_widths.py."
)
RANGES = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A
    (0x1A0, 0x1B0),  # ơ, ư
    (0x300, 0x323),  # marks by themselves
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2010, 0x2044),  # dashes, quotation marks, dots
    (0x20A0, 0x20BF),  # currencies
    (0x2190, 0x2195),  # arrows
    (0x2200, 0x2265),  # signs of mathematics
    (0x25A0, 0x25CF),  # squares and circles
)


def main() -> int:
    """Write the file of widths."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    fonts = {name.lower(): TTFont(folder / f"Tinos-{name}.ttf") for name in ("Regular", "Bold")}
    contents: dict[str, object] = {"source": SOURCE, "units_per_em": fonts["regular"]["head"].unitsPerEm}
    contents |= {name: letters_by_width(font) for name, font in fonts.items()}
    TARGET.write_text(json.dumps(contents, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def letters_by_width(font: TTFont) -> dict[str, str]:
    """Return the letters of each width, in the font's units."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    found: dict[int, list[str]] = defaultdict(list)
    for first, last in RANGES:
        for code in range(first, last + 1):
            if code in glyphs:
                found[metrics[glyphs[code]][0]].append(chr(code))
    return {str(width): "".join(found[width]) for width in sorted(found)}


if __name__ == "__main__":
    sys.exit(main())
