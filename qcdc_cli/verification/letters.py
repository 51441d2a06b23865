"""Whether letters of a workbook or a paper can be seen: how large they are, and how far from the colour behind them.

Colours are told as six hexadecimal digits, as what they come out to, however a file names them.
"""

import colorsys
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl.cell import Cell
    from openpyxl.styles import Color
    from openpyxl.workbook import Workbook

_LEAST_SIZE = 4.0  # points
_LEAST_CONTRAST = 2.0  # WCAG asks 4.5 of texts; below 2 are yellow and light grey on white
_WHITE, _BLACK = "FFFFFF", "000000"
_ABSENT = "00000000"  # what openpyxl gives for a colour that a fill does not name
_SYSTEM = 64  # from here on, numbers of colours are those of the system: its letters, its paper
# The colours by their number where a workbook brings no theme along; the first two are paper and letters.
_USUAL_THEME = (_WHITE, _BLACK, "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
_NOT_IN_FORCE = ("0", "false", "off")
_HIGHLIGHTS: Mapping[str, str] = {
    "black": _BLACK,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": _WHITE,
    "yellow": "FFFF00",
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio", "relative luminance")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _parts(color: str) -> Sequence[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def _lost(letters: str, behind: Collection[str]) -> bool:
    return any(contrast(letters, color) < _LEAST_CONTRAST for color in behind)


# ------------------------------------------------------------------ workbooks


class CellLetters:
    """Tells of the cells of a workbook whether their letters can be seen."""

    def __init__(self, book: "Workbook") -> None:
        """Begin with a workbook that openpyxl loaded."""
        self._palette: Sequence[str] = book._colors  # noqa: SLF001
        self._theme = _theme_colors(book.loaded_theme) if book.loaded_theme else _USUAL_THEME
        self._behind: dict[int, Collection[str]] = {}
        self._known: dict[tuple[int, int], bool] = {}

    def are_unseen(self, cell: "Cell") -> bool:
        """Return whether letters of a cell are too small, or too near to the colour of what is behind them."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock

        style = cell._style  # noqa: SLF001
        key = (style.fontId, style.fillId)
        if key not in self._known:
            self._known[key] = self._is_unseen(cell.font, self._behind_cell(cell))
        own = cell.value
        runs = [part.font for part in own if isinstance(part, TextBlock)] if isinstance(own, CellRichText) else []
        return self._known[key] or any(self._is_unseen(font, self._behind_cell(cell)) for font in runs)

    def _is_unseen(self, font: Any, behind: Collection[str]) -> bool:
        if font.sz is not None and font.sz < _LEAST_SIZE:
            return True
        return _lost(self._rgb(font.color, _BLACK), behind)

    def _behind_cell(self, cell: "Cell") -> Collection[str]:
        from openpyxl.styles import GradientFill

        number = cell._style.fillId  # noqa: SLF001
        if number not in self._behind:
            fill = cell.parent.parent._fills[number]  # noqa: SLF001
            if isinstance(fill, GradientFill):
                self._behind[number] = {self._rgb(stop.color, _WHITE) for stop in fill.stop}
            elif fill.fill_type is None:
                self._behind[number] = {_WHITE}
            elif fill.fill_type == "solid":
                self._behind[number] = {self._rgb(fill.fgColor, _BLACK)}
            else:
                self._behind[number] = {self._rgb(fill.fgColor, _BLACK), self._rgb(fill.bgColor, _WHITE)}
        return self._behind[number]

    def _rgb(self, color: "Color | None", usual: str) -> str:
        """Return what a colour comes out to; the usual one where the system, or the program, chooses it."""
        if color is None or color.type == "auto" or (color.type == "rgb" and color.rgb == _ABSENT):
            return usual
        if color.type == "indexed":
            from openpyxl.styles.colors import COLOR_INDEX

            if color.indexed >= _SYSTEM:
                return usual
            palette = self._palette if color.indexed < len(self._palette) else COLOR_INDEX
            rgb = palette[color.indexed]
        elif color.type == "theme":
            rgb = self._theme[color.theme] if color.theme < len(self._theme) else usual
        else:
            rgb = color.rgb
        return _tinted(rgb[-6:], color.tint)


def _tinted(color: str, tint: float) -> str:
    """Return a colour made lighter, or for less than zero darker (ISO/IEC 29500-1, 18.8.19, tint)."""
    if not tint:
        return color
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(color))
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


@lru_cache(maxsize=8)
def _theme_colors(theme: bytes) -> Sequence[str]:
    from openpyxl.xml.functions import fromstring

    scheme = next(each for each in fromstring(theme).iter() if each.tag.endswith("}clrScheme"))
    colors = [each[0].get("lastClr") or each[0].get("val") for each in scheme]
    # Letters come before paper in the file, and the other way round in the numbers by which cells name them.
    return (colors[1], colors[0], colors[3], colors[2], *colors[4:])


# ------------------------------------------------------------------ papers


def unseen_runs(document: "Document") -> Iterator[Any]:
    """Yield the runs of a Word document, of its headers and footers, whose letters cannot be seen."""
    styles = _Styles(document.styles.element)
    parts = (each.target_part for each in document.part.rels.values() if not each.is_external)
    roots = [
        document.element,
        *(
            part.element
            for part in parts
            if part.partname.startswith(("/word/header", "/word/foot")) and hasattr(part, "element")
        ),
    ]
    for root in roots:
        yield from (run for run in root.iter("{*}r") if styles.is_unseen(run))


class _Styles:
    """The styles of a document, and what comes out of them for a run."""

    def __init__(self, root: Any) -> None:
        self._by_id = {_value(each, "styleId"): each for each in root.iterchildren("{*}style")}
        self._usual = [
            name
            for name, each in self._by_id.items()
            if _value(each, "type") == "paragraph" and _value(each, "default") not in ("", *_NOT_IN_FORCE)
        ]
        self._defaults = list(root.iterchildren("{*}docDefaults"))

    def is_unseen(self, run: Any) -> bool:
        """Return whether a run is hidden, too small, or too near to the colour of what is behind it."""
        places = self._places(run)
        letters = [each for place in places for each in place.iterchildren("{*}rPr")]
        hidden, size, color = (_first(letters, tag) for tag in ("vanish", "sz", "color"))
        if hidden is not None and _value(hidden, "val") not in _NOT_IN_FORCE:
            return True
        if size is not None and float(_value(size, "val")) / 2 < _LEAST_SIZE:
            return True
        if _first(letters, "textFill") is not None:  # colours of newer versions of Word, over the ones that are told
            return True
        rgb = None if color is None else _named_color(color)
        return rgb is not None and _lost(rgb, [self._behind(places)])

    def _places(self, run: Any) -> Sequence[Any]:
        """Return what can say how a run looks, the nearest first: itself, its paragraph, its table, their styles."""
        found = [run, *self._chain(run, "rPr", "rStyle")]
        for each in run.iterancestors("{*}p", "{*}tc", "{*}tbl"):
            kind = each.tag.rpartition("}")[2]
            found.append(each)
            if kind == "p":
                found += self._chain(each, "pPr", "pStyle") or self._based(self._usual)
            elif kind == "tbl":
                found += self._chain(each, "tblPr", "tblStyle")
        return [*found, *(each for defaults in self._defaults for each in defaults.iterchildren("{*}rPrDefault"))]

    def _chain(self, element: Any, properties: str, tag: str) -> Sequence[Any]:
        named = _first(element.iterchildren(f"{{*}}{properties}"), tag)
        return [] if named is None else self._based([_value(named, "val")])

    def _based(self, names: Sequence[str]) -> Sequence[Any]:
        """Return a style, its parts for some cells of a table, and the styles that it is based on."""
        found: list[Any] = []
        known: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            style = self._by_id.get(name)
            if style is None or name in known:
                continue
            known.add(name)
            found += [style, *style.iterchildren("{*}tblStylePr")]
            waiting += [_value(each, "val") for each in style.iterchildren("{*}basedOn")]
        return found

    def _behind(self, places: Sequence[Any]) -> str:
        for place in places:
            for properties in place.iterchildren("{*}rPr", "{*}pPr", "{*}tcPr", "{*}tblPr"):
                marked = _first([properties], "highlight")
                shade = _first([properties], "shd")
                if marked is not None and _value(marked, "val") in _HIGHLIGHTS:
                    return _HIGHLIGHTS[_value(marked, "val")]
                if shade is not None:
                    color = _value(shade, "color" if _value(shade, "val") == "solid" else "fill")
                    if color not in ("", "auto"):
                        return color
        return _WHITE


def _named_color(color: Any) -> str | None:
    """Return the colour of letters; None where Word chooses one that can be seen."""
    theme, own = _value(color, "themeColor"), _value(color, "val")
    if theme.startswith(("background", "light")):
        return _WHITE
    return None if own in ("", "auto") else own


def _first(elements: Any, tag: str) -> Any:
    return next((each for element in elements for each in element.iterchildren(f"{{*}}{tag}")), None)


def _value(element: Any, name: str) -> str:
    """Return an attribute, whatever namespace it is in; "" where it is not there."""
    return next((str(text) for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")
