"""The templates of the page: everything from data is escaped, and a page runs no script and no style but its own."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from qcdc_cli.language import current, say, terms
from qcdc_cli.render.words.visible import visible

_SCRIPTS = ("exact.js", "recheck.js", "script.js")  # one script on the page, in this order
_PIECE = 16_384  # about how many characters are handed on at once


def page_text(template: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a page piece by piece, each made when it is asked for.

    Args:
        template: the name of the page's template.
        values: what it shows; iterators are read as the page is written.
    """
    style = f"{asset('style.css')}\n{_labels()}"
    script = script_text() if "figures" in values else ""
    given = {"lang": current(), "style": style, "script": script, "policy": policy(style, script)}
    page = environment().get_template(template).generate(given, **values)
    waiting: list[str] = []
    length = 0
    for piece in page:
        waiting.append(piece)
        length += len(piece)
        if length >= _PIECE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


@cache
def environment() -> Environment:
    """Return the templates, with what they call."""
    loader = PackageLoader("qcdc_cli.render.page")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_shown, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"say": say, "terms": terms}
    return made


@cache
def asset(name: str) -> str:
    """Return a file that is put into every page as it is; it cannot end the element that it stands in."""
    text = (files("qcdc_cli.render.page") / "templates" / name).read_text(encoding="utf-8").strip()
    assert "</" not in text, name  # noqa: S101 - our own files
    return text


@cache
def script_text() -> str:
    """Return the page's one script."""
    return "\n".join(map(asset, _SCRIPTS))


def _labels() -> str:
    """Return what stands before the points of a criterion on a narrow screen, where the table has no headings."""
    named = ((".counted", terms.COUNTS), (".most", terms.MAX))
    rules = (f'.criteria {one}::before {{ content: "{text}"; content: "{text}" / ""; }}' for one, text in named)
    return f"@media screen and (max-width: 60rem) {{ {' '.join(rules)} }}"


def policy(*inline: str) -> str:
    """Return the Content-Security-Policy of a page: nothing is loaded, and nothing runs but these texts.

    Args:
        inline: the text of the style, then of the script; "" where there is none.
    """
    style, script = (f"'sha256-{_digest(text)}'" if text else "'none'" for text in inline)
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shown(value: Any) -> Any:
    """Return what a template shows: of a text from data, nothing that is not seen."""
    return value if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable() else visible(value)
