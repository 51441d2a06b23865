"""All pages: both languages exist and agree, links lead somewhere, examples are YAML, transcripts hold."""

import re
from pathlib import Path

import pytest

from qcdc_cli.campaign.shipped import shipped_rubrics
from qcdc_cli.commands import COMMANDS
from qcdc_cli.forms.importing.gathering import SUFFIXES
from qcdc_cli.kinds import KINDS
from qcdc_cli.render.formats import BY_SUFFIX
from qcdc_cli.yamltext.document import YamlDocument
from tests.docs.pages import DOCS, LANGUAGES, README, codes, file_of, page, page_names
from tests.docs.regenerate import with_generated
from tests.docs.running import transcripts

_LINK = re.compile(r"\]\(([^)\s]+)\)")
AGAIN = "if that is right: python -m tests.docs.regenerate"
PAGES = page_names("vi")
READMES = [file_of(language, README) for language in LANGUAGES]
FILES = sorted([*READMES, *DOCS.parent.glob("examples/*/README.md"), DOCS.parent / "CHANGELOG.md", *DOCS.rglob("*.md")])


def test_every_page_exists_in_both_languages() -> None:
    assert page_names("en") == PAGES
    assert sorted(folder.name for folder in DOCS.iterdir() if folder.is_dir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_the_same_structure(name: str) -> None:
    vi, en = page("vi", name), page("en", name)
    assert [(h.level, h.anchor) for h in vi.headings] == [(h.level, h.anchor) for h in en.headings]
    assert vi.anchors == en.anchors
    assert [(b.kind, b.section, sorted(b.marks)) for b in vi.blocks] == [
        (b.kind, b.section, sorted(b.marks)) for b in en.blocks
    ]
    assert [(t.section, t.marks, len(t.head)) for t in vi.tables] == [
        (t.section, t.marks, len(t.head)) for t in en.tables
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_has_an_anchor_of_its_own(language: str, name: str) -> None:
    anchors = [heading.anchor for heading in page(language, name).headings]
    assert all(anchors)
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_whole(language: str, name: str) -> None:
    for table in page(language, name).tables:
        assert {len(row) for row in table.rows} == {len(table.head)}, table.head


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(DOCS.parent).as_posix())
def test_links_lead_somewhere(file: Path) -> None:
    for link in _LINK.findall(file.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        other = (file.parent / target).resolve() if target else file
        assert other.exists(), link
        if anchor:
            assert f'<a id="{anchor}"></a>' in other.read_text(encoding="utf-8"), link


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {link.partition("#")[0] for link in _LINK.findall(index)}
    assert linked >= {f"{language}/{name}.md" for language in LANGUAGES for name in PAGES} | {"architecture.md"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_yaml_is_yaml(language: str, name: str) -> None:
    for block in page(language, name).blocks:
        if block.kind == "yaml" and "broken" not in block.marks:
            document = YamlDocument(f"{name}.md:{block.line + 1}", block.text.encode())
            parts = {"Q212"} if "part" in block.marks else set()  # a part may be a list
            assert [problem for problem in document.problems if problem.code not in parts] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [README, *PAGES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_transcripts_hold(language: str, name: str, tmp_path: Path) -> None:
    for transcript in transcripts(page(language, name), tmp_path):
        assert transcript.holds, f"{transcript.block.text}\n--- now:\n{transcript.now}\n--- {AGAIN}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["excel", "publish"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_from_the_code_holds(language: str, name: str) -> None:
    text = page(language, name).text
    assert with_generated(language, text) == text, AGAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_tells_every_command_and_every_rubric(language: str) -> None:
    first_cells = [shown for table in page(language, README).tables for row in table.rows for shown in codes(row[0])]
    spans = [shown.split()[1:] for shown in first_cells if shown.startswith("qcdc ")]
    commands = {two if (two := " ".join(words[:2])) in COMMANDS else words[0] for words in spans}
    assert commands == set(COMMANDS)
    assert {shown for shown in first_cells if not shown.startswith("qcdc ")} == set(shipped_rubrics())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_tells_every_kind_and_every_suffix(language: str) -> None:
    text = file_of(language, README).read_text(encoding="utf-8")
    (told,) = [part for part in text.split("\n\n") if "`levels`" in part]
    assert {shown for shown in codes(told) if not shown.endswith(".yaml")} == set(KINDS)
    (row,) = [row for table in page(language, README).tables for row in table.rows if "qcdc import" in row[0]]
    assert tuple(codes(row[1])) == SUFFIXES
    (row,) = [row for table in page(language, README).tables for row in table.rows if "qcdc export report" in row[0]]
    assert [shown for shown in codes(row[1]) if shown.startswith(".")] == list(BY_SUFFIX)


def test_the_readmes_show_the_same() -> None:
    vi, en = (page(language, README) for language in LANGUAGES)
    assert [(b.kind, b.text) for b in vi.blocks if b.kind in ("sh", "yaml", "start")] == [
        (b.kind, b.text) for b in en.blocks if b.kind in ("sh", "yaml", "start")
    ]
    assert [(len(t.head), len(t.rows)) for t in vi.tables] == [(len(t.head), len(t.rows)) for t in en.tables]


def test_the_changelog_knows_this_version() -> None:
    from qcdc_cli import __version__

    assert f"## {__version__} - " in (DOCS.parent / "CHANGELOG.md").read_text(encoding="utf-8")
