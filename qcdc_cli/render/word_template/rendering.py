"""The process in which docxtpl fills the parts of a template, within bounds of memory and time.

It is given all it needs as JSON and answers in JSON: no file is opened, and no object of the program is here. Values
are plain texts and numbers; Jinja's sandbox lets nothing be called and no attribute be read but those of a loop.
"""

import json
import sys
from fractions import Fraction
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from qcdc_cli.render.word_template.vocabulary import ALL, CLOSE, COMPARABLE, FILTERS, LOOP, OPEN, OUT_OF_MEMORY

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NEEDS_PARAGRAPH = {f"{_W}{name}" for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "comment")}


class Shown(str):
    """A value as it is shown, which compares as the number that it is.

    A text compares with a number as no text does with any: neither equal, nor smaller, nor larger.

    Attributes:
        number: the number; None for a text.
    """

    __slots__ = ("number",)
    number: Fraction | None

    def __new__(cls, text: str, number: str | None = None) -> "Shown":
        """Make a value of its text, and the exact number as a text."""
        shown = super().__new__(cls, text)
        shown.number = None if number is None else Fraction(number)
        return shown

    def __bool__(self) -> bool:
        return len(self) > 0 if self.number is None else self.number != 0

    def __eq__(self, other: object) -> bool:
        mine, others = self.number, _number(other)
        return mine == others if mine is not None and others is not None else str.__eq__(self, str(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __contains__(self, part: object) -> bool:
        return str(self).find(str(part)) >= 0

    def __lt__(self, other: object) -> bool:
        pair = self._comparable(other)
        return pair is not None and pair[0] < pair[1]

    def __le__(self, other: object) -> bool:
        pair = self._comparable(other)
        return pair is not None and pair[0] <= pair[1]

    def __gt__(self, other: object) -> bool:
        pair = self._comparable(other)
        return pair is not None and pair[0] > pair[1]

    def __ge__(self, other: object) -> bool:
        pair = self._comparable(other)
        return pair is not None and pair[0] >= pair[1]

    def _comparable(self, other: object) -> tuple[Any, Any] | None:
        mine, others = self.number, _number(other)
        if mine is None and others is None:
            return str(self), str(other)
        return None if mine is None or others is None else (mine, others)


def _number(value: object) -> Fraction | None:
    if isinstance(value, Shown):
        return value.number
    return Fraction(value) if isinstance(value, int) else None


def _comparable(value: object) -> object:
    """Return a value so that it compares with any other: what a loop counts as a number, all else as its text."""
    if isinstance(value, Shown):
        return value
    return Shown(_as_text(value), str(int(value)) if isinstance(value, int) else None)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with nothing to call, no names but those that it is given, and no attributes but a loop's."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, finalize=_as_text)
        self.globals.clear()
        self.tests.clear()
        for name in [*self.filters]:
            if name not in FILTERS:
                del self.filters[name]
        self.filters[COMPARABLE] = _comparable

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """Return whether an attribute may be read: of loops only."""
        return isinstance(obj, LoopContext) and attr in LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Return whether something may be called: nothing may."""
        return False


def _as_text(value: object) -> str:
    """Return a value as a text whose braces nothing takes for docxtpl's own (`{_{`)."""
    text = "" if value is None else str(value)
    return text.replace("{", OPEN).replace("}", CLOSE)


def filled(job: dict[str, Any]) -> dict[str, Any]:
    """Fill the parts of a template.

    Args:
        job: `parts` by their names, `values` by theirs, and those of all `units`.

    Returns:
        the `parts`; or under `fault` the part that is no XML any more when it is filled.
    """
    context: dict[str, Any] = {name: Shown(*value) for name, value in job["values"].items()}
    context[ALL] = [{name: Shown(*value) for name, value in unit.items()} for unit in job["units"]]
    sandbox = Sandbox()
    parts = {}
    for name, source in job["parts"].items():
        try:
            parts[name] = (
                _part(source, sandbox, context) if name.startswith("word/") else _render(source, sandbox, context)
            )
        except etree.XMLSyntaxError as failure:
            if failure.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from None
            return {"fault": name}
    return {"parts": parts}


def _render(source: str, sandbox: Sandbox, context: dict[str, Any]) -> str:
    return _with_braces(sandbox.from_string(source).render(context))


def _part(source: str, sandbox: Sandbox, context: dict[str, Any]) -> str:
    """Fill a part that holds text, and mend what docxtpl leaves: numbers of drawings, columns, cells without text."""
    template = DocxTemplate("")
    template.docx_ids_index = 1000
    markup = template.render_xml_part(template.patch_xml(source), None, context, sandbox)
    tree = etree.fromstring(_with_braces(markup), etree.XMLParser(resolve_entities=False, no_network=True))
    if "{%tc " in source and all(table.find(f"{_W}tblGrid") is not None for table in tree.iter(f"{_W}tbl")):
        tree = template.fix_tables(etree.tostring(tree, encoding="unicode"))
    if f" in {ALL}" in source:
        template.fix_docpr_ids(tree)
    for element in tree.iter(_NEEDS_PARAGRAPH):
        if not len(element) or element[-1].tag != f"{_W}p":
            etree.SubElement(element, f"{_W}p")
    return str(etree.tostring(tree, encoding="unicode"))


def _with_braces(text: str) -> str:
    return text.replace(OPEN, "{").replace(CLOSE, "}")


def _bound(megabytes: int, seconds: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # on Windows
        return
    for kind, most in ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # macOS takes no bound of addresses, and some have a lower one already
            continue


def fill_parts() -> None:
    """Read a job from the standard input, do it, and write the answer to the standard output."""
    job = json.load(sys.stdin.buffer)
    _bound(job["megabytes"], job["seconds"])
    try:
        answer = json.dumps(filled(job))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.write(answer)
