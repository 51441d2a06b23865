"""Writes what is made from the code: `python -m tests.docs.regenerate`.

In docs/ the parts between `<!-- generated: … -->` and `<!-- end -->`, and what the commands of console blocks print;
in schemas/ the shipped schemas. A transcript with a line `…` is only looked at: what it leaves out is for a person to
choose.
"""

import sys
import tempfile
from pathlib import Path

from qcdc_cli.campaign.schema import SCHEMAS, schema_text
from qcdc_cli.language import use
from tests.docs.made import MADE
from tests.docs.pages import LANGUAGES, README, ROOT, generated, page, page_names
from tests.docs.running import ELISION, transcripts


def with_generated(language: str, text: str) -> str:
    """Return a page's text with its generated parts made anew."""
    use(language)
    for name, begin, end in reversed(list(generated(text))):
        text = text[:begin] + MADE[name]() + text[end:]
    return text


def with_transcripts(language: str, name: str, folder: Path) -> str:
    """Return a page's text with its transcripts made anew."""
    own = page(language, name)
    lines = own.text.split("\n")
    for transcript in reversed(list(transcripts(own, folder))):
        block = transcript.block
        if transcript.holds:
            continue
        if ELISION in block.text.split("\n"):
            print(f"{own.path}:{block.line + 1} no longer holds:\n{transcript.now}\n", file=sys.stderr)  # noqa: T201
            continue
        length = len(block.text.split("\n"))
        lines[block.line + 1 : block.line + 1 + length] = transcript.now.split("\n")
    return "\n".join(lines)


def write_schemas() -> None:
    """Make the shipped schemas anew."""
    use("vi")
    for name in SCHEMAS:
        (ROOT / "schemas" / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


def main() -> None:
    """Make all schemas and pages anew."""
    write_schemas()
    for language in LANGUAGES:
        for name in (README, *page_names(language)):
            file = page(language, name).path
            file.write_text(with_generated(language, file.read_text(encoding="utf-8")), encoding="utf-8")
            with tempfile.TemporaryDirectory() as folder:
                file.write_text(with_transcripts(language, name, Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
